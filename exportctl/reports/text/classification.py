"""Print a classification: the entries that the goods match or may match, and the fact that would settle it; and print a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from exportctl.engine.warnings.warning import CODE_ALONE
from exportctl.facts.transaction import option_for
from exportctl.facts.wording import goods_in_list
from exportctl.inquiry.figures import figure_in_words, figures_of, open_figures, options_for, sources_in_words
from exportctl.inquiry.phrases import own_classification, question_for_each
from exportctl.law.citations import citation, guidance_citation
from exportctl.law.grouping import by_key
from exportctl.law.status import LawAsOf
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday, missing_facts, status
from exportctl.reports.printable import printable
from exportctl.reports.text.controls import status_lines
from exportctl.reports.text.goods import criteria_lines, entry_scope, recognition, suggestion_lines, words_read
from exportctl.reports.text.grid import STYLES, Grid
from exportctl.reports.text.layout import LABEL, FoldedText, Line, cut, headline, influence_line, join_words, law_data
from exportctl.sentences import Sentence, join, translatable, with_capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.goods.judge import Match
    from exportctl.reports.results import Classification, Trace

_ENTRIES: Final = 4
"""The number of sure entries, and of possible ones, with a row; the rest is counted."""
_WIDE: Final = 100
"""The width from which both names of an entry have room next to the facts that it depends on."""
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
"""The bases of a match, in words."""


class _Conclusion(NamedTuple):
    """The answer in a few words with their style, their meaning in a sentence, and a doubt about them."""

    words: str
    style: str
    meaning: str
    doubt: str = ""


class _Answer:
    """A classification for a terminal of any width."""

    def __init__(self, result: Classification) -> None:
        self.result, self.law = result, result.law
        self.sure = [item for item in result.matches if item.truth.value]
        self.possible = [item for item in result.matches if not item.truth.value]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the answer, the entries, the facts that settle them, what to do, and the age of the law data."""
        result, room = self.result, options.max_width - LABEL - 1
        answer = self._conclusion()
        yield headline(
            answer.words, answer.style, result.facts.goods.item, date_with_weekday(result.on), doubt=answer.doubt
        )
        yield FoldedText(answer.meaning)
        if result.matches:
            yield from (Text(""), self._entries(options.max_width), Text(""))
        between = [*self._statuses(), *self._rest(room)]
        yield from between
        yield from self._questions(options.max_width, is_apart=bool(between) or not result.matches)
        most = None if result.everything else _ENTRIES
        yield from criteria_lines(self.law, result.facts.goods, result.matches, most)
        yield from self._words()
        yield from self._naming_provisions()
        yield from self._exclusions(room)
        yield from (
            Line("Warning", item.text) for item in result.warnings if item.code != CODE_ALONE or not result.matches
        )
        yield Line("To do", self._step(), "bold")
        yield from influence_line(result.influences)
        yield law_data(self.law, result.today, result.on, result.known_on)
        yield from self._hints()

    def _conclusion(self) -> _Conclusion:
        """Return the answer in words."""
        result = self.result
        if any(map(result.is_binding, self.sure)):
            return self._listing()
        if doubt := self._doubt():
            return doubt
        if result.matches:
            return self._not_in_force()
        if result.naming_provisions:
            meaning = translate("No list entry covers these goods, but an act names them.")
            return _Conclusion(translate("not on a control list"), STYLES["license_required"], meaning)
        meaning = translate("{known}.", known=with_capital(recognition(result.facts.goods)))
        return _Conclusion(translate("not on a control list"), STYLES["no_control_found"], meaning)

    def _listing(self) -> _Conclusion:
        """Return the answer about goods that an entry covers whose control is in force on the day, or may be."""
        if any(self.result.control_status(item) == "in_force" for item in self.sure):
            meaning = translate(
                "A list entry covers these goods. The destination and the day decide whether they need a licence."
            )
            return _Conclusion(translate("on a control list"), STYLES["license_required"], meaning)
        meaning = translate(
            "A list entry covers these goods; the suspension of its control ended, unless it was extended."
        )
        doubt = translate(", unless extended")
        return _Conclusion(translate("on a control list"), STYLES["license_required"], meaning, doubt)

    def _doubt(self) -> _Conclusion | None:
        """Return the answer about goods that may be on a list on the day, and the reason for the doubt; None if there is none."""
        result, style = self.result, STYLES["undecided"]
        begins = self.law.home.covers_from
        statuses = {result.control_status(item) for item in result.matches if result.is_binding(item)}
        if statuses == {"unsettled"}:
            meaning = translate(
                "More information is needed: a list entry may cover these goods, unless its suspension was extended."
            )
            return _Conclusion(translate("may be on a control list"), style, meaning, translate(", unless extended"))
        if statuses or (result.matches and not result.recognised):
            meaning = translate("More information is needed: a list entry may cover these goods.")
            return _Conclusion(translate("may be on a control list"), style, meaning)
        if not result.recognised:
            meaning = translate("The description does not show which goods these are, so a list entry may cover them.")
            return _Conclusion(translate("not recognised"), style, meaning)
        if result.classification.unread:
            meaning = translate("The law data does not hold the technology catalogues in full.")
        elif not result.covered and self.sure:
            meaning = translate(
                "A later list entry covers these goods; the law data begins on {begins} and lacks earlier lists.",
                begins=begins,
            )
        elif not result.covered and self.possible:
            meaning = translate(
                "A later list entry may cover these goods; the law data begins on {begins} and lacks earlier lists.",
                begins=begins,
            )
        elif not result.covered:
            meaning = translate("No list entry matches, but the law data begins on {begins}.", begins=begins)
        elif not result.matches and result.policy.is_stale(self.law, result.on):
            meaning = translate("No list entry matches, but the law data is older than max_age allows.")
        else:
            return None
        return _Conclusion(translate("undecided"), style, meaning)

    def _not_in_force(self) -> _Conclusion:
        """Return the answer about goods that entries cover, or may cover, none of which is in force on the day."""
        sure = bool(self.sure)
        statuses = {self.result.control_status(item) for item in self.sure or self.possible}
        if "suspended" in statuses:
            meaning = (
                translate("A list entry covers these goods, but its control is suspended on this day.")
                if sure
                else translate("A list entry may cover these goods, but its control is suspended on this day.")
            )
            return _Conclusion(translate("suspended on this day"), STYLES["suspended"], meaning)
        if statuses <= {None, "pending"}:
            meaning = (
                translate("A list entry covers these goods, but it is not in force yet on this day.")
                if sure
                else translate("A list entry may cover these goods, but it is not in force yet on this day.")
            )
            return _Conclusion(translate("not yet on a control list"), STYLES["pending"], meaning)
        meaning = (
            translate("A list entry covered these goods, but it is no longer in force on this day.")
            if sure
            else translate("A list entry may have covered these goods, but it is no longer in force on this day.")
        )
        return _Conclusion(translate("no longer on a control list"), STYLES["ended"], meaning)

    def _step(self) -> str:
        """Return what to do next."""
        result = self.result
        is_decided = any(map(result.is_binding, self.sure)) or not any(map(result.is_binding, self.possible))
        if (self.sure and is_decided) or result.naming_provisions:
            return Sentence("Check where the goods go: exportctl check.")
        if several := goods_in_list(result.facts.goods):
            return question_for_each(several)
        if self.possible:
            missing = {fact for item in self.possible for fact in item.truth.missing}
            others = sorted(fact for fact in missing if option_for(fact) != "--entry")
            place = Sentence("in the table above") if result.questions else "--questions"
            facts = options_for(self.law, result.facts.goods, self.possible, others, rest_in=place)
            if facts:
                own = Sentence("--entry CODE or --entry none")
                return Sentence("State {options}, or classify the goods yourself: {own}.", options=facts, own=own)
            entries = [item.entry for item in self.possible]
            return Sentence("Classify the goods yourself: {own}.", own=own_classification(entries))
        if not result.recognised and result.facts.goods.hs_code is None:
            return Sentence(
                "Describe the goods in other words, state --hs-code, or classify them yourself: --entry CODE or --entry none."
            )
        if not result.recognised or result.classification.unread:
            return Sentence(
                "Describe the goods in other words, or classify them yourself: --entry CODE or --entry none."
            )
        if not result.covered:
            return Sentence("Check a later day.")
        if result.policy.is_stale(self.law, result.on):
            return Sentence("Update the law data: exportctl data status.")
        return Sentence("Check use and parties as well: exportctl check.")

    def _entries(self, width: int) -> Grid:
        """Return the table of the entries that match and that may match, and the facts on which the latter depend."""
        result = self.result
        table = Grid("Entry", "Name", *([translatable("Depends on")] if self.possible else []), unbroken=1)
        for item in [*self._rows(self.sure), *self._rows(self.possible)]:
            name = self.law.code_name(item.entry)
            text = f"{printable(name_of(name))}{entry_scope(self.law, item.entry)}"
            both = current_language().is_english and (result.everything or width >= _WIDE or not self.possible)
            label = Text(f"{text} {printable(name.zh)}" if both else text)
            if result.everything:
                label.append(translate(" (by {basis})", basis=_BASES[item.basis]), "dim")
            depends = (
                missing_facts(sorted(item.truth.missing), self.law)
                if not item.truth.value
                else translate("nothing: it matches")
            )
            style = "" if item.truth.value else STYLES["undecided"]
            cells = [FoldedText(depends, style)] if self.possible else []
            table.add_row(item.entry, label, *cells)
        return table

    def _rows(self, matches: Sequence[Match]) -> Sequence[Match]:
        return matches if self.result.everything or len(matches) <= _ENTRIES + 1 else matches[:_ENTRIES]

    def _statuses(self) -> Iterator[Line]:
        """Yield the status of the provisions that list the entries that are not in force, with these if others are."""
        result, known = self.result, LawAsOf(self.law, self.result.known_on)
        statuses = {item.entry: result.control_status(item) for item in result.matches}
        dormant = {entry: now for entry, now in statuses.items() if now not in ("in_force", None)}
        listings = by_key(
            (
                (provision, entry)
                for entry, now in dormant.items()
                for provision in self.law.listings_of(entry)
                if known.status_on(provision, result.on) == now
            ),
            list,
        )
        yield from status_lines(known, listings, result.on, {} if len(dormant) == len(statuses) else listings)

    def _rest(self, room: int) -> Iterator[Line]:
        """Yield the entries without a row."""
        for label, matches in ((translatable("Also"), self.sure), (translatable("May also be"), self.possible)):
            if rest := [item.entry for item in matches[len(self._rows(matches)) :]]:
                yield Line(label, translate("{entries} (--all)", entries=join_words(rest, room - 8)), "dim")

    def _questions(self, width: int, *, is_apart: bool) -> Iterator[RenderableType]:
        """Yield the figures that decide, if requested: each with the option that states it, and its sources beside or below it."""
        if not self.result.questions:
            return
        figures, without = open_figures(self.law, self.result.facts.goods, self.result.matches)
        if figures:
            is_wide = width >= _WIDE
            headings = (translatable("Entry"), translatable("Figure that decides"), translatable("Option"))
            table = Grid(*headings, *([translatable("Source")] if is_wide else []), unbroken=1)
            options = [render(item.option_in_words(self.law)) for item in figures]
            # People copy an option, so none breaks inside a name; Chinese may break after any sign, but its names are short.
            if current_language().is_english:
                table.columns[2].min_width = max(cell_len(part) for option in options for part in option.split())
            else:
                table.columns[2].no_wrap = True
            for item in figures:
                words = render(figure_in_words(self.law, item.figure))
                figure = words if item.of == "criteria" else translate("outside: {figure}", figure=words)
                sources = render(sources_in_words(self.law, item))
                cell = figure if is_wide else Text(figure).append(f"\n{sources}", "dim")
                table.add_row(item.entry, cell, item.option_in_words(self.law), *([sources] if is_wide else []))
            yield from ([Text("")] if is_apart else [])
            yield from (table, Text(""))
        measured = [line for line in without if any(figures_of(self.law, line))]
        for line in measured:
            yield FoldedText(
                translate(
                    "You have stated all figures of {entry}. Decide whether the goods are {name}, and state --entry.",
                    entry=line,
                    name=name_of(self.law.code_name(line)),
                )
            )
        if others := [line for line in without if line not in measured]:
            yield FoldedText(translate("No figure settles {entries}.", entries=join(others)))

    def _words(self) -> Iterator[Line]:
        """Yield the words that are not recognised, or else those that are."""
        goods = self.result.facts.goods
        unread = [*suggestion_lines(self.law, goods, recognised=self.result.recognised)]
        yield from (Line("Unrecognised", text, "magenta") for text in unread)
        if not unread:
            yield from (Line("Recognised", text, "dim") for text in words_read(goods))

    def _naming_provisions(self) -> Iterator[Line]:
        """Yield the provisions that name such goods without listing them, with their status on the day."""
        known = LawAsOf(self.law, self.result.known_on)
        for provision in self.result.naming_provisions:
            now = known.status_on(provision, self.result.on)
            if now is not None:
                name = citation(self.law, provision)
                title = printable(name_of(self.law.provisions[provision].title))
                text = translate("{provision}, {status}: {title}", provision=name, status=status(now), title=title)
                id_ = f" [{provision}]" if self.result.everything else ""
                yield Line("Named in", f"{text}{id_}")

    def _exclusions(self, room: int) -> Iterator[Line]:
        """Yield the entries that official guidance excludes, and the reason."""
        for item in self.result.classification.excluded:
            source = guidance_citation(self.law, item.guidance)
            reason = printable(render(Sentence.of(item.ruling.says)))
            text = translate("{entry}: {says} ({guidance})", entry=item.entry, says=reason, guidance=source)
            yield Line("Excluded", text if self.result.everything else cut(text, room))

    def _hints(self) -> Iterator[Line]:
        """Yield the requirements of other lists for such goods, if notes are requested, or else a note that there are some."""
        if self.result.hints and self.result.notes:
            yield from (Line("To measure", hint) for hint in self.result.hints)
        elif self.result.hints:
            kinds = translate("what entries ask of such goods")
            yield Line("Notes", translate("{notes}; --notes", notes=kinds), "dim")


def classification(result: Classification) -> Iterator[RenderableType]:
    """Yield a classification for rich; with `everything` nothing is shortened, with `notes` hints are included."""
    yield _Answer(result)


def trace(result: Trace) -> Iterator[RenderableType]:
    """Yield the table of annotations, the words that no rule read, and the age of the law."""
    trace_ = result.trace
    count = len(trace_.annotations)
    words = translate("1 annotation") if count == 1 else translate("{count} annotations", count=count)
    yield headline(words, "", trace_.item)
    table = Grid("Words", "Label", "Value", "Rule")
    for note in trace_.annotations:
        value = render(note.value) if note.certainty == "yes" else f"{render(note.value)} ?"
        table.add_row(note.words, note.label, value, note.rule)
    if trace_.annotations:
        yield from (Text(""), table, Text(""))
    if trace_.unread:
        yield Line("Unrecognised", join(trace_.unread), "magenta")
    yield law_data(result.law, result.today)
