"""A text is read as the same text in its usual writing, in case and marks, but no text is cleared because of that."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, read, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("LFP cathode powder, compaction 2.55 g/cc, 158 mAh/g, 500kg bag", "3C901.a.1"),
        ("fibre optic gyro single axis, drift 0.1 deg/hr, 28VDC", "7A102"),
        ("oil diffusion pump, throat 400 mm, pumping speed 16 m3/s N2, ultimate 1E-3 Pa", "2B231"),
        ("GeO2 (optical fibre grade) 99.999% min., drum 50kg NW", "3C002.e"),
        ("strong disc magnets SmCo5, 10 dia x 3 thick, Ni coat", "1C902.a.4"),
        ("tungsten round bar, W 99.95%, dia 150 mm x length 200 mm, forged", "1C117.c.1.a"),
        ("VPN gateway IPsec 20 Gbps encrypted throughput, AES-256", "5A002.c"),
    ],
)
def test_capitals_change_no_sure_name(store: Law, item: str, line: str) -> None:
    """Units, formulae, symbols and grades have their own case, and the other words small letters."""
    assert lines(store, item).get(line) == "yes"
    assert lines(store, item.upper()).get(line) == "yes"


@pytest.mark.parametrize(
    "write",
    [
        lambda item: item.replace(", ", " - "),
        lambda item: item.replace(", ", " / "),
        lambda item: item.replace(", ", "\n"),
        lambda item: re.sub(r"(?<=[a-z]{5}), ", ". ", item),
    ],
    ids=["dash", "stroke", "line", "full stop"],
)
@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("LFP cathode powder, compaction 2.55 g/cc, 158 mAh/g, 500kg bag", "3C901.a.1"),
        ("oil diffusion pump, throat 400 mm, pumping speed 16 m3/s N2, ultimate 1E-3 Pa", "2B231"),
        ("antimony trioxide, 99.99% purity, fine white powder, plastic pails 10 kg", "3C003.c"),
        ("ammonium perchlorate, spherical, 200 micron, TCP coated, lot AP-0422", "1C111.b.2"),
    ],
)
def test_other_marks_than_commas_change_no_sure_name(
    store: Law, write: Callable[[str], str], item: str, line: str
) -> None:
    """Some writers put a dash, a stroke, a full stop or the end of a line between the parts of a description."""
    assert lines(store, item).get(line) == "yes"
    assert lines(store, write(item)).get(line) == "yes"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("lfp cathode powder, compaction 2.55 g/cc, 158 mah/g, 500kg bag", "3C901.a.1"),
        ("geo2 optical fibre grade 99.999%, drum 50kg", "3C002.e"),
        ("insb wafers 3 inch, undoped, epd 40 /cm2, single crystal", "3C003.f"),
        ("金属镓 ６Ｎ 纯度９９．９９９９％ 塑料瓶装", "3C001.a"),
        ("氧化镝/99.9%/铁桶装", "1C905.b"),
    ],
)
def test_small_and_wide_letters_change_no_sure_name(store: Law, item: str, line: str) -> None:
    """Formulae and units in small letters, and letters and digits of double width."""
    assert lines(store, item).get(line) == "yes"


def test_a_range_is_no_mark(store: Law) -> None:
    """A dash between two numbers."""
    assert ("15 - 53 um", "property") in read(store, "spherical titanium powder CP-Ti 99.5%, 15 - 53 um")


def test_the_answer_has_the_words_as_they_are_written(store: Law) -> None:
    """Only the reading is in another case."""
    understood = [words for words, _ in read(store, "LFP CATHODE POWDER, COMPACTION 2.55 G/CC, 158 MAH/G")]
    assert understood == ["LFP CATHODE POWDER", "COMPACTION 2.55 G/CC", "158 MAH/G"]


@pytest.mark.parametrize(
    "item",
    [
        "GRAPHITE PENCILS HB 12/BOX",
        "GAN PHONE CHARGER 65W WHITE",
        "SMCO SENSOR HOLDER, STAINLESS STEEL",
        "HF RADIO ANTENNA 30 MHZ",
        "DOG BED IN GREY, AS SHOWN",
        "BE WELL HERBAL TEA 20 BAGS",
        "GAS BLOW TORCH KIT",
        "gas blow torch kit, piñata red",
    ],
)
def test_capitals_make_no_listed_goods(store: Law, item: str) -> None:
    """A symbol that is also a word, and a short form, name nothing for sure."""
    assert "yes" not in lines(store, item).values()


def test_no_text_is_cleared_by_its_case(store: Law) -> None:
    """A symbol that is also a word leaves a text open; another one names its element."""
    assert verdict_of(store, "GA 99.99 LUMPS FOR ALLOY").decision == "license_required"
    assert verdict_of(store, "IN INGOT 4N5 FOR TARGET").decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("A.P.T. 88.5% WO3 min, 1 t big bag", "1C117.d.1"),
        ("Antimony trioxide hi-purity 99.995%, fine white pwdr", "3C003.c"),
        ("gallium metal 4N, N.W. 25 kg, G.W. 30 kg", "3C001.a"),
        ("Glass-lined reactor 3000 L w. anchor agitator", "2B350.g.1"),
        ("gallium metal 6N, evaporation mat'l, PE btl", "3C001.a"),
    ],
)
def test_short_forms_are_read_as_the_words_that_they_shorten(store: Law, item: str, entry: str) -> None:
    """Acronyms may have points, and invoices shorten words."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize("item", ["T.E.A. bags", "A.P.T. film poster", "hi-fi gallium"])
def test_a_short_form_names_no_other_goods(store: Law, item: str) -> None:
    """An acronym that no goods have, or in the name of other goods, is none of these."""
    assert "yes" not in lines(store, item).values()
