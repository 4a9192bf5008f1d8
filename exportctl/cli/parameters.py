"""Options and arguments: their values from the environment and the configuration file, conversion and completion.

Typer makes parameters from the signature of a command; a command replaces each by one of these classes, which extend
Typer's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from typer.core import TyperArgument, TyperOption

from exportctl.cli.i18n import in_language
from exportctl.cli.variables import COMMAND_LINE_ONLY, variable

if TYPE_CHECKING:
    from collections.abc import Callable

Context: TypeAlias = Any
"""Typer's context: its base class, which methods of parameters and commands receive, has no public name."""
Completions: TypeAlias = Any
"""A list of completions, which Typer makes from words and their descriptions; their class has no public name."""


class Option(TyperOption):
    """An option that the environment or the configuration file can set if the command line does not."""

    def __init__(self, option: Any, *, settable: bool = True) -> None:  # noqa: ANN401 - a TyperOption, whose attributes mypy knows in part
        """Copy an option that Typer made; one that is not `settable` is read from the command line only."""
        *shorter, longest = sorted(option.opts, key=len)
        self.settable = settable and option.name not in COMMAND_LINE_ONLY
        self.begun = ""
        opposite = f"/--no-{longest.removeprefix('--')}" if settable and option.is_flag else ""
        own = self.settable and option.envvar is None
        super().__init__(
            param_decls=[option.name, *(name for name in option.opts if name in shorter), longest + opposite],
            type_descriptor=option.type_descriptor,
            required=option.required,
            default=option.default,
            callback=option.callback,
            nargs=option.nargs,
            metavar=option.metavar,
            expose_value=option.expose_value,
            is_eager=option.is_eager,
            envvar=variable(longest) if own else option.envvar,
            show_default=option.show_default,
            is_flag=option.is_flag,
            multiple=option.multiple,
            help=in_language(option.help),
            hidden=option.hidden,
            show_envvar=option.show_envvar and not own,  # all variables have derived names, so help lists none
            rich_help_panel=option.rich_help_panel,
            autocompletion=_completer(self),
        )

    def value_from_envvar(self, ctx: Context) -> Any:  # noqa: ANN401 - text, texts or a truth value
        """Return the value of the option in the environment, else in the configuration file, else None."""
        from exportctl.cli.settings import value_elsewhere

        return value_elsewhere(self, ctx) if self.settable else super().value_from_envvar(ctx)

    def process_value(self, ctx: Context, value: Any) -> Any:  # noqa: ANN401 - of any type
        """Return the value in the type of the command."""
        return _convert(self, ctx, value, super().process_value)

    def shell_complete(self, ctx: Context, incomplete: str) -> Completions:
        """Return the words that the value may become, in upper or lower case."""
        self.begun = incomplete
        return super().shell_complete(ctx, "")


class Argument(TyperArgument):
    """An argument, which only the command line sets."""

    def __init__(self, argument: Any) -> None:  # noqa: ANN401 - the same
        """Copy an argument that Typer made."""
        self.begun = ""
        super().__init__(
            param_decls=[argument.name],
            type_descriptor=argument.type_descriptor,
            required=argument.required,
            default=argument.default,
            callback=argument.callback,
            nargs=argument.nargs,
            metavar=argument.metavar,
            expose_value=argument.expose_value,
            is_eager=argument.is_eager,
            envvar=argument.envvar,
            show_default=argument.show_default,
            help=in_language(argument.help),
            hidden=argument.hidden,
            show_envvar=argument.show_envvar,
            rich_help_panel=argument.rich_help_panel,
            autocompletion=_completer(self),
        )

    def process_value(self, ctx: Context, value: Any) -> Any:  # noqa: ANN401 - of any type
        """Return the value in the type of the command."""
        return _convert(self, ctx, value, super().process_value)

    def shell_complete(self, ctx: Context, incomplete: str) -> Completions:
        """Return the words that the value may become, in upper or lower case."""
        self.begun = incomplete
        return super().shell_complete(ctx, "")


def parameter(made: Any, *, settable: bool = True) -> Option | Argument:  # noqa: ANN401 - the same
    """Return a parameter that Typer made as one of these classes."""
    return Option(made, settable=settable) if made.param_type_name == "option" else Argument(made)


def _completer(parameter: Option | Argument) -> Callable[[Context, list[str], str], list[tuple[str, str] | str]]:
    """Return the function that Typer calls to complete a value.

    Typer drops words that do not begin exactly like the typed text, so the function returns all, and the case is
    ignored here.
    """

    def complete(context: Context, args: list[str], incomplete: str) -> list[tuple[str, str] | str]:  # noqa: ARG001 - Typer's signature
        from exportctl.cli.completion import completions

        return completions(parameter, context, parameter.begun)

    return complete


def _convert(parameter: Any, context: Context, value: Any, convert: Callable[[Context, Any], Any]) -> Any:  # noqa: ANN401
    """Return a value in the type of the command: text unchanged, and all else as Typer converts it.

    Typer converts with pydantic, whose import takes longer than an answer.
    """
    wanted = parameter.type_descriptor.annotation
    match value:
        case None if not parameter.required:
            plain: object = () if parameter.multiple or parameter.nargs != 1 else None
        case str() if wanted is str:
            plain = value
        case (str(), *_) if wanted == list[str]:
            plain = list(value)
        case _:
            return convert(context, value)
    return parameter.callback(context, parameter, plain) if parameter.callback else plain
