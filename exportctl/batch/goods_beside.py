"""Read goods with the text beside them: `规格` = 镓 beside 品名. A row must not be cleared because nobody reads what its goods are."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.arrow_types import holds_texts, value_type
from exportctl.batch.stated_cells import BESIDE
from exportctl.facts.registry import ITEM
from exportctl.facts.roles import fold_name
from exportctl.goods.listed_substances import names_listed_number, names_listed_substance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.unread_texts import UnreadTexts
    from exportctl.law.register import Register

_NUMBERS: Final = re.compile(r"cas(?:rn|n|no|nr|number|numbers|code|#)?|cas(?:登记|注册)?(?:号|号码|编号)")
"""The names, folded, of columns of CAS numbers."""


class JoinedItems(NamedTuple):
    """A column of goods in which some rows have a text beside them, and the number of these rows by the column of the text."""

    items: pa.Array
    counts: Mapping[str, int]


class GoodsBeside:
    """Finds the names of listed substances in columns that state no fact."""

    def __init__(self, law: Register, binding: ColumnBinding) -> None:
        """Take the law with its names, and the columns."""
        self._law, self._binding = law, binding

    def join(self, batch: pa.RecordBatch, unread: Iterable[UnreadTexts]) -> JoinedItems | None:
        """Return the goods of a batch, each with a name of a listed substance in another column; None if no row has one."""
        column = self._binding.columns.get(ITEM)
        if column is None or not holds_texts(value_type(batch.column(column).type)):
            return None
        items, counts = batch.column(column), dict[str, int]()
        for texts in unread:
            if texts.column in self._binding.may_name_goods and (listed := self._texts_with_names(texts)):
                names_goods = texts.rows_with(listed)
                alone = items.cast(pa.string())
                together = pc.binary_join_element_wise(alone, texts.cells.cast(pa.string()), BESIDE)
                items = pc.if_else(names_goods, together, alone)
                counts[texts.column] = pc.sum(names_goods).as_py()
        return JoinedItems(items.cast(value_type(batch.column(column).type)), counts) if counts else None

    def _texts_with_names(self, texts: UnreadTexts) -> list[str]:
        """Return the texts that name a listed substance up to their first figure, or by its CAS number in a column of such numbers."""
        if _has_numbers(texts.column):
            return [text for text in texts.texts.unique().to_pylist() if names_listed_number(self._law, text)]
        return texts.with_cores(partial(names_listed_substance, self._law))


def _has_numbers(header: str) -> bool:
    """Return whether a column has CAS numbers, by its name."""
    return _NUMBERS.fullmatch(fold_name(header)) is not None
