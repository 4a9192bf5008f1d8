"""The words of pictures, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.reports.i18n.language import translate
from exportctl.sentences import catalogued

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "today": catalogued("today"),
    "law": catalogued("Law {version}, checked through {checked}"),
    "beyond": catalogued("after {checked} nothing published is known"),
    "earlier": catalogued("earlier controls are not in the data, which begins on {begins}"),
    "unrecognised": catalogued("these goods are not recognised; what else bears on them is not known"),
    "none": catalogued("no provision bears on this"),
    "more": catalogued("and {count} more"),
    "between": catalogued("{status} {first} to {last}, by {act}"),
    "from": catalogued("{status} from {first}, by {act}"),
    "announced": catalogued("extension to {through} announced, no act seen"),
    "titled": catalogued("{about}, {day}"),
    "marked": catalogued("{about}, {day}: {count} provisions drawn to scale from {first} to {last}."),
}


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - whatever a text can show
    """Return words of a picture, with their parts."""
    return translate(_WORDS[key], **parts)
