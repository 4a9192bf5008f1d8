"""Describe a wrong call in one line, with a call that works; Typer's own messages are translated."""

from __future__ import annotations

import re
from difflib import get_close_matches
from os.path import isdir
from shlex import quote
from typing import TYPE_CHECKING, Final

from exportctl.facts.registry import FACTS, ITEM
from exportctl.reports.i18n.language import render, translate
from exportctl.sentences import join, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import typer

    from exportctl.cli.parameters import Context

_NO_COMMAND: Final = r"No such command '(?P<name>.*)'\."
_FAULTS: Final = (
    (_NO_COMMAND, translatable("No such command '{name}'. {command} --help lists the commands.")),
    (
        r"No such command '(?P<name>[^']*)'\. Did you mean '(?P<known>[^']+)'\?",
        translatable("No such command '{name}'. Did you mean '{known}'?"),
    ),
    (
        r"No such command '(?P<name>.*)'\. Did you mean (?P<known>.+)\?",
        translatable("No such command '{name}'. Did you mean {known}?"),
    ),
    (r"Missing argument '(?P<name>.*)'\.", translatable("Missing argument '{name}'. Example: {example}")),
    (r"Missing option '(?P<name>.*)'\.", translatable("Missing option '{name}'.")),
    (r"Missing command\.", translatable("Missing command.")),
    (
        r"Option '(?P<name>.*)' requires an argument\.",
        translatable("Option '{name}' requires an argument; write it after the option."),
    ),
    (r"Option '(?P<name>.*)' does not take a value\.", translatable("Option '{name}' does not take a value.")),
)
"""Typer's messages, and the messages of this program for them; of two that fit, the first counts."""
_OTHER_COMMANDS: Final = {"history": "explain", "changes": "diff", "coverage": "data status", "init": "config"}
"""Words that people try as commands, and the commands that answer them."""
_NO_OPTION: Final = "No such option: "
_EXTRA_ARGUMENT: Final = r"Got unexpected extra argument\(s\) \((?P<known>.*)\)"
_ALIKE: Final = 0.75
"""The least likeness of an option to the one that was stated."""
_OTHER_WORDS: Final = {
    **dict.fromkeys(("goods", "description", "product"), "item"),
    **dict.fromkeys(("input", "in", "path", "filename", "csv"), "file"),
    **dict.fromkeys(("act", "provision", "entry", "code"), "id"),
    **dict.fromkeys(("destination", "country", "dest"), "to"),
    **dict.fromkeys(("date", "day"), "on"),
    **dict.fromkeys(("days", "until"), "within"),
    **dict.fromkeys(("language", "locale"), "lang"),
    **dict.fromkeys(("hs", "customs_code"), "hs_code"),
    **dict.fromkeys(("importer", "consignee", "buyer", "company"), "party"),
}
"""Words that people state as options, and the arguments and options that they mean in a command that has these."""


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
    missing = re.fullmatch(_NO_COMMAND, message)
    if context and missing and (only := _only_command(context.command)):
        words = translatable("'{name}' is not a command; write {command} {only} {name}.")
        return translate(words, command=command, only=only, **missing.groupdict())
    if context and message.startswith(_NO_OPTION):
        return _no_option(error, context)
    if context and (extra := re.fullmatch(_EXTRA_ARGUMENT, message, re.DOTALL)):
        return _extra_argument(extra["known"], context)
    if context and missing and not context.parent and (known := _OTHER_COMMANDS.get(missing["name"])):
        return translate("No such command '{name}'. Did you mean '{known}'?", name=missing["name"], known=known)
    example = _example(context) if context else ""
    for form, words in _FAULTS:
        if match := re.fullmatch(form, message, re.DOTALL):
            return translate(words, command=command, example=example, **match.groupdict())
    return message


def _extra_argument(known: str, context: Context) -> str:
    """Return the error about an argument that a command does not take, with a call that works."""
    command, example = context.command_path, _example(context)
    options, takes_arguments = _options(context), bool(_arguments(context))
    if "--data" in options and "--to" not in options and isdir(known):  # noqa: PTH112 - an argument may be any text
        example = example if takes_arguments else f"{command} --data {known}"
        words = translatable(
            "Unexpected argument: {known}. State a data folder with an option: {example}; {command} --help lists the options."
        )
    elif takes_arguments and command.endswith(" list"):
        example = f"exportctl explain {quote(known)}"
        words = translatable(
            "Unexpected argument: {known}. To find a record by its name: {example}; {command} --help lists the options."
        )
    elif takes_arguments:
        words = translatable(
            "Unexpected argument: {known}. Put a text of several words in quotes, and state facts with options: {example}; "
            "{command} --help lists the options."
        )
    else:
        words = translatable(
            "Unexpected argument: {known}. Only options follow the command: {example}; {command} --help lists the options."
        )
    return translate(words, known=known, example=example, command=command)


def _no_option(error: typer.TyperException, context: Context) -> str:
    """Return the error about an option that a command does not have, with what is likely meant, or else with an example."""
    stated = str(getattr(error, "option_name", ""))
    written = stated.lstrip("-").replace("-", "_").lower()
    words = [written, _OTHER_WORDS.get(written, written)]
    if argument := next((name for name in _arguments(context) if name.lower() in words), None):
        return translate(
            "No such option: {option}. Write {argument} without an option: {example}",
            option=stated,
            argument=argument,
            example=_example(context),
        )
    if known := _option_with_value(written, context) or _likely_option(words, _options(context)):
        question = translate("No such option: {option}. Did you mean {known}?", option=stated, known=known)
        values = render(join(_values(context).get(known, ())))
        return translate("{question} Values: {values}.", question=question, values=values) if values else question
    return translate(
        "No such option: {option}. {command} --help lists the options. Example: {example}",
        option=stated,
        command=context.command_path,
        example=_example(context),
    )


def _likely_option(words: Sequence[str], options: Sequence[str]) -> str:
    """Return the option that words likely mean; empty if there is none. Commands on files state facts of all rows with --set."""
    wanted = [f"--{word.replace('_', '-')}" for word in words]
    if known := next((option for option in reversed(wanted) if option in options), ""):
        return known
    end = wanted[0].removeprefix("-")
    facts = (fact for fact in FACTS if fact.option in wanted or fact.option.endswith(end))
    if "--set" in options and (fact := next(facts, None)):
        return f"--set {fact.key}=..."
    if "--map" in options and ITEM in words:
        return f"--map {ITEM}=..."
    begins = [option for option in options if option.startswith(wanted[0])]
    ends = [option for option in options if option.endswith(end)]
    return next(iter([*begins, *ends, *get_close_matches(wanted[0], options, 1, _ALIKE)]), "")


def _option_with_value(word: str, context: Context) -> str:
    """Return the option of which a word is a value, with it: --format json; empty unless there is exactly one."""
    value = word.replace("_", "-")
    options = [option for option, values in _values(context).items() if value in values]
    return f"{options[0]} {value}" if len(options) == 1 else ""


def _values(context: Context) -> Mapping[str, Sequence[str]]:
    """Return the values of each option that accepts only some words."""
    from exportctl.cli.completion import accepted_words

    options = [item for item in context.command.get_params(context) if item.param_type_name == "option"]
    return {max(item.opts, key=len): accepted_words(item, context) for item in options}


def _arguments(context: Context) -> list[str]:
    """Return the names of the arguments of a command, as its help shows them: FILE, ID, NAME."""
    shown = [str(item.metavar or "") for item in context.command.params if item.param_type_name == "argument"]
    return [name for names in shown for name in names.rstrip(".").split("|")]


def _options(context: Context) -> list[str]:
    """Return the long names of the options of a command."""
    return [name for item in context.command.get_params(context) for name in item.opts if name.startswith("--")]


def _example(context: Context) -> str:
    """Return the call that the help of a command shows."""
    return str(getattr(context.command, "epilog", "") or "").partition(translate("Example: {command}", command=""))[2]
