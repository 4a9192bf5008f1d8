"""Prints an explained record: its status and names, then its sections, sources and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from exportctl.law import parallels
from exportctl.reports.documents.explanation import explanation as document
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, effect_name
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, Unbroken, label_lines, law_line
from exportctl.reports.text.lines import line
from exportctl.sentences import ENGLISH, Called, Sentence, join, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from exportctl.law.register import Register
    from exportctl.reports.results import Explanation

_FACTS: Final = (
    *("list", "act", "provision", "published", "from", "not_found", "effect", "country", "aliases", "binds", "lists"),
    *(
        "criteria",
        "unless",
        "contains",
        "forms",
        "named",
        "checked",
        "not_evaluated",
        "no_condition",
        "notice",
        "basis",
    ),
)
_SECTIONS: Final = {
    "says": Sentence("says"),
    "figures": Sentence("figures"),
    "rules": Sentence("rules"),
    "stated": Sentence("states"),
    "does": Sentence("does"),
    "listed_by": Sentence("listed by"),
    "customs": Sentence("customs"),
    "known_as": Sentence("known as"),
    "guidance": Sentence("guidance"),
    "parallels": Sentence("elsewhere"),
    "history": Sentence("history"),
    "announces": Sentence("announces"),
    "announced": Sentence("announced"),
}
"""The sections of an explanation, with their labels. What other lists ask is a hint, and customs codes are for reference."""
_HINTS: Final = {
    "parallels": Sentence("(hints, which decide nothing) "),
    "customs": Sentence("(for reference only) "),
}
_LINES: Final = 5
"""So many lines of a section are told; the rest is counted."""


def explanation(result: Explanation) -> Iterator[RenderableType]:
    """Yield an explanation, section by section; with `everything` no section is cut short."""
    law, record = result.law, document(result)
    standing, kind = record.get("status"), records.kind(record["kind"])
    yield Text.assemble(
        (
            (records.provision_status(standing) if standing else kind).upper(),
            f"bold {STYLES.get(standing or '', '')}".strip(),
        ),
        f"  {kind} " if standing else "  ",
        (record["id"], "bold"),
        translate(", {day}", day=date_with_weekday(result.on)),
    )
    yield from label_lines(("", Text(printable(text))) for text in _names(record["name"]))
    facts = [_fact(law, key, record[key]) for key in _FACTS if record.get(key)]
    yield from label_lines([(translate("facts"), Text(render(side_by_side(facts))))] if facts else [])
    for key, label in _SECTIONS.items():
        most = 1 if key == "customs" else _LINES
        yield from label_lines(_section(render(label), _lines(law, record, key), None if result.everything else most))
    yield from _sources(law, record)
    yield from label_lines(_section(translate("doubts"), _doubts(record), None))
    yield from label_lines([(translate("law"), law_line(law, result.today, result.on))])


def _names(name: Mapping[str, str]) -> list[str]:
    """Return both names of a record to who reads English, else the Chinese one."""
    both = list(dict.fromkeys(name[key] for key in ("en", "zh") if name.get(key)))
    return both if current_language() is ENGLISH else [render(Called(name.get("en", ""), name.get("zh", "")))]


def _fact(law: Register, key: str, value: object) -> str:
    """Return a fact of a record behind its name."""
    name = key.replace("_", " ") if current_language() is ENGLISH else records.key(law, "", key)
    return translate("{name}: {value}", name=name, value=line(law, value, key))


def _lines(law: Register, record: Mapping[str, Any], key: str) -> list[str]:
    """Return the lines of a section."""
    items = record.get(key) or []
    if key == "history":
        return [_span(item, record["id"]) for item in items]
    if key == "listed_by":
        return [
            translate("{id}, {status}", id=item["id"], status=records.provision_status(item["status"]))
            for item in items
        ]
    if key == "figures":
        return _figures(items)
    if key == "rules":
        return [_rule(law, item) for item in items]
    lines = [line(law, item) for item in (parallels.sentences_of(items) if key == "parallels" else items)]
    if lines and key in _HINTS:
        lines[0] = render(_HINTS[key]) + lines[0]
    return lines


def _figures(figures: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sources of the figures of an entry; figures with the same sources are one line."""
    alike: dict[str, list[str]] = {}
    for item in figures:
        alike.setdefault(item["standing"], []).append(item["figure"])
    if len(alike) == 1:
        return [translate("all: {standing}", standing=standing) for standing in alike]
    return [
        translate("{figures}: {standing}", figures=join(figures), standing=standing)
        for standing, figures in alike.items()
    ]


def _span(span: Mapping[str, Any], explained: str) -> str:
    """Return a span, without its provision if that is the record explained, and without the act if that is its own."""
    provision, by = span["provision"], span["by"]
    return translate(
        "{first} to {through:<10}  {which}{status}{why}",
        first=span["from"],
        through=span["through"] or "...",
        which="" if provision == explained else f"{provision} ",
        status=records.provision_status(span["status"]),
        why="" if provision.startswith(f"{by}/") else translate(", by {by}", by=by),
    )


def _rule(law: Register, rule: Mapping[str, Any]) -> str:
    """Return a rule: what follows, when, and who is free from it."""
    free = translate("; unless {what}", what=line(law, rule["unless"], "when")) if rule.get("unless") else ""
    when = line(law, rule["when"], "when")
    return translate("{effect} where {when}{free}", effect=effect_name(rule["effect"]), when=when, free=free)


def _doubts(record: Mapping[str, Any]) -> list[str]:
    """Return the doubts that the data notes; in another language, those that exist in English alone are marked."""
    doubts = record["doubts"]
    if current_language() is ENGLISH:
        return list(doubts)
    words = {text: render(text) for text in doubts}
    left = [text for text in doubts if words[text] == text]
    ours = [words[text] for text in doubts if words[text] != text]
    return [*ours, *([translate("(as the data notes it, in English)")] if left else []), *left]


def _section(label: str, lines: list[str], most: int | None) -> Iterator[tuple[str, Text]]:
    """Yield the first lines of a section, and how many more there are."""
    shown = lines[:most]
    for text in shown:
        yield label, Text(printable(text))
        label = ""
    if len(shown) < len(lines):
        yield "", Text(translate("and {count} more (--all)", count=len(lines) - len(shown)), "dim")


def _sources(law: Register, record: Mapping[str, Any]) -> Iterator[RenderableType]:
    """Yield the sources; an address has an unbroken line of its own, so that it can be copied."""
    label = translate("sources")
    for source in record["sources"]:
        rest = {key: source[key] for key in ("id", "confidence", "ref", "note") if source.get(key)}
        yield from label_lines([(label, Text(line(law, rest)))])
        if url := source.get("url"):
            address = printable(url)
            yield Unbroken(Text(" " * (LABEL + 1)).append(address, f"link {address}"))
        label = ""
