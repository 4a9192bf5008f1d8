"""Substances that a text excludes are absent, and names that only follow them are not."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, read, verdict_of


def test_an_excluded_substance_is_absent(store: Law) -> None:
    """A magnet without dysprosium is not surely one with it."""
    item = "dysprosium-free NdFeB magnets"
    assert read(store, item)[0] == ("dysprosium-free", "absent")
    assert "yes" not in lines(store, item).values()
    assert lines(store, "NdFeB magnets with dysprosium")["1C905.a.4"] == "yes"


@pytest.mark.parametrize(
    ("item", "at", "words"),
    [
        ("NdFeB magnets without dysprosium", 1, "without dysprosium"),
        ("without wibble gallium metal 7N", 0, "without wibble"),
    ],
)
def test_absent_substances_are_read_with_the_word_of_absence(store: Law, item: str, at: int, words: str) -> None:
    """Known or unknown, it has no other meaning."""
    assert read(store, item)[at] == (words, "absent")
    assert sum(as_ == "name" for _, as_ in read(store, item)) == 1


@pytest.mark.parametrize(
    "item",
    [
        "NdFeB magnets free of dysprosium and terbium",
        "NdFeB magnets (without dysprosium or terbium)",
        "NdFeB magnets not containing dysprosium",
        "NdFeB magnets, contains no dysprosium",
        "不含镝、铽的钕铁硼磁体",
        "钕铁硼磁体（不含镝和铽）",
    ],
)
def test_goods_may_be_without_several_things(store: Law, item: str) -> None:
    """A substance that is joined to an absent one is absent too."""
    assert set(lines(store, item)) == {"1C904.a.4", "1C905.a.4", "1C909.a.4"}
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    "item",
    [
        "tungsten wire free of cobalt and gallium metal 7N",
        "cotton T-shirts without germanium and gallium",
        "NdFeB magnets without dysprosium, gallium metal",
        "NdFeB magnets without dysprosium and gallium metal 7N",
    ],
)
def test_goods_after_an_absent_substance_are_present(store: Law, item: str) -> None:
    """Where they can be goods of their own, or nothing else of the list is named."""
    assert "3C001.a" in lines(store, item)
    assert exit_code(verdict_of(store, item)) != 0


@pytest.mark.parametrize(
    "goods",
    [
        "gallium free of arsenic",
        "gallium free of charge",
        "gallium free from lead",
        "gallium free samples",
        "gallium free on board",
    ],
)
@pytest.mark.parametrize("beside", ["", "cotton T-shirts, ", "cotton T-shirts and ", "headphones with "])
def test_goods_that_are_free_of_something_else_are_there(store: Law, beside: str, goods: str) -> None:
    """Gallium that is given away, or sold pure, is gallium; with ordinary goods it is not cleared."""
    assert "3C001.a" in lines(store, beside + goods)
    assert exit_code(verdict_of(store, beside + goods)) != 0
    assert not any(words.startswith("gallium") and as_ == "absent" for words, as_ in read(store, beside + goods))


@pytest.mark.parametrize(
    "item", ["dysprosium free NdFeB magnets", "NdFeB magnets, dysprosium free", "NdFeB magnets (dysprosium-free)"]
)
def test_free_after_a_name_means_its_absence(store: Law, item: str) -> None:
    """With a hyphen, before the name of the goods, or where nothing follows."""
    assert [words for words, as_ in read(store, item) if as_ == "absent"] in (["dysprosium free"], ["dysprosium-free"])


@pytest.mark.parametrize("item", ["钕铁硼磁铁 不含镝铽", "钕铁硼磁铁 不含镝、铽", "钕铁硼磁铁 不含镝铽 圆片"])
def test_one_word_may_name_several_absent_substances(store: Law, item: str) -> None:
    """镝铽 are both, with or without a mark between them."""
    assert "yes" not in lines(store, item).values()
