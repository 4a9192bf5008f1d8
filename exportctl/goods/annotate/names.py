"""Names of goods, control codes and CAS numbers; a longer term of trade includes the names inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.formulae import isotope_of
from exportctl.goods.meaning import is_listed
from exportctl.goods.text import is_within_longer
from exportctl.goods.uses_of_products import what_goods_are
from exportctl.law.cas import NUMBER
from exportctl.law.customs_codes import labelled_codes_in
from exportctl.law.forms import MATERIALS
from exportctl.law.inflection import singular
from exportctl.law.trie import tokens_of
from exportctl.law.words import ENTRY_PREFIX, HAN, adjacent, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_CAS_LABEL: Final = re.compile(r"\bCAS(?:[ -]?(?:RN|No|NO|no|Nr|number|Number|号|编号))?[.#]?\s?[:：]?\s*$")
"""The words before a CAS number."""
_LABEL: Final = 16
"""The largest number of characters of such words."""
_POINTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}[A-Z](?:\b|\.)")
_CODE: Final = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3})*\b")


def codes(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield control codes and CAS numbers that are in the data, and customs codes with the word for one before them."""
    for number in NUMBER.finditer(text.text) if "-" in text.text else ():
        if material := law.names.cas.get(number.group()):
            yield text.annotation(number.span(), "cas", meanings=(material,))
            if label := _CAS_LABEL.search(text.text, max(0, number.start() - _LABEL), number.start()):
                yield text.annotation(label.span(), "neutral", label.group().strip())
    for number in _CODE.finditer(text.text) if "capital" in text.traits else ():
        if code := law.names.codes.get(fold(number.group())):
            yield text.annotation(number.span(), "code", meanings=(ENTRY_PREFIX + code,))
    for labelled in labelled_codes_in(text.text):
        yield text.annotation(labelled.span(), "neutral", labelled.group())


def names(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the names of goods, and the products that goods are only meant for. A short acronym counts only in its own spelling."""
    longer = _finished_terms(text)
    hits = [part for hit in text.phrases("name") for part in _parts(law, text, hit)]
    inside, uses = what_goods_are(law, text, hits)
    for hit in inside:
        written = lexicon.acronyms.get(fold(hit.words))
        within = is_within_longer(hit, longer) or _is_plural_noun(lexicon, hit.words)
        other = within or _is_salt(law, text.text, hit) or bool(isotope_of(law, text.text, hit))
        if (written is None or hit.words in written) and not other:
            yield text.annotation((hit.start, hit.end), "name", meanings=hit.meanings)
    for start, end in uses:
        if use := text.text[start:end].strip():
            yield text.annotation((start, end), "purpose", use)._replace(words=use)


def pointed_acronyms(_: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the acronyms with points between their letters: A.P.T. is APT. The lexicon finds only whole words."""
    for written in _POINTED.finditer(text.text):
        acronym = written.group().replace(".", "")
        if acronym in lexicon.acronyms.get(fold(acronym), ()):
            for phrase in lexicon.phrases.phrases(acronym, tokens_of(acronym)):
                if meanings := phrase.senses.get("name"):
                    yield text.annotation(written.span(), "name", meanings=meanings)


def _parts(law: Register, text: AnnotatedText, hit: LexiconHit) -> Iterator[LexiconHit]:
    """Yield a name, or the names before and after a slash in it if no entry is about the whole: silicon / germanium lumps."""
    slash = text.text.find("/", hit.start, hit.end)
    if text.text.startswith("用", hit.end) and (blank := hit.words.rfind(" ")) > 0:
        yield from _names_before_use(text, hit.start, hit.start + blank)
        return
    if slash < 0 or any(is_listed(law, meaning) for meaning in hit.meanings):
        yield hit
    else:
        yield from text.phrases("name", text.tokens_in(hit.start, slash))
        yield from text.phrases("name", text.tokens_in(slash, hit.end))


def _names_before_use(text: AnnotatedText, start: int, end: int) -> list[LexiconHit]:
    """Return the names that reach into a span of Chinese words before a use: 球化石墨 before 负极用, not 石墨 负极."""
    first = start
    while first and HAN.match(text.text, first - 1):
        first -= 1
    return [name for name in text.phrases("name", text.tokens_in(first, end)) if name.end > start]


def _finished_terms(text: AnnotatedText) -> list[LexiconHit]:
    """Return the terms of trade in a text without those before the form of a material: a carbide drill rod is carbide."""
    terms = text.phrases("term")
    forms = text.phrases("form", text.tokens) if terms else ()
    raw = [hit.start for hit in forms if not MATERIALS.isdisjoint(hit.meanings)]
    return [term for term in terms if not any(adjacent(text.text, term.end, start) for start in raw)]


def _is_plural_noun(lexicon: Lexicon, words: str) -> bool:
    """Return whether words are the plural of a noun that an acronym is spelt like: cubes, but not CuBe."""
    one = singular(words)
    return words.islower() and one != words and one in lexicon.things and one in lexicon.acronyms


def _is_salt(law: Register, text: str, acid: LexiconHit) -> bool:
    """Return whether the name of an acid is the beginning of its salt's name, as in 硫酸铜 and 盐酸四环素; a listed acid stays one."""
    if not (acid.words.endswith("酸") and HAN.match(text, acid.end)):
        return False
    codes = [code for meaning in acid.meanings if meaning in law.materials for code in law.materials[meaning].entries]
    return bool(codes) and not any(map(law.is_dual_use, codes))
