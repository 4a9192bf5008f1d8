"""`timeline`, `diff` and `expiring` show past and future changes of provisions."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest

from tests.cli.program import (
    ask,
    json_of,
    spawn,
    words,
)
from tests.clock import ageless

STATUSES = {"pending", "in_force", "suspended", "unsettled", "ended"}

TITLE = {
    "en": "Presumption of denial for gallium, germanium, antimony and superhard items; enhanced review for graphite",
    "zh": "原则上不予许可镓、锗、锑、超硬材料相关两用物项对美国出口；对石墨两用物项实施更严格的审查",
}
"""Paragraph 2 of No. 46 of 2024."""


class TestTimeline:
    """`timeline` shows the past and future spans of provisions."""

    @pytest.mark.parametrize(
        "arguments", [("timeline",), ("timeline", "gallium", "--to", "US"), ("timeline", "--known-on", "2025-11-01")]
    )
    def test_the_spans_of_a_provision_tile_without_gap(self, arguments: tuple[str, ...]) -> None:
        """Each span starts on the day after the one before, in another status; the last is open."""
        spans = json_of(*arguments)["spans"]
        assert {span["status"] for span in spans} <= STATUSES
        for provision, group in groupby(spans, key=lambda span: span["provision"]):
            own = list(group)
            assert own[-1]["through"] is None, provision
            for one, other in pairwise(own):
                assert after(one["through"]) == other["from"], provision
                assert (one["status"], one["by"]) != (other["status"], other["by"]), provision
                assert one["from"] <= one["through"], provision

    def test_no_provision_is_printed_in_two_places(self) -> None:
        """All spans of a provision are together, and without ITEM every provision has some."""
        order = [provision for provision, _ in groupby(span["provision"] for span in json_of("timeline")["spans"])]
        assert len(order) == len(set(order))
        assert set(order) == {row["id"] for row in json_of("list", "provisions", "--on", "2025-12-01")["rows"]}

    def test_gallium_to_the_united_states(self) -> None:
        """The unified list replaced the act of 2023, and the refusal of 2024 is suspended."""
        spans = json_of("timeline", "gallium", "--to", "US")["spans"]
        assert {
            "provision": "mofcom-2024-46/2",
            "title": TITLE,
            "status": "suspended",
            "from": "2025-11-09",
            "through": "2026-11-27",
            "by": "mofcom-2025-72",
        } in spans
        spans = [{key: part for key, part in span.items() if key != "title"} for span in spans]
        assert {
            "provision": "mofcom-2023-23/1",
            "status": "ended",
            "from": "2024-12-01",
            "through": None,
            "by": "mofcom-2024-51",
        } in spans
        assert "mofcom-2025-18/1" not in {span["provision"] for span in spans}
        table = words("timeline", "gallium", "--to", "US", "--all")
        assert "2025-11-09 to 2026-11-27 suspended by No. 72/2025" in table
        assert "2024-12-01 to ... ended by No. 51/2024" in table

    def test_an_unconfirmed_provision_has_the_days_of_its_suspension(self) -> None:
        """Also where spans are left out; no status is cut off."""
        short = words("timeline", "gallium", "--to", "US", "--on", "2026-11-30")
        assert "unconfirmed from 2026-11-28 2025-11-09 to 2026-11-27 suspended by No. 72/2025" in short
        assert "suspended by" not in words("timeline", "gallium", "--to", "US", "--on", "2026-11-27")
        table = words("timeline", "gallium", "--to", "US", "--on", "2026-11-30", "--all")
        assert "2026-11-28 to ... unconfirmed by No. 72/2025" in table

    def test_an_unconfirmed_provision_asks_for_the_extension(self) -> None:
        """On a day of the suspension there is nothing to ask."""
        question = "To do Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn."
        assert question in words("timeline", "gallium", "--to", "US", "--on", "2026-11-28")
        assert "To do" not in words("timeline", "gallium", "--to", "US", "--on", "2026-11-27")

    def test_the_bars_are_drawn_to_scale(self) -> None:
        """A column is 28 days: the suspension of 384 days takes 14, between the time before it and the unsettled time after it."""
        lines = ask("timeline", "gallium", "--to", "US", "--on", "2026-10-10").out.splitlines()
        (place,) = [number for number, line in enumerate(lines) if line.startswith("No. 46/2024, para. 2  Presumption")]
        bar, _, standing = lines[place + 1].rpartition(" suspended ")
        assert standing == "through 2026-11-27"
        assert re.fullmatch(r" +█{12}░{11}│░░╱+", bar)
        assert max(map(len, lines)) <= 80
        axis = next(line for line in lines if line.split()[:1] == ["2023"])
        assert axis.index("2025") - axis.index("2024") in (13, 14)
        assert axis.index("│") == bar.index("│")
        assert "  █ in force  ╱ unconfirmed  ░ suspended  · pending  │ this day  28 days/column" in lines

    def test_a_place_without_goods_has_the_provisions_on_some_goods_to_it(self) -> None:
        """Those that name goods, those on parties, and none that only other places have."""
        provisions = {span["provision"] for span in json_of("timeline", "--to", "US")["spans"]}
        assert provisions >= {"mofcom-2024-46/1", "mofcom-2024-46/2", "mofcom-2025-57/1", "mofcom-2025-1/1"}
        assert provisions.isdisjoint({"mofcom-2026-1/1", "mofcom-2016-11/3"})
        assert "mofcom-2026-1/1" in {span["provision"] for span in json_of("timeline", "--to", "JP")["spans"]}
        of_goods = {span["provision"] for span in json_of("timeline", "gallium", "--to", "US")["spans"]}
        assert of_goods <= provisions

    def test_provisions_for_the_goods_come_first(self) -> None:
        """The licence of the list and the presumption of denial, the prohibition for the place, ended ones, then all others."""
        out = ask("timeline", "gallium", "--to", "US", "--on", "2026-10-10", "--all").out
        order = (
            "No. 51/2024 ",
            "No. 46/2024, para. 2 ",
            "No. 46/2024, para. 1 ",
            "No. 23/2023 ",
            "Export Control Law",
        )
        places = [out.index(f"\n{provision}") for provision in order]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("item", "to", "prohibition"),
        [
            ("gallium", "US", "No. 46/2024, para. 1"),
            ("graphite", "US", "No. 46/2024, para. 1"),
            ("tungsten", "JP", "No. 1/2026, para. 1"),
        ],
    )
    def test_the_prohibition_for_military_users_of_the_place_is_drawn(
        self, item: str, to: str, prohibition: str
    ) -> None:
        """It names no goods, but it is the worst case of every check to that place."""
        out = ask("timeline", item, "--to", to, "--on", "2026-10-10").out
        assert f"\n{prohibition}  Prohibits dual-use exports to" in out

    @pytest.mark.parametrize(
        ("day", "standing"), [("2024-12-02", "published 2024-12-03"), ("2024-12-03", "in force from 2024-12-03")]
    )
    def test_the_marked_day_has_the_status(self, day: str, standing: str) -> None:
        """Before an act is published, and from that day on."""
        words_ = words("timeline", "gallium", "--to", "US", "--on", day, "--all")
        weekday = "Mon" if day.endswith("02") else "Tue"
        assert f"gallium to United States | {day} ({weekday})" in words_
        assert re.search(
            rf"superhard items; enhanced review for graphite [^a-z]*(?:\[[^\]]*\][^a-z]*)?{standing}",
            words_,
        )

    @pytest.mark.parametrize("width", ["40", "80", "200"])
    def test_the_drawing_is_as_wide_as_it_may_be(self, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """COLUMNS sets the width, and no id is broken."""
        monkeypatch.setenv("COLUMNS", width)
        out = ask("timeline", "gallium", "--to", "US", "--on", "2026-10-10").out
        assert max(map(len, out.splitlines())) <= int(width)
        assert out.count("█") > int(width) // 4
        for provision in ("No. 51/2024", "No. 46/2024, para. 2", "No. 46/2024, closing paragraph", "No. 23/2023"):
            assert f"\n{provision} " in out

    def test_without_blocks_other_signs_say_the_same(self) -> None:
        """A terminal that is written in ASCII gets a drawing in ASCII."""
        plain = spawn("timeline", "gallium", "--to", "US", "--on", "2026-10-10", PYTHONIOENCODING="ascii").out
        drawn = ask("timeline", "gallium", "--to", "US", "--on", "2026-10-10").out
        assert ageless(plain) == ageless(drawn.translate(str.maketrans("█╱░·│", "#/-.|")))
        assert "#" in plain

    def test_unknown_goods_have_a_note(self) -> None:
        """For unknown goods, the drawing does not have every provision that may concern them."""
        text = "Warning These goods are not recognised: more provisions may apply to them."
        assert text in words("timeline", "unobtainium")
        assert text in words("diff", "2025-01-01", "2025-12-01", "unobtainium")
        assert text not in words("timeline", "gallium") + words("timeline")

    def test_an_invalid_day_is_one_line(self) -> None:
        """The day that is marked is a day."""
        answer = ask("timeline", "gallium", "--on", "2026-13-01")
        assert (answer.code, answer.out) == (2, "")
        assert (
            answer.err
            == "exportctl: --on: '2026-13-01' is not a date: there is no month 13; write it like 2025-12-01\n"
        )

    def test_to_japan_the_refusal_is_no_matter(self) -> None:
        """Paragraph 2 of No. 46 of 2024 speaks of the United States alone."""
        provisions = {span["provision"] for span in json_of("timeline", "gallium", "--to", "JP")["spans"]}
        assert "mofcom-2024-51/1" in provisions
        assert "mofcom-2024-46/2" not in provisions

    def test_known_on_forgets_what_came_later(self) -> None:
        """On 1 November 2025 the refusal had no end."""
        spans = json_of("timeline", "gallium", "--to", "US", "--known-on", "2025-11-01")["spans"]
        own = [(span["status"], span["through"]) for span in spans if span["provision"] == "mofcom-2024-46/2"]
        assert own == [("in_force", None)]


class TestDiff:
    """`diff` shows the changes of law between two days."""

    def test_the_truce_suspends_the_refusal_of_gallium(self) -> None:
        """On 9 November 2025, No. 72 suspended paragraph 2 of No. 46/2024."""
        arguments = ("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US")
        assert {
            "provision": "mofcom-2024-46/2",
            "title": TITLE,
            "before": "in_force",
            "after": "suspended",
            "on": "2025-11-09",
            "by": "mofcom-2025-72",
            "announced_extension": None,
        } in json_of(*arguments)["changes"]
        table = words(*arguments)
        assert table.startswith(
            "2 CHANGES gallium to United States | 2025-11-06 (Thu) to 2025-11-10 (Mon) Before 2025-11-06 (Thu): "
        )
        assert "Before 2025-11-06 (Thu): presumption of denial (worst case: prohibited)" in table
        assert "After 2025-11-10 (Mon): licence required (worst case: prohibited)" in table
        assert "2025-11-09 No. 46/2024, para. 2 and 1 more in force → suspended No. 72/2025" in table
        assert "mofcom-2024-46/2 Presumption of denial for gallium" in words(*arguments, "--all")
        assert "Law data as of 2026-10-10 (" in table

    def test_an_unconfirmed_end_asks_for_the_extension(self) -> None:
        """As check does; a suspension that begins and is not over has no question."""
        days = ("2026-11-01", "2026-12-01")
        question = "To do Was No. 72/2025 extended? See https://exportcontrol.mofcom.gov.cn."
        assert question in words("diff", *days, "gallium", "--to", "US")
        assert "No. 70/2025 and No. 72/2025 extended?" in words("diff", *days)
        assert "To do" not in words("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US")

    def test_equal_changes_are_printed_together(self) -> None:
        """No. 70/2025 suspended 25 provisions, 13 of which were in force; `--all` names each."""
        short, whole = (words("diff", "2025-11-06", "2025-11-12", *more) for more in ((), ("--all",)))
        assert "2025-11-07 No. 61/2025, para. in force → suspended No. 70/2025 1.3 and 13 more" in short
        assert "changes of measures that set no condition on an export (6; --all)" in short
        assert "mofcom-2025-61/5.1 " in whole
        assert "90 FR 50857" in whole
        assert "(--all)" not in whole

    @pytest.mark.parametrize(
        ("first", "last", "shown"),
        [("2025-11-08", "2025-11-09", True), ("2025-11-09", "2025-11-10", False), ("2025-11-08", "2025-11-08", False)],
    )
    def test_the_first_day_is_left_out_and_the_last_is_in(self, first: str, last: str, shown: bool) -> None:
        """A change belongs to the day on which it takes effect."""
        changes = json_of("diff", first, last, "gallium", "--to", "US")["changes"]
        assert ("mofcom-2024-46/2" in {change["provision"] for change in changes}) is shown
        if first == last:
            assert changes == []
            assert words("diff", first, last, "gallium").startswith("NO CHANGES gallium | ")

    def test_a_place_without_goods_has_the_changes_for_some_goods_to_it(self) -> None:
        """The package of No. 70/2025 and No. 72/2025 both end between these days; No. 1/2026 concerns Japan alone."""
        table = words("diff", "2026-11-09", "2026-11-28", "--to", "US")
        assert "NO CHANGES" not in table
        for change in ("2026-11-11 No. 55/2025", "2026-11-28 No. 46/2024, para. 2 suspended"):
            assert change in table
        assert "No. 1/2026, para. 1" in words("diff", "2026-01-01", "2026-01-31", "--to", "JP")
        assert "NO CHANGES" in words("diff", "2026-01-01", "2026-01-31", "--to", "US")

    def test_it_is_the_timeline_read_by_days(self) -> None:
        """Between the first day and the last there is every seam of every span, in the order of days."""
        seams = []
        for provision, group in groupby(json_of("timeline")["spans"], key=lambda span: span["provision"]):
            for before, span in pairwise([None, *group]):
                assert span is not None
                seams.append((span["from"], provision, before and before["status"], span["status"], span["by"]))
        changes = json_of("diff", "0001-01-01", "9999-12-31")["changes"]
        assert [(one["on"], one["provision"], one["before"], one["after"], one["by"]) for one in changes] == sorted(
            seams
        )

    def test_known_on_forgets_what_came_later(self) -> None:
        """On 1 November 2025, the suspension was not published."""
        changes = json_of("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US", "--known-on", "2025-11-01")[
            "changes"
        ]
        assert changes == []


class TestExpiring:
    """`expiring` lists suspensions and measures that end soon, ended lately, or may have ended."""

    ARGUMENTS = ("expiring", "--within", "60", "--on", "2026-10-10")

    def test_the_truce_ends_in_november(self) -> None:
        """The suspension by No. 72 ends without an announced extension; that of No. 70 has one through 10 January 2027."""
        changes = {one["provision"]: one for one in json_of(*self.ARGUMENTS)["changes"]}
        assert changes["mofcom-2024-46/2"] == {
            "on": "2026-11-28",
            "provision": "mofcom-2024-46/2",
            "title": TITLE,
            "before": "suspended",
            "after": "unsettled",
            "from_status": "suspended",
            "to_status": "unsettled",
            "by": "mofcom-2025-72",
            "suspended_by": "mofcom-2025-72",
            "last_day": "2026-11-27",
            "days_left": 48,
            "days_gone": 0,
            "effects": ["presumption_of_denial", "enhanced_review"],
            "announced_extension": None,
        }
        abroad = changes["mofcom-2025-61/1.3"]
        assert (abroad["on"], abroad["by"], abroad["to_status"]) == ("2026-11-11", "mofcom-2025-70", "unsettled")
        assert abroad["announced_extension"]["through"] == "2027-01-10"
        assert abroad["announced_extension"]["statement"] == "mofcom-readout-2026-09-28"

    def test_the_table_has_the_same_content(self) -> None:
        """A suspended provision has its title below the act that suspends it; an announcement without an act is marked."""
        table, short = words(*self.ARGUMENTS, "--all"), words(*self.ARGUMENTS)
        assert (
            "2026-11-27 No. 46/2024, para. 2 presumption of No. 72/2025 in 48 days and 3 more denial, unless extension unclear"
            in short
        )
        assert "2026-11-10 No. 61/2025, para. 2 " in short
        assert "Announced MOFCOM announced an extension through 2027-01-10 but did not name" in short
        assert short.count("extension unclear") == 1
        assert "ends of measures that set no condition on an export (5; --all)" in short
        assert "Check for extensions: https://exportcontrol.mofcom.gov.cn" in short
        assert "mofcom-2024-46/2" in table
        assert "[mofcom-readout-2026-09-28]" in table
        assert "mofcom-2024-46/2" not in short
        for shown in (table, short):
            assert "Law data as of 2026-10-10" in shown

    def test_acts_of_another_issuer_do_not_have_the_address_of_this_one(self) -> None:
        """The data has no address of the United States, so the question about its acts names none."""
        theirs = "Check whether 90 FR {} and 90 FR {} were extended."
        at_home = "extended? See https://exportcontrol.mofcom.gov.cn. "
        assert at_home + theirs.format(50947, 50857) in words("timeline", "--on", "2026-12-01")
        assert at_home + theirs.format(50857, 50947) in words("diff", "2026-11-09", "2026-12-01", "--all")
        asked = words("expiring", "--on", "2026-12-01", "--all")
        assert f"To do Check for extensions: https://exportcontrol.mofcom.gov.cn {theirs.format(50857, 50947)}" in asked
        chinese = "".join(ask("--lang", "zh", "timeline", "--on", "2026-12-01").out.split())
        assert "请核实《美国联邦公报》第90卷第50947页和《美国联邦公报》第90卷第50857页是否均已延期。" in chinese

    def test_unsettled_suspensions_come_first(self) -> None:
        """On 25 November 2026 the suspensions of 2025 have run out, and no later act is known."""
        day = ("--on", "2026-11-25")
        changes = {one["provision"]: one for one in json_of("expiring", *day)["changes"]}
        licence = changes["mofcom-2025-57/1"]
        assert (licence["on"], licence["last_day"]) == ("2026-11-11", "2026-11-10")
        assert (licence["to_status"], licence["days_gone"], licence["days_left"]) == ("unsettled", 15, 0)
        assert (licence["suspended_by"], licence["effects"]) == ("mofcom-2025-70", ["license_required"])
        assert licence["announced_extension"]["through"] == "2027-01-10"
        assert changes["mofcom-2024-46/2"]["days_left"] == 2
        table = words("expiring", *day)
        assert table.startswith(
            "29 UNCONFIRMED, 4 ENDING 2026-11-25 (Wed) | 90 days ahead, 30 days back MOFCOM announced an"
        )
        assert (
            table.index("15 days ago") < table.index("2026-11-27 No. 46/2024, para. 2") < table.index("2027-01-10 No.")
        )
        assert "announced extension none" in table
        assert "an extension through 2027-01-10 but did not name these acts; no act confirms it. The next" in table

    def test_every_number_counts_provisions(self) -> None:
        """The headline counts the provisions of the rows; with those that set no condition, they are the changes of `diff`."""
        day = ("--on", "2026-11-30")
        short = words("expiring", *day)
        assert short.startswith("33 UNCONFIRMED 2026-11-30 (Mon) | 90 days ahead, 30 days back No act")
        assert "Last day Provision What happens Act" in short
        assert "No. 61/2025, para. 2" in short
        assert "and 25 more" in short  # No. 70/2025; 3 other acts suspended one provision each, No. 72/2025 the last 4
        assert "No. 21/2025 and 28" in short  # all but those of No. 72/2025 on the last day of the inferred extension
        assert "ends of measures that set no condition on an export (5; --all)" in short
        assert words("expiring", *day, "--all").startswith("36 UNCONFIRMED ")  # 2 of the 5 surely ended
        assert len(json_of("expiring", *day)["changes"]) == 38
        changed = json_of("diff", "2026-10-10", "2026-11-30")["changes"]
        assert len([item for item in changed if item["after"] == "unsettled"]) == 36

    def test_unconfirmed_ends_before_the_days_back_are_announced(self) -> None:
        """On 5 January 2027, the ends of November were more than 30 days ago."""
        short = words("expiring", "--on", "2027-01-05")
        assert "90 days ahead, 30 days back; unconfirmed ends of any day" in short
        assert "56 days ago" in short

    @pytest.mark.parametrize(("since", "shown"), [("14", False), ("15", False), ("16", True), ("36500", True)])
    def test_recent_ends_are_printed_for_a_number_of_days(self, since: str, shown: bool) -> None:
        """The unified list replaced No. 23 of 2023 on 1 December 2024, which is 15 days before the 16th."""
        changes = json_of("expiring", "--since", since, "--on", "2024-12-16")["changes"]
        assert ("mofcom-2023-23/1" in {one["provision"] for one in changes}) is shown

    def test_unsettled_ends_are_printed_however_old_they_are(self) -> None:
        """A year later, the data still cannot confirm it; ends that are certain are left out."""
        changes = json_of("expiring", "--since", "0", "--within", "0", "--on", "2027-11-25")["changes"]
        assert {one["to_status"] for one in changes} == {"unsettled"}
        assert {"mofcom-2025-57/1", "mofcom-2024-46/2"} <= {one["provision"] for one in changes}

    def test_every_line_fits_80_columns(self) -> None:
        """Long titles wrap; an address is not broken."""
        for more in ((), ("--all",)):
            lines = ask("expiring", "--on", "2026-11-25", *more).out.splitlines()
            assert max(len(line) for line in lines if "  http" not in line) <= 80

    @pytest.mark.parametrize(("within", "shown"), [("0", False), ("47", False), ("49", True), ("36500", True)])
    def test_the_window_is_counted_in_days(self, within: str, shown: bool) -> None:
        """28 November 2026 is 49 days after 10 October."""
        changes = json_of("expiring", "--within", within, "--on", "2026-10-10")["changes"]
        assert ("mofcom-2024-46/2" in {one["provision"] for one in changes}) is shown
        assert [one["on"] for one in changes] == sorted(one["on"] for one in changes)

    def test_an_announcement_is_unknown_before_it_was_made(self) -> None:
        """On 22 September 2026 no extension was in sight."""
        changes = json_of(*self.ARGUMENTS, "--known-on", "2026-09-22")["changes"]
        assert "mofcom-2025-57/1" in {one["provision"] for one in changes}
        assert {str(one["announced_extension"]) for one in changes} == {"None"}

    def test_nothing_ends_after_the_end_of_the_calendar(self) -> None:
        """The last day of the calendar can be requested."""
        changes = json_of("expiring", "--on", "9999-12-31")["changes"]
        assert {one["to_status"] for one in changes} == {"unsettled"}


def after(day: str) -> str:
    """Return the day after a day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


RESTING = ["mofcom-2024-46/closing.2", "mofcom-2024-46/transit", "mofcom-2024-46/supply-abroad"]
"""Provisions that have an effect only while paragraph 2 of No. 46 of 2024 binds."""


class TestProvisionsThatRestOnOthers:
    """A provision without effect of its own has the status of the provision on which it rests, in every command."""

    @pytest.mark.parametrize("provision", RESTING)
    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2025-11-08", "in_force"),
            ("2025-11-09", "suspended"),
            ("2026-11-27", "suspended"),
            ("2026-11-28", "unsettled"),
        ],
    )
    def test_each_command_has_the_status_of_paragraph_2(self, provision: str, day: str, status: str) -> None:
        """The suspension of paragraph 2 by No. 72 of 2025 is theirs, on its first and last days too."""
        assert json_of("explain", provision, "--on", day)["status"] == status
        spans = [item for item in json_of("timeline")["spans"] if item["provision"] == provision]
        (now,) = [item for item in spans if item["from"] <= day <= (item["through"] or day)]
        assert now["status"] == status
        rows = json_of("list", "provisions", "--on", day)["rows"]
        assert [row["status"] for row in rows if row["id"] == provision] == [status]

    def test_their_suspension_expires_with_that_of_paragraph_2(self) -> None:
        """It ends on the same day, by the same act."""
        ends = {item["provision"]: item for item in json_of("expiring", "--on", "2026-11-01")["changes"]}
        paragraph = ends["mofcom-2024-46/2"]
        for provision in RESTING:
            assert {**ends[provision], "provision": paragraph["provision"], "title": paragraph["title"]} == paragraph

    def test_the_part_on_paragraph_1_stays_in_force(self) -> None:
        """Paragraph 1 is not suspended, and so neither is liability through it."""
        assert json_of("explain", "mofcom-2024-46/closing", "--on", "2026-01-05")["status"] == "in_force"
