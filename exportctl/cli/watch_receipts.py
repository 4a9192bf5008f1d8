"""Check the questions of receipts again, and list the decisions that have changed since."""

from __future__ import annotations

from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exportctl.cli import printing, receipts
from exportctl.cli.outputs import format_of_output
from exportctl.cli.verify import reproduce
from exportctl.errors import ExportctlError, InputError
from exportctl.files.embedded import is_receipt
from exportctl.files.patterns import is_pattern
from exportctl.permits.receipts import differences
from exportctl.reports.results import CheckedReceipt, ReceiptChanges, UncheckedReceipt
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exportctl.api import Law
    from exportctl.law.scale import Effect

_OPTIONS: Final = frozenset({"file", "on", "gate", "format_", "data", "also"})
"""The options of `watch` that apply to receipts."""


def receipts_in(names: Sequence[str]) -> list[Path]:
    """Return the files that names, folders and patterns mean, if all are JSON and one is a receipt; else none."""
    files = [file for name in names for file in _files(name)]
    are_receipts = all(file.suffix == ".json" for file in files) and any(map(_is_receipt, files))
    return files if are_receipts else []


def require_no_options_of_rows(stated: Iterable[str]) -> None:
    """Raise InputError if one of the stated options is one that only rows have."""
    if other := next((name for name in stated if name not in _OPTIONS), None):
        raise InputError(other, "is an option for files of rows; leave it out to watch receipts")


def watch(files: Sequence[Path], on: date | None, gate: Effect, format_: str, store: Law) -> int:
    """Print the decisions of receipts that have changed, and return the exit code."""
    format_ = format_of_output("receipt-changes", format_)
    checked, unchecked = [], []
    for file in files:
        try:
            checked.append(_check(file, on, gate, store))
        except ExportctlError as error:
            unchecked.append(UncheckedReceipt(file.as_posix(), _reason(error)))
    result = ReceiptChanges(store.law, on, checked, unchecked)
    printing.publish("receipt-changes", format_, result)
    return result.exit_code


def _check(file: Path, on: date | None, gate: Effect, store: Law) -> CheckedReceipt:
    """Return the differences between a receipt and the answer to its question now, for its own day or another."""
    receipt = receipts.read(file)
    return CheckedReceipt(
        file.as_posix(), differences(receipt, reproduce({**receipt, "asked": _question(receipt, on, gate)}, store))
    )


def _reason(error: ExportctlError) -> str:
    """Return why a question could not be checked again, as a sentence that the table translates."""
    if isinstance(error, InputError):
        return Sentence("{fact}: {what}", fact=error.where, what=error.what)
    return Sentence.of(error.args[0])


def _question(receipt: Mapping[str, Any], on: date | None, gate: Effect) -> dict[str, Any]:
    """Return the question of a receipt at a gate, and for another day if one is stated."""
    question = {**receipt["asked"], "gate": gate}
    if on is None:
        return question
    days = [key for key in ("on", "today") if question.get(key)]
    return question | dict.fromkeys(days, on.isoformat())


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    elif is_pattern(name) and not path.exists():
        yield from sorted(map(Path, glob(name)))  # noqa: PTH207 - a pattern of the command line may be absolute
    else:
        yield path


def _is_receipt(file: Path) -> bool:
    try:
        return is_receipt(file)
    except OSError:
        return False
