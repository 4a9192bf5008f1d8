"""A YAML file is read as it is written: every scalar is text, and each value knows its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exportctl.store.yamldoc import Document, read

FILE = "x.yaml"
LONGEST = 160
ADDRESS = re.compile(r'\s*(?:- )?url: "?https?://\S+')


def document(folder: Path, text: str) -> Document:
    """Return the content of a file with a text without problems."""
    (folder / FILE).write_text(text, encoding="utf-8")
    content, problems = read(folder, FILE)
    assert problems == []
    assert content is not None
    return content


@pytest.mark.parametrize(
    "word",
    ["NO", "yes", "true", "null", "~", "0101", "1e3", "2504.10", "2025-11-09", "12:30:45", "0x1F", ".inf", "=", "<<"],
)
def test_a_scalar_is_text(tmp_path: Path, word: str) -> None:
    """NO is Norway, 0101 keeps its zero, and a date is ten characters."""
    assert document(tmp_path, f"a: {word}\nb: [{word}]\n").tree == {"a": word, "b": [word]}


@pytest.mark.parametrize("key", ["NO", "1", "2025-11-09", "null"])
def test_a_key_is_text(tmp_path: Path, key: str) -> None:
    """A key is the word in the file."""
    assert document(tmp_path, f"{key}: a\n").tree == {key: "a"}


def test_a_key_without_a_value_holds_empty_text(tmp_path: Path) -> None:
    """There is no null in a file."""
    assert document(tmp_path, "a:\nb: ''\n").tree == {"a": "", "b": ""}


def test_folded_and_literal_text_is_joined(tmp_path: Path) -> None:
    """Long text may run over lines."""
    assert document(tmp_path, "a: >-\n  one\n  two\nb: |\n  one\n  two\n").tree == {"a": "one two", "b": "one\ntwo\n"}


def test_chinese_text_is_kept(tmp_path: Path) -> None:
    """Chinese is as printed."""
    assert document(tmp_path, "zh: 镓、锗相关物项\n").tree == {"zh": "镓、锗相关物项"}


LINES = """\
# a comment
id: x

items:
  - name: one
    codes: [a,
      b]
  - name: two
    note: >-
      long
      text
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("id",), 2),
        (("items",), 4),
        (("items", 0), 5),
        (("items", 0, "codes"), 6),
        (("items", 0, "codes", 1), 7),
        (("items", 1), 8),
        (("items", 1, "note"), 9),
        (("items", 1, "nothing"), 8),
        (("items", 5, "name"), 4),
        (("nothing", 0, "at all"), 2),
    ],
)
def test_a_problem_is_on_the_line_of_its_value(tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
    """A missing value is reported on the line of the nearest enclosing value."""
    assert str(document(tmp_path, LINES).problem(path, "R999", "is wrong")) == (
        f"{tmp_path}/{FILE}:{line}: R999 is wrong"
    )


def test_every_repeated_key_is_reported(tmp_path: Path) -> None:
    """Reading continues after the first fault of a file that is YAML."""
    (tmp_path / FILE).write_text("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", encoding="utf-8")
    content, problems = read(tmp_path, FILE)
    assert content is None
    assert [str(item) for item in problems] == [
        f"{tmp_path}/x.yaml:2: R001 the key 'a' is there twice; remove one",
        f"{tmp_path}/x.yaml:5: R001 the key 'c' is there twice; remove one",
    ]


def test_a_line_of_data_fits_a_screen(data: Path) -> None:
    """No line of the project's own data has more than 160 characters, except addresses, which cannot be broken."""
    long = [
        f"{file.relative_to(data)}:{number}"
        for file in data.rglob("*.yaml")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST and not ADDRESS.fullmatch(line)
    ]
    assert long == []
