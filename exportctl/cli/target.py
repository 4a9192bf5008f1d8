"""The file that the running command writes its result to, in place of standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.cli import invocation
from exportctl.errors import InputError, why_not_written
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "output"
"""The name of the option."""
_META: Final = "exportctl.output"


def set_target(file: str) -> None:
    """Set the output file of the running command."""
    invocation.context().meta[_META] = file


def target() -> str | None:
    """Return the output file of the running command; None for standard output."""
    context = invocation.context_if_any()
    return context.meta.get(_META) if context else None


def output_error(where: str, file: str | Path, error: Exception) -> InputError:
    """Return the error for an option that names a file which cannot be written."""
    return InputError(
        where, "{file}: {reason}", file=file, reason=why_not_written(error, Sentence("is not a file name"))
    )
