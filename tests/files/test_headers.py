"""Columns are recognised by their names in trade, in English and Chinese; the columns in use are printed before the work starts."""

from __future__ import annotations

import csv
from pathlib import Path
from shlex import quote

import pytest
import xlsxwriter

from tests.cli.program import ask
from tests.files.program import column, given, refused, screen


def read_line(err: str) -> str:
    """Return the line with the columns in use."""
    first = err.splitlines()[0]
    assert first.startswith("exportctl: read: ")
    return first.removeprefix("exportctl: ")


@pytest.mark.parametrize("header", ["ATD", "Actual export date", "实际出口日期"])
def test_an_actual_day_counts_only_beside_no_planned_one(tmp_path: Path, header: str) -> None:
    """It is then read as the day, with a note; beside another day of the export, that one is."""
    file = given(tmp_path, "in.csv", f"item,to,{header}\ngallium,US,2024-12-15\n")
    assert column(screen(file, "out.csv").rows, "decision") == ["presumption_of_denial"]
    both = given(tmp_path, "both.csv", f"item,to,ETD,{header}\ngallium,US,2025-12-01,2024-12-15\n")
    assert column(screen(both, "out2.csv").rows, "decision") == ["license_required"]


@pytest.mark.parametrize(
    "header",
    [
        *("Goods description,Destination,Shipment date", "DESCRIPTION OF GOODS,Country of Destination,ETD"),
        *("Product,Ship-to country,Ship date", "Commodity,destination_country,Date of shipment"),
        *("Item desc.,Ship-to Country/Region,etd", "货品名称,目的国家/地区,出货日期", "申报品名,收货国,出货日期"),
        *("品名,目的国,出口日期", "货物名称,目的地,发货日期", "商品名称,最终目的国（地区）,出口日期"),
        *(
            "品名 Description,目的国/Destination,出口日期(Export date)",
            " Goods  Description ,ＤＥＳＴＩＮＡＴＩＯＮ,etd:",
        ),
    ],
)
def test_names_that_shippers_use_are_known(tmp_path: Path, header: str) -> None:
    """However they are spaced, written large or in two languages at once; columns keep their names."""
    screening = screen(given(tmp_path, "in.csv", f"{header}\ngallium,US,2025-12-01\n"), "out.csv")
    assert column(screening.rows, "decision") == ["license_required"]
    assert column(screening.rows, "questions")[0].count("to") == 0
    names = header.split(",")
    assert list(screening.rows[0])[:3] == names
    assert (
        read_line(screening.answer.err) == f"read: item from '{names[0]}', on from '{names[2]}', to from '{names[1]}'"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Ship-to country",
        "Consignee country",
        "Country of Import",
        "运抵国",
        "最终目的国",
        "收货人国家",
        "运抵国（地区）",
    ],
)
def test_names_of_destinations_are_known(tmp_path: Path, name: str) -> None:
    """A column of another country next to them is not a destination."""
    screening = screen(
        given(tmp_path, "in.csv", f"item,Country,{name}\ngallium,DE,US\n"), "out.csv", "--on", "2025-12-01"
    )
    assert read_line(screening.answer.err).startswith(f"read: item, to from '{name}'; not read: 'Country'")
    assert "mofcom-2024-46/1" in screening.rows[0]["provisions"]


@pytest.mark.parametrize("name", ["country", "Country Code", "国家", "国别（地区）", "国家 Country"])
def test_a_country_alone_is_the_destination(tmp_path: Path, name: str) -> None:
    """The notes name the column in use; a cell that names the mainland may be the origin and is rejected."""
    file = given(tmp_path, "in.csv", f"item,{name},Country of origin\ngallium,US,CN\ngallium,China,CN\n")
    screening = screen(file, "out.csv", "--on", "2025-12-01")
    read = f"to from '{name}' (assumed, because no other column states it; if that is wrong: --map to=-)"
    assert read in read_line(screening.answer.err)
    assert "mofcom-2024-46/1" in screening.rows[0]["provisions"]
    reason = f"'China' in a column '{name}' may be the origin; if it is the destination: --map to={name}"
    assert column(screening.rejected, "reason") == [reason]
    assert screen(file, "out.csv", "--map", f"to={name}", "--on", "2025-12-01").counts.rejected == 0


def test_two_countries_are_no_destination(tmp_path: Path) -> None:
    """Neither is used, and the notes state that there is no destination."""
    file = given(tmp_path, "in.csv", "item,Country,Country code\ngallium,US,US\n")
    answer = ask("screen", str(file), "--on", "2025-12-01")
    assert read_line(answer.err) == "read: item; not read: 'Country', 'Country code'"
    assert "no destination: each answer may be stricter" in answer.err


@pytest.mark.parametrize("name", ["HS Code", "hs_code", "HTS", "Tariff code", "海关编码", "HS编码", "商品编码", "HSN"])
def test_a_customs_code_accompanies_the_goods(tmp_path: Path, name: str) -> None:
    """It points to the lines that the heading carries."""
    screening = screen(given(tmp_path, "in.csv", f"item,{name}\npart 17,8112929010\n"), "out.csv", "--on", "2025-12-01")
    assert "3C001.a" in screening.rows[0]["entries"]


def test_unused_columns_are_reported(tmp_path: Path) -> None:
    """A column that may have been meant is pointed out, with what would read it."""
    file = given(tmp_path, "in.csv", "Goods,Destination port,Order\ngallium,Hamburg,7\n")
    line = read_line(ask("screen", str(file)).err)
    assert line == (
        "read: item from 'Goods'; not read: 'Destination port' (if it states to: --map to='Destination port'), 'Order'"
    )


NUMBERS = ("1", "640399", "6403.99")


def test_numbers_in_the_column_of_goods_name_a_better_column(tmp_path: Path) -> None:
    """`Item` may number the rows or the articles, six digits too: each reason has the column of the goods, ready to be copied."""
    file = given(
        tmp_path,
        "in.csv",
        "Item,Goods description,to,on\n" + "".join(f"{number},gallium,DE,2025-12-01\n" for number in NUMBERS),
    )
    answer = ask("screen", str(file), "-o", str(tmp_path / "out.csv"), "--rejects", str(tmp_path / "rejects.csv"))
    assert "not read: 'Goods description' (if it states item: --map item='Goods description')" in answer.err
    hint = "write the name of the goods; if 'Goods description' states the goods: --map item='Goods description'"
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8").count(hint) == len(NUMBERS)
    assert ask("screen", str(file), "--map", "item=Goods description").code == 1
    review = ask("classify", str(file), "-o", str(tmp_path / "items.csv"))
    assert review.code == 3
    assert (tmp_path / "items.csv").read_text(encoding="utf-8").count(hint) == len(NUMBERS)


def test_an_article_is_the_goods_if_nothing_else_is(tmp_path: Path) -> None:
    """`Article` is often the number of an article, so a column of descriptions goes first; `Use` may be any use."""
    file = given(tmp_path, "in.csv", "Article,Use,on\ngallium,lamps,2025-12-01\n")
    screening = screen(file, "out.csv")
    assert column(screening.rows, "entries") == ["3C001.a"]
    assumed = "(assumed, because no other column states it; if that is wrong: --map item=COLUMN)"
    use = "end_use from 'Use' (assumed, because no other column states it; if that is wrong: --map end_use=-)"
    assert read_line(screening.answer.err) == f"read: item from 'Article' {assumed}, on, {use}"
    file = given(tmp_path, "in.csv", "Article,Description,on\nA-1,gallium,2025-12-01\n")
    screening = screen(file, "out.csv")
    assert column(screening.rows, "entries") == ["3C001.a"]
    assert read_line(screening.answer.err) == "read: item from 'Description', on; not read: 'Article'"


def test_the_fact_s_own_name_goes_first(tmp_path: Path) -> None:
    """Another name for it then passes through, and is reported: `Item` may be only the number of a line."""
    file = given(tmp_path, "in.csv", "Description,item,on\nsteel,gallium,2025-12-01\n")
    screening = screen(file, "out.csv")
    assert column(screening.rows, "entries") == ["3C001.a"]
    read = "read: item, on; not read: 'Description' (if it states item: --map item=Description)"
    assert read_line(screening.answer.err) == read


def test_other_descriptions_beside_the_item_are_named(tmp_path: Path) -> None:
    """The name of such a column is unknown, but it may name the goods better; a number of the company is none."""
    file = given(tmp_path, "in.csv", "item,Customs description,Product code,on\nmugs,gallium,7,2025-12-01\n")
    read = "not read: 'Customs description' (if it states item: --map item='Customs description'), 'Product code'"
    assert read in read_line(screen(file, "out.csv").answer.err)


@pytest.mark.parametrize("name", ["Final destination", "Country of ultimate destination", "最终目的国"])
@pytest.mark.parametrize("other", ["to", "Destination"])
def test_a_final_destination_is_not_hidden(tmp_path: Path, name: str, other: str) -> None:
    """The law counts the final destination; a column `to` may hold that of the first leg, so the caller chooses."""
    source = given(tmp_path, "in.csv", f"item,{other},{name},on\ngallium,DE,US,2025-12-01\n")
    line = refused(source, "out.csv")
    assert line == f"to: the columns '{other}' and '{name}' both state this fact; choose one: --map to=COLUMN"
    screening = screen(source, "out.csv", "--map", f"to={name}")
    assert "mofcom-2024-46/1" in screening.rows[0]["provisions"]


def test_two_columns_for_one_fact_are_refused(tmp_path: Path) -> None:
    """Both are named, with the option that selects one; `-` selects neither."""
    file = given(tmp_path, "in.csv", "Product,Goods description,on\nsteel,gallium,2025-12-01\n")
    expected = "item: the columns 'Product' and 'Goods description' both state this fact; choose one: --map item=COLUMN"
    assert refused(file, "out.csv") == expected
    screening = screen(file, "out.csv", "--map", "item=Goods description")
    assert column(screening.rows, "entries") == ["3C001.a"]
    file = given(tmp_path, "in.csv", "item,用途,on\ngallium,用于制造,2025-12-01\n")
    assert screen(file, "out.csv").counts.rejected == 1
    assert screen(file, "out.csv", "--map", "end_use=-").counts.screened == 1


def test_a_column_of_uses_is_read_unless_another_states_the_end_use(tmp_path: Path) -> None:
    """A military row would lack its prohibition if `Use` were only reported as a column that is not read."""
    text = "Goods,Destination,on,Use\ngallium,US,2025-12-01,military\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv")
    assert column(screening.rows, "decision") == ["prohibited"]
    assert "end_use from 'Use' (assumed" in read_line(screening.answer.err)
    both = given(tmp_path, "both.csv", text.replace("Use", "Use,End use").replace("military", "any text,civil"))
    assert column(screen(both, "out2.csv").rows, "decision") == ["license_required"]


def test_a_column_states_parties_in_its_role(tmp_path: Path) -> None:
    """All of them are screened, together with parties of all rows."""
    text = (
        "item,to,on,Consignee,Buyer,最终用户\ngallium,US,2025-06-01,ACME,Globex,Leidos Inc\ngallium,US,2025-06-01,,,\n"
    )
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--set", "party=Initech")
    command = ("check", "gallium", "--to", "US", "--on", "2025-06-01", "--party", "Initech", "--format", "json")
    parties = ("--party", "consignee=ACME", "--party", "buyer=Globex", "--party", "end-user=Leidos Inc")
    answers = [ask(*command, *parties).json, ask(*command).json]
    assert column(screening.rows, "decision") == [answer["decision"] for answer in answers]
    assert column(screening.rows, "decision")[0] == "prohibited"
    assert "party (end-user) from '最终用户'" in read_line(screening.answer.err)


def test_parties_may_stand_in_several_columns_of_one_role(tmp_path: Path) -> None:
    """Each names another party; two with one name cannot be distinguished."""
    text = "item,to,on,Customer,Buyer\ngallium,US,2025-06-01,ACME,Leidos Inc\n"
    assert column(screen(given(tmp_path, "in.csv", text), "out.csv").rows, "decision") == ["prohibited"]
    line = refused(given(tmp_path, "in.csv", text.replace("Customer", "Buyer")), "twice.csv")
    assert line == "party: two columns are named 'Buyer'; rename one of them"


TITLED = {
    "a title": "Shipments of 2026,,,\n\nGoods description,HS Code,Destination,Note\n{row},x\n",
    "no blanks": "Shipments of 2026\nGoods description;HS Code;Destination;Note\n{row};x\n",
    "said of all": "申报日期,2026-08-01,,\n货号,商品名称,商品编号,最终目的国\n7,{row}\n",
    "groups": "Goods,,Shipment,\nGoods description,HS Code,Destination,Note\n{row},x\n",
    "blank lines": "\r\n,,\r\nitem,hs_code,to\r\n{row}\r\n",
}


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_title_above_the_names_is_skipped(tmp_path: Path, name: str, encoding: str) -> None:
    """The row that names goods and another fact is the header; its number is reported, and rows are counted from the top."""
    comma = ";" if name == "no blanks" else ","
    rows = [comma.join(cells) for cells in (("gallium", "811292", "DE"), ("gallium", "811292", "nowhere"))]
    above, _, row = TITLED[name].rstrip().rpartition("\n")
    text = "\n".join([above.rstrip("\r"), *(row.format(row=cells) for cells in rows), ""])
    screening = screen(given(tmp_path, "in.csv", text.encode(encoding)), "out.csv")
    assert column(screening.rows, "decision") == ["license_required"]
    number = above.count("\n") + 1
    assert [(row["row"], row["value"]) for row in screening.rejected] == [(str(number + 2), "nowhere")]
    assert read_line(screening.answer.err).endswith(
        f"; column names are in row {number}; the rows above it are skipped"
    )
    output = ask("screen", str(tmp_path / "in.csv"), "--format", "github").out
    assert f"line={number + 1}," in output
    assert f"line={number + 2}," in output


@pytest.mark.parametrize("text", ["a,b\nProduct,HS\ngallium,811292\n", "Goods,Note\nProduct,HS\ngallium,x\n"])
def test_a_first_row_without_an_empty_cell_names_the_columns(tmp_path: Path, text: str) -> None:
    """All text below it is rows."""
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--map", f"item={text.partition(',')[0]}")
    assert (screening.counts.rows, len(screening.rows)) == (2, 2)


@pytest.mark.parametrize("name", ["in.csv", "in.xlsx"])
def test_mapped_columns_show_the_header_below_a_title(tmp_path: Path, name: str) -> None:
    """No name of this header is known, and the title is alone in its row."""
    rows = [
        ["某某公司出货计划 2026", "", ""],
        ["", "", ""],
        ["出货内容", "去哪里", "When"],
        ["金属镓", "US", "2025-12-01"],
    ]
    if name.endswith("xlsx"):
        with xlsxwriter.Workbook(str(tmp_path / name)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, [cell or None for cell in row])
        source = tmp_path / name
    else:
        source = given(tmp_path, name, "".join(",".join(row) + "\n" for row in rows))
    screening = screen(source, "out.csv", "--map", "item=出货内容", "--map", "to=去哪里")
    assert column(screening.rows, "decision") == ["license_required"]
    assert "on from 'When' (assumed, because no other column states it; if that is wrong: --map on=-)" in read_line(
        screening.answer.err
    )
    assert "; column names are in row 3; the rows above it are skipped" in read_line(screening.answer.err)
    unnamed = ask("screen", str(source), "-o", str(tmp_path / "none.csv"))
    assert "choose one: --map item=COLUMN (某某公司出货计划 2026)" in unnamed.err


def test_a_title_row_above_a_known_name_needs_no_mapping(tmp_path: Path) -> None:
    """A column of goods with their model is one of goods."""
    text = "某某公司出货计划 2026,,\n,,\n货物名称及规格,目的国,出口日期\n金属镓,US,2025-12-01\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv")
    assert column(screening.rows, "decision") == ["license_required"]


@pytest.mark.parametrize("mark", ["é", "镓", "\0", '"', "a"])
def test_only_possible_delimiters_can_be_declared(tmp_path: Path, mark: str) -> None:
    """Any other first line is one like all lines, which names no goods here."""
    assert "item" in refused(given(tmp_path, "in.csv", f"sep={mark}\nitem{mark}to\ngallium{mark}US\n"), "out.csv")


def test_goods_below_names_are_never_passed_over(tmp_path: Path) -> None:
    """A repeated and fuller header is a row like any other."""
    text = "Goods,,Destination\ngallium,,US\nGoods description,HS Code,Destination\ngraphite,,DE\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--on", "2026-08-01")
    assert (screening.counts.rows, column(screening.rows, "Goods")) == (3, ["gallium", "graphite"])
    assert column(screening.rejected, "value") == ["Destination"]


@pytest.mark.parametrize(
    "table",
    [
        "Goods,Destination,Consignee\ncoffee mugs,CA,TechInsights\n",
        "Destination,Goods,Consignee\nCA,coffee mugs,TechInsights\n",
        "Consignee,Destination,Goods\nTechInsights,CA,coffee mugs\n",
    ],
)
def test_the_header_of_another_table_below_the_first_is_rejected(tmp_path: Path, table: str) -> None:
    """Its rows would be read with the columns of the first table, and its own columns would be missed."""
    source = given(tmp_path, "in.csv", f"Goods,Destination,Remarks\ncoffee mugs,DE,x\n,,\n{table}")
    screening = screen(source, "out.csv", "--on", "2025-12-01")
    assert screening.code == 2
    reason = "the row names columns, like the header of another table; move that table to a file or a sheet of its own"
    assert (screening.rejected[0]["row"], screening.rejected[0]["reason"]) == ("4", reason)


@pytest.mark.parametrize("rows", [30, 90])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_header_may_be_far_below_the_first_row(tmp_path: Path, rows: int, kind: str) -> None:
    """Remarks of a whole page may be above it."""
    cells = [*([f"remark {number}", ""] for number in range(rows)), ["Goods", "Destination"], ["gallium", "US"]]
    path = tmp_path / f"in.{kind}"
    if kind == "csv":
        given(tmp_path, "in.csv", "".join(",".join(row) + "\n" for row in cells))
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, [cell or None for cell in row])
    screening = screen(path, "out.csv", "--on", "2025-12-01")
    assert f"column names are in row {rows + 1}; the rows above it are skipped" in screening.answer.err
    assert column(screening.rows, "decision") == ["license_required"]


def test_the_delimiter_may_be_declared_first(tmp_path: Path) -> None:
    """By a line that spreadsheets do not show, so that it is no row."""
    text = "sep=;\r\nX;to;a, b, c, d\r\ngallium;DE;x\r\ngallium;nowhere;\r\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--map", "item=X")
    assert column(screening.rows, "entries") == ["3C001.a"]
    assert column(screening.rejected, "row") == ["3"]


def test_the_rows_show_which_of_two_marks_separates_cells(tmp_path: Path) -> None:
    """A heading with as many commas as semicolons is no reason to cut goods at their commas."""
    text = "Goods, name;to\ngallium metal;US\ngermanium ingot, 4N;JP\nshirts;DE\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--map", "item=Goods, name", "--on", "2026-10-01")
    assert column(screening.rows, "to") == ["US", "JP", "DE"]
    assert column(screening.rows, "Goods, name")[1] == "germanium ingot, 4N"


@pytest.mark.parametrize(
    "day", ["2026-12-01", "2026/12/01", "2026.12.01", "2026年12月1日", "20261201", "2026/12/1 0:00", "2026-12-01T23:59"]
)
def test_a_day_with_the_year_first_is_read(tmp_path: Path, day: str) -> None:
    """It can be no other day."""
    screening = screen(given(tmp_path, "in.csv", f"item,to,on\ngallium,US,{day}\n"), "out.csv")
    whole = screen(given(tmp_path, "in.csv", "item,to,on\ngallium,US,2026-12-01\n"), "out.csv")
    assert column(screening.rows, "decision") == column(whole.rows, "decision")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("01/02/2025", "is not year-first; add --date-order dmy or --date-order mdy"),
        ("1.2.25", "has a year of two digits; add --date-order dmy or --date-order mdy"),
        ("31/12/25", "has a year of two digits; add --date-order dmy"),
        ("12/31/25", "has a year of two digits; add --date-order mdy"),
        ("26.1.5", "has a year of two digits; write the year in full, like 2025-12-01"),
        ("2025-13-01", "is not a date: there is no month 13; write it like 2025-12-01"),
        ("2025-02-30", "is not a date: 2025-02 has no day 30; write it like 2025-12-01"),
        ("2025-12-01 25:99", "is not a date: '25:99' is not a time; write it like 2025-12-01"),
        ("32/12/2025", "is not a date: no order of day and month makes it one; write it like 2025-12-01"),
        *((text, "is not a date; write it like 2025-12-01") for text in ("2025/02-01", "1 Foo 2025", "1234")),
    ],
)
def test_a_day_that_could_be_another_is_rejected(tmp_path: Path, day: str, why: str) -> None:
    """The reason states this, and the correct notation."""
    screening = screen(given(tmp_path, "in.csv", f"item,to,on\ngallium,US,{day}\n"), "out.csv")
    assert column(screening.rejected, "reason") == [f"'{day}' {why}"]


def test_a_quantity_without_a_unit_is_rejected(tmp_path: Path) -> None:
    """Its unit is in another column, or nowhere: the row is answered as though none were stated, which frees nothing."""
    counts = ["100", '"1,000"', "", "100 g", "1200 kg", "-5"]
    text = "Item,Quantity\n" + "".join(f"depleted uranium,{count}\n" for count in counts)
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--set", "to=DE", "--on", "2026-08-01")
    assert "quantity from 'Quantity' (only amounts with a unit)" in read_line(screening.answer.err)
    assert column(screening.rows, "decision") == [
        "prohibited",
        "prohibited",
        "prohibited",
        "undecided",  # below a limit that one source alone prints
        "prohibited",
    ]
    assert column(screening.rejected, "value") == ["-5"]


@pytest.mark.parametrize("name", ["数量", "重量", "净重"])
def test_chinese_names_of_an_amount(tmp_path: Path, name: str) -> None:
    """A number alone, of packages or of kilowatts is no amount of goods; one below zero is rejected as in English."""
    counts = ["100", "3箱", "2 桶", "5 cartons", "1200 kg", "1200 千克", "1.2吨", "-5", "3 千瓦"]
    text = f"货物,{name}\n" + "".join(f"depleted uranium,{count}\n" for count in counts)
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--set", "to=DE", "--on", "2026-08-01")
    assert f"quantity from '{name}'" in read_line(screening.answer.err)
    assert column(screening.rows, "decision") == ["prohibited"] * 8
    assert column(screening.rejected, "value") == ["-5"]


def test_one_column_of_several_states_the_amount(tmp_path: Path) -> None:
    """A column of pieces beside one of weights is no error; several columns of weights state nothing, rather than the wrong one."""
    text = "货物,数量,净重,重量\ndepleted uranium,100 g,5 kg,6 kg\n"
    source = given(tmp_path, "in.csv", text)
    screening = screen(source, "out.csv", "--set", "to=DE", "--on", "2026-08-01")
    assert "quantity from '数量' (only amounts with a unit); not read: '净重', '重量'" in read_line(
        screening.answer.err
    )
    source = given(tmp_path, "in.csv", text.replace("数量", "箱号"))
    screening = screen(source, "out.csv", "--set", "to=DE", "--on", "2026-08-01")
    assert "quantity" not in read_line(screening.answer.err).partition("not read")[0]


def test_no_row_costs_without_bound(tmp_path: Path) -> None:
    """A cell that is too long, or names too many values, is rejected, and printed in short."""
    text = f"item,party\ngallium,{'x' * 5000}\ngallium,{'ACME;' * 101}\ngallium,{'ACME;' * 100}\n{'x' * 1001},\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--on", "2025-12-01")
    assert screening.counts.screened == 1
    assert [(row["column"], row["reason"]) for row in screening.rejected] == [
        ("party", "the cell has more than 4,000 characters, which is the limit"),
        ("party", "the cell states 101 values; the limit is 100"),
        ("item", "'" + "x" * 40 + "...' has 1,001 characters; the limit is 1,000"),
    ]
    assert max(len(row["value"]) for row in screening.rejected) == 200


@pytest.mark.parametrize("name", ["ship to", "Ship-To", "shipto", "Deliver to", "运往"])
def test_a_column_that_may_hold_destinations_is_suggested(tmp_path: Path, name: str) -> None:
    """It may as well hold parties or addresses, so only the caller knows whether it holds countries."""
    source = given(tmp_path, "in.csv", f"item,{name},on\ngallium,US,2025-12-01\n")
    answer = screen(source, "out.csv").answer
    assert f"not read: '{name}' (if it states to: --map to={quote(name)})" in answer.err
    assert (
        f"no destination: each answer may be stricter; if '{name}' holds countries, state --map to='{name}'; if not, add a column "
        "'to', "
        "or state --set to=PLACE"
    ) in answer.err
    answer = screen(source, "mapped.csv", "--map", f"to={name}").answer
    assert "no destination" not in answer.err


def test_such_a_column_beside_the_destination_states_parties(tmp_path: Path) -> None:
    """Its cells then name the consignee, except for places; `--map` leaves it out."""
    rows = 'coffee mugs,TechInsights,CA\ncoffee mugs,"12 Main St, Ottawa",CA\ncoffee mugs,Germany,CA\n'
    source = given(tmp_path, "in.csv", f"item,ship to,country\n{rows}")
    screening = screen(source, "out.csv", "--on", "2025-12-01")
    assert column(screening.rows, "decision") == ["prohibited", "no_control_found", "no_control_found"]
    assert "no destination" not in screening.answer.err
    assumed = "(assumed; if it does not name the other parties: --map party=-)"
    assert f"party (consignee) from 'ship to' {assumed}" in screening.answer.err
    assert screen(source, "none.csv", "--on", "2025-12-01", "--map", "party=-").code == 0
    stated = given(tmp_path, "stated.csv", f"item,ship to,region\n{rows}")
    assert screen(stated, "set.csv", "--on", "2025-12-01", "--set", "to=CA").rows[0]["decision"] == "prohibited"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *(
            (name, "consignee")
            for name in ("Recipient", "Receiver", "Final recipient", "Addressee", "Receiving company")
        ),
        *((name, "consignee") for name in ("收件人", "最终收货人", "收货人信息", "Consignee/Address", "Consignee 2")),
        *((name, "buyer") for name in ("Client", "Bill to", "购货单位", "Name of the foreign buyer", "客户公司")),
        *((name, "end-user") for name in ("End-user company", "End User (if different from consignee)", "EndUsers")),
        *((name, "intermediary") for name in ("Distributor", "Intermediate consignee", "中间商", "经销商")),
        ("Importing company", "importer"),
        *((name, "") for name in ("Counterparty", "Party name", "合同对方", "Customer/Consignee", "收货人及通知人")),
        *((name, "") for name in ("Company name", "公司名称", "Account name", "Agent", "Freight forwarder", "货代")),
    ],
)
def test_columns_of_parties_are_read_by_many_names(tmp_path: Path, name: str, role: str) -> None:
    """A listed party below any of them counts; a name without a role, or with several, means a party in no role."""
    source = given(tmp_path, "in.csv", f"item,to,on,{name}\ncoffee mugs,CA,2025-12-01,TechInsights\n")
    screening = screen(source, "out.csv")
    assert column(screening.rows, "decision") == ["prohibited"]
    read = f"party ({role}) from '{name}'" if role else f"party from '{name}'"
    assert read in read_line(screening.answer.err)


@pytest.mark.parametrize("name", ["Seller", "Exporter company", "Company name (seller)", "Consignee code", "Supplier"])
def test_other_columns_beside_the_goods_state_no_parties(tmp_path: Path, name: str) -> None:
    """They name the exporter, or nobody."""
    source = given(tmp_path, "in.csv", f"item,to,on,{name}\ncoffee mugs,CA,2025-12-01,TechInsights\n")
    assert f"not read: '{name}'" in read_line(screen(source, "out.csv").answer.err)


def test_several_columns_without_a_role_state_several_parties(tmp_path: Path) -> None:
    """None of them hides another, and parties of all rows hide none, either."""
    text = "item,to,on,Counterparty,Party,Parties\ncoffee mugs,CA,2025-12-01,TechInsights,Acme,Globex\n"
    source = given(tmp_path, "in.csv", text)
    read = "party from 'Party', party from 'Counterparty', party from 'Parties'"
    screening = screen(source, "out.csv", "--set", "party=Initech")
    assert read in read_line(screening.answer.err)
    assert column(screening.rows, "decision") == ["prohibited"]
    again = screen(given(tmp_path, "again.csv", text.replace("Party,", "party,")), "out2.csv")
    assert "party, party from 'Counterparty', party from 'Parties'" in read_line(again.answer.err)


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ("gallium,US,2025-12-01", "'gallium', '2025-12-01'"),
        ("steel screws,Germany,", "'Germany'"),
        ("screws,德国,31/12/2025", "'德国', '31/12/2025'"),
        ("3C001.a,US,", "'3C001.a'"),
        ("part 17,811292,5 kg", "'811292', '5 kg'"),
        ("part 17,7440-55-3,x", "'7440-55-3'"),
    ],
)
def test_a_file_without_column_names_is_told_apart(tmp_path: Path, first: str, shown: str) -> None:
    """The data of its first row would be names."""
    line = refused(given(tmp_path, "in.csv", f"{first}\ngallium,DE,2025-12-01\n"), "out.csv")
    assert line == (
        f"item: no column is recognised as the goods, and the first row seems to hold data ({shown}), not column names; "
        "add a row of names above it, such as item, to, on"
    )


def test_column_names_that_are_also_codes_are_names(tmp_path: Path) -> None:
    """ID is a place, and In an element."""
    line = refused(given(tmp_path, "in.csv", "what,ID,NO,In,Ga\nx,1,2,3,4\n"), "out.csv")
    assert line == "item: no column is recognised as the goods; choose one: --map item=COLUMN (what, ID, NO, In, Ga)"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_facts_above_the_header_are_reported(tmp_path: Path, kind: str) -> None:
    """A packing list states the consignee once, above its table. Facts of columns and the date of the list do not count."""
    rows = [
        ["Packing list", "Date: 2026-08-01"],
        ["Consignee:", "TechInsights, Ottawa"],
        ["最终用户：Acme", "Destination: Canada"],
        ["Goods", "Destination", "HS Code"],
        ["coffee mugs", "CA", "691200"],
    ]
    path = tmp_path / f"in.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    screening = screen(path, "out.csv", "--on", "2025-12-01")
    assert screening.code == 2
    assert read_line(screening.answer.err).endswith(
        "the rows above it are skipped, with 'Consignee: TechInsights, Ottawa', '最终用户: Acme': "
        "if they hold for all rows, add --set"
    )
    advice = "was not read: if it holds for all rows, add --set party="
    assert f"'Consignee: TechInsights, Ottawa' above the column names {advice}'consignee=TechInsights, Ottawa'" in (
        screening.answer.err
    )
    assert f"'最终用户: Acme' above the column names {advice}end-user=Acme" in screening.answer.err
    stated = ("--on", "2025-12-01", "--set", "party=consignee=TechInsights; Acme")
    assert screen(path, "stated.csv", *stated).rows[0]["decision"] == "prohibited"
    assert screen(path, "stated.csv", *stated).code == 1
    assert screen(path, "allowed.csv", "--on", "2025-12-01", "--allow-skipped").code == 0


@pytest.mark.parametrize(
    ("top", "advice"),
    [
        ("Final destination: United States,,", "--set to='United States'"),
        ("End use: military,,", "--set end_use=military"),
    ],
)
def test_a_destination_or_use_above_the_names_may_change_the_rows(tmp_path: Path, top: str, advice: str) -> None:
    """The rows state another destination, and no use."""
    source = given(tmp_path, "in.csv", f"{top}\nitem,to,on\ngallium,DE,2026-12-03\n")
    screening = screen(source, "out.csv", "--gate", "prohibited")
    assert screening.code == 2
    assert advice in screening.answer.err


@pytest.mark.parametrize("other", ["Destination country", "Final country", "Country of end use", "最终用户所在国"])
def test_no_column_hides_another_destination(tmp_path: Path, other: str) -> None:
    """The law counts the final one."""
    source = given(tmp_path, "in.csv", f"item,to,on,{other}\ngallium,DE,2026-12-03,US\n")
    assert f"the columns 'to' and '{other}' both state this fact" in refused(source, "out.csv")


def test_a_page_ends_like_the_rows(tmp_path: Path) -> None:
    """It does not show that a party above the column names was screened."""
    source = given(tmp_path, "in.csv", "Consignee: TechInsights,,\nitem,to,on\ncoffee mugs,CA,2025-12-01\n")
    answer = ask("report", str(source), "-o", str(tmp_path / "page.html"))
    assert answer.code == 2
    assert "'Consignee: TechInsights' above the column names was not read" in answer.err
    assert (tmp_path / "page.html").exists()
    assert ask("report", str(source), "-o", str(tmp_path / "allowed.html"), "--allow-skipped").code == 0
    stated = ("--set", "party=consignee=TechInsights")
    assert ask("report", str(source), "-o", str(tmp_path / "stated.html"), *stated).code == 0


@pytest.mark.parametrize(
    ("top", "shown"),
    [
        ("Consignee:,,Seller:\nTechInsights,,Acme", "Consignee: TechInsights"),
        ("1. Consignee,,\nTechInsights,,", "Consignee: TechInsights"),
        ('"Invoice No: 7\nConsignee:\nTechInsights",,', "Consignee: TechInsights"),
        ('"Seller: Acme;  Buyer: TechInsights",,', "Buyer: TechInsights"),
        ("Ship to,TechInsights,", "Ship to: TechInsights"),
        ("TO: TechInsights,,", "TO: TechInsights"),
        ("Shipment date: 2025-12-24,,", "Shipment date: 2025-12-24"),
    ],
)
def test_facts_above_the_header_in_other_places(tmp_path: Path, top: str, shown: str) -> None:
    """Below their label, in one cell with others, or as the destination; none of them ends with 0 unless the caller states it."""
    source = given(tmp_path, "in.csv", f"{top}\nGoods,Destination,HS Code\ncoffee mugs,CA,691200\n")
    screening = screen(source, "out.csv")
    assert screening.code == 2
    assert f"'{shown}' above the column names was not read: if it" in screening.answer.err
    stated = ("--on", "2025-12-01", "--set", "party=TechInsights")
    assert screen(source, "stated.csv", *stated).code == 1


@pytest.mark.parametrize(
    "top",
    [
        "Seller: Acme,,",
        "From: China,To: Rotterdam,",
        "Ship to: Canada,,",
        "Company: Acme,,",
        "Country of origin: CN,,",
    ],
)
def test_other_remarks_above_the_header_are_no_parties(tmp_path: Path, top: str) -> None:
    """A route, a place, the exporter and facts without which rows are open do not fail the run."""
    source = given(tmp_path, "in.csv", f"{top}\nGoods,Destination,HS Code\ncoffee mugs,CA,691200\n")
    assert screen(source, "out.csv", "--on", "2025-12-01").code == 0


def test_a_column_of_parties_below_a_group_is_not_missed(tmp_path: Path) -> None:
    """`Name` below `Consignee` names the consignee; `Parties` and `Consignee` are no values of facts."""
    rows = "Goods data,,Consignee,,Buyer\nGoods,Destination,Name,City,Price\ncoffee mugs,CA,TechInsights,Reno,1\n"
    source = given(tmp_path, "in.csv", rows)
    screening = screen(source, "out.csv", "--on", "2025-12-01")
    assert screening.code == 2
    assert read_line(screening.answer.err).endswith("the rows above it are skipped")
    assert "column 'Name' was not read: it is below 'Consignee'; name it 'Consignee Name'" in screening.answer.err
    assert screen(source, "mapped.csv", "--on", "2025-12-01", "--map", "party=Name").code == 1
