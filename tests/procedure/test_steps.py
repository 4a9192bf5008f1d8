"""Questions with the steps that must and must not follow, on the project's own law."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from exportctl.__main__ import run
from exportctl.api import Law, check
from exportctl.law.model import Share
from exportctl.law.procedure import OFFICIAL, STAGES
from tests.cli.program import ask

if TYPE_CHECKING:
    from exportctl.law.procedure import Requirement

EU_DAY = "2026-08-01"


class Question(NamedTuple):
    """A question of a lawyer: its facts, its decision, and the steps that follow and that must not."""

    case: str
    why: str
    ask: dict[str, Any]
    decision: str
    steps: list[dict[str, str]]
    if_: list[str]
    never: list[str]


def questions() -> list[Question]:
    """Return the questions of `questions.yaml`."""
    records = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
    return [Question(**{f"{key}_" if key == "if" else key: value for key, value in item.items()}) for item in records]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the output of a command that ends as it should."""
    code = run([*words])
    assert code in (0, 1)
    return capsys.readouterr().out


@pytest.mark.parametrize("question", questions(), ids=lambda item: item.case)
def test_the_steps_of_a_question(store: Law, question: Question) -> None:
    """A question leads to exactly these steps, in the order of the stages, each with its article or its replacement."""
    verdict = check(law=store, **{"on" if name == "day" else name: value for name, value in question.ask.items()})
    requirements = [step.requirement for step in verdict.steps()]
    assert verdict.decision == question.decision
    assert [_line(item) for item in requirements if not item.condition] == question.steps
    assert [item.id for item in requirements if item.condition] == question.if_
    assert {*question.never} & {item.id for item in requirements} == set()
    stages = [STAGES.index(item.stage) for item in requirements]
    assert stages == sorted(stages)


def _line(item: Requirement) -> dict[str, str]:
    """Return a requirement as `questions.yaml` has it."""
    return {item.stage: item.id, "article" if item.article else "none": item.citation.en}


def test_a_duty_that_two_acts_impose_is_one_step(store: Law) -> None:
    """Magnets of dysprosium concern Nos. 18 and 57/2025, which both require the same remark; it follows once, from No. 18."""
    verdict = check(item="NdFeB magnets", to="DE", on=date(2026, 11, 30), contains=["Dy=2%"], law=store)
    declared = [step.requirement for step in verdict.steps() if step.requirement.stage == "declare"]
    assert [item.id for item in declared if "remarks of the declaration" in item.text.en] == ["remarks-controlled"]
    assert len({item.text for item in declared}) == len(declared)


@pytest.mark.parametrize(("to", "lists"), [("IN", {"chemicals"}), ("AF", {"chemicals", "precursors-countries"})])
def test_only_lists_that_apply_to_the_destination_have_steps(store: Law, to: str, lists: set[str]) -> None:
    """Thionyl chloride is a scheduled chemical anywhere, a precursor for Afghanistan only; no sentence is there twice."""
    verdict = check(item="thionyl chloride", to=to, on=date(2026, 11, 30), law=store)
    requirements = [step.requirement for step in verdict.steps()]
    assert all(lists.intersection(item.lists) for item in requirements)
    assert ("apply-precursors" in {item.id for item in requirements}) == ("precursors-countries" in lists)
    english = [sentence for item in requirements for sentence in item.text.en.split(". ")]
    assert len({sentence.rstrip(".") for sentence in english}) == len(english)


@pytest.mark.parametrize(
    ("item", "entry", "number"),
    [
        ("diamond powder", "2C902.a", 55),
        ("centrifugal extractor", "2B902.a", 56),
        ("holmium oxide", "1C909.b", 57),
        ("artificial graphite anode", "3C902.b.2", 58),
    ],
)
def test_the_remark_in_the_declaration_cites_the_act_of_the_goods(
    store: Law, item: str, entry: str, number: int
) -> None:
    """Each of Nos. 55 to 58/2025 requires the remark in its own closing paragraphs."""
    verdict = check(item=item, entry=[entry], to="DE", on=date(2026, 11, 30), law=store)
    [remark] = [step.requirement for step in verdict.steps() if step.requirement.id.startswith("remarks-controlled")]
    assert remark.article == (
        f"No. {number}/2025, closing paragraphs",
        f"商务部、海关总署公告2025年第{number}号末尾各段",
    )
    assert remark.open is not None
    assert f"No. {number}/2025" in remark.open.en


@pytest.mark.parametrize(
    ("item", "contains", "to", "papers"),
    [
        ("dysprosium oxide", [], "DE", set()),
        ("dysprosium oxide", [], "IN", set()),
        ("gadolinium target", [], "DE", set()),
        ("samarium cobalt magnet", [], "DE", {"doc-rare-earth-extras"}),
        ("neodymium magnet", ["Tb=1%"], "IN", {"doc-rare-earth-extras", "doc-end-user-india"}),
    ],
)
def test_papers_of_magnets_are_asked_for_magnets_only(
    store: Law, item: str, contains: list[str], to: str, papers: set[str]
) -> None:
    """What traders report of magnets is no paper for oxides or targets, and both languages name the magnets."""
    verdict = check(item=item, contains=contains, to=to, on=date(2026, 11, 30), law=store)
    requirements = [step.requirement for step in verdict.steps()]
    assert verdict.decision == "license_required"
    reported = [item for item in requirements if item.id in {"doc-rare-earth-extras", "doc-end-user-india"}]
    assert {item.id for item in reported} == papers
    assert all("magnet" in item.text.en and "磁" in item.text.zh for item in reported)


def test_a_prohibition_stops_the_export_under_the_law_of_its_act(store: Law) -> None:
    """For a party of each act, the first step cites the Export Control Law if an act that prohibits the export rests on it."""
    export_control = "cn-export-control-law-2020"
    parties = {item.act: item.party for item in store.parties.listings}
    stopped = 0
    for party in parties.values():
        verdict = check(law=store, item="gallium", to="DE", on="2026-08-06", party=[party.name.zh])
        if verdict.decision != "prohibited":
            continue
        acts = [
            item.act for item in verdict.findings if item.binds and (item.applies, item.effect) == ("yes", "prohibited")
        ]
        rests = any(export_control in store.law.acts[act].basis for act in acts)
        first = verdict.steps()[0].requirement
        assert first.stage == "stop", party
        assert ("Export Control Law" in first.citation.en) == rests, party
        stopped += 1
    assert stopped > 30


def test_excluded_successors_are_names_of_steps(store: Law) -> None:
    """A misspelled name would be nowhere."""
    named = {id_ for question in questions() for id_ in question.never}
    assert len(named) > 30
    assert named <= store.law.procedure.requirements.keys()


def test_the_first_step_of_an_unsettled_answer_confirms_the_extension(store: Law) -> None:
    """Both readings begin with the check; only the reading on its face lasts into the presumption of denial."""
    for assume in ("on-face", "extended"):
        steps = check(law=store, item="gallium", to="US", on="2026-11-28", assume=assume).steps()
        assert steps[0].requirement.id == "confirm-extension"
        assert steps[0].channel is not None


def test_a_technical_description_names_each_figure_and_invents_no_value(store: Law) -> None:
    """The figures of the entry have the stated values; an unstated figure has no value."""
    facts = {"item": "artificial graphite", "to": "DE", "on": EU_DAY, "param": ["density=1.8 g/cm3"]}
    verdict = check(law=store, **facts)  # type: ignore[arg-type] # mypy reads one type for all values
    figures = next(step.figures for step in verdict.steps() if step.requirement.id == "consult-mofcom")
    stated = {item.figure.parameter: item.stated for item in figures if not isinstance(item.figure, Share)}
    assert stated["density"] == ("1.8 g/cm3",)
    assert {values for name, values in stated.items() if name != "density"} <= {()}


def test_later_publications_were_not_known(store: Law) -> None:
    """With the knowledge of January 2025 there were neither the answers of April 2025 nor the notice of customs."""
    ids = {
        step.requirement.id
        for step in check(law=store, item="gallium", to="DE", on="2025-01-10", known_on="2025-01-10").steps()
    }
    assert "apply-dual-use" in ids
    assert not ids & {"no-licence-after-declaration", "customs-questions"}


def test_every_requirement_cites_an_article_or_states_that_none_was_seen(store: Law) -> None:
    """A requirement from the press, traders or a draft cites no article, and states this."""
    for item in store.law.procedure.requirements.values():
        assert (item.article is None) != (item.no_article is None), item.id
        assert item.text.en.isascii(), item.id
        assert item.text.zh, item.id
        assert item.sources, item.id
        if item.confidence in ("trade-practice", "news", "official-draft"):
            assert item.no_article is not None, item.id


def test_weak_readings_are_named_wherever_a_step_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The table, the markdown and the document of magnets to India each mark a requirement of traders only."""
    command = ["steps", "neodymium magnet", "--contains", "Dy=2%", "--to", "IN", "--on", EU_DAY, "--no-config"]
    assert "[trade practice]" in printed(capsys, *command)
    assert "trade practice" in printed(capsys, *command, "--format", "markdown")
    document = json.loads(printed(capsys, *command, "--format", "json"))
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


@pytest.mark.parametrize(
    "question",
    [
        ("gallium", "--to", "US", "--on", "2025-12-01"),
        ("GaAs", "--to", "Japan", "--on", "2026-05-01", "--end-use", "civil"),
        ("7N 镓", "--to", "KR", "--on", "2026-05-01", "--hs-code", "811292"),
        ("gallium", "--to", "US", "--on", "2026-11-25", "--known-on", "2026-10-01"),
        ("GaAs", "--to", "KR", "--on", "2026-05-01", "--trust-descriptions"),
    ],
    ids=" ".join,
)
def test_check_prints_a_command_that_asks_the_same(
    capsys: pytest.CaptureFixture[str], question: tuple[str, ...]
) -> None:
    """The line below the next step is the whole command: pasted into a shell, it has the same headline."""
    answer = printed(capsys, "check", *question, "--no-config").splitlines()
    [command] = [line.strip() for line in answer if line.strip().startswith("exportctl steps ")]
    assert printed(capsys, *shlex.split(command)[1:], "--no-config").splitlines()[0] == answer[0]


def test_a_long_question_is_asked_again_with_the_same_options(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that would break over lines is no command to copy, so the answer describes it."""
    question = (
        "NdFeB magnet",
        "--contains",
        "Dy=2%",
        "--to",
        "DE",
        "--on",
        "2025-12-01",
        "--party",
        "end-user=Acme Ltd",
    )
    out = " ".join(printed(capsys, "check", *question, "--no-config").split())
    assert "To see all steps, write steps instead of check in this command." in out


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
    """The document of a verdict is the same before and after its steps, and each step fits the decision."""
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


def test_a_step_does_not_repeat_its_condition(store: Law) -> None:
    """Each text follows its condition: If customs questions the goods: Answer customs in time."""
    common = {"you", "the", "a", "is", "or", "may", "have"}

    def repeats(condition: str, text: str) -> bool:
        said = " ".join(part.partition(".")[0] for part in f" {text}".split(" if ")[1:])
        return not (set(condition.split()) - common).isdisjoint(said.replace(",", "").split())

    conditional = [item for item in store.law.procedure.requirements.values() if item.condition]
    assert len(conditional) > 30
    assert [item.id for item in conditional if item.condition and repeats(item.condition.en, item.text.en)] == []
    assert [item.id for item in conditional if item.condition and item.text.zh.startswith(item.condition.zh)] == []


def test_a_report_and_a_change_name_their_recipient(store: Law) -> None:
    """An officer reads to whom to report, and to whom to apply; the end user of a promise is a recipient, too."""
    recipients = {
        "en": ("MOFCOM", "commerce department", "authority", "Atomic Energy", "end user"),
        "zh": ("商务部", "商务主管部门", "机关", "管理部门", "原子能机构", "最终用户"),
    }
    for item in store.law.procedure.requirements.values():
        if item.stage in {"report", "change"}:
            assert any(word in item.text.en for word in recipients["en"]), item.id
            assert any(word in (item.text.zh or "") for word in recipients["zh"]), item.id


def test_a_period_is_a_sentence() -> None:
    """It states who does what, within how long, and from when; the Chinese one has the order of the acts."""
    options = ("gallium", "--to", "US", "--on", "2026-10-01", "--all")
    words, chinese = ask("steps", *options).words, ask("steps", *options, "--lang", "zh").words.replace(" ", "")
    for text in (
        "MOFCOM decides within 45 working days from acceptance of the application",
        "MOFCOM decides on the change within 20 working days from acceptance of the request",
        "Answer customs within 7 working days from receipt of the notice",
        "Report its use to MOFCOM and the provincial commerce department every six months, and within 30 days from the end of its",
        "Interval of the reports: 6 months",
    ):
        assert text in words
    for text in (
        "自受理申请之日起45个工作日内，商务部作出决定",
        "自受理变更申请之日起20个工作日内，商务部决定是否准予变更",
        "自收到质疑通知书之日起7个工作日内，向海关提交材料",
        "有效期内每六个月以及有效期截止之日起30日内，向商务部及其委托的省级商务主管部门报告使用情况",
    ):
        assert text in chinese


def test_a_fine_names_the_amount_from_which_its_rate_applies(store: Law) -> None:
    """`5 to 10 times the turnover from CNY 500,000` could be read as a part of the turnover."""
    steps = [item for item in store.law.procedure.requirements.values() if item.stage in {"penalty", "service"}]
    fines = [item.text.en for item in steps if " times the " in item.text.en]
    assert len(fines) >= 6
    assert not [text for text in fines if " or more, otherwise CNY " not in text]
