"""Golden files are for review: `make golden` rewrites them, and a test fails while they differ from the code and the data."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from exportctl.api import check, classify, content, diff, expiring, party, timeline
from exportctl.batch.tally import Counts, DecidedSteps
from exportctl.facts.transaction import Transaction
from exportctl.inquiry.history import timeline as all_spans
from exportctl.inquiry.resolve import resolve
from exportctl.law.scale import ExitCode
from exportctl.law.status import LawAsOf
from exportctl.permits.permit_timeline import Decisions, permit_result, verdict_timeline
from exportctl.permits.permits import Licence, Permits, Waiver
from exportctl.reports.documents import schemas
from exportctl.reports.documents.listing import record_rows, rows
from exportctl.reports.documents.writing import dump
from exportctl.reports.formats import document, format_result
from exportctl.reports.i18n.language import using_language
from exportctl.reports.results import Explanation, Listing, Summary
from exportctl.reports.verdict import GateVerdict
from exportctl.sentences import Sentence
from exportctl.store.draft import KINDS

if TYPE_CHECKING:
    from exportctl.api import Law
    from exportctl.law.register import Register
    from exportctl.reports.results import DatedResult

FOLDER = Path(__file__).parent
WIDTHS = (80, 120)
TODAY = date(2026, 10, 10)
QUESTIONS = {
    "gallium-us-2025-12-01": Transaction(item="gallium", to="US", on=date(2025, 12, 1)),
    "gallium-us-2026-11-28": Transaction(item="gallium", to="US", on=date(2026, 11, 28)),
    "holmium-de-2026-11-11": Transaction(item="钬", to="Germany", on=date(2026, 11, 11), end_use="civil"),
    "magnet-jp-2026-02-01": Transaction(item="NdFeB", to="JP", on=date(2026, 2, 1), contains=("Dy=2%",), form="magnet"),
    "party-us-2025-06-01": Transaction(item="gallium", to="US", on=date(2025, 6, 1), party=("end-user=LEIDOS INC",)),
    "magnets-de-2025-12-01": Transaction(
        item="sintered NdFeB magnets, 45SH, with dysprosium", to="DE", on=date(2025, 12, 1)
    ),
    "gallium-us-2020-01-01": Transaction(item="gallium", to="US", on=date(2020, 1, 1)),
    "shirts-de-2026-08-01": Transaction(item="cotton T-shirts", to="DE", on=date(2026, 8, 1)),
    "graphite-zh-us-2024-12-05": Transaction(item="高纯人造石墨", to="美国", on=date(2024, 12, 5), end_use="civil"),
    "unknown-us-2025-12-01": Transaction(item="galium nitride wafer", to="US", on=date(2025, 12, 1)),
}

LICENCE = Licence("MOFCOM-2026-0815", ("3C001.a",), ("DE",), date(2026, 1, 1), date(2026, 12, 31), ("Acme GmbH",))
WAIVER = Waiver("samples", "K. Weber", date(2026, 9, 30), "mofcom-2024-51/1", "gallium", ("DE",), "exportctl.toml:12")
CIVIL = Transaction(
    item="gallium", to="DE", on=date(2026, 9, 1), end_use="civil", end_user_type="civil", party=("end-user=Acme GmbH",)
)
HELD = {
    "licence-de-2026-09-01": (CIVIL, Permits(licences=(LICENCE._replace(stated_at="exportctl.toml:3"),))),
    "waiver-de-2026-09-01": (CIVIL, Permits(waivers=(WAIVER,))),
}
"""Questions of a company that holds a licence, and a waiver that is about to end."""


def reports(store: Law) -> dict[str, DatedResult]:
    """Return the other reports that people reviewed, by name, as they are read on the day."""
    law = store.law

    def explained(name: str) -> Explanation:
        (record,) = resolve(store.engine, store.parties, store, name, TODAY)
        return Explanation(law, store.parties, record, TODAY, store.hints.get(record.id, ()))

    refusal = ("gallium", "US")
    _, statements = rows(LawAsOf(law), store.parties, "statements", TODAY)
    before_and_after = (check(law=store, item="gallium", to="US", on=day) for day in ("2025-11-06", "2025-11-10"))
    results: dict[str, DatedResult] = {
        "classify-gallium": classify(law=store, item="gallium", on=TODAY),
        "classify-helium": classify(law=store, item="helium", on=TODAY),
        "classify-magnet": classify(law=store, item="magnet", contains="Dy=2%", on=TODAY),
        "classify-unknown": classify(law=store, item="galium nitride wafer", on=TODAY),
        "party-barred": party("Leidos Inc", store, on="2025-06-01"),
        "party-stopped": party("Leidos Inc", store, on=TODAY),
        "party-similar": party("Leids", store, on="2025-06-01"),
        "party-several": party(("Acme Toys", "Skydio", "SUBARU", "Leidos", "Lockheed Martin"), store, on=TODAY),
        "timeline-gallium-us": replace(timeline(*refusal, store), on=TODAY),
        "timeline-holmium-us": replace(timeline("holmium", "US", store), on=date(2026, 11, 12)),
        "diff-gallium-us": replace(diff("2025-11-06", "2025-11-10", *refusal, store), answers=tuple(before_and_after)),
        "diff-truce": diff("2025-11-06", "2025-11-09", law=store),
        "expiring-2026-10-10": expiring(60, store, on=TODAY),
        "expiring-2026-11-25": expiring(60, store, on="2026-11-25"),
        "list-statements": Listing(law, "statements", TODAY, statements),
        "list-called": Listing(
            law,
            Sentence("records named '{text}'", text="Skydio"),
            TODAY,
            record_rows(resolve(store.engine, store.parties, store, "Skydio", TODAY)),
        ),
        "explain-act": explained("mofcom-2025-72"),
        "explain-line": explained("1C111.b.1.a"),
        "explain-refusal": explained("mofcom-2024-46/2"),
        "explain-gallium": explained("gallium"),
        "content-motor": content(BILL, store),
        "summary": Summary(law, COUNTS, ExitCode.FAILED, on=date(2025, 12, 1)),
    }
    return {name: replace(item, today=TODAY) for name, item in results.items()}


BILL = (
    {"part": "rotor magnets", "substance": "dysprosium oxide", "origin": "CN", "value": "40"},
    {"part": "windings", "substance": "copper", "origin": "CN", "value": "310"},
    {"part": "housing", "substance": "aluminium", "origin": "DE", "value": "650"},
)
"""A bill of materials."""

COUNTS = Counts(
    rows=7,
    rejected=1,
    written=6,
    by_decision={"license_required": 4, "prohibited": 1, "undecided": 1},
    by_provision={"mofcom-2024-51/1": 5, "mofcom-2024-46/1": 2, "mofcom-2024-46/2": 2, "mofcom-2025-57/1": 1},
    by_change={"2026-01-06": 1, "2026-11-28": 2},
    by_exit_code={"1": 5, "3": 1},
    by_warning={},
    by_answer={"licence": 3, "waiver": 1},
    by_comparison={},
    by_step={
        DecidedSteps("license_required", ("apply-dual-use",)): 4,
        DecidedSteps("prohibited", ("stop-prohibited",)): 1,
    },
)
"""The counts of a run."""


def files(store: Law) -> dict[str, str]:
    """Return the required content of every golden file, by its name."""
    golden = {"timeline.txt": spans(store.law)}
    checked_by_name = {
        name: GateVerdict(check(transaction, store), "license_required", today=TODAY, question=transaction)
        for name, transaction in QUESTIONS.items()
    }
    checked_by_name |= {name: under(store, transaction, held) for name, (transaction, held) in HELD.items()}
    for name, checked in checked_by_name.items():
        data = dict(document("verdict", checked))
        data["law"]["digest"] = "sha256 of the data"
        golden[f"{name}.json"] = dump(data) + "\n"
        for width in WIDTHS:
            golden[f"{name}.{width}.txt"] = printed(*format_result("verdict", "table", checked), width=width)
        with using_language("zh"):
            golden[f"zh-{name}.80.txt"] = printed(*format_result("verdict", "table", checked), width=80)
    for name, result in reports(store).items():
        for width in WIDTHS:
            golden[f"{name}.{width}.txt"] = printed(*format_result(result.kind, "table", result), width=width)
        with using_language("zh"):
            golden[f"zh-{name}.80.txt"] = printed(*format_result(result.kind, "table", result), width=80)
    for kind in (*(item.name for item in KINDS), *schemas.DOCUMENTS):
        golden[f"schema/{kind}.json"] = dump(schemas.schema(kind)) + "\n"
    return golden


def under(store: Law, transaction: Transaction, permits: Permits) -> GateVerdict:
    """Return a verdict as a company has it that holds licences and waivers."""
    answer, engine = check(transaction, store), store.engine
    results = permit_result(verdict_timeline(engine.evaluate, answer.facts, transaction.on, Decisions(permits)))
    return GateVerdict(
        results.standing.verdict, "license_required", today=TODAY, permit_result=results, question=transaction
    )


def spans(law: Register) -> str:
    """Return every span of every provision, one a line."""
    rows = [
        f"{span.provision:<27} {span.from_} to {span.through or '...'!s:<11}{span.status:<10}{span.by}"
        for span in all_spans(LawAsOf(law), law.provisions)
    ]
    return "\n".join([f"# law known through {law.home.checked_through}", *rows]) + "\n"


def printed(*parts: object, width: int) -> str:
    """Return the output of a terminal with a number of columns and without colour."""
    console = Console(file=io.StringIO(), width=width, highlight=False, no_color=True, legacy_windows=False)
    for part in parts:
        console.print(part, markup=False, crop=False)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"
