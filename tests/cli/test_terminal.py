"""The output fits a terminal, gives the next step, and stays plain if no terminal shows it."""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from exportctl import __version__
from exportctl.cli.app import COMMANDS
from tests.cli.program import QUESTIONS, STORY, Answer, ask, into_closed_pipe, on_terminal, spawn, table
from tests.clock import ageless

SAVED = Path(__file__).parents[1] / "news" / "saved"
"""Lists of announcements."""

WIDTH = 80
BOLD = re.compile(r"\x1b\[1m")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
ADDRESS = re.compile(r" *https?://\S+")
OPTION = re.compile(r"^│ \*? *(--[a-z-]+)", re.MULTILINE)
PRINTING = {"--format", "--data", "--also"}
LOOKING = {"--to", "--known-on"} | PRINTING
STATING = {
    *("--to", "--from", "--origin", "--on", "--known-on", "--end-use", "--end-user-type", "--party", "--owned-by"),
    *("--trust-descriptions", "--hs-code", "--entry", "--undecided", "--max-age"),
    *("--form", "--contains", "--param", "--cn-content", "--cn-technology", "--quantity", "--assume", "--gate"),
    *("--supplied-to", "--supplied-by", "--via-china"),
} | PRINTING
OF_GOODS = {
    *("--on", "--known-on", "--hs-code", "--entry", "--form", "--contains", "--param"),
    *("--trust-descriptions", "--undecided", "--max-age", "--gate"),
} | PRINTING
OPTIONS: dict[str, set[str]] = {
    "check": STATING | {"--all", "--holdings", "--notes", "--receipt", "--reviewed-by", "--log", "--overwrite"},
    "party": {"--all", "--file", "--on", "--known-on", "--threshold", "--assume", "--gate", "--undecided", "--max-age"}
    | {"--receipt", "--reviewed-by", "--log", "--overwrite"}
    | PRINTING,
    "content": PRINTING,
    "classify": OF_GOODS
    | {"--output", "--map", "--sheet", "--encoding", "--notes", "--questions", "--trace", "--all"}
    | {"--overwrite"},
    "list": {"--on"} | PRINTING,
    "show": PRINTING,
    "explain": {"--on", "--all"} | PRINTING,
    "timeline": LOOKING | {"--on", "--all"},
    "diff": LOOKING | {"--all"},
    "expiring": {"--all", "--within", "--since", "--on", "--known-on"} | PRINTING,
    "verify": PRINTING,
    "log verify": {"--head", "--format"},
    "data status": {"--all"} | PRINTING,
    "data lint": PRINTING,
    "data schema": set(),
    "data new": {"--jurisdiction", "--from", "--address", "--data"},
    "data news": {"--fetch"} | PRINTING,
    "config show": {"--format"},
    "config schema": set(),
}
"""The options of every command, without --help."""

OTHER_COMMANDS = (("history", "explain"), ("changes", "diff"), ("coverage", "data status"), ("init", "config"))
COMPLETION = {"--install-completion", "--show-completion"}
REPORTS = (
    ("classify", "graphite", "--all"),
    ("classify", "neodymium magnet", "--contains", "Dy=2%", "--all"),
    ("list", "acts", "--on", "2025-12-01"),
    ("list", "provisions", "--on", "2026-11-28"),
    ("list", "entries", "--on", "2025-12-01"),
    ("list", "statements", "--on", "2025-12-01"),
    ("list", "parties", "--on", "2025-12-01"),
    ("explain", "mofcom-2024-46", "--on", "2025-12-01"),
    ("explain", "1C108.b", "--on", "2025-12-01"),
    ("explain", "mofcom-readout-2026-09-28", "--on", "2025-12-01"),
    ("explain", "mofcom-2025-13-01", "--on", "2025-12-01"),
    ("timeline", "gallium", "--to", "US", "--on", "2025-12-01", "--all"),
    ("diff", "2023-01-01", "2027-12-31", "--all"),
    ("expiring", "--within", "60", "--on", "2026-10-10", "--all"),
    ("data", "status"),
    ("data", "status", "--all"),
    ("check", "x" * 900, "--to", "US", "--on", "2025-12-01"),
    ("check", "铁" * 450, "--to", "US", "--on", "2025-12-01"),
    ("check", "[bold]gallium[/bold] [link=x]", "--to", "US", "--on", "2025-12-01"),
)


def _joined(answer: Answer) -> str:
    """Return the output without panels, with single blanks."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", answer.out).split())


def wide(answer: Answer) -> list[str]:
    """Return the lines that do not fit; an address on a line of its own is not broken, so that it can be copied."""
    return [line for line in answer.out.splitlines() if cell_len(line) > WIDTH and not ADDRESS.fullmatch(line)]


class TestHelp:
    """Help has every option, and an example that works."""

    @pytest.mark.parametrize("command", OPTIONS)
    def test_the_help_of_a_command_names_every_option(self, command: str) -> None:
        """The options in the help are those of the command, with `--help` and `--output` among them."""
        answer = ask(*command.split(), "--help")
        assert (answer.code, answer.err) == (0, "")
        assert set(OPTION.findall(answer.out)) == OPTIONS[command] | {"--help", "--output"}
        assert ask(*command.split(), "-h") == answer

    @pytest.mark.parametrize("command", ["", "data", "config", "log", "screen", *OPTIONS])
    def test_the_prose_wraps_where_the_screen_ends(self, command: str) -> None:
        """No line of a paragraph ends early, none is too wide, and no option shows an internal type."""
        answer = ask(*command.split(), "--help")
        assert wide(answer) == []
        assert re.search(r"<[a-z\[\]]+>", answer.out) is None
        prose = [line.strip() for line in answer.out.partition("╭")[0].splitlines()]
        for line, after in pairwise(prose):
            assert not (line and after) or len(f" {line} {after.split()[0]} ") > WIDTH, line

    @pytest.mark.parametrize("command", ["check", "classify", "party", "screen"])
    def test_the_levels_of_a_gate_are_listed(self, command: str) -> None:
        """Each by the name under which the option takes it; the full help has the mildest, too, and other spellings."""
        short, full = (_joined(ask(*command_line)) for command_line in ((command, "--help"), ("help", command)))
        levels = "report, license_required, enhanced_review, presumption_of_denial or prohibited."
        assert levels in short
        assert levels in full
        assert "no_control_found fails every run" in full

    @pytest.mark.parametrize("option", ["--to", "--end-use", "--party", "--assume"])
    def test_help_leaves_out_what_changes_nothing(self, option: str) -> None:
        """`classify` accepts the options of `check`, and describes those that identify goods."""
        assert option not in OPTION.findall(ask("classify", "--help").out)
        value = {"--to": "US", "--end-use": "civil", "--party": "Leidos", "--assume": "extended"}[option]
        command = ("classify", "gallium", "--on", "2025-12-01")
        assert ask(*command, option, value).out == ask(*command).out

    @pytest.mark.parametrize("command", ["", "data", "log", *OPTIONS])
    def test_the_example_runs(self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The last words of the help are a command that can be copied, in any folder."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "bill.csv").write_text(
            "part,value,origin,substance\nmagnet,1,CN,SmCo magnet\nhousing,99,DE,steel\n"
        )
        shutil.copy(SAVED / "before" / "column.json", tmp_path)
        (tmp_path / "my-data").mkdir()
        (tmp_path / "my-data/release.yaml").touch()  # a folder without one has a note
        ask("check", *shlex.split(STORY), "--receipt", "receipt.json", "--log", "log.jsonl")
        text = " ".join(ask(*command.split(), "--help").out.split())
        _, separator, example = text.rpartition("Example: exportctl ")
        assert separator
        assert example.startswith(command)
        answer = ask(*shlex.split(example))
        assert answer.code in {0, 1, 3}
        assert answer.out
        assert answer.err == ""

    def test_the_program_lists_its_commands(self) -> None:
        """The help of the program has every command."""
        answer = ask("--help")
        assert (answer.code, answer.err) == (0, "")
        policy = {"--policy", "--policy-from", "--no-config"}
        assert (
            set(OPTION.findall(answer.out))
            == {"--version", "--help", "--lang", "--quiet", "--no-pager"} | policy | COMPLETION
        )
        for command in OPTIONS:
            assert re.search(rf"^│ {command.split()[0]} ", answer.out, re.MULTILINE), command

    def test_the_commands_stand_in_groups(self) -> None:
        """In the order of use."""
        titles = re.findall(r"╭─ ([A-Z][a-z]+) ─", ask("--help").out)
        assert titles == ["Options", "Ask", "Files", "Law", "Proof", "Services", "Data"]
        names = re.findall(r"^│ ([a-z]+) ", ask("--help").out, re.MULTILINE)
        assert names == list(COMMANDS)

    def test_the_help_of_check_fits_a_screen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With its panels, each option under its subject."""
        monkeypatch.setenv("COLUMNS", "100")
        answer = ask("check", "--help")
        assert len(answer.out.splitlines()) <= 70
        panels = re.split(r"╭─ ", answer.out)[1:]
        titles = [panel.partition(" ─")[0] for panel in panels]
        assert titles == ["Goods", "Route and parties", "Use", "Reading the law", "Gate", "Output", "Options"]
        for option, title in (
            ("--form", "Goods"),
            ("--to", "Route and parties"),
            ("--end-use", "Use"),
            ("--gate", "Gate"),
        ):
            assert f"│ {option} " in panels[titles.index(title)]

    @pytest.mark.parametrize(
        ("command", "gate", "undecided"),
        [
            ("screen", "Exit code 1 from this level on: ", "Undecided: fail (exit code 3) or warn (0)."),
            ("report", "Count rows as failed from this level on: ", "undecided (fail) or as passed (warn)."),
            ("serve", "Level from which the exit_code of an answer is 1: ", "The exit_code of undecided answers: 3"),
            ("mcp", "Level from which the exit_code of an answer is 1: ", "The exit_code of undecided answers: 3"),
        ],
    )
    def test_the_help_of_the_gate_is_true_of_the_command(
        self, command: str, gate: str, undecided: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A page shows every row and a service ends for other reasons: no gate changes their exit code."""
        monkeypatch.setenv("COLUMNS", "200")
        words = ask(command, "--help").words
        assert gate in words
        assert undecided in words

    def test_no_gate_changes_the_exit_code_of_a_page(self, tmp_path: Path) -> None:
        """As its help explains; the page counts rows at the gate as failed."""
        rows = tmp_path / "in.csv"
        rows.write_text("item,to,on\ngallium,DE,2025-12-01\n")
        for level, counted in (("no_control_found", "1 fail"), ("prohibited", "0 fail")):
            page = tmp_path / f"{level}.html"
            assert ask("report", str(rows), "-o", str(page), "--gate", level).code == 0
            assert counted in page.read_text(encoding="utf-8")

    @pytest.mark.parametrize("command", ["check", "screen", "data status", "log verify", "help"])
    def test_help_is_a_command(self, command: str) -> None:
        """It prints the text of the option, and the paragraphs that the option leaves out."""
        answer = ask("help", *command.split())
        assert (answer.code, answer.err, wide(answer)) == (0, "", [])
        short = ask(*command.split(), "--help")
        assert f"More: exportctl help {command}" in short.out
        assert set(OPTION.findall(answer.out)) == set(OPTION.findall(short.out))

    def test_the_full_help_has_every_paragraph(self) -> None:
        """Long explanations are left to it, and to the manual."""
        explained = "HK, MO and TW are destinations."
        assert explained not in ask("check", "--help").words
        assert explained in _joined(ask("help", "check"))
        assert "can be before or after the command" in _joined(ask("help"))

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            ("chekc", "No such command 'chekc'. Did you mean 'check'?"),
            ("data statsu", "No such command 'statsu'. Did you mean 'status'?"),
            *((word, f"No such command '{word}'. Did you mean '{known}'?") for word, known in OTHER_COMMANDS),
            ("check gallium", "No such command 'gallium'. exportctl --help lists the commands."),
        ],
    )
    def test_there_is_no_help_for_what_is_no_command(self, words: str, complaint: str) -> None:
        """The nearest name is suggested."""
        assert ask("help", *words.split()) == Answer(2, "", f"exportctl: {complaint}\n")

    @pytest.mark.parametrize("group", ["", "data", "log"])
    def test_without_a_command_there_is_help(self, group: str) -> None:
        """No command is not an error: the help is the result, and there is no complaint."""
        assert ask(*group.split()) == ask(*group.split(), "--help")

    @pytest.mark.parametrize(
        ("command", "default"),
        [
            ("timeline", "today in Shanghai"),
            ("check", "today in Shanghai"),
            ("check", "CN if --from is CN"),
            ("check", "on-face"),
            ("check", "license_required"),
            ("expiring", "90"),
            ("expiring", "today in Shanghai"),
        ],
    )
    def test_the_help_has_the_defaults(self, command: str, default: str) -> None:
        """The default of an option is in square brackets."""
        text = " ".join(ask(command, "--help").out.replace("│", " ").split())
        assert f"[default: {default}]" in text

    def test_the_help_has_a_default_that_depends(self) -> None:
        """How far `expiring` looks back is another figure in a calendar."""
        text = " ".join(ask("expiring", "--help").out.replace("│", " ").split())
        assert "Days to look back. [default: 30; in a calendar 0]" in text

    def test_the_version_is_printed(self) -> None:
        """The name and the version are on one line."""
        assert ask("--version") == Answer(0, f"exportctl {__version__}\n", "") == ask("-V")


class TestCompletion:
    """The shell can be taught the words."""

    def test_a_script_is_shown(self) -> None:
        """Bash gets a function of its own for the program."""
        answer = spawn(_EXPORTCTL_COMPLETE="source_bash")
        assert (answer.code, answer.err) == (0, "")
        assert "complete -o default -F _exportctl_completion exportctl" in answer.out

    @pytest.mark.parametrize(
        ("line", "words"),
        [("exportctl che", {"check"}), ("exportctl check --end", {"--end-use", "--end-user-type"})],
    )
    def test_words_are_completed(self, line: str, words: set[str]) -> None:
        """Commands and options are completed from their first letters."""
        count = str(len(line.split()) - 1)
        answer = spawn(_EXPORTCTL_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=count)
        assert set(answer.out.split()) == words


class TestWidth:
    """No line of a table is wider than 80 columns where there is no terminal."""

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_verdict_fits(self, question: str) -> None:
        """Every verdict, with Chinese names too."""
        assert wide(table(question)) == []

    @pytest.mark.parametrize("arguments", REPORTS, ids=[" ".join(item)[:40] for item in REPORTS])
    def test_every_other_report_fits(self, arguments: tuple[str, ...]) -> None:
        """Long names are wrapped, and not cut off."""
        answer = ask(*arguments)
        assert answer.code in {0, 1, 3}
        assert wide(answer) == []
        assert arguments[0] == "check" or "…" not in answer.out

    def test_a_pipe_has_the_width_of_its_setting(self) -> None:
        """Its width is 80, or that of COLUMNS; with room, each control has its title."""
        narrow, wide_ = (spawn("check", *shlex.split(STORY), **width) for width in ({}, {"COLUMNS": "200"}))
        assert ageless(narrow.out) == ageless(table(STORY).out)
        assert "Licence for every item" not in narrow.out
        assert "Licence for every item of the unified list" in wide_.out

    @pytest.mark.parametrize("command", [("check", *shlex.split(STORY)), ("check", "--help")])
    def test_a_width_of_none_is_not_known(self, command: tuple[str, ...]) -> None:
        """Where COLUMNS is 0 an answer, and a help, is as without it: nothing would fit into that."""
        assert spawn(*command, COLUMNS="0").out == spawn(*command).out != ""

    @pytest.mark.parametrize("width", [30, 40, 51])
    def test_a_screen_without_room_for_columns_breaks_no_id(self, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same provisions are there, complete, with their effects."""
        monkeypatch.setenv("COLUMNS", str(width))
        narrow = ask("check", *shlex.split(STORY))
        assert [line for line in narrow.out.splitlines() if cell_len(line) > width] == []
        monkeypatch.setenv("COLUMNS", "120")
        words = re.findall(r"mofcom-[\d-]+/\d+|3C001\.a|--[a-z-]+", ask("check", *shlex.split(STORY)).out)
        assert words
        assert set(words) <= set(
            narrow.out.replace(",", " ").replace(";", " ").replace("(", " ").replace(")", " ").split()
        )

    def test_text_from_outside_is_no_markup(self) -> None:
        """Square brackets of an item are shown as they are."""
        assert "[bold]gallium[/bold] [link=x]" in ask(*REPORTS[-1]).out


class TestColour:
    """Colours are for terminals, and for people who want them."""

    @pytest.mark.parametrize("arguments", [("check", *shlex.split(STORY)), ("check", "--help")])
    def test_a_pipe_has_no_escapes(self, arguments: tuple[str, ...]) -> None:
        """What goes into a pipe is text alone."""
        answer = spawn(*arguments, TERM="xterm-256color")
        assert answer.code in {0, 1}
        assert answer.out
        assert "\x1b" not in answer.out + answer.err

    def test_a_terminal_has_colours(self) -> None:
        """The decision is coloured on a terminal."""
        answer = on_terminal("check", *shlex.split(STORY))
        assert answer.code == 1
        assert COLOUR.search(answer.out)

    def test_no_color_is_respected(self) -> None:
        """With NO_COLOR a terminal shows the same words without a colour, and a pipe no escape at all."""
        answer = on_terminal("check", *shlex.split(STORY), NO_COLOR="1")
        assert answer.code == 1
        assert not COLOUR.search(answer.out)
        assert "LICENCE REQUIRED" in answer.out
        assert "\x1b" not in spawn("check", *shlex.split(STORY), NO_COLOR="1").out

    @pytest.mark.parametrize(
        "arguments",
        [
            ("classify", "gallium", "--on", "2025-12-01"),
            ("party", "Leidos", "--on", "2025-06-01"),
            ("timeline", "gallium", "--to", "US", "--on", "2025-12-01"),
            ("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US"),
            ("expiring", "--on", "2026-10-10"),
            ("explain", "mofcom-2024-46/2", "--on", "2025-12-01"),
            ("list", "provisions", "--on", "2025-12-01"),
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_every_report_is_plain_where_it_should_be(self, arguments: tuple[str, ...]) -> None:
        """A terminal gets colours unless NO_COLOR is set, a pipe no escape at all; the words are the same."""
        colored, plain = on_terminal(*arguments), on_terminal(*arguments, NO_COLOR="1")
        assert (BOLD if arguments[0] in {"explain", "list"} else COLOUR).search(
            colored.out
        )  # colour carries severity alone
        assert not COLOUR.search(plain.out)
        piped = spawn(*arguments, TERM="xterm-256color")
        assert "\x1b" not in piped.out + piped.err
        words = [
            re.sub(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)", "", answer.out).split() for answer in (colored, plain)
        ]
        assert words == [piped.out.split()] * 2

    def test_json_on_a_terminal_is_plain(self) -> None:
        """A document is the same text on a terminal and in a pipe."""
        answer = on_terminal("check", *shlex.split(STORY), "--format", "json")
        assert answer.code == 1
        assert answer.out.replace("\r\n", "\n") == ask("check", *shlex.split(STORY), "--format", "json").out


class TestPipes:
    """A reader may leave when it has seen enough."""

    @pytest.mark.parametrize("format_", ["table", "json"])
    def test_a_closed_pipe_is_no_fault(self, format_: str) -> None:
        """`exportctl list entries | head -1` ends well and complains about nothing."""
        assert into_closed_pipe("list", "entries", "--on", "2025-12-01", "--format", format_) == Answer(0, "", "")

    @pytest.mark.parametrize(
        ("format_", "gate", "code"),
        [("table", "prohibited", 3), ("json", "prohibited", 3), ("json", "license_required", 1)],
    )
    def test_a_closed_pipe_opens_no_gate(self, format_: str, gate: str, code: int) -> None:
        """The exit code of a verdict is the same if no process reads it."""
        arguments = ("check", *shlex.split(STORY), "--gate", gate, "--format", format_)
        assert into_closed_pipe(*arguments) == Answer(code, "", "")

    def test_names_are_utf_8_whatever_the_locale(self) -> None:
        """Chinese names reach a pipe where the locale knows none."""
        answer = spawn("classify", "gallium", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
        assert (answer.code, answer.err) == (1, "")
        assert "金属镓" in answer.out


def test_an_id_is_broken_where_people_see_it() -> None:
    """After a hyphen or a slash, so that all of it can be copied."""
    out = ask("check", "gallium", "--to", "US", "--on", "2025-12-01", "--all").out
    assert "mofcom-2023-57/rare-earth-" in out
    assert not re.search(r"rare-earth-(?!restricted)[a-z]+ *\n", out)
