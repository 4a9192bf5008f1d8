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
    "asked": translatable("Day of the decisions"),
    "each_day": translatable("the day of each row, or today"),
    "today": translatable("Made on"),
    "law": translatable("Law data used"),
    "checked": translatable("{version}, as of {checked} ({age})"),
    "known_on": translatable("As known on"),
    "for_all": translatable("Stated for all rows"),
    "unread_columns": translatable("Columns not read"),
    "reading": translatable("Suspensions that may be extended"),
    "on-face": translatable("ended as published"),
    "extended": translatable("extended"),
    "gate": translatable("Gate"),
    "gate_counts": translatable("{gate}: {stops} fail, {open} undecided, {passes} pass"),
    "unread_label": translatable("not read"),
    "unread_more": translatable("Correct these rows and screen the file again."),
    "steps": translatable("What to do"),
    "show_rows": translatable("{rows}: show the rows with {about}"),
    "decision": translatable("Decision"),
    "rows": translatable("Number of rows"),
    "wanted": translatable("The table has {count:,} of {all:,} rows (--only). All counts are of every row."),
    "dates": translatable("Next dates"),
    "dates_more": translatable("On these days the decision about a row changes, if its facts stay the same."),
    "day": translatable("Day"),
    "when": translatable("When"),
    "in": translatable("in {days}"),
    "past": translatable("past"),
    "changes": translatable("What changes"),
    "paper_begins": translatable("{name} begins"),
    "paper_ended": translatable("{name} has ended"),
    "picture": translatable("Timeline"),
    "picture_more": translatable(
        "The provisions that concern most rows, from {day} on. All provisions are listed below."
    ),
    "picture_whole": translatable("Whole timeline, with earlier years"),
    "span": translatable("{status} {first} to {last}"),
    "span_open": translatable("{status} from {first}"),
    "settle": translatable("Missing information"),
    "questions_more": translatable("Add a column with the answer and screen the file again."),
    "no_questions": translatable("No information is missing."),
    "no_answers": translatable("No further column settles the undecided rows. Select a row to see its reason."),
    "question": translatable("Question"),
    "column": translatable("Column"),
    "alone": translatable("Only question"),
    "alone_more": translatable("rows that need only this answer"),
    "measured": translatable("Measured: {name}{unit}"),
    "table": translatable("Rows of the file"),
    "table_more": translatable("Select the number of a row to see its reason and citations."),
    "table_sort": translatable("Select a heading to sort."),
    "table_of_rows": translatable("Table of rows"),
    "cards_of_rows": translatable("List of rows"),
    "more_rows": translatable("Show more rows ({count})"),
    "filters": translatable("Filters"),
    "search": translatable("Search all columns"),
    "all": translatable("all"),
    "clear": translatable("Show all rows"),
    "all_columns": translatable("Show all columns"),
    "main_columns": translatable("Show the main columns"),
    "shown": translatable("Rows shown: {shown} of {all}"),
    "none": translatable("No row matches. Change the search or the filters."),
    "scripts": translatable("The table of rows needs a browser with scripts. Everything else is on this page."),
    "row": translatable("Row"),
    "row_of": translatable("Row {row}"),
    "open_row": translatable("Row {row}: show details"),
    "open_row_of": translatable("Row {row}, {item}: show details"),
    "close": translatable("Close"),
    "sort": translatable("Sort by {column}"),
    "day_checked": translatable("Day checked"),
    "to_do": translatable("To do"),
    "worst_case": translatable("Worst case"),
    "settled": translatable("Confirmed"),
    "entries": translatable("List entries"),
    "provisions": translatable("Provisions"),
    "questions": translatable("Missing information"),
    "next_change_on": translatable("Next change"),
    "next_change_decision": translatable("Decision then"),
    "other_reading": translatable("Other reading"),
    "may_apply": translatable(" (may apply)"),
    "readings": translatable("Two cases"),
    "reading_on-face": translatable("As published: {effect}"),
    "reading_extended": translatable("If the suspension was extended: {effect}"),
    "answered_by": translatable("Covered by"),
    "configured_by": translatable("Configured by"),
    "not_answered": translatable("Not covered because"),
    "of_the_file": translatable("From the file"),
    "true": translatable("yes"),
    "false": translatable("no"),
    "empty": translatable("(none)"),
    "printed": translatable("The first {shown} of {all} rows, as sorted and filtered. The file holds all rows."),
    "rest": translatable("{count} more"),
    "rest_of": translatable("{name}, continued"),
    "acts": translatable("Provisions"),
    "acts_more": translatable("The provisions that concern the rows, most rows first. Each act leads to its source."),
    "provision": translatable("Provision"),
    "effect": translatable("Effect"),
    "status": translatable("Status on {day}"),
    "act": translatable("Act"),
    "papers": translatable("Licences and waivers"),
    "papers_more": translatable("The permits of the company, and the rows that each covers wholly or in part."),
    "paper": translatable("Name"),
    "through": translatable("Valid through"),
    "covers": translatable("Covers"),
    "approved": translatable("{reason} (approved by {by})"),
    "licence_for": translatable("{entries} to {to}"),
    "refused": translatable("Rows that could not be read"),
    "refused_more": translatable("These rows were not screened. Correct them and screen the file again."),
    "refused_rest": translatable("and {count} more, which the file of rejected rows holds"),
    "cell": translatable("Cell"),
    "reason": translatable("Reason"),
    "foot": translatable(
        "No control found is not a permission: other regimes, other lists and whatever the law data does not hold were not checked. "
        "Made by exportctl {version} from law data {law} ({digest})."
    ),
}
"""The words of the page, by their keys; braces are placeholders."""
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
"""The questions by missing fact; all other facts are measured properties."""


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - any value that can be formatted
    """Return words of the page, with their parts."""
    return translate(_WORDS[key], **parts)


def words() -> dict[str, str]:
    """Return all words of the page, with braces that the page fills in, and their language."""
    language = current_language()
    return {"language": language.code} | {key: language.words(text) for key, text in _WORDS.items()}


def questions() -> dict[str, str]:
    """Return the question for each missing fact."""
    return {fact: translate(text) for fact, text in _QUESTIONS.items()}
