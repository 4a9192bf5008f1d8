"""The program runs in this process for speed, and in a separate process if pipes, terminals or seeds matter."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from exportctl.__main__ import run
from tests.cli.started import started

ROOT = Path(__file__).resolve().parents[2]

GATES = ("no_control_found", "report", "license_required", "enhanced_review", "presumption_of_denial", "prohibited")
"""The effects by name, the weakest first."""

RANK = {effect: rank for rank, effect in enumerate(GATES)}

STORY = "gallium --to US --on 2025-12-01"

CIVIL = "--end-use civil --end-user-type civil"

ABROAD = "'SmCo magnet' --from DE --origin CN --to FR --via-china no"

QUESTIONS = (
    STORY,
    "gallium --to US --on 2025-12-01 --all",
    "gallium --to US --on 2025-12-01 --end-use civil --end-user-type civil",
    "gallium --to US --on 2025-12-01 --end-use military",
    "gallium --to US --on 2025-12-01 --known-on 2025-11-01",
    "gallium --to US --on 2025-11-08",
    "gallium --to US --on 2026-11-27",
    "gallium --to US --on 2026-11-28",
    "gallium --to US --on 2026-11-28 --assume extended",
    "gallium --to US --on 2027-06-01 --end-use civil --end-user-type civil",
    "gallium --to HK --on 2025-12-01",
    "gallium --to MO --on 2024-11-30",
    "镓 --to 美国 --on 2025-12-01",
    "Ga --to DE --on 2023-08-01",
    "7440-55-3 --to USA --on 2025-12-01",
    "3C001.a --on 2025-12-01",
    "3C001 --to JP --on 2025-12-01",
    "8112929010 --to US --on 2025-12-01",
    "'8112.92' --to US --on 2025-12-01 --all",
    "germanium --to HK --on 2025-12-01 --party ACME --party end-user=Globex --owned-by 'Initech=51%'",
    "antimony --to US --on 2024-12-04 --end-use civil --end-user-type civil",
    "graphite --to US --on 2023-11-30 --known-on 2023-11-01",
    "graphite --to US --on 2025-12-01 --param 'density=1.8 g/cm3' --param purity=99.99% --all",
    "'SmCo magnet' --from DE --origin CN --to FR --on 2025-10-09 --end-use civil --end-user-type civil",
    "'SmCo magnet' --from DE --origin CN --to FR --on 2026-10-01",
    "'SmCo magnet' --from DE --origin CN --to FR --on 2026-11-11 --end-use civil --end-user-type civil",
    "'SmCo magnet' --from DE --origin CN --to FR --on 2026-11-11 --assume extended --end-use civil --end-user-type civil",
    "'SmCo magnet' --from DE --origin CN --to FR --on 2027-01-11 --end-use civil --end-user-type civil",
    "'SmCo magnet' --from DE --to FR --on 2025-10-15",
    "'SmCo magnet' --from DE --origin DE --to FR --on 2026-11-11 --cn-content 0.1% --cn-technology no",
    "'neodymium magnet' --contains Dy=2% --contains Nd=30% --to JP --on 2025-12-01",
    "'dysprosium oxide' --form oxide --to KR --on 2025-12-01 --end-use humanitarian",
    "holmium --to US --on 2026-11-11",
    "holmium --to US --on 2025-12-01 --known-on 2026-01-01 --all",
    "'lithium battery' --param 'energy_density=310 Wh/kg' --to DE --on 2026-11-11",
    "'synthetic diamond powder' --to US --on 2025-11-07",
    "helium --to DE --on 2026-10-10",
    "tungsten --to JP --on 2026-02-01 --end-use military",
    "unobtainium --to US --on 2025-12-01",
    "unobtainium --to US --on 2026-11-28 --assume extended --all",
    "'tin whistle' --on 2026-11-11",
    "gallium --to US --on 2020-01-01",
    "gallium --to CN --on 2025-12-01",
)
"""The arguments of questions of every variety: recognised or not, settled or not, with and without facts."""


class Answer(NamedTuple):
    """The result of a run: its exit code, its output and its notes."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The result as JSON; there is nothing else in it."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def words(self) -> str:
        """The result with every run of blanks and line ends as one blank."""
        return " ".join(self.out.split())


class Broken(NamedTuple):
    """A data folder with problems: each has a file, a line and a code."""

    folder: Path
    problems: tuple[tuple[str, int, str], ...]


def ask(*arguments: str) -> Answer:
    """Run one command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(arguments))
    return Answer(code, _text(out), _text(err))


@cache
def table(question: str) -> Answer:
    """Return the answer to a question of `check` as a table."""
    return ask("check", *shlex.split(question))


@cache
def answer(question: str) -> Answer:
    """Return the answer to a question of `check` as JSON."""
    return ask("check", *shlex.split(question), "--format", "json")


def verdict(question: str) -> dict[str, Any]:
    """Return the verdict on a question."""
    return answer(question).json


def verdicts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every question with its verdict."""
    for question in QUESTIONS:
        yield question, verdict(question)


def finding(document: dict[str, Any], provision: str) -> dict[str, Any]:
    """Return the one finding of a provision."""
    (match,) = [item for item in document["findings"] if item["provision"] == provision]
    return dict(match)


def pauses(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the suspensions that a verdict names."""
    return [item["suspension"] for item in document["findings"] if item["suspension"]]


def json_of(*arguments: str) -> dict[str, Any]:
    """Return the JSON of a command that ends well and has nothing to note."""
    answer = ask(*arguments, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    return answer.json


def words(*arguments: str) -> str:
    """Return the table of a command that ends well, with single blanks."""
    answer = ask(*arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.words


def spawn(*arguments: str, **environment: str) -> Answer:
    """Run one command in a separate process, with pipes for its streams; it starts again if Python reads a variable at its start."""
    if any(name.startswith(("PYTHON", "LC_")) for name in environment):
        done = subprocess.run(
            [sys.executable, "-m", "exportctl", *arguments],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    done = _piped(b"", arguments, environment)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def piped(given: bytes, *arguments: str, shown: int | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run one command in a process that is forked from a started one, with these bytes in the pipe that it reads.

    Its output goes to another pipe, or into the open file `shown`.
    """
    return _piped(given, arguments, {}, shown)


def limited(kind: int, most: int, *arguments: str) -> Answer:
    """Run one command in a process that is forked from a started one, within a limit of a resource."""
    done = _piped(b"", arguments, {}, limits=((kind, most),))
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def _piped(
    given: bytes,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    shown: int | None = None,
    limits: tuple[tuple[int, int], ...] = (),
) -> subprocess.CompletedProcess[bytes]:
    (reads, fills), (printed, writes), (noted, notes) = (os.pipe() for _ in range(3))
    if shown is not None:
        os.dup2(shown, writes)
    with ThreadPoolExecutor() as threads:
        threads.submit(_fill, fills, given)
        out, err = (threads.submit(_emptied, number) for number in (printed, noted))
        code = _run(arguments, (reads, writes, notes), environment, limits)
        return subprocess.CompletedProcess(arguments, code, out.result(), err.result())


def into_closed_pipe(*arguments: str) -> Answer:
    """Run one command whose reader has gone away before the first word."""
    (shown, writes), (noted, notes) = os.pipe(), os.pipe()
    os.close(shown)
    with ThreadPoolExecutor() as threads:
        err = threads.submit(_emptied, noted)
        code = _run(arguments, (os.open(os.devnull, os.O_RDONLY), writes, notes), {})
        return Answer(code, "", err.result().decode())


def on_terminal(*arguments: str, **environment: str) -> Answer:
    """Run one command whose stdout is a terminal of 80 columns that can show colours."""
    return _on_terminal(arguments, environment)


def both_on_terminal(*arguments: str, **environment: str) -> Answer:
    """Run one command whose stdout and stderr are one terminal of 80 columns that can show colours."""
    return _on_terminal(arguments, environment, notes_too=True)


def _on_terminal(arguments: tuple[str, ...], environment: dict[str, str], *, notes_too: bool = False) -> Answer:
    (ours, theirs), (noted, notes) = pty.openpty(), os.pipe()
    if notes_too:
        os.dup2(theirs, notes)
    with ThreadPoolExecutor() as threads:
        out, err = (threads.submit(_emptied, number) for number in (ours, noted))
        colours = {"TERM": "xterm-256color", "COLUMNS": "80"}
        code = _run(arguments, (os.open(os.devnull, os.O_RDONLY), theirs, notes), colours | environment)
        return Answer(code, out.result().decode(), err.result().decode())


def _run(
    arguments: tuple[str, ...],
    streams: tuple[int, ...],
    environment: dict[str, str],
    limits: tuple[tuple[int, int], ...] = (),
) -> int:
    """Run one command, and close its streams here when it has ended."""
    try:
        return started().run(arguments, streams, os.environ | environment, ROOT, limits)
    finally:
        for stream in streams:
            os.close(stream)


def _fill(number: int, content: bytes) -> None:
    with open(number, "wb") as pipe, contextlib.suppress(BrokenPipeError):
        pipe.write(content)


def _emptied(number: int) -> bytes:
    """Return everything that is written to the other end, which is a pipe or a terminal."""
    content = b""
    with contextlib.suppress(OSError):  # Linux tells the end of a terminal by an error
        while part := os.read(number, 65536):
            content += part
    os.close(number)
    return content


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
