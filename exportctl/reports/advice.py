"""The conclusion of an answer in a sentence or two, and what to do next, in words for people."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES, PROHIBITED_BY
from exportctl.engine.warnings.warning import CODE_CONFLICT
from exportctl.facts.registry import FACTS, ITEM
from exportctl.facts.transaction import Transaction, option_for
from exportctl.law.citations import act_citation, joint_citation
from exportctl.law.grouping import by_key, unique
from exportctl.law.scale import LICENSABLE, UNDER_LICENCE
from exportctl.reports.options import PARAM, options_for
from exportctl.sentences import Called, Clause, Sentence, both, paragraph, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from exportctl.engine.findings import Finding, SuspensionPeriod
    from exportctl.engine.verdict import Verdict
    from exportctl.facts.registry import Fact
    from exportctl.law.register import Register
    from exportctl.reports.verdict import Checked

    _Unconfirmed = tuple[str, SuspensionPeriod]

_CONTROLS: Final = 3
"""The number of controls that a sentence names."""
_OF_GOODS: Final = tuple(fact.option for fact in FACTS if fact.of_goods and fact.field != ITEM)
"""The options in whose place an own classification settles what the goods are."""
_NAME: Final = frozenset({"item", "description"})
"""The missing facts that a more precise name of the goods may settle."""
_COMMAND: Final = 67
"""The length up to which a command fits on one line of 80 columns, so that people copy all of it."""
_AS_PUBLISHED: Final = (
    translatable("As published, {ended}: {meaning} {if_extended}: {otherwise}."),
    translatable(
        "As published, {ended}, so these goods may be controlled: more information is needed. {if_extended}: {otherwise}."
    ),
)
"""The conclusion on the published last day of a suspension: with the meaning of the decision, or undecided."""
_IF_EXTENDED: Final = (
    translatable(
        "If the suspension of {controls}, published through {days}, was extended: {meaning} If not: {otherwise}."
    ),
    translatable(
        "If the suspension of {controls}, published through {days}, was extended, more information is still needed: these "
        "goods may be controlled. If not: {otherwise}."
    ),
)
"""The same on an extended suspension."""


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
    if checked.depends_on_extension:
        announced = _announcements(checked, [pause for _, pause in ended])
        return paragraph([_both_outcomes(checked, meaning, ended), *announced])
    return Sentence(
        "{meaning} The worst case depends on whether the suspension of {controls} was extended.",
        meaning=meaning,
        controls=_controls_of(answer.law, ended),
    )


def _both_outcomes(checked: Checked, meaning: str, ended: Sequence[_Unconfirmed]) -> str:
    """Return the decision under the assumed reading of the suspensions, with its meaning, and that under the other reading."""
    answer = checked.verdict
    on_face, extended = (checked.apply_policy(reading.decision) for reading in answer.result.readings)
    assumed, other = (extended, on_face) if answer.assume == "extended" else (on_face, extended)
    decided, undecided = _IF_EXTENDED if answer.assume == "extended" else _AS_PUBLISHED
    by_day = by_key(((pause.through, provision) for provision, pause in ended[:_CONTROLS]), unique)
    first, *others = [(day, joint_citation(answer.law, provisions)) for day, provisions in by_day.items()]
    clauses = [
        Sentence("the suspension of {controls} ended on {day}", controls=first[1], day=first[0]),
        *(Sentence("that of {controls} on {day}", controls=names, day=day) for day, names in others),
    ]
    return Sentence(
        undecided if assumed == "undecided" else decided,
        ended=side_by_side(clauses),
        if_extended=Sentence("If all were extended") if others else Sentence("If extended"),
        controls=_controls_of(answer.law, ended),
        days=both(map(str, by_day)),
        meaning=Clause(meaning),
        otherwise=APPEARANCES[other].label,
    )


def _controls_of(law: Register, ended: Sequence[_Unconfirmed]) -> str:
    """Return the citations of the first suspended provisions."""
    return joint_citation(law, dict.fromkeys(provision for provision, _ in ended[:_CONTROLS]))


def _no_export(answer: Verdict) -> str:
    """Return that goods to the home jurisdiction do not leave it, or that nothing controls their way to it."""
    home = Called(*answer.law.places.names[answer.law.home.id])
    if answer.facts.from_ == answer.law.home.id:
        return Sentence(
            "Goods that stay in {home} are not exported, unless foreign persons receive them (--supplied-to foreign). If "
            "they go on, state the final destination.",
            home=home,
        )
    return Sentence(
        "This export is to {home}; the law data holds no control on it. This is not a permission.", home=home
    )


def next_step(checked: Checked) -> str:
    """Return the next steps: confirm an extension, state a fact, apply, or stop; empty if no step is left."""
    steps = [*_steps(checked)]
    return paragraph(steps) if steps else ""


def next_command(checked: Checked) -> str:
    """Return the command that prints more for the same question, or, if it is too long for a line, how to write it.

    It lists the figures to measure if one would settle the answer, else all steps. It is empty while the question lacks
    facts that the steps depend on (the destination, recognised goods, a covered day), if the export is prohibited, while
    an extension is unconfirmed, because its confirmation is the first step, if the law data must be updated first, and
    if a table of holdings was read, which the other commands do not take.
    """
    answer, question = checked.verdict, checked.question
    if question is None or question.to is None or answer.facts.chains is not None:
        return ""
    trusted = ["--trust-descriptions"] if answer.facts.goods.trusted else []
    is_open = checked.decision == "undecided" and not (answer.recognised and answer.covered)
    if is_open or checked.decision != answer.decision:
        return ""
    if checked.decision == "undecided" and any(option_for(item.fact).startswith(PARAM) for item in answer.questions):
        facts = [fact for fact in FACTS if fact.of_goods or fact.kind == "day"]
        options = _stated_options(question, facts, checked.today)
        command = " ".join(["exportctl classify", quote(question.item), *options, *trusted, "--questions"])
        too_long = Sentence(
            "To see what to measure, write classify instead of check in this command, and add --questions."
        )
    elif answer.settled and checked.decision != "prohibited":
        assumed = [f"--assume {answer.assume}"] if answer.assume != "on-face" else []
        options = _stated_options(question, FACTS, checked.today)
        command = " ".join(["exportctl steps", quote(question.item), *options, *trusted, *assumed])
        too_long = Sentence("To see all steps, write steps instead of check in this command.")
    else:
        return ""
    return command if len(command) <= _COMMAND else too_long


def authorities(checked: Checked) -> str:
    """Return the authorities that grant the licence under the deciding provisions."""
    answer = checked.verdict
    deciding = {item.provision for item in _decisive_findings(checked)}
    granting = dict.fromkeys(answer.law.authority_of(provision) for provision in sorted(deciding))
    names = [Called(name.en or name.zh, name.zh) for name in granting if name]
    return both(name for name in names if not _is_named_more_fully(name, names)) or Sentence("The licensing authority")


def _is_named_more_fully(name: str, names: Iterable[str]) -> bool:
    """Return whether another name is this one with more details, as MIIT with the condition for chemicals of class 1."""
    return any(other != name and other.startswith(name) for other in names)


def _stated_options(question: Transaction, facts: Iterable[Fact], today: date | None) -> Iterator[str]:
    """Yield the options that state some facts of a question besides its goods; today is not stated."""
    for fact in facts:
        value = getattr(question, fact.field)
        if fact.field == ITEM or value == Transaction._field_defaults.get(fact.field):
            continue
        if fact.field != "on" or value != today:
            for text in value if isinstance(value, tuple) else (value,):
                yield f"{fact.option} {quote(str(text))}"


def _meaning(checked: Checked) -> str:
    """Return the meaning of the decision: who licenses or refuses the export, or which provisions prohibit it."""
    answer = checked.verdict
    if answer.decision == "no_control_found" and answer.facts.to == answer.law.home.id:
        return _no_export(answer)
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
    """Yield the next steps; the confirmation of an extension is the first if the decision depends on it."""
    answer = checked.verdict
    if answer.facts.to is None:
        yield Sentence("State --to: the destination can change this answer.")
        return
    is_open = not answer.settled or checked.decision == "undecided"
    ended = _unconfirmed_suspensions(checked) if is_open else []
    decisive = bool(ended) and checked.depends_on_extension
    if not decisive:
        yield from _advice(checked)
    if ended:
        acts = [act_citation(answer.law, act) for act in dict.fromkeys(pause.by for _, pause in ended)]
        where = answer.law.jurisdiction_of(ended[0][0]).publishes_at
        yield _question_of_extension(acts, where)
        if decisive:
            yield from _advice_on_extension(checked, Sentence("If all were") if len(acts) > 1 else Sentence("If so"))


def _question_of_extension(acts: Sequence[str], where: str | None) -> str:
    """Return the question whether acts were extended, with the address where the issuer publishes, if it is known."""
    if not where:
        return Sentence("Check whether {act} was extended.", act=both(acts))
    if len(acts) > 1:
        return Sentence("Were {acts} extended? See {where}.", acts=both(acts), where=where)
    return Sentence("Was {act} extended? See {where}.", act=acts[0], where=where)


def _advice_on_extension(checked: Checked, if_so: str) -> Iterator[str]:
    """Yield what to do if the suspensions were extended, and if they were not."""
    answer = checked.verdict
    first, *further = [*_advice(checked)] or [""]
    advice = paragraph([Clause(first), *further])
    if answer.assume == "extended":
        if advice:
            yield Sentence("{if_so}: {advice}", if_so=if_so, advice=advice)
        return
    yield Sentence("{if_so}, ask again (--assume extended).", if_so=if_so)
    if checked.decision == "undecided" and advice:
        yield Sentence("If not: {advice}", advice=advice)
    elif checked.decision in (*UNDER_LICENCE, "prohibited") and not checked.is_covered:
        yield Sentence("Until you know, do not ship.")


def _advice(checked: Checked) -> Iterator[str]:
    """Yield what the exporter does about the decision: state a fact, apply for a licence, or not export."""
    answer, decision = checked.verdict, checked.decision
    if decision == "undecided":
        yield from _advice_on_open_answer(checked)
    elif not checked.is_covered and (advice := APPEARANCES[decision].advice):
        routes = [*_steps_with_listed_party(checked)] if answer.facts.parties else []
        if decision == "prohibited" and routes:
            yield Sentence("Do not export. Check that your party is the listed one.")
        else:
            yield Sentence(advice, who=authorities(checked))
        if decision == "prohibited":
            yield from _steps_despite_prohibition(answer)
        yield from routes


def _advice_on_open_answer(checked: Checked) -> Iterator[str]:
    """Yield what would settle an undecided answer: another day, newer law data, other words, or a fact."""
    answer = checked.verdict
    if not answer.covered:
        if answer.on < answer.covered_from:
            yield Sentence("Check {day} or a later day.", day=answer.covered_from)
        else:
            yield Sentence("State {day} or a later day as --known-on, or leave it out.", day=answer.covered_from)
    elif answer.decision != "undecided":
        yield Sentence("Update the law data and ask again; exportctl data status shows how.")
    elif any(item.code == CODE_CONFLICT for item in answer.warnings):
        yield Sentence("Correct --hs-code, or state --entry CODE or --entry none.")
    elif not answer.recognised:
        yield Sentence("Use other words, or state --entry CODE or --entry none.")
    elif missing := options_for(
        answer.law, answer.facts.goods, answer.classification.matches, (item.fact for item in answer.questions)
    ):
        yield from _facts_to_state(missing, is_name_open=not _NAME.isdisjoint(item.fact for item in answer.questions))
    else:
        yield Sentence("Compare the goods with the lists that the law data does not hold in full.")


def _steps_despite_prohibition(answer: Verdict) -> Iterator[str]:
    """Yield the first steps that a prohibition leaves: who else may export the goods, or how to learn whether it still applies."""
    from exportctl.procedure.steps import first_requirements, steps_of  # noqa: PLC0415 - most answers prohibit nothing

    for item in first_requirements(step.requirement for step in steps_of(answer)):
        # The confirmation of an extension has its own sentence.
        if item.brief and item.when.unsettled is None and not LICENSABLE.isdisjoint(item.effects):
            yield Called(item.brief.en or "", item.brief.zh)


def _steps_with_listed_party(checked: Checked) -> Iterator[str]:
    """Yield what a listed party changes: the special case for one on the control list, the one route for one on the watch list.

    Of a prohibited export, only what the list itself leaves open: a special case lifts no other prohibition.
    """
    from exportctl.procedure.steps import steps_of  # noqa: PLC0415 - few answers concern a party

    answer = checked.verdict
    prohibiting = {item.provision for item in _decisive_findings(checked) if item.effect == "prohibited"}
    listings = [hit.listing for party in answer.facts.parties for hit in party.hits]
    for item in (step.requirement for step in steps_of(answer)):
        if item.brief and item.when.party_list and not item.condition:
            its = {listing.provision for listing in listings if listing.list in item.when.party_list}
            if prohibiting <= its:
                yield Called(item.brief.en or "", item.brief.zh)


def _facts_to_state(options: str, *, is_name_open: bool) -> Iterator[str]:
    """Yield which options to state, and which name or classification of one's own would settle the answer in their place."""
    if options == "--entry" and is_name_open:
        yield Sentence("Name the goods more precisely, or state --entry CODE or --entry none.")
        return
    if options == "--entry":
        yield Sentence("State --entry CODE or --entry none.")
        return
    yield Sentence("State {options}.", options=options)
    if "--entry" in options:
        yield Sentence("--entry takes a control code or none.")
    elif any(option in options for option in _OF_GOODS):
        yield Sentence("Or state --entry CODE or --entry none.")


def _unconfirmed_suspensions(checked: Checked) -> list[_Unconfirmed]:
    """Return the provisions whose suspension may have been extended, where they surely apply, or else where they may."""
    unsettled = checked.verdict.unsettled_findings
    decisive = [item for item in unsettled if item.applies == "yes"] or unsettled
    return [(item.relies_on or item.provision, item.suspension) for item in decisive if item.suspension is not None]


def _announcements(checked: Checked, suspensions: Iterable[SuspensionPeriod]) -> Iterator[str]:
    """Yield whether an extension of each suspension was announced, whether its act was named, and whether it would be over.

    That none was announced is left out unless notes are requested, or an extension of another act was announced.
    """
    law, on = checked.verdict.law, checked.verdict.on
    extensions = {pause.by: pause.announced_extension for pause in suspensions}
    for by, announced in extensions.items():
        act = act_citation(law, by)
        if announced is None:
            if checked.notes or any(extensions.values()):
                yield Sentence("No extension of {act} was announced.", act=act)
            continue
        extension = (
            Sentence(
                "An extension through {through} was announced without naming {act}", through=announced.through, act=act
            )
            if announced.is_inferred
            else Sentence("An extension of {act} through {through} was announced", through=announced.through, act=act)
        )
        if announced.through < on:
            yield Sentence(
                "{extension}; it would have ended before this day. The law data holds no act.", extension=extension
            )
        else:
            yield Sentence("{extension}; the law data holds no act.", extension=extension)
