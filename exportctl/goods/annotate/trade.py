"""Terms of ordinary trade, and, next to listed goods, marks and words of quality and packing, which do not affect the result."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exportctl.goods.machine_features import is_machine, parts_of_machines
from exportctl.goods.meaning import elements_held, is_listed, named_materials
from exportctl.goods.text import Span, is_within, is_within_longer
from exportctl.law.elements import COMMON, ELEMENTS, elements_of
from exportctl.law.inflection import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_CONTENT: Final = re.compile(r"(TREO|[A-Z][a-z]?)\d{2}")
"""The beginning of a grade by its content: Sb99.65, TREO45."""
_OXIDES: Final = "TREO"
"""The mark of the rare-earth oxides in all."""
_WHOLE: Final = frozenset({"compound", "oxide", "fibre", "finished-product"})
"""The forms of materials that words of quality do not change."""
_TRACES: Final = ("ppm", "ppb", "PPM", "PPB")
"""The ends of contents of impurities, whose symbols come after the name of the goods: Fe 30 ppm."""
_LOW: Final = re.compile(r"(?:\blow|低)\s?(?:[A-Z][a-z]?\s?[/,&+、]\s?)*$")
"""The text before the symbol of an impurity of which goods have little: low Pb/As."""
_SMALL: Final = re.compile(r"[a-z]{3}")
"""Small letters of a text that is not in capitals; units may be in small letters: 400 mm."""
_MARK: Final = re.compile(
    r"(?<![A-Za-z0-9_])(?:\d{1,4}(?:[:：]\d{1,2})?[型系])|(?<![A-Za-z0-9_])(?:[A-Z]{1,6}-?\d{1,6}[A-Z]{0,3}型号?|[A-Z]{2,6}|[A-Z]{1,6}\d{1,8}[A-Z]?|\d+[A-Za-z]{1,4}\d*)(?![A-Za-z0-9_])"
)
"""Short forms and makers' marks, in Chinese with the word for a model: FW-3000型, 523型."""


_SHORT_FORM: Final = re.compile(r"[A-Za-z]{1,5}[A-RT-Za-rt-z]\.\s?(?=[A-Za-z\d])")
"""A short form with its point before more words, no plural: car. fibre, cat. 445."""
_SENTENCE: Final = re.compile(r"[A-Z][a-z]")
"""The beginning of a sentence. Within a text, a word before it ends one: new car. Red."""
_APART: Final = re.compile(r"/|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")
"""A stroke, or a blank between Chinese characters, which separate words of a term."""
_NOUN: Final = 4
"""The letters from which a noun in capitals, in a text in small letters, is no mark: star tracker MOTOR."""
_LONGER: Final[tuple[PhraseLabel, ...]] = (
    "quantity",
    "carrier",
    "describing",
    "dispatch",
    "feature",
    "key-field",
    "wrapping",
)
"""The labels of words that may have a term as a part."""
_CARRIED: Final = "carried-files"
"""The annotator of what carriers of data hold."""
_KIND: Final = re.compile(r"[\s-](?i:grade)(?!\s?(?:[A-Z]{1,3}\d*\b|\d+(?![\d.]*\s?%)))")
"""The word behind the use of goods, but not before a mark of quality: toothpaste grade is no toothpaste, rice grade A is rice."""


def qualities(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield symbols, marks, and words of quality and packing next to the name of listed goods, or of goods that no entry is about.

    Next to goods that are controlled for few destinations, or free in small shares, a mark may denote a controlled
    substance.
    """
    meanings = [meaning for item in text.names for meaning in item.meanings]
    outside = bool(meanings) and all(_is_outside(law, meaning) for meaning in meanings)
    if not (outside or any(is_listed(law, meaning) for meaning in meanings)):
        return
    terms = text.phrases("term")
    phrases = [hit for hit in text.phrases("quality") if " " in hit.words]
    symbols = [span for span in _symbols(law, lexicon, text) if not is_within_longer(span, [*terms, *phrases])]
    yield from [text.annotation(span, "grade", text.text[slice(*span)]) for span in symbols]
    longer = (*terms, *text.phrases("form"))
    of_machines = [] if is_machine(law, text.names) else parts_of_machines(text, text.unread)
    yield from [
        text.annotation((hit.start, hit.end), "neutral", hit.words)
        for hit in text.phrases("quality")
        if not (is_within_longer(hit, longer) or is_within(hit, of_machines))
    ]
    if _passes_marks(law, text):
        marks = [span for span in _marks(law, lexicon, text) if not is_within(span, terms)]
        yield from [text.annotation(span, "grade", text.text[slice(*span)]) for span in marks]


def _names_others(text: AnnotatedText, mark: re.Match[str]) -> bool:
    """Return whether a mark is a word for a spare or for other goods: dengue virus RNA."""
    tokens = text.tokens_in(*mark.span())
    return any(text.phrases(label, tokens) for label in ("spare", "change"))


def _is_noun(lexicon: Lexicon, mark: re.Match[str]) -> bool:
    """Return whether a mark is a noun for a thing."""
    return singular(mark.group().casefold()) in lexicon.things


def terms(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield terms of ordinary trade with their customs headings, but no short forms of other words, and no mere uses of goods.

    A term that is a part of a longer word is none: 电阻率 is a property and 电阻 a thing, 计算书 are papers and 书 a printed book.
    Files on a stick are no tools.
    """
    hits = text.phrases("term")
    longer = [hit for label in _LONGER for hit in text.phrases(label, text.tokens)] if hits else []
    carried = [note for note in text.annotations_of("technology") if note.annotator == _CARRIED]
    for hit in hits:
        if is_within_longer(hit, longer) or is_within(hit, carried):
            continue
        apart = _APART.search(hit.words) and not hit.as_listed
        if apart and text.phrases("name", text.tokens_in(hit.start, hit.end)):
            continue  # two goods: carbon fibre / wallet
        if _is_short_form(lexicon, text, hit) or (hit is hits[-1] and _KIND.match(text.text, hit.end)):
            continue
        yield text.annotation((hit.start, hit.end), "term", "/".join(hit.meanings), meanings=hit.meanings)


def _is_short_form(lexicon: Lexicon, text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether a single word with a point may be the short form of a word that names entries."""
    short = _SHORT_FORM.match(text.text, hit.start)
    if short is None or short.end() <= hit.end or (hit.start and _SENTENCE.match(text.text, short.end())):
        return False
    begun = hit.words.casefold()
    return any(word.startswith(begun) for word in lexicon.nearest.postings if len(word) > len(begun) + 1)


def _is_outside(law: Register, meaning: str) -> bool:
    """Return whether a name is that of a compound or a product that no entry is about, in any purity and size."""
    material = law.materials.get(meaning)
    return material is not None and material.form in _WHOLE and not is_listed(law, meaning)


def _passes_marks(law: Register, text: AnnotatedText) -> bool:
    """Return whether marks have no effect: the goods are listed for all destinations, and no share of a chemical is stated."""
    diluted = any(not ELEMENTS.issuperset(item.meanings) for item in text.annotations_of("share"))
    return not diluted and any(
        is_listed(law, meaning, everywhere=True) for item in text.names for meaning in item.meanings
    )


def _symbols(law: Register, lexicon: Lexicon, text: AnnotatedText) -> list[Span]:
    """Return symbols of elements that the names already contain, alone or with their content, and of dopants and impurities.

    The formula of named goods counts too, in capitals as well: GD2O3 of gadolinium oxide. A dopant that an
    entry is about counts only in goods that are listed for all destinations.
    """
    held = elements_held(law, text.names)
    formulae = {material.formula.upper() for material in named_materials(law, text.names) if material.formula}
    traces = any(note.words.endswith(_TRACES) for note in text.annotations_of("measure"))
    dopants = {before.start for before, after in pairwise(text.unread) if after.word == "doped"}
    listed = any(is_listed(law, meaning, everywhere=True) for name in text.names for meaning in name.meanings)
    spans = []
    for token in text.unread:
        word, content = text.text[token.start : token.end], _CONTENT.fullmatch(text.text, token.start, token.end)
        doped = token.start in dopants or text.text.endswith("掺", 0, token.start)
        doped = doped and (listed or word not in law.by_element.keys() - COMMON)
        beside = word in held or doped or (traces and token.start > text.names[0].end)
        beside = beside or (word in lexicon.traces and bool(_LOW.search(text.text, 0, token.start)))
        graded = content is not None and content[1] in (*held, _OXIDES)
        if (word in ELEMENTS and beside) or graded or word.upper() in formulae:
            spans.append(Span(token.start, token.end))
    return spans


def _marks(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Span]:
    """Yield short forms and makers' marks: DIPA, ATCC, 1500D; possible formulae of a listed element are left out.

    In capitals a noun is no mark either: DIFFUSION PUMP SEAL. A short one is, in a text in small letters.
    """
    capitals = _SMALL.search(text.text) is None
    for mark in _MARK.finditer(text.text):
        if _names_others(text, mark) or ((capitals or len(mark.group()) >= _NOUN) and _is_noun(lexicon, mark)):
            continue
        about = elements_of(mark.group()) & law.by_element.keys() - COMMON
        if text.has(*mark.span()) and not about and mark.group() not in ELEMENTS:
            yield Span(*mark.span())
