"""Write the skeleton of a new act and of its cases, with the fields to fill in."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date  # noqa: TC003 - the type of a field of a record
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import InputError
from exportctl.sentences import join
from exportctl.store.chosen import PACKAGE, data_folder
from exportctl.store.folder import CASES, RELEASE, files, match_names
from exportctl.store.places import place_names
from exportctl.store.sources import FILES as SOURCES
from exportctl.store.yamldoc import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exportctl.store.yamldoc import Tree

_ID: Final = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_YEAR: Final = re.compile(r"-((?:19|20)[0-9]{2})(?=-|$)")
_HERE: Final = "CN"
_SAMPLE: Final = 12
"""The number of an issuer's latest acts from which the pattern of its acts is derived."""

_ACT: Final = """\
id: {id}
jurisdiction: {place}
issuers: [{issuers}]
published: {published}               # the date the act bears
title: {{en: "", zh: {title}}}
sources: [{source}
checked: YYYY-MM-DD                 # the day on which you read it
provisions:
  - paragraph: "1"
    title: {{en: "", zh: ""}}           # what it says, in a line
    from: {year}-MM-DD                # first day in force
    binds: exporters-at-home
    rules:
      - when: {{goods: [], to: []}}
        effect: license_required
"""
_CITED: Final = "{id}-text]           # to be added to sources/: where it was read"
_WRITTEN: Final = '{{url: {address}, confidence: ""}}]   # where you read it (ref without an address); official-text-seen, once you did'
_CASE: Final = """\
- case: One plain sentence that states a fact
  why: "{id} paragraph 1"
  check: {{item: "", to: "", on: {year}-MM-DD}}
  expect: {{decision: license_required, applies: [{id}/1], exit_code: 1}}
"""


class Announced(NamedTuple):
    """The announcement of an act: its day, its Chinese title, the address of its publication, and the issuers that it names."""

    published: date | None = None
    title: str = ""
    address: str = ""
    issuers: tuple[str, ...] = ()


class ActPattern(NamedTuple):
    """The jurisdiction and issuers that acts with the same beginning of their ids share."""

    jurisdiction: str
    issuers: str


def write(
    folder: Path, id_: str, jurisdiction: str | None, today: date, announced: Announced | None = None
) -> list[Path]:
    """Write the file of an act, with the content of its announcement, and the file of its cases; return the files written.

    Cases are written to the place that `data test` reads: in a checkout next to the others, else in the folder itself.
    Raises InputError if the id is invalid, if the folder belongs to the installed program, or if a file exists.
    """
    if not _ID.fullmatch(id_):
        raise InputError("id", "'{id}' is not the id of an act; write issuer-year-number, like mofcom-2026-45", id=id_)
    if folder.resolve().is_relative_to(PACKAGE):
        raise InputError("data", "{folder} is inside the installed program; name a folder of your own", folder=folder)
    alike = _common_pattern(id_, folder)
    place = (jurisdiction or alike.jurisdiction).upper()
    declared = dict.fromkeys(_declared_jurisdictions(data_folder())) | dict.fromkeys(_declared_jurisdictions(folder))
    if jurisdiction and place not in declared:
        raise InputError(
            "jurisdiction",
            "'{jurisdiction}' is not declared in the law data; write one of {known}, or declare it in {folder}/release.yaml",
            jurisdiction=jurisdiction,
            known=join(declared),
            folder=folder,
        )
    stated = _YEAR.search(id_)
    year = stated[1] if stated else str(today.year)
    known = announced or Announced()
    is_cited = not known.address and folder.is_dir() and match_names(files(folder), SOURCES)
    source = _CITED if is_cited else _WRITTEN
    words = {
        "id": id_,
        "place": place,
        "year": year,
        "issuers": ", ".join(known.issuers) or alike.issuers,
        "published": known.published or f"{year}-MM-DD",
        "title": _quote(known.title),
        "address": _quote(known.address),
    }
    beside = folder.resolve().parent / "tests" / CASES
    texts = {
        folder / "acts" / place.lower() / year / f"{id_}.yaml": _ACT.format(**words, source=source.format(**words)),
        (beside if beside.is_dir() else folder / CASES) / f"{id_}.yaml": _CASE.format(**words),
    }
    for file in texts:
        if file.exists():
            raise InputError("id", "{file} exists already; name another, or remove it", file=file)
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return list(texts)


def require_new(id_: str, folder: Path) -> None:
    """Raise InputError if the folder or the law data of the program has the act: two records of an act would be an error."""
    for data in (folder, data_folder()):
        acts = match_names(files(data) if data.is_dir() else (), "acts/*/*/*.yaml")
        if any(name.endswith(f"/{id_}.yaml") for name in acts):
            raise InputError(
                "id",
                "the law data in {folder} already holds {id}; exportctl show {id} prints it, and for another act, name its id",
                folder=data,
                id=id_,
            )


def last_day_without_release(folder: Path) -> str | None:
    """Return the last day of the program's law data if a folder has no release of its own, and thus no later day."""
    if (folder / RELEASE).is_file():
        return None
    return next(
        (str(item["checked_through"]) for item in _jurisdictions(data_folder()) if "checked_through" in item), None
    )


def _quote(text: str) -> str:
    """Return a text in quotes, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)


def _common_pattern(id_: str, folder: Path) -> ActPattern:
    """Return jurisdiction and issuers of most acts whose ids have the same beginning, in the folder or in the data of the program.

    If there are none, an id that begins with a place names the jurisdiction, and any other the issuer.
    """
    words = id_.split("-")
    place = words[0].upper() if words[0].upper() in place_names() else ""
    for length in range(len(words) - 1, 1 if place else 0, -1):
        for data in (folder, data_folder()):
            patterns = Counter(_patterns(data, "-".join(words[:length])))
            if patterns:
                return patterns.most_common(1)[0][0]
    return ActPattern(place or _HERE, '""' if place else words[0].upper())


def _declared_jurisdictions(folder: Path) -> list[str]:
    """Return the ids of the jurisdictions that the release of a folder declares."""
    return [str(item["id"]) for item in _jurisdictions(folder) if "id" in item]


def _jurisdictions(folder: Path) -> list[dict[str, Tree]]:
    """Return the jurisdictions in the release of a folder, as they are written; a folder of a company may have no release."""
    document, _ = read(folder, RELEASE) if (folder / RELEASE).is_file() else (None, ())
    tree = document.tree if document else ""
    jurisdictions = tree.get("jurisdictions") if isinstance(tree, dict) else None
    return [item for item in jurisdictions or () if isinstance(item, dict)]


def _patterns(folder: Path, start: str) -> Iterator[ActPattern]:
    for file in match_names(files(folder) if folder.is_dir() else (), f"acts/*/*/{start}-*.yaml")[::-1][:_SAMPLE]:
        document, _ = read(folder, file)
        tree = document.tree if document else ""
        if isinstance(tree, dict) and isinstance(issuers := tree.get("issuers"), list):
            yield ActPattern(str(tree.get("jurisdiction")), ", ".join(map(str, issuers)))
