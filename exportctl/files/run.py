"""Screen one file into another: every row is written once, and the output gets its name when it is complete."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial, reduce
from typing import TYPE_CHECKING, Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answered_rows import AnsweredRows, days_of
from exportctl.batch.answers import (
    COMPARED,
    DAY,
    FOR_PEOPLE,
    NUMBER,
    Gatherer,
    columns_before_answers,
    columns_of_company,
    widen,
)
from exportctl.batch.arrow_types import holds_texts, value_type
from exportctl.batch.binding import ColumnBinding, bind
from exportctl.batch.changes import compared_answer
from exportctl.batch.findings import UnreadableRow
from exportctl.batch.goods_reader import goods_processes
from exportctl.batch.headers import QUANTITY, is_sku
from exportctl.batch.screener import Screener
from exportctl.batch.tally import MAX_EMPTY, Counts, Tally
from exportctl.errors import InputError, PlaceError
from exportctl.facts.registry import ITEM
from exportctl.files.comparing import Comparing, Pairs, filter_rows
from exportctl.files.headings import DAYS, NUMBERS
from exportctl.files.job import Job, RunObserver, ScreenedBeforeError, fingerprint_of
from exportctl.files.journal import Journal, State
from exportctl.files.outputs import reason
from exportctl.files.overview import Overview, RejectedRows, passed_over_in
from exportctl.files.rows import Rows, Source, in_pieces, repeat_merged
from exportctl.files.run_outputs import RunOutputs, RunPart
from exportctl.files.sheet_cells import columns_of_numbers
from exportctl.files.standard import STANDARD
from exportctl.files.unread_parts import unread_parts
from exportctl.sentences import Fact, Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType

    from exportctl.batch.screened_batch import ScreenedBatch
    from exportctl.batch.screener import Dictionaries
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_AHEAD: Final = 1 << 27
"""The approximate bytes of rows that are read ahead: the first batch takes longest, and more than one can be read meanwhile."""
_MIN_AHEAD, _MAX_AHEAD = 2, 12
"""The limits on the number of batches that are read ahead, whatever their size."""
_WAITING: Final = 3
"""One in this many batches in memory may wait to be written: early ones take longer to screen, later ones to write."""


def run(store: Store | Compiled, job: Job, observer: RunObserver, *, resume: bool = False) -> Counts:
    """Screen a file and return the counts.

    Raises InputError for input, output or options that are wrong, or if another run writes the same output; then no output has its
    name, and a text can be resumed.
    """
    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own allocator keeps more freed memory
    fingerprint = fingerprint_of(store, job) if job.is_resumable() else ""
    try:
        with Journal(job.outputs()) as journal:
            if not (resume and fingerprint and journal.resume(fingerprint)):
                journal.begin(State.initial(fingerprint, job.options.today))
            state = (
                _finish_publishing(store, job, observer, journal.state)
                if journal.state.whole
                else _screen(store, job, observer, journal)
            )
            if not state.counts.rejected and not job.rejects and (older := job.rejects_to()):
                older.unlink(missing_ok=True)
            journal.publish()
    except OSError as error:
        raise PlaceError(str(job.output or job.rejects), reason(error)) from None
    return state.counts


def _finish_publishing(store: Store | Compiled, job: Job, observer: RunObserver, state: State) -> State:
    """Return the state of a run that only had to rename its files; the observer is notified of its skipped parts again."""
    with job.open_rows() as source:
        observer.skip(unread_parts(source, job.options, store))
    return state


def _screen(store: Store | Compiled, job: Job, observer: RunObserver, journal: Journal) -> State:
    """Screen all remaining rows and return the last state. A run that lasts past midnight keeps its day."""
    options = job.options._replace(today=journal.state.today, of_sheet=job.reads_workbook)
    job = job._replace(options=options)
    first = journal.state.next
    with (
        _open_new_rows(job) as source,
        _Run(store, job, source, observer, journal) as active_run,
    ):
        active_run.outputs.open()
        if source.schema.names:
            observer.note(active_run.description)
        observer.skip(unread_parts(source, options, store))
        observer.other_sheets(source.other_sheets)
        for rows, apart in active_run.ahead(rows for rows in active_run.rows if rows.start >= first):
            active_run.screen(rows, apart)
            observer.progress(active_run.next - 1, source.total)
        observer.complete()
        state = active_run.outputs.complete(active_run.next - 1, source.total)
    if not state.counts.rows:
        observer.note(Sentence("the file has no rows"))
    if state.fingerprint:
        journal.keep(state)
    return state


@contextmanager
def _open_new_rows(job: Job) -> Iterator[Source]:
    """Open the source of a job; raises ScreenedBeforeError for a member of a folder that has answers, which only a comparison needs."""
    needs_answers = bool(job.comparison and job.comparison.own)
    with job.open_rows(answers=needs_answers) as source:
        if job.is_member and source.screened:
            raise ScreenedBeforeError(
                "file", Sentence("it has the answers of an earlier screening; to screen it again, name it")
            )
        yield source


@contextmanager
def _naming_other_sheets(source: Source) -> Iterator[None]:
    """Add the other sheets to the error that no column states the goods: the first sheet of a workbook may be its cover."""
    try:
        yield
    except InputError as error:
        if error.where != ITEM or not source.other_sheets:
            raise
        sheets, option = side_by_side(source.other_sheets), Fact("sheet")
        raise type(error)(
            ITEM,
            Sentence(
                "{what}; the other sheets are {sheets}; choose one with {option}",
                what=error.what,
                sheets=sheets,
                option=option,
            ),
        ) from None


class _Run:
    """A run, with its open files; `rows` are those of its source."""

    def __init__(
        self, store: Store | Compiled, job: Job, source: Source, observer: RunObserver, journal: Journal
    ) -> None:
        self._places = columns_before_answers(source.schema.names)
        own_names = [source.schema.names[place] for place in self._places]
        options, names = job.options, own_names
        if not names and source.total == 0:  # an empty file may lack columns
            options, names = options._replace(renamed={}), ["item"]
        self._job, self._observer = job, observer
        with _naming_other_sheets(source):
            self._binding = bind(names, options, store.law)
        read = self._binding.description(own_names)
        self.description = Sentence("{read}; {part}", read=read, part=source.part) if source.part else read
        self._read_days(source)
        self.rows, self._first = self._rows_of(source), source.first
        self._processes = goods_processes(store, self._binding)
        read_by_people = job.numbered or job.writes_workbook
        self._screener = Screener(store, self._binding, self._processes, in_words=read_by_people)
        self._tally = Tally(self._screener, store.law, journal.state.counts, self._binding.unstated_facts(own_names))
        self._baseline = job.baseline.beside(own_names) if job.baseline else None
        self._comparing = (
            Comparing(job.comparison, store, names, options, self._binding.days) if job.comparison else None
        )
        self._rejected = RejectedRows(self._binding.columns, self._places, self._first - 1, job.translate)
        more = (*columns_of_company(options.company), *(FOR_PEOPLE if read_by_people else ()))
        self._with_days = read_by_people
        self._translate = (job.translate if read_by_people else None) or str
        self._gatherer = Gatherer(self._screener, *more, translate=self._translate)
        self._numbered = read_by_people or job.output_format == "cyclonedx"
        schemas = self._schemas(source.schema, (*more, *((DAY,) if read_by_people else ())))
        self._schema = schemas[0]
        counts, rejected, translate = self._tally.counts, self._rejected.kept, job.translate or str
        facts = self._binding.columns
        overview = Overview(store.law, counts, source.document, own_names, facts, rejected, translate, options)
        self.outputs = RunOutputs(job, journal, observer, self._tally, overview=overview, schemas=schemas)
        self._answers_seen, self._without_destination = 0, list[int]()
        self.next, self._fitting = journal.state.next, 1
        self._reader = ThreadPoolExecutor(1)

    def _read_days(self, source: Source) -> None:
        """Let the readers of days see their whole columns, from which they find the order of dates, and note it."""
        for fact, reader in self._binding.days.items():
            reader.note, reader.column = self._observer.note, self._whole_column(self._binding.columns[fact])
            reader.before = source.before

    def _rows_of(self, source: Source) -> Iterator[Rows]:
        """Return the rows of a source; merged cells state the same in all their rows, except quantities."""
        rows = source.rows
        if source.merged:
            columns = self._binding.columns
            facts = {source.schema.names.index(name) for fact, name in columns.items() if fact != QUANTITY}
            rows = repeat_merged(rows, source.merged, facts)
        return in_pieces(rows, self._job.piece) if self._job.piece else rows

    def _schemas(self, source: pa.Schema, more: Sequence[str]) -> tuple[pa.Schema, pa.Schema]:
        """Return the columns of the output and of the workbook from those of the source; `more` are columns after the answers."""
        schema = pa.schema([source.field(place) for place in self._places], source.metadata)
        more = (*more, *(COMPARED if self._job.comparison else ()))
        marks = dict.fromkeys(_days_in(schema, self._binding), DAYS) | dict.fromkeys(self._numbers_in(schema), NUMBERS)
        book = widen(_with_marks(schema, marks), *more)
        output = book if self._job.writes_workbook else widen(schema, *more)
        return (output.append(NUMBER), book.append(NUMBER)) if self._numbered else (output, book)

    def _numbers_in(self, schema: pa.Schema) -> frozenset[int]:
        """Return the columns of texts that a workbook has as numbers, because they are numbers in the whole file.

        Facts, except quantities, and a company's own numbers of goods are codes. The texts of a stream stay texts: when its first rows
        are written, a later one may still have a code such as 0012.
        """
        if not (self._job.fills_workbook and self._is_readable_again):
            return frozenset()
        facts = [column for fact, column in self._binding.columns.items() if fact != QUANTITY]
        texts = [
            place
            for place, field in enumerate(schema)
            if holds_texts(value_type(field.type)) and not (field.name in facts or is_sku(field.name))
        ]
        if not texts:
            return frozenset()
        with _open_new_rows(self._job) as source:
            return columns_of_numbers((rows.batch.select(self._places) for rows in source.rows), texts)

    def __enter__(self) -> Self:
        """Start the run."""
        return self

    def _whole_column(self, name: str) -> Callable[[], Iterator[pa.Array]] | None:
        """Return the function that reads a column of the whole file again; None for a stream, which can be read only once."""
        if not self._is_readable_again:
            return None
        job = self._job  # the function must not keep the run, and with it the temporary files of the outputs

        def column() -> Iterator[pa.Array]:
            with job.open_rows() as source:
                yield from (rows.batch.column(name) for rows in source.rows)

        return column

    @property
    def _is_readable_again(self) -> bool:
        """Whether the source is a file: a stream can be read only once."""
        return str(self._job.source) != STANDARD and self._job.source.is_file()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; after an error without completing them, and without waiting for an abandoned pipe."""
        self._processes.close()
        stopped = error is not None and not isinstance(error, Exception)
        self._reader.shutdown(wait=not stopped, cancel_futures=True)
        self.outputs.close(failed=error is not None, stopped=stopped)
        if isinstance(error, (OSError, pa.ArrowException)):
            raise PlaceError(str(self._job.output), reason(error)) from None

    def ahead(self, rows: Iterator[Rows]) -> Iterator[tuple[Rows, Dictionaries]]:
        """Yield rows with their columns dictionary-encoded; the next rows are read while some are screened."""
        encoded = ((item._replace(shared={}), self._screener.dictionaries(item.batch, item.shared)) for item in rows)
        coming = deque([self._reader.submit(next, encoded, None)])
        while (pair := coming.popleft().result()) is not None:
            self._fitting = min(_AHEAD // max(pair[0].batch.nbytes, 1), _MAX_AHEAD)
            while len(coming) < max(_MIN_AHEAD, self._fitting - self.outputs.backlog):
                coming.append(self._reader.submit(next, encoded, None))
            yield pair

    def screen(self, rows: Rows, dictionaries: Dictionaries) -> None:
        """Screen some rows; their results are written and recorded while the next are screened."""
        screened = self._screener.screen(rows.batch, dictionaries)
        pairs = self._comparing.pair(screened, self._screener.answers) if self._comparing else None
        screened = pairs.screened if pairs else screened
        mask = self._selection(screened, pairs)
        selection = screened if mask is None else filter_rows(screened, mask)
        answered = AnsweredRows(
            self._binding,
            selection,
            self._screener.answers,
            partial(self._numbers, rows, screened, mask),
            partial(self._screener.details.rules_of_rows, selection),
        )
        gained = list(self._gatherer.columns(selection).values()) if self.outputs.takes_rows else []
        if self._with_days and self.outputs.takes_rows:
            gained.append(days_of(self._binding, selection.batch))
        if pairs and self._comparing:
            self._tally.compare(pairs.counts)
            gained += self._comparison_columns(self._comparing, answered, pairs.numbers.filter(mask))
        rejected = self._rejected.lines(rows, screened)
        if self._job.fills_workbook:
            self._rejected.keep(rows, screened)
        known = self._baseline_rows(answered)
        if self._observer.findings:
            self._observer.findings.reject([UnreadableRow(*item) for item in rejected])
            self._observer.findings.add(answered, known=known)
        if self._observer.papers:
            self._observer.papers.add(answered)
        self._note_empty_destinations(rows, screened)
        self.next = rows.start + len(rows.batch) + len(rows.broken)
        columns = [*selection.batch.select(self._places).columns, *gained]
        if self._numbered:
            columns.append(pa.array(answered.numbers, NUMBER.type))
        batch = pa.record_batch(columns, schema=self._schema) if self.outputs.takes_rows else None
        left_out = _numbers_left_out(screened, pairs, mask)
        passed_over = passed_over_in(rows, screened)
        count = partial(self._tally.add, screened, selection.numbers, left_out, len(rejected), passed_over)
        self.outputs.add(RunPart(batch, rejected, count, self.next), max(self._fitting // _WAITING, 1) - 1)

    def _note_empty_destinations(self, rows: Rows, screened: ScreenedBatch) -> None:
        """Note the first rows without a destination although a column states it."""
        column = self._binding.columns.get("to")
        if column is None or self._tally.knows_empty_destinations:
            return
        answers, without = self._screener.answers, self._without_destination
        new = range(self._answers_seen, len(answers))
        self._answers_seen = len(answers)
        without += [number for number in new if "to" in answers[number].questions]
        if without:
            places = pc.indices_nonzero(pc.is_in(screened.numbers, pa.array(without, screened.numbers.type)))
            if len(places):
                numbers = self._numbers(rows, screened, None)
                first = places[:MAX_EMPTY].to_pylist()
                self._tally.add_empty_destinations(column, [numbers[place] for place in first])

    def _selection(self, screened: ScreenedBatch, pairs: Pairs | None) -> pa.Array | None:
        """Return a mask of the rows to write, or None for all."""
        masks = [pairs.differ] if pairs else []
        if self._job.only:
            answers = [answer.decision in self._job.only for answer in self._screener.answers]
            masks.append(pa.array(answers, pa.bool_()).take(screened.numbers))
        if self._job.within is not None:
            changes = pa.array([answer.next_change_on for answer in self._screener.answers], pa.date32()).take(
                screened.numbers
            )
            days = pc.subtract(changes.cast(pa.int32()), days_of(self._binding, screened.batch).cast(pa.int32()))
            masks.append(pc.less_equal(days, self._job.within).fill_null(False))  # noqa: FBT003 - the value is the one argument
        return reduce(pc.and_, masks) if masks else None

    def _baseline_rows(self, rows: AnsweredRows) -> list[bool]:
        """Return for each row whether the baseline has it, and count these; empty without a baseline."""
        if self._baseline is None:
            return []
        comparison = self._baseline.compare(rows.batch, [compared_answer(answer) for answer in rows.answers])
        known = [item == "known" for item in comparison]
        at_gate = [item for item, answer in zip(comparison, rows.answers, strict=True) if answer.exit_code]
        self._tally.compare(Counter(at_gate), rows.answer_numbers.filter(pa.array(known, pa.bool_())))
        return known

    def _comparison_columns(self, comparing: Comparing, rows: AnsweredRows, numbers: pa.Array) -> list[pa.Array]:
        """Return the columns of the comparison for rows whose answer differs, and collect the differences."""
        file = "" if str(self._job.source) == STANDARD else str(self._job.source)
        columns = comparing.columns(file, rows, numbers, self._translate)
        return [pa.array(columns[name], self._schema.field(name).type) for name in COMPARED]

    def _numbers(self, rows: Rows, screened: ScreenedBatch, mask: pa.Array | None) -> list[int]:
        """Return the number of each selected row that the file's own program shows."""
        unread = {item.row for item in screened.rejects}
        places = [place for place in range(len(rows.batch)) if place not in unread]
        if mask is not None:
            places = pa.array(places, pa.int64()).filter(mask).to_pylist()
        return [self._first - 1 + rows.number(place) for place in places]


def _numbers_left_out(screened: ScreenedBatch, pairs: Pairs | None, mask: pa.Array | None) -> pa.Array:
    """Return the numbers of the answers that `--only` and `--watch-change` leave out; in a comparison, of those that differ."""
    if mask is None:
        return screened.numbers.slice(0, 0)
    left_out = pc.invert(mask)
    return screened.numbers.filter(pc.and_(pairs.differ, left_out) if pairs else left_out)


def _days_in(schema: pa.Schema, binding: ColumnBinding) -> list[int]:
    """Return the columns of days."""
    stated = {binding.columns[fact] for fact in ("on", "known_on") if fact in binding.columns}
    return [place for place, name in enumerate(schema.names) if name in stated]


def _with_marks(schema: pa.Schema, marks: Mapping[int, bytes]) -> pa.Schema:
    """Return a schema in which some columns have a mark for the workbook."""
    fields = [
        field.with_metadata({marks[place]: b""}) if place in marks else field for place, field in enumerate(schema)
    ]
    return pa.schema(fields, schema.metadata)
