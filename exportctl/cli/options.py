"""Options that several commands share, and those that state the facts of a transaction."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from exportctl.facts.registry import BY_FIELD, FACTS, ITEM, Fact
from exportctl.law.scale import EFFECTS
from exportctl.reports.formats import formats_of

if TYPE_CHECKING:
    from collections.abc import Collection


def _option(field: str) -> Any:  # noqa: ANN401 - what Typer declares an option with
    """Return the option that states a fact, for a command that takes few of them."""
    fact = BY_FIELD[field]
    return typer.Option(fact.option, metavar=fact.takes, help=fact.help, show_default=False)


To = Annotated[str | None, _option("to")]
On = Annotated[str | None, _option("on")]
KnownOn = Annotated[str | None, _option("known_on")]
MaybeItem = Annotated[
    str | None, typer.Argument(metavar="ITEM", help="The goods; all provisions if left out.", show_default=False)
]
Holdings = Annotated[
    Path | None,
    typer.Option(
        "--holdings",
        metavar="FILE",
        help="CSV with the columns owner, owned, percent: who owns the end user, through every chain of companies.",
        show_default=False,
    ),
]
Assume = Annotated[
    str,
    typer.Option("--assume", metavar="READING", help="How to read what is not settled: on-face, or extended."),
]
SilentAssume = Annotated[str, typer.Option("--assume", hidden=True)]
"""The same for a command whose answer no reading changes."""
Gate = Annotated[
    str,
    typer.Option(
        "--gate",
        metavar="LEVEL",
        help=f"The effect from which on the exit code is 1: {', '.join(EFFECTS[1:-1])} or {EFFECTS[-1]}; "
        f"{EFFECTS[0]} closes the gate always.",
    ),
]
Undecided = Annotated[
    str,
    typer.Option(
        "--undecided",
        metavar="fail|warn",
        help="Whether what cannot be decided ends with 3, or with 0 and a line on stderr.",
    ),
]
MaxAge = Annotated[
    str | None,
    typer.Option(
        "--max-age",
        metavar="DAYS",
        help="From so many days after the last day that the data knows, nothing is decided free: 3 in place of 0.",
        show_default=False,
    ),
]
TrustDescriptions = Annotated[
    bool,
    typer.Option(
        "--trust-descriptions",
        help="Let a guess from the statistics of ordinary trade count as recognition of goods whose words are not all understood.",
    ),
]
Notes = Annotated[
    bool,
    typer.Option("--notes", help="Say all that stands beside the answer: duties not tested, other regimes, hints."),
]
Questions = Annotated[
    bool,
    typer.Option(
        "--questions", help="List the figures that decide the entries in question, with the option that states each."
    ),
]
Trace = Annotated[
    bool, typer.Option("--trace", help="Print which rule marked what in ITEM instead: words, label, value, rule.")
]
All = Annotated[bool, typer.Option("--all", help="List also the provisions that do not apply or have ended.")]
Unfolded = Annotated[
    bool, typer.Option("--all", help="Say everything; without it what is long is cut short, and the rest is counted.")
]
FormatOption = Annotated[str, typer.Option("--format", "-f", metavar="table|json", help="How to print the result.")]
SilentFormat = Annotated[str, typer.Option("--format", "-f", hidden=True)]
"""The same for a command that prints the same in every format."""
GateFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"How to print the result: {', '.join(formats_of('verdict'))}. The last four name what the gate stops or cannot decide.",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        envvar="EXPORTCTL_DATA",
        help="Answer from another data folder, or from an archive of one (.zip, .whl, .tar.gz).",
        show_default=False,
    ),
]
Also = Annotated[
    list[Path] | None,
    typer.Option(
        "--also",
        metavar="DIR",
        help="Add the acts of another folder: a company's own policy, say. Repeatable.",
        show_default=False,
    ),
]


def fact_parameters(shown: Collection[Fact] = FACTS) -> list[TyperArgument | TyperOption]:
    """Return the argument and the options that state facts; help speaks of those that are `shown`."""
    kinds = _kinds()
    made: list[TyperArgument | TyperOption] = []
    for fact in FACTS:
        if fact.field == ITEM:
            of = kinds["argument"].type_descriptor
            made.append(
                TyperArgument(
                    param_decls=[fact.field],
                    type_descriptor=of,
                    required=True,
                    metavar=fact.takes,
                    help=fact.help,
                    show_default=False,
                )
            )
            continue
        several = fact.kind == "texts"
        made.append(
            TyperOption(
                param_decls=[fact.field, fact.option],
                type_descriptor=kinds["texts" if several else "text"].type_descriptor,
                default=fact.default,
                multiple=several,
                metavar=fact.takes,
                help=fact.help,
                show_default=fact.default is not None,
                hidden=fact not in shown,
            )
        )
    return made


@cache
def _kinds() -> dict[str, Any]:
    """Return a parameter of each kind as Typer makes it of a function: from these, others get the type of their values."""
    app = typer.Typer(add_completion=False)

    @app.command()
    def sample(argument: str, text: str | None = None, texts: list[str] | None = None) -> None:
        pass

    return {item.name: item for item in get_command(app).params}
