"""What a company calls its goods by a number of its own is told once, and what was decided about them holds until the list moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import InputError, PlaceError
from exportctl.facts.request import goods_of
from exportctl.law.lists import codes_named
from exportctl.law.logic import YES
from exportctl.law.words import covers
from exportctl.permits.permits import after
from exportctl.sentences import Sentence, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from exportctl.engine.engine import Engine
    from exportctl.facts.request import Lookups
    from exportctl.facts.transaction import Transaction
    from exportctl.goods.classify import Classification, Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

ITEMS: Final = (
    *("sku", "description", "hs_code", "entry", "form", "contains", "param"),
    *("decided_by", "decided_on", "through", "reason"),
)
"""The columns of a file of items."""
PROPOSED: Final = ("proposed", "certainty", "basis", "understood", "left", "option", "question", "rows")
"""The columns that a review of a file has beside them."""
_SHOWN: Final = 3
_A_WORD: Final = re.compile(r"[^\W\d_]{5,}|[\u4e00-\u9fff]{2,}")
"""What a number of the company lacks: a run of five letters, or two Chinese characters."""


class Item(NamedTuple):
    """Goods by the company's own number, or by their description if they have none: what is known of them, and what was decided.

    `entry` are the lines that `decided_by` decided on a day that the goods are, or `none`; without it nothing is decided.
    """

    sku: str
    description: str = ""
    hs_code: str | None = None
    entry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    param: tuple[str, ...] = ()
    decided_by: str = ""
    decided_on: date | None = None
    through: date | None = None
    said_at: str = ""

    @property
    def key(self) -> str:
        """What it is asked about by."""
        return self.sku or self.description

    @property
    def words(self) -> str:
        """What it is described as."""
        return self.description or self.hs_code or self.sku

    def stated(self, said: Transaction) -> Transaction:
        """Return what is said of the item, in which a fact that is said otherwise stands before one that the item has."""
        return said._replace(
            item=self.words,
            hs_code=said.hs_code or self.hs_code,
            **{fact: getattr(said, fact) or getattr(self, fact) for fact in ("entry", "form", "contains", "param")},
        )


class Decided(NamedTuple):
    """The goods of an item as they were decided to be, and the first day on which that holds no more, with why, if there is one."""

    item: Item
    goods: Goods
    lapses_on: date | None = None
    why: str = ""

    def on(self, day: date) -> Goods:
        """Return the goods as they count on a day: once the decision has lapsed, nothing of them is decided."""
        if self.lapses_on is None or day < self.lapses_on:
            return self.goods
        return self.goods._replace(entries=None, lapsed=self.why)


def require_own_key(engine: Engine, lookups: Lookups, item: Item, said: Transaction) -> None:
    """Raise PlaceError for an item whose facts make no sense, or whose key names goods that the item is not."""
    try:
        names = replaced(engine, lookups, item, said)
    except InputError as error:
        raise PlaceError(item.said_at, Sentence("{where}: {what}", where=error.where, what=error.what)) from None
    if names:
        told = Sentence(
            "'{key}' names goods by itself ({names}), and an item never replaces them; "
            "give the item a number of your own as sku, or say who decided: entry, decided_by, decided_on",
            key=item.key,
            names=names,
        )
        raise PlaceError(item.said_at, told)


def replaced(engine: Engine, lookups: Lookups, item: Item, said: Transaction) -> str:
    """Return what the key of an item names by itself, read as goods, that the item is not described as; nothing if there is none.

    A list in a file could otherwise turn every row of a name into other goods. Of an item that was decided only the words count: a
    decision and its facts take nothing away from what these surely are. Raises InputError for facts that make no sense.
    """
    alone = said._replace(hs_code=None, entry=(), form=(), contains=(), param=())
    described = goods_of(engine.law, item.stated(alone), lookups, guess=False)
    if item.decided_on:
        described = goods_of(engine.law, alone._replace(item=described.item), lookups, guess=False)
    try:
        named = goods_of(engine.law, alone, lookups, guess=False)
    except InputError:  # a number of a length that no code has
        return ""
    known, found = engine.classify(named), engine.classify(described)
    is_number = _A_WORD.search(item.key) is None  # a number is like some name by chance, words are not
    own = [match for match in known.matches if not (is_number and match.basis == "nearest")]
    lost = [match.entry for match in own if not any(_keeps(other, match) for other in found.matches)]
    return listed([*lost, *sorted(known.named - found.named - found.may_be)][:_SHOWN])


def _keeps(match: Match, before: Match) -> bool:
    """Return whether goods match a line, or one above or below it, as surely as they did before."""
    near = covers(match.entry, before.entry) or covers(before.entry, match.entry)
    return near and (match.truth is YES or before.truth is not YES)


def decided(engine: Engine, item: Item, goods: Goods, said: Transaction) -> Decided:
    """Return goods that were understood from an item and what was said beside it; what the caller says of lines is not the item's.

    A decision lapses after its last day, and on the day on which an act puts a line on a list that was decided on, or that the goods
    match or may match by all the rest that is known of them: if nothing is, any line.
    """
    goods = goods._replace(sku=item.key)
    if said.entry or not item.entry or item.decided_on is None:
        return Decided(item, goods)
    who = Sentence(
        "{said_at}: {key} was decided on {decided_on} by {decided_by}",
        said_at=item.said_at,
        key=item.key,
        decided_on=item.decided_on,
        decided_by=item.decided_by,
    )
    found = []
    if item.through:
        over = Sentence("{who}, through {through}; decide again", who=who, through=item.through)
        found += [(day, over) for day in after(item.through)]
    law, known = engine.law, engine.known(said.known_on).day
    rest = engine.classify(goods._replace(entries=None), said.known_on)
    for published, act, line in _listed(law, rest, goods.entries or ()):
        if item.decided_on < published <= known:
            listed = Sentence(
                "{who}, and {act} listed {line} on {published}; decide again",
                who=who,
                act=act,
                line=line,
                published=published,
            )
            found.append((published, listed))
    return Decided(item, goods, *min(found, default=(None, "")))


def _listed(law: Register, rest: Classification, entries: Iterable[str]) -> Iterable[tuple[date, str, str]]:
    """Yield the acts that put a line on a list which goods may touch, each with the day on which it was published."""
    lines = dict.fromkeys([*entries, *(match.entry for match in rest.matches)])
    by_line = {pid: line for line in reversed(lines) for pid in law.listing_of(line)}
    if law.home.id not in rest.understood:
        by_line = dict.fromkeys(_listing_anything(law), "lines that it could be") | by_line
    for pid, line in by_line.items():
        act = law.act_of(pid)
        yield act.published, act.id, line


def _listing_anything(law: Register) -> Iterable[str]:
    """Return the provisions that put something on a list."""
    others = (
        pid
        for pid, rules in law.rules.items()
        if any(code.partition(".")[0] in law.other_lists for rule in rules for code in codes_named(rule, law.groups))
    )
    return (*law.listings, *others)


class Items(NamedTuple):
    """The items of a company by their keys, and where they stand."""

    by_key: Mapping[str, Item]
    file: str

    def find(self, text: str) -> Item | None:
        """Return the item of which a text is the key: as it is written, case and all."""
        return self.by_key.get(text.strip())
