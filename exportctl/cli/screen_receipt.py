"""Make the receipt of a run over files, with digests of its inputs and outputs, and reproduce such a run."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from exportctl import api
from exportctl.batch.binding import ScreenOptions
from exportctl.cli import receipts
from exportctl.cli.outputs import is_standard
from exportctl.cli.screening_request import Inputs, Outputs, ScreeningRequest
from exportctl.cli.screening_run import Run, run
from exportctl.engine.gate_policy import GatePolicy
from exportctl.errors import InputError
from exportctl.files.atomic import is_stream
from exportctl.files.standard import STANDARD
from exportctl.reports.documents.receipts import ScreenQuestion
from exportctl.sentences import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exportctl.api import Law
    from exportctl.permits.receipts import FileDigest


def refuse(request: ScreeningRequest) -> None:
    """Raise InputError for a run that cannot be reproduced, because its answer depends on more than files and facts."""
    outputs, reference = request.outputs, request.reference
    place = "receipt" if outputs.receipt else "log"
    unrepeatable = {
        "resume": request.resume,
        "baseline": reference.baseline,
        "compare": reference.day,
        "compare_data": reference.data,
    }
    for name, stated in unrepeatable.items():
        if stated:
            raise InputError(
                place, "needs a run that can be repeated from its files alone; leave out {option}", option=Fact(name)
            )
    written = (outputs.rows, outputs.rejects)
    if STANDARD in request.inputs.names or any(
        is_standard(str(name)) or is_stream(Path(name)) for name in written if name
    ):
        raise InputError(place, "records digests of files; name files in place of standard input and output")


def receipt_of(outcome: Run) -> dict[str, Any]:
    """Return the receipt of a run that is done."""
    return receipts.receipt_of(
        "screen", _asked_document(outcome.request), outcome.result.to_dict(), outcome.store, [*_files(outcome)]
    )


def reproduce(stated: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Return the receipt of the same run, run again; its outputs are kept only until they are compared."""
    for name in stated["file"]:
        receipts.require_kept(name)
    with TemporaryDirectory() as folder:
        for name in ("written", "rejected"):
            Path(folder, name).mkdir()
        return receipt_of(run(_request(stated, folder), store))


def _asked_document(request: ScreeningRequest) -> ScreenQuestion:
    """Return a request in the form of a receipt."""
    inputs, outputs, options = request.inputs, request.outputs, request.options
    return ScreenQuestion.from_record(
        options,
        options.policy,
        inputs,
        outputs,
        file=[Path(name).as_posix() for name in inputs.names],
        output=outputs.rows and _posix(outputs.rows),
        rejects=outputs.rejects.as_posix() if outputs.rejects else None,
        columns=dict(options.renamed),
        values=dict(options.values),
        today=options.today or api.today(),
        only=list(outputs.only),
        trust_descriptions=options.trusted,
        input_format=inputs.format,
        output_format=outputs.format,
        date_order=options.date_order,
        allow_skipped=inputs.allow_skipped,
    )


def _request(stated: Mapping[str, Any], folder: str) -> ScreeningRequest:
    """Return the request of a receipt, with its outputs in a folder."""
    return ScreeningRequest(
        inputs=Inputs(
            names=stated["file"],
            format=stated["input_format"],
            encoding=stated["encoding"],
            sheet=stated["sheet"],
            allow_skipped=stated.get("allow_skipped", False),
            output_before=stated["output"],
        ),
        options=ScreenOptions(
            renamed=stated["columns"],
            values=stated["values"],
            on=api.day(stated["on"], "on"),
            known_on=api.day(stated["known_on"], "known_on"),
            today=api.day(stated["today"], "today"),
            gate=stated["gate"],
            assume=stated["assume"],
            trusted=stated["trust_descriptions"],
            policy=GatePolicy(stated["undecided"], stated["max_age"]),
            date_order=stated.get("date_order", "ymd"),
        ),
        outputs=Outputs(
            rows=stated["output"] and _within(folder, stated["output"]),
            format=stated["output_format"],
            rejects=stated["rejects"] and Path(folder, "rejected", Path(stated["rejects"]).name),
            only=stated["only"],
            watch_change=stated["watch_change"],
            allow_rejects=stated["allow_rejects"],
            are_kept=False,
        ),
    )


def _files(outcome: Run) -> Iterator[FileDigest]:
    """Yield the inputs, by their paths, and the outputs, by their file names, which are the same in any folder."""
    for job in outcome.jobs:
        yield receipts.source("input", job.source)
        for role, path in job.outputs().items():
            if path and path.exists():
                yield receipts.source(role, path)._replace(name=path.name)


def _posix(name: str) -> str:
    """Return the name of an output in the form of all systems; one that ends like a folder is a folder."""
    return f"{Path(name).as_posix()}{'/' if name.endswith(('/', chr(92))) else ''}"


def _within(folder: str, name: str) -> str:
    """Return the path of an output while it is compared."""
    return f"{Path(folder, 'written', Path(name).name)}{'/' if name.endswith('/') else ''}"
