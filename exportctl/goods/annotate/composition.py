"""Weight shares: 2 % Dy, Dy 2%, at least 2% Dy, W92Ni6Fe2, Nd 25 Dy 4.1 Fe bal., 2 % dysprosium, 5% HCl."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import Figure, figures_in, with_bounds
from exportctl.goods.figures.property_names import is_whole
from exportctl.goods.figures.scales import PERCENT, PPM
from exportctl.goods.meaning import all_have_form, element_of, elements_held, named_materials
from exportctl.goods.quantities import WHOLE
from exportctl.goods.tested import properties_of_entries
from exportctl.goods.units import UNIT
from exportctl.law.corroboration import figures
from exportctl.law.elements import ELEMENTS
from exportctl.law.forms import THINGS
from exportctl.law.model import Share
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_SYMBOL_BEFORE: Final = re.compile(
    r"(?P<percent>[%％]\s*)?(?P<kind>(?:\b(?:total|free|combined)\s|总|游离|化合)(?=C\b))?(?<![A-Za-z\d_])(?P<symbol>[A-Z][a-z]?)"
    r"\s*[:=]?\s*(?P<about>(?:[~～≈]|大?约|(?:about|approx\.?|ca\.?))\s*)?$"
)
"""The symbol before a share, with the kind of its carbon: free C 0.04 %."""
_SYMBOL_BEHIND: Final = re.compile(r"\s*(?P<symbol>[A-Z][a-z]?)(?![A-Za-z\d_])")
_REACH: Final = 12
_WORD_BEFORE: Final = re.compile(r"\b(?P<word>[A-Za-z]{3,})(?:\s+content)?\s*[:=]?\s*$")
_CHARACTERS_BEFORE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<word>[\u4e00-\u9fff]{1,2}?)(?:含?量)?\s*[:：=<≤＜]?\s*$"
)
_REACH_OF_WORD: Final = 32
_PURITY: Final = "purity"
_PURE: Final = 90
"""The percentage from which a share of the only named substance is its purity: 99.99% gallium."""
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;，；、)）]|\d|[wv]/[wv](?![a-z/]))",
    re.IGNORECASE,
)
"""The text after a share of goods: an end, a mark, a figure or a kind of share, but no other object of the share."""
_SHARE: Final = r"\d+(?:[.,]\d+)?"
_ALLOYED: Final = re.compile(
    rf"(?<![A-Za-z\d_])(?:(?:[A-Z][a-z]?{_SHARE}){{2,}}|[A-Z][a-z]? {_SHARE}(?: [A-Z][a-z]? {_SHARE})+)(?![A-Za-z\d_])"
)
_ALLOY_GRADE: Final = re.compile(
    r"(?<![A-Za-z\d])(?:(?:Cu|Ag)?W-?(?P<share>[5-9]\d)|W-?(?:Cu|Ag)[ -]?(?P<first>[5-9]\d)\s?/\s?[1-5]\d)(?![\d.%％A-Za-z]|\s?%)"
)
_PART: Final = re.compile(rf"([A-Z][a-z]?) ?({_SHARE})")
_REST: Final = r"(?:(?i:bal(?:ance)?|rem(?:ainder)?)\b\.?|余量?)"
_LISTED: Final = rf"(?P<symbol>[A-Z][a-z]?)\s?[:=]?\s?(?:(?P<share>\d{{1,2}}(?:\.\d+)?|\.\d+)|{_REST})"
_GROUPED: Final = re.sub(r"\?P<\w+>", "?:", _LISTED)
_NEXT: Final = r"[\s,，、/-]{1,3}"
_LIST: Final = re.compile(
    rf"(?<![A-Za-z\d.])(?>{_GROUPED}(?:{_NEXT}{_GROUPED}){{2,}})(?![A-Za-z\d.%％]|,\d|\s?(?:[%％]|[a-z]))"
)
"""Three or more elements with their shares in percent, without the sign: Nd 25 Pr 3 Dy 4.1 Fe bal B 1."""
_LISTED_PART: Final = re.compile(_LISTED)
_NUMBER_FIRST: Final = r"\d{1,2}(?:\.\d+)?\s?[A-Z][a-z]"
_ADDED: Final = re.compile(
    rf"(?:^|(?<=[\s,;，；(（])){_NUMBER_FIRST}(?:[\s,，、/+-]{{1,2}}{_NUMBER_FIRST})*(?=\s*(?:$|[,;，；、)）]))"
)
"""Shares in percent before their elements, without the sign: 6Dy 0.5Tb. A single letter may be a unit: 5 V."""
_ADDED_PART: Final = re.compile(r"(\d+(?:\.\d+)?)\s?([A-Z][a-z])")
_COMPOSITION: Final = re.compile(
    r"(?:(?<![A-Za-z])(?i:(?:chem(?:ical)?\.?\s)?comp(?:osition|n)?\.?)|(?:化学)?成[分份])\s?[:：]?\s?(?:为|含有?)?\s?$"
)
"""The words before a list of shares."""
_OTHER_SHARES: Final = re.compile(r"pp[mb]|mg/kg|\bat(?:\.|omic)?\s?[%％]|原子", re.IGNORECASE)
"""Shares that are no percentages by weight."""
_TRACES: Final = 20
"""The sum of shares in percent below which they may be those of impurities, in parts per million."""
_BARE: Final = re.compile(
    rf"(?<![A-Za-z\d_])(?P<symbol>[A-Z][a-z]?)\s?(?:[≥>＞]=?\s?(?P<bound>9\d(?:\.\d+)?)|(?P<share>9\d\.\d+))(?![\d.%％×xX*-]|,\d|\s?(?:[%％×*]|x\s?\d|pct|{UNIT}))"
)
"""A share of 90 percent or more, without the sign, behind a symbol: Ti≥99.5, Mo 99.95. It has a sign or decimals, as no size has."""
_LITTLE: Final = "0.1"
"""The least share in percent that is called the rest."""
_MOST: Final = 50
"""The share in percent from which an element is no addition."""


_OWN_CONTENT: Final = re.compile(r"\s?[<≤＜:：]?\s?\d[\d.]*\s?pp[mb]\b", re.IGNORECASE)
"""A content in ppm behind the name of an element: a percentage before the name is that of something else."""


def shares(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the weight shares of elements. A name that belongs to a share does not name the goods."""
    if "capital" in text.traits:
        yield from _shares_of_alloys(text)
        yield from _listed_shares(text) if text.names else ()
        yield from _added_shares(law, text) if text.names else ()
        yield from _bare_shares(law, text) if text.names else ()
    if text.names:
        yield from _small_contents(law, lexicon, text)
        yield from _grades_of_alloys(law, text)
    percents = [item for item in figures_in(text.text, PERCENT) if text.has(item.start, item.end)]
    if percents:
        yield from _purities_of_things(law, text, percents) if text.names else ()
        yield from _shares_of_symbols(law, text, percents)
        yield from _shares_of_names(law, text)


def _shares_of_alloys(text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the shares of alloys whose notation adds up to the whole: W92Ni6Fe2."""
    for alloy in _ALLOYED.finditer(text.text):
        parts = [
            (symbol, number.replace(",", ".")) for symbol, number in _PART.findall(alloy.group()) if symbol in ELEMENTS
        ]
        total = sum(float(number) for _, number in parts)
        repeats = any(note.start == alloy.start() for note in text.annotations_of("repeated"))
        named = any((note.start, note.end) == alloy.span() for note in text.names)
        if (repeats or named or text.has(*alloy.span())) and len(parts) > 1 and 98 <= total <= 100.5:  # noqa: PLR2004 - rounded shares
            for symbol, number in parts:
                yield _share(text, symbol, Figure(*alloy.span(), (f"{number}%",), unnamed=named))


def _listed_shares(text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the shares of a list of elements, in which one may be the rest; no goods are excluded by them.

    The rest is at most what the others leave, and may be little.
    """
    for listed in () if _OTHER_SHARES.search(text.text) else _LIST.finditer(text.text):
        parts = [(part["symbol"], part["share"]) for part in _LISTED_PART.finditer(listed.group())]
        left = WHOLE - sum(Decimal(share) for _, share in parts if share)
        start = _start_with_label(text, listed.start())
        if not _is_composition(parts, left) or not text.has(start, listed.end()):
            continue
        for symbol, share in parts:
            values = (share,) if share else (_LITTLE, f"{left:f}")
            yield _share(text, symbol, Figure(start, listed.end(), tuple(f"{item}%" for item in values), unnamed=True))


def _is_composition(parts: Sequence[tuple[str, str | None]], left: Decimal) -> bool:
    """Return whether letters with numbers, which leave some percent, are a composition: no sizes W 50 H 30 B 10."""
    letters = [symbol for symbol, _ in parts if len(symbol) == 1]
    whole = any(share is None for _, share in parts) or left <= WHOLE - _TRACES
    return (
        whole
        and left >= Decimal(_LITTLE)
        and len(letters) < len(parts) - 1
        and all(symbol in ELEMENTS for symbol, _ in parts)
    )


def _added_shares(law: Register, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the shares before the symbols of elements that the named goods may contain; they exclude no goods: 6Dy 0.5Tb."""
    goods = named_materials(law, text.names[:1])
    possible = {symbol for material in goods for symbol in (*material.may_contain, *material.elements)}
    for added in _ADDED.finditer(text.text):
        parts = [(symbol, share) for share, symbol in _ADDED_PART.findall(added.group())]
        fitting = all(symbol in possible and Decimal(share) < _MOST for symbol, share in parts)
        if fitting and text.has(*added.span()):
            for symbol, share in parts:
                yield _share(text, symbol, Figure(*added.span(), (f"{share}%",), unnamed=True))


def _bare_shares(law: Register, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the shares of 90 percent or more, without the sign, of an element of the named goods; they exclude no goods."""
    for bare in _BARE.finditer(text.text):
        if bare["symbol"] in elements_held(law, text.names[:1]) and text.has(*bare.span()):
            figure = Figure(
                *bare.span(), (f"{bare['bound'] or bare['share']}%",), above=bare["bound"] is not None, unnamed=True
            )
            yield _share(text, bare["symbol"], figure)


def _start_with_label(text: AnnotatedText, start: int) -> int:
    """Return the start of shares with the word for a composition before them."""
    label = _COMPOSITION.search(text.text, max(0, start - _REACH_OF_WORD), start)
    return label.start() if label and text.has(label.start(), start) else start


def _shares_of_symbols(law: Register, text: AnnotatedText, percents: Sequence[Figure]) -> list[Annotation]:
    """Return the shares next to symbols; a symbol may also be the short name of a property that the goods are tested for."""
    tested = properties_of_entries(law, [meaning for name in text.names for meaning in name.meanings])
    return [
        _share(text, symbol, share._replace(start=_start_with_label(text, share.start)))
        for symbol, share in _shares_beside_symbols(text.text, percents)
        if not (
            is_whole(text.text, share.start)
            and any(item.id in tested for item in law.parameter_names.short.get(symbol.casefold(), ()))
        )
    ]


def _purities_of_things(law: Register, text: AnnotatedText, percents: Sequence[Figure]) -> Iterator[Annotation]:
    """Yield the share of an element of a named thing whose purity an entry tests: tantalum crucible, 99.95% Ta."""
    meanings = [meaning for name in text.names for meaning in name.meanings]
    if all_have_form(law, text.names, THINGS) and _PURITY in properties_of_entries(law, meanings):
        shares = [share for _, share in _shares_beside_symbols(text.text, percents)]
        pure = [share for share in shares if all(float(value.strip("%")) >= _PURE for value in share.values)]
        yield from properties(text, [(_PURITY, share) for share in pure])


def _shares_of_names(law: Register, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the shares next to the names of their elements: 2 % dysprosium, 含铽0.8%.

    They are read from right to left: a name between two percentages belongs to the first if the last has a name of its own.
    """
    taken: list[Annotation] = []
    for percent in reversed(figures_in(text.text, PERCENT)):
        names = [item for item in text.names if item not in taken]
        name = next((item for item in names if adjacent(text.text, percent.end, item.start)), None)
        if name and _OWN_CONTENT.match(text.text, name.end):
            name = None  # 金属杂质0.05% 硼5ppm
        name = name or _contained_before(law, text, percent)
        element = name and element_of(law, name)
        pure = len(text.names) == 1 and all(float(value.strip("%")) >= _PURE for value in percent.values)
        if name and element and not pure and text.has(percent.start, percent.end):
            taken.append(name)
            text.demote(name)
            both = percent._replace(start=min(percent.start, name.start), end=max(percent.end, name.end))
            yield _share(text, element, with_bounds(text.text, both))


def _small_contents(law: Register, lexicon: Lexicon, text: AnnotatedText) -> list[Annotation]:
    """Return the shares in parts per million of the elements whose share an entry of the goods tests: Ag <5 ppm of bismuth."""
    parts = [item for item in figures_in(text.text, PPM) if text.has(item.start, item.end)]
    if not parts:
        return []
    entries = [
        law.entries[code] for symbol in elements_held(law, text.names) for code in law.by_element.get(symbol, ())
    ]
    tested = {item.element for entry in entries for item in figures(entry.criteria) if isinstance(item, Share)}
    words = _words_for_elements(law, lexicon, tested)
    of_elements = [*_shares_beside_symbols(text.text, parts), *_shares_beside_words(text, parts, words)]
    return [
        _share(text, symbol, share._replace(values=tuple(map(_as_percent, share.values))))
        for symbol, share in of_elements
        if symbol in tested
    ]


def _words_for_elements(law: Register, lexicon: Lexicon, symbols: Collection[str]) -> dict[str, str]:
    """Return the symbols of some elements by the words for them: those of the lexicon, and the names of their metals."""
    return {word: symbol for word, symbol in lexicon.elements.items() if symbol in symbols} | {
        name.casefold(): symbol
        for symbol in symbols
        for material in law.materials.values()
        if material.elements == (symbol,) and material.form in (None, "metal")
        for name in (*material.names.en, *material.names.zh)
        if name.isalpha()
    }


def _shares_beside_words(
    text: AnnotatedText, parts: Sequence[Figure], words: Mapping[str, str]
) -> Iterator[tuple[str, Figure]]:
    """Yield the shares behind words for elements, which then name no goods: silver content 2 ppm, 银5ppm."""
    for share in parts:
        before = _WORD_BEFORE.search(text.text, max(0, share.start - _REACH_OF_WORD), share.start)
        before = before or _CHARACTERS_BEFORE.search(text.text, max(0, share.start - _REACH_OF_WORD), share.start)
        symbol = words.get(before["word"].casefold()) if before else None
        if before and symbol:
            for name in [name for name in text.names[1:] if name.start == before.start()]:
                text.demote(name)
            yield symbol, with_bounds(text.text, share._replace(start=before.start()))


def _grades_of_alloys(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the content in the grade of a named tungsten alloy: W80, CuW80, WCu 80/20.

    A grade may also count something else, so it excludes no goods.
    """
    of_names = named_materials(law, text.names[:1])
    if len({material.id for material in of_names}) != 1 or of_names[0].form != "alloy":
        return []
    return [
        _share(text, "W", Figure(*grade.span(grade.lastgroup or 0), (f"{grade[grade.lastgroup or 0]}%",), unnamed=True))
        for grade in _ALLOY_GRADE.finditer(text.text)
        if "W" in of_names[0].elements
    ]


def _as_percent(parts: str) -> str:
    """Return parts per million in percent."""
    return f"{Decimal(parts.removesuffix(' ppm')) / 10_000:f}%"


def _contained_before(law: Register, text: AnnotatedText, percent: Figure) -> Annotation | None:
    """Return the name before a percentage, if the goods may contain its element, or a word for a part comes before it: 含铽0.8%."""
    parts = [hit.end for hit in text.phrases("part", text.tokens)]
    contained = {symbol for material in named_materials(law, text.names[:1]) for symbol in material.may_contain}
    return next(
        (
            item
            for item in text.names[1:]
            if adjacent(text.text, item.end, percent.start)
            and (element_of(law, item) in contained or any(adjacent(text.text, end, item.start) for end in parts))
        ),
        None,
    )


def _share(text: AnnotatedText, symbol: str, figure: Figure) -> Annotation:
    span = figure.start, figure.end
    return text.annotation(span, "share", symbol + figure.text, meanings=(symbol,), figure=figure)


def _shares_beside_symbols(text: str, percents: Sequence[Figure]) -> list[tuple[str, Figure]]:
    """Return the shares next to the symbol of an element: Sm 25% Co 52%, 25% Sm 52% Co, Ag 5 % or less.

    They are read from right to left: a symbol between two figures belongs to the first if the last has one of its own.
    """
    of_elements: list[tuple[str, Figure]] = []
    taken = len(text)
    for reading in reversed(percents):
        before = _SYMBOL_BEFORE.search(text, max(0, reading.start - _REACH), reading.start)
        behind = _SYMBOL_BEHIND.match(text, reading.end, taken)
        before = before if before and before["symbol"] in ELEMENTS else None
        behind = behind if behind and behind["symbol"] in ELEMENTS else None
        if before and not (before["percent"] and behind):
            about = with_bounds(text, reading) if before["about"] else reading
            share = about._replace(start=before.start("kind" if before["kind"] else "symbol"))
            of_elements.append((before["symbol"], with_bounds(text, share)))
        elif behind:
            of_elements.append((behind["symbol"], with_bounds(text, reading._replace(end=behind.end()))))
        taken = of_elements[-1][1].start if of_elements and (before or behind) else reading.start
    return of_elements[::-1]


def small_shares(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the share of the one named substance, if guidance leaves mixtures with little of it outside: 5% HCl, 盐酸 5%.

    A bound, a range, and one share of several are not used, because no exclusion may rest on them.
    """
    percents = [item for item in figures_in(text.text, PERCENT) if text.has(item.start, item.end)]
    substances = {meaning for item in text.names for meaning in item.meanings}
    if len(percents) != 1 or len(substances) != 1 or not _has_share_ruling(law, *substances):
        return
    share, name = percents[0], text.names[0]
    follows = adjacent(text.text, name.end, share.start) and _is_closed(text, share.end)
    if (follows or adjacent(text.text, share.end, name.start)) and share.exact:
        span, value = (share.start, share.end), f"{name.words}={share.exact}"
        yield text.annotation(span, "share", value, meanings=(name.words,), figure=share)


def _is_closed(text: AnnotatedText, end: int) -> bool:
    """Return whether no text after a share gives it another object: 13% VAT, 10% more."""
    behind = text.text[end:]
    begins = end + len(behind) - len(behind.lstrip())
    ends = (hit for hit in text.phrases("share-end", text.tokens) if hit.start == begins and hit.as_listed)
    return bool(_CLOSES.match(behind)) or any(text.text[hit.end : hit.end + 1] != "/" for hit in ends)


def _has_share_ruling(law: Register, substance: str) -> bool:
    """Return whether a ruling leaves goods with little of a substance outside."""
    material = law.materials.get(substance)
    rulings = (ruling for code in (material.entries if material else ()) for _, ruling in law.rulings.get(code, ()))
    return any(ruling.outside_share and ruling.outside_share.substance == substance for ruling in rulings)
