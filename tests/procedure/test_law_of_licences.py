"""The law of licences and of customs questions is in the data, with how it is known; it decides nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from exportctl.__main__ import run

if TYPE_CHECKING:
    from exportctl.api import Law

ACTS = {
    "mofcom-order-2009-8": "was not read",
    "gacc-2025-123": "was not seen",
    "state-council-2024-792": "Licences are single",
}
ARTICLES = ("15", "16", "17", "19", "20")
STATEMENTS = {
    "mofcom-draft-2025-09-16": "not law; articles 1 to 4 were read",
    "mofcom-spokesman-2025-12-18": "The press reports the first licences from 2025-12-02",
}


def explained(capsys: pytest.CaptureFixture[str], id_: str) -> str:
    """Return what explain prints of a record, in one line."""
    assert run(["explain", id_, "--no-config", "--all"]) == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("id_", "words"), [*ACTS.items(), *STATEMENTS.items()])
def test_explain_marks_the_kind_of_source(capsys: pytest.CaptureFixture[str], id_: str, words: str) -> None:
    """Summaries, press reports and drafts are marked as such."""
    assert words in explained(capsys, id_)


def test_general_licences_are_articles_and_no_announcement(capsys: pytest.CaptureFixture[str], store: Law) -> None:
    """The words of the ministry's spokesperson and of a draft are a statement, which changes no status."""
    assert STATEMENTS.keys() <= store.law.statements.keys()
    assert not STATEMENTS.keys() & store.law.acts.keys()
    assert "45 working days" in explained(capsys, "state-council-2024-792/17")
    assert "A statement is not an act" in explained(capsys, "mofcom-spokesman-2025-12-18")


def test_they_decide_nothing(capsys: pytest.CaptureFixture[str], store: Law) -> None:
    """None of their provisions has a rule, so no answer can have one as a finding."""
    names = [f"state-council-2024-792/{article}" for article in ARTICLES]
    names += [*store.law.provisions_of("mofcom-order-2009-8"), *store.law.provisions_of("gacc-2025-123")]
    assert len(names) == 7
    assert not {*names} & store.law.rules.keys()
    command = ["check", "neodymium magnet", "--contains", "Dy=2%", "--to", "DE", "--on", "2026-08-01", "--no-config"]
    assert run([*command, "--format", "json"]) == 1
    findings = {item["provision"] for item in json.loads(capsys.readouterr().out)["findings"]}
    assert findings
    assert not {*names} & findings
