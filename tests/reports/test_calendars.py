"""A calendar has the ends as programs read them: last days, first days, alarms, and constant ids."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from tests.cli.program import ask

LEFT_OUT = r"(exportctl: the calendar leaves out \d+ unconfirmed ends before \S+; --since \d+ adds them\n)?"
ASKED = ("expiring", "--format", "ics", "--within", "90", "--on")


def calendar(*arguments: str) -> str:
    """Return the calendar that the command prints; the only note is about what it leaves out."""
    answer = ask(*arguments)
    assert answer.code == 0
    assert re.fullmatch(LEFT_OUT, answer.err)
    return answer.out


def events(*arguments: str) -> dict[str, Any]:
    """Return the events that a reader of calendars finds, by their ids."""
    components = Calendar.from_ical(calendar(*arguments)).walk("VEVENT")
    by_id = {str(event["uid"]): event for event in components}
    assert len(by_id) == len(components) > 0
    return by_id


LAST = "mofcom-2025-72.mofcom-2024-46.2.unsettled.last.2026-11-27@exportctl"
FIRST = "mofcom-2025-72.mofcom-2024-46.2.unsettled.first.2026-11-28@exportctl"


def test_a_suspension_has_a_last_day_with_alarms_and_a_first_day_after_it() -> None:
    """Both are all-day events, and state what follows."""
    entries = events(*ASKED, "2026-10-10")
    last, first = entries[LAST], entries[FIRST]
    assert (last["dtstart"].dt, last["dtend"].dt) == (date(2026, 11, 27), date(2026, 11, 28))
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 11, 28), date(2026, 11, 29))
    assert [alarm["trigger"].dt for alarm in last.walk("VALARM")] == [timedelta(days=-14), timedelta(days=-1)]
    assert first.walk("VALARM") == []
    assert str(last["summary"]) == (
        "Suspension of No. 46/2024, para. 2 ends: gallium, germanium, antimony, superhard-material and 1 more to United States"
    )
    assert str(first["summary"]) == (
        "End of the suspension of No. 46/2024, para. 2 as published: presumption of denial unless it is extended"
    )
    description = str(last["description"])
    assert "From 2026-11-28: End of the suspension of No. 46/2024, para. 2" in description
    assert "Goods and places: gallium, germanium" in description
    assert (
        "To do: Confirm whether MOFCOM extended the suspension. Do not ship; expect a refusal if you apply."
        in description
    )
    assert "Act: No. 72/2025 (" in description
    assert "The law data ends on 2026-10-10; check for later acts." in description


def test_the_end_of_a_listing_is_called_after_its_act() -> None:
    """The act states how many parties of which country are listed; its provision calls them "the above"."""
    listing = "mofcom-decision-2025-11-05.mofcom-2025-21.1.unsettled.last.2026-11-09@exportctl"
    english, chinese = (
        events(*ASKED, "2026-10-10", "--lang", language)[listing]["summary"] for language in ("en", "zh")
    )
    assert english == "Suspension of No. 21/2025 ends: 16 entities of the United States put on the control list"
    assert chinese == "商务部公告2025年第21号暂停实施期限届满：公布将16家美国实体列入出口管制管控名单"


def test_another_reader_finds_the_same() -> None:
    """Every reader finds the id, the days, the words and the alarms of each event."""
    text = calendar(*ASKED, "2026-10-10")
    ours = {
        uid: (event["dtstart"].dt, event["dtend"].dt, str(event["summary"]), len(event.walk("VALARM")))
        for uid, event in events(*ASKED, "2026-10-10").items()
    }
    assert {
        event.uid.value: (
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            len(event.contents.get("valarm", ())),
        )
        for event in vobject.readOne(text).vevent_list
    } == ours


def test_an_announced_end_is_marked_as_announced() -> None:
    """An extension without an act moves no day."""
    entries = events(*ASKED, "2026-10-10")
    ending = [
        event for event in entries.values() if event["uid"].startswith("mofcom-2025-70.") and ".last." in event["uid"]
    ]
    assert {event["dtstart"].dt for event in ending} == {date(2026, 11, 10)}
    assert all("MOFCOM announced an extension through 2027-01-10" in str(event["description"]) for event in ending)
    assert all(
        "but did not name No. 70/2025; no act confirms it [mofcom-readout-2026-09-28]" in str(event["description"])
        for event in ending
    )


def test_the_end_of_an_announced_extension_is_an_unconfirmed_event() -> None:
    """No act confirms it, and it is there although the suspension itself ended long before."""
    event = events(*ASKED, "2026-11-29")["mofcom-2025-70.mofcom-2025-57.announced.2027-01-10@exportctl"]
    assert str(event["summary"]).startswith(
        "Unconfirmed: announced extension of No. 70/2025 for No. 57/2025 ends: holmium, "
    )
    assert "did not name No. 70/2025; no act confirms it" in str(event["description"])
    assert "unconfirmed" in str(event["categories"].to_ical())


def test_each_suspended_act_has_its_events_with_its_own_step() -> None:
    """No. 70/2025 suspended six acts: five ask for a licence, and No. 61/2025 alone refuses in principle."""
    entries = events(*ASKED, "2026-10-10").values()
    of_act = {
        title.partition(" ends: ")[0]: re.search(r"To do: (.*)", str(entry["description"]))
        for entry in entries
        if (title := str(entry["summary"])).startswith("Suspension of No.")
        and entry["dtstart"].dt == date(2026, 11, 10)
    }
    confirm = "Confirm whether MOFCOM extended the suspension. "
    licence, refusal = "Apply on MOFCOM's platform; ship once licensed.", "Do not ship; expect a refusal if you apply."
    assert {title: step and step[1] for title, step in of_act.items()} == {
        **{f"Suspension of No. {number}/2025": confirm + licence for number in (55, 56, 57, 58, 62)},
        "Suspension of No. 61/2025": confirm + refusal,
    }
    titles = [str(entry["summary"]) for entry in entries]
    assert "End of the suspension of No. 57/2025 as published: licence required unless it is extended" in titles
    magnets = "Suspension of No. 61/2025 ends: rare-earth metals, alloys and oxides, magnets, goods that contain them, and targets"
    assert magnets in titles


def test_past_days_are_there_if_they_are_wanted() -> None:
    """Without --since, no event is earlier than the requested day."""
    day = date(2026, 11, 29)
    assert all(event["dtstart"].dt >= day for event in events(*ASKED, str(day)).values())
    assert any(event["dtstart"].dt < day for event in events(*ASKED, str(day), "--since", "30").values())


def test_unconfirmed_ends_that_are_left_out_are_noted() -> None:
    """With the option that adds all of them; the table has them in any case."""
    answer = ask(*ASKED, "2026-11-29")
    assert (
        answer.err == "exportctl: the calendar leaves out 33 unconfirmed ends before 2026-11-29; --since 20 adds them\n"
    )
    assert "33 UNCONFIRMED" in ask("expiring", "--within", "90", "--on", "2026-11-29").out
    assert LAST in events(*ASKED, "2026-11-29", "--since", "20")
    assert ask(*ASKED, "2026-11-29", "--since", "20").err == ""
    assert ask(*ASKED, "2026-10-10").err == ""
    chinese = ask("--lang", "zh", *ASKED, "2026-11-29").err
    assert chinese == "exportctl: 日历未列入2026-11-29之前状态待确认的届满事项33项；加 --since 20 可列入\n"


def test_a_yearly_act_is_an_event_on_its_usual_day() -> None:
    """As in the table, from the time on at which it may be published."""
    id_ = "licence-catalogue.expected.2026-12-31@exportctl"
    assert id_ not in events(*ASKED, "2026-10-10")
    event = events(*ASKED, "2026-12-05")[id_]
    assert event["dtstart"].dt == date(2026, 12, 31)
    assert str(event["summary"]).startswith("Expected around this day: licence catalogue of dual-use items")
    assert "check for later acts" in str(event["description"])
    assert "unconfirmed" in str(event["categories"].to_ical())
    chinese = str(events(*ASKED, "2026-12-05", "--lang", "zh", "--since", "30")[id_]["summary"])
    assert chinese.startswith("预计在此日前后发布：下一年度《两用物项和技术进出口许可证管理目录》")


def test_a_chinese_calendar_is_chinese() -> None:
    """Titles and descriptions cite acts as Chinese readers do."""
    last = events(*ASKED, "2026-10-10", "--lang", "zh")[LAST]
    assert str(last["summary"]).startswith("商务部公告2024年第46号第二款暂停实施期限届满：镓、锗、锑、超硬材料")
    assert not re.findall("[A-Za-z]{2,}", str(last["summary"]))


def test_a_calendar_that_is_read_again_changes_what_is_there() -> None:
    """The same end has the same id on every requested day; the same question has the same bytes."""
    early, late = events(*ASKED, "2026-10-10"), events(*ASKED, "2026-11-20")
    assert {LAST, FIRST} <= early.keys() & late.keys()
    assert early[LAST].to_ical() == late[LAST].to_ical()
    assert early[LAST]["dtstamp"].dt == datetime(2026, 10, 10, tzinfo=UTC)
    assert calendar(*ASKED, "2026-10-10") == calendar(*ASKED, "2026-10-10")


def test_us_measures_are_optional() -> None:
    """The United States' own measures are not the question."""
    assert not any(name.startswith("us-") for name in events(*ASKED, "2026-10-10"))
    assert any(name.startswith("us-") for name in events(*ASKED, "2026-10-10", "--all"))


def test_lines_end_as_the_format_has_it() -> None:
    """Each ends with CR and LF, and none has more than 75 bytes."""
    lines = calendar(*ASKED, "2026-10-10").split("\n")
    assert lines.pop() == ""
    assert all(line.endswith("\r") and len(line.encode()) <= 76 for line in lines)


@pytest.mark.parametrize(
    ("command", "formats"),
    [
        ("timeline", "table, json, svg, png"),
        ("diff 2025-11-01 2025-12-01", "table, json"),
        ("list acts", "table, json"),
    ],
)
def test_other_commands_have_no_calendar(command: str, formats: str) -> None:
    """They name the formats that they have."""
    answer = ask(*command.split(), "--format", "ics")
    assert answer.code == 2
    assert answer.err == f"exportctl: --format: 'ics' is not one of {formats}\n"
