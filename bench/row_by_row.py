"""Decisions row by row: a plain loop over check(), and a decision table in zen-engine, compared with screen() on rows of the same kind.

The table has every rule of the data whose conditions are goods and a destination only, for the days on which it is in force, strictest
first. It has no missing facts, parties, end uses, readings or later changes. Each row has the class of its goods and its day as
numbers, so zen-engine need not read goods, names and dates.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import itertools
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from typing import Any, NamedTuple

import pyarrow as pa

from bench.shipments import shipments
from exportctl.api import check, load_law, screen
from exportctl.engine.index import Index
from exportctl.facts.goods import goods_of
from exportctl.facts.transaction import Transaction
from exportctl.goods.classify import classify
from exportctl.law.logic import YES
from exportctl.law.model import Condition
from exportctl.law.register import Register
from exportctl.law.scale import STRICTNESS, Decision, Effect
from exportctl.law.status import LawAsOf
from exportctl.store.compiled import Store

ROWS, SAMPLE = 5_000_000, 20_000
Row = dict[str, Any]


class Line(NamedTuple):
    """A line of the decision table: classes of goods, destinations (none: any), first and last day, and the effect."""

    goods: tuple[str, ...]
    to: tuple[str, ...]
    first: date
    last: date
    effect: Effect


def classes(law: Register) -> dict[str, int]:
    """Return the class of each entry of the list: entries that no rule distinguishes are one class."""
    index, numbers = Index(law), dict[object, int]()
    return {
        line: numbers.setdefault(frozenset(index.terms.phrases_meaning(line).items()), len(numbers))
        for line in law.entries
    }


def table(law: Register, class_of: dict[str, int]) -> Iterator[Line]:
    """Yield the lines of the decision table."""
    known, index = LawAsOf(law), Index(law)
    for provision, rules in law.rules.items():
        days = [span for span in known.spans(provision) if span.status == "in_force"]
        for rule in rules if law.provisions[provision].binds == "exporters-at-home" else ():
            condition = rule.when
            if (
                not isinstance(condition.goods, tuple)
                or condition != Condition(goods=condition.goods, to=condition.to)
                or rule.unless
            ):
                continue
            meant = {
                class_of[line] for line in law.entries if index.terms.phrases_meaning(line).get(condition.goods) is YES
            }
            goods = tuple(map(str, sorted(meant)))
            for span in days if goods else ():
                yield Line(goods, condition.to or (), span.from_, span.through or date.max, rule.effect)


def decision(lines: list[Line]) -> Row:
    """Return the table in the format of zen-engine."""
    columns = [{"id": name, "name": name, "type": "expression", "field": name} for name in ("goods", "to", "on")]
    cells = [
        {
            "_id": str(number),
            "goods": ", ".join(line.goods),
            "to": ", ".join(f'"{place}"' for place in line.to),
            "on": f"[{line.first.toordinal()}..{line.last.toordinal()}]",
            "effect": f'"{line.effect}"',
        }
        for number, line in enumerate(sorted(lines, key=lambda line: -STRICTNESS[line.effect]))
    ]
    cells.append({"_id": "else", "goods": "", "to": "", "on": "", "effect": '"no_control_found"'})
    effect = {"id": "effect", "name": "effect", "type": "expression", "field": "effect"}
    content = {"hitPolicy": "first", "inputs": columns, "outputs": [effect], "rules": cells}
    kinds = ("inputNode", "decisionTableNode", "outputNode")
    nodes: list[Row] = [{"id": kind, "name": kind, "type": kind, "position": {"x": 0, "y": 0}} for kind in kinds]
    nodes[1]["content"] = content
    edges = [
        {"id": first, "type": "edge", "sourceId": first, "targetId": then} for first, then in itertools.pairwise(kinds)
    ]
    return {"nodes": nodes, "edges": edges}


def facts(store: Store, rows: list[Row], class_of: dict[str, int]) -> list[Row]:
    """Return the facts for zen-engine: the class of the goods (-1: no sure entry), the place, and the day as a number."""
    class_by_item = {}
    for item in {row["item"] for row in rows}:
        goods = goods_of(store.law, Transaction(item=item, on=date.min), store)
        sure = [match.entry for match in classify(store.law, goods).matches if match.truth is YES]
        class_by_item[item] = class_of[sure[0]] if sure else -1
    return [{"goods": class_by_item[row["item"]], "to": row["to"], "on": row["on"].toordinal()} for row in rows]


def rate(work: Callable[[], object], count: int) -> float:
    """Return the rows per second of some work."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the rates, and the factor by which screen() is faster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows for screen() (default %(default)s)")
    count = parser.parse_args().rows
    store = load_law()
    rows = pa.Table.from_batches(shipments(store, count))
    sample: list[Row] = rows.slice(0, SAMPLE).to_pylist()
    transactions = [Transaction(item=row["item"], on=row["on"], to=row["to"], party=(row["party"],)) for row in sample]
    decided: list[Decision] = []
    whole = rate(lambda: screen(rows, store), count)
    loop = rate(lambda: decided.extend(check(each, store).decision for each in transactions), len(transactions))
    print(f"row by row, {len(sample)} rows for the loops, {count} for screen(), one process")
    print(f"  screen()              {whole:10.0f} rows a second")
    print(f"  a loop over check()   {loop:10.0f} rows a second, screen() is {whole / loop:6.1f} times as fast")
    if importlib.util.find_spec("zen") is None:
        print("  zen-engine is not installed: python -m pip install zen-engine")
        return
    zen: Any = importlib.import_module("zen")
    class_of = classes(store.law)
    lines = list(table(store.law, class_of))
    ready = facts(store, sample, class_of)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": decision(lines)}}})  # its fastest way
    effects: list[str] = []
    engine.evaluate("table", ready[0])  # the first compiles the table
    zens = rate(
        lambda: effects.extend(engine.evaluate("table", each)["result"]["effect"] for each in ready), len(ready)
    )
    alike = sum(one == other for one, other in zip(effects, decided, strict=True))
    listed = sum(word not in {"no_control_found", "undecided"} for word in decided)
    print(
        f"  zen-engine {version('zen-engine'):10} {zens:10.0f} rows a second, screen() is {whole / zens:6.1f} times as fast"
    )
    print(
        f"  its table has {len(lines)} lines; {alike} of {len(effects)} decisions are check's, which finds {listed} under control"
    )


if __name__ == "__main__":
    main()
