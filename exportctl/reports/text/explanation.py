"""Print an explained record: its status and names, then its sections, sources and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rich.text import Text

from exportctl.inquiry.phrases import announced_extension
from exportctl.law import parallels
from exportctl.law.citations import act_citation, joint_citation
from exportctl.law.grouping import by_key
from exportctl.law.status import announcements_of
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import current_language, render, translate
from exportctl.reports.i18n.records import label_of, line
from exportctl.reports.i18n.terms import date_with_weekday, effect_name
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, Grid, in_style
from exportctl.reports.text.layout import LABEL, FoldedText, Line, headline, law_data, unbroken, under_label
from exportctl.sentences import BilingualName, Sentence, either, join, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from rich.console import RenderableType

    from exportctl.law.register import Register
    from exportctl.reports.results import Explanation

_BOUNDS: Final = {
    "owner": translatable("owners on the {lists} together hold {bound} of the end user"),
    "cn_content": translatable("{of} of Chinese origin are {bound} of the value"),
    "quantity": translatable("{bound} to one country within a calendar year"),
}
"""The conditions with a bound, in words."""
_BOUND: Final = {
    ">=": translatable("at least {figure}"),
    ">": translatable("more than {figure}"),
    "<=": translatable("at most {figure}"),
    "<": translatable("less than {figure}"),
    "=": translatable("exactly {figure}"),
}
_SECTIONS: Final = {
    "says": Sentence("Contents"),
    "figures": Sentence("Figures"),
    "rules": Sentence("Rules"),
    "stated": Sentence("Counts"),
    "does": Sentence("Changes"),
    "listed_by": Sentence("Listed by"),
    "customs": Sentence("Customs"),
    "known_as": Sentence("Known as"),
    "guidance": Sentence("Guidance"),
    "parallels": Sentence("Other lists"),
    "announces": Sentence("Announces"),
    "announced": Sentence("Announced"),
}
"""The sections of an explanation, with their labels. Other lists are hints, and customs codes are for reference."""
_HINTS: Final = {
    "parallels": Sentence("(hints that do not decide) "),
    "customs": Sentence("(for reference only) "),
}
_LINES: Final = 5
"""The number of lines of a section that are shown; the rest is counted."""
_Row: TypeAlias = "tuple[Mapping[str, Any], list[str]]"
"""A span, and the provisions that share it."""


def explanation(result: Explanation) -> Iterator[RenderableType]:
    """Yield an explanation, section by section; with `everything` no section is shortened."""
    law, record, everything = result.law, result.to_dict(), result.everything
    now, kind = record.get("status"), records.kind(record["kind"])
    name = line(law, record["id"], ids=everything)
    day = date_with_weekday(result.on)
    yield headline(
        records.provision_status(now) if now else kind, STYLES.get(now or "", ""), name, *([kind] if now else []), day
    )
    yield from (FoldedText(text) for text in _names(record["name"]))
    facts = [
        translate("{name}: {value}", name=label_of(law, "", key), value=line(law, record[key], key, ids=everything))
        for key in records.FACTS
        if record.get(key)
    ]
    if facts:
        yield Line("Facts", side_by_side(facts))
    for key, label in _SECTIONS.items():
        most = 1 if key == "customs" else _LINES
        yield from _section(label, _lines(law, record, key, ids=everything), None if everything else most)
    spans = record.get("history") or []
    if rows := [(span, [span["provision"]]) for span in spans] if everything else _common_spans(spans, result.on):
        yield from (Text(""), _history(rows, result))
    yield from _sources(law, record, ids=everything)
    yield from _section(translatable("Doubts"), _doubts(record), None)
    yield law_data(law, result.today, result.on)


def _names(name: Mapping[str, str]) -> list[str]:
    """Return both names of a record in English, else the Chinese one."""
    both = list(dict.fromkeys(name[key] for key in ("en", "zh") if name.get(key)))
    return both if current_language().is_english else [render(BilingualName(name.get("en", ""), name.get("zh", "")))]


def _lines(law: Register, record: Mapping[str, Any], key: str, *, ids: bool) -> list[str]:
    """Return the lines of a section."""
    items = record.get(key) or []
    if key == "listed_by":
        return [
            translate(
                "{id}, {status}", id=line(law, item["id"], ids=ids), status=records.provision_status(item["status"])
            )
            for item in items
        ]
    if key == "figures":
        return _figures(items)
    if key == "stated":
        return [_count(law, item) for item in items]
    if key == "rules":
        return [_rule(law, item) for item in items]
    if key in ("announced", "announces"):
        return [_extension(law, item, ids=ids) for item in items]
    parts = parallels.sentences_of(items) if key == "parallels" else items
    lines = [line(law, item, ids=ids) for item in parts]
    if lines and key in _HINTS:
        lines[0] = render(_HINTS[key]) + lines[0]
    return lines


def _common_spans(spans: Iterable[Mapping[str, Any]], day: date) -> list[_Row]:
    """Return the spans in order, pending ones if they contain the day; provisions with the same span share a row."""
    alike = by_key(
        (
            ((span["from"], span["through"], span["status"], span["by"]), span)
            for span in spans
            if span["status"] != "pending" or str(span["from"]) <= str(day) <= str(span["through"] or day)
        ),
        list,
    )
    rows = [(same[0], [span["provision"] for span in same]) for same in alike.values()]
    return sorted(rows, key=lambda row: str(row[0]["from"]))


def _history(rows: Sequence[_Row], result: Explanation) -> RenderableType:
    """Return the table of the statuses over time, with the provisions if these are not the record itself."""
    law, everything = result.law, result.everything
    several = any(provisions != [result.located.id] for _, provisions in rows)
    table = Grid("From", "Through", "Status", "By", *([translatable("Control")] if several else []), unbroken=2)
    for span, provisions in rows:
        word = span["status"]
        by = line(law, span["by"], ids=everything)
        cited = line(law, provisions[0], ids=True) if everything else _citation(result, provisions)
        through = str(span["through"] or "")
        status = in_style(records.provision_status(word), word)
        table.add_row(str(span["from"]), through, status, by, *([printable(cited)] if several else []))
    return table


def _citation(result: Explanation, provisions: Sequence[str]) -> str:
    """Return the citation of provisions, in one word if they are all of an act that is explained."""
    law = result.law
    own = [pid for pid in law.provisions if law.act_of(pid).id == result.located.id]
    if len(own) > 1 and {*own} == {*provisions}:
        return translate("all of {act}", act=act_citation(law, result.located.id))
    return render(joint_citation(law, provisions))


def _figures(figures: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sources of the figures of an entry; figures with the same sources are one line."""
    alike = by_key(((item["standing"], item["figure"]) for item in figures), list)
    if len(alike) == 1:
        return [translate("all: {standing}", standing=standing) for standing in alike]
    return [
        translate("{figures}: {standing}", figures=join(same), standing=standing) for standing, same in alike.items()
    ]


def _count(law: Register, item: Mapping[str, Any]) -> str:
    """Return the number of items that an act counts, with the goods that they are, if the data has them."""
    counted = translate("{number} {counted}", number=item["number"], counted=line(law, item["what"]))
    goods = line(law, item["of"], "of") if item.get("of") else ""
    return translate("{counted} ({goods})", counted=counted, goods=goods) if goods else counted


def _rule(law: Register, rule: Mapping[str, Any]) -> str:
    """Return a rule in words: the effect, the condition, and the exemption."""
    free = translate("; unless {what}", what=_condition(law, rule["unless"])) if rule.get("unless") else ""
    when = _condition(law, rule["when"])
    return translate("{effect}: {when}{free}", effect=effect_name(rule["effect"]), when=when, free=free)


def _extension(law: Register, item: Mapping[str, Any], *, ids: bool) -> str:
    """Return an announced extension in words, with its statement; in a statement, its suspension, last day, confidence and note."""
    known = announcements_of(law, item["suspended_by"])
    if longer := next((longer for longer in known if longer.statement.id == item.get("statement")), None):
        extension = render(announced_extension(law, longer))
        return translate("{extension} ({statement})", extension=extension, statement=longer.statement.id)
    text = translate(
        "extension of {act} through {through}: {confidence}",
        act=line(law, item["suspended_by"], ids=ids),
        through=item["through"],
        confidence=line(law, item["confidence"], "confidence"),
    )
    note = item.get("note")
    return translate("{extension}. {note}", extension=text, note=note) if note else text


def _condition(law: Register, when: Mapping[str, Any]) -> str:
    """Return a condition in words: each fact with its values; alternatives are in brackets."""
    return render(side_by_side(_part_of_condition(law, key, value) for key, value in when.items()))


def _part_of_condition(law: Register, key: str, value: Any) -> str:  # noqa: ANN401 - a value of any key
    if key == "goods":
        return line(law, value, key)
    if key in _BOUNDS:
        parts = {of: either(line(law, one, of) for one in value[of]) for of in ("lists", "of") if value.get(of)}
        unit = value.get("unit")
        figure = f"{value['value']} {unit}" if unit else f"{value['value']}%"
        return translate(_BOUNDS[key], bound=translate(_BOUND[value["op"]], figure=figure), **parts)
    if key != "any":
        return translate("{name}: {value}", name=label_of(law, "when", key), value=line(law, value, key))
    alternatives = [_condition(law, one) for one in value]
    if len(alternatives) == 1:
        return alternatives[0]
    return translate("{name} ({values})", name=translate("any of"), values=side_by_side(alternatives))


def _doubts(record: Mapping[str, Any]) -> list[str]:
    """Return the doubts that the data notes; in another language, those that exist only in English are marked."""
    doubts = record["doubts"]
    if current_language().is_english:
        return list(doubts)
    left = [render(text) for text in doubts if _is_left_in_english(text)]
    ours = [render(text) for text in doubts if not _is_left_in_english(text)]
    return [*ours, *([translate("(as the data notes it, in English)")] if left else []), *left]


def _is_left_in_english(doubt: str) -> bool:
    """Return whether the note of a doubt has no translation."""
    note = doubt.parts.get("why", doubt) if isinstance(doubt, Sentence) else doubt
    return render(note) == note


def _section(label: str, lines: list[str], most: int | None) -> Iterator[Line]:
    """Yield the first lines of a section, and the number of the others."""
    shown = lines[:most]
    yield from under_label(label, shown)
    if len(shown) < len(lines):
        yield Line("", translate("and {count} more (--all)", count=len(lines) - len(shown)), "dim")


def _sources(law: Register, record: Mapping[str, Any], *, ids: bool) -> Iterator[RenderableType]:
    """Yield the sources; an address has an unbroken line of its own, so that it can be copied."""
    label = translatable("Sources")
    for source in record["sources"]:
        rest = {key: source[key] for key in ("id", "confidence", "ref", "note") if source.get(key)}
        if not ids:
            rest.pop("id", None)
        yield Line(label, line(law, rest))
        if url := source.get("url"):
            address = printable(url)
            yield unbroken(Text(" " * (LABEL + 1)).append(address, f"link {address}"))
        label = ""
