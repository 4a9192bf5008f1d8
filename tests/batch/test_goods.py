"""A row about goods has the answer of `check` with the same facts, and open goods are never counted as cleared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from exportctl import check, screen
from exportctl.store.compiled import Store
from tests.files.program import column, given
from tests.files.program import screen as screen_file

DAY = date(2025, 12, 1)
ORDINARY = "chocolate cookies zorblax"
"""Goods of ordinary trade of whose words one is not known."""


def decisions(store: Store, columns: Mapping[str, Any], **wishes: Any) -> list[str]:
    """Return the decision of each row of a table."""
    table = screen(pa.table(dict(columns)), store, on=DAY, **wishes)
    assert table["rejected"].null_count == len(table), table["rejected"]
    return [str(cell) for cell in table["decision"].to_pylist()]


@pytest.mark.parametrize(
    "facts",
    [
        {"item": ORDINARY},
        {"item": ORDINARY, "hs_code": "190531"},
        {"item": "part 17", "hs_code": "8112929010"},
        {"item": "part 17", "entry": "none"},
        {"item": "part 17", "entry": "3C001.a;3C002"},
        {"item": "gallium", "form": "oxide;powder"},
        {"item": "gallium", "entry": "none"},
    ],
)
def test_a_row_is_answered_as_check_answers_it(store: Store, facts: dict[str, str]) -> None:
    """Customs codes, the caller's own classification, and forms, which may be several in a cell."""
    fields: dict[str, Any] = {
        name: text.split(";") if name in {"entry", "form"} else text for name, text in facts.items()
    }
    verdict = check(law=store, on=DAY, to="DE", **fields)
    table = screen(pa.table({name: [text] for name, text in facts.items()} | {"to": ["DE"]}), store, on=DAY)
    (row,) = table.to_pylist()
    assert (row["decision"], row["worst_case"]) == (verdict.decision, verdict.worst_case)
    assert row["entries"] == ";".join(match.entry for match in verdict.classification.matches)


class TestUndecided:
    """It is an answer of its own."""

    ROWS = f"item,to,on\ngallium,DE,2025-12-01\n{ORDINARY},DE,2025-12-01\nchildren's bicycle,DE,2025-12-01\n"

    def test_it_is_counted_separately_between_report_and_no_control(self, tmp_path: Path) -> None:
        """In the last line, the table, the document, and the rows."""
        answer = screen_file(given(tmp_path, "in.csv", self.ROWS), "out.csv", "--format", "json")
        assert column(answer.rows, "decision") == ["license_required", "undecided", "no_control_found"]
        counted = [("license_required", 1), ("undecided", 1), ("no_control_found", 1)]
        assert list(answer.counts.by_decision.items()) == counted
        assert list(answer.answer.json["by_decision"].items()) == counted

    @pytest.mark.parametrize(("wanted", "code"), [("undecided", 3), ("no_control_found", 0), ("Undecided,report", 3)])
    def test_rows_are_wanted_by_it(self, tmp_path: Path, wanted: str, code: int) -> None:
        """A filter for clear rows lets none of them through."""
        answer = screen_file(given(tmp_path, "in.csv", self.ROWS), "out.csv", "--only", wanted)
        assert (answer.code, column(answer.rows, "decision")) == (code, [wanted.lower().partition(",")[0]])

    def test_a_workbook_gives_it_a_colour(self, tmp_path: Path) -> None:
        """Like every answer that needs a person."""
        assert column(screen_file(given(tmp_path, "in.csv", self.ROWS), "out.xlsx").rows, "decision")[1] == "undecided"


class TestTrustedDescriptions:
    """A statistical guess counts if the caller permits it, in every interface."""

    def test_a_table(self, store: Store) -> None:
        """Only goods that could be ordinary are freer for it."""
        rows = {"item": [ORDINARY, "gallium", "part 17"], "to": ["DE"] * 3}
        assert decisions(store, rows) == ["undecided", "license_required", "undecided"]
        assert decisions(store, rows, trust_descriptions=True) == ["no_control_found", "license_required", "undecided"]
        assert check(item=ORDINARY, to="DE", on=DAY, law=store, trust_descriptions=True).decision == "no_control_found"

    def test_a_file(self, tmp_path: Path) -> None:
        """The option has the name it has in `check`."""
        file = given(tmp_path, "in.csv", f"item,to,on\n{ORDINARY},DE,2025-12-01\n")
        assert screen_file(file, "out.csv").code == 3
        assert screen_file(file, "out.csv", "--trust-descriptions").code == 0
