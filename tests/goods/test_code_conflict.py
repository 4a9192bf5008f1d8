"""A customs code that the words contradict closes nothing; where it is trusted, the answer names its heading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from exportctl import screen
from exportctl.api import Law
from tests.cli.program import ask
from tests.goods.answers import DAY, exit_code, lines, verdict_of, warned

TUBE = "7075 T6 aluminium forged sleeve OD 120mm UTS 560MPa"
SHOES = "640399"


def conflict(store: Law, item: str, code: str = SHOES, **facts: Any) -> str:
    """Return the warning that words and code do not fit; None if there is none."""
    result = verdict_of(store, item, hs_code=code, **facts).to_dict()["warnings"]
    return next((warning["text"] for warning in result if warning["code"] == "code_conflict"), "")


def test_a_tube_under_the_code_of_shoes_is_undecided(store: Law) -> None:
    """The similar entries are possible, and the warning names the goods of the words and of the code, and the next step."""
    verdict = verdict_of(store, TUBE, hs_code=SHOES)
    assert (verdict.decision, exit_code(verdict), verdict.recognised) == ("undecided", 3, False)
    assert lines(store, TUBE, hs_code=SHOES)["1C202.a"] == "possible"
    text = conflict(store, TUBE)
    assert "6403.99 (footwear)" in text
    assert "describe goods of heading" in text
    assert "correct --hs-code" in text
    assert "--entry" in text


@pytest.mark.parametrize(
    ("item", "symbol"),
    [
        ("Ge regulus", "Ge"),
        ("wibble of Bi", "Bi"),
        ("Sb regulus", "Sb"),
        ("Yb-doped fibre wibble", "Yb"),
        ("wibble (Te)", "Te"),
    ],
)
def test_a_listed_element_by_its_symbol_speaks_against_a_code(store: Law, item: str, symbol: str) -> None:
    """No ordinary goods are called by the bare symbol of an element."""
    verdict = verdict_of(store, item, hs_code=SHOES)
    assert (verdict.decision, exit_code(verdict)) == ("undecided", 3)
    assert f"symbols of listed elements ({symbol})" in conflict(store, item)


@pytest.mark.parametrize(
    ("item", "code"), [("enriched gadolinium-157 oxide", "300630"), ("holmium-165 metal foil", "901890")]
)
def test_an_isotope_of_a_listed_element_stays_open_under_a_code(store: Law, item: str, code: str) -> None:
    """Its oxide is one of the element, and its name is not read."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


@pytest.mark.parametrize(
    "item", ["In wibble", "As wibble", "wibble 60 W", "U wibble", "wibble GE", "wibble bi", "Fe2 wibble"]
)
def test_words_that_look_like_symbols_cause_no_conflict(store: Law, item: str) -> None:
    """A word of English, a unit, a shape, a company and a small letter are no elements."""
    assert "by symbol" not in conflict(store, item)


@pytest.mark.parametrize("item", ["wibble", "wibble knitted top for women", "棉质 wibble 上衣"])
def test_words_that_say_nothing_against_a_code_leave_it_trusted(store: Law, item: str) -> None:
    """Shirts under the code of shirts have an answer."""
    verdict = verdict_of(store, item, hs_code="610910")
    assert (verdict.decision, exit_code(verdict)) == ("no_control_found", 0)
    assert "code_conflict" not in warned(verdict)


def test_the_callers_own_classification_settles_it(store: Law) -> None:
    """The classification that the warning requests is an answer."""
    verdict = verdict_of(store, TUBE, hs_code=SHOES, entry=("none",))
    assert (verdict.decision, exit_code(verdict)) == ("no_control_found", 0)
    assert not conflict(store, TUBE, entry=("none",))


def test_the_right_code_settles_it(store: Law) -> None:
    """Under a heading with printed entries there is no conflict: its entries are tested."""
    assert "1C202.a" in lines(store, TUBE, hs_code="760820")
    assert not conflict(store, TUBE, "760820")


def test_a_code_that_is_trusted_is_named() -> None:
    """The answer does not attribute the recognition to words that were not understood."""
    for command, more in (("check", ("--to", "DE")), ("classify", ())):
        answer = ask(command, "wibble", "--hs-code", SHOES, "--on", "2026-08-01", *more)
        text = " ".join(answer.out.split())
        assert "ecognised by customs code 6403.99 (footwear)" in text
        assert "trade terms" not in text
    known = ask("check", "cotton T-shirts", "--to", "DE", "--on", "2026-08-01")
    assert "recognised by trade terms" in known.out


@pytest.mark.parametrize("command", ["check", "classify"])
def test_the_warning_is_in_both_languages(command: str) -> None:
    """In Chinese the chapters have their Chinese names, and no English is left."""
    more = ("--to", "DE") if command == "check" else ()
    english = ask(command, TUBE, "--hs-code", SHOES, "--on", "2026-08-01", *more)
    assert "do not fit customs code 6403.99 (footwear)" in " ".join(english.out.split())
    chinese = ask("--lang", "zh", command, TUBE, "--hs-code", SHOES, "--on", "2026-08-01", *more)
    assert "货物描述与海关商品编号6403.99（鞋靴）不符" in "".join(chinese.out.split())


def test_a_row_is_answered_like_a_question(store: Law) -> None:
    """The verdict of a row is that of `check` on the same facts."""
    table = pa.table({"item": [TUBE, "wibble", "Ge regulus"], "hs_code": [SHOES] * 3, "to": ["DE"] * 3})
    columns = pa.table(screen(table, store, on=DAY)).to_pydict()
    verdicts = [verdict_of(store, item, hs_code=SHOES) for item in table["item"].to_pylist()]
    assert (
        columns["decision"]
        == [verdict.decision for verdict in verdicts]
        == ["undecided", "no_control_found", "undecided"]
    )
    assert columns["entries"] == [
        ";".join(match.entry for match in verdict.classification.matches) for verdict in verdicts
    ]


def test_a_file_counts_the_rows_whose_words_do_not_fit_their_code(tmp_path: Path) -> None:
    """Rows of one answer are counted apart by it: those whose words are merely unknown are not among them."""
    rows = (f"{TUBE},{SHOES},DE", f"wibble,{SHOES},DE", f"Ge regulus,{SHOES},DE", "Ge regulus,,DE", "flange wibble,,DE")
    file, out, summary = (tmp_path / name for name in ("in.csv", "out.csv", "summary.json"))
    file.write_text("\n".join(["item,hs_code,to", *rows, ""]), encoding="utf-8")
    answer = ask("screen", str(file), "-o", str(out), "--summary", str(summary), "--on", "2026-08-01")
    assert json.loads(summary.read_text(encoding="utf-8"))["by_warning"]["code_conflict"] == 2
    assert "words that do not fit the customs code, in 2 rows: correct the code" in " ".join(
        (answer.out + answer.err).split()
    )


CODES_OF_TERMS = {"wallet": "420231", "LED": "853952", "toy": "950300"}


@pytest.mark.parametrize("item", ["bracket type 17", "water", "parts", "type", "water bracket"])
def test_a_word_that_is_common_in_trade_points_to_no_line(store: Law, item: str) -> None:
    """It does not recognise goods either: unknown words clear nothing."""
    verdict = verdict_of(store, item)
    assert verdict.classification.matches == ()
    assert (verdict.decision, verdict.worst_case) == ("undecided", "undecided")


def test_a_word_that_is_common_in_trade_is_no_slip_for_another(store: Law) -> None:
    """Spare parts are not rare earths; misspellings still have suggestions."""
    texts = {
        item: " ".join(map(str, verdict_of(store, item).to_dict()["warnings"]))
        for item in ("spare parts", "galium nitrid")
    }
    assert "did you mean" not in texts["spare parts"]
    assert "did you mean Gallium nitride" in texts["galium nitrid"]


def test_a_transaction_without_words_has_no_conflict(store: Law) -> None:
    """A code, or a name that is known as a whole, needs no comparison."""
    for item in ("640399", "3C001.a", "gallium", "cotton T-shirts"):
        assert "do not fit" not in conflict(store, item)


def test_a_plain_term_of_other_goods_speaks_against_a_code_with_an_entry(store: Law) -> None:
    """A shirt under the code of gallium stays undecided; without an entry behind the code, its own words decide."""
    text = conflict(store, "cotton T-shirt", "8112929010")
    assert "8112.92 (other base metals): they describe goods of heading 6109" in text
    assert verdict_of(store, "cotton T-shirt", hs_code="8112929010").decision == "undecided"
    assert verdict_of(store, "steel screws", hs_code="870899").decision == "no_control_found"
    assert conflict(store, "steel screws", "870899") == ""


def test_a_term_with_the_heading_of_the_code_speaks_for_it(store: Law) -> None:
    """Other words that resemble the list do not contradict it; the symbol of a listed element still does."""
    assert verdict_of(store, "blood pressure monitor wibble", hs_code="901890").decision == "no_control_found"
    assert "symbols" in conflict(store, "blood pressure monitor Ge", "901890")


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (
            "men's leather wallet 2-chlorovinyldichloroarsine CAS 541-25-3, 1 mg/ml, 5 ampoules",
            "they state the code of other goods, a chemical, software or technology (541-25-3)",
        ),
        (
            "men's leather wallet, 2 DVD-R: firewall packet filtering kernel, source code & design notes v3.2",
            "they state the code of other goods, a chemical, software or technology (source code, design notes)",
        ),
        (
            "LED球泡灯，粗铅底吹还原熔炼技术资料 工艺操作手册各一套",
            "they state the code of other goods, a chemical, software or technology (技术资料, 工艺, 操作手册)",
        ),
        (
            "plastic toy car; Pulsed neutron well logging source, D-T sealed tube 14 MeV",
            "they describe goods of heading",
        ),
        ("men's leather wallet, HS 8112929010", "(8112929010)"),
    ],
)
def test_other_goods_behind_a_term_of_the_code_contradict_it(store: Law, item: str, says: str) -> None:
    """The code is that of the first goods only, so it clears nothing else."""
    code = next(code for word, code in CODES_OF_TERMS.items() if word in item)
    assert verdict_of(store, item, hs_code=code).decision == "undecided"
    assert says in conflict(store, item, code)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("NBR oil seal TC 35-52-7, FKM some, marks JX-7", "401693"),
        ("Stamped steel brackets for truck chassis, e-coated, drawing T-5521 rev B", "870829"),
        ("men's leather wallet 541-25-4", "420231"),
    ],
)
def test_marks_and_single_words_contradict_no_code(store: Law, item: str, code: str) -> None:
    """A model with a wrong check digit is no CAS number, and one drawing is no technology."""
    assert conflict(store, item, code) == ""


@pytest.mark.parametrize("item", ["phone case for iPhone 14 Pro clear TPU shockproof", "手机壳"])
def test_a_free_product_stays_free_under_a_code_that_fits_it(store: Law, item: str) -> None:
    """Entries that are printed for articles of plastics are about none of the products that guidance leaves outside."""
    assert verdict_of(store, item).decision == "no_control_found"
    assert verdict_of(store, item, hs_code="392690").decision == "no_control_found"


@pytest.mark.parametrize("code", ["930690", "284420", "810194"])
def test_a_free_product_under_a_code_of_other_goods_is_undecided(store: Law, code: str) -> None:
    """The words or the code are wrong."""
    assert verdict_of(store, "phone case", hs_code=code).decision != "no_control_found"


@pytest.mark.parametrize("code", ["853229", "853224"])
def test_another_code_of_the_heading_frees_no_goods_without_a_printed_code(store: Law, code: str) -> None:
    """No act prints a code for pulse discharge capacitors: 8532.25 is inferred, and any other code of 8532 may be theirs."""
    assert verdict_of(store, "HV capacitors, pulse duty", hs_code=code).decision == "undecided"
    assert verdict_of(store, "HV capacitors, pulse duty", hs_code="610910").decision == "undecided"
    assert (
        verdict_of(store, "aluminium electrolytic capacitors 100uF 25V", hs_code="853222").decision
        == "no_control_found"
    )


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Lutetum metal", "490199"),
        ("Gadoinium", "870899"),
        ("Isostatc press", "481910"),
        ("Turboepander", "640399"),
        ("Triphenlbismuth", "300490"),
    ],
)
def test_a_misspelt_word_of_the_list_speaks_against_a_code(store: Law, item: str, code: str) -> None:
    """The words are unread only because a letter is wrong, and the code of a book or a box does not settle what they are."""
    verdict = verdict_of(store, item, hs_code=code)
    assert (verdict.decision, exit_code(verdict)) == ("undecided", 3)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Mugler perfume gift box", "330300"),
        ("Zorblax cotton socks", "611595"),
        ("waffle knit trousers Punchy", "610463"),
        ("gastro intestinal dog food", "230910"),
        ("Frida perineal healing foam", "330499"),
    ],
)
def test_a_strange_word_in_the_goods_of_the_code_leaves_it_trusted(store: Law, item: str, code: str) -> None:
    """Words that fit the code speak for it, whatever word of the list a maker resembles."""
    assert exit_code(verdict_of(store, item, hs_code=code)) == 0


def test_a_subheading_without_entries_has_those_of_its_heading_alone(store: Law) -> None:
    """Military items travel under all of 9301, high-velocity guns under 9301.90."""
    assert lines(store, "gallium", hs_code="930110") == {"3C001.a": "yes", "MIL.1": "possible"}
    assert lines(store, "gallium", hs_code="930190").keys() == {"3C001.a", "MIL.1", "2B232"}


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("Dysprosiumoxid", "1C905.b"),
        ("Galliumarsenid", "3C001.a"),
        ("Antimontrioxid", "3C003.a"),
        ("óxido de antimonio", "3C003.b"),
        ("Molybdänpulver", "1C117.b"),
        ("polvo de wolframio", "1C226"),
        ("carburo de tungsteno", "1C226"),
        ("oxyde d'yttrium", "1C908.b"),
        ("bismuto", "6C001.a"),
        ("Tellur", "6C002.a"),
        ("оксид диспрозия", "1C905.b"),
        ("оксид германия", "3C002.a"),
        ("сурьма", "3C003.a"),
        ("ガリウム", "3C001.a"),
        ("Seltene Erden", "1C902.a.1"),
        ("terres rares", "1C902.a.1"),
    ],
)
def test_a_listed_element_in_another_language_is_not_cleared(store: Law, item: str, entry: str) -> None:
    """It may be of the entries of the element, and the code of shoes does not settle it."""
    assert lines(store, item)[entry] == "possible"
    assert verdict_of(store, item).decision == "undecided"
    verdict = verdict_of(store, item, hs_code=SHOES)
    assert (verdict.decision, verdict.recognised) == ("undecided", False)
    assert "another language" in conflict(store, item)


@pytest.mark.parametrize("item", ["grafito", "графит", "Graphitelektroden", "黒鉛"])
def test_graphite_in_another_language_is_not_cleared(store: Law, item: str) -> None:
    """Carbon is in too many goods to point to entries."""
    assert verdict_of(store, item).decision == "undecided"
    assert verdict_of(store, item, hs_code=SHOES).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("LED bulb E27 Dysprosiumoxid", "853952"),
        ("wooden chair with Dysprosiumoxid", "940169"),
        ("headphones Galliumarsenid", "851830"),
    ],
)
def test_a_foreign_name_beside_the_product_of_the_code_stays_open(store: Law, item: str, code: str) -> None:
    """The code is that of the product only."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("Wolfram shirt", "610510"),
        ("Tulio shirt", "610510"),
        ("Schuhe graphitgrau", SHOES),
        ("zapatos gris grafito", SHOES),
        ("обувь Германия", SHOES),
        ("terre cuite rare", "691110"),
        ("terbinafine cream", "300490"),
        ("Scandinavian chair", "940169"),
    ],
)
def test_first_names_colours_and_countries_are_no_elements(store: Law, item: str, code: str) -> None:
    """Words that begin like the name of an element, or have another meaning with a capital, leave the code trusted."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"


def test_the_warning_for_a_foreign_name_is_in_both_languages(store: Law) -> None:
    """The words themselves are cited."""
    assert "they name listed substances in another language (Dysprosiumoxid)" in conflict(store, "Dysprosiumoxid")
    options = ("--hs-code", SHOES, "--on", "2026-08-01", "--to", "DE")
    chinese = ask("--lang", "zh", "check", "Dysprosiumoxid", *options)
    assert "清单所列物质的外文名称（Dysprosiumoxid）" in "".join(chinese.out.split())
