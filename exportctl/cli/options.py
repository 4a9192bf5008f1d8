"""Options that several commands share mean the same everywhere."""

from __future__ import annotations

from copy import copy
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from exportctl.law.scale import EFFECTS
from exportctl.reports.formats import formats_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Item = Annotated[
    str,
    typer.Argument(
        metavar="ITEM",
        help="The goods: a description in English or Chinese, a formula, CAS number, list code (3C001.a) or customs code, "
        "or the company's own number for an item of its file.",
        show_default=False,
    ),
]
MaybeItem = Annotated[
    str | None, typer.Argument(metavar="ITEM", help="The goods; all provisions if left out.", show_default=False)
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="PLACE",
        help="Destination: ISO code or name, English or Chinese. HK, MO and TW are destinations.",
        show_default=False,
    ),
]
From = Annotated[str, typer.Option("--from", metavar="PLACE", help="Where the goods leave from.")]
Origin = Annotated[
    str | None,
    typer.Option(
        "--origin",
        metavar="PLACE",
        help="Where the goods come from. \\[default: CN if they leave from CN]",
        show_default=False,
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DAY",
        help="The day asked about, YYYY-MM-DD. \\[default: today in Shanghai]",
        show_default=False,
    ),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on", metavar="DAY", help="Answer with only what was published by this day.", show_default=False
    ),
]
EndUse = Annotated[
    str | None,
    typer.Option(
        "--end-use",
        metavar="USE",
        help="What the goods are for: civil, military, wmd, terrorism, advanced-chips, military-ai, rare-earths (mining, separation, "
        "smelting, magnets, recycling), humanitarian or other.",
        show_default=False,
    ),
]
EndUserType = Annotated[
    str | None,
    typer.Option("--end-user-type", metavar="TYPE", help="Who uses them: civil or military.", show_default=False),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party", metavar="[ROLE=]NAME", help="Who takes part: NAME, or end-user=NAME. Repeatable.", show_default=False
    ),
]
OwnedBy = Annotated[
    list[str] | None,
    typer.Option("--owned-by", metavar="NAME=PCT", help="An owner of the end user. Repeatable.", show_default=False),
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
HsCode = Annotated[
    str | None,
    typer.Option(
        "--hs-code",
        metavar="CODE",
        help="The customs code the goods are declared under, 6 to 10 digits; only the first six are the same everywhere.",
        show_default=False,
    ),
]
Entry = Annotated[
    list[str] | None,
    typer.Option(
        "--entry",
        metavar="CODE|none",
        help="Your own classification: a line of the list, or none. It settles what only the list's text can. Repeatable.",
        show_default=False,
    ),
]
FormOption = Annotated[
    list[str] | None,
    typer.Option(
        "--form",
        metavar="FORM",
        help="What the goods are now: metal, alloy, oxide, compound, mixture, ore; powder, crystal, wafer, target, magnet, fibre; "
        "ceramic, phosphor, catalyst, component, equipment, finished-product, software or technology. "
        "Repeatable: --form oxide --form powder.",
        show_default=False,
    ),
]
Contains = Annotated[
    list[str] | None,
    typer.Option(
        "--contains",
        metavar="X=PCT",
        help="Weight share of an element or compound: Gd=12%. Repeatable.",
        show_default=False,
    ),
]
Param = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        metavar="NAME=QTY",
        help="A measured property: 'density=1.8 g/cm3'; `exportctl list parameters` prints their names. Repeatable.",
        show_default=False,
    ),
]
CnContent = Annotated[
    str | None,
    typer.Option(
        "--cn-content",
        metavar="PCT",
        help="Share of the value that is Chinese-origin listed rare-earth items.",
        show_default=False,
    ),
]
CnTechnology = Annotated[
    str | None,
    typer.Option(
        "--cn-technology",
        metavar="yes|no",
        help="Made abroad with Chinese-origin rare-earth technology.",
        show_default=False,
    ),
]
Quantity = Annotated[
    str | None,
    typer.Option(
        "--quantity",
        metavar="AMOUNT",
        help="How much: '500 kg'. Acts that free small amounts count all that goes to one country in a calendar year.",
        show_default=False,
    ),
]
SuppliedTo = Annotated[
    str | None,
    typer.Option(
        "--supplied-to",
        metavar="WHOM",
        help="Who receives it, where the place does not say that: chinese or foreign, in China (--to CN) or abroad.",
        show_default=False,
    ),
]
SuppliedBy = Annotated[
    str | None,
    typer.Option(
        "--supplied-by",
        metavar="WHO",
        help="Who hands it over: chinese or foreign persons. Some acts bind Chinese persons wherever they are.",
        show_default=False,
    ),
]
ViaChina = Annotated[
    str | None,
    typer.Option(
        "--via-china",
        metavar="yes|no",
        help="Goods from elsewhere (--from) pass through the mainland, or through a bonded area of it, on their way.",
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

FACTS: Final[dict[str, tuple[Any, Any]]] = {
    "item": (Item, Parameter.empty),
    "to": (To, None),
    "from_": (From, "CN"),
    "origin": (Origin, None),
    "on": (On, None),
    "known_on": (KnownOn, None),
    "end_use": (EndUse, None),
    "end_user_type": (EndUserType, None),
    "party": (Party, None),
    "owned_by": (OwnedBy, None),
    "hs_code": (HsCode, None),
    "entry": (Entry, None),
    "form": (FormOption, None),
    "contains": (Contains, None),
    "param": (Param, None),
    "cn_content": (CnContent, None),
    "cn_technology": (CnTechnology, None),
    "quantity": (Quantity, None),
    "supplied_to": (SuppliedTo, None),
    "supplied_by": (SuppliedBy, None),
    "via_china": (ViaChina, None),
}
"""The facts a caller may state, by their names in a Transaction, with their defaults, in the order of the help."""


_OF_GOODS: Final = frozenset({"item", "on", "known_on", "hs_code", "entry", "form", "contains", "param"})
"""The facts that say what goods are."""


def takes_facts_of_goods(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take the options that state a Transaction, and let its help leave out those that say nothing of the goods."""
    return takes_facts(command, _OF_GOODS)


def takes_facts(command: Callable[..., None], shown: Collection[str] = FACTS) -> Callable[..., None]:
    """Let a command whose first parameter is a Transaction be called with the options that state one; help speaks of those `shown`."""

    @wraps(command)
    def stated(**given: Any) -> None:  # noqa: ANN401 - what the options hold
        from exportctl import api

        command(api.transaction(**{name: given.pop(name) for name in FACTS}), **given)

    kind = Parameter.KEYWORD_ONLY
    facts = [
        Parameter(name, kind, default=value, annotation=of if name in shown else _hidden(of))
        for name, (of, value) in FACTS.items()
    ]
    own = [item.replace(kind=kind) for item in list(signature(command, eval_str=True).parameters.values())[1:]]
    stated.__signature__ = signature(command).replace(parameters=[*facts, *own])  # type: ignore[attr-defined]
    stated.__annotations__ = {item.name: item.annotation for item in (*facts, *own)}
    return stated


def _hidden(annotation: Any) -> Any:  # noqa: ANN401 - an annotation of any type
    """Return an option that is taken, and of which help does not speak."""
    of, option = get_args(annotation)
    silent = copy(option)
    silent.hidden = True
    return Annotated[of, silent]
