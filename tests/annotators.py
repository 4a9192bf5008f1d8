"""`make golden` writes the table of annotators into docs/reasoning.md: what reads a text, in which order, and what each marks."""

from __future__ import annotations

import inspect
from pathlib import Path

from exportctl.goods.pipeline import ANNOTATORS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reasoning.md"
BEGIN, END = "<!-- annotators: make golden -->\n", "<!-- end of annotators -->\n"


def table() -> str:
    """Return the table, a row for each annotator in its order."""
    rows = [
        f"| {number} | `{item.name}` | {_purpose(item.run)} | {', '.join(item.writes)} |"
        for number, item in enumerate(ANNOTATORS, 1)
    ]
    return "\n".join(["| | rule | what it marks | labels |", "|---|---|---|---|", *rows, ""])


def page(text: str) -> str:
    """Return the page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{behind}"


def _purpose(function: object) -> str:
    """Return the first sentence of a function's docstring, as the cell of a table."""
    first = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    words = first.removeprefix("Yield ").removeprefix("Point to ")
    return words[:1].upper() + words[1:]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
