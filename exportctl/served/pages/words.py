"""The words of the pages, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.reports.i18n.language import current_language, translate
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, str]] = {
    "product": translatable("Export control check"),
    "ask_title": translatable("Check an export"),
    "ask_more": translatable(
        "China's export controls for one transaction. A fact that you leave out is unknown, never “no”."
    ),
    "skip_form": translatable("Skip to the form"),
    "skip_content": translatable("Skip to the content"),
    "error": translatable("Error: {title}"),
    "errors": translatable("The question has errors"),
    "errors_file": translatable("The file was not screened"),
    "change_question": translatable("Change the question"),
    "change_more": translatable("Correct or add facts, and check again."),
    "more_facts": translatable("More facts"),
    "unstated": translatable("not stated"),
    "one_a_line": translatable("One per line."),
    "repeatable": translatable("Repeatable."),
    "two_sentences": translatable("{first} {second}"),
    "required": translatable("(required)"),
    "check": translatable("Check"),
    "new_question": translatable("New question"),
    "to_do": translatable("To do"),
    "controls": translatable("Controls"),
    "control": translatable("Control"),
    "effect": translatable("Effect"),
    "status": translatable("Status on {day}"),
    "title": translatable("Title"),
    "entry_names": translatable("Names of the entries"),
    "measured_property": translatable("{field}: {name}"),
    "elsewhere": translatable("{count} more controls depend on the destination."),
    "rest": translatable("Show {count} more"),
    "readings": translatable("Two cases"),
    "readings_more": translatable(
        "No act confirms whether a suspension was extended. The decision follows for each case."
    ),
    "reading": translatable("Suspensions that may be extended"),
    "on-face": translatable("ended as published"),
    "extended": translatable("extended"),
    "decision": translatable("Decision"),
    "worst_case": translatable("Worst case"),
    "show_reading": translatable("show this case"),
    "steps": translatable("Steps"),
    "steps_more": translatable("What the exporter does next, in order."),
    "all_steps": translatable("All steps ({count})"),
    "no_steps": translatable("No step under Chinese export control law was found for this route."),
    "step_details": translatable("Details"),
    "other_steps": translatable("{count} more for special cases and penalties"),
    "steps_incomplete": translatable("Other regulations applied before {day}; the data lacks their procedure."),
    "condition": translatable("If {condition}: "),
    "picture": translatable("Timeline"),
    "picture_more": translatable("The controls of this answer, from {day} on."),
    "picture_whole": translatable("Whole timeline, with earlier years"),
    "warnings": translatable("Warnings"),
    "unchecked": translatable("Not checked"),
    "notices": translatable("Other regimes"),
    "notices_more": translatable("Rules that bear on the same goods. They never change the decision."),
    "settings": translatable("Settings"),
    "law": translatable("Law data"),
    "link": translatable("Link to this question"),
    "json": translatable("This answer as JSON"),
    "file_title": translatable("Check a spreadsheet"),
    "file_more": translatable(
        "Choose or drop a file (.xlsx, .csv, .tsv) with a column for the goods. You receive a report and a workbook "
        "with a decision for every row."
    ),
    "file": translatable("File"),
    "file_hint": translatable("At most {most} and {rows} rows."),
    "file_facts": translatable("Columns, order of dates, and facts of all rows"),
    "columns": translatable("Columns"),
    "columns_hint": translatable(
        "If a heading is not recognised: item=HEADING for the goods, to=HEADING for the destination, on=HEADING for the day. "
        "One per line."
    ),
    "values": translatable("Facts of all rows"),
    "values_hint": translatable("Such as to=US or end_use=civil. One per line."),
    "day_of_rows": translatable("Day of all rows"),
    "date_order": translatable("Order of dates"),
    "auto": translatable("as the column shows"),
    "dmy": translatable("day first"),
    "mdy": translatable("month first"),
    "stated_field": translatable("“{field}: {value}”"),
    "unordered": translatable(
        "Rows with dates in an unknown order: {count}. Screen the file again and choose “{field}”."
    ),
    "passed_over": translatable("Rows passed over: {totals} of totals, {blank} blank."),
    "drop": translatable("Drop the file here"),
    "screen": translatable("Screen the file"),
    "privacy": translatable(
        "Nothing leaves this service. The file is deleted as soon as it is screened, and the results {minutes} minutes later "
        "at the latest."
    ),
    "no_file": translatable("choose a file"),
    "wrong_kind": translatable("'{name}' is not a file that can be screened here; save it as .xlsx, .csv or .tsv"),
    "packed": translatable("'{name}' is packed; unpack it first"),
    "bad_form": translatable("the form could not be read; choose the file again"),
    "progress_title": translatable("Screening {name}"),
    "progress_rows": translatable("Rows screened: {count}"),
    "progress_wait": translatable("This page renews itself. You can leave it open."),
    "result_title": translatable("Result for {name}"),
    "report": translatable("Open the report"),
    "save_report": translatable("Save the report"),
    "workbook": translatable("Save the workbook"),
    "delete": translatable("Delete the results now"),
    "kept": translatable(
        "The results are deleted one minute after you have fetched report and workbook, and {minutes} minutes after the screening "
        "at the latest."
    ),
    "another": translatable("Screen another file"),
    "unread_rows": translatable("Rows that could not be read"),
    "unread_rows_more": translatable("These rows were not screened. Correct them and screen the file again."),
    "unread_rows_rest": translatable("and {count} more, which the workbook holds"),
    "row": translatable("Row"),
    "column": translatable("Column"),
    "cell": translatable("Cell"),
    "reason": translatable("Reason"),
    "file_failed": translatable("{name} was not screened"),
    "no_destination": translatable(
        "Rows without a destination: {count}. Add a column “Destination” and screen the file again."
    ),
    "too_slow": translatable("the screening took too long; split the file, or use exportctl screen"),
    "program_fault": translatable("{error}: a fault of the program, not of the input; please report it"),
    "gone_title": translatable("Not here any more"),
    "gone": translatable("These results were deleted. Screen the file again."),
    "refused_title": translatable("No answer"),
    "back": translatable("Back to the form"),
    "api": translatable("API for programs"),
    "api_title": translatable("API"),
    "api_more": translatable("The same answers for programs. Description for tools (OpenAPI {version}):"),
    "parameters": translatable("Parameters"),
    "parameter": translatable("Parameter"),
    "parameter_values": translatable("Values"),
    "meaning": translatable("Meaning"),
    "body": translatable("Body:"),
    "body_same": translatable("A JSON object with the same facts, and lists where a fact is repeatable."),
    "responses": translatable("Responses"),
    "response_status": translatable("Status"),
    "list_of": translatable("list: {kind}"),
    "text_value": translatable("text, at most {most} characters"),
    "text_any": translatable("text"),
    "number_value": translatable("number from {least} to {most}"),
    "day_value": translatable("day, YYYY-MM-DD"),
    "flag_value": translatable("true or false"),
    "languages": translatable("Language"),
    "foot": translatable(
        "No control found is not a permission: other regimes, other lists and whatever the law data does not hold were not checked. "
        "This is not legal advice. exportctl {version}, law data {law}."
    ),
}
"""The texts of the pages by their keys; values replace the braces."""


def word(key: str, **parts: Any) -> str:  # noqa: ANN401 - any value that can be formatted
    """Return words of the pages, with their parts."""
    return translate(_WORDS[key], **parts)


def sentence(key: str, **parts: Any) -> Sentence:  # noqa: ANN401 - the same
    """Return words of the pages as a sentence, which is rendered later in the language of the reader."""
    return Sentence(_WORDS[key], **parts)


def words() -> dict[str, str]:
    """Return all words of the pages, with braces that the pages fill in, and their language."""
    language = current_language()
    return {"language": language.code} | {key: language.words(text) for key, text in _WORDS.items()}
