"""Drafts of papers for an export, and the kind of paper for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.warnings.parties import has_listed_owners
from exportctl.law.scale import LICENSABLE, UNDER_LICENCE, Decision
from exportctl.procedure.control_papers import enquiry_sections, statement_sections
from exportctl.procedure.draft import Draft, DraftKind, Section
from exportctl.procedure.draft_sections import record_section
from exportctl.procedure.licence_papers import application_sections, certificate_sections
from exportctl.procedure.near_entries import NearEntry, near_entries
from exportctl.sentences import Sentence, and_more, both, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from exportctl.engine.assessment import Assessment


class _Paper(NamedTuple):
    """A kind of paper: its name in a sentence, its title, its introduction, and its sections."""

    name: str
    title: str
    opening: str
    sections: Callable[[Assessment, tuple[NearEntry, ...]], Iterator[Section]]


_NAMED: Final = 3
"""The number of entries that a sentence names; the rest is counted."""
_PAPERS: Final[Mapping[DraftKind, _Paper]] = {
    "statement": _Paper(
        Sentence("statement to customs"),
        Sentence("Statement to customs: goods that are not controlled"),
        Sentence("This statement responds to a query by customs. It is no permission; customs decides."),
        statement_sections,
    ),
    "enquiry": _Paper(
        Sentence("enquiry to MOFCOM"),
        Sentence("Enquiry to MOFCOM: are the goods controlled?"),
        Sentence(
            "An exporter that knows the goods but cannot classify them may consult MOFCOM. Copy the contents to the platform."
        ),
        enquiry_sections,
    ),
    "end-user-certificate": _Paper(
        Sentence("end-user certificate"),
        Sentence("End-user and end-use certificate"),
        Sentence(
            "MOFCOM has a form of its own for this certificate; its text was not seen. Copy the contents to that form. "
            "The end user signs it."
        ),
        lambda answer, _: certificate_sections(answer),
    ),
    "application": _Paper(
        Sentence("checklist for an application"),
        Sentence("Checklist for a licence application"),
        Sentence("The application itself is filled in on the platform. This list holds what its papers must state."),
        application_sections,
    ),
}
_CAUTION: Final = Sentence("Draft. Check each line, complete the marked places, and sign only what is true.")

_HELD: Final = translatable(
    "You hold {licences} for this export: apply only to renew a licence, or if this shipment does not meet its terms."
)


def paper_name(kind: DraftKind) -> str:
    """Return the name of a kind of paper in a sentence."""
    return _PAPERS[kind].name


def draft_of(
    kind: DraftKind,
    answer: Assessment,
    reviewed_by: str | None = None,
    near: tuple[NearEntry, ...] | None = None,
    licences: Collection[str] = (),
) -> Draft:
    """Return the draft of a paper about an export, with the near entries, if they are known, and the `licences` that cover it."""
    paper, near = _PAPERS[kind], near_entries(answer) if near is None else near
    sections = (*paper.sections(answer, near), record_section(answer, reviewed_by))
    held = [Sentence(_HELD, licences=both(licences))] if kind == "application" and licences else []
    return Draft(kind, paper.title, (*held, _CAUTION, paper.opening), sections, near)


def objection(kind: DraftKind, answer: Assessment, decision: Decision) -> str:
    """Return why a paper cannot be drafted; empty if it can."""
    if kind == "statement":
        return _objection_to_statement(answer, decision)
    if kind == "application" and decision == "prohibited":
        return Sentence("no licence is granted for a prohibited export; to see what to do, use exportctl steps")
    if kind == "application" and decision == "no_control_found":
        to_do = Sentence("to respond to customs, use exportctl draft statement")
        return Sentence(
            "an export without a control needs no licence; {to_do}",
            to_do=_objection_to_statement(answer, decision) or to_do,
        )
    return ""


def _objection_to_statement(answer: Assessment, decision: Decision) -> str:
    """Return why a statement cannot be drafted: it needs goods that leave China and that no reading of the law controls."""
    if decision != answer.decision:
        return Sentence("the law data is older than max_age allows; exportctl data status shows how to update it")
    if decision == "undecided":
        return Sentence(
            "a statement is for goods without a control; state the missing facts, or use exportctl draft enquiry"
        )
    if decision in UNDER_LICENCE:
        return Sentence(
            "a statement is for goods without a control; to prepare an application, use exportctl draft application"
        )
    if decision != "no_control_found":
        return Sentence("a statement is for goods without a control; to see what to do, use exportctl steps")
    if answer.facts.to == answer.law.home.id:
        return Sentence("customs queries exports, and these goods stay in China; state the final destination")
    if open_ := [item.entry for item in answer.classification.matches if item.truth.value is None]:
        return Sentence(
            "the goods may match {entries}; a statement is for goods that are compared with each entry: state the missing "
            "figures, or --entry CODE or --entry none",
            entries=and_more(both(open_[:_NAMED]), len(open_) - _NAMED),
        )
    return _doubt_about_law(answer)


def _doubt_about_law(answer: Assessment) -> str:
    """Return why an answer without a control is no ground for a statement; empty if it is one."""
    if not answer.settled:
        return Sentence(
            "a statement needs law that is settled, and an extension of a suspension is unconfirmed; to see how to "
            "confirm it, use exportctl steps"
        )
    if answer.ending_suspensions:
        return Sentence(
            "a statement needs law that is settled, and no act states whether a suspension includes its last day, {day}; "
            "state another day with --on",
            day=answer.on,
        )
    if has_listed_owners(answer):
        return Sentence(
            "a statement needs law that is settled, and most acts do not state what it means that owners on a list hold "
            "half of the end user or more; ask MOFCOM about the owners first"
        )
    if answer.situation.from_ not in answer.law.home.territory:
        return Sentence("China's customs queries exports from China only")
    return ""


def kind_for(answer: Assessment, decision: Decision, near: tuple[NearEntry, ...]) -> DraftKind | None:
    """Return the kind of paper for an answer and its near entries; None if MOFCOM refuses the export, or there are none."""
    if decision in LICENSABLE:
        return "application"
    if decision == "undecided":
        return "enquiry" if any(item.match == "possible" for item in near) else None
    if decision == "no_control_found" and near and not objection("statement", answer, decision):
        return "statement"
    return None
