"""On a real session of two workers, Spark gives each row the verdict that `screen` gives it."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyspark.sql import DataFrame, SparkSession

from exportctl import InputError, screen
from exportctl.batch.answers import COLUMNS
from exportctl.errors import MissingExtraError
from exportctl.spark import screen as screen_on_spark
from exportctl.store.compiled import Store
from tests.batch.test_rows import table_of
from tests.cli.test_folders import POLICY
from tests.test_cases import TRANSACTIONS

SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.adaptive.enabled": "false",  # few rows need no plan that is changed on the way, and no code that is compiled for them
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # a short session is not worth optimising
}
ON = date(2025, 12, 1)
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("spark")]  # one session is enough


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session on this machine, whose two workers run this Python; it needs Java, which `.ci/run` installs."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17 or later, and there is no java on the PATH")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent.parent))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()
        yield session
        session.stop()


@pytest.fixture
def shipments(spark: SparkSession) -> DataFrame:
    """Three rows whose columns have names of their own; one of them cannot be read."""
    rows = [(1, "gallium", "US"), (2, "锑", "Atlantis"), (3, "gadgets", "DE")]
    return spark.createDataFrame(rows, "n int, goods string, country string").repartition(3)


def rows_of(df: DataFrame, by: str) -> list[dict[str, Any]]:
    """Return the rows of a data frame, sorted by a column."""
    return sorted((row.asDict() for row in df.collect()), key=lambda row: int(row[by]))


def test_every_row_is_answered_as_screen_answers_it(spark: SparkSession, store: Store) -> None:
    """All cases of law, thousands of rows that repeat them in any order, and rows that cannot be read, over seven partitions."""
    cases = list(TRANSACTIONS)
    cases += random.Random(4).choices([*cases, cases[0]._replace(to="Atlantis"), cases[0]._replace(item="")], k=3000)
    table = table_of(cases).append_column("row", pa.array(range(len(cases))))
    expected = screen(table, store)
    assert 0 < expected["rejected"].null_count < len(expected)
    answered = screen_on_spark(spark.createDataFrame(table).repartition(7), store)
    assert rows_of(answered, "row") == expected.to_pylist()


def test_nothing_is_computed_before_it_is_requested(shipments: DataFrame) -> None:
    """The columns and their types are known, and no job has run."""
    context = shipments.sparkSession.sparkContext
    jobs = context.statusTracker().getJobIdsForGroup()
    answered = screen_on_spark(shipments, on=ON, columns={"item": "goods", "to": "country"})
    assert answered.columns == [*shipments.columns, *COLUMNS, "rejected"]
    types = {"settled": "boolean", "next_change_on": "date"}
    assert answered.dtypes[3:] == [(name, types.get(name, "string")) for name in (*COLUMNS, "rejected")]
    assert context.statusTracker().getJobIdsForGroup() == jobs


@pytest.mark.usefixtures("remembered")
def test_the_register_is_shipped_and_needs_no_folder(shipments: DataFrame, data: Path, tmp_path: Path) -> None:
    """A worker answers from the law of a folder that is gone, with all options."""
    file = tmp_path / "policy/acts/cn/2025/acme-2025-1.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(POLICY, encoding="utf-8")
    law = Store(data, tmp_path / "policy")
    answered = screen_on_spark(shipments, law, on=ON, columns={"item": "goods"}, values={"to": "DE"}, assume="extended")
    shutil.rmtree(tmp_path / "policy")
    first, second, third = rows_of(answered, "n")
    assert (first["decision"], first["provisions"].split(";")[0]) == ("prohibited", "acme-2025-1/1")
    assert (second["decision"], third["decision"]) == ("license_required", "undecided")


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"columns": {"item": "-"}}, "item"),
        ({"columns": {"item": "commodity"}}, "columns"),
        ({"columns": {"item": "goods"}, "values": {"to": "Atlantis"}}, "to"),
    ],
)
def test_an_invalid_data_frame_is_refused_at_once(shipments: DataFrame, options: Any, where: str) -> None:
    """A missing column, or an unknown place, is detected without a worker."""
    with pytest.raises(InputError) as error:
        screen_on_spark(shipments, on=ON, **options)
    assert error.value.where == where


def test_rows_that_were_screened_are_screened_again(shipments: DataFrame) -> None:
    """All columns of the earlier answers are replaced."""
    once = screen_on_spark(shipments, on=ON)
    again = screen_on_spark(once, on=ON)
    assert again.columns == once.columns
    assert rows_of(again, "n") == rows_of(once, "n")


def test_an_existing_answer_column_is_refused(shipments: DataFrame) -> None:
    """Nothing is overwritten."""
    with pytest.raises(InputError, match="decision: the file already has a column of this name"):
        screen_on_spark(shipments.withColumnsRenamed({"n": "decision"}), on=ON, columns={"item": "goods"})


def test_without_spark_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no other complaint."""
    monkeypatch.delitem(sys.modules, "exportctl.spark")
    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(
        MissingExtraError,
        match=r"^screening on Spark needs an optional component; run pip install 'exportctl\[spark\]'$",
    ):
        import exportctl.spark  # noqa: F401, PLC0415 - it must be imported anew
