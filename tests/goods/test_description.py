"""A description becomes facts: clear words are sure, unread words make it possible, and no other goods are named."""

from __future__ import annotations

import re

import pytest

from exportctl.api import Law
from tests.goods.answers import MOST, exit_code, lines, read, verdict_of, warned


def test_a_name_with_its_purity_and_shape_is_sure(store: Law) -> None:
    """Every word is accounted for, so the answer is that of the name."""
    item = "gallium metal 7N ingots"
    assert read(store, item) == [("gallium metal", "name"), ("7N", "property"), ("ingots", "form")]
    assert lines(store, item) == {"3C001.a": "yes"}
    assert verdict_of(store, item).decision == "license_required"


def test_a_share_that_is_written_is_a_share_that_is_stated(store: Law) -> None:
    """The words have the same effect as the option."""
    entries = lines(store, "sintered NdFeB magnets with 2% Dy")
    assert entries["1C905.a.4"] == "yes"
    assert entries == lines(store, "sintered NdFeB magnets", contains=("Dy=2%",))


def test_a_name_before_the_number_of_a_grade_is_that_of_the_goods(store: Law) -> None:
    """The formula behind it states their content."""
    assert lines(store, "ammonium paratungstate grade 0, WO3 88.5 min") == {"1C117.d.1": "yes"}
    assert "yes" not in lines(store, "tungsten concentrate grade A, WO3 65 %").values()
    assert {"3C001.a", "1C902.a.1"} <= lines(store, "samarium cobalt grade A, gallium").keys()
    assert lines(store, "terbium 4N phosphor grade A") == {"1C904.a.1": "yes"}
    assert lines(store, "yttrium oxide 4N, phosphor grade A") == {"1C908.b": "yes"}
    assert lines(store, "laser grade 1 gallium arsenide") == {"3C001.e": "yes"}


@pytest.mark.parametrize("item", ["laser grade germanium", "germanium, laser grade"])
def test_a_suitable_use_is_not_the_product(store: Law, item: str) -> None:
    """Germanium for lasers is no laser."""
    assert sorted(read(store, item)) == [("germanium", "name"), ("laser grade", "neutral")]
    assert lines(store, item) == {"3C002.a": "yes"}


@pytest.mark.parametrize("figure", ["310 Wh/kg", "300-310 Wh/kg", "0.31 kWh/kg", "310wh/kg", "310 W·h/kg"])
def test_a_figure_whose_unit_one_property_alone_has_is_of_it(store: Law, figure: str) -> None:
    """In any notation of the unit, and for ranges too."""
    assert read(store, f"lithium battery {figure}") == [("lithium battery", "name"), (figure, "property")]


@pytest.mark.parametrize(("item", "symbol"), [("Tb-doped gallium nitride", "Tb"), ("Nd-doped yttrium oxide", "Nd")])
def test_a_dopant_is_not_a_name(store: Law, item: str, symbol: str) -> None:
    """Nor are its words left over: the goods are as sure as without it."""
    assert read(store, item)[:2] == [(symbol, "grade"), ("doped", "neutral")]
    assert set(lines(store, item).values()) == {"yes"}


@pytest.mark.parametrize(
    ("item", "formula", "line"), [("Y2O3 powder", "Y2O3", "1C908.b"), ("Dy2O3 99.9%", "Dy2O3", "1C905.b")]
)
def test_a_formula_of_a_material_is_its_name(store: Law, item: str, formula: str, line: str) -> None:
    """With other words, too."""
    assert read(store, item)[0] == (formula, "formula")
    assert lines(store, item) == {line: "yes"}


def test_a_formula_without_a_name_points_to_its_elements(store: Law) -> None:
    """GaFe3 is not a material of the vocabulary, and may match an entry about gallium; a telluride is no metal."""
    assert lines(store, "GaFe3 wibble powder")["3C001.a"] == "possible"
    assert "formula" not in {as_ for _, as_ in read(store, "GaFe3 wibble powder")}
    telluride = verdict_of(store, "Ga2Te3 wibble powder")
    assert telluride.decision == "undecided"
    assert "3C001.a" not in lines(store, "Ga2Te3 wibble powder")


@pytest.mark.parametrize(
    ("alloy", "shares"), [("W92Ni6Fe2", 3), ("W90Ni6Fe2", 3), ("W92Ni6Fe2.5", 3), ("W89Ni6Fe2", 0), ("W93Ni6Fe2", 0)]
)
def test_an_alloy_is_written_with_its_shares(store: Law, alloy: str, shares: int) -> None:
    """They are shares if they make a whole, within what rounding may do: 98 to 100.5 %."""
    assert [as_ for _, as_ in read(store, f"tungsten alloy {alloy} rod")].count("share") == shares


def test_a_part_is_not_the_goods(store: Law) -> None:
    """Headphones that hold a magnet are no magnet, and no line is sure."""
    assert "yes" not in lines(store, "headphones with neodymium magnets").values()
    assert exit_code(verdict_of(store, "headphones with neodymium magnets")) != 1


def test_ordinary_goods_are_recognised_and_name_no_line(store: Law) -> None:
    """A term of trade under a heading without an entry is an answer, and the answer states that it relies on words."""
    verdict = verdict_of(store, "cotton T-shirts")
    assert (verdict.decision, verdict.worst_case, exit_code(verdict)) == ("no_control_found", "no_control_found", 0)
    item = verdict.to_dict()["item"]
    assert item["recognised"]
    assert item["matches"] == []
    assert [(heading["code"], heading["carries_lines"]) for heading in item["headings"]] == [("610910", False)]
    assert "description_only" in warned(verdict)


@pytest.mark.parametrize("item", ["wibble", "flange wibble assembly", "磁性东西", "galium nitride wafer"])
def test_an_unknown_word_leaves_it_undecided(store: Law, item: str) -> None:
    """The answer is never that nothing was found; the lines that are named are few."""
    verdict = verdict_of(store, item)
    assert (verdict.decision, exit_code(verdict)) == ("undecided", 3)
    assert not verdict.recognised
    assert verdict.to_dict()["item"]["left"]
    assert len(verdict.classification.matches) <= MOST
    assert "yes" not in lines(store, item).values()
    assert "unrecognised_item" in warned(verdict)


@pytest.mark.parametrize("code", ["610910", "6109.10", "61091000", "6109100010"])
def test_a_heading_without_lines_closes_what_words_leave_open(store: Law, code: str) -> None:
    """The customs code that the goods are declared under decides where the words point to nothing."""
    verdict = verdict_of(store, "wibble", hs_code=code)
    assert (verdict.decision, exit_code(verdict)) == ("no_control_found", 0)
    assert verdict.classification.matches == ()
    assert "customs_code_only" in warned(verdict)


def test_an_answer_by_the_code_alone_names_the_words_that_were_not_understood(store: Law) -> None:
    """A chemical has more names than anybody knows, and its code may be wrong."""
    (warning,) = [
        item["text"]
        for item in verdict_of(store, "wibble acid", hs_code="281119").to_dict()["warnings"]
        if item["code"] == "customs_code_alone"
    ]
    assert warning.startswith(
        "words that were not understood: 'wibble', 'acid'; this answer rests on customs code 2811.19 alone"
    )
    assert "customs_code_alone" not in warned(verdict_of(store, "cotton T-shirts", hs_code="610910"))


def test_a_heading_without_lines_closes_nothing_that_words_name(store: Law) -> None:
    """Gallium under the code of shirts is gallium."""
    assert exit_code(verdict_of(store, "gallium", hs_code="610910")) == 1
    assert exit_code(verdict_of(store, "gallium wibble", hs_code="610910")) == 3


@pytest.mark.parametrize("stated", [False, True], ids=["as the item", "beside it"])
@pytest.mark.parametrize("code", ["28053000", "2805300000"])
def test_a_code_without_a_line_of_its_own_is_not_free(store: Law, code: str, stated: bool) -> None:
    """Rare-earth metals have codes below 280530, and the digits of another country are not among them."""
    verdict = verdict_of(store, "wibble", hs_code=code) if stated else verdict_of(store, code)
    assert (verdict.decision, exit_code(verdict)) == ("undecided", 3)
    assert {"1C902.a.1", "1C905.a.1"} <= {match.entry for match in verdict.classification.matches}


@pytest.mark.parametrize("code", ["81129299", "8112929999", "8112.92.9999"])
def test_digits_of_other_countries_count_as_six(store: Law, code: str) -> None:
    """Unknown digits after the sixth are ignored."""
    assert lines(store, code) == lines(store, "811292")
    assert lines(store, code)["3C001.a"] == "possible"


def test_the_caller_may_say_that_goods_are_on_no_line(store: Law) -> None:
    """It is the caller's own classification, and what words leave open is closed by it."""
    verdict = verdict_of(store, "wibble", entry=("none",))
    assert (verdict.decision, exit_code(verdict)) == ("no_control_found", 0)
    assert verdict.classification.matches == ()


def test_the_caller_may_say_which_line_goods_are(store: Law) -> None:
    """The entry matches surely, and the basis is stated."""
    (match,) = verdict_of(store, "wibble", entry=("1C108.b",)).to_dict()["item"]["matches"]
    assert (match["entry"], match["certainty"], match["basis"]) == ("1C108.b", "yes", "entry")
    assert exit_code(verdict_of(store, "wibble", entry=("1C108.b",))) == 1


@pytest.mark.parametrize("entry", ["none", "1C108.b"])
def test_sure_words_count_in_spite_of_the_caller(store: Law, entry: str) -> None:
    """The stricter classification counts, and the verdict states that the two differ."""
    verdict = verdict_of(store, "gallium metal 7N ingots", entry=(entry,))
    assert exit_code(verdict) == 1
    assert lines(store, "gallium metal 7N ingots", entry=(entry,))["3C001.a"] == "yes"
    assert "entry_contradicted" in warned(verdict)
    assert "entry_contradicted" not in warned(verdict_of(store, "gallium metal 7N ingots", entry=("3C001.a",)))


def test_an_entry_under_a_stated_control_code_is_more_precise(store: Law) -> None:
    """1C108 has entries; --entry names one of them and contradicts nothing."""
    verdict = verdict_of(store, "1C108", entry=("1C108.a",))
    assert "entry_contradicted" not in warned(verdict)
    assert lines(store, "1C108", entry=("1C108.a",)) == {"1C108.a": "yes"}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("gallium", "gallium ingots, 25 kg net"),
        ("gallium", "2 drums of gallium"),
        ("NdFeB magnets", "NdFeB magnets N42SH 20x10x5mm, 500 pcs"),
        ("antimony oxide", "antimony oxide, 1000 kg, in bags"),
        ("gallium nitride", "gallium nitride wafers for LEDs"),
        ("SmCo magnet", "SmCo magnets for motors"),
        ("镓", "镓锭 7N"),
    ],
)
def test_words_that_are_accounted_for_rule_nothing_out(store: Law, name: str, more: str) -> None:
    """Counts, sizes, grades and purposes leave every line of the name as sure as it was."""
    short, whole = lines(store, name), lines(store, more)
    assert short
    assert {line: whole.get(line) for line in short} == short


@pytest.mark.parametrize("item", ["gallium metal 7N ingots", "SmCo magnets", "gallium oxide", "氧化镝"])
def test_a_word_that_is_left_rules_nothing_out(store: Law, item: str) -> None:
    """What would be sure is possible then, and no line is lost."""
    sure = {line for line, certainty in lines(store, item).items() if certainty == "yes"}
    doubted = lines(store, f"{item} wibble")
    assert sure
    assert sure <= doubted.keys()
    assert set(doubted.values()) == {"possible"}
    assert exit_code(verdict_of(store, f"{item} wibble")) == 3


@pytest.mark.parametrize(
    "item",
    [
        "headphones and gallium metal",
        "headphones, gallium metal",
        "headphones + 5 kg gallium",
        "headphones / germanium ingots",
        "headphones 镓",
        "cotton T-shirts, gallium metal",
        "cotton T-shirts and germanium ingots",
        "gallium metal and headphones",
    ],
)
def test_listed_goods_with_ordinary_goods_are_not_cleared(store: Law, item: str) -> None:
    """A consignment of two goods is not ordinary as a whole: the other goods may be listed."""
    verdict = verdict_of(store, item)
    assert exit_code(verdict) != 0
    assert verdict.decision != "no_control_found"


def test_a_share_of_an_element_by_its_name_is_a_share(store: Law) -> None:
    """As by its symbol: `2% dysprosium` is `2% Dy`."""
    item = "NdFeB magnets with 2% dysprosium"
    assert ("2% dysprosium", "share") in read(store, item)
    assert lines(store, item) == lines(store, "NdFeB magnets", contains=("Dy=2%",))
    assert lines(store, item)["1C905.a.4"] == "yes"


@pytest.mark.parametrize(("item", "line"), [("Ga 5N", "3C001.a"), ("Sb 4N", "3C003.b")])
def test_a_symbol_at_the_head_with_a_purity_is_the_element(store: Law, item: str, line: str) -> None:
    """So traders write it; elsewhere in a text two letters are anything."""
    assert lines(store, item) == {line: "yes"}
    assert exit_code(verdict_of(store, f"cotton T-shirts and {item}")) == 3
    assert {line, "3C001.e"} <= lines(store, f"{item} and GaAs").keys()


def test_unknown_words_are_reported_with_similar_ones(store: Law) -> None:
    """Headings are a hint: which could be stated."""
    (text,) = [
        warning["text"]
        for warning in verdict_of(store, "canvas footwear wibble").to_dict()["warnings"]
        if warning["code"] == "unrecognised_item"
    ]
    assert re.search(r"the words resemble goods of heading 6404(, \d{4})*, which no list entry covers", text)


def test_a_symbol_with_a_figure_next_to_a_name_may_be_anything(store: Law) -> None:
    """A formula of two elements of the name adds nothing; one symbol with a figure may be a part number."""
    assert exit_code(verdict_of(store, "gallium arsenide GaAs wafers")) == 1
    assert exit_code(verdict_of(store, "gallium Ga2")) == 3
    assert exit_code(verdict_of(store, "cotton T-shirts W1")) == 0


@pytest.mark.parametrize("item", ["cotton T-shirts with technology", "cotton T-shirts with printed drawings"])
def test_technology_that_comes_with_goods_is_technology(store: Law, item: str) -> None:
    """Alone after `with`, or on a carrier: the catalogue of technologies was read in part, so it is not cleared."""
    assert warned(verdict_of(store, item)) >= {"unread_list"}
    assert exit_code(verdict_of(store, item)) == 3
    assert exit_code(verdict_of(store, "cotton T-shirts with buttons")) == 0


def test_a_name_of_a_line_for_technology_alone_makes_technology(store: Law) -> None:
    """Other words leave open which, and the catalogue was read in part; a thing that is an entry is no technology."""
    assert "unread_list" in warned(verdict_of(store, "wibble Technology and data for producing the alloys of 1C004"))
    assert "unread_list" not in warned(verdict_of(store, "wibble Electronic jammers against unmanned aircraft"))


@pytest.mark.parametrize(
    "part",
    [
        "servo valve",
        "precision-casting tooling for turbine blades, vanes or casings",
        "spacesuit visor mould",
        "1 kg SmCo magnets",
        "10 pcs SmCo magnets",
        "2 pairs SmCo magnets",
        "5 units SmCo magnets",
        "2 bags SmCo magnets",
        "20粒 SmCo magnets",
    ],
)
def test_a_listed_thing_with_headphones_stays(store: Law, part: str) -> None:
    """Headphones may contain magnets, but not other listed things, and no magnets by weight or number."""
    assert exit_code(verdict_of(store, f"headphones with {part}")) == 3
    assert exit_code(verdict_of(store, "headphones with SmCo magnets, 10 pcs")) == 0


def test_a_word_of_technology_stays_one_before_words_that_say_nothing(store: Law) -> None:
    """Its purpose and its accessories are not other goods; a book of recipes is."""
    assert "unread_list" in warned(verdict_of(store, "wibble technology with support"))
    assert "unread_list" in warned(verdict_of(store, "wibble technology for cotton"))
    assert "unread_list" in warned(verdict_of(store, "wibble technology, Shanghai"))
    assert "unread_list" not in warned(verdict_of(store, "wibble technology books"))


@pytest.mark.parametrize("grade", ["N45UH", "N48UH", "N42SH"])
def test_a_grade_of_magnets_is_no_formula(store: Law, grade: str) -> None:
    """UH is no uranium and no hydrogen."""
    assert lines(store, f"NdFeB magnet {grade}", contains=("Dy=2%",))["1C905.a.4"] == "yes"


@pytest.mark.parametrize("item", ["镓废料", "锗废料", "砷化镓废料"])
def test_scrap_of_a_substance_is_the_substance(store: Law, item: str) -> None:
    """As it is in English."""
    assert verdict_of(store, item).decision == "license_required"


@pytest.mark.parametrize("item", ["molybdenum wire", "钼棒", "molybdenum sputtering target"])
def test_a_piece_of_metal_is_no_powder(store: Law, item: str) -> None:
    """1C117.b names powder and particles."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    ["zinc ingots SHG 99.995%", "锌锭", "nickel briquettes", "电解镍 99.96%", "silver ingots", "白银 99.99%"],
)
def test_a_form_of_a_refined_metal_is_no_powder(store: Law, item: str) -> None:
    """1C111.b.1 and 1C240.a name powder of these metals, and 1C117.c.1.c tungsten that contains silver."""
    assert verdict_of(store, item).decision == "no_control_found"


@pytest.mark.parametrize(
    "item",
    [
        "molybdenum rods and powder",
        "zinc ingots, powder",
        "zinc ingots and zinc powder",
        "锌锭、粉",
        "nickel briquettes, powder",
        "电解镍粉",
        "silver ingots with tungsten",
        "银锭 含钨",
        "钼棒、钼粉",
    ],
)
def test_pieces_and_powder_are_powder_too(store: Law, item: str) -> None:
    """Who sends both sends powder."""
    assert verdict_of(store, item).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "name"),
    [("碲化镉太阳能电池原料", "碲化镉"), ("CdTe solar cell powder", "CdTe"), ("碳化钨 钻头用", "碳化钨")],
)
def test_a_purpose_is_not_the_product(store: Law, item: str, name: str) -> None:
    """The name of a product before a raw form, a grade or a use states the purpose of a raw material."""
    assert (name, "name") in read(store, item)
    assert verdict_of(store, item).decision == "license_required"


@pytest.mark.parametrize(
    "item",
    [
        "CdTe solar cell",
        "碲化镉太阳能电池",
        "CZT detector",
        "tungsten carbide inserts, 10 pcs",
        "gallium oxide phosphor powder",
    ],
)
def test_a_product_stays_a_product(store: Law, item: str) -> None:
    """If no word changes this; a phosphor is a phosphor as a powder, too."""
    assert verdict_of(store, item).decision == "no_control_found"
