"""`check` answers one question the same way for people and programs, and lists what applies or may apply."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.cli.program import (
    QUESTIONS,
    RANK,
    STORY,
    answer,
    ask,
    finding,
    table,
    verdict,
    verdicts,
)


class TestExample:
    """Gallium to the United States in December 2025 needs a licence while the presumption of denial of 2024 is suspended."""

    def test_the_licence_of_the_unified_list_decides(self) -> None:
        """No. 51 of 2024 controls gallium, and nothing stricter surely applies."""
        result = verdict(STORY)
        assert (result["decision"], result["worst_case"], result["settled"]) == ("license_required", "prohibited", True)
        licence = finding(result, "mofcom-2024-51/1")
        assert (licence["entry"], licence["effect"], licence["status"], licence["applies"]) == (
            *("3C001.a", "license_required", "in_force", "yes"),
        )
        assert licence["in_force_from"] == "2024-12-01"
        assert answer(STORY).code == result["exit_code"] == 1

    def test_the_refusal_is_suspended_and_its_last_day_counted(self) -> None:
        """No. 72 of 2025 suspends paragraph 2 of No. 46 of 2024 through 27 November 2026."""
        refusal = finding(verdict(STORY), "mofcom-2024-46/2")
        assert (refusal["status"], refusal["applies"], refusal["effect"]) == (
            "suspended",
            "yes",
            "presumption_of_denial",
        )
        assert refusal["suspension"] == {
            "by": "mofcom-2025-72",
            "from": "2025-11-09",
            "through": "2026-11-27",
            "days_left": 361,
            "announced_extension": None,
        }

    def test_the_ban_on_military_use_waits_for_the_end_use(self) -> None:
        """Paragraph 1 of No. 46/2024 was never suspended, and the end use is not stated."""
        result = verdict(STORY)
        ban = finding(result, "mofcom-2024-46/1")
        assert (ban["status"], ban["applies"], ban["effect"]) == ("in_force", "unknown", "prohibited")
        assert ban["missing"] == ["end_use", "end_user_type"]
        assert result["questions"] == [
            {"fact": "end_use", "option": "--end-use", "could_become": "prohibited"},
            {"fact": "end_user_type", "option": "--end-user-type", "could_become": "prohibited"},
        ]

    def test_a_next_change_under_the_reading_as_extended_is_conditional_on_it(self) -> None:
        """The licence is still enough on 28 November 2026 if the suspension was extended, and not unless it was."""
        words = table(f"{STORY} --assume extended").words
        change = "Next change 2026-11-28 (in 362 days): licence required, if extended; otherwise presumption of denial"
        assert f"{change} (No. 46/2024, para. 2)" in words

    def test_the_next_change_is_the_day_after_the_suspension(self) -> None:
        """On 28 November 2026, the presumption of denial returns on its face, but unconfirmed."""
        assert verdict(STORY)["next_change"] == {
            "on": "2026-11-28",
            "decision": "presumption_of_denial",
            "settled": False,
            "because": ["mofcom-2024-46/2"],
        }

    @pytest.mark.parametrize(
        "words",
        [
            "LICENCE REQUIRED gallium | China -> United States | 2025-12-01 (Mon) This export needs a licence from MOFCOM.",
            "Goods 3C001.a Gallium metal (the element) 金属镓（单质）",
            "Next change 2026-11-28 (in 362 days): presumption of denial, unless extended (No. 46/2024, para. 2)",
            "Worst case prohibited, if --end-use or --end-user-type is military",
            "No. 51/2024 licence required in force",
            "No. 46/2024, para. 1 prohibited in force; may apply",
            "To do Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed.",
            "Law data as of 2026-10-10",
            "Not checked parties to the transaction,",
        ],
    )
    def test_the_table_has_the_same_content(self, words: str) -> None:
        """People read in the table what programs read in the JSON."""
        assert words in table(STORY).words
        assert table(STORY).code == 1


class TestFindings:
    """A verdict lists what applies or may apply, and the rest only on request."""

    def test_findings_that_do_not_apply_are_not_listed(self) -> None:
        """Without `--all` no finding is a no, and none has ended."""
        for question, document in verdicts():
            if "--all" in question:
                continue
            for item in document["findings"]:
                assert item["applies"] in {"yes", "unknown"}
                assert item["status"] != "ended"

    @pytest.mark.parametrize("question", [STORY, QUESTIONS[21], QUESTIONS[30], "unobtainium --to US --on 2025-12-01"])
    def test_all_adds_findings_and_changes_nothing_else(self, question: str) -> None:
        """`--all` prints the same verdict with the findings that do not apply or have ended."""
        some, every = verdict(question), verdict(f"{question} --all")
        extra = [item for item in every["findings"] if item not in some["findings"]]
        assert [item for item in every["findings"] if item in some["findings"]] == some["findings"]
        assert extra
        assert all(item["applies"] == "no" or item["status"] == "ended" for item in extra)
        assert {**every, "findings": []} == {**some, "findings": []}

    def test_a_replaced_act_has_ended(self) -> None:
        """No. 23 of 2023 controlled gallium until the unified list replaced it."""
        assert finding(verdict(f"{STORY} --all"), "mofcom-2023-23/1")["status"] == "ended"
        assert finding(verdict("gallium --to US --on 2024-11-30"), "mofcom-2023-23/1")["status"] == "in_force"
        assert finding(verdict("gallium --to US --on 2024-11-30"), "mofcom-2024-51/1")["status"] == "pending"

    def test_hong_kong_is_a_destination(self) -> None:
        """Goods that leave the mainland for Hong Kong are exported, and need the licence."""
        result = verdict("gallium --to HK --on 2025-12-01")
        assert (result["decision"], result["worst_case"]) == ("license_required", "license_required")
        assert {item["provision"] for item in result["findings"]} == {"mofcom-2024-51/1"}

    def test_an_unknown_item_cannot_be_decided(self) -> None:
        """An unknown item is never certain, and the verdict reports this."""
        result = verdict("unobtainium --to US --on 2025-12-01")
        nothing = {"recognised": False, "understood": [], "left": ["unobtainium"], "headings": [], "matches": []}
        assert (result["item"], result["decision"], result["worst_case"]) == (nothing, "undecided", "undecided")
        assert result["exit_code"] == 3
        assert result["warnings"][0]["code"] == "unrecognised_item"
        assert result["findings"] == []
        assert result["questions"] == [{"fact": "description", "option": "--entry", "could_become": "prohibited"}]
        words = table("unobtainium --to US --on 2025-12-01 --notes").words
        assert "Unrecognised unobtainium" in words
        assert "'unobtainium' is not recognised" in words
        assert "[unrecognised_item]" in words

    def test_a_verdict_states_whether_a_party_was_screened(self) -> None:
        """A missing party never reads as a clean one."""
        for question, document in verdicts():
            codes = [item["code"] for item in document["warnings"] if item["code"] not in {"notice", "excluded"}]
            assert ("no_party_screened" in codes) == ("--party" not in question)
            assert len(codes) == len(set(codes))

    def test_no_word_means_allowed(self) -> None:
        """The weakest answer is that no control was found."""
        for question in QUESTIONS:
            words = table(question).words.lower()
            assert "allowed" not in words
            assert "permitted" not in words

    def test_the_questions_are_those_that_could_make_it_stricter(self) -> None:
        """Each names a fact some finding waits for, and an effect above the decision; the strictest comes first."""
        for question, document in verdicts():
            waiting = {fact for item in document["findings"] for fact in item["missing"]}
            ranks = [RANK[item["could_become"]] for item in document["questions"]]
            least, most = RANK.get(document["decision"], 0), RANK.get(document["worst_case"], RANK["prohibited"])
            assert all(least < rank <= most for rank in ranks)
            assert all(one >= other for one, other in pairwise(ranks))
            item = document["item"]
            unknown = document["worst_case"] == "undecided" or not (item["recognised"] or item["matches"])
            anything = {"description"} if unknown else set()
            assert {item["fact"] for item in document["questions"]} <= waiting | anything
            uncovered = "before_coverage" in [item["code"] for item in document["warnings"]]
            assert bool(ranks) is (least != most and not uncovered), question


def test_a_name_that_means_several_goods_is_to_be_more_precise() -> None:
    """Rare-earth magnets may hold samarium, terbium or dysprosium: a precise name settles it, as an own classification does."""
    out = ask("check", "rare earth permanent magnets", "--to", "DE", "--on", "2026-11-28").words
    assert "To do Name the goods more precisely, or state --entry CODE or --entry none." in out
    assert "more precisely" not in ask("check", "NdFeB magnets N42SH", "--to", "DE", "--on", "2026-11-28").words


def test_a_second_worst_case_is_what_holds_otherwise() -> None:
    """A magnet with dysprosium that goes from Germany to the United States: its use and its owner are both open."""
    out = ask(
        *("check", "NdFeB magnet with 2% Dy", "--from", "DE", "--origin", "CN", "--to", "US", "--on", "2026-11-28")
    ).words
    assert (
        "Worst case prohibited, if --end-use or --end-user-type is military; "
        "otherwise presumption of denial, if a party or an owner of the end user is on a list; "
        "state --owned-by and --party to settle this"
    ) in out


@pytest.mark.parametrize(
    ("party", "english", "chinese"),
    [
        (
            (),
            "a party or an owner of the end user is on a list; state --owned-by and --party",
            "交易相关方或最终用户的所有人在名单上）；填写 --owned-by 和 --party 后可确定",
        ),
        (
            ("--party", "end-user=Acme"),
            "an owner of the end user is on a list; state --owned-by",
            "最终用户的所有人在名单上）；填写 --owned-by 后可确定",
        ),
    ],
)
def test_a_worst_case_that_lists_decide_names_whose(party: tuple[str, ...], english: str, chinese: str) -> None:
    """Under No. 61/2025, para. 2, listed parties and the companies that they own get no licence."""
    question = (
        *("check", "dysprosium metal", "--from", "DE", "--origin", "CN", "--to", "US", "--on", "2025-10-15"),
        *("--end-use", "civil", "--end-user-type", "civil", *party),
    )
    assert f"Worst case presumption of denial, if {english} to settle this" in ask(*question).words
    shown = "".join(ask(*question, "--lang", "zh").out.split())
    assert f"最严情形原则上不予许可（如{chinese}".replace(" ", "") in shown


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2027-01-10",
            "MOFCOM announced an extension through 2027-01-10 but did not name No. 70/2025; no act confirms it.",
        ),
        (
            "2027-01-11",
            "but did not name No. 70/2025; no act confirms it. It would have ended before this day.",
        ),
    ],
)
def test_an_announced_extension_that_would_be_over_is_marked(day: str, words: str) -> None:
    """The answer stays open: only an act, or law that was read after that day, settles it."""
    answer_ = ask("check", "holmium", "--to", "US", "--on", day)
    assert words in answer_.words
    assert answer_.words.startswith("LICENCE REQUIRED, unless extended ")
    chinese = ask("--lang", "zh", "check", "holmium", "--to", "US", "--on", day).out.replace("\n", "")
    assert ("也已届满。" in chinese) == (day == "2027-01-11")


def test_an_extension_that_may_not_include_an_act_is_named() -> None:
    """The statements of September 2026 extend an arrangement, and nothing seen shows whether No. 72/2025 is a part of it."""
    words = ask("check", "gallium", "--to", "US", "--on", "2026-11-30").words
    assert (
        "If extended: licence required. MOFCOM announced an extension through 2027-01-10; whether it includes No. 72/2025 "
        "is not known, and no act that extends it was found by 2026-10-10." in words
    )
    assert "To do Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn." in words
    earlier = ask("check", "gallium", "--to", "US", "--on", "2026-11-30", "--known-on", "2026-09-24").words
    assert "US Treasury announced an extension through 2027-01-10; whether it includes No. 72/2025" in earlier
    document = ask("check", "gallium", "--to", "US", "--on", "2026-11-30", "-f", "json").json
    suspension = next(item["suspension"] for item in document["findings"] if item["provision"] == "mofcom-2024-46/2")
    assert suspension["announced_extension"] is None


def test_an_extension_that_nobody_announced_is_said_to_be_none() -> None:
    """Before the statements of September 2026, nobody had announced an extension."""
    assert (
        "No extension"
        not in ask("check", "gallium", "--to", "US", "--on", "2026-11-30", "--known-on", "2026-01-01").words
    )
    words = ask("check", "gallium", "--to", "US", "--on", "2026-11-30", "--notes", "--known-on", "2026-01-01").words
    assert "No extension of No. 72/2025 was announced by 2026-01-01." in words
    chinese = ask(
        *("--lang", "zh", "check", "gallium", "--to", "US", "--on", "2026-11-30", "--notes", "--known-on", "2026-01-01")
    ).out.replace("\n", "")
    assert "未见宣布商务部公告2025年第72号的暂停实施延期" in chinese


def test_goods_that_leave_from_china_cannot_bypass_it() -> None:
    """A stated route around China contradicts the place of departure, which is China unless stated."""
    words = ask("check", "gallium", "--to", "TW", "--via-china", "no", "--on", "2025-12-01").words
    assert (
        "the goods leave from China, so --via-china no changes nothing; if they leave from elsewhere, add --from"
        in words
    )
    elsewhere = ask("check", "gallium", "--from", "KR", "--to", "TW", "--via-china", "no", "--on", "2025-12-01").words
    assert "changes nothing" not in elsewhere


def test_the_next_change_follows_the_assumption() -> None:
    """The answer assumes that No. 72/2025 was extended, so the change of 2026-11-28 is the one if it was."""
    question = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
    words = ask(*question, "--assume", "extended").words
    assert (
        "2026-11-28 (in 362 days): licence required, if extended; otherwise presumption of denial (No. 46/2024" in words
    )
    assert "Assumed suspensions whose extension is unconfirmed were extended (--assume extended)" in words
    assert "presumption of denial, unless extended (No. 46/2024" in ask(*question).words


def test_a_suspended_listing_has_its_last_day_where_no_table_has_it() -> None:
    """No. 21/2025 reaches dual-use items only: the table of controls on bolts does not have it, that of gallium does."""
    party = ("--to", "US", "--party", "TCOM, Limited Partnership", "--on", "2026-06-01")
    bolts, gallium = (ask("check", goods, *party).words for goods in ("bolts", "gallium"))
    listed = "control list, No. 21/2025, suspended"
    assert f"{listed} through 2026-11-09 by MOFCOM decision of 2025-11-05" in bolts
    assert f"{listed}; Unreliable Entity List" in gallium
    assert "No. 21/2025 prohibited suspended through 2026-11-09" in gallium


def test_a_control_in_force_is_not_shown_as_suspended() -> None:
    """Only No. 58/2025 was suspended; paragraph 1 of No. 46/2024 waits for it, because it concerns listed goods."""
    words = ask("check", "lithium battery", "--to", "US", "--on", "2026-11-30").words
    assert "No. 46/2024, para. 1 prohibited in force; may apply if No. 58/2025 does No. 58/2025, para. 1" in words
    assert "licence required unconfirmed: No. 70/2025 suspended it through 2026-11-10; may apply" in words
