"""Options that several commands share, and those that state the facts of a transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperArgument, TyperOption

from exportctl.cli.panels import GATE, LAW, OUTPUT, ROUTE, argument, format_option, option
from exportctl.cli.parameters import parameters_of
from exportctl.facts.registry import BY_FIELD, FACTS, ITEM, Fact
from exportctl.law.scale import EFFECTS
from exportctl.reports.formats import formats_of

if TYPE_CHECKING:
    from collections.abc import Collection


def _option(field: str) -> Any:  # noqa: ANN401 - Typer's declaration of an option
    """Return the option that states a fact, for a command that takes few of them."""
    fact = BY_FIELD[field]
    return typer.Option(fact.option, metavar=fact.takes, help=fact.help, show_default=False, rich_help_panel=fact.panel)


To = Annotated[str | None, _option("to")]
On = Annotated[str | None, _option("on")]
KnownOn = Annotated[str | None, _option("known_on")]
MaybeItem = Annotated[str | None, argument("ITEM", "The goods. \\[default: all provisions]")]
Holdings = Annotated[
    Path | None,
    option(
        ROUTE,
        "--holdings FILE",
        "CSV of holdings: owner, owned, percent.\n\nexportctl follows every chain of companies to the end user.",
    ),
]
Assume = Annotated[
    str,
    option(
        LAW,
        "--assume READING",
        "Unconfirmed law: on-face or extended.\n\n"
        "The law data ends before some suspensions do. on-face: each suspension ended on its published last day. "
        "extended: the issuer extended it.",
    ),
]
SilentAssume = Annotated[str, typer.Option("--assume", hidden=True)]
"""The same for a command whose answer does not depend on the reading."""
_LEVELS = f"{', '.join(EFFECTS[:-1])} or {EFFECTS[-1]}"
Gate = Annotated[
    str,
    option(
        GATE,
        "--gate LEVEL",
        f"Exit code 1 from this level on: {_LEVELS}.\n\n"
        f"{EFFECTS[0]} fails every run. Levels can have - for _, and licence_required is license_required.",
    ),
]
PageGate = Annotated[
    str,
    option(
        GATE,
        "--gate LEVEL",
        f"Count rows as failed from this level on: {_LEVELS}.\n\nThe exit code of report does not depend on it.",
    ),
]
"""The same for a page, which shows every row."""
ServedGate = Annotated[
    str,
    option(
        GATE,
        "--gate LEVEL",
        f"Level from which the exit_code of an answer is 1: {_LEVELS}.\n\nIt applies to questions that state no gate.",
    ),
]
"""The same for a service, which ends for other reasons."""
Undecided = Annotated[
    str,
    option(
        GATE,
        "--undecided fail|warn",
        "Undecided: fail (exit code 3) or warn (0).\n\nWith warn, stderr shows how many undecided answers passed.",
    ),
]
PageUndecided = Annotated[
    str,
    option(
        GATE,
        "--undecided fail|warn",
        "Count undecided rows as undecided (fail) or as passed (warn).\n\nThe exit code of report does not depend on it.",
    ),
]
ServedUndecided = Annotated[
    str,
    option(
        GATE,
        "--undecided fail|warn",
        "The exit_code of undecided answers: 3 (fail) or 0 (warn).\n\nIt applies to questions that do not state their own.",
    ),
]
MaxAge = Annotated[
    str | None,
    option(
        GATE,
        "--max-age DAYS",
        "Clear no goods once the law data is this many days old.\n\n"
        "Goods without a control are then undecided. The age counts from the last day of the law data.",
    ),
]
TrustDescriptions = Annotated[
    bool,
    option(
        GATE,
        "--trust-descriptions",
        "Recognise ordinary goods by trade statistics, too.\n\n"
        "Otherwise, goods stay undecided if exportctl does not understand every word of their description.",
    ),
]
Notes = Annotated[bool, option(OUTPUT, "--notes", "Add other regimes, hints and duties to check yourself.")]
Questions = Annotated[bool, option(OUTPUT, "--questions", "List the criteria to measure, each with its option.")]
Trace = Annotated[bool, option(OUTPUT, "--trace", "Print how exportctl reads each word of ITEM.")]
All = Annotated[bool, option(OUTPUT, "--all", "Add provisions that do not apply or have ended.")]
Unfolded = Annotated[bool, option(OUTPUT, "--all", "Print everything, without shortening.")]
FormatOption = Annotated[
    str,
    format_option(
        "Format of the result.\n\nWithout this option, the extension of the output file decides.", metavar="table|json"
    ),
]
SilentFormat = Annotated[str, typer.Option("--format", "-f", hidden=True)]
"""The same for a command with the same output in every format."""
GateFormat = Annotated[
    str,
    format_option(
        f"{', '.join(formats_of('verdict'))}.\n\n"
        "The last four list the cases that fail the gate and those that are undecided."
    ),
]
Data = Annotated[
    Path | None,
    option(
        LAW,
        "--data DIR",
        "Law data folder or archive.\n\nAn archive is a .zip, .whl or .tar.gz file with a data folder.",
        envvar="EXPORTCTL_DATA",
    ),
]
Also = Annotated[list[Path] | None, option(LAW, "--also DIR", "Add the acts in a folder (company policy). Repeatable.")]


def fact_parameters(shown: Collection[Fact]) -> list[TyperArgument | TyperOption]:
    """Return the argument and the options that state facts; the help lists those that are `shown`."""
    return [_parameter_of(fact, hidden=fact not in shown) for fact in FACTS]


def _parameter_of(fact: Fact, *, hidden: bool) -> TyperArgument | TyperOption:
    """Return the argument or the option that states a fact."""
    kinds = {item.name: item for item in parameters_of(_sample)}
    in_help: dict[str, Any] = {"metavar": fact.takes, "help": fact.help, "rich_help_panel": fact.panel}
    if fact.field == ITEM:
        of = kinds["argument"].type_descriptor
        return TyperArgument(param_decls=[fact.field], type_descriptor=of, required=True, show_default=False, **in_help)
    several = fact.kind == "texts"
    return TyperOption(
        param_decls=[fact.field, fact.option],
        type_descriptor=kinds["texts" if several else "text"].type_descriptor,
        default=fact.default,
        multiple=several,
        show_default=fact.default is not None,
        hidden=hidden,
        **in_help,
    )


def _sample(argument: str, text: str | None = None, texts: list[str] | None = None) -> None:
    """Have a parameter of each kind, as Typer makes it for a function: other parameters copy the type of their values from these."""
