"""An answer without a control names the Chinese rules of another kind on just these goods, and what a listing does not reach."""

from __future__ import annotations

from tests.cli.program import table

DAY = "--on 2026-11-30"


def test_chinese_rules_on_the_goods_are_named() -> None:
    """An officer would ship antimony oxide below the purity of the list, but its export needs a licence of another kind."""
    words = table(f"'antimony trioxide powder 99.8%' --to US {DAY}").words
    assert "Other rules only the state-trading enterprises" in words
    assert "No. 89/2025" in words
    assert "other regimes (2)" in words


def test_an_export_licence_for_cars_and_metals_is_named() -> None:
    """Neither is on a list of dual-use items."""
    for goods in ("'battery electric passenger car'", "8703801090", "纯电动乘用车"):
        assert "[No. 54/2025]" in table(f"{goods} --to DE {DAY}").words
    assert "[No. 89/2025]" in table(f"'cobalt metal' --to DE {DAY}").words


def test_rules_on_all_goods_are_counted() -> None:
    """Duties and fees of the United States concern any goods."""
    words = table(f"laptop --to US {DAY}").words
    assert "Other rules" not in words
    assert "other regimes (2)" in words


def test_a_licence_comes_before_other_rules() -> None:
    """With a control, what to do is about that."""
    assert "Other rules" not in table(f"'antimony trioxide 99.99%' --to DE {DAY}").words


def test_a_listing_that_reaches_other_goods_says_so() -> None:
    """The control list reaches dual-use items only."""
    words = table(f"laptop --to DE --party end-user=Hensoldt {DAY}").words
    assert "No. 20/2026, in force; its measures do not reach these goods" in words
    words = table(f"gallium --to DE --party end-user=Hensoldt {DAY}").words
    assert "do not reach" not in words
