"""Nothing in a file steers the terminal on which its rows are shown."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path

import pytest

from tests.cli.program import ask, both_on_terminal, on_terminal, spawn, verdict
from tests.cli.test_terminal import COLOUR, OPTION, wide
from tests.files.program import HEADER, ROW, counts, given

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08\u202e"
STEERING = ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\x08", "\u202e")


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """Rows that would clear the screen and name its window."""
    return given(
        tmp_path, "in.csv", f"{HEADER},{EVIL}\n{ROW},{EVIL}\n{EVIL},US,2025-12-01,x\ngallium,{EVIL},2025-12-01,x\n"
    )


def steers(text: str) -> list[str]:
    """Return what in a text steers a terminal."""
    return [part for part in STEERING if part in text]


class TestEscapes:
    """What would steer a terminal is written out."""

    @pytest.mark.parametrize("format_", ["csv", "tsv", "jsonl"])
    def test_rows_on_a_terminal_are_harmless(self, evil: Path, format_: str) -> None:
        """In every text format, and in the rejected rows on stderr."""
        answer = on_terminal("screen", str(evil), "-o", "-", "--output-format", format_)
        assert answer.code == 2
        assert steers(answer.out + answer.err) == []
        assert "owned" in answer.out
        assert "owned" in answer.err
        assert counts(answer.err).rows == 3

    @pytest.mark.parametrize("format_", ["xlsx", "parquet"])
    def test_a_terminal_gets_no_bytes(self, evil: Path, format_: str) -> None:
        """As for `draft`: the bytes of a workbook are no text."""
        answer = on_terminal("screen", str(evil), "-o", "-", "--output-format", format_)
        assert answer.code == 2
        assert "--output: a terminal cannot show this format; name a file with -o" in answer.err

    def test_the_summary_and_complaints_are_harmless(self, evil: Path) -> None:
        """Names of files and columns come from outside too."""
        answer = on_terminal("screen", str(evil), "-o", str(evil.with_name("out.csv")))
        assert (answer.code, steers(answer.out + answer.err)) == (2, [])
        for arguments in (
            ("--map", "item=\x1b[2J"),
            ("--set", "to=\x1b[2J"),
            ("--only", "\x1b[2J"),
            ("-o", "\x1b[2J.doc"),
        ):
            answer = on_terminal("screen", str(evil), *arguments)
            assert (answer.code, steers(answer.out + answer.err)) == (2, [])
        strange = evil.rename(evil.with_name("\x1b[2J.csv"))
        assert steers(on_terminal("screen", str(strange) + "x").err) == []

    def test_a_file_keeps_what_it_was_given(self, evil: Path) -> None:
        """Text for programs is not changed for terminals."""
        out = evil.with_name("out.jsonl")
        assert ask("screen", str(evil), "-o", str(out)).code == 2
        assert "\\u001b]0;owned" in out.read_text()


OPTIONS = {
    *(
        "--date-order",
        "--baseline",
        "--key",
        "--compare",
        "--compare-data",
        "--receipt",
        "--reviewed-by",
        "--log",
        "--overwrite",
    ),
    *(
        "--output",
        "--rows",
        "--rejects",
        "--summary",
        "--map",
        "--set",
        "--on",
        "--known-on",
        "--only",
        "--watch-change",
        "--assume",
        "--sheet",
        "--trust-descriptions",
        "--undecided",
        "--max-age",
    ),
    *(
        "--gate",
        "--input-format",
        "--output-format",
        "--encoding",
        "--allow-rejects",
        "--allow-skipped",
        "--drafts",
        "--resume",
        "--format",
        "--data",
        "--also",
    ),
}


class TestHelp:
    """Help has every option, and an example that works."""

    def test_every_option_is_printed(self) -> None:
        """In 80 columns, with the exit codes."""
        answer = ask("screen", "--help")
        assert (answer.code, answer.err, wide(answer)) == (0, "", [])
        assert set(OPTION.findall(answer.out)) == OPTIONS | {"--help"}
        assert "Exit code: 0 all rows below the gate, 1 some at or above it" in answer.words

    def test_the_example_runs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The last words of the help are a command that can be copied."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "shipments.csv").write_text("hs_code,on\n8112929010,2025-12-01\n")
        _, separator, example = ask("screen", "--help").words.rpartition("Example: exportctl ")
        assert separator
        answer = ask(*shlex.split(example))
        assert (answer.code, counts(answer.err).rows) == (3, 1)
        assert (tmp_path / "screened.csv").exists()


class TestAppearance:
    """The summary looks like every other report."""

    def test_what_the_table_says_is_not_repeated_below_it(self, tmp_path: Path) -> None:
        """On a terminal, both streams are one text; elsewhere stderr has the line as well."""
        file = given(tmp_path, "in.csv", "item\ngallium\n")
        shown = both_on_terminal("screen", str(file), NO_COLOR="1")
        assert shown.out.count("no destination: each answer may be stricter") == 1
        assert "1 row: 1 screened" in shown.out
        apart = on_terminal("screen", str(file), NO_COLOR="1")
        assert apart.err.count("no destination: each answer may be stricter") == 1

    def test_a_terminal_has_colours_unless_they_are_not_wanted(self, tmp_path: Path) -> None:
        """And a pipe has none."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")
        assert COLOUR.search(on_terminal("screen", str(file)).out)
        plain = on_terminal("screen", str(file), NO_COLOR="1")
        assert not COLOUR.search(plain.out)
        assert "licence required" in plain.out
        piped = spawn("screen", str(file), TERM="xterm-256color")
        assert "\x1b" not in piped.out + piped.err

    def test_it_fits_80_columns(self, tmp_path: Path) -> None:
        """With provisions of long names and many days."""
        days = [f"20{year}-{month:02}-01" for year in (23, 24, 25, 26) for month in range(1, 13)]
        goods = ("gallium", "graphite", "holmium", "SmCo magnet", "unobtainium", "synthetic diamond powder")
        rows = [f"{item},US,{day}" for day in days for item in goods]
        answer = ask("screen", str(given(tmp_path, "in.csv", "\n".join([HEADER, *rows]))))
        assert wide(answer) == []
        assert "and " in answer.words
        assert counts(answer.err).rows == len(rows)


def test_a_change_that_has_come_is_no_next_change(tmp_path: Path) -> None:
    """Coming days come first; earlier changes after the day of a row have their own line."""
    rows = tmp_path / "in.csv"
    rows.write_text("item,to,on\ngallium,US,2025-12-01\ngallium,JP,2025-12-01\n")
    words = ask("screen", str(rows)).words
    assert (
        "Next changes 2026-11-28 (in 3 days): 1 row Changed 1 row changed on 2026-01-06 (Tue), after its own day"
        in words
    )


def test_the_end_of_an_announced_extension_is_no_next_change(tmp_path: Path) -> None:
    """It settles nothing, so `check`, the column of a row and the summary have no next change of an answer that depends on it."""
    rows, screened = tmp_path / "in.csv", tmp_path / "out.csv"
    rows.write_text("item,to,on\nerbium oxide,DE,2026-12-01\nerbium oxide,DE,2027-01-11\n")
    summary = ask("screen", str(rows), "-o", str(screened)).words
    with screened.open(newline="") as file:
        assert [(row["settled"], row["next_change_on"]) for row in csv.DictReader(file)] == [("false", "")] * 2
    for on in ("2026-12-01", "2027-01-11"):
        assert verdict(f"'erbium oxide' --to DE --on {on}")["next_change"] is None
    assert "Next changes" not in summary
