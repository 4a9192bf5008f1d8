"""A description is read word by word: what each word says becomes a fact, and words that nobody understands are left.

Each step takes what is left of the text and returns what it understood and what it left. Where nothing is left and one name was found,
the words say as much as options would; a word that is left makes all that was understood possible, and rules nothing out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.facts.wording import Understood
from exportctl.law.elements import COMMON, ELEMENTS, elements_of
from exportctl.law.lexicon import LINE
from exportctl.law.trie import NameInside, Piece, pieces
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.facts.wording import As
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_CAS: Final = re.compile(r"\b\d{2,7}-\d{2}-\d\b")
_CODE: Final = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3})*\b")
_SHARE: Final = re.compile(
    rf"(?P<before>{_NUMBER})\s*(?:wt\.?\s*)?[%％]\s*(?P<element>[A-Z][a-z]?)\b|\b(?P<symbol>[A-Z][a-z]?)\s*[:=]?\s*(?P<after>{_NUMBER})\s*[%％]"
)
_PERCENT: Final = re.compile(rf"(?:[<>≥≤]=?\s*)?{_NUMBER}\s*[%％]")
_NINES: Final = re.compile(r"\b[1-9]N[0-9]?5?\b")
_ALLOYED: Final = re.compile(
    rf"\b(?:[A-Z][a-z]?{_NUMBER}){{2,}}\b|\b[A-Z][a-z]? {_NUMBER}(?: [A-Z][a-z]? {_NUMBER})+\b"
)
_PART: Final = re.compile(rf"([A-Z][a-z]?) ?({_NUMBER})")
_MEASURE: Final = re.compile(
    rf"(?:[<>≥≤±~]=?\s*)?{_NUMBER}(?:\s*[-x×*~]\s*{_NUMBER})*\s*"
    r"(?P<unit>(?:[kMGTmuµμnp]?(?:Wh/kg|Wh|Ah/g|Ah|W|V|A|Hz|Pa|bar|m|g|l|L|N|J|K|T|eV|ohm|Ω)|g/c(?:m3|m³|c)|kg/m3|t|mm2|m2|cm3|m3|"
    r"inches|inch|in|\"|″|ft|feet|yd|lb|lbs|oz|ml|mL|rpm|kgs?|pcs?|sets?|℃|°C|°|deg|mesh|micron|microns|英寸|毫米|厘米|米|微米|公斤|千克|克|吨|升|毫升))"
    r"(?![A-Za-z0-9])"
)
_GRADE: Final = re.compile(
    r"\bN?\d{2}(?:M|H|SH|UH|EH|AH|VH)?\b|\b[A-Z]{1,4}[- ]?\d{1,5}[A-Z]{0,3}\b|\b\d{1,2}#|"
    r"\b[A-Z]?\d+(?:\.\d+)?(?:[x×*]\d+(?:\.\d+)?)+(?:mm|cm|m)?\b|\b\d+:\d+\b"
)
_TOKEN: Final = re.compile(r"[A-Za-z0-9()\[\]·]+")
_MOST_PURE: Final = 90
_PLAIN: Final = re.compile(rf"{_NUMBER}|[a-z]")


class Left(NamedTuple):
    """A text, and the pieces of it that nobody has understood yet."""

    text: str
    pieces: tuple[Piece, ...]

    def without(self, spans: Iterable[tuple[int, int]]) -> Left:
        """Return what is left once some spans were understood."""
        gone = list(spans)
        kept = [item for item in self.pieces if not any(start <= item.start and item.end <= end for start, end in gone)]
        return Left(self.text, tuple(kept))

    def has(self, start: int, end: int) -> bool:
        """Tell whether some piece of a span is left."""
        return any(item.start < end and start < item.end for item in self.pieces)


class Named(NamedTuple):
    """A name of goods in a text: where it stands, and the materials or lines that it means."""

    start: int
    end: int
    words: str
    meanings: tuple[str, ...]
    as_: As


class Description(NamedTuple):
    """What was read in a text: names of the goods themselves, names that stand for a part or a purpose, terms of trade, and facts."""

    names: tuple[Named, ...]
    beside: tuple[Named, ...]
    purposes: tuple[Named, ...]
    headings: tuple[str, ...]
    forms: tuple[str, ...]
    contains: tuple[str, ...]
    params: tuple[str, ...]
    held: tuple[str, ...]
    formulae: frozenset[str]
    understood: tuple[Understood, ...]
    left: tuple[str, ...]
    careful: bool


def read(law: Register, lexicon: Lexicon, text: str) -> Description:
    """Return what the words of a text say."""
    left = Left(text, pieces(text))
    names, left = _names(law, lexicon, left)
    facts: list[tuple[int, Understood]] = [
        (item.start, Understood(item.words, item.as_, _shown(law, item.meanings))) for item in names
    ]
    names, absent, left = _absent(lexicon, names, left)
    facts += absent
    formulae, unread = _formulae(law, left)
    names = sorted([*names, *formulae])
    facts += [(item.start, Understood(item.words, "formula", _shown(law, item.meanings))) for item in formulae]
    left = left.without((item.start, item.end) for item in formulae)
    names, shares, left = _shares(law, names, left)
    facts += shares
    for step in (_purity, _measures, _grades):
        found, left = step(left)
        facts += found
    before_purpose, facts_of_purpose, left = _purpose(lexicon, left)
    facts += facts_of_purpose
    parts = [item.start for item in lexicon.parts.find(text, left.pieces)]
    terms = lexicon.terms.find(text, left.pieces)
    left = left.without((item.start, item.end) for item in terms)
    facts += [(item.start, Understood(item.words, "term", "/".join(item.meanings))) for item in terms]
    for kind, trie in (("form", lexicon.forms), ("neutral", lexicon.parts), ("neutral", lexicon.neutral)):
        inside = trie.find(text, left.pieces)
        left = left.without((item.start, item.end) for item in inside)
        facts += [(item.start, Understood(item.words, _as(kind), item.meanings[0])) for item in inside]
    if any(_listed(law, meaning) for item in names for meaning in item.meanings):
        symbols = _symbols(law, names, left)
        left = left.without(symbols)
        qualities = lexicon.qualities.find(text, left.pieces)
        left = left.without((item.start, item.end) for item in qualities)
        facts += [(start, Understood(text[start:end], "neutral", text[start:end])) for start, end in symbols]
        facts += [(item.start, Understood(item.words, "neutral", item.words)) for item in qualities]
    if terms and not (names or unread):
        ordinary = lexicon.ordinary.find(text, left.pieces)
        left = left.without((item.start, item.end) for item in ordinary)
        facts += [(item.start, Understood(item.words, "neutral", item.words)) for item in ordinary]
    plain = [item for item in left.pieces if _PLAIN.fullmatch(item.word)]
    left = left.without((item.start, item.end) for item in plain)
    limit = min([before_purpose, *parts])
    head, parted = (
        [item for item in names if here(item.start)]
        for here in (limit.__gt__, range(limit, before_purpose).__contains__)
    )
    main, held = _main(law, head)
    held += [symbol for item in parted if (symbol := _element(law, item))]
    told = tuple(item for _, item in sorted(facts, key=lambda pair: pair[0]))
    return Description(
        names=tuple(main),
        beside=tuple(item for item in parted if not _element(law, item)),
        purposes=tuple(item for item in names if item.start >= before_purpose),
        headings=tuple(dict.fromkeys(heading for item in terms for heading in item.meanings)),
        forms=tuple(item.value for item in told if item.as_ == "form"),
        contains=tuple(item.value for item in told if item.as_ == "share"),
        params=tuple(
            {item.value.partition("=")[0]: item.value for item in reversed(told) if item.as_ == "property"}.values()
        ),
        held=tuple(held),
        formulae=unread,
        understood=told,
        left=tuple(text[item.start : item.end] for item in left.pieces),
        careful=not lexicon.careful.isdisjoint(item.word for item in pieces(text)),
    )


def _main(law: Register, head: list[Named]) -> tuple[list[Named], list[str]]:
    """Return the names of the goods themselves, and the elements that stand beside one: terbium in a magnet, titanium in a steel."""
    elements = {item: symbol for item in head if (symbol := _element(law, item))}
    others = [item for item in head if item not in elements]
    others = [item for item in others if not any(_is_kind_of(law, other, item) for other in others)]
    if len({item.meanings for item in others}) == 1:
        return others, list(elements.values())
    return head, []


def _is_kind_of(law: Register, name: Named, general: Named) -> bool:
    """Tell whether a name is one of the goods that a more general name may mean."""
    material = law.materials.get(general.meanings[0])
    return bool(material and name.meanings != general.meanings and set(name.meanings) <= set(material.may_be))


def _listed(law: Register, meaning: str) -> bool:
    """Tell whether a name is one of goods that a line is about."""
    if meaning.startswith(LINE):
        return True
    material = law.materials[meaning]
    return bool(material.entries or any(law.materials[id_].entries for id_ in material.may_be))


def _symbols(law: Register, names: list[Named], left: Left) -> list[tuple[int, int]]:
    """Find symbols of elements that the names hold already, and of those that goods are doped with."""
    held = {
        symbol for item in names if (material := law.materials.get(item.meanings[0])) for symbol in material.elements
    }
    words = [(item.start, item.end, left.text[item.start : item.end]) for item in left.pieces]
    dopants = {before for before, after in pairwise(words) if after[2].lower() == "doped"}
    return [
        (start, end)
        for start, end, word in words
        if word in ELEMENTS and (word in held or (start, end, word) in dopants)
    ]


def _as(kind: str) -> As:
    return "form" if kind == "form" else "neutral"


def _names(law: Register, lexicon: Lexicon, left: Left) -> tuple[list[Named], Left]:
    """Find codes, CAS numbers and names; a short acronym counts only as it is written, a longer term takes its names with it."""
    found = [
        Named(item.start(), item.end(), item.group(), (law.cas[item.group()],), "cas")
        for item in _CAS.finditer(left.text)
        if item.group() in law.cas
    ]
    found += [
        Named(item.start(), item.end(), item.group(), (LINE + law.printed_codes[fold(item.group())],), "code")
        for item in _CODE.finditer(left.text)
        if fold(item.group()) in law.printed_codes
    ]
    left = left.without((item.start, item.end) for item in found)
    longer = lexicon.terms.find(left.text, left.pieces)
    for item in lexicon.names.find(left.text, left.pieces):
        written = lexicon.acronyms.get(fold(item.words))
        within = any(_strictly_within(item, term) for term in longer)
        if (written is None or item.words in written) and not within:
            found.append(Named(*item, "name"))
    return sorted(found), left.without((item.start, item.end) for item in found)


def _strictly_within(name: NameInside, term: NameInside) -> bool:
    return term.start <= name.start and name.end <= term.end and term.end - term.start > name.end - name.start


def _formulae(law: Register, left: Left) -> tuple[list[Named], frozenset[str]]:
    """Find formulae of materials, and the elements of what reads as another formula with a listed element in it."""
    found, unread = [], set[str]()
    for token in _TOKEN.finditer(left.text):
        text = token.group().strip("()[]")
        start = token.start() + token.group().index(text) if text else token.start()
        end = start + len(text)
        if not left.has(start, end) or not any(char.islower() or char.isdigit() for char in text[1:]):
            continue
        elements = elements_of(text)
        if len(elements) < 2 and not (elements and any(char.isdigit() for char in text)):  # noqa: PLR2004 - one symbol alone is a word
            continue
        if text in law.formulas:
            found.append(Named(start, end, text, (law.formulas[text],), "formula"))
        elif len(elements) > 1 and elements & law.by_element.keys() - COMMON:
            unread |= elements
    return found, frozenset(unread)


def _absent(lexicon: Lexicon, names: list[Named], left: Left) -> tuple[list[Named], list[tuple[int, Understood]], Left]:
    """Take out names that a word says are not there: dysprosium-free, without cobalt, 不含镝."""
    facts: list[tuple[int, Understood]] = []
    kept = list(names)
    words = lexicon.absent.find(left.text, left.pieces)
    for name in names:
        free = next(
            (item for item in left.pieces if item.word == "free" and _beside(left.text, name.end, item.start)), None
        )
        said = next((item for item in words if _beside(left.text, item.end, name.start)), None)
        if free or said:
            kept.remove(name)
            start, end = (name.start, free.end) if free else (said.start if said else name.start, name.end)
            facts.append((start, Understood(left.text[start:end], "absent", name.words)))
            left = left.without([(start, end)])
    for item in words:
        following = next((piece for piece in left.pieces if _beside(left.text, item.end, piece.start)), None)
        if left.has(item.start, item.end) and following:
            facts.append((item.start, Understood(left.text[item.start : following.end], "absent", following.word)))
            left = left.without([(item.start, following.end)])
    return kept, facts, left


def _beside(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip(" -\u2010\u2011")


def _shares(law: Register, names: list[Named], left: Left) -> tuple[list[Named], list[tuple[int, Understood]], Left]:
    """Read weight shares: 2 % Dy, Dy 2%, W92Ni6Fe2, 2 % dysprosium."""
    facts: list[tuple[int, Understood]] = []
    for alloy in _ALLOYED.finditer(left.text):
        parts = [(symbol, number) for symbol, number in _PART.findall(alloy.group()) if symbol in ELEMENTS]
        total = sum(float(number.replace(",", ".")) for _, number in parts)
        if left.has(alloy.start(), alloy.end()) and len(parts) > 1 and 98 <= total <= 100.5:  # noqa: PLR2004 - rounded shares
            facts += [
                (alloy.start(), Understood(alloy.group(), "share", f"{symbol}={number}%")) for symbol, number in parts
            ]
            left = left.without([alloy.span()])
    for share in _SHARE.finditer(left.text):
        symbol = share["element"] or share["symbol"]
        number = share["before"] or share["after"]
        if symbol in ELEMENTS and left.has(*share.span()):
            facts.append((share.start(), Understood(share.group(), "share", f"{symbol}={number.replace(',', '.')}%")))
            left = left.without([share.span()])
    kept = list(names)
    for percent in _PERCENT.finditer(left.text):
        near = next((item for item in kept if _beside(left.text, percent.end(), item.start)), None)
        element = near and _element(law, near)
        if near and element and left.has(*percent.span()):
            kept.remove(near)
            number = percent.group().strip("<>≥≤=％% ").replace(",", ".")
            facts.append(
                (percent.start(), Understood(left.text[percent.start() : near.end], "share", f"{element}={number}%"))
            )
            left = left.without([(percent.start(), near.end)])
    return kept, facts, left


def _element(law: Register, name: Named) -> str | None:
    """Return the element that a name means, if it means one."""
    material = law.materials.get(name.meanings[0])
    return next(iter(material.elements)) if material and len(material.elements) == 1 else None


Step = "Callable[[Left], tuple[list[tuple[int, Understood]], Left]]"


def _purity(left: Left) -> tuple[list[tuple[int, Understood]], Left]:
    """Read purity: 7N, 4N5, 99.99 %. A lower share of nobody knows what says nothing."""
    facts: list[tuple[int, Understood]] = []
    for item in (*_NINES.finditer(left.text), *_PERCENT.finditer(left.text)):
        if left.has(*item.span()):
            figure = item.group().strip("<>≥≤= ").replace(",", ".").replace("％", "%").replace(" ", "")
            pure = not figure.endswith("%") or float(figure[:-1]) >= _MOST_PURE
            said = (
                Understood(item.group(), "property", f"purity={figure}")
                if pure
                else Understood(item.group(), "measure", figure)
            )
            facts.append((item.start(), said))
            left = left.without([item.span()])
    return facts, left


def _measures(left: Left) -> tuple[list[tuple[int, Understood]], Left]:
    """Read quantities with their units; which property they are of is told where the unit is that of one property alone."""
    facts: list[tuple[int, Understood]] = []
    for item in _MEASURE.finditer(left.text):
        if left.has(*item.span()):
            property_ = _ALONE.get(item["unit"].replace("³", "3").replace("cc", "cm3"))
            figure = item.group().strip("<>≥≤±~= ")
            value = (
                f"{property_}={figure.replace('g/cc', 'g/cm3')}"
                if property_ and not re.search(r"[-x×*~]", figure)
                else figure
            )
            as_: As = "property" if value != figure else "measure"
            facts.append((item.start(), Understood(item.group(), as_, value)))
            left = left.without([item.span()])
    return facts, left


_ALONE: Final = {"Wh/kg": "energy_density", "mAh/g": "specific_capacity"}
"""Units that one property alone is measured in."""


def _grades(left: Left) -> tuple[list[tuple[int, Understood]], Left]:
    """Read grades and type numbers: N42SH, 2#, 6061."""
    found = [item for item in _GRADE.finditer(left.text) if left.has(*item.span())]
    facts = [(item.start(), Understood(item.group(), "grade", item.group())) for item in found]
    return facts, left.without(item.span() for item in found)


def _purpose(lexicon: Lexicon, left: Left) -> tuple[int, list[tuple[int, Understood]], Left]:
    """Read what goods are for: what follows `for` is no part of the goods, up to a comma or the end."""
    for item in lexicon.purpose.find(left.text, left.pieces):
        stop = re.search(r"[,;，；()（）]", left.text[item.end :])
        end = item.end + stop.start() if stop else len(left.text)
        words = left.text[item.start : end].strip()
        return (
            item.start,
            [(item.start, Understood(words, "purpose", left.text[item.end : end].strip()))],
            left.without([(item.start, end)]),
        )
    return len(left.text) + 1, [], left


def _shown(law: Register, meanings: tuple[str, ...]) -> str:
    return "/".join(_names_of(law, meanings))


def _names_of(law: Register, meanings: tuple[str, ...]) -> Iterator[str]:
    for meaning in meanings:
        if meaning.startswith(LINE):
            yield meaning.removeprefix(LINE)
        else:
            names = law.materials[meaning].names
            yield (names.en or names.zh or (meaning,))[0]
