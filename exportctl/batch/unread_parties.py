"""Find the names of listed parties in columns that state no fact: a row must not pass because nobody reads who its vendor is."""

from __future__ import annotations

from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING, Final

import pyarrow.compute as pc

from exportctl.batch.text_reader import Fault
from exportctl.facts.parties import NameFilter, listed_in
from exportctl.facts.registry import PARTY
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.unread_texts import UnreadTexts
    from exportctl.law.parties import Listing
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_MAX_TEXTS: Final = 1 << 18
"""The limit on the texts that are kept with their results."""


class UnreadParties:
    """Compares the texts of columns that no fact takes with the names of listed parties, each distinct text once."""

    def __init__(self, store: Store | Compiled, binding: ColumnBinding) -> None:
        """Take the lists of parties, and the columns that state no fact."""
        self._store, self._binding = store, binding
        self._listed: dict[str, Listing | None] = {}

    @cached_property
    def _filter(self) -> NameFilter:
        return NameFilter.of(self._store.parties)

    def faults(self, unread: Iterable[UnreadTexts]) -> Iterator[tuple[int, Fault]]:
        """Yield the rows, counted from 0, with a listed name in such texts, and the fault, which has the way to state it."""
        for texts in unread:
            if texts.column in self._binding.may_name_parties and (listed := self._listed_texts(texts)):
                for row in pc.indices_nonzero(texts.rows_with(listed)).to_pylist():
                    text = texts.cells[row].as_py()
                    yield row, Fault(texts.column, text, self._reason(texts.column, listed[text]))

    def _listed_texts(self, texts: UnreadTexts) -> dict[str, Listing]:
        """Return the texts that have the name of a listed party, with the party."""
        names = texts.with_cores(self._filter.may_name)
        if len(self._listed) > _MAX_TEXTS:
            self._listed.clear()
        for text in names:
            if text not in self._listed:
                self._listed[text] = listed_in(self._store.parties, text)
        return {text: listing for text in names if (listing := self._listed[text])}

    def _reason(self, column: str, listing: Listing) -> str:
        """Return that a column that is not read has a listed name, and what to do."""
        party = BilingualName(*listing.party.name)
        if not column:
            return Sentence(
                "names {party}, a listed party, in a column without a name; give it one, such as party, or add --map {fact}=-",
                party=party,
                fact=PARTY,
            )
        if PARTY in self._binding.columns:
            return Sentence(
                "names {party}, a listed party, but the column is not read; call it 'party 2', or remove it if it states none",
                party=party,
            )
        return Sentence(
            "names {party}, a listed party, but the column is not read; if it states a party: --map {fact}={column}; "
            "if not: --map {fact}=-",
            party=party,
            fact=PARTY,
            column=quote(column),
        )
