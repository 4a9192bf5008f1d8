"""A word of ordinary trade clears no goods in another sense: as a short form, a unit, a use, or the end of a longer name."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


def _decision(store: Law, item: str) -> str:
    return verdict_of(store, item).decision


@pytest.mark.parametrize(
    "item",
    [
        "car. fibre 12K T800",
        "car. fibres 24K 5.5 GPa",
        "CAR. FIBRE 12K T800",
        "Car. Fibre 12K T800",
        "lute. metal",
        "lute. oxide",
        "tur. H2 35 K outlet 1200 kg/h",
        "BSL4 suite tur. 2 pcs",
        "Hast. bel. vlv cat. 445",
        "alum. round stock 7075 4in 83 ksi",
        'alum rod 7050 4" dia, 75 ksi tensile',
        "Alum. Plate/Rod 7075 - 4.5 in Dia - 80 KSI",
    ],
)
def test_a_short_form_is_no_term_of_trade(store: Law, item: str) -> None:
    """Carbon is no car, lutetium no lute, a turbine no pulse, a catalogue no cat, and aluminium no alum."""
    assert _decision(store, item) != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "toy car. Red",
        "cotton shirt. blue",
        "gloves. 100 pcs",
        "hat. wool",
        "rice. 25 kg bags",
        "wine. 750ml",
        "sofa. 3 seats",
        "chocolate. 100 g",
        "live cats",
        "new car",
    ],
)
def test_a_sentence_ends_with_a_point(store: Law, item: str) -> None:
    """Plurals, several words, and words that begin no name of an entry are no short forms."""
    assert _decision(store, item) == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "sodium fluoride toothpaste grade",
        "sod. fluoride toothpaste grade",
        "sod fluoride mouthwash grade 99%",
        "TEA cosmetic grade",
        "TEA cosmetic-grade 99.5 %",
    ],
)
def test_a_grade_for_a_use_is_not_what_it_is_used_for(store: Law, item: str) -> None:
    """Sodium fluoride for toothpaste is controlled, and toothpaste is not."""
    assert _decision(store, item) != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "rice grade A",
        "cashew kernels grade W320",
        "apples grade 1",
        "toothpaste grade silica",
        "cosmetic grade glycerine",
        "food grade silicone spatula",
        "sodium fluoride toothpaste",
    ],
)
def test_a_grade_of_quality_and_goods_of_a_grade_stay_decided(store: Law, item: str) -> None:
    """The mark is a quality of the goods, or the goods come after their grade."""
    assert _decision(store, item) == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "tung. powder 3 micrometer 99.9",
        "tit. powder 45 micrometers 99.5",
        "titan pwd 3D print 15-45 micrometre",
        "zirc. pwd 10 MICROMETER 99",
    ],
)
def test_a_micrometre_is_no_tool(store: Law, item: str) -> None:
    """Behind a figure it is a unit."""
    assert _decision(store, item) != "no_control_found"


@pytest.mark.parametrize(
    "unit", ["micrometer", "micrometers", "micrometre", "micro-metres", "Micrometers", "MICROMETERS"]
)
def test_a_length_counts_with_its_unit_in_full(store: Law, unit: str) -> None:
    """The size of the grains decides the powder."""
    assert lines(store, f"titanium powder 45 {unit} 99.5%")["1C111.b.1.d"] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "YG8 hammer 142mm",
        "cemented carbide top hammer dia 145",
        "hard metal top hammer 125 mm",
        "tungsten carbide hammer dia 145",
        "enamel kettle 3000L",
        "C276 kettle 300 L",
        "PAM torch 200 kW",
        "servo turntable 2 axis 0.0001 deg/s",
        "wire gauze packing BX ph-bronze",
        "bronze gauze",
        "creep feed grinder 5 axis 2 um",
        "hard alloy ring 110 mm bore 30 kg",
        "W alloy ring ID 120 25kg 92%",
        "silver W 20/80 rod dia 130 x 70",
        "HIP 200MPa",
        "keys mgmt appliance 1M keys",
        "MAF-4 fuel drums",
        "rice brown spot",
    ],
)
def test_a_general_word_at_the_end_of_listed_names_clears_nothing(store: Law, item: str) -> None:
    """Hammers, torches and rings are ordinary, and so are words that end the names of listed goods."""
    assert _decision(store, item) != "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "hammers",
        "claw hammer 16 oz",
        "torches",
        "LED torch 3W",
        "turntable",
        "vinyl turntable",
        "gauze",
        "gauze bandage 5 cm",
        "keys",
        "car keys",
        "silver",
        "silver granules 999",
        "electric kettle",
        "enamel tea kettle",
        "animal feed grinder",
        "zinc alloy ring",
        "HIPS sheet",
        "mustard 200 g",
    ],
)
def test_the_same_words_by_themselves_and_their_usual_names_stay_free(store: Law, item: str) -> None:
    """They name the goods of everyday life."""
    assert _decision(store, item) == "no_control_found"


@pytest.mark.parametrize(
    "item",
    ["UHMWPE crossply sheet", "UHMWPE laminated sheet 0/90", "UHMWPE unidiretional sheet", "UHMWPE ballstic sheet"],
)
def test_an_unknown_word_keeps_a_sheet_of_fibre_open(store: Law, item: str) -> None:
    """Only sheets of the plastic are free."""
    assert _decision(store, item) != "no_control_found"


@pytest.mark.parametrize("item", ["UHMWPE sheet", "UHMWPE black sheet", "UHMWPE wear plate", "UHMWPE cutting board"])
def test_a_sheet_of_the_plastic_stays_free(store: Law, item: str) -> None:
    """Its colour and its use make no laminate of fibres."""
    assert _decision(store, item) == "no_control_found"


def test_a_term_within_a_longer_word_names_no_goods(store: Law) -> None:
    """A book of calculations (计算书) that comes with drawings is no printed book (书)."""
    assert lines(store, "抗电磁脉冲电路设计图纸 计算书8册")["7E102.b"] == "yes"
