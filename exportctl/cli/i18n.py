"""Translates the texts of help and the messages of Typer about wrong arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.sentences import ENGLISH, Sentence, catalogued

if TYPE_CHECKING:
    import typer

_FAULTS: Final = (
    (r"No such option: (?P<option>\S+)", catalogued("No such option: {option}")),
    (
        r"No such option: (?P<option>\S+) \(Possible options: (?P<known>.+)\)",
        catalogued("No such option: {option} (Possible options: {known})"),
    ),
    (r"No such command '(?P<name>.*)'\.", catalogued("No such command '{name}'.")),
    (
        r"No such command '(?P<name>.*)'\. Did you mean (?P<known>.+)\?",
        catalogued("No such command '{name}'. Did you mean {known}?"),
    ),
    (r"Missing argument '(?P<name>.*)'\.", catalogued("Missing argument '{name}'.")),
    (r"Missing option '(?P<name>.*)'\.", catalogued("Missing option '{name}'.")),
    (r"Missing command\.", catalogued("Missing command.")),
    (r"Option '(?P<name>.*)' requires an argument\.", catalogued("Option '{name}' requires an argument.")),
    (r"Option '(?P<name>.*)' does not take a value\.", catalogued("Option '{name}' does not take a value.")),
    (r"Got unexpected extra argument\(s\) \((?P<known>.*)\)", catalogued("Got unexpected extra argument(s) ({known})")),
)
"""How Typer words a fault, and our words for it."""
_EXAMPLE: Final = "Example: "


def fault(error: typer.TyperException) -> str:
    """Return what is wrong with the arguments of a command, in the language that is spoken; in Typer's words if there are none here."""
    message = error.format_message()
    if current_language() is ENGLISH:
        return message
    for form, words in _FAULTS:
        if match := re.fullmatch(form, message, re.DOTALL):
            return translate(words, **match.groupdict())
    return message


def in_language(text: str | None) -> str | None:
    """Return a help of several paragraphs, each on one line, in the language that is spoken."""
    if not text:
        return text
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(render(Sentence.of(part)) for part in paragraphs)


def example_in_language(text: str | None) -> str | None:
    """Return the example below a help in the language that is spoken."""
    return translate("Example: {command}", command=text.removeprefix(_EXAMPLE)) if text else text
