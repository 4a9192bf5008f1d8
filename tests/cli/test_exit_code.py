"""The exit code shows whether the gate is closed, is open, or needs more information."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.program import (
    ABROAD,
    CIVIL,
    GATES,
    STORY,
    answer,
    ask,
    spawn,
    table,
    verdict,
    verdicts,
)


class TestExitCode:
    """The exit code shows whether the gate is closed, is open, or needs more information."""

    @pytest.mark.parametrize(
        ("question", "codes"),
        [
            (STORY, (1, 1, 1, 3, 3, 3)),
            (f"{STORY} {CIVIL}", (1, 1, 1, 0, 0, 0)),
            ("gallium --to US --on 2025-12-01 --end-use military", (1, 1, 1, 1, 1, 1)),
            (f"gallium --to US --on 2025-11-08 {CIVIL}", (1, 1, 1, 1, 1, 0)),
            (f"gallium --to US --on 2026-11-28 {CIVIL}", (1, 1, 1, 1, 1, 0)),
            (f"gallium --to US --on 2026-11-28 --assume extended {CIVIL}", (1, 1, 1, 3, 3, 0)),
            (f"{ABROAD} --on 2025-12-01 {CIVIL}", (1, 0, 0, 0, 0, 0)),
            ("unobtainium --to US --on 2025-12-01", (1, 3, 3, 3, 3, 3)),
        ],
    )
    def test_each_gate_closes_at_its_level(self, question: str, codes: tuple[int, ...]) -> None:
        """1 at or above the gate, 3 if something open could lift it there, 0 if nothing can."""
        ends = tuple(ask("check", *shlex.split(question), "--gate", gate).code for gate in GATES)
        assert ends == codes

    @pytest.mark.parametrize(
        ("facts", "codes"),
        [
            ("gallium", (1, 1, 1, 3, 3, 3)),
            ("holmium --on 2026-11-11", (1, 1, 1, 3, 3, 3)),
            ("holmium --on 2025-12-01", (1, 3, 3, 3, 3, 3)),
            ("graphite", (1, 3, 3, 3, 3, 3)),
            ("unobtainium", (1, 3, 3, 3, 3, 3)),
            ("helium --on 2023-08-01", (1, 0, 0, 0, 0, 0)),
            ("helium --on 2023-07-31", (1, 3, 3, 3, 3, 3)),
        ],
    )
    def test_a_listed_entry_closes_the_gate_of_a_licence(self, facts: str, codes: tuple[int, ...]) -> None:
        """The list requires a licence while an entry is in force, or may be; a suspended one is open: other acts may require more."""
        assert tuple(ask("classify", *shlex.split(facts), "--gate", gate).code for gate in GATES) == codes

    @pytest.mark.parametrize(
        ("question", "codes"),
        [
            ("helium --to DE --on 2023-07-31", (1, 3, 3, 3, 3, 3)),
            ("helium --to DE --on 2023-08-01", (1, 0, 0, 0, 0, 0)),
            (f"gallium --to US --on 2023-07-31 {CIVIL}", (1, 3, 3, 3, 3, 3)),
            (f"gallium --to US --on 2023-08-01 {CIVIL}", (1, 1, 1, 0, 0, 0)),
        ],
    )
    def test_nothing_is_cleared_before_the_data_begins(self, question: str, codes: tuple[int, ...]) -> None:
        """The data covers the law from 1 August 2023 on: before, a control that is missing could reach any gate."""
        assert tuple(ask("check", *shlex.split(question), "--gate", gate).code for gate in GATES) == codes
        warned = "before_coverage" in {item["code"] for item in verdict(question)["warnings"]}
        assert warned is (codes[-1] == 3)
        assert verdict(question)["settled"] is True

    def test_the_format_never_changes_the_code(self) -> None:
        """A table and a JSON document of one verdict end alike, and the document names the code."""
        for question, document in verdicts():
            assert table(question).code == answer(question).code == document["exit_code"]

    @pytest.mark.parametrize("gate", ["presumption_of_denial", "presumption-of-denial", "Presumption-Of_Denial"])
    def test_a_gate_is_spelt_with_either_dash(self, gate: str) -> None:
        """`-` and `_` are the same in the name of a level."""
        assert ask("check", *shlex.split(f"{STORY} {CIVIL}"), "--gate", gate).code == 0
        assert ask("check", *shlex.split(STORY), "--gate", gate).code == 3

    def test_the_gate_closes_at_the_licence_by_default(self) -> None:
        """Without `--gate` a licence requirement ends with 1."""
        assert ask("check", *shlex.split(STORY), "--gate", "license_required").code == table(STORY).code == 1

    def test_wrong_input_is_two_whatever_the_gate(self) -> None:
        """A question that makes no sense has no verdict."""
        assert ask("check", "gallium", "--to", "Germny", "--on", "2025-12-01", "--gate", "no_control_found").code == 2

    def test_a_process_ends_with_the_code(self) -> None:
        """The exit code of the shell is that of the program."""
        assert spawn("check", *shlex.split(STORY), "--gate", "prohibited").code == 3
        assert spawn("check", *shlex.split(f"{STORY} {CIVIL}"), "--gate", "prohibited").code == 0


def test_law_data_that_is_too_old_is_updated_first() -> None:
    """Nothing about the goods is open, so no list is to be compared, and no step of an export without a control follows."""
    shirt = ask("check", "cotton T-shirt", "--to", "DE", "--on", "2026-11-30", "--max-age", "30")
    assert shirt.code == 3
    assert "To do Update the law data and ask again; exportctl data status shows how. Law data" in shirt.words
    controlled = ask("check", "gallium", "--to", "DE", "--on", "2026-11-30", "--max-age", "30").words
    assert "To do Apply on MOFCOM's platform; ship once licensed." in controlled


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (
            "gallium --to US --on 2026-11-28 --gate prohibited",
            3,
            "Gate prohibited: not reached, but could be (exit code 3)",
        ),
        ("gallium --to US --on 2025-12-01 --gate report", 1, "Gate report required: reached (exit code 1)"),
        ("shirts --to DE --on 2026-08-01 --gate prohibited", 0, ""),
        ("gallium --to US --on 2025-12-01", 1, ""),
    ],
)
def test_a_gate_of_ones_own_has_its_outcome_in_a_line(options: str, code: int, line: str) -> None:
    """The headline names the decision of the law, which does not explain the exit code at another gate than the usual one."""
    answer = ask("check", *options.split())
    assert answer.code == code
    assert line in answer.words
    assert ("Gate " in answer.words) == bool(line)


def test_what_to_do_states_what_holds_unless_an_assumed_extension_is_confirmed() -> None:
    """If No. 70/2025 was extended, no control is found; the exit code is 3 because it may have ended as published."""
    answer = ask("check", "holmium", "--to", "DE", "--on", "2026-12-01", "--assume", "extended")
    assert answer.code == 3
    assert (
        "To do Confirm the extension before you ship: if the suspension ended as published, this export needs a licence from "
        "MOFCOM. Check the parties and the other regimes."
    ) in answer.words
    assert (
        "Confirm the extension"
        not in ask("check", "holmium", "--to", "DE", "--on", "2026-06-01", "--assume", "extended").words
    )


def test_what_to_do_states_the_worst_case_unless_an_assumed_extension_is_confirmed() -> None:
    """A battery may or may not meet the criteria of No. 58/2025, so nothing states that it needs a licence."""
    words = ask("check", "lithium ion battery", "--to", "DE", "--on", "2026-12-01", "--assume", "extended").words
    assert "if the suspension ended as published, the worst case is licence required. Check the parties" in words
    assert "if the suspension ended as published, this export needs" not in words
