"""Everything that can go wrong for a user is one of a few errors, each of which says what and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ExportctlError(Exception):
    """A fault in what the caller or a data folder said; never a fault of the program."""


class Fact(str):
    """A fact or wish of the caller that is named in a message; each surface has its own name for it, as `--to` is for `to`."""

    __slots__ = ()


class InputError(ExportctlError):
    """A fact the caller stated cannot be understood.

    `where` is the fact (`to`), and which one if there are several (`param density`); `what` says what is wrong with it and what
    would be right.
    """

    def __init__(self, where: str, *what: str) -> None:
        """Take the place, and the fault in one or several pieces, of which some may be facts."""
        super().__init__(where, *what)
        self.where, self.pieces = where, what

    @property
    def fact(self) -> str:
        """The fact, whichever of several it was."""
        return self.where.partition(" ")[0]

    @property
    def what(self) -> str:
        """The fault, with each fact under its own name."""
        return "".join(self.pieces)

    def __str__(self) -> str:
        """Return place and fault in one line, as Python names facts."""
        return self.told(_keyword)

    def told(self, named: Callable[[str], str]) -> str:
        """Return the same line with facts as somebody else names them."""
        what = "".join(named(piece) if isinstance(piece, Fact) else piece for piece in self.pieces)
        return f"{self._place(named)}: {what}"

    def _place(self, named: Callable[[str], str]) -> str:
        fact, blank, which = self.where.partition(" ")
        return f"{named(fact)}{blank}{which}"


def _keyword(fact: str) -> str:
    """Return the keyword for a fact: one of them is a word of Python."""
    return "from_" if fact == "from" else fact


class PlaceError(InputError):
    """A file, a folder, a row or a column is not as it must be; `where` is its own name, which is the same everywhere."""

    def _place(self, named: Callable[[str], str]) -> str:  # noqa: ARG002 - the same for all
        return self.where


class MissingExtraError(ExportctlError, ImportError):
    """What was asked for needs a part of the program that was not installed."""

    def __init__(self, what: str, extra: str) -> None:
        """Say how to install it."""
        super().__init__(f"{what} needs an extra: pip install 'exportctl[{extra}]'")


class NotFoundError(ExportctlError):
    """An id names no act, provision, entry or statement."""


class Problem(NamedTuple):
    """One fault in a data folder: the file (relative to the folder), the line (from 1), the check's code, the fault, and the folder."""

    file: str
    line: int
    code: str
    message: str
    folder: str = ""

    def __str__(self) -> str:
        """Print as compilers do, so that an editor opens the file: path:line: code message."""
        path = f"{self.folder}/{self.file}" if self.folder else self.file
        return f"{path}:{self.line}: {self.code} {self.message}"


class DataError(ExportctlError):
    """A data folder has problems; all of them are in `problems`."""

    def __init__(self, folder: str, problems: Sequence[Problem]) -> None:
        """Keep every problem; the message counts them."""
        count = len(problems)
        super().__init__(f"{folder}: {count} problem{'' if count == 1 else 's'} in the data")
        self.folder = folder
        self.problems = tuple(problems)
