"""Translate the texts of help."""

from __future__ import annotations

from typing import Final

from exportctl.reports.i18n.language import render, translate
from exportctl.sentences import Sentence

_EXAMPLE: Final = "Example: "


def in_language(text: str | None) -> str | None:
    """Return a help of several paragraphs, each on one line, in the current language."""
    if not text:
        return text
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(render(Sentence.of(part)) for part in paragraphs)


def example_in_language(text: str | None) -> str | None:
    """Return the example below a help in the current language."""
    return translate("Example: {command}", command=text.removeprefix(_EXAMPLE)) if text else text
