"""Prints a classification: the entries that the goods match or may match, and the fact that would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.inquiry.figures import figure_in_words, missed_leads, open_figures, standing_in_words
from exportctl.law.status import LawAsOf
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, missing_facts, status
from exportctl.reports.printable import printable
from exportctl.reports.text.goods import asked_for, recognition, suggestion_lines, words_read
from exportctl.reports.text.grid import STYLES, cell, grid
from exportctl.reports.text.layout import LABEL, cut, influence_line, join_words, label_lines, law_line
from exportctl.sentences import ENGLISH, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.goods.classify import Match
    from exportctl.reports.results import Classification

_LINES: Final = 4
"""So many lines that are sure, and so many that are possible, are named; the rest is counted."""
_PARAM: Final = "--param "
_BASES: Final = {
    "name": Sentence("name"),
    "formula": Sentence("formula"),
    "cas": Sentence("cas"),
    "code": Sentence("code"),
    "customs_code": Sentence("customs code"),
    "composition": Sentence("composition"),
    "description": Sentence("description"),
    "entry": Sentence("your own classification"),
    "nearest": Sentence("words that are like its own"),
}
"""The bases of a match, and the words for them."""


class _Answer:
    """A classification as a terminal of any width shows it."""

    def __init__(self, result: Classification) -> None:
        self.result, self.law = result, result.law

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the answer, the entries, the open questions, and the age of the law."""
        result, room = self.result, options.max_width - LABEL - 1
        word, style, meaning = self._verdict()
        yield Text.assemble(
            (word, f"bold {style}"),
            "  ",
            (printable(result.facts.goods.item), "bold"),
            translate(", {day}", day=date_with_weekday(result.on)),
        )
        yield from label_lines([("", Text(meaning))])
        yield from label_lines(
            self._lines([item for item in result.matches if item.truth.value], translate("is"), room)
        )
        yield from label_lines(
            self._lines([item for item in result.matches if not item.truth.value], translate("may be"), room)
        )
        yield from label_lines(self._open())
        yield from label_lines(self._leads())
        yield from self._questions()
        yield from label_lines(self._words())
        yield from label_lines(self._beside(room))
        law = translate("law"), law_line(self.law, result.today, result.on, result.known_on)
        yield from label_lines([*self._ruled_out(room), *influence_line(result.configured), law])
        yield from label_lines(self._notes())

    def _verdict(self) -> tuple[str, str, str]:
        """Return the answer in two words, the style of these, and what they mean."""
        result = self.result
        if result.found.listed:
            return _headline_words(
                "license_required",
                Sentence("ON THE LIST"),
                Sentence("What that asks on a day and a route, check says."),
            )
        if any(item.truth.value for item in result.matches):
            return _headline_words(
                "license_required",
                Sentence("ON A LIST"),
                Sentence("It matters to some destinations alone; what it asks there, check says."),
            )
        if result.matches:
            return _headline_words(
                "undecided",
                Sentence("MAY BE ON THE LIST"),
                Sentence("Some line could be meant; a fact that is missing decides."),
            )
        if not result.recognised:
            return _headline_words(
                "undecided", Sentence("NOT RECOGNISED"), Sentence("Nothing is certain about goods that nobody knows.")
            )
        if result.found.unread:
            return _headline_words(
                "undecided",
                Sentence("NOT DECIDED"),
                Sentence("Technology may stand in catalogues that nobody has read whole."),
            )
        if not result.covered:
            begins = self.law.home.covers_from
            return _headline_words(
                "undecided",
                Sentence("NOT DECIDED"),
                Sentence("No line matches, but the data begins on {begins}.", begins=begins),
            )
        if result.terms.is_stale(self.law, result.on):
            return _headline_words(
                "undecided",
                Sentence("NOT DECIDED"),
                Sentence("No line matches, but the law is older than was allowed."),
            )
        if result.beside:
            return _headline_words(
                "license_required",
                Sentence("ON NO LINE"),
                Sentence("No line of the lists matches, but an act names such goods beside them."),
            )
        known = recognition(result.facts.goods)
        return _headline_words(
            "no_control_found", Sentence("ON NO LINE"), Sentence("{known}.", known=f"{known[0].upper()}{known[1:]}")
        )

    def _lines(self, matches: Sequence[Match], label: str, room: int) -> Iterator[tuple[str, Text]]:
        """Yield lines of the list, each with its name and what points to it."""
        whole = self.result.everything
        shown = matches if whole or len(matches) <= _LINES + 1 else matches[:_LINES]
        for item in shown:
            name = self.law.code_name(item.entry)
            line = f"{item.entry} {printable(name_of(name))}{asked_for(self.law, item.entry)}"
            line = f"{line} {printable(name.zh)}" if current_language() is ENGLISH else line
            line = line if whole or item.entry in self.law.destination_specific_entries else cut(line, room)
            text = Text(line, "" if item.truth.value else "yellow")
            if whole:
                text.append(translate(" (by {basis})", basis=_BASES[item.basis]), "dim")
                if item.truth.missing:
                    text.append(translate("; open: {facts}", facts=missing_facts(sorted(item.truth.missing))), "dim")
            yield label, text
            label = ""
        if len(shown) < len(matches):
            rest = join_words([item.entry for item in matches[len(shown) :]], room - 20)
            yield (
                "",
                Text(translate("and {count} more: {rest} (--all)", count=len(matches) - len(shown), rest=rest), "dim"),
            )

    def _open(self) -> Iterator[tuple[str, Text]]:
        """Yield the options that would settle the possible entries, those that settle most first."""
        possible = [item for item in self.result.matches if not item.truth.value]
        lines: dict[str, list[str]] = {}
        for item in possible:
            for fact in sorted(item.truth.missing):
                lines.setdefault(missing_facts([fact]), []).append(item.entry)
        alike: dict[tuple[str, ...], list[str]] = {}
        for fact, of in sorted(lines.items(), key=lambda pair: -len(pair[1])):
            alike.setdefault(tuple(of), []).append(fact)
        most = len(alike) if self.result.everything or len(alike) <= _LINES + 1 else _LINES
        for label, (entries, facts) in zip(
            [translate("open"), *[""] * len(alike)], list(alike.items())[:most], strict=False
        ):
            for_ = translate("any of them") if len(entries) == len(possible) else join_words(entries, 40)
            told = _options(facts)
            yield label, Text(translate("{told}: {lines}", told=told, lines=for_) if len(possible) > 1 else told)
        if most < len(alike):
            yield "", Text(translate("and what settles {count} more (--all)", count=len(alike) - most), "dim")

    def _leads(self) -> Iterator[tuple[str, Text]]:
        """Yield the figures that the goods miss and that one source alone has."""
        found = missed_leads(self.law, self.result.facts.goods, self.result.matches)
        for text in found if self.result.everything else found[:_LINES]:
            yield translate("figure"), Text(printable(render(text)), "yellow")

    def _questions(self) -> Iterator[RenderableType]:
        """Yield the figures that decide, if they are wanted: each with the option that states it and its sources."""
        if not self.result.questions:
            return
        found, without = open_figures(self.law, self.result.facts.goods, self.result.matches)
        if found:
            table = grid(
                translate("entry"), translate("figure that decides"), translate("state it"), translate("read in")
            )
            for item in found:
                says = render(figure_in_words(self.law, item.figure))
                said = says if item.of == "criteria" else translate("outside: {figure}", figure=says)
                table.add_row(*map(cell, (item.entry, said, item.option, render(standing_in_words(item)))))
            yield table
        if without:
            yield Text(translate("no figure is open of {entries}", entries=join(without)))

    def _words(self) -> Iterator[tuple[str, Text]]:
        goods = self.result.facts.goods
        told = [*suggestion_lines(self.law, goods, recognised=self.result.recognised)] or [*words_read(goods)]
        yield from (("", Text(text.plain.strip(), text.style)) for text in told)

    def _beside(self, room: int) -> Iterator[tuple[str, Text]]:
        """Yield the provisions that name such goods and put them on no list, with their status on the day."""
        known = LawAsOf(self.law, self.result.known_on)
        for provision in self.result.beside:
            now = known.status_on(provision, self.result.on)
            if now is not None:
                title = f"{provision} {printable(name_of(self.law.provisions[provision].title))}"
                yield translate("named in"), Text(f"{cut(title, room - 11)} ").append(status(now), STYLES[now])

    def _ruled_out(self, room: int) -> Iterator[tuple[str, Text]]:
        for item in self.result.exclusions:
            says = printable(render(Sentence.of(item.ruling.says)))
            line = translate("{entry}: {says} ({guidance})", entry=item.entry, says=says, guidance=item.guidance)
            yield translate("is not"), Text(line if self.result.everything else cut(line, room))

    def _notes(self) -> Iterator[tuple[str, Text]]:
        result = self.result
        for item in result.warnings:
            yield "!", Text(f"{printable(render(item.text))} [{item.code}]", "yellow")
        if result.hints and result.notes:
            yield from ((translate("measure"), Text(printable(render(hint)), "dim")) for hint in result.hints)
        elif result.hints:
            yield translate("notes"), Text(translate("what other lists ask, which decides nothing (--notes)"), "dim")


def _options(facts: Sequence[str]) -> str:
    """Return options in a list, those of measured properties together."""
    properties = [fact.removeprefix(_PARAM) for fact in facts if fact.startswith(_PARAM)]
    others = [fact for fact in facts if not fact.startswith(_PARAM)]
    return render(join([*others, *([f"{_PARAM}{', '.join(properties)}"] if properties else [])]))


def _headline_words(style: str, word: str, meant: str) -> tuple[str, str, str]:
    """Return an answer in two words, its style, and what it means."""
    return render(word), STYLES[style], render(meant)


def classification(result: Classification) -> Iterator[RenderableType]:
    """Yield what rich prints of a classification; with `everything` nothing is cut short, with `notes` hints are included."""
    yield _Answer(result)
