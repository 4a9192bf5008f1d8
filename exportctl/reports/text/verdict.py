"""A verdict as a compliance officer reads it in five seconds: the decision, why, what sleeps, what would change it, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.engine.cautions import cautions
from exportctl.engine.screening import screening
from exportctl.facts.transaction import option_for
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import asked_for, meant, measures, words_read
from exportctl.reports.text.grid import STYLES, cell, grid, styled, titled
from exportctl.reports.text.party import matches
from exportctl.reports.words.en import EFFECTS, MEANINGS, age, days, extension, missing, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from rich.console import RenderableType

    from exportctl.engine.opinion import Reading
    from exportctl.engine.outlook import NextChange
    from exportctl.engine.verdict import Finding, Verdict
    from exportctl.reports.verdict import Checked


def verdict(result: Checked) -> Iterator[RenderableType]:
    """Yield what rich prints of a verdict; with `everything` also the findings that do not apply."""
    answer, everything = result.verdict, result.everything
    findings = answer.all_findings() if everything else answer.findings
    yield _question(answer)
    yield from words_read(answer.facts.goods)
    yield from meant(answer.law, answer.facts.goods, recognised=answer.recognised)
    yield Padding(_headline(answer), (1, 0, 1, 2), expand=False)
    yield from _parties(answer)
    yield from titled(
        "Controls that apply", _controls([item for item in findings if item.binds and item.applies == "yes"], answer)
    )
    yield from titled(
        "May apply", _controls([item for item in findings if item.binds and item.applies == "unknown"], answer)
    )
    yield from titled("Suspended or not settled", _paused([item for item in findings if item.suspension], answer))
    yield from _announced(findings)
    rest = [item for item in findings if not item.suspension and (not item.binds or item.applies == "no")]
    yield from titled("Not in force, or no matter here" if everything else "Not in force yet", _others(rest))
    yield from titled("What would settle it", _questions(answer))
    yield from measures(result.hints)
    yield _next(answer)
    yield _law(answer, result.today)
    for item in cautions(answer):
        yield Text.assemble(("! ", "yellow"), printable(item.text), f" [{item.code}]")


def _question(answer: Verdict) -> Text:
    law, facts = answer.law, answer.facts
    names = law.places.names
    to = names[facts.to].en if facts.to else "a place not stated"
    line = Text.assemble(
        (printable(facts.goods.item), "bold"), f"  from {names[facts.from_].en} to {to}  on {answer.on}"
    )
    if facts.origin and facts.origin != facts.from_:
        line.append(f"  origin {names[facts.origin].en}")
    if answer.known_on:
        line.append(f"  as known on {answer.known_on}")
    for match in answer.classification.matches:
        certain = "is" if match.truth.value else "may be"
        line.append(
            f"\n  {certain} {match.entry} {printable(law.code_name(match.entry).en)}{asked_for(law, match.entry)}"
        )
        if match.truth.missing:
            line.append(f" (open: {missing(sorted(match.truth.missing))})", "dim")
    if not answer.classification.matches and answer.recognised:
        line.append("\n  matches no entry of the list that this data holds")
    return line


def _headline(answer: Verdict) -> Text:
    text = Text()
    if answer.decision == "undecided":
        text.append("NOT DECIDED", "bold yellow")
        text.append(f"  {_open(answer)}")
    else:
        text.append(EFFECTS[answer.decision].upper(), f"bold {STYLES[answer.decision]}")
        text.append(f"  {MEANINGS[answer.decision].format(of=_authorities(answer))}")
    if answer.worst_case != answer.decision and (answer.covered or answer.worst_case != "no_control_found"):
        text.append("\nworst case: ")
        text.append(EFFECTS[answer.worst_case], STYLES[answer.worst_case])
        text.append(", if what is not known turns out the stricter way")
    if answer.opinion.extended:
        text.append("\n" + ("the readings agree: " if answer.settled else "NOT SETTLED: "), "magenta")
        on_face, extended = answer.opinion.readings
        text.append(f"on its face {_reading(on_face)}; if extended {_reading(extended)}")
    return text


def _open(answer: Verdict) -> str:
    """Return why nothing is decided."""
    if answer.covered:
        return MEANINGS["undecided"]
    return f"Nothing in the data surely controls this, but the data begins on {answer.begins}."


def _parties(answer: Verdict) -> Iterator[RenderableType]:
    """Yield the designations that each name hits on the day."""
    for party in answer.facts.parties:
        found = screening(answer.known, party.hits, answer.on).matches
        role = f"{party.role} " if party.role else ""
        yield from titled(f"On lists: {role}{printable(party.name)}", matches(answer.law, found) if found else None)


def _authorities(answer: Verdict) -> str:
    """Return whose licence is meant: that of the acts that decide."""
    deciding = {
        (item.jurisdiction, item.provision)
        for item in answer.findings
        if item.binds and item.applies == "yes" and item.effect == answer.decision
    }
    found = dict.fromkeys(answer.law.authority_of(provision) for _, provision in sorted(deciding))
    names = [authority.en for authority in found if authority]
    return f" of {' and '.join(names)}" if names else ""


def _reading(reading: Reading | NextChange) -> str:
    decision, worst = EFFECTS[reading.decision], EFFECTS[reading.worst_case]
    return decision if decision == worst else f"{decision} (worst case {worst})"


def _controls(findings: list[Finding], answer: Verdict) -> RenderableType | None:
    table = grid("effect", "provision", "entry", "what it says")
    for item in findings:
        says = cell(item.title.en)
        if item.missing:
            says.append(f"\nopen: {missing(item.missing)}", "dim")
        table.add_row(styled(EFFECTS[item.effect], item.effect), _provision(item, answer), cell(item.entry or ""), says)
    return table if findings else None


def _provision(item: Finding, answer: Verdict) -> Text:
    """Return a provision, with whose law it is where that is not the law at home: POLICY for a company's own, say."""
    foreign = item.jurisdiction != answer.law.home.id
    return cell(f"{item.jurisdiction} {item.provision}" if foreign else item.provision)


def _paused(findings: list[Finding], answer: Verdict) -> RenderableType | None:
    table = grid("effect", "provision", "entry", "suspended by", "last day", "days left")
    for item in findings:
        pause = item.suspension
        if pause is None:
            continue
        left = styled("unsettled", "unsettled") if item.status == "unsettled" else cell(str(pause.days_left(answer.on)))
        effect = styled(EFFECTS[item.effect] + ("" if item.applies == "yes" else "?"), item.effect)
        table.add_row(
            effect, cell(item.provision), cell(item.entry or ""), cell(pause.by), cell(str(pause.through)), left
        )
    return table if findings else None


def _announced(findings: Iterable[Finding]) -> Iterator[Text]:
    """Yield a line for each suspension, with what was announced about its end."""
    for act, pause in sorted({item.suspension.by: item.suspension for item in findings if item.suspension}.items()):
        yield Text(f"{act}: {extension(pause)}")
    if any(item.suspension for item in findings):
        yield Text("")


def _others(findings: list[Finding]) -> RenderableType | None:
    table = grid("effect", "provision", "entry", "status", "from", "applies")
    for item in findings:
        table.add_row(
            cell(EFFECTS[item.effect]),
            cell(item.provision),
            cell(item.entry or ""),
            styled(status(item.status), item.status),
            cell(str(item.in_force_from)),
            cell(item.applies),
        )
    return table if findings else None


def _questions(answer: Verdict) -> RenderableType | None:
    table = grid("state", "could become")
    for item in answer.questions:
        option = option_for(item.fact) or missing([item.fact])
        table.add_row(cell(option), styled(EFFECTS[item.could_become], item.could_become))
    return table if answer.questions else None


def _next(answer: Verdict) -> Text:
    change = answer.next_change
    if change is None:
        return Text("Next change: none is known")
    text = Text.assemble(("Next change: ", "bold"), f"{change.on} ", (_reading(change), STYLES[change.decision]))
    if not change.settled:
        text.append(", not settled", "magenta")
    why = f"because of {', '.join(change.because)}" if change.because else "the first day that the data covers"
    text.append(f", {why} (in {days((change.on - answer.on).days)})")
    return text


def _law(answer: Verdict, today: date | None) -> Text:
    home = answer.law.home
    line = f"Law: data {answer.law.version}, checked through {home.checked_through}"
    return Text(f"{line}, {age(home.checked_through, today)}" if today else line)
