"""The names of properties beside a figure: the words before it that end with a name, and those behind it that begin with one."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import is_normalized

from exportctl.goods.figures.names_of_property import BEFORE_FIGURE
from exportctl.goods.meaning import entry_code
from exportctl.goods.tested import properties_of_entries
from exportctl.law.forms import THINGS
from exportctl.law.words import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_PIECES: Final = re.compile(r"[a-z]+|[0-9]+|[^\Wa-z0-9_]")
"""The parts of names of properties: words, numbers, and single characters of other scripts."""
_WORD: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?=[\u4e00-\u9fff])")
"""The possible start of a name: a word, or any Chinese character."""
_END: Final = re.compile(r"(?<=[A-Za-z])(?![A-Za-z])|(?<=[\u4e00-\u9fff])")
"""The possible end of a name, likewise."""
# Stripped from the end of a text before a name is looked up there, which is no place for a match of tokens.
_IS: Final = re.compile(r"\s*(?:\b(?:is|of|at|tested|measured|actual)|为|达到?|实测值?|测得)\s*$", re.IGNORECASE)
_JOINS: Final = ("is", "of", "at", "tested", "measured", "actual", "为", "达", "达到", "实测", "实测值", "测得")
LONGEST_NAME: Final = 60
_SET_OFF: Final = re.compile(r"(?:^|[,;:|，；：、()（）]\s*|\d\s?[A-Za-z°℃µμΩ%²³/\d]*\s+|[\u4e00-\u9fff]\s+)$")
_BEHIND_UNIT: Final = re.compile(r"\d\s?[A-Za-z°℃µμΩ%²³/]+$")
_REMARK: Final = re.compile(r"\s*[(（](?P<words>[^()（）]*)[)）]$")
_STANDARD: Final = re.compile(r"(?:ISO|GB/T|GB|VDI|DIN|JIS|ASME|EN)[\s\d/:.-]*", re.IGNORECASE)
"""The standard of measurement, in brackets between the name of a property and its figure."""
_SHORTENED: Final = re.compile(r"(?<=[A-Za-z])\.\s*")
"""The full stop of an abbreviation: max. temp., I.D."""


class Context(NamedTuple):
    """What figures are read by: a text, and the properties that entries of its goods test, with the signs of their bounds.

    The goods are `things` or materials; `machines` are things that do something.
    """

    law: Register
    lexicon: Lexicon
    text: AnnotatedText
    properties: dict[str, set[str]]
    things: bool
    machines: bool = False


def context_of(law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation]) -> Context:
    """Return what figures beside the names of goods are read by."""
    meanings = [meaning for name in names for meaning in name.meanings]
    things = bool(meanings) and all(is_thing(law, meaning) for meaning in meanings)
    machines = things and all(
        meaning in law.materials and law.materials[meaning].form == "equipment" for meaning in meanings
    )
    return Context(law, lexicon, text, properties_of_entries(law, meanings), things, machines)


def may_name_a_property(lexicon: Lexicon, text: str) -> bool:
    """Return whether adjacent words of a text may be the name of a property; in most texts, no words may."""
    if not is_normalized("NFKC", text):
        return True
    pieces = _PIECES.findall(text.casefold())
    if lexicon.property_prefixes.isdisjoint(pieces):
        return False
    for first, piece in enumerate(pieces):
        name, following = piece, first + 1
        while name in lexicon.property_prefixes:
            if name in lexicon.properties:
                return True
            if following == len(pieces):
                break
            name += pieces[following]
            following += 1
    return False


def names_before(context: Context, figure: Figure) -> list[tuple[int, int, str]]:
    """Return the possible names of a figure before it, the longest first, each with the start and end of name and figure."""
    before = context.text.text[: figure.start].rstrip(BEFORE_FIGURE)
    if between := _is_at_end(before) or _remark_at_end(context.text, before):
        before = before[: between.start()]
    if _is_no_edge(before[before.rfind(" ") + 1 :], context.lexicon.property_suffixes):
        return []
    first = max(0, len(before) - LONGEST_NAME)
    starts = (at for at in range(len(before) - 1, first - 1, -1) if _WORD.match(before, at))
    endings = ((start, figure.end, _fold_name(before[start:])) for start in starts)
    return [*takewhile(lambda ending: ending[2] in context.lexicon.property_suffixes, endings)][::-1]


def _is_at_end(before: str) -> re.Match[str] | None:
    """Return the word that joins a figure to the name before it: accuracy of 4 um."""
    return _IS.search(before) if before.rstrip().casefold().endswith(_JOINS) else None


def _remark_at_end(source: AnnotatedText, before: str) -> re.Match[str] | None:
    """Return the brackets at the end of the text before a figure, if they do not change the name of its property."""
    remark = _REMARK.search(before) if before.endswith((")", "）")) else None
    if remark is None or _STANDARD.fullmatch(remark["words"]):
        return remark
    words = remark["words"].removesuffix(".").casefold()
    remarks = (word.casefold() for hit in source.phrases("remark", source.tokens) for word in hit.meanings)
    return remark if words in remarks else None


def names_behind(context: Context, figure: Figure) -> list[tuple[int, int, str]]:
    """Return the possible names of a figure directly after it, the longest first, as `names_before` does."""
    text = context.text.text
    first = len(text) - len(text[figure.end :].lstrip())
    if _is_no_edge(text[first:].partition(" ")[0], context.lexicon.property_prefixes):
        return []
    ends = (word.start() for word in _END.finditer(text, first + 1, first + LONGEST_NAME))
    beginnings = ((figure.start, end, _fold_name(text[first:end])) for end in ends)
    return [*takewhile(lambda beginning: beginning[2] in context.lexicon.property_prefixes, beginnings)][::-1]


def _is_no_edge(word: str, edges: frozenset[str]) -> bool:
    """Return whether names of properties do not end (or begin, by `edges`) with the word or number next to a figure; few do."""
    return word.isascii() and (word.isalpha() or word.isdecimal()) and word.lower() not in edges


def _fold_name(name: str) -> str:
    """Return the form in which names of properties are compared: `Max. output` is `maxoutput`."""
    return fold(_SHORTENED.sub(" ", name) if "." in name else name)


def is_thing(law: Register, meaning: str) -> bool:
    """Return whether a name denotes a thing, whose data sheet has more figures than the list tests."""
    if code := entry_code(meaning):
        return any(not THINGS.isdisjoint(law.entries[entry].forms) for entry in law.entries_at(code))
    return law.materials[meaning].form in THINGS


def is_whole(text: str, start: int) -> bool:
    """Return whether a name is separate, after a comma, another figure or, in Chinese, a blank: no dead volume is a volume.

    A Chinese name may directly follow a unit: 20~2000Hz振动加速度15g.
    """
    before = text[max(0, start - LONGEST_NAME) : start]
    behind_unit = HAN.match(text, start) is not None and _BEHIND_UNIT.search(before) is not None
    return behind_unit or bool(_SET_OFF.search(before))
