"""Where a table has many goods, several processes read them, and the answers are those of one."""

from __future__ import annotations

import csv
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count, islice
from pathlib import Path

import pyarrow as pa
import pytest

from exportctl import screen
from exportctl.api import Law
from exportctl.batch import processes
from exportctl.batch.binding import ScreenOptions, bind
from exportctl.batch.processes import FEW, Processes, Shared
from exportctl.batch.review import Review

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 8, 1)


def texts(many: int) -> list[str]:
    """Return a number of distinct texts: goods of the list and of trade, and some that cannot be read."""
    with (ROOT / "tests" / "goods" / "controlled.tsv").open(encoding="utf-8", newline="") as stream:
        controlled = [row["description"] for row in csv.DictReader(stream, delimiter="\t")]
    with (ROOT / "data" / "trade" / "terms.csv").open(encoding="utf-8", newline="") as stream:
        terms = [row["term"] for row in csv.DictReader(stream)]
    every = dict.fromkeys([*controlled, "1234567", *terms])  # no customs code has seven digits
    numbered = (f"{term} lot {number}" for number in count(2) for term in terms)
    return [*islice((text for texts in (every, numbered) for text in texts), many)]


class Doubling:
    """Work that records its process, and that fails in the processes of `fails_in`."""

    def __init__(self, fails_beside: int = 0) -> None:
        """Take the process in which it fails."""
        self.here = fails_beside

    def double(self, items: Sequence[int]) -> tuple[int, list[int]]:
        """Return the process, and each item twice."""
        if self.here and os.getpid() != self.here:
            os._exit(1)
        return os.getpid(), [2 * item for item in items]

    def double_slowly(self, items: Sequence[int]) -> tuple[int, list[int]]:
        """Return the same after a while, in which another process can start."""
        time.sleep(0.1)
        return self.double(items)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have two cores, whatever it has."""
    monkeypatch.setattr(processes, "cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_parts_are_done_elsewhere_and_come_in_order() -> None:
    """No part is done in this process, and the parts come in the order of their items."""
    with Processes[int, tuple[int, list[int]]](lambda: Doubling().double) as several:
        results = list(several.results(range(FEW)) or ())
    assert [item for _, part in results for item in part] == [2 * item for item in range(FEW)]
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.usefixtures("two_cores")
def test_few_items_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """With few items, the process reads them itself, because starting another takes longer. None was started before."""
    monkeypatch.setattr(processes, "_EARLY", [])
    with Processes[int, tuple[int, list[int]]](lambda: Doubling().double) as several:
        assert several.results(range(FEW - 1)) is None


def load_value(fingerprint: str) -> tuple[object, str]:
    """Return a value that has a fingerprint, as an early process loads it."""
    return {"loaded in": os.getpid()}, fingerprint


class Telling:
    """Work that returns the value that it was sent with."""

    def __init__(self, value: object) -> None:
        """Take a value."""
        self.value = value

    def tell(self, items: Sequence[int]) -> tuple[object, int]:
        """Return the value, and the number of items."""
        return self.value, len(items)


@pytest.mark.usefixtures("two_cores")
def test_an_early_process_does_the_work() -> None:
    """A process that is ready does even few items, while this one does other work; its parts come in order."""
    processes.start_early(load_value, "a")
    with Processes[int, tuple[int, list[int]]](lambda: Doubling().double) as several:
        results = list(several.results(range(FEW - 1)) or ())
    assert [item for _, part in results for item in part] == [2 * item for item in range(FEW - 1)]
    assert len({process for process, _ in results}) == 1
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize(("fingerprint", "arguments"), [("a", ("b",)), ("a", ("a",)), ("b", ("a",))])
def test_only_a_value_with_the_same_arguments_and_fingerprint_is_not_sent(
    fingerprint: str, arguments: tuple[str, ...]
) -> None:
    """An early process uses its own value in place of an equal one; after a change of the data, or for other data, none is mixed up."""
    here = {"loaded in": os.getpid()}
    processes.start_early(load_value, "a")
    shared = Shared(here, fingerprint, arguments)
    with Processes[int, tuple[object, int]](lambda: Telling(here).tell, shared) as several:
        results = list(several.results(range(FEW - 1)) or ())
    assert sum(count for _, count in results) == FEW - 1
    assert all((value == here) == ((fingerprint, arguments) != ("a", ("a",))) for value, _ in results)


class LargeValue:
    """A value that takes long to send: it must not be."""

    def __reduce__(self) -> str:
        """Raise an error."""
        raise AssertionError


@pytest.mark.usefixtures("two_cores")
def test_a_value_that_the_early_process_has_is_not_even_prepared_to_be_sent() -> None:
    """A law of ten times the size would take a fifth of a second."""
    processes.start_early(load_value, "a")
    value = LargeValue()
    with Processes[int, tuple[object, int]](lambda: Telling(value).tell, Shared(value, "a", ("a",))) as several:
        results = list(several.results(range(FEW - 1)) or ())
    assert sum(count for _, count in results) == FEW - 1


@pytest.mark.usefixtures("two_cores")
def test_many_items_start_the_other_processes() -> None:
    """After few items beside the early process, many items have a process for each core, and this one only collects their results."""
    processes.start_early(load_value, "a")
    with Processes[int, tuple[int, list[int]]](lambda: Doubling().double_slowly) as several:
        assert list(several.results(range(FEW - 1)) or ())
        results = list(several.results(range(FEW)) or ())
    assert [item for _, part in results for item in part] == [2 * item for item in range(FEW)]
    assert os.getpid() not in {process for process, _ in results}


@pytest.mark.usefixtures("two_cores")
def test_the_parent_does_the_parts_of_a_killed_early_process() -> None:
    """An early process that fails loses no row."""
    processes.start_early(load_value, "a")
    with Processes[int, tuple[int, list[int]]](lambda: Doubling(os.getpid()).double) as several:
        results = list(several.results(range(FEW)) or ())
    assert [item for _, part in results for item in part] == [2 * item for item in range(FEW)]


def test_a_law_is_sent_as_its_compiled_data(store: Law) -> None:
    """Another process has the same law, and needs no folder and no compiler for it."""
    sent = pickle.loads(pickle.dumps(store))  # noqa: S301 - from this test
    assert (sent.law.digest, sent.headings, sent.chapters) == (store.law.digest, store.headings, store.chapters)
    assert sent.lexicon.things == store.lexicon.things


def test_one_core_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes on one core would only wait for one another."""
    monkeypatch.setattr(processes, "cores", lambda: 1)
    with Processes[int, tuple[int, list[int]]](lambda: Doubling().double) as several:
        assert several.results(range(FEW)) is None


@pytest.mark.usefixtures("two_cores")
def test_the_parent_screens_the_rows_of_a_killed_process() -> None:
    """A process that the system ends, for want of memory perhaps, loses no row."""
    with Processes[int, tuple[int, list[int]]](lambda: Doubling(os.getpid()).double) as several:
        results = list(several.results(range(FEW)) or ())
    assert [item for _, part in results for item in part] == [2 * item for item in range(FEW)]
    assert {process for process, _ in results} == {os.getpid()}


def test_a_table_is_answered_alike_by_one_process_and_by_several(store: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers, rejected rows and the order of all values are the same."""
    monkeypatch.setattr(processes, "FEW", 1_000)
    rows = pa.table({"item": texts(2_000), "known_on": ["2025-01-01", "yesterday", None, None] * 500})
    monkeypatch.setattr(processes, "cores", lambda: 2)
    several = screen(rows, store, on=DAY)
    monkeypatch.setattr(processes, "cores", lambda: 1)
    alone = screen(rows, store, on=DAY)
    assert several.equals(alone)
    assert [column.chunk(0).dictionary.equals(other.chunk(0).dictionary) for column, other in _shared(several, alone)]


def test_a_review_is_alike_by_one_process_and_by_several(store: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a review, their order and their proposals are the same."""
    monkeypatch.setattr(processes, "FEW", 500)
    review = Review(store, bind(["item"], ScreenOptions()), ["item"])
    review.add(pa.record_batch({"item": [*texts(999), None]}))
    monkeypatch.setattr(processes, "cores", lambda: 2)
    several = review.lines()
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert several == review.lines()
    assert len(several) == 999


def _shared(one: pa.Table, other: pa.Table) -> list[tuple[pa.ChunkedArray, pa.ChunkedArray]]:
    pairs = zip(one.columns, other.columns, strict=True)
    return [pair for pair in pairs if pa.types.is_dictionary(pair[0].type)]


@pytest.mark.skipif(not hasattr(os, "killpg") or not Path("/proc").is_dir(), reason="counts processes in /proc")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process(tmp_path: Path, by: signal.Signals) -> None:
    """Neither Ctrl-C nor a kill leaves a process running."""
    source = tmp_path / "rows.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["item"], *([text] for text in texts(4 * FEW))])
    code = "from exportctl.batch import processes; processes.cores = lambda: 2; from exportctl.__main__ import main; main()"
    command = [sys.executable, "-c", code, "screen", str(source), "-o", str(tmp_path / "out.csv"), "--on", "2026-08-01"]
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        children = _awaited(lambda: _children(run.pid), lambda pids: len(pids) == 2)
        run.send_signal(by)
        assert run.wait(60) != 0
    finally:
        run.kill()
    assert _awaited(lambda: [pid for pid in children if _runs(pid)], lambda pids: not pids) == []


def test_a_large_file_is_answered_alike_with_the_process_that_starts_early(tmp_path: Path) -> None:
    """The file has too few goods for a process for each core, so only the early one reads some of them."""
    source = tmp_path / "rows.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["item"], *([text] for text in texts(2_000))])

    def screened(least: int, name: str) -> bytes:
        code = (
            "from exportctl.batch import processes; from exportctl.cli import early_reader; from exportctl.__main__ import main;"
            f"processes.cores = lambda: 2; early_reader._LARGE = {least}; main()"
        )
        command = [sys.executable, "-c", code, "screen", str(source), "-o", str(tmp_path / name), "--on", "2026-08-01"]
        run = subprocess.run(command, capture_output=True, check=False)
        assert run.returncode == 2, run.stderr  # a row is rejected
        return (tmp_path / name).read_bytes()

    assert screened(1, "early.csv") == screened(1 << 40, "alone.csv")


def _awaited(look: Callable[[], list[int]], enough: Callable[[list[int]], bool]) -> list[int]:
    """Return the result of a function once it is sufficient, or after a minute."""
    until = time.monotonic() + 60
    while not enough(state := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return state


def _children(parent: int) -> list[int]:
    return [pid for pid in _pids() if (stat := _stat(pid)) and int(stat[1]) == parent]


def _runs(pid: int) -> bool:
    stat = _stat(pid)
    return bool(stat) and stat[0] not in "ZX"


def _pids() -> list[int]:
    return [int(item.name) for item in Path("/proc").iterdir() if item.name.isdigit()]


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
