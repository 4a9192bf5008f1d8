"""The parts that several documents share: the law asked, the facts stated, names, sources, suspensions, matches and designations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from exportctl.engine.gate_policy import Undecided
from exportctl.engine.warnings import before_coverage
from exportctl.facts.parties import HitBasis
from exportctl.facts.registry import FACTS
from exportctl.goods.annotation import ShownLabel
from exportctl.goods.customs import HEADING, printed_beside
from exportctl.goods.interpreted import Basis
from exportctl.goods.quantities import format_number, format_value
from exportctl.law.model import Answer, Confidence, EndUse, EndUser, Form, Person
from exportctl.law.published import PublishedBy
from exportctl.law.scale import DECISIONS, Assume, Decision, Effect, Status
from exportctl.reports.documents.document import ABSENT, Day, Digest, Document, Percent, Place
from exportctl.sentences import Called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.batch.tally import Counts
    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.engine.screening import PartyMatch as Designated
    from exportctl.engine.warnings import VerdictWarning
    from exportctl.facts.transaction import Facts
    from exportctl.goods import classify
    from exportctl.goods.stated import Goods
    from exportctl.law import model
    from exportctl.law.register import Register
    from exportctl.law.status import Announcement, LawAsOf
    from exportctl.permits import influence

StatusThen = Status | Literal["not published"]
"""The status of a provision on a day."""


class Law(Document):
    """Which data was asked."""

    version: str
    digest: Digest
    checked_through: Day


class Query(Document):
    """Every fact that was stated; null or an empty list is unknown. `sku` is the key of the item that they are, if they are one."""

    item: str
    from_: Place
    to: Place | None
    origin: Place | None
    on: Day
    known_on: Day | None
    end_use: EndUse | None
    end_user_type: EndUser | None
    party: list[str]
    owned_by: list[str]
    hs_code: str | None
    entry: list[str]
    form: list[Form]
    contains: list[str]
    param: list[str]
    cn_content: Percent | None
    cn_technology: Answer | None
    quantity: str | None
    supplied_to: Person | None
    supplied_by: Person | None
    via_china: Answer | None
    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None
    trust_descriptions: bool
    sku: str = ABSENT


class Influence(Document):
    """What had a part in an answer beside the law, where it is said (file and line, or a variable), and in how many rows of a run."""

    by: str
    said_at: str
    rows: int = ABSENT


class Name(Document):
    """What something is called."""

    en: str
    zh: str


class Match(Document):
    """A line of the list that goods are or may be; what is `missing` is told if it is only possible.

    `goods_list` is told of lines that are on another list than that of dual-use items, `to` of those that matter to some places alone.
    """

    entry: str
    name: Name
    certainty: Literal["yes", "possible"]
    basis: Basis
    missing: list[str] = ABSENT
    goods_list: Name = ABSENT
    to: list[Place] = ABSENT


class Extension(Document):
    """What was announced about the end of a suspension; no act was seen."""

    through: Day
    statement: str
    sources: list[str | None]


class Suspension(Document):
    """The suspension a provision is in; both days are included."""

    by: str
    from_: Day
    through: Day
    days_left: int
    announced_extension: Extension | None


class PartyMatch(Document):
    """A designation that a name is or may be."""

    asked: str
    id: str
    name: Name
    list: str
    act: str
    status: Status
    effect: Effect
    suspension: Suspension | None
    score: int
    basis: HitBasis
    known_as: str
    confidence: Confidence | None


class InRole(Document):
    """The role in which somebody takes part."""

    role: str | None


class Participant(PartyMatch, InRole):
    """A designation that somebody who takes part is or may be."""


class Understood(Document):
    """Words of a description, what kind of thing they say, and what that is."""

    words: str
    as_: ShownLabel
    value: str


class Heading(Document):
    """A heading of the Harmonized System that the words or the customs code name."""

    code: str
    name: str | None
    carries_lines: bool


class Item(Document):
    """What the goods were found to be."""

    recognised: bool
    understood: list[Understood]
    left: list[str]
    headings: list[Heading]
    matches: list[Match]


class Caution(Document):
    """What was not checked, or could not be."""

    code: str
    text: str
    provisions: list[str] = ABSENT
    """The provisions that it is about, where its words do not name them."""


class Hint(Document):
    """What another list asks of such goods; it decides nothing."""

    list: str
    code: str
    alike: Literal["same", "similar", "family"]
    asks: str | None


def law_of(law: Register) -> Law:
    """Return which data was asked, and how far it knows the law."""
    return Law(version=law.version, digest=law.digest, checked_through=law.home.checked_through.isoformat())


def influences(influences: Iterable[influence.Influence]) -> list[Influence]:
    """Return what had a part in an answer beside the law; an answer of the law alone does not speak of it."""
    parts = [
        Influence(by=item.by, said_at=item.said_at, rows=ABSENT if item.rows is None else item.rows)
        for item in influences
    ]
    return parts or ABSENT


def query(  # noqa: PLR0913 - all that was asked
    law: Register, facts: Facts, *, on: date, known_on: date | None, assume: Assume, gate: Effect, terms: GatePolicy
) -> Query:
    """Return every fact that was stated, in canonical values, as the options would state them."""
    goods = facts.goods
    use: dict[str, Any] = {fact.field: getattr(facts, fact.field) for fact in FACTS if fact.about == "use"}
    use["cn_content"] = None if facts.cn_content is None else f"{format_number(facts.cn_content)}%"
    use["quantity"] = facts.quantity and f"{format_number(facts.quantity.value)} {facts.quantity.unit}"
    return Query(
        item=goods.item,
        from_=facts.from_,
        to=facts.to,
        origin=facts.origin,
        on=on.isoformat(),
        known_on=day(known_on),
        party=[f"{item.role}={item.name}" if item.role else item.name for item in facts.parties],
        owned_by=[f"{item.name}={format_number(item.share)}%" for item in facts.owners],
        hs_code=goods.hs_code,
        entry=[] if goods.entries is None else sorted(goods.entries) or ["none"],
        form=sorted(stated_forms(goods)),
        contains=[f"{name}={format_number(share)}%" for name, share in goods.composition.stated],
        param=list(_params(law, goods)),
        **use,
        assume=assume,
        gate=gate,
        undecided=terms.undecided,
        max_age=terms.max_age,
        trust_descriptions=goods.trusted,
        sku=goods.sku or ABSENT,
    )


def stated_forms(goods: Goods) -> list[Form]:
    """Return the forms of goods that an option can state; a shape that no line is about is none of them."""
    return [form for form in get_args(Form) if form in goods.forms]


def coverage_warnings(*, covered: bool, law: Register) -> list[Caution]:
    """Return the warning of an answer about law that is older than the data."""
    return [] if covered else [caution(before_coverage(law.home.covers_from))]


def caution(warning: VerdictWarning) -> Caution:
    """Return a warning."""
    return Caution(code=warning.code, text=warning.text, provisions=list(warning.provisions) or ABSENT)


def by_decision(counts: Counts) -> dict[Decision, int]:
    """Return how many rows each decision has, the strictest first."""
    return {effect: counts.by_decision[effect] for effect in reversed(DECISIONS) if effect in counts.by_decision}


def item_of(
    law: Register, goods: Goods, known_on: date | None, classification: classify.Classification, *, recognised: bool
) -> Item:
    """Return what was understood of the words, what was left, the headings that were named, and the lines that match."""
    known = PublishedBy() if known_on is None else PublishedBy(known_on)
    codes = dict.fromkeys([*goods.interpreted.headings, *([goods.hs_code[:HEADING]] if goods.hs_code else [])])
    titles = {(goods.hs_code or "")[:HEADING]: goods.heading, **dict(goods.titles)}
    return Item(
        recognised=recognised,
        understood=[
            Understood(words=item.words, as_=cast("ShownLabel", item.label), value=item.value)
            for item in goods.interpreted.annotations
        ],
        left=list(goods.interpreted.unread),
        headings=[
            Heading(code=code, name=titles.get(code), carries_lines=any(printed_beside(law, code, known)))
            for code in codes
        ],
        matches=[_match(law, match) for match in classification.matches],
    )


def _match(law: Register, match: classify.Match) -> Match:
    listed, places = law.goods_list(match.entry), law.destination_specific_entries.get(match.entry)
    return Match(
        entry=match.entry,
        name=name(law.code_name(match.entry)),
        certainty="yes" if match.truth.value else "possible",
        basis=match.basis,
        missing=sorted(match.truth.missing) if match.truth.value is None else ABSENT,
        goods_list=name(listed) if listed else ABSENT,
        to=ABSENT if places is None else sorted(places),
    )


def _params(law: Register, goods: Goods) -> Iterator[str]:
    for parameter, value in goods.params:
        unit = law.parameters[parameter].unit
        yield f"{parameter}={format_value(value)}{'' if unit == '%' else ' '}{unit}"


def in_both(text: model.Name) -> str:
    """Return a text of the data that is shown in either language."""
    return Called(text.en, text.zh)


def day(when: date | None) -> str | None:
    """Return a day as text, or null."""
    return when.isoformat() if when else None


def status_on(known: LawAsOf, provision: str, on: date) -> StatusThen:
    """Return the status of a provision on a day."""
    return known.status_on(provision, on) or "not published"


def name(names: model.Name) -> Name:
    """Return what something is called, in both languages."""
    return Name(en=names.en, zh=names.zh)


def sources(read: Iterable[model.Source]) -> list[str | None]:
    """Return where a fact was read: addresses, or references where there is none."""
    return [source.url or source.ref for source in read]


def designation(match: Designated, on: date) -> PartyMatch:
    """Return a designation that a name is or may be."""
    hit = match.hit
    return PartyMatch(
        asked=hit.name,
        id=hit.listing.id,
        name=name(hit.listing.party.name),
        list=hit.listing.list,
        act=hit.listing.act,
        status=match.status,
        effect=match.effect,
        suspension=suspension(match.suspension, on),
        score=hit.score,
        basis=hit.basis,
        known_as=hit.known,
        confidence=hit.confidence,
    )


def participant(role: str | None, match: Designated, on: date) -> Participant:
    """Return a designation that somebody in a role is or may be."""
    return Participant(role=role, **vars(designation(match, on)))


def suspension(period: SuspensionPeriod | None, on: date) -> Suspension | None:
    """Return a suspension, with the days that are left of it."""
    return period and Suspension(
        by=period.by,
        from_=period.from_.isoformat(),
        through=period.through.isoformat(),
        days_left=period.days_left(on),
        announced_extension=extension(period.announced_extension),
    )


def extension(longer: Announcement | None) -> Extension | None:
    """Return what was announced about the end of a suspension."""
    return longer and Extension(
        through=longer.through.isoformat(),
        statement=longer.statement.id,
        sources=sources(longer.statement.sources),
    )
