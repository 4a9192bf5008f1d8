"""Print the results of `data`: the coverage of the law data, its problems and failed cases, and the acts that it lacks.

Problems and failed cases have a line each, as compilers print them, so that editors and grep can read them.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from exportctl.inquiry.upcoming import acts_due
from exportctl.law.citations import citation
from exportctl.reports.documents.data import INSTALL, WHEEL
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.reports.i18n.news import act_name, count, counts_of_lists, gap
from exportctl.reports.i18n.records import label_of, line
from exportctl.reports.i18n.terms import days
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, Grid, citation_cell
from exportctl.reports.text.layout import FoldedText, Line, headline, law_data, unbroken
from exportctl.sentences import BilingualName, Sentence, join, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType

    from exportctl.law.register import Register
    from exportctl.news.lists import Announcement
    from exportctl.reports import results

_OLD: Final = 30
"""The age in days from which a warning is printed."""
_CITATION: Final = 30
"""The largest width of a citation, which wraps."""
_TITLE: Final = 24
"""The characters of a title that an address without a number is listed with."""
_HOLDS: Final = {
    "acts": Sentence("acts"),
    "provisions_that_decide": Sentence("provisions that decide"),
    "provisions_that_warn": Sentence("provisions that warn only"),
    "provisions_not_tested": Sentence("provisions that you must judge yourself"),
    "provisions_without_condition": Sentence("provisions that set no condition on an export"),
    "entries_transcribed": Sentence("list entries in full, with their figures"),
    "entries_named_only": Sentence("list entries by name only"),
    "entries_with_parallel": Sentence("list entries with a parallel on another list"),
}
"""The most important counts, with their labels."""
_ABOVE: Final = {"schema", "used", "expected", "install", *_HOLDS} - {"acts"}
"""The keys that the table of all counts omits; it begins with the acts, which are counted by kinds below."""


def coverage(result: results.Coverage) -> Iterator[RenderableType]:
    """Yield the age of the data, a table of its content, the provisions that it does not test, and its known gaps.

    With `everything`, also the provisions that set no condition, and all counts.
    """
    counts, law = result.to_dict(), result.law
    yield headline(translate("law data {version}", version=counts["version"]), "")
    known, age = counts["checked_through"], days(counts["days_since_checked"])
    yield FoldedText(
        translate("The law data is as of {day} ({days} old today). Later acts are missing.", day=known, days=age)
    )
    yield Line("Place", translate("{place} ({why})", place=result.place, why=result.why))
    yield from _upkeep(law, counts["days_since_checked"])
    yield from (Line("Expected", item.line()) for item in acts_due(law, result.today))
    yield from (Text(""), _holdings(counts), Text(""))
    untested = {
        item["provision"]: translate("{what}: {why}", what=Sentence.of(item["subject"]), why=Sentence.of(item["why"]))
        for item in counts["provisions_not_tested"]
    }
    yield from _provisions(translatable("Judge these yourself"), untested, law)
    if not result.everything:
        yield Line("Known gaps", line(law, counts["known_gaps"], "known_gaps"))
        yield Line(
            "Left out", translate("provisions that set no condition on an export, and all counts (--all)"), "dim"
        )
        return
    others = {
        item["provision"]: translate(
            "{what}: {why}", what=BilingualName(**item["title"]), why=Sentence.of(item["what"])
        )
        for item in counts["provisions_without_condition"]
    }
    yield from _provisions(translatable("No condition on an export"), others, law)
    yield Text(translate("All counts"), "bold")
    yield _rest(law, counts)


def _upkeep(law: Register, age: int) -> Iterator[Line]:
    """Yield how to install newer data, with a warning if the data is old, and where new acts appear."""
    install = translate(
        "Ask the person who gave you exportctl for the file {wheel}. Then run in its environment: {install}",
        wheel=WHEEL,
        install=INSTALL,
    )
    if age >= _OLD:
        old = translate("The data is {days} old. {install}", days=days(age), install=install)
        yield Line("To do", old, STYLES["unsettled"])
    else:
        yield Line("Newer data", install)
    step = Sentence("exportctl data news --fetch lists those that the data does not hold")
    where = [law.home.publishes_at] if law.home.publishes_at else []
    yield Line("New acts", side_by_side([*where, step]))


def _holdings(counts: Mapping[str, Any]) -> RenderableType:
    table = Grid("What the law data holds", "Count")
    table.columns[1].justify = "right"
    for key, words in _HOLDS.items():
        count = counts[key]
        table.add_row(words, f"{len(count) if isinstance(count, list) else count:,}")
    return table


def _provisions(title: str, notes: Mapping[str, str], law: Register) -> Iterator[RenderableType]:
    """Yield provisions, each with its note."""
    table = Grid(title, "Note", widest=(_CITATION,))
    for id_, words in notes.items():
        table.add_row(citation_cell(render(citation(law, id_)), law.act_of(id_).sources), words)
    yield from (table, Text(""))


def _rest(law: Register, counts: Mapping[str, Any]) -> RenderableType:
    table = Grid("What", "Count")
    for key, value in counts.items():
        if key not in _ABOVE:
            table.add_row(label_of(law, "", key), line(law, value, key))
    return table


def lint(result: results.Lint) -> str:
    """Return every problem, and their number."""
    lines = [problem.render(current_language()) for problem in result.problems]
    count = translate("{folder}: {problems}", folder=result.folder, problems=_number(len(lines)))
    return "\n".join(map(printable, [*lines, count]))


def _number(count: int) -> str:
    if count == 1:
        return translate("1 problem")
    return translate("{count} problems", count=count) if count else translate("no problems")


def cases(result: results.Cases) -> str:
    """Return a line for each failed case, and one with the counts."""
    lines = [
        translate(
            "{file}:{line}: {case}: {differences}",
            file=item.file,
            line=str(item.line),
            case=item.case,
            differences=side_by_side(
                translate(
                    "{of}: expected {expected}, got {actual}",
                    of=one.of,
                    expected=_value(one.expected),
                    actual=_value(one.actual),
                )
                for one in item.differences
            ),
        )
        for item in result.failed
    ]
    cases_ = translate("1 case") if result.count == 1 else translate("{count} cases", count=result.count)
    counts = translate(
        "{cases}: {met} passed, {failed} failed", cases=cases_, met=result.cases_met, failed=len(result.failed)
    )
    return "\n".join(map(printable, [*lines, counts]))


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or translate("empty")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(part)}" for key, part in value.items()) + "}"
    return str(value)


def news(result: results.News) -> Iterator[RenderableType]:
    """Yield the number of announcements that the data lacks, a table of them, the leads, what to do, and the age of the law data."""
    missing = result.news
    yield headline(render(count(result)), "", *counts_of_lists(result))
    if missing:
        table = Grid("Act", "Day", "Title", widest=(_CITATION,))
        for act in missing.new:
            name = citation_cell(render(act_name(result.law, act)), (), act.number.id)
            table.add_row(name, _day(act.announcement), act.announcement.title.text)
        for item in missing.unnumbered:
            table.add_row(translate("no number"), _day(item), item.title.text)
        yield from (Text(""), table, Text(""))
        for act in missing.new:
            yield _address(act.number.id, act.announcement)
        for item in missing.unnumbered:
            yield _address(_short_title(item.title.text), item)
        yield Text("")
    yield from _notes(result)
    yield law_data(result.law, result.today)


def _day(item: Announcement) -> str:
    return str(item.published or translate("unknown"))


def _address(name: str, item: Announcement) -> RenderableType:
    return unbroken(Text(printable(f"{name}  {item.address or translate('no address')}"), "dim"))


def _short_title(title: str) -> str:
    """Return the beginning of a title, to find it above."""
    return title if len(title) <= _TITLE else f"{title[:_TITLE]}…"


def _notes(result: results.News) -> Iterator[Line]:
    """Yield the unread lists and rows, the gaps, and what to do with new acts."""
    for fault in result.faults:
        yield Line("Not read", Sentence("{where}: {what}", where=fault.where, what=fault.what), "bold")
    if result.news.gaps:
        gaps = Sentence(
            "numbers of a series that no list shows and the data does not hold, so an act may be missing: {gaps}",
            gaps=join(map(gap, result.news.gaps)),
        )
        yield Line("Leads", gaps)
    if result.news:
        step = Sentence(
            "Read each announcement. If the data needs it, repeat this command with --format json -o news.json, then run "
            "exportctl data new ID --from news.json --data {folder}",
            folder=quote(str(result.folder)),
        )
        yield Line("To do", step, "bold")
    if result.news.unnumbered:
        yield Line("", translate("For an announcement without a number, choose the ID, and add --address URL."))
    if result.news:
        yield Line("", translate("Record what the data does not need in reviewed.yaml, with the reason."))
