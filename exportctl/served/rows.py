"""Screen a body of rows as `screen` does a file, batch by batch, and answer in the same format."""

from __future__ import annotations

from contextlib import contextmanager
from io import BufferedReader, BytesIO
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, cast

import pyarrow as pa

from exportctl import api
from exportctl.batch.binding import ScreenOptions
from exportctl.batch.days import date_order
from exportctl.batch.stream import screen_stream
from exportctl.batch.table import TableObserver
from exportctl.errors import STATED_TWICE, InputError, PlaceError
from exportctl.facts.fact_names import by_fact
from exportctl.files.columnar import read_stream
from exportctl.files.delimited import read_delimited
from exportctl.files.writers import writer
from exportctl.law.scale import DEFAULT_ASSUME
from exportctl.permits.ledger import Ledger
from exportctl.sentences import Sentence
from exportctl.served.parameters import FOR_PROGRAMS, in_backquotes
from exportctl.served.questions import unknown_parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.files.rows import Source
    from exportctl.served.current import Answerer
    from exportctl.served.lanes import Until

FORMATS: Final = {"text/csv": "csv", "application/vnd.apache.arrow.stream": "arrow"}
"""The formats of a body."""
TAKES: Final = ("on", "known_on", "assume", "columns", "values", "date_order", "trust_descriptions")
PAIRS: Final = frozenset({"columns", "values"})
"""The parameters that may be repeated, each time for another fact."""
BODY: Final = "body"
_HEAD: Final = 1 << 16
_IN_MEMORY: Final = 4 << 20
_SHOWN: Final = 40


class AnsweredTable(NamedTuple):
    """The rows of a table with their answers, as a stream, their number, and what is noted about the table."""

    content: BinaryIO
    rows: int
    notes: Sequence[str]


def screen_rows(  # noqa: PLR0913 - a table with its parameters
    by: Answerer,
    body: bytes,
    format_: str,
    given: Mapping[str, Sequence[str]],
    until: Until,
    *,
    place: str = BODY,
) -> AnsweredTable:
    """Return the rows with their answers, many of them on the disk; raises InputError, or LateError when late.

    The notes name the columns that were read and those that were not, and count the rows that were passed over. Errors call the
    table by its `place` in the request.
    """
    options = screen_options(given, by)
    notes: list[str] = []
    with _read(place):
        source = _source(body, format_, options, place)
    answer = cast("BinaryIO", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - the sender closes it
    try:
        with _by_file(by, given):
            reader = screen_stream(
                by.law,
                _reader(source, place),
                options,
                alone=True,
                observer=TableObserver(lambda text: notes.append(_in_words(text)), _in_words),
            )
        to: Any = writer(answer, "csv", reader.schema) if format_ == "csv" else pa.ipc.new_stream(answer, reader.schema)
        rows = 0
        for batch in reader:
            rows += len(batch)
            until.check()
            to.write(batch)
        until.check()
        to.close()
    except BaseException:
        answer.close()
        raise
    answer.seek(0)
    return AnsweredTable(answer, rows, notes)


def _in_words(text: str) -> str:
    """Return a note or a reason for programs."""
    return FOR_PROGRAMS.render(text, in_backquotes)


@contextmanager
def _read(place: str) -> Iterator[None]:
    """Report errors of reading as errors of the table."""
    try:
        yield
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        raise PlaceError(place, str(error).partition("\n")[0]) from None
    except InputError as error:
        if error.where == "file":
            raise PlaceError(place, error.what) from None
        raise


@contextmanager
def _by_file(by: Answerer, given: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Attribute errors about columns to the configuration file, if the request names none."""
    try:
        yield
    except InputError as error:
        config = by.overlay.config
        if error.where == "columns" and "columns" not in given and config and config.columns:
            raise PlaceError(config.where("columns"), error.what) from None
        raise


def screen_options(given: Mapping[str, Sequence[str]], by: Answerer) -> ScreenOptions:
    """Return the options for all rows; raises InputError if they are invalid. Each table starts with the full amounts of licences."""
    for name, texts in given.items():
        if name not in TAKES:
            raise InputError(name[:_SHOWN], unknown_parameter(name, "screen", TAKES))
        if len(texts) > 1 and name not in PAIRS:
            raise InputError(name, STATED_TWICE)
    alone = {name: texts[0] for name, texts in given.items()}
    trusted = alone.get("trust_descriptions", "")
    if trusted not in {"", "true", "false"}:
        raise InputError("trust_descriptions", f"'{trusted[:_SHOWN]}' is not true or false; write one of them")
    columns = by_fact(given.get("columns", ()), "columns", Sentence("item=goods"))
    values = by_fact(given.get("values", ()), "values", Sentence("to=US"))
    config, company = by.overlay.config, by.overlay.of_rows()
    return ScreenOptions(
        {**(config.columns_but(values) if config else {}), **columns},
        values,
        on=api.day(alone.get("on"), "on"),
        known_on=api.day(alone.get("known_on"), "known_on"),
        today=by.defaults.today(),
        gate=by.defaults.gate,
        date_order=date_order(alone.get("date_order", "auto")),
        assume=api.reading(alone.get("assume", DEFAULT_ASSUME)),
        trusted=trusted == "true" if trusted else by.defaults.trusted,
        policy=by.defaults.policy,
        company=company,
        ledger=Ledger(company.permits.licences) if company else None,
    )


def _source(body: bytes, format_: str, options: ScreenOptions, place: str) -> Source:
    """Return the rows of a body; raises InputError or ArrowException for an invalid body."""
    if not body:
        raise PlaceError(place, "is empty; send a line of column names, and the rows below it")
    if format_ == "arrow":
        return read_stream(pa.py_buffer(body))
    stream = BufferedReader(cast("Any", BytesIO(body)), _HEAD)
    return read_delimited(stream, stream.peek(_HEAD)[:_HEAD], None, columns=options.mapped_columns)


def _reader(source: Source, place: str) -> pa.RecordBatchReader:
    """Return the rows as an Arrow reader; a malformed row is an error, because it would have no place in the answer."""

    def batches() -> Iterator[pa.RecordBatch]:
        with _read(place):
            for rows in source.rows:
                if rows.broken:
                    first = rows.broken[0]
                    raise PlaceError(
                        f"{place} row {rows.number_in_file(first.number) + source.first - 1}", first.reason
                    )
                yield rows.batch

    return pa.RecordBatchReader.from_batches(source.schema, batches())
