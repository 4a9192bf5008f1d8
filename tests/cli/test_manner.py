"""A run can be quiet, and shows long results in a pager on a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.program import ask, on_terminal

STORY = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
LOOSE = ("--gate", "prohibited")
PAGER = "sed s/^/paged:/"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A row that can be screened, and one that cannot be read."""
    file = tmp_path / "in.csv"
    file.write_text("item,to,on\ngallium,US,2025-12-01\ngallium,Nowhere,2025-12-01\n")
    return file


class TestQuiet:
    """Notes and progress are left out, errors and results are not."""

    @pytest.mark.parametrize("option", ["-q", "--quiet"])
    def test_notes_are_left_out(self, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The option works before and after the command; the result and the code stay."""
        monkeypatch.setenv("EXPORTCTL_GATE", "report")
        result = ask(*STORY)
        assert "configured by: gate = report" in result.err
        for arguments in ((option, *STORY), (*STORY, option)):
            assert ask(*arguments) == result._replace(err="")

    @pytest.mark.parametrize(
        ("name", "value", "arguments"),
        [
            ("GATE", "prohibited", STORY),
            ("UNDECIDED", "warn", ("check", "magnet", "--to", "US", "--on", "2025-12-01")),
            ("TRUST_DESCRIPTIONS", "yes", STORY),
            ("ALLOW_REJECTS", "yes", ("screen", "in.csv")),
        ],
    )
    def test_a_looser_gate_is_never_silent(
        self, name: str, value: str, arguments: tuple[str, ...], rows: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A quiet run prints the settings that let more checks pass."""
        monkeypatch.chdir(rows.parent)
        monkeypatch.setenv(f"EXPORTCTL_{name}", value)
        assert f"looser than the default: {name.lower()} = " in ask(*arguments, "-q").err

    def test_the_environment_can_state_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Like any option; a variable with the value `no` changes nothing."""
        monkeypatch.setenv("EXPORTCTL_GATE", "report")
        monkeypatch.setenv("EXPORTCTL_QUIET", "no")
        assert "configured by: gate = report" in ask(*STORY).err
        monkeypatch.setenv("EXPORTCTL_QUIET", "1")
        assert ask(*STORY).err == ""

    def test_errors_stay(self, rows: Path) -> None:
        """A wrong option, and a row that cannot be read: only the notes and the last line are gone."""
        wrong = ("check", "gallium", "--to", "Nowhere")
        assert ask(*wrong, "-q") == ask(*wrong)
        result = ask("screen", str(rows))
        quiet = ask("screen", str(rows), "-q")
        assert (quiet.code, quiet.out) == (result.code, result.out) == (2, result.out)
        assert "row 3, to: " in quiet.err
        assert {line for line in result.err.splitlines() if "row 3" in line} == set(quiet.err.splitlines())
        assert "2 rows: 1 screened" in result.err

    def test_skipped_input_is_an_error_unless_allowed(self, rows: Path) -> None:
        """Skipped input is an error as long as it determines the exit code; if it is allowed, it is a note."""
        (rows.parent / "more").symlink_to("nowhere.csv")
        rows.write_text("item,to,on\ngallium,US,2025-12-01\n")
        command = ("screen", str(rows.parent), "--output", str(rows.parent.parent / "out"), "-q")
        refused, allowed = ask(*command), ask(*command, "--allow-skipped")
        assert refused.code == 2
        assert "more" in refused.err
        assert (allowed.code, allowed.err) == (1, "")

    def test_after_two_dashes_it_is_a_text(self) -> None:
        """As every option is."""
        assert ask("classify", "--on", "2025-12-01", "--", "-q").words.startswith("NOT RECOGNISED -q")


class TestPager:
    """`--all` on a terminal is shown in a pager."""

    @pytest.mark.parametrize("arguments", [(*STORY, "--all"), ("explain", "3C001.a", "--on", "2025-12-01", "--all")])
    def test_all_is_shown_in_a_pager(self, arguments: tuple[str, ...]) -> None:
        """In the program that PAGER names, with the same words and the same code."""
        plain, paged = (on_terminal(*arguments, PAGER=pager) for pager in ("", PAGER))
        assert paged.code == plain.code
        assert all(line.startswith("paged:") for line in paged.out.splitlines())
        shown, expected = (re.sub(r"\x1b\]8;id=\d+", "", answer.out) for answer in (paged, plain))
        assert shown.replace("paged:", "") == expected

    @pytest.mark.parametrize(
        ("arguments", "environment"),
        [
            (STORY, {}),
            ((*STORY, "--all", "--no-pager"), {}),
            ((*STORY, "--all", "--format", "json"), {}),
            ((*STORY, "--all"), {"EXPORTCTL_NO_PAGER": "1"}),
            ((*STORY, "--all"), {"TERM": "dumb"}),
            ((*STORY, "--all"), {"PAGER": "no-such-program-anywhere"}),
            ((*STORY, "--all"), {"PAGER": "'"}),
        ],
    )
    def test_otherwise_there_is_no_pager(self, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
        """Without `--all`, where it is not wanted, for documents, and where there is no such program."""
        answer = on_terminal(*arguments, **{"PAGER": PAGER} | environment)
        assert answer.code == 1
        assert answer.out
        assert "paged:" not in answer.out

    def test_a_pipe_and_a_file_have_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No pager is used there."""
        monkeypatch.setenv("PAGER", PAGER)
        assert "paged:" not in ask(*STORY, "--all").out
        written = tmp_path / "out.txt"
        assert on_terminal(*STORY, "--all", "-o", str(written)).out == ""
        assert "paged:" not in written.read_text(encoding="utf-8")
