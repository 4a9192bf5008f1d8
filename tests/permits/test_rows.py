"""A row is answered as `check` answers it, licences and waivers included; amounts are counted down in the order of the rows."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import ROOT, Answer, ask
from tests.files.program import rows_of
from tests.permits.program import LICENCE, check, configure

CONFIGURATION = (
    LICENCE.replace('"3C001"', '"3C001.a", "1C905"') + 'end_users = ["Acme GmbH"]\n'
    """
[[licences]]
number = "L-2"
entries = ["3C001"]
to = ["FR"]
from = 2025-06-01
through = 2026-09-15

[[waivers]]
item = "unobtainium"
to = ["DE"]
reason = "r"
approved_by = "K. Weber"
through = 2026-08-31

[[waivers]]
provision = "mofcom-2024-51/1"
item = "graphite"
reason = "r"
approved_by = "K. Weber"
through = 2026-11-30

[[not_the_same]]
name = "Skidio Inc"
party = "mfa-2024-10-10-01"
reason = "r"
approved_by = "K. Weber"
through = 2026-08-31
"""
)
ITEMS = """sku,description,entry,decided_by,decided_on,through
S-1,cotton T-shirts,none,K. Weber,2025-06-01,2026-08-31
G-1,gallium ingots of Acme,3C001.a,K. Weber,2025-06-01,2026-12-01
F-1,gallium,,,,
"""
GOODS = ("gallium", "gallium arsenide", "unobtainium", "graphite", "S-1", "G-1", "F-1", "NdFeB magnets with 2% Dy")
PLACES = ("DE", "FR", "US", "JP", "KR")
USERS = ("Acme GmbH", "Globex SA", "Skidio Inc", "Skydio Inc.")
DAYS = ("2025-12-31", "2026-08-31", "2026-09-01", "2026-09-16", "2026-11-28", "2026-12-05", "2027-01-01")


def screened(*arguments: str, text: str = "", gate: str = "license_required") -> tuple[Answer, list[dict[str, Any]]]:
    """Screen a text, and return the answer with the rows."""
    Path("in.csv").write_text(text, encoding="utf-8")
    answer = ask("screen", "in.csv", "-o", "out.jsonl", "--gate", gate, *arguments)
    return answer, [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.long
@pytest.mark.parametrize("use", ["civil", ""])
def test_a_row_is_answered_as_check_answers_it(use: str) -> None:
    """Decision, worst case, next change, covered and uncovered findings, for every mix of a file."""
    configure(f'items = "items.csv"\n{CONFIGURATION.replace("mfa-2024-10-10-01", _skydio())}')
    Path("items.csv").write_text(ITEMS, encoding="utf-8")
    questions = list(product(GOODS, PLACES, USERS, DAYS))[:: 7 if use else 17]
    lines = [f'"{goods}",{to},{use},{use},{user},{day}' for goods, to, user, day in questions]
    answer, rows = screened(text="\n".join(["item,to,end_use,end_user_type,end_user,on", *lines]))
    codes = set()
    for row, (goods, to, user, day) in zip(rows, questions, strict=True):
        more = ("--end-use", use, "--end-user-type", use) if use else ()
        one = ask("check", goods, "--to", to, "--party", f"end-user={user}", "--on", day, *more, "-f", "json")
        document = one.json
        change = document["next_change"] or {"on": None, "decision": None}
        assert {
            "decision": row["decision"],
            "worst_case": row["worst_case"],
            "entries": row["entries"].split(";") if row["entries"] else [],
            "provisions": row["provisions"],
            "next_change": (row["next_change_on"], row["next_change_decision"]),
            "answered_by": row["answered_by"],
            "not_answered": row["not_answered"],
        } == {
            "decision": document["decision"],
            "worst_case": document["worst_case"],
            "entries": [item["entry"] for item in document["item"]["matches"]],
            "provisions": ";".join(dict.fromkeys(item["provision"] for item in document["findings"])),
            "next_change": (change["on"], change["decision"]),
            "answered_by": ";".join(item["name"] for item in document["answered_by"]),
            "not_answered": "; ".join(
                item["text"]
                for code in ({"item_lapsed"}, {"not_answered", "answer_ended"})
                for item in document["warnings"]
                if item["code"] in code
            ),
        }, (goods, to, user, day)
        codes.add(one.code)
    assert answer.code == max(codes & {1}, default=max(codes))


def _skydio() -> str:
    """Return the id of a designation that the name is like."""
    result = ask("party", "Skidio Inc", "--on", "2026-09-01", "-f", "json").json["matches"]
    return next(str(item["id"]) for item in result if item["status"] == "in_force")


def test_the_exit_code_of_a_row_is_that_of_check() -> None:
    """One row at a time, at each gate that a licence can affect."""
    configure(CONFIGURATION.replace("mfa-2024-10-10-01", _skydio()))
    rows = [("gallium", "DE", "2026-09-01"), ("gallium", "US", "2026-11-28"), ("unobtainium", "DE", "2026-08-31")]
    for (goods, to, day), gate in product(rows, ("report", "license_required", "presumption_of_denial")):
        text = f"item,to,end_user,on,end_use,end_user_type\n{goods},{to},Acme GmbH,{day},civil,civil\n"
        civil = "--end-use civil --end-user-type civil --party 'end-user=Acme GmbH'"
        one = check(f"{goods} --to {to} --on {day} {civil} --gate {gate}")
        assert screened(text=text, gate=gate)[0].code == one.code


HEAD = "item,to,end_use,end_user_type,on,quantity\n"


def shipments(*quantities: str) -> str:
    """Return rows of gallium for Germany with these amounts."""
    return HEAD + "".join(f"gallium,DE,civil,civil,2026-09-01,{quantity}\n" for quantity in quantities)


LIMITED = LICENCE + 'quantity = "500 kg"\n'


class TestAmounts:
    """The amount of a licence is counted down over the rows, in their order."""

    def test_a_row_that_exceeds_what_is_left_is_not_answered(self) -> None:
        """A later row within the amount is covered; each uncovered row has the reason."""
        configure(LIMITED)
        answer, rows = screened(text=shipments("300 kg", "300 kg", "0.1 t", "100000 g", "1 g", "", "3 pieces"))
        assert [row["answered_by"] for row in rows] == ["licence L-1", "", "licence L-1", "licence L-1", "", "", ""]
        assert ["less than the stated amount left" in row["not_answered"] for row in rows] == [
            False,
            True,
            False,
            False,
            True,
            False,
            False,
        ]
        assert "state the amount" in rows[5]["not_answered"]
        assert "stated in pieces" in rows[6]["not_answered"]
        assert {row["decision"] for row in rows} == {"license_required"}
        assert answer.code == 1
        assert "licence L-1: 0 kg of 500 kg are left\n" in answer.err
        assert "许可证L-1：限量500 kg，剩余0 kg\n" in ask("--lang", "zh", "screen", "in.csv", "-o", "zh.csv").err
        assert answer.err.splitlines()[-1].endswith("covered: 3 by licences (wholly or in part)")

    def test_a_chinese_column_states_the_amount(self) -> None:
        """Its rows count down; the reason for a missing amount names its column, in a workbook in the language of the run."""
        configure(LIMITED)
        text = shipments("300 千克", "0.1 吨", "", "300", "3 箱").replace(",quantity", ",数量")
        Path("in.csv").write_text(text, encoding="utf-8")
        answer = ask("screen", "in.csv", "-o", "out.xlsx", "--lang", "zh")
        assert "数量（取自“数量”）（仅限带单位的数量）" in answer.err
        first, second, *others = rows_of(Path("out.xlsx"))
        assert [row["answered_by"] for row in (first, second, *others)] == ["licence L-1"] * 2 + [""] * 3
        assert {row["not_answered"] for row in others} == {"许可证L-1限量500 kg；请在数量列填写带单位的数量"}
        ask("screen", "in.csv", "-o", "out.csv")
        assert {row["not_answered"] for row in rows_of(Path("out.csv"))[2:]} == {
            "licence L-1 covers 500 kg; state the amount with its unit in the column quantity"
        }

    def test_all_within_the_amount_opens_the_gate(self) -> None:
        """To the last gram."""
        configure(LIMITED)
        assert screened(text=shipments(*["50 kg"] * 10))[0].code == 0
        assert screened(text=shipments(*["50 kg"] * 10, "1 g"))[0].code == 1

    def test_nothing_is_too_little_to_count(self) -> None:
        """Amounts are exact: every row reduces the remaining amount, however little it needs."""
        configure(LIMITED)
        tiny = "0.00000000000000000000000000000000000001 kg"
        _, rows = screened(text=shipments(tiny, "500 kg", "499 kg"))
        assert [row["answered_by"] for row in rows] == ["licence L-1", "", "licence L-1"]

    def test_one_that_never_ends(self) -> None:
        """Rows up to the last day of the calendar are answered."""
        configure(LIMITED.replace("2026-12-31", "9999-12-31"))
        text = shipments("1 kg", "1 kg").replace("2026-09-01", "9999-12-31", 1)
        assert screened(text=text)[0].code == 0

    def test_one_amount_for_all_rows(self) -> None:
        """--set states it once, and each row uses it up."""
        configure(LIMITED)
        text = shipments(*["300 kg"] * 2).replace(",quantity", ",pieces")
        answered = [row["answered_by"] for row in screened("--set", "quantity=300 kg", text=text)[1]]
        assert answered == ["licence L-1", ""]

    def test_rows_that_cannot_be_read_take_nothing(self) -> None:
        """Nor do rows that it does not answer."""
        configure(LIMITED)
        text = shipments("400 kg").replace(",DE,", ",FR,") + shipments("400 kg", "nonsense", "100 kg").removeprefix(
            HEAD
        )
        answer, rows = screened("--allow-rejects", text=text)
        assert [row["answered_by"] for row in rows] == ["", "licence L-1", "licence L-1"]
        assert "0 kg of 500 kg" in answer.err

    def test_the_next_licence_has_what_the_first_lacks(self) -> None:
        """A row is never split between two."""
        configure(LIMITED + LIMITED.replace("L-1", "L-2").replace("500 kg", "300 kg"))
        _, rows = screened(text=shipments("400 kg", "200 kg", "100 kg", "100 kg", "1 kg"))
        assert [row["answered_by"][-3:] for row in rows] == ["L-1", "L-2", "L-1", "L-2", ""]

    def test_several_files_share_it(self) -> None:
        """One run counts once, whatever the number of its files."""
        configure(LIMITED)
        for name in ("a.csv", "b.csv"):
            Path(name).write_text(shipments("300 kg"), encoding="utf-8")
        assert ask("screen", "a.csv", "b.csv", "-o", "out/").code == 1
        papers = [rows_of(Path("out") / name)[0]["answered_by"] for name in ("a.csv", "b.csv")]
        assert papers == ["licence L-1", ""]

    def test_days_and_places_share_it(self) -> None:
        """Rows of other situations take from the same amount."""
        configure(LIMITED)
        rows = [("DE", "2026-09-01"), ("US", "2026-12-10"), ("DE", "2026-12-10"), ("DE", "2027-01-01")]
        lines = "".join(f"gallium,{to},civil,civil,{day},200 kg\n" for to, day in rows)
        answered = [row["answered_by"] for row in screened(text=HEAD + lines)[1]]
        assert answered == ["licence L-1", "licence L-1", "", ""]

    def test_a_run_cannot_go_on_with_another(self) -> None:
        """The amounts of earlier rows are not stored: one line reports this, and nothing is written."""
        configure(LIMITED)
        Path("in.csv").write_text(shipments("1 kg"), encoding="utf-8")
        answer = ask("screen", "in.csv", "-o", "out.csv", "--resume")
        assert (answer.code, answer.out) == (2, "")
        assert "licence L-1 (exportctl.toml:2) covers a limited amount" in answer.err
        assert not Path("out.csv").exists()
        configure(LICENCE)
        assert ask("screen", "in.csv", "-o", "out.csv", "--resume").code == 0


class TestReports:
    """Rows that licences and waivers answer count apart in every report."""

    TEXT = (
        "item,to,end_use,end_user_type,end_user,on\n"
        "gallium,DE,civil,civil,Acme GmbH,2026-12-10\n"
        "gallium,DE,civil,civil,Globex SA,2026-08-01\n"
        "unobtainium,DE,civil,civil,Acme GmbH,2026-08-01\n"
        "unobtainium,DE,civil,civil,Acme GmbH,2026-09-01\n"
        "cotton T-shirts,DE,civil,civil,Acme GmbH,2026-08-01\n"
    )

    @pytest.fixture(autouse=True)
    def _file(self) -> None:
        configure(CONFIGURATION.replace("mfa-2024-10-10-01", _skydio()))
        Path("in.csv").write_text(self.TEXT, encoding="utf-8")

    def test_the_summary(self) -> None:
        """In JSON, in the table and in the last line, with their warnings."""
        answer = ask("screen", "in.csv", "-f", "json")
        assert answer.json["answered"] == {"licences": 1, "waivers": 1}
        counted = answer.json["by_warning"]
        assert {key: counted[key] for key in ("answer_ends", "answer_ended", "not_answered")} == {
            "answer_ends": 2,
            "answer_ended": 1,
            "not_answered": 1,
        }
        counts = "1 by licences, 1 by waivers (wholly or in part)"
        assert f"covered: {counts}" in answer.err
        assert f"Covered by {counts}" in ask("screen", "in.csv").words

    def test_gates(self) -> None:
        """An answered row is a note, and no finding that stops anything."""
        results = ask("screen", "in.csv", "-f", "sarif").json["runs"][0]["results"]
        answered = [item for item in results if item["suppressions"]]
        assert [item["properties"]["outcome"] for item in answered] == ["answered", "answered"]
        reasons = sorted(item["suppressions"][0]["justification"] for item in answered)
        assert reasons == ["licence L-1", "r"]
        assert {item["level"] for item in answered} == {"note"}
        assert {item["properties"]["outcome"] for item in results} == {"failed", "undecided", "answered"}
        for format_ in ("github", "markdown", "junit"):
            answer = ask("screen", "in.csv", "-f", format_)
            assert answer.code == 1
            assert "licence L-1" in answer.out.replace("\\", "")
        github = ask("screen", "in.csv", "-f", "github").out
        assert "wholly or partly covered: 1 by licences, 1 by waivers" in github
        assert github.count("::notice ") == 2

    @pytest.mark.parametrize("format_", ["sarif", "github", "markdown", "junit"])
    def test_gates_say_why_a_licence_does_not_answer(self, format_: str) -> None:
        """For a row as for a question: the holder of the licence looks for it there."""
        configure(LIMITED)
        Path("in.csv").write_text(shipments("600 kg"), encoding="utf-8")
        question = ("check", "gallium", "--to", "DE", "--on", "2026-09-01", "--quantity", "600 kg")
        for command in (("screen", "in.csv"), question):
            result = ask(*command, "-f", format_).out.replace("\\", "")
            assert "licence L-1 has less than the stated amount left of its 500 kg" in result

    @pytest.mark.parametrize("command", [("screen", "in.csv", "--rows", "out.csv"), ("check", "S-1", "--to", "DE")])
    def test_a_lapsed_decision_is_reported_with_the_act(self, command: tuple[str, ...]) -> None:
        """An item with a decision from before the listing of its entry is open, and the row and its gate give the reason."""
        configure('items = "items.csv"\n')
        Path("items.csv").write_text("sku,description,entry,decided_by,decided_on\nS-1,holmium rod,none,K,2025-01-01\n")
        Path("in.csv").write_text("item,to\nS-1,DE\n", encoding="utf-8")
        result = ask(*command, "--on", "2026-09-01", "-f", "markdown")
        expected = (
            "K classified S-1 on 2025-01-01, but No. 57/2025 listed 1C909.a.1 on 2025-10-09; classify the item again"
        )
        assert (result.code, expected in result.out) == (3, True)
        if "--rows" in command:
            assert rows_of(Path("out.csv"))[0]["not_answered"] == f"items.csv:2: {expected}"

    def test_columns_are_gained_where_there_is_something_to_say(self) -> None:
        """Without licences and waivers a file has the columns that it always had; screened again it has none twice."""
        ask("screen", "in.csv", "-o", "out.csv")
        (first, *_) = rows_of(Path("out.csv"))
        assert list(first)[-3:] == ["answered_by", "not_answered", "configured_by"]
        ask("screen", "out.csv", "-o", "again.csv")
        assert rows_of(Path("again.csv")) == rows_of(Path("out.csv"))
        configure("")
        ask("screen", "out.csv", "-o", "plain.csv")
        assert list(rows_of(Path("plain.csv"))[0])[-1] == "next_change_decision"


class TestChangedAnswers:
    """The loss of a licence is worse, and reported, although the decision stays that of the law."""

    TEXT = "item,to,end_use,end_user_type\ngallium,DE,civil,civil\n"

    def test_a_baseline_knows_who_answered(self) -> None:
        """A row under a licence that has ended since stops."""
        configure(LICENCE)
        Path("in.csv").write_text(self.TEXT, encoding="utf-8")
        assert ask("screen", "in.csv", "-o", "last.csv", "--on", "2026-09-01").code == 0
        assert ask("screen", "in.csv", "--baseline", "last.csv", "--on", "2026-09-01").code == 0
        result = ask("screen", "in.csv", "--baseline", "last.csv", "--on", "2027-01-01")
        assert (result.code, "0 new, 1 worse than there" in result.err) == (1, True)

    def test_it_is_watched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And compared, the amounts being counted down for both answers alike."""
        monkeypatch.setenv("COLUMNS", "120")
        configure(LICENCE)
        Path("in.csv").write_text(self.TEXT, encoding="utf-8")
        ask("screen", "in.csv", "-o", "last.csv", "--on", "2026-09-01")
        assert ask("watch", "last.csv", "--on", "2026-09-01").code == 0
        result = ask("watch", "last.csv", "--on", "2027-01-01", "-o", "changed.csv")
        assert (result.code, "1 licence required; no longer covered by licence L-1 " in result.words) == (1, True)
        (row,) = rows_of(Path("changed.csv"))
        assert row["compared_why"].endswith("answered by licence L-1 → nothing")
        configure(LIMITED)
        Path("in.csv").write_text(shipments("300 kg", "300 kg"), encoding="utf-8")
        result = ask("screen", "in.csv", "--on", "2026-09-01", "--compare", "2026-09-02")
        assert (result.code, "0 of 2 rows stricter than on 2026-09-02, 0 less strict" in result.words) == (
            0,
            True,
        )

    @pytest.mark.parametrize(
        ("command", "differ"),
        [
            (["--on", "2025-12-31", "--compare", "2026-09-01"], 2),
            (["--on", "2026-09-01", "--compare", "2025-12-31"], 2),
            (["--on", "2026-09-01", "--compare", "2026-09-02"], 0),
            (["--on", "2026-09-01", "--compare-data", str(ROOT / "data")], 0),
        ],
    )
    def test_files_that_are_compared_share_it_for_each_answer(self, command: list[str], differ: int) -> None:
        """What rows of one file have taken is gone for the next, in that of both answers in which they took it."""
        configure(LIMITED)
        names = [f"{name}.csv" for name in "abc"]
        for name, quantity in zip(names, ("300 kg", "300 kg", "200 kg"), strict=True):
            Path(name).write_text(shipments(quantity), encoding="utf-8")
        counted = ask("screen", *names, *command, "-f", "json").json["by_comparison"]
        assert counted.get("same", 0) == 3 - differ


def test_rows_under_a_licence_are_not_counted_as_applications() -> None:
    """Two of three rows go to Germany, for which the licence is; the one to France needs an application."""
    configure(LICENCE)
    Path("in.csv").write_text("item,to\ngallium,DE\ngallium,FR\ngallium,DE\n", encoding="utf-8")
    for command in (("screen", "in.csv"), ("report", "in.csv", "-o", "page.html")):
        answer = ask(*command, "--on", "2026-09-01")
        words = answer.words if command[0] == "screen" else Path("page.html").read_text(encoding="utf-8")
        assert "1 row: Apply on MOFCOM's platform" in words.replace("&#39;", "'")
        assert "2 rows: Covered by licences: check their conditions and dates." in words
