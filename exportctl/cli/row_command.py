"""The base of the commands on files of rows: the options that all of them have, about the file and the facts of its rows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from exportctl.cli import commands, options, settings
from exportctl.cli import row_options as of_rows
from exportctl.cli.invocation import COMMAND_LINE, source_of
from exportctl.cli.parameters import parameters_of
from exportctl.cli.screening_request import Inputs, Outputs, Reference, ScreeningRequest
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, DEFAULT_UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from exportctl.batch.binding import ScreenOptions

_SETTINGS: Final = "exportctl.rows"
_STATED: Final = "exportctl.stated"


@dataclass(frozen=True)
class RowSettings:
    """The options of each such command, in the words of the caller."""

    map_: of_rows.Map = None
    set_: of_rows.Set = None
    on: of_rows.On = None
    known_on: options.KnownOn = None
    assume: options.Assume = DEFAULT_ASSUME
    gate: options.Gate = DEFAULT_GATE
    undecided: options.Undecided = DEFAULT_UNDECIDED
    max_age: options.MaxAge = None
    trust_descriptions: options.TrustDescriptions = False
    input_format: of_rows.InputFormat = None
    encoding: of_rows.Encoding = None
    sheet: of_rows.Sheet = None
    date_order: of_rows.DateOrder = "auto"
    data: options.Data = None
    also: options.Also = None

    def request(
        self,
        names: Sequence[str],
        outputs: Outputs,
        *,
        allow_skipped: bool,
        reference: Reference = Reference(),  # noqa: B008 - an immutable value
        report: str = "table",
        resume: bool = False,
    ) -> ScreeningRequest:
        """Return the request to screen files; raises InputError for an invalid day, level or pair."""
        return ScreeningRequest(
            inputs=Inputs(names, self.input_format, self.encoding, self.sheet, allow_skipped=allow_skipped),
            options=self._screen_options(),
            outputs=outputs,
            reference=reference,
            report=report,
            resume=resume,
            data=self.data,
            also=self.also or (),
        )

    def _screen_options(self) -> ScreenOptions:
        """Return the facts of all rows: columns, values, days, reading and gate."""
        from exportctl import api
        from exportctl.batch.binding import ScreenOptions
        from exportctl.batch.days import date_order
        from exportctl.facts.fact_names import by_fact

        level, values = api.level(self.gate), by_fact(self.set_ or (), "values", "to=US")
        day = {"on": self.on} if self.on else {}  # a day for all rows needs no column either
        return ScreenOptions(
            renamed=settings.columns(by_fact(self.map_ or (), "columns", "item=hs_code"), {**values, **day}),
            values=values,
            on=api.day(self.on, "on"),
            known_on=api.day(self.known_on, "known_on"),
            today=api.today(),
            gate=level,
            assume=api.reading(self.assume),
            trusted=self.trust_descriptions,
            policy=settings.gate_policy(self.undecided, self.max_age, level, trusted=self.trust_descriptions),
            date_order=date_order(self.date_order),
        )


@dataclass(frozen=True)
class PageSettings(RowSettings):
    """The same options for a page, whose exit code no gate changes."""

    gate: options.PageGate = DEFAULT_GATE
    undecided: options.PageUndecided = DEFAULT_UNDECIDED


class RowCommand(commands.ResultCommand):
    """A command on files of rows: it takes the options of `RowSettings` in addition to its own."""

    settings: ClassVar[type[RowSettings]] = RowSettings
    """The common options, with their help."""

    def leading_parameters(self) -> list[Any]:
        """Return the common options."""
        settings: Any = self.settings  # mypy has no hash of a class
        return [*parameters_of(settings)]

    def prepare(self, context: typer.Context) -> None:
        """Take the common options from the call."""
        super().prepare(context)
        context.meta[_STATED] = [name for name in context.params if source_of(name) == COMMAND_LINE]
        context.meta[_SETTINGS] = self.settings(
            **{item.name: context.params.pop(item.name) for item in fields(self.settings)}
        )


class PageCommand(RowCommand):
    """A command that makes a page of a file of rows."""

    settings = PageSettings


def settings_of(context: typer.Context) -> RowSettings:
    """Return the common options as the command was called."""
    return cast("RowSettings", context.meta[_SETTINGS])


def stated_parameters(context: typer.Context) -> Sequence[str]:
    """Return the names of the arguments and options that the command line states, in its order."""
    return cast("Sequence[str]", context.meta[_STATED])
