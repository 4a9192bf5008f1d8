"""Prints a party screening: which names are listed, by which act and until when, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from exportctl.engine.screening import is_about_dual_use
from exportctl.law.scale import READINGS, STRICTNESS, strictest
from exportctl.law.status import LawAsOf
from exportctl.reports.i18n.language import bilingual, name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, days, effect_name, extension, meaning, status
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.reports.text.layout import FoldedText, OneLine, influence_line, join_words, label_lines, law_line
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.screening import PartyMatch, Screening
    from exportctl.law.scale import Effect
    from exportctl.reports.results import PartyScreening

_NAMES, _MATCHES = 3, 3
"""So many names are told at length, and so many designations of each; of more names each has a line."""
_NO_LICENCE: Final = Sentence(
    "A measure that was stopped or is suspended is no licence: dual-use items still need one."
)
_CLEAR: Final = Sentence("NOT LISTED")
_UNLISTED: Final = Sentence(
    "On no list that this data holds; it holds no persons. That is no permission: the goods may need a licence."
)


class _Names:
    """What names hit on a day, as a terminal of any width shows it."""

    def __init__(self, result: PartyScreening) -> None:
        self.result, self.known = result, LawAsOf(result.law, result.known_on)
        self.stale = result.terms.is_stale(result.law, result.on)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the names that hit something, the strictest first, and then in a line those that do not."""
        result = self.result
        pairs = list(zip(result.names, result.found, strict=True))
        hit = [(name, found) for name, found in pairs if found.matches or not found.covered]
        hit.sort(key=lambda pair: (-STRICTNESS[pair[1].effect(result.assume)], -STRICTNESS[_perhaps(pair[1])]))
        clear = [printable(name) for name, found in pairs if not (found.matches or not found.covered)]
        at_length = result.everything or len(hit) <= _NAMES
        if not at_length:
            counts = translate(
                "{names} names, {hits} with a hit, {day}",
                names=len(pairs),
                hits=len(hit),
                day=date_with_weekday(result.on),
            )
            yield Text(counts, "bold")
        for name, found in hit:
            yield from self._lines_of(name, found) if at_length else [self._in_a_line(name, found)]
        free, style = (
            (translate("NOT DECIDED"), STYLES["undecided"])
            if self.stale
            else (render(_CLEAR), STYLES["no_control_found"])
        )
        if clear and not hit and len(clear) == 1:
            yield self._headline(free, style, clear[0])
        elif clear:
            word = Text(free, f"bold {style}")
            word.append("  " if hit else translate(", {day}: ", day=date_with_weekday(result.on)), "default")
            told = (
                render(join(clear))
                if result.everything
                else join_words(clear, options.max_width - cell_len(word.plain))
            )
            yield word.append(told, "not bold default")
        if not pairs:
            yield Text(translate("no name was given, so nobody was screened"))
        lines = [("", Text(render(_UNLISTED)))] if clear and not hit else []
        lines += [(translate("not"), Text(printable(render(item.why)), "dim")) for item in result.answered]
        if any(self._at_rest(item) for _, found in hit for item in found.matches):
            lines.append(("", Text(render(_NO_LICENCE), "dim")))
        yield from label_lines(lines)
        law = translate("law"), law_line(result.law, result.today, result.on, result.known_on)
        yield from label_lines([*influence_line(result.configured), law])

    def _at_rest(self, item: PartyMatch) -> bool:
        """Tell whether an act that prohibits dual-use items is not in force on the day: these still need a licence."""
        asleep = item.status in ("suspended", "ended") and not item.hit.is_related
        return asleep and is_about_dual_use(self.result.law, item.hit.listing.act)

    def _headline(self, word: str, style: str, name: str) -> Text:
        return Text.assemble(
            (word, f"bold {style}"), "  ", (name, "bold"), translate(", {day}", day=date_with_weekday(self.result.on))
        )

    def _verdict(self, found: Screening) -> tuple[str, str, str]:
        """Return what holds of a name in a word, the style of that, and what it means."""
        decision = found.decision(self.result.assume)
        if decision == "undecided":
            begins = self.result.law.home.covers_from
            meant = translate("The data covers the lists from {begins} on.", begins=begins)
            return translate("NOT DECIDED"), STYLES["undecided"], meant
        if decision != "no_control_found":
            return effect_name(decision).upper(), STYLES[decision], meaning(decision)
        if (worst := _perhaps(found)) != "no_control_found":
            meant = translate("Whoever it is decides: at worst {worst}.", worst=effect_name(worst))
            return translate("MAY BE LISTED"), STYLES["undecided"], meant
        if self.stale:
            return translate("NOT DECIDED"), STYLES["undecided"], translate("The law is older than was allowed.")
        if all(item.hit.is_related for item in found.matches):
            meant = translate("No list names it; another company of its group is listed.")
            return render(_CLEAR), STYLES["no_control_found"], meant
        if any(item.active and not item.hit.is_related for item in found.matches):
            meant = translate("It is listed, and no measure that this data holds follows from that on the day.")
        else:
            meant = translate("No designation of this name is in force on the day.")
        return effect_name("no_control_found").upper(), STYLES["no_control_found"], meant

    def _lines_of(self, name: str, found: Screening) -> Iterator[RenderableType]:
        word, style, meant = self._verdict(found)
        yield FoldedText(self._headline(word, style, printable(name)))
        yield from label_lines([("", Text(meant))])
        most = None if self.result.everything else _MATCHES
        for item in found.matches[:most]:
            yield from label_lines(self._designation(item))
        if most and len(found.matches) > most:
            yield from label_lines(
                [("", Text(translate("and {count} more (--all)", count=len(found.matches) - most), "dim"))]
            )
        if (change := self._next(found)) is not None:
            yield from label_lines([(translate("next"), change)])

    def _in_a_line(self, name: str, found: Screening) -> RenderableType:
        word, style, _ = self._verdict(found)
        line = Text.assemble((word, f"bold {style}"), "  ", (printable(name), "bold"))
        for item in found.matches[:1]:
            told = {"act": item.hit.listing.act, "status": status(item.status), "how": _how(item), "name": _name(item)}
            line.append(translate(": {act}, {status}, {how} {name}", **told))
        return OneLine(line)

    def _designation(self, item: PartyMatch) -> Iterator[tuple[str, Text]]:
        law, hit = self.result.law, item.hit
        alike = translate(" (likeness {score})", score=hit.score) if hit.similar else ""
        why = printable(translate("'{name}' {why}", name=hit.name, why=hit.why))
        who, list_ = why if hit.is_related else f"{_name(item)}{alike}", name_of(law.list_name(hit.listing.list))
        line = Text(translate("{who}: {list}, {act}, ", who=who, list=list_, act=hit.listing.act))
        line.append(status(item.status), STYLES[item.status])
        if not hit.is_related:
            line.append(translate(", ") if item.active else translate("; while in force: ")).append(
                effect_name(item.effect), STYLES[item.effect]
            )
        yield _how(item), line
        if item.suspension:
            last, left = item.suspension.through, days(item.suspension.days_left(self.result.on))
            asleep = translate("sleeps to {last}, {left} left", last=last, left=left)
            till = translate("ended {last}?", last=last) if item.status == "unsettled" else asleep
            by, longer = item.suspension.by, extension(item.suspension)
            yield (
                "",
                Text(
                    translate("{till}, by {by}; {extension}", till=till, by=by, extension=longer), STYLES[item.status]
                ),
            )
        if not hit.is_related and (hit.basis != "name" or not hit.certain):
            yield "", Text(why, "dim")

    def _next(self, found: Screening) -> Text | None:
        """Return the first later day on which the status of a designation changes."""
        changes = [
            (span.from_, item, span)
            for item in found.matches
            if not item.hit.is_related
            for span in self.known.spans(item.hit.listing.provision)
            if span.from_ > self.result.on
        ]
        if not changes:
            return None
        day, item, span = min(changes, key=lambda change: change[0])
        left = days((day - self.result.on).days)
        line = Text(
            translate("{day}, in {days}: {what} ", day=date_with_weekday(day), days=left, what=item.hit.listing.act)
        )
        return line.append(status(span.status), STYLES[span.status]).append(translate(", by {by}", by=span.by))


def party(result: PartyScreening) -> Iterator[RenderableType]:
    """Yield what each name hits on a day."""
    yield _Names(result)


def _perhaps(found: Screening) -> Effect:
    return strictest(found.possible(reading) for reading in READINGS)


def _how(item: PartyMatch) -> str:
    """Return how surely a name is that of a designated party."""
    hit = item.hit
    if hit.certain or hit.is_related:
        return translate("is") if hit.certain else translate("related to")
    return translate("similar to") if hit.similar else translate("may be barred")


def _name(item: PartyMatch) -> str:
    return printable(bilingual(*item.hit.listing.party.name))
