"""The entries of the list that are near the goods, by name, heading or content, and why they do not control the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.engine.findings import SuspensionPeriod, suspension_in
from exportctl.goods.classify import classify
from exportctl.goods.criteria import entry_meets, is_missed
from exportctl.goods.customs import printed_beside
from exportctl.goods.guidance import Exclusion, exclusion_of
from exportctl.goods.identity import identity_of
from exportctl.inquiry.figures import SourcedFigure, figures_of, stated_values
from exportctl.law.logic import NO
from exportctl.law.model import AllOf, AnyOf, Criterion, Described, FormIs, NotTranscribed
from exportctl.law.published import PublishedBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.register import Register
    from exportctl.law.scale import Status

Nearness = Literal["name", "heading", "content", "classification"]
"""The reason why an entry is near the goods; `classification` is the exporter's own."""
Outside = Literal["guidance", "criteria", "form", "own-classification"]
"""The reason why goods are outside an entry by the stated facts: an official answer, a figure, the form, the exporter's decision."""
_SIMILAR: Final = 5
"""The number of entries with similar names only that are listed."""


class StatedCriterion(NamedTuple):
    """A figure of an entry with the stated values, and whether these miss it."""

    standing: SourcedFigure
    stated: tuple[str, ...]
    is_missed: bool


class Control(NamedTuple):
    """A provision that lists an entry, its status on the day, its suspension, and the places to which it is limited."""

    provision: str
    status: Status
    suspension: SuspensionPeriod | None
    places: frozenset[str] | None


class NearEntry(NamedTuple):
    """An entry near the goods: the reason, its figures and other conditions, its exclusion, and why the goods are outside.

    `match` is `yes` if the goods match the entry, `possible` if they may match it, and None if they do not. Goods that meet
    `excluded` are outside the entry.
    """

    code: str
    by: tuple[Nearness, ...]
    match: Literal["yes", "possible"] | None
    criteria: tuple[StatedCriterion, ...]
    conditions: tuple[Criterion, ...]
    excluded: Criterion | None
    controls: tuple[Control, ...]
    outside: Outside | None
    exclusion: Exclusion | None


def near_entries(answer: Assessment) -> tuple[NearEntry, ...]:
    """Return the entries of the home list near the goods of an answer, in the order of their codes."""
    law, by = answer.law, dict[str, dict[Nearness, None]]()
    for code, nearness in _pointers(answer):
        for entry in law.entries_at(code):
            if law.list_of(entry) == law.home.id and _is_published(answer, entry):
                by.setdefault(entry, {})[nearness] = None
    return tuple(_near_entry(answer, code, tuple(by[code])) for code in sorted(by))


def entries_in_question(near: tuple[NearEntry, ...]) -> tuple[NearEntry, ...]:
    """Return those of the near entries that the goods match or may match; if there is none, all of them."""
    return tuple(item for item in near if item.match) or near


def _pointers(answer: Assessment) -> Iterator[tuple[str, Nearness]]:
    """Yield the entries that the words, the customs codes, the content and the exporter point to."""
    law, goods, classes = answer.law, answer.facts.goods, answer.classification
    wording = goods.interpreted
    for match in classes.matches:
        yield match.entry, "heading" if match.basis == "customs_code" else "name"
    yield from ((item.entry, "name") for item in classes.excluded)
    named = (*wording.entries, *wording.possible_entries, *([wording.code] if wording.code else ()))
    similar = () if goods.heading else wording.similar.codes[:_SIMILAR]
    yield from ((code, "name") for code in (*named, *similar))
    yield from ((code, "name") for item in sorted(classes.named) for code in law.materials[item].related)
    yield from (
        (code, "name") for item in sorted(classes.named | classes.may_be) for code in law.materials[item].entries
    )
    for digits in (*wording.trade.headings, *([goods.hs_code] if goods.hs_code else ())):
        codes, materials = printed_beside(law, digits, PublishedBy(answer.known.day))
        yield from ((code, "heading") for code in sorted(codes))
        yield from ((code, "heading") for item in sorted(materials) for code in law.materials[item].entries)
    yield from ((code, "content") for code in _entries_by_content(answer))
    if goods.entries is not None:
        yield from ((code, "classification") for code in sorted(goods.entries))
        # The exporter's own classification must be compared with all that the other facts leave open.
        others = classify(law, goods._replace(entries=None), PublishedBy(answer.known.day))
        yield from ((item.entry, "heading" if item.basis == "customs_code" else "name") for item in others.matches)


def _entries_by_content(answer: Assessment) -> Iterator[str]:
    """Yield the entries about substances and elements that the goods surely or possibly contain, in a possible form.

    If guidance excludes products that possibly contain an element from some entries, only these are near: the guidance
    names them because such products come that near to the list.
    """
    law, goods = answer.law, answer.facts.goods
    identity = identity_of(law.forms, goods)
    for material, share in goods.composition.materials:
        yield from law.materials[material].entries if share else ()
    held = identity.sure | identity.possible
    codes = [
        code
        for code in sorted({code for symbol in identity.pointing for code in law.by_element.get(symbol, ())})
        if held.issuperset(law.entries[code].contains) and identity.form.allows(law.entries[code].forms) is not NO
    ]
    excluded = [] if identity.sure else [code for code in codes if _exclusion(answer, code)]
    yield from excluded or codes


def _exclusion(answer: Assessment, code: str) -> Exclusion | None:
    """Return the official ruling that excludes an entry for the goods, even if they would not match it without the ruling."""
    known = next((item for item in answer.classification.excluded if item.entry == code), None)
    if known:
        return known
    law, goods = answer.law, answer.facts.goods
    return exclusion_of(law, goods, identity_of(law.forms, goods).form, code, PublishedBy(answer.known.day))


def _is_published(answer: Assessment, code: str) -> bool:
    known = PublishedBy(answer.known.day)
    return code in answer.law.entries and (code not in answer.law.published or known.has(answer.law.published[code]))


def _near_entry(answer: Assessment, code: str, by: tuple[Nearness, ...]) -> NearEntry:
    law, goods, classes = answer.law, answer.facts.goods, answer.classification
    entry = law.entries[code]
    truth = next((item.truth for item in classes.matches if code in law.entries_at(item.entry)), None)
    exclusion = None if truth is not None else _exclusion(answer, code)
    criteria = tuple(
        StatedCriterion(item, stated_values(goods, item.figure), is_missed(item.figure, goods))
        for item in dict.fromkeys(figures_of(law, code))
    )
    return NearEntry(
        code=code,
        by=by,
        match=None if truth is None else "yes" if truth.value else "possible",
        criteria=criteria,
        conditions=tuple(dict.fromkeys(_conditions(entry.criteria))),
        excluded=entry.unless,
        controls=tuple(_controls(answer, code)),
        outside=None if truth is not None else _outside(law, answer, code, exclusion),
        exclusion=exclusion,
    )


def _controls(answer: Assessment, code: str) -> Iterator[Control]:
    """Yield the provisions that list an entry and were published by the day, with their status on that day."""
    places = answer.law.destination_specific_entries.get(code)
    for provision in answer.law.listings_of(code):
        if answer.law.jurisdiction_of(provision).id == answer.law.home.id:
            span = answer.known.span_on(provision, answer.on)
            if span is not None and span.status != "ended":
                yield Control(provision, span.status, suspension_in(answer.known, span), places)


def _conditions(criterion: Criterion | None) -> Iterator[Criterion]:
    """Yield the parts of criteria without a figure."""
    match criterion:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _conditions(part)
        case Described() | FormIs() | NotTranscribed():
            yield criterion


def has_words(criterion: Criterion | None) -> bool:
    """Return whether a criterion has a part without a figure."""
    return any(_conditions(criterion))


def _outside(law: Register, answer: Assessment, code: str, exclusion: Exclusion | None) -> Outside | None:
    """Return the stated fact that excludes the goods from an entry; None if no single fact does."""
    goods = answer.facts.goods
    form = identity_of(law.forms, goods).form
    if exclusion:
        return "guidance"
    if entry_meets(law.tests.get(code), goods, form, doubting=True) is NO:
        return "criteria"
    if form.allows(law.entries[code].forms) is NO:
        return "form"
    return None if goods.entries is None else "own-classification"
