"""Every command can write its result to a file; where it goes is said once for all of them, and no result is half there."""

from __future__ import annotations

import os
from os.path import abspath, exists
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import invocation
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD: Final = "-"
_STANDARD_OUTPUT: Final = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
NAME: Final = "output"
_META: Final = "exportctl.output"
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the result to a file, whole or not at all. \\[default: standard output]",
        show_default=False,
    ),
]


def direct_to(file: str | None, *read: object) -> None:
    """Let the result of the command that runs go to a file; raises InputError for one that is `read`, or has no name."""
    if file is None or is_standard(file):
        return
    from exportctl.errors import InputError
    from exportctl.files.atomic import no_file_twice

    if not file:
        raise InputError(NAME, Sentence("is empty; name a file, or - for standard output"))
    no_file_twice([file], [*_files(read), *configuration_files()])
    invocation.context().meta[_META] = file


def is_standard(file: str) -> bool:
    """Tell whether a name is that of standard output, however it is written."""
    return file == STANDARD or abspath(file) in _STANDARD_OUTPUT  # noqa: PTH100 - a link is not followed


def require_apart(written: Iterable[Path | None], read: Iterable[Path | None], data: Iterable[Path | None]) -> None:
    """Raise InputError if a file that is written is read, decides, is one of the data, or is written twice."""
    from exportctl.files.atomic import no_file_twice, none_within

    written, data = list(written), list(data)
    no_file_twice(written, [*read, *data, *configuration_files()])
    none_within(written, data)


def configuration_files() -> list[Path]:
    """Return the configuration file and the file of items, which no result may replace."""
    from exportctl.cli import settings

    config = settings.configuration()
    return [Path(file) for file in (config.name, config.items_file) if file] if config else []


def target() -> str | None:
    """Return the file that the result of the command that runs goes to; None for standard output."""
    context = invocation.context_if_any()
    return context.meta.get(_META) if context else None


def format_of_output(kind: str, said: str) -> str:
    """Return the format that is said, or, where nobody says one, the one that the name of the file ends with.

    Raises InputError if results of a kind cannot be had in it.
    """
    from exportctl.reports.formats import format_of, formats_of

    ending = (target() or "").lower().rpartition(".")[2]
    source = invocation.context().get_parameter_source("format_")
    return ending if source and source.name == "DEFAULT" and ending in formats_of(kind) else format_of(kind, said)


def _files(read: object) -> Iterator[Path]:
    """Yield what of the options is the name of a file, or may be a text that is the name of one by chance."""
    if isinstance(read, os.PathLike) or (isinstance(read, str) and exists(read)):  # noqa: PTH110 - it may be any text
        yield Path(read)
    elif isinstance(read, (list, tuple)):
        for one in read:
            yield from _files(one)
