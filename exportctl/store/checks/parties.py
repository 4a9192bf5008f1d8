"""Check parties, their numbers and those of goods against the acts, other names, and guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.spelling import nearest_key
from exportctl.law.words import by_code
from exportctl.sentences import Noted, Sentence
from exportctl.store.checks.conditions import conditions
from exportctl.store.checks.names import list_codes, no_entry, no_goods, no_material, no_provision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft


def designations(draft: Draft) -> Iterator[Problem]:
    """Refuse a file of parties that is not named after its act, or that refers to a missing provision."""
    rules = {f"{act.record.id}/{item.paragraph}": item for act in draft.acts for item in act.record.provisions}
    for file in draft.designations:
        act = file.record.provision.partition("/")[0]
        if file.document.file != f"parties/{act}.yaml":
            yield file.problem(Sentence("belongs in {file}", file=f"parties/{act}.yaml"), "provision")
        if file.record.provision not in rules:
            yield file.problem(no_provision(file.record.provision, rules), "provision")


def stated_counts(draft: Draft) -> Iterator[Problem]:
    """Refuse a file whose number of parties is not the one in the act; a name within a numbered party does not count."""
    for file in draft.designations:
        numbered = {item.id for item in file.record.parties if item.within is None}
        for index, item in enumerate(file.record.parties):
            if item.within and item.within not in numbered:
                message = Sentence(
                    "there is no numbered party '{id}' in this file{near}",
                    id=item.within,
                    near=nearest_key(item.within, numbered),
                )
                yield file.problem(message, "parties", index, "within")
        stated, here = file.record.stated, len(numbered)
        if stated is not None and stated != here:
            yield file.problem(
                Sentence("the act lists {stated}, but the file has {here}", stated=stated, here=here), "stated"
            )


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
    for act in draft.acts:
        for path, condition in conditions(act.record):
            provisions = set(condition.under or ())
            their_lists = {lists[provision] for provision in provisions & lists.keys()}
            for provision in sorted(
                provision for provision in lists.keys() - provisions if lists[provision] in their_lists
            ):
                message = Sentence(
                    "'{id}' is missing; it puts parties on the same list ({list})",
                    id=provision,
                    list=lists[provision],
                )
                yield act.problem(message, *path, "under")


def other_names(draft: Draft) -> Iterator[Problem]:
    """Refuse other names of a party that is not designated, and a name that occurs twice for the same party."""
    known = {item.id for file in draft.designations for item in file.record.parties}
    kinds: dict[tuple[str, str], str] = {}
    for group in draft.aliases:
        for index, id_ in enumerate(group.record.of):
            if id_ not in known:
                message = Sentence("there is no party '{id}'{near}", id=id_, near=nearest_key(id_, known))
                yield group.problem(message, "of", index)
        for place, part in enumerate(group.record.known_as):
            for index, name in enumerate(part.names):
                for id_ in group.record.of:
                    if kinds.setdefault((id_, name), part.kind) != part.kind or name in part.names[:index]:
                        message = Sentence("'{name}' is there twice for {id}; remove one", name=name, id=id_)
                        yield group.problem(message, "known_as", place, "names", index)


def stated_items(draft: Draft) -> Iterator[Problem]:
    """Refuse a number of goods other than the act states, if the data holds the goods that it counts."""
    lines = by_code(entry.code for family in draft.families for entry in family.record.entries)
    groups = {item.record.id: item.record for item in draft.groups}
    materials = {item.record.id for item in draft.materials}
    for act in draft.acts:
        for index, count in enumerate(act.record.stated):
            here: set[str] = set()
            for term in count.of:
                group = groups.get(term)
                codes = group.entries if group else (term,)
                goods = {line for item in codes for line in lines.get(item, ())}
                goods.update(group.materials if group else materials.intersection((term,)))
                if not goods:
                    known = {*groups, *materials, *list_codes(draft)}
                    yield act.problem(no_goods(term, known), "stated", index, "of")
                here |= goods
            if count.of and len(here) != count.number:
                message = Sentence(
                    "the act counts {number} ({what}), but the data has {here}",
                    number=count.number,
                    what=Noted(count.what),
                    here=len(here),
                )
                yield act.problem(message, "stated", index, "number")


def rulings(draft: Draft) -> Iterator[Problem]:
    """Refuse guidance on an entry or a material that does not exist."""
    lines = list_codes(draft)
    materials = {item.record.id for item in draft.materials}
    for file in draft.guidance:
        for index, ruling in enumerate(file.record.rulings):
            for term in ruling.entries:
                if term not in lines:
                    yield file.problem(no_entry(term, lines), "rulings", index, "entries")
            share = (ruling.outside_share.substance,) if ruling.outside_share else ()
            for key, terms in (("outside_materials", ruling.outside_materials), ("outside_share", share)):
                for term in terms:
                    if term not in materials:
                        yield file.problem(no_material(term, materials), "rulings", index, key)
