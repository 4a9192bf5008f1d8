"""A shell completes values and ids: words of the program at once; places, lines, acts and parties from the data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typer._click.core import Command, Context
    from typer._click.shell_completion import CompletionItem

    from exportctl.api import Law

    Words = Iterable[str | tuple[str, str]]

_LEAST: Final = 2
"""How many letters of a name must stand before the names of parties are completed."""
_MOST: Final = 200
_CHOICE: Final = "|"
_RESULTS: Final = {"check": "verdict", "screen": "summary", "watch": "changes"}
"""What a command prints, where that has another name than the command."""


def completing(command: Command) -> Command:
    """Let the options and arguments of a command, or of each of a group, be completed."""
    for one in getattr(command, "commands", {}).values():
        completing(one)
    for item in command.params:
        words = _WORDS.get(str(item.name))
        choices = str(item.metavar or "").split(_CHOICE)
        if words is None and len(choices) > 1 and all(choice.islower() for choice in choices):
            words = partial(_fixed, choices)
        if words:
            item.shell_complete = partial(_complete, words, item.shell_complete)  # type: ignore[method-assign]
    return command


def _complete(
    words: Callable[[Context, str], Words],
    otherwise: Callable[[Context, str], list[CompletionItem]],
    context: Context,
    incomplete: str,
) -> list[CompletionItem]:
    """Return the words that begin like what is written, whatever the case of its letters."""
    from typer._click.shell_completion import CompletionItem

    from exportctl.errors import ExportctlError

    found: list[CompletionItem] = []
    try:
        for word in words(context, incomplete):
            value, told = (word, None) if isinstance(word, str) else word
            if value.casefold().startswith(incomplete.casefold()):
                found.append(CompletionItem(value, help=told))
    except (ExportctlError, OSError):
        return []
    return found[:_MOST] or otherwise(context, incomplete)


def _fixed(words: Iterable[str], context: Context, incomplete: str) -> Words:  # noqa: ARG001 - as all are asked
    return words


def _law(context: Context) -> Law:
    """Return the data that the command would ask."""
    from exportctl import api

    return api.load_law(context.params.get("data"))


def _gates(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.law.scale import EFFECTS

    return EFFECTS


def _decisions(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.law.scale import DECISIONS

    before, comma, _ = incomplete.rpartition(",")
    return [f"{before}{comma}{word}" for word in DECISIONS]


def _readings(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.law.scale import READINGS

    return READINGS


def _formats(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.reports.formats import formats_of

    name = str(context.info_name)
    return formats_of(_RESULTS.get(name, name)) or ("table", "json")


def _places(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.reports.i18n.language import name_of

    return sorted((code, name_of(name)) for code, name in _law(context).law.places.names.items())


def _lines(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.reports.i18n.language import name_of

    law = _law(context).law
    return [(code, name_of(law.code_name(code))) for code in law.entries]


def _own_lines(context: Context, incomplete: str) -> Words:
    return ["none", *_lines(context, incomplete)]


def _goods(context: Context, incomplete: str) -> Words:
    """Return the lines of the list, where a number is written: goods have too many names."""
    return _lines(context, incomplete) if incomplete[:1].isdigit() else []


def _forms(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from typing import get_args

    from exportctl.law.model import Form

    return [str(form) for form in get_args(Form)]


def _uses(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from typing import get_args

    from exportctl.law.model import EndUse

    return [str(use) for use in get_args(EndUse)]


def _parties(context: Context, incomplete: str) -> Words:
    """Return the names of parties that begin like one that is written, behind its role if that is told."""
    role, equals, name = incomplete.rpartition("=")
    if len(name) < _LEAST:
        return []
    return [(f"{role}{equals}{item.party.name.en}", item.id) for item in _law(context).parties.listings]


def _ids(context: Context, incomplete: str) -> Words:
    """Return ids of records; acts go by the names of their files, so that no law is read for them."""
    from exportctl.reports.i18n.language import name_of
    from exportctl.store.chosen import data_folder

    if "/" in incomplete:
        law = _law(context).law
        return [(name, name_of(item.title)) for name, item in law.provisions.items()]
    folder = context.params.get("data") or data_folder()
    acts = sorted(path.stem for path in (folder / "acts").rglob("*.yaml"))
    begun = [name for name in acts if name.startswith(incomplete)]
    return begun or _lines(context, incomplete)


def _kinds(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    """Return what can be listed, or has a schema."""
    if context.info_name == "list":
        from exportctl.inquiry.listing import KINDS as LISTS

        return LISTS
    from exportctl.reports.documents.schemas import DOCUMENTS
    from exportctl.store.draft import KINDS

    return [*(item.name for item in KINDS), *DOCUMENTS]


def _facts(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.facts.transaction import Transaction

    return [f"{name.rstrip('_')}=" for name in Transaction._fields]


def _parameters(context: Context, incomplete: str) -> Words:  # noqa: ARG001 - the same
    from exportctl.reports.i18n.language import name_of, translate

    found = _law(context).law.parameters.items()
    return [
        (f"{name}=", translate("{name}, in {unit}", name=name_of(item.name), unit=item.unit)) for name, item in found
    ]


_WORDS: Final[dict[str, Callable[[Any, str], Words]]] = {
    "gate": _gates,
    "only": _decisions,
    "assume": _readings,
    "format_": _formats,
    "to": _places,
    "from_": _places,
    "origin": _places,
    "entry": _own_lines,
    "item": _goods,
    "form": _forms,
    "end_use": _uses,
    "end_user_type": partial(_fixed, ("civil", "military")),
    "supplied_to": partial(_fixed, ("chinese", "foreign")),
    "supplied_by": partial(_fixed, ("chinese", "foreign")),
    "party": _parties,
    "owned_by": _parties,
    "names": _parties,
    "id_": _ids,
    "name": _ids,
    "kind": _kinds,
    "map_": _facts,
    "set_": _facts,
    "param": _parameters,
}
"""What completes an option or an argument, by its name."""
