"""The conclusion of an answer in a sentence or two, and what to do next, in words for people."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES, PROHIBITED_BY
from exportctl.engine.warnings import CODE_CONFLICT
from exportctl.facts.transaction import UNANSWERABLE, option_for
from exportctl.law.citations import act_citation, joint_citation
from exportctl.sentences import Called, Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.findings import Finding, SuspensionPeriod
    from exportctl.reports.verdict import Checked

_PARAM: Final = "--param "
_PROPERTIES, _CONTROLS = 2, 3
"""The number of measured properties and of controls that a sentence names."""
_ITEM: Final = 40
"""The length up to which a command repeats the goods."""
_ROUTE: Final = frozenset({"goods", "to", "from_", "origin"})
"""The facts that are checked one by one."""


def conclusion(checked: Checked) -> str:
    """Return the meaning of the decision, and, if an extension of a suspension is unconfirmed, its effect on the decision."""
    answer = checked.verdict
    if answer.decision == "undecided" and not answer.covered:
        return Sentence("The law data begins on {begins}; earlier controls are missing.", begins=answer.covered_from)
    if answer.decision != checked.decision:
        return Sentence("The law data is older than --max-age allows, so it clears no goods.")
    meaning = _meaning(checked)
    ended = _unconfirmed_suspensions(checked)
    if answer.settled or not ended:
        return meaning
    controls = joint_citation(answer.law, dict.fromkeys(item.provision for item, _ in ended[:_CONTROLS]))
    day = ended[0][1].through
    if not checked.depends_on_extension:
        return Sentence(
            "{meaning} The worst case depends on whether the suspension of {controls} was extended.",
            meaning=meaning,
            controls=controls,
        )
    on_face, extended = (checked.apply_policy(reading.decision) for reading in answer.result.readings)
    if answer.assume == "extended":
        return Sentence(
            "If the suspension of {controls}, published through {day}, was extended: {meaning} If not: {otherwise}. {known}",
            controls=controls,
            day=day,
            meaning=meaning,
            otherwise=APPEARANCES[on_face].label,
            known=_knowledge(ended[0][1]),
        )
    return Sentence(
        "As published, the suspension of {controls} ended on {day}: {meaning} "
        "If extended (--assume extended): {otherwise}. {known}",
        controls=controls,
        day=day,
        meaning=meaning,
        otherwise=APPEARANCES[extended].label,
        known=_knowledge(ended[0][1]),
    )


def next_step(checked: Checked) -> str:
    """Return the next step: confirm an extension, state a fact, apply, or stop; empty if no step is left."""
    steps = [*_steps(checked)]
    if len(steps) > 1:
        return Sentence("{first} {second}", first=steps[0], second=steps[1])
    return steps[0] if steps else ""


def steps_command(checked: Checked) -> str:
    """Return the command that prints all steps; dots replace long goods and the other options of the question.

    It is empty while the question lacks facts that the steps depend on (the destination, recognised goods, a covered
    day), if the export is prohibited, and while an extension is unconfirmed, because its confirmation is the first
    step.
    """
    answer = checked.verdict
    if (
        answer.facts.to is None
        or not answer.settled
        or checked.decision == "prohibited"
        or (answer.decision == "undecided" and not (answer.recognised and answer.covered))
    ):
        return ""
    facts, goods = answer.facts, answer.facts.goods
    item = goods.sku or goods.item
    words = ["exportctl steps", quote(item) if len(item) <= _ITEM else "..."]
    words += ["--to", facts.to] if facts.to else []
    words += ["--on", answer.on.isoformat()] if checked.today not in (None, answer.on) else []
    words += ["--assume", answer.assume] if answer.assume != "on-face" else []
    others = [value for name, value in facts._asdict().items() if name not in _ROUTE]
    others += [facts.from_ != answer.law.home.id, answer.known_on, goods.hs_code, goods.entries is not None]
    others += [goods.forms, goods.params, goods.composition.stated]
    return " ".join([*words, *(["..."] if any(others) else [])])


def authorities(checked: Checked) -> str:
    """Return the authorities that grant the licence under the deciding provisions."""
    answer = checked.verdict
    deciding = {item.provision for item in _decisive_findings(checked)}
    names = dict.fromkeys(answer.law.authority_of(provision) for provision in sorted(deciding))
    return both(Called(name.en or name.zh, name.zh) for name in names if name) or Sentence("The licensing authority")


def options_for(facts: Iterable[str]) -> str:
    """Return the options that state some facts, with the first measured properties last: --end-use, --param purity."""
    names = [*dict.fromkeys(option_for(fact) for fact in facts if fact not in UNANSWERABLE)]
    properties = [name for name in names if name.startswith(_PARAM)]
    return join([*(name for name in names if not name.startswith(_PARAM)), *properties[:_PROPERTIES]])


def _meaning(checked: Checked) -> str:
    """Return the meaning of the decision: who licenses or refuses the export, or which provisions prohibit it."""
    answer = checked.verdict
    if answer.decision == "prohibited":
        deciding = [*_decisive_findings(checked)]
        by = [item for item in deciding if item.status == "in_force"] or [
            item for item in deciding if item.status == "unsettled"
        ]
        if controls := [*dict.fromkeys(item.provision for item in by)][:_CONTROLS]:
            return Sentence(PROHIBITED_BY, controls=joint_citation(answer.law, controls))
    return Sentence(APPEARANCES[answer.decision].meaning, who=authorities(checked))


def _decisive_findings(checked: Checked) -> Iterator[Finding]:
    """Yield the findings with the effect of the decision that surely apply."""
    answer = checked.verdict
    return (item for item in answer.findings if item.binds and item.applies == "yes" and item.effect == answer.decision)


def _steps(checked: Checked) -> Iterator[str]:
    answer, decision = checked.verdict, checked.decision
    if answer.facts.to is None:
        yield Sentence("State --to: the destination can change this answer.")
        return
    ended = _unconfirmed_suspensions(checked)
    if ended and not answer.settled:
        act = act_citation(answer.law, ended[0][1].by)
        where = answer.law.jurisdiction_of(ended[0][0].provision).publishes_at
        yield (
            Sentence("Was {act} extended? See {where}", act=act, where=where)
            if where
            else Sentence("Check whether {act} was extended.", act=act)
        )
    elif decision == "undecided" and not answer.covered:
        yield Sentence("Check a later day.")
    elif decision == "undecided" and any(item.code == CODE_CONFLICT for item in answer.warnings):
        yield Sentence("Correct --hs-code, or state --entry CODE or --entry none.")
    elif decision == "undecided" and not answer.recognised:
        yield Sentence("Use other words, or state --entry CODE or --entry none.")
    elif decision == "undecided" and (missing := options_for(item.fact for item in answer.questions)):
        yield Sentence("State {options}.", options=missing)
        if "--entry" not in missing:
            yield Sentence("Or state --entry CODE or --entry none.")
    elif decision == "undecided":
        yield Sentence("Compare the goods with the lists that the law data does not hold in full.")
    elif not checked.is_covered and (advice := APPEARANCES[decision].advice):
        yield Sentence(advice, who=authorities(checked))


def _unconfirmed_suspensions(checked: Checked) -> list[tuple[Finding, SuspensionPeriod]]:
    """Return the findings whose suspension may have been extended, with it: those that surely apply, or else all."""
    unsettled = [
        (item, item.suspension)
        for item in checked.verdict.findings
        if item.status == "unsettled" and item.suspension is not None
    ]
    return [pair for pair in unsettled if pair[0].applies == "yes"] or unsettled


def _knowledge(pause: SuspensionPeriod) -> str:
    """Return the extensions of a suspension in the law data, in words."""
    if pause.announced_extension is None:
        return Sentence("The law data holds no extension.")
    through = pause.announced_extension.through
    return Sentence("An extension through {through} was announced; the law data holds no act.", through=through)
