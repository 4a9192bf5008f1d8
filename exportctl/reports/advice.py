"""The conclusion of an answer in a sentence or two, and what to do next, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.effects import APPEARANCES, PROHIBITED_BY
from exportctl.engine.warnings.parties import has_listed_group
from exportctl.engine.warnings.warning import CODE_CONFLICT, ITEM_LAPSED, OWNER_LISTED
from exportctl.facts.registry import ITEM, PARTY
from exportctl.facts.transaction import (
    DESTINATION_SCOPE,
    LEGAL_SCOPE,
    OF_NAME,
    UNANSWERABLE,
    names_to_compare,
    stating_fact,
)
from exportctl.facts.wording import goods_in_list
from exportctl.inquiry.decisions import (
    PARTY_MAY_BE_LISTED,
    TOO_OLD,
    advice_on,
    asks_only_for_party,
    licensors,
    meaning_of,
    no_export,
    use_of_licences,
)
from exportctl.inquiry.figures import options_for
from exportctl.inquiry.phrases import (
    COMPANY_OF_GROUP,
    QUESTION_OF_OWNERS,
    WAIVED,
    caution_on_last_day,
    comparison_of_names,
    comparison_with_unread_lists,
    if_last_day_is_included,
    own_classification,
    question_for_each,
    steps_until_confirmed,
    unless_extended,
    unless_on_unread_list,
)
from exportctl.law.citations import joint_citation
from exportctl.law.procedure import Requirement, own_lists
from exportctl.law.scale import EFFECTS, LICENSABLE, REFUSED
from exportctl.procedure.steps import first_requirements, steps_of
from exportctl.reports import extensions
from exportctl.sentences import BilingualName, Clause, Sentence, both, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.engine.findings import Finding
    from exportctl.engine.verdict import Verdict
    from exportctl.goods.stated import Goods
    from exportctl.law.scale import Effect
    from exportctl.reports.verdict import GateVerdict
    from exportctl.sentences import JoinedTexts


def conclusion(checked: GateVerdict) -> str:
    """Return the meaning of the decision, and, if an extension of a suspension is unconfirmed, its effect on the decision."""
    answer = checked.verdict
    if answer.decision == "undecided" and not answer.covered:
        return Sentence("The law data begins on {begins}; earlier controls are missing.", begins=answer.covered_from)
    if answer.decision != checked.decision:
        return TOO_OLD
    meaning = _meaning(checked)
    ended = [] if answer.settled else answer.unconfirmed_suspensions
    if not ended:
        return meaning
    if checked.depends_on_extension:
        outcomes = {reading.assume: checked.apply_policy(reading.decision) for reading in answer.result.readings}
        decisions = extensions.both_outcomes(answer.law, answer.assume, outcomes, meaning, ended)
        return paragraph(
            [decisions, *extensions.announcements(answer.law, answer.on, ended, answer.known_on, notes=checked.notes)]
        )
    return Sentence(
        "{meaning} The worst case depends on whether the suspension of {controls} was extended.",
        meaning=meaning,
        controls=extensions.citation_of_suspended(answer.law, ended),
    )


def _no_export(answer: Verdict) -> str:
    """Return that goods to the home jurisdiction do not leave it, or that nothing controls their way to it."""
    law = answer.law
    if answer.facts.from_ == law.home.id:
        return no_export(law, "--supplied-to foreign")
    return Sentence(
        "This export is to {home}; the law data holds no control on it. This is not a permission.",
        home=BilingualName(*law.places.names[law.home.id]),
    )


def next_step(checked: GateVerdict, *, in_full: bool = True) -> str:
    """Return the next steps: confirm an extension, state a fact, apply, or stop; empty if no step is left.

    If not `in_full`, it leaves out what the other lines of the answer imply: to rule out the prohibition of the worst case, if the
    export is refused in principle, and to apply if a suspension was not extended.
    """
    steps = [*_steps(checked, in_full=in_full)]
    return paragraph(steps) if steps else ""


def authorities(checked: GateVerdict) -> str:
    """Return the authorities that grant the licence under the deciding provisions."""
    return licensors(checked.verdict.law, {item.provision for item in _decisive_findings(checked)})


def _meaning(checked: GateVerdict) -> str:
    """Return the meaning of the decision: who licenses or refuses the export, or which provisions prohibit it."""
    answer = checked.verdict
    if answer.decision == "no_control_found" and answer.facts.to == answer.law.home.id:
        return _no_export(answer)
    if answer.decision == "undecided" and asks_only_for_party([item.fact for item in answer.questions]):
        return PARTY_MAY_BE_LISTED
    if answer.decision == "prohibited":
        deciding = [*_decisive_findings(checked)]
        by = [item for item in deciding if item.status == "in_force"] or [
            item for item in deciding if item.status == "unsettled"
        ]
        if controls := [*dict.fromkeys(item.provision for item in by)][: extensions.CONTROLS]:
            by_one, by_several = PROHIBITED_BY
            return Sentence(
                by_several if len(controls) > 1 else by_one, controls=both(joint_citation(answer.law, controls).items)
            )
    if answer.decision in REFUSED:
        controls = [*dict.fromkeys(item.provision for item in _decisive_findings(checked))]
        if own_lists(answer.law.procedure.lists.values()).keys() >= {*controls}:
            return Sentence("This transfer breaches {controls}.", controls=joint_citation(answer.law, controls))
    return meaning_of(answer.decision, authorities(checked))


def _decisive_findings(checked: GateVerdict) -> Iterator[Finding]:
    """Yield the findings with the effect of the decision that surely apply."""
    answer = checked.verdict
    return (item for item in answer.findings if item.binds and item.applies == "yes" and item.effect == answer.decision)


def _steps(checked: GateVerdict, *, in_full: bool) -> Iterator[str]:
    """Yield the next steps; the comparison of a similar name, and the confirmation of an extension that decides, come first.

    The confirmation is left out if the caller assumes an extension, or if both readings have the same answer.
    """
    answer = checked.verdict
    if answer.facts.to is None:
        if not answer.recognised and answer.covered and checked.decision == "undecided":
            yield from _advice_on_open_answer(checked)
        yield Sentence("State --to: the destination can change this answer.")
        return
    yield from _cautions(checked)
    steps = _steps_after_cautions(checked, in_full=in_full)
    if ending := answer.ending_suspensions:
        yield caution_on_last_day(answer.law, [item.provision for item in ending], answer.on)
        steps = if_last_day_is_included(steps)
    yield from steps


def _steps_after_cautions(checked: GateVerdict, *, in_full: bool) -> Iterator[str]:
    """Yield the next steps about the decision and the extension on which it depends."""
    answer = checked.verdict
    asks = not answer.settled and answer.assume != "extended"
    ended = answer.unconfirmed_suspensions if asks else []
    decisive = bool(ended) and checked.depends_on_extension
    if reached := checked.reached_unless_extended:
        effect, is_sure = reached
        yield _unless_extended(answer, effect, is_sure=is_sure)
    elif answer.assume == "extended" and checked.depends_on_extension:  # the first sentence states both outcomes
        yield Sentence("Confirm the extension before you ship.")
    elif answer.assume == "extended" and checked.decision in LICENSABLE and (paused := answer.unconfirmed_suspensions):
        yield Sentence(
            "Confirm the extension before you ship: if the suspension ended as published, follow {controls}, too.",
            controls=extensions.citation_of_suspended(answer.law, paused),
        )
    if not decisive:
        yield from _advice(checked, in_full=in_full)
    if ended:
        yield extensions.question_of(answer.law, ended)
        if decisive:
            yield from _advice_on_extension(checked, extensions.if_extended(ended), in_full=in_full)


def _unless_extended(answer: Verdict, effect: Effect, *, is_sure: bool) -> str:
    """Return what holds if suspensions that the answer assumes extended ended as published: the effect, or the worst case."""
    if is_sure:
        who = licensors(answer.law, {provision for provision, _ in answer.unconfirmed_suspensions})
        return Sentence(
            "Confirm the extension before you ship: if the suspension ended as published, {meaning}",
            meaning=Clause(meaning_of(effect, who)),
        )
    return Sentence(
        "Confirm the extension before you ship: if the suspension ended as published, the worst case is {effect}.",
        effect=APPEARANCES[effect].label,
    )


def _cautions(checked: GateVerdict) -> Iterator[str]:
    """Yield what to establish before the advice on the decision: who the parties are, and whether an act means place and day."""
    answer = checked.verdict
    if checked.is_waived:
        yield WAIVED
    if checked.decision not in ("undecided", "prohibited"):
        yield from comparison_of_names(_names_to_compare(answer))
    if checked.decision != "prohibited" and has_listed_group(answer):
        yield COMPANY_OF_GROUP
    if checked.decision != "prohibited" and _has_warning(answer, OWNER_LISTED):
        yield QUESTION_OF_OWNERS
    yield from _question_of_destination(answer)
    if checked.decision != "undecided":
        yield from _question_of_wording(answer)


def _has_warning(answer: Verdict, code: str) -> bool:
    return any(item.code == code for item in answer.warnings)


def _question_of_destination(answer: Verdict) -> Iterator[str]:
    """Yield the question whether an act means a destination that belongs to a country that it names: Guam, Puerto Rico."""
    place = answer.facts.to
    if place and any(item.fact == DESTINATION_SCOPE for item in answer.questions):
        yield Sentence(
            "Ask the licensing authority whether the act means {place} as well; --to {country} shows the answer if it does.",
            place=BilingualName(*answer.law.places.names[place]),
            country=answer.law_index.around[place],
        )


def _question_of_wording(answer: Verdict) -> Iterator[str]:
    """Yield the question whether acts mean the goods, if their wording leaves a stricter effect open: no option settles that."""
    effects = {item.could_become for item in answer.questions if item.fact == LEGAL_SCOPE}
    provisions = [item.provision for item in answer.findings if LEGAL_SCOPE in item.missing and item.effect in effects]
    if provisions:
        yield Sentence(
            "Ask the licensing authority whether {provisions} covers these goods as well.",
            provisions=joint_citation(answer.law, [*dict.fromkeys(provisions)]),
        )


def _advice_on_extension(checked: GateVerdict, if_so: str, *, in_full: bool) -> Iterator[str]:
    """Yield what to do if the suspensions were extended, and if they were not, as the answer assumes."""
    again = Sentence("{if_so}, ask again (--assume extended).", if_so=if_so)
    advice = _advice(checked, in_full=in_full)
    if checked.is_licensed:
        yield again
        yield from unless_extended(advice)
    else:
        in_full = in_full or bool(checked.licences)
        yield from steps_until_confirmed(checked.decision, again, advice, in_full=in_full)


def _advice(checked: GateVerdict, *, in_full: bool) -> Iterator[str]:
    """Yield what the exporter does about the decision: state a fact, take the first steps, not export, or check what is left."""
    answer = checked.verdict
    awaits_other_data = checked.decision == "undecided" and not answer.covered
    if checked.decision != "prohibited" and not awaits_other_data and answer.may_be_on_unread_list:
        yield comparison_with_unread_lists(answer.law, answer.unread_lists_on_form)
        if checked.decision != "undecided":
            yield from unless_on_unread_list(_advice_on_decision(checked, in_full=in_full))
            return
    yield from _advice_on_decision(checked, in_full=in_full)


def _advice_on_decision(checked: GateVerdict, *, in_full: bool) -> Iterator[str]:
    """Yield what the exporter does about the decision, if the goods are on no list that was not read."""
    decision = checked.decision
    if decision == "undecided":
        yield from _advice_on_open_answer(checked)
    elif checked.is_licensed:
        yield from _advice_under_licence(checked)
    elif decision == "prohibited":
        yield from _advice_on_prohibition(checked)
    elif requirements := [*_first_requirements(checked, in_full=in_full)]:
        yield from _in_short(checked, requirements)
    elif decision != EFFECTS[0] or checked.verdict.facts.to != checked.verdict.law.home.id:
        yield advice_on(decision, authorities(checked), parties_stated=bool(checked.verdict.facts.parties))
    if decision in REFUSED and checked.licences:
        yield use_of_licences(checked.licences)


def _in_short(checked: GateVerdict, requirements: Iterable[Requirement]) -> Iterator[str]:
    """Yield first steps in short; those that wait for an extension follow its question, unless the whole advice does."""
    is_asked = checked.depends_on_extension and checked.verdict.assume != "extended"
    waiting = {} if is_asked else {step.requirement: step.waits_for for step in checked.steps() if step.waits_for}
    later = [item for item in requirements if item in waiting]
    yield from (item.in_short for item in requirements if item not in waiting)
    if later:
        yield extensions.question_of(checked.verdict.law, [pause for item in later for pause in waiting[item]])
        yield from unless_extended(item.in_short for item in later)


def _advice_under_licence(checked: GateVerdict) -> Iterator[str]:
    """Yield what to rule out, or what to state, before the goods may be shipped within the terms of the licences."""
    stops = [item for item in _first_requirements(checked, in_full=True) if item.stage == "stop"]
    yield from (item.in_short for item in stops)
    if stops or checked.is_covered:
        yield Sentence("Ship within the terms of {licences}.", licences=both(checked.licences))
    elif missing := _facts_to_ask(checked.verdict):
        yield from _facts_to_state(checked.verdict, missing, is_name_open=False)


def _first_requirements(checked: GateVerdict, *, in_full: bool) -> Iterable[Requirement]:
    """Return the first steps under a decision of the home jurisdiction; the confirmation of an extension has its own sentence.

    If not `in_full` and the goods must not be shipped anyway, nothing is ruled out that the line of the worst case names.
    """
    answer = checked.verdict
    if all(item.jurisdiction != answer.law.home.id for item in _decisive_findings(checked)):
        return ()
    requirements = [step.requirement for step in steps_of(answer) if step.requirement.when.unsettled is None]
    if not in_full and checked.worst_case == "prohibited" and answer.decision in REFUSED:
        requirements = [item for item in requirements if item.when.may_prohibit is None]
    return first_requirements(requirements)


def _advice_on_prohibition(checked: GateVerdict) -> Iterator[str]:
    """Yield that the export must not take place, and what the prohibition or the list of the party leaves open."""
    routes = [*_steps_with_listed_party(checked)] if checked.verdict.facts.parties else []
    if routes:
        yield Sentence("Do not export. Check that your party is the listed one.")
    else:
        yield advice_on("prohibited", authorities(checked))
    yield from _steps_despite_prohibition(checked.verdict)
    yield from routes


def _advice_on_open_answer(checked: GateVerdict) -> Iterator[str]:
    """Yield what would settle an undecided answer: another day, newer law data, other words, or a fact."""
    answer = checked.verdict
    if not answer.covered:
        if answer.on < answer.covered_from:
            yield Sentence("Check {day} or a later day.", day=answer.covered_from)
        else:
            yield Sentence("State {day} or a later day as --known-on, or leave it out.", day=answer.covered_from)
    elif answer.decision != "undecided":
        yield Sentence("Update the law data and ask again; exportctl data status shows how.")
    elif correction := _correction(answer):
        yield correction
    elif answer.facts.goods.interpreted.facts.for_arms:
        yield Sentence(
            "The words name weapons, explosives or armed forces: state --end-use and --end-user-type, and --entry CODE or "
            "--entry none."
        )
    elif not answer.recognised:
        yield _advice_on_unknown_goods(answer.facts.goods)
    elif answer.questions:
        yield from _advice_on_questions(answer)
    elif not answer.may_be_on_unread_list:
        yield Sentence("Compare the goods with the lists that the law data does not hold in full.")


def _correction(answer: Verdict) -> str:
    """Return which stated facts about the goods to correct: they contradict one another, or a later act; empty if they do not."""
    if _has_warning(answer, ITEM_LAPSED):
        return Sentence("Classify the item again, and state the day of that in the items file.")
    if _has_warning(answer, CODE_CONFLICT):
        return Sentence("Correct --hs-code, or state --entry CODE or --entry none.")
    return Sentence("Correct the description, --form or --entry.") if answer.classification.contradicted_by_form else ""


def _advice_on_unknown_goods(goods: Goods) -> str:
    """Return what would identify goods that are not recognised: one question for each of several, other words, or a code."""
    if several := goods_in_list(goods):
        return question_for_each(several)
    if goods.hs_code is None:
        return Sentence("Use other words, state --hs-code, or state --entry CODE or --entry none.")
    return Sentence("Use other words, or state --entry CODE or --entry none.")


def _advice_on_questions(answer: Verdict) -> Iterator[str]:
    """Yield which facts to state; a party that was stated already must be compared with the listing that its name resembles."""
    if any(item.fact == ITEM for item in answer.questions):
        yield _advice_on_name(answer)
    if missing := _facts_to_ask(answer):
        is_name_open = not OF_NAME.isdisjoint(item.fact for item in answer.questions)
        yield from _facts_to_state(answer, missing, is_name_open=is_name_open)
    yield from comparison_of_names(_names_to_compare(answer))


def _advice_on_name(answer: Verdict) -> str:
    """Return to name goods more precisely, or for the whole name of goods to ask whether acts that may name them cover them."""
    goods, acts = answer.facts.goods.interpreted, answer.possible_provisions
    if acts and goods.material and not (goods.unread or answer.classification.matches):
        who = licensors(answer.law, acts)
        return Sentence(
            "Ask {who} whether {controls} covers these goods.", who=who, controls=joint_citation(answer.law, acts)
        )
    return Sentence("Name the goods more precisely.")


def _names_to_compare(answer: Verdict) -> list[str]:
    """Return the stated parties whose names only resemble those of listed parties, if this leaves the answer open."""
    if all(item.fact != PARTY for item in answer.questions):
        return []
    return names_to_compare(answer.facts.parties)


def _facts_to_ask(answer: Verdict) -> list[str]:
    """Return the missing facts that an option states; the name of the goods, and names to compare, have sentences of their own."""
    apart = UNANSWERABLE.union({ITEM, PARTY} if _names_to_compare(answer) else {ITEM})
    return [item.fact for item in answer.questions if item.fact not in apart]


def _steps_despite_prohibition(answer: Verdict) -> Iterator[str]:
    """Yield the first steps that a prohibition leaves: who else may export the goods, or how to learn whether it still applies."""
    steps = {step.requirement: step for step in steps_of(answer)}
    for item in first_requirements(steps):
        # The confirmation of an extension has its own sentence.
        if item.when.unsettled is None and not LICENSABLE.isdisjoint(item.effects):
            yield item.in_short
            if channel := steps[item].channel:
                yield Sentence("See {where}.", where=channel.address_in_words)


def _steps_with_listed_party(checked: GateVerdict) -> Iterator[str]:
    """Yield what the list leaves open for a prohibited export to a listed party: a special case lifts no other prohibition."""
    answer = checked.verdict
    prohibiting = {item.provision for item in _decisive_findings(checked)}
    listings = [hit.listing for party in answer.facts.parties for hit in party.hits]
    for item in (step.requirement for step in steps_of(answer)):
        if item.is_route_to_listed_party:
            its = {listing.provision for listing in listings if listing.list in (item.when.party_list or ())}
            if prohibiting <= its:
                yield item.in_short


def _facts_to_state(answer: Verdict, missing: Sequence[str], *, is_name_open: bool) -> Iterator[str]:
    """Yield which options to state, and which name or classification of one's own would settle the answer in their place."""
    of_goods = [fact for fact in missing if stating_fact(fact).of_goods]
    if others := [fact for fact in missing if fact not in of_goods]:
        yield Sentence("State {options}.", options=_options(answer, others))
    if figures := [fact for fact in of_goods if stating_fact(fact).key != "entry"]:
        yield Sentence("State {options}, or --entry CODE or --entry none.", options=_options(answer, figures))
    elif of_goods:
        own = own_classification([match.entry for match in answer.classification.matches if match.truth.value is None])
        yield (
            Sentence("Name the goods more precisely, or state {own}.", own=own)
            if is_name_open
            else Sentence("State {own}.", own=own)
        )


def _options(answer: Verdict, facts: Iterable[str]) -> JoinedTexts:
    """Return the options that state missing facts."""
    return options_for(answer.law, answer.facts.goods, answer.classification.matches, facts)
