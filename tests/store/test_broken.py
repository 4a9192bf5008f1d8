"""Each file of tests/broken is one mistake in a data folder: lint reports its code and place, and each sentence is asserted once."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from exportctl.__main__ import run
from exportctl.errors import DataError, InputError
from exportctl.law.lexicon import Lexicon
from exportctl.reports.i18n.language import current_language, using_language
from exportctl.store import draft, loader
from exportctl.store.lint import CHECKS
from exportctl.store.loader import load, problems
from tests.folders import write_files
from tests.memory import Memory
from tests.store.conftest import SMALL

BROKEN = Path(__file__).parents[1] / "broken"
HEADER = re.compile(r"# (file|adds to): (\S+)\n# mistake: (.+)\n((?:# expect: .+\n)+)")
EXPECT = re.compile(r"# expect: (R\d{3})(?: (?!line )([^\s:]+))?(?: line (\d+))?(?:: (.+))?\n")
ACT = "acts/cn/2025/mofcom-2025-72.yaml"
SMALL_ACT = "acts/cn/2025/acme-2025-1.yaml"
CODES = ["R001", "R002", "R003", "R004", "R005", "R006", *CHECKS]
"""The first six are of reading a file, before any check runs."""


class Expected(NamedTuple):
    """A problem that lint has to find; without a line where that depends on the project's own data, and without words in most files."""

    file: str
    line: int | None
    code: str
    words: str | None


class Broken(NamedTuple):
    """A file with one mistake: its place, whether it is added to an existing file, and the message of lint."""

    name: str
    file: str
    adds: bool
    mistake: str
    expected: tuple[Expected, ...]
    text: str


def broken() -> Iterator[Broken]:
    """Yield every file of tests/broken."""
    for path in sorted(BROKEN.iterdir()):
        text = path.read_text(encoding="utf-8")
        header = HEADER.match(text)
        assert header, f"{path.name} does not open with: file or adds to, mistake, expect"
        kind, file, mistake, expects = header.groups()
        expected = tuple(
            Expected(other or file, int(line) if line else None, code, words or None)
            for code, other, line, words in EXPECT.findall(expects)
        )
        assert len(expected) == expects.count("\n"), f"{path.name} expects what nobody can read"
        yield Broken(path.stem, file, kind == "adds to", mistake, expected, text)


ALL = list(broken())


@pytest.fixture(scope="session")
def shared(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's data in which one file after the other is spoilt and put right again."""
    return shutil.copytree(data, tmp_path_factory.mktemp("broken") / "data")


@contextmanager
def overlaid(folder: Path, file: str, content: bytes) -> Iterator[None]:
    """Write a file into a data folder, and restore the earlier content afterwards."""
    path = folder / file
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_a_mistake_is_reported_with_its_file_line_and_code(
    shared: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch, case: Broken
) -> None:
    """Lint finds the mistake and nothing else, in the words that the file expects, if any; and the message has its Chinese."""
    memory.patch(monkeypatch)
    before = (shared / case.file).read_text(encoding="utf-8") if case.adds else ""
    with overlaid(shared, case.file, (before + case.text).encode()):
        actual = problems(shared)
    reported = [
        Expected(item.file, item.line if wanted.line else None, item.code, str(item.message) if wanted.words else None)
        for item, wanted in zip(actual, case.expected, strict=False)
    ]
    assert (reported, len(actual)) == (list(case.expected), len(case.expected)), case.mistake
    with using_language("zh"):
        assert not any(re.search(r"'[\w-]+'(?=[、，或])", item.render(current_language())) for item in actual)
        assert [
            item for item in actual if not re.search(r"[一-鿿]", item.render(current_language()).replace(str(item), ""))
        ] == []


def test_cached_records_equal_those_that_are_read_again(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a memory a folder has the same draft as without it, when it is met and when it is remembered."""
    anew, met, remembered = draft.Draft(), draft.Draft(), draft.Draft()
    assert draft.read_into(anew, shared) == []
    Memory().patch(monkeypatch)
    for one in (met, remembered):
        assert draft.read_into(one, shared) == []
        assert one == anew


def test_a_memory_finds_the_same_problems(shared: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the checks that use it: a blank text, a name of two materials, and a name that is another one in the plural."""
    cases = [case for case in ALL if case.name in {"r015-blank-note", "r015-blank-title", "r033-chinese-name-twice"}]
    plural = next(case for case in ALL if case.name == "r048-plural-of-a-name")
    with ExitStack() as spoilt:
        for case in (*cases, plural):
            before = (shared / case.file).read_text(encoding="utf-8") if case.adds else ""
            file = case.file if case is plural else case.file.replace(".yaml", f"-{case.name}.yaml")
            spoilt.enter_context(overlaid(shared, file, (before + case.text).encode()))
        anew = problems(shared)
        assert {item.code for item in anew} >= {"R015", "R033", "R048"}
        memory.patch(monkeypatch)
        assert [problems(shared), problems(shared)] == [anew, anew]


def test_a_memory_indexes_the_same_words(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon is used again as long as nothing changes that it is made of, which acts seldom are."""
    law = {file: (small / file).read_text(encoding="utf-8") for file in ("vocabulary/materials/metals.yaml", SMALL_ACT)}
    memory = Memory()

    def indexed(file: str, old: str, new: str) -> tuple[Lexicon, Lexicon]:
        (small / file).write_text(law[file].replace(old, new), encoding="utf-8")
        anew = load(small).lexicon
        with monkeypatch.context() as patch:
            patch.setattr(loader, "index_lexicon", memory.index_lexicon)
            return anew, load(small).lexicon

    first, renamed = indexed(SMALL_ACT, "", ""), indexed("vocabulary/materials/metals.yaml", "Gallium", "Germanium")
    back, amended = indexed("vocabulary/materials/metals.yaml", "", ""), indexed(SMALL_ACT, "2025-02-01", "2025-02-02")
    for anew, remembered in (first, renamed, back, amended):
        assert remembered == anew
    assert renamed[1] != first[1]
    assert first[1] is back[1] is amended[1]


def test_the_project_s_own_data_has_no_problem(data: Path) -> None:
    """The data of the program passes its own lint."""
    assert problems(data) == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_broken_file(code: str) -> None:
    """No check is without a file that it refuses; such a file is named after its code."""
    assert [case for case in ALL if case.name.startswith(code.lower()) and code in {e.code for e in case.expected}]


def test_no_code_is_listed_twice() -> None:
    """A code means one check for ever."""
    assert sorted(CODES) == sorted(set(CODES))


def test_words_are_expected_once() -> None:
    """No message is asserted word for word in two files."""
    words = [expected.words for case in ALL for expected in case.expected if expected.words]
    assert sorted(words) == sorted(set(words))


def test_every_broken_file_is_another_mistake() -> None:
    """Each file states its mistake in its own words."""
    assert sorted({case.mistake for case in ALL}) == sorted(case.mistake for case in ALL)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        pytest.param("note: caf\u00e9\n".encode("latin-1"), 1, "is not UTF-8 text (byte 9)", id="another encoding"),
        pytest.param("id: mofcom-2025-72\n".encode("utf-16"), 1, "is not UTF-8 text (byte 0)", id="UTF-16"),
        pytest.param(b"note: a bell \x07\n", 1, "unacceptable character #x0007", id="a control character"),
        pytest.param(b"id: x\nnote: " + b"[" * 5000, 2, "exceeded maximum nesting depth", id="very deep nesting"),
        pytest.param(b"", 1, "is empty", id="no byte at all"),
    ],
)
def test_invalid_yaml_is_refused(
    shared: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch, content: bytes, line: int, words: str
) -> None:
    """A file that cannot be text, or cannot be YAML, is one R001."""
    memory.patch(monkeypatch)
    with overlaid(shared, ACT, content):
        (problem,) = problems(shared)
    assert (problem.file, problem.line, problem.code) == (ACT, line, "R001")
    assert words in problem.message


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"], ids=["windows", "unix"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""], ids=["mark", "no mark"])
def test_editors_may_differ(
    shared: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch, ending: bytes, mark: bytes
) -> None:
    """A byte order mark and the line ends of Windows are no mistakes."""
    memory.patch(monkeypatch)
    with overlaid(shared, ACT, mark + (shared / ACT).read_bytes().replace(b"\n", ending)):
        assert problems(shared) == []


@pytest.mark.usefixtures("read_once")
def test_hidden_files_are_left_alone(copy: Path) -> None:
    """Files of an editor or of version control in the folder are not data, and no problem."""
    (copy / ".cache").mkdir()
    (copy / ".cache" / "x.yaml").write_text("- nothing\n")
    (copy / "entries" / ".1C004.yaml.swp").write_bytes(b"\x00")
    assert problems(copy) == []


@pytest.mark.usefixtures("read_once")
def test_a_missing_release_is_a_problem(copy: Path) -> None:
    """A folder without the day of its last check is refused."""
    (copy / "release.yaml").unlink()
    assert places_of(problems(copy)) == [f"{copy}/release.yaml:1: R004"]


@pytest.mark.usefixtures("read_once")
def test_entries_with_forms_need_the_table_of_forms(copy: Path) -> None:
    """Without it, a form that goods may have would count as one that they lack."""
    (copy / "vocabulary" / "forms.yaml").unlink()
    about_forms = [problem for problem in problems(copy) if problem.code == "R056"]
    assert about_forms
    assert {problem.message for problem in about_forms} == {
        "an entry with forms needs the rules of vocabulary/forms.yaml"
    }


@pytest.mark.usefixtures("read_once")
def test_a_file_that_cannot_be_read_is_a_problem(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to nowhere is a problem with its file's name, and never a traceback."""
    (copy / "entries" / "9Z001.yaml").symlink_to("nowhere")
    (problem,) = problems(copy)
    assert (problem.file, problem.code) == ("entries/9Z001.yaml", "R001")
    assert run(["check", "gallium", "--to", "US", "--data", str(copy)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "9Z001.yaml" in err


FIVE = {
    ACT: (
        "id: mofcom-2025-72\njurisdiction: CN\nissuers: [MOFCOM]\npublished: 2025-11-09\ntitle: {en: A, zh: 甲}\n"
        "sources: []\nchecked: 2025-11-08\n"
        "suspends: [{provision: mofcom-2024-46/3, from: 2025-11-09, through: 2026-11-27}]\n"
    ),
    "entries/9Z001.yaml": "code: 9Z001\ncode: 9Z002\n",
    "vocabulary/materials/unobtainium.yaml": (
        "- id: unobtainium\n  names: {en: [Unobtainium]}\n  cas: [7440-55-4]\n  confidence: inferred\n"
    ),
}
PLACES = [
    "entries/9Z001.yaml:2: R001",
    f"{ACT}:6: R012",
    f"{ACT}:7: R021",
    f"{ACT}:8: R013",
    "vocabulary/materials/unobtainium.yaml:3: R034",
]


def places_in(folder: Path) -> list[str]:
    """Return the places and codes of those mistakes, with the path of each file."""
    return [f"{folder}/{place}" for place in PLACES]


def places_of(lines: Iterable[object]) -> list[str]:
    """Return the place and the code with which each line begins."""
    return [" ".join(str(line).split(" ")[:2]) for line in lines]


@pytest.fixture
def five(copy: Path, read_once: None) -> Path:  # noqa: ARG001 - what it needs
    """A data folder with five mistakes of five kinds in three files."""
    for file, text in FIVE.items():
        (copy / file).write_text(text, encoding="utf-8")
    return copy


def test_five_mistakes_are_reported_at_once(five: Path) -> None:
    """One run of lint shows all mistakes."""
    assert places_of(problems(five)) == places_in(five)


@pytest.mark.usefixtures("read_once")
def test_an_unreadable_file_comes_before_its_consequences(copy: Path) -> None:
    """Acts precede vocabulary, but what they miss is only a consequence of the file that cannot be read."""
    file = copy / "vocabulary/materials/antimony.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}  names: [\n", encoding="utf-8")
    other = copy / "acts/cn/2024/mofcom-2024-46.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("to: [US]", "to: [USA]"), encoding="utf-8")
    first, *rest = problems(copy)
    assert (first.file, first.code) == ("vocabulary/materials/antimony.yaml", "R001")
    assert rest
    assert {(item.file, item.code, item.message) for item in rest} == {
        ("acts/cn/2024/mofcom-2024-46.yaml", "R014", "'USA' is not an ISO alpha-2 code of a place; write 'US'")
    }


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(
    "file",
    [
        *("acts/cn/2024/mofcom-2024-46.yaml", "acts/cn/2024/mofcom-2024-51.yaml", "entries/3C001.yaml"),
        *("parties/mofcom-2025-21.yaml", "sources/mofcom.yaml"),
        *(f"vocabulary/{name}.yaml" for name in ("forms", "groups", "parameters", "materials/antimony")),
    ],
)
def test_an_unreadable_file_is_the_only_problem(copy: Path, file: str) -> None:
    """References to its records, and what is missing without it, are no problems of other files."""
    (copy / file).write_text(f"{(copy / file).read_text(encoding='utf-8')}  x: [\n", encoding="utf-8")
    assert places_of(problems(copy))[0].startswith(f"{copy}/{file}:")
    assert len(problems(copy)) == 1


@pytest.mark.usefixtures("read_once")
def test_an_unreadable_record_hides_no_other_unknown_reference(copy: Path) -> None:
    """An act with an unknown effect is not missed, but a provision of an act that no file has still is."""
    act, other = copy / "acts/cn/2024/mofcom-2024-46.yaml", copy / ACT
    act.write_text(act.read_text(encoding="utf-8").replace("effect: prohibited", "effect: banned", 1), encoding="utf-8")
    assert places_of(problems(copy)) == [f"{copy}/acts/cn/2024/mofcom-2024-46.yaml:23: R002"]
    other.write_text(other.read_text(encoding="utf-8").replace("mofcom-2024-46/2", "mofcom-2024-4/2"), encoding="utf-8")
    assert {item.code for item in problems(copy)} == {"R002", "R013"}


def test_a_review_in_the_future_is_a_problem(small: Path) -> None:
    """Of an act and of a jurisdiction; a program whose clock is slow still loads the data."""
    release = small / "release.yaml"
    release.write_text(release.read_text(encoding="utf-8").replace("2026-10-10", "2026-10-12"), encoding="utf-8")
    act = small / SMALL_ACT
    act.write_text(
        act.read_text(encoding="utf-8").replace("checked: 2025-01-01", "checked: 2026-10-11"), encoding="utf-8"
    )
    assert problems(small, today=date(2026, 10, 12)) == problems(small) == []
    assert [(item.file, item.line, item.code, item.message) for item in problems(small, today=date(2026, 10, 10))] == [
        (SMALL_ACT, 7, "R021", "'checked' (2026-10-11) is in the future; write the day of the review"),
        ("release.yaml", 3, "R021", "'checked_through' (2026-10-12) is in the future; write the day of the review"),
    ]


def test_an_act_of_a_folder_without_a_release_names_the_step(small: Path, tmp_path: Path) -> None:
    """A later act needs a day of its own folder, and is then no problem."""
    added = tmp_path / "added"
    text = (small / SMALL_ACT).read_text(encoding="utf-8").replace("acme-2025-1", "acme-2026-9")
    for old, new in (("2025-01-01", "2026-11-01"), ("2025-02-01", "2026-11-01")):
        text = text.replace(old, new)
    write_files(added, {"acts/cn/2026/acme-2026-9.yaml": text})
    (problem,) = problems(small, added)
    own = write_files(tmp_path / "own", {**SMALL, "acts/cn/2026/acme-2026-9.yaml": text})
    assert [item.message.partition("; ")[2] for item in problems(own)] == [
        "set checked_through in release.yaml to the last day up to which you looked for new acts"
    ]
    step = f"add {added}/release.yaml with the jurisdiction and a checked_through of its own (docs/data.md)"
    assert (problem.code, problem.message) == (
        "R021",
        f"was published on 2026-11-01, which is after checked_through (2026-10-10); {step}",
    )
    release = (small / "release.yaml").read_text(encoding="utf-8").replace("2026-10-10", "2026-11-02")
    write_files(added, {"release.yaml": release})
    assert problems(small, added) == []


def test_data_with_mistakes_does_not_load(five: Path) -> None:
    """The error holds every problem of lint."""
    with pytest.raises(DataError, match="5 problems in the data") as error:
        load(five)
    assert list(error.value.problems) == problems(five)


def test_lint_prints_one_line_for_each_problem(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints file:line: code for each of five mistakes, then their number, and ends with code 2."""
    assert run(["data", "lint", "--data", str(five)]) == 2
    out, err = capsys.readouterr()
    *lines, count = out.splitlines()
    assert places_of(lines) == places_in(five)
    assert count == f"{five}: 5 problems"
    assert err == ""


def test_a_path_starts_at_the_working_directory(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The printed path can be opened from the working directory, however the folder was named."""
    monkeypatch.chdir(five.parent)
    for named in (five, Path(five.name)):
        assert places_of(problems(named)) == places_in(Path(five.name))
    monkeypatch.chdir(five)
    assert places_of(problems(five)) == PLACES


@pytest.mark.usefixtures("read_once")
def test_lint_never_breaks_a_line(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A problem that is longer than a screen is wide stays on its line, so that editors and grep can read it."""
    text = (copy / ACT).read_text(encoding="utf-8")
    cited = "{source: mofcom-2025-72-text, confidence: certain}"
    (copy / ACT).write_text(text.replace("mofcom-2025-72-text", cited), encoding="utf-8")
    assert run(["data", "lint", "--data", str(copy)]) == 2
    line, count = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{copy}/{ACT}:8: R002 'certain' is not 'official-text-seen',")
    assert line.endswith("'general-knowledge' or 'inferred'")
    assert count == f"{copy}: 1 problem"


def test_lint_speaks_chinese(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is in the language, between the path and code of English and the words of the file; documents stay English."""
    assert run(["data", "lint", "--data", str(five), "--lang", "zh"]) == 2
    rows = capsys.readouterr().out.replace(f"{five}/", "").splitlines()
    assert rows[:5] == [
        "entries/9Z001.yaml:2: R001 键“code”出现两次；请删去其一",
        f"{ACT}:6: R012 没有来源",
        f"{ACT}:7: R021 “checked”（2025-11-08）早于“published”（2025-11-09）；请更正其一",
        f"{ACT}:8: R013 没有条款“mofcom-2024-46/3”；是否指“mofcom-2024-46/2”？",
        "vocabulary/materials/unobtainium.yaml:3: R034 “7440-55-4”不是CAS号：校验位应为3",
    ]
    assert run(["check", "gallium", "--to", "US", "--data", str(five), "--lang", "zh"]) == 2
    assert (
        f"exportctl: {five}/entries/9Z001.yaml:2: R001 键“code”出现两次；请删去其一"
        in capsys.readouterr().err.splitlines()
    )


def test_lint_prints_json(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs, each problem is an object with file, line, code and message."""
    assert run(["data", "lint", "--data", str(five), "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "schema": "exportctl.lint/1",
        "folder": str(five),
        "problems": [
            {"file": item.file, "line": item.line, "code": item.code, "message": item.message}
            for item in problems(five)
        ],
    }
    assert len(answer["problems"]) == len(PLACES)


@pytest.mark.usefixtures("read_once")
def test_lint_of_good_data_ends_with_zero(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without problems, the command states that, in words and in JSON."""
    assert run(["data", "lint", "--data", str(data)]) == 0
    assert capsys.readouterr().out.endswith(": no problems\n")
    assert run(["data", "lint", "--data", str(data), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_lint_of_a_missing_folder_reports_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is the caller's mistake, not a problem of the data."""
    nowhere = tmp_path / "nowhere"
    with pytest.raises(InputError, match="does not exist; name a folder, or an archive"):
        load(nowhere)
    assert run(["data", "lint", "--data", str(nowhere)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"exportctl: {nowhere}: does not exist; name a folder")


def test_a_question_to_broken_data_has_no_answer(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check against a folder with mistakes ends with code 2: every problem on stderr, nothing on stdout, no traceback."""
    assert run(["check", "gallium", "--to", "US", "--data", str(five)]) == 2
    out, err = capsys.readouterr()
    *lines, count = err.splitlines()
    assert out == ""
    assert places_of(line.removeprefix("exportctl: ") for line in lines) == places_in(five)
    assert count == f"exportctl: {five}: 5 problems in the data"


def test_broken_data_leaves_nothing_in_the_cache(five: Path, cache: Path) -> None:
    """What could not be checked is not kept."""
    assert run(["check", "gallium", "--to", "US", "--data", str(five)]) == 2
    assert not cache.exists()
