"""Every command but `check` tells one thing about the law, as a table and as JSON alike."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from exportctl.store import draft
from tests.cli.program import Broken, ask, spawn, verdict

STATUSES = {"pending", "in_force", "suspended", "unsettled", "ended"}
KINDS = {kind.name: kind.pattern for kind in draft.KINDS}


def told(*arguments: str) -> dict[str, Any]:
    """Return the JSON of a command that ends well and has nothing to note."""
    answer = ask(*arguments, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    return answer.json


def words(*arguments: str) -> str:
    """Return the table of a command that ends well, with single blanks."""
    answer = ask(*arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.words


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (("check", "gallium", "--on", "2025-12-01"), "exportctl.verdict/1"),
        (("classify", "gallium"), "exportctl.classification/1"),
        (("list", "acts"), "exportctl.list/1"),
        (("show", "mofcom-2024-46"), "exportctl.show/1"),
        (("explain", "mofcom-2024-46"), "exportctl.explain/1"),
        (("timeline", "gallium"), "exportctl.timeline/1"),
        (("diff", "2025-11-06", "2025-11-10"), "exportctl.diff/1"),
        (("expiring", "--on", "2026-10-10"), "exportctl.expiring/1"),
        (("data", "status"), "exportctl.data-status/1"),
        (("data", "lint"), "exportctl.lint/1"),
    ],
)
def test_every_document_names_its_schema(arguments: tuple[str, ...], schema: str) -> None:
    """The first key of a document is its schema; `-f` is short for `--format`."""
    document = ask(*arguments, "-f", "json").json
    assert next(iter(document.items())) == ("schema", schema)


class TestClassify:
    """`classify` tells what the goods are, whether they are, and what that rests on."""

    def test_gallium_is_one_entry_by_name(self) -> None:
        """The metal is 3C001.a, surely."""
        answer = ask("classify", "gallium", "--format", "json")
        document = answer.json
        assert (answer.code, document["recognised"], document["excluded"]) == (1, True, [])
        (match,) = document["matches"]
        assert match == {
            "entry": "3C001.a",
            "name": {"en": "Gallium metal (the element)", "zh": "金属镓（单质）"},
            "certainty": "yes",
            "basis": "name",
        }

    @pytest.mark.parametrize(
        ("item", "basis"), [("镓", "name"), ("Ga", "formula"), ("7440-55-3", "cas"), ("3c001.A", "code")]
    )
    def test_gallium_has_many_names(self, item: str, basis: str) -> None:
        """A Chinese name, a symbol, a CAS number and a list code find the same entry."""
        answer = ask("classify", item, "--format", "json")
        assert answer.code == 1
        assert [(match["entry"], match["basis"]) for match in answer.json["matches"]] == [("3C001.a", basis)]

    def test_dysprosium_makes_a_magnet_one_of_the_april_list(self) -> None:
        """A neodymium magnet with dysprosium is 1C905.a.4; whether it has terbium nobody stated."""
        answer = ask("classify", "neodymium magnet", "--contains", "Dy=2%", "--format", "json")
        found = {match["entry"]: match for match in answer.json["matches"]}
        assert answer.code == 1
        assert (found["1C905.a.4"]["certainty"], found["1C905.a.4"]["basis"]) == ("yes", "composition")
        assert (found["1C904.a.4"]["certainty"], found["1C904.a.4"]["missing"]) == ("possible", ["contains"])

    def test_graphite_waits_for_its_figures(self) -> None:
        """Without density, strength and purity graphite only may be an entry, and the code says so."""
        answer = ask("classify", "graphite", "--format", "json")
        assert answer.code == 3
        assert {match["certainty"] for match in answer.json["matches"]} == {"possible"}
        assert "density" in {fact for match in answer.json["matches"] for fact in match["missing"]}

    def test_the_table_says_the_same(self) -> None:
        """The table names entry, certainty and basis, and the option that would settle it."""
        answer = ask("classify", "neodymium magnet", "--contains", "Dy=2%")
        assert answer.code == 1
        assert "1C905.a.4 yes composition" in answer.words
        assert "1C904.a.4 possible composition" in answer.words
        assert "--contains" in answer.words

    def test_what_nobody_knows_is_never_certain(self) -> None:
        """An unknown name matches nothing, and ends with 3 and not with 0."""
        answer = ask("classify", "unobtainium", "--format", "json")
        assert (answer.code, answer.json["recognised"], answer.json["matches"]) == (3, False, [])
        assert "unobtainium" in ask("classify", "unobtainium").out

    def test_it_matches_like_a_verdict(self) -> None:
        """`check` and `classify` find the same entries in the same facts."""
        document = ask("classify", "neodymium magnet", "--contains", "Dy=2%", "--format", "json").json
        question = "'neodymium magnet' --contains Dy=2% --to JP --on 2025-12-01"
        assert document["matches"] == verdict(question)["item"]["matches"]


class TestList:
    """`list` has one row for each record of a kind."""

    def test_acts(self) -> None:
        """No. 46 of 2024 was published on 3 December 2024."""
        rows = {row["id"]: row for row in told("list", "acts", "--on", "2025-12-01")["rows"]}
        assert rows["mofcom-2024-46"]["published"] == "2024-12-03"
        assert rows["mofcom-2023-23"]["in_force"] == 0
        assert f"{len(rows)} acts" in words("list", "acts", "--on", "2025-12-01")
        assert told("list", "--on", "2025-12-01") == told("list", "acts", "--on", "2025-12-01")

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2024-12-02", "not published"),
            ("2024-12-03", "in_force"),
            ("2025-11-09", "suspended"),
            ("2026-11-27", "suspended"),
            ("2026-11-28", "unsettled"),
        ],
    )
    def test_provisions_have_the_status_of_the_day(self, day: str, status: str) -> None:
        """The refusal of gallium is in force, suspended and unsettled in turn."""
        rows = {row["id"]: row["status"] for row in told("list", "provisions", "--on", day)["rows"]}
        assert rows["mofcom-2024-46/2"] == status
        assert set(rows.values()) <= STATUSES | {"not published"}
        table = words("list", "provisions", "--on", day)
        assert f"mofcom-2024-46/2 2024-12-03 {status.replace('_', ' ')}" in table
        assert f"status on {day}" in table

    def test_entries_are_ordered_by_code(self) -> None:
        """3C001.a is gallium metal."""
        rows = told("list", "entries", "--on", "2025-12-01")["rows"]
        codes = [row["id"] for row in rows]
        assert codes == sorted(set(codes))
        assert {"id": "3C001.a", "name": "Gallium metal (the element)", "zh": "金属镓（单质）"} in rows
        assert "3C001.a Gallium metal (the element) 金属镓（单质）" in words("list", "entries", "--on", "2025-12-01")

    def test_statements(self) -> None:
        """MOFCOM's readout of 28 September 2026 is no act."""
        rows = {row["id"]: row for row in told("list", "statements", "--on", "2026-10-10")["rows"]}
        assert rows["mofcom-readout-2026-09-28"]["published"] == "2026-09-28"
        assert "mofcom-readout-2026-09-28 2026-09-28 MOFCOM" in words("list", "statements", "--on", "2026-10-10")


class TestShow:
    """`show` prints a record whole, as its file has it."""

    @pytest.mark.parametrize(
        ("id_", "kind"),
        [
            ("mofcom-2024-46", "act"),
            ("mofcom-2024-46/2", "provision"),
            ("3C001.a", "entry"),
            ("3C001", "family"),
            ("mofcom-readout-2026-09-28", "statement"),
        ],
    )
    def test_the_table_is_the_record_as_yaml(self, id_: str, kind: str) -> None:
        """Under its title stands what the JSON holds, and a program could read it."""
        document = told("show", id_)
        assert (document["kind"], document["id"]) == (kind, id_)
        title, _, text = ask("show", id_).out.partition("\n")
        assert title == f"{kind} {id_}"
        assert yaml.safe_load(text) == document["record"]

    def test_an_act_tells_what_it_suspends(self) -> None:
        """No. 72 of 2025 suspends paragraph 2 of No. 46 of 2024."""
        assert told("show", "mofcom-2025-72")["record"]["suspends"] == [
            {"provision": "mofcom-2024-46/2", "from": "2025-11-09", "through": "2026-11-27"}
        ]

    def test_an_id_is_found_in_any_case(self) -> None:
        """The id is told back as the data writes it."""
        assert told("show", "3c001.A")["id"] == "3C001.a"
        assert told("show", "MOFCOM-2024-46/2")["id"] == "mofcom-2024-46/2"


class TestExplain:
    """`explain` tells what a record says, what became of it, where that was read, and what is in doubt."""

    def test_a_provision_has_a_history(self) -> None:
        """The refusal of gallium was in force, sleeps, and is not settled after 27 November 2026."""
        document = told("explain", "mofcom-2024-46/2", "--on", "2025-12-01")
        assert (document["kind"], document["status"], document["published"]) == ("provision", "suspended", "2024-12-03")
        assert [(span["status"], span["from"], span["through"]) for span in document["history"]] == [
            ("in_force", "2024-12-03", "2025-11-08"),
            ("suspended", "2025-11-09", "2026-11-27"),
            ("unsettled", "2026-11-28", None),
        ]
        assert document["announced"] == []
        assert document["sources"]
        assert document["doubts"]

    @pytest.mark.parametrize(
        ("id_", "fact"),
        [
            ("mofcom-2024-46/2", "2025-11-09 to 2026-11-27 mofcom-2024-46/2 suspended (by mofcom-2025-72)"),
            ("mofcom-2025-61/1.3", "2027-01-10"),
            ("3C001.a", "mofcom-2024-51/1"),
            ("3C001", "3C001.a"),
            ("mofcom-2025-72", "mofcom-2024-46/2"),
            ("mofcom-readout-2026-09-28", "A statement is not an act: it changes no status."),
        ],
    )
    def test_every_kind_is_explained(self, id_: str, fact: str) -> None:
        """The table names the fact, and its sources."""
        table = words("explain", id_, "--on", "2025-12-01")
        assert fact in table
        assert "Sources" in table
        assert told("explain", id_, "--on", "2025-12-01")["sources"]

    def test_an_announcement_is_told_with_its_statement(self) -> None:
        """The suspension of No. 61 of 2025 is said to run to 10 January 2027, by a statement and no act."""
        assert told("explain", "mofcom-2025-61/1.3", "--on", "2026-10-10")["announced"] == [
            {
                "suspended_by": "mofcom-2025-70",
                "through": "2027-01-10",
                "statement": "mofcom-readout-2026-09-28",
                "confidence": "inferred",
            }
        ]


class TestTimeline:
    """`timeline` tells the spans of provisions, past and to come."""

    @pytest.mark.parametrize(
        "arguments", [("timeline",), ("timeline", "gallium", "--to", "US"), ("timeline", "--known-on", "2025-11-01")]
    )
    def test_the_spans_of_a_provision_tile_without_gap(self, arguments: tuple[str, ...]) -> None:
        """Each span starts on the day after the one before, in another status; the last is open."""
        spans = told(*arguments)["spans"]
        assert {span["status"] for span in spans} <= STATUSES
        for provision, group in groupby(spans, key=lambda span: span["provision"]):
            own = list(group)
            assert own[-1]["through"] is None, provision
            for one, other in pairwise(own):
                assert after(one["through"]) == other["from"], provision
                assert (one["status"], one["by"]) != (other["status"], other["by"]), provision
                assert one["from"] <= one["through"], provision

    def test_no_provision_is_told_in_two_places(self) -> None:
        """All spans of a provision stand together, and without ITEM every provision has some."""
        order = [provision for provision, _ in groupby(span["provision"] for span in told("timeline")["spans"])]
        assert len(order) == len(set(order))
        assert set(order) == {row["id"] for row in told("list", "provisions", "--on", "2025-12-01")["rows"]}

    def test_gallium_to_the_united_states(self) -> None:
        """The unified list replaced the act of 2023, and the refusal of 2024 is suspended."""
        spans = told("timeline", "gallium", "--to", "US")["spans"]
        assert {
            "provision": "mofcom-2024-46/2",
            "status": "suspended",
            "from": "2025-11-09",
            "through": "2026-11-27",
            "by": "mofcom-2025-72",
        } in spans
        assert {
            "provision": "mofcom-2023-23/1",
            "status": "ended",
            "from": "2024-12-01",
            "through": None,
            "by": "mofcom-2024-51",
        } in spans
        assert "mofcom-2025-18/1" not in {span["provision"] for span in spans}
        table = words("timeline", "gallium", "--to", "US")
        assert "2025-11-09 to 2026-11-27 suspended by mofcom-2025-72" in table
        assert "2024-12-01 to ... ended by mofcom-2024-51" in table

    def test_to_japan_the_refusal_is_no_matter(self) -> None:
        """Paragraph 2 of No. 46 of 2024 speaks of the United States alone."""
        found = {span["provision"] for span in told("timeline", "gallium", "--to", "JP")["spans"]}
        assert "mofcom-2024-51/1" in found
        assert "mofcom-2024-46/2" not in found

    def test_known_on_forgets_what_came_later(self) -> None:
        """On 1 November 2025 the refusal had no end."""
        spans = told("timeline", "gallium", "--to", "US", "--known-on", "2025-11-01")["spans"]
        own = [(span["status"], span["through"]) for span in spans if span["provision"] == "mofcom-2024-46/2"]
        assert own == [("in_force", None)]


class TestDiff:
    """`diff` tells what changed in law between two days."""

    def test_the_truce_suspends_the_refusal_of_gallium(self) -> None:
        """On 9 November 2025 No. 72 put paragraph 2 of No. 46 of 2024 to sleep."""
        arguments = ("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US")
        assert {
            "provision": "mofcom-2024-46/2",
            "before": "in_force",
            "after": "suspended",
            "on": "2025-11-09",
            "by": "mofcom-2025-72",
        } in told(*arguments)["changes"]
        assert "2025-11-09 mofcom-2024-46/2 in force suspended mofcom-2025-72" in words(*arguments)

    @pytest.mark.parametrize(
        ("first", "last", "seen"),
        [("2025-11-08", "2025-11-09", True), ("2025-11-09", "2025-11-10", False), ("2025-11-08", "2025-11-08", False)],
    )
    def test_the_first_day_is_left_out_and_the_last_is_in(self, first: str, last: str, seen: bool) -> None:
        """A change belongs to the day on which it takes effect."""
        changes = told("diff", first, last, "gallium", "--to", "US")["changes"]
        assert ("mofcom-2024-46/2" in {change["provision"] for change in changes}) is seen
        if first == last:
            assert changes == []
            assert words("diff", first, last, "gallium").endswith("none")

    def test_it_is_the_timeline_read_by_days(self) -> None:
        """Between the first day and the last there is every seam of every span, in the order of days."""
        seams = []
        for provision, group in groupby(told("timeline")["spans"], key=lambda span: span["provision"]):
            for before, span in pairwise([None, *group]):
                assert span is not None
                seams.append((span["from"], provision, before and before["status"], span["status"], span["by"]))
        changes = told("diff", "0001-01-01", "9999-12-31")["changes"]
        assert [(one["on"], one["provision"], one["before"], one["after"], one["by"]) for one in changes] == sorted(
            seams
        )

    def test_known_on_forgets_what_came_later(self) -> None:
        """On 1 November 2025 nobody knew of the truce."""
        changes = told("diff", "2025-11-06", "2025-11-10", "gallium", "--to", "US", "--known-on", "2025-11-01")[
            "changes"
        ]
        assert changes == []


class TestExpiring:
    """`expiring` tells which suspensions and measures end soon."""

    ARGUMENTS = ("expiring", "--within", "60", "--on", "2026-10-10")

    def test_the_truce_ends_in_november(self) -> None:
        """The suspension by No. 72 ends unextended; the one by No. 70 is said to run to 10 January 2027."""
        changes = {one["provision"]: one for one in told(*self.ARGUMENTS)["changes"]}
        assert changes["mofcom-2024-46/2"] == {
            "on": "2026-11-28",
            "provision": "mofcom-2024-46/2",
            "from_status": "suspended",
            "to_status": "unsettled",
            "by": "mofcom-2025-72",
            "announced_extension": None,
        }
        abroad = changes["mofcom-2025-61/1.3"]
        assert (abroad["on"], abroad["by"], abroad["to_status"]) == ("2026-11-11", "mofcom-2025-70", "unsettled")
        assert abroad["announced_extension"]["through"] == "2027-01-10"
        assert abroad["announced_extension"]["statement"] == "mofcom-readout-2026-09-28"

    def test_the_table_says_the_same(self) -> None:
        """An announcement without an act is called one."""
        table = words(*self.ARGUMENTS)
        assert "2026-11-28 mofcom-2024-46/2 suspended unsettled" in table
        assert "2026-11-11 mofcom-2025-61/1.3 suspended unsettled" in table
        assert "2027-01-10" in table

    @pytest.mark.parametrize(("within", "seen"), [("0", False), ("47", False), ("49", True), ("36500", True)])
    def test_the_window_is_counted_in_days(self, within: str, seen: bool) -> None:
        """28 November 2026 is 49 days after 10 October."""
        changes = told("expiring", "--within", within, "--on", "2026-10-10")["changes"]
        assert ("mofcom-2024-46/2" in {one["provision"] for one in changes}) is seen
        assert [one["on"] for one in changes] == sorted(one["on"] for one in changes)

    def test_an_announcement_is_unknown_before_it_was_made(self) -> None:
        """On 22 September 2026 no extension was in sight."""
        changes = told(*self.ARGUMENTS, "--known-on", "2026-09-22")["changes"]
        assert changes
        assert {str(one["announced_extension"]) for one in changes} == {"None"}

    def test_nothing_ends_after_the_end_of_the_calendar(self) -> None:
        """The last day there is can be asked about."""
        assert told("expiring", "--on", "9999-12-31")["changes"] == []


class TestData:
    """`data` tells what the data covers, checks it, and describes its files."""

    def test_status_counts_what_list_lists(self) -> None:
        """The horizon is 10 October 2026, and the counts are those of the lists."""
        document = told("data", "status")
        assert (document["covers_from"], document["checked_through"]) == ("2023-08-01", "2026-10-10")
        for kind in ("acts", "provisions", "entries", "statements"):
            assert document[kind] == len(told("list", kind, "--on", "2026-10-10")["rows"])
        assert sum(document["acts_by_year"].values()) == document["acts"]
        table = words("data", "status")
        assert "checked through 2026-10-10" in table
        assert f"acts {document['acts']}" in table

    def test_every_answer_names_the_same_law(self) -> None:
        """Version, digest and horizon of the data are those of its status."""
        status = told("data", "status")
        law = {key: status[key] for key in ("version", "digest", "checked_through")}
        assert told("list", "acts", "--on", "2025-12-01")["law"] == law
        assert verdict("gallium --to US --on 2025-12-01")["law"] == law

    def test_lint_finds_nothing_in_the_data_of_the_project(self) -> None:
        """What is shipped has no problems."""
        assert told("data", "lint")["problems"] == []
        assert "no problems" in words("data", "lint")

    def test_lint_finds_every_problem_at_once(self, broken: Broken) -> None:
        """Each fault is told with file, line and code, on a line of its own however long; the code is 2."""
        answer = ask("data", "lint", "--data", str(broken.folder), "--format", "json")
        found = {(one["file"], one["line"], one["code"]) for one in answer.json["problems"]}
        assert answer.code == 2
        assert set(broken.problems) <= found

        table = ask("data", "lint", "--data", str(broken.folder))
        assert (table.code, table.err) == (2, "")
        for one in answer.json["problems"]:
            assert f"{one['file']}:{one['line']}: {one['code']} {one['message']}" in table.out.splitlines()

    @pytest.mark.parametrize("kind", KINDS)
    def test_schema_describes_the_files(self, kind: str, data: Path) -> None:
        """Every file of a kind is valid against the schema of the kind, which is a JSON Schema."""
        answer = ask("data", "schema", kind)
        Draft202012Validator.check_schema(answer.json)
        files = list(data.glob(KINDS[kind]))
        validator = Draft202012Validator(answer.json)
        assert (answer.code, bool(files)) == (0, True)
        for file in files[:3]:
            tree = json.loads(json.dumps(yaml.load(file.read_text(encoding="utf-8"), LOADER), default=str))
            assert [error.message for error in validator.iter_errors(tree)] == [], file.name

    def test_schema_takes_the_option_every_command_takes(self) -> None:
        """A schema is JSON in every format."""
        assert ask("data", "schema", "act", "--format", "json") == ask("data", "schema", "act")

    def test_the_variable_names_another_folder(
        self, broken: Broken, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """EXPORTCTL_DATA answers from that folder, and `--data` is stronger."""
        monkeypatch.setenv("EXPORTCTL_DATA", str(broken.folder))
        assert ask("data", "status").code == 2
        assert told("data", "status", "--data", str(data))["version"] == "2026.10.10"

    def test_a_register_is_compiled_once(self, tmp_path: Path) -> None:
        """The first answer from new data is noted on stderr, and is the same as the second."""
        folder = str(tmp_path)
        first, second = (
            spawn("list", "acts", "--on", "2025-12-01", XDG_CACHE_HOME=folder, LOCALAPPDATA=folder) for _ in range(2)
        )
        assert first.err == "exportctl: the data is new or has changed: it was compiled anew\n"
        assert second == first._replace(err="")


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def after(day: str) -> str:
    """Return the day after a day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
