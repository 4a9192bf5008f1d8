"""A log is a chain: each line has the digest of the line before it, so that a cut, changed, moved or removed line is detected."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from exportctl.permits.receipts import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["broken", "changed", "apart", "missing"]
"""The fault of a line: `broken` (cut or not a log line), `changed`, `apart` (does not follow the line before it), or `missing`."""
SCHEMA: Final = "exportctl.log/1"
NO_DIGEST: Final = f"sha256:{'0' * 64}"
"""The digest before the first line."""
_OUTCOME: Final = ("decision", "worst_case", "settled", "decisions", "by_decision", "rows", "rejected", "exit_code")
"""The fields of an answer's document that a line repeats if they are present."""


class Line(NamedTuple):
    """A line of a file: the digest of its bytes, and its object; None if it is cut or not a JSON object."""

    digest: str
    content: Mapping[str, Any] | None


class Fault(NamedTuple):
    """A fault of a line, by its number; a `missing` line has none."""

    line: int | None
    kind: Kind


def entry(receipt: Mapping[str, Any], at: str) -> dict[str, Any]:
    """Return the log entry of a question and its answer: the receipt without its acts and with the outcome only."""
    answer = receipt["answer"]
    return {
        "schema": SCHEMA,
        "at": at,
        **{key: receipt[key] for key in ("command", "program", "law", "asked", "files")},
        "answer": {key: answer[key] for key in _OUTCOME if key in answer},
        "receipt": receipt["digest"],
    }


def line_of(entry: Mapping[str, Any], before: str) -> bytes:
    """Return an entry as the line that follows the line with the digest `before`."""
    chained = {**entry, "before": before}
    return json.dumps({**chained, "digest": digest_of(chained)}, separators=(",", ":")).encode()


def digest_of_line(line: bytes) -> str:
    """Return the SHA-256 of a line without its line end."""
    return f"sha256:{sha256(line).hexdigest()}"


class LogCheck(NamedTuple):
    """The check of a log: the number of its lines, the digest of the last one (None if there is none), and the faults."""

    lines: int
    head: str | None
    faults: tuple[Fault, ...]


def check_lines(lines: Iterable[Line], head: str | None = None) -> LogCheck:
    """Return the faults of a log's lines, which must have one with the digest `head`; a line after a broken one is not at fault."""
    number, before, broken, missing = 0, NO_DIGEST, False, head
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        kind = _kind(line, before, after_broken=broken)
        if kind:
            faults.append(Fault(number, kind))
        # The digest of the line as it is now, so that one change is not a fault of all later lines.
        before, broken = line.digest, kind in {"broken", "changed"}
        if line.digest == head:
            missing = None
    if missing:
        faults.append(Fault(None, "missing"))
    return LogCheck(number, before if number else None, tuple(faults))


def _kind(line: Line, before: str, *, after_broken: bool) -> Kind | None:
    """Return the fault of a line that should follow the line with the digest `before`; None if it has none."""
    if line.content is None or line.content.get("schema") != SCHEMA:
        return "broken"
    if line.content.get("digest") != digest_of(line.content):
        return "changed"
    return None if after_broken or line.content.get("before") == before else "apart"
