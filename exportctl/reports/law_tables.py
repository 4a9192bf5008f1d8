"""The law as people read it: lists, records, explanations, and what happens over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from rich.padding import Padding
from rich.text import Text

from exportctl.reports.grid import cell, grid, styled
from exportctl.reports.words import STYLES, missing, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from rich.console import RenderableType

    from exportctl.facts.goods import Classification
    from exportctl.inquiry.history import Transition
    from exportctl.law.days import Span
    from exportctl.law.register import Register

Document = dict[str, Any]


def classification(law: Register, found: Classification, item: str) -> Iterator[RenderableType]:
    """Yield the entries that goods match or may match, and those that official guidance rules out."""
    known = (
        "matches no entry of the list that this data holds" if found.known else "is not known here; nothing is certain"
    )
    yield Text.assemble((printable(item), "bold"), "" if found.matches else f" {known}")
    if found.words:
        yield Text(f"understood of it: {', '.join(printable(word) for word in found.words)}")
    table = grid("entry", "certainty", "found by", "name", "open")
    for match in found.matches:
        name = law.code_name(match.entry)
        certain = "yes" if match.truth.value else "possible"
        table.add_row(
            cell(match.entry),
            Text(certain, "bold" if match.truth.value else "yellow"),
            cell(match.basis.replace("_", " ")),
            cell(f"{name.en} {name.zh}"),
            cell(missing(sorted(match.truth.missing))),
        )
    if found.matches:
        yield table
    for exclusion in found.excluded:
        yield Text(f"not {exclusion.entry}: {printable(exclusion.ruling.says)} ({exclusion.guidance})")


def listing(kind: str, rows: list[Document], day: date) -> list[RenderableType]:
    """Return a list of records of one kind."""
    title = f"{len(rows)} {kind}" + (f", status on {day}" if rows and "status" in rows[0] else "")
    if not rows:
        return [Text(title, "bold")]
    table = grid(*(key.replace("_", " ") for key in rows[0]))
    for row in rows:
        table.add_row(*(_worded(key, value) for key, value in row.items()))
    return [Text(title, "bold"), table]


def _worded(key: str, value: object) -> Text:
    text = str(value)
    return styled(text.replace("_", " "), text) if key == "status" and text in STYLES else cell(text)


def record(kind: str, id_: str, told: object) -> str:
    """Return a record as its file has it: YAML, which is never cut to the width of a screen."""
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=72)
    return "\n".join([f"{kind} {id_}", *(printable(line) for line in text.splitlines())])


def explanation(told: Document) -> list[RenderableType]:
    """Return an explanation, section by section."""
    name = told["name"]
    parts: list[RenderableType] = [
        Text.assemble((f"{told['kind']} {told['id']}", "bold"), f"\n{printable(name['en'])}\n{printable(name['zh'])}")
    ]
    facts = [
        f"{key.replace('_', ' ')}: {_line(value)}"
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
        ("guidance", "Official guidance"),
        ("history", "History"),
        ("announces", "Announces"),
        ("announced", "Announced, no act seen"),
        ("sources", "Sources"),
        ("doubts", "Doubts and notes"),
    ):
        if told.get(key):
            parts.append(Text(f"\n{title}", "bold"))
            parts.extend(_indented(_line(item)) for item in told[key])
    return parts


def _indented(text: str) -> Padding:
    return Padding(Text(text), (0, 0, 0, 2), expand=False)


def _line(value: object) -> str:
    """Return a plain value as one line: a group as its values, a list joined by commas."""
    match value:
        case {"provision": str(pid), "status": str(status), "from": str(first), **rest}:
            through = rest.get("through")
            return f"{first} to {through or '...'}  {pid}  {status.replace('_', ' ')} (by {rest.get('by')})"
        case dict():
            return "  ".join(
                f"{key} {_line(part)}" if key not in _PLAIN_KEYS else _line(part) for key, part in value.items()
            )
        case list():
            return ", ".join(_line(part) for part in value)
        case _:
            return printable(str(value))


_PLAIN_KEYS = frozenset({"id", "text", "url", "ref", "note", "does", "confidence", "number", "what"})


def timeline(law: Register, spans: Iterable[Span]) -> Iterator[RenderableType]:
    """Yield every span, one line each, with the title above the spans of a provision."""
    shown = None
    for span in spans:
        if span.provision != shown:
            shown = span.provision
            yield Text.assemble((span.provision, "bold"), f"  {printable(law.provisions[span.provision].title.en)}")
        through = span.through or "..."
        yield Text.assemble(
            f"  {span.from_} to {through!s:<10}  ",
            (f"{span.status.replace('_', ' '):<9}", STYLES[span.status]),
            f"  by {span.by}",
        )
    if shown is None:
        yield Text("no provision bears on this")


def transitions(found: Iterable[Transition], title: str) -> list[RenderableType]:
    """Return changes of status, one row each."""
    table = grid("on", "provision", "was", "is", "by")
    for item in found:
        longer = item.announced_extension
        table.add_row(
            cell(str(item.on)),
            cell(item.provision),
            styled(item.before.replace("_", " "), item.before) if item.before else cell("not published"),
            styled(item.after.replace("_", " "), item.after),
            cell(item.by + (f" (extension to {longer.through} announced, no act seen)" if longer else "")),
        )
    return [Text(title, "bold"), table if table.row_count else Text("none")]


def status(told: Document) -> list[RenderableType]:
    """Return what the data covers and how old it is."""
    table = grid("", "")
    table.show_header = False
    for key, value in told.items():
        table.add_row(cell(key.replace("_", " ")), cell(_line(value)))
    return [table]
