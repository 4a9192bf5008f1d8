"""Screens one file into another: every row comes out once, and the output gets its name when it is whole."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answers import COMPARED, Gatherer, columns_before_answers, of_papers, widen
from exportctl.batch.binding import bind
from exportctl.batch.changes import standing_of
from exportctl.batch.columns import Encoder, day_of
from exportctl.batch.findings import RowTexts, UnreadableRow
from exportctl.batch.screener import Screener
from exportctl.batch.tally import Tally
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.comparing import Comparing
from exportctl.files.cyclonedx import NUMBER
from exportctl.files.formats import STANDARD
from exportctl.files.headings import DAYS
from exportctl.files.job import Rejected, mark
from exportctl.files.journal import Journal, State
from exportctl.files.outputs import Output, reason
from exportctl.files.overview import Overview
from exportctl.files.readers import open_rows
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from datetime import date
    from types import TracebackType

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.findings import Findings
    from exportctl.batch.screener import Apart, ScreenedBatch
    from exportctl.batch.tally import Counts
    from exportctl.files.comparing import Pairs
    from exportctl.files.job import Job, RunObserver
    from exportctl.files.rows import Rows, Source
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_REJECTS: Final = pa.schema(
    [("row", pa.int64()), ("column", pa.string()), ("value", pa.string()), ("reason", pa.string())]
)
_AHEAD: Final = 3
"""So many batches are read ahead: while the first of a file are answered, which takes longest, there is time for more than one."""
_PATIENCE: Final = 1.0
"""How many seconds a run that is stopped waits for what is just being written."""


def run(store: Store | Compiled, job: Job, watch: RunObserver, *, resume: bool = False) -> Counts:
    """Screen a file and return the counts.

    Raises InputError for input, output or options that are wrong, or if another run writes the same output; then no output has its
    name, and a text can be resumed.
    """
    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps more of what was freed
    asked = mark(store, job) if job.is_resumable() else ""
    try:
        with Journal(job.outputs()) as journal:
            if not (resume and asked and journal.resume(asked)):
                journal.begin(State.initial(asked, job.options.today))
            state = _whole(job, watch, journal.state) if journal.state.whole else _screen(store, job, watch, journal)
            if not state.counts.rejected and not job.rejects and (older := job.rejects_to()):
                older.unlink(missing_ok=True)
            journal.publish()
    except OSError as error:
        raise PlaceError(str(job.output or job.rejects), reason(error)) from None
    return state.counts


def _whole(job: Job, watch: RunObserver, state: State) -> State:
    """Return the state of a run that had nothing left to do but to give its files their names; what it skipped it tells again."""
    if job.reads == "xlsx":
        with open_rows(job.source, job.reads, job.encoding, job.sheet) as source:
            watch.skip(source.skipped)
    return state


def _screen(store: Store | Compiled, job: Job, watch: RunObserver, journal: Journal) -> State:
    """Screen all rows that are left to do and return the last state. A run that lasts past midnight keeps its day."""
    job = job._replace(options=job.options._replace(today=journal.state.today))
    first = journal.state.next
    with (
        open_rows(job.source, job.reads, job.encoding, job.sheet, answers=job.held_against_itself()) as source,
        _Run(store, job, source, watch, journal) as going,
    ):
        going.open()
        watch.note(going.told)
        watch.skip(source.skipped)
        for rows, apart in going.ahead(rows for rows in source.rows if rows.start >= first):
            going.screen(rows, apart)
            watch.progress(going.next - 1, source.total)
        state = going.whole(source.total)
    if state.mark:
        journal.keep(state)
    return state


class _Run:
    """The files of a run while it is going."""

    def __init__(self, store: Store | Compiled, job: Job, source: Source, watch: RunObserver, journal: Journal) -> None:
        state = journal.state
        columns = source.schema.names
        self._passed = columns_before_answers(columns)
        given = [columns[place] for place in self._passed]
        options, names = job.options, given
        if not names and source.total == 0:  # an empty file lacks no column
            options, names = options._replace(renamed={}), ["item"]
        self._job, self._watch, self._journal, self._binding = job, watch, journal, bind(names, options)
        read = self._binding.description(given)
        self.told = Sentence("{read}; {part}", read=read, part=source.part) if source.part else read
        self._first = source.first
        self._screener = Screener(store, self._binding)
        more = of_papers(options.company)
        self._gatherer = Gatherer(self._screener, *more, told=job.translate or str)
        self._tally = Tally(self._screener.answers, state.counts)
        self._baseline = job.baseline.beside(given) if job.baseline else None
        passed = pa.schema([source.schema.field(place) for place in self._passed], source.schema.metadata)
        passed = _with_days(passed, self._binding) if job.writes == "xlsx" else passed
        self._schema = widen(passed, *more, *(COMPARED if job.comparison else ()))
        self._numbered = job.numbered or job.writes == "cyclonedx"
        self._schema = self._schema.append(NUMBER) if self._numbered else self._schema
        self._comparing = Comparing(job.comparison, store, names, options) if job.comparison else None
        self._overview = Overview(store.law, self._tally.counts, source.document)
        self._kept, self.next = state, state.next
        self._output: Output | None = None
        self._rejects: Output | None = None
        self._reader, self._writer = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._stopped = False
        self._written: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; after an error as they are, without waiting for a pipe that nobody reads or writes."""
        self._stopped = error is not None and not isinstance(error, Exception)
        for thread in (self._reader, self._writer):
            thread.shutdown(wait=not self._stopped, cancel_futures=True)
        writing = [item for item in (self._written,) if item and not item.cancelled()]  # what never began never ends
        idle = not wait(writing, _PATIENCE).not_done
        for output in (self._output, self._rejects):
            if error and output and idle:
                output.drop()
        if isinstance(error, (OSError, pa.ArrowException)):
            raise PlaceError(str(self._job.output), reason(error)) from None

    def open(self) -> None:
        """Open the outputs."""
        job, state = self._job, self._kept
        self._output = self._open("output", job.writes, self._schema, state.output)
        if job.rejects or state.rejects:
            self._rejects = self._open("rejects", "csv", _REJECTS, state.rejects)

    def ahead(self, rows: Iterator[Rows]) -> Iterator[tuple[Rows, Apart]]:
        """Yield rows with their columns taken apart; while some are screened the next are read."""
        apart = ((item, self._screener.apart(item.batch)) for item in rows)
        coming = deque(self._reader.submit(next, apart, None) for _ in range(_AHEAD))
        while (found := coming.popleft().result()) is not None:
            coming.append(self._reader.submit(next, apart, None))
            yield found

    def screen(self, rows: Rows, apart: Apart) -> None:
        """Screen some rows; what comes of them is written, and noted, while the next are screened."""
        screened = self._screener.screen(rows.batch, apart)
        held = self._comparing.hold(screened, self._screener.answers) if self._comparing else None
        screened = held.screened if held else screened
        wanted = self._selection(screened, held)
        chosen = screened if wanted is None else _filter(screened, wanted)
        gained = list(self._gatherer.columns(chosen).values()) if self._output else []
        if held and self._comparing:
            self._tally.compare(held.counts)
            gained += self._comparison_columns(
                self._comparing, chosen, held.numbers.filter(wanted), _numbers(rows, screened, wanted)
            )
        rejected = self._rejects_of(rows, screened)
        self._tally.add(screened.numbers, chosen.numbers, len(rejected))
        known = self._baseline_rows(chosen)
        if self._watch.findings:
            self._watch.findings.reject([UnreadableRow(*item) for item in rejected])
            self._keep(self._watch.findings, chosen, _numbers(rows, screened, wanted), known)
        self.next = rows.start + len(rows.batch) + len(rows.broken)
        so_far = self._kept._replace(next=self.next, counts=self._tally.counts()) if self._kept.mark else None
        columns = [*chosen.batch.select(self._passed).columns, *gained]
        if self._numbered:
            shown = pc.add(pa.array(_numbers(rows, screened, wanted), NUMBER.type), self._first - 1)
            columns.append(shown)
        batch = pa.record_batch(columns, schema=self._schema) if self._output else None
        self._wait()
        self._written = self._writer.submit(self._write, batch, rejected, so_far)

    def whole(self, total: int | None) -> State:
        """Close what was written and return the last state; raises PlaceError if not every row that was read came out once."""
        self._wait()
        state = self._kept._replace(next=self.next, counts=self._tally.counts(), whole=True)
        read, written = state.next - 1, self._output.rows if self._output else state.counts.written
        state = self._with_sizes(state)
        counts = state.counts
        there = read if total is None else total
        if {read, there} != {counts.rows} or written != counts.written - self._kept.counts.written:
            told = Sentence(
                "{there} rows, of which {read} were read, {rows} counted and {written} written",
                there=there,
                read=read,
                rows=counts.rows,
                written=written,
            )
            raise PlaceError(
                str(self._job.source), Sentence("{told}; please report this fault of the program", told=told)
            )
        for output in (self._output, self._rejects):
            if output:
                output.close()
        return state

    def _wait(self) -> None:
        """Wait until what was to be written is; raises what went wrong with it."""
        if self._written:
            self._written.result()

    def _write(self, batch: pa.RecordBatch | None, rejected: list[Rejected], so_far: State | None) -> None:
        if self._output and batch is not None:
            for piece in self._output.pieces(batch):
                if self._stopped:
                    return
                self._output.write(piece)
        if rejected and self._rejects is None and self._job.rejects_to():
            self._rejects = self._open("rejects", "csv", _REJECTS, 0)
        if self._rejects:
            self._rejects.write(pa.RecordBatch.from_pylist([item._asdict() for item in rejected], _REJECTS))
        else:
            for item in rejected:
                self._watch.reject(item)
        if so_far:
            self._journal.keep(self._with_sizes(so_far))

    def _with_sizes(self, state: State) -> State:
        """Return a state with the sizes of the files on the disk."""
        output, rejects = (output.size() if output else 0 for output in (self._output, self._rejects))
        return state._replace(output=output, rejects=rejects)

    def _open(self, part: str, format_: str, schema: pa.Schema, kept: int) -> Output | None:
        path = self._job.outputs()[part]
        if path is None:
            return None
        try:
            file = self._watch.standard if str(path) == STANDARD else self._journal.open(part, kept)
        except OSError as error:
            raise PlaceError(str(path), reason_of(error, Sentence("cannot be written"))) from None
        return Output(path, file, format_, schema, begun=kept > 0, overview=self._overview)

    def _selection(self, screened: ScreenedBatch, held: Pairs | None) -> pa.Array | None:
        """Return a mask of the rows to write, or None for all."""
        wanted = held.differ if held else None
        if self._job.only:
            answers = [answer.decision in self._job.only for answer in self._screener.answers]
            right = pa.array(answers, pa.bool_()).take(screened.numbers)
            wanted = right if wanted is None else pc.and_(wanted, right)
        if self._job.within is not None:
            changes = pa.array([answer.next_change_on for answer in self._screener.answers], pa.date32()).take(
                screened.numbers
            )
            left = pc.subtract(changes.cast(pa.int32()), self._days(screened.batch).cast(pa.int32()))
            soon = pc.less_equal(left, self._job.within).fill_null(False)  # noqa: FBT003 - the value is the one argument
            wanted = soon if wanted is None else pc.and_(wanted, soon)
        return wanted

    def _answers(self, chosen: ScreenedBatch) -> list[Answer]:
        return [self._screener.answers[number] for number in chosen.numbers.to_pylist()]

    def _baseline_rows(self, chosen: ScreenedBatch) -> list[bool]:
        """Tell which rows the baseline holds, and count them; empty without a baseline."""
        if self._baseline is None:
            return []
        answers = self._answers(chosen)
        found = self._baseline.compare(chosen.batch, [standing_of(answer) for answer in answers])
        known = [item == "known" for item in found]
        at_gate = [item for item, answer in zip(found, answers, strict=True) if answer.exit_code]
        self._tally.compare(Counter(at_gate), chosen.numbers.filter(pa.array(known, pa.bool_())))
        return known

    def _comparison_columns(
        self, comparing: Comparing, chosen: ScreenedBatch, numbers: pa.Array, rows: list[int]
    ) -> list[pa.Array]:
        """Return the columns of the comparison for rows whose answer differs, and collect the differences."""
        file = "" if str(self._job.source) == STANDARD else str(self._job.source)
        shown = [(file, self._first - 1 + number) for number in rows]
        texts, days = RowTexts(self._binding, chosen.batch), self._days(chosen.batch).to_pylist()
        found = comparing.columns(texts, numbers, self._answers(chosen), days, shown)
        return [pa.array(found[name], self._schema.field(name).type) for name in COMPARED]

    def _keep(self, findings: Findings, chosen: ScreenedBatch, rows: list[int], known: list[bool]) -> None:
        """Keep rows for the report of a gate."""
        above, days = self._first - 1, self._days(chosen.batch).to_pylist()
        findings.add(
            self._binding, chosen.batch, self._answers(chosen), days, lambda place: above + rows[place], known=known
        )

    def _days(self, batch: pa.RecordBatch) -> pa.Array:
        """Return the day of each row."""
        if "on" not in self._binding.columns:
            return pa.repeat(pa.scalar(self._binding.today, pa.date32()), len(batch))
        found = Encoder("on").encode(batch.column(self._binding.columns["on"]))
        return pa.array([_day(value) or self._binding.today for value in found.values], pa.date32()).take(found.numbers)

    def _rejects_of(self, rows: Rows, screened: ScreenedBatch) -> list[Rejected]:
        """Return the rows that could not be read, by the numbers that the file's own program shows."""
        above = self._first - 1
        unread = [
            Rejected(above + rows.number_in_file(item.number), "", item.value, item.reason) for item in rows.broken
        ]
        unread += [Rejected(above + rows.number(item.row), *item.fault) for item in screened.rejects]
        if told := self._job.translate:
            unread = [item._replace(reason=told(item.reason)) for item in unread]
        return sorted(unread)


def _with_days(schema: pa.Schema, binding: ColumnBinding) -> pa.Schema:
    """Return a schema that marks the columns of days."""
    stated = {binding.columns[fact] for fact in ("on", "known_on") if fact in binding.columns}
    fields = [field.with_metadata({DAYS: b""}) if field.name in stated else field for field in schema]
    return pa.schema(fields, schema.metadata)


def _filter(screened: ScreenedBatch, wanted: pa.Array) -> ScreenedBatch:
    """Return the rows that are wanted."""
    return screened._replace(
        batch=screened.batch.filter(wanted),
        lines=screened.lines.filter(wanted),
        numbers=screened.numbers.filter(wanted),
    )


def _numbers(rows: Rows, screened: ScreenedBatch, wanted: pa.Array | None) -> list[int]:
    """Return the number in the file of each row that is wanted."""
    unread = {item.row for item in screened.rejects}
    places = [place for place in range(len(rows.batch)) if place not in unread]
    if wanted is not None:
        places = pa.array(places, pa.int64()).filter(wanted).to_pylist()
    return [rows.number(place) for place in places]


def _day(value: object) -> date | None:
    """Return the day of a cell; one that states none belongs to a row that was rejected."""
    try:
        return day_of(value, "on")
    except InputError:
        return None
