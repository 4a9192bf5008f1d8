"""A compiled register answers as the files do, is used only for the data it was made from, and can be lost at any time."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import babel
import pytest

from exportctl import Transaction, check, load_law
from exportctl.__main__ import run
from exportctl.errors import InputError
from exportctl.law.register import Register
from exportctl.store.chosen import PACKAGE
from exportctl.store.compiled import Store
from exportctl.store.contents import Compiled
from exportctl.store.loader import load
from tests.memory import Memory, Pools

RELEASE = "release.yaml"
QUESTIONS = (
    Transaction(item="gallium", to="US", on=date(2025, 12, 1)),
    Transaction(item="gallium", to="US", on=date(2026, 12, 1)),
    Transaction(item="dysprosium oxide", to="DE", on=date(2026, 1, 1)),
    Transaction(item="graphite", to="JP", on=date(2026, 3, 1)),
    Transaction(item="氦气", to="KR", on=date(2026, 8, 1)),
)
CHECK = ["check", "gallium", "--to", "US", "--on", "2025-12-01"]
NOTE = "exportctl: prepared the new law data; later commands start faster\n"


def content(law: Register) -> dict[str, object]:
    """Return everything a register holds; mappings in their order."""
    values = {field.name: getattr(law, field.name) for field in dataclasses.fields(law)}
    return {key: list(value.items()) if isinstance(value, Mapping) else value for key, value in values.items()}


def another(folder: Path) -> None:
    """Make the data of a folder another state of the law."""
    text = (folder / RELEASE).read_text(encoding="utf-8")
    (folder / RELEASE).write_text(text + "# seen again\n", encoding="utf-8")


@pytest.fixture(scope="module")
def forms(data: Path, memory: Memory, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Store, Compiled]:
    """The project's data when it is compiled, as the cache keeps it, and as the files hold it."""
    with pytest.MonkeyPatch.context() as patch:
        memory.patch(patch)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Store(data), Store(data), load(data)


@pytest.mark.xdist_group("compiled")
def test_a_compiled_register_holds_what_the_files_hold(forms: tuple[Store, Store, Compiled]) -> None:
    """Nothing is lost or put in another order between the files and the cache."""
    first, second, fresh = forms
    assert (first.rebuilt, second.rebuilt) == (True, False)
    assert content(first.law) == content(second.law) == content(fresh.law)


@pytest.mark.xdist_group("compiled")
def test_a_compiled_register_answers_as_the_files_do(forms: tuple[Store, Store, Compiled]) -> None:
    """The verdict from the cache is the verdict from freshly read files."""
    _, kept, fresh = forms
    assert not kept.rebuilt
    for question in QUESTIONS:
        expected = check(question, fresh)
        assert check(question, kept).to_json() == expected.to_json(), question


def test_the_place_of_a_folder_does_not_matter(small: Path, tmp_path: Path) -> None:
    """A folder that was moved is the same data, and is not compiled again."""
    Store(small)
    moved = shutil.copytree(small, tmp_path / "moved")
    assert not Store(moved).rebuilt


@pytest.mark.parametrize("written", ["{}", "{}/", "{}/.", "{}/acts/.."], ids=["plain", "slash", "dot", "dots"])
def test_the_way_a_folder_is_written_does_not_matter(small: Path, written: str) -> None:
    """The digest is of the data, not of the words that lead to it."""
    assert Store(Path(written.format(small))).law.digest == load(small).law.digest


@pytest.mark.parametrize("change", ["content", "name", "new file", "gone"])
def test_changed_data_is_compiled_again(small: Path, change: str) -> None:
    """A changed byte, another name, a file more or a file less is another digest."""
    before = Store(small).law
    match change:
        case "content":
            another(small)
        case "name":
            (small / "vocabulary/materials/metals.yaml").rename(small / "vocabulary/materials/elements.yaml")
        case "new file":
            new = "- id: unobtainium\n  names: {en: [Unobtainium]}\n  confidence: inferred\n"
            (small / "vocabulary/materials/unobtainium.yaml").write_text(new, encoding="utf-8")
        case _:
            (small / "statements/acme-notice-2025-02-01.yaml").unlink()
    after = Store(small)
    assert after.rebuilt
    assert after.law.digest != before.digest
    assert not Store(small).rebuilt


def test_changed_code_compiles_again(small: Path, tmp_path: Path) -> None:
    """What other code has checked and indexed is not used, although the data is the same."""
    package = shutil.copytree(PACKAGE, tmp_path / "checkout" / "exportctl")
    ask = [sys.executable, "-m", "exportctl", *CHECK, "--data", str(small)]

    def note() -> str:
        return subprocess.run(ask, cwd=package.parent, capture_output=True, check=False, timeout=60).stderr.decode()

    assert (note(), note()) == (NOTE, "")
    for changed in ("law/register.py", "store/checks/acts.py"):
        with (package / changed).open("a", encoding="utf-8") as module:
            module.write("# another way to index, or to check\n")
        assert (note(), note()) == (NOTE, ""), changed


def test_another_release_of_a_library_compiles_again(small: Path, tmp_path: Path) -> None:
    """Places have their names from Babel: what another Babel named is not used, although the data is the same."""
    other = tmp_path / "site" / "babel"
    other.mkdir(parents=True)
    for item in Path(babel.__file__).parent.iterdir():
        (other / item.name).symlink_to(item)
    ask = [sys.executable, "-m", "exportctl", *CHECK, "--data", str(small)]

    def note(*first: Path) -> str:
        path = os.pathsep.join(map(str, [*first, PACKAGE.parent]))
        process = subprocess.run(
            ask, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=False, timeout=60
        )
        return process.stderr.decode()

    before = note(), note(other.parent)
    (other / "__init__.py").unlink()
    (other / "__init__.py").write_bytes(Path(babel.__file__).read_bytes())
    assert (*before, note(other.parent), note(other.parent)) == (NOTE, "", NOTE, "")


@pytest.mark.usefixtures("remembered")
def test_changed_law_gives_another_answer(copy: Path) -> None:
    """A correction in a file is in the next answer."""
    question = Transaction(item="helium", to="KR", on=date(2026, 8, 1))
    act = copy / "acts/cn/2026/mofcom-2026-29.yaml"
    before = check(question, Store(copy))
    act.write_text(act.read_text(encoding="utf-8").replace("effect: prohibited", "effect: report"), encoding="utf-8")
    after = check(question, Store(copy))
    assert (before.decision, after.decision) == ("prohibited", "report")


def test_memory_of_another_process_is_not_used(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test run leaves names in place of compiled data in the cache; the next run compiles that data again."""
    other = shutil.copytree(small, tmp_path / "other")
    another(other)
    for folders in ((small,), (other, small)):
        Pools().patch(monkeypatch)
        assert all(Store(folder).rebuilt for folder in folders)


def test_a_register_is_found_again_when_data_goes_back(small: Path) -> None:
    """Two states of a folder are kept side by side."""
    before = (small / RELEASE).read_bytes()
    first = Store(small).law
    another(small)
    Store(small)
    (small / RELEASE).write_bytes(before)
    back = Store(small)
    assert not back.rebuilt
    assert back.law.digest == first.digest


def test_the_user_is_notified_once(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New data is reported on stderr the first time; stdout is the same each time."""
    run([*CHECK, "--data", str(small)])
    first = capsys.readouterr()
    run([*CHECK, "--data", str(small)])
    second = capsys.readouterr()
    another(small)
    run([*CHECK, "--data", str(small)])
    third = capsys.readouterr()
    assert (first.err, second.err, third.err) == (NOTE, "", NOTE)
    assert first.out == second.out != ""


@pytest.mark.parametrize("damage", ["short", "header only", "empty", "noise", "other data"])
def test_a_damaged_cache_is_ignored(small: Path, cache: Path, damage: str) -> None:
    """A torn, empty or foreign file is as good as none, and is put right."""
    fresh = Store(small).law
    (kept,) = cache.glob("*.pool")
    whole = kept.read_bytes()
    header, _, body = whole.partition(b"\n")
    torn = {
        "short": whole[:-100],
        "header only": header + b"\n",
        "empty": b"",
        "noise": header + b"\n" + b"no pool at all",
        "other data": header[:-8] + b"00000000\n" + body,
    }
    kept.write_bytes(torn[damage])
    again = Store(small)
    assert again.rebuilt
    assert content(again.law) == content(fresh)
    assert kept.read_bytes() == whole
    assert not Store(small).rebuilt


@pytest.mark.parametrize("obstacle", ["file for the folder", "folder for the file"])
def test_a_cache_that_cannot_be_written_costs_no_answer(small: Path, cache: Path, obstacle: str) -> None:
    """Without a cache the register is compiled each time."""
    if obstacle == "file for the folder":
        cache.parent.parent.mkdir(parents=True, exist_ok=True)
        cache.parent.write_bytes(b"")
    else:
        Store(small)
        (kept,) = cache.glob("*.pool")
        kept.unlink()
        kept.mkdir()
    answers = [Store(small) for _ in range(2)]
    assert [answer.rebuilt for answer in answers] == [True, True]
    assert answers[0].law.digest == load(small).law.digest


def test_a_register_that_is_used_is_not_forgotten(small: Path, tmp_path: Path) -> None:
    """Eight other compilations do not displace it, as long as it is in use."""
    used = shutil.copytree(small, tmp_path / "used")
    Store(used)
    for _ in range(9):
        another(small)
        Store(small)
        assert not Store(used).rebuilt


def test_nothing_but_registers_is_left_in_the_cache(small: Path, cache: Path) -> None:
    """No incomplete file stays, and old registers are removed: the cache keeps eight."""
    for _ in range(10):
        Store(small)
        another(small)
    assert len(list(cache.iterdir())) == 8
    assert {path.suffix for path in cache.iterdir()} == {".pool"}


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    """The error names the folder and its expected content."""
    with pytest.raises(InputError, match=r"nowhere: does not exist; name a folder, or an archive, with release\.yaml"):
        Store(tmp_path / "nowhere")


def test_from_python_the_program_s_own_law_is_loaded_once(small: Path) -> None:
    """A named folder is read in its present state, as a path or as text."""
    assert load_law() is load_law()
    assert load_law(str(small)).law.digest == load_law(small).law.digest
    before = load_law(small).law.digest
    another(small)
    assert load_law(small).law.digest != before
