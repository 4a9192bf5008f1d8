"""The missing facts of a row as cells to fill in and columns to add, in the words of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.batch.headers import column_heading
from exportctl.batch.stated_cells import fact_of
from exportctl.facts.registry import BY_KEY, ITEM
from exportctl.facts.transaction import DESTINATION_SCOPE, OF_NAME, is_property, stating_fact
from exportctl.sentences import BilingualName, Clause, Sentence, and_more, both, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.law.register import Register

_ENTRY: Final = "entry"
_NAMED: Final = 4
"""The number of measured properties that a sentence names; the rest is counted."""


class MissingColumn(NamedTuple):
    """The column that states missing facts: its fact, and the measured properties that its cell names."""

    fact: str
    properties: Sequence[str] = ()

    @property
    def is_of_goods(self) -> bool:
        """Whether an own classification settles what the column states."""
        return BY_KEY[self.fact].of_goods and self.fact != _ENTRY


def column_of(fact: str) -> MissingColumn:
    """Return the column that states a missing fact."""
    return MissingColumn(stating_fact(fact).key, (fact,) if is_property(fact) else ())


def property_name(law: Register, id_: str) -> str:
    """Return the name of a measured property in both languages, which a cell may use."""
    parameter = law.parameters.get(id_)
    return BilingualName(parameter.name.en or id_, parameter.name.zh) if parameter else id_.replace("_", " ")


def steps_for(law: Register, facts: Sequence[str], columns: Mapping[str, str]) -> Iterator[str]:
    """Yield what states missing facts; an own classification replaces the facts of goods. `columns` are those that were read."""
    if DESTINATION_SCOPE in facts:
        yield Sentence("Ask the licensing authority whether the act means the destination as well.")
    missing = _columns_of(fact for fact in facts if fact not in (ITEM, DESTINATION_SCOPE))
    words = _Words(law, columns)
    yield from (Sentence("{action}.", action=item) for item in words.actions(_without_goods(missing)))
    of_goods = [item for item in missing if item.is_of_goods]
    alternatives = [*words.actions(of_goods)]
    if not OF_NAME.isdisjoint(facts):
        alternatives.insert(0, Sentence("Name the goods more precisely"))
    if of_goods or any(item.fact == _ENTRY for item in missing):
        alternatives += words.actions([MissingColumn(_ENTRY)])
    if alternatives:
        first, *others = alternatives
        yield Sentence("{actions}.", actions=_alternatives(first, others))


def _alternatives(first: str, others: Sequence[str]) -> str:
    """Return actions of which one is enough."""
    for other in others:
        first = Sentence("{first}, or {other}", first=first, other=Clause(other))
    return first


def _columns_of(facts: Iterable[str]) -> list[MissingColumn]:
    """Return the columns of missing facts, each once."""
    by_fact: dict[str, MissingColumn] = {}
    for fact in facts:
        item = column_of(fact)
        before = by_fact.get(item.fact, item._replace(properties=()))
        by_fact[item.fact] = item._replace(properties=(*before.properties, *item.properties))
    return [*by_fact.values()]


def _without_goods(missing: Iterable[MissingColumn]) -> list[MissingColumn]:
    """Return the columns of facts that are not about the goods."""
    return [item for item in missing if not item.is_of_goods and item.fact != _ENTRY]


class _Words(NamedTuple):
    """The words for missing columns in a file whose `columns` are read."""

    law: Register
    columns: Mapping[str, str]

    def actions(self, missing: Sequence[MissingColumn]) -> Iterator[str]:
        """Yield which cells to fill in, and which columns to add."""
        filled = [self._name(item, name) for item in missing if (name := self._read(item.fact))]
        added = [self._name(item, column_heading(item.fact)) for item in missing if not self._read(item.fact)]
        if filled:
            yield Sentence("Fill in {columns}", columns=both(filled))
        if len(added) == 1:
            yield Sentence("Add a column {column}", column=added[0])
        elif added:
            yield Sentence("Add the columns {columns}", columns=both(added))

    def _read(self, fact: str) -> str | None:
        """Return the column that was read as a fact; None if there is none. Parties may have columns by role."""
        return next((name for key, name in self.columns.items() if fact_of(key) == fact), None)

    def _name(self, item: MissingColumn, name: str) -> str:
        """Return a column with what its cell states, where the name does not show it."""
        if item.fact == _ENTRY:
            return Sentence("“{column}” (a control code or none)", column=name)
        if not item.properties:
            return Sentence("“{column}”", column=name)
        names = [property_name(self.law, id_) for id_ in item.properties]
        listed = and_more(join(names[:_NAMED]), len(names) - _NAMED)
        return Sentence("“{column}” ({names})", column=name, names=listed)
