"""Days in a column are in the formats that people use: in an order that the column shows or the caller states, or as numbers."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

import exportctl
from exportctl.files.rows import BATCH
from tests.cli.program import Answer, ask
from tests.files.program import column, given, screen

DAYS = (date(2025, 11, 5), date(2025, 12, 31), date(2026, 3, 4), date(2026, 12, 1))
ORDERS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
NOTE = "exportctl: 'on' has dates with the {} first, as '{}' shows; to state the order: --date-order {}"


def dated(folder: Path, texts: list[str], name: str = "in.csv") -> Path:
    """Write rows that differ in their days."""
    return given(folder, name, "item,to,on\n" + "".join(f"gallium,US,{text}\n" for text in texts))


def checked(days: tuple[date, ...] = DAYS) -> list[str]:
    """Return the decision of each day, as `check` gives it."""
    return [exportctl.check(item="gallium", to="US", on=day).decision for day in days]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "feather", "xlsx"])
def test_a_column_shows_its_order(tmp_path: Path, order: str, ending: str) -> None:
    """One date with a day above 12 settles all others, earlier ones included; the notes state the order once."""
    texts = [day.strftime(ORDERS[order]) for day in DAYS] + ["2025-12-01", ""]
    table = pa.table({"item": ["gallium"] * 6, "to": ["US"] * 6, "on": texts})
    path = tmp_path / f"in.{ending}"
    if ending in ("parquet", "feather"):
        given(tmp_path, path.name, table)
    elif ending == "xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for place, name in enumerate(table.column_names):
                sheet.write_column(0, place, [name, *table[name].to_pylist()])
    else:
        lines = [f'{{"item": "gallium", "to": "US", "on": "{text}"}}\n' for text in texts]
        given(tmp_path, path.name, "".join(lines)) if ending == "jsonl" else dated(tmp_path, texts)
    screening = screen(path, f"out.{ending}")
    assert column(screening.rows, "decision")[:5] == checked((*DAYS, date(2025, 12, 1)))
    assert column(screening.rows, "on")[:4] == texts[:4]
    note = NOTE.format("day" if order == "dmy" else "month", DAYS[1].strftime(ORDERS[order]), order)
    assert screening.answer.err.splitlines().count(note) == 1
    counts = ask("screen", str(path), "--format", "json").json
    assert counts["by_date_order"] == {order: 4}
    assert exportctl.screen(table.slice(0, 5))["decision"].to_pylist() == checked((*DAYS, date(2025, 12, 1)))


@pytest.mark.parametrize("texts", [["01/02/2026", "03/04/2026"], ["31/31/2025", "01/02/2026"]])
def test_a_column_that_shows_no_order_is_rejected(tmp_path: Path, texts: list[str]) -> None:
    """Each reason has the option that would settle it, and years first are read all the same."""
    screening = screen(dated(tmp_path, [*texts, "2025-12-01"]), "out.csv")
    assert (screening.counts.rejected, screening.counts.screened) == (len(texts), 1)
    assert "'01/02/2026' is not year-first; add --date-order dmy or --date-order mdy" in [
        *column(screening.rejected, "reason"),
        *(
            ["'01/02/2026' is not year-first; add --date-order dmy or --date-order mdy"]
            if "03/04/2026" in texts
            else []
        ),
    ]
    assert "by_date_order" not in ask("screen", str(tmp_path / "in.csv"), "--format", "json").json


def test_the_summary_names_the_option_of_an_order(tmp_path: Path) -> None:
    """No date of the column shows the order, so the program requires it and guesses none."""
    dates = ["1.12.2026", "2.11.2026", "5.6.2026"]
    source = given(tmp_path, "in.csv", "item,to,on\n" + "".join(f"gallium,US,{date}\n" for date in dates))
    step = "State the order of day and month in dates (3 rows): add --date-order dmy or --date-order mdy."
    assert f"To do {step} Law data" in ask("screen", str(source)).words
    source.write_text(source.read_text(encoding="utf-8") + "gallium,Atlantis,2026-06-05\n", encoding="utf-8")
    assert f"To do {step} Correct unreadable rows." in ask("screen", str(source)).words
    assert "State the order" not in ask("screen", str(source), "--date-order", "dmy").words


@pytest.mark.parametrize(
    ("text", "order", "day"), [("31/12/2025", "day", "2025-04-03"), ("12/31/2025", "month", "2025-03-04")]
)
def test_the_summary_shows_the_order_of_dates(tmp_path: Path, text: str, order: str, day: str) -> None:
    """A person sees how the column was read, and where the day of each row is; dates with the year first need no line."""
    read = f"Dates 2 dates read with the {order} first (03/04/2025 is {day})"
    summary = ask("screen", str(dated(tmp_path, [text, "01/12/2025"]))).words
    assert f"{read}; a workbook (-o screened.xlsx) has the day of each row" in summary
    assert "Dates" not in ask("screen", str(dated(tmp_path, ["2025-12-01"]))).words


def test_a_date_that_no_order_allows_shows_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is rejected by itself; the other dates of its column are read, also from a stream."""
    file = dated(tmp_path, ["31/31/2026", "31/12/2025", "01/12/2026"])
    screening = screen(file, "out.csv")
    reason = "'31/31/2026' is not a date with the day first; write it like 2025-12-01"
    assert column(screening.rejected, "reason") == [reason]
    assert column(screening.rows, "decision") == checked((DAYS[1], DAYS[3]))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    piped = ask("screen", "-", "--input-format", "csv", "--format", "json")
    assert (piped.json["screened"], piped.json["rejected"]) == (2, 1)


def test_the_caller_states_the_order(tmp_path: Path) -> None:
    """Then years may have two digits, and a date in another order is rejected; year first is always read."""
    file = dated(tmp_path, ["01/02/2026", "1.2.26", "2026-02-01", "12/31/2026"])
    screening = screen(file, "out.csv", "--date-order", "dmy")
    assert column(screening.rows, "decision") == checked((date(2026, 2, 1),) * 3)
    assert column(screening.rejected, "reason") == [
        "'12/31/2026' is not a date with the day first; write it like 2025-12-01"
    ]
    assert screen(file, "out.csv", "--date-order", "mdy").counts.rejected == 0
    assert screen(file, "out.csv", "--date-order", "ymd").counts.rejected == 3
    answer = ask("screen", str(file), "--date-order", "ydm")
    assert (answer.code, answer.err) == (2, "exportctl: --date-order: 'ydm' is not one of ymd, dmy, mdy, auto\n")


NAMED = (
    "{d} {b} {y}",
    "{b} {d}, {y}",
    "{B} {d}th, {y}",
    "{d}-{b}-{y}",
    "{a}, {d} {B} {y}",
    "{y}-{b}-{d}",
    "{d} {b} {y} 23:30:00",
)


@pytest.mark.parametrize("layout", NAMED)
def test_a_month_in_words_needs_no_order(tmp_path: Path, layout: str) -> None:
    """The other numbers are then the day and the year; names in capitals are read too."""
    texts = [layout.format(**{part: day.strftime(f"%{part}") for part in "abB"}, d=day.day, y=day.year) for day in DAYS]
    lines = [f'{{"item": "gallium", "to": "US", "on": "{text}"}}\n' for text in (*texts, *map(str.upper, texts))]
    screening = screen(given(tmp_path, "in.jsonl", "".join(lines)), "out.jsonl")
    assert column(screening.rows, "decision") == checked(DAYS * 2)


def test_a_month_in_words_can_be_no_day(tmp_path: Path) -> None:
    """A year of two digits needs the order; another weekday, a day that no month has and other words are refused."""
    texts = ["28-Nov-26", "Friday 28 Nov 2026", "31 Nov 2026", "28 Novem 2026", "28 Nov 2026 or later", "Nov 2026"]
    screening = screen(dated(tmp_path, texts), "out.csv")
    assert column(screening.rejected, "reason") == [
        "'28-Nov-26' has a year of two digits; add --date-order dmy",
        "'Friday 28 Nov 2026' is not a date: 2026-11-28 is another day of the week; write it like 2025-12-01",
        "'31 Nov 2026' is not a date: 2026-11 has no day 31; write it like 2025-12-01",
        *(f"'{text}' is not a date; write it like 2025-12-01" for text in texts[3:]),
    ]
    screening = screen(dated(tmp_path, texts[:1]), "out.csv", "--date-order", "dmy")
    assert column(screening.rows, "decision") == checked((date(2026, 11, 28),))


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/25/26", "3-Dec-26", "01/12/26"], "mdy"),
        (["25/12/26", "3-Dec-26", "01/12/26"], "dmy"),
        (["12/25/26", "12/26/26", "01/12/2026"], "mdy"),
    ],
)
def test_a_column_has_one_advice(tmp_path: Path, texts: list[str], order: str) -> None:
    """It is the order that reads the most cells: a month in letters is the same in both."""
    file = dated(tmp_path, [*texts, "2025-12-01"])
    rejected = column(screen(file, "out.csv").rejected, "reason")
    assert len(rejected) == len(texts)
    assert {reason.partition("; ")[2] for reason in rejected} == {f"add --date-order {order}"}
    assert screen(file, "out.csv", "--date-order", order).counts.rejected == 0


AMBIGUOUS = "'{}' is ambiguous: its first or its last number may be the year; write the year in full, like 2025-12-01"


@pytest.mark.parametrize("text", ["25-12-01", "25-Dec-01", "26/12/05"])
@pytest.mark.parametrize("order", ["auto", "dmy"])
def test_a_first_number_may_be_the_year(tmp_path: Path, text: str, order: str) -> None:
    """No option is advised, and the stated one reads no day long before the law: 25-12-01 is not of 2001."""
    file = dated(tmp_path, [text, "2025-12-01"])
    screening = screen(file, "out.csv", "--date-order", order)
    assert column(screening.rejected, "reason") == [AMBIGUOUS.format(text)]
    assert "add --date-order" not in ask("screen", str(file), "--date-order", order).words


def test_a_stated_order_has_the_year_first(tmp_path: Path) -> None:
    """Then a first number of two digits is the year, and no other order is advised; dmy moves no such day to 2028."""
    file = dated(tmp_path, ["25-12-01 5:00 PM", "25.12.1", "28/13/26", "11/10/2026"])
    screening = screen(file, "out.csv", "--date-order", "ymd")
    assert column(screening.rows, "decision") == checked((date(2025, 12, 1),) * 2)
    assert [reason.partition("; ")[2] for reason in column(screening.rejected, "reason")] == [
        "write it like 2025-12-01"
    ] * 2
    file = dated(tmp_path, ["26-11-28"])
    assert column(screen(file, "out.csv", "--date-order", "dmy").rejected, "reason") == [AMBIGUOUS.format("26-11-28")]


def test_the_other_dates_of_a_column_show_that_the_year_is_last(tmp_path: Path) -> None:
    """27/11/26 alone may be of 2027; beside 03/12/26, which cannot be of 2003, it is of 2026."""
    assert column(screen(dated(tmp_path, ["27/11/26"]), "out.csv").rejected, "reason") == [AMBIGUOUS.format("27/11/26")]
    file = dated(tmp_path, ["27/11/26", "03/12/26"])
    assert column(screen(file, "out.csv").rejected, "reason") == [
        f"'{text}' has a year of two digits; add --date-order dmy" for text in ("27/11/26", "03/12/26")
    ]
    screening = screen(file, "out.csv", "--date-order", "dmy")
    assert column(screening.rows, "decision") == checked((date(2026, 11, 27), date(2026, 12, 3)))


def test_a_first_number_is_no_year_long_after_the_law(tmp_path: Path) -> None:
    """28/11/26 is of 2026: nobody screens goods for 2028 today."""
    assert column(screen(dated(tmp_path, ["28/11/26"]), "out.csv").rejected, "reason") == [
        "'28/11/26' has a year of two digits; add --date-order dmy"
    ]


def test_a_year_of_two_digits_is_not_before_the_law(tmp_path: Path) -> None:
    """Four digits state such a day: the row is screened with the warning that the data begins later."""
    screening = screen(dated(tmp_path, ["12/31/05", "12/31/2005"]), "out.csv", "--date-order", "mdy")
    assert column(screening.rows, "on") == ["12/31/2005"]
    (reason,) = column(screening.rejected, "reason")
    assert reason == (
        "'12/31/05' has a year of two digits, and 2005-12-31 is before the law data begins; write the year in full, "
        "like 2025-12-01"
    )


TIMES = (
    "2025-12-01 5:00 PM",
    "2025-12-01, 5:00:30 p.m.",
    "2025-12-01 AM 10:00:00",
    "2025/12/1 上午10:00:00",
    "2025/12/1 下午 3:05:06",
    "2025年12月1日 10时30分",
    "2025年12月1日下午3点",
    "20251201103000",
    "20251201 10:30",
    "20251201T103000+0800",
    "1 Dec 2025 5:00 PM",
)


def test_times_are_read_as_people_write_them(tmp_path: Path) -> None:
    """The hour may have a half of the day or Chinese words; an hour that is not in its half is no time."""
    lines = [f'{{"item": "gallium", "to": "US", "on": "{text}"}}\n' for text in (*TIMES, "2025-12-01 13:00 AM")]
    screening = screen(given(tmp_path, "in.jsonl", "".join(lines)), "out.jsonl")
    assert column(screening.rows, "on") == list(TIMES)
    assert set(column(screening.rows, "decision")) == set(checked((date(2025, 12, 1),)))
    assert column(screening.rejected, "reason") == [
        "'2025-12-01 13:00 AM' is not a date: '13:00 AM' is not a time; write it like 2025-12-01"
    ]


def test_dates_with_times_show_the_order(tmp_path: Path) -> None:
    """A time with AM or PM, or in Chinese words, does not hide the order."""
    texts = ["1/12/2026 5:00 PM", "31/12/2025 下午5:00", "5/11/2025 10:00"]
    screening = screen(dated(tmp_path, texts), "out.csv")
    assert column(screening.rows, "decision") == checked((DAYS[3], DAYS[1], DAYS[0]))


@pytest.mark.parametrize("text", ["40/12/2025", "00/12/2025", "30/02/2026", "13/13/2025"])
def test_an_impossible_day_gets_no_option(tmp_path: Path, text: str) -> None:
    """No order makes it a day, so the reason and the summary name none."""
    file = dated(tmp_path, [text, "2025-12-01"])
    (reason,) = column(screen(file, "out.csv").rejected, "reason")
    is_evidence = text.startswith("30")
    why = " with the day first" if is_evidence else ": no order of day and month makes it one"
    assert reason == f"'{text}' is not a date{why}; write it like 2025-12-01"
    assert "order of day and month" not in ask("screen", str(file)).words


def test_wide_digits_are_digits(tmp_path: Path) -> None:
    """They are read in any order, and show it."""
    texts = ["１２/３１/２０２５", "12/1/2026", "２０２６/３/４", "１１／５／２０２５"]
    screening = screen(dated(tmp_path, texts), "out.csv")
    assert column(screening.rows, "on") == texts
    assert column(screening.rows, "decision") == checked((DAYS[1], DAYS[3], DAYS[2], DAYS[0]))
    table = pa.table({"item": ["gallium"] * 4, "to": ["US"] * 4, "on": texts})
    assert exportctl.screen(table)["decision"].to_pylist() == column(screening.rows, "decision")


def test_a_date_against_the_order_of_its_column_is_written_anew(tmp_path: Path) -> None:
    """No option reads both: the other dates of the column have the month first."""
    rejected = column(screen(dated(tmp_path, ["12/25/26", "12/26/26", "27/12/26"]), "out.csv").rejected, "reason")
    assert rejected[-1] == "'27/12/26' has a year of two digits; write it like 2025-12-01"
    assert rejected[0] == "'12/25/26' has a year of two digits; add --date-order mdy"


def test_the_end_of_a_file_settles_its_begin(tmp_path: Path) -> None:
    """A file is read a second time where its rows need it; both columns of days have orders of their own."""
    rows = BATCH + 10
    days = pa.array(["01/12/2026"] * rows + ["31/12/2026"])
    known = pa.array(["12/01/2026"] * rows + ["12/31/2026"])
    table = pa.table({"item": ["gallium"] * (rows + 1), "to": ["US"] * (rows + 1), "on": days, "known_on": known})
    document = ask("screen", str(given(tmp_path, "in.parquet", table)), "--format", "json").json
    assert (document["rejected"], document["by_date_order"]) == (0, {"dmy": rows + 1, "mdy": rows + 1})
    verdict = exportctl.check(item="gallium", to="US", on="2026-12-01", known_on="2026-12-01")
    assert document["by_decision"] == {verdict.decision: rows + 1}


def test_a_stream_is_decided_by_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note states the order, and a later row that contradicts it stops the run: earlier rows may have been read wrongly."""

    def ask_stream(texts: list[str]) -> Answer:
        content = "".join(f'{{"item": "gallium", "to": "US", "on": "{text}"}}\n' for text in texts).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        return ask("screen", "-", "--input-format", "jsonl", "-o", str(tmp_path / "out.csv"))

    texts = ["31/12/2025", "01/12/2026"]
    answer = ask_stream(texts)
    assert answer.code == 1
    assert NOTE.format("day", "31/12/2025", "dmy") + " (the rows that were there decided)" in answer.err
    (tmp_path / "out.csv").unlink()
    answer = ask_stream([*texts * (BATCH // 2 + 100), "12/31/2025"])
    assert (answer.code, (tmp_path / "out.csv").exists()) == (2, False)
    assert "--date-order: '12/31/2025' is not a date with the day first, as the rows before it are" in answer.err


@pytest.mark.parametrize(
    ("serial", "day"), [("45992", "2025-12-01"), ("45992.75", "2025-12-01"), ("46357", "2026-12-01")]
)
def test_numbers_of_a_spreadsheet_are_days(tmp_path: Path, serial: str, day: str) -> None:
    """In a text and in a cell without a format, with and without a time."""
    expected = checked((date.fromisoformat(day),))
    assert column(screen(dated(tmp_path, [serial]), "out.csv").rows, "decision") == expected
    for system, shift in ((False, 0), (True, 1462)):
        path = tmp_path / "in.xlsx"
        with xlsxwriter.Workbook(str(path), {"date_1904": system}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["item", "to", "on"])
            sheet.write_row(1, 0, ["gallium", "US", float(serial) - shift])
        assert column(screen(path, "out.jsonl").rows, "decision") == expected
    for number in ("12", "2025", "19999", "80000", "123456"):
        assert screen(dated(tmp_path, [number]), "out.csv").counts.rejected == 1


def test_the_rows_that_change_count_from_the_day_as_written(tmp_path: Path) -> None:
    """Selections, comparisons and gates read a day as the answer does."""
    file = dated(tmp_path, ["27/11/2026", "05/01/2026", "01/12/2026"])
    soon = screen(file, "out.csv", "--watch-change", "5")
    assert column(soon.rows, "on") == ["27/11/2026"]
    changed = screen(file, "changes.csv", "--compare", "2026-01-06")
    assert column(changed.rows, "on") == ["01/12/2026"]
    sarif = ask("screen", str(file), "--format", "sarif").json
    assert "2026-11-27" in str(sarif)
    page = ask("report", str(file)).out
    assert "27/11/2026" in page


@pytest.mark.parametrize("size", [1, 5000])
def test_a_column_of_both_orders_has_no_option(tmp_path: Path, size: int) -> None:
    """Each option would reject the dates of the other order, so the reason names the mixture; a day with the year first is read."""
    dates = ["31/12/2026", "12/31/2026", "01/02/2026", "01/02/26"]
    rows = ["gallium,US,2026-12-01"] * size + [f"gallium,US,{day}" for day in dates]
    screening = screen(given(tmp_path, "in.csv", "\n".join(["item,to,on", *rows, ""])), "out.csv")
    assert (screening.counts.screened, screening.counts.rejected) == (size, len(dates))
    for row, day in zip(screening.rejected, dates, strict=True):
        assert row["reason"] == (
            f"'{day}' is not year-first, and the column mixes both orders ('31/12/2026' has the day first, '12/31/2026' the "
            "month); write all its dates like 2025-12-01"
        )
    assert "by_date_order" not in ask("screen", str(tmp_path / "in.csv"), "--format", "json").json


SWAPPED = ["2026-01-11", "28/11/2026", "2026-02-11 00:00:00", "29/11/2026", "2026-03-11", "30/11/2026 10:00"]
"""The dates 1, 2 and 3 November 2026 and three others with the day first, after a program that expects the month first."""


@pytest.mark.parametrize(
    ("changed", "rejected"),
    [
        pytest.param({}, 3, id="swapped"),
        pytest.param({"2026-03-11": "2026-03-13"}, 0, id="a late day shows that they are right"),
        pytest.param({"29/11/2026": "09/11/2026"}, 0, id="a program would have read this one, too"),
        pytest.param({"29/11/2026": "28/11/2026"}, 0, id="too few to know"),
    ],
)
def test_dates_that_a_spreadsheet_program_swapped_are_noticed(
    tmp_path: Path, changed: dict[str, str], rejected: int
) -> None:
    """The others are rejected, so that somebody looks at the file, unless the caller states the order."""
    rows = "".join(f"gallium,US,{changed.get(day, day)}\n" for day in SWAPPED)
    source = given(tmp_path, "in.csv", f"item,to,on\n{rows}")
    screening = screen(source, "out.csv")
    assert screening.counts.rejected == rejected
    for row in screening.rejected:
        assert row["reason"] == (
            f"'{row['value']}' is not year-first, and a spreadsheet program may have swapped day and month in the dates that are, "
            "such as '2026-01-11': none has a day above 12; correct them, or add --date-order dmy if they are right"
        )
    assert screen(source, "all.csv", "--date-order", "dmy").counts.rejected == 0
