"""The texts of columns that state no fact, which may name listed parties or goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.arrow_types import holds_bytes, holds_text_within, holds_texts, value_type

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_NUMBER: Final = "0123456789 .,-/#"
"""The characters of a number at an end of a text: those of documents differ in nothing else."""
_BETWEEN: Final = "; "
"""The text between those of a list or an object."""


class UnreadTexts(NamedTuple):
    """The cells of a column as texts, the texts in them, and each of these without the numbers at its ends, its core."""

    column: str
    cells: pa.Array
    texts: pa.Array
    cores: pa.Array
    distinct: Sequence[str]
    """The cores, each once."""

    def with_cores(self, matches: Callable[[str], bool]) -> list[str]:
        """Return the distinct texts whose core matches."""
        cores = pa.array(filter(matches, self.distinct), pa.string())
        texts: list[str] = self.texts.filter(pc.is_in(self.cores, cores)).unique().to_pylist() if len(cores) else []
        return texts

    def rows_with(self, texts: Collection[str]) -> pa.BooleanArray:
        """Return for each row whether its cell is one of some texts."""
        return pc.is_in(self.cells.cast(pa.string()), pa.array(texts, pa.string()))


def unread_texts(batch: pa.RecordBatch, columns: Collection[str]) -> Iterator[UnreadTexts]:
    """Yield the texts of some columns of a batch; columns of numbers and days have none."""
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        cells = _texts_of(column) if name in columns else None
        if cells is not None:
            values = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
            texts = values.cast(pa.string()).drop_null()
            cores = pc.ascii_trim(texts, _NUMBER)
            yield UnreadTexts(name, cells, texts, cores, cores.unique().to_pylist())


def _texts_of(column: pa.Array) -> pa.Array | None:
    """Return a column as texts, those of lists and objects joined; None for a column without texts."""
    type_ = value_type(column.type)
    if holds_texts(type_):
        return column
    if holds_bytes(type_):
        return pa.array([None if cell is None else cell.decode(errors="replace") for cell in column.to_pylist()])
    if holds_text_within(type_):
        return pa.array([_BETWEEN.join(_texts_within(cell)) for cell in column], pa.string())
    return None


def _texts_within(cell: pa.Scalar) -> Iterator[str]:
    """Yield the texts and bytes in a list or an object, at any depth; other values stay unread, because Python lacks some of them."""
    if not (cell.is_valid and holds_text_within(cell.type)):
        return
    if isinstance(cell, pa.DictionaryScalar):
        yield from _texts_within(cell.value)
    elif holds_texts(cell.type):
        yield cell.as_py()
    elif holds_bytes(cell.type):
        yield cell.as_py().decode(errors="replace")
    elif isinstance(cell, pa.StructScalar):
        for _, inner in cell.items():  # noqa: PERF102 - values() fails if two fields have one name
            yield from _texts_within(inner)
    elif isinstance(cell, pa.ListScalar):
        for inner in cell.values:
            yield from _texts_within(inner)
