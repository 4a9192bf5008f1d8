"""The words of pictures stand in one mapping, so that another language is another mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, str]] = {
    "language": "en",
    "today": "today",
    "law": "Law {version}, checked through {checked}",
    "beyond": "after {checked} nothing published is known",
    "earlier": "earlier controls are not in the data, which begins on {begins}",
    "unrecognised": "these goods are not recognised; what else bears on them is not known",
    "none": "no provision bears on this",
    "more": "and {count} more",
    "between": "{status} {first} to {last}, by {act}",
    "from": "{status} from {first}, by {act}",
    "announced": "extension to {through} announced, no act seen",
    "marked": "{about}, {day}: {count} provisions drawn to scale from {first} to {last}.",
}
