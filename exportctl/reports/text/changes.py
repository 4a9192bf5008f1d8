"""Print rows whose answers differ, in groups: both decisions, the reason, and the first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.batch.file_words import rows_in_words
from exportctl.law.citations import citation
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import and_others, effect_name
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import Grid, in_style
from exportctl.reports.text.layout import FoldedText, Line, headline, influence_line, law_data, unread_files
from exportctl.sentences import Sentence, join, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.batch.changes import ComparedAnswer, Group, Row, Why
    from exportctl.batch.tally import Counts
    from exportctl.law.register import Register
    from exportctl.reports.results import Changes

_GROUPS: Final = 20
_ROWS: Final = 3
"""The number of groups, and of rows of each, that are shown; the output file has all rows."""


def changes(result: Changes) -> Iterator[RenderableType]:
    """Yield the number of different answers, a table of the groups of rows with the same difference, and what to do."""
    groups, counts = result.differences.groups, result.counts
    differ = sum(counts.by_comparison.get(word, 0) for word in ("better", "worse"))
    word = translate("{count} of {rows} differ", count=differ, rows=rows_in_words(counts.rows_screened))
    against = translate("compared with the answers {against}", against=result.against)
    unread = unread_files(result.files_read)
    yield headline(unread, "", word, against) if unread else headline(word, "", against)
    yield FoldedText(translate("{text}.", text=comparison_line(counts, result.against)))
    if groups:
        table = Grid("Rows", "Before \u2192 after", "Reason", "First rows")
        for group in groups[:_GROUPS]:
            table.add_row(f"{group.count:,}", _decisions(group), _reasons(group, result.law), _first(group))
        yield from (Text(""), table, Text(""))
    rest = sum(group.count for group in groups[_GROUPS:]) + result.differences.left_off
    if rest:
        yield Text(translate("and {count} more rows; --output writes all of them", count=rest), "dim")
    if counts.by_comparison.get("worse", 0):
        step = translate("Check the rows with a stricter decision before you ship.")
        yield Line("To do", step, "bold")
    yield from influence_line(result.influences)
    yield law_data(result.law, result.today)


def comparison_line(counts: Counts, against: str) -> str:
    """Return the number of answers that differ from others, as a sentence."""
    better, worse, moved = (counts.by_comparison.get(word, 0) for word in ("better", "worse", "moved"))
    return Sentence(
        "{worse} of {rows} stricter than {against}, {better} less strict, {moved} with the same decision by other "
        "provisions (not shown)",
        rows=rows_in_words(counts.rows_screened),
        against=against,
        worse=worse,
        better=better,
        moved=moved,
    )


def _decisions(group: Group) -> Text:
    """Return the decisions before and after, with the other differences."""
    before, after = group.before, group.after
    text = _decision(after)
    if before.decision != after.decision:
        text = Text.assemble(_decision(before), " \u2192 ", text)
    if before.worst_case != after.worst_case:
        was, is_ = effect_name(before.worst_case), effect_name(after.worst_case)
        text.append(translate("; worst case {was} \u2192 {is_}", was=was, is_=is_))
    if before.settled != after.settled:
        text.append(translate("; now confirmed") if after.settled else translate("; now unconfirmed"))
    lost, new = (set(one.permits) - set(other.permits) for one, other in ((before, after), (after, before)))
    text.append(translate("; no longer covered by {names}", names=join(sorted(lost))) if lost else "")
    return text.append(translate("; now covered by {names}", names=join(sorted(new))) if new else "")


def _reasons(group: Group, law: Register) -> str:
    """Return the provisions that make answers differ, each with both statuses if these differ."""
    if not group.why and set(group.before.permits) == set(group.after.permits):
        return translate("no provision differs: goods, places, parties or unconfirmed suspensions are read differently")
    return render(side_by_side(_reason(why, law) for why in group.why))


def _reason(why: Why, law: Register) -> str:
    return why.about(citation(law, why.provision) if why.provision in law.provisions else why.provision)


def _decision(answer: ComparedAnswer) -> Text:
    return in_style(effect_name(answer.decision), answer.decision)


def _first(group: Group) -> str:
    """Return the first rows of a group, and the number of the others."""
    names = [printable(_row(row)) for row in group.first[:_ROWS]]
    return render(join(names)) + and_others(group.count - len(names))


def _row(row: Row) -> str:
    place = f"{row.file}:{row.row}" if row.file else translate("row {row}", row=row.row)
    goods = translate("{goods} to {place}", goods=row.item, place=row.to) if row.to else row.item
    return f"{place} {goods}"
