"""Words and formulae state the composition and the form of goods, and open points are questions."""

from __future__ import annotations

from typing import Any

import pytest

from exportctl import Transaction, classify
from exportctl.api import Law
from tests.goods.answers import DAY, exit_code, lines, verdict_of


def missing(store: Law, item: str, line: str, **facts: Any) -> list[str]:
    """Return the questions about goods that may match an entry."""
    document = classify(Transaction(item=item, on=DAY, **facts), store).to_dict()
    (missing_facts,) = [match["missing"] for match in document["matches"] if match["entry"] == line]
    return list(missing_facts)


def test_a_form_that_is_written_is_a_form_that_is_stated(store: Law) -> None:
    """Tungsten powder causes no question about its form."""
    facts = missing(store, "tungsten powder", "1C111.b.1.f")
    assert facts == missing(store, "tungsten", "1C111.b.1.f", form="powder")
    assert set(missing(store, "tungsten", "1C111.b.1.f")) - set(facts) == {"form"}


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("cadmium zinc telluride lump", "6C002.b.1"),
        ("cadmium telluride lump", "6C002.b.1"),
        ("lump of diamond", "2C902.b"),
    ],
)
def test_a_piece_may_be_a_crystal(store: Law, item: str, line: str) -> None:
    """It is not a powder, but its form is not stated."""
    assert lines(store, item)[line] == "possible"
    assert exit_code(verdict_of(store, item)) == 3


def test_words_about_an_element_ask_its_lines(store: Law) -> None:
    """For goods with any name and a share of dysprosium."""
    assert {"1C905.a.1", "1C905.c", "3C001.a"} <= lines(store, "wibble with gallium Dy 2%").keys()


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("DyN", {"1C905.c": "yes"}),
        ("Tb2S3", {"1C904.c": "yes"}),
        ("Tb4O7", {"1C904.b": "yes"}),
        ("TbFeO3", {"1C904.a.1": "possible", "1C904.b": "possible", "1C904.c": "possible"}),
    ],
)
def test_a_formula_determines_the_kind_of_compound(store: Law, formula: str, expected: dict[str, str]) -> None:
    """Two elements are an oxide or another compound; three with oxygen are open."""
    assert lines(store, formula) == expected


def test_two_metals_make_an_alloy_or_a_compound(store: Law) -> None:
    """A formula of both leaves that open, so the entries of both are tested."""
    assert {"1C905.a.2.a", "1C905.c"} <= lines(store, "DyFe2").keys()


def test_another_compound_of_a_metal_needs_its_oxygen(store: Law) -> None:
    """Only an oxide surely holds some."""
    assert missing(store, "gallium", "3C001.c", form="compound") == ["contains", "form"]


def test_a_compound_and_an_element_are_stated_in_any_order(store: Law) -> None:
    """The elements of a compound are present, and the share of the element counts in addition."""
    stated = ("Nd2O3=1%", "Dy=2%")
    entries = lines(store, "ferrite magnet", contains=stated)
    assert entries == lines(store, "ferrite magnet", contains=stated[::-1])
    assert lines(store, "NdFeB magnets", contains=stated)["1C905.a.4"] == "yes"


@pytest.mark.parametrize("item", ["hydrazine hydrate", "Hydrazine hydrate 80% 200 kg drums", "水合肼 80% 200kg/桶"])
def test_the_strength_of_a_hydrate_may_be_compared_with_the_list(store: Law, item: str) -> None:
    """The customs code that is printed for hydrazine lies in the tariff line for the hydrate."""
    assert lines(store, item) == {"1C111.a.1": "possible"}
    weak = verdict_of(store, item, param=("purity=55%",))
    assert exit_code(weak) == 0


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("LuCl3.6H2O 99.99 %, HDPE bottle 100 g", "1C906.c"),
        ("TmBr3 anhydrous beads, ampoule", "1C911.c"),
        ("Y(NO3)3.6H2O crystals", "1C908.c"),
    ],
)
def test_the_formula_of_a_salt_names_the_compounds_of_its_element(store: Law, item: str, entry: str) -> None:
    """A list has all compounds of these elements as one entry."""
    assert lines(store, item) == {entry: "yes"}


@pytest.mark.parametrize(
    "item", ["ErP compliant fan", "YB2 bracket", "EuCl3 cartridge", "TbF3 lens", "ErH2 granules 99.9 %"]
)
def test_a_mark_and_a_thing_of_such_a_salt_stay_open(store: Law, item: str) -> None:
    """A directive, a model, goods that hold the salt or are made of it, and a hydride, which may store hydrogen."""
    assert "yes" not in lines(store, item).values()
