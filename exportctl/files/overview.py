"""The summary sheet of a workbook: counts by decision, provision and day, with links to the acts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.effects import APPEARANCES
from exportctl.law.scale import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.batch.tally import Counts
    from exportctl.law.register import Register

NAME: Final = "summary 摘要"


class Line(NamedTuple):
    """A line of the sheet: its cells, the address that the first leads to, and whether it heads the lines below."""

    cells: tuple[str | int | date, ...]
    link: str | None = None
    heads: bool = False


class Overview(NamedTuple):
    """The law behind the answers, the function that counts rows, and the document of the rows, if it can be written again."""

    law: Register
    counts: Callable[[], Counts]
    document: Any = None

    def address(self, provision: str) -> str | None:
        """Return the address of a source of a provision's act, if there is one."""
        sources = self.law.act_of(provision).sources
        return next((source.url for source in sources if source.url), None)

    def lines(self) -> Iterator[Line]:
        """Yield the lines: rows, decisions with the strictest first, provisions with those of most rows first, and days of change."""
        counts, law = self.counts(), self.law
        yield Line(("rows 行数", counts.rows), heads=True)
        yield Line(("screened 已判定", counts.rows_screened))
        yield Line(("rejected 未能读取", counts.rejected))
        yield Line(("in the first sheet 见第一张表", counts.written))
        yield Line(("law 法规数据", law.version, f"checked through 核对至 {law.home.checked_through}"))
        yield Line(())
        yield Line(("decision 结论", "中文", "rows 行数"), heads=True)
        for decision in reversed(DECISIONS):
            if rows := counts.by_decision.get(decision):
                yield Line((decision, APPEARANCES[decision].chinese[0], rows))
        yield Line(())
        yield Line(("provision 条款", "title", "rows 行数", "标题"), heads=True)
        for name, rows in sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0])):
            title = law.provisions[name].title
            yield Line((name, title.en, rows, title.zh), self.address(name))
        yield Line(())
        yield Line(("next change on 下次变化日", "", "rows 行数"), heads=True)
        for day, rows in sorted(counts.by_change.items()):
            yield Line((date.fromisoformat(day), "", rows))
