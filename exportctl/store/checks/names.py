"""Check ids: each occurs once, files are named after them, facts have sources, and references exist."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.law.jurisdictions import local_code
from exportctl.law.model import AllOf, AnyOf, Described, Measured
from exportctl.law.spelling import nearest_key
from exportctl.law.words import from_the_top, ids_of
from exportctl.sentences import Sentence
from exportctl.store.checks.conditions import conditions, provision_ids
from exportctl.store.places import place_names
from exportctl.store.sources import source_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from exportctl.errors import Problem
    from exportctl.law.model import Act, Criterion, Customs, Family, Source
    from exportctl.law.vocabulary import Group, Material
    from exportctl.store.draft import Draft, Placed

    Named = tuple[str, Placed[Any], tuple[str | int, ...]]

_NOWHERE: Final = Sentence("a source needs a url, or a ref if no address is known")
_WITH_ID: Final = (
    *("sources", "acts", "statements", "guidance", "parallels", "parameters", "rules", "procedures", "authorities"),
    *("channels", "requirements", "series", "lists", "citations", "parts"),
)
"""The kinds of records of which each has an id of its own, by the fields of a draft."""
_WITH_SOURCES: Final = (
    *("acts", "statements", "families", "groups", "designations", "guidance", "parallels", "requirements"),
)
_CATALOGUE: Final = re.compile(r"catalogue-\d{4}")


def unique_ids(draft: Draft) -> Iterator[Problem]:
    """Refuse an id, a control code or a paragraph that occurs twice."""
    for kind in _WITH_ID:
        yield from _duplicates([(item.record.id, item, ("id",)) for item in getattr(draft, kind)])
    # A rule can name a material or a group, so an id must mean one of them.
    goods: list[Placed[Any]] = [*_first_owners(draft.materials), *draft.groups]
    yield from _duplicates([(item.record.id, item, ("id",)) for item in goods])
    yield from _duplicates([(item.record.code, item, ("code",)) for item in draft.families])
    lines: list[Named] = []
    for family in draft.families:
        for index, entry in enumerate(family.record.entries):
            lines += [(word, family, ("entries", index)) for word in (entry.code, *entry.also_printed)]
    yield from _duplicates(lines)
    parties: list[Named] = []
    for file in draft.designations:
        parties += [(item.id, file, ("parties", index)) for index, item in enumerate(file.record.parties)]
    yield from _duplicates(parties)
    for act in draft.acts:
        paragraphs: list[Named] = [
            (item.paragraph, act, ("provisions", index)) for index, item in enumerate(act.record.provisions)
        ]
        yield from _duplicates(paragraphs)


def _first_owners(materials: Iterable[Placed[Material]]) -> Sequence[Placed[Material]]:
    """Return materials without those of a second jurisdiction, which add to a material of the first."""
    owners: dict[str, str] = {}
    return [item for item in materials if owners.setdefault(item.record.id, item.owner) == item.owner]


def _duplicates(items: Iterable[Named]) -> Iterator[Problem]:
    first: dict[str, Placed[Any]] = {}
    for name, item, path in items:
        if name in first:
            message = Sentence("'{name}' is already in {file}", name=name, file=first[name].document.file)
            yield item.problem(message, *path)
        first.setdefault(name, item)


def file_names(draft: Draft) -> Iterator[Problem]:
    """Refuse a file whose name or folder does not match its id."""
    for act in draft.acts:
        year = act.record.published.year
        yield from _check_file_name(act, f"acts/{act.record.jurisdiction.lower()}/{year}/{act.record.id}.yaml")
    for statement in draft.statements:
        yield from _check_file_name(statement, f"statements/{statement.record.id}.yaml")
    for guidance in draft.guidance:
        yield from _check_file_name(guidance, f"guidance/{guidance.record.id}.yaml")
    for parallels in draft.parallels:
        yield from _check_file_name(parallels, f"parallels/{parallels.record.id}.yaml")
    for family in draft.families:
        yield from _check_file_name(family, f"entries/{local_code(family.record.code)}.yaml")


def _check_file_name(item: Placed[Any], file: str) -> Iterator[Problem]:
    if item.document.file != file:
        yield item.problem(Sentence("belongs in {file}", file=file), "id")


def sources(draft: Draft) -> Iterator[Problem]:
    """Refuse an act, a statement, a family, a group or a requirement without a source, and a source without address and reference."""
    for source in draft.sources:
        if source.record.url is None and source.record.ref is None:
            yield source.problem(_NOWHERE)
    for item in chain.from_iterable(getattr(draft, kind) for kind in _WITH_SOURCES):
        if not item.record.sources:
            yield item.problem(Sentence("has no source"), "sources")
        yield from _addresses(item, item.record.sources, "sources")
    for family in draft.families:
        for index, entry in enumerate(family.record.entries):
            yield from _addresses(family, entry.sources, "entries", index, "sources")


def _addresses(item: Placed[Any], sources: Iterable[Source], *path: str | int) -> Iterator[Problem]:
    for index, source in enumerate(sources):
        addressed = source.url is not None or source.ref is not None
        if not addressed and source_id(item.source_tree(*path, index) or "") is None:
            yield item.problem(_NOWHERE, *path, index)


class _KnownIds(NamedTuple):
    """The ids that can be referred to: of acts, provisions, ids that name provisions, entries, control codes, groups and materials."""

    acts: set[str]
    provisions: list[str]
    targets: set[str]
    lines: set[str]
    codes: set[str]
    groups: set[str]
    materials: set[str]


def references(draft: Draft) -> Iterator[Problem]:
    """Refuse a reference to a provision, an act, a code, a group, a material or another source that does not exist."""
    provisions = provision_ids(draft)
    known = _KnownIds(
        acts=_ids(draft.acts),
        provisions=provisions,
        targets={target for provision in provisions for target in ids_of(provision)},
        lines=_lines(draft),
        codes=list_codes(draft),
        groups=_ids(draft.groups),
        materials=_ids(draft.materials),
    )
    acts = known.acts
    for act in draft.acts:
        yield from _targets(known, act)
        yield from _terms(known, act)
    for statement in draft.statements:
        for index, item in enumerate(statement.record.announces):
            if item.suspended_by not in acts:
                yield statement.problem(_no_act(item.suspended_by, acts), "announces", index, "suspended_by")
    yield from _same_as(draft)
    for material in draft.materials:
        yield from _material_refers(known, material)
    for group in draft.groups:
        yield from _group_refers(known, group)
    for material in draft.materials:
        yield from _check_printed_in(acts, material, material.record.customs)
    for family in draft.families:
        yield from _lines_refer(known, family)


def _same_as(draft: Draft) -> Iterator[Problem]:
    """Yield the sources whose `same_as` is not a source, or is itself another reading."""
    first = {item.record.id for item in draft.sources if not item.record.same_as}
    for item in draft.sources:
        same = item.record.same_as
        if same and same not in first:
            message = Sentence("'{id}' is not an independent source{near}", id=same, near=nearest_key(same, first))
            yield item.problem(message, "same_as")


def _targets(known: _KnownIds, act: Placed[Act]) -> Iterator[Problem]:
    """Yield the provisions and acts in an act that do not exist."""
    acts, provisions = known.acts, known.provisions
    for index, target in enumerate(act.record.basis):
        if target not in acts:
            yield act.problem(_no_act(target, acts), "basis", index)
    for kind in ("suspends", "extends", "ends", "replaces"):
        for index, item in enumerate(getattr(act.record, kind)):
            if item.provision not in known.targets:
                yield act.problem(_no_provision(item.provision, provisions), kind, index, "provision")
    for path, condition in conditions(act.record):
        for target in condition.under or ():
            if target not in known.targets:
                yield act.problem(_no_provision(target, provisions), *path, "under")


def _terms(known: _KnownIds, act: Placed[Act]) -> Iterator[Problem]:
    """Yield the terms for goods in an act that are neither group, material nor entry."""
    words, lines = known.groups | known.materials, known.codes
    for index, provision in enumerate(act.record.provisions):
        for term in provision.lists:
            if term not in lines:
                yield act.problem(no_entry(term, lines), "provisions", index, "lists")
    for path, condition in conditions(act.record):
        goods = condition.goods if isinstance(condition.goods, tuple) else ()
        content = condition.cn_content.of if condition.cn_content else ()
        for key, terms in ((("goods",), goods), (("cn_content", "of"), content)):
            for term in terms:
                if term not in words and term not in lines:
                    yield act.problem(no_goods(term, words | lines), *path, *key)


def _material_refers(known: _KnownIds, material: Placed[Material]) -> Iterator[Problem]:
    lines, ids = known.lines, known.materials
    for term in (*material.record.entries, *material.record.related):
        if term not in lines:
            yield material.problem(no_entry(term, lines), "entries")
    for term in material.record.may_be:
        if term not in ids or term == material.record.id:
            near = nearest_key(term, ids - {material.record.id})
            yield material.problem(Sentence("'{id}' is not another material{near}", id=term, near=near), "may_be")


def _lines_refer(known: _KnownIds, family: Placed[Family]) -> Iterator[Problem]:
    for index, entry in enumerate(family.record.entries):
        yield from _check_printed_in(known.acts, family, entry.customs, "entries", index)
        for term in entry.serves:
            if term not in known.codes:
                yield family.problem(no_entry(term, known.codes), "entries", index, "serves")
        for key in ("criteria", "unless"):
            for term in _names_in(getattr(entry, key)):
                if term not in known.materials:
                    yield family.problem(no_material(term, known.materials), "entries", index, key)


def _names_in(criterion: Criterion | None) -> Iterator[str]:
    """Yield the materials whose names meet a part of criteria."""
    match criterion:
        case Described() | Measured():
            yield from criterion.named
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _names_in(part)


def _group_refers(known: _KnownIds, group: Placed[Group]) -> Iterator[Problem]:
    ids, lines = known.materials, known.codes
    for kind in ("entries", "unclear"):
        for term in getattr(group.record, kind):
            if term not in lines:
                yield group.problem(no_entry(term, lines), kind)
    for term in group.record.materials:
        if term not in ids:
            yield group.problem(no_material(term, ids), "materials")


def _check_printed_in(
    acts: set[str], item: Placed[Any], customs: Iterable[Customs], *path: str | int
) -> Iterator[Problem]:
    for number, codes in enumerate(customs):
        if codes.printed_in and codes.printed_in not in acts and not _CATALOGUE.fullmatch(codes.printed_in):
            message = Sentence(
                "'{id}' is not an act and not a catalogue-YEAR{near}",
                id=codes.printed_in,
                near=nearest_key(codes.printed_in, acts),
            )
            yield item.problem(message, *path, "customs", number)


def _ids(items: Iterable[Placed[Any]]) -> set[str]:
    return {item.record.id for item in items}


def _no_provision(target: str, provisions: list[str]) -> Sentence:
    acts = {provision.partition("/")[0] for provision in provisions}
    return no_provision(target, acts.union(provisions))


def no_provision(target: str, known: Collection[str]) -> Sentence:
    """Return the message that there is no such provision, with a suggestion."""
    return Sentence("there is no provision '{id}'{near}", id=target, near=nearest_key(target, known))


def _no_act(target: str, acts: set[str]) -> Sentence:
    return Sentence("there is no act '{id}'{near}", id=target, near=nearest_key(target, acts))


def no_entry(term: str, codes: set[str]) -> Sentence:
    """Return the message that there is no such control code, with a suggestion."""
    return Sentence("there is no entry '{id}'{near}", id=term, near=nearest_key(term, codes))


def no_material(term: str, ids: set[str]) -> Sentence:
    """Return the message that there is no such material, with a suggestion."""
    return Sentence("there is no material '{id}'{near}", id=term, near=nearest_key(term, ids))


def no_goods(term: str, known: set[str]) -> Sentence:
    """Return the message that no goods have a term, with a suggestion."""
    return Sentence("'{id}' is not a group, a material or a control code{near}", id=term, near=nearest_key(term, known))


def list_codes(draft: Draft) -> set[str]:
    """Return every control code: of entries, and above entries."""
    return {code for line in _lines(draft) for code in from_the_top(line)}


def _lines(draft: Draft) -> set[str]:
    return {entry.code for family in draft.families for entry in family.record.entries}


def places(draft: Draft) -> Iterator[Problem]:
    """Refuse a place that is not an ISO alpha-2 code, and names of places without a place."""
    known = place_names()
    for item in draft.place_names:
        place = item.record.place
        if (place not in known) if item.record.use != "region" else (place is not None):
            message = Sentence("'{text}' is not an ISO alpha-2 code of a place", text=place or "")
            yield item.problem(message, "place")
    for act in draft.acts:
        for path, condition in conditions(act.record):
            for key, values in (("to", condition.to), ("from", condition.from_), ("origin", condition.origin)):
                for place in values or ():
                    if place not in known:
                        message = Sentence("'{text}' is not an ISO alpha-2 code of a place", text=place)
                        yield act.problem(message, *path, key)
