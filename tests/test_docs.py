"""The README and the pages under docs/ show the real behaviour."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import SPEAKING
from tests.cli.program import ask
from tests.examples import prepare
from tests.pages import DOCS, README, ROOT, blocks, is_as_shown, pages

PYTHON = [block for page in sorted(DOCS.glob("*.md")) for block in blocks(page) if block.language == "python"]
RUN = [block.text for block in PYTHON if block.is_run]
SERVED = DOCS / "serving.md"
"""tests/served/test_page.py sends the requests of this page to a service."""
SHOWING = [page for page in pages() if page != SERVED and any(any(block.commands()) for block in blocks(page))]
SCREENED = "screen docs/shipments.csv -o screened.csv --map item=goods --map to=country --map on=shipped"
BILL = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "gallium"}]}


@pytest.fixture(autouse=True)
def _beside_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of these tests contains the docs, the data, and the files that the commands name."""
    for name in SPEAKING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    prepare(tmp_path)
    for name in ("a.csv", "in/c.csv", "more/d.csv"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("item,to\ngallium,US\n", encoding="utf-8")
    Path("b.jsonl").write_text('{"item": "gallium", "to": "US"}\n', encoding="utf-8")
    Path("bom.cdx.json").write_text(json.dumps(BILL), encoding="utf-8")


@pytest.mark.parametrize("page", SHOWING, ids=[page.stem for page in SHOWING])
def test_the_commands_of_a_page_answer(page: Path) -> None:
    """One after another, with the files of the page, each prints the output on the page."""
    for block in blocks(page):
        if block.file:
            Path(block.file).write_text(block.text, encoding="utf-8")
        for line, shown in block.commands() if block.is_run else ():
            program, *arguments = shlex.split(line.partition(">")[0], comments=True)
            if program == "make":
                assert re.search(rf"^{arguments[0]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
                continue
            assert program == "exportctl", line
            answer = ask(*arguments)
            assert answer.code in {0, 1, 3} or " 1 rejected" in answer.err, f"{line}\n{answer.err}"
            assert "Traceback" not in answer.err
            assert answer.out or "-o" in arguments, line
            assert not shown or is_as_shown(shown, answer.out), f"{line}\n{answer.out}"


@pytest.mark.parametrize("block", RUN, ids=[block.split()[1] for block in RUN])
def test_the_python_runs(block: str) -> None:
    """The assertions of an example hold."""
    assert "assert " in block
    exec(block, {})  # noqa: S102 - the page's own example


def test_every_library_has_an_example() -> None:
    """An example either runs, or states that it does not."""
    assert [block.split()[1] for block in RUN] == ["pyarrow", "pandas", "polars", "duckdb", "pyarrow.csv"]
    for block in PYTHON:
        compile(block.text, "docs", "exec")


def test_the_summary_is_the_one_shown() -> None:
    """The counts are those of the page, and every row of the sample is written once, the rejected one among the rejects."""
    answer = ask(*shlex.split(SCREENED), "--summary", "counts.json")
    assert answer.code == 2
    (shown,) = [block.text for block in blocks(DOCS / "screening.md") if block.language == "json"]
    printed, counted = json.loads(shown), json.loads(Path("counts.json").read_text(encoding="utf-8"))
    assert list(printed) == list(counted)
    for key in ("schema", "rows", "screened", "rejected", "by_decision", "by_next_change_on", "exit_code"):
        assert printed[key] == counted[key]
    assert printed["by_provision"].items() <= counted["by_provision"].items()
    assert len(Path("screened.csv").read_text(encoding="utf-8").splitlines()) == 6
    assert Path("screened.rejects.csv").read_text(encoding="utf-8").splitlines()[1].startswith('5,"on","2026-02-30"')


def test_the_pages_that_show_most_are_tried() -> None:
    """A page whose blocks are not recognised would pass unseen."""
    assert {README, *(DOCS / f"{name}.md" for name in ("index", "verdict", "recipes", "screening", "gates"))} <= {
        *SHOWING
    }
