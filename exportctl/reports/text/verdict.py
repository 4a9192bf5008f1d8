"""Print a verdict: the decision, its meaning, the next change, the worst case, the controls, and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from exportctl.effects import STATUSES
from exportctl.engine.gate_policy import STALE
from exportctl.engine.screening import needs_licence_only
from exportctl.engine.situation import are_of_end_user
from exportctl.engine.warnings.provisions import rules_on_goods
from exportctl.engine.warnings.warning import (
    ANSWERS,
    BEFORE_COVERAGE,
    CHINESE_SUPPLY,
    CODE_ALONE,
    CODE_CONFLICT,
    ITEM_LAPSED,
    LAST_DAY,
    LISTED_IMPORT,
    MILITARY_USER,
    NO_HEADING,
    NO_TRANSIT,
    NOT_LISTED_YET,
    NOT_THE_SAME,
    OWNER_LISTED,
    PARTY_NEAR,
    RECIPIENT,
)
from exportctl.facts.registry import PARTY
from exportctl.facts.transaction import DESTINATION_SCOPE, LEGAL_SCOPE, UNANSWERABLE, names_to_compare, option_for
from exportctl.inquiry.figures import options_for
from exportctl.inquiry.phrases import extension_doubt, status_of_listing, status_of_measure
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.names import plain_of
from exportctl.law.scale import DEFAULT_GATE, ExitCode
from exportctl.law.status import DAY
from exportctl.reports.advice import conclusion, next_step
from exportctl.reports.i18n.language import in_same_language, name_of, render, translate
from exportctl.reports.i18n.terms import (
    NOT_CHECKED,
    NOTES,
    date_with_weekday,
    days,
    effect_name,
    missing_facts,
    role,
    with_count,
    worst_case_name,
)
from exportctl.reports.next_command import next_command
from exportctl.reports.printable import printable
from exportctl.reports.text.controls import controls
from exportctl.reports.text.goods import criteria_lines, goods_lines
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import (
    LABEL,
    FoldedText,
    Line,
    assumption,
    headline,
    influence_line,
    law_data,
    under_label,
)
from exportctl.sentences import BilingualName, Sentence, both, either, join, side_by_side, translatable, with_capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.forecast import Change
    from exportctl.engine.screening import PartyMatch
    from exportctl.engine.verdict import Verdict
    from exportctl.engine.warnings.warning import VerdictWarning
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision, Effect
    from exportctl.reports.verdict import GateVerdict

_CRITERIA, _PARTIES = 3, 3
"""The numbers of criteria that a figure may meet, and of hits of a party, that are named; the rest is counted."""
_OWNED_BY: Final = "owned_by"
_AT_GATE: Final[Mapping[int, str]] = {
    ExitCode.FAILED: translatable("{gate}: reached (exit code 1)"),
    ExitCode.OPEN: translatable("{gate}: not reached, but could be (exit code 3)"),
}
"""The outcomes at a gate, by their exit codes."""
_IF_LISTED: Final[Mapping[frozenset[str], str]] = {
    frozenset({PARTY}): translatable(", if a party is on a list; state {options} to settle this"),
    frozenset({_OWNED_BY}): translatable(", if an owner of the end user is on a list; state {options} to settle this"),
    frozenset({PARTY, _OWNED_BY}): translatable(
        ", if a party or an owner of the end user is on a list; state {options} to settle this"
    ),
}
"""The condition of a worst case that depends only on the lists, for the facts that are missing."""
_IN_FULL: Final = frozenset({
    BEFORE_COVERAGE, STALE, NOT_LISTED_YET, NOT_THE_SAME, PARTY_NEAR, ITEM_LAPSED, LAST_DAY, LISTED_IMPORT, MILITARY_USER, RECIPIENT,
    CHINESE_SUPPLY, NO_TRANSIT, *ANSWERS, "entry_contradicted", CODE_CONFLICT, NO_HEADING, OWNER_LISTED, "unread_list", "excluded",
})  # fmt: skip
"""Warnings that can change the answer, which are printed in full; the rest are named in one line."""


class _Answer(NamedTuple):
    """A verdict for a terminal of any width; notes are folded into one line unless `notes` are requested."""

    checked: GateVerdict

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the lines, none wider than the screen."""
        width = options.max_width
        answer = self.checked.verdict
        yield verdict_headline(self.checked)
        yield FoldedText(with_capital(printable(render(conclusion(self.checked)))))
        yield from goods_lines(answer, width - LABEL - 1)
        yield from fact_lines(self.checked)
        if table := [*controls(self.checked, width)]:
            yield from (Text(""), *table, Text(""))
        names_goods = self.checked.decision == "no_control_found" and not self.checked.notes
        other = [*rules_on_goods(answer)] if names_goods else []
        yield from under_label("Other rules", (item.text for item in other))
        yield from self._advice(width - LABEL - 1)
        yield from influence_line(self.checked.influences)
        yield from assumption(answer.assume)
        last = max(answer.on, answer.known_on or answer.on)
        yield law_data(answer.law, self.checked.today, last)
        yield from self._notes([item for item in self.checked.warnings if item not in other])

    def _advice(self, room: int) -> Iterator[Line]:
        """Yield the warnings that can change the answer, what to do, and the next command if it fits in the room."""
        loud = _IN_FULL - {BEFORE_COVERAGE} if self.checked.decision == "undecided" else _IN_FULL
        if self.checked.decision == "no_control_found":
            loud |= {CODE_ALONE}
        if not self.checked.notes:
            for item in self.checked.warnings:
                if item.code in loud:
                    yield Line("Warning", item.text)
        if outcome := gate_outcome(self.checked):
            yield Line("Gate", outcome)
        if step := next_step(self.checked, in_full=False):
            yield Line("To do", in_same_language(render(step)), "bold")
            if command := next_command(self.checked, room):
                yield Line("", command)

    def _notes(self, notes: Sequence[VerdictWarning]) -> Iterator[RenderableType]:
        if self.checked.notes:
            yield from (Line("Note", f"{printable(render(item.text))} [{item.code}]") for item in notes)
            yield from (Line("To measure", hint) for hint in self.checked.hints)
            return
        hints = [translate("what entries ask of such goods")] if self.checked.hints else []
        unchecked, others = _kinds(NOT_CHECKED, notes), [*_kinds(NOTES, notes), *hints]
        if unchecked and others:
            more = [translate("1 note") if len(others) == 1 else translate("{count} notes", count=len(others))]
            yield _in_one_line(translatable("Not checked"), [*unchecked, *more])
        elif unchecked or others:
            yield _in_one_line(translatable("Not checked") if unchecked else translatable("Notes"), unchecked or others)


def verdict(result: GateVerdict) -> Iterator[RenderableType]:
    """Yield a verdict for rich; with `everything` also the findings that do not apply, and nothing is shortened."""
    yield _Answer(result)


def _kinds(kinds: Mapping[str, str], notes: Sequence[VerdictWarning]) -> list[str]:
    """Return the kinds of some notes, with the number of each."""
    codes = [item.code for item in notes]
    return [with_count(words, codes.count(code)) for code, words in kinds.items() if code in codes]


def _in_one_line(label: str, names: Sequence[str]) -> Line:
    """Return a line that names what --notes prints."""
    return Line(label, translate("{notes}; --notes", notes=join(names)), "dim")


def verdict_headline(result: GateVerdict) -> RenderableType:
    """Return the decision, the goods, the route and the day."""
    doubt, parts = headline_parts(result)
    return headline(effect_name(result.decision), STYLES[result.decision], *parts, doubt=doubt)


def headline_parts(result: GateVerdict) -> tuple[str, list[str]]:
    """Return the doubt about the decision, and in parts the goods, with the company's own number, the route and the day."""
    answer = result.verdict
    law, facts = answer.law, answer.facts
    names = law.places.names
    doubt = render(extension_doubt(answer.assume)) if result.depends_on_extension else ""
    to = name_of(names[facts.to]) if facts.to else translate("destination not stated")
    route = translate("{from_} -> {to}", from_=name_of(names[facts.from_]), to=to)
    goods = facts.goods
    named = f"{goods.sku}: {goods.item}" if goods.sku not in ("", goods.item) else goods.item
    parts = [printable(named), route, date_with_weekday(answer.on)]
    if facts.origin and facts.origin != facts.from_:
        parts.append(translate("origin {origin}", origin=name_of(names[facts.origin])))
    if answer.known_on:
        parts.append(translate("as known on {day}", day=min(answer.known_on, law.home.checked_through)))
    return doubt, parts


def gate_outcome(checked: GateVerdict) -> str:
    """Return a gate other than the usual one, and why the exit code is not 0; empty if it is 0."""
    words = _AT_GATE.get(checked.exit_code)
    if words is None or checked.gate == DEFAULT_GATE:
        return ""
    return Sentence(words, gate=effect_name(checked.gate))


def fact_lines(checked: GateVerdict) -> Iterator[Line]:
    """Yield labelled lines: the next change, the permits, the worst case, the criteria that a figure may meet, and the parties."""
    answer = checked.verdict
    if change := checked.next_change:
        yield Line("Next change", _next(change, checked))
    yield from under_label("Covered by", permit_lines(checked))
    if answer.questions or checked.worst_case != checked.decision:
        yield Line("Worst case", _worst(checked))
    most = None if checked.everything else _CRITERIA
    yield from criteria_lines(answer.law, answer.facts.goods, answer.classification.matches, most)
    yield from _parties(checked)


def permit_lines(result: GateVerdict) -> Iterator[Text]:
    """Yield a line for each licence and waiver: its coverage, and its last day."""
    law = result.verdict.law
    for item in result.answered_by:
        covered: list[str] = [citation(law, provision) for provision in item.provisions]
        if item.undecided:
            covered.append(Sentence("open questions about the goods"))
        who = f" ({item.by.approved_by})" if item.by.kind == "waiver" else ""
        by, through = item.by.name, item.by.through
        words = translate(
            "{by}{who}, through {through}: {covered}", by=by, who=who, through=through, covered=join(covered)
        )
        text = Text(printable(words))
        if result.code and not result.is_covered:
            text.append(translate("; other findings still reach the gate"), "yellow")
        yield text


def _parties(checked: GateVerdict) -> Iterator[Line]:
    """Yield a line for each hit of each party, of many hits the first unless all is shown; a party without hits is named as well.

    Beside the answer that no control was found, a listing in force does not reach the goods: most reach dual-use items only.
    """
    answer = checked.verdict
    reaches = checked.decision != "no_control_found"
    in_table = {item.provision for item in answer.findings}
    for party, matches in answer.party_matches:
        who = printable(f"{role(party.role)} {party.name}" if party.role else party.name)
        if not matches:
            yield Line("Party", translate("{who}: not on any list of the law data", who=who))
        shown = matches if checked.everything else matches[:_PARTIES]
        statuses = {item.status for item in matches if item.hit.certain}
        for same in by_key(((_listed_party(item), item) for item in shown), list).values():
            lines = [
                _listing(
                    answer.law,
                    item,
                    reaches=reaches,
                    in_table=item.hit.listing.provision in in_table,
                    needs_licence=item.hit.certain
                    and needs_licence_only(answer.law, item.hit.listing.act, statuses, answer.assume),
                )
                for item in same
            ]
            yield Line("Party", Text(_certainty(who, same[0])).append(Text(translate("; ")).join(lines)))
        if more := len(matches) - len(shown):
            yield Line("", translate("and {count} more (exportctl party)", count=more), "dim")


def _listing(law: Register, item: PartyMatch, *, reaches: bool, in_table: bool, needs_licence: bool) -> Text:
    """Return the list, the act and the status of a listing, and whether its measures were read and reach the goods.

    A suspension has its act and last day here, unless the table of controls has them.
    """
    hit = item.hit
    list_, act = name_of(law.list_name(hit.listing.list)), act_citation(law, hit.listing.act)
    pause = None if in_table else item.suspension
    words: str = STATUSES[item.status]
    if pause:
        words = status_of_measure(law, item.status, pause.by, str(pause.through))
    elif item.ended_on:
        words = status_of_measure(law, item.status, "", str(item.ended_on - DAY))
    shown = render(status_of_listing(words, needs_licence=needs_licence))
    details = translate("{list}, {act}, {status}", list=list_, act=act, status=shown)
    line = Text.assemble((printable(details), STYLES[item.status]))
    if not (hit.certain or hit.is_related or hit.similar):
        line.append(translate("; its measures were not read"))
    elif item.status == "in_force" and hit.certain and item.effect == "no_control_found":
        line.append(translate("; the law data holds no measure against exports to it"))
    elif item.status == "in_force" and hit.certain and not reaches:
        line.append(translate("; its measures do not reach these goods"))
    return line


def _listed_party(item: PartyMatch) -> tuple[bool, bool, str]:
    """Return how certainly a party is a listed one, and the name of that one, which acts print with other punctuation or case."""
    return (
        item.hit.is_related,
        item.hit.similar,
        plain_of(item.hit.listing.party.name.en or name_of(item.hit.listing.party.name)),
    )


def _certainty(who: str, item: PartyMatch) -> str:
    """Return how certainly a party is a listed one, in words."""
    hit, party = item.hit, printable(name_of(item.hit.listing.party.name))
    is_same = printable(hit.name) == party
    if hit.is_related:
        return translate("{who} is related to {party}, which is listed: ", who=who, party=party)
    if hit.similar:
        return translate("{who} has a name similar to {party}: ", who=who, party=party)
    if is_same:
        return translate("{who}: ", who=who)
    return translate("{who} is {party}: ", who=who, party=party)


def _next(change: Change, result: GateVerdict) -> Text:
    """Return the day and the outcome of the next change of the answer."""
    answer = result.verdict
    text = Text(translate("{day} (in {days}): ", day=change.on, days=days((change.on - answer.on).days)))
    if (change.decision, change.worst_case, change.settled) == (result.decision, result.worst_case, answer.settled):
        return text.append(printable(render(join([*_company_changes(change), *_law_changes(change, answer)]))))
    outcome = effect_name(change.decision)
    if change.worst_case not in (result.worst_case, change.decision):
        outcome = translate("{decision} (worst case: {worst})", decision=outcome, worst=effect_name(change.worst_case))
    text.append(outcome, STYLES[change.decision])
    if not change.settled:
        text.append(render(extension_doubt(answer.assume)))
        if answer.assume == "extended" and (other := _on_face(change.on, result)) != change.decision:
            text.append(translate("; otherwise ")).append(effect_name(other), STYLES[other])
    elif not answer.settled:
        text.append(translate(", confirmed"))
    causes = [*_company_changes(change), *joint_citation(answer.law, change.by_law).items]
    because = side_by_side(causes) if causes else Sentence("the law data begins")
    return text.append(printable(translate(" ({because})", because=because)))


def _on_face(day: date, result: GateVerdict) -> Decision:
    """Return the decision of a later day if the suspensions end as published."""
    return result.apply_policy(result.verdict.on_day(day).result.on_face.decision)


def _company_changes(change: Change) -> list[str]:
    """Return the licences, waivers and other decisions of the company that end or begin with a change."""
    ends = (Sentence("{name} ends", name=name) for name in change.ends)
    return [*ends, *(Sentence("{name} begins", name=name) for name in change.begins)]


def _law_changes(change: Change, answer: Verdict) -> list[str]:
    """Return the provisions that change on a day on which the headline stays the same."""
    return [Sentence("{name} changes", name=citation(answer.law, name)) for name in change.by_law]


def _worst(result: GateVerdict) -> Text:
    """Return the worst case, and the options that settle it."""
    answer, worst = result.verdict, result.worst_case
    text = Text.assemble((worst_case_name(answer, worst), STYLES[worst]))
    if answer.facts.to is None and not answer.may_be_anything:
        return text.append(translate("; it depends on the destination"))
    if result.decision == "undecided":
        return text
    for effect, same in groupby(answer.questions, key=lambda item: item.could_become):
        facts = [*dict.fromkeys(item.fact for item in same)]
        if effect != worst and (worst, effect) != ("undecided", "prohibited"):
            text.append(translate("; otherwise ")).append(effect_name(effect), STYLES[effect])
        text.append("".join(_conditions(answer, effect, facts)))
    return text


def _conditions(answer: Verdict, effect: Effect, facts: list[str]) -> Iterator[str]:
    """Yield what an effect still depends on: the missing facts, and the options that state them."""
    covers_place = DESTINATION_SCOPE in facts
    if compared := names_to_compare(answer.facts.parties) if PARTY in facts else []:
        yield translate(", if a listing applies to {names}", names=printable(render(either(compared))))
    apart = {DESTINATION_SCOPE, *([PARTY] if compared else [])}
    facts = [fact for fact in facts if fact not in apart]
    is_military = bool(facts) and are_of_end_user(facts) and _turns_on_military_use(answer, effect)
    if covers_place:
        yield _if_act_covers_place(answer, effect, military=facts if is_military else ())
    if facts == [LEGAL_SCOPE]:
        yield translate("; the wording of the act leaves this open")
    elif is_military:
        if not covers_place:
            yield translate(", if {options} is military", options=either(map(option_for, facts)))
    elif items := options_for(answer.law, answer.facts.goods, answer.classification.matches, facts).items:
        options = both(items)
        if compared:
            yield translate("; otherwise state {options} to settle this", options=options)
        elif on_list := _IF_LISTED.get(frozenset(facts)):
            yield translate(on_list, options=options)
        else:
            yield translate("; state {options} to settle this", options=options)
    if unread := [fact for fact in facts if fact in UNANSWERABLE]:
        yield translate(", because of {reason}", reason=missing_facts(unread))


def _if_act_covers_place(answer: Verdict, effect: Effect, military: Sequence[str]) -> str:
    """Return that an effect needs an act to cover a destination that belongs to a country that the act names, and military facts."""
    provisions = [
        item.provision for item in answer.findings if item.effect == effect and DESTINATION_SCOPE in item.missing
    ]
    provisions = [*dict.fromkeys(provisions)]
    if len(provisions) > 1:
        words = translatable(", if {controls} cover {place}")
        with_use = translatable(", if {controls} cover {place} and {options} is military")
    else:
        words = translatable(", if {controls} covers {place}")
        with_use = translatable(", if {controls} covers {place} and {options} is military")
    return translate(
        with_use if military else words,
        controls=both(joint_citation(answer.law, provisions).items),
        place=BilingualName(*answer.law.places.names[answer.facts.to or ""]),
        options=either(map(option_for, military)),
    )


def _turns_on_military_use(answer: Verdict, effect: Effect) -> bool:
    """Return whether every provision that may have an effect has it for military end users and end uses only."""
    possible = {item.provision for item in answer.findings if item.applies == "unknown" and item.effect == effect}
    return bool(possible) and all(answer.law_index.turns_on_military_use(pid, effect) for pid in possible)
