"""Screen rows on a Spark cluster: the register is shipped once to each executor, and needs no folder there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from warnings import catch_warnings, filterwarnings

from exportctl.errors import MissingExtraError
from exportctl.law.scale import DEFAULT_ASSUME
from exportctl.sentences import Sentence

try:
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import StructType
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("screening on Spark"), "spark") from None

from exportctl.api import day, load_law, reading
from exportctl.batch.answers import columns_before_answers
from exportctl.batch.binding import ColumnBinding, ScreenOptions, bind
from exportctl.batch.days import date_order as order_of
from exportctl.batch.table import TableScreener
from exportctl.store.contents import Compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import DataFrame

    from exportctl.batch.days import DateOrder
    from exportctl.facts.transaction import Day
    from exportctl.law.scale import Assume
    from exportctl.store.compiled import Store


def screen(  # noqa: PLR0913 - each is an option of the caller
    df: DataFrame,
    law: Store | Compiled | None = None,
    *,
    on: Day | None = None,
    known_on: Day | None = None,
    columns: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    assume: Assume = DEFAULT_ASSUME,
    trust_descriptions: bool = False,
    date_order: DateOrder = "auto",
) -> DataFrame:
    """Return a data frame with the verdict of each row, in the columns that `exportctl.screen` adds; it is evaluated lazily.

    The options are those of `exportctl.screen`. Raises InputError at once if the data frame as a whole, or a fact of
    all rows, is invalid; an unreadable row keeps its place, with the reason in `rejected`. The session must have a
    context of its own (Spark Connect has none), and its workers need `exportctl[spark]`.
    """
    store, places = law or load_law(), columns_before_answers(df.columns)
    df = df.drop(*(name for place, name in enumerate(df.columns) if place not in places))
    compiled = Compiled(store.law, store.parties, store.headings, store.lexicon, {}, store.chapters)
    request = bind(
        df.columns,
        ScreenOptions(
            columns or {},
            values or {},
            day(on, "on"),
            day(known_on, "known_on"),
            assume=reading(assume),
            trusted=trust_descriptions,
            date_order=order_of(date_order),
        ),
        store.law,
    )
    none = pa.RecordBatch.from_pylist([], to_arrow_schema(df.schema))
    gained = from_arrow_schema(_WorkerData(compiled, request).screen(none).schema).fields[len(df.columns) :]
    shipped = df.sparkSession.sparkContext.broadcast(_WorkerData(compiled, request))
    with catch_warnings():  # pandas is not needed
        filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        return df.mapInArrow(
            lambda batches: map(shipped.value.screen, batches), StructType([*df.schema.fields, *gained])
        )


class _WorkerData:
    """The data for a worker. It is unpacked once in each, and its screener is kept from one task to the next."""

    def __init__(self, law: Compiled, binding: ColumnBinding) -> None:
        self._law, self._binding = law, binding

    @cached_property
    def _screener(self) -> TableScreener:
        return TableScreener(self._law, self._binding)

    def screen(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return a batch with the answers of its rows as plain texts, because Spark has no columns with shared values."""
        answers = self._screener.screen(batch)
        columns = [item.dictionary_decode() if pa.types.is_dictionary(item.type) else item for item in answers.columns]
        return pa.RecordBatch.from_arrays(columns, answers.schema.names)
