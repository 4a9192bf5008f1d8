"""What the README shows is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from exportctl.__main__ import run
from exportctl.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\$ exportctl (.*)$", README, flags=re.MULTILINE)
LISTED = re.findall(r"^exportctl ([^#\n]*)", README, flags=re.MULTILINE)


@pytest.mark.parametrize("command", [*SHOWN, *LISTED])
def test_a_command_of_the_readme_answers(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It prints an answer and no complaint."""
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(command)) in {0, 1, 3}
    printed = capsys.readouterr()
    assert printed.out
    assert "Traceback" not in printed.err


def test_the_python_of_the_readme_runs() -> None:
    """The example in Python holds."""
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the README's own example
    assert {"verdict", "table"} <= names.keys()


def test_the_readme_names_every_command() -> None:
    """No command is left out of the table."""
    table = README[README.index("| command |") : README.index("Every command has")]
    assert [name for name in COMMANDS if f"`{name}" not in table] == []


def test_the_readme_names_its_two_commands() -> None:
    """A newcomer finds how to see the program and how to test it."""
    assert "make demo" in README
    assert "make test" in README


def test_every_link_leads_somewhere() -> None:
    """A file that a page links to is there, be it the README, the page for contributors or one under docs/."""
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"
