"""Print plain values in lines: a group as its values, a list joined by commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.citations import act_citation, citation, guidance_citation
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import current_language, render
from exportctl.reports.printable import printable
from exportctl.sentences import ENGLISH, join

if TYPE_CHECKING:
    from exportctl.law.register import Register

_PLAIN_KEYS: Final = frozenset(
    {"id", "text", "url", "ref", "note", "does", "confidence", "number", "what", "kind", "names"}
)
"""Keys whose values need no label."""


def line(law: Register, value: object, of: str = "", *, ids: bool = False) -> str:
    """Return a plain value as one line: a group as its values, a list joined by commas; `of` is its key.

    Acts, provisions and guidance are cited, with their `ids` after the citation, if requested.
    """
    match value:
        case dict():
            return "  ".join(
                f"{key_label(law, of, key)} {line(law, part, key, ids=ids)}"
                if key not in _PLAIN_KEYS
                else line(law, part, key, ids=ids)
                for key, part in value.items()
            )
        case list():
            return render(join(line(law, part, of, ids=ids) for part in value))
        case str() if name := _citation(law, value):
            return printable(f"{render(name)} [{value}]" if ids else render(name))
        case _:
            return printable(records.value(law, of, value) if isinstance(value, str) else str(value))


def key_label(law: Register, of: str, name: str) -> str:
    """Return the label of a key; in English its words."""
    return name.replace("_", " ") if current_language() is ENGLISH else records.key(law, of, name)


def _citation(law: Register, id_: str) -> str:
    """Return the citation of an act, a provision or guidance; empty for any other text."""
    if id_ in law.provisions:
        return citation(law, id_)
    if id_ in law.guidance:
        return guidance_citation(law, id_)
    return act_citation(law, id_) if id_ in law.acts else ""
