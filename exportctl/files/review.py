"""Write the review of a file: a file of items to fill in, whose workbook offers the proposed entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

import pyarrow as pa

from exportctl.batch.binding import bind
from exportctl.batch.review import Line, Review, columns_of
from exportctl.errors import PlaceError
from exportctl.files.atomic import no_file_twice
from exportctl.files.headings import CHOICES, SHEET
from exportctl.files.journal import Journal, State, place
from exportctl.files.outputs import Output, reason
from exportctl.files.overview import rows_to_correct
from exportctl.files.standard import STANDARD
from exportctl.permits.items import ITEMS, PROPOSED
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportctl.files.formats import Format
    from exportctl.files.job import Job
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

REVIEW_FORMATS: Final[tuple[Format, ...]] = ("csv", "tsv", "xlsx")


class Reviewed(NamedTuple):
    """The number of rows of a reviewed file, and of unreadable ones that are not passed over, and the lines of its items.

    If a part was `skipped` that may hold rows, the review lacks their items.
    """

    rows: int
    unreadable: int
    lines: Sequence[Line]
    skipped: bool


def review(
    store: Store | Compiled, job: Job, note: Callable[[str], None], complain: Callable[[str], None], standard: BinaryIO
) -> Reviewed:
    """Write a line for each distinct item of a file, and return the counts; raises InputError for an unusable file.

    `note` is called with each note, `complain` with the error of each unreadable row.
    """
    output = job.output or Path(STANDARD)
    no_file_twice([output, place([output])], [job.source])
    rows = unreadable = 0
    with job.open_rows() as source:
        names = source.schema.names
        binding = bind(names or ["item"], job.options, store.law)
        description = binding.description(names)
        if names:
            note(Sentence("{read}; {part}", read=description, part=source.part) if source.part else description)
        for skipped in source.skipped:
            note(skipped.line())
        items = Review(store, binding, names)
        for part in source.rows:
            items.add(part.batch)
            rows += len(part.batch) + len(part.broken)
            for item in rows_to_correct(part):
                unreadable += 1
                row = Sentence("row {row}", row=str(source.first - 1 + part.number_in_file(item.number)))
                complain(Sentence("{place}: {reason}", place=row, reason=item.reason))
    if not rows:
        note(Sentence("the file has no rows"))
    lines = items.lines() if rows else []
    _write(output, job.output_format, pa.table(columns_of(lines, job.translate or str), schema=_schema()), standard)
    return Reviewed(rows, unreadable, lines, any(item.may_hold_rows for item in source.skipped))


def _schema() -> pa.Schema:
    fields = [pa.field(name, pa.int64() if name == "rows" else pa.string()) for name in (*ITEMS, *PROPOSED)]
    place = ITEMS.index("entry")
    fields[place] = fields[place].with_metadata({CHOICES: "proposed"})
    return pa.schema(fields, {SHEET: "items"})


def _write(path: Path, format_: Format, table: pa.Table, standard: BinaryIO) -> None:
    try:
        with Journal({"output": path}) as journal:
            journal.begin(State.initial("", None))
            file = standard if str(path) == STANDARD else journal.open("output")
            with Output(path, file, format_, table.schema) as output:
                for batch in table.to_batches():
                    output.write(batch)
                output.close()
            journal.publish()
    except (OSError, pa.ArrowException) as error:
        raise PlaceError(str(path), reason(error)) from None
