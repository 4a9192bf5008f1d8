"""What Typer words by itself is told in the language that is spoken: the help of commands, and what is wrong with an argument."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.sentences import ENGLISH, Sentence, catalogued

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

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
"""How Typer tells a fault, and the words for it."""
_TITLES: Final = {
    "ARGUMENTS_PANEL_TITLE": Sentence("Arguments"),
    "OPTIONS_PANEL_TITLE": Sentence("Options"),
    "COMMANDS_PANEL_TITLE": Sentence("Commands"),
    "DEFAULT_STRING": Sentence("[default: {{}}]"),
    "REQUIRED_LONG_STRING": Sentence("[required]"),
}
"""What stands in a help beside our own words, by the names that Typer has for it."""
_EXAMPLE: Final = "Example: "


def fault(error: typer.TyperException) -> str:
    """Return what is wrong with the arguments of a command; a fault that has no words here stays as Typer tells it."""
    told = error.format_message()
    if current_language() is ENGLISH:
        return told
    for form, words in _FAULTS:
        if found := re.fullmatch(form, told, re.DOTALL):
            return translate(words, **found.groupdict())
    return told


def in_language(command: Command) -> None:
    """Let the help of a command be told in the language that is spoken; English needs nothing for that."""
    if current_language() is ENGLISH:
        return
    if command.help:
        command.help = "\n\n".join(render(Sentence.of(part)) for part in command.help.split("\n\n"))
    if command.epilog:
        command.epilog = translate("Example: {command}", command=command.epilog.removeprefix(_EXAMPLE))
    command.options_metavar = translate("[OPTIONS]")
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = translate("COMMAND [ARGS]...")
    formatted = command.format_help

    def usage(context: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(
            context.command_path, " ".join(command.collect_usage_pieces(context)), translate("Usage: ")
        )

    def help_(context: Context, formatter: HelpFormatter) -> None:
        with _titles():
            formatted(context, formatter)

    command.format_usage = usage  # type: ignore[assignment, method-assign]
    command.format_help = help_  # type: ignore[assignment, method-assign]


def option_in_language(option: Any) -> None:  # noqa: ANN401 - the type has no name outside Typer
    """Let the help of an option or an argument be told in the language that is spoken."""
    if option.help and current_language() is not ENGLISH:
        option.help = render(Sentence.of(option.help))


@contextmanager
def _titles() -> Iterator[None]:
    """Let what stands beside our own words be told in the language that is spoken."""
    from typer import rich_utils

    from exportctl.reports.text.layout import FoldedText

    marked: Any = rich_utils.highlighter
    said: dict[str, Any] = {name: render(words) for name, words in _TITLES.items()}
    said["highlighter"] = lambda text: FoldedText(marked(text))  # where lines end
    before = {name: getattr(rich_utils, name) for name in said}
    try:
        for name, words in said.items():
            setattr(rich_utils, name, words)
        yield
    finally:
        for name, words in before.items():
            setattr(rich_utils, name, words)
