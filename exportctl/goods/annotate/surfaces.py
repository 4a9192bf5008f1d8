"""The materials that touch the medium in a machine: wetted parts titanium, PTFE lined, 过流部件全部钛材.

Entries for valves, pumps and vessels ask for the material of all surfaces that touch a chemical. Words state it in four ways: next to a
word for these surfaces, directly before the name of the machine, in a segment of its own behind the name, or by a word for a lining.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import Figure
from exportctl.goods.tested import entries_of, measured_by
from exportctl.goods.text import LexiconHit, begins_within, consists_of, is_within, overlap
from exportctl.law.corroboration import statable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_STATED: Final = "surfaces of "
"""The beginning of what criteria have among their `stated` words for such a material: surfaces of titanium."""
_GRADE: Final = re.compile(
    r"(?:\s?材质?)?[\s-]{0,2}[(（]?(?:Gr(?:ade)?\.?\s?\d{1,2}|(?:UNS\s?)?[A-Z]{1,4}-?\d{1,6}[A-Z]?|\d{3}L?)[)）]?"
    r"(?![A-Za-z\d.%％])(?!\s?(?:L|l|m|mm|kg|t|pcs|sets?|m2|m3|m²|m³|kW)(?![A-Za-z]))|(?:\s?材质?)"
)
"""The mark of a grade behind a material: titanium Gr.2, 钛材TA2, zirconium 702, Hastelloy C276. Other numbers are sizes."""
_CONTENTS: Final = re.compile(r"\s?[(（](?:[^()（）]*[%％][^()（）]*|(?:[A-Z][a-z]?-?\d{1,2}(?:\.\d+)?-?){2,})[)）]")
"""The composition of an alloy behind its name: (Ni 61%, Cr 22%), (Ni56Cr22Mo13)."""
_BETWEEN: Final = ":：,，-"
"""The marks between surfaces and their material, beside blanks and words of `surface_links`."""
_REMARK: Final = re.compile(r"[(（][^()（）%％]{1,20}[)）]")
"""A remark in brackets between a material and the machine that is made of it, without a content."""
_ONLY: Final = re.compile(r"\s(?:only|throughout)\b|\s?全部(?![\u4e00-\u9fff])", re.IGNORECASE)
"""The word that excludes other materials, behind a material: glass enamel only."""
_OPENED: Final = re.compile(
    r"(?:^|[,，;；、(（/|:：]|(?<=[\u4e00-\u9fff\d%）)])\s)\s*(?:(?:material|made of|of|in)\b[\s:：]*|材[质料][\s:：]*)?$",
    re.IGNORECASE,
)
"""The text before a material that fills its segment: a mark, and a word for material."""
_CLOSED: Final = re.compile(r"\s*(?:$|[,，;；、)）/|])|\s+(?=[\u4e00-\u9fff]|(?:DN|PN|NPS|[ΦφØ])\s?\d|\d)")
_CONTENT: Final = re.compile(
    r"(?:(?P<before>\bNi|\bCr|\b[Nn]ickel|\b[Cc]hromium|镍|铬)(?:\s?(?:含量|content))?\s*[:：=≥]?\s*(?P<share>\d+(?:\.\d+)?)\s?[%％])|"
    r"(?:(?P<first>\d+(?:\.\d+)?)\s?[%％]\s?(?P<behind>Ni\b|Cr\b|[Nn]ickel\b|[Cc]hromium\b|镍|铬))"
)
_PART: Final = re.compile(r"(?P<symbol>Ni|Cr)-?(?P<share>\d{1,2}(?:\.\d+)?)")
"""A part of such a composition without percentages: Ni56 of Ni56Cr22Mo13."""
_PROPERTIES: Final = {"n": "nickel_content", "镍": "nickel_content", "c": "chromium_content", "铬": "chromium_content"}
_DENYING: Final[tuple[PhraseLabel, ...]] = ("absent", "denial", "choice")
"""The labels of words before a material that deny it or leave it open."""
_OPTIONAL: Final[tuple[PhraseLabel, ...]] = ("choice", "option")
"""The labels of words behind a material that leave it open."""


class _Surface(NamedTuple):
    """A material in a text with its grade, and whether its words state a lining."""

    start: int
    end: int
    materials: tuple[str, ...]
    lined: bool


def surfaces(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the materials that touch the medium of a named machine, and the things that are listed goods because of them."""
    of_entries = [note for note in text.names if _tested_surfaces(law, note)]
    things = [hit for hit in text.phrases("lined", text.tokens) if not _is_cut_by(hit, of_entries)]
    machines = [note for note in of_entries if not is_within(note, things)]
    if not (machines or things):
        return
    named: list[Annotation | LexiconHit] = [*machines, *things]
    tested = {word for item in named for word in _tested_surfaces(law, item)}
    stated = [item for item in _surfaces_in(text, named, tested) if not _is_denied(text, item)]
    if not stated:
        yield from _contents(law, text, machines)
        return
    for name in [note for note in text.names if note not in machines[:1] and is_within(note, stated)]:
        text.retract(name)
    for thing in things:
        inner = [note for note in text.names if is_within(note, [thing])]
        for note in inner:
            text.retract(note)
        yield text.annotation((thing.start, thing.end), "name", meanings=thing.meanings)
    yield from _contents(law, text, [*machines, *things])
    for item in stated:
        for material in item.materials:
            yield text.annotation((item.start, item.end), "neutral", _STATED + material)


def _is_cut_by(hit: LexiconHit, names: Sequence[Annotation]) -> bool:
    """Return whether a name has words of a thing and others; a general name of the same words, or a part of them, has not."""
    return any(overlap(note, hit) and not is_within(note, [hit]) for note in names)


def _tested_surfaces(law: Register, note: Annotation | LexiconHit) -> frozenset[str]:
    """Return the materials of surfaces that meet an entry of a named machine."""
    return frozenset(
        word.removeprefix(_STATED)
        for entry in entries_of(law, note.meanings)
        for part in statable(entry.criteria)
        for word in part.stated
        if word.startswith(_STATED)
    )


def _is_denied(text: AnnotatedText, item: _Surface) -> bool:
    """Return whether a word before or behind a material denies it or leaves it open: without PTFE lining, titanium (optional)."""
    before = text.text[: item.start].rstrip()
    behind = text.text[item.end :].lstrip(" (（")
    return any(hit.end == len(before) for label in _DENYING for hit in text.phrases(label, text.tokens)) or any(
        hit.start == len(text.text) - len(behind) and hit.as_listed
        for label in _OPTIONAL
        for hit in text.phrases(label, text.tokens)
    )


def _surfaces_in(text: AnnotatedText, named: Sequence[Spanned], tested: AbstractSet[str]) -> list[_Surface]:
    """Return the materials of entries that a text states of the surfaces of its machine, with the words around them."""
    first = min(item.start for item in named)
    outside = [token for token in text.tokens if not begins_within(token, named)]
    hits = [hit for hit in text.phrases("surface-material", outside) if not tested.isdisjoint(hit.meanings)]
    materials = [_with_grade(text, hit, named) for hit in hits]
    materials = [
        item._replace(materials=tuple(word for word in item.materials if word in tested)) for item in materials
    ]
    words = text.phrases("surface", text.tokens)
    sure = [
        whole
        for item in materials
        if (whole := _beside_surface(text, item, words) or _before_machine(text, item, named))
    ]
    alone = [
        item
        for item in materials
        if item.start > first and not is_within(item, sure) and _fills_segment(text.text, item, named)
    ]
    kinds = {item.materials for item in (*sure, *alone)}
    if alone and len(kinds) > 1:
        alone = [item for item in alone if item.lined]
    if any(not _is_of_longer(text, hit) for hit in text.phrases("other-material", text.tokens)):
        alone = [item for item in alone if item.lined]
    return [*sure, *(_with_label(text.text, item) for item in alone)]


def _is_of_longer(text: AnnotatedText, hit: LexiconHit) -> bool:
    """Return whether a word for a material belongs to a longer one: cast iron in 高硅铸铁, which is ferrosilicon."""
    materials = text.phrases("surface-material", text.tokens)
    return any(material.start < hit.start < material.end for material in materials)


def _with_grade(text: AnnotatedText, hit: LexiconHit, named: Sequence[Spanned]) -> _Surface:
    """Return a material with the grade and the composition behind it, up to the name of the machine."""
    end = hit.end
    limit = min([item.start for item in named if item.start >= end], default=len(text.text))
    for behind in (_GRADE, _CONTENTS, _ONLY):
        match = behind.match(text.text, end)
        if match and match.end() <= limit:
            end = match.end()
    return _Surface(
        hit.start, end, hit.meanings, lined=bool(text.phrases("in-lining", text.tokens_in(hit.start, hit.end)))
    )


def _beside_surface(text: AnnotatedText, item: _Surface, words: Sequence[LexiconHit]) -> _Surface | None:
    """Return a material with a word for the surfaces directly beside it."""
    for word in words:
        if word.end <= item.start and consists_of(text, (word.end, item.start), "surface-link", _BETWEEN):
            return item._replace(start=word.start)
    for word in words:
        if item.end <= word.start and _is_made_into(text, item.end, word.start):
            return item._replace(end=word.end)
    return None


def _before_machine(text: AnnotatedText, item: _Surface, named: Sequence[Spanned]) -> _Surface | None:
    """Return a material directly before the name of a machine, or of one word for it that follows."""
    before = any(item.end <= name.start and _is_made_into(text, item.end, name.start) for name in named)
    return item if before else None


def _is_made_into(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether only words for a machine of a material, and remarks, are between both: vertical, 材质立式."""
    remarks = [LexiconHit(*remark.span(), remark.group(), ()) for remark in _REMARK.finditer(text.text, start, end)]
    return consists_of(text, (start, end), "made-into", "-", remarks)


def _fills_segment(text: str, item: _Surface, named: Sequence[Spanned]) -> bool:
    """Return whether a material, with a word for material before it, is all between two marks, or follows the machine directly."""
    opened = _OPENED.search(text, max(0, item.start - 24), item.start)
    beside = any(name.end == len(text[: item.start].rstrip()) for name in named)
    return (opened is not None or beside) and _CLOSED.match(text, item.end) is not None


def _with_label(text: str, item: _Surface) -> _Surface:
    """Return a material with the word for material before it."""
    label = re.search(r"(?:(?:material|made of)\b[\s:：]*|材[质料][\s:：]*)$", text[: item.start], re.IGNORECASE)
    return item._replace(start=label.start()) if label else item


def _contents(law: Register, text: AnnotatedText, named: Sequence[Annotation | LexiconHit]) -> Iterator[Annotation]:
    """Yield the shares of nickel and chromium that an entry of the machine tests for the alloy of its surfaces."""
    if "figure" not in text.traits:
        return
    tested = {
        item.parameter
        for name in named
        for entry in entries_of(law, name.meanings)
        for item in measured_by(entry.criteria)
    }
    figures = []
    for match in _CONTENT.finditer(text.text):
        name = _PROPERTIES[(match["before"] or match["behind"])[0].casefold()]
        if name in tested:
            figures.append((name, Figure(*match.span(), (f"{match['share'] or match['first']}%",))))
    for whole in _CONTENTS.finditer(text.text):
        for match in _PART.finditer(text.text, *whole.span()) if "%" not in whole.group() else ():
            name = _PROPERTIES[match["symbol"][0].casefold()]
            if name in tested and text.has(*whole.span()):
                figures.append((name, Figure(*match.span(), (f"{match['share']}%",))))
    for note in [note for note in text.names if is_within(note, [figure for _, figure in figures])]:
        text.retract(note)
    yield from properties(text, figures)
