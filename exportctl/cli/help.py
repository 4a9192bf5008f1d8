"""Print the help of a command: its usage, its text, and panels of its arguments, options and commands.

A text may have several paragraphs. The short help (`--help`) has the first two and the exit codes of a command, and the
first of an option. The full help (`exportctl help COMMAND`), the manual and the reference have all.
"""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING, Any, Final

from rich.align import Align
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.highlighter import RegexHighlighter
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text
from rich.theme import Theme

from exportctl.cli import panels
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.text.layout import FoldedText
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.cli.parameters import Context

_SHORT: Final = 2
"""The number of paragraphs in the short help of a command, in addition to its exit codes."""
_CODES: Final = translatable("Exit code: ")
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
"""Variables that request colours if the output is not a terminal."""


class _Words(RegexHighlighter):
    """Highlights options and the word before a usage."""

    highlights = [  # noqa: RUF012 - declared like this in rich
        r"(^|\W)(?P<switch>\-\w+)(?![a-zA-Z0-9])",
        r"(^|\W)(?P<option>\-\-[\w\-]+)(?![a-zA-Z0-9])",
        r"(?P<types>\<[^\>]+\>)",
        r"(?P<usage>Usage: )",
    ]


class _Values(RegexHighlighter):
    """Dims the separators between the accepted words of an option."""

    highlights = [  # noqa: RUF012 - the same
        r"^(?P<types_sep>(\[|<))",
        r"(?P<types_sep>\|)",
        r"(?P<types_sep>(\]|>))(\.\.\.)?$",
    ]


def print_help(command: Any, context: Context, *, full: bool = False) -> None:  # noqa: ANN401 - a command or a group
    """Print the help of a command: the short one, or all of it."""
    width = os.environ.get("TERMINAL_WIDTH")
    console = Console(
        theme=_THEME,
        force_terminal=True if any(map(os.environ.get, _COLOURED)) else None,
        width=int(width) if width else None,
    )
    console.print(Padding(_highlight(Text(command.get_usage(context))), 1), style="bold")
    shown = [item for item in command.get_params(context) if not item.hidden]
    paragraphs = (command.help or "").split("\n\n")
    first, *rest = paragraphs if full else _shorten(paragraphs)
    if first:
        parts: list[RenderableType] = [_prose(first)]
        if rest:
            parts += [Text(""), _prose("\n\n".join(rest), "dim")]
        console.print(Padding(Align(Group(*parts), pad=False), (0, 1, 1, 1)))
    _print_parameters(console, shown, full=full)
    names = command.list_commands(context) if hasattr(command, "list_commands") else ()
    inside = [command.get_command(context, name) for name in names]
    _print_commands(console, inside)
    program, *path = context.command_path.split()
    fuller = [program, "help", *path, *([translate("COMMAND")] if inside else [])]
    notes = [translate("More: {command}", command=" ".join(fuller)), command.epilog]
    if notes := [text for text in notes[full:] if text]:
        console.print(Padding(Align(Group(*map(_prose, notes)), pad=False), 1))


def _shorten(paragraphs: Sequence[str]) -> list[str]:
    """Return the first paragraphs of a text, and the one about exit codes."""
    codes = translate(_CODES).strip()
    return [text for place, text in enumerate(paragraphs) if place < _SHORT or text.startswith(codes)]


def _panel(parameter: Any) -> str:  # noqa: ANN401 - an option or an argument
    """Return the panel of a parameter."""
    otherwise = panels.ARGUMENTS if parameter.param_type_name == "argument" else panels.OPTIONS
    return str(parameter.rich_help_panel or otherwise)


def _print_parameters(console: Console, shown: Sequence[Any], *, full: bool) -> None:
    """Print the panels of arguments and options, all with columns of the same widths."""
    widths = [max((cell_len(text(item)) for item in shown), default=0) for text in (_names, _takes)]
    for panel in panels.OF_PARAMETERS:
        rows = [_row(item, full=full) for item in shown if _panel(item) == panel]
        _print_panel(console, panel, [*(Column(width=width) for width in widths), Column(ratio=1)], rows)


def _print_commands(console: Console, commands: Sequence[Any]) -> None:
    """Print the panels of commands."""
    longest = max((cell_len(item.name) for item in commands), default=0)
    for panel in panels.OF_COMMANDS:
        listed = [item for item in commands if (item.rich_help_panel or panels.COMMANDS) == panel]
        rows = [(Text(item.name), _prose((item.help or "").split("\n\n")[0])) for item in listed]
        _print_panel(console, panel, [Column(style="bold cyan", no_wrap=True, width=longest), Column(ratio=1)], rows)


def _print_panel(
    console: Console, panel: Sentence, columns: Sequence[Column], rows: Sequence[tuple[RenderableType, ...]]
) -> None:
    """Print a panel of rows; nothing if there are none."""
    if not rows:
        return
    table = Table(*columns, show_header=False, expand=True, box=None, pad_edge=False, padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    console.print(Panel(table, border_style="dim", title=render(panel), title_align="left"))


def _row(parameter: Any, *, full: bool) -> tuple[RenderableType, ...]:  # noqa: ANN401 - an option or an argument
    """Return the names of a parameter, the name of its value, and its description."""
    takes = _Values()(Text(_takes(parameter), "bold yellow"))
    return _highlight(Text(_names(parameter))), takes, _meaning(parameter, full=full)


def _names(parameter: Any) -> str:  # noqa: ANN401 - an option or an argument
    """Return the names of a parameter, the long one first."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return ", ".join(sorted(parameter.opts, key=len, reverse=True))


def _takes(parameter: Any) -> str:  # noqa: ANN401 - the same
    """Return the name of the value of an option; empty for a type of the program."""
    return str(parameter.metavar or "") if parameter.param_type_name == "option" else ""


def _meaning(parameter: Any, *, full: bool) -> RenderableType:  # noqa: ANN401 - the same
    """Return the description of a parameter, with its default and its variable if they are shown."""
    first, *rest = (parameter.help or "").split("\n\n")
    marks = []
    if parameter.show_default and parameter.default not in (None, False, ()):
        marks.append(translate("[default: {default}]", default=parameter.default))
    if parameter.envvar and parameter.show_envvar:
        marks.append(translate("[environment: {variable}]", variable=parameter.envvar))
    for mark in marks:
        first = translate("{text} {mark}", text=first, mark=f"[dim]{escape(mark)}[/dim]")
    return Group(_prose(first), *(_prose(text, "dim") for text in rest)) if full and rest else _prose(first)


def _prose(text: str, style: str = "") -> RenderableType:
    """Return a text with rich's markup, in which options are highlighted."""
    return _highlight(Text.from_markup(inspect.cleandoc(text).strip(), style=style))


def _highlight(text: Text) -> FoldedText:
    """Return a text in which options are highlighted, wrapped by the rules of its language."""
    return FoldedText(_Words()(text))
