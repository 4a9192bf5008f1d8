"""Input from elsewhere: archives of data, and requests to the service, valid ones with some bytes changed."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import random
import tarfile
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from exportctl.errors import InputError
from exportctl.served.current import CompanySettings, Current, Defaults
from exportctl.served.http import Limits, Service
from exportctl.store.chosen import data_folder
from exportctl.store.loader import problems
from tests.hostile.mutants import mutant
from tests.hostile.victim import Victim

_WORDS = (
    b"\0",
    b"../",
    b"/",
    b"\\",
    b"release.yaml",
    b"./",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"ustar",
    b"\xff" * 4,
)
_OF_JSON = (
    *(b'"', b"{", b"}", b"[", b"]", b":", b",", b"null", b"true", b"\\ud800", b"1e999", b"-0", b"NaN"),
    *(b'"item":', b'"on":', b'"holdings":', b'"all":', b'"max_age":', b"0" * 50, "镓".encode(), b"\xc2"),
)
_FINE, _REFUSED = 200, frozenset({400, 413, 415, 422})
_FILES = {
    "release.yaml": 'version: "1"\njurisdictions:\n  - {id: CN, name: {en: China, zh: 中国}, checked_through: 2026-10-10}\n',
    "vocabulary/materials/metals.yaml": "- id: gallium_metal\n  names: {en: [Gallium], zh: [镓]}\n  confidence: inferred\n",
}
_ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/check", {"item": "gallium", "to": "US", "on": "2025-12-01", "party": ["end-user=Leidos"], "cn_content": 0.1}),
    ("/check", {"item": "toys", "party": "end-user=A", "holdings": [{"owner": "Leidos", "owned": "A", "percent": 60}]}),
    ("/classify", {"item": "magnet", "contains": ["Dy=2%", "Nd=30%"], "all": None, "gate": "report", "max_age": 3}),
    ("/party", {"names": ["Leidos Inc", "Acme"], "threshold": 80, "undecided": "warn", "known_on": "2025-01-01"}),
)


def archive() -> Victim:
    """Return what reads data from archives: zips, and tars, which are changed before they are packed."""
    folder = Path(tempfile.mkdtemp())
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as zips, tarfile.open(fileobj=tarred, mode="w") as tars:
        for name, text in _FILES.items():
            zips.writestr(f"law/{name}", text)
            member = tarfile.TarInfo(f"law/{name}")
            member.size = len(text.encode())
            tars.addfile(member, io.BytesIO(text.encode()))
    seeds = {"law.zip": zipped.getvalue(), "law.tar.gz": tarred.getvalue()}

    def made(pick: random.Random) -> tuple[str, bytes]:
        name = pick.choice(list(seeds))
        changed = mutant([seeds[name]], _WORDS, pick)
        return name, gzip.compress(changed, 1) if name.endswith("gz") else changed

    def read(given: tuple[str, bytes]) -> None:
        file = folder / given[0]
        file.write_bytes(given[1])
        before = {path for path in folder.parent.rglob("*.yaml") if "exportctl-" not in str(path)}
        reported = problems(file)
        if set(folder.parent.rglob("*.yaml")) != before:
            raise AssertionError("something was written, or stayed, outside")
        if reported:
            raise InputError("data", "is told")

    return Victim(made, read)


def requests() -> Victim:
    """Return what answers requests, without a socket: it must answer or refuse each in one line."""
    defaults = Defaults(lambda: date(2025, 12, 1))
    current = Current(lambda: (data_folder(),), lambda: CompanySettings(None, defaults), lambda _: None)
    app = Service(current, Limits(body=1 << 16, renew=0), helps={}, note=lambda _: None).application()
    rows: list[dict[str, Any]] = [
        {"item": "gallium", "to": "US", "on": "2025-12-01"},
        {"item": "镓", "to": "德国", "on": None},
    ]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, pa.Table.from_pylist(rows).schema) as writer:
        writer.write_table(pa.Table.from_pylist(rows))
    text = "\n".join(["item,to,on", *(",".join(str(cell or "") for cell in row.values()) for row in rows), ""]).encode()
    valid = [
        *((path, "application/json", json.dumps(facts, ensure_ascii=False).encode()) for path, facts in _ASKED),
        ("/screen", "text/csv", text),
        ("/screen", "application/vnd.apache.arrow.stream", bytes(sink.getvalue())),
    ]

    def made(pick: random.Random) -> tuple[str, str, bytes]:
        path, type_, body = pick.choice(valid)
        return path, type_, mutant([body], _OF_JSON, pick)

    def read(given: tuple[str, str, bytes]) -> None:
        status, answer = asyncio.run(_sent(app, *given))
        if status in _REFUSED and "\n" not in json.loads(answer)["detail"]:
            raise InputError("request", "was refused")
        if status != _FINE:
            raise AssertionError(f"{status} {answer!r}")

    return Victim(made, read)


async def _sent(app: Any, path: str, type_: str, body: bytes) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    status, answer, asked = 0, b"", False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # whoever asks waits for the answer
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, answer
        status = message.get("status", status)
        answer += message.get("body", b"")

    headers = [(b"host", b"localhost"), (b"content-type", type_.encode())]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers}
    await app({**scope, "query_string": b"", "root_path": "", "http_version": "1.1"}, receive, send)
    return status, answer
