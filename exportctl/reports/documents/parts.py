"""What several documents hold alike: the law asked, the facts stated, names, sources, suspensions, matches and designations."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from exportctl.engine.cautions import before_coverage
from exportctl.facts.registry import FACTS
from exportctl.goods.customs import HEADING, carried
from exportctl.goods.quantities import plain, written
from exportctl.law.model import Form
from exportctl.law.published import PublishedBy
from exportctl.law.scale import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.batch.tally import Counts
    from exportctl.engine.caution import VerdictWarning
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.engine.screening import PartyMatch
    from exportctl.engine.verdict import SuspensionPeriod
    from exportctl.facts.transaction import Facts
    from exportctl.goods.annotation import ShownLabel
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.law import model
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Effect
    from exportctl.law.status import Announcement
    from exportctl.permits.influence import Influence
    from exportctl.reports.documents.shapes import parts as shapes


def law_asked(law: Register) -> shapes.Law:
    """Return which data was asked, and how far it knows the law."""
    return {
        "version": law.version,
        "digest": law.digest,
        "checked_through": law.home.checked_through.isoformat(),
    }


def configured_by(found: Iterable[Influence]) -> shapes.Configured:
    """Return what had a part in an answer beside the law; an answer of the law alone does not speak of it."""
    told: list[shapes.Influence] = []
    for item in found:
        told.append({"by": item.by, "said_at": item.said_at})
        if item.rows is not None:
            told[-1]["rows"] = item.rows
    return {"configured_by": told} if told else {}


def query(  # noqa: PLR0913 - all that was asked
    law: Register, facts: Facts, *, on: date, known_on: date | None, assume: Assume, gate: Effect, terms: GatePolicy
) -> shapes.Query:
    """Return every fact that was stated, in canonical values, as the options would state them."""
    use = {fact.key: getattr(facts, fact.field) for fact in FACTS if fact.about == "use"}
    use["cn_content"] = None if facts.cn_content is None else f"{plain(facts.cn_content)}%"
    use["quantity"] = facts.quantity and f"{plain(facts.quantity.value)} {facts.quantity.unit}"
    found: shapes.Query = {
        "item": facts.goods.item,
        "from": facts.from_,
        "to": facts.to,
        "origin": facts.origin,
        "on": on.isoformat(),
        "known_on": day(known_on),
        "end_use": facts.end_use,
        "end_user_type": facts.end_user_type,
        "party": [f"{item.role}={item.name}" if item.role else item.name for item in facts.parties],
        "owned_by": [f"{item.name}={plain(item.share)}%" for item in facts.owners],
        "hs_code": facts.goods.hs_code,
        "entry": [] if facts.goods.entries is None else sorted(facts.goods.entries) or ["none"],
        "form": sorted(stated_forms(facts.goods)),
        "contains": [f"{name}={plain(share)}%" for name, share in facts.goods.composition.stated],
        "param": list(_params(law, facts.goods)),
        **cast("shapes.Query", use),
        "assume": assume,
        "gate": gate,
        "undecided": terms.undecided,
        "max_age": terms.max_age,
        "trust_descriptions": facts.goods.trusted,
    }
    if facts.goods.sku:
        found["sku"] = facts.goods.sku
    return found


def stated_forms(goods: Goods) -> list[Form]:
    """Return the forms of goods that an option can state; a shape that no line is about is none of them."""
    return [form for form in get_args(Form) if form in goods.forms]


def warned(*, covered: bool, law: Register) -> list[shapes.Caution]:
    """Return the warning of an answer about law that is older than the data."""
    return [] if covered else [caution(before_coverage(law.home.covers_from))]


def caution(found: VerdictWarning) -> shapes.Caution:
    """Return a word of warning."""
    about: shapes.About = {"provisions": list(found.provisions)} if found.provisions else {}
    return {"code": found.code, "text": found.text, **about}


def by_decision(counts: Counts) -> dict[Decision, int]:
    """Return how many rows each decision has, the strictest first."""
    return {effect: counts.by_decision[effect] for effect in reversed(DECISIONS) if effect in counts.by_decision}


def words_read(law: Register, goods: Goods, known_on: date | None) -> shapes.Words:
    """Return what was understood of the words, what was left, and the headings that they or the customs code name."""
    known = PublishedBy() if known_on is None else PublishedBy(known_on)
    codes = dict.fromkeys([*goods.wording.headings, *([goods.hs_code[:HEADING]] if goods.hs_code else [])])
    titles = {(goods.hs_code or "")[:HEADING]: goods.heading, **dict(goods.titles)}
    return {
        "understood": [
            {"words": item.words, "as": cast("ShownLabel", item.label), "value": item.value}
            for item in goods.wording.annotations
        ],
        "left": list(goods.wording.unread),
        "headings": [
            {"code": code, "name": titles.get(code), "carries_lines": any(carried(law, code, known))} for code in codes
        ],
    }


def _params(law: Register, goods: Goods) -> Iterator[str]:
    for name, value in goods.params:
        unit = law.parameters[name].unit
        yield f"{name}={written(value)}{'' if unit == '%' else ' '}{unit}"


def day(found: date | None) -> str | None:
    """Return a day as text, or null."""
    return found.isoformat() if found else None


def name(found: model.Name) -> shapes.Name:
    """Return what something is called, in both languages."""
    return {"en": found.en, "zh": found.zh}


def sources(found: Iterable[model.Source]) -> list[str | None]:
    """Return where a fact was read: addresses, or references where there is none."""
    return [source.url or source.ref for source in found]


def matches(law: Register, found: Classification) -> list[shapes.Match]:
    """Return the lines of the list that goods are or may be."""
    rows: list[shapes.Match] = []
    for match in found.matches:
        row: shapes.Match = {
            "entry": match.entry,
            "name": name(law.code_name(match.entry)),
            "certainty": "yes" if match.truth.value else "possible",
            "basis": match.basis,
        }
        if match.truth.value is None:
            row["missing"] = sorted(match.truth.missing)
        if listed := law.goods_list(match.entry):
            row["goods_list"] = name(listed)
        if match.entry in law.destination_specific_entries:
            row["to"] = sorted(law.destination_specific_entries[match.entry])
        rows.append(row)
    return rows


def designation(match: PartyMatch, on: date) -> shapes.PartyMatch:
    """Return a designation that a name is or may be."""
    hit = match.hit
    return {
        "asked": hit.name,
        "id": hit.listing.id,
        "name": name(hit.listing.party.name),
        "list": hit.listing.list,
        "act": hit.listing.act,
        "status": match.status,
        "effect": match.effect,
        "suspension": pause(match.suspension, on),
        "score": hit.score,
        "basis": hit.basis,
        "known_as": hit.known,
        "confidence": hit.confidence,
    }


def pause(found: SuspensionPeriod | None, on: date) -> shapes.Suspension | None:
    """Return a suspension, with the days that are left of it."""
    return found and {
        "by": found.by,
        "from": found.from_.isoformat(),
        "through": found.through.isoformat(),
        "days_left": found.days_left(on),
        "announced_extension": extension(found.announced_extension),
    }


def extension(longer: Announcement | None) -> shapes.Extension | None:
    """Return what was announced about the end of a suspension."""
    return longer and {
        "through": longer.through.isoformat(),
        "statement": longer.statement.id,
        "sources": sources(longer.statement.sources),
    }
