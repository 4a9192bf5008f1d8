"""Formulae of materials, and the elements of other formulae that contain a listed element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import BOUND
from exportctl.goods.formulae import NON_METALS, isotope_of, listed_symbols, material_of, read_elements
from exportctl.goods.meaning import elements_held
from exportctl.goods.text import consists_of
from exportctl.law.elements import COMMON, elements_of, sum_formula

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_SIGNS: Final = r"A-Za-z0-9()\[\]·"
_TOKEN: Final = re.compile(
    rf"(?:(?<![{_SIGNS}])|(?<=[a-z])(?=[(\[]))(?=[0-9()\[\]·]*[A-Z])(?:[A-Z][a-z]?|\d+\.\d+|[0-9()\[\]·])+(?![{_SIGNS}])"
)
"""A word that may be a formula, with brackets around it: no lower-case letter follows another."""
_WORKED: Final = (
    r"(?:(?:vacuum|hot|cold|isostatically|pressed|sintered|cast|forged|rolled|swaged|extruded|drawn|melted)[ -])*"
)
"""Words for how a metal was worked, before its shape."""
_PURE: Final = re.compile(
    r"(?P<symbol>[A-Z][a-z]?)(?: (?:metal\b|[1-9]N|9\d)|,(?=.*\bT?REM\b))|"
    rf"(?P<shaped>[A-Z][a-z]|W) {_WORKED}(?:ingot|lump|shot|granule|pellet|powder|needle|rod|bar|chunk|turning|bead|slab|sponge|scrap|"
    r"blank|(?:single )?crystal|dendrite|flake|piece|wafer|substrate|target|block|plate|sheet|foil|wire|dis[ck]|tube|pebble|"
    r"strip|billet|nugget)s?\b"
)
"""Words that name an element by its symbol, at the beginning of a text: Ga metal, Bi 5N, Te ingots, Sc, 99.99 % of REM (metals)."""
_QUALITY: Final = re.compile(
    r"(?:(?:(?:high|ultra)[ -]?)?pur(?:e|ity)|refined|distilled|crude|solid|unwrought) ", re.IGNORECASE
)
"""A word of quality that such a text may begin with."""
_MARKED: Final = re.compile(r"[a-z0-9]")
"""A sign that marks a formula after its first letter; a word in capitals only may be an ordinary word."""
_MARKS: Final = re.compile(r"N\d{2}(?:M|H|SH|UH|EH|AH|VH)?|US(?:[4-9]|1\d)|(?:P|PY|WY?|C|HB?)(?:[1-9]|[12]\d)W")
"""Grades of magnets, sizes of shoes, and categories of vehicle lamps (ECE R37) that look like formulae: N45UH, US9, P21W."""
_COMPOSITION: Final = re.compile(r"(?<![A-Za-z0-9])((?:[A-Z][a-z]?\d{1,2}(?:\.\d+)?-?){2,})\s?(?:at|wt|mol)\.?\s?[%％]")
"""The composition of an alloy with the kind of its shares: Al80Sc20at%."""
_ZERO: Final = re.compile(r"(?<![\d.])0\d")
_OF_SALTS: Final = frozenset({"O", "F", "S", "Cl", "Br", "I"})
_APART: Final = re.compile(r"\s|[,;()%，；、（）]|$")


def formulae(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield formulae of materials, formulae that repeat a name, and the elements of other formulae with a listed element.

    A formula of elements that the names already contain adds nothing (DyFe80 of a dysprosium-iron alloy), but one of
    very common elements may be any other substance. Behind the name of an element, its symbol repeats it: neodymium (Nd).
    """
    named, held = bool(text.names), elements_held(law, text.names)
    named_materials = {meaning for note in text.names for meaning in note.meanings}
    quality = _QUALITY.match(text.text)
    beginning = quality.end() if quality else 0
    before: list[Annotation] = []
    for token in _TOKEN.finditer(text.text):
        words, start, end = _trim(token)
        pure = _PURE.match(text.text, beginning) if not named and token.start() == beginning else None
        symbol = (pure["symbol"] or pure["shaped"]) if pure else ""
        if symbol in law.by_element and symbol in law.names.formulas:
            before.append(text.annotation((start, end), "formula", meanings=(law.names.formulas[symbol],)))
            continue
        if law.names.formulas.get(words) in named_materials and text.has(start, end):
            before.append(text.annotation((start, end), "formula", meanings=(law.names.formulas[words],)))
            continue
        elements = elements_of(words) if text.has(start, end) else frozenset()
        if not elements or not _may_be_formula(text.text, words, end, elements, beside=named or _is_first(text, start)):
            continue
        material = material_of(law, words)
        meanings = (material,) if material else _compounds_of(law, words, elements)
        if meanings:
            before.append(text.annotation((start, end), "formula", meanings=meanings))
        elif (words.isupper() and words.isalpha()) or not read_elements(words):
            continue
        elif len(elements) > 1 and elements <= held and elements - COMMON:
            before.append(text.annotation((start, end), "repeated"))
        elif len(elements) > 1 and (listed := elements & law.by_element.keys() - COMMON):
            if listed <= held and _ZERO.search(words):
                continue  # FWC08 is a grade of tungsten carbide: no number in a formula begins with 0
            bound = () if elements.isdisjoint(NON_METALS) else (BOUND,)
            before.append(text.annotation((start, end), "elements", " ".join(sorted(elements)), meanings=bound))
    yield from before
    yield from _compositions(text, held)


def _compounds_of(law: Register, words: str, elements: Collection[str]) -> tuple[str, ...]:
    """Return the compounds of one element in general, if a formula is that of its salt: LuCl3, Y(NO3)3. An oxide has a name.

    A number makes it a formula, and for an element of one letter, which a mark may have, a group or chlorine does. Hydrides and
    borides may be materials of other entries, such as those that store hydrogen.
    """
    rare, others = frozenset(elements) - COMMON, frozenset(elements) & COMMON
    if len(rare) != 1 or others <= {"O"} or others.isdisjoint(_OF_SALTS) or not any(map(str.isdigit, words)):
        return ()
    (symbol,) = rare
    groups = law.compounds.get(symbol, ()) if len(symbol) > 1 or "(" in words or "Cl" in elements else ()
    return groups if len(groups) == 1 else ()


def _compositions(text: AnnotatedText, held: Collection[str]) -> Iterator[Annotation]:
    """Yield the compositions of the named alloy, which repeat its elements."""
    for whole in _COMPOSITION.finditer(text.text) if held else ():
        elements = elements_of(whole[1].replace("-", ""))
        if elements and elements <= frozenset(held) and elements - COMMON:
            yield text.annotation(whole.span(), "repeated")


def symbols(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to symbols of listed elements by themselves, unless the text has a name: Yb-doped."""
    if not text.names:
        known = text.annotations_of("neutral")
        yield from [
            text.annotation(span, "elements", text.text[slice(*span)])
            for span in listed_symbols(law, text.text)
            if not any(note.start <= span[0] and span[1] <= note.end for note in known)
        ]


def isotopes(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the listed elements of isotopes: an oxide of gadolinium-157 is one of gadolinium."""
    for hit in text.phrases("name"):
        if listed := isotope_of(law, text.text, hit) & law.by_element.keys():
            yield text.annotation((hit.start, hit.end), "elements", " ".join(sorted(listed)))


def _may_be_formula(whole: str, text: str, end: int, elements: frozenset[str], *, beside: bool) -> bool:
    """Return whether signs are not a word: they have two elements or a number; capitals count if `beside` a name or first only."""
    if not _MARKED.search(text, 1):
        return len(elements) > 1 and beside and bool(_APART.match(whole, end))
    word = text.istitle() and text.isalpha()  # one capital at most means one element at most
    if word or _MARKS.fullmatch(text):
        return False
    return len(elements) > 1 or any(map(str.isdigit, text))


def _is_first(text: AnnotatedText, start: int) -> bool:
    """Return whether only words that name no goods are before a place in a text: lot KCN."""
    return start == 0 or consists_of(text, (0, start), "neutral", ":,.-")


def _trim(token: re.Match[str]) -> tuple[str, int, int]:
    """Return a formula without the brackets around it, and its position; brackets that belong to the formula are kept."""
    text = token.group()
    bare = text.strip("()[]")
    if bare != text and sum_formula(text) and not sum_formula(bare):
        inner = text[1:-1]
        return (inner, token.start() + 1, token.end() - 1) if sum_formula(inner) else (text, *token.span())
    start = token.start() + text.index(bare) if bare else token.start()
    return bare, start, start + len(bare)
