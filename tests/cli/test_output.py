"""Every command can write its output to a file, atomically."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import ask, on_terminal

COMMANDS = (
    "check gallium --to US --on 2025-12-01",
    "check gallium --to US --on 2025-12-01 --format sarif",
    "check gallium --to US --on 2025-12-01 --format json",
    "check unobtainium --to US --on 2025-12-01",
    "classify gallium",
    "classify gallium --format json",
    "party Skydio --on 2025-12-01 --format markdown",
    "content bill.csv --format json",
    "list acts --on 2025-12-01",
    "show 3C001.a",
    "explain mofcom-2024-46/2",
    "timeline gallium --to US",
    "diff 2025-11-06 2025-11-10 gallium",
    "expiring --on 2026-10-10 --format json",
    "data status",
    "data schema verdict",
    "config show",
    "config schema",
)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bill.csv").write_text("part,value,origin,substance,share\ncore,1,CN,dysprosium metal,2%\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_has_what_would_be_printed(command: str) -> None:
    """The code and the notes are the same, and nothing is printed; `-` is standard output."""
    printed = ask(*shlex.split(command))
    assert printed.out
    assert ask(*shlex.split(command), "-o", "-") == printed
    for _ in range(2):  # a file that is there is replaced
        answer = ask(*shlex.split(command), "--output", "out")
        assert (answer.code, answer.out, answer.err) == (printed.code, "", printed.err)
        assert Path("out").read_text(encoding="utf-8") == printed.out
    assert sorted(path.name for path in Path().iterdir()) == ["bill.csv", "out"]


def test_a_file_has_no_colours(tmp_path: Path) -> None:
    """Also where the terminal has."""
    answer = on_terminal("check", "gallium", "--to", "US", "-o", str(tmp_path / "out"))
    assert (answer.code, answer.out) == (1, "")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert "gallium" in text
    assert "\x1b" not in text


def test_the_environment_sets_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """As every option."""
    monkeypatch.setenv("EXPORTCTL_OUTPUT", "out")
    assert ask("check", "gallium", "--to", "US").out == ""
    assert "gallium" in Path("out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "gallium", "-o", ""], "--output: is empty; name a file, or - for standard output"),
        (
            ["check", "gallium", "-o", "none/out"],
            "--output: none/out: its folder does not exist; create the folder, or name another file",
        ),
        (
            ["report", "bill.csv", "-o", "none/out.html"],
            "--output: none/out.html: its folder does not exist; create the folder, or name another file",
        ),
        (["check", "gallium", "-o", "folder"], "--output: folder: is a folder; name a file"),
        (["content", "bill.csv", "-o", "./bill.csv"], "./bill.csv: would be overwritten; name another file"),
        (["check", "gallium", "--on", "soon", "-o", "out"], "--on: 'soon' is not a date; write it like 2025-12-01"),
    ],
)
def test_an_unwritable_file_is_reported(arguments: list[str], message: str) -> None:
    """In one line; no file is touched."""
    Path("folder").mkdir()
    before = Path("bill.csv").read_text(encoding="utf-8")
    answer = ask(*arguments)
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: {message}\n")
    assert sorted(path.name for path in Path().iterdir()) == ["bill.csv", "folder"]
    assert Path("bill.csv").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["x.html", "x.xlsx", "x.ics", "x.docx", "x.svg", "x.csv"])
@pytest.mark.parametrize(
    "command",
    ["check gallium --to US --on 2025-12-01", "party Skydio", "list acts", "steps gallium --to US", "data status"],
)
def test_a_file_of_a_format_that_a_command_lacks_is_refused(command: str, name: str) -> None:
    """A table as text under such a name could not be opened; the line names the formats, and nothing is written."""
    answer = ask(*shlex.split(command), "-o", name)
    assert (answer.code, Path(name).exists()) == (2, False)
    assert answer.err.startswith(
        f"exportctl: --output: the extension of '{name}' names no format; the formats are table, json"
    )
    assert ask(*shlex.split(command), "-o", name, "--format", "json").code != 2


@pytest.mark.parametrize(
    ("command", "name", "begins"),
    [
        ("check gallium --to US --on 2025-12-01", "x.json", "{"),
        ("check gallium --to US --on 2025-12-01", "x.sarif", "{"),
        ("check gallium --to US --on 2025-12-01", "x.md", "### exportctl check"),
        ("classify gallium", "x.json", "{"),
        ("list acts", "x.json", "{"),
        ("data status", "x.JSON", "{"),
    ],
)
def test_the_extension_of_a_file_states_the_format(command: str, name: str, begins: str) -> None:
    """Of every command, if --format does not."""
    assert ask(*shlex.split(command), "-o", name).code != 2
    assert Path(name).read_text(encoding="utf-8").startswith(begins)
    ask(*shlex.split(command), "-o", name, "--format", "table")
    assert not Path(name).read_text(encoding="utf-8").startswith(begins)


def test_screen_points_to_the_command_that_writes_a_page() -> None:
    """A page is the output of another command."""
    Path("rows.csv").write_text("item,to\ngallium,US\n")
    answer = ask("screen", "rows.csv", "-o", "page.html")
    line = "exportctl: --output: 'page.html' is a page, which screen does not write; use exportctl report FILE -o page.html\n"
    assert (answer.code, answer.err) == (2, line)
