"""Goods that are called by no name of an entry are known by a noun for their kind at the head, and by words for its field."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, read, trace_of, verdict_of


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Inline sputter coater TB-6, deposits dysprosium on both faces of NdFeB slices, 11 cases", "2B902.y.1"),
        ("连续式防爆氢碎炉 钕铁硼速凝片吸氢脱氢四室 1条线", "2B902.q.3"),
        (
            "Engineering documents, contract RT-0914: cascade calculation and reagents for rare earth separation",
            "1E902.a",
        ),
        ("稀土萃取分离工艺文件 纸质3册", "1E902.a"),
        ("Sputter target, dysprosium metal, dia 300 x 8 mm, for coating line", "1C905.a.3.a"),
        ("Agitator unit for rare-earth carbonate precipitation tank, 11 kW, 6 sets", "2B902.g.1"),
        ("Automatic oxide feeding machine for rare earth molten-salt electrolysis cell, PLC", "2B902.i.2"),
        ("Nano bead mill 150 L, ZrO2 chamber, 75 kW, for LFP cathode slurry", "3B901.b.3"),
        ("锑金精矿熔炼及金锑分离工艺包 含操作规程 技术许可", "3E003"),
        ("双基推进剂药柱螺压挤出机 远程控制 1台", "1B115.b.7"),
    ],
)
def test_a_kind_and_its_fields_name_the_entry(store: Law, item: str, entry: str) -> None:
    """The words between them are not read, and change nothing."""
    assert lines(store, item)[entry] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "Target for a sputter coater, dysprosium, NdFeB magnets",  # the head is the target
        "Heater, for hydrogen decrepitation furnace, NdFeB",
        "heater of a sputter coater, dysprosium, NdFeB magnets",
        "sputter coater heater, dysprosium, NdFeB magnets",  # a part of it
        "sputter coater without dysprosium and terbium, for NdFeB magnets",
        "镀膜机备件 钕铁硼 镝",
        "sputter coater, NdFeB magnets",  # a field is missing
    ],
)
def test_another_head_or_a_missing_field_names_nothing(store: Law, item: str) -> None:
    """Such goods stay open, and are never cleared."""
    verdict = verdict_of(store, item)
    assert lines(store, item).get("2B902.y.1") != "yes"
    assert lines(store, item).get("2B902.q.3") != "yes"
    assert verdict.decision == "undecided"


@pytest.mark.parametrize(
    ("item", "certainty"),
    [
        ("Vertical shaft kiln 19.5 m dia x 22 m high, calcination of NdFeB swarf", "yes"),
        ("Vertical shaft kiln 22 m high, calcination of NdFeB swarf", "possible"),  # the diameter is not stated
        ("Vertical shaft kiln 19.5 m x 22 m, calcination of NdFeB swarf", "possible"),  # which is which
    ],
)
def test_the_only_figure_of_a_kind_is_that_of_a_criterion(store: Law, item: str, certainty: str) -> None:
    """Of diameters and lengths, the words beside them decide."""
    assert lines(store, item)["2B902.z"] == certainty


def test_a_figure_that_misses_clears_nothing(store: Law) -> None:
    """A figure without the name of its property may be another one."""
    item = "Vertical shaft kiln 0.5 m dia x 2 m high, calcination of NdFeB swarf"
    assert lines(store, item)["2B902.z"] == "possible"
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("germanium ingot, infrared lens", "3C002.a"),
        ("terbium carbonate, Tb4O7 basis, powder for lamp makers", "1C904.b"),
    ],
)
def test_keywords_of_a_material_do_not_count_beside_things_and_other_compounds(
    store: Law, item: str, entry: str
) -> None:
    """The thing may be made of the material; the carbonate is no oxide."""
    assert lines(store, item).get(entry) != "yes"


def test_the_trace_and_the_answer_show_the_keywords(store: Law) -> None:
    """A reader sees which words name the entry."""
    item = "Inline sputter coater TB-6, deposits dysprosium on NdFeB slices"
    notes = {(note.words, note.label) for note in trace_of(store, item).annotations if note.rule == "keywords"}
    words = {("sputter coater", "name"), ("dysprosium", "purpose"), ("NdFeB", "purpose")}
    assert words <= notes
    assert words <= set(read(store, item))
