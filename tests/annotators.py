"""`make golden` writes two tables into docs/reasoning.md: the annotators in their order, and the rules of reading that are data."""

from __future__ import annotations

import inspect
from pathlib import Path

from exportctl.goods.pipeline import ANNOTATORS
from exportctl.law.vocabulary import Rule
from exportctl.store.shapes import shape
from exportctl.store.yamldoc import read

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reasoning.md"
BEGIN, END = "<!-- annotators: make golden -->\n", "<!-- end of annotators -->\n"
RULES = "Some annotators run rules that are data (`data/vocabulary/patterns.yaml`); `--trace` then prints the id of the rule:"


def rules() -> list[Rule]:
    """Return the rules of reading of the project's own data, in the order of the file."""
    document, _ = read(ROOT / "data", "vocabulary/patterns.yaml")
    assert document
    assert isinstance(document.tree, list)
    records = [shape(document, Rule, (index,))[0] for index in range(len(document.tree))]
    return [record for record in records if record]


def table() -> str:
    """Return the table, a row for each annotator in its order."""
    rows = [
        f"| {number} | `{item.name}` | {_purpose(item.run)} | {', '.join(item.writes)} |"
        for number, item in enumerate(ANNOTATORS, 1)
    ]
    return "\n".join(["| | annotator | what it marks | labels |", "|---|---|---|---|", *rows, ""])


def table_of_rules() -> str:
    """Return the table of rules, each with an example in which the words that it marks are bold."""
    rows = [
        f"| `{rule.id}` | `{rule.at}` | {rule.why} | {rule.yes[0].text.replace(rule.yes[0].words, f'**{rule.yes[0].words}**')} |"
        for rule in rules()
    ]
    return "\n".join(["| rule | annotator | why | example |", "|---|---|---|---|", *rows, ""])


def page(text: str) -> str:
    """Return the page with the tables as they are now."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{RULES}\n\n{table_of_rules()}\n{END}{behind}"


def _purpose(function: object) -> str:
    """Return the first sentence of a function's docstring, as the cell of a table."""
    first = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    words = first.removeprefix("Yield ").removeprefix("Point to ")
    return words[:1].upper() + words[1:]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
