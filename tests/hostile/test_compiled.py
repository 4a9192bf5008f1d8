"""Compiled data runs no code, and the cache belongs to the user only."""

from __future__ import annotations

import os
import pickle
import pwd
import shutil
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportctl import check
from exportctl.store.compiled import Store
from exportctl.store.contents import Compiled
from tests.hostile.limits import within
from tests.store.conftest import cache, small

__all__ = ("cache", "small")

STRANGER = 54321
"""The number of a user who is not the one who runs the tests."""


class Command:
    """A possible content of a pickle: a call that creates a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Return the call that a reader of pickles would execute."""
        return Path.touch, (self._file,)


def kept(cache: Path) -> Path:
    """Return the one file in the cache."""
    (file,) = cache.iterdir()
    return file


def forged(file: Path, part: bytes) -> bytes:
    """Return compiled data that fits the data of a file, has its check sums right, and holds something else."""
    mark = file.read_bytes().partition(b"\n")[0]
    lengths = " ".join([f"{len(part)}:{zlib.crc32(part)}"] * len(Compiled._fields))
    return mark + f"\n{lengths}\n".encode() + part * len(Compiled._fields)


def answers(store: Store) -> bool:
    """Return whether the law has the content of its files."""
    return check(item="gallium", to="US", on="2025-12-01", law=store).decision == "prohibited"


def test_compiled_data_runs_nothing(small: Path, cache: Path, tmp_path: Path) -> None:
    """Bytes that a reader of pickles would run are damaged data, which is put right."""
    Store(small)
    file, made = kept(cache), tmp_path / "made"
    file.write_bytes(forged(file, pickle.dumps(Command(made))))
    again = Store(small)
    assert answers(again)
    assert not made.exists()
    assert again.rebuilt
    assert not Store(small).rebuilt


@pytest.mark.parametrize("mode", [0o666, 0o602, 0o620])
def test_a_file_that_others_can_write_is_not_read(small: Path, cache: Path, mode: int) -> None:
    """It is written again, for this user only."""
    Store(small)
    kept(cache).chmod(mode)
    assert Store(small).rebuilt
    assert stat.S_IMODE(kept(cache).stat().st_mode) == 0o600
    assert not Store(small).rebuilt


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770])
def test_a_folder_that_others_can_write_is_not_used_as_it_is(small: Path, cache: Path, mode: int) -> None:
    """Nothing in it is read before it is this user's alone."""
    Store(small)
    cache.chmod(mode)
    assert Store(small).rebuilt
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert not Store(small).rebuilt


def test_no_other_user_can_read_the_cache(small: Path, cache: Path) -> None:
    """Whatever the umask is, and however it was left by an earlier program."""
    cache.mkdir(mode=0o755, parents=True)
    before = os.umask(0)
    try:
        Store(small)
    finally:
        os.umask(before)
    assert (stat.S_IMODE(cache.stat().st_mode), stat.S_IMODE(kept(cache).stat().st_mode)) == (0o700, 0o600)


def test_files_of_another_user_are_neither_read_nor_written(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root in the home of a user does not read the user's files there."""
    Store(small)
    before = {file.name: file.read_bytes() for file in cache.iterdir()}
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    again = [Store(small) for _ in range(2)]
    assert [store.rebuilt for store in again] == [True, True]
    assert answers(again[0])
    assert {file.name: file.read_bytes() for file in cache.iterdir()} == before


@pytest.mark.parametrize("kind", ["link", "pipe", "link to a folder"])
def test_only_regular_files_are_opened(small: Path, cache: Path, tmp_path: Path, kind: str) -> None:
    """A link is not followed, to be read or to be written; a pipe is not waited for."""
    Store(small)
    file, elsewhere = kept(cache), tmp_path / "elsewhere"
    shutil.move(file, elsewhere)
    whole = elsewhere.read_bytes()
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "link":
        file.symlink_to(elsewhere)
    else:
        (tmp_path / "cache of another").mkdir()
        shutil.move(elsewhere, tmp_path / "cache of another" / file.name)
        cache.rmdir()
        cache.symlink_to(tmp_path / "cache of another")
    with within(30):
        again = [Store(small) for _ in range(2)]
    assert answers(again[0])
    assert [store.rebuilt for store in again] == [True, kind == "link to a folder"]
    if kind == "link":
        assert elsewhere.read_bytes() == whole
        assert not file.is_symlink()


@pytest.mark.parametrize("what", ["a file", "a folder", "the data"])
def test_data_that_others_can_change_is_compiled_and_not_kept(small: Path, cache: Path, what: str) -> None:
    """The cached content could be that of other data."""
    place = {"a file": small / "release.yaml", "a folder": small / "acts/cn", "the data": small}[what]
    place.chmod(place.stat().st_mode | 0o002)
    again = [Store(small) for _ in range(2)]
    assert [store.rebuilt for store in again] == [True, True]
    assert answers(again[0])
    assert not cache.exists()


def test_data_of_another_user_is_compiled_and_not_cached(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is root's, who can do everything anyway."""
    real = os.stat

    def of_a_stranger(path: Any, **options: Any) -> os.stat_result:
        status = real(path, **options)
        inside = isinstance(path, str | Path) and Path(path).is_relative_to(small)
        return os.stat_result([*status[:4], STRANGER, *status[5:]]) if inside else status

    monkeypatch.setattr(os, "stat", of_a_stranger)
    assert [Store(small).rebuilt for _ in range(2)] == [True, True]
    assert not cache.exists()


def test_users_without_a_home_get_answers(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service without a home and without a line in the list of users compiles each time."""

    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert answers(Store(small))


def test_a_cache_is_never_where_the_program_was_started(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path is not used: another user may have created the working directory."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert answers(Store(small))
    assert list((tmp_path / "work").iterdir()) == []
