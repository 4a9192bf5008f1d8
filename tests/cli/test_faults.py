"""A fault of the caller names the fact under the name the caller knows; a fault of the program is never taken for an answer."""

from __future__ import annotations

import pickle
import re
from datetime import date

import pytest

from exportctl import InputError, Transaction, check
from exportctl.cli import session
from exportctl.cli.app import COMMANDS
from exportctl.cli.flags import flag, options
from exportctl.errors import PlaceError
from exportctl.sentences import Fact, Sentence
from tests.cli.program import ask


def test_a_fault_names_the_fact_in_python_and_the_option_on_the_command_line() -> None:
    """The sentence is the same, the name in front of it is not."""
    with pytest.raises(InputError) as error:
        check(Transaction(item="gallium", to="Atlantis", on=date(2025, 12, 1)))
    assert (error.value.where, str(error.value).partition(":")[0]) == ("to", "to")
    assert ask("check", "gallium", "--to", "Atlantis").err == f"exportctl: --to: {error.value.what}\n"


def test_a_fault_names_the_property() -> None:
    """The fact comes first, then which of several."""
    error = InputError("param density", "'1' has no unit")
    assert (error.fact, error.render(flag)) == ("param", "--param density: '1' has no unit")


def test_a_fact_within_a_message_is_named_alike() -> None:
    """Every surface names it in its own way; text of the caller is left as it is."""
    error = InputError(
        "holdings", "'{text}' says it, and so does {other}; give one", text="{} to", other=Fact("owned_by")
    )
    assert str(error) == "holdings: '{} to' says it, and so does owned_by; give one"
    assert error.render(flag) == "--holdings: '{} to' says it, and so does --owned-by; give one"


def test_a_fault_without_parts_is_left_as_it_is() -> None:
    """Braces in it are the text of a library or of the caller, not a placeholder."""
    assert str(PlaceError("row 3", "no column {to}")) == "row 3: no column {to}"


def test_a_place_keeps_its_name() -> None:
    """A file or a column with the name of a fact is not an option."""
    assert PlaceError("to", "two columns have this name").render(flag) == "to: two columns have this name"


def test_an_error_survives_the_way_between_processes() -> None:
    """A worker can hand it over whole."""
    error = pickle.loads(pickle.dumps(InputError("on", Sentence("no day {to}", to=Fact("to")))))  # noqa: S301 - our own
    assert (error.where, error.what, error.render(flag)) == ("on", "no day to", "--on: no day --to")


def test_every_option_that_an_error_names_exists() -> None:
    """Some command takes it."""
    taken = {name for command in COMMANDS for name in re.findall(r"--[a-z-]+", ask(command, "--help").out)}
    for part in (("data", "new"), ("data", "news"), ("log", "verify")):
        taken |= set(re.findall(r"--[a-z-]+", ask(*part, "--help").out))
    assert {flag(fact) for fact in options()} <= taken


class TestCrash:
    """A script can distinguish a crash from an answer and from wrong input."""

    @pytest.fixture(autouse=True)
    def _broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise ZeroDivisionError("two\nlines")

        monkeypatch.setattr(session, "store_of", fail)

    def test_it_ends_with_70_and_one_line(self) -> None:
        """The line states that the input is not at fault, and that the error should be reported."""
        answer = ask("check", "gallium")
        assert (answer.code, answer.out) == (70, "")
        assert answer.err == (
            "exportctl: ZeroDivisionError: two lines: this is a fault of exportctl, not of the input; "
            "report it with this line, as the README describes\n"
        )

    def test_it_is_in_the_language(self) -> None:
        """What went wrong inside stays as the program has it."""
        answer = ask("check", "gallium", "--lang", "zh")
        assert (answer.code, answer.out) == (70, "")
        assert answer.err == (
            "exportctl: ZeroDivisionError: two lines: 此为 exportctl 的故障，并非输入有误；请按README所述报告，并附上本行\n"
        )

    def test_the_traceback_is_shown_on_request(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The last line stays the same."""
        monkeypatch.setenv("EXPORTCTL_DEBUG", "1")
        answer = ask("check", "gallium")
        assert answer.code == 70
        assert answer.err.startswith("Traceback (most recent call last):")
        assert answer.err.splitlines()[-1].startswith("exportctl: ZeroDivisionError")


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints nothing, because the user caused the interruption."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "store_of", interrupt)
    answer = ask("check", "gallium")
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "")
