"""The base of every command: settings from elsewhere, help, completion, `--output`, and the facts of a transaction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from exportctl.cli import invocation, outputs, settings
from exportctl.cli.i18n import example_in_language, in_language
from exportctl.cli.options import fact_parameters
from exportctl.cli.parameters import Completions, Context, Option, parameter
from exportctl.cli.variables import note_unread
from exportctl.errors import InputError, PlaceError
from exportctl.facts.registry import FACTS, Fact
from exportctl.reports.i18n.language import translate

if TYPE_CHECKING:
    from collections.abc import Collection

    from exportctl.facts.transaction import Transaction

_TRANSACTION: Final = "exportctl.transaction"


class Command(TyperCommand):
    """A command whose options can be set by the environment and by the configuration file."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401 - what Typer makes a command with
        """Take what Typer made of a function, and add the parameters that every command of the kind has beside its own."""
        super().__init__(*args, **attributes)
        self.params = cast(
            "Any", [parameter(item) for item in (*self.before(), *self.params, *self.behind(self.params))]
        )
        self.helping: Option | None = None
        _translate(self)

    def before(self) -> list[Any]:
        """Return the parameters that come before those of the function."""
        return []

    def behind(self, own: Collection[Any]) -> list[Any]:  # noqa: ARG002 - others look at them
        """Return the parameters that come behind the function's own."""
        return []

    def prepare(self, context: typer.Context) -> None:
        """Take from the parameters of a call those that the function does not have, and do what they are for."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line, the environment and the configuration file."""
        with invocation.enter(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - what the function returns
        """Run the command; an error about an option that no command line states names the place that states it."""
        with invocation.enter(ctx):
            note_unread(ctx)
            try:
                self.prepare(ctx)
                return super().invoke(ctx)
            except PlaceError:
                raise
            except InputError as error:
                place = settings.place_of(error.fact)
                if place is None:
                    raise
                raise PlaceError(place, error.what) from None

    def shell_complete(self, ctx: Context, incomplete: str) -> Completions:
        """Return the options that a word may become, without those that only take back what is set elsewhere."""
        opposites = {name for item in self.params for name in item.secondary_opts}
        completions = [item for item in super().shell_complete(ctx, incomplete) if item.value not in opposites]
        for item in completions:
            item.help = (item.help or "").partition("\n\n")[0] or None
        return completions

    def get_help_option(self, ctx: Context) -> Any:  # noqa: ANN401 - Typer's own
        """Return `--help`, described in the language that is spoken."""
        option = super().get_help_option(ctx)
        if option and not self.helping:
            self.helping = Option(option, settable=False)
        return self.helping

    def format_usage(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the usage in the language that is spoken."""
        _format_usage(self, ctx, formatter)

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Print the help."""
        _print_help(self, ctx)


class ResultCommand(Command):
    """A command that prints a result, which can go to a file; one with an `output` of its own keeps that."""

    def behind(self, own: Collection[Any]) -> list[Any]:
        """Return `--output`."""
        return [] if any(item.name == outputs.NAME for item in own) else _output_option()

    def prepare(self, context: typer.Context) -> None:
        """Direct the result to the file that `--output` names."""
        if context.command.params[-1].name == outputs.NAME:
            file = context.params.pop(outputs.NAME)
            outputs.direct_to(file, *context.params.values())


class TransactionCommand(ResultCommand):
    """A command that is asked about one transaction: it takes the options that state its facts."""

    shown: ClassVar[Collection[Fact]] = FACTS
    """The facts of which help speaks."""

    def before(self) -> list[Any]:
        """Return the parameters that state facts."""
        return [*fact_parameters(self.shown)]

    def prepare(self, context: typer.Context) -> None:
        """Make a transaction of the facts that are stated."""
        super().prepare(context)
        from exportctl import api

        stated = {fact.field: context.params.pop(fact.field) for fact in FACTS}
        stated = {name: list(value) or None if isinstance(value, tuple) else value for name, value in stated.items()}
        context.meta[_TRANSACTION] = api.transaction(**stated)


class GoodsCommand(TransactionCommand):
    """A command that is asked about goods: it takes all facts, and help leaves out those that say nothing of goods."""

    shown = tuple(fact for fact in FACTS if fact.of_goods or fact.kind == "day")


class Group(TyperGroup):
    """Several commands under one name."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401 - the same
        """Take what Typer made of its commands."""
        super().__init__(*args, **attributes)
        self.subcommand_metavar = translate("COMMAND [ARGS]...")
        self.helping: Option | None = None
        _translate(self)

    def get_params(self, ctx: Context) -> list[Any]:
        """Return the options, with those that Typer adds for the completion of shells once the group is made."""
        self.params = cast(
            "Any", [item if isinstance(item, Option) else parameter(item, settable=False) for item in self.params]
        )
        return super().get_params(ctx)

    def get_help_option(self, ctx: Context) -> Any:  # noqa: ANN401 - Typer's own
        """Return `--help`, described in the language that is spoken."""
        option = super().get_help_option(ctx)
        if option and not self.helping:
            self.helping = Option(option, settable=False)
        return self.helping

    def format_usage(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the usage in the language that is spoken."""
        _format_usage(self, ctx, formatter)

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Print the help."""
        _print_help(self, ctx)


def transaction(context: typer.Context) -> Transaction:
    """Return the transaction that the options of the command state."""
    return cast("Transaction", context.meta[_TRANSACTION])


def _translate(command: Any) -> None:  # noqa: ANN401 - a command or a group
    """Put the texts of a command into the language that is spoken."""
    command.help, command.epilog = in_language(command.help), example_in_language(command.epilog)
    command.options_metavar = translate("[OPTIONS]")


def _format_usage(command: Any, context: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, translate("Usage: "))


def _print_help(command: Any, context: Context) -> None:  # noqa: ANN401 - a command or a group
    from exportctl.cli.help import print_help

    print_help(command, context)


@cache
def _output_option() -> list[Any]:
    """Return `--output` as Typer makes it of a function that has nothing else."""
    app = typer.Typer(add_completion=False)

    @app.command()
    def write(output: outputs.Output = None) -> None:
        pass

    return list(get_command(app).params)
