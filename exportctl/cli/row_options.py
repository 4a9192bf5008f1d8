"""Options of the commands that screen a file of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from exportctl.cli.panels import GATE, INPUT, LAW, OUTPUT, argument, option

FORMATS: Final = "csv, tsv, jsonl, parquet, feather, xlsx or CycloneDX (json), also compressed; - is standard input."
"""The readable file formats, as the helps list them."""
Files = Annotated[
    list[str],
    argument(
        "FILE...",
        f"{FORMATS}\n\nThe extension states the format. Files, folders and patterns ('in/*.csv') can be combined.",
    ),
]
Output = Annotated[
    str | None,
    option(
        OUTPUT,
        "--output",
        "-o",
        metavar="OUT",
        help="Write the screened rows to OUT; - is standard output.\n\n"
        "Several files go into a folder. With a format for gates (sarif, junit, github, markdown), OUT takes the report, "
        "and --rows the rows.",
    ),
]
Rows = Annotated[
    str | None,
    option(
        OUTPUT,
        "--rows",
        metavar="FILE",
        help="Write the screened rows to FILE, so that OUT takes the report of --format.",
    ),
]
Rejects = Annotated[
    Path | None,
    option(OUTPUT, "--rejects", metavar="FILE", help="Write rejected rows to FILE. \\[default: beside OUT]"),
]
Summary = Annotated[Path | None, option(OUTPUT, "--summary", metavar="FILE", help="Write the counts to FILE as JSON.")]
Drafts = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--drafts",
        metavar="FOLDER",
        help="Draft a paper for each row that needs one.\n\n"
        "FOLDER gets a Word document for each such row: a statement for goods that come near an entry, an enquiry for goods that "
        "may be of one, a checklist for a licence. Existing files stay as they are.",
    ),
]
Map = Annotated[
    list[str] | None, option(INPUT, "--map", metavar="FACT=COLUMN", help="Column of a fact; - for none. Repeatable.")
]
Set = Annotated[
    list[str] | None, option(INPUT, "--set", metavar="FACT=VALUE", help="Value of a fact in all rows. Repeatable.")
]
On = Annotated[
    str | None, option(LAW, "--on", metavar="DAY", help="Day for all rows. \\[default: each row's day, or today]")
]
Only = Annotated[
    list[str] | None,
    option(
        OUTPUT, "--only", metavar="LEVELS", help="Write only rows with these decisions, such as prohibited,undecided."
    ),
]
Within = Annotated[
    str | None,
    option(OUTPUT, "--watch-change", metavar="DAYS", help="Write only rows whose answer changes within DAYS."),
]
InputFormat = Annotated[
    str | None, option(INPUT, "--input-format", metavar="NAME", help="Format of FILE. \\[default: by its extension]")
]
OutputFormat = Annotated[
    str | None, option(OUTPUT, "--output-format", metavar="NAME", help="Format of OUT. \\[default: by its extension]")
]
Encoding = Annotated[
    str | None, option(INPUT, "--encoding", metavar="NAME", help="Text encoding of FILE. \\[default: detected]")
]
Sheet = Annotated[
    str | None, option(INPUT, "--sheet", metavar="NAME|NUMBER", help="Sheet of a workbook. \\[default: the first]")
]
DateOrder = Annotated[
    str,
    option(
        INPUT,
        "--date-order",
        metavar="ORDER",
        help="Order of dates: ymd, dmy, mdy or auto.\n\n"
        "auto reads dates with the year last only if their own column shows the order: a number from 13 to 31 in one place, and "
        "never in the other.",
        show_default=True,
    ),
]
AllowRejects = Annotated[bool, option(GATE, "--allow-rejects", help="Do not exit with 2 for rejected rows.")]
AllowSkipped = Annotated[
    bool,
    option(
        GATE,
        "--allow-skipped",
        help="Do not exit with 2 for inputs that were skipped.\n\n"
        "exportctl skips links, pipes, hidden sheets and other kinds of files. They may hold rows.",
    ),
]
Resume = Annotated[bool, option(OUTPUT, "--resume", help="Continue an interrupted run (text files only).")]
Baseline = Annotated[
    Path | None,
    option(
        GATE,
        "--baseline",
        metavar="FILE",
        help="Fail only for rows that are new or worse than in FILE.\n\n"
        "FILE is an earlier output of screen, in any format that screen reads.",
    ),
]
Key = Annotated[
    list[str] | None,
    option(
        GATE,
        "--key",
        metavar="COLUMN",
        help="Column that identifies a row for --baseline. Repeatable. \\[default: all columns of FILE]",
    ),
]
Compare = Annotated[
    str | None,
    option(
        OUTPUT,
        "--compare",
        metavar="DAY",
        help="Write only rows whose answer differs on DAY.\n\n"
        "Each row has both answers and the reason for the difference.",
    ),
]
CompareData = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--compare-data",
        metavar="DIR",
        help="Write only rows whose answer differs with the data in DIR.\n\n"
        "DIR can hold the law data of an earlier release.",
    ),
]
