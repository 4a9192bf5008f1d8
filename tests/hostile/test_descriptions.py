"""Every description of goods can be read: names, figures and units in any order and spelling."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from exportctl import load_law
from exportctl.goods.interpret import interpret

NAMES = (
    "Ge wafer",
    "Tb0.3Dy0.7Fe1.92",
    "gallium",
    "W92Ni6Fe2",
    "ohm",
    "氧化镝",
    "graphite",
    "ash",
    "purity",
    "plush toys",
)
UNITS = ("MPa", "g/cm3", "ohm-cm", "Ω·cm", "kV", "um", "ppm", "%", "wt%", "N", "m3/h", "℃", "目", "公斤", "mesh", '"')
NUMBERS = (
    "40",
    "0.3",
    "99.99",
    "1,000",
    "0.99.99",
    "1e3",
    "10-20",
    "≥5",
    "<0.1",
    "2×3",
    "1/2",
    ".5",
    "3.",
    "-40~85",
    "±2",
)
MARKS = (" ", "", "-", ".", ",", "/", ":", "(", ")", "; ", "，", "×", "\t")


@st.composite
def descriptions(draw: st.DrawFn) -> str:
    """A description of parts with a mark between any two of them, as it is written or in capitals."""
    parts = draw(st.lists(st.sampled_from((*NAMES, *UNITS, *NUMBERS)), min_size=1, max_size=8))
    text = "".join(part + draw(st.sampled_from(MARKS)) for part in parts)
    return text.upper() if draw(st.booleans()) else text


@settings(max_examples=200)
@example("graphite 1,000 目")  # no sieve has 000 openings
@given(descriptions())
def test_any_description_is_read(text: str) -> None:
    """Its unread words are words of the description."""
    store = load_law()
    assert all(word in text for word in interpret(store.law, store.lexicon, text, guess=False).unread)
