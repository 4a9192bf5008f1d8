"""A record is explained by how it stands on the day and what it is called, then section by section, sources and doubts last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from exportctl.law import parallels
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, Unbroken, labelled, law_line
from exportctl.reports.text.lines import line
from exportctl.reports.words.terms import dated, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType

    from exportctl.reports.results import Explanation

_FACTS: Final = (
    *("list", "act", "provision", "published", "from", "not_found", "effect", "country", "aliases", "binds", "lists"),
    *("criteria", "contains", "forms", "named", "checked", "not_evaluated", "no_condition", "notice", "basis"),
)
_SECTIONS: Final = {
    "says": "says",
    "rules": "rules",
    "stated": "states",
    "does": "does",
    "listed_by": "listed by",
    "customs": "customs",
    "known_as": "known as",
    "guidance": "guidance",
    "parallels": "elsewhere",
    "history": "history",
    "announces": "announces",
    "announced": "announced",
}
"""The sections of an explanation, with their labels. What other lists ask is a hint, and customs codes are for reference."""
_LINES: Final = 5
"""So many lines of a section are told; the rest is counted."""


def explanation(result: Explanation) -> Iterator[RenderableType]:
    """Yield an explanation, section by section; with `everything` no section is cut short."""
    told = result.record
    name, day = told["name"], f", {dated(result.on)}" if result.on else ""
    standing = str(told.get("status") or told["kind"])
    yield Text.assemble(
        (standing.replace("_", " ").upper(), f"bold {STYLES.get(standing, '')}".strip()),
        f"  {told['kind']} " if told.get("status") else "  ",
        (told["id"], "bold"),
        day,
    )
    names = dict.fromkeys(printable(name[key]) for key in ("en", "zh") if name.get(key))
    yield from labelled(("", Text(text)) for text in names)
    facts = [f"{key.replace('_', ' ')}: {line(told[key])}" for key in _FACTS if told.get(key)]
    yield from labelled([("facts", Text("; ".join(facts)))] if facts else [])
    for key, label in _SECTIONS.items():
        most = 1 if key == "customs" else _LINES
        yield from labelled(_section(label, _lines(key, told), None if result.everything else most))
    yield from _sources(told)
    yield from labelled(_section("doubts", told.get("doubts") or [], None))
    yield from labelled([("law", law_line(result.law, result.today, result.on))])


def _lines(key: str, told: Mapping[str, Any]) -> list[str]:
    """Return the lines of a section."""
    found = told.get(key) or []
    if key == "history":
        return [_span(item, told["id"]) for item in found]
    if key == "listed_by":
        return [f"{item['id']}, {item['status'].replace('_', ' ')}" for item in found]
    if key == "rules":
        return [_rule(item) for item in found]
    lines = [line(item) for item in (parallels.worded(found) if key == "parallels" else found)]
    if key in ("parallels", "customs") and lines:
        hint = "hints, which decide nothing" if key == "parallels" else "for reference only"
        lines[0] = f"({hint}) {lines[0]}"
    return lines


def _span(span: Mapping[str, Any], explained: str) -> str:
    """Return a span: its provision is not said where that is explained, nor the act that made it where that is its own."""
    provision, by, through = span["provision"], span["by"], span["through"] or "..."
    which = "" if provision == explained else f"{provision} "
    why = "" if provision.startswith(f"{by}/") else f", by {by}"
    return f"{span['from']} to {through:<10}  {which}{span['status'].replace('_', ' ')}{why}"


def _rule(rule: Mapping[str, Any]) -> str:
    """Return a rule: what follows, when, and who is free from it."""
    free = f"; unless {line(rule['unless'])}" if rule.get("unless") else ""
    return f"{worded(rule['effect'])} where {line(rule['when'])}{free}"


def _section(label: str, lines: list[str], most: int | None) -> Iterator[tuple[str, Text]]:
    """Yield the first lines of a section, and how many more there are."""
    shown = lines[:most]
    for text in shown:
        yield label, Text(printable(text))
        label = ""
    if len(shown) < len(lines):
        yield "", Text(f"and {len(lines) - len(shown)} more (--all)", "dim")


def _sources(told: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Yield the sources; an address stands on a line of its own and is not broken, so that it can be copied."""
    label = "sources"
    for source in told.get("sources") or []:
        rest = {key: part for key, part in source.items() if key != "url" and part}
        yield from labelled([(label, Text(line(rest)))])
        if url := source.get("url"):
            address = printable(url)
            yield Unbroken(Text(" " * (LABEL + 1)).append(address, f"link {address}"))
        label = ""
