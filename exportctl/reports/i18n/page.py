"""The words of the HTML report, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.facts.registry import FACTS
from exportctl.reports.i18n.language import current_language, translate
from exportctl.sentences import catalogued

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "title": catalogued("Export control report: {source}"),
    "kind": catalogued("Export control report"),
    "standard_input": catalogued("standard input"),
    "skip": catalogued("Skip to the rows"),
    "asked": catalogued("Asked about"),
    "each_day": catalogued("each row on its own day, or today"),
    "today": catalogued("Made on"),
    "law": catalogued("Law"),
    "checked": catalogued("{version}, checked through {checked}, {age}"),
    "known_on": catalogued("As known on"),
    "reading": catalogued("Reading of what is not settled"),
    "on-face": catalogued("as the acts say"),
    "extended": catalogued("as if suspensions were prolonged"),
    "summary": catalogued("Verdicts"),
    "stops": catalogued("at or above the gate"),
    "stops_more": catalogued("The gate is {gate}."),
    "open": catalogued("cannot be decided"),
    "open_more": catalogued("A fact, the goods or the law are not known well enough."),
    "passes": catalogued("below the gate"),
    "passes_more": catalogued("Or answered by a licence or a waiver. That is no permission."),
    "unread": catalogued("could not be read"),
    "unread_more": catalogued("They were not screened; they stand at the end."),
    "decision": catalogued("Decision"),
    "rows": catalogued("Rows"),
    "means": catalogued("What it means"),
    "wanted": catalogued(
        "The table and the questions are of the rows that were wanted ({count}); all else counts every row ({all})."
    ),
    "dates": catalogued("Next dates"),
    "dates_more": catalogued("The first later day on which the answer to a row differs, all its facts unchanged."),
    "no_dates": catalogued("No answer is known to change."),
    "day": catalogued("Day"),
    "in": catalogued("in {days}"),
    "past": catalogued("past"),
    "changes": catalogued("What changes in law"),
    "more_changes": catalogued("and {count} more"),
    "paper_begins": catalogued("{name} begins"),
    "paper_ended": catalogued("{name} has ended"),
    "picture": catalogued("Timeline of the law"),
    "picture_more": catalogued(
        "The provisions that most rows meet and that have not ended, drawn to scale; all provisions stand below."
    ),
    "settle": catalogued("Questions that would settle most rows"),
    "questions_more": catalogued("A column that answers one lets its rows be screened again."),
    "no_questions": catalogued("No fact is missing."),
    "question": catalogued("Question"),
    "column": catalogued("Column"),
    "alone": catalogued("Only this one"),
    "alone_more": catalogued("rows that wait for nothing else"),
    "measured": catalogued("Measured: {name}{unit}"),
    "table": catalogued("Rows"),
    "table_more": catalogued(
        "Sort by a heading, filter and search; the number of a row opens all that is known of it."
    ),
    "table_of_rows": catalogued("Table of rows"),
    "filters": catalogued("Filters"),
    "search": catalogued("Search all columns"),
    "all": catalogued("all"),
    "clear": catalogued("Show all rows"),
    "shown": catalogued("{shown} of {all} rows"),
    "none": catalogued("No row fits."),
    "scripts": catalogued("The table of rows needs a browser that runs the scripts of this page; all else is here."),
    "row": catalogued("Row"),
    "row_of": catalogued("Row {row}"),
    "open_row": catalogued("Row {row}: all that is known of it"),
    "close": catalogued("Close"),
    "sort": catalogued("Sort by {column}"),
    "worst_case": catalogued("At worst"),
    "settled": catalogued("Settled"),
    "entries": catalogued("Lines of the list"),
    "provisions": catalogued("Provisions"),
    "questions": catalogued("Questions"),
    "next_change_on": catalogued("Changes on"),
    "next_change_decision": catalogued("Then"),
    "answered_by": catalogued("Answered by"),
    "configured_by": catalogued("Configured by"),
    "not_answered": catalogued("Not answered because"),
    "true": catalogued("yes"),
    "false": catalogued("no"),
    "empty": catalogued("(none)"),
    "printed": catalogued(
        "The first {shown} of {all} rows, as they were sorted and filtered. All rows stand in the file."
    ),
    "rest": catalogued("{count} more"),
    "acts": catalogued("Provisions and acts"),
    "acts_more": catalogued("What the rows meet, by the number of rows. The address is where the act was read."),
    "provision": catalogued("Provision"),
    "asks": catalogued("Asks"),
    "status": catalogued("On {day}"),
    "act": catalogued("Act"),
    "papers": catalogued("Licences and waivers"),
    "papers_more": catalogued("What the company holds. An answer is counted wholly or in part."),
    "paper": catalogued("Name"),
    "through": catalogued("Through"),
    "bears": catalogued("For"),
    "approved": catalogued("{reason} (approved by {by})"),
    "licence_for": catalogued("{entries} to {to}"),
    "refused": catalogued("Rows that could not be read"),
    "refused_more": catalogued("Nothing is known of them. Correct them and screen again."),
    "refused_rest": catalogued("and {count} more, which the rejects of screen have"),
    "stands": catalogued("What stands there"),
    "reason": catalogued("Why"),
    "foot": catalogued(
        "No control found is no permission: other regimes, other lists and what the data does not hold were not asked. "
        "Made by exportctl {version} from law {law} ({digest})."
    ),
}
"""What the page says, by what it is about; braces are filled in."""
_QUESTIONS: Final[Mapping[str, str]] = {
    "description": catalogued("Which line of the list, if any, are the goods by its text?"),
    "legal_scope": catalogued("Does the act mean these goods, which its words do not say?"),
    "destination_scope": catalogued("Does the act mean this destination, which its words do not say?"),
    "criteria": catalogued(
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
