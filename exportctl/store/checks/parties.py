"""Check parties, their numbers and those of goods against the acts, other names, and guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.spelling import nearest_key
from exportctl.law.words import by_code
from exportctl.sentences import DataNote, translatable
from exportctl.store.checks.names import NO_ENTRY, NO_GOODS, NO_MATERIAL, NO_PROVISION, belongs_in, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft


def designations(draft: Draft) -> Iterator[Problem]:
    """Refuse a file of parties that is not named after its act, or that refers to a missing provision."""
    provisions = draft.provision_ids()
    for file in draft.designations:
        act = file.record.provision.partition("/")[0]
        yield from belongs_in(file, f"parties/{act}.yaml", "provision")
        yield from unknown(file, [file.record.provision], provisions, NO_PROVISION, "provision")


def stated_counts(draft: Draft) -> Iterator[Problem]:
    """Refuse a file whose number of parties is not the one in the act; a name within a numbered party does not count."""
    message = translatable("there is no numbered party '{id}' in this file{near}")
    for file in draft.designations:
        numbered = {item.id for item in file.record.parties if item.within is None}
        for party in file.parts("parties"):
            yield from unknown(party, filter(None, [party.record.within]), numbered, message, "within")
        stated, here = file.record.stated, len(numbered)
        if stated is not None and stated != here:
            yield file.problem("the act lists {stated}, but the file has {here}", "stated", stated=stated, here=here)


def incomplete_lists(draft: Draft) -> Iterator[Problem]:
    """Refuse a condition that names only some of the provisions that put parties on a list."""
    speaking = {
        f"{act.record.id}/{item.paragraph}"
        for act in draft.acts
        for item in act.record.provisions
        if any(rule.when.party == "designated" for rule in item.rules)
    }
    files = [file.record for file in draft.designations if file.record.provision in speaking]
    lists = {file.provision: file.list_ for file in files}
    for condition in draft.conditions():
        provisions = set(condition.record.under or ())
        their_lists = {lists[provision] for provision in provisions & lists.keys()}
        for provision in sorted(lists.keys() - provisions):
            if lists[provision] in their_lists:
                yield condition.problem(
                    "'{id}' is missing; it puts parties on the same list ({list})",
                    "under",
                    id=provision,
                    list=lists[provision],
                )


def other_names(draft: Draft) -> Iterator[Problem]:
    """Refuse other names of a party that is not designated, and a name that occurs twice for the same party."""
    no_party = translatable("there is no party '{id}'{near}")
    known = {item.id for file in draft.designations for item in file.record.parties}
    kinds: dict[tuple[str, str], str] = {}
    for group in draft.aliases:
        for party in group.parts("of"):
            yield from unknown(party, [party.record], known, no_party)
        for part in group.parts("known_as"):
            names, kind = part.record.names, part.record.kind
            for index, name in enumerate(names):
                for id_ in group.record.of:
                    if kinds.setdefault((id_, name), kind) != kind or name in names[:index]:
                        yield part.problem(
                            "'{name}' is there twice for {id}; remove one", "names", index, name=name, id=id_
                        )


def stated_items(draft: Draft) -> Iterator[Problem]:
    """Refuse a number of goods other than the act states, if the data holds the goods that it counts."""
    lines = by_code(entry.record.code for entry in draft.entries())
    groups = draft.groups_by_id()
    materials = draft.ids("materials")
    for act in draft.acts:
        for index, count in enumerate(act.record.stated):
            here: set[str] = set()
            for term in count.of:
                group = groups.get(term)
                codes = group.entries if group else (term,)
                goods = {line for item in codes for line in lines.get(item, ())}
                goods.update(group.materials if group else materials.intersection((term,)))
                if not goods:
                    known = {*groups, *materials, *draft.codes()}
                    yield act.problem(NO_GOODS, "stated", index, "of", id=term, near=nearest_key(term, known))
                here |= goods
            if count.of and len(here) != count.number:
                yield act.problem(
                    "the act counts {number} ({what}), but the data has {here}",
                    "stated",
                    index,
                    "number",
                    number=count.number,
                    what=DataNote(count.what),
                    here=len(here),
                )


def rulings(draft: Draft) -> Iterator[Problem]:
    """Refuse guidance on an entry or a material that does not exist."""
    lines = draft.codes()
    materials = draft.ids("materials")
    for file in draft.guidance:
        for ruling in file.parts("rulings"):
            share = ruling.record.outside_share
            yield from unknown(ruling, ruling.record.entries, lines, NO_ENTRY, "entries")
            yield from unknown(ruling, ruling.record.outside_materials, materials, NO_MATERIAL, "outside_materials")
            yield from unknown(ruling, [share.substance] if share else [], materials, NO_MATERIAL, "outside_share")
