"""The outputs of a run: one thread writes them while the next rows are screened, and another counts what is written."""

from __future__ import annotations

from collections import deque
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa

from exportctl.errors import PlaceError, why_not_written
from exportctl.files.outputs import Output
from exportctl.files.standard import STANDARD
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportctl.batch.tally import Tally
    from exportctl.files.formats import Format
    from exportctl.files.job import Job, RunObserver
    from exportctl.files.journal import Journal, State
    from exportctl.files.overview import Overview
    from exportctl.files.rows import Rejected

_REJECTS: Final = pa.schema(
    [("row", pa.int64()), ("column", pa.string()), ("value", pa.string()), ("reason", pa.string())]
)
_KEPT_AFTER: Final = 1.0
"""The seconds after which the progress of a run is recorded again: counting all rows so far takes longer than adding some."""
_UNCOUNTED: Final = 2
"""The number of further parts that may wait to be counted: most are counted at once, and a few together with those before them."""
_PATIENCE: Final = 1.0
"""The seconds for which a stopped run waits for a write in progress."""


class RunPart(NamedTuple):
    """The results of some rows: the rows to write, those that are rejected, the function that counts them, and the next row."""

    batch: pa.RecordBatch | None
    rejected: Sequence[Rejected]
    add_counts: Callable[[], None]
    next: int


class _Sizes(NamedTuple):
    """The bytes of the output and of the rejected rows on the disk."""

    output: int
    rejects: int


class RunOutputs:
    """The open outputs of a run: the rows, the workbook beside them, and the rejected rows."""

    def __init__(  # noqa: PLR0913 - the parts of a run
        self,
        job: Job,
        journal: Journal,
        observer: RunObserver,
        tally: Tally,
        *,
        overview: Overview,
        schemas: Sequence[pa.Schema],
    ) -> None:
        """Take the parts of a run, with the columns of its output and of the workbook beside it; its outputs are not open yet."""
        self._job, self._journal, self._observer, self._tally = job, journal, observer, tally
        self._overview, (self._schema, self._book_schema) = overview, schemas
        self._earlier = self._progress = journal.state
        self._kept_at = -_KEPT_AFTER
        self._output: Output | None = None
        self._book: Output | None = None
        self._rejects: Output | None = None
        self._writer, self._counter = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._written: Future[_Sizes] | None = None
        self._writing, self._counting = deque[Future[_Sizes]](), deque[Future[None]]()
        self._is_stopped = False

    def open(self) -> None:
        """Open the outputs of the job; that of rejected rows is opened with the first of them."""
        job, state = self._job, self._earlier
        self._output = self._open("output", job.output_format, self._schema, state.output)
        self._book = self._open("book", "xlsx", self._book_schema, 0) if job.book else None
        if job.rejects or state.rejects:
            self._rejects = self._open("rejects", "csv", _REJECTS, state.rejects)

    @property
    def takes_rows(self) -> bool:
        """Whether rows are written, and not only counted."""
        return self._output is not None

    @property
    def backlog(self) -> int:
        """The number of parts that are not known to be written."""
        return len(self._writing)

    def add(self, part: RunPart, most: int) -> None:
        """Write and count the results of some rows, after those before them; first waits until at most `most` are not written."""
        self._wait(most, most + _UNCOUNTED)
        self._written = self._writer.submit(self._write, part, self._written)
        self._writing.append(self._written)
        self._counting.append(self._counter.submit(self._count, part, self._written))

    def complete(self, rows_read: int, total: int | None) -> State:
        """Close the files and return the last state; raises PlaceError unless every row that was read was written once."""
        self._wait()
        counts = self._tally.counts()
        rows_written = self._output.rows if self._output else counts.written
        there = rows_read if total is None else total
        if {rows_read, there} != {counts.rows} or rows_written != counts.written - self._earlier.counts.written:
            message = Sentence(
                "{there} rows, of which {read} were read, {rows} counted and {written} written",
                there=there,
                read=rows_read,
                rows=counts.rows,
                written=rows_written,
            )
            raise PlaceError(str(self._job.source), "{fault}; please report this fault of the program", fault=message)
        sizes = self._sizes()
        state = self._earlier._replace(
            next=rows_read + 1, counts=counts, whole=True, output=sizes.output, rejects=sizes.rejects
        )
        for output in (self._output, self._rejects):
            if output:
                output.close()
        if self._book and self._output:
            self._write_book(self._book, self._output.name)
        return state

    def close(self, *, failed: bool, stopped: bool) -> None:
        """End the writing. The files of a `failed` run are dropped; one that was `stopped` waits for no abandoned pipe."""
        self._is_stopped = stopped
        for thread in (self._writer, self._counter):
            thread.shutdown(wait=not stopped, cancel_futures=stopped)
        # A thread that never started never ends.
        parts: list[Future[Any]] = [*self._writing, *self._counting]
        writing = [item for item in parts if not item.cancelled()]
        idle = not wait(writing, _PATIENCE).not_done
        if failed and idle and self._progress.next > self._earlier.next:
            with suppress(OSError):  # on a full disk, the state before stays
                self._keep()
        for output in (self._output, self._book, self._rejects):
            if failed and output and idle:
                output.drop()

    def _write_book(self, book: Output, rows: str) -> None:
        """Write the workbook from the rows of the output, once they are complete."""
        with pa.memory_map(rows) as file:
            reader = pa.ipc.open_file(file)
            for number in range(reader.num_record_batches):
                batch = reader.get_batch(number)
                columns = [batch.column(name) for name in self._book_schema.names]
                book.write(pa.record_batch(columns, schema=self._book_schema))
        book.close()

    def _wait(self, unwritten: int = 0, uncounted: int = 0) -> None:
        """Wait until at most these numbers of parts are not written and not counted; raises the error of writing one."""
        while len(self._writing) > unwritten:
            self._writing.popleft().result()
        while len(self._counting) > uncounted:
            self._counting.popleft().result()

    def _write(self, part: RunPart, before: Future[_Sizes] | None) -> _Sizes:
        """Write the results of some rows, and return the sizes of the files; raises the error of the rows `before`: no gap is left."""
        if before:
            before.result()
        if self._output and part.batch is not None:
            for piece in self._output.pieces(part.batch):
                if self._is_stopped:
                    raise CancelledError
                self._output.write(piece)
        self._write_rejected(part.rejected)
        return self._sizes() if self._earlier.fingerprint else _Sizes(0, 0)

    def _count(self, part: RunPart, written: Future[_Sizes]) -> None:
        """Count the results of some rows once they are written, and record them; raises the error of writing them."""
        sizes = written.result()
        part.add_counts()
        if self._earlier.fingerprint:
            self._progress = self._progress._replace(next=part.next, output=sizes.output, rejects=sizes.rejects)
            if monotonic() >= self._kept_at + _KEPT_AFTER:
                self._keep()

    def _write_rejected(self, rejected: Sequence[Rejected]) -> None:
        """Write rejected rows to their file, or else show them."""
        if rejected and self._rejects is None and self._job.rejects_to():
            self._rejects = self._open("rejects", "csv", _REJECTS, 0)
        if self._rejects:
            self._rejects.write(pa.RecordBatch.from_pylist([item._asdict() for item in rejected], _REJECTS))
        else:
            for item in rejected:
                self._observer.reject(item._replace(column=self._overview.facts.get(item.column, item.column)))

    def _keep(self) -> None:
        """Record the progress, from which a later run can resume."""
        self._kept_at = monotonic()
        self._journal.keep(self._progress._replace(counts=self._tally.counts()))

    def _sizes(self) -> _Sizes:
        return _Sizes(*(output.size() if output else 0 for output in (self._output, self._rejects)))

    def _open(self, part: str, format_: Format, schema: pa.Schema, size: int) -> Output | None:
        path = self._job.outputs()[part]
        if path is None:
            return None
        try:
            file = self._observer.standard if str(path) == STANDARD else self._journal.open(part, size)
        except OSError as error:
            raise PlaceError(str(path), why_not_written(error, Sentence("cannot be written"))) from None
        beside_book = part == "rejects" and self._job.writes_workbook
        return Output(path, file, format_, schema, is_begun=size > 0, is_marked=beside_book, overview=self._overview)
