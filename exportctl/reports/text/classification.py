"""What goods are by the list: whether they stand on it, on which lines surely and perhaps, and which fact would settle that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.law.days import KnownLaw
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import asked_for, meant, words_read
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import LABEL, cut, joined, labelled, law_line
from exportctl.reports.words.en import dated, missing, status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.facts.goods import Match
    from exportctl.reports.results import Classification

_LINES: Final = 4
"""So many lines that are sure, and so many that are possible, are named; the rest is counted."""
_PARAM: Final = "--param "
_BASES: Final = {"entry": "your own classification", "nearest": "words that are like its own"}


class _Answer:
    """A classification as a terminal of any width shows it."""

    def __init__(self, result: Classification) -> None:
        self.result, self.law = result, result.law

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the answer, the lines, what is open, and how old the law is."""
        result, room = self.result, options.max_width - LABEL - 1
        word, style, meaning = self._verdict()
        yield Text.assemble(
            (word, f"bold {style}"), "  ", (printable(result.facts.goods.item), "bold"), f", {dated(result.on)}"
        )
        yield from labelled([("", Text(meaning))])
        yield from labelled(self._lines([item for item in result.matches if item.truth.value], "is", room))
        yield from labelled(self._lines([item for item in result.matches if not item.truth.value], "may be", room))
        yield from labelled(self._open())
        yield from labelled(self._read())
        yield from labelled(self._beside(room))
        yield from labelled(
            [*self._ruled_out(room), ("law", law_line(self.law, result.today, result.on, result.known_on))]
        )
        yield from labelled(self._notes())

    def _verdict(self) -> tuple[str, str, str]:
        """Return the answer in two words, the style of these, and what they mean."""
        result = self.result
        if result.found.listed:
            return "ON THE LIST", STYLES["license_required"], "What that asks on a day and a route, check says."
        if any(item.truth.value for item in result.matches):
            return (
                "ON A LIST",
                STYLES["license_required"],
                "It matters to some destinations alone; what it asks there, check says.",
            )
        if result.matches:
            return (
                "MAY BE ON THE LIST",
                STYLES["undecided"],
                "Some line could be meant; a fact that is missing decides.",
            )
        if not result.recognised:
            return "NOT RECOGNISED", STYLES["undecided"], "Nothing is certain about goods that nobody knows."
        if result.found.unread:
            return "NOT DECIDED", STYLES["undecided"], "Technology may stand in catalogues that nobody has read whole."
        if not result.covered:
            begins = self.law.home.covers_from
            return "NOT DECIDED", STYLES["undecided"], f"No line matches, but the data begins on {begins}."
        if result.terms.stale(self.law, result.on):
            return "NOT DECIDED", STYLES["undecided"], "No line matches, but the law is older than was allowed."
        if result.beside:
            return (
                "ON NO LINE",
                STYLES["license_required"],
                "No line of the lists matches, but an act names such goods beside them.",
            )
        return "ON NO LINE", STYLES["no_control_found"], "Known, and on no line of the lists that this data holds."

    def _lines(self, matches: Sequence[Match], label: str, room: int) -> Iterator[tuple[str, Text]]:
        """Yield lines of the list, each with its name and what points to it."""
        whole = self.result.everything
        shown = matches if whole or len(matches) <= _LINES + 1 else matches[:_LINES]
        for item in shown:
            name = self.law.code_name(item.entry)
            english = f"{item.entry} {printable(name.en)}{asked_for(self.law, item.entry)}"
            line = f"{english} {printable(name.zh)}"
            line = line if whole or item.entry in self.law.narrow else cut(line, room)
            text = Text(line, "" if item.truth.value else "yellow")
            if whole:
                text.append(f" (by {_BASES.get(item.basis) or item.basis.replace('_', ' ')})", "dim")
                if item.truth.missing:
                    text.append(f"; open: {missing(sorted(item.truth.missing))}", "dim")
            yield label, text
            label = ""
        if len(shown) < len(matches):
            rest = joined([item.entry for item in matches[len(shown) :]], room - 20)
            yield "", Text(f"and {len(matches) - len(shown)} more: {rest} (--all)", "dim")

    def _open(self) -> Iterator[tuple[str, Text]]:
        """Yield which options would settle the possible lines, those that settle most lines first."""
        possible = [item for item in self.result.matches if not item.truth.value]
        lines: dict[str, list[str]] = {}
        for item in possible:
            for fact in sorted(item.truth.missing):
                lines.setdefault(missing([fact]), []).append(item.entry)
        alike: dict[tuple[str, ...], list[str]] = {}
        for fact, of in sorted(lines.items(), key=lambda pair: -len(pair[1])):
            alike.setdefault(tuple(of), []).append(fact)
        most = len(alike) if self.result.everything or len(alike) <= _LINES + 1 else _LINES
        for label, (entries, facts) in zip(["open", *[""] * len(alike)], list(alike.items())[:most], strict=False):
            for_ = "any of them" if len(entries) == len(possible) else joined(entries, 40)
            told = _options(facts)
            yield label, Text(f"{told}: {for_}" if len(possible) > 1 else told)
        if most < len(alike):
            yield "", Text(f"and what settles {len(alike) - most} more (--all)", "dim")

    def _read(self) -> Iterator[tuple[str, Text]]:
        goods = self.result.facts.goods
        told = [*meant(self.law, goods, recognised=self.result.recognised)] or [*words_read(goods)]
        yield from (("", Text(text.plain.strip(), text.style)) for text in told)

    def _beside(self, room: int) -> Iterator[tuple[str, Text]]:
        """Yield the provisions that name such goods and put them on no list, with their status on the day."""
        known = KnownLaw(self.law, self.result.known_on)
        for provision in self.result.beside:
            now = known.status_on(provision, self.result.on)
            if now is not None:
                title = f"{provision} {printable(self.law.provisions[provision].title.en)}"
                yield "named in", Text(f"{cut(title, room - 11)} ").append(status(now), STYLES[now])

    def _ruled_out(self, room: int) -> Iterator[tuple[str, Text]]:
        for item in self.result.excluded:
            line = f"{item.entry}: {printable(item.ruling.says)} ({item.guidance})"
            yield "is not", Text(line if self.result.everything else cut(line, room))

    def _notes(self) -> Iterator[tuple[str, Text]]:
        result = self.result
        for item in result.cautions:
            yield "!", Text(f"{printable(item.text)} [{item.code}]", "yellow")
        if result.hints and result.notes:
            yield from (("measure", Text(printable(hint), "dim")) for hint in result.hints)
        elif result.hints:
            yield "notes", Text("what other lists ask, which decides nothing (--notes)", "dim")


def _options(facts: Sequence[str]) -> str:
    """Return options in a list, those of measured properties together."""
    properties = [fact.removeprefix(_PARAM) for fact in facts if fact.startswith(_PARAM)]
    others = [fact for fact in facts if not fact.startswith(_PARAM)]
    return ", ".join([*others, *([f"{_PARAM}{', '.join(properties)}"] if properties else [])])


def classification(result: Classification) -> Iterator[RenderableType]:
    """Yield what rich prints of a classification; with `everything` nothing is cut short, with `notes` hints are said."""
    yield _Answer(result)
