"""Everything that is given has a most: nothing small may cost much, and nothing large is held in memory before it is refused.

docs/limits.md is the table of them.
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
"""Characters of a quantity with its unit, and of what it is a quantity of."""
CELL: Final = 4_000
"""Characters of a cell that states a fact."""
THINGS: Final = 100
"""Things of one kind that a question or a cell states: parties, owners, forms, lines, shares, properties."""
NAMES: Final = 100_000
"""Names that are asked about together."""
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
"""Bytes of what an archive of data holds, unpacked."""


def within(  # noqa: PLR0913 - all that the one line says
    value: Sized,
    most: int,
    where: str,
    what: str,
    of: str = Sentence("characters"),
    *,
    error: type[InputError] = InputError,
) -> None:
    """Raise InputError, or another error of its kind, if something that was given, a text or a list, is longer than its most."""
    if len(value) > most:
        message = Sentence(
            "{what} has {count} {of}; the limit is {most}", what=what, count=len(value), of=of, most=most
        )
        raise error(where, message)
