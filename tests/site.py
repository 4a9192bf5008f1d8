"""The site is made from docs/: `make docs` draws the pictures of its pages, adds a page for each command, and builds it."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from exportctl import Transaction
from exportctl.api import Law, check, load_law, timeline
from exportctl.reports.formats import format_result
from exportctl.reports.verdict import GateVerdict
from tests.helps import PROGRAM, Help, Option, helps

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BUILT = ROOT / "build"
GATHERED = BUILT / "pages"
"""The folder in which the pages of docs/ and those of the commands are together when the site is built."""

DAY = date(2025, 12, 1)
DEMO = f"{PROGRAM} check gallium --to US --on {DAY}"
WIDTH = 100
_SHOWN = (".md", ".svg", ".png", ".csv")
_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`[^`]*`)")
_PICTURE = re.sub(r"<!--.*?-->|@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
"""The template for pictures of rich, without the addresses of fonts: a picture uses no network."""


def pictures(store: Law) -> dict[str, str]:
    """Return the pictures of docs/, by name: the first answer on a terminal, and the law behind it."""
    drawn = str(format_result("timeline", "svg", replace(timeline("gallium", "US", store), on=DAY)))
    return {"terminal.svg": _terminal(store), "gallium.svg": f"{drawn}\n"}


def commands() -> dict[str, str]:
    """Return a page for each command, with the commands inside it, and one that lists them, by the name of its file."""
    program, *others = helps()
    files = {"index.md": "\n".join(["# Commands", "", *_listed(program), *_paragraphs_of(program)])}
    for one in others:
        name, level = f"{one.names[0]}.md", "#" * len(one.names)
        files[name] = "\n".join([files.get(name, ""), f"{level} {one.command}", "", *_paragraphs_of(one)]).lstrip()
    return files


def linked(page: str, names: set[str]) -> str:
    """Return the text of a page whose mentions of a command lead to the page of that command."""
    called = re.compile(rf"(?<!\[)`{PROGRAM} ({'|'.join(sorted(names))})( [a-z]+)?`")
    parts = _FENCED.split(page)
    parts[::2] = [called.sub(r"[\g<0>](commands/\1.md)", part) for part in parts[::2]]
    return "".join(parts)


def _terminal(store: Law) -> str:
    """Return the answer to the first question as a terminal with colours shows it on the last day that the data knows."""
    question = Transaction(item="gallium", to="US", on=DAY)
    checked = GateVerdict(
        check(question, store), "license_required", today=store.law.home.checked_through, question=question
    )
    shown = Console(
        file=io.StringIO(),
        record=True,
        width=WIDTH,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        highlight=False,
        legacy_windows=False,
    )
    shown.print(f"$ {DEMO}", markup=False)
    for part in format_result("verdict", "table", checked):
        shown.print(part, markup=False, crop=False)
    return shown.export_svg(title=PROGRAM, code_format=_PICTURE, unique_id=PROGRAM)


def _listed(program: Help) -> Iterator[str]:
    yield from ("| command | description |", "|---|---|")
    for name, says in program.inside.items():
        yield f"| [`{PROGRAM} {name}`]({name}.md) | {_text(says)} |"
    yield ""


def _paragraphs_of(one: Help) -> Iterator[str]:
    for part in one.told:
        yield from (_text(part), "")
    yield from ("```text", f"{one.command} {one.usage}", "```", "")
    for part in one.codes:
        yield from (f"**Exit code**: {_text(part)}", "")
    if one.example:
        yield from ("For example:", "", "```sh", one.example, "```", "")
    yield from ("| option | description |", "|---|---|", *map(_row, one.options), "")


def _row(item: Option) -> str:
    named = " ".join(filter(None, (item.written, item.takes)))
    return f"| {_text(f'`{named}`')} | {_text(item.says)} |"


def _text(text: str) -> str:
    """Return text as Markdown that shows it, also in a table, whose code stays code: no bar in code may have a backslash."""
    parts = _CODE.split(text)
    parts[::2] = [re.sub(r"([*_\[\]<>\\|])", r"\\\1", part) for part in parts[::2]]
    return "".join(parts)


def main() -> None:
    """Draw the pictures again, and copy all pages of the site into one folder."""
    for name, picture in pictures(load_law()).items():
        (DOCS / name).write_text(picture, encoding="utf-8")
    shutil.rmtree(GATHERED, ignore_errors=True)
    (GATHERED / "commands").mkdir(parents=True)
    made = commands()
    for file in DOCS.iterdir():
        if file.suffix in _SHOWN:
            shutil.copy(file, GATHERED)
    for page in GATHERED.glob("*.md"):
        names = {Path(name).stem for name in made}
        page.write_text(linked(page.read_text(encoding="utf-8"), names), encoding="utf-8")
    for name, text in made.items():
        (GATHERED / "commands" / name).write_text(text, encoding="utf-8")
    shutil.copy(DOCS / "zensical.toml", BUILT)
    shutil.copytree(DOCS / "theme", BUILT / "theme", dirs_exist_ok=True)


if __name__ == "__main__":
    main()
