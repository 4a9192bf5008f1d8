"""The answer to a row in words: the reason cites the deciding act, and the next step follows from the decision."""

from __future__ import annotations

import re
from datetime import date

import pytest

from exportctl import check, load_law
from exportctl.batch.file_words import headline, step_for
from exportctl.batch.first_steps import FirstSteps
from exportctl.batch.headers import column_heading, meaning_of
from exportctl.batch.party_cells import Designation
from exportctl.batch.row_statuses import ProvisionStatus, UnconfirmedSuspension
from exportctl.batch.row_words import RowAnswer, next_change, reason, to_do
from exportctl.batch.tally import UNSETTLED, Counts, DecidedSteps
from exportctl.facts.registry import FACTS, Fact
from exportctl.law.scale import Assume
from exportctl.reports.i18n.language import render, using_language
from tests.cli.program import ask

LAW = load_law().law
FIRST_STEPS = FirstSteps(LAW)
GALLIUM = ("mofcom-2024-46/2", "mofcom-2024-51/1")
"""A row of gallium to the United States: the first provision is suspended while the second is in force."""


def test_the_reason_cites_the_provision_with_the_effect_of_the_decision() -> None:
    """A stricter provision that is suspended decides nothing."""
    licence = RowAnswer("license_required", "license_required", GALLIUM)
    refusal = RowAnswer("presumption_of_denial", "prohibited", GALLIUM)
    assert reason(LAW, licence).startswith("This export needs a licence from MOFCOM. No. 51/2024: ")
    assert reason(LAW, refusal).startswith(
        "MOFCOM refuses licences for this export in principle. No. 46/2024, para. 2: "
    )
    assert reason(LAW, refusal).endswith("Worst case: prohibited.")


def test_goods_that_stay_in_china_have_the_reason_of_check() -> None:
    """The destination of the row, and not the absence of a control on the goods, is why none applies; no step is left."""
    at_home = RowAnswer("no_control_found", "no_control_found", entries=("3C001.a",), to="CN")
    words = "Goods that stay in China are not exported, unless foreign persons receive them ("
    assert reason(LAW, at_home).startswith(words)
    assert check(item="gallium", to="CN", on=date(2026, 10, 1)).decision == at_home.decision
    assert words in ask("check", "gallium", "--to", "CN", "--on", "2026-10-01").words
    assert to_do(LAW, at_home, FIRST_STEPS, {}) == ""
    assert reason(LAW, at_home._replace(to="JP")).startswith("The law data holds no control that applies.")
    controlled = at_home._replace(decision="license_required", worst_case="license_required")
    assert reason(LAW, controlled).startswith("This export needs a licence from MOFCOM.")


def test_the_reason_prefers_a_provision_that_surely_applies() -> None:
    """A similar name may be on another list, whose act comes first by its number."""
    answer = RowAnswer(
        "prohibited", "prohibited", ("mfa-2020-07-14/1", "mofcom-2025-1/1"), possible=("mfa-2020-07-14/1",)
    )
    assert reason(LAW, answer).startswith("This export is prohibited. No. 1/2025: ")
    assert "MFA decision" in reason(LAW, answer._replace(possible=answer.provisions))


def test_a_designation_has_the_status_of_its_measure_on_the_day_of_the_row() -> None:
    """MOFCOM stopped No. 13/2025 on 2025-11-10; No. 1/2025 is in force, and No. 21/2025 may be, unless it was suspended for longer."""
    parties = tuple(Designation("control_list", f"mofcom-2025-{number}/1") for number in (13, 1, 21))
    statuses = (
        ProvisionStatus("mofcom-2025-13/1", "ended"),
        ProvisionStatus("mofcom-2025-21/1", "unsettled", "mofcom-decision-2025-11-05", "2026-11-09"),
    )
    answer = RowAnswer("license_required", "prohibited", GALLIUM, designations=parties, statuses=statuses)
    assert (
        "A party is designated by No. 13/2025 (control list, ended), No. 1/2025 (control list, in force) and No. 21/2025 "
        "(control list, unconfirmed: MOFCOM decision of 2025-11-05 suspended it through 2026-11-09)."
        in reason(LAW, answer)
    )


def test_a_suspension_that_may_have_been_extended_has_its_act_and_day() -> None:
    """The same decision in any case needs no extension, and the columns of an undecided row come first."""
    ended = UnconfirmedSuspension("mofcom-2024-46/2", "mofcom-2025-72", "2026-11-27")
    refusal = RowAnswer(
        "presumption_of_denial",
        "prohibited",
        GALLIUM,
        entries=("3C001.a",),
        settled=False,
        unconfirmed=(ended,),
    )
    assert "No. 72/2025 suspended No. 46/2024, para. 2 through 2026-11-27; an extension is unconfirmed." in reason(
        LAW, refusal
    )
    assert to_do(LAW, refusal, FIRST_STEPS, {}).startswith(
        "Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn. Do not ship;"
    )
    assert "Confirm whether" not in to_do(LAW, refusal, FIRST_STEPS, {})
    assert next_change(refusal) == "It depends on whether the suspension was extended."
    assert "No. 72/2025" not in reason(LAW, refusal._replace(settled=True))
    open_ = refusal._replace(decision="undecided", settled=True, questions=("end_use",))
    assert "No. 72/2025" in reason(LAW, open_)
    words = to_do(LAW, open_, FIRST_STEPS, {})
    assert words.startswith("Add a column “End use”. Then screen the file again.")
    assert "extended?" not in words
    assert "Was No. 72/2025 extended?" in to_do(LAW, open_._replace(settled=False), FIRST_STEPS, {})
    assert "extended?" not in to_do(LAW, refusal._replace(assume="extended"), FIRST_STEPS, {})


def test_a_day_before_the_data_is_not_settled_by_a_column() -> None:
    """The text requests no column, and does not state that the goods were recognised."""
    answer = RowAnswer("undecided", "undecided", entries=("1C117.b",), covered=False)
    assert reason(LAW, answer) == "The law data begins after this day; earlier controls are missing."
    assert to_do(LAW, answer, FIRST_STEPS, {}) == "Check the acts of that time yourself."


def test_data_that_is_too_old_is_renewed_and_no_column_is_requested() -> None:
    """Leather shoes are cleared but for the age of the data; unrecognised goods need other words as well."""
    answer = RowAnswer("undecided", "undecided", only_stale=True)
    assert reason(LAW, answer) == "The law data is older than max_age allows, so it clears no goods."
    assert to_do(LAW, answer, FIRST_STEPS, {}) == (
        "Update the law data (exportctl data status shows how) and screen the file again."
    )
    counts = Counts.none()._replace(rows=3, by_decision={"undecided": 3}, by_warning={"only_stale_law": 2})
    assert headline(counts) == (
        "1 of 3 rows needs more information; 2 cannot be cleared because the law data is too old; none needs a licence or "
        "is prohibited."
    )
    assert step_for(LAW, "undecided", counts) == (
        "Add the missing information and screen the file again. "
        "Update the law data (exportctl data status shows how) and screen the file again."
    )
    assert "missing" not in step_for(LAW, "undecided", counts._replace(by_decision={"undecided": 2}))


def test_words_that_contradict_the_customs_code_are_corrected_first() -> None:
    """No further fact helps while the words or the code are wrong."""
    answer = RowAnswer("undecided", "prohibited", GALLIUM, questions=("purity",), contradicted=True)
    assert to_do(LAW, answer, FIRST_STEPS, {}).startswith(
        "The words do not fit the customs code: correct it, or state your own classification in the column “Your own "
        "classification”, and screen the file again."
    )
    assert "Add a column" not in to_do(LAW, answer, FIRST_STEPS, {})


def test_next_steps_name_columns_and_the_other_reading() -> None:
    """The extension is confirmed first; measured properties are named after the one column that has them."""
    answer = RowAnswer(
        "presumption_of_denial",
        "prohibited",
        GALLIUM,
        questions=("end_use", "purity", "density"),
        entries=("3C001.a",),
        settled=False,
        other_reading="license_required",
    )
    words = to_do(LAW, answer, FIRST_STEPS, {})
    assert words.startswith("Confirm whether MOFCOM extended the suspension. Do not ship;")
    assert (
        "Add a column “End use”. Add a column “Measured properties” (purity, density), or add a column “Your own classification” "
        "(a control code or none). Then screen the file again."
    ) in words
    assert "If the suspension was extended: licence required." in words
    extended = answer._replace(decision="license_required", other_reading="presumption_of_denial", assume="extended")
    assert "If the suspension ended as published: presumption of denial." in to_do(LAW, extended, FIRST_STEPS, {})


@pytest.mark.parametrize(
    ("entry", "provision", "decision", "words"),
    [
        ("3C001.a", "mofcom-2024-51/1", "license_required", "Apply on MOFCOM's platform"),
        ("PRE1.35", "state-council-2005-445/26", "license_required", "Apply to MOFCOM, or to the provincial"),
        (
            "NUC.heavy-water",
            "state-council-1997-230/6",
            "prohibited",
            "a unit that the State Council has named may export",
        ),
    ],
)
def test_next_steps_follow_the_list_of_the_entry(entry: str, provision: str, decision: str, words: str) -> None:
    """Dual-use items, precursors and nuclear goods have procedures of their own."""
    answer = RowAnswer(decision, decision, (provision,), entries=(entry,))  # type: ignore[arg-type] # decisions
    assert words in to_do(LAW, answer, FIRST_STEPS, {})


def test_an_answer_that_chinese_law_does_not_decide_has_the_advice_of_its_decision() -> None:
    """No step of the procedure follows from a provision of another jurisdiction."""
    answer = RowAnswer("license_required", "license_required")
    assert to_do(LAW, answer, FIRST_STEPS, {}) == "Apply to MOFCOM for a licence. Do not ship before it is granted."


def test_a_waived_row_still_needs_its_licence() -> None:
    """A waiver only passes the gate; a licence that is held needs no application."""
    answer = RowAnswer("license_required", "license_required", ("mofcom-2024-51/1",), entries=("3C001.a",))
    waived, held = (answer._replace(permits=(name,)) for name in ("waiver exportctl.toml:1", "licence L-1"))
    apply = "Apply on MOFCOM's platform; ship once licensed."
    assert to_do(LAW, waived, FIRST_STEPS, {}).endswith(apply)
    assert apply not in to_do(LAW, held, FIRST_STEPS, {})


def test_a_licence_leaves_the_steps_of_a_stricter_decision() -> None:
    """It covers another provision of the row, and no prohibition or presumption of denial."""
    prohibited = RowAnswer("prohibited", "prohibited", GALLIUM, entries=("3C001.a",), permits=("licence L-1",))
    assert (
        to_do(LAW, prohibited, FIRST_STEPS, {}) == "Do not export. Check the goods, place, use and parties you stated."
    )
    refusal = prohibited._replace(decision="presumption_of_denial")
    words = to_do(LAW, refusal, FIRST_STEPS, {})
    assert words.startswith("Do not ship;")
    assert words.endswith("Ask MOFCOM whether licence L-1 can still be used; it may be put on hold.")
    with using_language("zh"):
        assert "向商务部核实许可证L-1能否继续使用" in render(words)


@pytest.mark.parametrize(
    ("decision", "words"), [("undecided", "may be controlled"), ("no_control_found", "not a permission")]
)
def test_a_row_without_a_control_is_not_free(decision: str, words: str) -> None:
    """It has a next step, and no text states that the export is permitted."""
    answer = RowAnswer(decision, decision)  # type: ignore[arg-type] # a decision of the list above
    assert to_do(LAW, answer, FIRST_STEPS, {})
    assert words in reason(LAW, answer)


def test_the_next_change_has_its_day_and_decision() -> None:
    """Or it states that none is known."""
    answer = RowAnswer("license_required", "license_required")
    changing = answer._replace(next_change_on=date(2026, 11, 28), next_change_decision="presumption_of_denial")
    assert next_change(changing) == "from 2026-11-28: presumption of denial"
    assert next_change(answer) == "No later change is known."


def test_a_next_change_to_the_same_decision_names_what_changes() -> None:
    """From 2026-01-06 on, dysprosium metal for a military user in Japan is prohibited; without a user, the decision stays."""
    answer = RowAnswer("license_required", "license_required", ("mofcom-2025-18/1",))
    changing = answer._replace(next_change_on=date(2026, 1, 6), next_change_decision="license_required")
    expected = "from 2026-01-06: licence required, as before; the worst case or a permit changes"
    assert next_change(changing) == expected
    with using_language("zh"):
        assert render(next_change(changing)) == "自2026-01-06起：仍为须取得许可；最严情形或所持许可证、豁免有变化"


@pytest.mark.parametrize(("assume", "doubt"), [("on-face", "unless extended"), ("extended", "if extended")])
def test_a_next_change_that_an_extension_decides_is_doubtful(assume: Assume, doubt: str) -> None:
    """An answer that depends on an extension has no later day, but it may change at any time."""
    answer = RowAnswer("license_required", "license_required", assume=assume)
    changing = answer._replace(
        next_change_on=date(2026, 11, 28), next_change_decision="presumption_of_denial", next_settled=False
    )
    assert next_change(changing) == f"from 2026-11-28: presumption of denial, {doubt}"
    assert next_change(answer._replace(settled=False)) == "It depends on whether the suspension was extended."


def test_a_file_of_totals_alone_has_no_row_of_goods() -> None:
    """Its headline gives no number of controlled rows."""
    counts = Counts.none()._replace(rows=2, passed_over={"total": 1, "blank": 1})
    assert headline(counts) == (
        "No row states goods. Of 2 rows: 0 screened, 2 passed over (1 of totals, 1 blank), 0 rejected."
    )


@pytest.mark.parametrize(
    ("by_decision", "rejected", "words"),
    [
        ({"prohibited": 1}, 0, "1 of 1 row needs a licence or is prohibited."),
        ({"license_required": 2, "undecided": 1}, 3, None),
        (
            {"no_control_found": 1, "undecided": 3},
            0,
            "3 of 4 rows need more information; none needs a licence or is prohibited.",
        ),
        ({"no_control_found": 4}, 0, "0 of 4 rows need a licence or are prohibited."),
        ({}, 2, "None of the 2 rows could be read."),
        ({}, 1, "The only row could not be read."),
        ({}, 0, "The file has no rows."),
    ],
)
def test_a_file_has_a_sentence(by_decision: dict[str, int], rejected: int, words: str | None) -> None:
    """It counts controlled rows among those that were screened: a file in which nothing could be read gives no answer."""
    rows = sum(by_decision.values()) + rejected
    sentence = headline(Counts.none()._replace(rows=rows, rejected=rejected, by_decision=by_decision))
    assert sentence == (
        words or "2 of 3 rows need a licence or are prohibited; 1 needs more information; 3 more could not be read."
    )


def test_rows_that_depend_on_an_extension_are_some_of_all_rows() -> None:
    """They are in the other numbers, too, so they have a sentence of their own."""
    by_decision = {"presumption_of_denial": 1, "undecided": 1, "no_control_found": 1}
    counts = Counts.none()._replace(rows=4, rejected=1, by_decision=by_decision, by_warning={UNSETTLED: 1})
    numbers = "1 of 3 rows needs a licence or is prohibited; 1 needs more information; 1 more could not be read."
    assert headline(counts) == f"{numbers} Of all rows, 1 depends on whether a suspension was extended."
    several = headline(counts._replace(by_warning={UNSETTLED: 2}))
    assert several == f"{numbers} Of all rows, 2 depend on whether a suspension was extended."


def test_columns_have_chinese_names_in_chinese() -> None:
    """Measured properties have the names that their questions have."""
    questions = ("cn_content", "cn_technology", "owned_by", "party", "hs_code", "density", "supplied_to")
    with using_language("zh"):
        in_chinese = render(to_do(LAW, RowAnswer("undecided", "undecided", questions=questions), FIRST_STEPS, {}))
    assert in_chinese == (
        "请增加“原产于中国的物项所占比例”、“中国稀土技术”、“最终用户的所有人”、“交易相关方”和“接收方类型”列。"
        "请增加“海关商品编号”和“技术参数（名称=数值）”（密度）列，或者增加“自行归类”（管制编码或none）列。然后重新筛查该文件。"
        "无法确定是否属于两用物项的，向商务部咨询。"
    )


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_a_column_of_the_advice_is_read_as_its_fact(fact: Fact) -> None:
    """In both languages, and also if another column has a generic name of the fact."""
    heading = column_heading(fact.key)
    for name in (heading, heading.zh):
        meaning = meaning_of(name)
        assert meaning, name
        assert (meaning.fact, meaning.role, meaning.generic) == (fact.key, None, False)


def test_a_cell_that_was_read_is_filled_in() -> None:
    """A column that the file has is named by its own name, and is not added again."""
    answer = RowAnswer("undecided", "undecided", questions=("to", "density", "description"))
    columns = {"to": "country", "param": "Data", "party end-user": "Customer"}
    assert to_do(LAW, answer, FIRST_STEPS, columns) == (
        "Fill in “country”. Name the goods more precisely, or fill in “Data” (density), or add a column “Your own "
        "classification” (a control code or none). Then screen the file again. Ask MOFCOM if you cannot tell whether the goods are "
        "dual-use items."
    )
    asked = RowAnswer("undecided", "undecided", questions=("party", "destination_scope"))
    assert to_do(LAW, asked, FIRST_STEPS, columns).startswith(
        "Ask the licensing authority whether the act means the destination as well. Fill in “Customer”."
    )


def test_several_authorities_license_a_row() -> None:
    """Each deciding provision names its own, as the answer to one question does."""
    answer = RowAnswer("license_required", "license_required", ("mofcom-2024-51/1", "state-council-1995-190/18"))
    assert reason(LAW, answer).startswith("This export needs a licence from MOFCOM and MIIT.")
    one_is_possible = answer._replace(possible=("state-council-1995-190/18",))
    assert reason(LAW, one_is_possible).startswith("This export needs a licence from MOFCOM.")


def test_each_row_counts_once_by_its_first_step() -> None:
    """Only one of four rows depends on an extension; all of them apply for a licence. The most frequent step comes first."""
    steps = {
        DecidedSteps("license_required", ("confirm-extension", "apply-dual-use")): 1,
        DecidedSteps("license_required", ("apply-dual-use",)): 3,
    }
    assert {id_ for item in steps for id_ in item.steps} <= set(LAW.procedure.requirements)
    counts = Counts.none()._replace(rows=4, by_decision={"license_required": 4}, by_step=steps)
    apply = "Apply on MOFCOM's platform; ship once licensed."
    assert step_for(LAW, "license_required", counts) == (
        f"3 rows: {apply} 1 row: Confirm whether MOFCOM extended the suspension. {apply}"
    )


def test_steps_after_the_first_are_those_of_all_its_rows() -> None:
    """Rows with the same first step are together, so no step is counted twice."""
    steps = {
        DecidedSteps("prohibited", ("confirm-helium", "stop-helium")): 2,
        DecidedSteps("prohibited", ("confirm-helium",)): 1,
        DecidedSteps("prohibited", ()): 1,
    }
    counts = Counts.none()._replace(rows=4, by_decision={"prohibited": 4}, by_step=steps)
    assert step_for(LAW, "prohibited", counts) == (
        "3 rows: Confirm whether the temporary ban on helium still applies. "
        "1 row: Do not export. Check the goods, place, use and parties you stated."
    )


def test_rows_with_further_steps_are_counted() -> None:
    """The numbers of rows add up, however many steps there are."""
    first = [item.id for item in LAW.procedure.requirements.values() if item.brief][:7]
    steps = {DecidedSteps("license_required", (id_,)): 9 - place for place, id_ in enumerate(first)}
    counts = Counts.none()._replace(rows=42, by_decision={"license_required": 42}, by_step=steps)
    words = step_for(LAW, "license_required", counts)
    assert words.startswith("9 rows: ")
    assert words.endswith("12 rows: other steps (see these rows).")
    assert sum(int(number) for number in re.findall(r"(\d+) rows: ", words)) == 42
