"""Options of the commands that screen a file of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="csv, tsv, jsonl, parquet, feather, xlsx, or a CycloneDX bill (json), by its ending; packed or not. - is standard input. "
        "Several files, folders and patterns ('in/*.csv') are screened one after another.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Where the answered rows go. - is standard output; several files go into a folder.",
        show_default=False,
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help="Where rows go that cannot be read. \\[default: beside OUT]",
        show_default=False,
    ),
]
Summary = Annotated[
    Path | None, typer.Option("--summary", metavar="FILE", help="Write the counts as JSON.", show_default=False)
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FACT=COLUMN", help="Which column states a fact, - for none. Repeatable.", show_default=False
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FACT=VALUE", help="What all rows say of a fact. Repeatable.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DAY", help="One day for all rows. \\[default: each row's, or today]", show_default=False
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="LEVELS",
        help="Write only rows with these decisions: prohibited,undecided.",
        show_default=False,
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--watch-change",
        metavar="DAYS",
        help="Write only rows whose answer changes in so many days.",
        show_default=False,
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format", metavar="NAME", help="The format of FILE, if not by its ending.", show_default=False
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--output-format", metavar="NAME", help="The format of OUT, if not by its ending.", show_default=False
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help="The encoding of a text, if it cannot be told.", show_default=False
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet", metavar="NAME|NUMBER", help="The sheet of a workbook. \\[default: the first]", show_default=False
    ),
]
AllowRejects = Annotated[
    bool, typer.Option("--allow-rejects", help="Rows that cannot be read do not make the exit code 2.")
]
AllowSkipped = Annotated[
    bool,
    typer.Option("--allow-skipped", help="What is given, may hold rows and is not read does not make the exit code 2."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run into a text file was left.")]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="A file that screen wrote before, in any format it reads: only rows that are new, or whose answer is worse than there, "
        "make the exit code.",
        show_default=False,
    ),
]
Key = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar="COLUMN",
        help="The column that tells rows apart for --baseline. Repeatable. \\[default: all columns of FILE together]",
        show_default=False,
    ),
]
Compare = Annotated[
    str | None,
    typer.Option(
        "--compare",
        metavar="DAY",
        help="Write only rows whose answer on that day is another one, with both answers and why they differ.",
        show_default=False,
    ),
]
CompareData = Annotated[
    Path | None,
    typer.Option(
        "--compare-data",
        metavar="DIR",
        help="The same for the answers by another data folder, of an earlier release, say.",
        show_default=False,
    ),
]
