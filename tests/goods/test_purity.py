"""A purity may be written in nines, as the trade writes it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from exportctl import InputError, check
from exportctl.api import Law


@pytest.mark.parametrize(
    ("written", "percent"), [("2N", "99"), ("3N", "99.9"), ("6N", "99.9999"), ("4N5", "99.995"), ("99.5%", "99.5")]
)
def test_nines_are_counted(store: Law, written: str, percent: str) -> None:
    """4N5 is four nines and a five."""
    verdict = check(item="gallium", to="US", on="2025-12-01", param=f"purity={written}", law=store)
    assert dict(verdict.facts.goods.params) == {"purity": Decimal(percent)}


def test_a_number_without_its_sign_is_no_share(store: Law) -> None:
    """5 could be five percent or five parts of one; only a table of holdings has a column for percentages."""
    with pytest.raises(InputError, match="contains: '5' is not a percentage; write it like 12%"):
        check(item="SmCo magnet", on="2025-12-01", law=store, contains="Dy=5")


@pytest.mark.parametrize("item", ["trimethylantimony 5N", "三甲基锑 纯度99.999%", "stibine 5N"])
def test_a_purity_to_exceed_is_stated_as_the_least_one(store: Law, item: str) -> None:
    """A purity above 99.999 % is sold as 5N, too."""
    assert check(item=item, to="DE", on="2026-10-10", law=store).decision == "undecided"
    assert check(item="trimethylantimony 4N8", to="DE", on="2026-10-10", law=store).decision == "no_control_found"


def test_a_figure_in_another_unit_keeps_its_digits(store: Law) -> None:
    """Fifteen of them, without the residue of a conversion factor."""
    verdict = check(item="tungsten", to="US", on="2025-12-01", param="density=1234.56789012345 kg/m3", law=store)
    assert dict(verdict.facts.goods.params) == {"density": Decimal("1.23456789012345")}


@pytest.mark.parametrize(("written", "percent"), [("9 ppm", "0.0009"), ("500ppm", "0.05"), ("20 ppb", "0.000002")])
def test_a_trace_may_be_written_in_parts(store: Law, written: str, percent: str) -> None:
    """The boron of nuclear graphite is stated in ppm."""
    verdict = check(item="graphite", to="KR", on="2025-12-01", contains=f"B={written}", law=store)
    assert dict(verdict.facts.goods.composition.shares) == {"B": Decimal(percent)}


@pytest.mark.parametrize(("name", "number"), [("dielectric_constant", "5.9"), ("coordinated_axes", "5")])
def test_ratios_and_counts_need_no_unit(store: Law, name: str, number: str) -> None:
    """A ratio, and a count."""
    verdict = check(item="ceramic", on="2025-12-01", param=f"{name}={number}", law=store)
    assert dict(verdict.facts.goods.params) == {name: Decimal(number)}
