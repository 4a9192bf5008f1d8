"""Write the ends of suspensions and provisions as iCalendar events, with alarms before them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from exportctl.errors import MissingExtraError
from exportctl.inquiry.history import Transition, effects_of, matters
from exportctl.inquiry.upcoming import acts_due
from exportctl.law.citations import act_citation, citation
from exportctl.law.model import address_of
from exportctl.law.status import DAY, Announcement
from exportctl.procedure.steps import Export, first_requirements, lists_of_provisions, requirements_of, under_provisions
from exportctl.reports.i18n import events
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import days, status
from exportctl.sentences import Sentence, paragraph

try:
    from icalendar import Alarm, Calendar, Event
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a calendar"), "calendar") from None

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.law.register import Register
    from exportctl.reports import results

_WARNED: Final = (14, 1)
"""The number of days between an alarm and the last day."""
_AGAIN: Final = timedelta(days=1)
"""The interval at which a subscribed program should fetch the calendar."""


def expiring(result: results.Expiring) -> str:
    """Return the ends in a span of days as iCalendar text (RFC 5545).

    An event keeps its id in every calendar, so that a second import updates it; its time stamp is the last day of the
    data. Provisions that decide nothing here are left out, unless `everything` is set. Days before the span are left
    out, even of suspensions whose end is unsettled.
    """
    calendar = Calendar()
    title = translate("Export controls of China: next dates")
    calendar.add("prodid", "-//exportctl//expiring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for entry in (*_events_of(result), *_expected_acts(result)):
        if entry.start.toordinal() >= result.on.toordinal() - result.since:
            calendar.add_component(entry)
    # The printer adds the last line end, and the last \r stays before it.
    return str(calendar.to_ical().decode()).removesuffix("\n")


def _events_of(result: results.Expiring) -> Iterator[Event]:
    """Yield the events: the ends, and the ends of announced extensions."""
    extended: dict[tuple[str, Announcement], list[Transition]] = {}
    endings = events.group_endings(result.changes)
    for changes in (part for group in endings for part in events.group_by_suspended_act(result.law, group)):
        if result.everything or any(matters(result.law, change.provision) for change in changes):
            yield from _events(changes, result)
            for change in changes:
                if change.suspended_by and change.announced_extension:
                    extended.setdefault((change.suspended_by, change.announced_extension), []).append(change)
    for (act, longer), changes in extended.items():
        parts = events.group_by_suspended_act(result.law, changes)
        for part in parts:
            yield _extension_end(act, longer, part, result, is_one_of_several=len(parts) > 1)


def _events(changes: Sequence[Transition], result: results.Expiring) -> Iterator[Event]:
    """Yield the two days of an end: the last day, with its alarms, and the first day of the next status."""
    law, change = result.law, changes[0]
    shared = _common_properties(result, events.ending_act(change), status(change.after))
    names = [item.provision for item in changes]
    provisions = events.citation_in_title(law, names) if change.suspended_by else events.list_citations(law, names)
    goods, follows = events.subject(law, changes), events.event(law, changes)
    shared["description"] = _description(
        result, changes, Sentence("From {day}: {event}.", day=change.on, event=follows), change.announced_extension
    )
    name = f"{events.ending_act(change)}.{change.provision.replace('/', '.')}.{change.after}"
    if change.suspended_by:
        title = Sentence("Suspension of {provisions} ends: {goods}", provisions=provisions, goods=goods)
    else:
        title = Sentence("Last day of {provisions}: {goods}", provisions=provisions, goods=goods)
    last = _event(f"{name}.last", change.last_day, render(title), shared)
    for before in _WARNED:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-before))
        alarm.add("description", translate("In {days}: {event}", days=days(before), event=title))
        last.add_component(alarm)
    yield last
    yield _event(f"{name}.first", change.on, follows, shared)


def _extension_end(
    act: str, longer: Announcement, changes: Sequence[Transition], result: results.Expiring, *, is_one_of_several: bool
) -> Event:
    """Return the last day of an announced extension that no act confirms; of several suspended acts, each has its own event."""
    law, name = result.law, act
    cited: str = act_citation(law, act)
    if is_one_of_several:
        suspended = law.act_of(changes[0].provision).id
        name = f"{act}.{suspended}"
        cited = Sentence("{act} for {suspended}", act=cited, suspended=act_citation(law, suspended))
    title = translate(
        "Unconfirmed: announced extension of {act} ends: {goods}",
        act=cited,
        goods=events.subject(law, changes),
    )
    change = Sentence("An announced extension would end; no act confirms it.")
    shared = _common_properties(result, act, status("unsettled")) | {
        "description": _description(result, changes, change, longer)
    }
    return _event(f"{name}.announced", longer.through, title, shared)


def _expected_acts(result: results.Expiring) -> Iterator[Event]:
    """Yield the usual days of yearly acts that the law data does not hold yet."""
    law = result.law
    for item in acts_due(law, result.on):
        title = Sentence("Expected around this day: {name}", name=item.name_in_both)
        shared = {
            **_properties_of_data(law, status("unsettled")),
            "url": item.publishes_at,
            "description": "\n".join(map(render, (item.line(), _later_acts(law)))),
        }
        yield _event(f"{item.id}.expected", item.on, render(title), shared)


def _common_properties(result: results.Expiring, act: str, kind: str) -> dict[str, object]:
    """Return the properties that all events of an act share."""
    return {**_properties_of_data(result.law, kind), "url": address_of(result.law.acts[act].sources)}


def _properties_of_data(law: Register, kind: str) -> dict[str, object]:
    """Return the properties that all events of a kind share."""
    return {
        "dtstamp": datetime.combine(law.home.checked_through, time.min, UTC),
        "categories": [translate("export control"), kind],
        "transp": "TRANSPARENT",
    }


def _later_acts(law: Register) -> Sentence:
    """Return the last day of the law data, as a reason to look for later acts."""
    return Sentence("The law data ends on {day}; check for later acts.", day=law.home.checked_through)


def _description(
    result: results.Expiring, changes: Sequence[Transition], change: str, longer: Announcement | None
) -> str:
    """Return the change, the acts, the goods and places, and the age of the data."""
    law, act = result.law, events.ending_act(changes[0])
    lines = [
        change,
        *_first_steps(result, changes),
        Sentence("Goods and places: {goods}", goods=events.subject(law, changes)),
        Sentence("Act: {citation} ({title})", citation=act_citation(law, act), title=name_of(law.acts[act].title)),
        *([events.announcement(law, longer)] if changes[0].suspended_by else []),
        *(
            Sentence(
                "{citation}: {title}",
                citation=citation(law, item.provision),
                title=name_of(law.provisions[item.provision].title),
            )
            for item in changes
        ),
        _later_acts(law),
    ]
    return "\n".join(map(render, lines))


def _first_steps(result: results.Expiring, changes: Sequence[Transition]) -> Iterator[str]:
    """Yield a line with the first steps of an exporter at home once provisions bind, or may bind, from a day on."""
    law, change = result.law, changes[0]
    provision = events.worst_of(changes, law).provision
    effects = effects_of(law, provision)
    if change.after not in ("in_force", "unsettled") or not effects or law.jurisdiction_of(provision) != law.home:
        return
    export = Export(
        decision=effects[0],
        on=change.on,
        lists=frozenset(lists_of_provisions(law, [provision])),
        under=under_provisions(law, [provision]),
        known_on=result.known_on,
        is_unsettled=change.after == "unsettled",
    )
    if steps := first_requirements(requirements_of(law, export)):
        yield Sentence("To do: {steps}", steps=paragraph(item.in_short for item in steps))


def _event(name: str, day: date, summary: str, shared: Mapping[str, object]) -> Event:
    own = {"uid": f"{name}.{day}@exportctl", "dtstart": day, "dtend": day + DAY, "summary": summary}
    event = Event()
    for key, value in {**own, **shared}.items():
        if value is not None:
            event.add(key, value)
    return event
