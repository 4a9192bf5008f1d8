"""Prints a verdict: the decision, the next change, the worst case, the controls, and the age of the law."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from exportctl.engine.gate_policy import STALE
from exportctl.engine.warnings import ANSWERS, BEFORE_COVERAGE, CODE_CONFLICT, ITEM_LAPSED, LAST_DAY, NOT_THE_SAME
from exportctl.facts.transaction import option_for
from exportctl.inquiry.figures import missed_leads
from exportctl.law.scale import STRICTNESS
from exportctl.reports.i18n.language import bilingual, current_language, name_of, render, translate
from exportctl.reports.i18n.terms import (
    NOTES,
    date_with_weekday,
    days,
    effect_name,
    extension,
    meaning,
    missing_facts,
    status,
    with_count,
)
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import asked_for, recognition, suggestion_lines
from exportctl.reports.text.grid import STYLES, in_style
from exportctl.reports.text.hits import parties
from exportctl.reports.text.layout import GAP, LABEL, FoldedText, cut, influence_line, join_words, label_lines, law_line
from exportctl.sentences import ENGLISH, Sentence, join, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.day_result import Reading
    from exportctl.engine.findings import Finding, SuspensionPeriod
    from exportctl.engine.forecast import NextChange
    from exportctl.engine.verdict import Verdict
    from exportctl.engine.warnings import VerdictWarning
    from exportctl.goods.stated import Goods
    from exportctl.law.scale import Effect
    from exportctl.permits.permit_timeline import Change
    from exportctl.reports.verdict import Checked

_SURE, _ROWS = 3, 4
"""So many lines of the list that are surely meant, and provisions of a kind, are named; the rest is counted."""
_How = Literal["applies", "may apply", "sleeps", "later", "does not"]
_HOW: Final[dict[_How, str]] = {
    "applies": Sentence("applies"),
    "may apply": Sentence("may apply"),
    "sleeps": Sentence("sleeps"),
    "later": Sentence("later"),
    "does not": Sentence("does not"),
}
"""How a provision bears on the question, the closest first, and the words for it."""
_LOUD: Final = frozenset(
    {
        BEFORE_COVERAGE,
        STALE,
        NOT_THE_SAME,
        ITEM_LAPSED,
        LAST_DAY,
        *ANSWERS,
        "entry_contradicted",
        CODE_CONFLICT,
        "owner_listed",
        "unread_list",
        "excluded",
    }
)
"""What may turn the answer over is said at once; the rest is folded into one line."""


class _Answer(NamedTuple):
    """A verdict as a terminal of any width shows it; notes are folded into one line unless `notes` are wanted."""

    checked: Checked

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the lines, none wider than the screen."""
        width = options.max_width
        answer, notes = self.checked.verdict, self.checked.warnings
        yield FoldedText(_headline(self.checked))
        yield from label_lines([("", Text(_meaning(self.checked)))])
        yield from _goods(answer, width)
        yield from label_lines(self._facts(answer))
        yield _why(self.checked, width)
        law = translate("law"), law_line(answer.law, self.checked.today, answer.on)
        yield from label_lines([*parties(answer), *influence_line(self.checked.configured), law])
        yield from self._notes(notes)

    def _facts(self, answer: Verdict) -> Iterator[tuple[str, Text]]:
        yield translate("next"), _next(self.checked)
        yield from _permits(self.checked)
        if answer.result.extended:
            yield translate("agreed") if answer.settled else translate("readings"), _readings(self.checked)
        if answer.questions or self.checked.worst_case != self.checked.decision:
            yield translate("at worst"), _worst(self.checked)
        if any("criteria" in match.truth.missing for match in answer.classification.matches):
            found = missed_leads(answer.law, answer.facts.goods, answer.classification.matches)
            for text in found if self.checked.everything else found[:_ROWS]:
                yield translate("figure"), Text(printable(render(text)), "yellow")

    def _notes(self, found: Sequence[VerdictWarning]) -> Iterator[RenderableType]:
        if self.checked.notes:
            yield from label_lines(
                (translate("note"), Text(f"{printable(render(item.text))} [{item.code}]")) for item in found
            )
            yield from label_lines((translate("measure"), Text(printable(render(hint)))) for hint in self.checked.hints)
            return
        loud = _LOUD - {BEFORE_COVERAGE} if self.checked.decision == "undecided" else _LOUD
        yield from label_lines(
            ("!", Text(printable(render(item.text)), "yellow")) for item in found if item.code in loud
        )
        folded = [item.code for item in found if item.code in NOTES]
        if folded or self.checked.hints:
            told = [with_count(words, folded.count(code)) for code, words in NOTES.items() if code in folded]
            told += [translate("what other lists ask")] if self.checked.hints else []
            yield from label_lines(
                [(translate("notes"), Text(translate("{notes} (--notes)", notes=side_by_side(told)), "dim"))]
            )


def verdict(result: Checked) -> Iterator[RenderableType]:
    """Yield what rich prints of a verdict; with `everything` also the findings that do not apply, and nothing is cut short."""
    yield _Answer(result)


def _headline(result: Checked) -> Text:
    answer, decision = result.verdict, result.decision
    law, facts = answer.law, answer.facts
    names = law.places.names
    word = translate("NOT DECIDED") if decision == "undecided" else effect_name(decision).upper()
    if not answer.settled:
        word += translate(", if extended") if answer.assume == "extended" else translate(", unless extended")
    to = name_of(names[facts.to]) if facts.to else translate("a place not stated")
    line = Text.assemble(
        (word, f"bold {STYLES[decision]}"),
        "  ",
        (_goods_name(facts.goods), "bold"),
        translate(
            ", {from_} to {to}, {day}", from_=name_of(names[facts.from_]), to=to, day=date_with_weekday(answer.on)
        ),
    )
    if facts.origin and facts.origin != facts.from_:
        line.append(translate(", origin {origin}", origin=name_of(names[facts.origin])))
    if answer.known_on:
        line.append(translate(", as known on {day}", day=answer.known_on))
    return line


def _goods_name(goods: Goods) -> str:
    """Return goods by the company's own number, if they have one, and by their description."""
    return printable(f"{goods.sku}: {goods.item}" if goods.sku not in ("", goods.item) else goods.item)


def _meaning(result: Checked) -> str:
    """Return the meaning of the decision, with the authorities that must license the export."""
    answer = result.verdict
    if answer.decision == "undecided" and not answer.covered:
        return translate(
            "Nothing in the data surely controls this, but the data begins on {begins}.", begins=answer.covered_from
        )
    if answer.decision != result.decision:
        return translate("Nothing in the data surely controls this, but the law is older than was allowed.")
    deciding = {
        (item.jurisdiction, item.provision)
        for item in answer.findings
        if item.binds and item.applies == "yes" and item.effect == answer.decision
    }
    found = dict.fromkeys(answer.law.authority_of(provision) for _, provision in sorted(deciding))
    return meaning(answer.decision, [name_of(authority) for authority in found if authority])


def _goods(answer: Verdict, width: int) -> Iterator[RenderableType]:
    """Yield which lines the goods are or may be, and what of the words is not understood."""
    law, matches = answer.law, answer.classification.matches
    room = width - LABEL - 1
    sure = [item.entry for item in matches if item.truth.value]
    open_ = [item.entry for item in matches if not item.truth.value]
    lines = [(translate("is"), Text(_entry_name(answer, code, room))) for code in sure[:_SURE]]
    if len(sure) > _SURE:
        more = translate(
            "and {count} more lines: {lines}", count=len(sure) - _SURE, lines=join_words(sure[_SURE:], room - 20)
        )
        lines.append(("", Text(more)))
    if len(open_) == 1:
        lines.append((translate("may be"), Text(_entry_name(answer, open_[0], room))))
    elif open_:
        told = translate("{count} lines: {lines}", count=len(open_), lines=join_words(open_, room - 12))
        lines.append((translate("may be"), Text(told)))
    if not matches and answer.recognised:
        lines.append((translate("is"), Text(_recognition(answer))))
    unread = suggestion_lines(law, answer.facts.goods, recognised=answer.recognised)
    yield from label_lines([*lines, *(("", Text(text.plain.strip(), text.style)) for text in unread)])


def _recognition(answer: Verdict) -> str:
    """Return what goods are recognised by that match no entry: an act may name them all the same, as it names helium."""
    law, found = answer.law, sorted(answer.classification.named)
    names = [bilingual(*(next(iter(words), "") for words in law.materials[id_].names)) for id_ in found]
    if names and answer.findings:
        return printable(translate("{goods}, which acts name beside the list", goods=join(names)))
    return printable(recognition(answer.facts.goods))


def _entry_name(answer: Verdict, code: str, room: int) -> str:
    """Return a line of the list with its name, in both languages where there is room."""
    name = answer.law.code_name(code)
    short = f"{code} {printable(name_of(name))}{asked_for(answer.law, code)}"
    both = f"{short} {printable(name.zh)}"
    return both if current_language() is ENGLISH and cell_len(both) <= room else short


def _permits(result: Checked) -> Iterator[tuple[str, Text]]:
    """Yield a line for each licence and waiver: what it answers, and through which day."""
    for number, item in enumerate(result.answered_by):
        what = [*item.provisions, *([translate("what is not known of the goods")] if item.undecided else [])]
        who = f" ({item.by.approved_by})" if item.by.kind == "waiver" else ""
        by, through = item.by.name, item.by.through
        told = translate("by {by}{who}, through {through}: {what}", by=by, who=who, through=through, what=join(what))
        text = Text(printable(told), "green")
        if result.code:
            text.append(translate("; not all that reaches the gate"), "yellow")
        yield "" if number else translate("answered"), text


def _next(result: Checked) -> Text:
    answer, change = result.verdict, result.next_change
    if change is None:
        return Text(translate("no change of this answer is known"))
    text = Text(
        translate("{day}, in {days}: ", day=date_with_weekday(change.on), days=days((change.on - answer.on).days))
    )
    if (change.decision, change.worst_case, change.settled) == (result.decision, result.worst_case, answer.settled):
        answering = {item.by.name for item in result.answered_by}
        return text.append(printable(render(join(_turns(name, answering) for name in change.because))))
    text.append(_outcome(change, result), STYLES[change.decision])
    if change.settled != answer.settled or not change.settled:
        text.append(translate(", settled") if change.settled else translate(", not settled"), "magenta")
    because = join(change.because) or Sentence("the first day that the data covers")
    return text.append(printable(translate(" ({because})", because=because)))


def _turns(name: str, answering: set[str]) -> str:
    """Return what becomes of a licence, a waiver or a provision on a day on which the headline stays what it is."""
    if name in answering:
        return Sentence("{name} answers no more", name=name)
    if name.startswith(("licence ", "waiver ")):
        return Sentence("{name} begins to answer", name=name)
    return Sentence("{name} changes", name=name)


def _outcome(reading: Reading | NextChange | Change, result: Checked) -> str:
    """Return a decision, and its worst case if that differs."""
    then, at_worst = result.apply_policy(reading.decision), result.apply_policy(reading.worst_case)
    decision = effect_name(then)
    if at_worst == result.worst_case:
        return decision
    if at_worst != then:
        return translate("{decision}, at worst {worst}", decision=decision, worst=effect_name(at_worst))
    return translate("{decision}, and no worse", decision=decision) if then == result.decision else decision


def _readings(result: Checked) -> Text:
    on_face, extended = (_outcome(reading, result) for reading in result.verdict.result.readings)
    told = translate("on its face {on_face}; if extended {extended}", on_face=on_face, extended=extended)
    return Text(told, "magenta")


def _worst(result: Checked) -> Text:
    """Return the worst case, and which options decide how far it comes to that."""
    answer, worst = result.verdict, result.worst_case
    text = Text(translate("it could be anything") if worst == "undecided" else effect_name(worst), STYLES[worst])
    for effect, same in groupby(answer.questions, key=lambda item: item.could_become):
        options = dict.fromkeys(option_for(item.fact) or missing_facts([item.fact]) for item in same)
        if effect != worst and (worst, effect) != ("undecided", "prohibited"):
            text.append(translate("; ")).append(effect_name(effect), STYLES[effect])
        several = translate(": {options} decide", options=join(options))
        text.append(several if len(options) > 1 else translate(": {options} decides", options=join(options)))
    return text


class _Row(NamedTuple):
    """The findings of one provision with one effect, and their entries."""

    how: _How
    finding: Finding
    entries: tuple[str, ...]


def _why(result: Checked, width: int) -> RenderableType:
    """Return the provisions that apply, may apply and are suspended, the strictest first, each with its effect and status."""
    answer, most = result.verdict, None if result.everything else _ROWS
    rows = [*_rows(answer.all_findings() if result.everything else answer.findings)]
    shown = [row for _, alike in groupby(rows, key=lambda row: row.how) for row in [*alike][:most]]
    columns: list[list[str]] = [
        [render(_HOW[row.how]) for row in shown],
        [effect_name(row.finding.effect) for row in shown],
        [_provision(row.finding, answer) for row in shown],
    ]
    taken = sum(max((cell_len(text) for text in column), default=0) + GAP for column in columns)
    if taken > width - LABEL:
        return _stack(shown, len(rows) - len(shown), answer)
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), show_header=False)
    for _ in columns:
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in shown:
        item = row.finding
        table.add_row(
            Text(render(_HOW[row.how]), "dim"),
            in_style(effect_name(item.effect), item.effect),
            _link(_provision(item, answer), item),
            FoldedText(_says(row, answer, width - taken, whole=result.everything)),
        )
    if len(shown) < len(rows):
        table.add_row("", Text(translate("and {count} more (--all)", count=len(rows) - len(shown)), "dim"))
    return table


def _stack(shown: Sequence[_Row], left: int, answer: Verdict) -> RenderableType:
    """Return the same for a narrow screen: effect, provision and title below one another."""
    lines = [
        (
            render(_HOW[row.how]),
            Text("\n").join(
                [
                    in_style(effect_name(row.finding.effect), row.finding.effect),
                    _link(_provision(row.finding, answer), row.finding),
                    _says(row, answer, 0, whole=True),
                ]
            ),
        )
        for row in shown
    ]
    return Group(
        *label_lines(
            [*lines, *([("", Text(translate("and {count} more (--all)", count=left), "dim"))] if left else [])]
        )
    )


def _rows(findings: Iterable[Finding]) -> Iterator[_Row]:
    def of(item: Finding) -> tuple[int, int, str, Effect]:
        return list(_HOW).index(_how(item)), -STRICTNESS[item.effect], item.provision, item.effect

    for _, same in groupby(sorted(findings, key=of), key=of):
        alike = [*same]
        yield _Row(_how(alike[0]), alike[0], tuple(dict.fromkeys(item.entry for item in alike if item.entry)))


def _how(item: Finding) -> _How:
    if item.applies == "no":
        return "does not"
    if item.binds:
        return "applies" if item.applies == "yes" else "may apply"
    return "sleeps" if item.suspension else "later"


def _says(row: _Row, answer: Verdict, room: int, *, whole: bool) -> Text:
    """Return the suspension of a provision, and its title: `whole`, or cut to the width of a row."""
    item, entries = row.finding, row.entries
    title = printable(name_of(item.title))
    many = translate(" ({count} lines)", count=len(entries)) if len(entries) > 1 else ""
    if item.suspension:
        lines = [Text(text, STYLES[item.status]) for text in _window(item, item.suspension, answer)]
    elif row.how == "later" or whole:
        lines = [
            Text(
                translate("{status}, from {day}", status=status(item.status), day=item.in_force_from),
                STYLES[item.status],
            )
        ]
    else:
        lines = []
    if whole:
        lines += [
            Text(title),
            *(Text(text, "dim") for text in (", ".join(entries), missing_facts(item.missing)) if text),
        ]
    elif not lines:
        lines = [Text(cut(title, room - cell_len(many)) + many)]
    return Text("\n").join(lines)


def _window(item: Finding, pause: SuspensionPeriod, answer: Verdict) -> Iterator[str]:
    """Yield the last day of a suspension, and its act."""
    if item.status == "unsettled":
        yield translate("ended {through}? unsettled", through=pause.through)
        yield translate("{by}: {extension}", by=pause.by, extension=extension(pause))
    else:
        yield translate("to {through}, {days} left", through=pause.through, days=days(pause.days_left(answer.on)))
        longer = translate("by {by}; {extension}", by=pause.by, extension=extension(pause))
        yield longer if pause.announced_extension else translate("by {by}", by=pause.by)


def _provision(item: Finding, answer: Verdict) -> str:
    """Return a provision, with whose law it is where that is not the law at home: POLICY for a company's own, say."""
    return f"{item.jurisdiction} {item.provision}" if item.jurisdiction != answer.law.home.id else item.provision


def _link(provision: str, item: Finding) -> Text:
    """Return a provision as a link to the text of its act, where the terminal supports links."""
    address = next((source.url for source in item.sources if source.url), None)
    return Text(provision, f"link {address}" if address else "")
