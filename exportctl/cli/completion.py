"""Complete values of options and arguments: words of the program at once; places, entries, acts and parties from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.errors import ExportctlError
from exportctl.facts.registry import BY_FIELD
from exportctl.facts.transaction import FACT_KEYS
from exportctl.law.scale import DECISIONS, EFFECTS, READINGS
from exportctl.reports.formats import formats_of
from exportctl.reports.i18n.language import name_of, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import typer

    from exportctl.api import Law

    Words = Iterable[str | tuple[str, str]]
    Completer = Callable[[Any, str], Words]

_LEAST: Final = 2
"""The number of letters from which names of parties are completed."""
_MAX_WORDS: Final = 200
_CHOICE: Final = "|"
_RESULTS: Final = {"check": "verdict", "screen": "summary", "watch": "changes"}
"""The kind of result of a command, if its name differs from that of the command."""


def completions(parameter: Any, context: Any, incomplete: str) -> list[str | tuple[str, str]]:  # noqa: ANN401 - Typer's own
    """Return the words that the value of a parameter may become, some with a description; upper and lower case are equivalent.

    If the data cannot be read, the result is empty, because a completing shell cannot show an error.
    """
    words, begun = _words_of(parameter), incomplete.casefold()
    try:
        possible = words(context, incomplete) if callable(words) else words
        matches = [
            word for word in possible if (word if isinstance(word, str) else word[0]).casefold().startswith(begun)
        ]
    except (ExportctlError, OSError):
        return []
    return matches[:_MAX_WORDS]


def _words_of(parameter: Any) -> Words | Completer:  # noqa: ANN401 - the same
    """Return the accepted words of a fact, an entry of `_WORDS`, or the words in the help; empty if any text is accepted."""
    name = str(parameter.name)
    fact, choices = BY_FIELD.get(name), str(parameter.metavar or "").split(_CHOICE)
    if fact and fact.words:
        return fact.words
    are_words = len(choices) > 1 and all(choice.islower() for choice in choices)
    return _WORDS.get(name, choices if are_words else ())


def accepted_words(parameter: Any, context: typer.Context) -> tuple[str, ...]:  # noqa: ANN401 - Typer's own
    """Return the only words that a parameter accepts, if the program knows them without law data; else none."""
    words = _words_of(parameter)
    if callable(words):
        words = words(context, "") if words is _formats else ()
    return tuple(word for word in words if isinstance(word, str) and not word.endswith("="))


def _law(context: typer.Context) -> Law:
    """Return the law data that the command would use."""
    from exportctl import api

    return api.load_law(context.params.get("data"))


def _decisions(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the signature of all completers
    before, comma, _ = incomplete.rpartition(",")
    return [f"{before}{comma}{word}" for word in DECISIONS]


def _formats(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    name = str(context.info_name)
    return formats_of(_RESULTS.get(name, name)) or ("table", "json")


def _places(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    return sorted((code, name_of(name)) for code, name in _law(context).law.places.names.items())


def _lines(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    law = _law(context).law
    return [(code, name_of(law.code_name(code))) for code in law.entries]


def _goods(context: typer.Context, incomplete: str) -> Words:
    """Return the entries of the list that begin with a number; names of goods are too many to complete."""
    return _lines(context, incomplete) if incomplete[:1].isdigit() else []


def _parties(context: typer.Context, incomplete: str) -> Words:
    """Return the names of parties that begin with a name, after its role if that is stated."""
    role, equals, name = incomplete.rpartition("=")
    if len(name) < _LEAST:
        return []
    return [(f"{role}{equals}{item.party.name.en}", item.id) for item in _law(context).parties.listings]


def _ids(context: typer.Context, incomplete: str) -> Words:
    """Return ids of records; ids of acts are the names of their files, so no law is loaded for them."""
    from exportctl.store.chosen import data_folder

    if "/" in incomplete:
        law = _law(context).law
        return [(name, name_of(item.title)) for name, item in law.provisions.items()]
    folder = context.params.get("data") or data_folder()
    acts = sorted(path.stem for path in (folder / "acts").rglob("*.yaml"))
    begun = [name for name in acts if name.startswith(incomplete)]
    return begun or _lines(context, incomplete)


def _kinds(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    """Return the kinds that can be listed or drafted, or that have a schema."""
    if context.info_name == "list":
        from exportctl.reports.documents.listing import KINDS as LISTS

        return LISTS
    if context.info_name == "draft":
        from exportctl.procedure.draft import KINDS as PAPERS

        return PAPERS
    from exportctl.reports.documents.schemas import DOCUMENTS
    from exportctl.store.draft import KINDS

    return [*(item.name for item in KINDS), *DOCUMENTS]


def _parameters(context: typer.Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    parameters = _law(context).law.parameters.items()
    return [
        (f"{name}=", translate("{name}, in {unit}", name=name_of(item.name), unit=item.unit))
        for name, item in parameters
    ]


_FACTS: Final = tuple(f"{fact}=" for fact in FACT_KEYS)


def _names(context: typer.Context, incomplete: str) -> Words:
    """Return the commands that `help` explains, inside the group that is named before; the names of parties for others."""
    if context.info_name != "help":
        return _parties(context, incomplete)
    root = context.find_root()
    command: Any = root.command
    for name in context.params.get("names") or ():
        command = command.get_command(root, name) if hasattr(command, "get_command") else None
    return command.list_commands(root) if hasattr(command, "list_commands") else ()


_WORDS: Final[dict[str, Words | Completer]] = {
    "gate": EFFECTS,
    "only": _decisions,
    "assume": READINGS,
    "format_": _formats,
    "to": _places,
    "from_": _places,
    "origin": _places,
    "entry": lambda context, incomplete: ["none", *_lines(context, incomplete)],
    "item": _goods,
    "party": _parties,
    "owned_by": _parties,
    "names": _names,
    "id_": _ids,
    "name": _ids,
    "kind": _kinds,
    "map_": _FACTS,
    "set_": _FACTS,
    "param": _parameters,
}
"""The words of options and arguments by name, or the functions that return them from the data."""
