"""The README names every command, and its Python holds."""

from __future__ import annotations

import re

from exportctl.cli.app import COMMANDS
from tests.pages import README as PAGE

README = PAGE.read_text(encoding="utf-8")


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
