"""Parties as a compliance officer reads them: who is barred, by which list and act, until when, and who is on no list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.law.days import KnownLaw
from exportctl.law.scale import READINGS, STRICTNESS, strictest
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import Cut, joined, labelled, law_line
from exportctl.reports.words.en import EFFECTS, MEANINGS, dated, days, extension, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.screening import PartyMatch, Screening
    from exportctl.law.scale import Effect
    from exportctl.reports.results import PartyScreening

_NAMES, _MATCHES = 3, 3
"""So many names are told at length, and so many designations of each; of more names each has a line."""
_NO_LICENCE: Final = "A measure that was stopped or is suspended is no licence: dual-use items still need one."
_CLEAR: Final = ("NOT LISTED", STYLES["no_control_found"])
_UNLISTED: Final = "On no list that this data holds. That is no permission: the goods may need a licence."


class _Names:
    """What names hit on a day, as a terminal of any width shows it."""

    def __init__(self, result: PartyScreening) -> None:
        self.result, self.known = result, KnownLaw(result.law, result.known_on)
        self.stale = result.terms.stale(result.law, result.on)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the names that hit something, the strictest first, and then in a line those that do not."""
        result = self.result
        pairs = list(zip(result.names, result.found, strict=True))
        hit = [(name, found) for name, found in pairs if found.matches or not found.covered]
        hit.sort(key=lambda pair: (-STRICTNESS[pair[1].effect(result.assume)], -STRICTNESS[_perhaps(pair[1])]))
        clear = [printable(name) for name, found in pairs if not (found.matches or not found.covered)]
        at_length = result.everything or len(hit) <= _NAMES
        if not at_length:
            yield Text(f"{len(pairs)} names, {len(hit)} with a hit, {dated(result.on)}", "bold")
        for name, found in hit:
            yield from self._told(name, found) if at_length else [self._in_a_line(name, found)]
        free, style = ("NOT DECIDED", STYLES["undecided"]) if self.stale else _CLEAR
        if clear and not hit and len(clear) == 1:
            yield self._headline(free, style, clear[0])
        elif clear:
            word = Text(free, f"bold {style}")
            word.append("  " if hit else f", {dated(result.on)}: ", "default")
            told = ", ".join(clear) if result.everything else joined(clear, options.max_width - len(word))
            yield word.append(told, "not bold default")
        if not pairs:
            yield Text("no name was given, so nobody was screened")
        lines = [("", Text(_UNLISTED))] if clear and not hit else []
        lines += [("not", Text(printable(item.why), "dim")) for item in result.answered]
        if any(
            item.status in ("suspended", "ended") for _, found in hit for item in found.matches if not item.hit.related
        ):
            lines.append(("", Text(_NO_LICENCE, "dim")))
        yield from labelled(lines)
        yield from labelled([("law", law_line(result.law, result.today, result.on, result.known_on))])

    def _headline(self, word: str, style: str, name: str) -> Text:
        return Text.assemble((word, f"bold {style}"), "  ", (name, "bold"), f", {dated(self.result.on)}")

    def _verdict(self, found: Screening) -> tuple[str, str, str]:
        """Return what holds of a name in a word, the style of that, and what it means."""
        decision = found.decision(self.result.assume)
        if decision == "undecided":
            begins = self.result.law.home.covers_from
            return "NOT DECIDED", STYLES["undecided"], f"The data covers the lists from {begins} on."
        if decision != "no_control_found":
            return EFFECTS[decision].upper(), STYLES[decision], MEANINGS[decision].format(of="")
        if (worst := _perhaps(found)) != "no_control_found":
            return "MAY BE LISTED", STYLES["undecided"], f"Whoever it is decides: at worst {EFFECTS[worst]}."
        if self.stale:
            return "NOT DECIDED", STYLES["undecided"], "The law is older than was allowed."
        if all(item.hit.related for item in found.matches):
            return *_CLEAR, "No list names it; another company of its group is listed."
        return "NO CONTROL FOUND", STYLES["no_control_found"], "No designation of this name is in force on the day."

    def _told(self, name: str, found: Screening) -> Iterator[RenderableType]:
        word, style, meaning = self._verdict(found)
        yield self._headline(word, style, printable(name))
        yield from labelled([("", Text(meaning))])
        most = None if self.result.everything else _MATCHES
        for item in _in_order(found)[:most]:
            yield from labelled(self._designation(item))
        if most and len(found.matches) > most:
            yield from labelled([("", Text(f"and {len(found.matches) - most} more (--all)", "dim"))])
        if (change := self._next(found)) is not None:
            yield from labelled([("next", change)])

    def _in_a_line(self, name: str, found: Screening) -> RenderableType:
        word, style, _ = self._verdict(found)
        line = Text.assemble((word, f"bold {style}"), "  ", (printable(name), "bold"))
        for item in _in_order(found)[:1]:
            line.append(f": {item.hit.listing.act}, {status(item.status)}, {_how(item)} {_name(item)}")
        return Cut(line)

    def _designation(self, item: PartyMatch) -> Iterator[tuple[str, Text]]:
        law, hit = self.result.law, item.hit
        alike = f" (likeness {hit.score})" if hit.similar else ""
        who = printable(f"'{hit.name}' {hit.why}") if hit.related else f"{_name(item)}{alike}"
        line = Text(f"{who}: {law.list_name(hit.listing.list).en}, {hit.listing.act}, ")
        line.append(status(item.status), STYLES[item.status])
        if not hit.related:
            line.append(", " if item.active else "; while in force: ").append(EFFECTS[item.effect], STYLES[item.effect])
        yield _how(item), line
        if item.suspension:
            last, left = item.suspension.through, days(item.suspension.days_left(self.result.on))
            till = f"ended {last}?" if item.status == "unsettled" else f"sleeps to {last}, {left} left"
            yield "", Text(f"{till}, by {item.suspension.by}; {extension(item.suspension)}", STYLES[item.status])
        if not hit.related and (hit.basis != "name" or not hit.certain):
            yield "", Text(printable(f"'{hit.name}' {hit.why}"), "dim")

    def _next(self, found: Screening) -> Text | None:
        """Return the first later day on which the status of a designation changes."""
        changes = [
            (span.from_, item, span)
            for item in found.matches
            if not item.hit.related
            for span in self.known.spans(item.hit.listing.provision)
            if span.from_ > self.result.on
        ]
        if not changes:
            return None
        day, item, span = min(changes, key=lambda change: change[0])
        left = days((day - self.result.on).days)
        line = Text(f"{dated(day)}, in {left}: {item.hit.listing.act} ")
        return line.append(status(span.status), STYLES[span.status]).append(f", by {span.by}")


def party(result: PartyScreening) -> Iterator[RenderableType]:
    """Yield what each name hits on a day."""
    yield _Names(result)


def _perhaps(found: Screening) -> Effect:
    return strictest(found.worst_case(reading) for reading in READINGS)


def _in_order(found: Screening) -> list[PartyMatch]:
    """Return what a name hits: what is in force before what is not, otherwise the most alike first."""
    return sorted(found.matches, key=lambda item: not item.active)


def _how(item: PartyMatch) -> str:
    """Return how surely a name is that of a designated party."""
    hit = item.hit
    return "is" if hit.certain else "related to" if hit.related else "similar to" if hit.similar else "may be barred"


def _name(item: PartyMatch) -> str:
    return printable(" ".join(dict.fromkeys(part for part in item.hit.listing.party.name if part)))
