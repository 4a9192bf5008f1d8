"""`python -m tests.hostile.shipments 500` screens a number of generated, realistic files of shipments; no row may be lost.

Each file is written from known rows, in a drawn style: with titles above, headings in one language or two, dates in one order,
places under any of their names, blank rows, subtotals, a row of totals, and mistakes. Every row that a person could read must have
the answer of its facts, and every other row must list all its errors.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import xlsxwriter

from exportctl.api import Law, screen
from exportctl.batch.binding import ScreenOptions
from exportctl.batch.days import FROM_1900
from exportctl.batch.tally import Counts
from exportctl.files.formats import Format
from exportctl.files.job import Job, RunObserver
from exportctl.files.run import run
from tests.files.program import rows_of
from tests.hostile.twins import in_this_process, small_law
from tests.hostile.victim import in_memory

PLACES = {
    "US": ("US", "USA", "U.S.A.", "United States", "USA (United States)", "美国", "美國", "US 美国"),
    "JP": ("JP", "JPN", "Japan", "Japan 日本", "日本", "日本国"),
    "KR": ("Korea, South", "South Korea", "Korea (Republic of)", "韩国", "Republic of Korea (KR)", "大韩民国"),
    "VN": ("Viet Nam", "Vietnam", "越南", "Socialist Republic of Viet Nam"),
    "HK": ("Hong Kong", "中国香港", "Hong Kong, China", "Hong Kong SAR"),
    "NO": ("Norway", "Kingdom of Norway", "挪威王国", "NO"),
}
GOODS = ("gallium", "gallium", "镓", "steel", "children's bicycle")
HEADINGS = {
    "no": ("No.", "序号"),
    "item": ("Goods description", "Commodity", "品名", "货物名称 Goods"),
    "to": ("Destination", "Ship-to country", "Country", "目的国", "运抵国 Destination"),
    "on": ("Ship date", "ETD", "出口日期", "Shipment date 发货日期"),
    "quantity": ("Quantity", "数量"),
    "note": ("Remarks", "备注"),
}
ORDERS = {"dmy": "%d{0}%m{0}%Y", "mdy": "%m{0}%d{0}%Y", "ymd": "%Y{0}%m{0}%d"}
TOTALS = ("Total", "TOTAL:", "合计", "总计：", "Grand total", "合计 Total")
MISTAKES = {"item": "", "to": "Atlantis", "on": "2026-02-30"}
BEGIN, DAYS = date(2025, 6, 1), 500
ON = date(2026, 8, 1)


class Shipment(NamedTuple):
    """A row as it is written, with the facts that it states, or the facts that are wrong in it; neither for one that is passed over."""

    cells: dict[str, Any]
    facts: dict[str, str] | None = None
    wrong: tuple[str, ...] = ()
    passed_over: str = ""


class Kept(NamedTuple):
    """A file of shipments: its content, its ending, and its rows."""

    content: bytes
    ending: Format
    rows: list[Shipment]


class LostError(AssertionError):
    """A row was lost, or answered as another."""


def _day(pick: random.Random, order: str, between: str, day: date, *, workbook: bool) -> Any:
    way = pick.random()
    if workbook and way < 0.2:
        return (day - FROM_1900).days
    if way < 0.1:
        return day.isoformat()
    if way > 0.95:
        return day.strftime(pick.choice(("%d %b %Y", "%B %d, %Y", "%d-%b-%Y")))
    text = day.strftime(ORDERS[order].format(between))
    return text.replace(f"0{day.day}{between}", f"{day.day}{between}") if way < 0.3 and order != "ymd" else text


def shipments(pick: random.Random, *, workbook: bool) -> list[Shipment]:
    """Draw the rows of a file: goods, some with mistakes, and between and below them rows that state none."""
    order, between = pick.choice(list(ORDERS)), pick.choice("/.-")
    rows = []
    for number in range(1, pick.randint(3, 40)):
        to, day, goods = pick.choice(list(PLACES)), BEGIN + timedelta(pick.randrange(DAYS)), pick.choice(GOODS)
        if number == 1:
            day = date(2025, 12, 31)  # shows the order
        written = (
            _day(pick, order, between, day, workbook=workbook)
            if number > 1
            else day.strftime(ORDERS[order].format(between))
        )
        cells = {
            "no": number,
            "item": goods,
            "to": pick.choice(PLACES[to]),
            "on": written,
            "quantity": f"{number} kg",
            "note": "",
        }
        wrong = [fact for fact in MISTAKES if number > 1 and pick.random() < 0.04]
        cells |= {fact: MISTAKES[fact] for fact in wrong}
        facts = None if wrong else {"item": goods, "to": to, "on": day.isoformat(), "quantity": f"{number} kg"}
        rows.append(Shipment(cells, facts, tuple(wrong)))
        if workbook and pick.random() < 0.1:
            rows.append(Shipment({}, passed_over="blank"))
        if pick.random() < 0.05:
            rows.append(_total(pick, number))
    return [*rows, _total(pick, len(rows))]


def _total(pick: random.Random, number: int) -> Shipment:
    return Shipment(
        {pick.choice(("no", "item", "note")): pick.choice(TOTALS), "quantity": f"{number} kg"}, passed_over="total"
    )


def kept(number: int) -> Kept:
    """Return a file by its number."""
    pick = random.Random(number)
    ending: Format = pick.choice(["csv", "xlsx", "xlsx"])
    rows = shipments(pick, workbook=ending == "xlsx")
    columns = ["no", *pick.sample(["item", "to", "on", "quantity"], 4), "note"]
    table: list[list[Any]] = [[f"Shipments {number}"], []] if pick.random() < 0.3 else []
    table.append([pick.choice(HEADINGS[name]) for name in columns])
    table += [[row.cells.get(name, "") for name in columns] for row in rows]
    return Kept(_workbook(table) if ending == "xlsx" else _text(table, pick), ending, rows)


def _workbook(table: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("出货")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _text(table: list[list[Any]], pick: random.Random) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=pick.choice(",;\t"), lineterminator=pick.choice(["\n", "\r\n", "\r"])).writerows(table)
    return out.getvalue().encode(pick.choice(["utf-8", "utf-8-sig", "gb18030"]))


def fate(file: Kept, law: Law, folder: Path) -> Counts:
    """Return the counts of a file; raises LostError if a row is lost, has another answer, or does not list all its errors."""
    source, output, rejects = folder / f"in.{file.ending}", folder / "out.jsonl", folder / "rejects.csv"
    source.write_bytes(file.content)
    job = Job(source, file.ending, ScreenOptions(today=ON), output, "jsonl", rejects=rejects)
    counts = run(law, job, RunObserver(_unheard, _unheard, _unheard, io.BytesIO(), _unheard))
    answered, wrong = [row for row in file.rows if row.facts], [row for row in file.rows if row.wrong]
    passed = Counter(row.passed_over for row in file.rows if row.passed_over)
    if (counts.rows, counts.rows_screened, counts.rejected) != (len(file.rows), len(answered), len(wrong)):
        raise LostError(f"{counts} of {len(file.rows)} rows, of which {len(wrong)} are wrong: {rows_of(rejects)}")
    if counts.passed_over != passed:
        raise LostError(f"{counts.passed_over} in place of {passed}")
    expected = (
        screen(pa.Table.from_pylist([row.facts for row in answered if row.facts]), law)["decision"].to_pylist()
        if answered
        else []
    )
    decisions = [row["decision"] for row in rows_of(output)] if answered else []
    if decisions != expected:
        raise LostError(f"{decisions} in place of {expected}")
    for row, rejected in zip(wrong, rows_of(rejects), strict=True):
        named = (fact for fact, cell in MISTAKES.items() if f": '{cell}' is " in rejected["reason"])
        columns = {rejected["column"], *named}
        if columns != set(row.wrong):
            raise LostError(f"{rejected} does not name {row.wrong}")
    return counts


def _unheard(*_: Any) -> None:
    """Hear nothing."""


def main(count: int, start: int = 0) -> int:
    """Print the results of the rows of a number of files; return 1 if one was lost."""
    begin, lost = time.monotonic(), 0
    counts = Counts.none()
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder, in_this_process():
        law = small_law(Path(folder, "law"))
        for number in range(start, start + count):
            try:
                counts = Counts.total([counts, fate(kept(number), law, Path(folder))])
            except LostError as error:
                lost += 1
                print(f"{number}: {error}", flush=True)
    print(
        f"{counts.rows} rows: {counts.rows_screened} screened, {counts.rejected} rejected, {dict(counts.passed_over)} passed over"
    )
    print(f"{count} files from number {start} on, {lost} with a lost row; {time.monotonic() - begin:.0f} seconds")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
