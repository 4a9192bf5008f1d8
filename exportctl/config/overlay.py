"""Apply a company's configuration to the answers of the law, for commands and services: items, licences, waivers, names."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from exportctl import api
from exportctl.errors import InputError, PlaceError
from exportctl.law.scale import WAIVABLE
from exportctl.law.spelling import nearest_key
from exportctl.law.words import fold
from exportctl.sentences import BilingualName, Sentence, both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.api import Law
    from exportctl.batch.binding import Company
    from exportctl.config.model import Config
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.engine.screening import Screening
    from exportctl.facts.not_the_same import NotTheSame, OtherParty
    from exportctl.facts.transaction import Facts, Transaction
    from exportctl.law.scale import Assume, Effect
    from exportctl.permits.influence import Influence
    from exportctl.permits.items import Item, Items
    from exportctl.permits.permit_timeline import PermitResult
    from exportctl.permits.permits import Licence, Permits, Waiver
    from exportctl.reports.party_screening import PartyScreening
    from exportctl.reports.results import Classification
    from exportctl.reports.verdict import GateVerdict, Verdict

_RESEMBLANCE: Final = 50
"""The score (0 to 100) below which a name does not resemble another: people may check names with a threshold of their own."""


class Overlay:
    """A company's configuration, resolved against a law; without a file it changes no answer.

    Each part is read when it is first needed, and then raises InputError, with file and line, for an invalid value.
    """

    def __init__(self, law: Law, config: Config | None, today: date, settings: Sequence[Influence] = ()) -> None:
        """Take the law, the configuration, the day of the run (later decisions do not count), and the settings by file and variable."""
        self.law, self.config, self._today, self._settings = law, config, today, settings

    def check(  # noqa: PLR0913 - all that is asked
        self,
        transaction: Transaction,
        assume: Assume,
        gate: Effect,
        policy: GatePolicy,
        *,
        trusted: bool,
        holdings: Iterable[Mapping[str, str]] | None = None,
    ) -> GateVerdict:
        """Return the answer to a question at a gate; raises InputError for an invalid fact."""
        from exportctl.reports.verdict import GateVerdict, Verdict

        question, item = self._question(transaction)
        facts = api.read_facts(question, self.law, holdings=holdings, trust_descriptions=trusted)

        def evaluate(facts: Facts, day: date) -> Verdict:
            return Verdict._make(self.law.engine.evaluate(facts, day, transaction.known_on, assume))

        result = self._permit_result(item, transaction, facts, evaluate)
        return GateVerdict(
            result.standing.verdict if result else evaluate(facts, transaction.on),
            gate,
            policy=policy,
            permit_result=result,
            influences=self._influences(gate, policy, trusted, item, result),
        )

    def classify(
        self, transaction: Transaction, assume: Assume, gate: Effect, policy: GatePolicy, *, trusted: bool
    ) -> Classification:
        """Return the entries that goods match or may match, by the decision about an item while it holds. Raises as `check` does."""
        question, item = self._question(transaction)
        classification = replace(
            api.classify(question, self.law, assume, gate, trust_descriptions=trusted),
            policy=policy,
            influences=self._influences(gate, policy, trusted, item),
        )
        if item is None:
            return classification
        from exportctl.permits.items import item_decision

        engine = self.law.engine
        goods = item_decision(engine, item, classification.facts.goods, transaction).on(classification.on)
        return replace(
            classification,
            facts=classification.facts._replace(goods=goods),
            classification=engine.classify(goods, classification.known_on),
        )

    def of_parties(self, results: PartyScreening) -> PartyScreening:
        """Return the hits of names, without hits on similar names that belong to other parties."""
        results = replace(results, influences=self._influences(results.gate, results.policy))
        others = self.not_the_same
        if not others:
            return results
        from exportctl.facts.not_the_same import split_hits
        from exportctl.permits.influence import of_others

        screenings: list[Screening] = []
        other_parties: list[OtherParty] = []
        for screening in results.screenings:
            hits, excluded = split_hits([match.hit for match in screening.matches], others, results.on)
            screenings.append(
                screening._replace(matches=tuple(match for match in screening.matches if match.hit in hits))
            )
            other_parties += excluded
        influences = (*results.influences, *of_others(other_parties))
        return replace(results, screenings=tuple(screenings), other_parties=tuple(other_parties), influences=influences)

    def of_rows(self) -> Company | None:
        """Return the part of the configuration that applies to rows; None if there is none."""
        if not (self.config and self.config.decides):
            return None
        from exportctl.batch.binding import Company

        return Company(self.permits, self.not_the_same, self.items)

    @cached_property
    def permits(self) -> Permits:
        """The licences and waivers of the file, resolved against the law; raises InputError for an unknown entry or place."""
        from exportctl.permits.permits import Permits

        if self.config is None:
            return Permits()
        return Permits(
            tuple(_licence(item, self.law) for item in self.config.licences),
            tuple(_waiver(item, self.law) for item in self.config.waivers),
        )

    @cached_property
    def not_the_same(self) -> tuple[NotTheSame, ...]:
        """The decisions of the file that names belong to other parties; raises InputError for an unknown party, or for another one."""
        if self.config is None or not self.config.not_the_same:
            return ()
        for item in self.config.not_the_same:
            _require_similar(item, self.law)
        return self.config.not_the_same

    @cached_property
    def items(self) -> Items | None:
        """The items of the file that the configuration names; raises InputError for a decision with an entry that no list has."""
        if not self.config or not (path := self.config.items_file):
            return None
        from exportctl.config.items import items_of

        items = items_of(self.config, path, self._today)
        for item in items.by_key.values():
            if [code.lower() for code in item.entry] != ["none"]:
                _codes(item.entry, item.stated_at, self.law)
        return items

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of permits, names and items, by the keys of the file; reads all of it."""
        return {
            "licences": len(self.permits.licences),
            "waivers": len(self.permits.waivers),
            "not_the_same": len(self.not_the_same),
            "items": len(self.items.by_key) if self.items else 0,
        }

    def _influences(
        self,
        gate: Effect,
        policy: GatePolicy,
        trusted: bool = False,  # noqa: FBT001, FBT002 - a setting like the others
        item: Item | None = None,
        result: PermitResult | None = None,
    ) -> tuple[Influence, ...]:
        """Return the causes of an answer other than the law; a setting is none if the question overrides it."""
        if not (self._settings or item or result):
            return ()
        from exportctl.permits.influence import gate_options, is_gate_option, of_item, of_standing, setting

        options = gate_options(gate, policy, trusted=trusted).items()
        effective = {setting(name, value, "").option for name, value in options}
        return (
            *(item for item in self._settings if item.option in effective or not is_gate_option(item)),
            *([of_item(item)] if item else []),
            *(of_standing(result.standing) if result else ()),
        )

    def _question(self, transaction: Transaction) -> tuple[Transaction, Item | None]:
        """Return the transaction with the facts of its item, and the item; raises InputError, with its line, if it is invalid."""
        item = self.items.find(transaction.item) if self.items else None
        if item is None:
            return transaction, None
        from exportctl.permits.items import require_own_key

        require_own_key(self.law.engine, self.law, item, transaction)
        return item.complete(transaction), item

    def _permit_result(
        self, item: Item | None, transaction: Transaction, facts: Facts, evaluate: Callable[[Facts, date], Verdict]
    ) -> PermitResult | None:
        """Return a verdict with the file's permits applied; None if the file does not concern it. `transaction` is the caller's."""
        config = self.config
        if not config or not (config.licences or config.waivers or config.not_the_same or item):
            return None
        from exportctl.permits.items import item_decision
        from exportctl.permits.ledger import Ledger
        from exportctl.permits.permit_timeline import Decisions, permit_result, verdict_timeline

        decision = item_decision(self.law.engine, item, facts.goods, transaction) if item else None
        decisions = Decisions(self.permits, self.not_the_same, decision)
        verdicts = verdict_timeline(evaluate, facts, transaction.on, decisions)
        return permit_result(verdicts, Ledger(self.permits.licences).refusals(facts.quantity, transaction.item))


def _licence(item: Licence, law: Law) -> Licence:
    return item._replace(entries=_codes(item.entries, item.stated_at, law), to=_places(item.to, item.stated_at, law))


def _waiver(item: Waiver, law: Law) -> Waiver:
    """Return a waiver; raises InputError if no waiver can cover its provision."""
    if item.provision is not None:
        if item.provision not in law.law.provisions:
            near = nearest_key(item.provision, law.law.provisions)
            raise PlaceError(
                item.stated_at,
                "'{provision}' is not the id of a provision; `exportctl list provisions` prints the ids{near}",
                provision=item.provision,
                near=near,
            )
        effects = {rule.effect for rule in law.law.rules.get(item.provision, ())}
        if WAIVABLE.isdisjoint(effects):
            duties = both(sorted(effects)) or Sentence("nothing that exportctl checks")
            raise PlaceError(
                item.stated_at,
                "{provision} has the effect {effects}; a waiver can cover only {answerable}",
                provision=item.provision,
                effects=duties,
                answerable=both(sorted(WAIVABLE)),
            )
    return item._replace(to=_places(item.to, item.stated_at, law))


def _require_similar(item: NotTheSame, law: Law) -> None:
    """Raise InputError unless a decision names a listed party that its name resembles: otherwise, it would have no effect."""
    from exportctl.facts.parties import THRESHOLD, screen

    known = {listing.id: listing.party.name for listing in law.parties.listings}
    if item.party not in known:
        raise PlaceError(
            item.stated_at,
            "'{party}' is not the id of a party; `exportctl list parties` prints the ids{near}",
            party=item.party,
            near=nearest_key(item.party, known),
        )
    (hits,) = screen(law.parties, [item.name], _RESEMBLANCE)
    if not any(hit.listing.id == item.party for hit in hits):
        likely = hits[0].listing.id if hits and hits[0].score >= THRESHOLD else None
        raise PlaceError(
            item.stated_at,
            "'{name}' does not resemble {party} ({known}){hint}; correct the name or the party",
            name=item.name,
            party=item.party,
            known=BilingualName(*known[item.party]),
            hint=Sentence(", but {id}", id=likely) if likely else "",
        )


def _codes(texts: Iterable[str], stated_at: str, law: Law) -> tuple[str, ...]:
    """Return entries of the list in their printed spelling; raises InputError for an unknown entry."""
    codes = []
    for text in texts:
        code = law.law.names.codes.get(fold(text))
        if code is None:
            near = nearest_key(text, law.law.entries)
            raise PlaceError(
                stated_at, "'{text}' is not a control code; write one such as 3C001.a{near}", text=text, near=near
            )
        codes.append(code)
    return tuple(codes)


def _places(texts: Iterable[str], stated_at: str, law: Law) -> tuple[str, ...]:
    """Return places as ISO codes; raises InputError for an unknown place."""
    from exportctl.facts.places import place

    try:
        return tuple(place(law.law, text, "to") for text in texts)
    except InputError as error:
        raise PlaceError(stated_at, error.what) from None
