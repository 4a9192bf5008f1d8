"""The limits on all input: small input must not cost much, and large input is refused before it is held in memory.

docs/limits.md has the table of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sized

ARGUMENT: Final = 8_000
"""Characters of an argument of the command line."""
TEXT: Final = 1_000
"""Characters of a text that states a fact."""
NAME: Final = 500
"""Characters of the name of a party or an owner."""
QUANTITY: Final = 200
"""Characters of a quantity with its unit and its subject."""
CELL: Final = 4_000
"""Characters of a cell that states a fact."""
VALUES: Final = 100
"""Values of one kind that a question or a cell states: parties, owners, forms, entries, shares, properties."""
NAMES: Final = 100_000
"""Names in one question."""
ROWS: Final = 100_000
"""Rows of a table of holdings, of a bill of materials, or of a file of items."""
OWNERS: Final = 10_000
"""Companies and persons above one end user."""
CIRCLE: Final = 30
"""Companies that own one another in circles."""
CONFIGURATION: Final = 1 << 20
"""Bytes of a configuration file."""
ROW: Final = 7 << 20
"""Bytes of a row of a text: a line of CSV or of JSON."""
DOCUMENT: Final = 64 << 20
"""Bytes of a document that is read whole: a bill in JSON, a table of holdings, a list of names, a file of items, a receipt."""
PAGE: Final = 16 << 20
"""Bytes of a page of a list of announcements, saved or fetched."""
ARCHIVE: Final = 16 << 20
"""Bytes of an archive of data."""
UNPACKED: Final = 128 << 20
"""Bytes of the unpacked content of an archive of data."""


def bytes_in_words(count: int) -> str:
    """Return a number of bytes in words: 16 MiB, or 200,000 bytes if it is no whole number of MiB."""
    whole, rest = divmod(count, 1 << 20)
    return Sentence("{count} bytes", count=count) if rest or not whole else Sentence("{count} MiB", count=whole)


def within(  # noqa: PLR0913 - the parts of one message
    value: Sized,
    most: int,
    where: str,
    what: str,
    of: str = Sentence("characters"),
    *,
    error: type[InputError] = InputError,
) -> None:
    """Raise InputError, or another error of its kind, if a given text or list is longer than its limit."""
    if len(value) > most:
        message = Sentence(
            "{what} has {count} {of}; the limit is {most}", what=what, count=len(value), of=of, most=most
        )
        raise error(where, message)
