"""Options and arguments: their values from the environment and the configuration file, conversion and completion.

Typer makes parameters from the signature of a command; a command replaces each by one of these classes, which extend
Typer's own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import typer
from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from exportctl.cli.variables import COMMAND_LINE_ONLY, variable
from exportctl.errors import STATED_TWICE, PlaceError
from exportctl.reports.i18n.language import render
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Context: TypeAlias = Any
"""Typer's context: its base class, which methods of parameters and commands receive, has no public name."""
Completions: TypeAlias = Any
"""A list of completions, which Typer makes from words and their descriptions; their class has no public name."""


_COPIED: Final = (
    "type_descriptor", "required", "default", "callback", "nargs", "metavar", "expose_value", "is_eager",
    "show_default", "hidden", "rich_help_panel",
)  # fmt: skip
"""The attributes that a parameter copies from the one that Typer made."""


def in_language(text: str | None) -> str | None:
    """Return a help of several paragraphs, each on one line, in the current language."""
    if not text:
        return text
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(render(Sentence.of(part)) for part in paragraphs)


class _Parameter:
    """The common part of options and arguments: conversion, completion and a help in the current language."""

    typed = ""
    """The beginning of the value to complete."""

    def arguments_of(self, made: Any) -> dict[str, Any]:  # noqa: ANN401 - a parameter of Typer, whose attributes mypy knows in part
        """Return the arguments that make this parameter like one that Typer made."""
        same = {name: getattr(made, name) for name in _COPIED}
        return {**same, "help": in_language(made.help), "autocompletion": self.completions}

    def process_value(self, ctx: Context, value: Any) -> Any:  # noqa: ANN401 - of any type
        """Return a value in its type: Typer, whose pydantic takes longer to import than an answer, converts all but texts and paths."""
        made: Any = self
        wanted = made.type_descriptor.annotation
        match value:
            case None if not made.required:
                plain: object = () if made.multiple or made.nargs != 1 else None
            case str() if wanted is str:
                plain = value
            case str() if wanted is Path:
                plain = Path(value)
            case (str(), *_) if wanted == list[str]:
                plain = list(value)
            case (str(), *_) if wanted == list[Path]:
                plain = [*map(Path, value)]
            case _:
                base: Any = super()
                return base.process_value(ctx, value)
        return made.callback(ctx, self, plain) if made.callback else plain

    def shell_complete(self, ctx: Context, incomplete: str) -> Completions:
        """Return the words that the value may become: Typer gets no text, because it compares case, which `completions` does not."""
        self.typed = incomplete
        base: Any = super()
        return base.shell_complete(ctx, "")

    def completions(self, context: Context, args: list[str], incomplete: str) -> list[tuple[str, str] | str]:  # noqa: ARG002 - Typer's signature
        """Return the words that the value may become, some with a description."""
        from exportctl.cli.completion import completions

        return completions(self, context, self.typed)


class Option(_Parameter, TyperOption):
    """An option that the environment or the configuration file can set if the command line does not."""

    def __init__(self, option: Any, *, settable: bool = True) -> None:  # noqa: ANN401 - a TyperOption
        """Copy an option that Typer made; one that is not `settable` is read from the command line only."""
        *shorter, longest = sorted(option.opts, key=len)
        self.settable = settable and option.name not in COMMAND_LINE_ONLY
        opposite = f"/--no-{longest.removeprefix('--')}" if settable and option.is_flag else ""
        own = self.settable and option.envvar is None
        super().__init__(
            param_decls=[option.name, *(name for name in option.opts if name in shorter), longest + opposite],
            envvar=variable(longest) if own else option.envvar,
            show_envvar=option.show_envvar and not own,  # all variables have derived names, so help lists none
            is_flag=option.is_flag,
            multiple=option.multiple,
            **self.arguments_of(option),
        )

    def value_from_envvar(self, ctx: Context) -> Any:  # noqa: ANN401 - text, texts or a truth value
        """Return the value of the option in the environment, else in the configuration file, else None."""
        from exportctl.cli.settings import value_elsewhere

        return value_elsewhere(self, ctx) if self.settable else super().value_from_envvar(ctx)


class Argument(_Parameter, TyperArgument):
    """An argument, which only the command line sets."""

    def __init__(self, argument: Any) -> None:  # noqa: ANN401 - the same
        """Copy an argument that Typer made."""
        super().__init__(
            param_decls=[argument.name],
            envvar=argument.envvar,
            show_envvar=argument.show_envvar,
            **self.arguments_of(argument),
        )


def require_once(stated: Iterable[Any]) -> None:
    """Raise PlaceError for an option with one value that a command line states twice: either value may be the wrong one."""
    earlier: set[Any] = set()
    for item in stated:
        if item in earlier and not (item.multiple or item.is_flag):
            raise PlaceError(max(item.opts, key=len), STATED_TWICE)
        earlier.add(item)


@cache
def parameters_of(function: Callable[..., object]) -> tuple[Any, ...]:
    """Return the parameters of a function, or of a class, as Typer makes them."""
    app = typer.Typer(add_completion=False)
    app.command()(function)
    return tuple(get_command(app).params)


def parameter(made: Any, *, settable: bool = True) -> Option | Argument:  # noqa: ANN401 - the same
    """Return a parameter that Typer made as one of these classes."""
    return Option(made, settable=settable) if made.param_type_name == "option" else Argument(made)
