"""The quantities of invoices and customs declarations are read; one that is no amount of the goods leaves its row without one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from exportctl.batch.columns import Encoder
from exportctl.batch.headers import unit_of_column
from exportctl.batch.stated_cells import NO_AMOUNT
from exportctl.errors import InputError
from exportctl.goods.quantities import amount, lacks_amount
from tests.cli.program import ask
from tests.files.program import column, given, refused, rows_of, screen

DAY = ("--set", "to=DE", "--on", "2026-08-01")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("25 KGS", "25", "kg"),
        ("25 Kg.", "25", "kg"),
        ("3 kilos", "3", "kg"),
        ("12 KGM", "12", "kg"),
        ("1,500 kg", "1500", "kg"),
        ("25,5 kg", "25.5", "kg"),
        ("0,500 kg", "0.5", "kg"),
        ("1.500,25 kg", "1500.25", "kg"),
        ("1 500 kg", "1500", "kg"),
        ("1,234,567.5 g", "1234.5675", "kg"),
        ("1.500 kg", "1.5", "kg"),
        ("2 MTS", "2000", "kg"),
        ("2 metric tons", "2000", "kg"),
        ("2公吨", "2000", "kg"),
        ("100 lbs", "45.359237", "kg"),
        ("10 Mg", "10000", "kg"),
        ("20 LTRS", "20", "l"),
        ("2 CBM", "2000", "l"),
        ("4把", "4", "pieces"),
        ("5 只", "5", "pieces"),
        ("12 PCS.", "12", "pieces"),
        ("12 pc(s)", "12", "pieces"),
        ("10 EA", "10", "pieces"),
        ("300 Stk", "300", "pieces"),
        ("10 Stück", "10", "pieces"),
        ("4 st.", "4", "pieces"),
        ("6 szt.", "6", "pieces"),
        ("7 pz", "7", "pieces"),
        ("8 ud.", "8", "pieces"),
        ("3 pairs", "6", "pieces"),
        ("6双", "12", "pieces"),
        ("2万个", "20000", "pieces"),
        ("2 dozen", "24", "pieces"),
        ("5 万吨", "50000000", "kg"),
        ("3千克", "3", "kg"),
    ],
)
def test_an_amount_is_read(written: str, value: str, unit: str) -> None:
    """In kg, litres or pieces; a comma before other than three digits is a decimal comma."""
    assert amount(written, "quantity") == (Decimal(value), unit)
    assert not lacks_amount(written)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Quantity (kg)", "kg"),
        ("Qty (KGS)", "KGS"),
        ("Net weight (g)", "g"),
        ("数量（千克）", "千克"),
        ("重量(kg)", "kg"),
        ("数量 Quantity (t)", "t"),
        ("Weight KG", "KG"),
        ("qty_kg", "kg"),
        ("Weight in lbs", "lbs"),
        ("Quantity [l]", "l"),
        ("Qty pcs", "pcs"),
        ("Quantity (件)", "件"),
    ],
)
def test_a_heading_states_the_unit(tmp_path: Path, heading: str, unit: str) -> None:
    """A number alone has that unit; a cell keeps its own, and the line of columns names the unit."""
    cells = ["5", '"1,500"', "3 boxes", "7 g", ""]
    file = given(tmp_path, "in.csv", f"item,{heading}\n" + "".join(f"depleted uranium,{cell}\n" for cell in cells))
    answer = ask("screen", str(file), *DAY)
    printed = {"KGS": "kg", "千克": "kg", "KG": "kg", "lbs": "lb"}.get(unit, unit)
    assert f"quantity from '{heading}' in {printed} (assumed" in answer.err
    assert f"count as not stated: 1 in '{heading}'" in answer.err
    source = pa.csv.read_csv(file, convert_options=pa.csv.ConvertOptions(column_types={heading: pa.string()}))
    amounts = Encoder("quantity", unit=unit).encode(source.column(heading).combine_chunks())
    read = [amounts.values[number] for number in amounts.numbers.to_pylist()]
    assert read == [f"5 {unit}", f"1,500 {unit}", NO_AMOUNT, "7 g", None]
    assert amount(read[0] or "", "quantity").value > 0


@pytest.mark.parametrize(
    "heading",
    ["Quantity", "Quantity (boxes)", "Qty (ton)", "Order number", "Quantity unit", "Price (USD/kg)", "Qty (m)"],
)
def test_a_heading_without_a_unit_of_goods_states_none(heading: str) -> None:
    """A ton differs by country, and boxes state no amount of the goods in them."""
    assert unit_of_column("quantity", heading) is None


def test_a_unit_in_the_heading_decides_as_the_same_cell(tmp_path: Path) -> None:
    """`Quantity (g)` with 100 is 100 g, which some acts exempt; `--map` reads any column so."""
    whole = screen(
        given(tmp_path, "a.csv", "item,quantity\ndepleted uranium,100 g\ndepleted uranium,600 kg\n"), "out-a.csv", *DAY
    )
    in_heading = screen(
        given(tmp_path, "b.csv", "item,Amount (g)\ndepleted uranium,100\ndepleted uranium,600 kg\n"),
        "out-b.csv",
        "--map",
        "quantity=Amount (g)",
        *DAY,
    )
    for name in ("decision", "worst_case", "questions"):
        assert column(in_heading.rows, name) == column(whole.rows, name)


def test_a_column_with_a_unit_gives_way(tmp_path: Path) -> None:
    """To a column that is read without it, so that no file with both has another answer than before."""
    file = given(tmp_path, "in.csv", "item,Net weight,Quantity (pcs)\ngallium,5 kg,3\n")
    assert "quantity from 'Net weight' (assumed" in ask("screen", str(file), *DAY).err
    file = given(tmp_path, "in.csv", "item,Net weight (kg),Quantity (pcs)\ngallium,5,3\n")
    assert (
        "'Net weight (kg)' (if it states quantity: --map quantity='Net weight (kg)')"
        in ask("screen", str(file), *DAY).err
    )


@pytest.mark.parametrize(
    "unit", ["张", "根", "条", "块", "副", "片", "支", "枝", "台", "座", "辆", "艘", "架", "套", "件"]
)
def test_a_customs_unit_of_goods_counts_pieces(unit: str) -> None:
    """The customs code table of units has them for single goods."""
    assert amount(f"3 {unit}", "quantity") == (Decimal(3), "pieces")


@pytest.mark.parametrize(
    "written",
    [
        "4 boxes",
        "100 cyl",
        "8 cyls",
        "20 GR",
        "10 ctns",
        "3箱",
        "2 桶",
        "5 rolls",
        "5卷",
        "3千盒",
        "300 m",
        "50 平方米",
    ],
)
def test_what_holds_the_goods_is_no_amount_of_them(written: str) -> None:
    """A question is refused in one line, because its amount would be unknown."""
    assert lacks_amount(written)
    answer = ask("check", "yellowcake", "--to", "DE", "--on", "2026-08-01", "--quantity", written)
    assert (answer.code, answer.out) == (2, "")
    assert (
        f"--quantity: '{written}' is not an amount of goods: it counts packages, or is a length or an area"
        in answer.err
    )


@pytest.mark.parametrize("written", ["1,2,3 kg", "12,34,567 kg", "-5 boxes", "3 blubs", "boxes"])
def test_other_texts_stay_errors(written: str) -> None:
    """Nothing is made up of a text that has no one reading."""
    assert not lacks_amount(written)
    with pytest.raises(InputError):
        amount(written, "quantity")


def test_a_row_with_packages_has_an_answer_without_the_exemption(tmp_path: Path) -> None:
    """Less than 500 kg of yellowcake may be exempt by Decree No. 230, art. 6; packages never are, and the run counts them once."""
    cells = ["400 KGS", '"400,5 kg"', "4 boxes", "3箱", "400", "600 KGS", "4 把"]
    text = "Item,Quantity\n" + "".join(f"yellowcake,{cell}\n" for cell in cells)
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", *DAY)
    decisions = column(screening.rows, "decision")
    assert decisions[:2] == ["undecided"] * 2
    assert set(decisions[2:]) == {"prohibited"}
    assert not screening.rejected
    note = "quantities that are numbers alone, packages or metres count as not stated: 3 in 'Quantity'; write 5 kg"
    assert screening.answer.err.count(note) == 1


def test_a_row_with_an_unknown_unit_has_an_answer_without_the_exemption(tmp_path: Path) -> None:
    """A shipment that is prohibited in any amount needs no unit to be known, and no small amount is exempt in one."""
    cells = ["3 blubs", "400 kg", "2 tons", "5 blubs", "7 x 25 kg", "abc", "-5 blubs", "1,2,3 kg"]
    text = "Item;Quantity\n" + "".join(f"yellowcake;{cell}\n" for cell in cells)
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", *DAY)
    assert column(screening.rows, "decision") == ["prohibited", "undecided", "prohibited", "prohibited", "prohibited"]
    assert [value.lstrip("'") for value in column(screening.rejected, "value")] == cells[5:]
    note = (
        "quantities in units that are not known count as not stated; write kg, l or pieces: 'blubs' (2), 'tons' (1), "
        "'x 25 kg' (1)"
    )
    assert screening.answer.err.count(note) == 1


def test_very_many_unknown_units_are_named_in_part(tmp_path: Path) -> None:
    """A column that is no quantity must not fill the terminal."""
    text = "Item;Quantity\n" + "".join(f"yellowcake;3 blubs{chr(97 + number)}\n" for number in range(14))
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", *DAY)
    assert len(screening.rows) == 14
    assert "'blubsj' (1), other units (4)" in screening.answer.err


def test_a_licence_does_not_cover_an_unknown_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How much of its amount the row would use is unknown."""
    (tmp_path / "exportctl.toml").write_text(
        '[[licences]]\nnumber = "L1"\nentries = ["3C001.a"]\nto = ["DE"]\nquantity = "500 kg"\nfrom = 2026-01-01\n'
        "through = 2026-12-31\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    source = given(tmp_path, "in.csv", "Item,Quantity\ngallium,3 blubs\ngallium,300 kg\n")
    answer = ask("screen", str(source), "-o", "out.csv", *DAY, "--set", "end_use=civil", "--set", "end_user_type=civil")
    assert answer.code == 1
    assert "licence L1: 200 kg of 500 kg are left" in answer.err
    assert "covered: 1 by licences" in answer.err


@pytest.mark.parametrize(
    ("item", "quantity", "worded"),
    [
        ("gallium 1000 kg", "1 kg", "1000 kg"),
        ("镓 1000千克", "1 kg", "1000 kg"),
        ("gallium, net weight 1,000.5 KG", "400 kg", "1000.5 kg"),
        ("gallium 2 x 300 kg", "300 kg", "600 kg"),
        ("gallium 1 t", "500 kg", "1000 kg"),
        ("gallium 300 kg", "300 kg", None),
        ("gallium in 25 kg drums", "500 kg", None),
        ("gallium 99.99% 20000 mm", "1 kg", None),
        ("gallium 1000 g", "1 kg", None),
    ],
)
def test_a_licence_does_not_cover_less_than_the_description_states(
    item: str, quantity: str, worded: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The amount in the words contradicts the stated one; a row has the same answer as a check."""
    (tmp_path / "exportctl.toml").write_text(
        '[[licences]]\nnumber = "L1"\nentries = ["3C001.a"]\nto = ["DE"]\nquantity = "500 kg"\nfrom = 2026-01-01\n'
        "through = 2026-12-31\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    civil = ("--end-use", "civil", "--end-user-type", "civil")
    answer = ask("check", item, "--quantity", quantity, "--to", "DE", "--on", "2026-08-01", *civil)
    source = given(tmp_path, "in.csv", f'Item,Quantity\n"{item}",{quantity}\n')
    run = ask("screen", str(source), "-o", "out.csv", *DAY, "--set", "end_use=civil", "--set", "end_user_type=civil")
    (row,) = rows_of(Path("out.csv"))
    text = (
        f"licence L1 covers 500 kg; the description states {worded}, more than the stated amount; correct one of them"
    )
    assert row["answered_by"] == ("" if worded else "licence L1")
    assert row["not_answered"] == (text if worded else "")
    assert (text in answer.words, answer.code, run.code) == (bool(worded), *([1, 1] if worded else [0, 0]))


def test_a_quantity_of_all_rows_must_be_an_amount(tmp_path: Path) -> None:
    """A number without a unit is left out of a cell, and refused in an option."""
    source = given(tmp_path, "in.csv", "item\nyellowcake\n")
    assert "'400' has no unit" in refused(source, "out.csv", *DAY, "--set", "quantity=400")


def test_a_column_of_units_counts_for_the_numbers_beside_it(tmp_path: Path) -> None:
    """As if each cell had its unit: 400 kg of yellowcake may be exempt, and packages or words that are no units never are."""
    cells = {
        "400,KGS": "undecided",
        "600,kg": "prohibited",
        "400 kg,kg": "undecided",
        "4,boxes": "prohibited",
        "400,": "prohibited",
        "400,Siemens": "prohibited",
        ",kg": "prohibited",
    }
    text = "Item,Qty,UOM\n" + "".join(f"yellowcake,{cell}\n" for cell in cells)
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", *DAY)
    assert column(screening.rows, "decision") == [*cells.values()]
    assert column(screening.rows, "UOM")[0] == "KGS"
    assert "quantity from 'Qty' with the unit from 'UOM'" in screening.answer.err
    assert "'UOM'" not in screening.answer.err.partition("not read")[2]
    chinese = given(tmp_path, "zh.csv", "商品名称,数量,计量单位\n黄饼,400,千克\n")
    assert column(screen(chinese, "out-zh.csv", *DAY).rows, "decision") == ["undecided"]


@pytest.mark.parametrize("heading", ["Quantity (kg)", "Net weight (kg)"])
def test_a_unit_in_the_heading_needs_no_column_of_units(tmp_path: Path, heading: str) -> None:
    """The column of units may be that of the price."""
    source = given(tmp_path, "in.csv", f"Item,{heading},Unit\nyellowcake,400,t\n")
    screening = screen(source, "out.csv", "--map", f"quantity={heading}", *DAY)
    assert column(screening.rows, "decision") == ["undecided"]
    assert "'Unit'" in screening.answer.err.partition("not read")[2]


def test_numbers_that_are_no_texts_have_units_in_another_column(tmp_path: Path) -> None:
    """A number and a text are one amount, and several columns of one name are none."""
    table = pa.table({"Item": ["yellowcake", "yellowcake"], "Qty": [400.0, 600.0], "Unit": ["kg", None]})
    pa.parquet.write_table(table, tmp_path / "in.parquet")
    assert column(screen(tmp_path / "in.parquet", "out.csv", *DAY).rows, "decision") == ["undecided", "prohibited"]
    twice = given(tmp_path, "twice.csv", "Item,Qty,Unit,Unit\nyellowcake,400,kg,t\n")
    assert column(screen(twice, "out-twice.csv", *DAY).rows, "decision") == ["prohibited"]
