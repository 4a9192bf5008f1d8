"""Items: goods by the company's own number, with the company's decision about them, which lapses when the list changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import InputError, PlaceError
from exportctl.facts.goods import goods_of
from exportctl.goods.misspellings import words_of_list_meant
from exportctl.law.citations import act_citation
from exportctl.law.lists import codes_of_rule
from exportctl.law.logic import YES
from exportctl.law.spelling import codes_meant
from exportctl.law.words import covers
from exportctl.permits.permits import after
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from exportctl.engine.engine import Engine
    from exportctl.facts.request import Lookups
    from exportctl.facts.transaction import Transaction
    from exportctl.goods.classify import Classification
    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

ITEMS: Final = (
    *("sku", "description", "hs_code", "entry", "form", "contains", "param"),
    *("decided_by", "decided_on", "through", "reason"),
)
"""The columns of a file of items."""
PROPOSED: Final = ("proposed", "certainty", "basis", "understood", "left", "option", "question", "rows")
"""The further columns of a review of a file."""
_SHOWN: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{5,}|[\u4e00-\u9fff]{2,}")
"""A word. A company's numbers have no run of five letters, and no two Chinese characters."""


class Item(NamedTuple):
    """Goods by the company's number or description: their facts, and its decision: the `entry` codes, or `none`, of `decided_by`."""

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
    stated_at: str = ""

    @property
    def key(self) -> str:
        """The text by which a question names the item."""
        return self.sku or self.description

    @property
    def words(self) -> str:
        """The text that describes the goods."""
        return self.description or self.hs_code or self.sku

    def complete(self, transaction: Transaction) -> Transaction:
        """Return a transaction with the facts of the item added; facts of the transaction take precedence."""
        facts = ("entry", "form", "contains", "param")
        return transaction._replace(
            item=self.words,
            hs_code=transaction.hs_code or self.hs_code,
            **{fact: getattr(transaction, fact) or getattr(self, fact) for fact in facts},
        )


class ItemDecision(NamedTuple):
    """The goods of an item by the company's decision, and the first day on which it no longer holds, with the reason, if it lapses."""

    item: Item
    goods: Goods
    lapses_on: date | None = None
    why: str = ""

    def on(self, day: date) -> Goods:
        """Return the goods on a day: without the decision once it has lapsed."""
        if self.lapses_on is None or day < self.lapses_on:
            return self.goods
        return self.goods._replace(entries=None, lapsed=self.why)


def require_own_key(engine: Engine, lookups: Lookups, item: Item, transaction: Transaction) -> None:
    """Raise PlaceError for an item with invalid facts, or whose key is a name of other goods."""
    try:
        names = hidden_goods(engine, lookups, item, transaction)
    except InputError as error:
        raise PlaceError(item.stated_at, "{where}: {what}", where=error.where, what=error.what) from None
    if names:
        raise PlaceError(
            item.stated_at,
            "'{key}' is itself a name of goods ({names}), which an item cannot replace; write your own number "
            "as sku, or add the classification: entry, decided_by, decided_on",
            key=item.key,
            names=names,
        )


def hidden_goods(engine: Engine, lookups: Lookups, item: Item, transaction: Transaction) -> str:
    """Return the goods that the key of an item names, if the item is not described as these goods; empty if there are none.

    Otherwise an item could turn every row with a common name into other goods. For an item with a decision only the
    words count: a decision and its facts cannot override goods that the words surely name. Without one, a misspelt word
    of the list counts as the word. A control code without its dots, `3C001a`, counts as this code. Raises InputError for invalid facts.
    """
    alone = transaction._replace(hs_code=None, entry=(), form=(), contains=(), param=())
    by_item_goods = goods_of(engine.law, item.complete(alone), lookups, guess=False)
    if item.decided_on:
        by_item_goods = goods_of(engine.law, alone._replace(item=by_item_goods.item), lookups, guess=False)
    try:
        key_goods = goods_of(engine.law, alone, lookups, guess=False)
    except InputError:  # a number with more or fewer digits than a customs code
        return ""
    by_key, by_item = engine.classify(key_goods), engine.classify(by_item_goods)
    is_number = _WORD.search(item.key) is None  # a number may resemble a name by chance, words do not
    own = [match for match in by_key.matches if not (is_number and match.basis == "nearest")]
    missing = [match.entry for match in own if not any(_keeps(other, match) for other in by_item.matches)]
    codes = codes_meant(item.key, engine.law.entries)
    missing += [code for code in codes if not any(covers(other.entry, code) for other in by_item.matches)]
    if not (item.decided_on or is_number or by_item.matches):
        missing += dict.fromkeys(words_of_list_meant(lookups.lexicon, item.key))
    return join([*missing, *sorted(by_key.named - by_item.named - by_item.may_be)][:_SHOWN])


def _keeps(match: Match, before: Match) -> bool:
    """Return whether a match is as sure as an earlier one, of the same entry or one above or below it."""
    near = covers(match.entry, before.entry) or covers(before.entry, match.entry)
    return near and (match.truth is YES or before.truth is not YES)


def item_decision(engine: Engine, item: Item, goods: Goods, transaction: Transaction) -> ItemDecision:
    """Return the decision about an item for goods that were read from it; entries of the transaction replace the item's.

    A decision lapses after its last day, and on the day on which an act lists an entry that it names, or one that the
    goods match or may match by their other facts; goods that are not recognised may match any entry.
    """
    goods = goods._replace(sku=item.key)
    if transaction.entry or not item.entry or item.decided_on is None:
        return ItemDecision(item, goods)
    who = Sentence(
        "{stated_at}: {decided_by} classified {key} on {decided_on}",
        stated_at=item.stated_at,
        key=item.key,
        decided_on=item.decided_on,
        decided_by=item.decided_by,
    )
    lapses = []
    if item.through:
        over = Sentence("{who}, valid through {through}; classify the item again", who=who, through=item.through)
        lapses += [(day, over) for day in after(item.through)]
    law, known = engine.law, engine.law_as_of(transaction.known_on).day
    rest = engine.classify(goods._replace(entries=None), transaction.known_on)
    for published, act, code in _listings(law, rest, goods.entries or ()):
        if item.decided_on < published <= known:
            lapse = Sentence(
                "{who}, but {act} listed {line} on {published}; classify the item again",
                who=who,
                act=act_citation(law, act),
                line=code,
                published=published,
            )
            lapses.append((published, lapse))
    return ItemDecision(item, goods, *min(lapses, default=(None, "")))


def _listings(law: Register, rest: Classification, entries: Iterable[str]) -> Iterable[tuple[date, str, str]]:
    """Yield the day, the act and the entry of each listing that goods may match."""
    codes = dict.fromkeys([*entries, *(match.entry for match in rest.matches)])
    # Reversed, so that a provision keeps the first of the entries that it lists.
    by_provision = {pid: code for code in reversed(codes) for pid in law.listings_of(code)}
    if law.home.id not in rest.understood:
        by_provision = dict.fromkeys(_list_provisions(law), Sentence("entries that it could be")) | by_provision
    for pid, code in by_provision.items():
        act = law.act_of(pid)
        yield act.published, act.id, code


def _list_provisions(law: Register) -> Iterable[str]:
    """Return the provisions that list entries, of all jurisdictions."""
    others = (
        pid
        for pid, rules in law.rules.items()
        if any(code.partition(".")[0] in law.other_lists for rule in rules for code in codes_of_rule(rule, law.groups))
    )
    return (*law.listings, *others)


class Items(NamedTuple):
    """The items of a company by their keys."""

    by_key: Mapping[str, Item]

    def find(self, text: str) -> Item | None:
        """Return the item with a key; upper and lower case count."""
        return self.by_key.get(text.strip())
