"""The section of each entry: its control on the day, each criterion with the stated value, and why the goods are outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.inquiry.figures import criteria_in_words, figure_in_words
from exportctl.inquiry.phrases import status_of_measure
from exportctl.law.citations import citation, in_full
from exportctl.law.model import AllOf, AnyOf, Criterion, Figure, FormIs, Share
from exportctl.law.vocabulary import WITHOUT_UNIT
from exportctl.procedure.draft import Gap, Row, Section
from exportctl.procedure.near_entries import has_words
from exportctl.sentences import BilingualName, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.engine.assessment import Assessment
    from exportctl.goods.guidance import Exclusion
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register
    from exportctl.procedure.near_entries import Control, NearEntry, Nearness, Outside, StatedCriterion

_NEARNESS: Final[Mapping[Nearness, str]] = {
    "name": Sentence("the name"),
    "heading": Sentence("the customs heading"),
    "content": Sentence("the content"),
    "classification": Sentence("the exporter's own classification"),
}
_OUTSIDE: Final[Mapping[Outside, str]] = {
    "guidance": Sentence("The official answer leaves such goods outside this entry."),
    "criteria": Sentence("The stated figures do not meet the criteria of this entry."),
    "form": Sentence("This entry covers goods of another form."),
    "own-classification": Sentence("The exporter has classified the goods outside this entry."),
}


def entry_sections(answer: Assessment, near: Iterable[NearEntry], basis: tuple[Requirement, ...]) -> Iterator[Section]:
    """Yield a section for each entry; the first one names what requires them."""
    for place, item in enumerate(near):
        yield _entry_section(answer, item, () if place else basis)


def _entry_section(answer: Assessment, near: NearEntry, basis: tuple[Requirement, ...]) -> Section:
    """Return an entry with its control, its criteria with the stated values, and the conclusion."""
    law, entry = answer.law, answer.law.entries[near.code]
    rows = [
        Row(Sentence("Compared because of"), (join(_NEARNESS[by] for by in near.by),)),
        Row(
            Sentence("Control on {day}", day=answer.on),
            tuple(_control(law, item) for item in near.controls) or (Sentence("none in the law data"),),
        ),
        *_definition(law, entry.criteria),
        *(_criterion(law, item) for item in near.criteria),
        *(_condition(law, item) for item in near.conditions),
        *_exclusion(law, near.excluded),
    ]
    title = Sentence("Entry {code}: {name}", code=near.code, name=BilingualName(*entry.name))
    return Section(title, (*rows, *_conclusion(answer, near)), basis)


def _definition(law: Register, criterion: Criterion | None) -> Iterator[Row]:
    """Yield how the criteria of an entry are combined; a single one has a row of its own."""
    if criterion is None:
        yield Row(Sentence("Criteria"), (Sentence("no figures: the words of the entry decide"),))
    elif isinstance(criterion, (AllOf, AnyOf)):
        yield Row(Sentence("Criteria"), (criteria_in_words(law, criterion),))


def gap_of(law: Register, figure: Figure) -> Gap:
    """Return the place of a figure that must be measured, with its unit."""
    if isinstance(figure, Share):
        return Gap(Sentence("share of {element} by weight in {unit}", element=figure.element, unit="%"), "measure")
    name = BilingualName(*law.parameters[figure.parameter].name)
    if figure.unit in WITHOUT_UNIT:
        return Gap(name, "measure")
    return Gap(Sentence("{name} in {unit}", name=name, unit=figure.unit), "measure")


def _control(law: Register, item: Control) -> str:
    law = in_full(law)
    control = citation(law, item.provision)
    by, through = (item.suspension.by, str(item.suspension.through)) if item.suspension else ("", "")
    status = status_of_measure(law, item.status, by, through)
    if item.places is None:
        return Sentence("{control}: {status}", control=control, status=status)
    places = join(BilingualName(*law.places.names[place]) for place in sorted(item.places))
    return Sentence("{control}: {status}; only for exports to {places}", control=control, status=status, places=places)


def _criterion(law: Register, item: StatedCriterion) -> Row:
    """Return a figure with its threshold, and the stated values or the place for the measured one."""
    figure = figure_in_words(law, item.standing.figure)
    what = Sentence("outside if {figure}", figure=figure) if item.standing.of == "unless" else figure
    if not item.stated:
        values: tuple[str | Gap, ...] = (gap_of(law, item.standing.figure),)
    elif item.is_missed:
        values = tuple(Sentence("stated: {value}; not met", value=value) for value in item.stated)
    else:
        values = tuple(Sentence("stated: {value}", value=value) for value in item.stated)
    if not item.standing.corroborated:
        values = (*values, Sentence("Only one extraction has this figure; compare it with the list."))
    return Row(what, values)


def _condition(law: Register, item: Criterion) -> Row:
    """Return a condition without a figure, and the place to state whether the goods meet it."""
    known = () if isinstance(item, FormIs) else (Gap(Sentence("whether the goods meet this condition")),)
    return Row(Sentence("Condition"), (criteria_in_words(law, item), *known))


def _exclusion(law: Register, excluded: Criterion | None) -> Iterator[Row]:
    """Yield the goods that an entry leaves outside, and the place to state whether they are these; a figure has its own row."""
    if excluded and (isinstance(excluded, (AllOf, AnyOf)) or has_words(excluded)):
        gap = Gap(Sentence("whether this exclusion covers the goods"))
        yield Row(Sentence("Exclusion"), (criteria_in_words(law, excluded), gap))


def _conclusion(answer: Assessment, near: NearEntry) -> Iterator[Row]:
    """Yield the official answer, if there is one, and why the control of the entry does not apply, or the open points."""
    if near.exclusion:
        yield Row(Sentence("Official answer"), (_official_answer(answer.law, near.exclusion),))
    if near.outside:
        values: tuple[str | Gap, ...] = (_OUTSIDE[near.outside],)
    elif near.match is None:
        values = (Gap(Sentence("why the goods do not fall under this entry")),)
    elif near.match == "yes" and answer.decision == "no_control_found":
        values = (
            Sentence(
                "The goods fall under this entry. Its control does not apply to this export on {day}.", day=answer.on
            ),
        )
    elif answer.decision == "no_control_found":
        values = (
            Sentence(
                "The goods may fall under this entry. Its control does not apply to this export on {day}.",
                day=answer.on,
            ),
        )
    elif near.match == "yes":
        values = (Sentence("The goods fall under this entry."),)
    else:
        values = (Sentence("The stated facts do not settle whether the goods fall under this entry."),)
    yield Row(Sentence("Conclusion"), values)


def _official_answer(law: Register, exclusion: Exclusion) -> str:
    guidance = law.guidance[exclusion.guidance]
    return Sentence(
        "{title} ({day}): {says}",
        title=BilingualName(*guidance.title),
        day=guidance.published,
        says=Sentence.of(exclusion.ruling.says),
    )
