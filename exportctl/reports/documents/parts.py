"""The parts that several documents share: the law data, the stated facts, names, sources, suspensions, matches and designations."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from exportctl.engine.gate_policy import GatePolicy
from exportctl.engine.warnings.days import before_coverage
from exportctl.facts.parties import HitBasis
from exportctl.facts.registry import BY_FIELD, FACTS, ITEM
from exportctl.facts.transaction import Transaction
from exportctl.goods.annotation import ShownLabel
from exportctl.goods.customs import printed_beside
from exportctl.goods.interpreted import Basis
from exportctl.goods.quantities import format_number, format_value
from exportctl.law.customs_codes import subheading_of
from exportctl.law.model import Confidence, Form
from exportctl.law.published import PublishedBy
from exportctl.law.scale import Assume, Effect, Status, Undecided
from exportctl.permits.influence import gate_options
from exportctl.reports.documents.document import ABSENT, Day, Digest, Document, Percent, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.engine.screening import PartyMatch as Designated
    from exportctl.engine.verdict import Verdict
    from exportctl.engine.warnings.warning import VerdictWarning
    from exportctl.goods import classify, judge
    from exportctl.goods.stated import Goods
    from exportctl.law import model
    from exportctl.law.register import Register
    from exportctl.law.status import Announcement, LawAsOf
    from exportctl.permits import influence
    from exportctl.reports import results

StatusOnDay = Status | Literal["not published"]
"""The status of a provision on a day."""
_VALUES: Final[dict[str, Any]] = {"PLACE": Place, "DAY": Day, "PCT": Percent}
"""The type of a canonical value of a fact by the name of the value of its option; any other is a text."""


def fields_of_answer() -> dict[str, Any]:
    """Return the types of the facts in canonical values. The route begins with the place of departure."""
    facts = (BY_FIELD[field] for field in dict.fromkeys((ITEM, "from_", *BY_FIELD)))
    return {
        fact.field: _type_of(fact.field, Literal[fact.words] if fact.words else _VALUES.get(fact.takes, str))
        for fact in facts
    }


def fields_of_receipt() -> dict[str, Any]:
    """Return the types of the facts in the words of the caller."""
    return {field: _type_of(field, Day if BY_FIELD[field].kind == "day" else str) for field in Transaction._fields}


def _type_of(field: str, value: Any) -> Any:  # noqa: ANN401 - any type
    """Return the type of a fact from that of one value: a list, or null if the fact can be unknown."""
    if BY_FIELD[field].kind == "texts":
        return list[value]
    return value | None if Transaction._field_defaults.get(field, field) is None else value


class Law(Document):
    """The law data behind the answer."""

    version: str
    digest: Digest
    checked_through: Day


class Query(Document, first=fields_of_answer()):
    """Every stated fact; null or an empty list is unknown. `sku` is the key of the company's item, if the facts come from one."""

    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None
    trust_descriptions: bool
    sku: str = ABSENT


class Influence(Document):
    """A cause of the answer other than the law, its place (file and line, or a variable), and the number of its rows in a run."""

    by: str
    stated_at: str
    rows: int = ABSENT


class Name(Document):
    """A name in English and in Chinese."""

    en: str
    zh: str


class Match(Document):
    """An entry of the list that goods match or may match; `missing` has the missing facts if it is only possible.

    `goods_list` is present for entries on another list than that of dual-use items, `to` for those that apply to some
    places only.
    """

    entry: str
    name: Name
    certainty: Literal["yes", "possible"]
    basis: Basis
    missing: list[str] = ABSENT
    goods_list: Name = ABSENT
    to: list[Place] = ABSENT


class Extension(Document):
    """An announcement about the end of a suspension; no act confirms it."""

    through: Day
    statement: str
    sources: list[str | None]


class Suspension(Document):
    """The suspension of a provision; both days are included."""

    by: str
    from_: Day
    through: Day
    days_left: int
    announced_extension: Extension | None


class PartyMatch(Document):
    """A designation that a name means or may mean."""

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
    """The role of a party."""

    role: str | None


class Participant(PartyMatch, InRole):
    """A designation that a party means or may mean."""


class WordMeaning(Document):
    """Words of a description, their kind, and their meaning."""

    words: str
    as_: ShownLabel
    value: str


class Heading(Document):
    """A heading of the Harmonized System that the words or the customs code name."""

    code: str
    name: str | None
    carries_lines: bool


class Item(Document):
    """The goods as interpreted."""

    recognised: bool
    understood: list[WordMeaning]
    left: list[str]
    headings: list[Heading]
    matches: list[Match]


class Caution(Document):
    """A warning: a missing check, or a limit of the data."""

    code: str
    text: str
    provisions: list[str] = ABSENT
    """The provisions that it concerns, if its words do not name them."""


class Hint(Document):
    """The requirements of another list for such goods; they decide nothing."""

    list: str
    code: str
    alike: Literal["same", "similar", "family"]
    asks: str | None


def law_of(law: Register) -> Law:
    """Return the law data behind an answer, and the last day through which it was checked."""
    return Law(version=law.version, digest=law.digest, checked_through=law.home.checked_through.isoformat())


def influences(influences: Iterable[influence.Influence]) -> list[Influence]:
    """Return the causes of an answer other than the law; absent if the law alone decides."""
    return [
        Influence.from_record(item, rows=ABSENT if item.rows is None else item.rows) for item in influences
    ] or ABSENT


def query(answer: Verdict | results.Classification, gate: Effect, policy: GatePolicy) -> Query:
    """Return every stated fact of a question, in canonical values, as the options state them."""
    law, facts, goods = answer.law, answer.facts, answer.facts.goods
    stated: dict[str, Any] = {fact.field: getattr(facts, fact.field) for fact in FACTS if fact.about == "use"}
    stated |= {
        "item": goods.item,
        "from_": facts.from_,
        "to": facts.to,
        "origin": facts.origin,
        "on": answer.on,
        "known_on": answer.known_on,
        "party": [f"{item.role}={item.name}" if item.role else item.name for item in facts.parties],
        "owned_by": [f"{item.name}={format_number(item.share)}%" for item in facts.owners],
        "hs_code": goods.hs_code,
        "entry": [] if goods.entries is None else sorted(goods.entries) or ["none"],
        "form": sorted(goods.forms & frozenset(get_args(Form))),  # shapes that no entry concerns are left out
        "contains": [f"{name}={format_number(share)}%" for name, share in goods.composition.stated],
        "param": list(_params(law, goods)),
        "cn_content": None if facts.cn_content is None else f"{format_number(facts.cn_content)}%",
        "quantity": facts.quantity and f"{format_number(facts.quantity.value)} {facts.quantity.unit}",
        **gate_options(gate, policy, trusted=goods.trusted),
    }
    return Query(**stated, assume=answer.assume, sku=goods.sku or ABSENT)


def coverage_warnings(*, covered: bool, law: Register) -> list[Caution]:
    """Return the warning of an answer about days before the data begins."""
    return [] if covered else [caution(before_coverage(law.home.covers_from))]


def caution(warning: VerdictWarning) -> Caution:
    """Return a warning."""
    return Caution.from_record(warning, provisions=warning.provisions or ABSENT)


def item_of(
    law: Register, goods: Goods, known_on: date | None, classification: classify.Classification, *, recognised: bool
) -> Item:
    """Return the words that were understood, the words that were not, the headings, and the matching entries of goods."""
    known = PublishedBy() if known_on is None else PublishedBy(known_on)
    codes = dict.fromkeys(
        [*goods.interpreted.trade.headings, *([subheading_of(goods.hs_code)] if goods.hs_code else [])]
    )
    titles = {subheading_of(goods.hs_code or ""): goods.heading, **dict(goods.titles)}
    return Item(
        recognised=recognised,
        understood=[
            WordMeaning(words=item.words, as_=cast("ShownLabel", item.label), value=item.value)
            for item in goods.interpreted.annotations
        ],
        left=list(goods.interpreted.unread),
        headings=[
            Heading(code=code, name=titles.get(code), carries_lines=any(printed_beside(law, code, known)))
            for code in codes
        ],
        matches=[_match(law, match) for match in classification.matches],
    )


def _match(law: Register, match: judge.Match) -> Match:
    places = law.destination_specific_entries.get(match.entry)
    return Match.from_record(
        match,
        name=law.code_name(match.entry),
        certainty="yes" if match.truth.value else "possible",
        missing=sorted(match.truth.missing) if match.truth.value is None else ABSENT,
        goods_list=law.goods_list(match.entry) or ABSENT,
        to=ABSENT if places is None else sorted(places),
    )


def _params(law: Register, goods: Goods) -> Iterator[str]:
    """Yield each measured property with its values, as an option takes them: x_travel=500 mm; 800 mm."""
    for parameter, values in groupby(goods.params, key=itemgetter(0)):
        unit = law.parameters[parameter].unit
        with_units = (f"{format_value(value)}{'' if unit == '%' else ' '}{unit}" for _, value in values)
        yield f"{parameter}={'; '.join(with_units)}"


def status_on(known: LawAsOf, provision: str, on: date) -> StatusOnDay:
    """Return the status of a provision on a day."""
    return known.status_on(provision, on) or "not published"


def sources(read: Iterable[model.Source]) -> list[str | None]:
    """Return the sources of a fact: addresses, or references if there is no address."""
    return [source.url or source.ref for source in read]


def designation(match: Designated, on: date) -> PartyMatch:
    """Return a designation that a name means or may mean."""
    hit = match.hit
    return PartyMatch.from_record(
        match,
        hit,
        hit.listing,
        asked=hit.name,
        name=hit.listing.party.name,
        suspension=suspension(match.suspension, on),
        known_as=hit.known,
    )


def suspension(period: SuspensionPeriod | None, on: date) -> Suspension | None:
    """Return a suspension, with the days left."""
    return period and Suspension.from_record(
        period, days_left=period.days_left(on), announced_extension=extension(period.announced_extension)
    )


def extension(longer: Announcement | None) -> Extension | None:
    """Return the announcement about the end of a suspension."""
    return longer and Extension.from_record(
        longer, statement=longer.statement.id, sources=sources(longer.statement.sources)
    )
