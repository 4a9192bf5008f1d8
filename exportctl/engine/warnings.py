"""The warnings of an answer: missing checks, limits of the data, and readings of the law."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.exemptions import exemptions_of
from exportctl.engine.ownership import direct_chains, sure_share
from exportctl.engine.rules import may_matter, outcomes_of
from exportctl.engine.screening import is_about_dual_use, screening
from exportctl.engine.situation import points_to_military_user
from exportctl.facts.transaction import option_for
from exportctl.law.citations import act_citation, citation, guidance_citation, joint_citation
from exportctl.law.scale import EFFECTS, STRICTNESS
from exportctl.law.spelling import as_question, similar_goods
from exportctl.sentences import Called, Sentence, both, join, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.engine.assessment import Assessment
    from exportctl.engine.exemptions import Exemption
    from exportctl.engine.situation import Situation
    from exportctl.facts.parties import Hit
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Provision

PERMIT_ENDS: Final = "answer_ends"
"""The code of the warning that a licence or waiver that covers a finding ends soon."""
PERMIT_ENDED: Final = "answer_ended"
"""The code of the warning that a licence or waiver would cover a finding if it had not ended."""
PERMIT_INSUFFICIENT: Final = "not_answered"
"""The code of the warning that a licence would cover a finding except for its first day, its end users or its quantity."""
ANSWERS: Final = (PERMIT_ENDS, PERMIT_ENDED, PERMIT_INSUFFICIENT)
BEFORE_COVERAGE: Final = "before_coverage"
"""The code of the warning that the day, or the day of knowledge, lies before the data begins."""
NOT_THE_SAME: Final = "not_the_same"
"""The code of the warning that a similar name is recorded as the name of another party."""
CODE_CONFLICT: Final = "code_conflict"
"""The code of the warning that the description of goods, or their entries, do not fit their customs code."""
ITEM_LAPSED: Final = "item_lapsed"
"""The code of the warning that the company's own decision about the goods has lapsed."""
NO_DESTINATION: Final = "no_destination"
"""The code that counts rows whose answer depends on a destination that they do not state."""
MILITARY_USER: Final = "military_user"
"""The code of the warning that a provision covers the military users of another country wherever they are."""
LISTED_IMPORT: Final = "listed_import"
"""The code of the warning that an act on a party to an import, or to a supply inside China, may prohibit it, too."""
LAST_DAY: Final = "last_day"
"""The code of the warning that the day is the last one of a suspension."""
_HEADING: Final = 4
_HALF: Final = Decimal(50)
_DOUBTS: Final = (
    ("party_similar", "similar", Sentence("check whether it is the same party")),
    ("party_unseen", "unseen", Sentence("read the act to find its measures")),
    ("party_related", "related", Sentence("this alone does not put it on a list; check its owners")),
)
"""The warnings about names that may be listed: the code, the reason for the doubt, and the next step."""


class VerdictWarning(NamedTuple):
    """A warning with a stable code, and the provisions it concerns, unless the text names them."""

    code: str
    text: str
    provisions: tuple[str, ...] = ()


def warnings_of(assessment: Assessment) -> tuple[VerdictWarning, ...]:
    """Return the warnings of an assessment, the most important first."""
    return tuple(_warnings(assessment))


def before_coverage(covered_from: date | None) -> VerdictWarning:
    """Return the warning that days before the data begins stay undecided."""
    return VerdictWarning(
        BEFORE_COVERAGE,
        Sentence(
            "the law data begins on {begins} and lacks earlier controls; check the acts of that time yourself",
            begins=covered_from,
        ),
    )


def code_conflict(goods: Goods, classification: Classification) -> Iterator[VerdictWarning]:
    """Yield a warning if the description of goods does not fit their customs code, with the goods that it describes.

    Words of other goods that are understood completely matter only if an entry is possible because of the code alone.
    """
    conflict = goods.conflict
    if conflict is None:
        return
    only_by_code = {item.basis for item in classification.matches} == {"customs_code"}
    if not (classification.contradicted or (conflict.of_terms and only_by_code)):
        return
    says = Sentence("they resemble entries of the control list")
    if conflict.symbols:
        says = Sentence("they contain symbols of listed elements ({symbols})", symbols=join(conflict.symbols))
    elif conflict.heading:
        heading = conflict.heading[:_HEADING]
        says = Sentence(
            "they describe goods of heading {heading} ({chapter})", heading=heading, chapter=conflict.chapter
        )
    yield VerdictWarning(
        CODE_CONFLICT,
        Sentence(
            "the words do not fit customs code {code} ({chapter}): {says}; correct --hs-code, or state your "
            "own classification with --entry (a control code, or none)",
            code=format_code(goods.hs_code or ""),
            chapter=goods.chapter,
            says=says,
        ),
    )


def format_code(code: str) -> str:
    """Return the six digits of a customs code that all countries share, in customs format: 6403.99."""
    return f"{code[:_HEADING]}.{code[_HEADING:6]}"


def _warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    goods = assessment.facts.goods
    if goods.lapsed:
        yield VerdictWarning(ITEM_LAPSED, goods.lapsed)
    else:
        yield from code_conflict(goods, assessment.classification)
        if not assessment.recognised:
            yield VerdictWarning("unrecognised_item", _unknown_goods(assessment))
    yield from _days(assessment)
    yield from _goods(assessment)
    yield from _unread_lists(assessment)
    yield from _open_wording(assessment)
    yield from (_exemption(item) for item in exemptions_of(assessment) if item.claimed or item.missing or item.is_open)
    yield from _transit_and_supply(assessment)
    yield from _military_users_abroad(assessment)
    yield from _untested_duties(assessment)
    yield from _parties(assessment)
    yield from _notices(assessment)
    if assessment.decision == "no_control_found":
        notes = (release.note for release in assessment.law.releases if release.note)
        yield from (VerdictWarning("coverage", Sentence.of(note)) for note in notes)


def _days(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about the day and the day of knowledge: outside the data, or the last day of suspensions."""
    home = assessment.law.home
    if not assessment.covered:
        yield before_coverage(assessment.covered_from)
    if assessment.on > home.checked_through:
        yield VerdictWarning(
            "after_checked_through",
            Sentence(
                "law data as of {checked_through}: later acts are not included; check whether the issuer has "
                "published new ones: {where}",
                checked_through=home.checked_through,
                where=home.publishes_at,
            )
            if home.publishes_at
            else Sentence(
                "law data as of {checked_through}: later acts are not included; check whether the issuer has "
                "published new ones",
                checked_through=home.checked_through,
            ),
        )
    if assessment.known_on and assessment.known_on < assessment.on:
        yield VerdictWarning(
            "known_on",
            Sentence(
                "this answer uses only acts published on or before {known_on}; omit --known-on to include later ones",
                known_on=assessment.known_on,
            ),
        )
    yield from _last_day(assessment)


def _last_day(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning if the day is the last day of suspensions: it is a reading that they include this day."""
    suspended = [item for item in assessment.findings if item.suspension and item.suspension.through == assessment.on]
    if suspended:
        yield VerdictWarning(
            LAST_DAY,
            Sentence(
                "this answer includes {day} as the last day of the suspension of {provisions} by {acts}; the act does "
                "not state whether it includes its last day, and other public tools exclude it; to be safe, treat "
                "{provisions} as in force on that day",
                day=assessment.on,
                provisions=_cite(assessment, [item.provision for item in suspended]),
                acts=_cite_acts(assessment, [item.suspension.by for item in suspended if item.suspension]),
            ),
        )


def _unknown_goods(assessment: Assessment) -> str:
    """Return a sentence with the words of the goods that were not understood, and the names that may be intended."""
    law, wording, item = assessment.law, assessment.facts.goods.interpreted, assessment.facts.goods.item
    if wording.annotations and wording.unread:
        known_words, unread_words = (
            join(f"'{word}'" for word in words)
            for words in ([annotation.words for annotation in wording.annotations], wording.unread)
        )
        text = Sentence(
            "in '{item}', {read} was understood and {left} was not, so the goods are not identified; reword "
            "them, or state --hs-code or --entry",
            item=item,
            read=known_words,
            left=unread_words,
        )
    else:
        text = Sentence(
            "'{item}' is not recognised, so these goods may be controlled; name the substance or the product, or "
            "state --hs-code or --entry",
            item=item,
        )
    codes = ", ".join(dict.fromkeys(code[:4] for code in wording.guess))
    looks = (
        Sentence("; the words resemble goods of heading {codes}, which no list entry covers", codes=codes)
        if wording.ordinary
        else ""
    )
    return Sentence(
        "{text}{looks}{hint}", text=text, looks=looks, hint=as_question(similar_goods(law, item, wording.common))
    )


def _goods(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about the classification of the goods."""
    goods, classification = assessment.facts.goods, assessment.classification
    by_code = goods.interpreted.basis == "customs_code" or goods.hs_code is not None
    if (
        assessment.recognised
        and not by_code
        and goods.interpreted.headings
        and not (classification.named or classification.may_be)
    ):
        headings = ", ".join(map(format_code, goods.interpreted.headings))
        yield VerdictWarning(
            "description_only",
            Sentence(
                "recognised from the trade description alone, as goods of heading {headings}, and no list entry "
                "matches; confirm the description",
                headings=headings,
            ),
        )
    yield from _contradictions(assessment)
    for item in classification.excluded:
        yield VerdictWarning(
            "excluded",
            Sentence(
                "{guidance} excludes {entry}: {says}",
                entry=item.entry,
                guidance=guidance_citation(assessment.law, item.guidance),
                says=Sentence.of(item.ruling.says),
            ),
        )
    if by_code and assessment.recognised:
        yield VerdictWarning("customs_code_only", _by_code(assessment))


def _contradictions(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for each entry that the stated facts make the goods against --entry, and for a code of other entries."""
    goods, classification = assessment.facts.goods, assessment.classification
    for entry in classification.conflicts:
        yield VerdictWarning(
            "entry_contradicted",
            Sentence(
                "the stated facts make the goods {entry}, which contradicts --entry; the stricter result "
                "counts; correct the facts or --entry",
                entry=entry,
            ),
        )
    sure = [match.entry for match in classification.matches if match.truth.value and match.basis != "entry"]
    if goods.hs_code and sure and not any(assessment.carries(goods.hs_code, entry) for entry in sure):
        yield VerdictWarning(
            CODE_CONFLICT,
            Sentence(
                "customs code {hs_code} is not assigned to {lines}, which the goods match; the stricter result "
                "counts; check the code",
                hs_code=goods.hs_code,
                lines=both(sorted(set(sure))),
            ),
        )


def _unread_lists(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for lists that apply and that the authors of the data did not read completely."""
    law, active = assessment.law, assessment.context.active
    unread = [pid for pid in law.provisions_using("any-unread") if pid in active and _reaches_route(assessment, pid)]
    if unread:
        acts = _cite_acts(assessment, [law.act_of(pid).id for pid in unread])
        text = Sentence(
            "the law data holds only part of the lists in {acts}, so goods that are not found may still be "
            "prohibited; check the lists themselves",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)
    binding = [item.provision for item in assessment.findings if item.binds]
    catalogues = law.provisions_using("any-unread-technology").intersection(binding)
    if catalogues:
        acts = _cite_acts(assessment, [law.act_of(pid).id for pid in catalogues])
        text = Sentence(
            "the law data holds only part of the catalogue of technologies ({acts}); check the catalogue itself",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)


def _open_wording(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions whose wording leaves open whether they mean the goods, or the destination."""
    unclear = [item.provision for item in assessment.findings if "legal_scope" in item.missing]
    if unclear:
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "the wording leaves open whether {provisions} applies to these goods; consult the issuing authority",
                provisions=_cite(assessment, unclear),
            ),
        )
    around = [item.provision for item in assessment.findings if "destination_scope" in item.missing]
    if around and assessment.facts.to:
        names = assessment.law.places.names
        place, country = assessment.facts.to, assessment.indexed.around[assessment.facts.to]
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "no published text settles whether {country} in {provisions} includes {place}; --to {code} "
                "shows the answer if it does",
                provisions=_cite(assessment, around),
                place=Called(*names[place]),
                country=Called(*names[country]),
                code=country,
            ),
        )


def _by_code(assessment: Assessment) -> str:
    """Return a sentence on how far the answer rests on the customs code: on it alone, if words of the goods were not understood."""
    goods, sure = assessment.facts.goods, any(match.truth.value for match in assessment.classification.matches)
    if goods.hs_code and goods.interpreted.unread and not sure and goods.entries is None:
        return Sentence(
            "{left} was not understood, so this answer rests on customs code {hs_code} alone, which is for "
            "reference only; reword the description, or state --entry",
            left=join(f"'{word}'" for word in goods.interpreted.unread),
            hs_code=goods.hs_code,
        )
    return Sentence(
        "a customs code is for reference only: control depends on the goods themselves; compare them with the list "
        "entry"
    )


def _untested_duties(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning that names the duties that no stated fact can test and that would be stricter than the decision."""
    law, sure = assessment.law, STRICTNESS[assessment.reading.effect]
    open_ = [pid for pid in _duties(assessment) if law.provisions[pid].not_evaluated]
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
    return Sentence.of(provision.subject) if provision.subject else Called(*provision.title)


def _transit_and_supply(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions that apply if goods pass through China in transit, or are supplied to foreign persons."""
    situation, index = assessment.situation, assessment.indexed
    if situation.via_china is None and (
        provisions := _applicable(assessment, index.on_transit, situation._replace(via_china="yes"))
    ):
        text = Sentence(
            "{provisions} may apply if the goods pass through China; if they do, add --via-china yes",
            provisions=_cite(assessment, provisions),
        )
        yield VerdictWarning("transit", text)
    if situation.supplied_to is None and (
        provisions := _applicable(assessment, index.on_supply, situation._replace(supplied_to="foreign"))
    ):
        text = Sentence(
            "{provisions} may apply if the goods are provided to foreign persons; if they are, add "
            "--supplied-to foreign",
            provisions=_cite(assessment, provisions),
        )
        yield VerdictWarning("supply", text)


def _military_users_abroad(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for provisions about the military users of a country, if the user is or may be one in another.

    They cover its military users wherever these are, but rules take the destination for the country of the user.
    """
    situation, home = assessment.situation, assessment.law.home.id
    if not points_to_military_user(situation):
        return
    countries: list[str] = []
    applicable: list[str] = []
    for place, provisions in sorted(assessment.indexed.on_military_users.items()):
        ours = [pid for pid in provisions if assessment.law.act_of(pid).jurisdiction == home]
        if place != situation.to and (covering := _applicable(assessment, ours, situation._replace(to=place))):
            applicable += covering
            countries.append(
                Sentence(
                    "{place} ({provisions}; --to {code})",
                    place=Called(*assessment.law.places.names[place]),
                    provisions=_cite(assessment, covering),
                    code=place,
                )
            )
    if countries:
        text = Sentence(
            "military users of some countries are covered wherever they are; if the end user is one, state that country "
            "as the destination: {countries}",
            countries=both(countries),
        )
        yield VerdictWarning(MILITARY_USER, text, tuple(applicable))


def _applicable(assessment: Assessment, provisions: Iterable[str], situation: Situation) -> list[str]:
    """Return the given provisions that are active, bind this exporter, and would have an outcome in another situation."""
    context = assessment.context
    elsewhere = context._replace(situation=situation)
    return [
        pid
        for pid in provisions
        if pid in context.active
        and assessment.indexed.binds(pid, situation.from_, situation.to)
        and outcomes_of(elsewhere, pid)
    ]


def _exemption(exemption: Exemption) -> VerdictWarning:
    """Return the warning that an exemption was claimed, that it could be, or that no stated fact settles it."""
    if exemption.claimed:
        text = Sentence("{words}; you claimed this exemption: keep evidence that it applies", words=exemption.words)
        return VerdictWarning("exemption_claimed", text)
    if not exemption.missing:
        text = Sentence("{words}; no option settles this: consult the issuing authority", words=exemption.words)
        return VerdictWarning("scope_unclear", text)
    options = both(option_for(fact) for fact in sorted(exemption.missing))
    return VerdictWarning(
        "exemption",
        Sentence("{words}; to rely on this, state {options}", words=exemption.words, options=options),
    )


def _parties(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about names of parties and owners: possibly listed, recorded as another party, or not stated."""
    facts = assessment.facts
    if not facts.parties:
        yield VerdictWarning(
            "no_party_screened",
            Sentence(
                "no party was named, so none was screened against the control list, the watch list or other lists "
                "of parties; name the parties with --party"
            ),
        )
    yield from _other_dealings_with_listed_parties(assessment)
    for party in facts.parties:
        doubtful: dict[str, set[str]] = {}
        for hit in _hits_by_day(assessment, party.hits):
            if not hit.certain:
                way = "related" if hit.is_related else "similar" if hit.similar else "unseen"
                doubtful.setdefault(way, set()).add(hit.why)
        yield from (
            VerdictWarning(NOT_THE_SAME, item.why) for item in party.answered if _hits_by_day(assessment, [item.hit])
        )
        for code, way, then in _DOUBTS:
            if why := sorted(doubtful.get(way, ())):
                yield VerdictWarning(
                    code, Sentence("'{party}' {why}; {then}", party=party.name, why=both(why), then=then)
                )
    chains = facts.chains or direct_chains(facts.owners)
    owners = chains.answered if facts.chains else [item for owner in facts.owners for item in owner.answered]
    yield from (VerdictWarning(NOT_THE_SAME, item.why) for item in owners if _hits_by_day(assessment, [item.hit]))
    half = sure_share(chains, [owner for owner, hits in chains.hits.items() if _hits_by_day(assessment, hits)])
    if half >= _HALF:
        yield VerdictWarning(
            "owner_listed",
            Sentence(
                "owners that are or may be on a list hold {share:f} %; most acts do not state the effect of "
                "such ownership; consult the authority before you export",
                share=half.normalize(),
            ),
        )


def _other_dealings_with_listed_parties(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for a listed party to an import, or to a supply to a foreign person at home: its act may prohibit that, too.

    Acts that are only about dual-use items do not.
    """
    law, situation = assessment.law, assessment.situation
    is_import = situation.from_ not in law.home.territory
    if situation.to not in law.home.territory or not (is_import or situation.supplied_to == "foreign"):
        return
    for party in assessment.facts.parties:
        matches = screening(assessment.known, party.hits, assessment.on).matches
        acts = [
            item.hit.listing.act
            for item in matches
            if item.hit.certain
            and item.active
            and item.effect != EFFECTS[0]
            and not is_about_dual_use(law, item.hit.listing.act)
        ]
        if acts:
            text = Sentence(
                "'{party}' is designated by {acts}, which may also prohibit imports and other dealings; the data evaluates "
                "exports only, so read the act",
                party=party.name,
                acts=_cite_acts(assessment, acts),
            )
            yield VerdictWarning(LISTED_IMPORT, text)


def _hits_by_day(assessment: Assessment, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits on listings that were published by the day, and by the day of knowledge."""
    return [hit for hit in hits if assessment.known.span_on(hit.listing.provision, assessment.on)]


def _notices(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the notices of other regimes on the same goods; they never change the decision.

    If the suspension of such a regime may have been extended, the notice states its last day.
    """
    law = assessment.law
    for pid in _duties(assessment):
        if notice := law.provisions[pid].notice:
            text: str = Sentence.of(notice)
            span = assessment.known.span_on(pid, assessment.on)
            window = assessment.known.window_of(span) if span and span.status == "unsettled" else None
            if window:
                by, through = act_citation(law, window.by), window.through
                text = Sentence(
                    "{notice} (unconfirmed: {by} suspended it through {through})", notice=text, by=by, through=through
                )
            yield VerdictWarning("notice", Sentence("{notice} [{pid}]", notice=text, pid=citation(law, pid)))


def _duties(assessment: Assessment) -> Iterator[str]:
    """Yield the provisions without rules that are active on the day and may matter here."""
    law, context = assessment.law, assessment.context
    for pid in law.provisions:
        if pid not in law.rules and pid in context.active and may_matter(context, pid):
            yield pid


def _reaches_route(assessment: Assessment, provision: str) -> bool:
    """Return whether a provision binds this exporter and has a rule for the stated destination."""
    return assessment.situation.to is not None and provision in assessment.indexed.for_route(
        assessment.situation.from_, assessment.situation.to
    )


def _cite(assessment: Assessment, provisions: Iterable[str]) -> str:
    return joint_citation(assessment.law, sorted(set(provisions)))


def _cite_acts(assessment: Assessment, acts: Iterable[str]) -> str:
    return both(act_citation(assessment.law, act) for act in sorted(set(acts)))
