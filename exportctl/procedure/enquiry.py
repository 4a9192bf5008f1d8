"""The enquiry to MOFCOM: the figures, the main uses, the entries in question, and the reason for the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.procedure.draft import Gap, Row, Section, requirements, text_of
from exportctl.procedure.draft_sections import EXPORTER, exporter_signature, figures_section, goods_section
from exportctl.procedure.entry_section import entry_sections, gap_of
from exportctl.procedure.near_entries import NearEntry, entries_in_question
from exportctl.sentences import Called, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register

_CONSULT = "consult-mofcom"


def enquiry_sections(answer: Assessment, near: tuple[NearEntry, ...]) -> Iterator[Section]:
    """Yield the address, the goods with their figures, the entries in question, the reason, and the value of a reply."""
    near, basis = entries_in_question(near), requirements(answer, _CONSULT)
    yield _address(answer.law, basis)
    yield goods_section(answer)
    yield figures_section(answer, _CONSULT)
    yield from entry_sections(answer, near, basis)
    reasons = (*_reasons(answer, near), Row(Sentence("Reason"), (Gap(Sentence("the exporter's own reason")),)))
    yield Section(Sentence("Why the exporter cannot decide"), reasons, basis)
    if later := requirements(answer, "consult-not-clearance"):
        rows = tuple(Row(Sentence("Note"), (text_of(item),), (item,)) for item in later)
        yield Section(Sentence("After MOFCOM's reply"), rows)
    yield exporter_signature()


def _address(law: Register, basis: tuple[Requirement, ...]) -> Section:
    """Return the recipient of the enquiry: the authority and the platform of the requirement."""
    rows = [Row(Sentence("To"), (Called(*law.authorities[item.authority].name),)) for item in basis if item.authority]
    rows += [
        Row(Sentence("Via"), (Called(*law.channels[item.channel].name), law.channels[item.channel].address))
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
    by_words = [item.code for item in open_ if item.conditions or not item.criteria]
    if missing:
        yield Row(Sentence("Figures that are not known"), (join(missing),))
    if by_words:
        words = Sentence(
            "The words of {entries} decide, and the facts above do not settle them.", entries=join(by_words)
        )
        yield Row(Sentence("Words of the list"), (words,))
    if answer.facts.goods.interpreted.unread:
        yield Row(Sentence("Description"), (Sentence("The description does not identify the goods with certainty."),))
