"""`check` answers one question the same way for people, programs and exit codes."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.program import GATES, QUESTIONS, STORY, answer, ask, spawn, table, verdict

SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("verdict.schema.json").read_text(encoding="utf-8"))
RANK = {effect: rank for rank, effect in enumerate(GATES)}
CIVIL = "--end-use civil --end-user-type civil"
ABROAD = "'SmCo magnet' --from DE --origin CN --to FR"


def finding(told: dict[str, Any], provision: str) -> dict[str, Any]:
    """Return the one finding of a provision."""
    (found,) = [item for item in told["findings"] if item["provision"] == provision]
    return dict(found)


def verdicts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every question with its verdict."""
    for question in QUESTIONS:
        yield question, verdict(question)


def pauses(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the suspensions that a verdict names."""
    return [item["suspension"] for item in told["findings"] if item["suspension"]]


class TestTheStory:
    """Gallium to the United States in December 2025 needs a licence while the refusal of 2024 sleeps."""

    def test_the_licence_of_the_unified_list_decides(self) -> None:
        """No. 51 of 2024 controls gallium, and nothing stricter surely applies."""
        told = verdict(STORY)
        assert (told["decision"], told["worst_case"], told["settled"]) == ("license_required", "prohibited", True)
        licence = finding(told, "mofcom-2024-51/1")
        assert (licence["entry"], licence["effect"], licence["status"], licence["applies"]) == (
            *("3C001.a", "license_required", "in_force", "yes"),
        )
        assert licence["in_force_from"] == "2024-12-01"
        assert answer(STORY).code == told["exit_code"] == 1

    def test_the_refusal_is_suspended_and_its_last_day_counted(self) -> None:
        """No. 72 of 2025 suspends paragraph 2 of No. 46 of 2024 through 27 November 2026."""
        asleep = finding(verdict(STORY), "mofcom-2024-46/2")
        assert (asleep["status"], asleep["applies"], asleep["effect"]) == ("suspended", "yes", "presumption_of_denial")
        assert asleep["suspension"] == {
            "by": "mofcom-2025-72",
            "from": "2025-11-09",
            "through": "2026-11-27",
            "days_left": 361,
            "announced_extension": None,
        }

    def test_the_ban_on_military_use_waits_for_the_end_use(self) -> None:
        """Paragraph 1 of No. 46 of 2024 was never suspended, and nobody stated who uses the metal."""
        told = verdict(STORY)
        ban = finding(told, "mofcom-2024-46/1")
        assert (ban["status"], ban["applies"], ban["effect"]) == ("in_force", "unknown", "prohibited")
        assert ban["missing"] == ["end_use", "end_user_type"]
        assert told["questions"] == [
            {"fact": "end_use", "option": "--end-use", "could_become": "prohibited"},
            {"fact": "end_user_type", "option": "--end-user-type", "could_become": "prohibited"},
        ]

    def test_the_next_change_is_the_day_after_the_suspension(self) -> None:
        """On 28 November 2026 the refusal comes back on its face, and nobody knows yet."""
        assert verdict(STORY)["next_change"] == {
            "on": "2026-11-28",
            "decision": "presumption_of_denial",
            "settled": False,
            "because": ["mofcom-2024-46/2"],
        }

    @pytest.mark.parametrize(
        "words",
        [
            "gallium from China to United States on 2025-12-01",
            "is 3C001.a Gallium metal",
            "LICENCE REQUIRED No export without a licence of MOFCOM.",
            "worst case: prohibited",
            "licence required mofcom-2024-51/1 3C001.a",
            "mofcom-2024-46/2 3C001.a mofcom-2025-72 2026-11-27 361",
            "--end-use prohibited",
            "Next change: 2026-11-28 presumption of denial",
            "not settled, because of mofcom-2024-46/2 (in 362 days)",
            "checked through 2026-10-10",
            "[no_party_screened]",
        ],
    )
    def test_the_table_says_the_same(self, words: str) -> None:
        """People read in the table what programs read in the JSON."""
        assert words in table(STORY).words
        assert table(STORY).code == 1


class TestJson:
    """The JSON of a verdict has the fields that were promised, and no others."""

    def test_the_schema_is_closed(self) -> None:
        """No object of the schema lets an unknown field pass."""
        Draft202012Validator.check_schema(SCHEMA)
        shapes = list(objects(SCHEMA))
        assert len(shapes) > 10
        assert all(item["additionalProperties"] is False for item in shapes)
        assert all(set(item["properties"]) - {"missing"} <= set(item["required"]) for item in shapes)

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_every_verdict_has_exactly_the_promised_fields(self, question: str) -> None:
        """Whatever the question, the document is valid against the schema."""
        faults = [
            f"{error.json_path}: {error.message}"
            for error in Draft202012Validator(SCHEMA).iter_errors(verdict(question))
        ]
        assert faults == []
        assert answer(question).err == ""

    def test_the_questions_are_of_every_variety(self) -> None:
        """The questions meet every exit code but 2, every status and several effects, readings and bases."""
        told = [verdict(question) for question in QUESTIONS]
        assert {item["exit_code"] for item in told} == {0, 1, 3}
        assert {item["settled"] for item in told} == {True, False}
        assert {item["item"]["recognised"] for item in told} == {True, False}
        found = [item for one in told for item in one["findings"]]
        assert {item["status"] for item in found} == {"pending", "in_force", "suspended", "unsettled", "ended"}
        assert {item["applies"] for item in found} == {"yes", "unknown", "no"}
        assert {item["effect"] for item in found} >= {*GATES[1:]}
        bases = {match["basis"] for one in told for match in one["item"]["matches"]}
        assert bases >= {"name", "formula", "cas", "code", "customs_code", "composition"}

    def test_findings_are_ordered_by_effect_and_then_by_provision(self) -> None:
        """The strictest finding comes first."""
        for question, told in verdicts():
            order = [(-RANK[item["effect"]], item["provision"]) for item in told["findings"]]
            assert order == sorted(order), question

    def test_a_provision_belongs_to_its_act(self) -> None:
        """The act of a finding is the part of its provision before the slash."""
        for question, told in verdicts():
            for item in told["findings"]:
                assert item["provision"].startswith(f"{item['act']}/"), question

    def test_the_decision_is_the_strictest_finding_that_surely_binds(self) -> None:
        """On the face of the acts, what is in force or not settled decides; what is unknown makes the worst case."""
        for question, told in verdicts():
            if "--assume extended" in question:
                continue
            binding = [item for item in told["findings"] if item["status"] in {"in_force", "unsettled"}]
            sure = strictest(item["effect"] for item in binding if item["applies"] == "yes")
            worst = strictest(item["effect"] for item in binding if item["applies"] != "no")
            assert told["readings"][0] == {"assume": "on-face", "decision": sure, "worst_case": worst}, question

    def test_the_headline_is_the_reading_asked_for(self) -> None:
        """A verdict is settled unless its readings differ, and reads the acts on their face unless told otherwise."""
        for question, told in verdicts():
            pairs = [(item["decision"], item["worst_case"]) for item in told["readings"]]
            assert told["settled"] is (len(set(pairs)) == 1)
            assert (told["decision"], told["worst_case"]) == pairs[-1 if "--assume extended" in question else 0]
            assert [item["assume"] for item in told["readings"]] == ["on-face", "extended"][: len(pairs)]

    def test_days_left_run_from_the_day_asked_about_to_the_last_day(self) -> None:
        """A suspension has no days left on its last day, and never fewer."""
        for question, told in verdicts():
            day = date.fromisoformat(told["query"]["on"])
            for pause in pauses(told):
                assert pause["days_left"] == max((date.fromisoformat(pause["through"]) - day).days, 0), question

    def test_the_query_is_told_back_in_codes(self) -> None:
        """A place said in Chinese is told back as its ISO code."""
        assert verdict("镓 --to 美国 --on 2025-12-01")["query"] == {
            "item": "镓",
            "from": "CN",
            "to": "US",
            "origin": "CN",
            "on": "2025-12-01",
            "known_on": None,
        }

    def test_a_place_that_was_not_stated_is_null(self) -> None:
        """Neither the destination nor the origin of goods that leave Germany is guessed."""
        query = verdict("'SmCo magnet' --from DE --to FR --on 2025-10-15")["query"]
        assert (query["from"], query["origin"]) == ("DE", None)
        assert verdict("3C001.a --on 2025-12-01")["query"]["to"] is None

    def test_a_customs_code_alone_is_never_certain(self) -> None:
        """The list decides, and not the code: what the goods are is missing."""
        told = verdict("8112929010 --to US --on 2025-12-01")
        assert told["item"]["matches"]
        for match in told["item"]["matches"]:
            assert (match["certainty"], match["basis"]) == ("possible", "customs_code")
            assert "description" in match["missing"]
        assert (told["decision"], told["exit_code"]) == ("no_control_found", 3)


class TestSameBytes:
    """The same question on the same data gives the same bytes."""

    @pytest.mark.parametrize("question", QUESTIONS[:3] + QUESTIONS[-5:-3])
    def test_twice_in_one_process(self, question: str) -> None:
        """A second answer differs in nothing from the first."""
        assert ask("check", *shlex.split(question), "-f", "json") == answer(question)

    def test_in_two_processes_with_different_seeds(self) -> None:
        """The order of sets in memory reaches no answer."""
        question = "graphite --to US --on 2026-11-28 --party ACME --all"
        one, other = (
            spawn("check", *shlex.split(question), "--format", "json", PYTHONHASHSEED=seed) for seed in ("1", "4242")
        )
        assert one == other
        assert one == answer(question)


class TestExitCode:
    """The exit code tells whether the gate is closed, open, or cannot be decided."""

    @pytest.mark.parametrize(
        ("question", "codes"),
        [
            (STORY, (1, 1, 1, 3, 3, 3)),
            (f"{STORY} {CIVIL}", (1, 1, 1, 0, 0, 0)),
            ("gallium --to US --on 2025-12-01 --end-use military", (1, 1, 1, 1, 1, 1)),
            (f"gallium --to US --on 2025-11-08 {CIVIL}", (1, 1, 1, 1, 1, 0)),
            (f"gallium --to US --on 2026-11-28 {CIVIL}", (1, 1, 1, 1, 1, 0)),
            (f"gallium --to US --on 2026-11-28 --assume extended {CIVIL}", (1, 1, 1, 3, 3, 0)),
            (f"{ABROAD} --on 2025-12-01 {CIVIL}", (1, 0, 0, 0, 0, 0)),
            ("unobtainium --to US --on 2025-12-01", (1, 3, 3, 3, 3, 3)),
        ],
    )
    def test_each_gate_closes_at_its_level(self, question: str, codes: tuple[int, ...]) -> None:
        """1 at or above the gate, 3 if something open could lift it there, 0 if nothing can."""
        told = tuple(ask("check", *shlex.split(question), "--gate", gate).code for gate in GATES)
        assert told == codes

    def test_the_format_never_changes_the_code(self) -> None:
        """A table and a JSON document of one verdict end alike, and the document names the code."""
        for question, told in verdicts():
            assert table(question).code == answer(question).code == told["exit_code"]

    @pytest.mark.parametrize("gate", ["presumption_of_denial", "presumption-of-denial", "Presumption-Of_Denial"])
    def test_a_gate_is_spelt_with_either_dash(self, gate: str) -> None:
        """`-` and `_` are the same in the name of a level."""
        assert ask("check", *shlex.split(f"{STORY} {CIVIL}"), "--gate", gate).code == 0
        assert ask("check", *shlex.split(STORY), "--gate", gate).code == 3

    def test_the_gate_closes_at_the_licence_by_default(self) -> None:
        """Without `--gate` a licence requirement ends with 1."""
        assert ask("check", *shlex.split(STORY), "--gate", "license_required").code == table(STORY).code == 1

    def test_wrong_input_is_two_whatever_the_gate(self) -> None:
        """A question that makes no sense has no verdict."""
        assert ask("check", "gallium", "--to", "Germny", "--on", "2025-12-01", "--gate", "no_control_found").code == 2

    def test_a_process_ends_with_the_code(self) -> None:
        """What the shell sees is what the program decided."""
        assert spawn("check", *shlex.split(STORY), "--gate", "prohibited").code == 3
        assert spawn("check", *shlex.split(f"{STORY} {CIVIL}"), "--gate", "prohibited").code == 0


class TestDays:
    """A suspension holds from its first through its last day, and what follows is not settled."""

    @pytest.mark.parametrize(
        ("day", "status", "left"),
        [
            ("2024-12-03", "in_force", None),
            ("2025-11-08", "in_force", None),
            ("2025-11-09", "suspended", 383),
            ("2025-11-10", "suspended", 382),
            ("2026-11-26", "suspended", 1),
            ("2026-11-27", "suspended", 0),
            ("2026-11-28", "unsettled", 0),
        ],
    )
    def test_the_refusal_of_gallium_day_by_day(self, day: str, status: str, left: int | None) -> None:
        """Both ends of the suspension by No. 72 of 2025 are included."""
        asleep = finding(verdict(f"gallium --to US --on {day}"), "mofcom-2024-46/2")
        assert asleep["status"] == status
        assert (asleep["suspension"] and asleep["suspension"]["days_left"]) == left

    def test_an_unsettled_day_has_two_readings(self) -> None:
        """On 28 November 2026 the refusal is back on its face, and a licence would do had it been extended."""
        told = verdict(f"gallium --to US --on 2026-11-28 {CIVIL}")
        assert told["settled"] is False
        assert told["readings"] == [
            {"assume": "on-face", "decision": "presumption_of_denial", "worst_case": "presumption_of_denial"},
            {"assume": "extended", "decision": "license_required", "worst_case": "license_required"},
        ]
        assert told["decision"] == "presumption_of_denial"
        assert verdict(f"gallium --to US --on 2026-11-28 --assume extended {CIVIL}")["decision"] == "license_required"

    def test_the_table_says_that_a_day_is_not_settled(self) -> None:
        """Both readings stand under the headline."""
        words = table(f"gallium --to US --on 2026-11-28 {CIVIL}").words
        assert "NOT SETTLED: on its face presumption of denial; if extended licence required" in words
        assert "[after_checked_through]" in words

    def test_the_extension_of_number_70_was_announced(self) -> None:
        """MOFCOM's readout of 28 September 2026 reaches to 10 January 2027, and is told with its source."""
        told = [item for item in pauses(verdict(f"{ABROAD} --on 2026-10-01")) if item["by"] == "mofcom-2025-70"]
        assert told
        for pause in told:
            assert pause["through"] == "2026-11-10"
            assert pause["announced_extension"]["through"] == "2027-01-10"
            assert pause["announced_extension"]["statement"] == "mofcom-readout-2026-09-28"
            assert pause["announced_extension"]["sources"][0].startswith("https://www.mofcom.gov.cn/")
        assert "extension to 2027-01-10 announced, no act seen" in table(f"{ABROAD} --on 2026-10-01").words

    def test_no_extension_of_number_72_was_announced(self) -> None:
        """Nothing seen prolongs the truce on gallium."""
        for question, told in verdicts():
            longer = [item["announced_extension"] for item in pauses(told) if item["by"] == "mofcom-2025-72"]
            assert all(item is None for item in longer), question

    def test_an_announcement_is_unknown_before_it_was_made(self) -> None:
        """On 27 September 2026 nobody had heard of 10 January 2027."""
        before = verdict(f"{ABROAD} --on 2026-10-01 --known-on 2026-09-22")
        assert pauses(before)
        assert all(item["announced_extension"] is None for item in pauses(before))

    def test_known_on_forgets_a_later_suspension(self) -> None:
        """On 1 November 2025 an exporter had to expect the refusal on 1 December."""
        told = verdict("gallium --to US --on 2025-12-01 --known-on 2025-11-01")
        assert (told["decision"], told["query"]["known_on"]) == ("presumption_of_denial", "2025-11-01")
        assert finding(told, "mofcom-2024-46/2")["status"] == "in_force"
        assert "known_on" in {item["code"] for item in told["warnings"]}

    @pytest.mark.parametrize(
        "question", [*QUESTIONS[:3], *QUESTIONS[5:9], *QUESTIONS[24:28], QUESTIONS[32], QUESTIONS[36]]
    )
    def test_nothing_changes_before_the_next_change(self, question: str) -> None:
        """The day before it answers like today, and the day itself as foretold."""
        now = verdict(question)
        change = now["next_change"]
        if change is None:
            later = verdict(question.replace(now["query"]["on"], "2030-01-01"))
            assert headline(later) == headline(now)
            return
        eve = (date.fromisoformat(change["on"]) - timedelta(days=1)).isoformat()
        assert change["on"] > now["query"]["on"]
        assert headline(verdict(question.replace(now["query"]["on"], eve))) == headline(now)
        then = verdict(question.replace(now["query"]["on"], change["on"]))
        assert headline(then) != headline(now)
        assert (then["decision"], then["settled"]) == (change["decision"], change["settled"])

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_calendar_has_two_ends(self, day: str) -> None:
        """The first and the last day there are can be asked about."""
        assert verdict(f"gallium --to US --on {day}")["query"]["on"] == day


class TestWhatIsListed:
    """A verdict lists what applies or may apply, and the rest only on request."""

    def test_nothing_that_is_no_matter_is_listed(self) -> None:
        """Without `--all` no finding is a no, and none has ended."""
        for question, told in verdicts():
            if "--all" in question:
                continue
            for item in told["findings"]:
                assert item["applies"] in {"yes", "unknown"}
                assert item["status"] != "ended"

    @pytest.mark.parametrize("question", [STORY, QUESTIONS[21], QUESTIONS[30], "unobtainium --to US --on 2025-12-01"])
    def test_all_adds_findings_and_changes_nothing_else(self, question: str) -> None:
        """With `--all` the same verdict is told with the findings that do not apply or have ended."""
        some, every = verdict(question), verdict(f"{question} --all")
        extra = [item for item in every["findings"] if item not in some["findings"]]
        assert [item for item in every["findings"] if item in some["findings"]] == some["findings"]
        assert all(item["applies"] == "no" or item["status"] == "ended" for item in extra)
        assert {**every, "findings": []} == {**some, "findings": []}

    def test_a_replaced_act_has_ended(self) -> None:
        """No. 23 of 2023 controlled gallium until the unified list replaced it."""
        assert finding(verdict(f"{STORY} --all"), "mofcom-2023-23/1")["status"] == "ended"
        assert finding(verdict("gallium --to US --on 2024-11-30"), "mofcom-2023-23/1")["status"] == "in_force"
        assert finding(verdict("gallium --to US --on 2024-11-30"), "mofcom-2024-51/1")["status"] == "pending"

    def test_hong_kong_is_a_destination(self) -> None:
        """Goods that leave the mainland for Hong Kong are exported, and need the licence."""
        told = verdict("gallium --to HK --on 2025-12-01")
        assert (told["decision"], told["worst_case"]) == ("license_required", "license_required")
        assert {item["provision"] for item in told["findings"]} == {"mofcom-2024-51/1"}

    def test_an_unknown_item_cannot_be_decided(self) -> None:
        """What nobody knows is never certain, and the verdict says so."""
        told = verdict("unobtainium --to US --on 2025-12-01")
        assert (told["item"], told["decision"]) == ({"recognised": False, "matches": []}, "no_control_found")
        assert told["exit_code"] == 3
        assert told["warnings"][0]["code"] == "unrecognised_item"
        assert all(item["applies"] != "yes" for item in told["findings"])
        words = table("unobtainium --to US --on 2025-12-01").words
        assert "nobody here knows 'unobtainium'" in words
        assert "[unrecognised_item]" in words

    def test_a_verdict_says_whether_a_party_was_screened(self) -> None:
        """A missing party never reads as a clean one."""
        for question, told in verdicts():
            codes = [item["code"] for item in told["warnings"] if item["code"] not in {"notice", "excluded"}]
            assert ("no_party_screened" in codes) == ("--party" not in question)
            assert len(codes) == len(set(codes))

    def test_no_word_means_allowed(self) -> None:
        """The weakest answer is that no control was found."""
        for question in QUESTIONS:
            words = table(question).words.lower()
            assert "allowed" not in words
            assert "permitted" not in words

    def test_the_questions_are_those_that_could_make_it_stricter(self) -> None:
        """Each names a fact some finding waits for, and an effect above the decision; the strictest comes first."""
        for question, told in verdicts():
            waiting = {fact for item in told["findings"] for fact in item["missing"]}
            ranks = [RANK[item["could_become"]] for item in told["questions"]]
            assert all(RANK[told["decision"]] < rank <= RANK[told["worst_case"]] for rank in ranks)
            assert all(one >= other for one, other in pairwise(ranks))
            assert {item["fact"] for item in told["questions"]} <= waiting
            assert bool(ranks) is (told["decision"] != told["worst_case"]), question


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every shape of an object with fields that a schema describes."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def strictest(effects: Iterator[str]) -> str:
    """Return the strictest of the effects, or the weakest there is."""
    return max(effects, key=RANK.__getitem__, default=GATES[0])


def headline(told: dict[str, Any]) -> tuple[str, str, bool]:
    """Return what a change is a change of."""
    return told["decision"], told["worst_case"], told["settled"]
