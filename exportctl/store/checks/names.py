"""Check ids: each occurs once, files are named after them, facts have sources, and references exist."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.law.corroboration import statable
from exportctl.law.jurisdictions import local_code
from exportctl.law.spelling import nearest_key
from exportctl.law.words import fold, ids_of
from exportctl.sentences import Sentence, translatable
from exportctl.store.places import place_names, territories
from exportctl.store.sources import SourceRecord, source_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from exportctl.errors import Problem
    from exportctl.law.model import Act, Condition, Entry, Source
    from exportctl.law.vocabulary import Group, Material
    from exportctl.store.draft import Draft, Placed

    Named = tuple[str, Placed[Any], tuple[str | int, ...]]

_NOWHERE: Final = Sentence("a source needs a url, or a ref if no address is known")
_WITH_ID: Final = (
    *("sources", "acts", "statements", "guidance", "parallels", "parameters", "rules", "procedures", "authorities"),
    *("channels", "requirements", "series", "lists", "citations", "parts", "source_names"),
)
"""The kinds of records of which each has an id of its own, by the fields of a draft."""
_WITH_SOURCES: Final = (
    *("acts", "statements", "families", "groups", "designations", "guidance", "parallels", "requirements"),
)
_FIXED: Final = ("formula", "elements", "may_contain", "form", "may_be", "related")
"""The keys of a material that belong to the first folder that has it."""
NO_ACT: Final = translatable("there is no act '{id}'{near}")
NO_ENTRY: Final = translatable("there is no entry '{id}'{near}")
NO_GOODS: Final = translatable("'{id}' is not a group, a material or a control code{near}")
NO_MATERIAL: Final = translatable("there is no material '{id}'{near}")
NO_PROVISION: Final = translatable("there is no provision '{id}'{near}")
NO_PLACE: Final = translatable("'{text}' is not an ISO alpha-2 code of a place{correction}")
_CATALOGUE: Final = re.compile(r"catalogue-\d{4}")


def unique_ids(draft: Draft) -> Iterator[Problem]:
    """Refuse an id, a control code or a paragraph that occurs twice, and keys that a material of another folder cannot take."""
    for kind in _WITH_ID:
        yield from _duplicates([(item.record.id, item, ("id",)) for item in getattr(draft, kind)])
    # A rule can name a material or a group, so an id must mean one of them.
    goods: list[Placed[Any]] = [*_first_owners(draft.materials), *draft.groups]
    yield from _duplicates([(item.record.id, item, ("id",)) for item in goods])
    yield from _changed_materials(draft.materials)
    yield from _duplicates([(item.record.code, item, ("code",)) for item in draft.families])
    codes = ((code, entry) for entry in draft.entries() for code in (entry.record.code, *entry.record.also_printed))
    yield from _duplicates([(code, entry, ()) for code, entry in codes])
    parties = (party for file in draft.designations for party in file.parts("parties"))
    yield from _duplicates([(party.record.id, party, ()) for party in parties])
    for act in draft.acts:
        yield from _duplicates([(item.record.paragraph, item, ()) for item in act.parts("provisions")])


def _first_owners(materials: Iterable[Placed[Material]]) -> Sequence[Placed[Material]]:
    """Return materials without those of a second jurisdiction, which add to a material of the first."""
    owners: dict[str, str] = {}
    return [item for item in materials if owners.setdefault(item.record.id, item.owner) == item.owner]


def _changed_materials(materials: Iterable[Placed[Material]]) -> Iterator[Problem]:
    """Refuse a key with which a second jurisdiction would change a material of the first; such a record adds names and entries."""
    first: dict[str, Placed[Material]] = {}
    for item in materials:
        known = first.setdefault(item.record.id, item)
        for key in _FIXED:
            if (value := getattr(item.record, key)) and value != getattr(known.record, key):
                yield item.problem(
                    "'{key}' cannot be added to '{name}' of {file}; remove it, or give this material another id",
                    key,
                    key=key,
                    name=item.record.id,
                    file=known.document.file,
                )


def _duplicates(items: Iterable[Named]) -> Iterator[Problem]:
    first: dict[str, Placed[Any]] = {}
    for name, item, path in items:
        if name in first:
            yield item.problem("'{name}' is already in {file}", *path, name=name, file=first[name].document.file)
        first.setdefault(name, item)


def file_names(draft: Draft) -> Iterator[Problem]:
    """Refuse a file whose name or folder does not match its id."""
    for act in draft.acts:
        year = act.record.published.year
        yield from belongs_in(act, f"acts/{act.record.jurisdiction.lower()}/{year}/{act.record.id}.yaml")
    for kind in ("statements", "guidance", "parallels"):
        for item in getattr(draft, kind):
            yield from belongs_in(item, f"{kind}/{item.record.id}.yaml")
    for family in draft.families:
        yield from belongs_in(family, f"entries/{local_code(family.record.code)}.yaml")


def belongs_in(item: Placed[Any], file: str, key: str = "id") -> Iterator[Problem]:
    """Refuse a record in another file than that which a key of it states."""
    if item.document.file != file:
        yield item.problem("belongs in {file}", key, file=file)


def sources(draft: Draft) -> Iterator[Problem]:
    """Refuse an act, a statement, a family, a group or a requirement without a source, and a source without address and reference."""
    yield from _addresses(draft.sources)
    for item in chain.from_iterable(getattr(draft, kind) for kind in _WITH_SOURCES):
        if not item.record.sources:
            yield item.problem("has no source", "sources")
        yield from _addresses(item.parts("sources"))
    for entry in draft.entries():
        yield from _addresses(entry.parts("sources"))


def _addresses(sources: Iterable[Placed[Source] | Placed[SourceRecord]]) -> Iterator[Problem]:
    for source in sources:
        addressed = source.record.url is not None or source.record.ref is not None
        if not addressed and source_id(source.source_tree() or "") is None:
            yield source.problem(_NOWHERE)


class _KnownIds(NamedTuple):
    """The ids that can be referred to; `provisions` are acts, too, `targets` all ids that name provisions, and `goods` all terms."""

    acts: set[str]
    provisions: set[str]
    targets: set[str]
    lines: set[str]
    codes: set[str]
    materials: set[str]
    goods: set[str]


def references(draft: Draft) -> Iterator[Problem]:
    """Refuse a reference to a provision, an act, a code, a group, a material or another source that does not exist."""
    provisions, codes, materials = draft.provision_ids(), draft.codes(), draft.ids("materials")
    known = _KnownIds(
        acts=draft.ids("acts"),
        provisions={id_ for provision in provisions for id_ in (provision.partition("/")[0], provision)},
        targets={target for provision in provisions for target in ids_of(provision)},
        lines=draft.lines(),
        codes=codes,
        materials=materials,
        goods=codes | materials | draft.ids("groups"),
    )
    for act in draft.acts:
        yield from _act_refers(known, act)
    for condition in draft.conditions():
        yield from _condition_refers(known, condition)
    for statement in draft.statements:
        for item in statement.parts("announces"):
            yield from unknown(item, [item.record.suspended_by], known.acts, NO_ACT, "suspended_by")
        yield from unknown(statement, statement.record.leaves_open, known.acts, NO_ACT, "leaves_open")
    yield from _same_as(draft)
    for material in draft.materials:
        yield from _material_refers(known, material)
    for group in draft.groups:
        yield from _group_refers(known, group)
    for entry in draft.entries():
        yield from _entry_refers(known, entry)
    for item in draft.keywords:
        yield from unknown(item, [item.record.entry], known.lines, NO_ENTRY, "entry")


def unknown(
    item: Placed[Any],
    ids: Iterable[str],
    known: Collection[str],
    message: str,
    *path: str | int,
    likely: Collection[str] = (),
) -> Iterator[Problem]:
    """Refuse each id that is not among the known ones; the message suggests the nearest one, of the `likely` ones if there are any."""
    for id_ in ids:
        if id_ not in known:
            yield item.problem(message, *path, id=id_, near=nearest_key(id_, likely or known))


def _same_as(draft: Draft) -> Iterator[Problem]:
    """Yield the sources whose `same_as` is not a source, or is itself another reading."""
    first = {item.record.id for item in draft.sources if not item.record.same_as}
    message = translatable("'{id}' is not an independent source{near}")
    for item in draft.sources:
        yield from unknown(item, filter(None, [item.record.same_as]), first, message, "same_as")


def _act_refers(known: _KnownIds, act: Placed[Act]) -> Iterator[Problem]:
    """Yield the acts, provisions and entries in an act that do not exist, except those in conditions."""
    for basis in act.parts("basis"):
        yield from unknown(basis, [basis.record], known.acts, NO_ACT)
    for kind in ("suspends", "extends", "ends", "replaces"):
        for item in act.parts(kind):
            target = item.record.provision
            yield from unknown(item, [target], known.targets, NO_PROVISION, "provision", likely=known.provisions)
    for provision in act.parts("provisions"):
        yield from unknown(provision, provision.record.lists, known.codes, NO_ENTRY, "lists")


def _condition_refers(known: _KnownIds, condition: Placed[Condition]) -> Iterator[Problem]:
    """Yield the provisions in a condition that do not exist, and the terms for goods that are neither group, material nor entry."""
    record = condition.record
    yield from unknown(condition, record.under or (), known.targets, NO_PROVISION, "under", likely=known.provisions)
    if isinstance(record.goods, tuple):
        yield from unknown(condition, record.goods, known.goods, NO_GOODS, "goods")
    if record.cn_content:
        yield from unknown(condition, record.cn_content.of, known.goods, NO_GOODS, "cn_content", "of")


def _material_refers(known: _KnownIds, material: Placed[Material]) -> Iterator[Problem]:
    record = material.record
    yield from unknown(material, (*record.entries, *record.related), known.lines, NO_ENTRY, "entries")
    if record.id in record.may_be or not known.materials.issuperset(record.may_be):
        message = translatable("'{id}' is not another material{near}")
        yield from unknown(material, record.may_be, known.materials - {record.id}, message, "may_be")
    yield from unknown(material, record.of, known.materials, NO_MATERIAL, "of")
    yield from _check_printed_in(known, material)


def _entry_refers(known: _KnownIds, entry: Placed[Entry]) -> Iterator[Problem]:
    yield from _check_printed_in(known, entry)
    yield from unknown(entry, entry.record.serves, known.codes, NO_ENTRY, "serves")
    for key, criterion in (("criteria", entry.record.criteria), ("unless", entry.record.unless)):
        named = (name for part in statable(criterion) for name in (*part.named, *part.missed))
        yield from unknown(entry, named, known.materials, NO_MATERIAL, key)


def _group_refers(known: _KnownIds, group: Placed[Group]) -> Iterator[Problem]:
    yield from unknown(group, group.record.entries, known.codes, NO_ENTRY, "entries")
    yield from unknown(group, group.record.unclear, known.codes, NO_ENTRY, "unclear")
    yield from unknown(group, group.record.materials, known.materials, NO_MATERIAL, "materials")


def _check_printed_in(known: _KnownIds, item: Placed[Material] | Placed[Entry]) -> Iterator[Problem]:
    message = translatable("'{id}' is not an act and not a catalogue-YEAR{near}")
    for codes in item.parts("customs"):
        printed_in = codes.record.printed_in
        if printed_in and not _CATALOGUE.fullmatch(printed_in):
            yield from unknown(codes, [printed_in], known.acts, message)


def _correction(draft: Draft, text: str) -> str:
    """Return the code of the place that a text names, as the end of a message; empty if it names none."""
    code = territories([item.record for item in draft.place_names]).codes.get(fold(text))
    return Sentence("; write '{word}'", word=code) if code else ""


def places(draft: Draft) -> Iterator[Problem]:
    """Refuse a place that is not an ISO alpha-2 code, and names of places without a place."""
    known = place_names()
    for item in draft.place_names:
        place = item.record.place
        if (place not in known) if item.record.use not in {"region", "union"} else (place is not None):
            yield item.problem(NO_PLACE, "place", text=place or "", correction=_correction(draft, place or ""))
    for condition in draft.conditions():
        record = condition.record
        for key, values in (("to", record.to), ("from", record.from_), ("origin", record.origin)):
            for place in values or ():
                if place not in known:
                    yield condition.problem(NO_PLACE, key, text=place, correction=_correction(draft, place))
