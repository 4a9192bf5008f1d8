"""Twelve questions with the steps that must and must not follow, on the project's own law."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportctl.__main__ import run
from exportctl.api import Law, check
from exportctl.law.model import Share
from exportctl.law.procedure import OFFICIAL, STAGES

EU_DAY = "2026-08-01"
APPLICATION = {
    "no-licence-after-declaration",
    "three-routes",
    "individual-licence",
    "doc-form",
    "doc-technical",
    "doc-end-user",
}
APPLICATION |= {"apply-dual-use", "show-licence", "use-within-licence", "keep-five-years", "pen-unlicensed"}
"""The steps of every application for a licence for dual-use items."""
ABROAD = {"apply-abroad-61", "consult-abroad-61", "final-destination-61", "report-humanitarian-61"}
PARTIES = {"control-list-party", "watch-list-party", "pen-listed-party", "list-removal"}


class Question(NamedTuple):
    """A question, its decision, the steps that must follow, and those that must not."""

    name: str
    facts: dict[str, Any]
    decision: str
    steps: set[str]
    never: set[str]


QUESTIONS = [
    Question(
        "gallium to the United States while No. 46/2024 is suspended",
        {"item": "gallium", "to": "US", "on": "2025-12-01"},
        "license_required",
        APPLICATION | {"review-dual-use", "general-licence", "three-routes"},
        {"confirm-extension", "stop-prohibited", "consult-mofcom", "catch-all-duty", *PARTIES, *ABROAD},
    ),
    Question(
        "gallium to the United States after the published end of the suspension",
        {"item": "gallium", "to": "US", "on": "2026-11-28"},
        "presumption_of_denial",
        APPLICATION | {"confirm-extension", "review-dual-use", "appeal"},
        {"stop-prohibited", "consult-mofcom", *PARTIES},
    ),
    Question(
        "magnets with dysprosium to Germany",
        {"item": "neodymium magnet", "contains": ["Dy=2%"], "to": "DE", "on": EU_DAY},
        "license_required",
        APPLICATION | {"doc-rare-earth-extras", "remarks-controlled", "general-licence-rare-earths", "review-dual-use"},
        {"doc-end-user-india", "remarks-controlled-2025-11", "exporter-lists", *PARTIES},
    ),
    Question(
        "magnets with dysprosium to India",
        {"item": "neodymium magnet", "contains": ["Dy=2%"], "to": "IN", "on": EU_DAY},
        "license_required",
        APPLICATION | {"doc-end-user-india", "doc-rare-earth-extras"},
        {"confirm-extension", *PARTIES},
    ),
    Question(
        "spherical graphite",
        {"item": "spherical graphite", "to": "DE", "on": EU_DAY},
        "license_required",
        APPLICATION | {"review-dual-use"},
        {"doc-rare-earth-extras", "remarks-controlled", "apply-nuclear"},
    ),
    Question(
        "a nuclear item",
        {"item": "heavy water", "to": "DE", "on": EU_DAY},
        "prohibited",
        {"nuclear-monopoly", "doc-nuclear", "apply-nuclear", "review-nuclear", "change-nuclear", "pen-unlicensed"},
        {"apply-dual-use", "review-dual-use", "stop-prohibited", "doc-form", "three-routes"},
    ),
    Question(
        "a precursor for all destinations",
        {"item": "acetic anhydride", "to": "DE", "on": EU_DAY},
        "license_required",
        {"doc-precursors", "apply-precursors", "review-precursors", "show-licence", "report-precursors"},
        {"apply-precursors-countries", "apply-dual-use", "review-dual-use", "doc-form"},
    ),
    Question(
        "a precursor for named countries",
        {"item": "1-Acetyl-4-piperidone", "to": "US", "on": EU_DAY},
        "license_required",
        {"apply-precursors-countries", "doc-precursors", "review-precursors", "show-licence"},
        {"apply-dual-use", "ephedrine-designated"},
    ),
    Question(
        "a restricted technology",
        {
            "item": "lithium iron phosphate cathode preparation technology",
            "to": "DE",
            "on": EU_DAY,
            "param": [
                "powder_compaction_density=2.58 g/cm3",
                "discharge_capacity=160 mAh/g",
                "first_coulombic_efficiency=97%",
            ],
        },
        "license_required",
        {"technology-no-talks", "doc-technologies", "apply-technologies", "review-technologies"},
        {"stop-technology", "apply-dual-use", "review-dual-use", "technology-free"},
    ),
    Question(
        "a party on the watch list",
        {
            "item": "ammonium paratungstate",
            "to": "JP",
            "on": "2026-03-01",
            "party": ["SUBARU Corporation"],
            "end_use": "civil",
            "end_user_type": "civil",
        },
        "enhanced_review",
        APPLICATION | {"watch-list-party", "list-removal", "exporter-lists"},
        {"review-dual-use", "general-licence", "general-licence-classes", "filing-route", "control-list-party"},
    ),
    Question(
        "a party on the control list",
        {"item": "gallium", "to": "US", "on": "2025-02-01", "party": ["General Dynamics"]},
        "prohibited",
        {"stop-prohibited", "control-list-party", "list-removal", "pen-listed-party", "pen-unlicensed"},
        {"watch-list-party", "apply-dual-use", "doc-form", "review-dual-use"},
    ),
    Question(
        "a description that leaves the goods open",
        {"item": "alloy tubes for plant", "to": "DE", "on": EU_DAY},
        "undecided",
        {
            "know-your-goods",
            "consult-mofcom",
            "consult-not-clearance",
            "code-decides-not-customs-code",
            "catch-all-duty",
        },
        {"apply-dual-use", "no-licence-after-declaration", "stop-prohibited", "show-licence"},
    ),
    Question(
        "ordinary goods",
        {"item": "cotton shirts", "to": "US", "on": EU_DAY},
        "no_control_found",
        {"know-your-goods", "catch-all-duty", "splitting-is-evasion", "customs-questions"},
        {"apply-dual-use", "consult-mofcom", "show-licence", "pen-unlicensed", "keep-five-years"},
    ),
]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what a command prints that ends as it should."""
    code = run([*words])
    assert code in (0, 1)
    return capsys.readouterr().out


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda item: item.name)
def test_the_steps_of_a_question(store: Law, question: Question) -> None:
    """A question leads to the steps of its lists, decision, destination, day and parties, in the order of the stages."""
    verdict = check(law=store, **question.facts)
    ids = [step.requirement.id for step in verdict.steps()]
    stages = [STAGES.index(step.requirement.stage) for step in verdict.steps()]
    assert verdict.decision == question.decision
    assert question.steps - {*ids} == set()
    assert question.never & {*ids} == set()
    assert stages == sorted(stages)


def test_the_first_step_of_an_unsettled_answer_confirms_the_extension(store: Law) -> None:
    """Both readings begin with the check; only the reading on its face lasts into the presumption of denial."""
    for assume in ("on-face", "extended"):
        steps = check(law=store, item="gallium", to="US", on="2026-11-28", assume=assume).steps()
        assert steps[0].requirement.id == "confirm-extension"
        assert steps[0].channel is not None


def test_a_technical_description_names_each_figure_and_invents_no_value(store: Law) -> None:
    """The figures of the entry come with what was stated; a figure that nobody stated has no value."""
    facts = {"item": "artificial graphite", "to": "DE", "on": EU_DAY, "param": ["density=1.8 g/cm3"]}
    verdict = check(law=store, **facts)  # type: ignore[arg-type] # mypy reads one type for all values
    figures = next(step.figures for step in verdict.steps() if step.requirement.id == "consult-mofcom")
    stated = {item.figure.parameter: item.stated for item in figures if not isinstance(item.figure, Share)}
    assert stated["density"] == ("1.8 g/cm3",)
    assert {values for name, values in stated.items() if name != "density"} <= {()}


def test_what_was_published_later_was_not_known(store: Law) -> None:
    """With the knowledge of January 2025 there were neither the answers of April 2025 nor the notice of customs."""
    ids = {
        step.requirement.id
        for step in check(law=store, item="gallium", to="DE", on="2025-01-10", known_on="2025-01-10").steps()
    }
    assert "apply-dual-use" in ids
    assert not ids & {"no-licence-after-declaration", "customs-questions"}


def test_every_requirement_cites_an_article_or_says_that_none_was_seen(store: Law) -> None:
    """What rests on the press, on traders or on a draft cites none, and says so."""
    for item in store.law.requirements.values():
        assert (item.article is None) != (item.no_article is None), item.id
        assert item.text.en.isascii(), item.id
        assert item.text.zh, item.id
        assert item.sources, item.id
        if item.confidence in ("trade-practice", "news", "official-draft"):
            assert item.no_article is not None, item.id


def test_weak_readings_are_named_wherever_a_step_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The table, the markdown and the document of magnets to India each say that traders alone tell it."""
    asked = ["steps", "neodymium magnet", "--contains", "Dy=2%", "--to", "IN", "--on", EU_DAY, "--no-config"]
    assert "[trade practice]" in printed(capsys, *asked)
    assert "trade practice" in printed(capsys, *asked, "--format", "markdown")
    document = json.loads(printed(capsys, *asked, "--format", "json"))
    weak = [step for step in document["steps"] if step["confidence"] not in OFFICIAL]
    assert {"doc-end-user-india", "doc-rare-earth-extras"} <= {step["id"] for step in weak}


def test_the_document_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """`exportctl.steps/1`: stage, id, text in both languages, article, source, authority, channel, documents, period, open."""
    document = json.loads(
        printed(capsys, "steps", "gallium", "--to", "US", "--on", "2025-12-01", "--format", "json", "--no-config")
    )
    review = next(step for step in document["steps"] if step["id"] == "review-dual-use")
    assert document["schema"] == "exportctl.steps/1"
    assert {
        "stage",
        "id",
        "text",
        "article",
        "source",
        "authority",
        "channel",
        "documents",
        "period",
        "open",
    } <= review.keys()
    assert (review["period"]["value"], review["period"]["unit"]) == (45, "working days")
    assert review["text"].keys() == {"en", "zh"}


def test_no_word_of_the_chinese_table_is_english(capsys: pytest.CaptureFixture[str]) -> None:
    """The Chinese table has Chinese stages, texts, articles and periods."""
    out = printed(capsys, "--lang", "zh", "steps", "gallium", "--to", "US", "--on", "2025-12-01", "--no-config")
    assert "45个工作日" in out
    assert "《两用物项出口管制条例》第十七条" in out
    assert "art." not in out


def test_check_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The line with what to do ends with the command that prints all steps."""
    out = printed(capsys, "check", "gallium", "--to", "US", "--on", "2025-12-01", "--no-config")
    assert "exportctl steps gallium --to US --on 2025-12-01" in " ".join(out.split())


@settings(max_examples=40, deadline=None)
@given(
    item=st.sampled_from(
        ["gallium", "neodymium magnet", "graphite", "heavy water", "acetone", "cotton shirts", "tubes"]
    ),
    to=st.sampled_from(["US", "DE", "IN", "JP", "KP", None]),
    on=st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    end_use=st.sampled_from([None, "civil", "military"]),
)
def test_steps_never_change_the_decision(store: Law, item: str, to: str | None, on: date, end_use: str | None) -> None:
    """A verdict is the same document before and after it was asked for steps, and each step admits its decision."""
    verdict = check(law=store, item=item, to=to, on=on, end_use=end_use)
    before = verdict.to_json()
    steps = verdict.steps()
    assert verdict.to_json() == before
    assert steps == verdict.steps()
    assert all(verdict.decision in step.requirement.effects for step in steps)
    assert all((step.requirement.from_ or date.min) <= on for step in steps)


def test_an_export_from_abroad_has_no_step_that_binds_exporters_at_home(store: Law) -> None:
    """Magnets that leave Germany follow No. 61/2025 and no Chinese customs declaration; other goods there have no step."""
    facts = {"item": "neodymium magnet", "contains": ["Dy=2%"], "from_": "DE", "origin": "CN", "to": "US"}
    verdict = check(law=store, on="2026-11-28", **facts)  # type: ignore[arg-type] # mypy reads one type for all values
    ids = {step.requirement.id for step in verdict.steps()}
    assert {"confirm-extension", "apply-abroad-61", "doc-end-user"} <= ids
    assert not ids & {"apply-dual-use", "show-licence", "no-licence-after-declaration"}
    assert check(law=store, item="cotton shirts", from_="DE", to="US", on=EU_DAY).steps() == ()
