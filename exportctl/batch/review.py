"""Gather the distinct items of a file for review: the riskiest first, each with proposals."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow.compute as pc

from exportctl.batch.columns import Encoder
from exportctl.batch.headers import is_sku
from exportctl.batch.processes import Processes
from exportctl.batch.stated_cells import stated_fields
from exportctl.batch.text_reader import require_name
from exportctl.batch.totals import passed_over
from exportctl.batch.value_dictionary import CombinationDictionary
from exportctl.chinese import word
from exportctl.errors import InputError
from exportctl.facts.goods import goods_of
from exportctl.facts.registry import FACTS
from exportctl.facts.transaction import option_for
from exportctl.facts.wording import annotations_as_written, unread_words
from exportctl.goods.classify import classify
from exportctl.law.published import PublishedBy
from exportctl.law.status import knowledge
from exportctl.list_cells import join_cell
from exportctl.permits.items import ITEMS, PROPOSED
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyarrow as pa

    from exportctl.batch.binding import ColumnBinding
    from exportctl.facts.transaction import Transaction
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.classify import Classification
    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_FACTS: Final = tuple(fact.key for fact in FACTS if fact.of_goods)
_SKU: Final = "sku"
_DECISION: Final = ("decided_by", "decided_on", "through", "reason")
_DAYS: Final = frozenset({"decided_on", "through"})
_QUESTIONS: Final[Mapping[str, str]] = {
    "form": Sentence(
        "Which substance and form are the goods: metal, alloy, oxide, compound; powder, crystal, wafer, "
        "target, magnet ...?"
    ),
    "contains": Sentence("Which elements or compounds do the goods contain, and how much of each by weight?"),
    "hs_code": Sentence("Under which customs code are the goods declared?"),
    "description": Sentence(
        "Do the goods match one of the proposed entries, by the text of the list? Choose it, or none."
    ),
}
"""The questions about goods, the easiest first; measured properties precede the text of the list."""
_Item = tuple[dict[str, "str | None"], int]
_CERTAINTIES: Final = {"yes": Sentence("yes"), "possible": Sentence("possible")}
_BASES: Final = {
    "name": Sentence("name"),
    "formula": Sentence("formula"),
    "cas": Sentence("CAS number"),
    "code": Sentence("control code"),
    "customs_code": Sentence("customs code"),
    "composition": Sentence("composition"),
    "description": Sentence("description"),
    "entry": Sentence("own classification"),
    "nearest": Sentence("similar words"),
}
"""The words of the cells for people whose language is not English; in English, cells have the words of documents."""
_LAST: Final = ("description", "legal_scope", "criteria")


def _in_words(word: str, words: Mapping[str, Sentence], translate: Callable[[str], str]) -> str:
    """Return a word of documents, or its translation, if there is one."""
    translated = translate(words[word])
    return word if translated == str(words[word]) else translated


class Line(NamedTuple):
    """An item with proposals: `option` is the fact that would settle most, `rows` the number of rows with the item.

    `risk` is 0 for goods that match an entry, 1 if they may match one, 2 if they are not recognised or unreadable, and
    3 otherwise.
    """

    facts: Mapping[str, str | None]
    risk: int
    rows: int
    matches: tuple[Match, ...] = ()
    annotations: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    option: str = ""
    question: str = ""

    def cells(self, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """Return the cells of the line by column; annotations and question go through `translate`."""
        empty = dict.fromkeys(ITEMS)
        item = {"description" if fact == "item" else fact: text for fact, text in self.facts.items()}
        certain = ("yes" if match.truth.value else "possible" for match in self.matches)
        proposed = (
            (match.entry for match in self.matches),
            (_in_words(word, _CERTAINTIES, translate) for word in certain),
            (_in_words(match.basis, _BASES, translate) for match in self.matches),
            map(translate, self.annotations),
            self.unread,
        )
        texts = [join_cell(parts) or None for parts in proposed]
        return (
            empty
            | item
            | dict(
                zip(PROPOSED, [*texts, self.option or None, translate(self.question) or None, self.rows], strict=True)
            )
        )


class Review:
    """Collects the distinct items of one file, with proposals for each."""

    def __init__(self, store: Store | Compiled, binding: ColumnBinding, names: Sequence[str]) -> None:
        """Take the facts of the columns; the first column of stock-keeping units and the decisions separate items, too."""
        self._store, self._binding = store, binding
        self._columns = {fact: binding.columns[fact] for fact in _FACTS if fact in binding.columns}
        free = [name for name in names if names.count(name) == 1 and name not in binding.columns.values()]
        sku = next(filter(is_sku, free), None)
        self._columns |= {_SKU: sku} if sku else {}
        if "entry" in self._columns and {"decided_by", "decided_on"} <= set(free):
            self._columns |= {name: name for name in _DECISION if name in free}
        self._encoders = {
            fact: Encoder.of_column(binding, fact, lambda: store.headings)
            if fact in binding.columns
            else Encoder("on" if fact in _DAYS else fact)
            for fact in self._columns
        }
        self._combined = CombinationDictionary(len(self._columns))
        self._rows: Counter[tuple[str | None, ...]] = Counter()

    def add(self, batch: pa.RecordBatch) -> None:
        """Count the items of some rows."""
        columns = [self._encoders[fact].encode(batch.column(name)) for fact, name in self._columns.items()]
        combinations = self._combined.numbers([column.numbers for column in columns])
        for count in pc.value_counts(combinations).to_pylist():
            places = self._combined.values[count["values"]]
            values = (column.values[place] for column, place in zip(columns, places, strict=True))
            cells = tuple(None if value is None else str(value) for value in values)
            self._rows[cells] += count["counts"]

    def lines(self) -> list[Line]:
        """Return a line for each item, the riskiest first, then the most frequent; rows without an item have none.

        If there are many items, all cores read them.
        """
        items = [(dict(zip(self._columns, cells, strict=True)), rows) for cells, rows in self._rows.items()]
        items = [
            (facts, rows)
            for facts, rows in items
            if (facts.get("item") or "").strip() and not passed_over(facts, dict(zip(facts, facts, strict=True)))
        ]
        binding = self._binding
        reader = _LineReader(self._store, binding.constant, binding.options.trusted, binding.other_goods)
        with Processes[_Item, "list[Line]"](lambda: reader.lines) as processes:
            parts = processes.results(items)
            return sorted(reader.lines(items) if parts is None else chain.from_iterable(parts), key=_order)


class _LineReader(NamedTuple):
    """Reads items into lines; `elsewhere` is the unused column that may name the goods."""

    store: Store | Compiled
    constant: Transaction
    trusted: bool
    elsewhere: str

    def lines(self, items: Sequence[_Item]) -> list[Line]:
        """Return the lines of some items."""
        return [self._line(facts, rows) for facts, rows in items]

    def _line(self, facts: dict[str, str | None], rows: int) -> Line:
        law = self.store.law
        try:
            require_name(facts.get("item") or "", self.elsewhere)
            fields = stated_fields({fact: cell for fact, cell in facts.items() if fact in _FACTS})
            goods = goods_of(law, self.constant._replace(**fields), self.store, trusted=self.trusted)
        except InputError as fault:
            return Line(facts, 2, rows, question=Sentence("{fact}: {what}", fact=fault.fact, what=fault.what))
        classification = classify(law, goods, PublishedBy(knowledge(law, self.constant.known_on)))
        recognised = law.home.id in classification.recognised
        fact = _question(goods, classification, recognised=recognised)
        return Line(
            facts,
            _risk(classification, recognised=recognised),
            rows,
            classification.matches,
            tuple(_annotation(item) for item in annotations_as_written(goods) if item.label != "neutral"),
            tuple(unread_words(goods)),
            option_for(fact).removeprefix("--") if fact else "",
            _question_words(law, fact) if fact else "",
        )


def _order(line: Line) -> tuple[int, int, str]:
    return line.risk, -line.rows, repr(line.facts)


def _risk(classification: Classification, *, recognised: bool) -> int:
    """Return 0 for goods that match an entry, 1 if they may match one, 2 if they are not recognised, 3 if they match none."""
    if classification.matches:
        return 0 if any(match.truth.value for match in classification.matches) else 1
    return 3 if recognised else 2


def _question(goods: Goods, classification: Classification, *, recognised: bool) -> str | None:
    """Return the fact that would settle most: of the facts that most entries need, the easiest to state."""
    open_ = [match.truth.missing for match in classification.matches if match.truth.value is None]
    waiting = Counter(fact for missing in open_ for fact in missing)
    if not waiting:
        return None if recognised or classification.matches else "description" if goods.hs_code else "hs_code"
    sure_of = {match.basis for match in classification.matches} - {"nearest", "description"}
    if not (recognised or goods.hs_code or sure_of):
        return "hs_code"
    return min(waiting, key=lambda fact: (fact in _LAST, -waiting[fact], fact))


def _annotation(item: Annotation) -> str:
    if item.words.casefold() == item.value.casefold():
        return item.words
    value = word(item.value) if item.label == "form" else item.value
    return Sentence("{words} ({value})", words=item.words, value=value)


def _question_words(law: Register, fact: str) -> str:
    """Return the question in words."""
    if fact in law.parameters:
        parameter = law.parameters[fact]
        return Sentence(
            "What is the {name} of the goods, in {unit}?", name=BilingualName(*parameter.name), unit=parameter.unit
        )
    return _QUESTIONS.get(fact, _QUESTIONS["description"])


def columns_of(lines: Sequence[Line], translate: Callable[[str], str] = str) -> dict[str, list[Any]]:
    """Return lines as columns: first those of a file of items, then the proposals."""
    rows = [line.cells(translate) for line in lines]
    return {name: [row[name] for row in rows] for name in (*ITEMS, *PROPOSED)}
