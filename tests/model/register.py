"""The files of docs/data.md as plain records; every scalar is text until it is turned into a date or a decimal here."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from .criteria import asked

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Line:
    """One line of the control list."""

    code: str
    names: tuple[str, ...]
    contains: tuple[str, ...]
    forms: tuple[str, ...]
    criteria: Mapping[str, Any] | None
    unless: Mapping[str, Any] | None
    customs: tuple[str, ...]
    also_printed: tuple[str, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """One name of goods in the vocabulary, with its other spellings."""

    id: str
    names: tuple[str, ...]
    formula: str | None
    cas: tuple[str, ...]
    elements: tuple[str, ...]
    may_contain: tuple[str, ...]
    form: str | None
    entries: tuple[str, ...]
    may_be: tuple[str, ...]
    customs: Mapping[str, date]
    related: tuple[str, ...]
    alone: bool = False
    beside: bool = False


@dataclass(frozen=True)
class Group:
    """Goods that acts name in words."""

    entries: tuple[str, ...]
    materials: tuple[str, ...]
    unclear: tuple[str, ...]


@dataclass(frozen=True)
class Ruling:
    """A ruling of official guidance on some entries: the goods that are outside."""

    guidance: str
    published: date
    entries: tuple[str, ...]
    outside_materials: tuple[str, ...]
    outside_forms: tuple[str, ...]
    outside_share: Mapping[str, Any] | None


@dataclass(frozen=True)
class Rule:
    """When a provision applies, when it does not, and its effect."""

    when: Mapping[str, Any]
    unless: Mapping[str, Any] | None
    effect: str


@dataclass(frozen=True)
class Provision:
    """One provision of an act; `lists` are the codes that it puts on the list."""

    id: str
    published: date
    begins: date
    through: date | None
    binds: str | None
    rules: tuple[Rule, ...]
    lists: tuple[str, ...]

    @cached_property
    def conditions(self) -> list[Mapping[str, Any]]:
        """Each group of conditions of its rules."""
        return [group for rule in self.rules for group in (rule.when, rule.unless or {})]


@dataclass(frozen=True)
class Suspension:
    """A `suspends` (with `begins`) or an `extends` (without) of an act, for the windows of the act `by`."""

    by: str
    published: date
    target: str
    begins: date | None
    through: date


@dataclass(frozen=True)
class Ending:
    """An `ends` or `replaces`: `on` is the first day on which the target no longer applies."""

    published: date
    target: str
    on: date


@dataclass(frozen=True)
class Announcement:
    """A statement that the suspensions by an act will go on through a day."""

    published: date
    suspended_by: str
    through: date


def reaches(target: str, provision: str) -> bool:
    """Whether `target` names the provision, the parent of limbs that it is one of, or its whole act."""
    return provision == target or provision.startswith((f"{target}.", f"{target}/"))


@dataclass
class Register:
    """Everything under data/."""

    checked_through: date
    covers_from: date
    provisions: list[Provision] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)
    extensions: list[Suspension] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    publications: set[date] = field(default_factory=set)
    acts: dict[str, date] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    rulings: list[Ruling] = field(default_factory=list)
    party_lists: dict[str, set[str]] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    other_lists: set[str] = field(default_factory=set)
    outlying: dict[str, str] = field(default_factory=dict)
    _below: dict[str, list[Line]] = field(default_factory=dict)
    _reached: dict[str, list[str]] = field(default_factory=dict)
    _watched: dict[str, frozenset[str]] = field(default_factory=dict)

    def below(self, code: str) -> list[Line]:
        """The entries that a control code covers: that of the code itself, and those below it."""
        if code not in self._below:
            self._below[code] = [each for each in self.lines.values() if f"{each.code}.".startswith(f"{code}.")]
        return self._below[code]

    def reached(self, target: str) -> list[str]:
        """The provisions that `target` names, in the order of the register."""
        if target not in self._reached:
            self._reached[target] = [each.id for each in self.provisions if reaches(target, each.id)]
        return self._reached[target]

    def watched(self, provision: Provision) -> frozenset[str]:
        """The provisions whose active state matters to the findings of another one."""
        if provision.id not in self._watched:
            each = [self._watched_by(group) for group in provision.conditions]
            self._watched[provision.id] = frozenset[str]().union(*each)
        return self._watched[provision.id]

    def _watched_by(self, group: Mapping[str, Any]) -> set[str]:
        """The provisions that a group of conditions refers to, and those that these refer to in turn."""
        watched = {each for inner in group.get("any", ()) for each in self._watched_by(inner)}
        for provision in {each for target in group.get("under", ()) for each in self.reached(target)}:
            watched |= {provision, *self.watched(self.by_id[provision])}
        if group.get("goods") == "any-dual-use":
            watched |= {each.id for each in self.listing}
        if group.get("party", "designated") != "designated" or "owner" in group:
            watched |= self.party_lists.keys()
        return watched

    @cached_property
    def by_id(self) -> dict[str, Provision]:
        """The provisions by their ids."""
        return {each.id: each for each in self.provisions}

    @cached_property
    def by_element(self) -> dict[str, list[str]]:
        """The codes of the lines that are about each element."""
        codes: dict[str, list[str]] = {}
        for line in self.lines.values():
            for element in line.contains:
                codes.setdefault(element, []).append(line.code)
        return codes

    @cached_property
    def days_of_news(self) -> list[date]:
        """The days on which the known law changes: a publication, the end of a window, the beginning of the data."""
        closing = {each.through for each in (*self.suspensions, *self.extensions)}
        return sorted(self.publications | closing | {self.covers_from})

    @cached_property
    def listing(self) -> list[Provision]:
        """The provisions that put lines on a list."""
        return [each for each in self.provisions if each.lists]

    @cached_property
    def narrow(self) -> set[str]:
        """The entries, not of dual-use items, for which every rule has destinations."""
        others = [code for code in self.lines if family_of(code) in self.other_lists]
        pairs = [
            (rule, code) for provision in self.provisions for rule in provision.rules for code in self._codes(rule)
        ]
        named = {line for _, code in pairs for line in others if is_at_or_below(line, code)}
        return named - {
            line for rule, code in pairs for line in named if "to" not in rule.when and is_at_or_below(line, code)
        }

    def _codes(self, rule: Rule) -> Iterator[str]:
        """The codes that a rule names, by themselves or in a group."""
        goods = rule.when.get("goods", ())
        for term in () if isinstance(goods, str) else goods:
            group = self.groups.get(term)
            yield from (*group.entries, *group.unclear) if group else (term,)

    @cached_property
    def there_from(self) -> dict[str, date]:
        """Section 4, published: for each line the day of the first act that names it, or the first day of all."""
        named: dict[str, date] = {}
        below: dict[str, date] = {}
        for each in self.provisions:
            for code in self._named_by(each):
                named[code] = min(each.published, named.get(code, date.max))
                below |= {top: min(each.published, below.get(top, date.max)) for top in at_or_above(code)}
        days = {line: [below.get(line), *map(named.get, at_or_above(line))] for line in self.lines}
        return {line: min(filter(None, published), default=date.min) for line, published in days.items()}

    def _named_by(self, provision: Provision) -> set[str]:
        """The control codes that the rules of a provision name, by themselves or in a group."""
        codes: set[str] = set()
        for rule in provision.rules:
            for term in terms_of(rule.when):
                group = self.groups.get(term)
                if group is None:
                    codes |= {term} - self.materials.keys()
                else:
                    codes.update(group.entries, group.unclear if rule.when.keys() == {"goods"} else ())
        return codes


def family_of(code: str) -> str:
    """The code above all lines of a code."""
    return code.split(".", 1)[0]


def is_at_or_below(line: str, code: str) -> bool:
    """Whether an entry has the code or is below it."""
    return line == code or line.startswith(f"{code}.")


def codes_above(code: str) -> list[str]:
    """The codes that an entry is a part of: 1C902 and 1C902.a for 1C902.a.1."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def at_or_above(code: str) -> list[str]:
    """The codes that an entry is a part of, and its own."""
    return [*codes_above(code), code]


def terms_of(group: Mapping[str, Any]) -> Iterator[str]:
    """The words for goods in a group of conditions and those inside it."""
    if not isinstance(group.get("goods"), str):
        yield from group.get("goods", ())
    for inner in group.get("any", ()):
        yield from terms_of(inner)


def read(data: Path) -> Register:
    """The whole folder, in the order of the paths."""
    release = _load(data / "release.yaml")
    home = release["jurisdictions"][0]
    register = Register(date.fromisoformat(home["checked_through"]), date.fromisoformat(home["covers_from"]))
    for each in release["jurisdictions"]:
        register.outlying |= dict.fromkeys(each.get("outlying", ()), each["id"])
    for act in _files(data / "acts"):
        _add_act(register, act)
    for statement in _files(data / "statements"):
        _add_statement(register, statement)
    known = {raw["id"]: raw for issuer in _files(data / "sources") for raw in issuer}
    for file in _files(data / "entries"):
        register.lines |= {raw["code"]: _line(raw | asked(raw, file, known)) for raw in file["entries"]}
        register.other_lists |= {file["code"]} if "list" in file else set()
    for topic in _files(data / "vocabulary" / "materials"):
        for raw in topic:
            register.materials[raw["id"]] = _material(raw, register.acts)
    for file in _files(data / "guidance"):
        register.publications.add(date.fromisoformat(file["published"]))
        register.rulings.extend(_ruling(file, raw) for raw in file.get("rulings", []))
    for file in _files(data / "parties"):
        _add_parties(register, file)
    register.headings = _headings(data / "customs" / "hs2022.csv")
    for raw in _load(data / "vocabulary" / "groups.yaml") or []:
        register.groups[raw["id"]] = Group(_texts(raw, "entries"), _texts(raw, "materials"), _texts(raw, "unclear"))
    return register


def _add_act(register: Register, act: Mapping[str, Any]) -> None:
    """The provisions of an act, and its effects on other acts."""
    published = register.acts[act["id"]] = date.fromisoformat(act["published"])
    register.publications.add(published)
    register.provisions.extend(_provision(act["id"], published, raw) for raw in act.get("provisions", []))
    for raw in act.get("suspends", []):
        register.suspensions.append(
            Suspension(act["id"], published, raw["provision"], date.fromisoformat(raw["from"]), _through(raw))
        )
    for raw in act.get("extends", []):
        register.extensions.append(Suspension(raw["suspended_by"], published, raw["provision"], None, _through(raw)))
    for raw in [*act.get("ends", []), *act.get("replaces", [])]:
        register.endings.append(Ending(published, raw["provision"], date.fromisoformat(raw["from"])))


def _provision(act: str, published: date, raw: Mapping[str, Any]) -> Provision:
    """Section 5: `lists` is a rule for its codes with effect `license_required`."""
    rules = [Rule(rule["when"], rule.get("unless"), rule["effect"]) for rule in raw.get("rules", [])]
    lists = _texts(raw, "lists")
    if lists:
        rules.append(Rule({"goods": lists}, None, "license_required"))
    return Provision(
        id=f"{act}/{raw['paragraph']}",
        published=published,
        begins=date.fromisoformat(raw["from"]),
        through=_through(raw) if "through" in raw else None,
        binds=raw.get("binds"),
        rules=tuple(rules),
        lists=lists,
    )


def _add_parties(register: Register, file: Any) -> None:
    """The list of the parties of a provision; a file of other names, which is a list of records, has none."""
    if isinstance(file, dict):
        register.party_lists.setdefault(file["provision"], set()).add(file["list"])
        register.unseen.update([file["provision"]] if "unseen" in file else [])


def _add_statement(register: Register, statement: Mapping[str, Any]) -> None:
    """A statement's announcements."""
    published = date.fromisoformat(statement["published"])
    register.publications.add(published)
    for raw in statement.get("announces", []):
        register.announcements.append(Announcement(published, raw["suspended_by"], _through(raw)))


def _ruling(guidance: Mapping[str, Any], raw: Mapping[str, Any]) -> Ruling:
    return Ruling(
        guidance=guidance["id"],
        published=date.fromisoformat(guidance["published"]),
        entries=_texts(raw, "entries"),
        outside_materials=_texts(raw, "outside_materials"),
        outside_forms=_texts(raw, "outside_forms"),
        outside_share=raw.get("outside_share"),
    )


def _headings(path: Path) -> set[str]:
    """The headings of six digits of the Harmonized System; none, if there is no such file."""
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as table:
        return {code for row in csv.DictReader(table) if len(code := row["hscode"]) == 6 and code < "98"}


def _line(raw: Mapping[str, Any]) -> Line:
    return Line(
        code=raw["code"],
        names=tuple(raw.get("name", {}).values()),
        contains=_texts(raw, "contains"),
        forms=_texts(raw, "forms"),
        criteria=raw.get("criteria"),
        unless=raw.get("unless"),
        customs=_customs(raw),
        also_printed=_texts(raw, "also_printed"),
        serves=_texts(raw, "serves"),
    )


def _material(raw: Mapping[str, Any], acts: Mapping[str, date]) -> Material:
    names = [name for language in raw.get("names", {}).values() for name in language]
    return Material(
        id=raw["id"],
        names=(*names, *_texts(raw, "trade")),
        formula=raw.get("formula"),
        cas=_texts(raw, "cas"),
        elements=_texts(raw, "elements"),
        may_contain=_texts(raw, "may_contain"),
        form=raw.get("form"),
        entries=_texts(raw, "entries"),
        may_be=_texts(raw, "may_be"),
        customs=_days_of_codes(raw, acts),
        related=_texts(raw, "related"),
        alone=raw.get("read") == "alone",
        beside=raw.get("read") in {"lined", "used"},
    )


def _customs(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Every customs code printed for the goods, wherever it is printed."""
    return tuple(sorted({code for printed in raw.get("customs", []) for code in printed["codes"]}))


def _days_of_codes(raw: Mapping[str, Any], acts: Mapping[str, date]) -> dict[str, date]:
    """Every customs code, with the day on which the first act that prints it was published; no day is too early for any other."""
    days: dict[str, date] = {}
    for printed in raw.get("customs", []):
        for code in printed["codes"]:
            days[code] = min(days.get(code, date.max), acts.get(printed.get("printed_in"), date.min))
    return days


def _texts(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(raw.get(key, ()))


def _through(raw: Mapping[str, Any]) -> date:
    return date.fromisoformat(raw["through"])


def _load(path: Path) -> Any:
    """The content of a file; nothing, if there is no such file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) if path.is_file() else None


def _files(folder: Path) -> Iterator[Any]:
    for path in sorted(folder.rglob("*.yaml")):
        content = _load(path)
        if content:
            yield content
