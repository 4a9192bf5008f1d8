"""Law is added by a new act in the data, or by a folder of a company."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from exportctl.store.chosen import PACKAGE
from exportctl.store.skeleton import write
from tests.cli.program import ask
from tests.cli.test_bad_input import refused

pytestmark = pytest.mark.usefixtures("remembered")

ID = "mofcom-2026-45"
QUESTION = ("check", "gallium", "--to", "DE", "--on", "2025-12-01", "--end-use", "civil", "-f", "json")
POLICY = """\
id: acme-2025-1
jurisdiction: CN
issuers: [ACME]
published: 2025-01-01
title: {en: Company policy, zh: 公司政策}
sources: [{ref: the handbook, confidence: official-text-seen}]
checked: 2025-01-01
provisions:
  - paragraph: "1"
    title: {en: No gallium to Germany, zh: 不向德国出口镓}
    from: 2025-12-01
    binds: exporters-at-home
    rules:
      - when: {goods: [3C001.a], to: [DE]}
        effect: prohibited
"""


def with_value(option: str, value: str) -> list[str]:
    """Return the question with another value of an option."""
    place = QUESTION.index(option) + 1
    return [*QUESTION[:place], value, *QUESTION[place + 1 :]]


@pytest.fixture
def checkout(tmp_path: Path, data: Path) -> Path:
    """The data of a checkout, with cases in the checkout."""
    shutil.copytree(data, tmp_path / "data")
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    return tmp_path / "data"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """The folder of a company that forbids one destination."""
    file = tmp_path / "policy/acts/cn/2025/acme-2025-1.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(POLICY, encoding="utf-8")
    return file


class TestNew:
    """`data new` writes the skeleton of an act and of its cases."""

    def test_the_skeleton_lacks_only_what_must_be_filled_in(self, checkout: Path) -> None:
        """Lint requests the days, by file and line, then source and titles, goods and places; with them there is no problem."""
        written = [Path(line) for line in ask("data", "new", ID, "--data", str(checkout)).out.splitlines()]
        act, cases = checkout / f"acts/cn/2026/{ID}.yaml", checkout.parent / f"tests/cases/{ID}.yaml"
        assert written == [act, cases]
        assert f"applies: [{ID}/1]" in cases.read_text(encoding="utf-8")
        file = f"acts/cn/2026/{ID}.yaml"
        assert lint(checkout) == [(file, 4, "R003"), (file, 6, "R013"), (file, 7, "R003"), (file, 11, "R003")]

        text = act.read_text(encoding="utf-8").replace("2026-MM-DD", "2026-10-01")
        day = next(line for line in text.splitlines() if line.startswith("checked: "))
        dated = text.replace(day, "checked: 2026-10-10")
        act.write_text(dated, encoding="utf-8")
        lacks = [(5, "R015")] * 2 + [(6, "R013")] + [(10, "R015")] * 2 + [(14, "R026")] * 2
        assert lint(checkout) == [(file, line, code) for line, code in lacks]
        with (checkout / "sources" / "mofcom.yaml").open("a", encoding="utf-8") as sources:
            sources.write(f"- {{id: {ID}-text, ref: the gazette, confidence: official-text-seen}}\n")
        filled = dated.replace('""', "Licence").replace("goods: [], to: []", "goods: [gallium], to: [US]")
        act.write_text(filled, encoding="utf-8")
        assert lint(checkout) == []

    def test_a_folder_of_one_s_own_holds_act_and_cases(self, tmp_path: Path) -> None:
        """Filled in, the folder adds to the law, and its cases are met; a note names the new folder."""
        folder = tmp_path / "policy"
        written = ask("data", "new", "acme-2026-1", "--data", str(folder))
        new, later = written.err.splitlines()
        assert new == f"exportctl: {folder} is a new folder; use its acts with --also {folder}"
        assert later == (
            f"exportctl: the law data is as of 2026-10-10; for an act of a later day, add {folder}/release.yaml with the "
            "jurisdiction and a checked_through of its own (docs/data.md)"
        )
        act, cases = map(Path, written.out.splitlines())
        assert (act, cases) == (folder / "acts/cn/2026/acme-2026-1.yaml", folder / "cases/acme-2026-1.yaml")
        for file in (act, cases):
            text = (
                file.read_text(encoding="utf-8").replace("2026-MM-DD", "2026-02-01").replace('url: ""', "ref: Handbook")
            )
            text = text.replace('confidence: ""', "confidence: official-text-seen").replace("YYYY-MM-DD", "2026-02-01")
            text = text.replace('item: "", to: ""', "item: 3C001.a, to: FR").replace(
                "goods: [], to: []", "goods: [3C001], to: [FR]"
            )
            text = text.replace("applies: [", "applies: [mofcom-2024-51/1, ").replace('""', "No gallium")
            file.write_text(text, encoding="utf-8")
        assert "issuers: [ACME]" in act.read_text(encoding="utf-8")
        result = ask("data", "test", str(folder))
        assert (result.code, result.out) == (0, "1 case: 1 passed, 0 failed\n")

    @pytest.mark.parametrize(
        ("check", "expect", "words"),
        [
            ("item: gallium, on: 2025-12-01", "foo: bar", "expect: foo：不是判定结果的字段"),
            ("item: gallium", "decision: prohibited", "check：缺少“on”"),
            ("item: gallium, tto: US, on: 2025-12-01", "decision: prohibited", "check: tto：不是信息项"),
        ],
    )
    def test_an_invalid_case_is_reported_in_the_language_of_the_user(
        self, check: str, expect: str, words: str, tmp_path: Path
    ) -> None:
        """The fault is Chinese, too, and not its place alone."""
        (tmp_path / "cases").mkdir()
        case = f"- case: c\n  why: w\n  check: {{{check}}}\n  expect: {{{expect}}}\n"
        (tmp_path / "cases/a.yaml").write_text(case, encoding="utf-8")
        assert f"a.yaml:1: {words}" in refused(ask("data", "test", str(tmp_path), "--lang", "zh"))

    def test_a_folder_has_to_be_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Without one nothing is written, least of all into the program; the variable names one as the option does."""
        assert "EXPORTCTL_DATA" in refused(ask("data", "new", ID))
        inside = str(PACKAGE / "data")
        assert "inside the installed program" in refused(ask("data", "new", ID, "--data", inside))
        assert not Path(inside).exists()
        monkeypatch.setenv("EXPORTCTL_DATA", str(tmp_path))
        assert ask("data", "new", ID).code == 0

    def test_every_id_that_an_act_has_is_an_id(self, data: Path, tmp_path: Path) -> None:
        """Whatever is in the data could have been begun so, with the place it has."""
        files = sorted(data.glob("acts/*/*/*.yaml"))
        assert files
        for file in files:
            written = write(tmp_path, file.stem, None, date(2026, 10, 10))[0]
            assert written.relative_to(tmp_path).parts[1] == file.relative_to(data).parts[1]

    @pytest.mark.parametrize(
        ("id_", "place", "issuers"),
        [
            ("mofcom-2026-45", "CN", "MOFCOM"),
            ("uel-2026-1", "CN", "UEL working mechanism"),
            ("uel-decision-2026-01-01", "CN", "MOFCOM"),
            ("us-eo-14999", "US", "President"),
            ("us-tariff-2027", "US", '""'),
            ("jp-meti-2026-1", "JP", '""'),
            ("acme-1", "CN", "ACME"),
        ],
    )
    def test_an_issuer_is_known_by_the_id(self, id_: str, place: str, issuers: str, tmp_path: Path) -> None:
        """Acts of the same beginning show place and issuer; an id in words of a place shows the place."""
        act, _ = write(tmp_path, id_, None, date(2026, 10, 10))
        text = act.read_text(encoding="utf-8")
        assert f"jurisdiction: {place}\nissuers: [{issuers}]\n" in text

    def test_nothing_is_overwritten(self, checkout: Path) -> None:
        """An act or cases that are there already stay as they are, and neither file is written."""
        cases = checkout.parent / f"tests/cases/{ID}.yaml"
        cases.write_text("# mine\n", encoding="utf-8")
        assert "exists already; name another, or remove it" in refused(ask("data", "new", ID, "--data", str(checkout)))
        assert cases.read_text(encoding="utf-8") == "# mine\n"
        assert not (checkout / f"acts/cn/2026/{ID}.yaml").exists()

    @pytest.mark.parametrize("known", ["mofcom-2024-46", "uel-2025-10"])
    def test_an_act_that_the_law_data_holds_is_not_new(self, known: str, checkout: Path, tmp_path: Path) -> None:
        """A second record of it would be an error, in this folder or in another one; nothing is written."""
        line = refused(ask("data", "new", known, "--data", str(checkout)))
        assert f"the law data in {checkout} already holds {known}; exportctl show {known} prints it" in line
        own = tmp_path / "own"
        line = refused(ask("data", "new", known, "--data", str(own)))
        assert f"already holds {known}; exportctl show {known} prints it" in line
        assert not own.exists()

    def test_another_jurisdiction_has_a_folder_of_its_own(self, checkout: Path) -> None:
        """The act is found by its place and year."""
        answer = ask("data", "new", "us-fr-2026-1", "--jurisdiction", "US", "--data", str(checkout))
        assert answer.out.splitlines()[0] == str(checkout / "acts/us/2026/us-fr-2026-1.yaml")

    @pytest.mark.parametrize(
        "arguments",
        [
            ("No. 45",),
            ("../x-2026-1",),
            ("mofcom-2026-*",),
            (ID, "--jurisdiction", "China 1"),
            (ID, "--jurisdiction", "XX"),
            ("",),
        ],
    )
    def test_an_invalid_id(self, arguments: tuple[str, ...], checkout: Path) -> None:
        """The line shows how an id or a place is written."""
        line = refused(ask("data", "new", *arguments, "--data", str(checkout)))
        assert "mofcom-2026-45" in line or "write one of CN, US, " in line


class TestAlso:
    """`--also` adds the acts of another folder to the law."""

    def test_a_policy_adds_a_finding(self, policy: Path) -> None:
        """The policy decides where it is stricter, from its own day on, and takes nothing away."""
        folder = policy.parents[3]
        law, both = ask(*QUESTION).json, ask(*QUESTION, "--also", str(folder)).json
        own = [item["provision"] for item in both["findings"] if item["act"] == "acme-2025-1"]
        assert (own, law["decision"], both["decision"]) == (["acme-2025-1/1"], "license_required", "prohibited")
        assert [item for item in both["findings"] if item["act"] != "acme-2025-1"] == law["findings"]
        before = ask(*with_value("--on", "2025-11-30"), "--also", str(folder)).json
        assert before["decision"] == "license_required"
        elsewhere = ask(*with_value("--to", "FR"), "--also", str(folder)).json
        assert "acme-2025-1" not in {item["act"] for item in elsewhere["findings"]}

    def test_a_broken_policy_is_reported_by_file_and_line(self, policy: Path) -> None:
        """Nothing is answered from law that cannot be read."""
        policy.write_text(POLICY.replace("from: 2025-12-01", "from: 2025-12-32"), encoding="utf-8")
        answer = ask(*QUESTION, "--also", str(policy.parents[3]))
        assert (answer.code, answer.out) == (2, "")
        assert "acts/cn/2025/acme-2025-1.yaml:11: R003 '2025-12-32' is not a date" in answer.err

    def test_a_policy_cannot_take_the_place_of_an_act(self, policy: Path) -> None:
        """An id occurs once in all folders together."""
        policy.with_name("mofcom-2025-18.yaml").write_text(
            POLICY.replace("acme-2025-1", "mofcom-2025-18"), encoding="utf-8"
        )
        answer = ask(*QUESTION, "--also", str(policy.parents[3]))
        assert answer.code == 2
        assert "R010 'mofcom-2025-18' is already in acts/cn/2025/mofcom-2025-18.yaml" in answer.err

    def test_a_folder_that_is_missing(self, tmp_path: Path) -> None:
        """The folder is named."""
        assert "nowhere" in refused(ask(*QUESTION, "--also", str(tmp_path / "nowhere")))


CASES = """\
- case: No gallium to Germany from the day of the policy
  why: the handbook
  check: {item: gallium, to: DE, on: 2025-12-01, end_use: civil, end_user_type: civil}
  expect: {decision: prohibited, applies: [mofcom-2024-51/1, acme-2025-1/1], exit_code: 1}

- case: The day before, the law alone decides
  why: the handbook
  check: {item: gallium, to: DE, on: 2025-11-30, end_use: civil, end_user_type: civil}
  expect: {decision: license_required, applies: [mofcom-2024-51/1], exit_code: 1}
"""


@pytest.fixture
def cases(policy: Path) -> Path:
    """The cases of that company, in the folder of its acts."""
    file = policy.parents[3] / "cases/germany.yaml"
    file.parent.mkdir()
    file.write_text(CASES, encoding="utf-8")
    return file


class TestTest:
    """`data test` runs the cases of a folder."""

    def test_cases_run_against_the_law_with_the_folder_s_own_acts(self, cases: Path) -> None:
        """All are met; the same folder named once more is not added twice, and cases are no fault of a data folder."""
        folder = str(cases.parents[1])
        result = ask("data", "test", folder)
        again = ask("data", "test", folder, "--also", folder)
        assert (result.code, result.out) == (again.code, again.out) == (0, "2 cases: 2 passed, 0 failed\n")
        assert ask(*QUESTION, "--also", folder).json["decision"] == "prohibited"

    def test_a_failed_case_is_reported_by_file_and_line(self, cases: Path) -> None:
        """The line has the answer of the law and the expectation of the case; JSON has the same, and the exit code is 1."""
        cases.write_text(CASES.replace("decision: license_required", "decision: report"), encoding="utf-8")
        result = ask("data", "test", str(cases.parents[1]))
        line, counts = result.out.splitlines()
        assert (
            line == f"{cases}:6: The day before, the law alone decides: decision: expected report, got license_required"
        )
        assert (result.code, counts) == (1, "2 cases: 1 passed, 1 failed")
        document = ask("data", "test", str(cases.parents[1]), "--format", "json")
        assert document.code == 1
        assert document.json["failed"] == [
            {
                "file": str(cases),
                "line": 6,
                "case": "The day before, the law alone decides",
                "differences": [{"of": "decision", "told": "license_required", "expected": "report"}],
            }
        ]
        assert (document.json["schema"], document.json["cases"], document.json["met"]) == ("exportctl.cases/1", 2, 1)

    def test_a_folder_that_knows_how_far_it_knows_the_law_answers_alone(self, checkout: Path) -> None:
        """Its own acts decide, not those of the program."""
        act = checkout / "acts/cn/2026/mofcom-2026-29.yaml"
        act.write_text(
            act.read_text(encoding="utf-8").replace("from: 2026-07-10", "from: 2026-09-10"), encoding="utf-8"
        )
        (checkout / "cases").mkdir()
        check, expect = "{item: helium, to: DE, on: 2026-09-09}", "{applies: []}"
        text = f"- {{case: Helium waits, why: a test, check: {check}, expect: {expect}}}"
        (checkout / "cases/helium.yaml").write_text(text, encoding="utf-8")
        assert ask("data", "test", str(checkout), "--format", "json").json["met"] == 1

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("item: gallium", "good: gallium", "check: good: is not a fact"),
            ("to: DE", "to: Atlantis", "'Atlantis' is"),
            ("to: DE", "to: [DE, FR]", "check: to: has a list; write one value"),
            ("on: 2025-12-01", "on: 2025-13-01", "check: on: '2025-13-01' is not a date: there is no month 13"),
            ("on: 2025-12-01, ", "", "check: 'on' is missing"),
            ("on: 2025-12-01", "on: 2025-12-01, gate: green", "check: gate: 'green' is not one of no_control_found"),
            ("on: 2025-12-01", "on: 2025-12-01, assume: best", "check: assume: 'best' is not one of on-face"),
            ("decision: prohibited", "verdict: prohibited", "expect: verdict: is not a field of a verdict"),
            ("why: the handbook", "because: the handbook", ":1: R002 'why' is missing"),
            ("- case", "case", "R001 is not YAML"),
        ],
    )
    def test_an_invalid_case(self, cases: Path, old: str, new: str, words: str) -> None:
        """The line names the place of the case and its fault; no other case is answered."""
        cases.write_text(CASES.replace(old, new, 1), encoding="utf-8")
        answer = ask("data", "test", str(cases.parents[1]))
        assert (answer.code, answer.out) == (2, "")
        assert "cases/germany.yaml:" in answer.err
        assert words in answer.err

    def test_a_folder_without_cases(self, tmp_path: Path) -> None:
        """The line names the place where cases are expected."""
        assert "cases/*.yaml" in refused(ask("data", "test", str(tmp_path)))


def lint(folder: Path) -> list[tuple[str, int, str]]:
    """Return where lint finds a problem in a folder, and which."""
    problems = ask("data", "lint", "--data", str(folder), "-f", "json").json["problems"]
    return [(item["file"], item["line"], item["code"]) for item in problems]
