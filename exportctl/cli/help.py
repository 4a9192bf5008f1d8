"""Prints the help of a command: its usage, its text, and tables of its arguments, options and commands."""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING, Any, Final

from rich.align import Align
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.highlighter import RegexHighlighter
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from exportctl.reports.i18n.language import render
from exportctl.reports.text.layout import FoldedText
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.cli.parameters import Context

_ARGUMENTS: Final = Sentence("Arguments")
_OPTIONS: Final = Sentence("Options")
_COMMANDS: Final = Sentence("Commands")
_REQUIRED: Final = Sentence("[required]")
_DEFAULT: Final = Sentence("[default: {{}}]")
_THEME: Final = Theme(
    {
        "option": "bold cyan",
        "switch": "bold green",
        "types": "bold yellow",
        "types_sep": "dim",
        "usage": "yellow",
    }
)
_COLOURED: Final = ("GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS")
"""Variables that ask for colours where the output is no terminal."""


class _Words(RegexHighlighter):
    """Marks options and the word before a usage."""

    highlights = [  # noqa: RUF012 - rich declares it so
        r"(^|\W)(?P<switch>\-\w+)(?![a-zA-Z0-9])",
        r"(^|\W)(?P<option>\-\-[\w\-]+)(?![a-zA-Z0-9])",
        r"(?P<types>\<[^\>]+\>)",
        r"(?P<usage>Usage: )",
    ]


class _Values(RegexHighlighter):
    """Dims the signs between the words that an option takes."""

    highlights = [  # noqa: RUF012 - the same
        r"^(?P<types_sep>(\[|<))",
        r"(?P<types_sep>\|)",
        r"(?P<types_sep>(\]|>))(\.\.\.)?$",
    ]


def print_help(command: Any, context: Context) -> None:  # noqa: ANN401 - a command or a group
    """Print the help of a command."""
    width = os.environ.get("TERMINAL_WIDTH")
    console = Console(
        theme=_THEME,
        force_terminal=True if any(map(os.environ.get, _COLOURED)) else None,
        width=int(width) if width else None,
    )
    console.print(Padding(_highlight(Text(command.get_usage(context))), 1), style="bold")
    if command.help:
        first, *rest = command.help.split("\n\n")
        paragraphs: list[RenderableType] = [_prose(first)]
        if rest:
            paragraphs += [Text(""), _prose("\n\n".join(rest), "dim")]
        console.print(Padding(Align(Group(*paragraphs), pad=False), (0, 1, 1, 1)))
    shown = [item for item in command.get_params(context) if not item.hidden]
    _print_parameters(console, _ARGUMENTS, [item for item in shown if item.param_type_name == "argument"])
    _print_parameters(console, _OPTIONS, [item for item in shown if item.param_type_name == "option"])
    names = command.list_commands(context) if hasattr(command, "list_commands") else ()
    _print_commands(console, [command.get_command(context, name) for name in names])
    if command.epilog:
        console.print(Padding(Align(_prose(command.epilog), pad=False), 1))


def _print_parameters(console: Console, title: Sentence, parameters: Sequence[Any]) -> None:
    """Print a panel of arguments or of options; nothing if there are none."""
    if not parameters:
        return
    table = Table(highlight=True, show_header=False, expand=True, box=None, pad_edge=False, padding=(0, 1))
    starred = any(item.required for item in parameters)
    for item in parameters:
        star = [Text("*", style="red") if item.required else ""] if starred else []
        table.add_row(*star, *_names(item), _takes(item), _meaning(item))
    console.print(Panel(table, border_style="dim", title=render(title), title_align="left"))


def _print_commands(console: Console, commands: Sequence[Any]) -> None:
    """Print a panel of commands; nothing if there are none."""
    if not commands:
        return
    table = Table(highlight=False, show_header=False, expand=True, box=None, pad_edge=False, padding=(0, 1))
    table.add_column(style="bold cyan", no_wrap=True, width=max(len(item.name) for item in commands))
    table.add_column("Description", justify="left", no_wrap=False, ratio=10)
    for item in commands:
        table.add_row(Text(item.name), _prose((item.help or "").split("\n\n")[0]))
    console.print(Panel(table, border_style="dim", title=render(_COMMANDS), title_align="left"))


def _names(parameter: Any) -> Iterable[RenderableType]:  # noqa: ANN401 - an option or an argument
    """Return the long names of a parameter, its short ones, and two columns that keep the distance to what it takes."""
    argument = parameter.param_type_name == "argument"
    names = [parameter.metavar or parameter.name] if argument else parameter.opts
    long = ",".join(name for name in names if "--" in name)
    short = ",".join(name for name in names if "--" not in name)
    return (_highlight(Text(long)), _highlight(Text(short)), "", "")


def _takes(parameter: Any) -> Text:  # noqa: ANN401 - the same
    """Return what an option takes, if that has a name: never a type of the program."""
    text = Text(style="bold yellow", overflow="fold")
    if parameter.param_type_name == "option" and parameter.metavar:
        text.append(parameter.metavar)
    return _Values()(text)


def _meaning(parameter: Any) -> Columns:  # noqa: ANN401 - the same
    """Return what a parameter means, its variable and default if they are shown, and whether it is required."""
    items: list[RenderableType] = [_prose(" ".join(parameter.help.split("\n")))] if parameter.help else []
    if parameter.envvar and parameter.show_envvar:
        items.append(Text(f"[env var: {parameter.envvar}]", style="dim yellow"))
    if parameter.show_default and parameter.default not in (None, False, ()):
        items.append(Text(render(_DEFAULT).format(parameter.default), style="dim"))
    if parameter.required:
        items.append(Text(render(_REQUIRED), style="dim red"))
    return Columns(items)


def _prose(text: str, style: str = "") -> RenderableType:
    """Return a text with rich's marks, in which options stand out."""
    return _highlight(Text.from_markup(inspect.cleandoc(text).strip(), style=style))


def _highlight(text: Text) -> FoldedText:
    """Return a text in which options stand out, wrapped as its language wraps."""
    return FoldedText(_Words()(text))
