"""What a verdict did not check, or could not, is said beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.engine.caution import VerdictWarning
from exportctl.engine.exemptions import context_of, exemption_warnings
from exportctl.engine.ownership import directly, surely_held
from exportctl.engine.rules import outcomes_of, speaks
from exportctl.law.scale import EFFECTS, STRICTNESS
from exportctl.law.spelling import did_you_mean, names_of_goods
from exportctl.sentences import Called, Sentence, both, listed, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.engine.situation import Situation
    from exportctl.engine.verdict import Verdict
    from exportctl.facts.parties import Hit
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Provision


BEFORE_COVERAGE: Final = "before_coverage"
"""The code of what is said of days, and of knowledge, before the data begins."""
NOT_THE_SAME: Final = "not_the_same"
"""The code of what is said of a similar name that was found to be somebody else's."""
CODE_CONFLICT: Final = "code_conflict"
"""The code of what is said of goods whose words, or whose lines, do not fit their customs code."""
ITEM_LAPSED: Final = "item_lapsed"
"""The code of what is said of goods about which the company's own decision holds no more."""
LAST_DAY: Final = "last_day"
"""The code of what is said on the last day of a suspension."""
_HEADING: Final = 4
_HALF: Final = Decimal(50)
_DOUBTS: Final = (
    ("party_similar", "similar", Sentence("find out whether it is the same")),
    ("party_unseen", "unseen", Sentence("find out what they are")),
    ("party_related", "related", Sentence("no list names it by that")),
)
"""The warnings about names that are not surely listed: in which way, and what that means."""


def warnings_of(verdict: Verdict) -> tuple[VerdictWarning, ...]:
    """Return what the reader of a verdict must know beside it, the most important first."""
    return tuple(_warnings(verdict))


def before_coverage(begins: date | None) -> VerdictWarning:
    """Return why nothing is decided about a day before the data begins."""
    return VerdictWarning(
        BEFORE_COVERAGE,
        Sentence("the data covers the law from {begins} on; earlier controls are missing", begins=begins),
    )


def contradicted(goods: Goods, found: Classification) -> Iterator[VerdictWarning]:
    """Yield what the words of goods point to and what their customs code is, if they do not fit together."""
    conflict = goods.conflict
    if conflict is None or not found.contradicted:
        return
    says = Sentence("they are like the control list")
    if conflict.symbols:
        says = Sentence("they name listed elements by symbol ({symbols})", symbols=listed(conflict.symbols))
    elif conflict.heading:
        heading = conflict.heading[:_HEADING]
        says = Sentence(
            "they are like goods of heading {heading} ({chapter})", heading=heading, chapter=conflict.chapter
        )
    yield VerdictWarning(
        CODE_CONFLICT,
        Sentence(
            "the words do not fit customs code {code} ({chapter}): {says}; correct --hs-code, or state your own "
            "classification with --entry (an entry, or none)",
            code=dotted(goods.hs_code or ""),
            chapter=goods.chapter,
            says=says,
        ),
    )


def dotted(code: str) -> str:
    """Return the six digits of a customs code that count everywhere, as they are written: 6403.99."""
    return f"{code[:_HEADING]}.{code[_HEADING:6]}"


def _warnings(verdict: Verdict) -> Iterator[VerdictWarning]:
    law, _facts, home = verdict.law, verdict.facts, verdict.law.home
    if verdict.facts.goods.lapsed:
        yield VerdictWarning(ITEM_LAPSED, verdict.facts.goods.lapsed)
    elif not verdict.recognised:
        yield from contradicted(verdict.facts.goods, verdict.classification)
        yield VerdictWarning("unrecognised_item", _unrecognised(verdict))
    if not verdict.covered:
        yield before_coverage(verdict.begins)
    if verdict.on > home.checked_through:
        yield VerdictWarning(
            "after_checked_through",
            Sentence("nothing published after {checked_through} is known here", checked_through=home.checked_through),
        )
    if verdict.known_on and verdict.known_on < verdict.on:
        yield VerdictWarning(
            "known_on",
            Sentence("only what was published by {known_on} counts in this answer", known_on=verdict.known_on),
        )
    yield from _last_day(verdict)
    yield from _scope(verdict)
    yield from exemption_warnings(verdict)
    yield from _unstated(verdict)
    yield from _not_evaluated(verdict)
    yield from _parties(verdict)
    yield from _notices(verdict)
    if verdict.decision == "no_control_found":
        yield from (VerdictWarning("coverage", Sentence.of(release.note)) for release in law.releases if release.note)


def _last_day(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield a warning that the day is the last one of suspensions: that it is included is a reading."""
    paused = [item for item in verdict.findings if item.suspension and item.suspension.through == verdict.on]
    if paused:
        yield VerdictWarning(
            LAST_DAY,
            Sentence(
                "this answer includes {day}, the last day, in the suspension of {provisions} by {acts}; that is a reading: other "
                "public tools exclude the last day and treat {provisions} as in force; to be safe, ship before {day}",
                day=verdict.on,
                provisions=_and([item.provision for item in paused]),
                acts=_and([item.suspension.by for item in paused if item.suspension]),
            ),
        )


def _unrecognised(verdict: Verdict) -> str:
    """Return what is not understood of the goods, and what may be meant."""
    law, wording, item = verdict.law, verdict.facts.goods.wording, verdict.facts.goods.item
    if wording.annotations and wording.unread:
        read, left = (
            listed(f"'{word}'" for word in words)
            for words in ([said.words for said in wording.annotations], wording.unread)
        )
        text = Sentence(
            "of '{item}' only {read} was understood, not {left}; what the goods are stays open",
            item=item,
            read=read,
            left=left,
        )
    else:
        text = Sentence("nobody here knows '{item}', so nothing about it is certain", item=item)
    codes = ", ".join(code[:4] for code in wording.guess)
    looks = Sentence("; it looks like {codes}, none of which carries a line", codes=codes) if wording.ordinary else ""
    return Sentence(
        "{text}{looks}{hint}", text=text, looks=looks, hint=did_you_mean(item, names_of_goods(law), wording.common)
    )


def _scope(verdict: Verdict) -> Iterator[VerdictWarning]:
    goods, found = verdict.facts.goods, verdict.classification
    by_code = goods.wording.basis == "customs_code" or goods.hs_code is not None
    if verdict.recognised and not by_code and goods.wording.headings and not (found.named or found.may_be):
        headings = ", ".join(goods.wording.headings)
        yield VerdictWarning(
            "description_only",
            Sentence("recognised by words of trade alone, which travel under {headings}", headings=headings),
        )
    for entry in found.conflicts:
        yield VerdictWarning(
            "entry_contradicted",
            Sentence(
                "what is said of the goods makes them {entry}, whatever --entry says; the stricter stands", entry=entry
            ),
        )
    sure = [match.entry for match in found.matches if match.truth.value and match.basis != "entry"]
    if goods.hs_code and sure and not any(verdict.carries(goods.hs_code, entry) for entry in sure):
        yield VerdictWarning(
            CODE_CONFLICT,
            Sentence(
                "{hs_code} is no code of {lines}; the list decides, and the stricter stands",
                hs_code=goods.hs_code,
                lines=_and(sure),
            ),
        )
    for item in found.excluded:
        yield VerdictWarning(
            "excluded",
            Sentence(
                "{entry} is ruled out by {guidance}: {says}",
                entry=item.entry,
                guidance=item.guidance,
                says=Sentence.of(item.ruling.says),
            ),
        )
    if by_code and verdict.recognised:
        yield VerdictWarning("customs_code_only", _by_code(verdict))
    active = context_of(verdict).active
    unread = [pid for pid in verdict.indexed.unread if pid in active and _for_route(verdict, pid)]
    if unread:
        acts = _and([verdict.law.act_of(pid).id for pid in unread])
        text = Sentence(
            "{acts} were not read whole by those who wrote the data, so goods that are not found there may be barred all "
            "the same",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)
    catalogues = verdict.indexed.unread_technology.intersection(
        item.provision for item in verdict.findings if item.binds
    )
    if catalogues:
        acts = _and([verdict.law.act_of(pid).id for pid in catalogues])
        text = Sentence(
            "the catalogue of technologies ({acts}) was not read whole by those who wrote the data, so technology that is "
            "not found there may be barred, or need a licence, all the same",
            acts=acts,
        )
        yield VerdictWarning("unread_list", text)
    yield from _unclear(verdict)


def _unclear(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield whose words leave open whether they mean the goods, or the destination."""
    unclear = [item.provision for item in verdict.findings if "legal_scope" in item.missing]
    if unclear:
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "whether these goods are meant is not settled by the words of {provisions}", provisions=_and(unclear)
            ),
        )
    around = [item.provision for item in verdict.findings if "destination_scope" in item.missing]
    if around and verdict.facts.to:
        names = verdict.law.places.names
        place, country = verdict.facts.to, verdict.indexed.around[verdict.facts.to]
        yield VerdictWarning(
            "scope_unclear",
            Sentence(
                "no text says whether {country} in {provisions} takes in {place}; --to {code} asks as if it did",
                provisions=_and(around),
                place=Called(*names[place]),
                country=Called(*names[country]),
                code=country,
            ),
        )


def _by_code(verdict: Verdict) -> str:
    """Return how far an answer rests on the customs code: on it alone, where words of the goods were not understood."""
    goods, sure = verdict.facts.goods, any(match.truth.value for match in verdict.classification.matches)
    if goods.hs_code and goods.wording.unread and not sure and goods.entries is None:
        return Sentence(
            "{left} was not understood, so the answer rests on {hs_code} alone; the list decides by what the goods are",
            left=listed(f"'{word}'" for word in goods.wording.unread),
            hs_code=goods.hs_code,
        )
    return Sentence("a customs code is for reference only; the list decides by what the goods are")


def _not_evaluated(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield what is asked of the export, would make it stricter, and turns on something no fact can state: in words, in one line."""
    law, decided = verdict.law, STRICTNESS[verdict.reading.effect]
    open_ = [pid for pid in _speaking(verdict) if law.provisions[pid].not_evaluated]
    stricter = [pid for pid in open_ if STRICTNESS[law.provisions[pid].effect or EFFECTS[-1]] > decided]
    if stricter:
        subjects = dict.fromkeys(_subject(law.provisions[pid]) for pid in stricter)
        text = Sentence(
            "not tested, because no fact stated here decides it: {subjects}", subjects=side_by_side(subjects)
        )
        yield VerdictWarning("not_evaluated", text, tuple(stricter))


def _subject(provision: Provision) -> str:
    """Return what a provision asks of exports, in words, or what it is called."""
    return Sentence.of(provision.subject) if provision.subject else Called(*provision.title)


def _unstated(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield what would be asked if goods passed through China on their way elsewhere, or were handed to foreign persons."""
    said, index = verdict.situation, verdict.indexed
    if said.via_china is None and (asking := _asking(verdict, index.through_china, said._replace(via_china="yes"))):
        text = Sentence(
            "goods that pass through China are asked about by {provisions}: --via-china yes", provisions=_and(asking)
        )
        yield VerdictWarning("transit", text)
    if said.supplied_to is None and (
        asking := _asking(verdict, index.handed_over, said._replace(supplied_to="foreign"))
    ):
        text = Sentence(
            "what is handed to foreign persons is asked about by {provisions}: --supplied-to foreign",
            provisions=_and(asking),
        )
        yield VerdictWarning("supply", text)


def _asking(verdict: Verdict, provisions: Iterable[str], situation: Situation) -> list[str]:
    """Return those of some provisions that are active, bind whoever ships so, and would say something in a situation."""
    context = context_of(verdict)
    supposed = context._replace(situation=situation)
    return [
        pid
        for pid in provisions
        if pid in context.active
        and verdict.indexed.binds(pid, situation.from_, situation.to)
        and outcomes_of(supposed, pid)
    ]


def _parties(verdict: Verdict) -> Iterator[VerdictWarning]:
    facts = verdict.facts
    if not facts.parties:
        yield VerdictWarning(
            "no_party_screened",
            Sentence("no party was named, so none was screened against the lists of designated parties"),
        )
    for party in facts.parties:
        doubtful: dict[str, set[str]] = {}
        for hit in _listed_by_then(verdict, party.hits):
            if not hit.certain:
                way = "related" if hit.related else "similar" if hit.similar else "unseen"
                doubtful.setdefault(way, set()).add(hit.why)
        yield from (
            VerdictWarning(NOT_THE_SAME, item.why) for item in party.answered if _listed_by_then(verdict, [item.hit])
        )
        for code, way, then in _DOUBTS:
            if why := sorted(doubtful.get(way, ())):
                yield VerdictWarning(
                    code, Sentence("'{party}' {why}; {then}", party=party.name, why=both(why), then=then)
                )
    chains = facts.chains or directly(facts.owners)
    owners = chains.answered if facts.chains else [item for owner in facts.owners for item in owner.answered]
    yield from (VerdictWarning(NOT_THE_SAME, item.why) for item in owners if _listed_by_then(verdict, [item.hit]))
    half = surely_held(chains, [owner for owner, hits in chains.hits.items() if _listed_by_then(verdict, hits)])
    if half >= _HALF:
        yield VerdictWarning(
            "owner_listed",
            Sentence(
                "owners who are or may be on a list hold {share:f} %; most acts do not say what follows",
                share=half.normalize(),
            ),
        )


def _listed_by_then(verdict: Verdict, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits on listings that were published on the day asked about, and known to whoever asks."""
    return [hit for hit in hits if verdict.known.span_on(hit.listing.provision, verdict.on)]


def _notices(verdict: Verdict) -> Iterator[VerdictWarning]:
    """Yield what other regimes ask of the same goods; it never moves the decision."""
    for pid in _speaking(verdict):
        if notice := verdict.law.provisions[pid].notice:
            yield VerdictWarning("notice", Sentence("{notice} [{pid}]", notice=Sentence.of(notice), pid=pid))


def _speaking(verdict: Verdict) -> Iterator[str]:
    """Yield the provisions without rules that bind on the day and can matter here."""
    law, context = verdict.law, context_of(verdict)
    for pid in law.provisions:
        if pid not in law.rules and pid in context.active and speaks(context, pid):
            yield pid


def _for_route(verdict: Verdict, provision: str) -> bool:
    """Tell whether a provision binds whoever ships so, and has a rule for the destination that is stated."""
    return verdict.situation.to is not None and provision in verdict.indexed.for_route(
        verdict.situation.from_, verdict.situation.to
    )


def _and(words: list[str]) -> str:
    return both(sorted(set(words)))
