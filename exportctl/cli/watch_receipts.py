"""Check the questions of receipts again, and list the decisions that have changed since."""

from __future__ import annotations

from glob import glob
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.cli import printing, receipts
from exportctl.cli.outputs import format_of_output
from exportctl.cli.verify import reproduce
from exportctl.errors import ExportctlError, InputError, PlaceError
from exportctl.files.embedded import holds_receipt, is_receipt
from exportctl.files.inputs import FOLDER_WITHIN, is_of_rows
from exportctl.files.patterns import is_pattern
from exportctl.permits.receipts import differences
from exportctl.reports.results import CheckedReceipt, ReceiptChanges, UncheckedReceipt
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.api import Law
    from exportctl.law.scale import Effect

_OPTIONS: Final = frozenset({"file", "on", "gate", "format_", "data", "also"})
"""The options of `watch` that apply to receipts."""
_JSON: Final = ".json"
_DRAFTS: Final = frozenset({".md", ".docx"})
_MOST: Final = 1_000
"""The number of files in a folder within a folder that are examined for receipts."""


class ReceiptFiles(NamedTuple):
    """The files of receipts to check, and what else is in their folders: folders with receipts, and other files."""

    files: Sequence[Path]
    nested: Sequence[Path] = ()
    others: Sequence[Path] = ()


def receipts_in(names: Sequence[str]) -> ReceiptFiles | None:
    """Return the receipts that names, folders and patterns mean; None if they mean files of rows.

    A file of JSON beside a receipt counts as one: it may be damaged. Raises InputError for a folder with both receipts and files of
    rows, and for one with receipts only in folders within it.
    """
    folders = [Path(name) for name in names if Path(name).is_dir()]
    named = [file for name in names if not Path(name).is_dir() for file in _files(name)]
    parts = [*(_in_folder(folder, folders) for folder in folders), *([_among(named)] if named else [])]
    receipts = [part for part in parts if part is not None]
    if not receipts or len(receipts) < len(parts):
        return None
    return ReceiptFiles(*([path for part in receipts for path in part[place]] for place in range(3)))


def _in_folder(folder: Path, named: Sequence[Path]) -> ReceiptFiles | None:
    """Return the receipts in a folder, with its other content except `named` folders; None if it has no receipts."""
    there = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    files = [path for path in there if path.is_file()]
    nested = [path for path in there if path.is_dir() and path not in named and _holds_receipts(path)]
    receipt, rows = next(filter(_is_receipt, files), None), next(filter(is_of_rows, files), None)
    if receipt and rows:
        raise PlaceError(
            str(folder),
            "contains receipts ({receipt}) and files of rows ({rows}), which watch checks in separate runs; name the files of one kind",
            receipt=receipt.name,
            rows=rows.name,
        )
    if nested and not (receipt or rows):
        raise PlaceError(
            str(folder),
            "contains receipts only in folders within it; name these, such as {folder}",
            folder=str(nested[0]),
        )
    if not receipt:
        return None
    kept = [path for path in files if path.suffix.lower() == _JSON or _is_receipt(path)]
    return ReceiptFiles(kept, nested, [path for path in files if path not in kept])


def _holds_receipts(folder: Path) -> bool:
    return any(map(_is_receipt, islice(folder.rglob("*.json"), _MOST)))


def _among(files: Sequence[Path]) -> ReceiptFiles | None:
    """Return files if all are JSON and one is a receipt."""
    are_receipts = all(file.suffix.lower() == _JSON for file in files) and any(map(_is_receipt, files))
    return ReceiptFiles(files) if are_receipts else None


def require_no_options_of_rows(stated: Iterable[str]) -> None:
    """Raise InputError if one of the stated options is one that only rows have."""
    if other := next((name for name in stated if name not in _OPTIONS), None):
        raise InputError(other, "is an option for files of rows; leave it out to watch receipts")


def watch(receipts: ReceiptFiles, on: date | None, gate: Effect, format_: str, store: Law) -> int:
    """Print the decisions of receipts that have changed, and return the exit code."""
    format_ = format_of_output("receipt-changes", format_)
    checked, unchecked = [], []
    for file in receipts.files:
        try:
            checked.append(_check(file, on, gate, store))
        except ExportctlError as error:
            unchecked.append(UncheckedReceipt(file.as_posix(), _reason(error)))
    for folder in receipts.nested:
        reason = Sentence("{name} was not read: {why}", name=folder.as_posix(), why=FOLDER_WITHIN)
        unchecked.append(UncheckedReceipt(folder.as_posix(), reason))
    for file in receipts.others:
        printing.note("{name} was not read: {why}", name=file.as_posix(), why=_why_not_read(file))
    result = ReceiptChanges(store.law, on, checked, unchecked)
    printing.publish("receipt-changes", format_, result)
    return result.exit_code


def _check(file: Path, on: date | None, gate: Effect, store: Law) -> CheckedReceipt:
    """Return the differences between a receipt and the answer to its question now, for its own day or another."""
    receipt = receipts.read(file)
    return CheckedReceipt(
        file.as_posix(), differences(receipt, reproduce({**receipt, "asked": _question(receipt, on, gate)}, store))
    )


def _why_not_read(file: Path) -> str:
    """Return why a file beside receipts was not read."""
    is_draft = file.suffix.lower() in _DRAFTS and holds_receipt(file)
    return Sentence("it is a draft, which exportctl verify checks") if is_draft else Sentence("it is not a receipt")


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


def _files(name: str) -> list[Path]:
    """Return the files of a name or a pattern."""
    path = Path(name)
    if is_pattern(name) and not path.exists():
        return sorted(map(Path, glob(name)))  # noqa: PTH207 - a pattern of the command line may be absolute
    return [path]


def _is_receipt(file: Path) -> bool:
    try:
        return is_receipt(file)
    except OSError:
        return False
