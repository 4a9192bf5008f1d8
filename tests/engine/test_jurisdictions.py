"""The laws of two jurisdictions are separate: each answers its own exports, and neither changes a verdict of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl.api import Law, check
from exportctl.inquiry.cases import question_of
from exportctl.store.cases import read_cases
from tests.cli.program import ask
from tests.folders import write_files
from tests.memory import Memory, Pools

pytestmark = pytest.mark.usefixtures("remembered")

EU = Path(__file__).parent.parent / "jurisdictions" / "eu"
CASES = Path(__file__).parent.parent
POLICY = {
    "release.yaml": """\
version: "7"
jurisdictions:
  - id: POLICY
    name: {en: Acme, zh: 公司}
    authority: {en: the compliance office, zh: 合规部}
    checked_through: 2026-11-25
    party_lists: [{id: blocked, name: {en: blocked by Acme, zh: 禁止往来}}]
""",
    "acts/policy/2026/acme-2026-1.yaml": """\
id: acme-2026-1
jurisdiction: POLICY
issuers: [Acme]
published: 2026-11-20
title: {en: House rules, zh: 内部规定}
sources: [{ref: the handbook, confidence: official-text-seen}]
checked: 2026-11-25
provisions:
  - paragraph: "1"
    title: {en: Nothing on China's list to Serbia without the compliance office, zh: 须经合规部批准}
    from: 2026-11-20
    binds: exporters-at-home
    rules:
      - when: {goods: any-dual-use, to: [RS]}
        effect: license_required
  - paragraph: "2"
    title: {en: No dealings with those whom Acme blocks, zh: 不与名单所列者往来}
    from: 2026-11-20
    binds: exporters-at-home
    rules:
      - when: {party: designated}
        effect: prohibited
""",
    "parties/acme-2026-1.yaml": """\
provision: acme-2026-1/2
list: blocked
sources: [{ref: the handbook, confidence: official-text-seen}]
checked: 2026-11-25
parties:
  - {id: acme-2026-1-01, name: {en: Nemo Trading, zh: 尼莫贸易}}
""",
}


@pytest.fixture(scope="module")
def both(data: Path, memory: Memory, pools: Pools) -> Law:
    """Chinese law, with a few entries of European Union law."""
    with pytest.MonkeyPatch.context() as patch:
        memory.patch(patch)
        pools.patch(patch)
        return Law(data, EU)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """The folder of a company: a release of its own, younger than the base, with a list of parties of its own."""
    return write_files(tmp_path / "policy", POLICY)


def test_the_folder_answers_its_cases() -> None:
    """A German export is answered by the law of the Union."""
    answer = ask("data", "test", str(EU))
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "7 cases: 7 passed, 0 failed")


def test_no_chinese_verdict_moves(store: Law, both: Law) -> None:
    """Every case that leaves from China has the decision, findings and exit code it has without the Union's law."""
    moved, compared = [], 0
    for placed in read_cases(CASES)[::3]:
        question = question_of(placed.record)
        if question.transaction.from_ != "CN":
            continue
        alone, beside = (check(question.transaction, law, question.assume) for law in (store, both))
        compared += 1
        if (alone.findings, alone.exit_code(question.gate)) != (beside.findings, beside.exit_code(question.gate)):
            moved.append(placed.record.case)
    assert compared > 150
    assert moved == []


def test_a_licence_is_granted_by_the_authority_whose_law_requires_it() -> None:
    """No German exporter is sent to MOFCOM."""
    facts = ("--from", "DE", "--origin", "DE", "--to", "IN", "--on", "2026-01-15")
    answer = ask("check", "EU:1C238", *facts, "--also", str(EU))
    assert answer.code == 1
    assert "the authority of the Member State" in answer.words
    assert "MOFCOM" not in answer.words
    assert "eu-2021-821/3" in ask("check", "EU:1C238", *facts, "--also", str(EU), "--all").words


def test_a_policy_is_a_jurisdiction_of_its_own(policy: Path) -> None:
    """It is shown as POLICY, refers to the list of the law, and may be newer than the day through which the base was checked."""
    question = ("check", "gallium", "--to", "Serbia", "--on", "2026-11-21", "--also", str(policy))
    answer = ask(*question)
    assert answer.code == 1
    assert " POLICY " in answer.words
    assert "This export needs a licence from the compliance office and MOFCOM." in answer.words
    (own,) = [item for item in ask(*question, "-f", "json").json["findings"] if item["provision"] == "acme-2026-1/1"]
    assert (own["jurisdiction"], own["effect"], own["applies"]) == ("POLICY", "license_required", "yes")


def test_a_policy_has_a_list_of_parties_of_its_own(policy: Path) -> None:
    """A party that the company blocks is found by name, and the list has the company's name."""
    answer = ask("party", "Nemo Trading Ltd", "--on", "2026-11-21", "--also", str(policy))
    assert answer.code == 1
    assert "blocked by Acme" in answer.words
    assert ask("party", "Nemo Trading Ltd", "--on", "2026-11-21").code == 0


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("may_contain: [Dy]", "R010 'may_contain' cannot be added to 'calcium' of vocabulary/materials/"),
        ("form: oxide", "R010 'form' cannot be added to 'calcium' of vocabulary/materials/"),
        ("form: metal", None),
        ("trade: [Calcium turnings of Acme]", None),
    ],
)
def test_a_key_that_a_known_material_cannot_take_is_refused(policy: Path, key: str, problem: str | None) -> None:
    """A record for a material of the law adds names and entries; another form would be ignored, so it is an error."""
    file = policy / "vocabulary/materials/acme.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f"- id: calcium\n  names: {{en: [Calcium of Acme]}}\n  {key}\n  confidence: inferred\n", encoding="utf-8"
    )
    answer = ask("data", "lint", "--also", str(policy))
    assert answer.code == (2 if problem else 0)
    assert (problem or "no problems") in answer.out


def test_an_undeclared_jurisdiction_is_refused(policy: Path) -> None:
    """An act needs a release that declares its jurisdiction."""
    act = policy / "acts/policy/2026/acme-2026-1.yaml"
    act.write_text(
        act.read_text(encoding="utf-8").replace("jurisdiction: POLICY", "jurisdiction: FR"), encoding="utf-8"
    )
    answer = ask("data", "lint", "--also", str(policy))
    assert answer.code == 2
    assert "R027 no release.yaml has the jurisdiction 'FR'" in answer.out
