"""Makes the receipt of a run over files, with digests of what it read and wrote, and reproduces such a run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from exportctl.cli.screening import Asked, run_over
from exportctl.errors import InputError
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exportctl.api import Law
    from exportctl.batch.binding import ScreenOptions
    from exportctl.cli.screening import Ran
    from exportctl.permits.receipts import Source

_STANDARD: Final = "-"
_NOT_WITH: Final = ("resume", "baseline", "compare", "compare_data")
"""What makes an answer of more than files and facts."""


def fit(asked: Asked) -> None:
    """Raise InputError for a run that nobody could ask again."""
    kept = "receipt" if asked.receipt else "log"
    for name in _NOT_WITH:
        if getattr(asked, name):
            raise InputError(
                kept,
                Sentence(
                    "is of a run that can be asked again, from files alone; leave out {option}", option=Fact(name)
                ),
            )
    if _STANDARD in asked.file or any(name and _is_no_file(name) for name in (asked.output, asked.rejects)):
        raise InputError(
            kept, Sentence("is of files, whose digests it holds; name them in place of standard input and output")
        )


def _is_no_file(name: str | Path) -> bool:
    from exportctl.cli.outputs import is_standard
    from exportctl.files.atomic import is_stream

    return is_standard(str(name)) or is_stream(Path(name))


def receipt_of(asked: Asked, wishes: ScreenOptions, ran: Ran) -> dict[str, Any]:
    """Return the receipt of a run that is done."""
    from exportctl.cli import receipts
    from exportctl.reports.documents.answers import summary
    from exportctl.reports.documents.parts import day

    told = {
        "file": [Path(name).as_posix() for name in asked.file],
        "output": asked.output and _posix(asked.output),
        "rejects": asked.rejects and asked.rejects.as_posix(),
        "columns": dict(wishes.renamed),
        "values": dict(wishes.values),
        "on": day(wishes.on),
        "known_on": day(wishes.known_on),
        "today": day(wishes.today),
        "only": asked.only or [],
        "watch_change": asked.watch_change,
        "assume": wishes.assume,
        "gate": wishes.gate,
        "undecided": wishes.terms.undecided,
        "max_age": wishes.terms.max_age,
        "trust_descriptions": wishes.trusted,
        "input_format": asked.input_format,
        "output_format": asked.output_format,
        "encoding": asked.encoding,
        "sheet": asked.sheet,
        "allow_rejects": asked.allow_rejects,
        "allow_skipped": asked.allow_skipped,
    }
    return receipts.receipt_of("screen", told, summary(ran.result), ran.store, [*_files(ran)])


def reproduce(told: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Repeat the run of a receipt and return the new receipt; the output is deleted once it has been compared."""
    from exportctl import api
    from exportctl.batch.binding import ScreenOptions
    from exportctl.engine.gate_policy import GatePolicy

    wishes = ScreenOptions(
        renamed=told["columns"],
        values=told["values"],
        on=api.day(told["on"], "on"),
        known_on=api.day(told["known_on"], "known_on"),
        today=api.day(told["today"], "today"),
        gate=told["gate"],
        assume=told["assume"],
        trusted=told["trust_descriptions"],
        terms=GatePolicy(told["undecided"], told["max_age"]),
    )
    with TemporaryDirectory() as folder:
        asked = Asked(
            file=told["file"],
            output=told["output"] and _within(folder, told["output"]),
            rejects=told["rejects"] and Path(folder, "rejected", Path(told["rejects"]).name),
            summary=None,
            map_=None,
            set_=None,
            on=None,
            known_on=None,
            only=told["only"],
            assume=told["assume"],
            gate=told["gate"],
            undecided=told["undecided"],
            max_age=None,
            trust_descriptions=told["trust_descriptions"],
            input_format=told["input_format"],
            output_format=told["output_format"],
            encoding=told["encoding"],
            sheet=told["sheet"],
            allow_rejects=told["allow_rejects"],
            allow_skipped=told.get("allow_skipped", False),
            format_="table",
            data=None,
            also=None,
            watch_change=told["watch_change"],
            written_before=told["output"],
        )
        for name in ("written", "rejected"):
            Path(folder, name).mkdir()
        return receipt_of(asked, wishes, run_over(asked, wishes, store))


def _files(ran: Ran) -> Iterator[Source]:
    """Yield what was read, by its name, and what was written, by its own name wherever that is."""
    from exportctl.cli import receipts

    for job in ran.jobs:
        yield receipts.source("input", job.source)
        for role, path in job.written().items():
            if path and path.exists():
                yield receipts.source(role, path)._replace(name=path.name)


def _posix(name: str) -> str:
    """Return an output as it is named on every system; one that ends like a folder is one."""
    return f"{Path(name).as_posix()}{'/' if name.endswith(('/', chr(92))) else ''}"


def _within(folder: str, name: str) -> str:
    """Return where an output goes while it is compared."""
    return f"{Path(folder, 'written', Path(name).name)}{'/' if name.endswith('/') else ''}"
