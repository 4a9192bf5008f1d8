"""`draft` writes a paper for an export, with the stated facts filled in and the gaps marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

from exportctl.cli import commands, company, options, printing, receipts, session, settings
from exportctl.cli.invocation import DEFAULT, source_of
from exportctl.cli.outputs import require_new
from exportctl.cli.panels import OUTPUT, argument, option
from exportctl.cli.parameters import parameters_of
from exportctl.cli.receipts import ReviewedBy
from exportctl.cli.target import NAME, target
from exportctl.errors import InputError, none_of
from exportctl.facts.transaction import Transaction
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, DEFAULT_UNDECIDED, ExitCode
from exportctl.procedure.draft import KINDS, DraftKind
from exportctl.reports.formats import format_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.api import Law
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.law.scale import Assume
    from exportctl.procedure.near_entries import NearEntry
    from exportctl.reports.results import DraftResult
    from exportctl.reports.verdict import GateVerdict

app = typer.Typer(add_completion=False)
_KIND: Final = "exportctl.draft"
_ENDINGS: Final = {".md": "markdown", ".docx": "docx", ".json": "json"}
Kind = Annotated[
    str,
    argument(
        "KIND",
        f"The paper: {', '.join(KINDS[:-1])} or {KINDS[-1]}.\n\n"
        "statement responds to customs about goods that are not controlled. enquiry consults MOFCOM. end-user-certificate holds what "
        "the end user must state. application is the checklist for a licence.",
    ),
]


Format = Annotated[
    str,
    option(
        OUTPUT,
        "--format -f markdown|docx|json",
        "Format of the draft. \\[default: by its extension, else markdown]",
        show_default=False,
    ),
]
Overwrite = Annotated[bool, option(OUTPUT, "--overwrite", "Replace a draft that exists.")]


class DraftCommand(commands.TransactionCommand):
    """A command for a paper about one transaction."""

    def leading_parameters(self) -> list[Any]:
        """Return the kind of the paper, and the parameters that state facts."""
        return [*parameters_of(_take), *super().leading_parameters()]

    def prepare(self, context: typer.Context) -> None:
        """Take the kind of the paper; raises InputError for an unknown kind."""
        from exportctl.law.spelling import nearest_value

        kind = context.params.pop("kind")
        word = kind.strip().lower().replace("_", "-")
        if word not in KINDS:
            raise none_of("kind", kind, KINDS, nearest_value(word, KINDS))
        context.meta[_KIND] = word
        super().prepare(context)


@app.command(cls=DraftCommand, epilog="Example: exportctl draft application gallium --to US -o application.docx")
def draft(
    context: typer.Context,
    assume: options.Assume = DEFAULT_ASSUME,
    max_age: options.MaxAge = None,
    format_: Format = "markdown",
    reviewed_by: ReviewedBy = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - a flag of the command line
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Draft a paper for an export.

    Writes English and Chinese side by side, to a Word document (-o FILE.docx) or as markdown (-o FILE.md, or standard output). Fills
    in what you stated and marks what a person must add; it makes up no value. Each part cites its article, or states that none was
    found.

    The file of -o keeps the question, the result and the version of the law data: exportctl verify FILE repeats the question and
    reports what has changed.

    Exit code: 0 the draft is written, 2 wrong input, 3 the decision does not allow this paper (a statement needs no control found).
    """
    from exportctl import api
    from exportctl.procedure.papers import objection

    kind, chosen = cast("DraftKind", context.meta[_KIND]), _format(format_)
    question, assumed = commands.transaction(context), api.reading(assume)
    receipts.require_name(reviewed_by)
    require_new(NAME, target(), overwrite=overwrite)
    policy = settings.gate_policy(DEFAULT_UNDECIDED, max_age, DEFAULT_GATE, trusted=False)
    store = session.store_of(data, also)
    checked = answer_of(question, store, assumed, policy)
    if reason := objection(kind, checked.verdict, checked.decision):
        printing.complain(refusal(kind, checked, reason))
        raise typer.Exit(ExitCode.OPEN)
    draft = result_of(kind, question, checked, store, reviewed_by)
    if chosen == "markdown" and not target():
        draft = replace(draft, receipt={})  # it would fill pages of the screen, which nobody verifies
    printing.publish("draft", chosen, draft)
    if checked.decision == "prohibited" and kind != "enquiry":
        from exportctl.reports.i18n.terms import effect_name
        from exportctl.reports.text.verdict import headline_parts

        decision = f"{effect_name(checked.decision)}{headline_parts(checked)[0]}"
        printing.note(
            "this export is {decision}; the paper does not change that: exportctl check shows the act",
            decision=decision,
        )
    company.note_influences(checked.influences)


def answer_of(question: Transaction, store: Law, assume: Assume, policy: GatePolicy) -> GateVerdict:
    """Return the answer behind a draft; a statistical guess does not count, because a paper must not depend on it."""
    return company.overlay(store).check(question, assume, DEFAULT_GATE, policy, trusted=False)


def refusal(kind: DraftKind, checked: GateVerdict, reason: str) -> str:
    """Return the line that refuses a paper: the decision, and why it does not allow the paper."""
    from exportctl.procedure.papers import paper_name
    from exportctl.reports.i18n.terms import effect_name
    from exportctl.reports.text.verdict import headline_parts

    doubt, _ = headline_parts(checked)
    decision = f"{effect_name(checked.decision)}{doubt}"
    return Sentence(
        "no {paper}: the decision is {decision}; {reason}", paper=paper_name(kind), decision=decision, reason=reason
    )


def result_of(
    kind: DraftKind,
    question: Transaction,
    checked: GateVerdict,
    store: Law,
    reviewed_by: str | None = None,
    *,
    near: tuple[NearEntry, ...] | None = None,
) -> DraftResult:
    """Return the draft of a paper with the receipt that it contains; `near` are the entries near the goods, if they are known."""
    from exportctl import api
    from exportctl.permits.receipts import with_reviewer
    from exportctl.procedure.papers import draft_of
    from exportctl.reports.documents.receipts import DraftQuestion
    from exportctl.reports.results import DraftResult

    licences = checked.licences if checked.is_licensed else ()
    draft = draft_of(kind, checked.verdict, reviewed_by, near, licences)
    result = DraftResult(draft, checked, {}, api.today())
    facts = DraftQuestion(**receipts.facts_of(question, checked), paper=kind)
    receipt = receipts.receipt_of("draft", facts, result.to_dict(), store, [])
    return replace(result, receipt=with_reviewer(receipt, reviewed_by) if reviewed_by else receipt)


def reproduce(stated: Mapping[str, Any], store: Law) -> dict[str, Any]:
    """Draft the paper of a receipt again and return the new receipt."""
    question, policy = receipts.question_of(stated)
    checked = answer_of(question, store, stated["assume"], policy)
    return dict(result_of(stated["paper"], question, checked, store).receipt)


def _format(stated: str) -> str:
    """Return the format that `--format` states, or that of the ending of the file; raises InputError for another ending."""
    file = target() or ""
    if not file or source_of("format_") != DEFAULT:
        return format_of("draft", stated)
    ending = next((ending for ending in _ENDINGS if file.lower().endswith(ending)), None)
    if ending is None:
        raise InputError(NAME, "'{file}' ends in neither .docx nor .md; name such a file", file=file)
    return _ENDINGS[ending]


def _take(kind: Kind) -> None:
    """Have the argument for the kind, as Typer makes it for a function."""
