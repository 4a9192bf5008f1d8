"""A new act starts as a file that says what has to be filled in, with a file of cases beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_ID: Final = re.compile(r"[a-z][a-z-]*-(\d{4})-\d+")
_PLACE: Final = re.compile(r"[a-z]{2}")
_ACT: Final = """\
id: {id}
jurisdiction: {place}
issuers: [MOFCOM]
published: {year}-MM-DD               # the date the act bears
title: {{en: "", zh: ""}}
sources: [{{url: "", confidence: official-text-seen}}]
checked: {today}
provisions:
  - paragraph: "1"
    title: {{en: "", zh: ""}}           # what it says, in a line
    from: {year}-MM-DD                # first day in force
    binds: exporters-at-home
    rules:
      - when: {{goods: [], to: []}}
        effect: license_required
"""
_CASES: Final = """\
- case: One plain sentence that states a fact
  why: "{id} paragraph 1"
  check: {{item: "", to: "", on: {year}-MM-DD}}
  expect: {{decision: license_required, applies: [{id}/1], exit_code: 1}}
"""


def write(data: Path, id_: str, jurisdiction: str, today: date) -> list[Path]:
    """Write the file of an act and, in a checkout, the file of its cases; return the files written.

    Raises InputError if the id is none, or if a file is there already.
    """
    found, place = _ID.fullmatch(id_), jurisdiction.lower()
    if not found:
        raise InputError("id", f"'{id_}' is no id of an act; write issuer-year-number, like mofcom-2026-45")
    if not _PLACE.fullmatch(place):
        raise InputError("jurisdiction", f"'{jurisdiction}' is no ISO alpha-2 code of a place")
    year, words = found[1], {"id": id_, "place": place.upper(), "year": found[1], "today": today.isoformat()}
    texts = {data / "acts" / place / year / f"{id_}.yaml": _ACT.format(**words)}
    cases = data.parent / "tests" / "cases"
    if cases.is_dir():
        texts[cases / f"{id_}.yaml"] = _CASES.format(**words)
    for file in texts:
        if file.exists():
            raise InputError("id", f"{file} is there already")
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(texts)
