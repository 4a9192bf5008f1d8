"""What the pages under docs/ show is what the program does."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from exportctl.__main__ import run

DOCS = Path(__file__).resolve().parent.parent / "docs"
SCREENING = (DOCS / "screening.md").read_text(encoding="utf-8")
RECEIPTS = (DOCS / "receipts.md").read_text(encoding="utf-8")
GATES = (DOCS / "gates.md").read_text(encoding="utf-8")
BLOCKS = [
    block
    for page in sorted(DOCS.glob("*.md"))
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
]
RUN = [block for block in BLOCKS if not block.startswith("# Not run by the tests of this page")]
COMMANDS = re.findall(r"^\$ exportctl (.*)$", SCREENING, flags=re.MULTILINE)


@pytest.fixture(autouse=True)
def _beside_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("block", RUN, ids=[block.split()[1] for block in RUN])
def test_the_python_runs(block: str) -> None:
    """An example holds what it asserts."""
    assert "assert " in block
    exec(block, {})  # noqa: S102 - the page's own example


def test_every_library_has_an_example() -> None:
    """An example is either run, or says that it is not."""
    assert [block.split()[1] for block in RUN] == ["pandas", "polars", "duckdb", "pyarrow.csv"]
    for block in BLOCKS:
        compile(block, "docs", "exec")


def test_the_commands_answer_and_the_summary_is_the_one_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command ends with 2, for the row whose day does not exist; the counts are those of the page."""
    for command in COMMANDS:
        assert run([*shlex.split(command), "--summary", "counts.json"]) == 2
        assert "6 rows: 5 screened" in capsys.readouterr().err
    (shown,) = re.findall(r"```json\n(.*?)```", SCREENING, flags=re.DOTALL)
    told, counted = json.loads(shown), json.loads(Path("counts.json").read_text(encoding="utf-8"))
    assert list(told) == list(counted)
    for key in ("schema", "rows", "screened", "rejected", "by_decision", "by_next_change_on", "exit_code"):
        assert told[key] == counted[key]
    assert told["by_provision"].items() <= counted["by_provision"].items()


@pytest.mark.parametrize("command", re.findall(r"^\$ exportctl ([^>\n]*)", GATES, flags=re.MULTILINE))
def test_the_gates_answer(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command of the page prints its report: the sample has a row that cannot be read, the others reach the gate."""
    assert run(shlex.split(command)) == (2 if command.startswith("screen") else 1)
    assert "gallium" in (printed := capsys.readouterr().out) or "Skydio" in printed


def test_receipts_and_logs_are_kept_and_verified(capsys: pytest.CaptureFixture[str]) -> None:
    """The commands of the page follow one another, and what it shows is what `verify` says."""
    for block, told in re.findall(r"```console\n((?:\$ [^\n]*\n)+)(.*?)```", RECEIPTS, flags=re.DOTALL):
        commands = re.findall(r"^\$ exportctl (.*)$", block, flags=re.MULTILINE)
        assert [run(shlex.split(command)) for command in commands] == [1, 0]
        assert capsys.readouterr().out.endswith(told)


def test_every_row_of_the_sample_comes_out_once() -> None:
    """Beside the output are the rows that could not be read."""
    assert run(shlex.split(COMMANDS[0])) == 2
    assert len(Path("screened.csv").read_text(encoding="utf-8").splitlines()) == 6
    assert Path("screened.rejects.csv").read_text(encoding="utf-8").splitlines()[1].startswith('5,"on","2026-02-30"')
