"""Everything that can go wrong for a user is one of three errors, each of which says what and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExportctlError(Exception):
    """A fault in what the caller or a data folder said; never a fault of the program."""


class InputError(ExportctlError):
    """A fact the caller stated cannot be understood.

    `where` is the option or column, `what` says what is wrong with it and what would be right.
    """

    def __init__(self, where: str, what: str) -> None:
        """Join the place and the fault into one line."""
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


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
