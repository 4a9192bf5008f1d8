"""Write steps, drafts and news as markdown, for the text of an issue or a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from exportctl.files.embedded import markdown_comment
from exportctl.reports.advice import conclusion
from exportctl.reports.draft_cells import Cell, Line, in_both, in_each_language, part_of
from exportctl.reports.gates.markdown import escape
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.news import count, counts_of_lists, gap
from exportctl.reports.i18n.procedure import stage_name
from exportctl.reports.i18n.terms import effect_name
from exportctl.reports.step_lines import condition_of, details, shown_steps
from exportctl.reports.text.verdict import headline_parts, permit_lines
from exportctl.sentences import Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.news.lists import Announcement
    from exportctl.procedure.draft import Section
    from exportctl.reports.results import DraftResult, News, Steps


def steps(result: Steps) -> Iterator[str]:
    """Yield the headline, the conclusion, a heading for each stage, and a checkbox for each step."""
    checked = result.checked
    doubt, parts = headline_parts(checked)
    yield f"### {effect_name(checked.decision).upper()}{escape(doubt)}: {escape(' | '.join(parts))}"
    yield ""
    yield escape(render(conclusion(checked)))
    for line in permit_lines(checked):
        yield ""
        yield escape(translate("Covered by {paper}", paper=line.plain))
    for stage, group in groupby(shown_steps(result), key=lambda step: step.requirement.stage):
        yield ""
        yield f"#### {stage_name(stage)}"
        yield ""
        for step in group:
            yield f"- [ ] {escape(condition_of(checked, step) + name_of(step.requirement.text))}"
            yield from (f"  - {escape(line)}" for line in details(result, step))


def draft(result: DraftResult) -> Iterator[str]:
    """Yield the title, the introduction, each section as a table in English and Chinese, and the receipt, if there is one."""
    content = result.draft
    yield f"# {' / '.join(map(escape, in_both(content.title)))}"
    for text in content.opening:
        yield ""
        yield "<br>".join(map(escape, in_both(text)))
    for section in content.sections:
        yield from _section(section)
    if result.receipt:
        yield ""
        yield markdown_comment(result.receipt)


def news(result: News) -> Iterator[str]:
    """Yield a heading, a checkbox for each announcement that the data lacks, the gaps, and the unread lists and rows."""
    yield f"### exportctl data news: {render(count(result))}"
    yield ""
    law = translate("law data as of {day}", day=result.law.home.checked_through)
    yield escape(render(side_by_side([*counts_of_lists(result), law])))
    if result.news:
        yield ""
        yield from (f"- [ ] **{act.number.id}** {_announcement(act.announcement)}" for act in result.news.new)
        yield from (f"- [ ] {_announcement(item)}" for item in result.news.unnumbered)
    if result.news.gaps:
        yield ""
        yield translate("Numbers that no list shows and the data does not hold:")
        yield ""
        yield from (f"- {gap(item)}" for item in result.news.gaps)
    if result.faults:
        yield ""
        yield translate("Lists and rows that were not read:")
        yield ""
        yield from (
            f"- {escape(render(Sentence('{where}: {what}', where=item.where, what=item.what)))}"
            for item in result.faults
        )


def _announcement(item: Announcement) -> str:
    day = f"{item.published} " if item.published else ""
    address = "".join(char for char in item.address if char.isprintable() and char not in "<>\\ ")
    source = f"[{escape(item.list)}](<{address}>)" if address else escape(item.list)
    return f"{day}{escape(item.title.text)} {source}"


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
