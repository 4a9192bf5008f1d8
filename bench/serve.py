"""The service under the load of wrk: answers a second, the 99th percentile, wrong answers, and memory before and after.

wrk is in Debian. Each of its threads has one connection, and compares every answer with the output of the command line for
that question. Idle and slow clients can be added: python -m bench.serve --clients 60 --requests 100000 --idle 200 --slow 64
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from exportctl import api
from exportctl.config.overlay import Overlay
from exportctl.reports.documents.writing import dump
from exportctl.served.current import Answerer, Defaults
from exportctl.served.questions import QUESTIONS
from tests.hostile.loiterers import loitering

ROOT = Path(__file__).resolve().parent.parent
SECONDS, RUNS = 20, 2
PATIENCE = "60s"
"""Twice the time limit of the service for an answer."""
GOODS = (
    "gallium", "镓", "dysprosium oxide", "neodymium magnet", "graphite", "helium", "cotton T-shirts", "8112929010",
    "lithium battery", "unobtainium",
)  # fmt: skip
PLACES = ("US", "JP", "DE", "HK", "KP", "FR", "TW", "IN")
DAYS = ("2024-12-04", "2025-12-01", "2026-11-28")
SCRIPT = """
local paths, expected = {}, {}
for line in io.lines("%s") do
  local path, size = line:match("^(%%S+) (%%d+)$")
  paths[#paths + 1] = path
  expected[#expected + 1] = tonumber(size)
end
local answers = io.open("%s", "rb")
for place, size in ipairs(expected) do expected[place] = answers:read(size) end
local place, threads = 0, {}
wrong, refused = 0, 0
function setup(thread) threads[#threads + 1] = thread end
function request() place = place %% #paths + 1; return wrk.format("GET", paths[place]) end
function response(status, headers, body)
  if status == 503 then refused = refused + 1 elseif status ~= 200 or body ~= expected[place] then wrong = wrong + 1 end
end
function done(summary, latency, requests)
  local wrongs, refusals = 0, 0
  for _, thread in ipairs(threads) do
    wrongs, refusals = wrongs + thread:get("wrong"), refusals + thread:get("refused")
  end
  io.write(string.format("%%d %%d %%f %%f %%d %%d %%d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), wrongs, refusals,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def questions() -> list[tuple[str, bytes]]:
    """Return addresses, and the answer that each must have."""
    by = Answerer(Overlay(api.load_law(), None, api.today()), Defaults(api.today))
    all_facts = [{"item": goods, "to": place, "on": day} for goods, place, day in product(GOODS, PLACES, DAYS)]
    return [
        (f"/check?{urlencode(facts)}", (dump(QUESTIONS["check"].answer(by, facts)) + "\n").encode())
        for facts in all_facts
    ]


def metric(port: int, name: str) -> float:
    """Return a metric of the service."""
    with urlopen(f"http://127.0.0.1:{port}/metrics") as reply:
        match = re.search(rf"^{name} (\S+)$", reply.read().decode(), re.MULTILINE)
    return float(match[1]) if match else 0.0


def resident(port: int) -> float:
    """Return the memory of the service in MB after its last answer: wrk ends before it has received all answers."""
    while metric(port, r'exportctl_places_taken\{lane="questions"\}'):
        time.sleep(0.1)
    return metric(port, "process_resident_memory_bytes") / 1e6


def load(port: int, script: Path, seconds: int, clients: int) -> list[float]:
    """Return the counts of wrk: answers, microseconds in all, the median and 99th percentile, wrong ones, refused ones, lost ones."""
    url = f"http://127.0.0.1:{port}"
    command = ["wrk", f"-t{clients}", f"-c{clients}", f"-d{seconds}s", "--timeout", PATIENCE, "-s", str(script), url]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return list(map(float, done.stdout.splitlines()[-1].split()))


def measure(port: int, script: Path, clients: int, requests: int) -> None:
    """Print the figures of some runs, one after the other: memory is flat if the later ones add nothing."""
    load(port, script, 3, clients)
    memory, answered, total, runs = [resident(port)], 0.0, [0.0] * 3, 0
    while runs < RUNS or answered < requests:
        count, took, median, late, *faults = load(port, script, SECONDS, clients)
        memory.append(resident(port))
        rate, times = count / (took / 1e6), f"median {median / 1000:.1f} ms, 99th percentile {late / 1000:.1f} ms"
        print(f"  {rate:6.0f} a second, {times}; of {count:.0f} {fault_counts(faults)}", flush=True)
        answered, total, runs = answered + count, list(map(sum, zip(total, faults, strict=True))), runs + 1
    grown = " -> ".join(f"{size:.0f}" for size in memory)
    print(f"  {answered:.0f} answers, {fault_counts(total)}; memory {grown} MB")


def fault_counts(faults: Iterable[float]) -> str:
    """Return the numbers of wrong, refused and lost answers as text."""
    return "{:.0f} wrong, {:.0f} refused, {:.0f} lost".format(*faults)


def options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8, help="connections that ask")
    parser.add_argument("--requests", type=int, default=0, help="so many answers at least")
    parser.add_argument("--idle", type=int, default=0, help="connections that say nothing")
    parser.add_argument("--slow", type=int, default=0, help="connections that send a body byte by byte")
    return parser.parse_args()


def main() -> None:
    """Print the figures of two runs or more."""
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed; Debian has it: apt-get install wrk")
    expected, arguments = questions(), options()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        script, paths, answers = folder / "load.lua", folder / "paths", folder / "answers"
        paths.write_text("".join(f"{path} {len(answer)}\n" for path, answer in expected), encoding="utf-8")
        answers.write_bytes(b"".join(answer for _, answer in expected))
        script.write_text(SCRIPT % (paths, answers), encoding="utf-8")
        command = [sys.executable, "-m", "exportctl", "serve", "--port", "0"]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
            line = process.stderr.readline() if process.stderr else ""
            port = int(line.split()[3].rpartition(":")[2])
            more = f"{arguments.idle} idle and {arguments.slow} slow connections"
            text = f"{len(expected)} questions, {arguments.clients} clients, {more} at the same time"
            print(f"{text}, Python {platform.python_version()} on {platform.machine()}")
            with loitering(port, idle=arguments.idle, questions=arguments.slow) as others:
                measure(port, script, arguments.clients, arguments.requests)
                print(f"  connections that keep it waiting: {others.open} at the end, {others.opened} in all")
            process.terminate()
            print(f"  lines on stderr: {len(process.stderr.readlines()) if process.stderr else 0}")


if __name__ == "__main__":
    main()
