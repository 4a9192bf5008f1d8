"""A table is answered row by row as `check` answers, in the format in which it came, or refused whole in one line."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pytest

from tests.cli.program import ask
from tests.served.serving import TODAY, Client, problem

pytestmark = pytest.mark.xdist_group("served")
ARROW = "application/vnd.apache.arrow.stream"
CSV = "text/csv"
ROWS: list[dict[str, Any]] = [
    {"item": "gallium", "to": "US", "on": "2025-12-01", "end_use": "civil"},
    {"item": "镓", "to": "德国", "on": "", "end_use": ""},
    {"item": "gallium", "to": "US", "on": "2026-02-30", "end_use": ""},
    {"item": "cotton T-shirts", "to": "DE", "on": "2026-10-01", "end_use": ""},
]


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as a text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_arrow(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as a stream of Arrow."""
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pylist(rows)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def test_every_row_is_answered_as_check_answers(served: Client) -> None:
    """Once, in order; an unreadable one has the reason, and one without a day is checked for today."""
    reply = served.post("/screen", as_csv(ROWS), CSV)
    assert (reply.status, reply.type) == (200, CSV)
    rows = list(csv.DictReader(io.StringIO(reply.body.decode())))
    assert [row["item"] for row in rows] == [row["item"] for row in ROWS]
    for row, transaction in zip(rows, ROWS, strict=True):
        if transaction["on"] == "2026-02-30":
            assert "'2026-02-30' is not a date" in row["rejected"]
            assert row["decision"] == ""
            continue
        facts = {
            "item": transaction["item"],
            "to": transaction["to"],
            "on": transaction["on"] or str(TODAY),
            "end_use": transaction["end_use"] or None,
        }
        alone = served.post("/check", facts).json
        assert (row["decision"], row["worst_case"]) == (alone["decision"], alone["worst_case"])
        assert row["next_change_on"] == ((alone["next_change"] or {}).get("on") or "")
        assert row["rejected"] == ""


def test_a_stream_of_arrow_is_answered_by_one(served: Client) -> None:
    """With the same answers as a text of the same rows."""
    reply = served.post("/screen", as_arrow(ROWS), ARROW)
    assert (reply.status, reply.type) == (200, ARROW)
    rows = pa.ipc.open_stream(reply.body).read_all().to_pylist()
    text = list(csv.DictReader(io.StringIO(served.post("/screen", as_csv(ROWS), CSV).body.decode())))
    for name in ("item", "decision", "worst_case", "entries", "provisions", "questions", "rejected"):
        assert [row[name] or "" for row in rows] == [row[name] for row in text]


def test_a_cell_may_be_empty_although_the_schema_excludes_it(served: Client) -> None:
    """The schema of a column is not trusted: an empty cell never becomes a stated fact."""
    fields = [pa.field("item", pa.string(), nullable=False), pa.field("to", pa.string(), nullable=False)]
    batch = pa.RecordBatch.from_arrays([pa.array(["gallium"]), pa.array([None], pa.string())], schema=pa.schema(fields))
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    reply = served.post("/screen", bytes(sink.getvalue()), ARROW)
    (row,) = pa.ipc.open_stream(reply.body).read_all().to_pylist()
    assert (row["to"], row["decision"]) == (None, served.get("/check", item="gallium").json["decision"])


def test_the_address_sets_columns_and_values(served: Client) -> None:
    """Like `--map`, `--set` and the options of `screen`; earlier answers are replaced."""
    body = as_csv([{"goods": "gallium", "note": "x"}])
    facts = {"columns": "item=goods", "values": ["to=US", "end_use=civil"], "on": "2026-11-28", "assume": "extended"}
    reply = served.post("/screen", body, CSV, **facts)
    (row,) = csv.DictReader(io.StringIO(reply.body.decode()))
    alone = ask(
        "check",
        "gallium",
        "--to",
        "US",
        "--end-use",
        "civil",
        "--on",
        "2026-11-28",
        "--assume",
        "extended",
        "-f",
        "json",
    )
    assert (row["note"], row["decision"]) == ("x", alone.json["decision"])
    again = served.post("/screen", reply.body, CSV, **facts)
    assert again.body == reply.body


def test_a_header_names_the_columns_that_were_not_read(served: Client) -> None:
    """In percent-encoded UTF-8, for both formats; a row of totals is passed over, and keeps its place."""
    rows = [{"品名": "gallium", "Ship to": "US"}, {"品名": "合计", "Ship to": ""}]
    for body, type_ in ((as_csv(rows), CSV), (as_arrow(rows), ARROW)):
        reply = served.post("/screen", body, type_, on="2025-12-01")
        notes = unquote(reply.headers["exportctl-notes"])
        assert notes == (
            "read: item from '品名'; not read: 'Ship to' (if it states to: `columns` to='Ship to'); "
            "rows passed over: 1 of totals"
        )
    last = list(csv.DictReader(io.StringIO(served.post("/screen", as_csv(rows), CSV).body.decode())))[-1]
    assert (last["decision"], last["rejected"]) == ("", "")


def test_a_long_header_is_cut(served: Client) -> None:
    """Proxies refuse long headers, and column names can have any length."""
    reply = served.post("/screen", as_csv([{"item": "gallium", "品" * 5000: "x\ny"}]), CSV)
    notes = reply.headers["exportctl-notes"]
    assert len(notes) <= 2_003
    assert unquote(notes).endswith("品...")


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_the_address_states_the_order_of_days(served: Client, order: str) -> None:
    """Without it, a day with the year last is rejected, and the reason has the order."""
    body = as_csv([{"item": "gallium", "to": "US", "on": "12/11/2025"}])
    (row,) = csv.DictReader(io.StringIO(served.post("/screen", body, CSV, date_order=order).body.decode()))
    day = "2025-11-12" if order == "dmy" else "2025-12-11"
    assert row["decision"] == served.get("/check", item="gallium", to="US", on=day).json["decision"]
    (row,) = csv.DictReader(io.StringIO(served.post("/screen", body, CSV).body.decode()))
    assert "add `date_order` dmy or `date_order` mdy" in row["rejected"]


@pytest.mark.parametrize(
    ("facts", "fact", "expected"),
    [
        ({"date_order": "ydm"}, "date_order", "'ydm' is not one of ymd, dmy, mdy, auto"),
        ({"on": "yesterday"}, "on", "on: 'yesterday' is not a date"),
        ({"columns": "item"}, "columns", "columns: 'item' has no name or no value; write it like item=goods"),
        ({"columns": "item=nothing"}, "columns", "no column has the name 'nothing'"),
        ({"values": ["to=US", "to=DE"]}, "values", "'to' is stated twice; state it once"),
        ({"values": "colour=red"}, "values", "'colour' is not a fact"),
        ({"gate": "report"}, "gate", "gate: is no parameter of screen; it takes on, known_on"),
        ({"on": ["2025-12-01", "2025-12-02"]}, "on", "on: is stated twice; state it once"),
        ({"trust_descriptions": "perhaps"}, "trust_descriptions", "is not true or false; write one of them"),
    ],
)
def test_a_wish_that_makes_no_sense_is_named(facts: dict[str, Any], fact: str, expected: str, served: Client) -> None:
    """Before any row is answered."""
    assert expected in problem(served.post("/screen", as_csv(ROWS), CSV, **facts), 422, fact)


def damaged() -> bytes:
    """Return a stream whose text is not UTF-8."""
    return as_arrow([{"item": "gallium", "to": "US"}]).replace(b"gallium", b"gall\xff\xff\xff")


@pytest.mark.parametrize(
    ("type_", "body", "expected"),
    [
        (CSV, b"", "body: is empty"),
        (CSV, b"item,to\ngallium,US\ngallium\n", "body row 3: the row has 1 cells"),
        (CSV, b"item,to\ngallium,\xff\xff\xff\n", "body: "),
        (ARROW, b"item,to\n", "body: "),
        (ARROW, as_arrow(ROWS)[:200], "body: "),
        (ARROW, as_arrow(ROWS)[:4] + b"\xff" * 4 + as_arrow(ROWS)[8:], "body: Invalid IPC message"),
        (ARROW, damaged(), "row 1, column 'item': the file is damaged"),
    ],
)
def test_a_body_without_rows_is_reported(type_: str, body: bytes, expected: str, served: Client) -> None:
    """A row that cannot be taken apart would have no place in the answer, so nothing of its table is answered."""
    assert expected in problem(served.post("/screen", body, type_), 400)


def test_a_table_without_goods_is_reported(served: Client) -> None:
    """The error lists the columns, and how to name one; another lists the types of a body."""
    line = problem(served.post("/screen", b"a,b\n1,2\n", CSV), 422, "item")
    assert "no column is recognised as the goods; choose one: `columns` item=COLUMN (a, b)" in line
    line = problem(served.post("/screen", [{"item": "gallium"}]), 415)
    assert line == f"send {CSV} or {ARROW}, uncompressed"
