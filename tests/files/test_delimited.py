"""CSV and TSV are read in any notation, and a text that is not a table is refused in one line."""

from __future__ import annotations

import codecs
import gzip
import random
from pathlib import Path

import pyarrow as pa
import pytest

from tests.files.program import HEADER, ROW, column, given, refused, screen, unreadable

TEXT = f"{HEADER},note\n{ROW},007\n镓,美国,2025-12-01,=1\n"


def zstd(data: bytes) -> bytes:
    """Return bytes packed."""
    packed: bytes = pa.compress(data, "zstd", asbytes=True)
    return packed


SPELLINGS: dict[str, bytes] = {
    "semicolons": TEXT.replace(",", ";").encode(),
    "tabs": TEXT.replace(",", "\t").encode(),
    "bars": TEXT.replace(",", "|").encode(),
    "double quotes": TEXT.replace("gallium", '"gallium"').encode(),
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "cr": TEXT.replace("\n", "\r").encode(),
    "no last line end": TEXT.removesuffix("\n").encode(),
    "blank lines": TEXT.replace("\n", "\n\n").encode(),
    "bom": codecs.BOM_UTF8 + TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16 big end first": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-16 without a mark": TEXT.encode("utf-16-le"),
    "utf-16 without a mark, big end first": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
    "gzip": gzip.compress(TEXT.encode()),
    "gzip in parts": gzip.compress(TEXT[:7].encode()) + gzip.compress(TEXT[7:].encode()),
    "zstd": zstd(TEXT.encode()),
    "gb18030 in gzip": gzip.compress(TEXT.encode("gb18030")),
}


class TestSpellings:
    """The same rows, however they are written."""

    @pytest.mark.parametrize("name", SPELLINGS)
    def test_the_first_bytes_determine_the_notation(self, tmp_path: Path, name: str) -> None:
        """Two rows of goods that are listed, and a note whose zeros stay."""
        screening = screen(given(tmp_path, "in.csv", SPELLINGS[name]), "out.csv")
        assert (screening.code, screening.counts.by_decision) == (1, {"license_required": 2})
        assert column(screening.rows, "item") == ["gallium", "镓"]
        assert column(screening.rows, "note") == ["007", "'=1"]
        assert column(screening.rows, "entries") == ["3C001.a", "3C001.a"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    def test_a_text_may_be_all_chinese(self, tmp_path: Path, encoding: str) -> None:
        """UTF-16 without a mark then has few zero bytes; its line ends show it."""
        screening = screen(given(tmp_path, "in.csv", "货物名称\n镓\n锗锭\n".encode(encoding)), "out.csv")
        assert column(screening.rows, "货物名称") == ["镓", "锗锭"]
        assert column(screening.rows, "entries")[0] == "3C001.a"

    @pytest.mark.parametrize("name", ["in.tsv", "in.tab", "in.tsv.gz"])
    def test_a_tsv_has_tabs_even_if_it_has_more_commas(self, tmp_path: Path, name: str) -> None:
        """The ending decides."""
        text = f"{HEADER}\ta,b,c,d\n{ROW}\t1,2,3,4\n".replace(HEADER, HEADER.replace(",", "\t"))
        screening = screen(given(tmp_path, name, text.replace(ROW, ROW.replace(",", "\t"))), "out.tsv")
        assert screening.rows[0]["a,b,c,d"] == "1,2,3,4"

    def test_a_cell_may_have_lines(self, tmp_path: Path) -> None:
        """A quoted line end, quote and comma are part of the cell."""
        text = f'{HEADER},note\n{ROW},"one\ntwo ""three"", four"\n{ROW},five\n'
        screening = screen(given(tmp_path, "in.csv", text), "out.csv")
        assert column(screening.rows, "note") == ['one\ntwo "three", four', "five"]

    def test_latin_1_has_to_be_named(self, tmp_path: Path) -> None:
        """It could be one of many encodings, so the program does not guess."""
        file = given(tmp_path, "in.csv", f"{HEADER}\ncafé Müller,US,2025-12-01\n".encode("latin-1"))
        assert unreadable(file, "out.csv") == (
            "its first bytes are not UTF-8, UTF-16 or GB18030 text; name the encoding, such as --encoding cp1252"
        )
        assert column(screen(file, "out.csv", "--encoding", "latin-1").rows, "item") == ["café Müller"]

    @pytest.mark.parametrize("later", ["镓,US,2025-12-01\n".encode("gb18030"), b"caf\xe9,US,2025-12-01\n"])
    def test_a_change_of_encoding_is_reported(self, tmp_path: Path, later: bytes) -> None:
        """A text that begins as UTF-8 and continues in another encoding is not read further."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n".encode() + f"{ROW}\n".encode() * 5000 + later)
        assert "is not in the encoding of the first lines; name the encoding with --encoding" in refused(
            file, "out.csv"
        )

    @pytest.mark.parametrize(("encoding", "bad"), [("gb18030", b"\xff\xff,US\n"), ("utf-16", b"\x00\xd8\n")])
    def test_invalid_bytes_are_reported(self, tmp_path: Path, encoding: str, bad: bytes) -> None:
        """Also where a file is in an encoding of its own."""
        file = given(tmp_path, "in.csv", (f"{HEADER}\n" + "镓,美国,2025-12-01\n" * 10_000).encode(encoding) + bad)
        assert "is not in the encoding of the first lines" in refused(file, "out.csv")

    @pytest.mark.parametrize(
        ("encoding", "what"),
        [
            ("klingon", "'klingon' is not a text encoding; name one, like utf-8"),
            ("base64", "'base64' is not a text encoding; name one, like utf-8"),
            ("utf-16", "the file is not text in utf-16"),
            ("ascii", "the file is not text in ascii"),
        ],
    )
    def test_a_wrong_encoding_is_reported(self, tmp_path: Path, encoding: str, what: str) -> None:
        """One that does not exist, and one that the file is not in."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n镓{ROW}\n")
        assert refused(file, "out.csv", "--encoding", encoding).startswith(f"--encoding: {what}")


class TestShapes:
    """An unusual but complete text is read; a text that cannot be a table is refused."""

    @pytest.mark.parametrize("text", ["", "\n\n", HEADER, f"{HEADER}\n", f"{HEADER}\r\n\r\n"])
    @pytest.mark.parametrize("output", ["out.csv", "out.jsonl", "out.parquet", "out.xlsx"])
    def test_a_file_without_rows_checks_nothing(self, tmp_path: Path, text: str, output: str) -> None:
        """Without rows nothing was checked, as the exit code shows; an older output does not stay."""
        given(tmp_path, output, "old")
        screening = screen(given(tmp_path, "in.csv", text), output)
        assert (screening.code, screening.rows, screening.counts.rows) == (4, [], 0)

    def test_ragged_rows_are_rejected(self, tmp_path: Path) -> None:
        """Too few cells and too many, each with its number and its text."""
        text = f"{HEADER}\na,b\n{ROW}\n\na,b,c,d\n{ROW}\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.csv")
        assert (screening.code, len(screening.rows)) == (2, 2)
        assert [(row["row"], row["value"], row["reason"]) for row in screening.rejected] == [
            (
                "2",
                "a,b",
                "the row has 2 cells, but the first line has 3; correct the row, or quote cells that contain a separator",
            ),
            (
                "5",
                "a,b,c,d",
                "the row has 4 cells, but the first line has 3; correct the row, or quote cells that contain a separator",
            ),
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_a_blank_line_is_no_row_but_counted(self, tmp_path: Path, end: str) -> None:
        """Rows have the numbers that a spreadsheet shows, also after multi-line cells and in later blocks."""
        bad, cell = "gallium,nowhere,", f'"gal{end}{end}lium",nowhere,'
        rows = [HEADER, "", bad, "", "", cell, *[ROW] * 90_000, "", bad, ""]
        screening = screen(given(tmp_path, "in.csv", end.join([*rows, ""])), "out.csv")
        assert column(screening.rejected, "row") == ["3", "6", "90008"]

    def test_a_nul_byte_is_part_of_its_cell(self, tmp_path: Path) -> None:
        """It makes no other goods of them, and cuts nothing off."""
        screening = screen(given(tmp_path, "in.csv", f"{HEADER}\ngal\0lium,US,2025-12-01\n{ROW}\n"), "out.jsonl")
        assert column(screening.rows, "item") == ["gal\0lium", "gallium"]
        assert column(screening.rows, "entries") == ["", "3C001.a"]

    @pytest.mark.parametrize("size", [1_000_000, 10_000_000])
    def test_a_long_row_is_read_or_rejected_as_any_other(self, tmp_path: Path, size: int) -> None:
        """One megabyte, and more than a block."""
        note = "x" * size
        screening = screen(given(tmp_path, "in.csv", f"{HEADER},n\n{ROW},1\n{ROW},{note}\n{ROW},2\n"), "out.jsonl")
        assert [len(row["n"]) for row in screening.rows] == [1, size, 1]

    @pytest.mark.parametrize("cell", ["x" * 7_000_000, '"' + "\n".join(["x" * 70_000] * 100) + '"'])
    def test_a_long_row_is_read_after_many_short_ones(self, tmp_path: Path, cell: str) -> None:
        """Few lines are read at a time where rows are short, and enough for a row where they are not, of however many lines."""
        short = f"{ROW},1\n" * 60_000
        screening = screen(given(tmp_path, "in.csv", f"{HEADER},n\n{short}{ROW},{cell}\n{short}"), "out.parquet")
        assert [row for row, note in enumerate(column(screening.rows, "n")) if note != "1"] == [60_000]

    def test_a_row_of_many_blocks_is_refused(self, tmp_path: Path) -> None:
        """It is not held in memory, however long it is."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n" + f"{ROW}\n" * 3 + "x" * 30_000_000)
        assert (
            unreadable(file, "out.csv", begun=True)
            == "a row after row 4 has more than 7,340,032 bytes, which is the limit"
        )

    def test_a_million_columns_are_refused(self, tmp_path: Path) -> None:
        """No names of columns are that long."""
        names = ",".join(f"c{number}" for number in range(1_000_000))
        what = "its first line has more than 65,536 characters, which is too long for column names; put the column names there"
        assert unreadable(given(tmp_path, "in.csv", f"{names}\n{names}\n"), "out.csv") == what

    def test_a_file_without_line_ends_is_refused(self, tmp_path: Path) -> None:
        """Bytes that are no table are not searched to their end."""
        noise = random.Random(4).randbytes(200_000)
        assert refused(given(tmp_path, "in.csv", noise), "out.csv")
        assert unreadable(given(tmp_path, "in.csv", b"x" * 200_000), "out.csv").startswith("its first line has")

    def test_columns_that_state_nothing_may_have_one_name(self, tmp_path: Path) -> None:
        """Both pass through."""
        screening = screen(given(tmp_path, "in.csv", f"{HEADER},x,x\n{ROW},1,2\n"), "out.csv")
        first, row = screening.output.read_text().splitlines()
        assert first.startswith('"item","to","on","x","x","decision"')
        assert row.startswith('"gallium","US","2025-12-01","1","2","license_required"')

    @pytest.mark.parametrize(
        ("header", "what"),
        [
            ("item,to,to", "to: several columns have the name 'to'; give each its own name"),
            ("item,to,To", "to: the columns 'to' and 'To' both state this fact; choose one: --map to=COLUMN"),
            (
                "stuff,to,on",
                "item: no column is recognised as the goods; choose one: --map item=COLUMN (stuff, to, on)",
            ),
            ("item,decision,on", "decision: the file already has a column of this name; rename it or remove it"),
        ],
    )
    def test_invalid_columns_are_reported(self, tmp_path: Path, header: str, what: str) -> None:
        """The column is named."""
        assert refused(given(tmp_path, "in.csv", f"{header}\n{ROW}\n"), "out.csv") == what

    def test_names_are_known_however_they_are_written(self, tmp_path: Path) -> None:
        """Capitals, hyphens and blanks do not matter, and the column of a day may have an underscore for the hyphen of the option."""
        text = "Item, TO ,On,End Use,end-user-type\ngallium,US,2025-12-01,civil,civil\n"
        (row,) = screen(given(tmp_path, "in.csv", text), "out.csv").rows
        assert (row["decision"], row["questions"]) == ("license_required", "")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("in.csv", b'item,to,"on\ngallium,US,2025-12-01\n', "its first line has an open quotation mark; close it"),
        ("in.parquet", b"", "is empty, cut off, or not a Parquet file; write it again"),
        ("in.feather", b"ARROW1 cut off", "is empty, cut off, or not a Feather file; write it again"),
        *(
            (name, mark, f"is no text, but looks like a file of the format {named}; state --input-format {named}")
            for name, mark, named in (
                ("in.csv", b"PK\3\4", "xlsx"),
                ("in.tsv", b"PAR1", "parquet"),
                ("in.jsonl", b"ARROW1", "feather"),
            )
        ),
    ],
)
def test_a_file_of_another_format_is_refused_in_words(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    """The words are those of this program, not those of a library."""
    assert unreadable(given(tmp_path, name, content), "out.csv") == what


class TestDamagedFiles:
    """A text that ends too early, or is missing, is reported in one line."""

    def test_a_packed_file_that_was_cut_is_refused(self, tmp_path: Path) -> None:
        """Wherever it was cut, no rows are passed off as all there are."""
        text = "".join(f"g{number},US,2025-12-01\n" for number in range(20_000))
        for pack in (gzip.compress, zstd):
            packed = pack(f"{HEADER}\n{text}".encode())
            for part in (15, len(packed) // 2, len(packed) - 1):
                assert refused(given(tmp_path, "in.csv", packed[:part]), "out.csv")

    @pytest.mark.parametrize("name", ["in.csv", "in.jsonl", "in.parquet", "in.feather", "in.xlsx", "in.json"])
    def test_a_folder_or_nothing_is_refused(self, tmp_path: Path, name: str) -> None:
        """Both are named."""
        assert refused(tmp_path / name, "out.csv") == f"{tmp_path / name}: No such file or directory; correct the name"
        (tmp_path / name).mkdir()
        expected = "is a folder without a file that can be screened; name the files"
        assert refused(tmp_path / name, "out.csv") == f"{tmp_path / name}: {expected}"

    def test_an_unknown_format_is_refused(self, tmp_path: Path) -> None:
        """The line lists the available formats."""
        file = given(tmp_path, "in.doc", f"{HEADER}\n{ROW}\n")
        known = "csv, tsv, jsonl, parquet, feather, xlsx, cyclonedx"
        none = f"names no format; the formats are {known}"
        hint = "names no format; save it as .xlsx, or state its format with --input-format"
        assert refused(file, "out.csv") == f"FILE: the extension of 'in.doc' {hint}: {known}"
        assert refused(file, "out.csv", "--input-format", "word") == f"--input-format: 'word' is not one of {known}"
        assert screen(file, "out.csv", "--input-format", "CSV").counts.rows == 1
        out = refused(given(tmp_path, "in.csv", ROW), "out.doc")
        assert out == f"--output: the extension of 'out.doc' {none}"
