"""Print a bill of materials: whether the threshold is met, and the share of each line."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.law.citations import joint_citation
from exportctl.law.status import LawAsOf
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.text.controls import status_lines
from exportctl.reports.text.grid import STYLES, Grid
from exportctl.reports.text.layout import FoldedText, Line, headline, law_data
from exportctl.sentences import Sentence, both, join, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.engine import content as engine_content
    from exportctl.reports.results import Content

_REACHED: Final = {
    True: (
        Sentence("threshold met"),
        STYLES["prohibited"],
        translatable("The goods reach the {threshold:f}% threshold of {provisions}."),
    ),
    False: (
        Sentence("threshold not met"),
        STYLES["no_control_found"],
        translatable("The goods stay below the {threshold:f}% threshold of {provisions}."),
    ),
    None: (
        Sentence("threshold may be met"),
        STYLES["undecided"],
        translatable(
            "Parts of uncertain origin or kind decide whether the goods reach the {threshold:f}% threshold of {provisions}."
        ),
    ),
}
_ORIGIN: Final = Sentence("the origin")
_SUBSTANCE: Final = Sentence("the substance by its CAS number or formula, or its listed materials in rows of their own")
"""The columns that answer whether a part counts; the substance answers every missing fact but the origin."""
_STEP: Final = Decimal("0.000001")


def content(result: Content) -> Iterator[RenderableType]:
    """Yield whether the share reaches the threshold, the provision that sets it, and each part with its value and whether it counts."""
    share, law = result.calculation, result.law
    _, threshold, goods = share.rule.bound
    word, style, meaning = _REACHED[share.meets_bound.value]
    sure = translate(
        "{share}% of the value of {worth} (currency of the file)",
        share=_percent(share.sure),
        worth=f"{share.value:,f}",
    )
    more = [translate("up to {share}%", share=_percent(share.possible))] if share.possible != share.sure else []
    yield headline(render(word), style, sure, *more)
    yield FoldedText(
        translate(meaning, threshold=threshold, provisions=joint_citation(law, share.rule.provisions)),
    )
    names = [name_of(law.groups[item].name) if item in law.groups else item for item in goods]
    yield Line("Items", translate("Chinese-origin items of {goods}", goods=join(names)))
    if result.today:
        yield from status_lines(LawAsOf(law, None), share.rule.provisions, result.today)
    table = Grid("Part", "Substance", "Origin", "Value x share", "Counted")
    table.columns[3].justify = "right"
    for line in share.lines:
        missing = line.counts.missing
        columns = [*([_ORIGIN] if "origin" in missing else []), *([_SUBSTANCE] if missing - {"origin"} else [])]
        open_ = translate("unknown: state {facts}", facts=both(columns))
        counts = {True: translate("yes"), False: translate("no"), None: open_}[line.counts.value]
        table.add_row(
            line.part,
            _substance(line),
            line.origin or "?",
            f"{line.worth:,f}",
            counts,
        )
    yield from (Text(""), table, Text(""))
    yield Line("To do", _step(share), "bold")
    yield law_data(law, result.today, result.today)


def _substance(line: engine_content.Line) -> str:
    """Return the substance of a line; a part without one counts by its own name."""
    if line.substance == line.part:
        return translate("the part itself")
    return line.substance or translate("the rest, not stated")


def _step(share: engine_content.Content) -> str:
    """Return what to do with the share; an unknown part that could reach the threshold must not be left out of it."""
    if share.meets_bound.value is None:
        return translate("Complete the rows that are unknown, and add up again. Until then, state no --cn-content.")
    stated = share.sure if share.meets_bound.value else share.possible
    return translate("State this share in check: --cn-content {share}%", share=_percent(stated))


def _percent(share: Decimal) -> str:
    """Return a share with at most six decimals, rounded up: a share that is copied into `check` is never too small."""
    return f"{share.quantize(_STEP, ROUND_UP).normalize():f}"
