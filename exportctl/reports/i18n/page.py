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
    "asked": translatable("Asked about"),
    "each_day": translatable("each row on its own day, or today"),
    "today": translatable("Made on"),
    "law": translatable("Law"),
    "checked": translatable("{version}, checked through {checked}, {age}"),
    "known_on": translatable("As known on"),
    "reading": translatable("Reading of what is not settled"),
    "on-face": translatable("as the acts say"),
    "extended": translatable("as if suspensions were prolonged"),
    "summary": translatable("Verdicts"),
    "stops": translatable("at or above the gate"),
    "stops_more": translatable("The gate is {gate}."),
    "open": translatable("cannot be decided"),
    "open_more": translatable("A fact, the goods or the law are not known well enough."),
    "passes": translatable("below the gate"),
    "passes_more": translatable("Or answered by a licence or a waiver. That is no permission."),
    "unread": translatable("could not be read"),
    "unread_more": translatable("They were not screened; they stand at the end."),
    "decision": translatable("Decision"),
    "rows": translatable("Rows"),
    "means": translatable("What it means"),
    "wanted": translatable(
        "The table and the questions are of the rows that were wanted ({count}); all else counts every row ({all})."
    ),
    "dates": translatable("Next dates"),
    "dates_more": translatable("The first later day on which the answer to a row differs, all its facts unchanged."),
    "no_dates": translatable("No answer is known to change."),
    "day": translatable("Day"),
    "in": translatable("in {days}"),
    "past": translatable("past"),
    "changes": translatable("What changes in law"),
    "more_changes": translatable("and {count} more"),
    "paper_begins": translatable("{name} begins"),
    "paper_ended": translatable("{name} has ended"),
    "picture": translatable("Timeline of the law"),
    "picture_more": translatable(
        "The provisions that most rows meet and that have not ended, drawn to scale; all provisions stand below."
    ),
    "settle": translatable("Questions that would settle most rows"),
    "questions_more": translatable("A column that answers one lets its rows be screened again."),
    "no_questions": translatable("No fact is missing."),
    "question": translatable("Question"),
    "column": translatable("Column"),
    "alone": translatable("Only this one"),
    "alone_more": translatable("rows that wait for nothing else"),
    "measured": translatable("Measured: {name}{unit}"),
    "table": translatable("Rows"),
    "table_more": translatable(
        "Sort by a heading, filter and search; the number of a row opens all that is known of it."
    ),
    "table_of_rows": translatable("Table of rows"),
    "filters": translatable("Filters"),
    "search": translatable("Search all columns"),
    "all": translatable("all"),
    "clear": translatable("Show all rows"),
    "shown": translatable("{shown} of {all} rows"),
    "none": translatable("No row fits."),
    "scripts": translatable("The table of rows needs a browser that runs the scripts of this page; all else is here."),
    "row": translatable("Row"),
    "row_of": translatable("Row {row}"),
    "open_row": translatable("Row {row}: all that is known of it"),
    "close": translatable("Close"),
    "sort": translatable("Sort by {column}"),
    "worst_case": translatable("At worst"),
    "settled": translatable("Settled"),
    "entries": translatable("Lines of the list"),
    "provisions": translatable("Provisions"),
    "questions": translatable("Questions"),
    "next_change_on": translatable("Changes on"),
    "next_change_decision": translatable("Then"),
    "answered_by": translatable("Answered by"),
    "configured_by": translatable("Configured by"),
    "not_answered": translatable("Not answered because"),
    "true": translatable("yes"),
    "false": translatable("no"),
    "empty": translatable("(none)"),
    "printed": translatable(
        "The first {shown} of {all} rows, as they were sorted and filtered. All rows stand in the file."
    ),
    "rest": translatable("{count} more"),
    "acts": translatable("Provisions and acts"),
    "acts_more": translatable("What the rows meet, by the number of rows. The address is where the act was read."),
    "provision": translatable("Provision"),
    "asks": translatable("Asks"),
    "status": translatable("On {day}"),
    "act": translatable("Act"),
    "papers": translatable("Licences and waivers"),
    "papers_more": translatable("What the company holds. An answer is counted wholly or in part."),
    "paper": translatable("Name"),
    "through": translatable("Through"),
    "bears": translatable("For"),
    "approved": translatable("{reason} (approved by {by})"),
    "licence_for": translatable("{entries} to {to}"),
    "refused": translatable("Rows that could not be read"),
    "refused_more": translatable("Nothing is known of them. Correct them and screen again."),
    "refused_rest": translatable("and {count} more, which the rejects of screen have"),
    "stands": translatable("What stands there"),
    "reason": translatable("Why"),
    "foot": translatable(
        "No control found is no permission: other regimes, other lists and what the data does not hold were not asked. "
        "Made by exportctl {version} from law {law} ({digest})."
    ),
}
"""What the page says, by what it is about; braces are filled in."""
_QUESTIONS: Final[Mapping[str, str]] = {
    "description": translatable("Which line of the list, if any, are the goods by its text?"),
    "legal_scope": translatable("Does the act mean these goods, which its words do not say?"),
    "destination_scope": translatable("Does the act mean this destination, which its words do not say?"),
    "criteria": translatable(
        "Do the goods meet a figure that was not seen, or was read in one extraction only? Compare it with the list."
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
