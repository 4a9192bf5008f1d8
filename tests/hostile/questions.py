"""Holdings and arguments are drawn as people might write them, valid or nearly so; some are then changed like files."""

from __future__ import annotations

import contextlib
import io
import random
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import typer.main

from exportctl import Transaction, check, load_law
from exportctl.__main__ import run
from exportctl.cli import app as commands
from exportctl.cli import tables
from exportctl.errors import InputError
from exportctl.facts.holdings import COLUMNS
from tests.cli.program import GATES, QUESTIONS
from tests.cli.quickly import quickly
from tests.hostile.mutants import mutant
from tests.hostile.victim import Victim

_SOUND = range(5)
_CHANGED = 0.25
"""The share of the inputs that are changed once they are drawn."""

_FIRMS = (
    "Leidos",
    "Globex GmbH",
    "Target",
    "end-user",
    "Acme",
    "镓业有限公司",
    "Skydio, Inc.",
    "hanwha",
    "A B C",
    "O’Neil & Söhne",
)
_SHARES = (
    "0",
    "1",
    "49.99",
    "50",
    "50%",
    "50.01",
    "100",
    "100 %",
    "33.3333333333",
    "1e-3",
    "1E2",
    "0.",
    ".5",
    "١٢",
    "-1",
    "",
    "x",
    "NaN",
)
_NOT_NAMES = (
    "",
    " ",
    "...",
    "a" * 600,
    "\u202e",
    "'",
    '"',
    "a\nb",
    "\x1b[31m",
    "\u0130",
    "ß",
    "＝x",
    "-",
    "--",
    "%s",
    "\ud800",
)
_TOKENS = tuple(
    word.encode() for word in ("end-user", "100%", "Acme", "-1", "1e5", '"', "\n", ",", "镓", "\0", "\u202e", " ")
)


def holdings() -> Victim:
    """Tables of holdings, with circles, for a question that depends on the owners."""
    file = Path(tempfile.mkdtemp()) / "x.csv"
    transaction = Transaction(
        item="SmCo magnet", from_="DE", origin="CN", to="FR", on=date(2025, 10, 15), party=("end-user=Target",)
    )
    check(transaction)  # the law is loaded once

    def made(pick: random.Random) -> bytes:
        names = list(COLUMNS)
        if pick.random() < 0.1:
            pick.shuffle(names)
        firms = [*_FIRMS, *(f"C{number}" for number in range(pick.choice((0, 0, 3, 40))))]
        rows = [_row(names, firms, pick) for _ in range(pick.choice((0, 1, 2, 3, 5, 8, 30)))]
        end = pick.choice(("\n", "\n", "\r\n"))
        text = end.join([",".join(names), *rows, ""]).encode(errors="surrogatepass")
        return mutant([text], _TOKENS, pick) if pick.random() < _CHANGED else text

    def read_it(content: bytes) -> None:
        file.write_bytes(content)
        check(transaction, holdings=tables.table_in(file, COLUMNS, COLUMNS))

    return Victim(made, read_it)


def _row(names: Sequence[str], firms: Sequence[str], pick: random.Random) -> str:
    odd = pick.random() < 0.05
    share = pick.choice(_SHARES) if odd else str(pick.choice((1, 5, 10, 25, "49.99", 50, "0.5%")))
    owner, owned = (pick.choice(_NOT_NAMES) if pick.random() < 0.01 else pick.choice(firms) for _ in range(2))
    cells = {"owner": owner, "owned": owned, "percent": share}
    return ",".join(_quoted(cells[name], pick) for name in names)


def _quoted(cell: str, pick: random.Random) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\r\n') or pick.random() < 0.1 else cell


_OF_OPTIONS: dict[str, tuple[str, ...]] = {
    "--to": ("US", "us ", "美国", "JP", "DE", "HK", "CN", "XX", "Ruritania", "USA"),
    "--from": ("CN", "DE", "JP", "中国", "US"),
    "--origin": ("CN", "DE", "JP"),
    "--end-use": ("civil", "military", "humanitarian", "wmd", "Civil "),
    "--end-user-type": ("civil", "military", "government"),
    "--party": ("Leidos", "end-user=Globex", "consignee=Hanwha Ocean", "=", "a=b=c"),
    "--owned-by": ("Leidos=50%", "Acme=49.9", "Acme=", "=5%", "Acme=200%"),
    "--hs-code": ("8112929010", "811292", "8112.92", "9", "x"),
    "--entry": ("3C001.a", "none", "NUC.1", "3C001", "x", "MIL.1"),
    "--form": ("powder", "oxide", "target", "magnet", "software", "金属", "x"),
    "--contains": ("Dy=2%", "Nd=30%", "Ga=99.99%", "Xx=1%", "Dy", "Dy=0.1 kg"),
    "--param": ("purity=99.99%", "density=1.8 g/cm3", "energy_density=310 Wh/kg", "purity=", "x=1", "density=1.8 s"),
    "--cn-content": ("0.1%", "0", "30", "100 %", "101"),
    "--cn-technology": ("yes", "no", "maybe"),
    "--quantity": ("1 kg", "500 g", "3 t", "1e9 t", "2 pieces", "1 lightyear"),
    "--assume": ("on-face", "extended", "x"),
    "--gate": GATES,
    "--only": GATES,
    "--format": ("json", "json", "table", "x"),
    "-f": ("json", "table"),
    "--holdings": ("x.csv", "nowhere.csv"),
    "--file": ("x.csv", "x.txt", "nowhere"),
    "--threshold": ("0", "88", "100", "101", "-1"),
    "--within": ("0", "90", "36500", "36501", "9" * 30),
    "--since": ("0", "30", "36500"),
    "--input-format": ("csv", "jsonl", "parquet", "x"),
    "--output-format": ("csv", "jsonl", "x"),
    "--encoding": ("utf-8", "gb18030", "base64", "x"),
    "--map": ("item=name", "item=", "x=y"),
    "--set": ("to=US", "on=2025-12-01", "x=y"),
    "--output": ("-", "o.csv", "/", ""),
    "-o": ("-", "o.csv", "o/"),
}
_DAYS = ("2025-12-01", "2026-11-28", "2019-01-01", "0001-01-01", "9999-12-31", "2025-02-30", "today", "2025-1-1", "")
_IDS = (
    "3C001.a",
    "mofcom-2025-61/1.3",
    "gallium",
    "leidos",
    "NUC.1",
    "mofcom-2024-46",
    "x",
    "acts",
    "entries",
    "lines",
    "parties",
)
_OFTEN = {
    "check": 3.0,
    "classify": 1.0,
    "content": 0.2,
    "list": 0.05,
    "screen": 0.02,
    "report": 0.05,
    "data": 0.02,
    "serve": 0.0,
    "mcp": 0.0,
}
"""The frequency of a command, if it is not every other time: slow ones are rare, and ones that wait for others are left out."""
_FOLDERS = ("--data", "--also")


def arguments() -> Victim:
    """Command lines: for each command, the options that it has."""
    known = [shlex.split(question) for question in QUESTIONS]
    folder = Path(tempfile.mkdtemp())
    items = tuple(words[0] for words in known)
    load_law().lexicon  # noqa: B018 - it is loaded once
    quickly()
    options = {name: _options(name) for name in commands.COMMANDS}
    weights = [_OFTEN.get(name, 0.5) for name in commands.COMMANDS]

    def made(pick: random.Random) -> list[str]:
        command = pick.choices(commands.COMMANDS, weights)[0]
        words = [command, *_asked(command, items, known, pick)]
        for _ in range(pick.choice((0, 1, 2, 3, 6))):
            words += _option(pick.choice(options[command] or [("--help", True)]), pick)
        if pick.random() < 0.5:
            words += ["-f", "json"]  # a table takes ten times as long
        if pick.random() < 0.01:
            words += [pick.choice(_FOLDERS), pick.choice(("nowhere", "x.csv"))]
        if pick.random() < _CHANGED:
            _change(words, pick)
        return words

    return Victim(made, lambda words: _taken(words, folder))


def _taken(words: list[str], folder: Path) -> None:
    """Run the program in a folder; raises InputError where it refuses, AssertionError where it ends as it never should."""
    for name, content in (("x.csv", "owner,owned,percent\nLeidos,Target,50\n"), ("x.txt", "Leidos\n\nAcme\n")):
        if any(name in word for word in words):
            (folder / name).write_text(content, encoding="utf-8")
    sys.stdin = cast("Any", SimpleNamespace(buffer=io.BytesIO(b""), isatty=lambda: False))
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    with contextlib.chdir(folder), contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        code = run(words)
        stderr.flush()
    lines = stderr.buffer.getvalue()
    if code not in _SOUND or b"Traceback" in lines:
        raise AssertionError(f"exit code {code}: {lines[-300:]!r}")
    if code == 2:
        raise InputError("arguments", "were refused")


def _options(name: str) -> list[tuple[str, bool]]:
    """Return the options of a command, and those without a value."""
    command: Any = cast("Any", typer.main.get_command(commands.app)).get_command(cast("Any", None), name)
    params = [param for param in command.params if param.param_type_name == "option"]
    return [(word, bool(param.is_flag)) for param in params for word in param.opts if word not in _FOLDERS]


def _asked(command: str, items: Sequence[str], known: Sequence[list[str]], pick: random.Random) -> list[str]:
    """Return the subject of a command."""
    match command:
        case "check" | "classify":
            return list(pick.choice(known)) if pick.random() < 0.3 else [pick.choice(items)]
        case "timeline":
            return [pick.choice(items)] if pick.random() < 0.7 else []
        case "party":
            return pick.choices(_FIRMS + _NOT_NAMES, k=pick.choice((0, 1, 1, 2, 5)))
        case "diff":
            return [_day(pick), _day(pick), *pick.sample(items, pick.choice((0, 1)))]
        case "list" | "show" | "explain":
            return [pick.choice(_IDS)]
        case "data":
            return [pick.choice(("status", "new", "x")), *pick.sample(_IDS, pick.choice((0, 1)))]
        case "screen" | "content":
            return [pick.choice(("x.csv", "-", "nowhere.csv", ""))]
        case _:
            return []


def _option(option: tuple[str, bool], pick: random.Random) -> list[str]:
    name, alone = option
    if alone:
        return [name]
    if name in ("--on", "--known-on", "--watch-change"):
        return [name, _day(pick)]
    values = _OF_OPTIONS.get(name, _NOT_NAMES)
    return [name, pick.choice(values if pick.random() < 0.9 else _NOT_NAMES)]


def _day(pick: random.Random) -> str:
    if pick.random() < 0.2:
        return pick.choice(_DAYS)
    return (date(2023, 1, 1) + timedelta(pick.randrange(1500))).isoformat()


def _change(words: list[str], pick: random.Random) -> None:
    place = pick.randrange(len(words))
    changes: tuple[Callable[[], object], ...] = (
        lambda: words.pop(place),
        lambda: words.insert(place, pick.choice(words)),
        lambda: words.insert(place, pick.choice(_NOT_NAMES)),
        lambda: words.__setitem__(place, _misspelt(words[place], pick)),
        lambda: words.__setitem__(place, _misspelt(words[place], pick)),
    )
    pick.choice(changes)()


def _misspelt(word: str, pick: random.Random) -> str:
    changed = mutant([word.encode(errors="surrogatepass")], (*_TOKENS, b"-", b"%", b"=", b"999999999"), pick)
    return changed.replace(b"\0", b"")[:300].decode(errors="surrogateescape")
