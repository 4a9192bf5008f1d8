"""The papers of a licence: the checklist for an application, and the end-user and end-use certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.procedure.draft import Gap, Row, Section, section_on, text_of
from exportctl.procedure.draft_sections import (
    decision_rows,
    document_basis,
    document_steps,
    end_use_section,
    goods_section,
    parties_section,
    signature_section,
    sure_entries,
)
from exportctl.procedure.entry_section import entry_sections
from exportctl.procedure.near_entries import NearEntry, entries_in_question
from exportctl.procedure.steps import Step, steps_of
from exportctl.sentences import BilingualName, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement

_STAGES: Final = ("stop", "apply", "review")
"""The stages in the checklist other than the documents; `exportctl steps` lists all stages."""
_CERTIFICATE: Final = "doc-end-user"
_RULE_OUT: Final = "rule-out-"
"""The beginning of the ids of steps that rule out a use or a user."""
_MINISTRY: Final = BilingualName("Ministry of Commerce of the People's Republic of China", "中华人民共和国商务部")
_OTHER_LIST: Final = Sentence(
    "The list of these goods has documents of its own; see the formalities. "
    "No article that requires this certificate for them was seen."
)


def application_sections(answer: Assessment, near: tuple[NearEntry, ...]) -> Iterator[Section]:
    """Yield the way to the licence, goods and parties, the criteria of the entries with their values, end use, documents and steps."""
    steps = steps_of(answer)
    way = [step for step in steps if step.requirement.stage in _STAGES]
    rows = (*decision_rows(answer), *(_step_row(step, number) for number, step in enumerate(way, 1)))
    yield Section(Sentence("Way to the licence"), rows)
    yield goods_section(answer, sure_entries(answer))
    yield parties_section(answer)
    yield from entry_sections(answer, entries_in_question(near), document_basis(answer, steps, "doc-technical"))
    yield end_use_section(answer, document_basis(answer, steps, "doc-end-use-wording"))
    prepared = document_steps(steps)
    papers = [step for step in prepared if step.requirement.documents]
    yield Section(Sentence("Documents"), tuple(_step_row(step, number) for number, step in enumerate(papers, 1)))
    if others := [step for step in prepared if step not in papers]:
        rows = tuple(_step_row(step, number) for number, step in enumerate(others, 1))
        yield Section(Sentence("Preparation of the documents"), rows)


def _step_row(step: Step, number: int) -> Row:
    """Return a step as a numbered line of the checklist, with its condition, its authority and its channel."""
    item = step.requirement
    names = [BilingualName(*paper.name) for paper in item.documents]
    values: list[str | Gap] = [text_of(item)]
    if step.authority:
        values.append(Sentence("Authority: {name}", name=BilingualName(*step.authority.name)))
    if step.channel:
        values.append(
            Sentence(
                "Via: {name}, {address}", name=BilingualName(*step.channel.name), address=step.channel.address_in_words
            )
        )
    values += [Gap(Sentence("day on which it is ready"))] if names else []
    return Row(
        Sentence("{number}. {what}", number=number, what=join(names) if names else Sentence("Step")),
        tuple(values),
        (item,),
    )


def certificate_sections(answer: Assessment) -> Iterator[Section]:
    """Yield the address, parties, contract, goods, end use, promises, signature and formalities."""
    steps = steps_of(answer)
    basis = document_basis(answer, steps, _CERTIFICATE)
    contract = Gap(Sentence("number and date of the contract, as in the application"))
    reference = (
        Row(Sentence("To"), (_MINISTRY,)),
        Row(Sentence("Contract"), (contract,), document_basis(answer, steps, "doc-contract")),
    )
    yield Section(Sentence("Reference"), reference, basis, "" if basis else _OTHER_LIST)
    yield parties_section(answer)
    yield goods_section(answer, sure_entries(answer))
    yield end_use_section(answer, document_basis(answer, steps, "doc-end-use-wording"))
    yield _promises(answer, steps, basis)
    yield _signature(basis)
    yield _formalities(steps, basis)


def _promises(answer: Assessment, steps: Iterable[Step], basis: tuple[Requirement, ...]) -> Section:
    """Return the promises of the end user, and the uses and users to rule out before a signature."""
    requirement = answer.law.procedure.requirements.get(_CERTIFICATE)  # for its words, whether it is in force or not
    rows = [
        Row(Sentence("Promise {number}", number=number), (BilingualName(*words),))
        for number, words in enumerate(requirement.wording if requirement else (), 1)
    ]
    rows.append(Row(Sentence("Further promises"), (Gap(Sentence("promises that MOFCOM's own form contains")),)))
    ruled_out = (step.requirement for step in steps if step.requirement.id.startswith(_RULE_OUT))
    rows += [Row(Sentence("Check before signature"), (text_of(item),), (item,)) for item in ruled_out]
    return section_on(Sentence("Promises of the end user"), rows, basis)


def _signature(basis: tuple[Requirement, ...]) -> Section:
    rows = [
        Row(Sentence("Responsible person of the end user"), (Gap(Sentence("name and position")),)),
        Row(Sentence("Handwritten signature"), (Gap(Sentence("signature by hand")),)),
        Row(Sentence("Stamp of the end user"), (Gap(Sentence("stamp")),)),
    ]
    return signature_section(rows, basis)


def _formalities(steps: Iterable[Step], basis: tuple[Requirement, ...]) -> Section:
    """Return the original, the translation, and the further documents about end user and end use that steps of the export name."""
    original = Sentence("Hand in the original with a Chinese translation that the exporter confirms.")
    rows = [Row(Sentence("Original"), (original,), basis)]
    for step in document_steps(steps):
        item = step.requirement
        if item.id.startswith(f"{_CERTIFICATE}-"):
            rows.append(Row(Sentence("Authentication"), (text_of(item),), (item,)))
        elif "dual-use" not in item.lists:
            rows.append(Row(Sentence("Documents of this list"), (text_of(item),), (item,)))
    return Section(Sentence("Formalities"), tuple(rows))
