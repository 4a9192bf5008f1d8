"""Input above a limit is refused in one line with the limit, before it has cost anything."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from exportctl import limits
from exportctl.errors import InputError
from exportctl.files.formats import Bytes
from tests.cli.program import ROOT, ask
from tests.cli.test_bad_input import refused

HUGE = 3 << 30
ASKED = ("check", "gallium", "--to", "US", "--on", "2025-12-01")


def test_the_page_has_the_limits() -> None:
    """Each limit is in docs/limits.md, and no other."""
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    documented = {
        name: int(most.replace(",", ""))
        for name, most in re.findall(r"^\| `([A-Z]+)` \| ([0-9,]+) \|", page, re.MULTILINE)
    }
    assert documented == {name: value for name, value in vars(limits).items() if type(value) is int}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("party", "ltd " * 1900), ("NAME", "has 7,600 characters; the limit is 500")),
        ((*ASKED, "--party", "end-user=" + "ltd " * 1900), ("--party", "the limit is 500")),
        ((*ASKED, "--owned-by", "x" * 500 + "=5%"), ("--owned-by", "the limit is 500")),
        ((*ASKED, "--param", "density=1 " + "g" * 7000), ("--param", "the limit is 200")),
        ((*ASKED, "--contains", "H" * 200 + "=1%"), ("--contains", "the limit is 200")),
        ((*ASKED, "--end-use", "x" * 1001), ("--end-use", "the limit is 1,000")),
        ((*ASKED, "--entry", "x" * 1001), ("--entry", "the limit is 1,000")),
        ((*ASKED, "--hs-code", "8" * 1001), ("--hs-code", "the limit is 1,000")),
        (("check", "gallium", "--to", "x" * 1001), ("--to", "the limit is 1,000")),
        (("timeline", "--to", "x" * 1001), ("--to", "the limit is 1,000")),
        (("classify", "x" * 1001), ("ITEM", "the limit is 1,000")),
        (("timeline", "x" * 1001), ("ITEM", "the limit is 1,000")),
        ((*ASKED, *("--party", "Acme") * 101), ("--party", "101 values; the limit is 100")),
        (("show", "x" * 8001), ("argument 2 has 8,001 characters; the limit is 8,000",)),
    ],
)
def test_an_argument_that_is_too_long(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """Each fact has a most, and so has every argument."""
    line = refused(ask(*arguments))
    assert [word for word in words if word not in line] == []
    assert len(line) < 200


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("holdings", "owner,owned,percent\n" + "A,B,5\n" * 100_001, "the table has 100,001 rows; the limit is 100,000"),
        (
            "holdings",
            f"owner,owned,percent\nA,B,{'5' * 4001}\n",
            "row 1: a cell has 4,001 characters; the limit is 4,000",
        ),
    ],
)
def test_a_table_that_is_too_large(tmp_path: Path, name: str, text: str, words: str) -> None:
    """Rows are counted, and cells measured, before anything is made of them."""
    (tmp_path / "held.csv").write_text(text, encoding="utf-8")
    assert words in refused(ask(*ASKED, "--party", "Target", f"--{name}", str(tmp_path / "held.csv")))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("rows.jsonl", ("screen", "{}", "--on", "2025-12-01")),
        ("bill.json", ("screen", "{}", "--on", "2025-12-01")),
        ("names.txt", ("party", "--file", "{}")),
        ("held.csv", (*ASKED, "--party", "Target", "--holdings", "{}")),
        ("content.csv", ("content", "{}")),
    ],
)
def test_a_file_of_gigabytes_without_an_end_of_line(tmp_path: Path, name: str, arguments: tuple[str, ...]) -> None:
    """It is refused with the most that there may be."""
    file = _huge(tmp_path / name)
    line = refused(ask(*(word.replace("{}", str(file)) for word in arguments)))
    assert f"more than {limits.ROW if name.endswith('.jsonl') else limits.DOCUMENT:,} bytes" in line


def test_no_more_is_read_than_the_limit_needs(tmp_path: Path) -> None:
    """Of three gigabytes, at most a line or a document is read, and the part that was read ahead."""
    with ExitStack() as opened:
        rows, bill = (Bytes(_huge(tmp_path / name), opened) for name in ("rows.jsonl", "bill.json"))
        with pytest.raises(InputError):
            next(rows.lines())
        with pytest.raises(InputError):
            bill.whole()
        for given, most in ((rows, limits.ROW), (bill, limits.DOCUMENT)):
            assert most < given.stream.tell() < most + (1 << 20)


def _huge(file: Path) -> Path:
    """Make a file of gigabytes that takes no room."""
    with file.open("wb") as stream:
        stream.write(b'{"item": "')
        stream.truncate(HUGE)
    return file
