"""Direct the result of a command to standard output, or to a file that is written atomically."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EISDIR
from os.path import abspath, dirname, exists, isdir
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from exportctl.cli import invocation, settings
from exportctl.cli.panels import OUTPUT, option
from exportctl.cli.target import NAME, output_error, set_target, target
from exportctl.errors import InputError
from exportctl.files.standard import STANDARD
from exportctl.reports.formats import format_of, formats_of
from exportctl.sentences import Fact, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_STANDARD_OUTPUT: Final = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
PAGE_ENDINGS: Final = (".html", ".htm")
_FORMATS: Final = {"md": "markdown"}
"""The formats that have another name than their extension."""
_NEVER_TEXT: Final = frozenset({
    *("pdf", "jpg", "jpeg", "gif", "svg", "png", "html", "htm", "docx", "xlsx", "ics", "json", "sarif", "xml"),
    *("csv", "tsv", "jsonl", "parquet", "feather", "arrow"),
})  # fmt: skip
"""Extensions of files that hold no table as text; under these names it could not be opened."""
Output = Annotated[
    str | None,
    option(
        OUTPUT,
        "--output -o FILE",
        "Write the result to FILE. \\[default: standard output]\n\nexportctl writes FILE atomically.",
    ),
]


def direct_to(file: str | None, *read: object) -> None:
    """Direct the result to a file; raises InputError, before any work, for one without a name or folder, or that the command reads."""
    if file is None or is_standard(file):
        return
    from exportctl.files.atomic import no_file_twice

    if not file:
        raise InputError(NAME, "is empty; name a file, or - for standard output")
    require_folder(NAME, file)
    no_file_twice([file], [*_files(read), *configuration_files()])
    require_replaceable(NAME, Path(file))
    set_target(file)


def require_folder(where: str, file: str | Path | None) -> None:
    """Raise InputError for the name of an output that is a folder, or in a folder that does not exist."""
    if not file:
        return
    try:
        # With the separator at the end, a file in the place of the folder is an error, too.
        os.stat(f"{dirname(file) or os.curdir}{os.sep}")  # noqa: PTH116, PTH120 - any text may be its name
        if isdir(file):  # noqa: PTH112 - the same
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    except (OSError, ValueError) as error:
        raise output_error(where, file, error) from None


def require_new(where: str, file: str | Path | None, *, overwrite: bool) -> None:
    """Raise InputError for a file that exists, unless it may be overwritten: it is evidence, or a person may have completed it."""
    from exportctl.files.atomic import is_stream

    require_folder(where, file)
    if file and not overwrite and exists(file) and not is_stream(Path(file)):  # noqa: PTH110 - any text may be its name
        raise _exists(where, file)


def require_replaceable(where: str, file: Path | None) -> None:
    """Raise InputError for an output that would replace a receipt or a draft, unless the command may overwrite one."""
    from exportctl.files.embedded import holds_receipt

    if file is None or _parameters().get("overwrite"):
        return
    with suppress(OSError, ValueError):  # a file that cannot be read is reported when it is written
        if file.is_file() and holds_receipt(file):
            raise _exists(where, file)


def _exists(where: str, file: str | Path) -> InputError:
    """Return the error for an output that exists and stays."""
    if "overwrite" not in _parameters():
        return InputError(where, "{file} exists; name another file", file=file)
    return InputError(
        where, "{file} exists; name another file, or add {overwrite}", file=file, overwrite=Fact("overwrite")
    )


def _parameters() -> Mapping[str, object]:
    """Return the parameters of the running command; none if no command runs."""
    context = invocation.context_if_any()
    return context.params if context else {}


def require_log(file: Path | None) -> None:
    """Raise InputError for a file that exists and is no log: a line at its end would destroy what it is."""
    from exportctl.files.log import is_log

    try:
        fits = file is None or not file.is_file() or is_log(file)
    except (OSError, ValueError) as error:
        raise output_error("log", str(file), error) from None
    if not fits:
        raise InputError("log", "{file} is not a log of exportctl; name another file", file=file)


def is_standard(file: str) -> bool:
    """Return whether a name denotes standard output."""
    return file == STANDARD or abspath(file) in _STANDARD_OUTPUT  # noqa: PTH100 - links are not followed


def require_apart(written: Iterable[Path | None], read: Iterable[Path | None], data: Iterable[Path | None]) -> None:
    """Raise InputError if an output is also an input, a configuration file, a file of the data, or another output."""
    from exportctl.files.atomic import no_file_twice, none_within

    written, data = list(written), list(data)
    no_file_twice(written, [*read, *data, *configuration_files()])
    none_within(written, data)


def configuration_files() -> list[Path]:
    """Return the configuration file and the file of items, which no result may replace."""
    config = settings.configuration()
    return [Path(file) for file in (config.name, config.items_file) if file] if config else []


def format_of_output(kind: str, format_: str) -> str:
    """Return the format that `--format` states, else that of the output file; raises InputError if the kind has no such format."""
    ending = (target() or "").lower().rpartition(".")[2]
    if invocation.source_of("format_") != invocation.DEFAULT:
        return format_of(kind, format_)
    known = _FORMATS.get(ending, ending)
    if ending in _NEVER_TEXT and known not in formats_of(kind):
        raise InputError(
            NAME,
            "the extension of '{name}' names no format; the formats are {known}",
            name=target(),
            known=join(formats_of(kind)),
        )
    return known if known in formats_of(kind) else format_of(kind, format_)


def _files(read: object) -> Iterator[Path]:
    """Yield the values of options that name a file, including other texts that happen to name one."""
    if isinstance(read, os.PathLike) or (isinstance(read, str) and exists(read)):  # noqa: PTH110 - it may be any text
        yield Path(read)
    elif isinstance(read, (list, tuple)):
        for one in read:
            yield from _files(one)
