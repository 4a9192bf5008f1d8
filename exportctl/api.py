"""The Python API: one function for each command, whose result can be converted to the document of that command."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache, cached_property
from numbers import Number
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Unpack

from exportctl.errors import InputError
from exportctl.facts.dates import iso_date
from exportctl.facts.texts import level as level_of
from exportctl.facts.texts import one_of
from exportctl.facts.transaction import Transaction
from exportctl.law.scale import DECISIONS, DEFAULT_ASSUME, DEFAULT_GATE, EFFECTS, READINGS, Assume, Decision, Effect
from exportctl.law.status import ZONE, LawAsOf
from exportctl.limits import NAME, NAMES, within
from exportctl.sentences import Fact, Sentence
from exportctl.store.chosen import data_folder
from exportctl.store.compiled import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from exportctl.batch.days import DateOrder
    from exportctl.engine.engine import Engine
    from exportctl.facts.transaction import Day, Facts, Stated, Texts
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Classification, Content, Diff, Expiring, Inquiry, Timeline
    from exportctl.reports.verdict import Verdict
    from exportctl.store.contents import Compiled

    AnyLaw = Store | Compiled


_SHOWN: Final = 40
_REPEATABLE: Final = frozenset(name for name, value in Transaction._field_defaults.items() if value == ())


def today() -> date:
    """Return today's date in the zone of the law."""
    return datetime.now(ZONE).date()


def level(text: str, where: str = "gate") -> Effect:
    """Return the effect that a text names, in any spelling; raises InputError, with the nearest effect, for any other text."""
    return level_of(text, EFFECTS, where)


def decision(text: str, where: str) -> Decision:
    """Return the decision that a text names: an effect, or `undecided`."""
    return level_of(text, DECISIONS, where)


def reading(text: str) -> Assume:
    """Return the reading of a name."""
    return one_of(text, READINGS, "assume")


class Law(Store):
    """The law of a data folder, with the engine that answers questions about it."""

    @cached_property
    def engine(self) -> Engine:
        """The engine, whose caches are bounded and end with the law."""
        from exportctl.engine.engine import Engine

        return Engine(self.law)


_own_law: Final = cache(lambda: Law(data_folder()))


def is_loaded() -> bool:
    """Return whether the law of this installation has been loaded."""
    return bool(_own_law.cache_info().currsize)


def load_law(data: str | Path | None = None) -> Law:
    """Return the law in a data folder or an archive, in its present state, or the law of this installation, which is loaded once.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any.
    """
    return Law(Path(data)) if data is not None else _own_law()


def day(value: Day | None, fact: str) -> date | None:
    """Return a day; raises InputError for a text in another format than YYYY-MM-DD. A moment with a zone is a day in Shanghai."""
    if isinstance(value, datetime):
        return (value.astimezone(ZONE) if value.tzinfo else value).date()
    return value if value is None or isinstance(value, date) else iso_date(value, fact)


def required_day(value: Day, fact: str) -> date:
    """Return a required day."""
    if (result := day(value, fact)) is None:
        raise InputError(fact, "a date is missing; write it like 2025-12-01")
    return result


def transaction(**facts: Unpack[Stated]) -> Transaction:
    """Return a transaction with the facts, on today's date in Shanghai if no day is given; a fact that is None is unknown.

    A fact that can be stated more than once is a text or several; a number or a truth value is converted to its text.
    Raises InputError for an invalid day.
    """
    stated: dict[str, Any] = {name: _option_text(value) for name, value in facts.items() if value is not None}
    if "item" not in stated:
        raise InputError("item", "is missing; state the goods")
    for name in _REPEATABLE & stated.keys():
        stated[name] = (stated[name],) if isinstance(stated[name], str) else tuple(stated[name])
    stated["on"] = day(facts.get("on"), "on") or today()
    stated["known_on"] = day(facts.get("known_on"), "known_on")
    return Transaction(**stated)


def check(
    transaction: Transaction | None = None,
    law: AnyLaw | None = None,
    assume: Assume = DEFAULT_ASSUME,
    *,
    holdings: Iterable[Mapping[str, str]] | None = None,
    trust_descriptions: bool = False,
    **facts: Unpack[Stated],
) -> Verdict:
    """Answer which controls apply to goods and a route on a day: `check(item="gallium", to="US", on="2025-12-01")`.

    The facts are a Transaction, or keywords with the names of its fields. `holdings` are rows with an `owner`, a
    company `owned` and a `percent`, from which the owners of the end user are read. With `trust_descriptions` a guess
    from the statistics of ordinary trade counts as recognition. Raises InputError for an invalid fact.
    """
    from exportctl.reports.verdict import Verdict

    question, assumption = _transaction_of(transaction, facts), reading(assume)
    store = law or load_law()
    stated = read_facts(question, store, holdings=holdings, trust_descriptions=trust_descriptions)
    return Verdict._make(_engine(store).evaluate(stated, question.on, question.known_on, assumption))


def read_facts(
    transaction: Transaction,
    law: AnyLaw,
    *,
    holdings: Iterable[Mapping[str, str]] | None = None,
    trust_descriptions: bool = False,
) -> Facts:
    """Return the facts that a transaction and a table of holdings state. Raises InputError for an invalid fact."""
    from exportctl.facts.request import understand

    facts = understand(law.law, transaction, law, trusted=trust_descriptions)
    if holdings is None:
        return facts
    from exportctl.facts.holdings import with_holdings

    return with_holdings(facts, holdings, law.parties)


def classify(
    transaction: Transaction | None = None,
    law: AnyLaw | None = None,
    assume: Assume = DEFAULT_ASSUME,
    gate: Effect = DEFAULT_GATE,
    *,
    trust_descriptions: bool = False,
    **facts: Unpack[Stated],
) -> Classification:
    """Return the entries of the list that goods match, may match, or do not match; the facts are given as to `check`."""
    from exportctl.reports.results import Classification

    question, store = _transaction_of(transaction, facts), law or load_law()
    stated = read_facts(question, store, trust_descriptions=trust_descriptions)
    engine, begins = _engine(store), store.law.home.covers_from
    classification = engine.classify(stated.goods, question.known_on)
    return Classification(
        law=store.law,
        facts=stated,
        on=question.on,
        known_on=question.known_on,
        assume=reading(assume),
        gate=level(gate),
        classification=classification,
        covered=begins is None or min(question.on, question.known_on or question.on) >= begins,
        naming_provisions=engine.index.provisions_naming(classification.named)
        if classification.named and not classification.matches
        else (),
    )


def party(  # noqa: PLR0913 - each is an option of the caller
    names: Texts,
    law: AnyLaw | None = None,
    *,
    on: Day | None = None,
    known_on: Day | None = None,
    threshold: int = 88,
    assume: Assume = DEFAULT_ASSUME,
    gate: Effect = DEFAULT_GATE,
) -> PartyScreening:
    """Return whether names are designated on a day (today, if none is given), by which act, and with which effect.

    A name whose score reaches the `threshold` (0 to 100) may be the same. Raises InputError for a name without a
    letter, and for a placeholder such as `TBD`.
    """
    from exportctl.engine.screening import screening
    from exportctl.facts import parties
    from exportctl.facts.placeholders import names_no_party, no_party
    from exportctl.law.names import key_of
    from exportctl.reports.party_screening import PartyScreening

    texts = (names,) if isinstance(names, str) else tuple(names)
    within(texts, NAMES, "names", Sentence("the query"), Sentence("names"))
    for name in texts:
        within(name, NAME, "names", f"'{name[:_SHOWN]}...'")
        if not key_of(name):
            raise InputError("names", "'{name}' is not a name; state that of a company or an institution", name=name)
        if names_no_party(name):
            raise no_party(name, "names")
    asked_on, known = day(on, "on") or today(), day(known_on, "known_on")
    score, store = _whole_number(threshold, "threshold", 100), law or load_law()
    matches, as_known = parties.screen_and_near(store.parties, texts, score), LawAsOf(store.law, known)
    return PartyScreening(
        store.law,
        texts,
        asked_on,
        known,
        score,
        reading(assume),
        level(gate),
        tuple(screening(as_known, hits, asked_on) for hits, _ in matches),
        near={
            name: hit
            for name, (_, near) in zip(texts, matches, strict=True)
            if (hit := next((item for item in near if as_known.span_on(item.listing.provision, asked_on)), None))
        },
    )


def content(rows: Iterable[Mapping[str, str]], law: AnyLaw | None = None, *, first_row: int = 1) -> Content:
    """Return the share of a product's value that consists of goods that an act counts, from the rows of its bill of materials.

    Messages number the rows from `first_row` on.
    """
    from exportctl.engine.content import add_up
    from exportctl.reports import results

    store = law or load_law()
    return results.Content(store.law, add_up(_engine(store), rows, store, first_row))


def timeline(
    item: str | None = None, to: str | None = None, law: AnyLaw | None = None, *, known_on: Day | None = None
) -> Timeline:
    """Return the past and future of the provisions that concern goods and a place, for any exporter; of all without either."""
    from exportctl.inquiry import history
    from exportctl.reports.results import Timeline

    known_day, store = day(known_on, "known_on"), law or load_law()
    inquiry, provisions = _inquire(store, item, to, known_day)
    return Timeline(store.law, inquiry, history.timeline(LawAsOf(store.law, known_day), provisions))


def diff(  # noqa: PLR0913 - each is an option of the caller
    day1: Day,
    day2: Day,
    item: str | None = None,
    to: str | None = None,
    law: AnyLaw | None = None,
    *,
    known_on: Day | None = None,
) -> Diff:
    """Return every change of status after `day1` and up to `day2`. Raises InputError if `day2` is the earlier day."""
    from exportctl.inquiry import history
    from exportctl.reports.results import Diff

    first, last = required_day(day1, "day1"), required_day(day2, "day2")
    if last < first:
        raise InputError(
            "day2", "{last} is before {day1}, {first}; swap the two dates", last=last, day1=Fact("day1"), first=first
        )
    known_day, store = day(known_on, "known_on"), law or load_law()
    inquiry, provisions = _inquire(store, item, to, known_day)
    changes = history.transitions(LawAsOf(store.law, known_day), provisions, first, last)
    return Diff(store.law, inquiry, first, last, changes)


def expiring(
    within: int = 90,
    law: AnyLaw | None = None,
    *,
    since: int = 30,
    on: Day | None = None,
    known_on: Day | None = None,
) -> Expiring:
    """Return the suspensions and measures that end in the `within` days after a day, or ended in the `since` days up to it.

    The day is today if none is given. An end that is still unsettled is included, however old it is.
    """
    from exportctl.engine.gate_policy import MOST_DAYS
    from exportctl.inquiry import history
    from exportctl.reports.results import Expiring

    day_, known_day = day(on, "on") or today(), day(known_on, "known_on")
    ahead, back = (
        timedelta(days=_whole_number(days, name, MOST_DAYS)) for days, name in ((within, "within"), (since, "since"))
    )
    register = (law or load_law()).law
    known = LawAsOf(register, known_day)
    return Expiring(register, within, since, day_, known_day, history.expiring(known, day_, ahead, back))


def screen(  # noqa: PLR0913 - each is an option of the caller
    table: object,
    law: AnyLaw | None = None,
    *,
    on: Day | None = None,
    known_on: Day | None = None,
    columns: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    assume: Assume = DEFAULT_ASSUME,
    trust_descriptions: bool = False,
    date_order: DateOrder = "auto",
) -> pa.Table | pa.RecordBatchReader:
    """Return a table with the verdict of each row, in order: the columns that `screen` adds, and why a row was `rejected`.

    `table` is a pyarrow Table or RecordBatch, or any object that provides an Arrow stream. For a pyarrow Dataset or Scanner and for a
    Polars LazyFrame, which need not fit into memory, the result is a RecordBatchReader: it answers rows as they are read. The columns
    have the names of the facts, or `columns` names the column of a fact (`{"item": "hs_code"}`). `values` are the facts that all rows
    share (`{"to": "US"}`). `on` is the day for all rows; without it, a row that states no day is rejected. `trust_descriptions` is as
    for `check`. `date_order` is as for the command; a RecordBatchReader shows no order. Raises InputError if the table as a whole is
    invalid. Needs the extra `exportctl[batch]`.
    """
    from exportctl.batch import stream
    from exportctl.batch import table as whole
    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.days import date_order as order_of

    options = ScreenOptions(
        columns or {},
        values or {},
        day(on, "on"),
        day(known_on, "known_on"),
        assume=reading(assume),
        trusted=trust_descriptions,
        date_order=order_of(date_order),
    )
    store = law or load_law()
    reader = stream.reader_of(table)
    return whole.screen_table(store, table, options) if reader is None else stream.screen_stream(store, reader, options)


def _transaction_of(question: Transaction | str | None, facts: Stated) -> Transaction:
    """Return the given transaction, or one made from the facts; its days may be texts."""
    if question is None:
        return transaction(**facts)
    if isinstance(question, str):  # by callers without a type checker
        msg = f"state each fact by its name: item={question!r}"
        raise TypeError(msg)
    if facts:
        msg = f"a Transaction states every fact, so {', '.join(facts)} cannot be given beside it"
        raise TypeError(msg)
    return question._replace(on=required_day(question.on, "on"), known_on=day(question.known_on, "known_on"))


def _option_text(value: object) -> object:
    """Return a number or a truth value in the text of an option; any other value unchanged."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, Number) else value


def _whole_number(number: int, fact: str, most: int) -> int:
    """Return a whole number from 0 on; raises InputError for a negative number, and for one above the limit."""
    if not 0 <= number <= most:
        raise InputError(fact, "{given} is not a number from 0 to {most}", given=str(number), most=most)
    return number


def _engine(law: AnyLaw) -> Engine:
    """Return the engine of a law, or a new one for this question."""
    from exportctl.engine.engine import Engine

    return law.engine if isinstance(law, Law) else Engine(law.law)


def _inquire(law: AnyLaw, item: str | None, to: str | None, known_on: date | None) -> tuple[Inquiry, tuple[str, ...]]:
    """Return an inquiry about goods and a place, and the provisions that concern it, as known on a day; all without either."""
    from exportctl.facts.places import place
    from exportctl.facts.request import understand
    from exportctl.inquiry.history import provisions_for, provisions_to
    from exportctl.reports.results import Inquiry

    engine = _engine(law)
    if item is not None:
        facts = understand(law.law, Transaction(item=item, on=today(), to=to), law)
        recognised = law.law.home.id in engine.classify(facts.goods, known_on).recognised
        inquiry = Inquiry(item.strip(), facts.to, known_on, facts.goods, recognised)
        return inquiry, provisions_for(engine, facts, known_on)
    if to is None:
        return Inquiry(None, None, known_on), tuple(law.law.provisions)
    destination = place(law.law, to, "to")
    return Inquiry(None, destination, known_on), provisions_to(engine, destination)
