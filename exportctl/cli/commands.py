"""The base of every command: settings from outside, help, completion, `--output`, and the facts of a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from typer.core import TyperCommand, TyperGroup

from exportctl.cli import invocation, outputs, settings
from exportctl.cli.options import fact_parameters
from exportctl.cli.parameters import Completions, Context, Option, in_language, parameter, parameters_of, require_once
from exportctl.cli.target import NAME
from exportctl.cli.unread_variables import note_unread
from exportctl.errors import InputError, PlaceError
from exportctl.facts.registry import FACTS, ITEM, Fact
from exportctl.reports.i18n.language import translate

if TYPE_CHECKING:
    from collections.abc import Collection

    import typer

    from exportctl.facts.transaction import Transaction

_TRANSACTION: Final = "exportctl.transaction"
_EXAMPLE: Final = "Example: "


class _InLanguage:
    """A command or a group whose help is in the current language."""

    help_option: Option | None = None

    def translate_texts(self) -> None:
        """Translate the texts that Typer has of it."""
        made: Any = self
        made.help = in_language(made.help)
        if made.epilog:
            made.epilog = translate("Example: {command}", command=made.epilog.removeprefix(_EXAMPLE))
        made.options_metavar = translate("[OPTIONS]")

    def get_help_option(self, ctx: Context) -> Any:  # noqa: ANN401 - Typer's own
        """Return `--help`, described in the current language."""
        made: Any = super()
        option = made.get_help_option(ctx)
        if option and not self.help_option:
            self.help_option = Option(option, settable=False)
        return self.help_option

    def format_usage(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's own
        """Write the usage in the current language."""
        made: Any = self
        formatter.write_usage(ctx.command_path, " ".join(made.collect_usage_pieces(ctx)), translate("Usage: "))

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Print the help."""
        from exportctl.cli.help import print_help

        print_help(self, ctx)


class Command(_InLanguage, TyperCommand):
    """A command whose options can be set by the environment and by the configuration file."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401 - Typer's arguments of a command
        """Take Typer's command for a function, and add the parameters that all commands of the kind share."""
        super().__init__(*args, **attributes)
        self.params = cast(
            "Any",
            [
                parameter(item)
                for item in (*self.leading_parameters(), *self.params, *self.trailing_parameters(self.params))
            ],
        )
        self.translate_texts()

    def leading_parameters(self) -> list[Any]:
        """Return the parameters that precede those of the function."""
        return []

    def trailing_parameters(self, own: Collection[Any]) -> list[Any]:  # noqa: ARG002 - subclasses use it
        """Return the parameters that follow those of the function."""
        return []

    def prepare(self, context: typer.Context) -> None:
        """Remove the parameters that the function does not have from a call, and carry out their effect."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the command line, the environment and the configuration file; raises PlaceError for an option stated twice."""
        with invocation.enter(ctx):
            _, _, stated = self.make_parser(ctx).parse_args([*args])
            rest = super().parse_args(ctx, args)
            if not ctx.resilient_parsing:
                require_once(stated)
            return rest

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - the result of the function
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
        """Return the options that begin with a word, without those that only undo a setting."""
        opposites = {name for item in self.params for name in item.secondary_opts}
        completions = [item for item in super().shell_complete(ctx, incomplete) if item.value not in opposites]
        for item in completions:
            item.help = (item.help or "").partition("\n\n")[0] or None
        return completions


class ResultCommand(Command):
    """A command whose result can be written to a file; a command with an `output` of its own keeps that."""

    def trailing_parameters(self, own: Collection[Any]) -> list[Any]:
        """Return `--output`."""
        return [] if any(item.name == NAME for item in own) else [*parameters_of(_write)]

    def prepare(self, context: typer.Context) -> None:
        """Direct the result to the file that `--output` names."""
        # `screen` and `classify` have an option of this name of their own, which is not the last.
        if context.command.params[-1].name == NAME:
            file = context.params.pop(NAME)
            outputs.direct_to(file, *context.params.values())


class TransactionCommand(ResultCommand):
    """A command about one transaction: it takes the options that state its facts."""

    shown: ClassVar[Collection[Fact]] = FACTS
    """The facts that the help lists."""

    def leading_parameters(self) -> list[Any]:
        """Return the parameters that state facts."""
        return [*fact_parameters(self.shown)]

    def prepare(self, context: typer.Context) -> None:
        """Make a transaction from the stated facts."""
        super().prepare(context)
        from exportctl import api
        from exportctl.cli import tables
        from exportctl.facts.roles import split_role

        stated = {fact.field: context.params.pop(fact.field) for fact in FACTS}
        stated = {name: list(value) or None if isinstance(value, tuple) else value for name, value in stated.items()}
        tables.require_no_file((split_role(text)[1] for text in stated["party"] or ()), "party")
        if not context.params.get(NAME):
            tables.require_no_rows(stated[ITEM] or "", context.command.name or "")
        context.meta[_TRANSACTION] = api.transaction(**stated)


class GoodsCommand(TransactionCommand):
    """A command about goods: it takes all facts, and its help omits those that do not describe goods."""

    shown = tuple(fact for fact in FACTS if fact.of_goods or fact.kind == "day")


class Group(_InLanguage, TyperGroup):
    """Several commands under one name."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401 - the same
        """Take Typer's group of commands."""
        super().__init__(*args, **attributes)
        self.subcommand_metavar = translate("COMMAND [ARGS]...")
        self.translate_texts()

    def get_params(self, ctx: Context) -> list[Any]:
        """Return the options, including those that Typer adds for shell completion after creating the group."""
        self.params = cast(
            "Any", [item if isinstance(item, Option) else parameter(item, settable=False) for item in self.params]
        )
        return super().get_params(ctx)


def transaction(context: typer.Context) -> Transaction:
    """Return the transaction that the options of the command state."""
    return cast("Transaction", context.meta[_TRANSACTION])


def _write(output: outputs.Output = None) -> None:
    """Have the parameter `--output`, as Typer makes it for a function."""
