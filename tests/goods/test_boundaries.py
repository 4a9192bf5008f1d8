"""Each figure of the list decides at its exact value: one value just inside and one just outside, through the public interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import Transaction, classify
from exportctl.api import Law
from tests.goods.answers import DAY
from tests.goods.boundaries import Book, Boundary, Line, figures, lines
from tests.memory import Memory, Pools

DATA = Path(__file__).parents[2] / "data"
LINES = lines(DATA)
BOOK = Book(DATA)

pytestmark = pytest.mark.xdist_group("boundaries")  # one law of named goods is enough


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, memory: Memory, pools: Pools) -> Law:
    """The law, in which goods of each entry with figures have a name of their own, so that nothing but figures decides."""
    folder = tmp_path_factory.mktemp("named")
    file = folder / "vocabulary" / "materials" / "named.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("".join(map(_material, LINES)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        memory.patch(patch)
        pools.patch(patch)
        return Law(DATA, folder)


def _material(line: Line) -> str:
    words = f"{{en: [{goods(line.code)}], zh: [{line.code} 货物]}}"
    return f"- {{id: {_id(line.code)}, names: {words}, confidence: inferred, entries: [{line.code}]}}\n"


def _id(code: str) -> str:
    return "goods_of_" + code.lower().replace(".", "_").replace("-", "_")


def goods(code: str) -> str:
    """Return the name of goods of an entry in these tests."""
    return f"goods of {code}"


def answer(law: Law, case: Boundary) -> str:
    """Return the answer of the program about goods of an entry: yes, open or no."""
    units = {name: parameter.unit for name, parameter in law.law.parameters.items()}
    param = tuple(f"{name}={value} {units[name]}" for name, value in case.facts.items() if name in units)
    contains = tuple(f"{name}={value}%" for name, value in case.facts.items() if name not in units)
    transaction = Transaction(item=goods(case.entry), on=DAY, param=param, contains=contains)
    matches = {match["entry"]: match["certainty"] for match in classify(transaction, law).to_dict()["matches"]}
    return {"yes": "yes", "possible": "open"}.get(matches.get(case.entry, ""), "no")


@pytest.mark.parametrize("line", LINES, ids=[line.code for line in LINES])
def test_a_figure_decides_at_its_very_value(named: Law, line: Line) -> None:
    """Just inside, the goods match or may match; just outside, they do not, or stay open if only one source has the figure."""
    cases = list(BOOK.boundaries(line))
    assert {case.side for case in cases} == {"inside", "outside"}
    answers = [(case.figure, case.side, case.facts, answer(named, case)) for case in cases]
    assert answers == [(case.figure, case.side, case.facts, case.expected) for case in cases]


def test_most_entries_hinge_on_their_figures() -> None:
    """Goods outside a corroborated figure are outside the entry, unless other facts could still make them match."""
    cases = [case for line in LINES for case in BOOK.boundaries(line)]
    outside = [case for case in cases if case.side == "outside" and case.figure in _of_criteria(case.entry)]
    assert len(cases) >= 2 * len(LINES)
    assert sum(case.expected == "no" for case in outside) > len(outside) / 2


def _of_criteria(code: str) -> list[object]:
    return [figure for line in LINES if line.code == code for figure in figures(line.criteria)]
