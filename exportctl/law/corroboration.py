"""Corroborate figures of the list by an official text or by two independent sources; other figures are leads and exclude no goods.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from exportctl.law.model import AllOf, AnyOf, Described, Measured, NotTranscribed, OneOf, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from exportctl.law.model import Criterion, Entry, Family, Figure, Source

_OFFICIAL: Final = frozenset({"official-text-seen", "official-excerpt-seen"})
_OWN: Final = frozenset({"inferred", "general-knowledge"})
"""Confidences of inferred or recalled facts, which do not count as a second source."""


class Lead(NamedTuple):
    """A figure that is not corroborated. It replaces the figure when criteria are evaluated; the data files never contain it."""

    figure: Figure


class Tests(NamedTuple):
    """The criteria of an entry, and those that exclude goods from it, with leads in place of figures that are not corroborated."""

    criteria: Criterion | None
    unless: Criterion | None


def leaves(criterion: Criterion | None) -> Iterator[Criterion]:
    """Yield the parts of criteria that have no parts themselves, in their order."""
    match criterion:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case None:
            return
        case _:
            yield criterion


def figures(criterion: Criterion | None) -> Iterator[Figure]:
    """Yield the figures of criteria, in their order."""
    return (part for part in leaves(criterion) if isinstance(part, Measured | OneOf | Share))


def statable(criterion: Criterion | None) -> Iterator[Described | Measured | Share]:
    """Yield the parts of criteria that words or names of materials may state, in their order."""
    return (part for part in leaves(criterion) if isinstance(part, Described | Measured | Share))


def sources_of(figure: Figure, entry: Entry, family: Family) -> tuple[Source, ...]:
    """Return the sources of a figure: its own, else those of its entry, else those of its family."""
    return figure.sources or entry.sources or family.sources


def is_official(source: Source) -> bool:
    """Return whether a source is an official text or excerpt that was read."""
    return source.confidence in _OFFICIAL


def is_corroborated(sources: Iterable[Source]) -> bool:
    """Return whether sources corroborate a figure: one is official, or two are independent."""
    others = [source for source in sources if source.confidence not in _OWN]
    origins = {source.same_as or source.id or source.url or source.ref for source in others}
    return any(map(is_official, others)) or len(origins) > 1


def tests_with_leads(families: Iterable[Family]) -> Mapping[str, Tests]:
    """Return the tests of each entry, by its code, with leads in place of figures that are not corroborated.

    A lead must not exclude goods from an entry, so in `unless` it counts as a figure that was not transcribed.
    """
    tests: dict[str, Tests] = {}
    for family in families:
        for entry in family.entries:
            leads = {
                figure
                for figure in (*figures(entry.criteria), *figures(entry.unless))
                if not is_corroborated(sources_of(figure, entry, family))
            }
            criteria = _insert_leads(entry.criteria, leads, lambda figure: cast("Criterion", Lead(figure)))
            unless = _insert_leads(entry.unless, leads, lambda _: NotTranscribed("read in one source alone"))
            if criteria or unless:
                tests[entry.code] = Tests(criteria, unless)
    return tests


def _insert_leads(
    criterion: Criterion | None, leads: set[Figure], replacement: Callable[[Figure], Criterion]
) -> Criterion | None:
    """Return criteria with a replacement for each lead; the same object if there is no lead."""
    match criterion:
        case Measured() | OneOf() | Share():
            return replacement(criterion) if criterion in leads else criterion
        case AllOf(parts) | AnyOf(parts) if not leads.isdisjoint(figures(criterion)):
            return type(criterion)(tuple(cast("Criterion", _insert_leads(part, leads, replacement)) for part in parts))
    return criterion
