"""Report the parts of a file that are not read, if rows might be cleared without them: they may hold rows, facts or listed names."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.facts.parties import listed_in
from exportctl.facts.registry import PARTY
from exportctl.files.rows import Skipped
from exportctl.files.unread_above import unread_above
from exportctl.goods.listed_substances import names_listed_substance
from exportctl.sentences import BilingualName, Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.batch.binding import ScreenOptions
    from exportctl.files.rows import Source
    from exportctl.law.parties import Listing, Parties
    from exportctl.law.register import Register
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_SHOWN: Final = 60
"""The limit on the characters of a text that is shown."""


def unread_parts(source: Source, options: ScreenOptions, store: Store | Compiled) -> list[Skipped]:
    """Return the parts of a source that are not read, although rows might be cleared without them."""
    return [
        *source.skipped,
        *unread_above(source.above, options, store.law),
        *_unread_names(source, options, store.parties),
        *_unread_goods(source, store.law),
    ]


def _unread_names(source: Source, options: ScreenOptions, parties: Parties) -> Iterator[Skipped]:
    """Yield the texts above the header, and the other sheets, that name a listed party, unless the caller states parties for all rows.

    A fact above the header that states a party by its label is reported with that label.
    """
    if PARTY in options.values or PARTY in options.renamed:
        return
    stated = [fact.value for fact in source.above.facts]
    above = [text for text in source.above.texts if not any(value in text for value in stated)]
    for text, listing in _named_parties(above, parties):
        yield Skipped(
            Sentence("'{text}' above the column names", text=text[:_SHOWN]), _why(listing), may_hold_rows=True
        )
    for sheet, texts in source.texts_beside.items():
        if named := next(_named_parties(texts, parties), None):
            yield Skipped(Sentence("sheet '{name}'", name=sheet), _why(named[1]), may_hold_rows=True)


def _named_parties(texts: Sequence[str], parties: Parties) -> Iterator[tuple[str, Listing]]:
    """Yield the texts that have the name of a listed party, with the party."""
    for text in texts:
        if listing := listed_in(parties, text):
            yield text, listing


def _unread_goods(source: Source, law: Register) -> Iterator[Skipped]:
    """Yield the other sheets that name a listed substance, although no column of theirs is known to hold goods."""
    for sheet, texts in source.texts_beside.items():
        goods = next((text for text in texts if names_listed_substance(law, text)), None)
        if goods:
            why = Sentence(
                "it names '{goods}', which is listed; if it has goods, screen it: {option} {sheet} --map item=COLUMN",
                goods=goods[:_SHOWN],
                option=Fact("sheet"),
                sheet=quote(sheet),
            )
            yield Skipped(Sentence("sheet '{name}'", name=sheet), why, may_hold_rows=True)


def _why(listing: Listing) -> str:
    """Return that a listed party is named, and how to state it, or that it is no party to the rows."""
    name = BilingualName(*listing.party.name)
    return Sentence(
        "it names {party}, a listed party; if it is a party to all rows, add {option} {fact}={value}; if not: --map {fact}=-",
        party=name,
        option=Fact("values"),
        fact=PARTY,
        value=quote(name),
    )
