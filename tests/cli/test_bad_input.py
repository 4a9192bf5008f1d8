"""Wrong input ends with code 2 and one line with the fault, the place, and the correction."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from exportctl.__main__ import run
from tests.cli.program import Answer, Broken, ask, spawn

CHECK = ("check", "gallium", "--on", "2025-12-01")
DAY = ("is not a date", "write it like 2025-12-01")
EMPTY = ("ITEM", "empty", "a name, a formula, a CAS number, a control code or a customs code")
DIGITS = ("ITEM", "7 digits", "6, 8 or 10")
STEERING = ("\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066")
"""Characters that steer a terminal, or turn its text around."""

WRONG: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # ---- days ----
    (("check", "gallium", "--on", "2025-13-45"), ("--on", "'2025-13-45'", *DAY)),
    (("check", "gallium", "--on", "1 Dec 2025"), ("--on", "'1 Dec 2025'", *DAY)),
    (("check", "gallium", "--on", "2025-02-30"), ("--on", "2025-02 has no day 30", "write it like 2025-12-01")),
    (("check", "gallium", "--on", "26.1.5"), ("--on", "'26.1.5' has a year of two digits", "write the year in full")),
    (
        ("check", "gallium", "--on", "03/04/2025"),
        ("--on", "'03/04/2025' is not year-first", "write it like 2025-12-01"),
    ),
    (("check", "gallium", "--on", "20251201"), ("--on", "'20251201'", *DAY)),
    (("check", "gallium", "--on", "2025-02-30"), ("--on", "'2025-02-30'", *DAY)),
    (("check", "gallium", "--on", "2025-12-1"), ("--on", *DAY)),
    (("check", "gallium", "--on", "2025-W49-1"), ("--on", *DAY)),
    (("check", "gallium", "--on", "２０２５-12-01"), ("--on", *DAY)),
    (("check", "gallium", "--on", ""), ("--on", "''", *DAY)),
    ((*CHECK, "--known-on", "yesterday"), ("--known-on", "'yesterday'", *DAY)),
    (("list", "provisions", "--on", "2025-02-29"), ("--on", *DAY)),
    (("explain", "3C001.a", "--on", "today"), ("--on", *DAY)),
    (("expiring", "--on", "2026/10/10"), ("--on", *DAY)),
    (("timeline", "gallium", "--known-on", "x"), ("--known-on", *DAY)),
    (("diff", "x", "2025-11-10"), ("DAY1", "'x'", *DAY)),
    (("diff", "2025-11-10", ""), ("DAY2", "''", *DAY)),
    (("diff", "2025-11-10", "2025-11-09"), ("DAY2", "2025-11-09 is before DAY1, 2025-11-10")),
    # ---- places ----
    ((*CHECK, "--to", "Germny"), ("--to", "'Germny' is not a country or territory", "did you mean Germany")),
    ((*CHECK, "--from", "Untied States"), ("--from", "did you mean United States")),
    ((*CHECK, "--origin", "Chnia"), ("--origin", "did you mean China")),
    ((*CHECK, "--to", "XX"), ("--to", "'XX' is not a country or territory", "ISO code")),
    ((*CHECK, "--to", ""), ("--to", "'' is not a country or territory")),
    ((*CHECK, "--to", "EU"), ("--to", "'EU' is not a country", "a region; name the country, such as the member state")),
    (
        (*CHECK, "--to", "欧盟"),
        ("--to", "'欧盟' is not a country", "a region; name the country, such as the member state"),
    ),
    (("timeline", "gallium", "--to", "Jpan"), ("--to", "did you mean Japan")),
    (("diff", "2025-11-06", "2025-11-10", "--to", "Frnace"), ("--to", "did you mean France")),
    # ---- measured properties ----
    ((*CHECK, "--param", "purity=shiny"), ("--param purity", "'shiny' is not a quantity")),
    ((*CHECK, "--param", "density=3 kg"), ("--param density", "'3 kg' does not fit the parameter density", "g/cm3")),
    ((*CHECK, "--param", "density=1.8 blub"), ("--param density", "'1.8 blub' has an unknown unit", "g/cm3")),
    ((*CHECK, "--param", "density=1.8"), ("--param density", "'1.8' has no unit", "density=1.8 g/cm3")),
    ((*CHECK, "--param", "density=nan g/cm3"), ("--param density", "'nan g/cm3' is not a quantity")),
    ((*CHECK, "--param", "density=-3 g/cm3"), ("--param density", "-3 g/cm3")),
    ((*CHECK, "--param", "purity=-1%"), ("--param purity", "'-1%' is not between 0 % and 100 %")),
    ((*CHECK, "--param", "purity=101%"), ("--param purity", "'101%' is not between 0 % and 100 %")),
    ((*CHECK, "--param", "purity=12"), ("--param purity", "'12' is not a percentage", "12%")),
    (
        (*CHECK, "--param", "denstiy=1.8 g/cm3"),
        ("--param", "'denstiy' is not a parameter of the control lists", "did you mean density"),
    ),
    ((*CHECK, "--param", "power=17 kW"), ("--param", "'power' is not a parameter of the control lists")),
    ((*CHECK, "--param", "density"), ("--param", "'density' has no name or no value", "density=1.8 g/cm3")),
    ((*CHECK, "--param", "density=1.8 g/cm3 / 2 kg"), ("--param density", "'2 kg' does not fit the parameter density")),
    (
        (*CHECK, "--param", "density=1.5 g/cm3", "--param", "density=1.9 g/cm3"),
        ("--param", "'density' is stated twice; leave out one of them"),
    ),
    # ---- content ----
    ((*CHECK, "--contains", "Gd=-1%"), ("--contains", "'-1%' is not between 0 % and 100 %")),
    ((*CHECK, "--contains", "Gd=101%"), ("--contains", "'101%' is not between 0 % and 100 %")),
    ((*CHECK, "--contains", "Gd=12"), ("--contains", "'12' is not a percentage", "12%")),
    ((*CHECK, "--contains", "Gd=60%", "--contains", "Dy=50%"), ("--contains", "add up to 110 %", "the limit is 100 %")),
    (
        (*CHECK, "--contains", "Gd=1%", "--contains", "Gd=2%"),
        ("--contains", "'Gd' is stated twice; leave out one of them"),
    ),
    (
        (*CHECK, "--contains", "Gd=1%", "--contains", "gadolinium=2%"),
        ("--contains", "is stated twice; leave out one of them"),
    ),
    ((*CHECK, "--contains", "Xx=1%"), ("--contains", "'Xx' is not an element or a compound", "Gd or Gd2O3")),
    ((*CHECK, "--contains", "Gd"), ("--contains", "'Gd' has no name or no value", "Gd=12%")),
    # ---- the item ----
    (("check", "", "--on", "2025-12-01"), EMPTY),
    (("check", " \t ", "--on", "2025-12-01"), EMPTY),
    (("classify", ""), EMPTY),
    (
        ("classify", "gallium", "--to", "Germny"),
        ("--to", "'Germny' is not a country or territory", "did you mean Germany"),
    ),
    (("classify", "gallium", "--known-on", "soon"), ("--known-on", "'soon'", *DAY)),
    (("classify", "gallium", "--end-use", "peaceful"), ("--end-use", "'peaceful' is not one of civil")),
    (("classify", "gallium", "--gate", "high"), ("--gate", "'high'", "license_required")),
    (("classify", "gallium", "--assume", "maybe"), ("--assume", "'maybe' is not one of on-face, extended")),
    (("timeline", " "), EMPTY),
    (("check", "1234567", "--on", "2025-12-01"), ("'1234567'", *DIGITS)),
    (("check", "8112.92.1", "--on", "2025-12-01"), ("'8112.92.1'", *DIGITS)),
    (("classify", "8112 921"), DIGITS),
    (
        ("check", "5", "--on", "2025-12-01"),
        ("ITEM", "'5' has 1 digit; write a customs code", "or the name of the goods"),
    ),
    (("check", "x" * 1001, "--on", "2025-12-01"), ("ITEM", "1,001 characters", "the limit is 1,000")),
    # ---- words ----
    ((*CHECK, "--format", "xml"), ("--format", "'xml' is not one of table, json")),
    ((*CHECK, "--format", "jsn"), ("--format", "markdown; did you mean 'json'?")),
    ((*CHECK, "--end-use", "militry"), ("--end-use", "other; did you mean 'military'?")),
    (("list", "entires"), ("KIND", "parameters; did you mean 'entries'?")),
    (("draft", "applcation", "gallium"), ("KIND", "application; did you mean 'application'?")),
    (("list", "--format", "yaml"), ("--format", "'yaml' is not one of table, json")),
    ((*CHECK, "--gate", "high"), ("--gate", "'high'", "license_required", "prohibited")),
    ((*CHECK, "--assume", "maybe"), ("--assume", "'maybe' is not one of on-face, extended")),
    ((*CHECK, "--form", "cube"), ("--form", "'cube'", "magnet", "finished-product")),
    ((*CHECK, "--end-use", "fun"), ("--end-use", "'fun'", "civil", "military-ai")),
    ((*CHECK, "--end-user-type", "alien"), ("--end-user-type", "'alien' is not one of civil, military")),
    ((*CHECK, "--cn-technology", "perhaps"), ("--cn-technology", "'perhaps' is not one of yes, no")),
    ((*CHECK, "--cn-content", "abc"), ("--cn-content", "'abc' is not a quantity", "12%")),
    ((*CHECK, "--cn-content", "101"), ("--cn-content", "'101' is not between 0 % and 100 %")),
    ((*CHECK, "--supplied-to", "ACME"), ("--supplied-to", "'ACME' is not one of chinese, foreign")),
    ((*CHECK, "--supplied-by", "us"), ("--supplied-by", "'us' is not one of chinese, foreign")),
    ((*CHECK, "--via-china", "Hong Kong"), ("--via-china", "'Hong Kong' is not one of yes, no")),
    ((*CHECK, "--quantity", "500"), ("--quantity", "'500' has no unit", "500 kg")),
    ((*CHECK, "--quantity", "much"), ("--quantity", "'much' is not a quantity", "500 kg")),
    ((*CHECK, "--quantity", "1 ton"), ("--quantity", "a ton differs by country", "1,000 kg")),
    ((*CHECK, "--quantity", "-1 kg"), ("--quantity", "'-1 kg' is negative")),
    ((*CHECK, "--quantity", "3 metres"), ("--quantity", "'3 metres' is not an amount of goods", "500 kg")),
    ((*CHECK, "--quantity", "3 blubs"), ("--quantity", "'3 blubs' is not an amount of goods", "500 kg")),
    ((*CHECK, "--entry", "NUC.6"), ("--entry", "'NUC.6' is not a control code")),
    ((*CHECK, "--entry", "3C001.z"), ("--entry", "did you mean 3C001.a, 3C001.b or 3C001.c?")),
    ((*CHECK, "--entry", "3C0O1.a"), ("--entry", "did you mean 3C001.a")),
    ((*CHECK, "--owned-by", "ACME"), ("--owned-by", "'ACME' has no name or no share", "NAME=51%")),
    ((*CHECK, "--owned-by", "ACME=lots"), ("--owned-by", "'lots' is not a quantity")),
    (
        (*CHECK, "--owned-by", "A=70", "--owned-by", "B=50"),
        ("--owned-by", "the shares add up to 120 %; the limit is 100 %"),
    ),
    (
        (*CHECK, "--owned-by", "ACME Inc=30", "--owned-by", "acme, inc.=30"),
        ("--owned-by", "'acme, inc.' is stated twice; leave out one of them"),
    ),
    ((*CHECK, "--party", "importer="), ("--party", "'importer=' has no name", "role=NAME")),
    (("expiring", "--within", "x", "--on", "2026-10-10"), ("--within", "'x' is not a number of days")),
    (("expiring", "--within", "-1", "--on", "2026-10-10"), ("--within", "'-1' is not a number of days", "from 0")),
    (("expiring", "--since", "-1", "--on", "2026-10-10"), ("--since", "'-1' is not a number of days", "from 0")),
    (("expiring", "--within", "1.5", "--on", "2026-10-10"), ("--within", "'1.5' is not a number of days")),
    (("expiring", "--within", "9" * 5000, "--on", "2026-10-10"), ("--within", "is not a number of days")),
    # ---- commands, options and ids ----
    (("chek", "gallium"), ("'chek'", "check")),
    (("frobnicate",), ("No such command 'frobnicate'",)),
    (("data", "frobnicate"), ("No such command 'frobnicate'",)),
    ((*CHECK, "--colour", "red"), ("No such option", "--colour")),
    ((*CHECK, "--end-usage", "civil"), ("No such option", "--end-usage", "--end-use")),
    (("check", "gallium", "--on"), ("--on", "requires an argument; write it after the option")),
    (("screen", "gone.csv"), ("gone.csv: No such file or directory; correct the name",)),
    (
        ("screen", "gone.csv", "--baseline", "none.csv"),
        ("--baseline: none.csv: No such file or directory; correct the name",),
    ),
    (("party", "--file", "gone.txt"), ("gone.txt: No such file or directory; correct the name",)),
    (("screen", "gone*.csv"), ("gone*.csv: no file matches this name; correct it",)),
    (("serve", "--host", "192.0.2.1", "--port", "0"), ("cannot listen on 192.0.2.1:0: ", "such as 127.0.0.1")),
    (("verify", "gone.json"), ("gone.json: No such file or directory; correct the name",)),
    (("party", ""), ("'' is not a name; state that of a company or an institution",)),
    (("check", "rare", "earth"), ("earth",)),
    (("check", "--to", "US"), ("Missing argument", "ITEM")),
    (("classify",), ("Missing argument", "ITEM")),
    (("show",), ("Missing argument", "ID")),
    (("explain",), ("Missing argument", "ID")),
    (("diff", "2025-11-06"), ("Missing argument", "DAY2")),
    (("data", "schema"), ("Missing argument", "KIND")),
    (
        ("show", "mofcom-2024-46/9"),
        ("'mofcom-2024-46/9' is not an act, provision, entry, statement, guidance or party", "exportctl list"),
    ),
    (("explain", "9Z999"), ("'9Z999' is not an act, provision, entry, statement, guidance or party", "exportctl list")),
    (("show", ""), ("'' is not an act, provision, entry, statement, guidance or party",)),
    (("list", "laws"), ("KIND", "'laws' is not one of acts, provisions, entries, statements")),
    (("data", "schema", "law"), ("KIND", "'law' is not one of release, sources, act, statement, entry")),
)
"""Arguments that cannot be right, and the words that the one line must contain."""

READING = (
    ("check", "gallium", "--to", "US", "--on", "2025-12-01"),
    ("classify", "gallium"),
    ("list", "acts"),
    ("show", "mofcom-2024-46"),
    ("explain", "mofcom-2024-46"),
    ("timeline", "gallium"),
    ("diff", "2025-11-06", "2025-11-10"),
    ("expiring", "--on", "2026-10-10"),
    ("data", "status"),
    ("data", "lint"),
)
"""Every command that reads the data."""


def refused(answer: Answer) -> str:
    """Return the one line of an answer that refuses its input."""
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("\n")
    (line,) = answer.err.splitlines()
    assert line.startswith("exportctl: ")
    assert "Traceback" not in line
    assert not any(char in line for char in STEERING)
    return line


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(one)[:60].strip() for one, _ in WRONG])
def test_wrong_input_is_refused_in_one_line(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """The line names the option, repeats the value, and gives the correction."""
    line = refused(ask(*arguments))
    assert [word for word in words if word not in line] == []


def test_a_process_refuses_wrong_input_alike() -> None:
    """The shell sees code 2, one line on stderr, and nothing on stdout."""
    assert "did you mean Germany" in refused(spawn(*CHECK, "--to", "Germny"))


def test_wrong_input_is_refused_as_json_too() -> None:
    """No half of a document is printed."""
    assert "--to" in refused(ask(*CHECK, "--to", "Germny", "--format", "json"))


class TestData:
    """A missing data folder, or one with problems, answers nothing."""

    @pytest.mark.parametrize("arguments", READING, ids=[" ".join(one[:2]) for one in READING])
    def test_a_folder_that_is_missing_is_refused(self, arguments: tuple[str, ...], data: Path) -> None:
        """Every command that reads the data reports the missing folder."""
        line = refused(ask(*arguments, "--data", str(data / "nowhere")))
        assert "nowhere: does not exist; name a folder, or an archive, with release.yaml, " in line

    @pytest.mark.parametrize("arguments", READING, ids=[" ".join(one[:2]) for one in READING])
    def test_a_file_is_no_folder(self, arguments: tuple[str, ...], data: Path) -> None:
        """A file in the place of the folder is refused like a missing folder."""
        assert "is not a data folder" in refused(ask(*arguments, "--data", str(data / "release.yaml")))

    def test_the_variable_is_refused_like_the_option(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """EXPORTCTL_DATA names the folder as `--data` does."""
        monkeypatch.setenv("EXPORTCTL_DATA", str(data / "nowhere"))
        assert "nowhere: does not exist; name a folder" in refused(ask(*CHECK))

    @pytest.mark.usefixtures("read_once")
    def test_every_problem_of_the_data_has_a_line(self, broken: Broken) -> None:
        """The file, the line and the code of an act with an invalid day are named, and no verdict is given."""
        answer = ask(*CHECK, "--data", str(broken.folder))
        lines = answer.err.splitlines()
        assert (answer.code, answer.out) == (2, "")
        assert all(line.startswith("exportctl: ") for line in lines)
        for file, line, code in broken.problems:
            assert any(one.startswith(f"exportctl: {broken.folder}/{file}:{line}: {code} ") for one in lines)
        assert lines[-1].endswith("in the data")
        assert "Traceback" not in answer.err


class TestControlCharacters:
    """Nothing a caller writes can steer the terminal of a reader."""

    @pytest.mark.parametrize(
        "item", ["\x1b[31mgallium\n", "gal\x1b]0;title\x07lium", "g\x9b31m", "g\u202eallium", "a\r\nb\x7f"]
    )
    def test_tables_show_control_characters_as_text(self, item: str) -> None:
        """An escape of the item is shown as text, and its line ends make no lines."""
        answer = ask("check", item, "--to", "US", "--on", "2025-12-01")
        assert answer.code == 3
        assert not any(char in answer.out + answer.err for char in (*STEERING, "\r"))
        first = item.strip().splitlines()[0].encode("unicode_escape").decode()
        assert answer.out.startswith(f"UNDECIDED  {first[:3]}")

    @pytest.mark.parametrize(
        "item", ["\x1b[31mgallium\n", "gal\x1b]0;title\x07lium", "g\x9b31m", "g\u202eallium", "a\r\nb\x7f"]
    )
    def test_json_escapes_control_characters(self, item: str) -> None:
        """The document has the item as stated, trimmed, and no control character."""
        answer = ask("check", item, "--to", "US", "--on", "2025-12-01", "--format", "json")
        assert answer.json["query"]["item"] == item.strip()
        assert not any(char in answer.out for char in (*STEERING, "\r"))

    @pytest.mark.parametrize(
        "arguments",
        [
            ("check", "1234567\n\x1b[2J", "--on", "2025-12-01\x1b[2J"),
            (*CHECK, "--to", "\x1b[31mGer\nmany"),
            (*CHECK, "--param", "density=\x1b[31m"),
            (*CHECK, "--contains", "\x9b=1%"),
            (*CHECK, "--format", "\u202exml"),
            (*CHECK, "--\x1b[31m"),
            ("show", "\x1b]0;x\x07"),
            ("list", "\x1b[31m\n\nacts"),
            ("\x1b[31mcheck",),
            ("data", "status", "--data", "\x1b[31m\nnowhere"),
        ],
    )
    def test_errors_show_control_characters_as_text(self, arguments: tuple[str, ...]) -> None:
        """A value with escapes and line ends is refused in one line of text."""
        assert refused(ask(*arguments))

    def test_invalid_utf8_is_an_unknown_item(self) -> None:
        """An item that is not UTF-8 is unknown, as a table and as JSON."""
        for extra in ((), ("--format", "json")):
            answer = spawn("check", "caf\udce9", "--on", "2025-12-01", *extra)
            assert (answer.code, answer.err) == (3, "")


class TestResults:
    """A result that cannot be written is reported in one line too."""

    def test_a_full_disk_is_no_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where nothing can be written, the program ends with code 2."""
        for extra in ((), ("--format", "json")):
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", Full())
                result = run([*CHECK, *extra])
            assert result == 2
            (line,) = capsys.readouterr().err.splitlines()
            assert line.startswith("exportctl: ")
            assert "No space left on device" in line

    def test_no_stdout_at_all_is_no_traceback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A job without a standard output still gets the exit code."""
        for extra in ((), ("--format", "json")):
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", None)
                assert run([*CHECK, *extra]) == 1


class Full:
    """A stream on a disk without space."""

    encoding = "utf-8"

    def write(self, _text: str) -> int:
        """Fail as the system does."""
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        """Have nothing to write."""

    def isatty(self) -> bool:
        """Be no terminal."""
        return False
