"""The statement to customs that goods are not controlled: each near entry, and why it does not control them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.warnings.provisions import rules_on_goods
from exportctl.law.model import Share
from exportctl.procedure.draft import Gap, Row, Section, requirements, section_on
from exportctl.procedure.draft_sections import EXPORTER, exporter_signature, figures_section, goods_section
from exportctl.procedure.entry_section import entry_sections
from exportctl.sentences import Called, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register
    from exportctl.procedure.near_entries import NearEntry

_CUSTOMS = "customs-questions"
_REMARK = "remarks-near-miss"


def statement_sections(answer: Assessment, near: tuple[NearEntry, ...]) -> Iterator[Section]:
    """Yield the reference, the goods with their figures, the near entries, the result, the remark and the attachments."""
    basis = requirements(answer, _CUSTOMS)
    yield _reference(basis)
    yield goods_section(answer)
    yield figures_section(answer, _CUSTOMS, "customs-holds")
    yield from entry_sections(answer, near, basis)
    if not near:
        none = Sentence("none: neither the name nor the customs heading nor the content points to an entry")
        yield Section(Sentence("Entries that come near"), (Row(Sentence("Entries"), (none,)),), basis)
    yield _result(answer)
    if near:
        yield _remark(answer, near)
    yield _attachments(answer, basis)
    yield exporter_signature(basis)


def _reference(basis: tuple[Requirement, ...]) -> Section:
    rows = (
        Row(Sentence("To"), (Gap(Sentence("customs office that issued the notice")),)),
        Row(Sentence("Notice of customs"), (Gap(Sentence("number and date of the notice")),), basis),
        Row(Sentence("Customs declaration"), (Gap(Sentence("number of the declaration")),)),
        EXPORTER,
    )
    return Section(Sentence("Reference"), rows)


def _result(answer: Assessment) -> Section:
    place = Called(*answer.law.places.names[answer.facts.to]) if answer.facts.to else Sentence("the destination")
    result = Sentence(
        "The exporter has found no export control that applies on {day} to the export of these goods. Destination: "
        "{place}. Law data as of {horizon}.",
        day=answer.on,
        place=place,
        horizon=answer.law.horizon,
    )
    risks = Gap(
        Sentence(
            "confirm that you know of no risk to national security, of no use in weapons of mass destruction and of no "
            "terrorist use, or apply for a licence"
        )
    )
    other = [item.text for item in rules_on_goods(answer)]
    met = Gap(Sentence("state how the export meets each of these rules"))
    rows = (
        Row(Sentence("Result"), (result,), requirements(answer, "know-your-goods")),
        *((Row(Sentence("Other rules"), (*other, met)),) if other else ()),
        Row(Sentence("Goods on no list"), (risks,), requirements(answer, "catch-all-duty")),
    )
    return Section(Sentence("Result"), rows)


def _remark(answer: Assessment, near: Iterable[NearEntry]) -> Section:
    """Return the remark for goods outside the entries; for goods of an entry whose control does not apply, customs states it."""
    near = [*near]
    if any(item.match for item in near):
        values: tuple[str | Gap, ...] = (
            Gap(Sentence("remark that customs wants for goods of an entry whose control does not apply")),
        )
    else:
        figures = [*dict.fromkeys(_stated_figures(answer.law, near))]
        remark = answer.law.requirements.get(_REMARK)
        words = [Called(f"{words.zh} ({words.en})", words.zh) for words in (remark.wording if remark else ())]
        values = (*words, join(figures) if figures else Gap(Sentence("actual figures of the goods")))
    basis = requirements(answer, _REMARK)
    when = [Row(Sentence("Applies if"), (Called(*item.condition),)) for item in basis if item.condition]
    return section_on(Sentence("Remark for the customs declaration"), (*when, Row(Sentence("Remark"), values)), basis)


def _stated_figures(law: Register, near: Iterable[NearEntry]) -> Iterator[str]:
    """Yield the stated values of the figures that the entries name."""
    for item in near:
        for criterion in item.criteria:
            figure = criterion.standing.figure
            name = figure.element if isinstance(figure, Share) else Called(*law.parameters[figure.parameter].name)
            yield from (Sentence("{name} {value}", name=name, value=value) for value in criterion.stated)


def _attachments(answer: Assessment, basis: tuple[Requirement, ...]) -> Section:
    """Return the papers that customs requires besides this statement."""
    requirement = answer.law.requirements.get(_CUSTOMS)
    papers = [paper for paper in (requirement.documents if requirement else ()) if paper.drafted_as != "statement"]
    rows = [Row(Called(*paper.name), (Gap(Sentence("attach, with stamp")),)) for paper in papers]
    return section_on(Sentence("Attachments"), rows, basis)
