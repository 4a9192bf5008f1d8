"""A general word alone means every kind of its goods; with other words it is part of another name."""

from __future__ import annotations

from typing import Any

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("batteries", "3A001"),
        ("电池", "3A001"),
        ("electric motors", "9A012.b.2"),
        ("电机", "9A012.b.2"),
        ("电机", "2B902.g.3"),
        ("motors", "2B902.g.3"),
        ("发动机", "9A101.a"),
        ("pumps", "2B231"),
        ("camera", "6A203.a.1"),
        ("steel", "1C216"),
        ("gun", "MIL.1"),
        ("fibre", "1C210.a.1"),
        ("stainless steel vessels", "2B350.g.1"),
        ("pressure vessels", "1B234"),
    ],
)
def test_a_general_word_may_mean_each_kind(store: Law, item: str, entry: str) -> None:
    """The entries of these kinds stay possible."""
    assert lines(store, item)[entry] == "possible"


@pytest.mark.parametrize("item", ["copper", "金属铜", "vanadium", "硅", "microscopes", "lamps"])
def test_no_entry_is_about_any_kind(store: Law, item: str) -> None:
    """The goods are known, and free."""
    assert verdict_of(store, item).exit_code("license_required") == 0


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ("copper grade 1", "copper"),
        ("Copper, Grade A", "copper"),
        ("silicon grade 553", "silicon"),
        ("铜 1号", "铜"),
        ("steel grade 304", "steel"),
        ("钢 3号", "钢"),
        ("gun grade 1", "gun"),
        ("pump, A grade", "pump"),
    ],
)
def test_a_grade_adds_nothing_to_a_general_word(store: Law, item: str, word: str) -> None:
    """The goods are as free, or as open, as without it."""
    assert lines(store, item) == lines(store, word)
    assert verdict_of(store, item).exit_code("license_required") == verdict_of(store, word).exit_code(
        "license_required"
    )


@pytest.mark.parametrize(
    "item",
    [
        *("copper grade W80", "copper grade 1 with gallium", "copper indium grade 1", "copper tungsten grade 1"),
        *("copper reactor grade A", "copper nuclear grade 1", "silicon epi grade A", "silicon detector grade 1"),
        *(
            "TiN grade 1",
            "steel grade C350",
            "copper grade 1 powder",
            "copper grade 1, gallium",
            "glass optical grade 1",
        ),
    ],
)
def test_other_words_and_figures_beside_the_grade_clear_nothing(store: Law, item: str) -> None:
    """They may be those of listed goods."""
    assert verdict_of(store, item).exit_code("license_required") != 0


@pytest.mark.parametrize("item", ["grade 5", "brass grade 2", "cotton grade 2", "wire grade 1", "steel grade C350"])
def test_the_grade_of_other_goods_is_none_of_listed_ones(store: Law, item: str) -> None:
    """Grade 5 may be that of titanium, and of anything."""
    assert {"1C108.b", "1C202.b"}.isdisjoint(lines(store, item))


@pytest.mark.parametrize(
    "item", ["battery charger for phone", "camera tripod", "copper indium gallium selenide", "电机驱动器外壳"]
)
def test_with_other_words_it_is_part_of_another_name(store: Law, item: str) -> None:
    """The word adds no kind of its own."""
    general = {"battery", "camera", "copper", "motor"}
    assert general.isdisjoint(verdict_of(store, item).classification.may_be)


@pytest.mark.parametrize("item", ["salts", "metal salts", "inorganic salts"])
def test_salts_are_not_table_salt(store: Law, item: str) -> None:
    """They may be those of a listed metal."""
    assert verdict_of(store, item).exit_code("license_required") == 3
    assert verdict_of(store, "table salt").exit_code("license_required") == 0


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("TiN", {}),
        ("Ti-N", {}),
        ("computer", {"form": ("software",)}),
        ("iron", {"form": ("magnet",), "contains": ("Nd=30%",)}),
        ("copper", {"form": ("alloy",), "contains": ("Be=40%",)}),
        ("silicon", {"form": ("wafer",), "contains": ("Ge=20%",)}),
        ("lamp", {"hs_code": "8108203010"}),
        ("iron", {"form": ("alloy",), "contains": ("Ni=18%", "Co=9%", "Mo=5%")}),
    ],
)
def test_a_general_word_clears_nothing_else(store: Law, item: str, facts: dict[str, Any]) -> None:
    """Beside other facts of the goods, and in another spelling, it is a word like any other."""
    assert verdict_of(store, item, **facts).exit_code("license_required") == 3


def test_the_other_facts_still_decide(store: Law) -> None:
    """An alloy of 60 % beryllium is 1C230, whatever it is called."""
    assert verdict_of(store, "copper", form=("alloy",), contains=("Be=60%",)).exit_code("license_required") == 1


@pytest.mark.parametrize(("item", "code"), [("battery", "850710"), ("电脑", "847130"), ("motor", "850110")])
def test_a_customs_code_says_which_kind_it_is(store: Law, item: str, code: str) -> None:
    """The heading of ordinary goods decides, as beside any word."""
    assert verdict_of(store, item, hs_code=code).exit_code("license_required") == 0
