"""Index the records of data folders: the register holds them so that a question reads only what can matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.citation_forms import index_citations
from exportctl.law.corroboration import tests_with_leads
from exportctl.law.customs_index import index_customs
from exportctl.law.elements import COMMON
from exportctl.law.forms import index_forms
from exportctl.law.grouping import by_key, unique
from exportctl.law.history import history_of
from exportctl.law.jurisdictions import jurisdiction_in
from exportctl.law.lists import destinations, lists_of
from exportctl.law.model import AnyOf
from exportctl.law.name_index import index_names, index_parameter_names, index_technology
from exportctl.law.procedure import index_procedure
from exportctl.law.published import first_publication_days
from exportctl.law.register import Register, bases_of, conditions_of, rules_of
from exportctl.law.words import by_code, covers, refers_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from exportctl.law.citation_forms import CitationForm, CitedName, Issuer
    from exportctl.law.customs_index import SharedHeading
    from exportctl.law.forms import FormRule
    from exportctl.law.history import History
    from exportctl.law.model import Act, Condition, Entry, Family, Guidance, Provision, Rule, Ruling, Statement
    from exportctl.law.places import Places
    from exportctl.law.procedure import Authority, Channel, Procedure, Requirement
    from exportctl.law.release import Jurisdiction, Release
    from exportctl.law.vocabulary import Group, Material, Parameter


class Library(NamedTuple):
    """The records of data folders before they are indexed; each material comes with the jurisdiction of its folder."""

    releases: tuple[Release, ...]
    acts: tuple[Act, ...]
    statements: tuple[Statement, ...]
    families: tuple[Family, ...]
    materials: tuple[tuple[str, Material], ...]
    groups: tuple[Group, ...]
    parameters: tuple[Parameter, ...]
    guidance: tuple[Guidance, ...]
    procedures: tuple[Procedure, ...]
    authorities: tuple[Authority, ...]
    channels: tuple[Channel, ...]
    requirements: tuple[Requirement, ...]
    forms: tuple[FormRule, ...]
    shared_headings: tuple[SharedHeading, ...]
    citations: tuple[CitationForm, ...]
    parts: tuple[CitedName, ...]
    source_names: tuple[CitedName, ...]
    issuers: tuple[Issuer, ...]


def index_register(library: Library, places: Places, digest: str) -> Register:
    """Return the register of a library that lint has passed."""
    # In the order of publication, which is then the order of the provisions everywhere.
    acts = {act.id: act for act in sorted(library.acts, key=lambda act: (act.published, act.id))}
    provisions = {f"{act.id}/{item.paragraph}": item for act in acts.values() for item in act.provisions}
    conditions = tuple(condition for item in provisions.values() for condition in conditions_of(item))
    families = tuple(map(_with_exclusion, library.families))
    entries = {entry.code: entry for family in families for entry in family.entries}
    materials = _merge_materials(library.materials)
    jurisdictions = {item.id: item for release in library.releases for item in release.jurisdictions}
    history = {pid: history_of(pid, acts.values()) for pid in provisions}
    home = library.releases[0].jurisdictions[0].id
    groups = {group.id: group for group in library.groups}
    # Notices, and duties that no stated fact can test, have no rules, so that they never decide.
    rules = {pid: rules_of(item) for pid, item in provisions.items() if item.rules or item.lists}
    published = first_publication_days(
        [(acts[pid.partition("/")[0]].published, its_rules) for pid, its_rules in rules.items()],
        entries,
        groups,
        materials,
    )
    other_lists = lists_of(families)
    elsewhere = destinations([rule for its_rules in rules.values() for rule in its_rules], groups, other_lists, entries)
    names = index_names(entries, materials)
    by_element = by_key(((element, code) for code, entry in entries.items() for element in entry.contains), tuple)
    return Register(
        releases=library.releases,
        jurisdictions=jurisdictions,
        digest=digest,
        places=places,
        acts=acts,
        provisions=provisions,
        statements={item.id: item for item in library.statements},
        families={family.code: family for family in families},
        entries=entries,
        tests=tests_with_leads(families),
        materials=materials,
        groups=groups,
        parameters={parameter.id: parameter for parameter in library.parameters},
        forms=index_forms(library.forms),
        cited_as=index_citations(library.citations, library.parts, library.source_names, library.issuers),
        history=history,
        bases={pid: bases for pid, item in provisions.items() if (bases := _bases(pid, item, provisions))},
        rules=rules,
        by_goods_term=_provisions_by_goods_term(rules),
        listings={pid: item.lists for pid, item in provisions.items() if item.lists},
        names=names,
        technology=index_technology(names, materials),
        by_element=by_element,
        of_elements=by_key(_by_elements(materials.values()), tuple),
        compounds=by_key(_compounds(materials.values()), tuple),
        support_entries=_support_entries(entries),
        rulings=_rulings(library.guidance, entries),
        exclusions=_exclusions(library.guidance),
        guidance={item.id: item for item in library.guidance},
        procedure=index_procedure(library.procedures, library.authorities, library.channels, library.requirements),
        published=published,
        customs=index_customs(entries, materials, published, acts, library.shared_headings),
        parameter_names=index_parameter_names(library.parameters),
        entries_by_code={code: tuple(codes) for code, codes in by_code(entries).items()},
        listed_materials=frozenset(_listed_materials(materials, by_element)),
        materials_listed_everywhere=frozenset(_listed_materials(materials, by_element, elsewhere)),
        recognised_by=by_key(((item.id, who) for who, item in library.materials), frozenset),
        list_owners=frozenset(jurisdiction_in(code) or home for code in entries),
        other_lists=other_lists,
        destination_specific_entries=elsewhere,
        knowledge_days=_knowledge_days(library, history),
        named_places=_named_places(conditions, jurisdictions.values()),
        named_materials=_named_materials(library.groups, materials, conditions),
    )


def _by_elements(materials: Iterable[Material]) -> Iterator[tuple[tuple[str, tuple[str, ...]], str]]:
    """Yield the form and the elements of each alloy, target, crystal and phosphor with an entry, with its id."""
    for item in materials:
        if item.form in ("alloy", "target", "crystal", "phosphor") and item.elements and item.entries:
            yield (item.form, tuple(sorted(item.elements))), item.id


def _compounds(materials: Iterable[Material]) -> Iterator[tuple[str, str]]:
    """Yield the element of each listed group of all its compounds, with the id of the group."""
    for item in materials:
        if item.form == "compound" and len(item.elements) == 1 and item.entries and not item.may_contain:
            (element,) = item.elements
            if element not in COMMON:
                yield element, item.id


def _with_exclusion(family: Family) -> Family:
    """Return a family whose exclusion is that of each of its entries, beside their own."""
    if family.unless is None:
        return family
    entries = (
        entry._replace(unless=family.unless if entry.unless is None else AnyOf((entry.unless, family.unless)))
        for entry in family.entries
    )
    return family._replace(entries=tuple(entries))


def _provisions_by_goods_term(rules: Mapping[str, tuple[Rule, ...]]) -> dict[str, frozenset[str]]:
    """Return the provisions with a rule about each term for goods that is no list of codes."""
    terms = ((rule.when.goods, pid) for pid, its_rules in rules.items() for rule in its_rules)
    return by_key(((goods, pid) for goods, pid in terms if isinstance(goods, str)), frozenset)


def _bases(pid: str, item: Provision, provisions: Iterable[str]) -> tuple[str, ...]:
    """Return the other provisions that the ids in the rules of a provision mean, if it rests on others."""
    ids = bases_of(item)
    return tuple(other for other in provisions if other != pid and any(refers_to(id_, other) for id_ in ids))


def _listed_materials(
    materials: Mapping[str, Material], by_element: Mapping[str, object], without: Collection[str] = ()
) -> Iterator[str]:
    """Yield the materials that an entry is about, or may be because of an element in them; some entries do not count."""
    for id_, material in materials.items():
        codes = {code for other in (id_, *material.may_be) for code in materials[other].entries}
        if not (codes.issubset(without) and by_element.keys().isdisjoint(material.may_contain)):
            yield id_


def _support_entries(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Return the entries for software and technology of each entry, by its code."""
    below = by_code(entries)
    return by_key(
        ((served, entry.code) for entry in entries.values() for code in entry.serves for served in below.get(code, ())),
        unique,
    )


def _rulings(guidance: Iterable[Guidance], entries: Iterable[str]) -> dict[str, tuple[tuple[str, Ruling], ...]]:
    pairs = (
        (entry, (item.id, ruling))
        for item in guidance
        for ruling in item.rulings
        for entry in entries
        if any(covers(code, entry) for code in ruling.entries)
    )
    return by_key(pairs, tuple)


def _exclusions(guidance: Iterable[Guidance]) -> dict[str, tuple[tuple[date, tuple[str, ...]], ...]]:
    """Return the rulings that exclude each material: the day of publication, and the entries."""
    pairs = (
        (material, (item.published, ruling.entries))
        for item in guidance
        for ruling in item.rulings
        for material in ruling.outside_materials
    )
    return by_key(pairs, tuple)


def _named_places(conditions: Iterable[Condition], jurisdictions: Iterable[Jurisdiction]) -> frozenset[str]:
    """Return the places that some act names, and those of the jurisdictions."""
    named = (place for item in conditions for key in (item.to, item.from_, item.origin) for place in key or ())
    return frozenset(named).union(*((*item.territory, *item.outlying) for item in jurisdictions))


def _named_materials(
    groups: Iterable[Group], materials: Iterable[str], conditions: Iterable[Condition]
) -> frozenset[str]:
    """Return the materials that some act names, directly or by a group."""
    terms = {term for condition in conditions if isinstance(condition.goods, tuple) for term in condition.goods}
    in_groups = {item for group in groups for item in group.materials}
    return frozenset(materials) & (terms | in_groups)


def _merge_materials(records: Iterable[tuple[str, Material]]) -> dict[str, Material]:
    """Return materials by id; records of several folders for one material are merged."""
    materials: dict[str, Material] = {}
    for _, item in records:
        known = materials.get(item.id)
        materials[item.id] = (
            item
            if known is None
            else known._replace(
                names=known.names._replace(en=known.names.en + item.names.en, zh=known.names.zh + item.names.zh),
                **{key: getattr(known, key) + getattr(item, key) for key in ("trade", "cas", "entries", "customs")},
            )
        )
    return materials


def _knowledge_days(library: Library, history: Mapping[str, History]) -> tuple[date, ...]:
    """Return the days on which the known law changes: publications, days after the end of suspensions, and first days of the data."""
    days = {item.covers_from for release in library.releases for item in release.jurisdictions if item.covers_from}
    days |= {item.published for kind in (library.acts, library.statements, library.guidance) for item in kind}
    for windows, _ in history.values():
        for window in windows:
            days |= {window.through, *(through for _, through in window.extended)}
    return tuple(sorted(days))
