"""What to do next has one source: check, steps and the page never contradict each other about an export."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.cli.program import ask

DAY = "2026-11-30"
ADDRESS = "https://exportcontrol.mofcom.gov.cn"


def to_do(command: str, question: str, *more: str, on: str = DAY) -> str:
    """Return what a command prints as the next steps, in one line."""
    lines = ask(command, *shlex.split(question), "--on", on, *more, "--no-config").out.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(("To do", "下一步")))
    below = [line.strip() for line in lines[begin + 1 :]]
    end = next(number for number, line in enumerate(lines[begin + 1 :]) if not line.startswith("  "))
    taken = [lines[begin].removeprefix("To do").strip(), *below[:end]]
    return " ".join(line for line in taken if not line.startswith(("exportctl ", "To see all steps,")))


@pytest.mark.parametrize(
    ("question", "on"),
    [
        ("gallium --to DE", DAY),
        ("dysprosium --to JP", DAY),
        ("gallium --to US", "2024-12-10"),
        ("gallium --to US", "2025-12-01"),
        ("gallium --to FR --party end-user=Subaru", DAY),
        ("gallium --from KZ --to DE --via-china yes", DAY),
        ("helium --to DE", DAY),
        ("acetone --to DE", DAY),
        ("'heavy water' --to DE", DAY),
    ],
)
def test_check_and_steps_begin_with_the_same(question: str, on: str) -> None:
    """Where no extension is open, both print the same; steps also rules out the worst case of an export that is refused anyway."""
    short, full = to_do("check", question, on=on), to_do("steps", question, on=on)
    ruled_out = full.removesuffix(short).strip()
    assert full.endswith(short)
    assert not ruled_out or ruled_out.startswith("Rule out military users and uses")


def test_japan_has_its_first_step_whatever_is_stated() -> None:
    """A civil use may still raise military strength, so no stated fact takes the first step away."""
    question = "dysprosium --to JP --end-use civil --end-user-type civil"
    assert to_do("check", question) == to_do("steps", question)
    assert to_do("check", question).startswith(
        "Rule out users and uses that are military or help raise Japan's military strength."
    )


@pytest.mark.parametrize("item", ["gallium", "triethanolamine", "drone --entry 9A012.a.1"])
def test_military_users_are_ruled_out_before_an_application(item: str) -> None:
    """No. 46/2024, para. 1 was never suspended: what check advises must not lead to an export that it prohibits."""
    advice = to_do("check", f"{item} --to US", on="2025-12-01")
    assert advice.startswith("Rule out military users and uses; such exports are prohibited.")
    assert advice == to_do("steps", f"{item} --to US", on="2025-12-01")


def test_rows_rule_out_military_users_as_well(tmp_path: Path) -> None:
    """A row whose end user is civil needs no such step."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to,end_user_type,end_use\ngallium,US,,\ngallium,US,civil,civil\n", encoding="utf-8")
    book = tmp_path / "out.xlsx"
    summary = ask("screen", str(rows), "--on", "2025-12-01", "-o", str(book), "--no-config").words
    step = (
        "Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed."
    )
    assert f"1 row: {step}" in summary
    cells = [str(cell) for row in load_workbook(book).get_sheet_by_index(1).to_python() for cell in row]
    assert len([cell for cell in cells if cell.startswith(step)]) == 1


def test_a_refusal_in_principle_has_one_advice() -> None:
    """An applicant must expect it."""
    assert to_do("check", "gallium --to US", on="2024-12-10") == "Do not ship; expect a refusal if you apply."


@pytest.mark.parametrize(
    ("question", "if_not"),
    [
        ("holmium --to DE", "If not: apply on MOFCOM's platform; ship once licensed."),
        ("gallium --to US", "If not: do not ship; expect a refusal if you apply."),
        (
            "gallium --from JP --to US --origin CN",
            "If not: do not transfer these goods to persons of the United States.",
        ),
    ],
)
def test_an_open_extension_comes_first(question: str, if_not: str) -> None:
    """No step lets the goods go before it is known, and steps has both outcomes."""
    short, full = to_do("check", question), to_do("steps", question)
    assert "ask again (--assume extended). Until you know, do not ship." in short
    assert full == f"{short} {if_not}"


def test_transit_needs_no_form_on_the_platform() -> None:
    """No act states how to apply from abroad, so no step names the platform."""
    out = ask("steps", "gallium", "--from", "KZ", "--to", "DE", "--via-china", "yes", "--on", DAY, "--no-config").words
    assert "Ask MOFCOM how to apply from abroad." in out
    assert "on the platform" not in out


def test_an_export_abroad_under_number_61_has_the_form_on_the_platform() -> None:
    """Paragraph 6 of No. 61/2025 names the platform and article 16 of the Regulations."""
    question = ("dysprosium", "--from", "DE", "--to", "FR", "--origin", "CN", "--on", DAY, "--no-config")
    assert "Fill in the application form on the platform" in ask("steps", *question).words


def test_a_transfer_abroad_is_no_application() -> None:
    """The closing paragraph of No. 46/2024 makes persons abroad liable; no act opens a licence to them."""
    question = ("gallium", "--from", "JP", "--to", "US", "--origin", "CN", "--on", DAY, "--no-config")
    checked, steps = ask("check", *question).words, ask("steps", *question).words
    for words in (checked, steps):
        assert "this transfer breaches No. 46/2024, closing paragraph on para. 2." in words
        assert "refuses licences" not in words
    assert "application form" not in steps
    assert "Choose the route" not in steps
    assert ask("check", *question, "-f", "json").json["decision"] == "presumption_of_denial"


def test_a_humanitarian_export_abroad_is_reported_by_e_mail() -> None:
    """Paragraph 5 of No. 61/2025: within 10 working days, with a promise."""
    question = "dysprosium --from DE --to US --origin CN --end-use humanitarian"
    report = "If not: report to jingwaibaogao@mofcom.gov.cn within 10 working days of the export"
    assert report in to_do("check", question)
    assert report in to_do("steps", question)


def test_the_ban_on_helium_is_confirmed_at_an_address() -> None:
    """It has no last day; the part of MOFCOM that published it announces its end, and not the one for dual-use items."""
    address = "https://wms.mofcom.gov.cn"
    assert to_do("check", "helium --to DE").endswith(f"still applies. See {address}.")
    assert address in ask("explain", "mofcom-2026-29").out


def test_an_own_classification_replaces_figures_only() -> None:
    """It settles what the goods are, and not their end use, which has a sentence of its own."""
    words = to_do("check", "graphite --to US")
    assert words.startswith(
        "State --end-use, --end-user-type. State --param density, --param flexural_strength, or --entry CODE"
    )
    assert "or --entry CODE or --entry none." in words


@pytest.mark.parametrize(("columns", "whole"), [("80", False), ("81", False), ("120", True)])
def test_the_command_is_printed_where_it_fits(columns: str, whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that would break over lines is described."""
    monkeypatch.setenv("COLUMNS", columns)
    question = (
        "gallium",
        "--from",
        "KZ",
        "--origin",
        "KZ",
        "--to",
        "DE",
        "--via-china",
        "yes",
        "--on",
        DAY,
        "--no-config",
    )
    out = ask("check", *question).out
    assert ("exportctl steps gallium --to DE" in out) == whole
    assert ("write steps instead of check" in out) != whole


def test_all_steps_are_printed_without_their_names_in_the_data() -> None:
    """The names are in the JSON."""
    question = ("gallium", "--to", "DE", "--on", DAY, "--no-config")
    assert "no-icp-duty" not in ask("steps", *question, "--all").out
    assert "no-icp-duty" in ask("steps", *question, "-f", "json").out


@pytest.mark.parametrize("command", ["check", "steps"])
def test_goods_without_a_control_have_one_next_step(command: str) -> None:
    """As on the page and in a file: no figure of copper wire must be established, because no entry requires one."""
    assert to_do(command, "'copper wire' --to DE") == "Check the parties and the other regimes."
    assert to_do(command, "'copper wire' --to DE --party importer=Acme") == "Check the other regimes."


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("'dysprosium oxide' --to DE", True),
        ("'dysprosium oxide' --to US", True),
        ("'dysprosium oxide' --to DE --assume extended", False),
        ("gallium --to DE", False),
    ],
)
def test_a_duty_beside_the_licence_is_named(question: str, named: bool) -> None:
    """No. 61/2025, para. 7 requires a declaration and a notice, unless its suspension was extended: the table has "unconfirmed"."""
    duty = (
        f"Was No. 70/2025 extended? See {ADDRESS}. If not: under No. 61/2025, declare the final destination and issue a "
        "compliance notice."
    )
    for command in ("check", "steps"):
        assert to_do(command, question).endswith(duty) == named
        assert ("declare the final destination" in to_do(command, question)) == named
    table = ask("steps", *shlex.split(question), "--on", DAY, "--no-config").words
    assert ("Unless No. 70/2025 was extended: Declare the final destination" in table) == named


def test_a_row_names_the_same_duty(tmp_path: Path) -> None:
    """The file agrees with check."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to\ndysprosium oxide,DE\n", encoding="utf-8")
    book = tmp_path / "out.xlsx"
    summary = ask("screen", str(rows), "--on", DAY, "-o", str(book), "--no-config").words
    duty = "If not: under No. 61/2025, declare the final destination and issue a compliance notice."
    assert f"Confirm whether MOFCOM extended the suspension. {duty}" in summary
    cells = [cell for row in load_workbook(book).get_sheet_by_index(1).to_python() for cell in row]
    assert f"Apply on MOFCOM's platform; ship once licensed. Was No. 70/2025 extended? See {ADDRESS}. {duty}" in cells


def test_a_row_has_no_duty_whose_provision_is_suspended(tmp_path: Path) -> None:
    """No. 61/2025 is suspended on that day, so neither the table nor the workbook requires its declaration; check does not."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to\ndysprosium oxide,DE\n", encoding="utf-8")
    book = tmp_path / "out.xlsx"
    summary = ask("screen", str(rows), "--on", "2025-12-01", "-o", str(book), "--no-config").words
    cells = [str(cell) for row in load_workbook(book).get_sheet_by_index(1).to_python() for cell in row]
    assert "Apply on MOFCOM's platform" in summary
    assert "Apply on MOFCOM's platform; ship once licensed." in cells
    assert "declare" not in summary + "".join(cells)
    assert "declare" not in to_do("check", "'dysprosium oxide' --to DE", on="2025-12-01")


def test_a_file_may_only_have_rows_that_an_act_of_no_list_reports(tmp_path: Path) -> None:
    """Terbium-iron alloy is on no list, so its procedure had no step for the extension on which its answer depends."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,to\n铽铁,DE\n", encoding="utf-8")
    answer = ask("screen", str(rows), "--on", DAY, "--no-config")
    assert answer.code == 0
    assert "Confirm whether MOFCOM extended the suspension. If not: report or declare" in answer.words


SIMILAR = "--party 'end-user=Lockheed Martn'"


@pytest.mark.parametrize("question", ["gallium --to DE", "gallium --to US", "'copper wire' --to DE"])
def test_a_similar_name_is_compared_whatever_the_goods_need(question: str) -> None:
    """A licence that the goods need does not settle whether the party is listed; the party was stated, so --party settles nothing."""
    words = ask("check", *shlex.split(f"{question} {SIMILAR}"), "--on", DAY, "--no-config").words
    compare = "Compare Lockheed Martn with the listing: exportctl party 'Lockheed Martn'."
    for command in ("check", "steps"):
        assert to_do(command, f"{question} {SIMILAR}").startswith(compare)
        assert "Compare" not in to_do(command, question)
    assert "--party to settle" not in words
    assert words.count("has a name similar to Lockheed Martin Corporation: ") == 1


def test_the_worst_case_names_the_party_on_which_it_depends() -> None:
    """With a military use that is open as well, both are named."""
    words = ask("check", *shlex.split(f"gallium --to DE {SIMILAR}"), "--on", DAY, "--no-config").words
    assert "Worst case prohibited, if a listing applies to Lockheed Martn Party" in words
    words = ask("check", *shlex.split(f"gallium --to US {SIMILAR}"), "--on", DAY, "--no-config").words
    both = "if a listing applies to Lockheed Martn; otherwise state --end-use and --end-user-type to settle this"
    assert f"Worst case prohibited, {both}" in words


def test_a_place_that_an_act_may_mean_is_a_question_to_the_authority() -> None:
    """The destination was stated, so no option settles what the act means."""
    words = ask("check", "gallium", "--to", "Guam", "--on", DAY, "--no-config").words
    assert (
        "Worst case prohibited, if No. 46/2024, para. 1 covers Guam and --end-use or --end-user-type is military"
        in words
    )
    for command in ("check", "steps"):
        assert to_do(command, "gallium --to Guam").startswith("Ask the licensing authority whether the act means Guam")


@pytest.mark.parametrize("party", ["Boeing", "end-user=Boeing"])
def test_the_company_of_a_listed_group_is_established(party: str) -> None:
    """check, steps and party give the same step."""
    step = "Establish which company of the group takes part; if it is a listed one, ask again with its name."
    for command in ("check", "steps"):
        assert step in to_do(command, f"'coffee mugs' --to US --party {party}")
    assert step in ask("party", "Boeing", "--on", DAY, "--no-config").words


def test_a_prohibited_export_compares_no_name() -> None:
    """The export stops for every party."""
    assert "Compare" not in to_do("check", f"gallium --to US --end-use military {SIMILAR}")


def test_unrecognised_goods_name_every_fact_that_settles_them() -> None:
    """A customs code of ordinary goods settles most descriptions that no list knows; a stated one is not requested again."""
    step = "Use other words, state --hs-code, or state --entry CODE or --entry none."
    assert to_do("check", "widget --to DE") == step
    assert to_do("steps", "widget --to DE").startswith(step)
    classified = ask("classify", "widget", "--on", DAY).words
    assert "Describe the goods in other words, state --hs-code, or classify them yourself" in classified
    chinese = ask("check", "widget", "--to", "DE", "--on", DAY, "--lang", "zh").words
    assert "请换用其他描述，填写 --hs-code，或填写 --entry 管制编码 或 --entry none。" in chinese


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("7440-55-4", "the last digit of a CAS number must fit the others: correct the number"),
        ("CAS No. 7440-55-4", "the last digit of a CAS number must fit the others: correct the number"),
        ("9999-99-9", "the law data does not hold this CAS number: name the goods"),
    ],
)
def test_a_cas_number_that_leads_nowhere_has_a_reason(number: str, hint: str) -> None:
    """A mistyped number has another hint than one of other goods."""
    assert f"Unrecognised {number}; {hint}" in ask("check", number, "--to", "DE", "--on", DAY, "--no-config").words


def test_unrecognised_goods_are_named_before_their_destination() -> None:
    """No destination settles what the goods are, and any control is possible until they are recognised."""
    words = ask("check", "galium", "--on", DAY, "--no-config").words
    assert "Worst case any control is possible Control " in words
    first = "To do Use other words, state --hs-code, or state --entry CODE or --entry none. State --to: the destination"
    assert first in words
    assert "To do State --to: the destination" in ask("check", "gallium", "--on", DAY, "--no-config").words
    assert "(worst case: any control is possible)" in ask("diff", "2026-10-01", "2026-10-10", "galium").words


def test_a_command_with_chinese_goods_is_printed_only_if_it_fits_on_a_line() -> None:
    """A Chinese sign is two columns wide: a command that breaks is not copied whole."""
    short = ask("check", "镝铁合金", "--to", "DE", "--on", "2026-08-01").out.splitlines()
    assert "             exportctl steps '镝铁合金' --to DE --on 2026-08-01" in short
    long = ask("check", "镝铁合金", "--to", "DE", "--on", "2026-08-01", "--hs-code", "7202999100")
    assert "exportctl steps" not in long.out
    assert "To see all steps, write steps instead of check in this command." in long.words


def test_a_citation_of_a_decree_stays_on_one_line() -> None:
    """Its article is no line of its own."""
    assert (
        "State Council Decree No. 445, art. 26  licence required  in force"
        in ask("check", "甲苯", "--to", "MM", "--on", DAY).out
    )


def test_an_assumed_extension_keeps_the_duty_that_depends_on_it() -> None:
    """The decision is the same without the extension, but a report is required."""
    facts = ("--end-use", "civil", "--end-user-type", "civil", "--on", "2026-12-03", "--assume", "extended")
    out = " ".join(ask("check", "Dy2O3", "--to", "US", *facts).out.split())
    assert "if the suspension ended as published, follow No. 61/2025, para. 7, too." in out


def test_goods_with_a_whole_name_need_an_answer_of_the_authority() -> None:
    """No more precise name of liquid helium exists, and the text of the ban on helium was not read."""
    out = " ".join(ask("check", "liquid helium", "--to", "KR", "--on", "2026-10-10").out.split())
    assert "Ask MOFCOM whether No. 29/2026 covers these goods." in out
    assert "Name the goods more precisely" not in out
