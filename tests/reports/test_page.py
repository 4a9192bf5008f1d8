"""A report is one self-contained page: its counts add up, each row is in it once, and no cell becomes markup."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from exportctl.errors import MissingExtraError
from tests.cli.program import ask, on_terminal
from tests.clock import TODAY
from tests.reports.pages import HOSTILE, LICENCE, ROWS, Page, page


class Parts(HTMLParser):
    """The elements of a page with their attributes, the text of each script, and all readable text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words = ""
        self._within = ""
        self.feed(re.sub(r'<span class="day">([^<]*)</span>|<wbr>', r"\1", text))  # neither is a word of its own

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        self._within = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, _: str) -> None:
        """Leave it."""
        self._within = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts and the readable text."""
        if self._within == "script":
            self.scripts[-1] += data
        elif self._within != "style":
            self.words += f" {data}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of the rows."""
    return page(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def parts(made: Page) -> Parts:
    """The parts of a page as a browser parses it."""
    return Parts(made.text)


@pytest.fixture(scope="module")
def table(parts: Parts) -> list[dict[str, str]]:
    """The rows that the page has for its script, by the names of their columns."""
    return rows_of(json.loads(parts.scripts[0]))


def rows_of(data: dict[str, Any]) -> list[dict[str, str]]:
    """Return the rows of a page."""
    columns = {column["name"]: [column["values"][place] for place in column["places"]] for column in data["columns"]}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_the_page_is_written_for_every_result(made: Page) -> None:
    """The exit code is 2 for rejected rows alone, and the counts on stderr are those of screen."""
    assert (made.answer.code, made.answer.out) == (2, "")
    assert f"\n{len(ROWS)} rows: {len(ROWS) - 2} screened, 2 rejected; by decision: " in made.answer.err


def test_each_row_is_there_once(table: list[dict[str, str]], parts: Parts) -> None:
    """With its number in the file, its own cells and its answers; unreadable rows have the reason."""
    assert [(row["row"], row["item"], row["<i>note"]) for row in table] == [
        (str(number), item, note) for number, (item, _, _, note) in enumerate(ROWS[:-2], 2)
    ]
    decisions = {row["<i>note"]: row["decision"] for row in table}
    assert decisions["plain"] == "license_required"
    assert decisions["after the suspension"] == "presumption_of_denial"
    assert decisions["free"] == "no_control_found"
    assert decisions["nobody knows it"] == "undecided"
    assert "'2026-02-30' is not a date" in parts.words
    assert "Atlantis" in parts.words


def test_counts_add_up(parts: Parts, table: list[dict[str, str]]) -> None:
    """Rows that fail the gate, are undecided and pass are all screened rows; each decision has as many rows as the table."""
    words = " ".join(parts.words.split())
    gate = re.search(r"licence required: (\d+) fail, (\d+) undecided, (\d+) pass", words)
    assert gate
    assert sum(map(int, gate.groups())) == len(table)
    demanding = sum(row["decision"] in {"license_required", "presumption_of_denial"} for row in table)
    undecided = sum(row["decision"] == "undecided" for row in table)
    assert (
        f"{demanding} of {len(table)} rows need a licence or are prohibited; {undecided} need more information; "
        "2 more could not be read. Of all rows, 1 depends on whether a suspension was extended."
    ) in words
    picked = [attrs for tag, attrs in parts.elements if tag == "button" and attrs.get("data-column") == "decision"]
    assert {item["data-value"] for item in picked} == {row["decision"] for row in table}


@pytest.mark.parametrize(
    ("options", "sentences"),
    [
        (
            [],
            [
                "from 2026-11-28: presumption of denial, unless extended",
                "It depends on whether the suspension was extended.",
            ],
        ),
        (["--lang", "zh"], ["自2026-11-28起：原则上不予许可（如未延期）", "取决于暂停实施是否已延期。"]),
    ],
)
def test_page_and_workbook_state_the_same_next_change(tmp_path: Path, options: list[str], sentences: list[str]) -> None:
    """A suspension that may be extended leaves gallium to the United States in doubt, before and after its last day."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on\ngallium,US,2026-11-27\ngallium,US,2026-11-28\n", encoding="utf-8")
    for name in ("r.html", "r.xlsx"):
        assert ask("report", str(rows), "-o", str(tmp_path / name), *options).code == 0
    change = json.loads(Parts((tmp_path / "r.html").read_text(encoding="utf-8")).scripts[0])["nextChange"]
    names, *cells = load_workbook(tmp_path / "r.xlsx").get_sheet_by_index(1).to_python()
    place = next(names.index(name) for name in ("Next change", "下次变化") if name in names)
    assert [change["values"][number] for number in change["places"]] == sentences
    assert [row[place] for row in cells] == sentences


@pytest.mark.parametrize("to", ["US", "DE"])
def test_rows_advise_what_check_advises_until_an_extension_is_confirmed(tmp_path: Path, to: str) -> None:
    """Holmium waits for the act on No. 70/2025: an extension through 2027-01-10 was announced, and without one it needs a licence."""
    rows = tmp_path / "rows.csv"
    rows.write_text(f"item,to,on\nholmium,{to},2026-12-01\n", encoding="utf-8")
    for name in ("r.html", "r.xlsx"):
        assert ask("report", str(rows), "-o", str(tmp_path / name)).code == 0
    page = Parts((tmp_path / "r.html").read_text(encoding="utf-8"))
    summary, cells = (load_workbook(tmp_path / "r.xlsx").get_sheet_by_index(number).to_python() for number in (0, 1))
    row = dict(zip(*cells, strict=True))
    apply = "apply on MOFCOM's platform; ship once licensed."
    military = (
        "rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed."
    )
    advice = f"Until you know, do not ship. If not: {military if to == 'US' else apply}"
    assert row["To do"].startswith(
        "Was No. 70/2025 extended? See https://exportcontrol.mofcom.gov.cn. If the suspension was extended, as announced "
        f"through 2027-01-10: no control found. {advice}"
    )
    assert "MOFCOM announced an extension through 2027-01-10 but did not name No. 70/2025" in row["Reason"]
    assert "2027-01-10" in row["Next change"]
    in_short = f"Confirm whether MOFCOM extended the suspension. {advice}"
    assert in_short in [line[1] for line in summary if len(line) > 1]
    assert in_short in " ".join(page.words.split())
    by_name = {item["name"]: item["values"] for item in json.loads(page.scripts[0])["columns"]}
    assert (by_name["to_do"], by_name["reason"]) == ([row["To do"]], [row["Reason"]])
    assert "Until you know, do not ship." in " ".join(
        ask("check", "holmium", "--to", to, "--on", "2026-12-01").out.split()
    )


def test_a_page_of_rows_that_an_extension_decides_knows_no_last_answer(tmp_path: Path) -> None:
    """The section of dates does not state that nothing changes."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on\ngallium,US,2026-11-28\n", encoding="utf-8")
    assert ask("report", str(rows), "-o", str(tmp_path / "r.html")).code == 0
    words = Parts((tmp_path / "r.html").read_text(encoding="utf-8")).words
    assert "It depends on whether the suspension was extended." in words
    assert "No later change is known." not in words


def test_a_page_names_the_day_and_the_column_that_may_hold_another(tmp_path: Path) -> None:
    """A day of delivery may be that of the arrival, so it is not read; the page and the workbook state the day that was used."""
    rows = tmp_path / "rows.csv"
    head = "Description,Ship-to country,Country of origin,Delivery date"
    rows.write_text(f"{head}\ngallium,US,CN,2026-05-01\n", encoding="utf-8")
    for name in ("r.html", "r.xlsx"):
        assert ask("report", str(rows), "-o", str(tmp_path / name)).code == 0
    words = " ".join(Parts((tmp_path / "r.html").read_text(encoding="utf-8")).words.split())
    line = (
        f"o column for the day was read; all rows were judged for {TODAY}; if 'Delivery date' is the day of export, rename it "
        "“Shipment date”"
    )
    assert f"N{line}" in words
    assert f"Day of the decisions {TODAY:%Y-%m-%d (%a)}" in words
    assert load_workbook(tmp_path / "r.xlsx").get_sheet_by_name("Summary").to_python()[1][0] == f"N{line}"
    rows.write_text(rows.read_text(encoding="utf-8").replace("Delivery date", "Shipment date"), encoding="utf-8")
    assert "no column for the day" not in ask("report", str(rows), "-o", str(tmp_path / "r.html")).err


def test_each_row_is_explained_in_words(table: list[dict[str, str]]) -> None:
    """The next step and the reason cite the deciding act, and the other reading of a suspension is named."""
    by_note = {row["<i>note"]: row for row in table}
    assert by_note["plain"]["reason"] == (
        "This export needs a licence from MOFCOM. No. 51/2024: Licence for every item of the unified list. "
        "No. 72/2025 suspended No. 46/2024, para. 2 through 2026-11-27. Worst case: prohibited."
    )
    assert by_note["plain"]["to_do"] == (
        "Rule out military users and uses; such exports are prohibited. "
        "Apply on MOFCOM's platform; ship once licensed. "
        "Add the columns “End use” and “Type of end user”. Then screen the file again."
    )
    after = by_note["after the suspension"]
    assert "No. 46/2024, para. 2" in after["reason"]
    assert after["to_do"].startswith(
        "Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn. If the suspension was extended: licence required. "
        "Until you know, do not ship. If not: do not ship; expect a refusal if you apply."
    )
    assert "If the suspension was extended: licence required." in after["to_do"]
    assert after["other_reading"] == "license_required"
    assert by_note["nobody knows it"]["to_do"].startswith("Covered by waiver exportctl.toml:9")
    assert "or add a column “Measured properties” (density, " in by_note["questions"]["to_do"]


def test_the_sections_stand_in_the_order_in_which_they_are_needed(parts: Parts) -> None:
    """The sentence comes first, then the next step, the rows, the dates, the timeline, the questions and the provisions."""
    headings = [attrs.get("id") for tag, attrs in parts.elements if tag == "h2"]
    assert headings[:6] == ["steps", "rows", "dates", "picture", "questions", "acts"]
    assert [tag for tag, _ in parts.elements].index("h1") < [tag for tag, _ in parts.elements].index("h2")


def test_buttons_and_tables_have_names(parts: Parts) -> None:
    """A screen reader gets the subject of a number of rows, and the content of a table."""
    numbers = [attrs for tag, attrs in parts.elements if "pick" in (attrs.get("class") or "")]
    names = [attrs["aria-label"] for attrs in numbers]
    assert len(numbers) > 10
    assert all(re.fullmatch(r"[\d,]+: show the rows with .+", name or "") for name in names)
    tables = [attrs.get("aria-label") for tag, attrs in parts.elements if tag == "table"]
    assert all(tables)
    assert len(set(tables)) == len(tables)


def test_no_cell_becomes_a_part_of_the_page(made: Page, parts: Parts) -> None:
    """Markup in a cell, a heading, a reason or the name of the file is text; the scripts are the three of the program."""
    assert [attrs.get("type") for tag, attrs in parts.elements if tag == "script"] == [
        "application/json",
        "module",
        "module",
    ]
    assert not [tag for tag, _ in parts.elements if tag in {"img", "b", "i", "iframe", "object", "link", "base"}]
    assert not [name for _, attrs in parts.elements for name in attrs if name.startswith("on")]
    assert "rows <b>&.csv" in parts.words
    assert "{{ 7 * 7 }}" in parts.scripts[0]
    assert HOSTILE not in made.text


def test_it_uses_no_network(parts: Parts) -> None:
    """A browser may run only the program's own scripts and load nothing; addresses are in links only."""
    (policy,) = [attrs["content"] for tag, attrs in parts.elements if attrs.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert not [attrs for tag, attrs in parts.elements if "src" in attrs or (tag == "link" and "href" in attrs)]
    links = [str(attrs["href"]) for tag, attrs in parts.elements if tag == "a"]
    assert any(link.startswith("https://") for link in links)
    assert all(link.startswith(("https://", "http://", "#")) for link in links)


def test_provisions_and_papers_are_linked_from_rows(parts: Parts, table: list[dict[str, str]]) -> None:
    """Provisions, the licence and the waiver have a line each, to which the rows lead."""
    data = json.loads(parts.scripts[0])
    ids = {attrs["id"] for _, attrs in parts.elements if "id" in attrs}
    assert set(data["anchors"].values()) <= ids
    assert LICENCE in data["anchors"]
    licensed = next(row for row in table if row["<i>note"] == "licensed")
    assert licensed["answered_by"] == LICENCE
    assert {name for row in table for name in row["provisions"].split(";") if name} <= data["anchors"].keys()


def test_dates_questions_and_the_picture_are_there(parts: Parts) -> None:
    """The day on which a suspension ends, the questions of most rows, and the picture of the law with its description."""
    words = " ".join(parts.words.split())
    assert re.search(
        r"2026-11-28 .*?End of the suspension of No. 46/2024, para. 2 as published: presumption of denial unless it is extended",
        words,
    )
    assert f"{LICENCE} has ended" in words
    assert "Is the end user civil or military? Type of end user" in words
    assert "No. 46/2024, para. 2: in force 2024-12-03 to 2025-11-08, by No. 46/2024; suspended" in words
    assert "No control found is not a permission" in words


def test_a_screened_file_is_screened_again(tmp_path: Path) -> None:
    """The page of a screened file is that of its input, except for the name."""
    source = tmp_path / "a.csv"
    source.write_text("item,to,on\ngallium,US,2025-12-01\nunobtainium,DE,2025-12-01\n", encoding="utf-8")
    ask("screen", str(source), "-o", str(tmp_path / "b.csv"))
    pages = []
    for name in ("a", "b"):
        target = tmp_path / f"{name}.html"
        assert ask("report", str(tmp_path / f"{name}.csv"), "-o", str(target)).code == 0
        pages.append(rows_of(json.loads(Parts(target.read_text(encoding="utf-8")).scripts[0])))
    assert pages[0] == pages[1]


def test_the_rows_wanted_are_the_rows_of_the_table(tmp_path: Path) -> None:
    """With --only, the verdicts count all rows, and the page states this."""
    content = page(tmp_path, 1, "--only", "presumption-of-denial")
    read = Parts(content.text)
    assert [row["decision"] for row in rows_of(json.loads(read.scripts[0]))] == ["presumption_of_denial"]
    assert f"The table has 1 of {len(ROWS) - 2} rows (--only). All counts are of every row." in read.words


def test_the_same_rows_are_the_same_page(made: Page, tmp_path: Path) -> None:
    """It has no clock but the day."""
    assert page(tmp_path).text == made.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.csv",), "exportctl: none.csv: No such file or directory; correct the name"),
        ((".",), "exportctl: FILE: '.' may be several files, but a page shows one; name one file"),
        (
            ("rows.pdf",),
            "exportctl: FILE: the extension of 'rows.pdf' names no format; save it as .xlsx",
        ),
        (("a.csv", "-o", "a.csv"), "exportctl: a.csv: would be overwritten; name another file"),
        (("a.csv", "--only", "free"), "exportctl: --only: 'free' is not one of"),
    ],
)
def test_an_invalid_page_is_refused_in_a_line(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 2, and nothing is printed."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("item\ngallium\n", encoding="utf-8")
    answer = ask("report", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[-1].startswith(message)
    assert Path("a.csv").read_text(encoding="utf-8") == "item\ngallium\n"


def test_a_page_goes_through_a_pipe_and_onto_no_terminal(tmp_path: Path) -> None:
    """Hundreds of lines of markup help nobody there."""
    file = tmp_path / "a.csv"
    file.write_text("item,to\ngallium,DE\n", encoding="utf-8")
    assert ask("report", str(file)).out.startswith("<!doctype html>")
    shown = on_terminal("report", str(file))
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == "exportctl: --output: a terminal cannot show this format; name a file with -o\n"


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("--allow-rejects",), 0)])
@pytest.mark.parametrize("name", ["a.html", "a.xlsx"])
def test_rejected_rows_are_on_the_page_and_end_with_2(
    arguments: tuple[str, ...], code: int, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for screen, unless they are allowed; the page is written, and a note names it."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("item,to\ngallium,US\ngallium,Atlantis\n", encoding="utf-8")
    answer = ask("report", "a.csv", "-o", name, *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert Path(name).stat().st_size > 0
    assert f"exportctl: the rejected rows and the reasons are in {name}\n" in answer.err
    assert answer.err.endswith("2 rows: 1 screened, 1 rejected; by decision: license_required 1\n")


def test_an_empty_file_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It states that there are no rows."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("item,to\n", encoding="utf-8")
    answer = ask("report", "a.csv")
    assert answer.code == 0
    assert rows_of(json.loads(Parts(answer.out).scripts[0])) == []


def test_columns_of_one_name_keep_their_own_cells(tmp_path: Path) -> None:
    """And one that is called as the program calls its own is still the file's."""
    source, target = tmp_path / "a.csv", tmp_path / "a.html"
    source.write_text("item,note,note,row\ngallium,one,two,three\n", encoding="utf-8")
    assert ask("report", str(source), "-o", str(target)).code == 0
    columns = json.loads(Parts(target.read_text(encoding="utf-8")).scripts[0])["columns"]
    cells = [(item["name"], item["own"], item["values"]) for item in columns]
    assert cells[-3:] == [("note", False, ["one"]), ("note", False, ["two"]), ("row", False, ["three"])]


def test_a_page_without_its_extra_is_refused_before_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In one line, which names it."""
    source = tmp_path / "a.csv"
    source.write_text("item\ngallium\n", encoding="utf-8")
    for name in [name for name in sys.modules if name.startswith("exportctl.reports.html")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    answer = ask("report", str(source))
    assert (answer.code, answer.err) == (2, f"exportctl: {MissingExtraError('a report', 'report')}\n")


def test_goods_to_compare_with_unread_lists_are_compared_everywhere(tmp_path: Path) -> None:
    """T-shirts to North Korea lack no fact: rows, summary, page and steps compare them with the lists, as check does."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on\nT-shirts,KP,2026-12-01\n", encoding="utf-8")
    step = (
        "Do not ship until you have compared the goods with the lists that the law data does not hold in full; they may "
        "prohibit this export."
    )
    for name in ("r.html", "r.xlsx"):
        assert ask("report", str(rows), "-o", str(tmp_path / name)).code == 0
    words = Parts((tmp_path / "r.html").read_text(encoding="utf-8"))
    summary, cells = (load_workbook(tmp_path / "r.xlsx").get_sheet_by_index(number).to_python() for number in (0, 1))
    assert dict(zip(*cells, strict=True))["To do"] == step
    assert step in [line[1] for line in summary if len(line) > 1]
    assert step in " ".join(words.words.split())
    assert "issing" not in " ".join(words.words.split()).partition("Rows")[0]
    printed = " ".join(ask("screen", str(rows)).out.split())
    assert "compared the goods with the lists" in printed
    assert "State missing facts" not in printed
    question = ("T-shirts", "--to", "KP", "--on", "2026-12-01")
    assert step in " ".join(ask("check", *question).out.split())
    steps = json.loads(ask("steps", *question, "--format", "json").out)["steps"]
    assert [item["id"] for item in steps] == ["compare-with-unread-lists"]


def test_goods_of_a_day_before_the_data_are_compared_with_unread_lists_only_under_a_control(tmp_path: Path) -> None:
    """Shoes need law data of 2020 first; a precursor needs a licence in any case, and an unread list may prohibit it."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on\nshoes,KP,2020-01-01\nephedrine,KP,2020-01-01\n", encoding="utf-8")
    step = (
        "Do not ship until you have compared the goods with the lists that the law data does not hold in full; they may "
        "prohibit this export."
    )
    assert ask("report", str(rows), "-o", str(tmp_path / "r.xlsx")).code == 0
    summary, cells = (load_workbook(tmp_path / "r.xlsx").get_sheet_by_index(number).to_python() for number in (0, 1))
    steps = [str(line[cells[0].index("To do")]) for line in cells[1:]]
    assert steps[0] == "Check the acts of that time yourself."
    assert steps[1].startswith(f"{step} If none prohibits it: apply to MOFCOM")
    of_decisions = [str(line[1]) for line in summary if len(line) > 1 and step in str(line[1])]
    assert [text.startswith(f"{step} If none prohibits it: apply to MOFCOM") for text in of_decisions] == [True]
    for item, is_compared in (("shoes", False), ("ephedrine", True)):
        printed = " ".join(ask("check", item, "--to", "KP", "--on", "2020-01-01").out.split())
        assert (step in printed) is is_compared


def test_a_listing_whose_measures_have_ended_still_needs_an_application(tmp_path: Path) -> None:
    """MOFCOM stopped the measures of No. 13/2025 from 2025-11-10, but Leidos remains on the list."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on,end user\nSmCo magnets,US,2026-12-01,Leidos\n", encoding="utf-8")
    languages = {
        "en": "ended: no measures since 2025-11-10; it remains on the list, and dual-use items to it still need an application to "
        "MOFCOM",
        "zh": "已失效，自2025-11-10起不再采取措施；该主体仍在名单上，向其出口两用物项仍须向商务部提出申请",
    }
    for lang, status in languages.items():
        (tmp_path / lang).mkdir()
        for name in ("r.html", "r.xlsx"):
            assert ask("--lang", lang, "report", str(rows), "-o", str(tmp_path / lang / name)).code == 0
        _, cells = load_workbook(tmp_path / lang / "r.xlsx").get_sheet_by_index(1).to_python()
        assert any(status in str(cell) for cell in cells)
        page = Parts((tmp_path / lang / "r.html").read_text(encoding="utf-8"))
        columns = {item["name"]: item["values"] for item in json.loads(page.scripts[0])["columns"]}
        assert status in columns["reason"][0]
        question = ("check", "SmCo magnets", "--to", "US", "--party", "end_user=Leidos", "--on", "2026-12-01")
        printed = "".join(ask("--lang", lang, *question).out.split())
        assert "".join(status.split()) in printed


def test_an_announced_day_is_a_next_date_and_a_past_day_is_none(tmp_path: Path) -> None:
    """The extension for holmium was announced through 2027-01-10; a row of 2026-01-05 changed on 2026-01-06."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,on\nholmium,US,2026-11-20\ndysprosium,JP,2026-01-05\n", encoding="utf-8")
    for name in ("r.html", "r.xlsx"):
        assert ask("report", str(rows), "-o", str(tmp_path / name)).code == 0
    words = " ".join(Parts((tmp_path / "r.html").read_text(encoding="utf-8")).words.split())
    dates = words.partition("Next dates")[2].partition("Timeline")[0]
    changed = "1 row changed on 2026-01-06 (Tue), after its own day."
    assert "2027-01-10 (Sun)" in dates
    assert "An announced extension would end; no act confirms it." in dates
    assert changed in dates
    assert dates.count("2026-01-06") == 1
    lines = load_workbook(tmp_path / "r.xlsx").get_sheet_by_index(0).to_python()
    place = next(number for number, line in enumerate(lines) if line[0] == "Next change")
    assert lines[place + 1] == [date(2027, 1, 10), "An announced extension would end; no act confirms it.", 1]
    assert lines[place + 2][:2] == ["Changed", "1 row changed on 2026-01-06, after its own day"]


@pytest.mark.parametrize(
    ("parties", "rows", "zh"),
    [
        (
            ("", ""),
            "Parties to the transaction were not checked in 2 rows without one.",
            "2行未填写交易相关方，因此未作核对。",
        ),
        (
            ("Acme", ""),
            "Parties to the transaction were not checked in 1 row without one.",
            "1行未填写交易相关方，因此未作核对。",
        ),
        (("Acme", "Foo"), "No information is missing.", "不缺信息。"),
    ],
)
def test_rows_without_a_party_lack_information(tmp_path: Path, parties: tuple[str, str], rows: str, zh: str) -> None:
    """No fact would change their decisions, but nobody checked their parties: the page must not read as complete."""
    file, target = tmp_path / "in.csv", tmp_path / "page.html"
    first, second = parties
    file.write_text(
        f"item,to,on,party\nwooden chair,DE,2025-12-01,{first}\ngallium,DE,2025-12-01,{second}\n", encoding="utf-8"
    )
    for language, text in (("en", rows), ("zh", zh)):
        ask("--lang", language, "report", str(file), "-o", str(target))
        section = target.read_text(encoding="utf-8").partition('id="questions"')[2].partition("</section>")[0]
        assert section.count("<p>") == 1
        assert text in section
