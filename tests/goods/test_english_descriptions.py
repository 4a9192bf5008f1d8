"""English descriptions that name listed goods surely, and others that only resemble them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, trace_of


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("2-inch free standing GaN wafers, cassette of 5 pcs", "3C001.b"),
        ("gallium oxide 4N, LEC charge, 25/carton", "3C001.c"),
        ("one ampoule Eu metal, 100 g", "1C912.a.1"),
        ("two drums of gallium oxide", "3C001.c"),
        ("tributyl phosphate 126-73-8 iron drum", "1C501"),
        ("dysprosium oxide 99.5% Dy2O3/REO", "1C905.b"),
        ("tetrodotoxin TTX citrate-free 1 mg", "1C351.d.7"),
        ("yttria powder, chamber coating, 25 kg pail", "1C908.b"),
        ("lutetia 99.999", "1C906.b"),
        ("Bismuth ingot 99.997% with silver 2 ppm", "1C229"),
        ("calcium metal, metallic impurities other than Mg 600 ppm, boron 5ppm", "1C227"),
        ("tantalum crucible, 99.95% Ta, inner vol 600 ml", "2A225.b"),
        ("tantalum crucible, 70% Ta, inner vol 600 ml", None),
        ("Aluminium alloy 7075-T6 round tube OD 120 x 12, UTS 540 MPa", "1C202.a"),
        ("maraging steel bar, D100 mm, UTS 2350 MPa", "1C216"),
        ("maraging steel forged bar, UTS 2350 MPa, dia 150 x 1500 mm", "1C216"),
        (
            "fine grain bulk artificial graphite, 1.78 g/cc at 20 degC, strain to failure 0.9%, CTE 2.4x10-6/C",
            "1C108.a",
        ),
        ("fine grain bulk artificial graphite, 1.78 g/cc, strain to failure 0.9%, CTE 4.4x10-6/K", None),
        ("High-speed framing camera, 5,000,000 frames per second", "6A203.b.1"),
        ("hot isostatic press: 200 MPa, 1400C, chamber ID 300mm", "2B104"),
        ("glass-lined reactor 3000 litres jacketed", "2B350.g.1"),
        ("boric acid enriched B-10 > 95 at%, PWR chem shim, 40 kg", "1C225"),
        ("thiodiglycol (TDG) 99, printing ink solvent, 250kg", "1C450.b.13"),
        ("gallium 7N 1 kg, thermometer", None),
        ("gallium 7N 1 kg, mill liner", None),
        ("gallium 7N 1 kg wedding ring, gift box", None),
        ("glass lined reactor 3000 L, anchor stirrer, jacketed", "2B350.g.1"),
        ("glass lined reactor 3000 L, jacketed, manhole gasket", None),
        ("gallium oxide, lamp", None),
        ("gallium oxide, brunch coat", None),
        ("dysprosium, 99.5% Dy2O3/REO", None),
    ],
)
def test_only_clear_descriptions_are_sure(store: Law, item: str, code: str | None) -> None:
    """A description is sure of an entry if all its words describe these goods."""
    sure = [entry for entry, truth in lines(store, item).items() if truth == "yes"]
    assert (code in sure) if code else not sure


@pytest.mark.parametrize(
    ("item", "values"),
    [("tungsten copper W80 rod φ130 mm", []), ("tungsten copper W80 rod φ130 x 60 mm", ["130 mm", "60 mm"])],
)
def test_a_diameter_is_read_with_all_its_digits(store: Law, item: str, values: list[str]) -> None:
    """The last digit of a diameter is no length."""
    notes = trace_of(store, item).annotations
    cylinders = [note for note in notes if note.annotator == "dimensions" and note.meanings[0].startswith("cylinder_")]
    assert [value for note in cylinders if note.figure for value in note.figure.values] == values
