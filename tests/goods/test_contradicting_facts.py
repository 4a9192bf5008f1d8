"""A stated fact that contradicts the words of the goods does not make them freer: one of the two is wrong, and it is unknown which."""

from __future__ import annotations

from typing import Any

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of

FREE = 0


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("ammonium paratungstate", {"form": "software"}),
        ("vacuum pump", {"form": "software"}),
        ("carbon fibre", {"form": "software"}),
        ("NdFeB magnet", {"contains": ("SiO2=100%",)}),
        ("Samarium-cobalt permanent magnet material", {"form": "phosphor"}),
        ("TECH.firewall", {"form": "software"}),
        ("TECH.050901J", {"form": "metal"}),
    ],
)
def test_a_form_or_a_content_that_contradicts_the_name_clears_nothing(
    store: Law, item: str, facts: dict[str, Any]
) -> None:
    """The words name a thing, an element or an entry that the option denies."""
    assert exit_code(verdict_of(store, item, **facts)) != FREE


def test_software_that_the_words_name_is_software(store: Law) -> None:
    """The list has technology for lithium-ion batteries, and no software."""
    assert exit_code(verdict_of(store, "lithium-ion battery software", form="software")) == FREE


@pytest.mark.parametrize(
    ("item", "facts", "entry"),
    [
        ("antimony oxide 99.999 %", {"param": ("purity=99%",)}, "3C003.c"),
        ("氧化锑 99.999%", {"param": ("purity=99%",)}, "3C003.c"),
        ("nickel powder 99.9 % 5 um", {"param": ("mean_particle_size=20 um",)}, "1C240.a"),
        ("nickel powder 99.9 % 5 um", {"contains": ("Ni=98%",)}, "1C240.a"),
        (
            "Gas centrifuge rotor tube, diameter of a centrifuge rotor or of a part of it 75 mm",
            {"param": ("rotor_diameter=37 mm",)},
            "NUC.39",
        ),
        ("antimony trioxide 99.995% min", {"param": ("purity=99.6%",)}, "3C003.c"),
        ("hafnium alloy 65% Hf", {"contains": ("Hf=55%",)}, "1C231"),
        ("hafnium alloy 61-65% Hf", {"contains": ("Hf=55%",)}, "1C231"),
        ("beryllium alloy Be 62%", {"contains": ("Be=38%", "Al=62%")}, "1C230"),
        ("NdFeB magnet, Dy 2%", {"contains": ("Nd=30%", "Fe=69%", "B=1%")}, "1C905.a.4"),
        ("NdFeB magnet, Dy 2%", {"contains": ("Dy=0%",)}, "1C905.a.4"),
        ("钕铁硼磁体，含镝2%", {"contains": ("Nd=30%", "Fe=69%", "B=1%")}, "1C905.a.4"),
        ("aluminium alloy, Sc 2%", {"contains": ("Al=98%", "Mg=2%")}, "1C907.a.2.a"),
    ],
)
def test_a_figure_of_the_words_counts_beside_an_option(
    store: Law, item: str, facts: dict[str, Any], entry: str
) -> None:
    """The words meet the entry, and the option misses it."""
    assert entry in lines(store, item, **facts)
    assert exit_code(verdict_of(store, item, **facts)) != FREE


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("antimony oxide 99.5 %", {"param": ("purity=99%",)}),
        ("antimony trioxide 99.5% min", {"param": ("purity=99.6%",)}),
        ("hafnium alloy 50-65% Hf", {"contains": ("Hf=55.2%",)}),
        ("hafnium alloy >50% Hf", {"contains": ("Hf=55.2%",)}),
        ("nickel powder 98% 5 um", {"contains": ("Ni=98.2%",)}),
        ("nickel powder 5 um", {"contains": ("Ni=50%",)}),
        ("NdFeB magnet, Nd 30%", {"contains": ("Nd=30%", "Fe=69%", "B=1%")}),
        ("beryllium copper alloy, Be 2%", {"contains": ("Be=1.9%", "Cu=98.1%")}),
    ],
)
def test_an_option_that_settles_the_words_decides(store: Law, item: str, facts: dict[str, Any]) -> None:
    """Both miss the entry, or the option is in the range of the words."""
    assert exit_code(verdict_of(store, item, **facts)) == FREE


@pytest.mark.parametrize(
    ("item", "share", "entry"),
    [
        ("nickel powder 5 um", "Ni=0.999%", "1C240.a"),
        ("镍粉 5um", "Ni=0.999%", "1C240.a"),
        ("hafnium alloy", "Hf=0.65%", "1C231"),
    ],
)
def test_next_to_nothing_of_the_named_element_excludes_no_entry(store: Law, item: str, share: str, entry: str) -> None:
    """A share of 0.999 % in goods that are named nickel may be meant as a fraction."""
    assert lines(store, item, contains=(share,)).get(entry) == "possible"


@pytest.mark.parametrize(
    ("item", "form", "entry"),
    [
        ("Software for developing, producing or using the moulds of 0B901", "component", "0D901"),
        ("Software specially designed for 2B117", "finished-product", "2D101"),
        ("Fine nickel powder of high purity", "target", "1C240.a"),
        ("Antimony hydrides of more than 99.999 % purity", "oxide", "3C003.e"),
    ],
)
def test_a_contradicting_form_excludes_no_entry_whose_title_is_the_text(
    store: Law, item: str, form: str, entry: str
) -> None:
    """Goods with the title of an entry have no usual form that could contradict the stated one."""
    assert lines(store, item, form=(form,)).get(entry) == "possible"


@pytest.mark.parametrize("product", ["motor rotor with NdFeB magnet", "magnetic phone case", "headphones"])
def test_guidance_on_a_product_covers_no_other_elements(store: Law, product: str) -> None:
    """The answers about No. 18/2025 exclude products with dysprosium; none is about holmium, which No. 57/2025 controls."""
    assert verdict_of(store, product, contains=("Dy=1%",)).decision == "no_control_found"
    for code in (None, "392690"):
        assert verdict_of(store, product, contains=("Ho=1%",), hs_code=code).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "form"),
    [
        ("gallium", "software"),
        ("germanium wafers", "powder"),
        ("NdFeB magnet with 2% Dy", "crystal"),
    ],
)
def test_no_entry_of_ones_own_settles_words_that_a_form_contradicts(store: Law, item: str, form: str) -> None:
    """One of the words, the form and --entry none is wrong: what is possible without --entry stays so, with a warning."""
    verdict = verdict_of(store, item, form=(form,), entry=("none",))
    possible = lines(store, item, form=(form,))
    assert lines(store, item, form=(form,), entry=("none",)) == possible
    assert verdict.decision == "undecided"
    assert [warning.code for warning in verdict.warnings].count("entry_contradicted") == 1


@pytest.mark.parametrize(
    ("item", "form", "entry", "decision"),
    [
        ("germanium wafers", "powder", ("3C002.d",), "license_required"),
        ("steel bolts", "powder", ("none",), "no_control_found"),
        ("gallium alloy", "powder", ("none",), "no_control_found"),
    ],
)
def test_ones_own_entry_counts_where_the_words_alone_are_no_other(
    store: Law, item: str, form: str, entry: tuple[str, ...], decision: str
) -> None:
    """A stated form then contradicts nothing that --entry omits."""
    assert verdict_of(store, item, form=(form,), entry=entry).decision == decision
