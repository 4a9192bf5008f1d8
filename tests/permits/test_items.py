"""The facts and the decision of a company's item answer for it, until the list changes or the last day has passed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.clock import TODAY
from tests.files.program import rows_of
from tests.permits.program import CIVIL, change, check, configure, warnings_of

HEAD = "sku,description,hs_code,entry,form,contains,param,decided_by,decided_on,through,reason"
SHIRT = "S-1,cotton T-shirts,,none,,,,K. Weber,2025-06-01,2026-08-01,r"
GALLIUM = "G-1,gallium ingots of Acme,,3C001.a,,,,K. Weber,2025-06-01,,r"


def items(*rows: str, head: str = HEAD, file: str = "items.csv") -> None:
    """Write a file of items, and a configuration that names it."""
    configure('\nitems = "items.csv"')
    Path(file).write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def decision_about(sku: str, on: str = "2026-07-01", more: str = "") -> str:
    """Return a question about an item."""
    return f"{sku} --to DE --on {on} {CIVIL} {more}"


class TestDecisions:
    """A decision counts as --entry does, and does not change."""

    def test_an_item_is_what_was_decided(self) -> None:
        """Unreadable words are classified by the decision."""
        items(GALLIUM, "N-1,metal for Acme,,none,,,,K. Weber,2026-06-01,,r")
        listed, free = check(decision_about("G-1")), check(decision_about("N-1"))
        assert (listed.code, listed.json["decision"]) == (1, "license_required")
        assert [(item["entry"], item["basis"]) for item in listed.json["item"]["matches"]] == [("3C001.a", "entry")]
        assert (free.code, free.json["decision"]) == (0, "no_control_found")
        assert (free.json["query"]["sku"], free.json["query"]["item"]) == ("N-1", "metal for Acme")
        assert free.json["query"]["entry"] == ["none"]
        assert check(decision_about("n-1")).code == 3

    def test_it_is_classified_by_the_same(self) -> None:
        """`classify` names the lines that were decided."""
        items(GALLIUM)
        answer = ask("classify", "G-1", "--on", "2026-07-01", "-f", "json")
        assert (answer.code, [item["entry"] for item in answer.json["matches"]]) == (1, ["3C001.a"])
        items(SHIRT)
        over = ask("classify", "S-1", "--on", "2026-08-02", "-f", "json")
        assert (over.code, over.json["recognised"]) == (3, False)
        assert [item["code"] for item in over.json["warnings"]] == ["item_lapsed"]
        assert "classify the item again" in ask("classify", "S-1", "--on", "2026-08-02").words

    def test_known_facts_of_the_item_are_stated(self) -> None:
        """Customs code, form, content and properties are facts; without a decision no more is."""
        items("P-1,gallium,,,oxide;powder,Ga=74%,purity=99.99%,,,,", "H-1,,8112929010,,,,,,,,")
        query = check(decision_about("P-1")).json["query"]
        assert (query["form"], query["contains"], query["param"]) == (
            ["oxide", "powder"],
            ["Ga=74%"],
            ["purity=99.99%"],
        )
        assert check(decision_about("H-1")).json["item"]["matches"][0]["entry"] == "3C001.a"

    def test_stated_facts_take_precedence(self) -> None:
        """A line that the caller states is the caller's, and does not lapse."""
        items(SHIRT.replace("2026-08-01", "2026-01-01"))
        assert check(decision_about("S-1")).code == 3
        assert check(decision_about("S-1", more="--entry 3C001.a")).code == 1
        assert check(decision_about("S-1", more="--entry none")).code == 0

    def test_the_next_change_names_an_item_by_its_number(self) -> None:
        """A stroke in it is no sign of a paragraph."""
        items("A/1,widget zorg,,3C001.a,,,,K. Weber,2026-06-01,2026-07-31,r")
        words = ask("check", *decision_about("A/1").split()[:5]).words
        assert "Next change 2026-08-01 (in 31 days): undecided (item A/1 ends; No. 51/2024)" in words

    def test_an_item_without_a_number_goes_by_its_description(self) -> None:
        """As in a review of a file that has no numbers."""
        items(",gallium ingots of Acme,,3C001.a,,,,K. Weber,2025-06-01,,")
        assert check(decision_about("'gallium ingots of Acme'")).json["decision"] == "license_required"


class TestLapsedDecisions:
    """The item is then undecided, and the verdict names the act, or the day."""

    def test_both_sides_of_its_last_day(self) -> None:
        """The description alone does not replace a decision that has lapsed."""
        items(SHIRT)
        last, after = (check(decision_about("S-1", day)) for day in ("2026-08-01", "2026-08-02"))
        assert (last.code, warnings_of(last, "item_lapsed")) == (0, [])
        assert change(last) == ("2026-08-02", "undecided", ["item S-1"])
        assert (after.code, after.json["decision"], after.json["worst_case"]) == (3, "undecided", "undecided")
        assert warnings_of(after, "item_lapsed") == [
            "items.csv:2: K. Weber classified S-1 on 2025-06-01, valid through 2026-08-01; classify the item again"
        ]
        words = ask("check", "S-1", "--on", "2026-08-02").words
        assert "through 2026-08-01" in words
        assert "Classify the item again, and state the day of that in the items file." in words

    def test_an_item_that_nobody_recognises_names_the_act_that_may_list_it(self) -> None:
        """The act is cited, in both languages, and the entries are not known."""
        items("B-1,bracket,,none,,,,K. Weber,2025-05-12,,steel")
        question = ("check", "B-1", "--to", "DE", "--on", "2026-10-01")
        listed = (
            "but Precursor announcement of 2025-06 listed entries that it could be on 2025-06-24; classify the item"
        )
        assert listed in ask(*question).words
        chinese = "".join(ask(*question, "--lang", "zh").out.split())
        assert "此后2025-06易制毒化学品公告于2025-06-24列入其可能属于的条目；请重新归类" in chinese

    @pytest.mark.parametrize(("decided_on", "code"), [("2024-11-14", 3), ("2024-11-15", 1), ("2024-11-16", 1)])
    def test_a_line_that_was_listed_after_it(self, decided_on: str, code: int) -> None:
        """The list of 2024-11-15 has gallium; decisions of that day or later knew it."""
        items(f"G-1,gallium ingots of Acme,,3C001.a,,,,K. Weber,{decided_on},,")
        answer = check(decision_about("G-1"))
        assert answer.code == code
        lapsed = warnings_of(answer, "item_lapsed")
        assert bool(lapsed) == (code == 3)
        assert all("No. 51/2024 listed" in text for text in lapsed)

    def test_a_line_that_it_may_touch(self) -> None:
        """Tungsten was listed on 2025-02-04: who had found that it is on no list has to look again."""
        row = "W-1,tungsten carbide,,none,,,,K. Weber,2024-12-31,,"
        items(row)
        before = check(decision_about("W-1", "2025-02-03"))
        assert (before.code, warnings_of(before, "item_lapsed")) == (0, [])
        assert change(before) is not None
        assert change(before)[0] == "2025-02-04"  # type: ignore[index]
        after = check(decision_about("W-1", "2025-02-04"))
        assert after.code in (1, 3)
        assert "No. 10/2025 listed " in warnings_of(after, "item_lapsed")[0]
        items(row.replace("2024-12-31", "2025-02-04"))
        assert warnings_of(check(decision_about("W-1", "2025-02-04")), "item_lapsed") == []

    def test_unreadable_goods_may_match_any_entry(self) -> None:
        """A decision before the last act that lists an entry must be made again."""
        items("X-1,unobtainium,,none,,,,K. Weber,2024-12-31,,", "X-2,unobtainium 2,,none,,,,K. Weber,2026-06-30,,")
        assert (check(decision_about("X-1")).code, check(decision_about("X-2")).code) == (3, 0)

    def test_known_on_hides_later_publications(self) -> None:
        """--known-on limits the law to what was published then."""
        items("W-1,tungsten carbide,,none,,,,K. Weber,2024-12-31,,")
        answer = check(decision_about("W-1", more="--known-on 2025-01-31"))
        assert warnings_of(answer, "item_lapsed") == []

    def test_a_waiver_of_the_item_answers(self) -> None:
        """By its number, as long as nothing surely applies."""
        items(SHIRT)
        waiver = '[[waivers]]\nitem = "S-1"\nreason = "r"\napproved_by = "K. Weber"\nthrough = 2026-12-31\n'
        configure(f'items = "items.csv"\n{waiver}')
        answer = check(decision_about("S-1", "2026-08-02"))
        assert (answer.code, answer.json["decision"]) == (0, "undecided")
        assert warnings_of(answer, "item_lapsed")


TOMORROW = (TODAY + timedelta(days=1)).isoformat()
WRONG = {
    "entry,decided_by": (HEAD.replace("sku", "skuu"), [], 1, "has an unknown column 'skuu'"),
    "two columns": (f"{HEAD},sku", [], 1, "has two columns 'sku'; rename one of them"),
    "no key": (HEAD, [",,8112,,,,,,,,"], 2, "has neither sku nor description"),
    "twice": (HEAD, [SHIRT, GALLIUM, SHIRT], 4, "'S-1' is already at items.csv:2; remove one of them"),
    "a placeholder decided": (HEAD, [SHIRT.replace("K. Weber", "TBD")], 2, "decided_by is 'TBD'; write who decided"),
    "nobody decided": (HEAD, [SHIRT.replace("K. Weber", "")], 2, "lacks decided_by"),
    "no day": (HEAD, [SHIRT.replace("2025-06-01", "")], 2, "lacks decided_on"),
    "nothing decided": (HEAD, [SHIRT.replace("none", "")], 2, "lacks entry"),
    "a last day alone": (HEAD, ["S-1,shirts,,,,,,,,2026-08-01,"], 2, "lacks decided_by, decided_on and entry"),
    "no such day": (HEAD, [SHIRT.replace("2026-08-01", "1.8.2026")], 2, "through is '1.8.2026'"),
    "a day to come": (
        HEAD,
        [SHIRT.replace("2025-06-01,2026-08-01", f"{TOMORROW},")],
        2,
        "which is after today; correct it",
    ),
    "over before it was": (HEAD, [SHIRT.replace("2026-08-01", "2025-05-31")], 2, "before decided_on"),
    "no line": (HEAD, [GALLIUM, "\n", SHIRT.replace("none", "3C0O1")], 5, "'3C0O1' is not a control code"),
    "a line and none": (HEAD, [SHIRT.replace("none", "none;3C001.a")], 2, "'none' is not a control code"),
    "too many cells": (HEAD, [f"{SHIRT},x"], 2, "has 12 cells but 11 columns"),
    "a quote": (HEAD, ['S-1,"shirts'], 2, "unexpected end of data"),
}


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("command", ["check", "screen"])
def test_an_invalid_file_is_reported_with_its_line(what: str, command: str) -> None:
    """Exit code 2, one line, and nothing is written."""
    head, rows, line, words = WRONG[what]
    items(*rows, head=head)
    Path("in.csv").write_text("item,to\nS-1,DE\n", encoding="utf-8")
    arguments = ("check", "gallium") if command == "check" else ("screen", "in.csv", "-o", "out.csv")
    answer = ask(*arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(f"exportctl: items.csv:{line}: ")
    assert words in answer.err
    assert sorted(path.name for path in Path().iterdir()) == ["exportctl.toml", "in.csv", "items.csv"]


def test_a_missing_file_is_reported_with_the_line_that_names_it() -> None:
    """In the configuration."""
    configure('\nitems = "gone.csv"')
    answer = ask("check", "gallium")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "exportctl: exportctl.toml:2: items: gone.csv: No such file or directory; correct the name\n"


def test_an_item_with_invalid_facts_is_reported_with_its_line() -> None:
    """In a question about it; in a file its rows are rejected, with the reason."""
    items("B-1,gallium,99,,,,,,,,")
    answer = check(decision_about("B-1"))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "exportctl: items.csv:2: hs_code: '99' is not a customs code; write 6 to 10 digits\n"
    Path("in.csv").write_text("item,to\nB-1,DE\ngallium,DE\n", encoding="utf-8")
    assert ask("screen", "in.csv", "-o", "out.csv").code == 2
    (rejected,) = rows_of(Path("out.rejects.csv"))
    assert rejected["reason"].startswith("items.csv:2: hs_code: '99'")


@pytest.mark.parametrize("file", ["review.csv", "review.xlsx"])
def test_a_filled_review_is_a_file_of_items(file: str) -> None:
    """`classify -o` proposes, a person decides, and each item has the decision."""
    Path("goods.csv").write_text(
        "sku,description\nG-1,gallium\nX-1,part 17\nE-1,=part 18\nS-1,cotton T-shirts\n", encoding="utf-8"
    )
    assert ask("classify", "goods.csv", "-o", "review.csv").code == 1
    lines = rows_of(Path("review.csv"))
    names = list(lines[0])
    for line in lines:
        line |= {"decided_by": "K. Weber", "decided_on": "2026-07-01"}
        line["entry"] = line["proposed"] if line["certainty"] == "yes" else "none"
    _write(file, names, [[line[name] for name in names] for line in lines])
    configure(f'items = "{file}"')
    answers = {line["sku"]: check(decision_about(line["sku"])) for line in lines}
    assert {sku: answer.json["decision"] for sku, answer in answers.items()} == {
        "G-1": "license_required",
        "X-1": "no_control_found",
        "E-1": "no_control_found",
        "S-1": "no_control_found",
    }
    assert answers["E-1"].json["query"]["item"] == "=part 18"
    unfilled = ask("classify", "goods.csv", "-o", "again.csv")
    assert unfilled.code == 1
    configure('items = "again.csv"')
    assert check(decision_about("X-1")).code == 3


def _write(file: str, names: list[str], rows: list[list[str]]) -> None:
    """Write a table as a program for tables would: with days as days in a workbook."""
    if file.endswith(".csv"):
        import csv  # noqa: PLC0415 - one of two formats

        with Path(file).open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerows([names, *rows])
        return
    import xlsxwriter  # noqa: PLC0415 - the same

    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet, as_day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, names)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if names[place] == "decided_on":
                    sheet.write_datetime(number, place, date.fromisoformat(cell), as_day)
                else:
                    sheet.write_string(number, place, cell.removeprefix("'"))


def test_the_page_shows_such_a_file() -> None:
    """The example of docs/configuration.md is read, and decides."""
    page = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"
    (example,) = re.findall(r"```csv\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    items(*example.splitlines()[1:], head=example.splitlines()[0])
    answers = {sku: check(decision_about(sku)) for sku in ("MAG-45", "BX-1")}
    assert {sku: answer.json["decision"] for sku, answer in answers.items()} == {
        "MAG-45": "license_required",
        "BX-1": "no_control_found",
    }
