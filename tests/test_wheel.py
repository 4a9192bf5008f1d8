"""Two builds give the same wheel, which contains compiled law without code, and a bill of its contents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hatchling.build import build_wheel

from exportctl import __version__
from exportctl.reports.i18n.language import LANGUAGES, NOTES, WORDS
from exportctl.sentences import ENGLISH
from exportctl.store.compiled import Store

ROOT = Path(__file__).resolve().parent.parent
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two wheels, built by processes that hash texts otherwise, have another umask and live in another zone."""
    folders = [tmp_path_factory.mktemp("wheel") for _ in range(2)]
    seeds = "07"  # a set of the two intangible forms has another order under each
    running = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(folder)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            umask=umask,
        )
        for folder, seed, zone, umask in zip(folders, seeds, ("UTC", "Asia/Shanghai"), (0o022, 0o077), strict=True)
    ]
    assert [process.wait(timeout=900) for process in running] == [0, 0]
    first, second = (next(folder.glob("*.whl")) for folder in folders)
    return first, second


@pytest.fixture
def wheel(built: tuple[Path, Path]) -> Iterator[zipfile.ZipFile]:
    """One of them, open."""
    with zipfile.ZipFile(built[0]) as opened:
        yield opened


@pytest.mark.long
@pytest.mark.xdist_group("wheel")
class TestWheel:
    """The published file."""

    def test_two_builds_are_the_same_bytes(self, built: tuple[Path, Path]) -> None:
        """So that anybody can verify that the published file is made from this code."""
        first, second = built
        assert first.name == second.name
        assert first.read_bytes() == second.read_bytes()

    def test_it_carries_law_that_is_no_code(self, wheel: zipfile.ZipFile, store: Store, data: Path) -> None:
        """The compiled register is that of the data in the wheel, and contains no pickle."""
        names = wheel.namelist()
        register = wheel.read("exportctl/register.pool")
        assert register.partition(b"\n")[0].decode().endswith(store.law.digest)
        assert not [name for name in names if name.endswith((".pickle", ".pkl", ".pyc"))]
        files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
        assert {name.removeprefix("exportctl/data/") for name in names if name.startswith("exportctl/data/")} == files

    def test_it_carries_the_manual(self, wheel: zipfile.ZipFile) -> None:
        """In the folder in which `man` searches after installation."""
        inside = f"exportctl-{__version__}.data/data/share/man/man1/"
        pages = {name.removeprefix(inside) for name in wheel.namelist() if name.startswith(inside)}
        assert pages == {file.name for file in (Path(__file__).parent.parent / "docs" / "man").iterdir()}

    def test_it_carries_the_words_of_every_language(self, wheel: zipfile.ZipFile) -> None:
        """Each language but English has its catalogues."""
        for language in set(LANGUAGES) - {ENGLISH.code}:
            for name in (WORDS, NOTES):
                assert f"exportctl/locale/{language}/LC_MESSAGES/{name}.po" in wheel.namelist()

    def test_it_lists_its_contents(self, wheel: zipfile.ZipFile, store: Store) -> None:
        """A CycloneDX bill: the program and its law, third-party parts, and the dependencies of an installation."""
        bill: dict[str, Any] = json.loads(wheel.read(f"exportctl-{__version__}.dist-info/sboms/exportctl.cdx.json"))
        assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", __version__)
        law, cldr, *others = [item for item in bill["components"] if item["type"] == "data"]
        assert law["hashes"] == [{"alg": "SHA-256", "content": store.law.digest.removeprefix("sha256:")}]
        assert cldr["licenses"] == [{"license": {"id": "Unicode-3.0"}}]
        assert len(others) == 3
        metadata = wheel.read(f"exportctl-{__version__}.dist-info/METADATA").decode()
        needed = {
            line.removeprefix("Requires-Dist: ")
            for line in metadata.splitlines()
            if line.startswith("Requires-Dist: ") and "extra ==" not in line
        }
        libraries = [item for item in bill["components"] if item["type"] == "library"]
        assert {item["properties"][0]["value"] for item in libraries} == needed


@pytest.mark.xdist_group("wheel")
def test_the_data_alone_is_a_wheel_without_code(
    tmp_path: Path, data: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its version is that of the law, its files those of the data, and it answers as that folder does."""
    monkeypatch.chdir(ROOT / ".ci" / "data-wheel")
    name = build_wheel(str(tmp_path))
    assert name == f"exportctl_data-{store.law.version}-py3-none-any.whl"
    with zipfile.ZipFile(tmp_path / name) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == {
        f"exportctl_data/{path.relative_to(data).as_posix()}" for path in data.rglob("*") if path.is_file()
    }
    assert Store(tmp_path / name).law.digest == store.law.digest
