"""`data` prints the coverage of the data, checks it, and describes its files."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema_rs import Draft202012Validator, meta

from exportctl import api, load_law
from exportctl.store import draft
from tests.cli.program import (
    Broken,
    ask,
    json_of,
    spawn,
    verdict,
    words,
)

KINDS = {kind.name: kind.pattern for kind in draft.KINDS}
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar of the data is text: `on` among the words is a word."""


class TestData:
    """`data` prints the coverage of the data, checks it, and describes its files."""

    def test_status_counts_what_list_lists(self) -> None:
        """The horizon is 10 October 2026, and the counts are those of the lists."""
        document = json_of("data", "status")
        assert (document["covers_from"], document["checked_through"]) == ("2023-08-01", "2026-10-10")
        for kind in ("acts", "provisions", "entries", "statements", "guidance", "parties"):
            assert document[kind] == len(json_of("list", kind, "--on", "2026-10-10")["rows"])
        assert sum(document["acts_by_year"].values()) == document["acts"]
        table = words("data", "status")
        assert "as of 2026-10-10" in table
        assert f"acts {document['acts']}" in table

    def test_status_explains_how_to_install_newer_data_and_warns_of_old(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From thirty days on, the step comes with a warning; where acts appear, and what lists them, is always there."""
        table = words("data", "status")
        assert (
            "To do The data is 46 days old. Ask the person who gave you exportctl for the file exportctl_data-VERSION-py3"
            in table
        )
        assert "Then run in its environment: pip install exportctl_data-VERSION-py3-none-any.whl" in table
        assert "New acts https://exportcontrol.mofcom.gov.cn; exportctl data news --fetch" in table
        monkeypatch.setattr(api, "today", lambda: date(2026, 11, 8))
        assert (
            "Newer data Ask the person who gave you exportctl for the file exportctl_data-VERSION-py3-none-any.whl"
            in words("data", "status")
        )

    def test_status_lists_deciding_provisions_and_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A provision decides, warns, is not tested or is no condition; an entry has its figures or only its name."""
        document = json_of("data", "status")
        untested = document["provisions_not_tested"]
        kinds = document["provisions_that_decide"], document["provisions_that_warn"], len(untested)
        beside = document["provisions_without_condition"]
        assert sum(kinds) + len(beside) == document["provisions"]
        assert min(kinds) > 0
        lines = document["entries_transcribed"] + document["entries_named_only"]
        assert lines == document["entries"] > document["entries_with_parallel"] >= 0
        monkeypatch.setenv("COLUMNS", "1000")  # no cell is wrapped
        table = words("data", "status", "--all")
        assert f"provisions that decide {kinds[0]} provisions that warn only {kinds[1]}" in table
        assert f"provisions that you must judge yourself {kinds[2]}" in table
        assert f"list entries by name only {document['entries_named_only']} list entries with a parallel" in table
        for one in untested:
            assert one["why"]
            assert f"{one['subject']}: {one['why']}" in table
        for one in beside:
            assert f"{one['title']['en']}: {one['what']}" in table

    def test_status_leaves_out_what_answers_do_not_depend_on(self) -> None:
        """The age of the data stays on the screen; --all prints every count."""
        short, whole = (ask("data", "status", *more).out for more in ((), ("--all",)))
        assert len(short.splitlines()) < 60 < len(whole.splitlines())
        assert "Known gaps   The law data holds nothing later than 2026-10-10." in short
        assert "(--all)" in short
        assert "All counts" in whole
        assert "(--all)" not in whole
        chinese = ask("data", "status", "--lang", "zh").out
        assert "已知缺漏     法规数据未收录2026-10-10之后的事项。" in chinese

    def test_every_answer_names_the_same_law(self) -> None:
        """Version, digest and horizon of the data are those of its status."""
        status = json_of("data", "status")
        law = {key: status[key] for key in ("version", "digest", "checked_through")}
        assert json_of("list", "acts", "--on", "2025-12-01")["law"] == law
        assert verdict("gallium --to US --on 2025-12-01")["law"] == law

    @pytest.mark.usefixtures("read_once")
    def test_lint_finds_nothing_in_the_data_of_the_project(self) -> None:
        """The data of the project has no problems."""
        assert json_of("data", "lint")["problems"] == []
        assert "no problems" in words("data", "lint")

    @pytest.mark.usefixtures("read_once")
    def test_lint_finds_every_problem_at_once(self, broken: Broken) -> None:
        """Each fault has a line with its file, line and code, however long; the exit code is 2."""
        answer = ask("data", "lint", "--data", str(broken.folder), "--format", "json")
        reported = {(one["file"], one["line"], one["code"]) for one in answer.json["problems"]}
        assert answer.code == 2
        assert set(broken.problems) <= reported

        table = ask("data", "lint", "--data", str(broken.folder))
        assert (table.code, table.err) == (2, "")
        for one in answer.json["problems"]:
            assert (
                f"{broken.folder}/{one['file']}:{one['line']}: {one['code']} {one['message']}" in table.out.splitlines()
            )

    @pytest.mark.parametrize("kind", KINDS)
    def test_schema_describes_the_files(self, kind: str, data: Path) -> None:
        """Every file of a kind is valid against the schema of the kind, which is a JSON Schema."""
        answer = ask("data", "schema", kind)
        meta.validate(answer.json)
        files = list(data.glob(KINDS[kind]))
        validator = Draft202012Validator(answer.json)
        assert (answer.code, bool(files)) == (0, True)
        for file in files[:3]:
            tree = json.loads(json.dumps(yaml.load(file.read_text(encoding="utf-8"), LOADER), default=str))
            assert [error.message for error in validator.iter_errors(tree)] == [], file.name

    def test_schema_takes_the_option_every_command_takes(self) -> None:
        """A schema is JSON in every format."""
        assert ask("data", "schema", "act", "--format", "json") == ask("data", "schema", "act")

    def test_the_variable_names_another_folder(
        self, broken: Broken, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """EXPORTCTL_DATA answers from that folder, and `--data` is stronger."""
        load_law(data)  # compiled, should the cache have forgotten it
        monkeypatch.setenv("EXPORTCTL_DATA", str(broken.folder))
        assert ask("data", "status").code == 2
        assert json_of("data", "status", "--data", str(data))["version"] == "2026.10.10"

    def test_a_register_is_compiled_once(self, small: Path, tmp_path: Path) -> None:
        """The first answer from new data is noted on stderr, and is the same as the second."""
        folder = str(tmp_path)
        variables = {"EXPORTCTL_DATA": str(small), "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder}
        first, second = (spawn("list", "acts", "--on", "2025-12-01", **variables) for _ in range(2))
        assert "acme-2025-1" in first.out
        assert first.err == "exportctl: prepared the new law data; later commands start faster\n"
        assert second == first._replace(err="")


def test_a_new_act_needs_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the option that states it."""
    monkeypatch.delenv("EXPORTCTL_DATA", raising=False)
    answer = ask("data", "new", "mofcom-2026-99")
    assert (answer.code, answer.err) == (
        2,
        "exportctl: data: no folder is named; add --data DIR with the folder for the act, or set EXPORTCTL_DATA\n",
    )


def test_an_argument_of_a_command_without_any_leads_to_its_options(tmp_path: Path) -> None:
    """A folder of data is the value of an option."""
    answer = ask("data", "lint", str(tmp_path))
    assert answer.code == 2
    assert answer.err.startswith(f"exportctl: Unexpected argument: {tmp_path}. ")
    assert f" State a data folder with an option: exportctl data lint --data {tmp_path}; " in answer.err
    assert answer.err.endswith("exportctl data lint --help lists the options.\n")
    after_id = ask("data", "new", "mofcom-2026-99", str(tmp_path))
    assert " State a data folder with an option: exportctl data new mofcom-2026-45 --data my-data; " in after_id.err


def test_the_status_cites_acts_as_people_do() -> None:
    """A Chinese reader finds 商务部令2008年第12号, not the id of the act in the data."""
    chinese = ask("data", "status", "--all", "--lang", "zh").out
    assert "商务部令2008年第12号：150项目录所列技术" in re.sub(r"\s+", "", chinese)
    assert re.findall(r"\b[a-z]+(?:-[a-z]+)?-\d{4}-\d+", chinese.replace("https://", "")) == []


def test_a_list_of_acts_counts_provisions_by_status() -> None:
    """No. 70/2025 suspended No. 58/2025 through 2026-11-10, and no act confirms what happened then."""

    def counts(day: str) -> dict[str, int]:
        (act,) = [
            row for row in ask("list", "acts", "--on", day, "-f", "json").json["rows"] if row["id"] == "mofcom-2025-58"
        ]
        return {status: act[status] for status in ("provisions", "in_force", "suspended", "unsettled", "ended")}

    assert counts("2026-11-10") == {"provisions": 2, "in_force": 0, "suspended": 2, "unsettled": 0, "ended": 0}
    assert counts("2026-11-11") == {"provisions": 2, "in_force": 0, "suspended": 0, "unsettled": 2, "ended": 0}
    assert " In force Suspended Unconfirmed Ended " in ask("list", "acts", "--on", "2026-11-11").words
