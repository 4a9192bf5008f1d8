"""Data in an archive is that of the folder it was packed from; an archive that means harm is refused in a line, and leaves nothing."""

from __future__ import annotations

import io
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exportctl import InputError
from exportctl.api import Law
from exportctl.store import archive
from exportctl.store.digest import digest
from exportctl.store.loader import problems
from tests.cli.program import ask

LINK = stat.S_IFLNK << 16


@pytest.fixture(autouse=True)
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which archives are unpacked during one test."""
    place = tmp_path / "unpacked"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def zipped(folder: Path, file: Path, inside: str = "") -> Path:
    """Pack the files of a folder as a zip, all of them in a folder inside it."""
    with zipfile.ZipFile(file, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, f"{inside}{path.relative_to(folder).as_posix()}")
    return file


def tarred(folder: Path, file: Path, *more: tarfile.TarInfo) -> Path:
    """Pack a folder under its own name, and more members that are no regular files."""
    with tarfile.open(file, "w:gz") as packed:
        packed.add(folder, "law")
        for member in more:
            packed.addfile(member)
    return file


def odd(name: str, kind: bytes, target: str = "/etc/passwd") -> tarfile.TarInfo:
    """Return a member of a tar that is no regular file."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize("name", ["law.zip", "law.whl", "LAW.ZIP", "law.tar.gz", "law.tgz"])
def test_an_archive_is_the_data_that_was_packed(name: str, small: Path, tmp_path: Path, unpacked: Path) -> None:
    """Whatever folder it lies in inside the archive: the digest is that of the folder, and so are the acts."""
    file = tmp_path / name
    packed = tarred(small, file) if "t" in file.suffix[1:2] or name.endswith(".tar.gz") else zipped(small, file, "a/b/")
    law = Law(packed)
    assert law.law.digest == digest(small)
    assert law.acts == Law(small).acts
    assert law.law.acts.keys() == {"acme-2025-1"}
    assert problems(packed) == []
    assert list(unpacked.iterdir()) == []


def test_it_adds_to_other_data(small: Path, tmp_path: Path) -> None:
    """`--also` takes an archive, too."""
    act = tmp_path / "more" / "acts" / "cn" / "2025" / "acme-2025-2.yaml"
    act.parent.mkdir(parents=True)
    text = (small / "acts" / "cn" / "2025" / "acme-2025-1.yaml").read_text(encoding="utf-8")
    act.write_text(text.replace("acme-2025-1", "acme-2025-2"), encoding="utf-8")
    law = Law(small, zipped(tmp_path / "more", tmp_path / "more.zip"))
    assert law.law.acts.keys() == {"acme-2025-1", "acme-2025-2"}


def test_a_fault_names_the_file_in_the_archive(small: Path, tmp_path: Path, unpacked: Path) -> None:
    """By the name of the archive, and not by that of a folder that is gone."""
    act = small / "acts" / "cn" / "2025" / "acme-2025-1.yaml"
    act.write_text(act.read_text(encoding="utf-8").replace("2025-02-01", "2025-02-31"), encoding="utf-8")
    file = zipped(small, tmp_path / "law.zip", "law/")
    answer = ask("check", "gallium", "--to", "US", "--data", str(file))
    assert answer.code == 2
    assert answer.err.startswith(f"exportctl: {file}/law/acts/cn/2025/acme-2025-1.yaml:")
    assert [item.code for item in problems(file)] == ["R003"]
    assert list(unpacked.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../out.yaml", "/out.yaml", "acts/../../out.yaml", "acts\\out.yaml", "C:out.yaml", "acts//out.yaml"]
)
def test_a_path_that_leads_out_is_refused(name: str, small: Path, tmp_path: Path, unpacked: Path) -> None:
    """In both kinds of archives, whatever machine it would lead out on; nothing is written outside, and nothing stays."""
    file = zipped(small, tmp_path / "law.zip")
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr(name, "a: 1")
    member = tarfile.TarInfo(name)
    for given in (file, tarred(small, tmp_path / "law.tar.gz", member)):
        with pytest.raises(InputError, match="is outside the archive"):
            Law(given)
    assert not list(tmp_path.rglob("out.yaml"))
    assert list(unpacked.iterdir()) == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_in_an_archive_are_refused(kind: bytes, small: Path, tmp_path: Path) -> None:
    """A link exposes no other files; one outside the folder with the data is ignored, because nothing reads it."""
    with pytest.raises(InputError, match=r"'law/acts/x\.yaml' is a link, a pipe or a device"):
        Law(tarred(small, tmp_path / "in.tar.gz", odd("law/acts/x.yaml", kind)))
    assert Law(tarred(small, tmp_path / "beside.tar.gz", odd("LICENSE", kind))).law.acts


def test_a_link_in_a_zip_is_refused(small: Path, tmp_path: Path) -> None:
    """In a zip, the mode of a member marks a link."""
    file = zipped(small, tmp_path / "law.zip")
    with zipfile.ZipFile(file, "a") as packed:
        link = zipfile.ZipInfo("acts/x.yaml")
        link.external_attr = LINK
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(InputError, match=r"'acts/x\.yaml' is a link"):
        Law(file)


def too_large(file: Path) -> None:
    """Write an archive whose members have more bytes than are unpacked."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("release.yaml", "version: '1'")
        packed.writestr("acts/x.yaml", bytes(1 << 20))


def too_large_tar(file: Path) -> None:
    """Write a tar with a member that claims to be far larger than it is."""
    with tarfile.open(file, "w:gz") as packed:
        member = tarfile.TarInfo("acts/x.yaml")
        member.size = 1 << 22
        packed.addfile(member, io.BytesIO(bytes(1 << 22)))


def a_name_twice(file: Path) -> None:
    """Write a zip with a repeated file, so that it is ambiguous."""
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("release.yaml", "version: '1'")
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("release.yaml", "version: '2'")


def two_folders(file: Path) -> None:
    """Write a zip with two folders of data at the same level."""
    with zipfile.ZipFile(file, "w") as packed:
        for folder in "ab":
            packed.writestr(f"{folder}/release.yaml", "version: '1'")


def cut_short(file: Path) -> None:
    """Write the half of an archive."""
    too_large(file)
    file.write_bytes(file.read_bytes()[:200])


def many(file: Path) -> None:
    """Write an archive of more files than a folder of data has."""
    with zipfile.ZipFile(file, "w") as packed:
        for number in range(12):
            packed.writestr(f"acts/{number}.yaml", "")


@pytest.mark.parametrize(
    ("name", "made", "message"),
    [
        ("law.zip", too_large, "more than 100,000 bytes unpacked"),
        ("law.tar.gz", too_large_tar, "more than 100,000 bytes unpacked"),
        ("law.zip", a_name_twice, "is an incomplete or damaged archive: File exists"),
        ("law.zip", two_folders, "more than one data folder: a/release.yaml and b/release.yaml"),
        ("law.zip", cut_short, "is an incomplete or damaged archive"),
        ("law.tar.gz", cut_short, "is an incomplete or damaged archive"),
        ("law.zip", many, "has more than 10 files"),
        ("law.zip", lambda _: None, "does not exist; name a folder, or an archive"),
    ],
)
def test_an_invalid_archive_is_reported(
    name: str,
    made: Callable[[Path], None],
    message: str,
    tmp_path: Path,
    unpacked: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one line with its name, before anything large is in memory, and no file of it stays."""
    monkeypatch.setattr(archive, "UNPACKED", 100_000)
    monkeypatch.setattr(archive, "MAX_FILES", 10)
    file = tmp_path / name
    made(file)
    with pytest.raises(InputError, match=message) as refused:
        Law(file)
    assert refused.value.where == str(file)
    assert list(unpacked.iterdir()) == []


def test_an_archive_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its table of contents alone could fill the memory."""
    monkeypatch.setattr(archive, "ARCHIVE", 100)
    file = tmp_path / "law.zip"
    too_large(file)
    with pytest.raises(InputError, match="has more than 100 bytes"):
        Law(file)
