"""Write a draft as markdown: a table of two columns for each section, English and Chinese, and the receipt in a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.files.embedded import markdown_comment
from exportctl.reports.draft_cells import in_both, in_each_language, part_of
from exportctl.reports.gates.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.procedure.draft import Section
    from exportctl.reports.draft_cells import Cell, Line
    from exportctl.reports.results import DraftResult


def markdown(result: DraftResult) -> Iterator[str]:
    """Yield the lines: the title, the introduction, the sections, and the receipt, if it has one."""
    draft = result.draft
    yield f"# {' / '.join(map(escape, in_both(draft.title)))}"
    for text in draft.opening:
        yield ""
        yield "<br>".join(map(escape, in_both(text)))
    for section in draft.sections:
        yield from _section(section)
    if result.receipt:
        yield ""
        yield markdown_comment(result.receipt)


def _section(section: Section) -> Iterator[str]:
    english, chinese = in_each_language(lambda: part_of(section))
    yield ""
    yield f"## {escape(english.title)} / {escape(chinese.title)}"
    yield ""
    yield "| English | 中文 |"
    yield "|---|---|"
    if english.remarks:
        yield f"| {_small(english.remarks)} | {_small(chinese.remarks)} |"
    for one, other in zip(english.cells, chinese.cells, strict=True):
        yield f"| {_cell(one)} | {_cell(other)} |"


def _cell(cell: Cell) -> str:
    lines = [f"**{escape(cell.what)}**", *map(_line, cell.lines), *([_small(cell.basis)] if cell.basis else [])]
    return "<br>".join(lines)


def _small(texts: Iterable[str]) -> str:
    return "<br>".join(f"*{escape(text)}*" for text in texts)


def _line(line: Line) -> str:
    """Return a line; the brackets of a gap stay unescaped, so that people find them."""
    text = escape(line.text)
    return text.replace("\\[", "[", 1).removesuffix("\\]") + "]" if line.is_gap and text.startswith("\\[") else text
