"""Keep a receipt inside a paper: in a comment of markdown, or in an invisible part of a Word document."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from exportctl.files.sheetxml import DAMAGED
from exportctl.limits import DOCUMENT
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKED: Final = b"PK\x03\x04"
"""The first bytes of a Word document."""
_NAMESPACE: Final = "urn:exportctl:receipt"
_BEGIN: Final = 200
_SCHEMA: Final = b'"exportctl.receipt/'
"""The text that the first bytes of a receipt contain."""
_OPENS: Final = "<!-- exportctl receipt "
_COMMENT: Final = re.compile(_OPENS + r"(\{.*\}) -->\s*\Z", re.DOTALL)
_PART: Final = re.compile(rb"<(?:\w+:)?receipt\b[^>]*" + _NAMESPACE.encode() + rb"[^>]*>([A-Za-z0-9+/=\s]+)</")
_FOLDER: Final = "customXml/"


def markdown_comment(receipt: Mapping[str, Any]) -> str:
    """Return a receipt as a comment of markdown; no text in it can end the comment."""
    text = json.dumps(receipt, ensure_ascii=False, separators=(",", ":")).replace(">", "\\u003e")
    return f"{_OPENS}{text} -->"


def xml_part(receipt: Mapping[str, Any]) -> bytes:
    """Return a receipt as a part of a Word document, in characters that no program rewrites."""
    text = b64encode(json.dumps(receipt, ensure_ascii=False, separators=(",", ":")).encode())
    return b'<receipt xmlns="%s">%s</receipt>' % (_NAMESPACE.encode(), text)


def receipt_text(content: bytes) -> str:
    """Return the JSON of the receipt that a file is or contains. Raises ValueError if there is none."""
    if content.startswith(PACKED):
        return _in_document(content)
    text = content.decode("utf-8")
    comment = _COMMENT.search(text)
    return comment[1] if comment else text


def is_receipt(path: Path) -> bool:
    """Return whether a file begins as a receipt. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return _SCHEMA in file.read(_BEGIN)


def holds_receipt(path: Path) -> bool:
    """Return whether a file is a receipt, or a draft even if a person has added to it. Raises OSError if it cannot be read."""
    # No command reads a longer receipt or draft; the rows of an earlier run often are longer.
    may_be_one = path.stat().st_size <= DOCUMENT
    with path.open("rb") as file:
        content = file.read(DOCUMENT if may_be_one else _BEGIN)
    if not content.startswith(PACKED):
        return _SCHEMA in content[:_BEGIN] or _OPENS.encode() in content
    try:
        return bool(_in_document(content))
    except ValueError:
        return False


def _in_document(content: bytes) -> str:
    """Return the receipt in a Word document; the stated lengths of its parts are not trusted."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.startswith(_FOLDER):
                    with packed.open(name) as part:
                        embedded = _PART.search(part.read(DOCUMENT))
                    if embedded:
                        return b64decode(embedded[1]).decode("utf-8")
    except DAMAGED as error:
        raise ValueError(str(error)) from None
    raise ValueError(Sentence("the document holds no receipt"))
