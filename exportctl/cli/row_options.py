"""Options of the commands that screen a file of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from exportctl.cli import panels

FORMATS: Final = "csv, tsv, jsonl, parquet, feather, xlsx or CycloneDX (json), also compressed; - is standard input."
"""The readable file formats, as the helps list them."""
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help=f"{FORMATS}\n\nThe extension states the format. Files, folders and patterns ('in/*.csv') can be combined.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Write the screened rows to OUT; - is standard output.\n\n"
        "Several files go into a folder. With a format for gates (sarif, junit, github, markdown), OUT takes the report, "
        "and --rows the rows.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Rows = Annotated[
    str | None,
    typer.Option(
        "--rows",
        metavar="FILE",
        help="Write the screened rows to FILE, so that OUT takes the report of --format.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help="Write rejected rows to FILE. \\[default: beside OUT]",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Summary = Annotated[
    Path | None,
    typer.Option(
        "--summary",
        metavar="FILE",
        help="Write the counts to FILE as JSON.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Drafts = Annotated[
    Path | None,
    typer.Option(
        "--drafts",
        metavar="FOLDER",
        help="Draft a paper for each row that needs one.\n\n"
        "FOLDER gets a Word document for each such row: a statement for goods that come near an entry, an enquiry for goods that "
        "may be of one, a checklist for a licence. Existing files stay as they are.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FACT=COLUMN",
        help="Column of a fact; - for none. Repeatable.",
        show_default=False,
        rich_help_panel=panels.INPUT,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FACT=VALUE",
        help="Value of a fact in all rows. Repeatable.",
        show_default=False,
        rich_help_panel=panels.INPUT,
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DAY",
        help="Day for all rows. \\[default: each row's day, or today]",
        show_default=False,
        rich_help_panel=panels.LAW,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="LEVELS",
        help="Write only rows with these decisions, such as prohibited,undecided.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--watch-change",
        metavar="DAYS",
        help="Write only rows whose answer changes within DAYS.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="NAME",
        help="Format of FILE. \\[default: by its extension]",
        show_default=False,
        rich_help_panel=panels.INPUT,
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--output-format",
        metavar="NAME",
        help="Format of OUT. \\[default: by its extension]",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Text encoding of FILE. \\[default: detected]",
        show_default=False,
        rich_help_panel=panels.INPUT,
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME|NUMBER",
        help="Sheet of a workbook. \\[default: the first]",
        show_default=False,
        rich_help_panel=panels.INPUT,
    ),
]
DateOrder = Annotated[
    str,
    typer.Option(
        "--date-order",
        metavar="ORDER",
        help="Order of dates: ymd, dmy, mdy or auto.\n\n"
        "auto reads dates with the year last only if their own column shows the order: a number from 13 to 31 in one place, and "
        "never in the other.",
        rich_help_panel=panels.INPUT,
    ),
]
AllowRejects = Annotated[
    bool,
    typer.Option(
        "--allow-rejects",
        help="Do not exit with 2 for rejected rows.",
        rich_help_panel=panels.GATE,
    ),
]
AllowSkipped = Annotated[
    bool,
    typer.Option(
        "--allow-skipped",
        help="Do not exit with 2 for inputs that were skipped.\n\n"
        "exportctl skips links, pipes, hidden sheets and other kinds of files. They may hold rows.",
        rich_help_panel=panels.GATE,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Continue an interrupted run (text files only).",
        rich_help_panel=panels.OUTPUT,
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Fail only for rows that are new or worse than in FILE.\n\n"
        "FILE is an earlier output of screen, in any format that screen reads.",
        show_default=False,
        rich_help_panel=panels.GATE,
    ),
]
Key = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar="COLUMN",
        help="Column that identifies a row for --baseline. Repeatable. \\[default: all columns of FILE]",
        show_default=False,
        rich_help_panel=panels.GATE,
    ),
]
Compare = Annotated[
    str | None,
    typer.Option(
        "--compare",
        metavar="DAY",
        help="Write only rows whose answer differs on DAY.\n\n"
        "Each row has both answers and the reason for the difference.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
CompareData = Annotated[
    Path | None,
    typer.Option(
        "--compare-data",
        metavar="DIR",
        help="Write only rows whose answer differs with the data in DIR.\n\n"
        "DIR can hold the law data of an earlier release.",
        show_default=False,
        rich_help_panel=panels.OUTPUT,
    ),
]
