"""The words of pictures, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.reports.i18n.language import translate
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "today": translatable("today"),
    "law": translatable("Law data {version}, as of {checked}"),
    "beyond": translatable("law data as of {checked}: later acts are not included"),
    "earlier": translatable("the law data begins on {begins}; earlier controls are missing"),
    "unrecognised": translatable(
        "these goods are not recognised, so other provisions may apply to them; describe them in other words"
    ),
    "none": translatable("no provision applies to this"),
    "more": translatable("and {count} more"),
    "between": translatable("{status} {first} to {last}, by {act}"),
    "from": translatable("{status} from {first}, by {act}"),
    "announced": translatable("extension through {through} announced; no act was found"),
    "titled": translatable("{about}, {day}"),
    "marked": translatable("{about}, {day}: {count} provisions drawn to scale from {first} to {last}."),
}


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - any value that can be formatted
    """Return words of a picture, with their parts."""
    return translate(_WORDS[key], **parts)
