"""What a company decided and holds, by its file, is laid over the answers; who asks from Python has no such file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exportctl.cli import settings
from exportctl.errors import InputError, PlaceError
from exportctl.sentences import Fact, Sentence, both, listed, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.api import Law
    from exportctl.batch.binding import Company
    from exportctl.company.course import Weighed
    from exportctl.company.held import Held, Licence, Waiver
    from exportctl.company.items import Item, Items
    from exportctl.company.ledger import Ledger
    from exportctl.config.model import Config
    from exportctl.engine.screening import Screening
    from exportctl.facts.others import Answered, NotTheSame
    from exportctl.facts.transaction import Transaction
    from exportctl.reports.results import Classification, PartyScreening
    from exportctl.reports.verdict import Verdict


class Asked(NamedTuple):
    """A transaction, in which the key of an item stands for what is known of that item."""

    said: Transaction
    item: Item | None = None


def asked(said: Transaction, law: Law) -> Asked:
    """Return what is asked; raises InputError, with its line, for an item of which something makes no sense."""
    config = settings.here()
    found = items(law) if config and config.items else None
    item = found.find(said.item) if found else None
    if item is None:
        return Asked(said)
    from exportctl.facts.understand import goods_of

    try:
        goods_of(law.law, item.stated(said._replace(hs_code=None, entry=(), form=(), contains=(), param=())), law)
    except InputError as error:
        raise PlaceError(item.said_at, Sentence("{where}: {what}", where=error.where, what=error.what)) from None
    return Asked(item.stated(said), item)


def weighed(what: Asked, said: Transaction, answer: Verdict, law: Law) -> Weighed | None:
    """Return how a verdict stands with what the file says; None where it says nothing of it. `said` is what the caller stated."""
    config = settings.here()
    if not config or not (config.licences or config.waivers or config.not_the_same or what.item):
        return None
    from exportctl.company.course import Decisions
    from exportctl.company.course import weighed as weigh
    from exportctl.company.items import decided
    from exportctl.company.ledger import Ledger

    engine, papers = law.engine, held(law)
    item = decided(engine, what.item, answer.facts.goods, said) if what.item else None
    return weigh(
        lambda facts, day: engine.evaluate(facts, day, answer.known_on, answer.assume),
        answer.facts,
        answer.on,
        Decisions(papers, found_out(law), item),
        Ledger(papers.licences).refused(answer.facts.quantity),
    )


def classified(what: Asked, said: Transaction, found: Classification, law: Law) -> Classification:
    """Return a classification in which the decision about an item counts as long as it holds."""
    if what.item is None:
        return found
    from exportctl.company.items import decided

    goods = decided(law.engine, what.item, found.facts.goods, said).on(found.on)
    return replace(found, facts=found.facts._replace(goods=goods), found=law.engine.classify(goods, found.known_on))


def screened(found: PartyScreening, law: Law) -> PartyScreening:
    """Return what names hit without the similar ones that are somebody else's."""
    from exportctl.facts.others import parted

    those = found_out(law)
    if not those:
        return found
    kept: list[Screening] = []
    answered: list[Answered] = []
    for screening in found.found:
        hits, gone = parted([match.hit for match in screening.matches], those, found.on)
        kept.append(screening._replace(matches=tuple(match for match in screening.matches if match.hit in hits)))
        answered += gone
    return replace(found, found=tuple(kept), answered=tuple(answered))


def of_rows(law: Law) -> Company | None:
    """Return what the file says of the rows of files, and tell on stderr which similar names do not count, and how long."""
    from exportctl.cli.session import note

    config = settings.here()
    if not config or not (config.licences or config.waivers or config.not_the_same or config.items):
        return None
    from exportctl.batch.binding import Company

    those = found_out(law)
    if those:
        places = listed(
            Sentence("{said_at} (through {through})", said_at=item.said_at, through=item.through) for item in those
        )
        note(Sentence("similar names that are somebody else's do not count: {places}", places=places))
    return Company(held(law), those, items(law) if config.items else None)


def ledger_of(ours: Company | None, *, resume: bool) -> Ledger | None:
    """Return what the amounts of licences are counted down in, over all files of a run.

    Raises InputError for a run that goes on with another: what the rows before have taken nobody has kept.
    """
    if ours is None:
        return None
    from exportctl.company.ledger import Ledger

    found = Ledger(ours.held.licences)
    if resume and found.licences:
        first = found.licences[0]
        told = Sentence(
            "{licence} ({said_at}) is for an amount, which is counted from the first row",
            licence=first.name,
            said_at=first.said_at,
        )
        raise InputError("resume", Sentence("{told}; begin anew without {resume}", told=told, resume=Fact("resume")))
    return found


def tell_left(ledger: Ledger | None) -> None:
    """Tell what is left of each licence that is for an amount."""
    from exportctl.cli.session import note
    from exportctl.facts.quantities import plain

    for licence in ledger.licences if ledger else ():
        if ledger and licence.quantity:
            whole = licence.quantity
            note(
                Sentence(
                    "{licence}: {left} of {whole} {unit} are left",
                    licence=licence.name,
                    left=plain(ledger.left(licence)),
                    whole=plain(whole.value),
                    unit=whole.unit,
                )
            )


def found_out(law: Law) -> tuple[NotTheSame, ...]:
    """Return the names that the file says are somebody else's; raises InputError if one is told of a party that there is not."""
    config = settings.here()
    if not config or not config.not_the_same:
        return ()
    from exportctl.store.nearest import did_you_mean

    known = {listing.id for listing in law.parties.listings}
    for item in config.not_the_same:
        if item.party not in known:
            near = did_you_mean(item.party, known)
            raise PlaceError(
                item.said_at,
                Sentence(
                    "'{party}' is no id of a party; `exportctl list parties` prints them{near}",
                    party=item.party,
                    near=near,
                ),
            )
    return config.not_the_same


def held(law: Law) -> Held:
    """Return the licences and waivers of the file, in the terms of the law; raises InputError for what the law does not have."""
    from exportctl.company.held import Held

    config = settings.here()
    if config is None:
        return Held()
    return Held(
        tuple(_licence(item, law) for item in config.licences), tuple(_waiver(item, law) for item in config.waivers)
    )


def items(law: Law) -> Items:
    """Return the items of the file; raises InputError for one that is decided to be what no list has."""
    from exportctl.api import today
    from exportctl.config.items import items_of

    config = settings.here()
    if config is None or config.items is None:
        msg = "nothing names a file of items"
        raise ValueError(msg)
    path = Path(config.name).parent / config.items
    found = items_of(path, str(path), config.where("items"), today())
    for item in found.by_key.values():
        if [code.lower() for code in item.entry] != ["none"]:
            _codes(item.entry, item.said_at, law)
    return found


def _licence(item: Licence, law: Law) -> Licence:
    return item._replace(entries=_codes(item.entries, item.said_at, law), to=_places(item.to, item.said_at, law))


def _waiver(item: Waiver, law: Law) -> Waiver:
    """Return a waiver; one of a provision of which no waiver could answer anything is refused."""
    from exportctl.company.held import WAIVABLE
    from exportctl.store.nearest import did_you_mean

    if item.provision is not None:
        if item.provision not in law.law.provisions:
            near = did_you_mean(item.provision, law.law.provisions)
            raise PlaceError(
                item.said_at,
                Sentence(
                    "'{provision}' is no provision; `exportctl list provisions` prints them{near}",
                    provision=item.provision,
                    near=near,
                ),
            )
        effects = {rule.effect for rule in law.law.rules.get(item.provision, ())}
        if WAIVABLE.isdisjoint(effects):
            told = both(sorted(effects)) or Sentence("nothing that this program tests")
            raise PlaceError(
                item.said_at,
                Sentence(
                    "{provision} asks {told}; a waiver answers {answerable}, and nothing stricter",
                    provision=item.provision,
                    told=told,
                    answerable=both(sorted(WAIVABLE)),
                ),
            )
    return item._replace(to=_places(item.to, item.said_at, law))


def _codes(texts: Iterable[str], said_at: str, law: Law) -> tuple[str, ...]:
    """Return lines of the list as they are printed; raises InputError for one that there is not."""
    from exportctl.law.words import fold
    from exportctl.store.nearest import did_you_mean

    found = []
    for text in texts:
        code = law.law.printed_codes.get(fold(text))
        if code is None:
            near = did_you_mean(text, law.law.entries)
            raise PlaceError(
                said_at,
                Sentence("'{text}' is no line of the list; write a code such as 3C001.a{near}", text=text, near=near),
            )
        found.append(code)
    return tuple(found)


def _places(texts: Iterable[str], said_at: str, law: Law) -> tuple[str, ...]:
    """Return places by their ISO codes; raises InputError for what is none."""
    from exportctl.facts.places import place

    try:
        return tuple(place(law.law, text, "to") for text in texts)
    except InputError as error:
        raise PlaceError(said_at, error.what) from None


def shown(config: Config) -> Iterable[tuple[str, str, str]]:
    """Yield for each table of the file its key, what it says in a line, and where that is said."""
    from exportctl.facts.quantities import plain

    for number, other in enumerate(config.not_the_same, 1):
        told = Sentence(
            "{name} is not {party}, through {through}: {reason} ({approved_by})",
            name=other.name,
            party=other.party,
            through=other.through,
            reason=other.reason,
            approved_by=other.approved_by,
        )
        yield f"not_the_same.{number}", told, other.said_at
    for number, licence in enumerate(config.licences, 1):
        users = Sentence(", end users {names}", names=side_by_side(licence.end_users)) if licence.end_users else ""
        amount = f", {plain(licence.quantity.value)} {licence.quantity.unit}" if licence.quantity else ""
        told = Sentence(
            "{number}: {entries} to {places}{users}{amount}, from {first} through {last}",
            number=licence.number,
            entries=listed(licence.entries),
            places=listed(licence.to),
            users=users,
            amount=amount,
            first=licence.from_,
            last=licence.through,
        )
        yield f"licences.{number}", told, licence.said_at
    for number, waiver in enumerate(config.waivers, 1):
        both_ = Sentence("{provision} of {item}", provision=waiver.provision, item=waiver.item)
        told = Sentence(
            "{about}{to}, through {through}: {reason} ({approved_by})",
            about=both_ if waiver.provision and waiver.item else waiver.provision or waiver.item or "",
            to=Sentence(" to {places}", places=listed(waiver.to)) if waiver.to else "",
            through=waiver.through,
            reason=waiver.reason,
            approved_by=waiver.approved_by,
        )
        yield f"waivers.{number}", told, waiver.said_at
