"""Write the paper that each row of a file needs into a folder, without replacing existing files."""

from __future__ import annotations

from collections import Counter
from os.path import lexists
from typing import TYPE_CHECKING, Final

from exportctl.cli.draft import answer_of, result_of
from exportctl.cli.printing import note, write
from exportctl.errors import InputError, reason_of
from exportctl.files.inputs import sources
from exportctl.procedure.near_entries import near_entries
from exportctl.procedure.papers import kind_for
from exportctl.sentences import Fact, Sentence, join

if TYPE_CHECKING:
    from pathlib import Path

    from exportctl.cli.screening_request import ScreeningRequest
    from exportctl.cli.screening_run import Run

MAX_DRAFTS: Final = 1000
"""The limit on the drafts of one run."""


def refuse(request: ScreeningRequest, folder: Path) -> None:
    """Raise InputError for a run whose rows cannot have drafts, or for a path that is not a folder; a missing folder is created."""
    import exportctl.reports.draft_docx  # noqa: F401 - a missing extra is reported before the work

    if sources(request.inputs.names).several:
        raise InputError("drafts", "takes the rows of one file; name one file")
    if request.resume:
        raise InputError("drafts", "needs all rows; start again without {resume}", resume=Fact("resume"))
    if request.options.trusted:
        raise InputError("drafts", "needs more than statistics; leave out {trust}", trust=Fact("trust_descriptions"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError("drafts", "'{folder}' is not a folder; name a folder", folder=folder) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error, Sentence("is not a folder"))
        raise InputError("drafts", "{folder}: {reason}", folder=folder, reason=reason) from None


def write_all(outcome: Run, folder: Path) -> None:
    """Write the drafts of a run, and note their number and the rows without one."""
    from exportctl.reports.draft_docx import docx

    papers, options = outcome.papers, outcome.request.options
    if papers is None:
        return
    counts: Counter[str] = Counter()
    kept, open_, beyond = 0, 0, papers.beyond
    for item in papers.rows:
        checked = answer_of(item.transaction, outcome.store, options.assume, options.policy)
        near = near_entries(checked.verdict)
        kind = kind_for(checked.verdict, checked.decision, near)
        if kind is None:
            open_ += checked.decision == "undecided"
            continue
        file = folder / f"row-{item.row}-{kind}.docx"
        if lexists(file):
            kept += 1
        elif counts.total() == MAX_DRAFTS:
            beyond += 1
        else:
            write(file, docx(result_of(kind, item.transaction, checked, outcome.store, near=near)), "drafts")
            counts[kind] += 1
    _note_written(counts, folder)
    if kept:
        note("drafts that exist already in {folder} were left as they are: {count}", folder=folder, count=kept)
    if open_:
        note("undecided rows without a draft: {count}; no entry is in question, so state more facts", count=open_)
    if beyond:
        note(
            "rows beyond the limit of the drafts: {count}; narrow the rows with {only}", count=beyond, only=Fact("only")
        )


def _note_written(counts: Counter[str], folder: Path) -> None:
    kinds, total = join(f"{kind} {counts[kind]}" for kind in sorted(counts)), counts.total()
    if not total:
        note("no draft was written to {folder}: no row needs one, or each has one", folder=folder)
    elif total == 1:
        note("1 draft written to {folder}: {kinds}", folder=folder, kinds=kinds)
    else:
        note("{count} drafts written to {folder}: {kinds}", count=total, folder=folder, kinds=kinds)
