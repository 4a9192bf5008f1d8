"""The register holds all acts, entries and names of the data, with indexes so that a question reads only what can matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from exportctl.law.grouping import unique
from exportctl.law.jurisdictions import jurisdiction_in, local_code
from exportctl.law.lists import codes_of_rule, family_of
from exportctl.law.model import INTANGIBLE, Condition, Rule, address_of, all_conditions
from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exportctl.law.citation_forms import CitationIndex
    from exportctl.law.corroboration import Tests
    from exportctl.law.customs_index import CustomsIndex
    from exportctl.law.forms import FormTable
    from exportctl.law.history import History
    from exportctl.law.model import Act, Entry, Family, Guidance, Name, Provision, Ruling, Statement
    from exportctl.law.name_index import NameIndex, ParameterNames
    from exportctl.law.places import Places
    from exportctl.law.procedure import ProcedureIndex
    from exportctl.law.release import Jurisdiction, Release
    from exportctl.law.vocabulary import Group, Material, Parameter


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The indexed law. The first jurisdiction of the first folder is the home jurisdiction; its codes have no prefix."""

    releases: tuple[Release, ...]
    jurisdictions: Mapping[str, Jurisdiction]
    digest: str
    places: Places
    acts: Mapping[str, Act]
    provisions: Mapping[str, Provision]
    statements: Mapping[str, Statement]
    families: Mapping[str, Family]
    entries: Mapping[str, Entry]
    tests: Mapping[str, Tests]
    materials: Mapping[str, Material]
    groups: Mapping[str, Group]
    cited_as: CitationIndex
    parameters: Mapping[str, Parameter]
    forms: FormTable
    history: Mapping[str, History]
    bases: Mapping[str, tuple[str, ...]]
    """The provisions that a provision rests on: it has no effect while none of them binds."""
    rules: Mapping[str, tuple[Rule, ...]]
    by_goods_term: Mapping[str, frozenset[str]]
    """The provisions with a rule about each term for goods that is no list of codes."""
    listings: Mapping[str, tuple[str, ...]]
    names: NameIndex
    technology: Mapping[str, tuple[str, ...]]
    """The materials that are the technology of each material."""
    by_element: Mapping[str, tuple[str, ...]]
    of_elements: Mapping[tuple[str, tuple[str, ...]], tuple[str, ...]]
    """The listed alloys, targets, crystals and phosphors by their form and their elements, which are in alphabetical order."""
    compounds: Mapping[str, tuple[str, ...]]
    """The compounds in general of each rare element of which all compounds are listed."""
    support_entries: Mapping[str, tuple[str, ...]]
    """The entries for the software and technology of each entry."""
    rulings: Mapping[str, tuple[tuple[str, Ruling], ...]]
    exclusions: Mapping[str, tuple[tuple[date, tuple[str, ...]], ...]]
    """The rulings that exclude each material: the day of publication, and the entries."""
    guidance: Mapping[str, Guidance]
    procedure: ProcedureIndex
    published: Mapping[str, date]
    customs: CustomsIndex
    parameter_names: ParameterNames
    entries_by_code: Mapping[str, tuple[str, ...]]
    """The entries that each control code covers."""
    listed_materials: frozenset[str]
    """The materials that an entry is or may be about."""
    materials_listed_everywhere: frozenset[str]
    """The materials that an entry for all destinations is or may be about."""
    recognised_by: Mapping[str, frozenset[str]]
    """The jurisdictions whose folders name a material."""
    list_owners: frozenset[str]
    """The jurisdictions with a list of goods."""
    other_lists: Mapping[str, str]
    destination_specific_entries: Mapping[str, frozenset[str]]
    knowledge_days: tuple[date, ...]
    named_places: frozenset[str]
    named_materials: frozenset[str]

    @property
    def home(self) -> Jurisdiction:
        """The home jurisdiction, whose control codes have no prefix."""
        return self.releases[0].jurisdictions[0]

    @property
    def version(self) -> str:
        """The version of the first folder."""
        return self.releases[0].version

    @property
    def horizon(self) -> date:
        """The last day through which any part of the data was checked."""
        return max(item.checked_through for item in self.jurisdictions.values())

    @property
    def beginnings(self) -> frozenset[date]:
        """The first day that the data covers, of each jurisdiction."""
        return frozenset(item.covers_from for item in self.jurisdictions.values() if item.covers_from)

    def jurisdiction_of(self, provision: str) -> Jurisdiction:
        """Return the jurisdiction of a provision."""
        return self.jurisdictions[self.act_of(provision).jurisdiction]

    def authority_of(self, provision: str) -> Name | None:
        """Return the authority that grants the licence that a provision requires."""
        authority = self.provisions[provision].authority or self.act_of(provision).authority
        return authority or self.jurisdiction_of(provision).authority

    def list_name(self, id_: str) -> Name:
        """Return the name of a list of parties."""
        owner = self.jurisdictions[self.list_of(id_)]
        return next(item.name for item in owner.party_lists if item.id == local_code(id_))

    def list_of(self, code: str) -> str:
        """Return the jurisdiction whose list a code is on."""
        return jurisdiction_in(code) or self.home.id

    def is_dual_use(self, code: str) -> bool:
        """Return whether a code is on a list of dual-use items, and not on another list."""
        return family_of(code) not in self.other_lists

    def is_technology_catalogue(self, code: str) -> bool:
        """Return whether a code is on a list of technology and software only, other than that of dual-use items."""
        family = self.families[family_of(code)]
        return bool(family.list_) and all(item.forms and INTANGIBLE.issuperset(item.forms) for item in family.entries)

    def goods_list(self, code: str) -> Name | None:
        """Return the name of the list of a code, or None if it is the list of dual-use items."""
        id_ = self.other_lists.get(family_of(code))
        lists = self.jurisdictions[self.list_of(code)].goods_lists
        return next((item.name for item in lists if item.id == id_), None)

    def listings_of(self, code: str) -> tuple[str, ...]:
        """Return the provisions that list a code, or a code below it."""
        # Only dual-use entries are put on a list; those of other lists are named by the rules that control them.
        by_provision = self.rules.items() if not self.is_dual_use(code) else ()
        terms_of = {
            pid: [term for rule in rules for term in codes_of_rule(rule, self.groups)] for pid, rules in by_provision
        }
        return tuple(
            pid
            for pid, terms in {**terms_of, **self.listings}.items()
            if any(covers(term, code) or covers(code, term) for term in terms)
        )

    def act_of(self, provision: str) -> Act:
        """Return the act that contains a provision."""
        return self.acts[provision.partition("/")[0]]

    def source_address(self, provision: str) -> str | None:
        """Return an address at which the act of a provision was read, if there is one."""
        return address_of(self.act_of(provision).sources)

    def provisions_of(self, act: str) -> list[str]:
        """Return the provisions of an act."""
        return [f"{act}/{item.paragraph}" for item in self.acts[act].provisions]

    def entries_at(self, code: str) -> tuple[str, ...]:
        """Return the entry of a code, or the entries below it if it is the code of a family."""
        return (code,) if code in self.entries else self.entries_under(code)

    def entries_under(self, code: str) -> tuple[str, ...]:
        """Return the entries that a control code covers."""
        return self.entries_by_code.get(code, ())

    @property
    def with_unread_list(self) -> frozenset[str]:
        """The provisions about goods that a list names which was not read in full: any goods may be on it."""
        return self.provisions_using("any-unread")

    def provisions_using(self, goods: str) -> frozenset[str]:
        """Return the provisions with a rule about a term for goods that is on no list, such as `any-unread`."""
        return self.by_goods_term.get(goods, frozenset())

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Yield each condition of the law with its provision."""
        return ((pid, condition) for pid, item in self.provisions.items() for condition in conditions_of(item))

    def code_name(self, code: str) -> Name:
        """Return the name of an entry, or of the family that a code above entries belongs to."""
        return self.entries[code].name if code in self.entries else self.families[family_of(code)].name


def rules_of(provision: Provision) -> tuple[Rule, ...]:
    """Return a provision's rules; one that lists entries requires a licence for them to every destination."""
    if provision.lists:
        return (Rule(when=Condition(goods=provision.lists), effect="license_required"),)
    return provision.rules


def bases_of(provision: Provision) -> tuple[str, ...]:
    """Return the ids that a provision rests on: each of its rules requires that one of them binds (`under`)."""
    bases = [rule.when.under for rule in rules_of(provision)]
    return unique(id_ for ids in bases for id_ in ids or ()) if all(bases) else ()


def conditions_of(provision: Provision) -> Iterator[Condition]:
    """Return the conditions of a provision, nested conditions included."""
    own = (condition for rule in rules_of(provision) for condition in (rule.when, rule.unless))
    return all_conditions(condition for condition in (*own, provision.when) if condition)
