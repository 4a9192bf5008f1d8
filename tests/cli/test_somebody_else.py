"""A similar name that is recorded as another party's does not count, through a day, and the answer names the author."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import Answer, ask

PARTY = "mofcom-2025-13-01"
"""Leidos, on the watch list of 2025-03-04."""
THROUGH = "2025-06-30"
ENTRY = f"""
[[not_the_same]]
name = "Leidos Holdings Asia GmbH"
party = "{PARTY}"
reason = "another register number, HRB 1"
approved_by = "K. Weber"
through = {THROUGH}
"""
SHIPMENT = "check gallium --to DE --end-use civil --end-user-type civil --gate prohibited --party"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def answer_about(name: str, on: str, command: str = "party") -> Answer:
    """Ask about a name on a day, with the entry and without; the answer is the one with it."""
    return ask(*shlex.split(command), name, "--on", on, "-f", "json")


def codes(answer: Answer) -> set[str]:
    """Return the codes of the warnings."""
    return {item["code"] for item in answer.json["warnings"]}


@pytest.mark.parametrize("command", ["party", SHIPMENT])
class TestOneQuestion:
    """`party` and `check` ignore the similar name, and name the entry."""

    def test_both_sides_of_its_last_day(self, command: str) -> None:
        """It counts on that day, and not on the next; nor does it before it is written."""
        name = "Leidos Holdings Asia GmbH"
        assert answer_about(name, THROUGH, command).code == 3
        Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
        answer = answer_about(name, THROUGH, command)
        assert (answer.code, answer.json["exit_code"]) == (0, 0)
        assert answer.err == f"exportctl: configured by: '{name}' is not {PARTY} (exportctl.toml:2)\n"
        assert answer.json.get("matches", answer.json.get("parties")) == []
        (warning,) = [item["text"] for item in answer.json["warnings"] if item["code"] == "not_the_same"]
        for part in (PARTY, "HRB 1", "K. Weber", THROUGH, "exportctl.toml:2"):
            assert part in warning
        assert "K. Weber" in ask(*shlex.split(command), name, "--on", THROUGH).words
        after = answer_about(name, "2025-07-01", command)
        assert after.code == 3
        assert "not_the_same" not in codes(after)

    @pytest.mark.parametrize(
        "name", ["Leidos Holdings Asia Ltd", "Leidos Holdings Asia", "Leidos Holdings Asia GmbH & Leidos"]
    )
    def test_only_the_very_name_is_meant(self, name: str, command: str) -> None:
        """Another legal form is another company."""
        Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
        assert answer_about(name, THROUGH, command).code == 3

    def test_case_and_accents_make_no_other_name(self, command: str) -> None:
        """Names that differ only in notation are the same name."""
        Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
        assert answer_about("LEIDOS HOLDINGS ASIA GMBH", THROUGH, command).code == 0

    def test_a_name_that_a_list_has_is_never_passed_over(self, command: str) -> None:
        """An entry for an exact name changes nothing."""
        exact = ENTRY.replace("Leidos Holdings Asia GmbH", "Leidos")
        before = answer_about("Leidos", THROUGH, command)
        Path("exportctl.toml").write_text(exact, encoding="utf-8")
        assert answer_about("Leidos", THROUGH, command) == before
        assert before.code == 1

    def test_another_party_is_another_question(self, command: str) -> None:
        """The entry takes away the hit on the party that it names, and no other."""
        name = "Leidos and Skydio, Inc. Asia GmbH"
        other = ENTRY.replace(PARTY, "mofcom-2025-13-05").replace("Leidos Holdings Asia GmbH", name)
        Path("exportctl.toml").write_text(other, encoding="utf-8")
        answer = answer_about(name, THROUGH, command)
        assert answer.code == 3
        assert PARTY in str(answer.json)
        assert f"'{name}' is not mofcom-2025-13-05" in answer.err


class TestRows:
    """Rows of a file are answered as `check` answers them, each on its day."""

    def test_each_row_has_its_own_day(self) -> None:
        """The same name counts again on the day after the last."""
        Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
        names = ("Leidos Holdings Asia GmbH", "Leidos Holdings Asia Ltd", "Leidos")
        days = (THROUGH, "2025-07-01")
        rows = "".join(f"gallium,DE,civil,civil,{name},{day}\n" for name in names for day in days)
        Path("a.csv").write_text(f"item,to,end_use,end_user_type,party,on\n{rows}", encoding="utf-8")
        answer = ask("screen", "a.csv", "-o", "b.jsonl", "--gate", "prohibited")
        assert answer.code == 1
        assert (
            f"similar names recorded as other parties are ignored: exportctl.toml:2 (valid through {THROUGH})"
            in answer.err
        )
        lines = Path("b.jsonl").read_text(encoding="utf-8").splitlines()
        expected = [ask(*shlex.split(SHIPMENT), name, "--on", day, "-f", "json").json for name in names for day in days]
        for line, verdict in zip(lines, expected, strict=True):
            for key in ("decision", "worst_case"):
                assert f'"{key}":"{verdict[key]}"' in line.replace(": ", ":")
        assert [item["worst_case"] for item in expected] != [expected[1]["worst_case"]] * len(expected)

    def test_a_name_of_all_rows_is_answered_by_their_days(self) -> None:
        """--set states it once, and the days still distinguish rows."""
        Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
        Path("a.csv").write_text(
            f"item,to,on\ncotton T-shirts,DE,{THROUGH}\ncotton T-shirts,DE,2025-07-01\n", encoding="utf-8"
        )
        command = ("screen", "a.csv", "--set", "party=Leidos Holdings Asia GmbH", "-f", "json", "--gate", "report")
        assert ask(*command, "--on", THROUGH).json["by_decision"] == {"no_control_found": 2}
        counted = ask(*command).json["by_decision"]
        checks = [
            ask(
                "check",
                "cotton T-shirts",
                "--to",
                "DE",
                "--party",
                "Leidos Holdings Asia GmbH",
                "--on",
                day,
                "-f",
                "json",
            ).json
            for day in (THROUGH, "2025-07-01")
        ]
        assert sorted(counted) == sorted({item["decision"] for item in checks})


def test_an_unknown_party_is_reported_with_its_line() -> None:
    """A slip of the pen in the id ends with 2."""
    Path("exportctl.toml").write_text(ENTRY.replace(PARTY, "mofcom-2025-13-011"), encoding="utf-8")
    answer = answer_about("Acme", THROUGH)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("exportctl: exportctl.toml:2: 'mofcom-2025-13-011' is not the id of a party; ")
    assert "did you mean 'mofcom-2025-13-" in answer.err


def test_config_show_prints_the_author() -> None:
    """One row for each entry."""
    Path("exportctl.toml").write_text(ENTRY, encoding="utf-8")
    (setting,) = [
        item for item in ask("config", "show", "-f", "json").json["values"] if item["key"] == "not_the_same.1"
    ]
    assert setting["from"] == "exportctl.toml:2"
    assert "K. Weber" in setting["value"]


@pytest.mark.parametrize(
    ("party", "message"),
    [
        ("mofcom-2025-13-1", "'mofcom-2025-13-1' is not the id of a party; `exportctl list parties` prints the ids"),
        (
            "mofcom-2025-13-02",
            f"'Leidos Holdings Asia GmbH' does not resemble mofcom-2025-13-02 (Gibbs&Cox, Inc.), but {PARTY}; correct",
        ),
        (
            "mofcom-2026-12-02",
            "'Leidos Holdings Asia GmbH' does not resemble mofcom-2026-12-02 (",
        ),
    ],
)
@pytest.mark.parametrize(
    "command", ["config show", "party Leidos --on 2025-06-01", f"{SHIPMENT} Leidos --on 2025-06-01"]
)
def test_an_entry_for_another_party_is_an_error(command: str, party: str, message: str) -> None:
    """It would have no effect, and nobody would notice; `config show` checks the file like a question."""
    Path("exportctl.toml").write_text(ENTRY.replace(PARTY, party), encoding="utf-8")
    answer = ask(*shlex.split(command))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"exportctl: exportctl.toml:2: {message}")
    assert answer.err.count("\n") == 1


def test_config_show_checks_entries_places_and_provisions() -> None:
    """A setting that the law data does not have is an error with its line."""
    licence = (
        '[[licences]]\nnumber = "L"\nentries = ["3C0O1.a"]\nto = ["DE"]\nfrom = 2026-01-01\nthrough = 2026-12-31\n'
    )
    Path("exportctl.toml").write_text(licence, encoding="utf-8")
    answer = ask("config", "show")
    assert answer.code == 2
    assert answer.err.startswith("exportctl: exportctl.toml:1: '3C0O1.a' is not a control code; ")
