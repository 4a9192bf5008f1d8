"""Print a party screening: the decision about each name, the listings that it matches, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from exportctl.engine.warnings.warning import LAST_DAY
from exportctl.facts.parties import Hit, near_name, reasons_of, without_unread_repeats
from exportctl.inquiry.phrases import extension_doubt
from exportctl.law.citations import act_citation
from exportctl.law.grouping import by_key
from exportctl.law.scale import STRICTNESS
from exportctl.law.status import LawAsOf
from exportctl.reports.i18n.language import bilingual, in_same_language, name_of, render, translate
from exportctl.reports.i18n.terms import (
    and_others,
    date_with_weekday,
    days,
    effect_name,
    status,
    suspension,
)
from exportctl.reports.party_advice import (
    hits,
    is_listed_without_measure,
    is_too_old,
    meaning,
    meaning_unless_extended,
    next_steps,
)
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, Grid, citation_cell
from exportctl.reports.text.layout import (
    LABEL,
    FoldedText,
    Line,
    assumption,
    headline,
    influence_line,
    join_words,
    law_data,
    under_label,
)
from exportctl.sentences import Sentence, join, paragraph, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.engine.screening import PartyMatch, Screening
    from exportctl.reports.party_screening import PartyScreening

_MATCHES: Final = 3
"""The number of listings of one name that are shown."""
_STEPS: Final = 5
"""The number of steps that are shown for several names."""
_WIDE: Final = 100
"""The width from which listed names have room next to the requested names."""
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
        self.stale = result.policy.is_stale(result.law, result.on)
        self.hits = hits(result)
        self.unlisted = [printable(name) for name, item in result.by_name if item.covered and not item.matches]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the decision, the next change, the listings, the names without any, and what to do."""
        result, room = self.result, options.max_width - LABEL - 1
        yield from self._conclusion()
        yield from under_label("Next change", self._next())
        yield from self._matches()
        yield from self._unseen()
        if any(item.matches for _, item in self.hits):
            yield from (Text(""), self._listings(options.max_width), Text(""))
        if self.unlisted and len(result.names) > 1:
            names = render(join(self.unlisted)) if result.everything else join_words(self.unlisted, room)
            label = translatable("Undecided") if self.stale else translatable("Not listed")
            yield Line(label, names, STYLES["undecided"] if self.stale else "")
        yield from under_label("Nearest", self._near())
        yield from (Line("Excluded", item.why) for item in result.other_parties)
        yield from (Line("Warning", item.text) for item in result.warnings if item.code == LAST_DAY)
        yield from self._advice()
        yield from influence_line(result.influences)
        yield from assumption(result.assume)
        yield law_data(self.law, result.today, result.on, result.known_on)

    def _conclusion(self) -> Iterator[RenderableType]:
        """Yield the decision about a single name with its meaning, or the number of names and the decision about each."""
        result, day = self.result, date_with_weekday(self.result.on)
        if not result.names:
            yield Text(translate("No name was stated, so none was checked."))
        elif len(result.names) == 1:
            end = self._decision(self.hits[0][1]) if self.hits else self._no_listing()
            yield headline(end.word, end.style, result.names[0], day, doubt=end.doubt)
            yield FoldedText(paragraph([end.meaning, *self._not_checked()]))
        else:
            yield headline(translate("{count} names", count=len(result.names)), "", day)
            words = [self._in_counts(item) for _, item in self.hits] + [self._no_listing()] * len(self.unlisted)
            labels = [end.word + end.doubt for end in words]
            counts = {label: (end.style, labels.count(label)) for label, end in zip(labels, words, strict=True)}
            parts = [
                Text(translate("{count} {what}", count=count, what=word), style)
                for word, (style, count) in counts.items()
            ]
            counted = Text(translate("; ")).join(parts).append(translate("."))
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
        """Return the decision about a name among several, in words after a number."""
        end = self._decision(item)
        if end.word == translate("no measure against exports"):
            return end._replace(word=translate("listed without a measure against exports"))
        if end.word == translate("no measure in force"):
            return end._replace(word=translate("listed, but no measure is in force"))
        return end

    def _too_old(self) -> _Conclusion:
        text = translate("The law data is older than max_age allows, so it clears no name.")
        return _Conclusion(effect_name("undecided"), STYLES["undecided"], text)

    def _decision(self, item: Screening) -> _Conclusion:
        """Return the decision about a name that a listing matches, or of a day before the data begins."""
        decision = item.decision(self.result.assume)
        if not item.covered and decision == "undecided":
            text = translate("The law data holds the lists from {begins} on.", begins=self.law.home.covers_from)
            return _Conclusion(effect_name(decision), STYLES[decision], text)
        if item.depends_on_extension:
            if is_too_old(self.result, item):
                return self._too_old()
            text = render(meaning_unless_extended(self.result, item, decision))
            doubt = render(extension_doubt(self.result.assume))
            return _Conclusion(effect_name(decision), STYLES[decision], text, doubt)
        if item.is_without_sure_effect(self.result.assume) and (worst := item.strictest) != "no_control_found":
            active = [match.hit for match in item.matches if match.active]
            if any(hit.is_unread for hit in active) and not any(hit.similar for hit in active):
                text = translate(
                    "An act lists this name, but its measures were not seen. Worst case: {worst}.",
                    worst=effect_name(worst),
                )
                return _Conclusion(translate("listed with unknown measures"), STYLES["undecided"], text)
            text = translate(
                "A listed party may have this name. Worst case: {worst}, if it is that party.", worst=effect_name(worst)
            )
            return _Conclusion(translate("may be listed"), STYLES["undecided"], text)
        if is_too_old(self.result, item):
            return self._too_old()
        word = effect_name(decision)
        if decision == "no_control_found" and all(match.hit.is_related for match in item.matches):
            word = translate("not listed")
        elif decision == "no_control_found" and is_listed_without_measure(self.result, item):
            word = translate("no measure against exports")
        elif decision == "no_control_found":
            word = translate("no measure in force")
        return _Conclusion(word, STYLES[decision], render(meaning(self.result, item, decision)))

    def _listings(self, width: int) -> RenderableType:
        """Return the table of listings; with several names, the listed ones need a wide screen."""
        several = len(self.result.names) > 1
        has_name = not several or width >= _WIDE
        table = Grid(
            *([translatable("Party")] if several else []),
            *([translatable("Listed name")] if has_name else []),
            "List and act",
            "Status",
            "Effect",
        )
        for name, item in self.hits:
            shown = self._visible(item)
            for number, match in enumerate(shown):
                more = and_others(len(item.matches) - len(shown)) if number == len(shown) - 1 else ""
                table.add_row(
                    *(["" if number else name] if several else []),
                    *([bilingual(*match.hit.listing.party.name)] if has_name else []),
                    *self._cells(match, more, named=has_name),
                )
        return table

    def _matches(self) -> Iterator[Line]:
        """Yield why a name matches a listing, if that is not evident."""
        lines: list[str] = []
        hits_of_names = (match.hit for _, item in self.hits for match in item.matches)
        groups = by_key(((hit.name, hit) for hit in hits_of_names if hit.is_related and not hit.part), list)
        for name, hits_ in groups.items():
            lines.extend(translate("'{name}' {why}", name=name, why=why) for why in reasons_of(hits_))
        visible = [hit for hit in without_unread_repeats(self._visible_hits()) if hit not in groups.get(hit.name, ())]
        shared = by_key(((hit.name, hit) for hit in visible if hit.basis == "shared" and not hit.part), list)
        for name, hits_ in shared.items():
            lines.extend(translate("'{name}' {why}", name=name, why=why) for why in reasons_of(hits_))
        for hit in visible:
            if hit.basis != "name" and hit not in shared.get(hit.name, ()):
                why = translate("'{name}' {why}", name=hit.name, why=hit.why)
                likeness = translate(" ({score}% alike)", score=hit.score) if hit.similar else ""
                lines.append(f"{why}{likeness}")
        yield from under_label("Match", dict.fromkeys(lines))

    def _unseen(self) -> Iterator[Line]:
        """Yield the acts that print a name, but whose measures against it were not seen."""
        unseen = {hit.listing.act: hit.listing.unseen for hit in self._visible_hits() if hit.basis == "name"}
        texts = (
            translate("{name}: ", name=act_citation(self.law, act)) + render(Sentence.of(words))
            for act, words in unseen.items()
            if words
        )
        yield from under_label("Note", texts)

    def _near(self) -> Iterator[str]:
        """Yield for each name without hits the listed name that it resembles too little to count."""
        for name, hit in self.result.near.items():
            near = near_name(hit, self.result.threshold)
            yield near if len(self.result.names) == 1 else Sentence("{party}: {near}", party=name, near=near)

    def _visible_hits(self) -> Iterator[Hit]:
        """Yield the hits on the listings that have a row."""
        return (match.hit for _, item in self.hits for match in self._visible(item))

    def _visible(self, item: Screening) -> Sequence[PartyMatch]:
        """Return the listings of a name that have a row: the first of one name, or one of each name."""
        return item.matches if self.result.everything else item.matches[: 1 if len(self.result.names) > 1 else _MATCHES]

    def _cells(self, match: PartyMatch, more: str, *, named: bool) -> Iterator[RenderableType]:
        """Yield the list with the act, and the `more` that have no row, the status on the day, and the effect while in force."""
        hit, law, pause = match.hit, self.law, match.suspension
        list_, act = name_of(law.list_name(hit.listing.list)), act_citation(law, hit.listing.act)
        text = translate("{list}, {act}", list=list_, act=act)
        if self.result.everything and not named:
            text = translate("{name}: ", name=bilingual(*hit.listing.party.name)) + text
        text += more
        yield citation_cell(text, law.acts[hit.listing.act].sources, hit.listing.id if self.result.everything else "")
        words = suspension(law, match.status, pause, self.result.on) if pause else status(match.status)
        if hit.similar and match.status != "ended":
            words = render(side_by_side([words, translate("may apply")]))
        yield FoldedText(words, STYLES[match.status])
        if hit.is_related:
            yield FoldedText(translate("none: a related company"))
        elif match.status == "ended":
            yield FoldedText(translate("none; was: {effect}", effect=effect_name(match.effect)), "dim")
        elif match.status == "suspended" and not hit.listing.unseen:
            yield FoldedText(translate("none; suspended: {effect}", effect=effect_name(match.effect)), "dim")
        elif hit.certain and match.effect == "no_control_found":
            yield FoldedText(translate("no measure against exports"), "dim")
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

    def _advice(self) -> Iterator[Line]:
        """Yield what to do; with several names, the first steps."""
        steps = [Text(in_same_language(render(text)), "bold") for text in dict.fromkeys(next_steps(self.result))]
        folded = len(self.result.names) > 1 and not self.result.everything
        if folded and len(steps) > _STEPS:
            steps[_STEPS:] = [Text(translate("and {count} more (--all)", count=len(steps) - _STEPS), "dim")]
        return under_label("To do", steps)


def party(result: PartyScreening) -> Iterator[RenderableType]:
    """Yield the decision about each name, and the listings that it matches on a day."""
    yield _Screening(result)
