"""`make catalogue` writes new texts into the catalogue of each language, where they wait for a translation."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast
from typer.main import get_command

from exportctl.__main__ import MEMORY, REPORT
from exportctl.api import Law, load_law
from exportctl.cli.app import COMMANDS, app
from exportctl.law.find import Located, RecordKind
from exportctl.law.parallels import sentences_of
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import LANGUAGES, NOTES, WORDS, catalogue_file
from exportctl.reports.results import Coverage, Explanation
from exportctl.sentences import ENGLISH, DataNote, Sentence

_CODE = Path(__file__).resolve().parent.parent / "exportctl"
_OF_A_DAY = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Report-Msgid',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id',
)
"""The headers with the time and the program that wrote a catalogue."""
_HEADS = {
    WORDS: "# What exportctl says, and how it is said in {language}.",
    NOTES: "# What the data notes beside the law, and how it is told in {language}.",
}


def texts_of_program(law: Law, name: str) -> dict[str, list[str]]:
    """Return every text that a catalogue must translate, with its places."""
    return noted(law) if name == NOTES else words(law)


def words(law: Law) -> dict[str, list[str]]:
    """Return every text of the program: in the code, in the help of commands, and our own words in the law data."""
    used: dict[str, list[str]] = {}
    for text, place in (*_code(), *_helps(), *_law(law), *_plain()):
        used.setdefault(text, []).append(place)
    return {text: sorted(set(places)) for text, places in sorted(used.items()) if text}


def noted(law: Law) -> dict[str, list[str]]:
    """Return every note of the data that an answer shows: in explanations, gaps, and requirements of other lists."""
    used: dict[str, list[str]] = {}
    for place, explanation in _explanations(law):
        for text in _notes(explanation):
            used.setdefault(str(text), []).append(place)
    return {text: sorted(set(places)) for text, places in sorted(used.items())}


def catalogue(language: str, name: str = WORDS) -> Catalog:
    """Return a catalogue of a language."""
    with catalogue_file(language, name).open("rb") as stream:
        return read_po(stream, locale=language)


def written(law: Law, language: str, name: str = WORDS) -> str:
    """Return the text of a catalogue of a language with the present texts only; translations are kept."""
    file = catalogue_file(language, name)
    known = {str(item.id): item.string for item in catalogue(language, name)} if file.exists() else {}
    made = Catalog(locale=language, header_comment=_HEADS[name].format(language=language), fuzzy=False)
    for text, places in texts_of_program(law, name).items():
        made.add(text, known.get(text, ""), locations=cast("Any", [(place, None) for place in places]))
    out = io.BytesIO()
    write_po(out, made, width=0, omit_header=False)
    kept = (line for line in out.getvalue().decode().splitlines() if not line.startswith(_OF_A_DAY))
    return "\n".join(kept) + "\n"


def _code() -> Iterator[tuple[str, str]]:
    """Yield the words in the code, each with the path of its module inside the package."""
    for path in sorted(_CODE.rglob("*.py")):
        place = path.relative_to(_CODE).as_posix()
        yield from ((text, place) for text in _literals(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted(_CODE.rglob("*.html")):
        template = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(_CODE).as_posix()
        for _, _, words in extract_from_ast(template, ["_"], babel_style=False):
            yield cast("tuple[str, ...]", words)[0], place


def _literals(tree: ast.Module) -> Iterator[str]:
    """Yield the words that the code states where it makes a sentence, a translation or an error."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name("Sentence" | "translate" | "translatable"), [ast.Constant(str(words)), *_]):
                yield words
            case ast.Call(ast.Name("Line" | "under_label"), [ast.Constant(str(words)), *_]):
                yield words
            case ast.Call(ast.Name("Grid"), headings):
                yield from (str(item.value) for item in headings if isinstance(item, ast.Constant))
            case ast.Call(ast.Name("InputError" | "PlaceError" | "CellError"), [_, ast.Constant(str(words)), *_]):
                yield words
            case ast.Call(ast.Attribute(attr="note" | "complain"), [ast.Constant(str(words))], [_, *_]):
                yield words
            case ast.Call(ast.Name("note" | "complain"), [ast.Constant(str(words))], [_, *_]):
                yield words
            case ast.Call(
                ast.Attribute(attr="problem" | "fault"),
                [ast.Constant(str(words)), *_] | [_, _, ast.Constant(str(words))],
            ):
                yield words


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
    helps = (item.help for item in shown if not getattr(item, "hidden", False))
    yield from ((part, place) for text in helps for part in text.split("\n\n"))


def _plain() -> Iterator[tuple[str, str]]:
    """Yield the keys and codes of records, and the texts that are used before a catalogue can be loaded."""
    yield from ((text, "records") for text in (*records.KEYS, *records.COUNTS, *records.CODES))
    yield REPORT, "exportctl/__main__.py"
    yield MEMORY, "exportctl/__main__.py"


def _law(law: Law) -> Iterator[tuple[str, str]]:
    """Yield our own words in the law data that answers show."""
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


def _explanations(store: Law) -> Iterator[tuple[str, object]]:
    """Yield the explanation of each record and of the data, each with its place."""
    law, parties, day = store.law, store.parties, store.law.home.checked_through
    records: dict[RecordKind, Mapping[str, Any]] = {
        "act": law.acts,
        "provision": law.provisions,
        "family": law.families,
        "entry": law.entries,
        "statement": law.statements,
        "guidance": law.guidance,
        "procedure": law.procedure.requirements,
        "party": {item.id: item for item in parties.listings},
    }
    for kind, kept in records.items():
        for id_, record in kept.items():
            yield id_, Explanation(law, parties, Located(kind, id_, record), day).to_dict()
    yield "data status", Coverage(law, parties, store.headings, store.hints, "", "", day).to_dict()
    yield from ((f"{line}, elsewhere", sentences_of(hints)) for line, hints in store.hints.items())


def _notes(item: object) -> Iterator[DataNote]:
    """Yield the notes in explanations."""
    match item:
        case DataNote():
            yield item
        case Sentence():
            yield from _notes(item.parts)
        case Mapping():
            yield from (text for part in item.values() for text in _notes(part))
        case list():
            yield from (text for part in item for text in _notes(part))


if __name__ == "__main__":
    for language in (code for code in LANGUAGES if code != ENGLISH.code):
        for name in (WORDS, NOTES):
            target = catalogue_file(language, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(written(load_law(), language, name), encoding="utf-8")
