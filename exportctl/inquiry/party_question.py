"""The question whether a party is the listed one that its name resembles, in words."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ANOTHER_COMPANY: Final = Sentence(
    "If it is another company, record that in [[not_the_same]] of exportctl.toml; exportctl party --all prints the IDs."
)


def comparison_of_names(names: Collection[str]) -> Iterator[str]:
    """Yield for each name how to compare it with the listings, and at the end what to do if it belongs to another company."""
    for name in names:
        yield Sentence("Compare {name} with the listing: exportctl party {command}.", name=name, command=quote(name))
    if names:
        yield ANOTHER_COMPANY
