"""Write receipts of answers and lines of a log, and read receipts to answer their question again."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from exportctl.cli import outputs, printing, settings
from exportctl.cli.panels import OUTPUT, option
from exportctl.cli.tables import content_of
from exportctl.cli.target import output_error
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.patterns import is_pattern
from exportctl.limits import NAME
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exportctl.api import Law
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.facts.transaction import Transaction
    from exportctl.permits.receipts import FileDigest
    from exportctl.reports.documents.document import Document
    from exportctl.reports.verdict import GateVerdict

Receipt = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--receipt FILE",
        "Save question and answer for `exportctl verify`.\n\nThe receipt is JSON, with a digest that shows later changes.",
    ),
]
Overwrite = Annotated[bool, option(OUTPUT, "--overwrite", "Replace a receipt that exists.")]
ReviewedBy = Annotated[
    str | None,
    option(
        OUTPUT,
        "--reviewed-by NAME",
        "Record who reviewed the answer.\n\n`exportctl verify` and `exportctl watch` show the name.",
    ),
]
Log = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--log FILE",
        "Append question and answer to a log.\n\n`exportctl log verify FILE` checks that the log is complete and unchanged.",
    ),
]
_AS_IT_IS: Final = Sentence("use the file as exportctl wrote it")
_NO_RECEIPT: Final = Sentence("is not a receipt of exportctl; name a file that --receipt wrote, or a draft")


def receipt_of(
    command: str, question: Document, answer: Mapping[str, Any], store: Law, files: Sequence[FileDigest]
) -> dict[str, Any]:
    """Return the receipt of an answer, with the configuration if it has items, licences or waivers."""
    from exportctl import __version__
    from exportctl.permits.receipts import digest_of
    from exportctl.reports.documents.receipts import File, ReceiptDocument

    parts = ReceiptDocument(
        command=command,
        program=__version__,
        law=answer["law"],
        acts=dict(sorted(store.acts.items())),
        asked=question,
        files=[File.from_record(item) for item in (*configuration_files(), *files)],
        answer=answer,
        digest="",
    ).to_dict()
    return {**parts, "digest": digest_of(parts)}


def facts_of(question: Transaction, answer: GateVerdict, holdings: Path | None = None) -> dict[str, Any]:
    """Return a question about a transaction in the form of a receipt."""
    from exportctl.permits.influence import gate_options

    return {
        **question._asdict(),
        "assume": answer.verdict.assume,
        **gate_options(answer.gate, answer.policy, trusted=answer.verdict.facts.goods.trusted),
        "holdings": holdings.as_posix() if holdings else None,
    }


def question_of(question: Mapping[str, Any]) -> tuple[Transaction, GatePolicy]:
    """Return the transaction and the policy of the gate in the question of a receipt."""
    from exportctl import api
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.facts.transaction import Transaction

    facts: Any = {field: question[field.rstrip("_")] for field in Transaction._fields}
    return api.transaction(**facts), GatePolicy(question["undecided"], question["max_age"])


def require_apart(receipt: Path | None, log: Path | None, read: Path | None, *, overwrite: bool) -> None:
    """Raise InputError if the receipt or the log cannot be written, or would destroy a file.

    Neither may be an input or a configuration file, nor both be one file; the receipt is new, and the log is one if it exists.
    """
    if receipt or log:
        outputs.require_apart([receipt, log], [read], ())
        outputs.require_log(log)
    outputs.require_new("receipt", receipt, overwrite=overwrite)


def require_receipt(reviewed_by: str | None, receipt: Path | None) -> None:
    """Raise InputError if a reviewer is stated without a receipt that could hold the name, or has none."""
    if reviewed_by is not None and receipt is None:
        raise InputError("reviewed_by", "needs {option}, which holds the name", option=Fact("receipt"))
    require_name(reviewed_by)


def require_name(reviewed_by: str | None) -> None:
    """Raise InputError if the name of a reviewer is blank or too long."""
    if reviewed_by is not None and (not reviewed_by.strip() or len(reviewed_by) > NAME):
        raise InputError("reviewed_by", "takes a name of at most {count} characters", count=NAME)


def keep(document: Mapping[str, Any], file: Path | None, log: Path | None, reviewed_by: str | None = None) -> None:
    """Write a receipt atomically, with its reviewer, and a line to a log; raises InputError if one of them cannot be written."""
    from exportctl.permits.receipts import with_reviewer
    from exportctl.reports.results import Receipt as ReceiptResult

    receipt = with_reviewer(document, reviewed_by) if reviewed_by else document
    if file:
        printing.write(file, ReceiptResult(receipt).to_json() + "\n", "receipt")
    if log:
        from datetime import UTC, datetime

        from exportctl.files.log import append
        from exportctl.permits.log import entry

        try:
            append(log, entry(receipt, datetime.now(UTC).isoformat(timespec="seconds")))
        except (OSError, ValueError) as error:
            raise output_error("log", log, error) from None


def read(file: Path) -> dict[str, Any]:
    """Return the receipt in a file or in a draft; raises InputError if there is none, or if it was changed."""
    from json import JSONDecodeError

    from pydantic import ValidationError

    from exportctl.files.embedded import receipt_text
    from exportctl.files.strictjson import parsed
    from exportctl.permits.receipts import SCHEMA, digest_of
    from exportctl.reports.documents.schemas import validator

    try:
        receipt = parsed(receipt_text(content_of(file, str(file))))
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise PlaceError(str(file), _NO_RECEIPT) from None
    except ValueError as error:
        raise PlaceError(str(file), "is not a receipt: {error}", error=str(error)) from None
    if not isinstance(receipt, dict) or receipt.get("schema") != SCHEMA:
        raise PlaceError(str(file), _NO_RECEIPT)
    if receipt.get("digest") != digest_of(receipt):
        raise PlaceError(
            str(file), "was changed after exportctl wrote it: its digest does not match; {as_it_is}", as_it_is=_AS_IT_IS
        )
    try:
        validator("receipt").validate_python(receipt, strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PlaceError(
            str(file), "is not a receipt: {place}: {msg}; {as_it_is}", place=place, msg=first["msg"], as_it_is=_AS_IT_IS
        ) from None
    return receipt


def require_kept(file: str | Path) -> None:
    """Raise PlaceError if a file that the question of a receipt names does not exist; a pattern names none by itself."""
    if not (is_pattern(str(file)) or Path(file).exists()):
        raise PlaceError(
            str(file),
            "does not exist; the receipt names this file: restore it, or run the command in the folder of the receipt's question",
        )


def source(role: str, file: Path) -> FileDigest:
    """Return a file that was used, with the digest of its bytes; raises InputError if it cannot be read."""
    from exportctl.permits.receipts import FileDigest

    try:
        with file.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise PlaceError(str(file), reason_of(error, Sentence("cannot be read"))) from None
    return FileDigest(role, file.as_posix(), f"sha256:{digest}")


def configuration_files() -> list[FileDigest]:
    """Return the configuration file and the file of items, if they have items, licences or waivers."""
    config = settings.configuration()
    if config is None or not config.decides:
        return []
    named = {"configuration": config.path}
    if config.items_file:
        named["items"] = config.items_file
    return [source(role, path)._replace(name=path.name) for role, path in named.items()]
