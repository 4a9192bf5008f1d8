"""`make catalogue` writes into the catalogue of each language what there is to say; what has no words there yet waits for them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from exportctl.__main__ import REPORT
from exportctl.api import Law, load_law
from exportctl.cli.app import COMMANDS, app
from exportctl.reports.words import records
from exportctl.reports.words.language import CATALOGUES, LANGUAGES
from exportctl.sentences import ENGLISH

_CODE = Path(__file__).resolve().parent.parent / "exportctl"
_MARKS = {"Sentence": None, "say": None, "catalogued": None}
_OF_A_DAY = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Report-Msgid',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id',
)
"""The headers that say when and by what a catalogue was written."""


def words(law: Law) -> dict[str, list[str]]:
    """Return all that is said, each with where: what stands in the code, in the help of commands, and in the law in our own words."""
    found: dict[str, list[str]] = {}
    for file, _, text, _, _ in extract_from_dir(_CODE, [("**.py", "python")], keywords=_MARKS):
        found.setdefault(str(text), []).append(str(file))
    for text, place in (*_helps(), *_law(law), *_plain()):
        found.setdefault(text, []).append(place)
    return {text: sorted(set(places)) for text, places in sorted(found.items()) if text}


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with (CATALOGUES / language / "LC_MESSAGES" / "exportctl.po").open("rb") as stream:
        return read_po(stream, locale=language)


def written(law: Law, language: str) -> str:
    """Return the text of the catalogue of a language, with all that is said now and nothing else; what was translated stays so."""
    file = CATALOGUES / language / "LC_MESSAGES" / "exportctl.po"
    known = {str(item.id): item.string for item in catalogue(language)} if file.exists() else {}
    made = Catalog(
        locale=language, header_comment=f"# What exportctl says, and how it is said in {language}.", fuzzy=False
    )
    for text, places in words(law).items():
        made.add(text, known.get(text, ""), locations=cast("Any", [(place, None) for place in places]))
    out = io.BytesIO()
    write_po(out, made, width=0, omit_header=False)
    kept = (line for line in out.getvalue().decode().splitlines() if not line.startswith(_OF_A_DAY))
    return "\n".join(kept) + "\n"


def _helps() -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of the help of each command, of its arguments and its options."""
    group = get_command(app)
    context = group.make_context("exportctl", [], resilient_parsing=True)
    yield from _help(group, context, "exportctl")
    for name in COMMANDS:
        command: Any = group.get_command(context, name)  # type: ignore[attr-defined]
        yield from _help(command, context, name)
        for part, one in getattr(command, "commands", {}).items():
            yield from _help(one, context, f"{name} {part}")


def _help(command: Any, context: Any, name: str) -> Iterator[tuple[str, str]]:
    place = f"help of {name}"
    yield from ((part, place) for part in (command.help or "").split("\n\n"))
    shown = [item for item in command.get_params(context) if getattr(item, "help", None)]
    yield from ((item.help, place) for item in shown if not getattr(item, "hidden", False))


def _plain() -> Iterator[tuple[str, str]]:
    """Yield the keys and codes of records, and what is said before anything could be looked up."""
    yield from ((text, "records") for text in (*records.KEYS, *records.COUNTS, *records.CODES))
    yield REPORT, "exportctl/__main__.py"


def _law(law: Law) -> Iterator[tuple[str, str]]:
    """Yield what the data says in our own words of an answer."""
    register = law.law
    yield from ((release.note, "release.yaml") for release in register.releases if release.note)
    for pid, item in register.provisions.items():
        yield from ((text, pid) for text in (item.notice, item.subject, item.not_evaluated, item.no_condition) if text)
    for rulings in register.rulings.values():
        for id_, ruling in rulings:
            yield from ((text, id_) for text in (ruling.says, ruling.says.rstrip(".") if ruling.outside_share else ""))
    yield from ((item.by, item.id) for kept in (register.statements, register.guidance) for item in kept.values())
    yield from ((item.unseen, item.act) for item in law.parties.listings if item.unseen)
    yield from ((hint["list"], "parallels") for hints in law.hints.values() for hint in hints)


if __name__ == "__main__":
    for language in (code for code in LANGUAGES if code != ENGLISH.code):
        target = CATALOGUES / language / "LC_MESSAGES" / "exportctl.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(load_law(), language), encoding="utf-8")
