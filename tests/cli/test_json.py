"""Every document names its schema, a verdict has the fields that were promised, and the same question gives the same bytes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date

import pytest
from jsonschema_rs import Draft202012Validator

from exportctl.reports.documents.schemas import schema
from tests.cli.program import (
    GATES,
    QUESTIONS,
    RANK,
    answer,
    ask,
    pauses,
    spawn,
    verdict,
    verdicts,
)

SCHEMA = schema("verdict")


class TestJson:
    """The JSON of a verdict has the fields that were promised, and no others."""

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_every_verdict_has_exactly_the_promised_fields(self, question: str) -> None:
        """Whatever the question, the document is valid against the schema."""
        faults = [
            f"{error.instance_path}: {error.message}"
            for error in Draft202012Validator(SCHEMA).iter_errors(verdict(question))
        ]
        assert faults == []
        assert answer(question).err == ""

    def test_the_questions_are_of_every_variety(self) -> None:
        """The questions meet every exit code but 2, every status and several effects, readings and bases."""
        documents = [verdict(question) for question in QUESTIONS]
        assert {item["exit_code"] for item in documents} == {0, 1, 3}
        assert {item["settled"] for item in documents} == {True, False}
        assert {item["item"]["recognised"] for item in documents} == {True, False}
        items = [item for one in documents for item in one["findings"]]
        assert {item["status"] for item in items} == {"pending", "in_force", "suspended", "unsettled", "ended"}
        assert {item["applies"] for item in items} == {"yes", "unknown", "no"}
        assert {item["effect"] for item in items} >= {*GATES[1:]}
        bases = {match["basis"] for one in documents for match in one["item"]["matches"]}
        assert bases >= {"name", "formula", "cas", "code", "customs_code", "composition"}

    def test_findings_are_ordered_by_effect_and_then_by_provision(self) -> None:
        """The strictest finding comes first."""
        for question, document in verdicts():
            order = [(-RANK[item["effect"]], item["provision"]) for item in document["findings"]]
            assert order == sorted(order), question

    def test_a_provision_belongs_to_its_act(self) -> None:
        """The act of a finding is the part of its provision before the slash."""
        for question, document in verdicts():
            for item in document["findings"]:
                assert item["provision"].startswith(f"{item['act']}/"), question

    def test_the_decision_is_the_strictest_finding_that_surely_binds(self) -> None:
        """On the face of the acts, provisions in force or unsettled decide; unknown ones make the worst case."""
        for question, document in verdicts():
            if "--assume extended" in question:
                continue
            binding = [item for item in document["findings"] if item["status"] in {"in_force", "unsettled"}]
            sure = strictest(item["effect"] for item in binding if item["applies"] == "yes")
            worst = strictest(item["effect"] for item in binding if item["applies"] != "no")
            reading = document["readings"][0]
            assert reading["assume"] == "on-face", question
            assert reading["decision"] in ({sure} if sure != "no_control_found" else {sure, "undecided"}), question
            assert reading["worst_case"] in ({worst} if worst == "prohibited" else {worst, "undecided"}), question

    def test_no_control_is_found_only_where_nothing_is_open(self) -> None:
        """Where something could apply under the reading, or the goods are not known, the decision is another word."""
        for question, document in verdicts():
            if document["decision"] == "no_control_found":
                assert document["item"]["recognised"], question
                assert document["worst_case"] == "no_control_found", question
                assert document["questions"] == [], question
                others = {item["decision"] for item in document["readings"]}
                assert document["settled"] is (others == {"no_control_found"}), question

    def test_the_headline_is_the_requested_reading(self) -> None:
        """A verdict is settled unless its readings differ, and reads the acts on their face by default."""
        for question, document in verdicts():
            pairs = [(item["decision"], item["worst_case"]) for item in document["readings"]]
            assert document["settled"] is (len(set(pairs)) == 1)
            assert (document["decision"], document["worst_case"]) == pairs[-1 if "--assume extended" in question else 0]
            assert [item["assume"] for item in document["readings"]] == ["on-face", "extended"][: len(pairs)]

    def test_days_left_run_from_the_requested_day_to_the_last_day(self) -> None:
        """A suspension has no days left on its last day, and never fewer."""
        for question, document in verdicts():
            day = date.fromisoformat(document["query"]["on"])
            for pause in pauses(document):
                assert pause["days_left"] == max((date.fromisoformat(pause["through"]) - day).days, 0), question

    def test_the_query_has_codes(self) -> None:
        """A place in Chinese is an ISO code in the query."""
        assert verdict("镓 --to 美国 --on 2025-12-01")["query"] == {
            "item": "镓",
            "from": "CN",
            "to": "US",
            "origin": "CN",
            "on": "2025-12-01",
            "known_on": None,
            "end_use": None,
            "end_user_type": None,
            "party": [],
            "owned_by": [],
            "hs_code": None,
            "entry": [],
            "form": [],
            "contains": [],
            "param": [],
            "cn_content": None,
            "cn_technology": None,
            "quantity": None,
            "supplied_to": None,
            "supplied_by": None,
            "via_china": None,
            "assume": "on-face",
            "gate": "license_required",
            "undecided": "fail",
            "max_age": None,
            "trust_descriptions": False,
        }

    def test_every_fact_is_in_the_query_in_canonical_values(self) -> None:
        """Facts can be stated again as the query has them: quantities in the unit of their property, words as in options."""
        question = (
            "'NdFeB magnet' --from Germany --origin China --to USA --on 2025-12-01 --known-on 2025-11-30 --end-use Advanced_Chips "
            "--end-user-type CIVIL --party Acme --party end-user=Globex --owned-by 'Initech=51%' --hs-code 8505.11.00 "
            "--entry 1C905.a.4 --form Magnet --contains Dy=2% "
            "--contains Gd2O3=1.5% --param 'density=7500 kg/m3' --param purity=3N --cn-content 0.1 --cn-technology yes --quantity 0.5t "
            "--supplied-to Foreign --supplied-by chinese --via-china no "
            "--assume extended --gate prohibited --undecided warn --max-age 400"
        )
        query = verdict(question)["query"]
        assert query == {
            "item": "NdFeB magnet",
            "from": "DE",
            "to": "US",
            "origin": "CN",
            "on": "2025-12-01",
            "known_on": "2025-11-30",
            "end_use": "advanced-chips",
            "end_user_type": "civil",
            "party": ["Acme", "end-user=Globex"],
            "owned_by": ["Initech=51%"],
            "hs_code": "85051100",
            "entry": ["1C905.a.4"],
            "form": ["magnet"],
            "contains": ["Dy=2%", "Gd2O3=1.5%"],
            "param": ["density=7.5 g/cm3", "purity=99.9%"],
            "cn_content": "0.1%",
            "cn_technology": "yes",
            "quantity": "500 kg",
            "supplied_to": "foreign",
            "supplied_by": "chinese",
            "via_china": "no",
            "assume": "extended",
            "gate": "prohibited",
            "undecided": "warn",
            "max_age": 400,
            "trust_descriptions": False,
        }
        again = [
            word
            for fact in ("party", "owned_by", "entry", "form", "contains", "param")
            for word in _options(fact, query[fact])
        ]
        single = (
            "from",
            "to",
            "origin",
            "on",
            "known_on",
            "end_use",
            "end_user_type",
            "hs_code",
            "cn_content",
            "cn_technology",
            "quantity",
            "supplied_to",
            "supplied_by",
            "via_china",
        )
        again += [
            word
            for fact in (*single, "assume", "gate", "undecided", "max_age")
            for word in _options(fact, [str(query[fact])])
        ]
        assert ask("check", query["item"], *again, "-f", "json") == answer(question)

    def test_a_place_that_was_not_stated_is_null(self) -> None:
        """Neither the destination nor the origin of goods that leave Germany is guessed."""
        query = verdict("'SmCo magnet' --from DE --to FR --on 2025-10-15")["query"]
        assert (query["from"], query["origin"]) == ("DE", None)
        assert verdict("3C001.a --on 2025-12-01")["query"]["to"] is None

    def test_a_customs_code_alone_is_never_certain(self) -> None:
        """The list decides, and not the code: the identity of the goods is missing."""
        result = verdict("8112929010 --to US --on 2025-12-01")
        assert result["item"]["matches"]
        for match in result["item"]["matches"]:
            assert (match["certainty"], match["basis"]) == ("possible", "customs_code")
            assert "description" in match["missing"]
        assert (result["decision"], result["exit_code"]) == ("undecided", 3)


class TestSameBytes:
    """The same question on the same data gives the same bytes."""

    @pytest.mark.parametrize("question", QUESTIONS[:3] + QUESTIONS[-5:-3])
    def test_twice_in_one_process(self, question: str) -> None:
        """A second answer differs in nothing from the first."""
        assert ask("check", *shlex.split(question), "-f", "json") == answer(question)

    @pytest.mark.parametrize(
        "question",
        ["graphite --to US --on 2026-11-28 --party ACME --all", "gallium --from DE --to CN --on 2025-01-15"],
    )
    def test_hash_seeds_do_not_change_the_output(self, question: str) -> None:
        """The order of sets in memory reaches no answer, and no warning."""
        one, other = (
            spawn("check", *shlex.split(question), "--format", "json", PYTHONHASHSEED=seed) for seed in ("1", "2")
        )
        assert one == other
        assert one == answer(question)


def _options(fact: str, values: list[str]) -> Iterator[str]:
    for value in values:
        yield from (f"--{fact.replace('_', '-')}", value)


def strictest(effects: Iterator[str]) -> str:
    """Return the strictest of the effects, or the weakest there is."""
    return max(effects, key=RANK.__getitem__, default=GATES[0])
