"""No failure ends with the code of an answer: missing, short or unreadable files are reported in one line, with 2 or 70."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT, Answer, ask
from tests.files.program import HEADER, ROW, given, refused, screen

WITHOUT = """
import sys

class Without:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in missing or name in missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

missing = sys.argv.pop(1).split(",")
sys.meta_path.insert(0, Without())
sys.argv[0] = "exportctl"
from exportctl.__main__ import main
main()
"""
"""The program where some modules are not installed."""


def without(missing: str, *arguments: str) -> Answer:
    """Run one command of a program that lacks modules."""
    command = [sys.executable, "-c", WITHOUT, missing, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def limited(kind: int, most: int, *arguments: str) -> Answer:
    """Run one command within a limit."""
    done = subprocess.run(
        [sys.executable, "-m", "exportctl", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(kind, (most, most)),
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One row that closes the gate."""
    return given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")


@pytest.mark.parametrize("megabytes", [60, 180, 240, 280, 300])
def test_too_little_memory_to_start_is_reported(file: Path, megabytes: int) -> None:
    """The libraries of tables would wait for ever, or be ended by the system; the run ends before they start."""
    output = file.with_name("out.csv")
    answer = limited(resource.RLIMIT_AS, megabytes << 20, "screen", str(file), "-o", str(output))
    assert (answer.code, output.exists(), answer.err.count("\n")) == (70, False, 1)
    assert "not enough memory" in answer.err


@pytest.mark.parametrize("megabytes", [320, 350, 400, 450])
def test_little_memory_is_enough_for_a_row(file: Path, megabytes: int) -> None:
    """The pool of memory of a library would reserve more than there is, and the system would end the run."""
    output = file.with_name("out.csv")
    answer = limited(resource.RLIMIT_AS, megabytes << 20, "screen", str(file), "-o", str(output))
    assert (answer.code, output.exists()) == (1, True), answer


@pytest.mark.parametrize("module", ["typer", "exportctl.cli.streams", "rich", "exportctl.cli.flags"])
def test_a_program_that_is_not_whole_is_no_answer(module: str) -> None:
    """Whatever is missing, and however early that is noticed."""
    answer = without(module, "check", "gallium", "--to", "US")
    assert (answer.code, answer.out, answer.err.count("\n")) == (70, "", 1)
    assert "report it with this line" in answer.err


@pytest.mark.parametrize(
    ("missing", "command", "extra"),
    [
        ("jinja2", "report", "report"),
        ("pyarrow,jinja2,resvg_py,xlsxwriter,python_calamine", "report", "report"),
        ("pyarrow", "screen", "batch"),
        ("pyarrow", "classify", "batch"),
        ("xlsxwriter", "screen", "batch"),
        ("xlsxwriter", "classify", "batch"),
    ],
)
def test_a_missing_component_is_reported(file: Path, missing: str, command: str, extra: str) -> None:
    """With how to install it, and code 2."""
    answer = without(
        missing, command, str(file), "-o", str(file.with_name(f"out.{'html' if command == 'report' else 'xlsx'}"))
    )
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[-1].endswith(f" needs an optional component; run pip install 'exportctl[{extra}]'")


@pytest.mark.parametrize("command", ["screen", "classify"])
def test_too_many_open_files_are_reported(file: Path, command: str) -> None:
    """Whichever file was the last one, a module of the program included; a workbook opens some more."""
    codes = set()
    for most in range(5, 16):
        output = file.with_name("out.xlsx")
        output.unlink(missing_ok=True)
        answer = limited(resource.RLIMIT_NOFILE, most, command, str(file), "-o", str(output))
        assert "Traceback" not in answer.err
        if answer.code == 1:
            assert output.exists()
        else:
            assert "Too many open files" in answer.err.splitlines()[-1]
        codes.add(answer.code)
    assert codes == {1, 2, 70}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_invalid_json_numbers_are_rejected(tmp_path: Path, number: str) -> None:
    """Its line is, with the reason; the others are screened."""
    source = given(tmp_path, "in.jsonl", f'{{"item": "gallium", "n": 1}}\n{{"item": "gallium", "n": {number}}}\n')
    screening = screen(source, "out.csv", "--set", "to=US")
    assert (screening.counts.screened, screening.counts.rejected) == (1, 1)
    assert screening.rejected[0]["reason"] == f"'{number}' is not a JSON number; write null"
    bill = f'{{"bomFormat": "CycloneDX", "components": [{{"name": "gallium", "x": {number}}}]}}'
    assert refused(given(tmp_path, "in.json", bill), "bill.csv").endswith(
        f"'{number}' is not a JSON number; write null"
    )


def test_a_number_that_is_too_large_stays_unchanged(tmp_path: Path) -> None:
    """It is a text then, and not nothing."""
    source = given(tmp_path, "in.jsonl", '{"item": "gallium", "n": 1e999}\n')
    assert [row["n"] for row in screen(source, "out.jsonl", "--set", "to=US").rows] == ["Infinity"]


def test_an_empty_folder_of_data_is_reported(tmp_path: Path) -> None:
    """The caller expects data in it."""
    (tmp_path / ".hidden").touch()
    for command in (("check", "gallium"), ("data", "lint")):
        answer = ask(*command, "--also", str(tmp_path))
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"exportctl: {tmp_path}: is not a data folder")


@pytest.mark.parametrize("text", ["緊急發貨", "鿔", "5㎏ 10℃ №3", "镓😀", "價格 €5", "氧化镝，䶮"])
def test_sound_gb18030_is_read(tmp_path: Path, text: str) -> None:
    """Traditional letters, rare ones that take four bytes, and signs."""
    content = f"item,to,note\n镓,美国,{text}\n氧化物,美国,货物\n".encode("gb18030")
    assert screen(given(tmp_path, "in.csv", content), "out.jsonl").rows[0]["note"] == text


@pytest.mark.parametrize("width", range(40, 100, 7))
def test_no_line_begins_like_a_command_of_a_workflow(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the words before it are, and however wide the screen is."""
    monkeypatch.setenv("COLUMNS", str(width))
    for before in range(0, 60, 3):
        item = f"{'x' * before} ::stop-commands::abc {'y' * before} ::add-mask::z"
        for command in (("check", item, "--to", "US"), ("classify", item)):
            assert not [line for line in ask(*command).out.splitlines() if line.lstrip().startswith("::")]
    assert (
        json.loads(ask("check", "::stop-commands::x", "--format", "json").out)["query"]["item"] == "::stop-commands::x"
    )
