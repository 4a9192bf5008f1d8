"""Warnings about provisions: lists that were not read, open wording, other routes, duties and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.engine.rules import may_matter, outcomes_of
from exportctl.engine.situation import Situation, points_to_military_user
from exportctl.engine.warnings.warning import (
    ADDITION,
    CHINESE_SUPPLY,
    MILITARY_USER,
    NO_TRANSIT,
    NOTICE,
    RECIPIENT,
    SUPPLY,
    VerdictWarning,
    cite,
    cite_acts,
)
from exportctl.law.citations import act_citation, citation
from exportctl.law.register import Register, conditions_of
from exportctl.law.scale import EFFECTS, STRICTNESS
from exportctl.sentences import BilingualName, Sentence, either, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.model import Provision

_MILITARY_USERS: Final = translatable("If the end user is a military user of {countries}, check again with {options}.")
_RECIPIENTS: Final = translatable("If the recipient is a person or company of {countries}, check again with {options}.")


def unread_list_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for lists that apply and that the authors of the data did not read completely.

    The warning is about the lists on the route, so it also appears if the goods are prohibited for another reason.
    """
    law, active = assessment.law, assessment.context.active
    unread = [pid for pid in law.with_unread_list if pid in active and _reaches_route(assessment, pid)]
    if unread:
        acts = cite_acts(assessment, [law.act_of(pid).id for pid in unread])
        text = Sentence(
            "the law data holds only part of the lists in {acts}, so goods that are not found may still be "
            "prohibited; check the lists themselves",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)
    binding = [item.provision for item in assessment.findings if item.binds]
    catalogues = law.provisions_using("any-unread-technology").intersection(binding)
    if catalogues:
        acts = cite_acts(assessment, [law.act_of(pid).id for pid in catalogues])
        text = Sentence(
            "the law data holds only part of the catalogue of technologies ({acts}); check the catalogue itself",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)


def open_wording_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions whose wording leaves open whether they mean the goods, or the destination."""
    unclear = [item.provision for item in assessment.findings if "legal_scope" in item.missing]
    if unclear:
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "the wording leaves open whether {provisions} applies to these goods; consult the issuing authority",
                provisions=cite(assessment, unclear),
            ),
        )
    around = [item.provision for item in assessment.findings if "destination_scope" in item.missing]
    if around and assessment.facts.to:
        names = assessment.law.places.names
        place, country = assessment.facts.to, assessment.law_index.around[assessment.facts.to]
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "no published text settles whether {country} in {provisions} includes {place}; --to {code} "
                "shows the answer if it does",
                provisions=cite(assessment, around),
                place=BilingualName(*names[place]),
                country=BilingualName(*names[country]),
                code=country,
            ),
        )


def transit_and_supply_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions that apply if goods pass through China in transit, or are supplied to foreign persons.

    Goods that leave from China cannot bypass it: that they do not pass through it contradicts their place of departure.
    """
    situation, index = assessment.situation, assessment.law_index
    if situation.via_china == "no" and situation.from_ == assessment.law.home.id:
        text = Sentence(
            "the goods leave from China, so --via-china no changes nothing; if they leave from elsewhere, add --from"
        )
        yield VerdictWarning(NO_TRANSIT, text)
    if situation.via_china is None and (
        provisions := _applicable(assessment, index.on_transit, situation._replace(via_china="yes"))
    ):
        text = Sentence(
            "{provisions} may apply if the goods pass through China; if they do, {addition}",
            provisions=cite(assessment, provisions),
            addition=Sentence(ADDITION, option="--via-china yes"),
        )
        yield VerdictWarning("transit", text)
    if situation.supplied_to is None and (
        provisions := _applicable(assessment, index.on_supply, situation._replace(supplied_to="foreign"))
    ):
        text = Sentence(
            "{provisions} may apply if the goods are provided to foreign persons; if they are, {addition}",
            provisions=cite(assessment, provisions),
            addition=Sentence(ADDITION, option="--supplied-to foreign"),
        )
        yield VerdictWarning(CHINESE_SUPPLY if situation.supplied_by == "chinese" else SUPPLY, text)


def recipient_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions about persons of a country if the recipient may be one in another country.

    They cover its persons wherever these are, but rules take the destination for the country of the recipient. If the
    end user is or may be military, the warning names the provisions about military users instead.
    """
    index = assessment.law_index
    if points_to_military_user(assessment.situation):
        code, text, by_place = MILITARY_USER, _MILITARY_USERS, index.on_military_users
    else:
        code, text, by_place = RECIPIENT, _RECIPIENTS, index.on_recipients
    countries: list[str] = []
    options: list[str] = []
    applicable: list[str] = []
    for place, provisions in sorted(by_place.items()):
        if covering := _covering_elsewhere(assessment, place, provisions):
            applicable += covering
            options.append(f"--to {place}")
            countries.append(
                Sentence(
                    "{place} ({provisions})",
                    place=BilingualName(*assessment.law.places.names[place]),
                    provisions=cite(assessment, covering),
                )
            )
    if countries:
        yield VerdictWarning(
            code, Sentence(text, countries=either(countries), options=either(options)), tuple(applicable)
        )


def _covering_elsewhere(assessment: Assessment, place: str, provisions: Iterable[str]) -> list[str]:
    """Return the given provisions of the home jurisdiction that would apply to a place other than the destination."""
    situation, law = assessment.situation, assessment.law
    if place == situation.to:
        return []
    ours = [pid for pid in provisions if law.act_of(pid).jurisdiction == law.home.id]
    return sorted(_applicable(assessment, ours, situation._replace(to=place)))


def _applicable(assessment: Assessment, provisions: Iterable[str], situation: Situation) -> list[str]:
    """Return the given provisions that are active, bind this exporter, and would have an outcome in another situation."""
    context = assessment.context
    elsewhere = context._replace(situation=situation)
    return [
        pid
        for pid in provisions
        if pid in context.active
        and assessment.law_index.binds(pid, situation.from_, situation.to)
        and outcomes_of(elsewhere, pid)
    ]


def untested_duty_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning that names the duties that no stated fact can test and that would be stricter than the decision."""
    law, sure = assessment.law, STRICTNESS[assessment.reading.effect]
    open_ = [pid for pid in _duties(assessment, law.provisions) if law.provisions[pid].not_evaluated]
    stricter = [pid for pid in open_ if STRICTNESS[law.provisions[pid].effect or EFFECTS[-1]] > sure]
    if stricter:
        subjects = dict.fromkeys(_subject(law.provisions[pid]) for pid in stricter)
        text = Sentence(
            "not checked, because no stated fact settles it; check it yourself: {subjects}",
            subjects=side_by_side(subjects),
        )
        yield VerdictWarning("not_evaluated", text, tuple(stricter))


def _subject(provision: Provision) -> str:
    """Return the subject of a provision in words, or else its title."""
    return Sentence.of(provision.subject) if provision.subject else BilingualName(*provision.title)


def notice_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the notices of other regimes on the same goods, with unconfirmed suspensions; they never change the decision."""
    yield from _notices(assessment, _duties(assessment, assessment.law.provisions))


def _notices(assessment: Assessment, provisions: Iterable[str]) -> Iterator[VerdictWarning]:
    """Yield the notices of some provisions."""
    law = assessment.law
    for pid in provisions:
        if notice := law.provisions[pid].notice:
            text: str = Sentence.of(notice)
            span = assessment.known.span_on(pid, assessment.on)
            window = assessment.known.window_of(span) if span and span.status == "unsettled" else None
            if window:
                by, through = act_citation(law, window.by), window.through
                text = Sentence(
                    "{notice} (unconfirmed: {by} suspended it through {through})", notice=text, by=by, through=through
                )
            yield VerdictWarning(NOTICE, Sentence("{notice} [{pid}]", notice=text, pid=citation(law, pid)), (pid,))


def rules_on_goods(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the notices of acts at home that name the goods: they may require a licence of another kind, or a named exporter."""
    yield from _notices(assessment, provisions_on_goods(assessment))


def provisions_on_goods(assessment: Assessment) -> list[str]:
    """Return the provisions of the home jurisdiction whose notices name the goods."""
    law = assessment.law
    on_goods = [pid for pid, item in law.provisions.items() if item.notice and _is_on_goods(law, pid)]
    return [*_duties(assessment, on_goods)]


def _is_on_goods(law: Register, provision: str) -> bool:
    """Return whether a provision of the home jurisdiction has a condition that names goods."""
    conditions = conditions_of(law.provisions[provision])
    return law.jurisdiction_of(provision) == law.home and any(isinstance(item.goods, tuple) for item in conditions)


def _duties(assessment: Assessment, provisions: Iterable[str]) -> Iterator[str]:
    """Yield those of some provisions that have no rules, are active on the day and may matter here."""
    context, rules = assessment.context, assessment.law.rules
    return (pid for pid in provisions if pid not in rules and pid in context.active and may_matter(context, pid))


def _reaches_route(assessment: Assessment, provision: str) -> bool:
    """Return whether a provision binds this exporter and has a rule for the stated destination."""
    return assessment.situation.to is not None and provision in assessment.law_index.for_route(
        assessment.situation.from_, assessment.situation.to
    )
