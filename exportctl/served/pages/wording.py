"""The words of pages where those of the program name a command or an option: a page names its fields instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import using_language
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

ON_PAGES: Final = {
    "no party was named, so none was screened against the control list, the watch list or other lists of parties; name the "
    "parties with --party": translatable(
        "no party was named, so none was screened against the control list, the watch list or other lists of parties; fill in "
        "the field “--party”"
    ),
    "State --to: the destination can change this answer.": translatable(
        "Fill in the field “--to”: the destination can change this answer."
    ),
    "; the words look like ordinary goods: state their customs code with --hs-code": translatable(
        "; the words look like ordinary goods: fill in the field “--hs-code”"
    ),
    "Compare {name} with the listing: exportctl party {command}.": translatable("Compare {name} with the listing."),
    (
        "If it is another company, record that in [[not_the_same]] of exportctl.toml; "
        "exportctl party NAME --all prints the IDs."
    ): translatable("If it is another company, ask the operator of this service to record that."),
    "Update the law data and ask again; exportctl data status shows how.": translatable(
        "Ask the operator of this service to update the law data, and ask again."
    ),
    "Update the law data (exportctl data status shows how) and screen the file again.": translatable(
        "Ask the operator of this service to update the law data, and screen the file again."
    ),
    "The law data is older than max_age allows, so it clears no goods.": translatable(
        "The law data is older than this service allows, so it clears no goods."
    ),
    "{code}; no entry has this control code: exportctl list entries": translatable(
        "{code}; no entry has this control code"
    ),
    "; `exportctl list parameters` prints all of them": translatable("; the list at the field has all of them"),
    "its first bytes are not UTF-8, UTF-16 or GB18030 text; name the encoding, such as {encoding} cp1252": translatable(
        "the encoding of the text is unknown; choose it in the field “Encoding”, or save the file as .xlsx or as CSV UTF-8"
    ),
    "the text after row {row} is not in the encoding of the first lines; name the encoding with {encoding}": translatable(
        "the text after row {row} is not in the encoding of the first lines; choose the encoding in the field “Encoding”, "
        "or save the file as .xlsx or as CSV UTF-8"
    ),
    "the extension of '{name}' names no format; save it as .xlsx, or state its format with {option}: {known}": translatable(
        "the extension of '{name}' names no format; save the file as .xlsx or as CSV UTF-8"
    ),
    "is no text, but looks like a file of the format {format}; state {option} {format}": translatable(
        "is no text, but looks like a file of the format {format}; save it as .xlsx or as CSV UTF-8"
    ),
    "it is hidden; show it or name it with {option}": translatable(
        "it is hidden; show it, or name it in the field “Sheet”"
    ),
    "it has goods, too; screen it with {option}": translatable(
        "it has goods, too; screen the file again with its name in the field “Sheet”"
    ),
    "it is large and may have goods; screen it with {option}": translatable(
        "it is large and may have goods; screen the file again with its name in the field “Sheet”"
    ),
    "{what}; the other sheets are {sheets}; choose one with {option}": translatable(
        "{what}; the other sheets are {sheets}; name one in the field “Sheet”"
    ),
    "if it holds for all rows, add {option} {fact}={value}": translatable(
        "if it holds for all rows, state “Facts of all rows: {fact}={value}”"
    ),
    "if it is the day of all rows, add {option}": translatable(
        "if it is the day of all rows, fill in the field “--on”"
    ),
    "--date-order dmy": translatable("“Order of dates: day first”"),
    "--date-order mdy": translatable("“Order of dates: month first”"),
    "the body has more than {most}": translatable(
        "the file has more than {most}; split it into several files, or screen it on the command line with exportctl screen"
    ),
    "would unpack to {size} bytes, which exceeds the limit; save it as csv": translatable(
        "would unpack to {size} bytes, which exceeds the limit; save its rows as .csv; if that is too large, split it, "
        "or screen it on the command line with exportctl screen"
    ),
    "must be a list of rows, each with {columns}": translatable(
        "is for programs; fill in the field “Owners of the end user”"
    ),
    "no column is recognised as the goods; choose one: {columns} item=COLUMN ({names})": translatable(
        "no column is recognised as the goods; choose one: “Columns: Goods=HEADING” ({names})"
    ),
    "the columns {which} both state this fact; choose one: {columns} {fact}=COLUMN": translatable(
        "the columns {which} both state this fact; choose one: “Columns: {fact}=HEADING”"
    ),
    " (if it states {fact}: --map {fact}={option})": translatable(" (if it states {fact}: “Columns: {fact}={column}”)"),
    "{what}; if '{column}' states the goods: --map item={option}": translatable(
        "{what}; if '{column}' states the goods: “Columns: Goods={column}”"
    ),
    "{read} (assumed, because no other column states it; if that is wrong: --map {fact}=-)": translatable(
        "{read} (assumed, because no other column states it; if that is wrong: “Columns: {fact}=-”)"
    ),
    "{read} (assumed; if it does not name the other parties: --map {fact}=-)": translatable(
        "{read} (assumed; if it does not name the other parties: “Columns: {fact}=-”)"
    ),
    "{what} (write one of these words; if the column is about something else: --map {fact}=-)": translatable(
        "{what} (write one of these words; if the column is about something else: “Columns: {fact}=-”)"
    ),
    "'{text}' in a column '{column}' may be the origin; if it is the destination: --map to={column}": translatable(
        "'{text}' in a column '{column}' may be the origin; if it is the destination: “Columns: Destination={column}”"
    ),
    "no destination: each answer may be stricter; if '{column}' holds countries, state --map to='{column}'; if not, add a "
    "column 'to', or state --set to=PLACE": translatable(
        "no destination: each answer may be stricter; if '{column}' holds countries, state “Columns: Destination={column}”; if not, "
        "add a column “Destination”, or state “Facts of all rows: Destination=PLACE”"
    ),
    "no destination: each answer may be stricter; add a column 'to', or state --map to=COLUMN or --set to=PLACE": translatable(
        "no destination: each answer may be stricter; add a column “Destination”, or state “Columns: Destination=HEADING” or “Facts "
        "of all rows: Destination=PLACE”"
    ),
    "{judged}; if '{column}' is the day of export, state --map on='{column}'": translatable(
        "{judged}; if '{column}' is the day of export, state “Columns: Day={column}”"
    ),
}
"""The words of pages by those of the program; both are translated."""


def page_language(code: str) -> AbstractContextManager[None]:
    """Switch to a language with the words of pages for the time of the context."""
    return using_language(code, ON_PAGES)
