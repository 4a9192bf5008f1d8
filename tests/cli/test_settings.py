"""A file and the environment apply where the command line is silent, and nothing is loosened without a note."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from exportctl.api import Law
from tests.cli.program import ask
from tests.pages import ROOT

OPEN = ("check", "unobtainium", "--to", "US", "--on", "2025-12-01")
"""A question that cannot be decided."""
FREE = ("check", "cotton T-shirts", "--to", "DE", "--party", "Acme Toys")
"""A question with exit code 0 on every day that the law data covers."""
LISTED = ("check", "gallium", "--to", "US", "--on", "2025-12-01")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of its own, two folders below the one that may hold a configuration."""
    below = tmp_path / "goods" / "2025"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def configure(folder: Path, text: str) -> None:
    """Write the configuration of a folder."""
    (folder / "exportctl.toml").write_text(text, encoding="utf-8")


def day(store: Law, after: int) -> str:
    """Return the day a number of days after the last day of the law data."""
    return (store.law.home.checked_through + timedelta(days=after)).isoformat()


class TestPrecedence:
    """The command line beats the environment, which beats the file, which beats the default."""

    def test_each_beats_the_next(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The gate in effect is in the document, and decides the exit code."""

        def gate(*flags: str) -> tuple[str, int]:
            answer = ask(*LISTED, "-f", "json", *flags)
            return answer.json["query"]["gate"], answer.code

        assert gate() == ("license_required", 1)
        configure(folder, 'gate = "prohibited"')
        assert gate() == ("prohibited", 3)
        monkeypatch.setenv("EXPORTCTL_GATE", "report")
        assert gate() == ("report", 1)
        assert gate("--gate", "enhanced-review") == ("enhanced_review", 3)

    def test_an_empty_variable_has_no_effect(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """As shells unset one for a single command."""
        configure(folder, 'gate = "report"')
        monkeypatch.setenv("EXPORTCTL_GATE", "")
        assert ask(*LISTED, "-f", "json").json["query"]["gate"] == "report"

    def test_a_flag_is_taken_back(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A variable or the command line can undo a setting of the file."""

        def trusted(*flags: str) -> bool:
            return bool(ask(*LISTED, "-f", "json", *flags).json["query"]["trust_descriptions"])

        configure(folder, "trust_descriptions = true")
        assert trusted()
        assert not trusted("--no-trust-descriptions")
        monkeypatch.setenv("EXPORTCTL_TRUST_DESCRIPTIONS", "false")
        assert not trusted()
        assert trusted("--trust-descriptions")

    def test_every_option_has_a_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Facts and formats, too; semicolons separate several values."""
        for name, value in (("TO", "US"), ("ON", "2025-12-01"), ("FORMAT", "json"), ("PARTY", "Acme Toys; Globex Ltd")):
            monkeypatch.setenv(f"EXPORTCTL_{name}", value)
        query = ask("check", "gallium").json["query"]
        assert (query["to"], query["on"], query["party"]) == ("US", "2025-12-01", ["Acme Toys", "Globex Ltd"])

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("GATE", "licence", "EXPORTCTL_GATE: 'licence' is not one of"),
            ("UNDECIDED", "maybe", "EXPORTCTL_UNDECIDED: 'maybe' is not one of fail, warn"),
            ("MAX_AGE", "-3", "EXPORTCTL_MAX_AGE: '-3' is not a number of days from 0"),
            (
                "TRUST_DESCRIPTIONS",
                "maybe",
                "EXPORTCTL_TRUST_DESCRIPTIONS: 'maybe' is not true or false; write one of them",
            ),
            ("FROM", "Atlantis", "EXPORTCTL_FROM: "),
            ("FORMAT", "pdf", "EXPORTCTL_FORMAT: 'pdf' is not one of"),
        ],
    )
    def test_a_fault_names_the_variable(
        self, name: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not for an option that was not given."""
        monkeypatch.setenv(f"EXPORTCTL_{name}", value)
        answer = ask(*LISTED)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"exportctl: {message}")
        assert answer.err.count("\n") == 1


class TestBrokenFile:
    """A file that makes no sense stops every command that it would configure."""

    @pytest.mark.parametrize(
        "command", [LISTED, ("classify", "gallium"), ("party", "Acme"), ("screen", "x.csv"), ("config", "show")]
    )
    def test_it_ends_with_one_line(self, command: tuple[str, ...], folder: Path) -> None:
        """Code 2, nothing on stdout, and the file and line relative to the working directory."""
        configure(folder, '\ngaet = "report"\n')
        answer = ask(*command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("exportctl: ../../exportctl.toml:2: there is no key 'gaet'; ")
        assert answer.err.endswith("did you mean 'gate'?\n")

    @pytest.mark.parametrize(
        "command", [("check", "--help"), ("list", "acts"), ("timeline", "gallium"), ("data", "status")]
    )
    def test_unconfigured_commands_work_with_a_broken_file(self, command: tuple[str, ...], folder: Path) -> None:
        """Help, and questions about the law."""
        configure(folder, "gaet = ")
        assert ask(*command).code == 0


class TestUndecided:
    """If undecided answers only warn, the exit code is 0 in place of 3, and stderr gives their number."""

    @pytest.mark.parametrize(
        ("command", "of"),
        [
            (OPEN, 1),
            (("classify", "unobtainium"), 1),
            (("party", "Leidos Incc", "Acme Toys", "--on", "2025-06-01"), 2),
        ],
    )
    def test_it_passes_with_a_line(self, command: tuple[str, ...], of: int, folder: Path) -> None:
        """The answer itself does not change, and the document has the exit code and the terms."""
        strict = ask(*command, "-f", "json")
        assert (strict.code, strict.err) == (3, "")
        configure(folder, '# ours\nundecided = "warn"')
        answer = ask(*command, "-f", "json")
        assert answer.code == answer.json["exit_code"] == 0
        assert answer.err.splitlines() == [
            "exportctl: looser than the default: undecided = warn (../../exportctl.toml:2)",
            f"exportctl: 1 of {of} undecided, passed with a warning: undecided = warn (../../exportctl.toml:2)",
        ]
        loose = answer.json
        assert loose["query"].pop("undecided") == "warn"
        assert loose.pop("configured_by") == [{"by": "undecided = warn", "stated_at": "../../exportctl.toml:2"}]
        query = {key: value for key, value in strict.json["query"].items() if key != "undecided"}
        assert loose == strict.json | {"query": query, "exit_code": 0}
        assert ask(*command, "--undecided", "fail").code == 3

    def test_an_option_needs_only_the_count(self) -> None:
        """The option on the command line needs no line."""
        answer = ask(*OPEN, "--undecided", "warn")
        assert answer.code == 0
        assert answer.err == "exportctl: 1 of 1 undecided, passed with a warning: undecided = warn (--undecided)\n"

    def test_other_exit_codes_stay(self, folder: Path) -> None:
        """1 stays 1, and wrong input stays 2."""
        configure(folder, 'undecided = "warn"')
        assert ask(*LISTED).code == 1
        assert ask("check", "gallium", "--to", "Atlantis").code == 2
        assert ask("party").code == 4

    def test_rows_of_a_file_are_counted(self, folder: Path) -> None:
        """Undecided rows pass and are in the summary; a row at the gate still closes it."""
        configure(folder, 'undecided = "warn"')
        Path("a.csv").write_text("item,to\nunobtainium,US\nunobtainium,DE\n", encoding="utf-8")
        answer = ask("screen", "a.csv", "--on", "2025-12-01", "-f", "json")
        assert answer.code == answer.json["exit_code"] == 0
        assert answer.json["by_decision"] == {"undecided": 2}
        assert answer.json["by_warning"]["undecided_passed"] == 2
        assert "exportctl: 2 of 2 undecided, passed with a warning" in answer.err
        Path("a.csv").write_text("item,to\nunobtainium,US\ngallium,US\n", encoding="utf-8")
        assert ask("screen", "a.csv", "--on", "2025-12-01").code == 1

    def test_a_review_passes_alike(self, folder: Path) -> None:
        """Items that may be on the list are counted."""
        Path("a.csv").write_text("item\nartificial graphite\n", encoding="utf-8")
        assert ask("classify", "a.csv", "-o", "-").code == 3
        configure(folder, 'undecided = "warn"')
        answer = ask("classify", "a.csv", "-o", "-")
        assert answer.code == 0
        assert "1 of 1 undecided, passed with a warning" in answer.err


class TestMaxAge:
    """From max_age days after the last day that the data knows, nothing is decided free."""

    @pytest.mark.parametrize(("after", "code"), [(59, 0), (60, 3), (900, 3)])
    def test_both_sides_of_the_day(self, after: int, code: int, folder: Path, store: Law) -> None:
        """A check ends with 3, and the verdict gives the reason: without a control in the data, goods stay undecided."""
        command = (*FREE, "--on", day(store, after), "-f", "json")
        assert ask(*command).code == 0
        configure(folder, "max_age = 60")
        answer = ask(*command)
        assert answer.code == answer.json["exit_code"] == code
        assert answer.json["query"]["max_age"] == 60
        decided = "undecided" if code else "no_control_found"
        readings = {reading[name] for reading in answer.json["readings"] for name in ("decision", "worst_case")}
        assert {answer.json["decision"], answer.json["worst_case"], *readings} == {decided}
        stale = [item for item in answer.json["warnings"] if item["code"] == "stale_law"]
        assert bool(stale) == (code == 3)
        if stale:
            assert f"{after} days" in stale[0]["text"]
            output = ask(*command[:-2]).words
            assert output.startswith("UNDECIDED ")
            assert "The law data is older than max_age allows" in output
            assert "max_age is 60 days, so no goods are cleared; update the law data" in output

    def test_a_row_is_answered_as_a_check(self, folder: Path, store: Law) -> None:
        """Rows on both sides of the day in one file, in any order."""
        configure(folder, "max_age = 60")
        for days, code, stale in (((59, 59), 0, None), ((59, 900, 60), 3, 2), ((900, 59), 3, 1)):
            rows = "".join(f"cotton T-shirts,DE,Acme Toys,{day(store, after)}\n" for after in days)
            Path("a.csv").write_text(f"item,to,party,on\n{rows}", encoding="utf-8")
            answer = ask("screen", "a.csv", "-f", "json")
            assert answer.code == code
            assert answer.json["by_warning"].get("stale_law") == stale
            assert answer.json["by_decision"].get("undecided") == stale
            assert ("of the rows cannot be cleared: the law data ends on" in answer.err) == bool(stale)

    def test_the_numbers_of_open_rows_agree(self, folder: Path, store: Law) -> None:
        """A row that also needs facts is not counted again as one that only the old data keeps open."""
        configure(folder, "max_age = 60")
        rows = "cotton T-shirts,DE\ngrey powder,DE\n"
        Path("a.csv").write_text(f"item,to\n{rows}", encoding="utf-8")
        answer = ask("screen", "a.csv", "--on", day(store, 60))
        assert "1 of 2 rows needs more information; 1 cannot be cleared because the law data is too old" in answer.words
        assert "1 row of the rows cannot be cleared" not in answer.err
        assert "1 of the rows cannot be cleared: the law data ends on" in answer.err

    @pytest.mark.parametrize("command", [("classify", "cotton T-shirts"), ("party", "Acme Toys")])
    def test_other_questions_behave_alike(self, command: tuple[str, ...], folder: Path, store: Law) -> None:
        """What would end with 0 ends with 3, with the same warning."""
        configure(folder, "max_age = 60")
        assert ask(*command, "--on", day(store, 59)).code == 0
        answer = ask(*command, "--on", day(store, 60), "-f", "json")
        assert answer.code == answer.json["exit_code"] == 3
        assert "stale_law" in {item["code"] for item in answer.json["warnings"]}
        table = ask(*command, "--on", day(store, 60))
        assert "older than max_age allows" in table.words
        assert table.words.startswith("UNDECIDED ")

    def test_it_lifts_nothing_from_the_gate(self, folder: Path) -> None:
        """A finding at the gate stays there, however old the law is."""
        configure(folder, "max_age = 0")
        assert ask("check", "gallium", "--to", "US", "--on", "2028-01-01").code == 1

    def test_stale_law_outweighs_warnings(self, folder: Path, store: Law) -> None:
        """Where both hold, stale law ends with 3."""
        configure(folder, 'max_age = 60\nundecided = "warn"')
        command = ("check", "unobtainium", "--to", "US", "--on")
        assert ask(*command, day(store, 59)).code == 0
        answer = ask(*command, day(store, 60))
        assert answer.code == 3
        assert "passed with a warning" not in answer.err

    def test_a_day_of_which_the_data_knows_the_law_is_never_stale(self, folder: Path) -> None:
        """The requested day counts, not today."""
        configure(folder, "max_age = 1")
        assert ask(*FREE, "--on", "2025-12-01").code == 0


class TestColumns:
    """The file names the columns that state facts, as --map does."""

    @pytest.fixture(autouse=True)
    def _rows(self, folder: Path) -> None:
        configure(folder, '[columns]\nitem = "What"\nto = "Where"\n')
        Path("a.csv").write_text("What,Where,Other\ngallium,US,toys\n", encoding="utf-8")

    def test_they_are_read(self) -> None:
        """By screen, and by a review."""
        answer = ask("screen", "a.csv", "--on", "2025-12-01", "-f", "json")
        assert answer.json["by_decision"] == {"license_required": 1}
        assert "item from 'What', to from 'Where'" in answer.err
        Path("b.csv").write_text("What,Where\ngallium,US\n", encoding="utf-8")
        assert ask("classify", "b.csv", "-o", "-").code == 1

    def test_options_beat_them_fact_by_fact(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """--map for one fact leaves the others, and --set needs no column."""
        notes = ask("screen", "a.csv", "--on", "2025-12-01", "--map", "item=Other").err
        assert "item from 'Other', to from 'Where'" in notes
        notes = ask("screen", "a.csv", "--on", "2025-12-01", "--set", "to=DE").err
        assert "read: item from 'What'; not read: 'Where'" in notes
        monkeypatch.setenv("EXPORTCTL_MAP", "item=Other;to=-")
        assert "read: item from 'Other'" in ask("screen", "a.csv", "--on", "2025-12-01").err

    def test_a_missing_column_is_attributed_to_the_file(self) -> None:
        """With its line; and for the option if that names the column."""
        Path("a.csv").write_text("Where,Other\nUS,toys\n", encoding="utf-8")
        answer = ask("screen", "a.csv")
        assert answer.code == 2
        assert (
            answer.err
            == "exportctl: ../../exportctl.toml:1: no column has the name 'What'; the columns are Where, Other\n"
        )
        assert "--map: no column has the name 'x'" in ask("screen", "a.csv", "--map", "item=x").err


class TestLooserSettings:
    """A setting of a file or a variable that loosens the gate is reported on stderr."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('gate = "prohibited"', "gate = prohibited (../../exportctl.toml:1)"),
            ("trust_descriptions = true", "trust_descriptions = true (../../exportctl.toml:1)"),
        ],
    )
    def test_it_is_printed_once(self, text: str, message: str, folder: Path) -> None:
        """In one line."""
        configure(folder, text)
        assert ask(*LISTED).err == f"exportctl: looser than the default: {message}\n"

    def test_stricter_settings_are_reported_separately(self, folder: Path) -> None:
        """Each setting that had a part in the answer, with its line."""
        configure(folder, 'gate = "report"\nundecided = "fail"\nmax_age = 90\ntrust_descriptions = false')
        settings = ("gate = report", "undecided = fail", "max_age = 90", "trust_descriptions = false")
        expected = ", ".join(f"{by} (../../exportctl.toml:{line})" for line, by in enumerate(settings, 1))
        assert ask(*LISTED).err == f"exportctl: configured by: {expected}\n"

    def test_a_variable_is_reported_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """By its name."""
        monkeypatch.setenv("EXPORTCTL_GATE", "prohibited")
        assert ask(*LISTED).err == "exportctl: looser than the default: gate = prohibited (EXPORTCTL_GATE)\n"

    def test_an_option_is_no_news(self, folder: Path) -> None:
        """The person who gives it knows it."""
        configure(folder, 'gate = "prohibited"')
        assert ask(*LISTED, "--gate", "prohibited").err == ""


@pytest.mark.parametrize("options", [[], ["--data", str(ROOT / "data")]], ids=["no path", "a path"])
def test_nothing_is_parsed_where_there_is_no_file(options: list[str]) -> None:
    """A question in a folder without a configuration loads neither a parser nor what reads one, and no validators of Typer's."""
    probe = (
        f"import sys; from exportctl.__main__ import run; run({['check', 'gallium', *options]}); "
        "unwanted = ('tomllib', 'exportctl.config.reading', 'exportctl.config.model', 'exportctl.permits', 'pydantic'); "
        "sys.exit(sum(name in sys.modules for name in unwanted))"
    )
    compiled = subprocess.run([sys.executable, "-m", "exportctl", "check", "gallium"], check=False, capture_output=True)
    assert compiled.returncode == 1, "law that is new is parsed once, before anything is measured"
    assert subprocess.run([sys.executable, "-c", probe], check=False, capture_output=True).returncode == 0


def test_a_folder_that_is_gone_configures_nothing(folder: Path) -> None:
    """In a working directory that was removed, the command still answers."""
    (folder / "goods" / "2025").rmdir()
    assert ask(*LISTED).code == 1
