"""The words of the HTML report, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.facts.registry import FACTS
from exportctl.reports.i18n.language import current_language, translate
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "title": translatable("Export control report: {source}"),
    "kind": translatable("Export control report"),
    "standard_input": translatable("standard input"),
    "skip": translatable("Skip to the rows"),
    "asked": translatable("Day of the check"),
    "each_day": translatable("each row on its own day, or today"),
    "today": translatable("Made on"),
    "law": translatable("Law data version"),
    "checked": translatable("{version}, as of {checked}, {age}"),
    "known_on": translatable("As known on"),
    "reading": translatable("Reading of unconfirmed provisions"),
    "on-face": translatable("as published"),
    "extended": translatable("as if the suspensions were extended"),
    "summary": translatable("Verdicts"),
    "stops": translatable("at or above the gate"),
    "stops_more": translatable("The gate is {gate}."),
    "open": translatable("more information needed"),
    "open_more": translatable("A fact is missing, the goods are not recognised, or the law is unconfirmed."),
    "passes": translatable("below the gate"),
    "passes_more": translatable("Or covered by a licence or a waiver. This is not a permission."),
    "unread": translatable("could not be read"),
    "unread_more": translatable("They were not screened; they are listed at the end."),
    "decision": translatable("Decision"),
    "rows": translatable("Rows"),
    "means": translatable("What it means"),
    "wanted": translatable(
        "The table and the questions cover the selected rows ({count}); everything else counts all rows ({all})."
    ),
    "dates": translatable("Next dates"),
    "dates_more": translatable("The first later day on which the answer to a row changes, with the same facts."),
    "no_dates": translatable("No later change is known."),
    "day": translatable("Day"),
    "in": translatable("in {days}"),
    "past": translatable("past"),
    "changes": translatable("Changes in law"),
    "more_changes": translatable("and {count} more"),
    "paper_begins": translatable("{name} begins"),
    "paper_ended": translatable("{name} has ended"),
    "picture": translatable("Timeline of the law"),
    "picture_more": translatable(
        "The provisions that apply to most rows and have not ended, drawn to scale; all provisions are listed below."
    ),
    "settle": translatable("Questions that settle the most rows"),
    "questions_more": translatable("Add a column with the answer and screen the file again."),
    "no_questions": translatable("No fact is missing."),
    "question": translatable("Question"),
    "column": translatable("Column"),
    "alone": translatable("Only this question"),
    "alone_more": translatable("rows that lack no other fact"),
    "measured": translatable("Measured: {name}{unit}"),
    "table": translatable("Rows"),
    "table_more": translatable("Select a heading to sort, filter and search; select a row number to open its details."),
    "table_of_rows": translatable("Table of rows"),
    "filters": translatable("Filters"),
    "search": translatable("Search all columns"),
    "all": translatable("all"),
    "clear": translatable("Show all rows"),
    "shown": translatable("{shown} of {all} rows"),
    "none": translatable("No row matches."),
    "scripts": translatable(
        "The table of rows needs a browser that runs the scripts of this page; everything else is shown."
    ),
    "row": translatable("Row"),
    "row_of": translatable("Row {row}"),
    "open_row": translatable("Row {row}: all details"),
    "close": translatable("Close"),
    "sort": translatable("Sort by {column}"),
    "worst_case": translatable("Worst case"),
    "settled": translatable("Confirmed"),
    "entries": translatable("Entries"),
    "provisions": translatable("Provisions"),
    "questions": translatable("Questions"),
    "next_change_on": translatable("Next change"),
    "next_change_decision": translatable("Then"),
    "answered_by": translatable("Covered by"),
    "configured_by": translatable("Configured by"),
    "not_answered": translatable("Not covered because"),
    "true": translatable("yes"),
    "false": translatable("no"),
    "empty": translatable("(none)"),
    "printed": translatable("The first {shown} of {all} rows, as sorted and filtered. The file contains all rows."),
    "rest": translatable("{count} more"),
    "acts": translatable("Provisions and acts"),
    "acts_more": translatable(
        "The provisions that apply to the rows, sorted by number of rows. The address is the source of the act."
    ),
    "provision": translatable("Provision"),
    "asks": translatable("Effect"),
    "status": translatable("On {day}"),
    "act": translatable("Act"),
    "papers": translatable("Licences and waivers"),
    "papers_more": translatable("The company's own documents. Findings that they cover wholly or partly are counted."),
    "paper": translatable("Name"),
    "through": translatable("Valid through"),
    "bears": translatable("Covers"),
    "approved": translatable("{reason} (approved by {by})"),
    "licence_for": translatable("{entries} to {to}"),
    "refused": translatable("Rows that could not be read"),
    "refused_more": translatable("These rows were not screened. Correct them and screen again."),
    "refused_rest": translatable("and {count} more, which the rejects file of screen contains"),
    "stands": translatable("Cell contents"),
    "reason": translatable("Why"),
    "foot": translatable(
        "No control found is not a permission: other regimes, other lists and law outside this data were not "
        "checked. Made by exportctl {version} from law data {law} ({digest})."
    ),
}
"""What the page says, by what it is about; braces are filled in."""
_QUESTIONS: Final[Mapping[str, str]] = {
    "description": translatable("Which entry, if any, do the goods match by the text of the list?"),
    "legal_scope": translatable("Does the act cover these goods, which its wording leaves open?"),
    "destination_scope": translatable("Does the act cover this destination, which its wording leaves open?"),
    "criteria": translatable(
        "Do the goods meet a figure that is missing in the data, or that only one extraction has? Compare it "
        "with the list."
    ),
    **{fact.key: fact.question for fact in FACTS if fact.question},
}
"""What is asked by a missing fact; every other one is a measured property."""


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - whatever a text can show
    """Return words of the page, with their parts."""
    return translate(_WORDS[key], **parts)


def words() -> dict[str, str]:
    """Return all words of the page, with braces that are filled in there, and the language that they are in."""
    said = current_language()
    return {"language": said.code} | {key: said.words(text) for key, text in _WORDS.items()}


def questions() -> dict[str, str]:
    """Return the question for each missing fact."""
    return {fact: translate(text) for fact, text in _QUESTIONS.items()}
