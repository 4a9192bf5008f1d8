"""The words of pictures, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.reports.i18n.language import translate
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "today": translatable("today"),
    "law": translatable("Law {version}, checked through {checked}"),
    "beyond": translatable("after {checked} nothing published is known"),
    "earlier": translatable("earlier controls are not in the data, which begins on {begins}"),
    "unrecognised": translatable("these goods are not recognised; what else bears on them is not known"),
    "none": translatable("no provision bears on this"),
    "more": translatable("and {count} more"),
    "between": translatable("{status} {first} to {last}, by {act}"),
    "from": translatable("{status} from {first}, by {act}"),
    "announced": translatable("extension to {through} announced, no act seen"),
    "titled": translatable("{about}, {day}"),
    "marked": translatable("{about}, {day}: {count} provisions drawn to scale from {first} to {last}."),
}


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - whatever a text can show
    """Return words of a picture, with their parts."""
    return translate(_WORDS[key], **parts)
