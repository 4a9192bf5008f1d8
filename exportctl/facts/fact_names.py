"""Read pairs of a fact and a text, such as its column or its value in all rows; a fact has the names that people know it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.facts.registry import FACTS, Fact
from exportctl.facts.roles import fold_name
from exportctl.facts.texts import pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def _names_of(fact: Fact) -> Iterator[str]:
    """Yield the names of a fact: in files, in the form of either language, and those of its columns."""
    yield from (fact.key, fact.label, fact.chinese, *fact.headers.split(","), *fact.generic.split(","))


_BY_NAME: Final = {folded: fact.key for fact in FACTS for name in _names_of(fact) if (folded := fold_name(name))}


def fact_named(text: str) -> str:
    """Return the fact of a name; any other text as it is, in the spelling of facts."""
    return _BY_NAME.get(fold_name(text)) or text.lower().replace("-", "_")


def by_fact(texts: Iterable[str], where: str, example: str) -> Mapping[str, str]:
    """Return the text of each fact that texts such as `to=US` state; raises InputError for one stated twice, and for other texts."""
    stated: dict[str, str] = {}
    for text in texts:
        name, value = pair(text, where, example)
        fact = fact_named(name)
        if fact in stated:
            raise InputError(where, "'{fact}' is stated twice; state it once", fact=name)
        stated[fact] = value
    return stated
