"""Apply the company's configuration file to the answers of commands, and note the changes on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.cli import settings
from exportctl.cli.printing import note
from exportctl.errors import InputError
from exportctl.sentences import Fact, Sentence, join, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.api import Law
    from exportctl.batch.binding import Company
    from exportctl.config.model import Config
    from exportctl.config.overlay import Overlay
    from exportctl.permits.influence import Influence
    from exportctl.permits.ledger import Ledger


def overlay(law: Law) -> Overlay:
    """Return the configuration of the working directory, resolved against a law."""
    from exportctl import api
    from exportctl.config.overlay import Overlay

    return Overlay(law, settings.configuration(), api.today(), settings.current_influences())


def require_valid(law: Law) -> None:
    """Raise InputError, with file and line, if some part of the configuration does not fit the law data."""
    _ = overlay(law).counts


def note_influences(contributions: Iterable[Influence]) -> None:
    """Note on stderr the settings that affected an answer, except those that loosen the gate, which have their own note."""
    if shown := [item for item in contributions if not settings.is_looser(item)]:
        from exportctl.reports.i18n.terms import influences

        note("configured by: {settings}", settings=influences(shown))


def of_rows(law: Law) -> Company | None:
    """Return the part of the configuration that applies to rows, and note on stderr which similar names it ignores."""
    company = overlay(law).of_rows()
    if company and company.not_the_same:
        places = join(
            Sentence("{stated_at} (valid through {through})", stated_at=item.stated_at, through=item.through)
            for item in company.not_the_same
        )
        note("similar names recorded as other parties are ignored: {places}", places=places)
    return company


def ledger_of(ours: Company | None, *, resume: bool) -> Ledger | None:
    """Return the ledger of the amounts of licences over a run; raises InputError for a resumed one: earlier amounts are not stored."""
    if ours is None:
        return None
    from exportctl.permits.ledger import Ledger

    ledger = Ledger(ours.permits.licences)
    if resume and ledger.licences:
        first = ledger.licences[0]
        reason = Sentence(
            "{licence} ({stated_at}) covers a limited amount, which is counted from the first row",
            licence=first.name,
            stated_at=first.stated_at,
        )
        raise InputError("resume", "{reason}; start again without {resume}", reason=reason, resume=Fact("resume"))
    return ledger


def note_remainders(ledger: Ledger | None) -> None:
    """Note the remaining amount of each licence with a limited amount."""
    from exportctl.goods.quantities import format_number

    if ledger is None:
        return
    for licence in ledger.licences:
        if whole := licence.quantity:
            note(
                "{licence}: {left} of {whole} are left",
                licence=licence.name,
                left=f"{format_number(ledger.balance(licence))} {whole.unit}",
                whole=f"{format_number(whole.value)} {whole.unit}",
            )


def table_summaries(config: Config) -> Iterable[tuple[str, str, str]]:
    """Yield the key, a summary and the place of each name, licence and waiver in the configuration."""
    from exportctl.goods.quantities import format_number

    for number, other in enumerate(config.not_the_same, 1):
        summary = Sentence(
            "{name} is not {party}, valid through {through}: {reason} ({approved_by})",
            name=other.name,
            party=other.party,
            through=other.through,
            reason=other.reason,
            approved_by=other.approved_by,
        )
        yield f"not_the_same.{number}", summary, other.stated_at
    for number, licence in enumerate(config.licences, 1):
        users = Sentence(", end users {names}", names=side_by_side(licence.end_users)) if licence.end_users else ""
        amount = f", {format_number(licence.quantity.value)} {licence.quantity.unit}" if licence.quantity else ""
        summary = Sentence(
            "{number}: {entries} to {places}{users}{amount}, from {first} through {last}",
            number=licence.number,
            entries=join(licence.entries),
            places=join(licence.to),
            users=users,
            amount=amount,
            first=licence.from_,
            last=licence.through,
        )
        yield f"licences.{number}", summary, licence.stated_at
    for number, waiver in enumerate(config.waivers, 1):
        both_ = Sentence("{provision} of {item}", provision=waiver.provision, item=waiver.item)
        summary = Sentence(
            "{about}{to}, valid through {through}: {reason} ({approved_by})",
            about=both_ if waiver.provision and waiver.item else waiver.provision or waiver.item or "",
            to=Sentence(" to {places}", places=join(waiver.to)) if waiver.to else "",
            through=waiver.through,
            reason=waiver.reason,
            approved_by=waiver.approved_by,
        )
        yield f"waivers.{number}", summary, waiver.stated_at
