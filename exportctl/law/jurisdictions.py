"""Codes of several jurisdictions in one law: codes of the first folder are written without a prefix, others as `EU:1C227`.

A code in the files of a folder refers to the folder's own list if that list has the code, and otherwise to the first
folder's list, so that a company's policy can name entries of the law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.model import Act, Condition, Family, Guidance, Provision
    from exportctl.law.parallels import Parallels
    from exportctl.law.parties import Designations
    from exportctl.law.vocabulary import Group, Material

_MARK: Final = ":"


def jurisdiction_in(code: str) -> str | None:
    """Return the jurisdiction before the colon of a code; None for a code of the first folder's lists."""
    owner, mark, _ = code.rpartition(_MARK)
    return owner if mark else None


def local_code(code: str) -> str:
    """Return a code as its own list prints it."""
    return code.rpartition(_MARK)[2]


class Naming(NamedTuple):
    """The spellings of codes and lists of one folder after the folders are merged into one law."""

    home: str
    own: str
    codes: frozenset[str]
    lists: frozenset[str]

    def code(self, term: str) -> str:
        """Return the full code of a code, group or material in a file of the folder."""
        owner = jurisdiction_in(term)
        if owner is not None:
            return local_code(term) if owner == self.home else term
        mine = self.own != self.home and any(covers(term, code) or covers(code, term) for code in self.codes)
        return f"{self.own}{_MARK}{term}" if mine else term

    def list(self, term: str) -> str:
        """Return the full name of a list of parties in a file of the folder."""
        return f"{self.own}{_MARK}{term}" if self.own != self.home and term in self.lists else term

    def act(self, act: Act) -> Act:
        """Return an act with full codes and names of lists."""
        counts = tuple(count._replace(of=self._all(count.of)) for count in act.stated)
        return act._replace(provisions=tuple(map(self._provision, act.provisions)), stated=counts)

    def family(self, family: Family) -> Family:
        """Return a family of the folder's own list with full codes."""
        entries = tuple(
            entry._replace(
                code=self.code(entry.code),
                also_printed=self._all(entry.also_printed),
                serves=self._all(entry.serves),
            )
            for entry in family.entries
        )
        return family._replace(code=self.code(family.code), entries=entries)

    def designations(self, file: Designations) -> Designations:
        """Return designations with the full name of their list."""
        return file._replace(list_=self.list(file.list_))

    def material(self, material: Material) -> Material:
        """Return a material with full codes."""
        return material._replace(entries=self._all(material.entries), related=self._all(material.related))

    def group(self, group: Group) -> Group:
        """Return a group with full codes."""
        return group._replace(entries=self._all(group.entries), unclear=self._all(group.unclear))

    def guidance(self, guidance: Guidance) -> Guidance:
        """Return guidance with full codes."""
        rulings = tuple(ruling._replace(entries=self._all(ruling.entries)) for ruling in guidance.rulings)
        return guidance._replace(rulings=rulings)

    def parallels(self, file: Parallels) -> Parallels:
        """Return parallels with full codes."""
        return file._replace(lines=tuple(item._replace(line=self.code(item.line)) for item in file.lines))

    def _all(self, terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.code, terms))

    def _provision(self, item: Provision) -> Provision:
        rules = tuple(
            rule._replace(when=self._condition(rule.when), unless=rule.unless and self._condition(rule.unless))
            for rule in item.rules
        )
        when = item.when and self._condition(item.when)
        return item._replace(lists=self._all(item.lists), rules=rules, when=when)

    def _condition(self, condition: Condition) -> Condition:
        changes: dict[str, Any] = {}
        if isinstance(condition.goods, tuple):
            changes["goods"] = self._all(condition.goods)
        if isinstance(condition.party, tuple):
            changes["party"] = tuple(map(self.list, condition.party))
        if condition.owner:
            changes["owner"] = condition.owner._replace(lists=tuple(map(self.list, condition.owner.lists)))
        if condition.cn_content:
            changes["cn_content"] = condition.cn_content._replace(of=self._all(condition.cn_content.of))
        if condition.any_:
            changes["any_"] = tuple(map(self._condition, condition.any_))
        return condition._replace(**changes)
