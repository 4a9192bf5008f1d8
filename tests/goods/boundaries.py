"""For each figure of the list, a value just inside and one just outside, and their outcomes, derived from the files alone."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Tree = Mapping[str, Any]
Facts = dict[str, str]
"""The stated facts: a value as written, by the name of a property or the symbol of an element."""
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
OFFICIAL = {"official-text-seen", "official-excerpt-seen"}
UNCOUNTED = {"inferred", "general-knowledge"}
WHOLE = 100


class Boundary(NamedTuple):
    """A figure of an entry, the facts on one side of it, and their outcome for the entry: yes, open or no."""

    entry: str
    figure: Tree
    side: str
    facts: Facts
    expected: str


class Line(NamedTuple):
    """An entry as its file has it, and the sources that its figures rest on where they cite none."""

    code: str
    criteria: Tree | None
    unless: Tree | None
    sources: list[Any]


def lines(data: Path) -> list[Line]:
    """Return every entry that has a figure."""
    cases = []
    for path in sorted((data / "entries").glob("*.yaml")):
        file = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        for entry in file["entries"]:
            line = Line(
                entry["code"], entry.get("criteria"), entry.get("unless"), entry.get("sources") or file["sources"]
            )
            if [*figures(line.criteria), *figures(line.unless)]:
                cases.append(line)
    return cases


def figures(tree: Tree | None) -> Iterator[Tree]:
    """Yield the figures of a tree of criteria."""
    if tree is None:
        return
    for part in (*tree.get("all", ()), *tree.get("any", ())):
        yield from figures(part)
    if "op" in tree:
        yield tree


class Book:
    """The sources by their ids, which distinguish corroborated figures from leads."""

    def __init__(self, data: Path) -> None:
        texts = [file.read_text(encoding="utf-8") for file in (data / "sources").glob("*.yaml")]
        self.sources = {item["id"]: item for text in texts for item in yaml.load(text, Loader=LOADER)}

    def is_lead(self, figure: Tree, line: Line) -> bool:
        """Whether a figure has neither an official source nor two that are independent."""
        cited = [item if isinstance(item, dict) else {"source": item} for item in figure.get("sources") or line.sources]
        whole = [{**self.sources.get(item.get("source", ""), {}), **item} for item in cited]
        counted = [item for item in whole if item["confidence"] not in UNCOUNTED]
        origins = {item.get("same_as") or item.get("source") or item.get("url") or item.get("ref") for item in counted}
        return len(origins) < 2 and not any(item["confidence"] in OFFICIAL for item in counted)

    def boundaries(self, line: Line) -> Iterator[Boundary]:
        """Yield both sides of each figure of an entry, with the facts that make the entry depend on it."""
        for figure in figures(line.criteria):
            for side, value in sides(figure):
                facts = {**hinging(line.criteria, figure), name_of(figure): value}
                yield Boundary(line.code, figure, side, facts, self.outcome(line, facts))
        for figure in figures(line.unless):
            for side, value in sides(figure):
                facts = {**hinging(line.unless, figure), name_of(figure): value}
                yield Boundary(line.code, figure, side, facts, self.outcome(line, facts))

    def outcome(self, line: Line, facts: Facts) -> str:
        """The stated facts make goods with the name of an entry match it, leave that open, or exclude them from it."""
        if line.unless is not None and self.truth(line.unless, line, facts, excludes=True) is True:
            return "no"
        truth = True if line.criteria is None else self.truth(line.criteria, line, facts, excludes=False)
        return {True: "yes", False: "no", None: "open"}[truth]

    def truth(self, tree: Tree, line: Line, facts: Facts, *, excludes: bool) -> bool | None:
        """Whether a tree is met: True, False, or None if that is open; metal as an alternative to a missed share does not count."""
        for key, decides in (("all", False), ("any", True)):
            if key in tree:
                truths = [(part, self.truth(part, line, facts, excludes=excludes)) for part in tree[key]]
                missed = key == "any" and any("element" in part and met is False for part, met in truths)
                parts = [met for part, met in truths if not (missed and part.get("form") == ["metal"])]
                return decides if decides in parts else None if None in parts else not decides
        if "op" not in tree or name_of(tree) not in facts:
            return None
        met = meets(facts[name_of(tree)], tree)
        if self.is_lead(tree, line):
            return met if met and not excludes else None
        return met


def name_of(figure: Tree) -> str:
    """Return the property or the element that a figure is of."""
    return str(figure.get("parameter") or figure["element"])


def sides(figure: Tree) -> Iterator[tuple[str, str]]:
    """Yield a value just inside and one just outside; a side that no share can have is left out."""
    if "values" in figure:
        yield "inside", figure["values"][0]
        yield "outside", str(Decimal(figure["values"][0]) + step(figure["values"][0]))
        return
    value, by = Decimal(figure["value"]), step(figure["value"])
    up = figure["op"].startswith(">")
    inside = value if "=" in figure["op"] else value + by if up else value - by
    outside = (
        value + by if figure["op"] == "=" else value if "=" not in figure["op"] else value - by if up else value + by
    )
    for side, number in (("inside", inside), ("outside", outside)):
        if figure["unit"] == "%" and not 0 <= number <= WHOLE:
            continue
        yield side, grown(number, figure, more=side == "outside") if "per" in figure else f"{number:f}"


def grown(base: Decimal, figure: Tree, *, more: bool) -> str:
    """Return a value that grows as the bound does, or by as much more or less that it misses it, too."""
    divisor = Decimal(figure["per"]["divisor"])
    if more:
        divisor = divisor / 2 if figure["op"].startswith("<") else divisor * 2
    return f"({base:f}+L/{divisor:f})"


def step(value: str) -> Decimal:
    """Return a tenth of the last digit of a number."""
    return Decimal(1).scaleb(int(Decimal(value).as_tuple().exponent) - 1)


def meets(written: str, figure: Tree) -> bool:
    """Whether a value meets a figure; of one that grows the base decides, because the growth is drawn on the same side."""
    base = Decimal(written.strip("()").partition("+")[0])
    if "values" in figure:
        return base in [Decimal(each) for each in figure["values"]]
    return COMPARED[figure["op"]](base, Decimal(figure["value"]))


def hinging(tree: Tree | None, figure: Tree) -> Facts:
    """Return the facts that make a tree depend on a figure: its other parts are met in an "all", and missed in an "any"."""
    facts: Facts = {}
    for key, side in (("all", "inside"), ("any", "outside")):
        for part in (tree or {}).get(key, ()):
            if part is figure or figure in figures(part):
                facts = {**facts, **hinging(part, figure)}
            else:
                facts = {**{name_of(each): dict(sides(each)).get(side, "0") for each in figures(part)}, **facts}
    return facts
