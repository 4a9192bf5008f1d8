"""`content` adds up a bill of materials: what counts and from which share on is read from No. 61 of 2025, paragraph 1."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportctl import api
from tests.cli.program import Answer, ask
from tests.cli.test_bad_input import refused

Asking = Callable[..., Answer]
HEAD = "part,value,origin,substance,cas,share"


@pytest.fixture
def bill(tmp_path: Path) -> Asking:
    """Return the share of a bill of materials, as JSON unless stated otherwise."""

    def asking(*rows: str, head: str = HEAD, more: tuple[str, ...] = ("-f", "json")) -> Answer:
        file = tmp_path / "bill.csv"
        file.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return ask("content", str(file), *more)

    return asking


class TestBound:
    """The bound is 0.1 %, included, of the value of the whole product."""

    @pytest.mark.parametrize(
        ("dysprosium", "housing", "share", "code"),
        [
            ("0.1", "99.9", "0.1", 1),
            ("0.0999", "99.9001", "0.0999", 0),
            ("1", "999", "0.1", 1),
            ("1", "999.01", "0.09999900000999990000099999", 0),
            ("0.003", "2.997", "0.1", 1),
            ("100", "0", "100", 1),
            ("0", "100", "0", 0),
        ],
    )
    def test_a_tenth_of_a_per_cent_is_caught(
        self, bill: Asking, dysprosium: str, housing: str, share: str, code: int
    ) -> None:
        """Exactly 0.1 % meets the bound, and less does not."""
        answer = bill(f"core,{dysprosium},CN,dysprosium metal,,", f"housing,{housing},DE,steel,,")
        document = answer.json
        assert (answer.code, document["exit_code"]) == (code, code)
        assert document["cn_content"].startswith(share)
        assert document["reached"] == {0: "no", 1: "yes"}[code]

    def test_the_bound_is_the_one_of_the_act(self, bill: Asking) -> None:
        """The document names the provisions, the bound and the goods that count."""
        document = bill("core,1,CN,dysprosium metal,,").json
        assert document["schema"] == "exportctl.content/1"
        assert document["asked"] == {
            "provisions": ["mofcom-2025-61/1.1", "mofcom-2025-61/5.1"],
            "op": ">=",
            "value": "0.1",
            "of": ["annex-61-part-1"],
        }

    @pytest.mark.usefixtures("remembered")
    def test_the_bound_changes_with_the_act(self, bill: Asking, tmp_path: Path, data: Path) -> None:
        """With another figure in the act another share is caught; without any there is nothing to add up for."""
        folder = tmp_path / "law"
        shutil.copytree(data, folder)
        act = folder / "acts/cn/2025/mofcom-2025-61.yaml"
        text, rows = act.read_text(encoding="utf-8"), ("core,1,CN,dysprosium metal,,", "housing,99,DE,steel,,")
        bound = 'cn_content: {op: ">=", value: "0.1", of: [annex-61-part-1]}'

        def amended(new: str, count: int = -1) -> Answer:
            act.write_text(text.replace(bound, new, count), encoding="utf-8")
            assert ask("data", "status", "--data", str(folder)).code == 0  # compiled, which is noted once
            return bill(*rows, more=("-f", "json", "--data", str(folder)))

        assert (bill(*rows).code, amended(bound.replace("0.1", "1.5")).code) == (1, 0)
        assert "mofcom-2025-61/1.1, mofcom-2025-61/5.1 have thresholds for different content" in refused(
            amended(bound.replace("0.1", "1.5"), 1)
        )
        assert "has no provision with a threshold for Chinese content" in refused(amended("to: [DE]"))

    def test_the_share_is_the_value_for_check(self, bill: Asking) -> None:
        """A magnet made abroad with the share of the bill meets the rule."""
        share = bill("core,0.1,CN,dysprosium metal,,", "housing,99.9,DE,steel,,").json["cn_content"]
        facts = ("--from", "DE", "--origin", "DE", "--to", "FR", "--end-use", "civil", "--cn-technology", "no")
        days = ("--on", "2025-12-01", "--known-on", "2025-11-06", "-f", "json")
        answer = ask("check", "SmCo magnet", *facts, *days, "--cn-content", f"{share}%")
        assert {item["provision"]: item["applies"] for item in answer.json["findings"]}["mofcom-2025-61/1.1"] == "yes"


class TestCounting:
    """A line counts if it surely is Chinese-origin goods of the annex, and may count if something is not known."""

    @pytest.mark.parametrize(
        ("row", "counts", "missing"),
        [
            ("a,1,CN,dysprosium metal,,", "yes", []),
            ("a,1,China,金属镝,,", "yes", []),
            ("a,1,中国,Dy2O3,,", "yes", []),
            ("a,1,CN,,7429-91-6,", "yes", []),
            ("a,1,CN,1C905.a.1,,", "yes", []),
            ("dysprosium metal,1,CN,,,", "yes", []),
            ("a,1,CN,terbium-iron alloy,,", "yes", []),
            ("a,1,HK,dysprosium metal,,", "no", []),
            ("a,1,DE,dysprosium metal,,", "no", []),
            ("a,1,CN,holmium,,", "no", []),
            ("a,1,CN,gallium,,", "no", []),
            ("a,1,,gallium,,", "no", []),
            ("a,1,,dysprosium metal,,", "unknown", ["origin"]),
            ("a,1,CN,unobtainium,,", "unknown", ["description"]),
            ("a,1,,unobtainium,,", "unknown", ["description", "origin"]),
            ("a,1,DE,unobtainium,,", "no", []),
            ("a,1,CN,copper,,", "no", []),
            ("a,1,,Stainless steel,,", "no", []),
            ("a,1,CN,硅钢,,", "no", []),
            ("a,1,CN,steel with dysprosium,,", "unknown", ["description", "legal_scope"]),
            ("a,1,CN,ferrite,,", "unknown", ["description"]),
            ("a,1,CN,SmCo magnet,,", "unknown", ["description"]),
            ("a,1,DE,SmCo magnet,,", "no", []),
        ],
    )
    def test_a_line(self, bill: Asking, row: str, counts: str, missing: list[str]) -> None:
        """An unknown share is never no; a bought magnet contains alloy, but the amount is not stated."""
        answer = bill(row)
        (line,) = answer.json["lines"]
        assert (line["counts"], line["missing"]) == (counts, missing)
        assert answer.code == {"yes": 1, "no": 0, "unknown": 3}[counts]
        assert answer.json["reached"] == counts

    def test_a_share_makes_a_part_count_in_part(self, bill: Asking) -> None:
        """Two substances of one part share its value, which is counted once."""
        answer = bill("rotor,50,CN,dysprosium metal,,0.1%", "rotor,50.0,DE,steel,,99.9", 'housing,"1,950",DE,steel,,')
        assert [line["worth"] for line in answer.json["lines"]] == ["0.05", "49.95", "1950"]
        assert (answer.json["value"], answer.json["cn_content"], answer.code) == ("2000", "0.0025", 0)

    def test_the_rest_of_a_part_is_unknown(self, bill: Asking) -> None:
        """2 % of a Chinese magnet are stated; what the other 98 % are decides whether the share reaches 0.1 %."""
        rows = ("housing,1000,DE,steel,,100%", "magnet,50,CN,dysprosium,,2%")
        answer = bill(*rows)
        assert (answer.code, answer.json["reached"]) == (3, "unknown")
        assert answer.json["cn_content"].startswith("0.0952380952")
        assert answer.json["cn_content_possible"].startswith("4.7619047619")
        assert (answer.json["lines"][-1]["part"], answer.json["lines"][-1]["worth"]) == ("magnet", "49")
        assert "magnet the rest, not stated CN 49 unknown: state the substance" in bill(*rows, more=()).words
        assert bill(*rows, "magnet,50,CN,iron,,98%").code == 0
        assert bill("housing,1000,DE,steel,,", "magnet,50,DE,dysprosium,,2%").code == 0

    def test_blank_rows_are_passed_over(self, bill: Asking) -> None:
        """They count as rows of the file in messages."""
        assert bill("", "core,1,CN,dysprosium metal,,", ",,,,,").code == 1
        assert "bill.csv: row 3, value" in refused(bill("", "core,x,CN,dysprosium metal,,"))

    @pytest.mark.parametrize("total", ["Total,100,,,,", ",100,,合计,,100%", "Grand total:,,,,,", "Subtotal,12 kg,,,,"])
    def test_a_row_of_totals_is_no_part(self, bill: Asking, total: str) -> None:
        """It is passed over: as a part, it would halve the share and clear the product."""
        answer = bill("magnet,100,CN,dysprosium metal,,0.15", "magnet,100,CN,iron,,99.85", total)
        assert (answer.json["value"], answer.json["cn_content"], answer.code) == ("100", "0.15", 1)

    @pytest.mark.parametrize(("total", "column"), [("Total,100,DE,,,", "part"), ("motor,100,,Total,,", "substance")])
    def test_a_row_of_totals_that_states_a_part_is_refused(self, bill: Asking, total: str, column: str) -> None:
        """It may be a part with a wrong name, so it is not passed over."""
        line = refused(bill("magnet,100,CN,dysprosium metal,,0.15", "magnet,100,CN,iron,,99.85", total))
        assert f"bill.csv: row 4, {column}: 'Total' marks a row of totals" in line

    def test_an_invalid_cell_is_reported_in_chinese(self, bill: Asking) -> None:
        """No English word of the message is left."""
        line = refused(bill("core,12 kg,CN,dysprosium metal,,", more=("--lang", "zh")))
        assert line.endswith("“12 kg”不是金额；请填写数字，例如12.50")

    def test_an_unknown_share_counts_only_if_it_can_reach_the_threshold(self, bill: Asking) -> None:
        """An unknown line too small to matter leaves the answer at 0."""
        rows = ("paint,0.09,,unobtainium,,", "housing,99.91,DE,steel,,")
        assert (bill(*rows).code, bill(*rows).json["cn_content_possible"]) == (0, "0.09")
        assert bill("paint,0.1,,unobtainium,,", "housing,99.9,DE,steel,,").code == 3

    def test_the_table_has_the_same_content(self, bill: Asking) -> None:
        """Each line, the share, the possible share, the items that count, and the threshold with its provisions."""
        answer = bill("core,1,CN,dysprosium metal,,", "paint,1,,gold paint,,", "housing,98,DE,steel,,", more=())
        assert answer.code == 1
        for fact in (
            "core dysprosium metal CN 1 yes",
            "? 1 unknown: state",
            "housing steel DE 98 no",
            "1% of the value of 100 (currency of the file)",
            "The goods reach the 0.1% threshold of No. 61/2025, paras. 1.1, 5.1.",
            "Items Chinese-origin items of No. 61 of 2025, Annex 1, Part 1: rare-earth metals, alloys and oxides",
        ):
            assert fact in answer.words
        assert "--cn-content 1%" in answer.words
        assert "| up to 2%" in answer.words
        chinese = bill("core,1,CN,dysprosium metal,,", more=("--lang", "zh")).words
        assert "货物达到商务部公告2025年第61号第一款第一项、第五款第一项规定的0.1%比例。" in chinese
        assert answer.words.startswith("THRESHOLD MET 1% of")
        assert "state the origin and the substance by its CAS number or formula, or its" in answer.words

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (
                "2025-12-01",
                "No. 61/2025, paras. 1.1, 5.1 on 2025-12-01: suspended through 2026-11-10 (344 days left) by",
            ),
            (
                "2026-11-30",
                "on 2026-11-30: unconfirmed: No. 70/2025 suspended it through 2026-11-10; extension through",
            ),
        ],
    )
    def test_the_status_of_the_provisions_is_stated(
        self, bill: Asking, monkeypatch: pytest.MonkeyPatch, day: str, words: str
    ) -> None:
        """A threshold that is met binds nobody while the provision is suspended, and perhaps after its last day."""
        monkeypatch.setattr(api, "today", lambda: date.fromisoformat(day))
        answer = bill("core,1,CN,dysprosium metal,,", more=())
        assert words in answer.words
        assert answer.words.startswith("THRESHOLD MET ")
        assert ("; it holds no later acts" in answer.words) == (day == "2026-11-30")

    @pytest.mark.parametrize("goods", ["NdFeB magnet with Dy", "permanent magnet", "rare earth alloy", "alloy powder"])
    def test_any_missing_fact_has_a_column(self, bill: Asking, goods: str) -> None:
        """A magnet whose elements or whose form are open is unknown in the table, too."""
        rows = (f"magnet,10,CN,{goods},,", "housing,90,DE,steel,,")
        assert bill(*rows).json["reached"] == "unknown"
        for language, words in (("en", "its listed materials in rows of their own"), ("zh", "另行列出")):
            answer = bill(*rows, more=("--lang", language))
            assert answer.code == 3
            assert words in answer.words.replace(" ", "" if language == "zh" else " ")

    def test_an_open_share_is_not_for_check(self, bill: Asking) -> None:
        """0 % would clear a product of which an unknown part may be 10 %; a part too small to matter is added."""
        open_ = bill("magnet,10,,dysprosium metal,,", "housing,90,DE,steel,,", more=()).words
        assert "To do Complete the rows that are unknown, and add up again. Until then, state no --cn-content." in open_
        assert "--cn-content 0%" not in open_
        small = bill("paint,0.09,,unobtainium,,", "housing,99.91,DE,steel,,", more=()).words
        assert "To do State this share in check: --cn-content 0.09%" in small

    def test_a_column_of_goods_has_its_new_name(self, bill: Asking) -> None:
        """Only the wrong column is to be renamed, and the message has its name here."""
        err = bill("bolt,steel,CN,5", head="part,goods,origin,value").err
        assert "rename 'goods' to 'substance'; the known columns are part, " in err

    def test_columns_stand_in_any_order_and_case(self, bill: Asking) -> None:
        """Only `value` is needed; a mark at the start of the file is no part of the first name."""
        assert bill("1,CN,dysprosium metal", head="\ufeffValue, ORIGIN ,Substance").code == 1
        assert bill("1", head="value").code == 3


class TestInvalidBills:
    """A bill that cannot be right is refused in one line that names its row."""

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (
                ("a,1,CN,steel,,", "a,2,CN,gallium,,"),
                ("bill.csv: row 3, value", "'a' has two values, 1 and 2; write one of them in each of its rows"),
            ),
            (("a,-1,CN,steel,,",), ("bill.csv: row 2, value", "'-1' is not a value", "12.50")),
            (("a,NaN,CN,steel,,",), ("bill.csv: row 2, value", "'NaN' is not a value")),
            (("a,inf,CN,steel,,",), ("bill.csv: row 2, value", "'inf' is not a value")),
            (("a,lots,CN,steel,,",), ("bill.csv: row 2, value", "'lots' is not a value")),
            (("a,1_000,CN,steel,,",), ("bill.csv: row 2, value", "'1_000' is not a value")),
            (('a,"12,50",CN,steel,,',), ("bill.csv: row 2, value", "'12,50' is not a value")),
            (("a,,CN,steel,,",), ("bill.csv: row 2, value", "'' is not a value")),
            (("a,1,CN,steel,,101%",), ("bill.csv: row 2, share", "'101%' is not between 0 % and 100 %")),
            (("a,1,CN,steel,,-1",), ("bill.csv: row 2, share", "'-1' is not between 0 % and 100 %")),
            (("a,1,CN,steel,,some",), ("bill.csv: row 2, share", "'some' is not a quantity")),
            (("a,1,CN,steel,,60", "a,1,DE,steel,,41"), ("bill.csv: row 3, share", "the shares of 'a' add up to 101 %")),
            (("a,1,CN,steel,,", "a,1,DE,gallium,,"), ("bill.csv: row 3, share", "add up to 200 %")),
            (
                ("a,1,Chnia,steel,,",),
                ("bill.csv: row 2, origin", "'Chnia' is not a country or territory", "did you mean China"),
            ),
            (("a,0,CN,steel,,",), ("bill.csv: the values of the bill of materials add up to 0",)),
            ((), ("bill.csv: the bill of materials has no rows; add one row for each part",)),
            (("a,1,CN,steel,,,",), ("bill.csv: row 2", "7 cells but 6 columns")),
        ],
    )
    def test_a_row_that_makes_no_sense(self, bill: Asking, rows: tuple[str, ...], words: tuple[str, ...]) -> None:
        """The error names the row, the value, and the correction."""
        line = refused(bill(*rows))
        assert [word for word in words if word not in line] == []

    @pytest.mark.parametrize("head", ["part,value,colour", "part,origin", "part;value", "value,value", "", "\x00"])
    def test_other_columns(self, bill: Asking, head: str) -> None:
        """An unknown column, a repeated one, and a table without `value` are refused."""
        assert "bill.csv" in refused(bill("a,1,CN", head=head))

    def test_a_file_that_is_no_table(self, bill: Asking, tmp_path: Path) -> None:
        """A missing file, a folder, another encoding and an unclosed quote are reported."""
        assert "unexpected end of data" in refused(bill('"a,1'))
        (tmp_path / "latin.csv").write_bytes("value,part\n1,pièce\n".encode("latin-1"))
        for name, words in (
            ("nowhere.csv", "No such file"),
            ("", "Is a directory"),
            ("latin.csv", "is not UTF-8 text"),
        ):
            assert words in refused(ask("content", str(tmp_path / name)))


def test_a_part_without_a_substance_is_printed_once(bill: Asking) -> None:
    """It counts by its own name, which the table does not repeat as the substance."""
    rows = ("housing,90,DE,,,", "core,10,CN,dysprosium metal,,")
    words = bill(*rows, more=()).words
    assert "housing housing" not in words
    assert "housing the part itself DE 90 no" in words
    assert "core dysprosium metal CN 10 yes" in words
    assert "housing 即该部件 DE 90 否" in bill(*rows, more=("--lang", "zh")).words
