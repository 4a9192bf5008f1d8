"""The papers on whether goods are controlled: the enquiry to MOFCOM, and the statement to customs that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.warnings.provisions import rules_on_goods
from exportctl.law.model import Share
from exportctl.procedure.draft import Gap, Row, Section, requirements, section_on, text_of
from exportctl.procedure.draft_sections import EXPORTER, exporter_signature, figures_section, goods_section
from exportctl.procedure.entry_section import entry_sections, gap_of
from exportctl.procedure.near_entries import NearEntry, entries_in_question, has_words
from exportctl.sentences import BilingualName, Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register

_CONSULT = "consult-mofcom"
_CUSTOMS = "customs-questions"
_REMARKS = ("remarks-not-controlled", "remarks-near-miss")
"""The remarks in the declaration for goods outside entries: whether they are controlled, and how close they come."""


def enquiry_sections(answer: Assessment, near: tuple[NearEntry, ...]) -> Iterator[Section]:
    """Yield the address, the goods with their figures, the entries in question, the reason, and the value of a reply."""
    near, basis = entries_in_question(near), requirements(answer, _CONSULT)
    yield _address(answer.law, basis)
    yield goods_section(answer)
    yield figures_section(answer, _CONSULT)
    yield from entry_sections(answer, near, basis)
    yield _reason_section(answer, near, basis)
    if later := requirements(answer, "consult-not-clearance"):
        rows = tuple(Row(Sentence("Note"), (text_of(item),), (item,)) for item in later)
        yield Section(Sentence("After MOFCOM's reply"), rows)
    yield exporter_signature()


def _reason_section(answer: Assessment, near: tuple[NearEntry, ...], basis: tuple[Requirement, ...]) -> Section:
    """Return the reason for the enquiry: what is open, or the doubt of a person if the facts place the goods in an entry."""
    reasons = tuple(_reasons(answer, near))
    certain = [item.code for item in near if item.match == "yes"]
    if certain and not reasons:
        doubt = Sentence(
            "why you doubt that the goods are of {entries}; without a doubt, apply for a licence", entries=both(certain)
        )
        return Section(Sentence("Reason for the enquiry"), (Row(Sentence("Reason"), (Gap(doubt),)),), basis)
    own = Row(Sentence("Reason"), (Gap(Sentence("the exporter's own reason")),))
    return Section(Sentence("Why the exporter cannot decide"), (*reasons, own), basis)


def _address(law: Register, basis: tuple[Requirement, ...]) -> Section:
    """Return the recipient of the enquiry: the authority and the platform of the requirement."""
    rows = [
        Row(Sentence("To"), (BilingualName(*law.procedure.authorities[item.authority].name),))
        for item in basis
        if item.authority
    ]
    rows += [
        Row(
            Sentence("Via"),
            (
                BilingualName(*law.procedure.channels[item.channel].name),
                law.procedure.channels[item.channel].address_in_words,
            ),
        )
        for item in basis
        if item.channel
    ]
    rows += [
        EXPORTER,
        Row(Sentence("Contact"), (Gap(Sentence("name, telephone and e-mail of the contact")),)),
    ]
    return Section(Sentence("Reference"), tuple(rows), basis)


def _reasons(answer: Assessment, near: Iterable[NearEntry]) -> Iterator[Row]:
    """Yield the open points of the stated facts: figures that are not measured, and the words of entries."""
    open_ = [item for item in near if item.match == "possible"]
    missing = dict.fromkeys(
        gap_of(answer.law, criterion.standing.figure).what
        for item in open_
        for criterion in item.criteria
        if not criterion.stated
    )
    by_words = [item.code for item in open_ if item.conditions or has_words(item.excluded) or not item.criteria]
    if missing:
        yield Row(Sentence("Figures that are not known"), (join(missing),))
    if by_words:
        words = Sentence(
            "The words of {entries} decide, and the facts above do not settle them.", entries=join(by_words)
        )
        yield Row(Sentence("Words of the list"), (words,))
    if answer.facts.goods.interpreted.unread:
        yield Row(Sentence("Description"), (Sentence("The description does not identify the goods with certainty."),))


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
    yield from _remarks(answer, near)
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
    place = BilingualName(*answer.law.places.names[answer.facts.to]) if answer.facts.to else Sentence("the destination")
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


def _remarks(answer: Assessment, near: Sequence[NearEntry]) -> Iterator[Section]:
    """Yield the remarks of the acts that list the near entries, for goods outside them.

    For goods of an entry whose control does not apply, customs states the remark.
    """
    title = Sentence("Remark for the customs declaration")
    if any(item.match for item in near):
        words = Gap(Sentence("remark that customs wants for goods of an entry whose control does not apply"))
        yield section_on(title, (Row(Sentence("Remark"), (words,)),), ())
        return
    law = answer.law
    acts = {law.act_of(provision).id for item in near for provision in law.listings_of(item.code)}
    for item in requirements(answer, *_REMARKS):
        if acts.isdisjoint(law.act_of(provision).id for provision in item.provisions):
            continue
        when = [Row(Sentence("Applies if"), (BilingualName(*item.condition),))] if item.condition else []
        yield section_on(title, (*when, Row(Sentence("Remark"), (*_words_of_remark(law, item, near),))), (item,))


def _words_of_remark(law: Register, item: Requirement, near: Iterable[NearEntry]) -> Iterator[str | Gap]:
    """Yield the words that an act prescribes, with the stated figures; without such words, that the goods are not controlled."""
    if not item.wording:
        yield Sentence("The goods are not a controlled item.")
        return
    yield from (BilingualName(f"{words.zh} ({words.en})", words.zh) for words in item.wording)
    figures = [*dict.fromkeys(_stated_figures(law, near))]
    yield join(figures) if figures else Gap(Sentence("actual figures of the goods"))


def _stated_figures(law: Register, near: Iterable[NearEntry]) -> Iterator[str]:
    """Yield the stated values of the figures that the entries name."""
    for item in near:
        for criterion in item.criteria:
            figure = criterion.standing.figure
            name = (
                figure.element if isinstance(figure, Share) else BilingualName(*law.parameters[figure.parameter].name)
            )
            yield from (Sentence("{name} {value}", name=name, value=value) for value in criterion.stated)


def _attachments(answer: Assessment, basis: tuple[Requirement, ...]) -> Section:
    """Return the papers that customs requires besides this statement."""
    requirement = answer.law.procedure.requirements.get(_CUSTOMS)
    papers = [paper for paper in (requirement.documents if requirement else ()) if paper.drafted_as != "statement"]
    rows = [Row(BilingualName(*paper.name), (Gap(Sentence("attach, with stamp")),)) for paper in papers]
    return section_on(Sentence("Attachments"), rows, basis)
