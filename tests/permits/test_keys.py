"""The key of an item never replaces the goods that it names: gallium stays gallium, whatever a file contains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.files.program import rows_of
from tests.permits.program import CIVIL, check, configure
from tests.permits.test_items import HEAD

NAMES = (
    *("gallium", "Gallium", "镓", "Ga", "7440-55-3", "3C001.a", "3C001", "3C001a", "8112929010", "8112.92"),
    *(
        "gallium ingots 4N, 10 kg",
        "neodymium magnet",
        "artificial graphite",
        "GaAs wafer 4 inch",
        "ga\u200bllium",
        "helium",
        "1,2-Dichloroethane, 99.99 %, 25 kg drum",
        "Supply of 1,2-二氯乙烷 (sample)",
        "Dy₂O₃ 99.99%",
        "lot KCN",
    ),
)
"""Names, formulae and codes of goods that lists or acts name, and descriptions that hold one."""
DECIDED = ",,none,,,,K. Weber,2026-06-30,,r"


def items(*rows: str) -> None:
    """Write a file of items, and a configuration that names it."""
    configure('items = "items.csv"')
    Path("items.csv").write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")


def answer_about(item: str) -> str:
    """Return a question that differs in its item only."""
    return f"'{item}' --to US --on 2026-07-01 {CIVIL}"


@pytest.mark.parametrize("decided", [",,,,,,,,,", DECIDED])
@pytest.mark.parametrize("key", NAMES)
def test_a_key_that_names_goods_is_not_replaced(key: str, decided: str) -> None:
    """`check`, `classify` and `screen` refuse the item, with its line and any author; none of them is cleared."""
    items(f'"{key}",cotton T-shirts{decided}')
    for answer in (check(answer_about(key)), ask("classify", key, "--on", "2026-07-01")):
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith("exportctl: items.csv:2: ")
        assert "is itself a name of goods" in answer.err
    Path("in.csv").write_text(f'item,to\n"{key}",US\ncotton T-shirts,DE\n', encoding="utf-8")
    assert ask("screen", "in.csv", "-o", "out.csv", "--on", "2026-07-01").code == 2
    (rejected,) = rows_of(Path("out.rejects.csv"))
    assert rejected["reason"].startswith("items.csv:2: ")


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (",artificial graphite,,,,,density=1.0 g/cm3,,,,", "artificial graphite"),
        (",neodymium magnet,,,,Dy=0%;Tb=0%;Sm=0%;Gd=0%,,,,,", "neodymium magnet"),
        ("gallium,,640399,,,,,,,,", "gallium"),
    ],
)
def test_facts_without_an_author_change_no_name(row: str, key: str) -> None:
    """A file may describe goods under its own number; under a name, only with the author and the day of the decision."""
    alone = check(answer_about(key)).code
    items(row)
    answer = check(answer_about(key))
    assert answer.code in {2, alone}
    assert answer.code != 0


def test_a_misspelt_name_without_a_decision_is_not_replaced() -> None:
    """An item in a file could otherwise clear goods that are misspelt in an invoice."""
    items("galium metal,cotton T-shirts,,,,,,,,,")
    answer = check(answer_about("galium metal"))
    assert (answer.code, "is itself a name of goods (gallium)" in answer.err) == (2, True)


def test_a_decision_about_a_name_has_an_author_and_a_day() -> None:
    """A review without numbers uses its descriptions; sure matches remain."""
    items(",artificial graphite,,none,,,,K. Weber,2026-06-30,,", ",gallium,,none,,,,K. Weber,2026-06-30,,")
    assert check(answer_about("artificial graphite")).code == 0
    assert check(answer_about("gallium")).code == 1


@pytest.mark.parametrize(
    ("row", "key", "code"),
    [
        ("G-1,cotton T-shirts,,,,,,,,,", "G-1", 0),
        ("MAG-45,cotton T-shirts,,,,,,,,,", "MAG-45", 0),
        ("AB 7075 X,cotton T-shirts,,,,,,,,,", "AB 7075 X", 0),
        ("100234,cotton T-shirts,,,,,,,,,", "100234", 0),
        ("gallium,gallium ingots,,,,,,,,,", "gallium", 1),
        ("8112929010,gallium ingots,,3C001.a,,,,K. Weber,2026-06-30,,", "8112929010", 1),
        ("N52,NdFeB magnet N52,,none,magnet,Dy=0%;Tb=0%;Ho=0%,,K. Weber,2026-06-30,,", "N52", 0),
        ("copper,gallium ingots,,3C001.a,,,,K. Weber,2026-06-30,,", "G", 3),
    ],
)
def test_a_number_of_the_company_means_the_row_of_its_file(row: str, key: str, code: int) -> None:
    """A number that names no goods, or the goods of the item, is read as before."""
    items(row)
    assert check(answer_about(key)).code == code
