"""Translate the texts of help and the messages of Typer about wrong arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import render, translate
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    import typer

_NO_COMMAND: Final = r"No such command '(?P<name>.*)'\."
_FAULTS: Final = (
    (r"No such option: (?P<option>\S+)", translatable("No such option: {option}")),
    (
        r"No such option: (?P<option>\S+) \(Possible options: (?P<known>.+)\)",
        translatable("No such option: {option} (Possible options: {known})"),
    ),
    (
        _NO_COMMAND,
        translatable("No such command '{name}'. {command} --help lists the commands."),
    ),
    (
        r"No such command '(?P<name>[^']*)'\. Did you mean '(?P<known>[^']+)'\?",
        translatable("No such command '{name}'. Did you mean '{known}'?"),
    ),
    (
        r"No such command '(?P<name>.*)'\. Did you mean (?P<known>.+)\?",
        translatable("No such command '{name}'. Did you mean {known}?"),
    ),
    (r"Missing argument '(?P<name>.*)'\.", translatable("Missing argument '{name}'. {command} --help explains it.")),
    (r"Missing option '(?P<name>.*)'\.", translatable("Missing option '{name}'.")),
    (r"Missing command\.", translatable("Missing command.")),
    (r"Option '(?P<name>.*)' requires an argument\.", translatable("Option '{name}' requires an argument.")),
    (r"Option '(?P<name>.*)' does not take a value\.", translatable("Option '{name}' does not take a value.")),
    (
        r"Got unexpected extra argument\(s\) \((?P<known>.*)\)",
        translatable(
            "Unexpected argument: {known}. Put a text of several words in quotes; {command} --help lists the options."
        ),
    ),
)
"""Typer's messages, and the messages of this program for them."""
_EXAMPLE: Final = "Example: "


def _only_command(group: object) -> str:
    """Return the name of the command of a group that has one; empty for other groups."""
    names = [*getattr(group, "commands", ())]
    return names[0] if len(names) == 1 else ""


def fault(error: typer.TyperException) -> str:
    """Return the error about the arguments of a command, in the current language; in Typer's words if they have no others."""
    message, context = error.format_message(), getattr(error, "ctx", None)
    if context and message.startswith("No such command") and not hasattr(context.command, "commands"):
        context = context.parent
    command = context.command_path if context else "exportctl"
    if context and (missing := re.fullmatch(_NO_COMMAND, message)) and (only := _only_command(context.command)):
        return translate(
            "'{name}' is not a command; write {command} {only} {name}.",
            command=command,
            only=only,
            **missing.groupdict(),
        )
    for form, words in _FAULTS:
        if match := re.fullmatch(form, message, re.DOTALL):
            return translate(words, command=command, **match.groupdict())
    return message


def in_language(text: str | None) -> str | None:
    """Return a help of several paragraphs, each on one line, in the current language."""
    if not text:
        return text
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(render(Sentence.of(part)) for part in paragraphs)


def example_in_language(text: str | None) -> str | None:
    """Return the example below a help in the current language."""
    return translate("Example: {command}", command=text.removeprefix(_EXAMPLE)) if text else text
