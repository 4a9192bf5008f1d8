"""A log has a line for each question; a line that was cut, changed, moved or removed is reported with its number."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from exportctl.permits.log import line_of
from tests.cli.program import ROOT, Answer, ask

LOG = Path("log.jsonl")
GALLIUM = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
MANY = """
import os, sys
from exportctl.__main__ import run
from tests.cli.quickly import quickly
quickly()
sys.stdout = open(os.devnull, "w")
for number in range(int(sys.argv[1])):
    assert run(["check", "gallium", "--to", "US", "--on", "2025-12-01", "--quantity", f"{number} kg", "--log", "log.jsonl"]) == 1
"""
"""A program that checks a number of questions, one after another."""
Lines = list[bytes]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def log_of_five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of five questions."""
    log = tmp_path_factory.mktemp("five") / LOG
    for place in ("US", "DE", "JP", "HK"):
        assert ask("check", "gallium", "--to", place, "--on", "2025-12-01", "--log", str(log)).code in {0, 1, 3}
    assert ask("party", "Leidos Inc", "--on", "2025-06-01", "--log", str(log)).code == 1
    return log


@pytest.fixture
def five(log_of_five: Path) -> Lines:
    """The lines of a log of five questions, which is in the folder of the test."""
    shutil.copy(log_of_five, LOG)
    return LOG.read_bytes().splitlines(keepends=True)


def held() -> list[dict[str, Any]]:
    """Return the content of each line of the log."""
    return [json.loads(line) for line in LOG.read_text(encoding="utf-8").splitlines()]


def digest(line: bytes) -> str:
    """Return the SHA-256 of a line."""
    return f"sha256:{sha256(line.rstrip()).hexdigest()}"


def verified(*more: str) -> Answer:
    """Ask whether the log is whole."""
    answer = ask("log", "verify", str(LOG), *more, "-f", "json")
    assert answer.json["exit_code"] == answer.code
    return answer


class TestLines:
    """Each line has the time, the question and the result, and the digest of the line before it."""

    def test_a_log_is_a_chain(self, five: Lines) -> None:
        """The first line follows nothing."""
        entries = held()
        assert [item["before"] for item in entries] == [f"sha256:{'0' * 64}", *map(digest, five[:-1])]
        assert [(item["command"], item["asked"].get("to")) for item in entries] == [
            *(("check", place) for place in ("US", "DE", "JP", "HK")),
            ("party", None),
        ]
        answer = verified()
        assert (answer.code, answer.json["lines"], answer.json["head"]) == (0, 5, digest(five[-1]))
        assert (
            ask("log", "verify", str(LOG)).out
            == f"log.jsonl: 5 lines, complete and unchanged; head {digest(five[-1])}\n"
        )

    def test_a_line_has_the_outcome_and_the_digest_of_the_receipt(self) -> None:
        """The digest of the receipt is that of the file which --receipt writes."""
        answer = ask(*GALLIUM, "--log", str(LOG), "--receipt", "receipt.json", "-f", "json")
        (line,) = held()
        assert line["answer"] == {key: answer.json[key] for key in ("decision", "worst_case", "settled", "exit_code")}
        receipt = json.loads(Path("receipt.json").read_text(encoding="utf-8"))
        assert line["receipt"] == receipt["digest"]
        assert (line["asked"], line["law"], line["program"]) == (receipt["asked"], receipt["law"], receipt["program"])

    def test_the_answer_is_the_same_and_the_variable_applies_to_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A job that must log everything sets it once."""
        plain = ask(*GALLIUM)
        monkeypatch.setenv("EXPORTCTL_LOG", str(LOG))
        assert ask(*GALLIUM) == plain
        assert ask("party", "Acme Toys", "--on", "2025-06-01").code == 0
        assert [item["command"] for item in held()] == ["check", "party"]

    def test_refused_questions_are_not_logged(self) -> None:
        """A question that makes no sense has no answer."""
        assert ask("check", "gallium", "--to", "Atlantis", "--log", str(LOG)).code == 2
        assert not LOG.exists()

    @pytest.mark.parametrize("name", ["nowhere/log.jsonl", ".", "/dev/null"])
    def test_a_log_that_cannot_be_written_ends_with_2(self, name: str) -> None:
        """No answer is given without a line in the log."""
        answer = ask(*GALLIUM, "--log", name)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(f"exportctl: --log: {name}: ")

    def test_two_writers_leave_a_whole_log(self) -> None:
        """Each waits for the other, and every question has its line."""
        each = 40
        running = [
            subprocess.Popen([sys.executable, "-c", MANY, str(each)], env=os.environ | {"PYTHONPATH": str(ROOT)})
            for _ in range(2)
        ]
        assert [process.wait(timeout=120) for process in running] == [0, 0]
        assert (verified().code, verified().json["lines"]) == (0, 2 * each)
        amounts = [item["asked"]["quantity"] for item in held()]
        assert sorted(amounts) == sorted([f"{number} kg" for number in range(each)] * 2)


def _changed(lines: Lines) -> Lines:
    return [*lines[:2], lines[2].replace(b"gallium", b"indium!"), *lines[3:]]


def _changed_with_its_digest(lines: Lines) -> Lines:
    document = json.loads(lines[2])
    before = document.pop("before")
    del document["digest"]
    document["answer"]["decision"] = "no_control_found"
    return [*lines[:2], line_of(document, before) + b"\n", *lines[3:]]


WRONG: dict[str, tuple[Callable[[Lines], Lines], list[tuple[int, str]]]] = {
    "a line is changed": (_changed, [(3, "changed")]),
    "a line is made anew": (_changed_with_its_digest, [(4, "apart")]),
    "the first line is taken out": (lambda lines: lines[1:], [(1, "apart")]),
    "a line is taken out": (lambda lines: [*lines[:2], *lines[3:]], [(3, "apart")]),
    "a line is put in twice": (lambda lines: [*lines[:2], lines[1], *lines[2:]], [(3, "apart")]),
    "two lines change places": (
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        [(2, "apart"), (3, "apart"), (4, "apart")],
    ),
    "the last line is cut": (lambda lines: [*lines[:4], lines[4][:-20]], [(5, "broken")]),
    "the last line is not ended": (lambda lines: [*lines[:4], lines[4][:-1]], [(5, "broken")]),
    "a line is cut": (lambda lines: [*lines[:2], lines[2][:50] + b"\n", *lines[3:]], [(3, "broken")]),
    "a line is empty": (lambda lines: [*lines[:2], b"\n", *lines[2:]], [(3, "broken")]),
    "a line is no JSON": (lambda lines: [*lines[:2], b"\xff\n", *lines[3:]], [(3, "broken")]),
    "a line is nested too deep": (lambda lines: [*lines[:4], b"[" * 100_000 + b"\n"], [(5, "broken")]),
    "a key is there twice; remove one": (
        lambda lines: [*lines[:4], lines[4].replace(b'"command":', b'"command":"check","command":')],
        [(5, "broken")],
    ),
}


class TestAlteredLines:
    """Every line that was altered is reported with its number, and the exit code is 1."""

    @pytest.mark.parametrize(("change", "expected"), WRONG.values(), ids=list(WRONG))
    def test_a_faulty_line_is_reported_with_its_number(
        self, change: Callable[[Lines], Lines], expected: list[tuple[int, str]], five: Lines
    ) -> None:
        """Correct lines are not mentioned."""
        LOG.write_bytes(b"".join(change(five)))
        answer = verified()
        assert answer.code == 1
        assert [(item["line"], item["kind"]) for item in answer.json["faults"]] == expected
        lines = ask("log", "verify", str(LOG)).out.splitlines()
        assert [line.partition(": ")[0] for line in lines[:-1]] == [f"log.jsonl:{number}" for number, _ in expected]

    def test_lines_removed_at_the_end_are_detected_by_a_stored_digest(self, five: Lines) -> None:
        """A head that was printed before must still be there, however long the log is now."""
        head = verified().json["head"]
        assert ask(*GALLIUM, "--log", str(LOG)).code == 1
        assert verified("--head", head).code == 0
        LOG.write_bytes(b"".join(five[:4]))
        assert verified().code == 0
        answer = verified("--head", head)
        assert (answer.code, answer.json["faults"]) == (1, [{"line": None, "kind": "missing"}])

    def test_a_log_continues_after_the_line_of_a_killed_writer(self, five: Lines) -> None:
        """The line stays broken, and the next one follows it."""
        LOG.write_bytes(b"".join(five)[:-20])
        assert ask(*GALLIUM, "--log", str(LOG)).code == 1
        assert LOG.read_bytes().count(b"\n") == 6
        answer = verified()
        assert [(item["line"], item["kind"]) for item in answer.json["faults"]] == [(5, "broken")]

    def test_a_log_without_its_command_leads_to_it(self) -> None:
        """The group has one command; one with several lists them."""
        answer = ask("log", "log.jsonl")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == "exportctl: 'log.jsonl' is not a command; write exportctl log verify log.jsonl.\n"
        assert "exportctl data --help lists the commands." in ask("data", "log.jsonl").err

    @pytest.mark.parametrize("text", ["row,reason\n2,no\n", '{"schema": "exportctl.receipt/1"}\n', "\n", "<html>"])
    def test_a_file_without_a_line_of_a_log_is_no_log(self, text: str) -> None:
        """It is refused in one line, not reported line by line, and no answer is appended to it."""
        LOG.write_text(text, encoding="utf-8")
        verified, logged = ask("log", "verify", str(LOG)), ask(*GALLIUM, "--log", str(LOG))
        assert (verified.code, verified.out, logged.code, logged.out) == (2, "", 2, "")
        assert verified.err == "exportctl: log.jsonl: is not a log of exportctl; name a file that --log wrote\n"
        assert logged.err == "exportctl: --log: log.jsonl is not a log of exportctl; name another file\n"
        assert LOG.read_text(encoding="utf-8") == text

    def test_screen_appends_to_logs_only(self) -> None:
        """It refuses before it writes any output."""
        Path("in.csv").write_text("item,to,on\ngallium,US,2025-12-01\n", encoding="utf-8")
        LOG.write_text("a list of my own\n", encoding="utf-8")
        answer = ask("screen", "in.csv", "-o", "out.csv", "--log", str(LOG))
        assert (answer.code, "is not a log of exportctl" in answer.err, Path("out.csv").exists()) == (2, True, False)

    def test_an_empty_log_verifies_nothing(self) -> None:
        """Somebody may have emptied it, so it is wrong input; a digest that it should have is missing."""
        LOG.touch()
        answer = ask("log", "verify", "log.jsonl")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == (
            "exportctl: log.jsonl: the log is empty, so there is nothing to verify; state the last known digest with --head\n"
        )
        assert verified("--head", digest(b"")).code == 1

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("nowhere.jsonl",), "nowhere.jsonl: No such file or directory; correct the name"),
            ((".",), ".: Is a directory; name a file"),
            (
                ("log.jsonl", "--head", "abc"),
                "--head: 'abc' is not a digest; write the one that this command printed, sha256:...",
            ),
        ],
    )
    def test_wrong_input_ends_with_2(self, arguments: tuple[str, ...], message: str) -> None:
        """One line gives the correction."""
        answer = ask("log", "verify", *arguments)
        assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: {message}\n")
