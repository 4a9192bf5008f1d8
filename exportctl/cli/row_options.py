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
        "--output -o OUT",
        "Write the screened rows to OUT; - is standard output.\n\n"
        "Several files go into a folder. With a format for gates (sarif, junit, github, markdown), OUT takes the report, "
        "and --rows the rows.",
    ),
]
Rows = Annotated[
    str | None,
    option(OUTPUT, "--rows FILE", "Write the screened rows to FILE, so that OUT takes the report of --format."),
]
Rejects = Annotated[
    Path | None, option(OUTPUT, "--rejects FILE", "Write rejected rows to FILE. \\[default: beside OUT]")
]
Summary = Annotated[Path | None, option(OUTPUT, "--summary FILE", "Write the counts to FILE as JSON.")]
Drafts = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--drafts FOLDER",
        "Draft a paper for each row that needs one.\n\n"
        "FOLDER gets a Word document for each such row: a statement for goods that come near an entry, an enquiry for goods that "
        "may be of one, a checklist for a licence. Existing files stay as they are.",
    ),
]
Map = Annotated[list[str] | None, option(INPUT, "--map FACT=COLUMN", "Column of a fact; - for none. Repeatable.")]
Set = Annotated[list[str] | None, option(INPUT, "--set FACT=VALUE", "Value of a fact in all rows. Repeatable.")]
On = Annotated[str | None, option(LAW, "--on DAY", "Day for all rows. \\[default: each row's day, or today]")]
Only = Annotated[
    list[str] | None,
    option(OUTPUT, "--only LEVELS", "Write only rows with these decisions, such as prohibited,undecided."),
]
Within = Annotated[
    str | None, option(OUTPUT, "--watch-change DAYS", "Write only rows whose answer changes within DAYS.")
]
InputFormat = Annotated[
    str | None, option(INPUT, "--input-format NAME", "Format of FILE. \\[default: by its extension]")
]
OutputFormat = Annotated[
    str | None, option(OUTPUT, "--output-format NAME", "Format of OUT. \\[default: by its extension]")
]
Encoding = Annotated[str | None, option(INPUT, "--encoding NAME", "Text encoding of FILE. \\[default: detected]")]
Sheet = Annotated[
    str | None, option(INPUT, "--sheet NAME|NUMBER", "Sheet of a workbook. \\[default: the first visible]")
]
DateOrder = Annotated[
    str,
    option(
        INPUT,
        "--date-order ORDER",
        "Order of dates: ymd, dmy, mdy or auto.\n\n"
        "auto reads dates with the year last only if their own column shows the order: a number from 13 to 31 in one place, and "
        "never in the other.",
    ),
]
AllowRejects = Annotated[bool, option(GATE, "--allow-rejects", "Do not exit with 2 for rejected rows.")]
AllowSkipped = Annotated[
    bool,
    option(
        GATE,
        "--allow-skipped",
        "Do not exit with 2 for inputs that were skipped.\n\n"
        "exportctl skips links, pipes, hidden sheets, further sheets with goods and other kinds of files. They may hold rows.",
    ),
]
Resume = Annotated[bool, option(OUTPUT, "--resume", "Continue an interrupted run (text files only).")]
Baseline = Annotated[
    Path | None,
    option(
        GATE,
        "--baseline FILE",
        "Fail only for rows that are new or worse than in FILE.\n\n"
        "FILE is an earlier output of screen, in any format that screen reads.",
    ),
]
Key = Annotated[
    list[str] | None,
    option(
        GATE,
        "--key COLUMN",
        "Column that identifies a row for --baseline. Repeatable. \\[default: all columns of FILE]",
    ),
]
Compare = Annotated[
    str | None,
    option(
        OUTPUT,
        "--compare DAY",
        "Write only rows whose answer differs on DAY.\n\nEach row has both answers and the reason for the difference.",
    ),
]
CompareData = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--compare-data DIR",
        "Write only rows whose answer differs with the data in DIR.\n\n"
        "DIR can hold the law data of an earlier release.",
    ),
]
