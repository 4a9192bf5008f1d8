"""Writes the ends of suspensions and provisions as iCalendar events, with alarms before them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from exportctl.errors import MissingExtraError
from exportctl.inquiry.history import matters
from exportctl.law.status import DAY
from exportctl.reports.i18n.endings import announcement, consequence, ending_act, group_endings
from exportctl.reports.i18n.terms import days, status
from exportctl.sentences import Sentence

try:
    from icalendar import Alarm, Calendar, Event
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a calendar"), "calendar") from None

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.reports import results

_WARNED: Final = (14, 1)
"""So many days before the last day of what ends there is an alarm."""
_AGAIN: Final = timedelta(days=1)
"""How often a program that subscribed should look for a newer calendar."""


def expiring(result: results.Expiring) -> str:
    """Return what ends, or ended, in a span of days as iCalendar text (RFC 5545).

    An event keeps its id in every calendar, so that a second import updates it; its time stamp is the last day of the data. Provisions
    that decide nothing here are left out, unless `everything` is wanted.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//exportctl//expiring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Export controls of China: what ends")
    calendar.add("x-wr-calname", "Export controls of China: what ends")
    calendar.add("refresh-interval", _AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for changes in group_endings(result.changes):
        if result.everything or any(matters(result.law, change.provision) for change in changes):
            for event in _events(changes, result):
                calendar.add_component(event)
    return str(calendar.to_ical().decode()).removesuffix("\n")


def _events(changes: Sequence[Transition], result: results.Expiring) -> Iterator[Event]:
    """Yield the two days of what ends alike: the last one, with its alarms, and the first of what follows."""
    law, change = result.law, changes[0]
    act, follows = law.acts[ending_act(change)], consequence(changes, law).removeprefix("then ")
    what = f"{change.provision} and {len(changes) - 1} more" if len(changes) > 1 else change.provision
    told = [
        f"{act.id}: {act.title.en} ({act.title.zh})",
        *([announcement(change.announced_extension)] if change.suspended_by else []),
        f"From {change.on}: {follows}.",
        *(f"{item.provision}: {law.provisions[item.provision].title.en}" for item in changes),
        f"By the law as checked through {law.home.checked_through}; nothing published later is known.",
    ]
    shared = {
        "dtstamp": datetime.combine(law.home.checked_through, time.min, UTC),
        "description": "\n".join(told),
        "categories": ["export control", status(change.after)],
        "transp": "TRANSPARENT",
        "url": next((source.url for source in act.sources if source.url), None),
    }
    name = f"{act.id}.{change.provision.replace('/', '.')}.{change.after}"
    last = _event(f"{name}.last", change.last_day, f"Last day of {act.id}: {what}", shared)
    for before in _WARNED:
        last.add_component(_alarm(timedelta(days=-before), f"In {days(before)}: {last['summary']}"))
    yield last
    yield _event(f"{name}.first", change.on, f"{what}: {follows}", shared)


def _event(name: str, day: date, summary: str, shared: Mapping[str, object]) -> Event:
    event = Event()
    event.add("uid", f"{name}.{day}@exportctl")
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("summary", summary)
    for key, value in shared.items():
        if value is not None:
            event.add(key, value)
    return event


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", text)
    return alarm
