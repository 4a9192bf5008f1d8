"""Print a party screening: the decision about each name, the listings that it matches, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from exportctl.effects import APPEARANCES, PROHIBITED_TO_PARTY_BY
from exportctl.engine.screening import is_about_dual_use
from exportctl.law.citations import act_citation
from exportctl.law.scale import LICENSABLE, READINGS, STRICTNESS
from exportctl.law.status import LawAsOf
from exportctl.reports.extensions import announcements, both_outcomes, if_extended, question_of
from exportctl.reports.i18n.language import bilingual, name_of, render, translate
from exportctl.reports.i18n.terms import (
    and_others,
    date_with_weekday,
    days,
    effect_name,
    extension_doubt,
    status,
    suspension,
)
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, citation_cell, grid
from exportctl.reports.text.layout import (
    LABEL,
    FoldedText,
    headline,
    influence_line,
    join_words,
    label_lines,
    law_data,
    under_label,
)
from exportctl.sentences import Sentence, both, join, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.screening import PartyMatch, Screening
    from exportctl.facts.parties import Hit
    from exportctl.law.scale import Assume, Decision
    from exportctl.reports.results import PartyScreening

_MATCHES: Final = 3
"""The number of listings of one name that are shown."""
_WIDE: Final = 100
"""The width from which listed names have room next to the requested names."""
_NO_LICENCE: Final = Sentence(
    "Dual-use items still need a licence: a listing that ended or is suspended does not replace one."
)

_NOT_CHECKED: Final = Sentence("Goods and natural persons are not checked.")


class _Conclusion(NamedTuple):
    """The decision about a name in a word, its style, its meaning, and a doubt about it."""

    word: str
    style: str
    meaning: str
    doubt: str = ""


class _Screening:
    """The screening of names on a day, for a terminal of any width."""

    def __init__(self, result: PartyScreening) -> None:
        self.result, self.law, self.known = result, result.law, LawAsOf(result.law, result.known_on)
        self.stale = result.terms.is_stale(result.law, result.on)
        self.hits = [(name, item) for name, item in result.by_name if item.matches or not item.covered]
        self.hits.sort(key=lambda pair: (-STRICTNESS[pair[1].effect(result.assume)], -STRICTNESS[pair[1].strictest]))
        self.unlisted = [printable(name) for name, item in result.by_name if item.covered and not item.matches]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the decision, the next change, the listings, the names without any, and what to do."""
        result, room = self.result, options.max_width - LABEL - 1
        yield from self._conclusion()
        yield from label_lines(
            [*under_label(translate("Next change"), self._next()), *self._matches(), *self._unseen()]
        )
        if any(item.matches for _, item in self.hits):
            yield from (Text(""), self._listings(options.max_width), Text(""))
        if self.unlisted and len(result.names) > 1:
            names = render(join(self.unlisted)) if result.everything else join_words(self.unlisted, room)
            label = translate("Undecided") if self.stale else translate("Not listed")
            yield from label_lines([(label, Text(names, STYLES["undecided"] if self.stale else ""))])
        yield from label_lines((translate("Excluded"), Text(printable(render(item.why)))) for item in result.answered)
        yield from label_lines(self._advice())
        law = law_data(self.law, result.today, result.on, result.known_on)
        yield from label_lines([*influence_line(result.configured), law])

    def _conclusion(self) -> Iterator[RenderableType]:
        """Yield the decision about a single name with its meaning, or the number of names and the decision about each."""
        result, day = self.result, date_with_weekday(self.result.on)
        if not result.names:
            yield Text(translate("No name was stated, so none was checked."))
        elif len(result.names) == 1:
            end = self._decision(self.hits[0][1]) if self.hits else self._no_listing()
            yield headline(end.word, end.style, result.names[0], day, doubt=end.doubt)
            yield FoldedText(Text(render(paragraph([end.meaning, *self._not_checked()]))))
        else:
            yield headline(translate("{count} names", count=len(result.names)), "", day)
            words = [self._in_counts(item) for _, item in self.hits] + [self._no_listing()] * len(self.unlisted)
            labels = [end.word + end.doubt for end in words]
            counts = {label: (end.style, labels.count(label)) for label, end in zip(labels, words, strict=True)}
            parts = [
                Text(translate("{count} {what}", count=count, what=word), style)
                for word, (style, count) in counts.items()
            ]
            counted = Text(translate(", ")).join(parts).append(translate("."))
            if unchecked := self._not_checked():
                counted = Text(render(paragraph([counted.plain, *unchecked])))
            yield FoldedText(counted)

    def _not_checked(self) -> list[str]:
        """Return that goods and persons are not checked, if the decision about a name is weaker than a licence."""
        weakest = min(STRICTNESS[item.effect(self.result.assume)] for item in self.result.screenings)
        return [_NOT_CHECKED] if weakest < STRICTNESS["license_required"] else []

    def _no_listing(self) -> _Conclusion:
        """Return the decision about a name that no listing matches."""
        if self.stale:
            return self._too_old()
        text = translate("No listing of this name is in force on this day.")
        return _Conclusion(translate("not listed"), STYLES["no_control_found"], text)

    def _in_counts(self, item: Screening) -> _Conclusion:
        """Return the decision about a name among several: no control found of a listed name is a listing without a measure in force."""
        end = self._decision(item)
        if end.word != effect_name("no_control_found") or end.doubt:
            return end
        return end._replace(word=translate("without a measure in force"))

    def _is_too_old(self, item: Screening) -> bool:
        """Return whether the law data is too old to clear a name that no listing decides."""
        return self.stale and item.decision(self.result.assume) == "no_control_found"

    def _too_old(self) -> _Conclusion:
        text = translate("The law data is older than --max-age allows, so it clears no name.")
        return _Conclusion(effect_name("undecided"), STYLES["undecided"], text)

    def _decision(self, item: Screening) -> _Conclusion:
        """Return the decision about a name that a listing matches, or of a day before the data begins."""
        decision = item.decision(self.result.assume)
        if decision == "undecided":
            text = translate("The law data holds the lists from {begins} on.", begins=self.law.home.covers_from)
            return _Conclusion(effect_name(decision), STYLES[decision], text)
        if item.depends_on_extension:
            return self._too_old() if self._is_too_old(item) else self._unless_extended(item, decision)
        if decision == "no_control_found" and (worst := item.strictest) != decision:
            text = translate(
                "A listed party may have this name. Worst case: {worst}, if it is that party.", worst=effect_name(worst)
            )
            return _Conclusion(translate("may be listed"), STYLES["undecided"], text)
        if self._is_too_old(item):
            return self._too_old()
        is_related = all(match.hit.is_related for match in item.matches)
        word = translate("not listed") if is_related else effect_name(decision)
        return _Conclusion(word, STYLES[decision], render(self._meaning(item, decision)))

    def _unless_extended(self, item: Screening, decision: Decision) -> _Conclusion:
        """Return a decision that depends on an extension of a suspension, with the decision under the other reading."""
        result = self.result
        ended = item.unconfirmed_suspensions
        outcomes = {reading: result.terms.apply(item.decision(reading), self.law, result.on) for reading in READINGS}
        decisions = both_outcomes(self.law, result.assume, outcomes, self._meaning(item, decision), ended)
        text = paragraph([decisions, *announcements(self.law, result.on, ended)])
        return _Conclusion(effect_name(decision), STYLES[decision], render(text), extension_doubt(result.assume))

    def _meaning(self, item: Screening, decision: Decision) -> str:
        """Return what a decision means for exports to the party, or why no measure follows from its listings."""
        if decision == "no_control_found":
            return self._no_measure(item)
        acts = _deciding_acts(item, decision, self.result.assume)
        if all(is_about_dual_use(self.law, act) for act in acts):
            words = APPEARANCES[decision].of_listing
        else:
            words = PROHIBITED_TO_PARTY_BY if decision == "prohibited" else None
        if words is None:
            return Sentence(APPEARANCES[decision].meaning, who=Sentence("The licensing authority"))
        return Sentence(words, controls=both(act_citation(self.law, act) for act in acts))

    def _no_measure(self, item: Screening) -> str:
        """Return why no measure follows from the listings of a name."""
        if all(match.hit.is_related for match in item.matches):
            return Sentence("This name is not listed, but another company of its group is.")
        if any(self.result.assume in match.active and not match.hit.is_related for match in item.matches):
            return Sentence("The party is listed, but the law data holds no measure that follows on this day.")
        return Sentence("No listing of this name is in force on this day.")

    def _listings(self, width: int) -> RenderableType:
        """Return the table of listings; with several names, the listed ones need a wide screen."""
        several = len(self.result.names) > 1
        has_name = not several or width >= _WIDE
        table = grid(
            *([translate("Party")] if several else []),
            *([translate("Listed name")] if has_name else []),
            translate("List and act"),
            translate("Status"),
            translate("Effect"),
        )
        for name, item in self.hits:
            shown = self._visible(item)
            for number, match in enumerate(shown):
                more = len(item.matches) - len(shown) if number == len(shown) - 1 else 0
                table.add_row(
                    *([cell("" if number else name)] if several else []),
                    *([cell(bilingual(*match.hit.listing.party.name))] if has_name else []),
                    *self._cells(match, more, named=has_name),
                )
        return table

    def _matches(self) -> Iterator[tuple[str, Text]]:
        """Yield why a name matches a listing, if that is not evident."""
        lines = []
        for hit in self._visible_hits():
            if hit.basis != "name":
                why = translate("'{name}' {why}", name=hit.name, why=hit.why)
                likeness = translate(" ({score}% alike)", score=hit.score) if hit.similar else ""
                lines.append(f"{why}{likeness}")
        yield from under_label(translate("Match"), (Text(printable(text)) for text in dict.fromkeys(lines)))

    def _unseen(self) -> Iterator[tuple[str, Text]]:
        """Yield the acts that print a name, but whose measures against it were not seen."""
        unseen = {hit.listing.act: hit.listing.unseen for hit in self._visible_hits() if hit.basis == "name"}
        texts = (
            translate("{name}: ", name=act_citation(self.law, act)) + render(Sentence.of(words))
            for act, words in unseen.items()
            if words
        )
        yield from under_label(translate("Note"), (Text(printable(text)) for text in texts))

    def _visible_hits(self) -> Iterator[Hit]:
        """Yield the hits on the listings that have a row."""
        return (match.hit for _, item in self.hits for match in self._visible(item))

    def _visible(self, item: Screening) -> Sequence[PartyMatch]:
        """Return the listings of a name that have a row: the first of one name, or one of each name."""
        return item.matches if self.result.everything else item.matches[: 1 if len(self.result.names) > 1 else _MATCHES]

    def _cells(self, match: PartyMatch, more: int, *, named: bool) -> Iterator[RenderableType]:
        """Yield the list with the act, and the number of the others, the status on the day, and the effect while in force."""
        hit, law, pause = match.hit, self.law, match.suspension
        list_, act = name_of(law.list_name(hit.listing.list)), act_citation(law, hit.listing.act)
        text = translate("{list}, {act}", list=list_, act=act)
        if self.result.everything and not named:
            text = translate("{name}: ", name=bilingual(*hit.listing.party.name)) + text
        text += and_others(more)
        yield citation_cell(text, law.acts[hit.listing.act].sources, hit.listing.id if self.result.everything else "")
        words = suspension(law, match.status, pause, self.result.on) if pause else status(match.status)
        yield FoldedText(Text(words, STYLES[match.status]))
        if hit.is_related:
            yield FoldedText(Text(translate("none: a related company")))
        else:
            words = translate("may apply") if hit.listing.unseen else effect_name(match.effect)
            yield Text(words, STYLES[match.effect] if match.active else "dim")

    def _next(self) -> Iterator[Text]:
        """Yield the first later day on which the status of a listing changes, of each name if they are few."""
        for name, item in self.hits if len(self.hits) <= _MATCHES else []:
            changes = [
                (span.from_, match, span)
                for match in item.matches
                if not match.hit.is_related
                for span in self.known.spans(match.hit.listing.provision)
                if span.from_ > self.result.on
            ]
            if not changes:
                continue
            day, match, span = min(changes, key=lambda change: change[0])
            text = Text(translate("{day} (in {days}): ", day=day, days=days((day - self.result.on).days)))
            if len(self.result.names) > 1:
                text.append(translate("{name}: ", name=printable(name)))
            text.append(translate("{name}: ", name=act_citation(self.law, match.hit.listing.act)))
            text.append(status(span.status), STYLES[span.status])
            if span.by != match.hit.listing.act:
                text.append(translate(" ({because})", because=act_citation(self.law, span.by)))
            yield text

    def _advice(self) -> Iterator[tuple[str, Text]]:
        """Yield what to do; with several names, only the most important step."""
        steps = [*self._steps()][: 1 if len(self.result.names) > 1 else None]
        return under_label(translate("To do"), (Text(render(text), "bold") for text in steps))

    def _steps(self) -> Iterator[str]:
        """Yield what to do: stop, ask about an extension, update the law data, compare a similar name, and check the goods."""
        if not self.result.names:
            yield Sentence("State names, or a file of names: exportctl party --help.")
            return
        sure = {item.decision(self.result.assume) for item in self._settled}
        if "prohibited" in sure:
            yield self._prohibition()
        for item in (item for _, item in self.hits if item.depends_on_extension and not self._is_too_old(item)):
            yield from self._extension(item)
        if self.stale and "no_control_found" in self.result.decisions.values():
            yield Sentence("Update the law data and ask again; exportctl data status shows how.")
        if not ("prohibited" in sure or LICENSABLE.isdisjoint(sure)):
            yield Sentence("Apply for a licence with proof of end user and end use, and check the goods.")
        yield from self._routes()
        if any(_is_open(item, self.result.assume) for _, item in self.hits):
            yield Sentence(
                "Compare the name with the listing. If it is another company, record that in [[not_the_same]] of exportctl.toml."
            )
        if any(self._still_needs_licence(match) for _, item in self.hits for match in item.matches):
            yield _NO_LICENCE
        if {item.decision(self.result.assume) for _, item in self.hits} <= {"no_control_found", "undecided"}:
            yield Sentence("Check the goods as well: exportctl check.")

    @property
    def _settled(self) -> list[Screening]:
        return [item for _, item in self.hits if not item.depends_on_extension]

    def _prohibition(self) -> str:
        """Return that exports to the party, or those of dual-use items, must stop."""
        acts = [act for item in self._settled for act in _deciding_acts(item, "prohibited", self.result.assume)]
        if len(self.result.names) == 1 and all(is_about_dual_use(self.law, act) for act in acts):
            return Sentence("Do not export dual-use items to this party. Check that it is the listed party.")
        return Sentence("Do not export to a prohibited party. Check that it is the listed party.")

    def _extension(self, item: Screening) -> Iterator[str]:
        """Yield the question whether a suspension was extended, and what to do until the answer is known."""
        ended = item.unconfirmed_suspensions
        question = question_of(self.law, ended)
        if self.result.assume == "extended":
            yield question
            return
        again = Sentence("{if_so}, ask again (--assume extended).", if_so=if_extended(ended))
        yield paragraph([question, again, Sentence("Until you know, do not ship.")])

    def _routes(self) -> Iterator[str]:
        """Yield what the list itself leaves open: a special case, or one route; nothing if another list has the party, too."""
        sure = [match for item in self._settled for match in item.matches if match.hit.certain]
        lists = {
            item.hit.listing.list for item in sure if self.result.assume in item.active and not item.hit.is_related
        }
        for step in self.law.requirements.values() if lists else ():
            if step.is_route_to_listed_party and lists.issubset(step.when.party_list or ()):
                yield step.in_short

    def _still_needs_licence(self, match: PartyMatch) -> bool:
        """Return whether a listing that prohibits dual-use items is not in force on the day: these still need a licence."""
        is_over = match.status in ("suspended", "ended") or (
            match.status == "unsettled" and self.result.assume not in match.active
        )
        return is_over and not match.hit.is_related and is_about_dual_use(self.law, match.hit.listing.act)


def party(result: PartyScreening) -> Iterator[RenderableType]:
    """Yield the decision about each name, and the listings that it matches on a day."""
    yield _Screening(result)


def _deciding_acts(item: Screening, decision: Decision, assume: Assume) -> list[str]:
    """Return the acts that surely lead to a decision about the party: those in force, or else those that are under a reading."""
    sure = [match for match in item.matches if match.hit.certain and match.effect == decision]
    deciding = [match for match in sure if match.status == "in_force"] or [
        match for match in sure if assume in match.active
    ]
    return [*dict.fromkeys(match.hit.listing.act for match in deciding)]


def _is_open(item: Screening, assume: Assume) -> bool:
    """Return whether only a similar or shorter name decides."""
    is_sure = item.depends_on_extension or item.decision(assume) != "no_control_found"
    return not is_sure and item.strictest != "no_control_found"
