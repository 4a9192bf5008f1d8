"""Interpret words together with the customs code: under the heading of a product, its materials do not name the goods.

An entry printed for a heading counts only if the words can be about it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import NAMES
from exportctl.goods.customs import entries_of_subdivision, is_medium, printed_beside
from exportctl.goods.finished_products import is_of_articles, is_of_finished_products
from exportctl.goods.heads import ORDINARY_FORMS
from exportctl.goods.interpreted import NamedContent
from exportctl.goods.keywords import entries_of_other_kinds
from exportctl.goods.meaning import names_free_product, products_in
from exportctl.goods.stated_amounts import FIGURE_LABELS
from exportctl.goods.substance_under_code import as_substance_of_code
from exportctl.goods.tested import entries_of
from exportctl.goods.text import AnnotatedText, is_within, without
from exportctl.law.customs_codes import subheading_of
from exportctl.law.forms import MATERIALS
from exportctl.law.inflection import fold_singular
from exportctl.law.wordmodel import features
from exportctl.law.words import HAN, adjacent, fold

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material

_FITS: Final = 0.8
"""The share of the pull of the best heading from which a customs code fits the words."""
_COMPOUNDS: Final = ("28", "29")
"""The chapters of single chemical compounds."""
_OF_PRODUCTS: Final = frozenset({"attributes", "finishes"})
"""The annotators that mark the materials and the finishes of products."""
_TELLING: Final = frozenset({"term", "form", "part", "purpose", "technology", "property", "share", "elements"})
"""The labels of words that identify goods."""
_NAMELESS: Final = frozenset({"neutral", "grade", "measure", "letter", "property"})
"""The labels of words that name no goods."""
_GENERAL: Final[tuple[PhraseLabel, ...]] = ("spare", "machine", "quality")
"""The labels of words that fit goods of many kinds: repair kit, industrial machinery."""
_KINDS: Final = frozenset({"component", "equipment"})
_MARK: Final = re.compile(r"(?=.*\d)[a-z\d]+")
"""The number of a model: a12."""
_CHARACTERS: Final = 2
"""The number of Chinese characters of one word."""
_LAST: Final = re.compile(r"\s*(?:inside|内)?\s*(?:[,，;；、。()（）]|$)")
"""What is behind the last word of a part of a text."""
_ADDED: Final = frozenset({"part", "technology"})
"""The labels of words that make other goods of a plain term."""


def beside_code(
    law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, code: str | None
) -> InterpretedText:
    """Return the interpretation of words with a customs code.

    Its `excluded_by_words` are the entries of the headings that the words cannot mean. A medium does not explain the
    materials in its words: they may be about the technology on it.
    """
    pull = lexicon.model.fit(item, code).pull if lexicon.model and code else 0.0
    if code and pull >= _FITS and _is_free_product_of_trade(law, lexicon, item, wording):
        wording = wording._replace(content=NamedContent())
    if wording.is_free_product:
        return (
            wording._replace(excluded_by_words=_entries_beside(law, lexicon, (code,)))
            if code and pull >= _FITS
            else wording
        )
    explained = code is not None and _is_explained_by_code(law, lexicon, item, wording, code)
    if code and (explained or _has_materials_of_product(law, lexicon, item, wording, code)):
        wording = wording._replace(
            may_be=frozenset(),
            possible_entries=(),
            similar=wording.similar._replace(codes=()),
            trade=wording.trade._replace(made_up=False, explained=explained),
        )
    if code:
        wording = as_substance_of_code(law, lexicon, item, wording, code)
    if wording.possible_entries or any(_may_be_listed(law.materials[id_]) for id_ in wording.may_be):
        return wording
    if code and not wording.trade.headings and _is_general(law, lexicon, item, wording):
        return wording
    named = code is not None and wording.names_heading(code)
    fits = pull >= _FITS or named or (_may_fit(lexicon, pull) and _is_of_trade(lexicon, wording))
    codes = (*wording.trade.headings, *([code] if code and fits else []))
    entries = _entries_beside(law, lexicon, codes, named=(code,) if code and named else ()) if codes else None
    if not entries:
        return wording
    declared = entries_of_subdivision(law, code) if code else frozenset[str]()
    near = declared | _entries_with_words(law, lexicon, item, wording)
    apart = _apart(law, lexicon, item, wording, entries)
    if code:
        apart |= _of_other_kinds(lexicon, item, wording, entries)
    return wording._replace(excluded_by_words=apart - near)


def _may_be_listed(material: Material) -> bool:
    """Return whether a material has entries, or may be or contain what has some: a ferrite magnet does not."""
    return bool(material.entries or material.may_be or material.may_contain)


def _has_materials_of_product(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, code: str) -> bool:
    """Return whether the named materials are only those of the finished product that a customs code is for."""
    if not (lexicon.model and is_of_finished_products(lexicon, code)) or is_medium([code]):
        return False
    if _has_substance_behind(law, lexicon, item, wording):
        return False
    if _is_product_of(lexicon, item, wording, code) and _is_unlisted_product(law, lexicon, wording, code):
        return True
    if wording.trade.made_up and _may_fit(lexicon, lexicon.model.fit(item, code).pull):
        return True
    of_product = wording.trade.materials == "raw" or (
        wording.trade.materials
        and (code.startswith(lexicon.consumer) or _is_unlisted_product(law, lexicon, wording, code))
    )
    return bool(of_product) and (wording.names_heading(code) or _rest_explains(lexicon, item, wording, code))


def _is_free_product_of_trade(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText) -> bool:
    """Return whether a text names only finished products that no entry is about, and its other words do not resemble the list."""
    names = [note for note in wording.annotations if note.label in NAMES]
    free = bool(names) and all(names_free_product(law, note) for note in names)
    return free and not lexicon.resembles(without(item, names))


def _has_substance_behind(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText) -> bool:
    """Return whether a substance is named that may be goods of its own: by its CAS number, or behind a term, last or with its form.

    Another word behind it is for what the product holds: a coating, a phosphor, a magnet.
    """
    terms = [note.end for note in wording.annotations if note.label == "term"]
    return any(
        note.label == "cas"
        or (
            note.label in NAMES
            and any(end <= note.start for end in terms)
            and (
                _is_formed(item, wording, note)
                or (
                    _LAST.match(item, note.end)
                    and any(entry.code in lexicon.chemicals for entry in entries_of(law, note.meanings))
                )
            )
        )
        for note in wording.annotations
    )


def _is_formed(item: str, wording: InterpretedText, name: Annotation) -> bool:
    """Return whether the form of a material is directly behind its name: maraging steel bar."""
    return any(
        note.label == "form" and note.value in MATERIALS and adjacent(item, name.end, note.start)
        for note in wording.annotations
    )


def _is_product_of(lexicon: Lexicon, item: str, wording: InterpretedText, code: str) -> bool:
    """Return whether a code is that of the product that a text begins with.

    A term has the heading of the code, or the code fits the words, with and without the names of materials.
    """
    if not (wording.trade.of_product and lexicon.model):
        return False
    pull = lexicon.model.fit(item, code).pull
    if wording.names_heading(code):
        return _may_fit(lexicon, pull)
    rest = without(item, [note for note in wording.annotations if note.label in NAMES])
    return min(pull, lexicon.model.fit(rest, code).pull) >= _FITS


def _is_explained_by_code(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, code: str) -> bool:
    """Return whether a code without an entry is that of a term and of all words, with and without the names of materials beside it."""
    if not (wording.trade.beside_product and wording.names_heading(code) and is_of_articles(lexicon, code)):
        return False
    if not lexicon.model or is_medium([code]) or any(printed_beside(law, subheading_of(code))):
        return False
    if any(note.label == "cas" for note in wording.annotations):
        return False
    rest = without(item, [note for note in wording.annotations if note.label in NAMES])
    return min(lexicon.model.fit(item, code).pull, lexicon.model.fit(rest, code).pull) >= _FITS


def _is_unlisted_product(law: Register, lexicon: Lexicon, wording: InterpretedText, code: str) -> bool:
    """Return whether no entry about the named materials, which covers products too, is printed for a code: diamond saw blades.

    One piece of a material is the material: a germanium lens.
    """
    if code.startswith(lexicon.pieces):
        return False
    printed = printed_beside(law, subheading_of(code))[0]
    meanings = [meaning for note in wording.annotations if note.label in NAMES for meaning in note.meanings]
    return not any(entry.code in printed for entry in entries_of(law, meanings))


def _may_fit(lexicon: Lexicon, pull: float) -> bool:
    """Return whether words may fit a customs code: the pull of its heading reaches the threshold of doubt."""
    return lexicon.model is not None and pull >= lexicon.model.doubt.pull


def _rest_explains(lexicon: Lexicon, item: str, wording: InterpretedText, code: str) -> bool:
    """Return whether the code explains a text without the names of materials best: it has known words, and none of the list."""
    names = [note for note in wording.annotations if note.label in NAMES]
    rest = without(item, names)
    words = features(rest) if names and lexicon.model else ()
    if not (words and lexicon.model) or lexicon.resembles(rest):
        return False
    strange = any(word.isascii() and word.isalpha() and word not in lexicon.model.weights for word in words)
    return not strange and lexicon.model.fit(rest, code).pull >= _FITS


def _apart(
    law: Register, lexicon: Lexicon, item: str, wording: InterpretedText, codes: frozenset[str]
) -> frozenset[str]:
    """Return the entries that the words cannot be about: all of them, if the words are only a plain term of trade.

    A term with a part, or a purpose of the list, is no plain one: a fuel injection pump for rocket engines is not that of a car.
    """
    plain = frozenset() if any(_is_added(lexicon, note) for note in wording.annotations) else lexicon.plain
    products = products_in(law, wording.annotations)
    free = [note for note in products if note.label != "term"]
    explained = [*free, *(note for note in wording.annotations if _is_explained(plain, note))]
    ends = {note.end for note in explained if note in products}
    explained += [
        note for note in wording.annotations if _is_shape(note) and any(adjacent(item, end, note.start) for end in ends)
    ]
    if not wording.unread and all(note in explained for note in wording.annotations if note.label in _TELLING):
        return codes if any(note.label == "term" for note in explained) else lexicon.unlike(item, codes)
    rest = without(item, explained)
    return lexicon.unlike(_without_details(lexicon, rest) if ends else rest, codes)


def _of_other_kinds(lexicon: Lexicon, item: str, wording: InterpretedText, entries: frozenset[str]) -> frozenset[str]:
    """Return the entries with keywords of which a text has none, nor a distinguishing word of their names that trade uses less.

    Terms of trade and figures do not distinguish entries.
    """
    terms = [note for note in wording.annotations if note.label == "term"]
    others = entries_of_other_kinds(lexicon, AnnotatedText(lexicon.phrases, item), terms, entries)
    figures = [note for note in wording.annotations if note.label in FIGURE_LABELS]
    words = features(without(item, [*terms, *figures]))
    rest = [word for word in words if len(word) > 1 and not lexicon.is_ordinary(word)]
    return others - lexicon.nearest.entries_with_words(rest)


def _is_general(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText) -> bool:
    """Return whether words could be those of any goods of a heading: one word, a mark, or words for parts and kinds of machines."""
    if fold(item) in law.names.materials or any(note.label in NAMES for note in wording.annotations):
        return False
    rest = without(item, [note for note in wording.annotations if note.label in _NAMELESS or _is_kind(note)])
    text = AnnotatedText(lexicon.phrases, rest)
    general = [hit for label in _GENERAL for hit in text.phrases(label, text.tokens)]
    words = [token for token in text.tokens if not is_within(token, general) and not _MARK.fullmatch(token.word)]
    return len(words) <= (_CHARACTERS if any(HAN.match(token.word) for token in words) else 1)


def _is_kind(note: Annotation) -> bool:
    """Return whether words are for a kind of thing: equipment, parts."""
    return note.label == "form" and note.value in _KINDS


def _entries_with_words(law: Register, lexicon: Lexicon, item: str, wording: InterpretedText) -> frozenset[str]:
    """Return the entries with a word of a text, however common, if it names no product: a line boring m/c may be any machine."""
    if products_in(law, wording.annotations):
        return frozenset()
    rest = without(item, [note for note in wording.annotations if note.label in _NAMELESS])
    words = [word for word in features(rest) if len(word) > 1]
    return frozenset().union(*map(lexicon.nearest.entries_with_word, words))


def _without_details(lexicon: Lexicon, rest: str) -> str:
    """Return the words around a plain term, if the list uses one of them, without the usual details of ordinary goods: belt drive."""
    if lexicon.careful.isdisjoint(features(rest)):
        return rest
    text = AnnotatedText(lexicon.phrases, rest)
    return without(rest, text.phrases("detail", text.tokens))


def _entries_beside(
    law: Register, lexicon: Lexicon, codes: tuple[str, ...], named: tuple[str, ...] = ()
) -> frozenset[str]:
    """Return the entries that are printed for customs codes, and those of the materials that are.

    Chemicals of other lists are left out, because these also cover mixtures: any glue may contain a solvent that its
    words do not name. Under a code for single compounds that a term of trade has (`named`) there are no mixtures.
    """
    entries: set[str] = set()
    for code in codes:
        of_code, materials = printed_beside(law, code)
        if materials:
            of_code = of_code.union(*(law.materials[id_].entries for id_ in materials))
        single = code in named and code.startswith(_COMPOUNDS)
        entries.update(entry for entry in of_code if single or law.is_dual_use(entry) or entry not in lexicon.chemicals)
    return frozenset(entries)


def _is_of_trade(lexicon: Lexicon, wording: InterpretedText) -> bool:
    """Return whether ordinary words alone name the goods, without a listed material: such goods may have several headings."""
    return (
        bool(wording.trade.headings or wording.unread)
        and not any(note.annotator in _OF_PRODUCTS for note in wording.annotations)
        and lexicon.is_ordinary_text("|".join(wording.unread))
    )


def _is_added(lexicon: Lexicon, note: Annotation) -> bool:
    """Return whether words make other goods of a plain term: a part, or a purpose that the list may be about."""
    return note.label in _ADDED or (note.label == "purpose" and not _is_ordinary_use(lexicon, note))


def _is_ordinary_use(lexicon: Lexicon, purpose: Annotation) -> bool:
    """Return whether a purpose has ordinary words and usual details only, or makers and models besides: for Dell Inspiron."""
    use = purpose.value or purpose.words
    text = AnnotatedText(lexicon.phrases, use)
    use = without(use, text.phrases("detail", text.tokens))
    if lexicon.resembles(use):
        return False
    words = [word for word in use.split() if not lexicon.is_ordinary_text(word)]
    return all(_is_maker(word) or _is_of_trade_zh(lexicon, word) for word in words)


def _is_maker(word: str) -> bool:
    return word.isascii() and word[0].isupper()


def _is_of_trade_zh(lexicon: Lexicon, words: str) -> bool:
    """Return whether trade uses a part of a Chinese purpose: 水泥助磨剂. Without blanks, its other parts may be no words."""
    return any(HAN.match(word) and len(word) > 1 and lexicon.is_used_in_trade(word) for word in features(words))


def _is_explained(plain: frozenset[str], note: Annotation) -> bool:
    """Return whether words are the material, the finish or a purpose of a product, or a plain term of trade."""
    return (
        note.annotator in _OF_PRODUCTS
        or (bool(plain) and note.label == "purpose")
        or (note.label == "term" and fold_singular(note.words) in plain)
    )


def _is_shape(note: Annotation) -> bool:
    """Return whether words are a form that does not change ordinary goods: powder."""
    return note.label == "form" and note.value in ORDINARY_FORMS
