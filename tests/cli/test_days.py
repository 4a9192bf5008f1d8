"""A verdict follows the requested day, and the day up to which the law was known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from tests.cli.program import (
    ABROAD,
    CIVIL,
    QUESTIONS,
    ask,
    finding,
    pauses,
    table,
    verdict,
    verdicts,
)


class TestDays:
    """A suspension covers its first through its last day; later days are unconfirmed."""

    @pytest.mark.parametrize(
        ("day", "status", "left"),
        [
            ("2024-12-03", "in_force", None),
            ("2025-11-08", "in_force", None),
            ("2025-11-09", "suspended", 383),
            ("2025-11-10", "suspended", 382),
            ("2026-11-26", "suspended", 1),
            ("2026-11-27", "suspended", 0),
            ("2026-11-28", "unsettled", 0),
        ],
    )
    def test_the_refusal_of_gallium_day_by_day(self, day: str, status: str, left: int | None) -> None:
        """Both ends of the suspension by No. 72 of 2025 are included."""
        refusal = finding(verdict(f"gallium --to US --on {day}"), "mofcom-2024-46/2")
        assert refusal["status"] == status
        assert (refusal["suspension"] and refusal["suspension"]["days_left"]) == left

    def test_an_unsettled_day_has_two_readings(self) -> None:
        """On 28 November 2026 the refusal is back on its face, and a licence would do had it been extended."""
        answer = verdict(f"gallium --to US --on 2026-11-28 {CIVIL}")
        assert answer["settled"] is False
        assert answer["readings"] == [
            {"assume": "on-face", "decision": "presumption_of_denial", "worst_case": "presumption_of_denial"},
            {"assume": "extended", "decision": "license_required", "worst_case": "license_required"},
        ]
        assert answer["decision"] == "presumption_of_denial"
        assert verdict(f"gallium --to US --on 2026-11-28 --assume extended {CIVIL}")["decision"] == "license_required"
        assumed = table(f"gallium --to US --on 2026-11-28 --assume extended {CIVIL}").words
        assert "To do Confirm the extension before you ship. Apply on MOFCOM's platform" in assumed

    def test_the_table_marks_an_unsettled_day(self) -> None:
        """The headline marks the reading, and the sentence below it gives both readings."""
        words = table(f"gallium --to US --on 2026-11-28 {CIVIL}").words
        assert words.startswith("PRESUMPTION OF DENIAL, unless extended")
        assert "If extended: licence required." in words
        assert "If so, ask again (--assume extended). Until you know, do not ship." in words
        assert "Law data as of 2026-10-10" in words
        assert "it holds no later acts" in words

    def test_an_undecided_answer_names_the_facts_that_would_settle_it(self) -> None:
        """Whether the suspension was extended is one question; what the goods are is another, and stays open if it was not."""
        words = table('"lithium iron phosphate cathode material" --to US --on 2026-11-28').words
        assert words.startswith("UNDECIDED, unless extended")
        assert "so these goods may be controlled: more information is needed. If extended: no control found." in words
        assert "Was No. 70/2025 extended?" in words
        assert "If not: state --end-use, --end-user-type. State --param compaction_density" in words

    def test_facts_come_before_an_extension_that_only_the_worst_case_depends_on(self) -> None:
        """Both readings are undecided, so the first thing to do is to state what would decide them."""
        words = table('"NdFeB motor with Chinese dysprosium" --from DE --origin DE --to US --on 2026-11-28').words
        assert (
            "To do Use other words, state --hs-code, or state --entry CODE or --entry none. Was No. 70/2025 extended?"
            in words
        )

    @pytest.mark.parametrize(
        ("assume", "sentence"),
        [
            (
                "on-face",
                (
                    "the suspension of No. 46/2024, para. 2 ended on 2026-11-27: "
                    "this transfer breaches No. 46/2024, closing paragraph on para. 2."
                ),
            ),
            (
                "extended",
                "If the suspension of No. 46/2024, para. 2, published through 2026-11-27, was extended: the law",
            ),
        ],
    )
    def test_a_suspension_is_named_that_a_control_in_force_refers_to(self, assume: str, sentence: str) -> None:
        """From Vietnam, the closing paragraph decides: its part on paragraph 2 binds while paragraph 2 does."""
        words = table(f"gallium --from VN --origin CN --to US --on 2026-11-28 --assume {assume} {CIVIL}").words
        assert sentence in words
        asked = "To do Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn." in words
        assert asked == (assume == "on-face")
        assert ("Assumed suspensions whose extension is unconfirmed were extended" in words) != asked

    def test_a_control_in_force_is_unconfirmed_where_the_suspended_one_decides(self) -> None:
        """The closing paragraph prohibits through paragraph 1, in force, and its other part refuses, which may be suspended."""
        question = "gallium --from VN --origin CN --to US --on 2026-11-29 --end-user-type military"
        findings = [(item["effect"], item["status"]) for item in verdict(question)["findings"]]
        assert findings == [("prohibited", "in_force"), ("presumption_of_denial", "unsettled")]
        words = table(question).words
        assert "No. 46/2024, closing paragraph prohibits this export. Goods" in words
        assert "unconfirmed: No. 72/2025" in words

    def test_only_the_suspension_that_decides_is_named(self) -> None:
        """In transit, the control list of No. 21/2025 does not matter to a question that names no party."""
        words = table(f"gallium --from KR --origin KR --to US --via-china yes --on 2026-11-29 {CIVIL}").words
        assert "the suspension of No. 46/2024, para. 2 ended on 2026-11-27: MOFCOM refuses licences" in words
        assert "To do Was No. 72/2025 extended? See" in words
        assert "No. 21/2025" not in words

    def test_a_ban_on_what_a_list_may_not_list_is_unconfirmed(self) -> None:
        """Holmium is a dual-use item, which No. 1/2026 withholds from military users, only while No. 57/2025 is in force."""
        words = table("'holmium oxide' --to JP --end-user-type military --on 2026-11-29").words
        assert "prohibited in force; applies if No. 57/2025 does" in words

    def test_each_of_two_suspensions_has_its_day_and_its_act(self) -> None:
        """Micropowder waits for two acts: if only No. 72/2025 was extended, No. 55/2025 still requires a licence."""
        words = table(f"diamond --entry 2C902.a --to US --on 2026-11-29 {CIVIL}").words
        assert "the suspension of No. 46/2024, para. 2 ended on 2026-11-27; that of No. 55/2025, para. 1 on" in words
        assert (
            "If all were extended: no control found. MOFCOM announced an extension through 2027-01-10; whether it includes "
            "No. 72/2025 is not known, and no act that extends it was found by 2026-10-10." in words
        )
        assert (
            "MOFCOM announced an extension through 2027-01-10 but did not name No. 70/2025; no act confirms it."
            in words
        )
        assert "Were No. 72/2025 and No. 70/2025 extended?" in words
        assert "If all were, ask again (--assume extended). Until you know, do not ship." in words

    @pytest.mark.parametrize(
        ("goods", "identified"),
        [
            ("graphite", ("graphite", "--entry", "1C108.a")),
            ("8112929010", ("gallium", "--hs-code", "8112929010")),
            ("germanium lens", ("germanium metal",)),
        ],
    )
    def test_the_extension_is_a_question_once_it_changes_the_answer(
        self, goods: str, identified: tuple[str, ...]
    ) -> None:
        """Goods that are undecided in both readings must be identified first; then the suspension decides."""
        facts = ("--to", "US", "--on", "2026-11-30")
        words = ask("check", goods, *facts).words
        assert words.startswith("UNDECIDED ")
        assert "unless extended" not in words
        assert "extended?" not in words
        assert "unconfirmed: No. 72/2025 suspended it through 2026-11-27" in words
        decided = ask("check", *identified, *facts).words
        assert ", unless extended " in decided
        assert "To do Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn." in decided

    def test_open_wording_of_an_act_is_no_question_to_the_exporter(self) -> None:
        """Whether paragraph 2 means what No. 55/2025 added is not stated, and no classification of the goods settles it."""
        words = table(f"2C902.a --to US --on 2026-11-29 {CIVIL}").words
        assert "Worst case presumption of denial; the wording of the act leaves this open" in words
        assert "To do Ask the licensing authority whether No. 46/2024, para. 2 covers these goods as well." in words

    def test_the_last_day_of_a_suspension_is_open(self) -> None:
        """The act does not state whether the day is included. Advice to ship earlier would come too late."""
        words = table(f"gallium --to US --on 2026-11-27 {CIVIL}").words
        assert "to be safe, treat No. 46/2024, para. 2 as in force on that day" in words
        assert "may not include its last day. If it does: apply on MOFCOM's platform; ship once licensed." in words
        assert "ship before" not in words.replace("Do not ship before it is granted", "")

    def test_the_last_day_of_a_suspension_is_a_caution_everywhere(self, tmp_path: Path) -> None:
        """No. 58/2025 may be in force again on 2026-11-10, so no form of the answer clears that day without a word."""
        goods, day = "lithium-ion battery 350 Wh/kg", "2026-11-10"
        caution = "To be safe, follow the answer for 2026-11-11: the suspension of No. 58/2025, para. 1 may not include"
        for command in (("check",), ("steps",)):
            assert f"To do {caution}" in ask(*command, goods, "--to", "KR", "--on", day).words
            assert "To be safe, follow" not in ask(*command, goods, "--to", "KR", "--on", "2026-11-09").words
        statement = ask("draft", "statement", goods, "--to", "KR", "--on", day)
        assert (statement.code, statement.out) == (3, "")
        assert "no act states whether a suspension includes its last day, 2026-11-10" in statement.err
        assert ask("draft", "statement", goods, "--to", "KR", "--on", "2026-11-09").code == 0
        source, page = tmp_path / "in.csv", tmp_path / "page.html"
        source.write_text(
            f"item,to,on\n{goods},KR,2026-11-09\n{goods},KR,{day}\n{goods},KR,2026-11-11\n", encoding="utf-8"
        )
        ask("report", str(source), "-o", str(page))
        text = page.read_text(encoding="utf-8")
        assert text.count(caution) == 1
        reason = (
            "No. 70/2025 suspended No. 58/2025, para. 1 through 2026-11-10; no act states whether this day is included."
        )
        assert text.count(reason) == 1

    def test_a_summary_counts_the_rows_of_a_last_day(self, tmp_path: Path) -> None:
        """Of three rows of holmium, the suspension of No. 57/2025 ends with the day of one, and may not include it."""
        source, page, book = (tmp_path / name for name in ("in.csv", "page.html", "out.xlsx"))
        source.write_text(
            "item,to,on\nholmium,DE,2026-11-09\nholmium,DE,2026-11-10\nholmium,DE,2026-11-11\ngallium,US,2026-11-27\n",
            encoding="utf-8",
        )
        step = "1 row: To be safe, follow the answer for the next day: a suspension may not include its last day."
        counted = ask("screen", str(source), "--format", "json").json["by_warning"]
        assert counted["last_day"] == 2
        printed = ask("screen", str(source), "-o", str(book)).words
        assert printed.count("To be safe, follow the answer for the next day") == 2
        ask("report", str(source), "-o", str(page))
        assert page.read_text(encoding="utf-8").count(step) == 2
        summary = load_workbook(book).get_sheet_by_index(0).to_python()
        assert sum(step in str(cell) for row in summary for cell in row) == 2

    @pytest.mark.parametrize(
        ("format_", "level"),
        [
            ("github", "::warning title=exportctl%3A No. 57/2025%2C para. 1"),
            ("sarif", '"level": "warning"'),
            ("junit", "<system-out>"),
            ("markdown", "| below the gate on the last day of a suspension | no control found |"),
        ],
    )
    def test_a_gate_has_the_caution_of_a_last_day(self, tmp_path: Path, format_: str, level: str) -> None:
        """A run that passes on 2026-11-10 clears nobody without a word; a day earlier, the suspension is a remark."""
        caution = "to be safe, treat No. 57/2025, para. 1 as in force on that day"
        source = tmp_path / "in.csv"
        for day, is_last in (("2026-11-10", True), ("2026-11-09", False)):
            source.write_text(f"item,to,on\nholmium,US,{day}\n", encoding="utf-8")
            checked = ask("check", "holmium", "--to", "US", "--on", day, "--format", format_)
            screened = ask("screen", str(source), "--format", format_)
            for answer in (checked, screened):
                assert answer.code == 0
                assert (caution in answer.out) is is_last
            assert is_last == (level in checked.out) or format_ == "junit"

    def test_the_last_day_of_the_measures_against_a_party_is_a_caution(self) -> None:
        """The measures of No. 21/2025 may be in force again on 2026-11-09, whether a check or a screening names the party."""
        question = ("party", "Coalition For A Prosperous America", "--on")
        printed = ask(*question, "2026-11-09").words
        caution = "To be safe, follow the answer for 2026-11-10: the suspension of No. 21/2025 may not include"
        assert "Warning this answer includes 2026-11-09 as the last day of the suspension of No. 21/2025" in printed
        assert f"To do {caution}" in printed
        screened, checked = (
            [item["text"] for item in answer.json["warnings"] if item["code"] == "last_day"]
            for answer in (
                ask(*question, "2026-11-09", "-f", "json"),
                ask("check", "gallium", "--to", "DE", "--party", *question[1:], "2026-11-09", "-f", "json"),
            )
        )
        assert screened == checked
        assert "为稳妥起见，请按2026-11-10的判定结果办理" in "".join(
            ask(*question, "2026-11-09", "--lang", "zh").words.split()
        )
        for other in ("2026-11-08", "2026-11-10"):
            assert "last day of the suspension" not in ask(*question, other).words

    @pytest.mark.parametrize(
        ("goods", "entries"),
        [("samarium oxide", "1C902.b"), ("samarium metal xyz thing", "1C902.a.1, 1C902.a.3.a, 1C902.a.3.b and 3 more")],
    )
    def test_entries_that_no_act_lists_yet_are_marked(self, goods: str, entries: str) -> None:
        """No. 18/2025 lists samarium from April 2025; in text and document, for entries that match and that may match."""
        words = f"on 2024-06-01, no act in the law data lists {entries}; No. 18/2025, para. 1, published on 2025-04-04,"
        question = ("check", goods, "--to", "US", "--on")
        assert words in ask(*question, "2024-06-01").words
        document = ask(*question, "2024-06-01", "--format", "json").json
        later = [item for item in document["warnings"] if item["code"] == "not_listed_yet"]
        assert later[0]["text"].startswith(words)
        assert later[0]["provisions"] == ["mofcom-2025-18/1"]
        assert "no act in the law data lists" not in ask(*question, "2025-11-01").words

    def test_the_extension_of_number_70_was_announced(self) -> None:
        """MOFCOM's readout of 28 September 2026 announces 10 January 2027, and is cited with its source."""
        items = [item for item in pauses(verdict(f"{ABROAD} --on 2026-10-01")) if item["by"] == "mofcom-2025-70"]
        assert items
        for pause in items:
            assert pause["through"] == "2026-11-10"
            assert pause["announced_extension"]["through"] == "2027-01-10"
            assert pause["announced_extension"]["statement"] == "mofcom-readout-2026-09-28"
            assert pause["announced_extension"]["sources"][0].startswith("https://www.mofcom.gov.cn/")
        assert "extension through 2027-01-10 unconfirmed" in table(f"{ABROAD} --on 2026-10-01").words

    def test_no_extension_of_number_72_was_announced(self) -> None:
        """Nothing seen prolongs the truce on gallium."""
        longer = [item for _, document in verdicts() for item in pauses(document) if item["by"] == "mofcom-2025-72"]
        assert longer
        assert [item for item in longer if item["announced_extension"] is not None] == []

    def test_an_announcement_is_unknown_before_it_was_made(self) -> None:
        """On 27 September 2026, the extension through 10 January 2027 was not announced."""
        before = verdict(f"{ABROAD} --on 2026-10-01 --known-on 2026-09-22")
        assert pauses(before)
        assert all(item["announced_extension"] is None for item in pauses(before))

    def test_known_on_forgets_a_later_suspension(self) -> None:
        """On 1 November 2025 an exporter had to expect the refusal on 1 December."""
        answer = verdict("gallium --to US --on 2025-12-01 --known-on 2025-11-01")
        assert (answer["decision"], answer["query"]["known_on"]) == ("presumption_of_denial", "2025-11-01")
        assert finding(answer, "mofcom-2024-46/2")["status"] == "in_force"
        assert "known_on" in {item["code"] for item in answer["warnings"]}

    def test_nothing_is_known_after_the_law_data_ends(self) -> None:
        """`--known-on 2027-12-01` cannot mean that acts of 2027 were read, and changes no answer."""
        words = ask("check", "gallium", "--to", "US", "--on", "2026-10-01", "--known-on", "2027-12-01").words
        assert "| as known on 2026-10-10 " in words
        assert "; it holds no later acts" in words
        later = verdict("gallium --to US --on 2026-10-01 --known-on 2027-12-01")
        assert "after_checked_through" in {item["code"] for item in later["warnings"]}
        assert later["findings"] == verdict("gallium --to US --on 2026-10-01")["findings"]
        assert (
            "as known on 2026-10-10 (Sat); it holds no later acts" in ask("expiring", "--known-on", "2027-12-01").words
        )

    @pytest.mark.parametrize(
        "question", [*QUESTIONS[:3], *QUESTIONS[5:9], *QUESTIONS[24:28], QUESTIONS[32], QUESTIONS[36]]
    )
    def test_nothing_changes_before_the_next_change(self, question: str) -> None:
        """The day before it answers like today, and the day itself as foretold."""
        now = verdict(question)
        change = now["next_change"]
        if change is None:
            later = verdict(question.replace(now["query"]["on"], "2030-01-01"))
            assert headline(later) == headline(now)
            return
        eve = (date.fromisoformat(change["on"]) - timedelta(days=1)).isoformat()
        assert change["on"] > now["query"]["on"]
        assert headline(verdict(question.replace(now["query"]["on"], eve))) == headline(now)
        then = verdict(question.replace(now["query"]["on"], change["on"]))
        assert headline(then) != headline(now)
        assert (then["decision"], then["settled"]) == (change["decision"], change["settled"])

    @pytest.mark.parametrize(
        ("known_on", "worst"), [("2024-03-14", "license_required"), ("2024-03-15", "no_control_found")]
    )
    def test_known_on_forgets_later_guidance(self, known_on: str, worst: str) -> None:
        """Until 15 March 2024, graphite powder could match No. 39/2023 by the known guidance."""
        answer = verdict(f"'artificial graphite' --form powder --to KR --on 2024-03-20 --known-on {known_on}")
        open_ = worst != "no_control_found"
        assert (answer["decision"], answer["worst_case"]) == ("undecided" if open_ else "no_control_found", worst)
        assert ("excluded" in {item["code"] for item in answer["warnings"]}) is (worst == "no_control_found")

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_calendar_has_two_ends(self, day: str) -> None:
        """The first and the last day of the calendar can be checked."""
        assert verdict(f"gallium --to US --on {day}")["query"]["on"] == day


def headline(document: dict[str, Any]) -> tuple[str, str, bool]:
    """Return the subject of a change."""
    return document["decision"], document["worst_case"], document["settled"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("gallium --to CN", "Goods that stay in China are not exported, unless foreign persons receive them"),
        ("gallium --from JP --origin JP --to CN", "This export is to China; the law data holds no control on it."),
    ],
)
def test_goods_to_china_are_not_exported_from_it(question: str, sentence: str) -> None:
    """The answer does not read as if a control on their export had been looked for in vain."""
    answer = table(f"{question} --on 2026-11-29")
    assert (answer.code, sentence in answer.words) == (0, True)
    assert "holds no control that applies" not in answer.words


def test_a_notice_of_a_regime_whose_suspension_may_be_over_is_unconfirmed() -> None:
    """The affiliates rule of the United States was suspended through 2026-11-09, and an extension was only announced."""
    words = ask("check", "gallium", "--from", "US", "--to", "HK", "--on", "2026-11-29", "--notes").words
    assert "own 50 % or more of the recipient (unconfirmed: 90 FR 50857 suspended it through 2026-11-09)" in words
