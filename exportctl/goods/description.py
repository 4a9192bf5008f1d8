"""A description is read word by word: what each word says becomes a fact, and words that nobody understands are left.

Each step takes what is left of the text and returns what it understood and what it left. Where nothing is left and one name was found,
the words say as much as options would; a word that is left makes all that was understood possible, and rules nothing out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.datasheet import of_parts
from exportctl.goods.figures import NUMBER, Figures, read_figures
from exportctl.goods.form import THINGS
from exportctl.goods.formulae import read_formulae
from exportctl.goods.interpreted import Annotation
from exportctl.goods.purpose import what_goods_are
from exportctl.goods.technology import is_medium, names_technology, says_technology
from exportctl.goods.unread import NameSpan, UnreadText, adjacent, element_of, elements_held, name_of
from exportctl.law.elements import COMMON, ELEMENTS, elements_of
from exportctl.law.model import INTANGIBLE
from exportctl.law.trie import LexiconHit, Trie, pieces
from exportctl.law.words import LINE, fold
from exportctl.sentences import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.interpreted import As
    from exportctl.goods.unread import Fact
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Piece
    from exportctl.law.vocabulary import Material

_HYPHENS: Final = ("-", "\u2010", "\u2011")
_CAS: Final = re.compile(r"\b\d{2,7}-\d{2}-\d\b")
_CODE: Final = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3})*\b")
_FOR_A_GRADE: Final = re.compile(r"\b(?:[A-Za-z]+ )?(?P<word>[A-Za-z-]+)[ -]grade\b|(?P<zh>[\u4e00-\u9fff]{2}级)")
_APART: Final = re.compile(r"[,;+/&，；、和及与]|\b(?:and|or|plus)\b")
_AND: Final = re.compile(r"\s*(?:、|和|或|及|与|\b(?:and|or|nor)\b)\s*|")
_CLOSES: Final = ",;)，；、）"
"""What ends a word about goods."""
_MARK: Final = re.compile(r"\b(?:[A-Z]{2,6}|\d+[A-Za-z]{1,4}\d*)\b")
_FOR_USE: Final = re.compile(r"(?:(?<=[\s,，])|^)[\u4e00-\u9fff]{1,6}用(?=$|[\s,，])")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_PLAIN: Final = re.compile(rf"{NUMBER}|[a-z]")


class Description(NamedTuple):
    """What was read in a text: names of the goods themselves, names that stand for a part or a purpose, terms of trade, and facts."""

    names: tuple[NameSpan, ...]
    beside: tuple[NameSpan, ...]
    purposes: tuple[NameSpan, ...]
    headings: tuple[str, ...]
    forms: tuple[str, ...]
    figures: Figures
    formulae: frozenset[str]
    understood: tuple[Annotation, ...]
    left: tuple[str, ...]
    careful: bool
    technology: bool


def read(law: Register, lexicon: Lexicon, text: str) -> Description:
    """Return what the words of a text say."""
    every = pieces(text)
    names, uses, left = _names(law, lexicon, UnreadText(text, every))
    names, facts, left = _absent(law, lexicon, names, left)
    facts += uses
    if len(names) > 1 and any(map(str.isdigit, text)):
        names, figures_of_parts, left = of_parts(law, lexicon, names, left)
        facts += figures_of_parts
    formulae, unread, left = read_formulae(law, names, left)
    names, graded, left = _graded(sorted([*names, *formulae]), left)
    facts += [(item.start, Annotation(item.words, item.as_, _shown(law, item))) for item in names]
    facts += graded
    figures = Figures()
    if any(map(str.isdigit, text)):
        names, figures, read_in_them, left = read_figures(law, lexicon, names, left)
        facts += read_in_them
    unnamed = left
    purpose, facts_of_purpose, left = _purpose(lexicon, left)
    facts += facts_of_purpose
    technology = says_technology(lexicon, unnamed, every, purpose)
    before_purpose = purpose.start if purpose else len(text) + 1
    parts = [item.start for item in lexicon.parts.find(text, left.pieces)]
    if any(_listed(law, meaning) for item in names for meaning in item.meanings):
        found, left = _beside_listed(law, lexicon, names, left, facts)
        facts += found
    terms = lexicon.terms.find(text, left.pieces)
    left = left.without((item.start, item.end) for item in terms)
    facts += [(item.start, Annotation(item.words, "term", "/".join(item.meanings))) for item in terms]
    found, left = _words(lexicon, left, ordinary=bool(terms) and not (names or unread))
    facts += found
    limit = min([before_purpose, *parts])
    head, parted = (
        [item for item in names if here(item.start)]
        for here in (limit.__gt__, range(limit, before_purpose).__contains__)
    )
    main, held = _main(law, text, head)
    beside_it = []
    for item in parted:
        symbol = element_of(law, item)
        if symbol and main and _may_hold(law, main, {symbol}):
            held.append(symbol)
        elif not _expected(law, main, item):
            beside_it.append(item)
    headings = tuple(dict.fromkeys(heading for item in terms for heading in item.meanings))
    told_for = [item for item in names if item.start >= before_purpose]
    facts.sort(key=lambda pair: pair[0])
    told = tuple(item for _, item in facts)
    return Description(
        names=tuple(main),
        beside=tuple(beside_it),
        purposes=tuple(told_for),
        headings=headings,
        forms=tuple(
            item.value for at, item in facts if item.as_ == "form" and (at < limit or item.value not in INTANGIBLE)
        ),
        figures=figures._replace(held=(*held, *figures.held)),
        formulae=unread,
        understood=told,
        left=tuple(text[item.start : item.end] for item in left.pieces),
        careful=not lexicon.careful.isdisjoint(item.word for item in every),
        technology=technology or names_technology(law, [*main, *beside_it, *(told_for if is_medium(headings) else ())]),
    )


def _beside_listed(
    law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText, told: Iterable[Fact]
) -> tuple[list[Fact], UnreadText]:
    """Read marks, and words of quality and packing, that say nothing beside the name of goods of the list.

    Beside what is asked about for few places, or is free where there is little of it, a mark may be that of what is controlled.
    """
    diluted = any(item.as_ == "share" and item.value.partition("=")[0] not in ELEMENTS for _, item in told)
    passed = not diluted and any(_listed(law, meaning, wide=True) for item in names for meaning in item.meanings)
    symbols = [*_symbols(law, names, left)]
    left = left.without(symbols)
    qualities = lexicon.qualities.find(left.text, left.pieces)
    left = left.without((item.start, item.end) for item in qualities)
    marks = [*symbols, *(_marks(law, left) if passed else ())]
    facts: list[Fact] = [
        (start, Annotation(left.text[start:end], "grade", left.text[start:end])) for start, end in marks
    ]
    facts += [(item.start, Annotation(item.words, "neutral", item.words)) for item in qualities]
    return facts, left.without(marks)


def _words(lexicon: Lexicon, left: UnreadText, *, ordinary: bool) -> tuple[list[Fact], UnreadText]:
    """Read forms and the words that say nothing, those of `ordinary` trade included, then figures and letters that are left alone."""
    tries: list[tuple[As, Trie]] = [("form", lexicon.forms), ("neutral", lexicon.parts), ("neutral", lexicon.neutral)]
    facts: list[Fact] = []
    if ordinary:
        tries.append(("neutral", lexicon.ordinary))
    for as_, trie in tries:
        inside = trie.find(left.text, left.pieces)
        left = left.without((item.start, item.end) for item in inside)
        facts += [(item.start, Annotation(item.words, as_, item.meanings[0])) for item in inside]
    return facts, left.without((item.start, item.end) for item in left.pieces if _PLAIN.fullmatch(item.word))


def _graded(names: list[NameSpan], left: UnreadText) -> tuple[list[NameSpan], list[Fact], UnreadText]:
    """Read what goods are good enough for: a laser grade is no laser, unless no other name stands."""
    facts: list[Fact] = []
    if "grade" not in left.text and "级" not in left.text:
        return names, facts, left
    for grade in _FOR_A_GRADE.finditer(left.text):
        for start in sorted({grade.start(), max(grade.start("word"), grade.start("zh"))}):
            within = [item for item in names if start <= item.start and item.end <= grade.end()]
            across = any(item.start < start < item.end for item in names)
            if len(within) < len(names) and not across:
                names = [item for item in names if item not in within]
                words = left.text[start : grade.end()]
                facts.append((start, Annotation(words, "neutral", words)))
                left = left.without([(start, grade.end())])
                break
    return names, facts, left


def _main(law: Register, text: str, head: list[NameSpan]) -> tuple[list[NameSpan], list[str]]:
    """Return the names of the goods themselves, and the elements that stand beside one: terbium in a magnet, titanium in a steel.

    What a comma, a plus or an `and` sets apart is goods of its own, and so is an element that a thing is not known to hold.
    """
    elements = {item: symbol for item in head if (symbol := element_of(law, item))}
    others = [item for item in head if item not in elements]
    others = [item for item in others if not any(_is_kind_of(law, other, item) for other in others)]
    apart = any(
        _APART.search(text, before.end, after.start)
        for before, after in pairwise(head)
        if {before, after} & elements.keys()
    )
    if len({item.meanings for item in others}) == 1 and not apart and _may_hold(law, others, set(elements.values())):
        return others, list(elements.values())
    return head, []


def _may_hold(law: Register, main: list[NameSpan], symbols: set[str]) -> bool:
    """Tell whether elements may be in named goods: any in a material, in a thing those that it is known to have or to may have.

    A chemical that is on another list than that of dual-use items is no material of which an element makes another: both are there.
    """
    for meaning in (meaning for item in main for meaning in item.meanings):
        material = law.materials.get(meaning)
        thing = material is None or material.form in THINGS or _is_chemical(law, material)
        if thing and not symbols <= {
            *(material.elements if material else ()),
            *(material.may_contain if material else ()),
        }:
            return False
    return True


def _is_chemical(law: Register, material: Material) -> bool:
    """Tell whether a material is on other lists than that of dual-use items alone."""
    return bool(material.entries) and not any(map(law.is_dual_use, material.entries))


def _expected(law: Register, main: list[NameSpan], part: NameSpan) -> bool:
    """Tell whether goods are a thing of which it is known that it may have a part: headphones with neodymium magnets are headphones."""
    things = [law.materials.get(meaning) for item in main for meaning in item.meanings]
    held = elements_held(law, [part])
    return (
        bool(held and things) and all(thing and thing.form in THINGS for thing in things) and _may_hold(law, main, held)
    )


def _is_kind_of(law: Register, name: NameSpan, general: NameSpan) -> bool:
    """Tell whether a name is one of the goods that a more general name may mean."""
    material = law.materials.get(general.meanings[0])
    return bool(material and name.meanings != general.meanings and set(name.meanings) <= set(material.may_be))


def _listed(law: Register, meaning: str, *, wide: bool = False) -> bool:
    """Tell whether a name is one of goods that a line is about, or (`wide`) a line that matters wherever goods go."""
    if meaning.startswith(LINE):
        return not wide or meaning.removeprefix(LINE) not in law.destination_specific_entries
    material = law.materials[meaning]
    lines = {*material.entries, *(line for id_ in material.may_be for line in law.materials[id_].entries)}
    return bool(
        (lines - law.destination_specific_entries.keys() if wide else lines)
        or law.by_element.keys() & material.may_contain
    )


def _symbols(law: Register, names: list[NameSpan], left: UnreadText) -> list[tuple[int, int]]:
    """Find symbols of elements that the names hold already, and of those that goods are doped with."""
    held = elements_held(law, names)
    words = [(item.start, item.end, left.text[item.start : item.end]) for item in left.pieces]
    dopants = {before for before, after in pairwise(words) if after[2].lower() == "doped"}
    return [
        (start, end)
        for start, end, word in words
        if word in ELEMENTS and (word in held or (start, end, word) in dopants)
    ]


def _marks(law: Register, left: UnreadText) -> Iterator[tuple[int, int]]:
    """Find short forms and makers' marks beside a name: DIPA, ATCC, 1500D; what could be a formula of a listed element is none."""
    for mark in _MARK.finditer(left.text):
        about = elements_of(mark.group()) & law.by_element.keys() - COMMON
        if left.has(*mark.span()) and not about and mark.group() not in ELEMENTS:
            yield mark.span()


def _names(law: Register, lexicon: Lexicon, left: UnreadText) -> tuple[list[NameSpan], list[Fact], UnreadText]:
    """Find codes, CAS numbers and names; a short acronym counts only as it is written, a longer term takes its names with it."""
    found = [
        NameSpan(item.start(), item.end(), item.group(), (law.cas[item.group()],), "cas")
        for item in _CAS.finditer(left.text)
        if item.group() in law.cas
    ]
    found += [
        NameSpan(item.start(), item.end(), item.group(), (LINE + law.printed_codes[fold(item.group())],), "code")
        for item in _CODE.finditer(left.text)
        if fold(item.group()) in law.printed_codes
    ]
    left = left.without((item.start, item.end) for item in found)
    longer = lexicon.terms.find(left.text, left.pieces)
    inside, uses = what_goods_are(law, lexicon, left, lexicon.names.find(left.text, left.pieces))
    for item in inside:
        written = lexicon.acronyms.get(fold(item.words))
        within = any(_strictly_within(item, term) for term in longer)
        if (written is None or item.words in written) and not (within or _is_salt(law, left.text, item)):
            found.append(NameSpan(*item, "name"))
    facts: list[Fact] = [
        (start, Annotation(use, "purpose", use)) for start, end in uses if (use := left.text[start:end].strip())
    ]
    return sorted(found), facts, left.without([*uses, *((item.start, item.end) for item in found)])


def _is_salt(law: Register, text: str, acid: LexiconHit) -> bool:
    """Tell whether the name of an acid begins that of its salt, as in 硫酸铜 and 盐酸四环素; an acid of the list itself stays one."""
    if not (acid.words.endswith("酸") and _HAN.match(text, acid.end)):
        return False
    lines = [line for meaning in acid.meanings if meaning in law.materials for line in law.materials[meaning].entries]
    return bool(lines) and not any(map(law.is_dual_use, lines))


def _strictly_within(name: LexiconHit, term: LexiconHit) -> bool:
    return term.start <= name.start and name.end <= term.end and term.end - term.start > name.end - name.start


def _absent(
    law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText
) -> tuple[list[NameSpan], list[Fact], UnreadText]:
    """Take out names that a word says are not there: dysprosium-free, without cobalt, 不含镝、铽."""
    facts: list[Fact] = []
    kept = list(names)
    words = lexicon.absent.find(left.text, left.pieces)
    without: int | None = None
    for name in sorted(names) if words else names:
        free = next((item for item in left.pieces if _is_free(left.text, names, name, item)), None)
        said = next((item for item in words if adjacent(left.text, item.end, name.start)), None)
        joined = without is not None and _is_joined(law, left.text, kept, without, name)
        if free or said or joined:
            kept.remove(name)
            without = name.end if said or joined else None
            start, end = (name.start, free.end) if free else (said.start if said else name.start, name.end)
            facts.append((start, Annotation(left.text[start:end], "absent", name.words)))
            left = left.without([(start, end)])
    for item in words:
        following = next((piece for piece in left.pieces if adjacent(left.text, item.end, piece.start)), None)
        if left.has(item.start, item.end) and following:
            facts.append((item.start, Annotation(left.text[item.start : following.end], "absent", following.word)))
            left = left.without([(item.start, following.end)])
    return kept, facts, left


def _is_free(text: str, names: list[NameSpan], name: NameSpan, word: Piece) -> bool:
    """Tell whether a word says that goods are free of what is named before it: gallium free of charge, or of arsenic, is gallium."""
    if word.word != "free" or not adjacent(text, name.end, word.start):
        return False
    behind = text[word.end :].lstrip()
    goods = any(item.start == len(text) - len(behind) for item in names)
    return text[name.end : word.start] in _HYPHENS or goods or not behind or behind[0] in _CLOSES


def _is_joined(law: Register, text: str, names: list[NameSpan], end: int, name: NameSpan) -> bool:
    """Tell whether goods are without what is named, too, behind what ends there: magnets free of dysprosium and terbium.

    They are not where what follows makes it goods of its own (`and gallium metal`), or where nothing else of the list is named.
    """
    behind = text[name.end :].lstrip()
    closes = not behind or behind[0] in _CLOSES + "的" or any(item.start == len(text) - len(behind) for item in names)
    others = (meaning for item in names if item != name for meaning in item.meanings)
    return closes and bool(_AND.fullmatch(text[end : name.start])) and any(_listed(law, meaning) for meaning in others)


def _purpose(lexicon: Lexicon, left: UnreadText) -> tuple[LexiconHit | None, list[Fact], UnreadText]:
    """Read what goods are for: what follows `for`, up to a comma or the end, is no part of the goods, nor is what 用 follows."""
    facts: list[Fact] = []
    for use in _FOR_USE.finditer(left.text) if "用" in left.text else ():
        if left.has(*use.span()):
            facts.append((use.start(), Annotation(use.group(), "purpose", use.group()[:-1])))
            left = left.without([use.span()])
    for item in lexicon.purpose.find(left.text, left.pieces):
        stop = re.search(r"[,;，；()（）]", left.text[item.end :])
        end = item.end + stop.start() if stop else len(left.text)
        words = left.text[item.start : end].strip()
        facts.append((item.start, Annotation(words, "purpose", left.text[item.end : end].strip())))
        return item, facts, left.without([(item.start, end)])
    return None, facts, left


def _shown(law: Register, name: NameSpan) -> str:
    return Listed("/", (name_of(law, meaning) for meaning in name.meanings))
