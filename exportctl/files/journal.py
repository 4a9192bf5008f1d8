"""The journal of a run: locked while the run lasts, it names the files being written and their progress.

No existing file is touched. Files are written next to their final names, under unused ones, and are renamed when they
are complete. A killed run leaves its journal and its files; the next run continues from there, or removes them.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, Self, cast

from exportctl.batch.tally import Counts
from exportctl.errors import InputError, PlaceError, reason_of, why_not_written
from exportctl.files.atomic import NO_FILE, beside, free, is_stream, link_target
from exportctl.files.locks import has_name, try_lock
from exportctl.files.standard import STANDARD
from exportctl.sentences import Fact, Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from io import FileIO

_JOURNAL: Final = ".partial.json"
_KIND: Final = "exportctl.run/1"
_GONE: Final = translatable("{partial} does not exist any more; start again without {resume}")
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
"""The file in which Linux identifies the boot of the machine; without it, a restart cannot be detected."""


class State(NamedTuple):
    """The progress of a run: its fingerprint, the number of its next row, the sizes of its files, and its counts."""

    fingerprint: str
    today: date | None
    next: int
    output: int
    rejects: int
    counts: Counts
    whole: bool = False

    @classmethod
    def initial(cls, fingerprint: str, today: date | None) -> Self:
        """Return the state of a run at its start."""
        return cls(fingerprint, today, 1, 0, 0, Counts.none())

    def to_plain(self) -> dict[str, Any]:
        """Return the state as plain values for JSON; the fingerprint has the key of earlier versions, which also read it."""
        plain = self._asdict() | {"counts": self.counts.to_plain()}
        return {"mark": plain.pop("fingerprint"), **plain}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the state of plain values."""
        fields = dict(plain)
        today = date.fromisoformat(fields["today"]) if fields["today"] else None
        fields |= {"fingerprint": fields.pop("mark"), "today": today, "counts": Counts.from_plain(fields["counts"])}
        return cls(**fields)


class Journal:
    """The journal of a run, and its output files, by their roles. A run without output files has no journal."""

    def __init__(self, files: Mapping[str, Path | None]) -> None:
        """Claim the files, in the folder of the first; raises PlaceError if they cannot be written, or another run writes them."""
        self.state = State.initial("", None)
        paths = {part: path for part, path in files.items() if path and str(path) != STANDARD}
        self._streams = {part: path for part, path in paths.items() if is_stream(path)}
        self._files = {part: link_target(path) for part, path in paths.items() if part not in self._streams}
        self._names: dict[str, str] = {}
        self._is_begun = self._is_kept = False
        for path in self._files.values():
            _require_writable_name(path)
        self._path = place(self._files.values())
        self._file: FileIO | None = None
        self._fresh = True
        if self._path:
            self._file, self._fresh = _claim(self._path, next(iter(self._files.values())))

    def __enter__(self) -> Self:
        """Keep the claim."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Release the files; if the run failed and cannot resume, remove its output."""
        if kind and not self._is_kept and (self._fresh or self._is_begun):
            self._remove()
            self._forget()
        if self._file:
            self._file.close()

    def resume(self, fingerprint: str) -> bool:
        """Take the state of an interrupted run, if there is one; raises InputError if its fingerprint is another one, or unreadable."""
        if self._fresh:
            return False
        entry = self._last_entry()
        if entry is None:
            if self._size() or any(beside(path).exists() for path in self._files.values()):
                raise _no_resume(translatable("{path} cannot be read; start again without {resume}"), path=self._path)
            return False
        names, state, started = entry
        if state is None:
            return False
        if started != _boot_id() and not state.whole:
            raise _no_resume(
                translatable(
                    "the machine was restarted since, and rows may be missing on its disk; start again without {resume}"
                )
            )
        if state.fingerprint != fingerprint:
            raise _no_resume(
                translatable("the file, the law data or the options have changed since; start again without {resume}")
            )
        self._names, self.state, self._is_begun, self._is_kept = names, state, True, True
        return True

    def begin(self, state: State) -> None:
        """Start a new run, and remove the files of an interrupted one. Raises PlaceError if another file has the journal's name."""
        self.state = state
        if self._file is None:
            return
        entry = self._last_entry()
        if entry is None and self._size():
            raise PlaceError(str(self._path), "exists already and does not come from a run; move it away")
        self._names = entry[0] if entry else {}
        self._is_begun = True
        with suppress(OSError):  # on a full disk, removing the files makes room
            self._append()  # killed while it removes them, the earlier run cannot be resumed
        self._remove()
        self._names = {}
        self._file.truncate(0)
        self._append()

    def open(self, part: str, size: int = 0) -> BinaryIO:
        """Open a file for writing. With `size`, that many bytes of an earlier run are kept, and writing continues after them."""
        if part in self._streams:
            return self._streams[part].open("ab")
        path = self._files[part]
        if not size:
            return self._create(part, path)
        partial = path.with_name(self._names[part])
        try:
            file = partial.open("r+b")
        except FileNotFoundError:
            raise _no_resume(_GONE, partial=partial) from None
        if file.seek(0, os.SEEK_END) < size:
            file.close()
            raise _no_resume(
                translatable("{partial} is shorter than when the run was interrupted; start again without {resume}"),
                partial=partial,
            )
        file.truncate(size)
        file.seek(size)
        return file

    def keep(self, state: State) -> None:
        """Record the progress of the run; the files must contain everything that the state counts."""
        self.state, self._is_kept = state, True
        self._append()

    def publish(self) -> None:
        """Give the complete files their names; a file that already has its name keeps it."""
        for part in sorted(self._names, reverse=True):  # rejects, output, and then the workbook that is made of them
            path = self._files[part]
            partial = path.with_name(self._names[part])
            if partial.exists():
                partial.replace(path)
            elif not path.exists():
                raise _no_resume(_GONE, partial=partial)
        self._forget()

    def _create(self, part: str, path: Path) -> BinaryIO:
        if part in self._names:
            path.with_name(self._names.pop(part)).unlink(missing_ok=True)
        partial = free(path)
        self._names[part] = partial.name
        self._append()
        return partial.open("xb")

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size if self._file else 0

    def _last_entry(self) -> tuple[dict[str, str], State | None, str] | None:
        """Return the file names, the state and the boot id of the last complete entry; None without one."""
        file = cast("FileIO", self._file)
        file.seek(0)
        lines = file.readall().split(b"\n")[:-1]
        while lines:
            try:
                document = json.loads(lines[-1])
                ours = document["exportctl"] == _KIND
                names = {part: str(name) for part, name in document["names"].items() if self._is_ours(part, name)}
                plain = document["state"]
                state = None if plain is None else State.from_plain(plain)
                entry = names, state, str(document["started"])
            except (ValueError, TypeError, KeyError, AttributeError):
                ours = False
            if ours:
                file.truncate(sum(len(line) + 1 for line in lines))
                return entry
            lines.pop()
        return None

    def _is_ours(self, part: str, name: str) -> bool:
        """Return whether a run can have given a file this name; a forged journal must not lead to other files."""
        return part in self._files and Path(name).name == name and name.startswith(beside(self._files[part]).name)

    def _append(self) -> None:
        if self._file is None:
            return
        state = self.state.to_plain() if self._is_kept else None
        entry = {"exportctl": _KIND, "started": _boot_id(), "names": self._names, "state": state}
        text = json.dumps(entry, default=str).encode() + b"\n"
        self._file.seek(0, os.SEEK_END)
        while text:
            text = text[self._file.write(text) :]

    def _remove(self) -> None:
        for part, name in self._names.items():
            self._files[part].with_name(name).unlink(missing_ok=True)

    def _forget(self) -> None:
        """Remove the journal; a run that waits for its lock then detects that it is gone."""
        if self._file and self._path:
            if sys.platform == "win32":
                self._file.close()
            self._path.unlink(missing_ok=True)
            self._file.close()


def place(files: Iterable[Path | None]) -> Path | None:
    """Return the path of the journal of a run, by the files that it writes."""
    first = next((link_target(path) for path in files if path and str(path) != STANDARD and not is_stream(path)), None)
    return first.with_name(first.name + _JOURNAL) if first and first.name else None


def _require_writable_name(path: Path) -> None:
    """Raise PlaceError if a name cannot be written, or is not a file."""
    if path.name in {"", ".."}:
        raise PlaceError(str(path), "is not a file name")
    try:
        other = os.path.lexists(path) and not path.is_file()
    except OSError as error:
        raise PlaceError(str(path), reason_of(error, Sentence("cannot be written"))) from None
    if other:
        raise PlaceError(str(path), NO_FILE)


def _no_resume(words: str, **parts: object) -> InputError:
    """Return the error for a run that cannot be resumed."""
    return InputError("resume", words, resume=Fact("resume"), **parts)


def _boot_id() -> str:
    """Return the id of the current boot: after a restart of the machine, data not yet on the disk is lost."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _claim(path: Path, output: Path) -> tuple[FileIO, bool]:
    """Open and lock the journal of an output, and return whether it is new; raises PlaceError if another run holds it."""
    while True:
        fresh = not os.path.lexists(path)
        try:
            file = _file(path, fresh=fresh)
            is_locked = try_lock(file)
        except OSError as error:
            if isinstance(error, FileExistsError if fresh else FileNotFoundError):
                continue  # another run was faster
            raise PlaceError(str(output), why_not_written(error, Sentence("cannot be written"))) from None
        if not is_locked:
            file.close()
            raise PlaceError(str(output), "another run is writing it; wait until it ends, or name another file")
        if has_name(file, path):
            return file, fresh
        file.close()


def _file(path: Path, *, fresh: bool) -> FileIO:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags | (os.O_CREAT | os.O_EXCL if fresh else 0), 0o666)
    file = os.fdopen(number, "r+b", buffering=0)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        file.close()
        raise PlaceError(str(path), NO_FILE)
    return file
