"""A record explained, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from exportctl.law.parallels import worded
from exportctl.reports.printable import printable
from exportctl.reports.text.lines import line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from exportctl.reports.results import Explanation


def explanation(result: Explanation) -> list[RenderableType]:
    """Return an explanation, section by section."""
    told = result.record
    name = told["name"]
    parts: list[RenderableType] = [
        Text.assemble((f"{told['kind']} {told['id']}", "bold"), f"\n{printable(name['en'])}\n{printable(name['zh'])}")
    ]
    facts = [
        f"{key.replace('_', ' ')}: {line(value)}"
        for key in (
            "list",
            "act",
            "provision",
            "published",
            "from",
            "not_found",
            "status",
            "effect",
            "country",
            "aliases",
            "binds",
            "lists",
            "criteria",
            "contains",
            "forms",
            "named",
            "checked",
            "not_evaluated",
            "no_condition",
            "notice",
            "basis",
        )
        if (value := told.get(key))
    ]
    parts.append(_indented("\n".join(facts)))
    for key, title in (
        ("says", "What it says"),
        ("rules", "Rules"),
        ("stated", "How many it states"),
        ("does", "What it does to others"),
        ("listed_by", "Listed by"),
        ("customs", "Customs codes, for reference only"),
        ("known_as", "Names that the act does not print"),
        ("guidance", "Official guidance"),
        ("parallels", "What other lists ask of such goods: hints, which decide nothing"),
        ("history", "History"),
        ("announces", "Announces"),
        ("announced", "Announced, no act seen"),
        ("sources", "Sources"),
        ("doubts", "Doubts and notes"),
    ):
        if told.get(key):
            parts.append(Text(f"\n{title}", "bold"))
            said = worded(told[key]) if key == "parallels" else told[key]
            parts.extend(_indented(line(item)) for item in said)
    return parts


def _indented(text: str) -> Padding:
    return Padding(Text(text), (0, 0, 0, 2), expand=False)
