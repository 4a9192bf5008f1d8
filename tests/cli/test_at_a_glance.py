"""Thirteen questions that people ask first are answered at a glance: in at most 20 lines of 80 columns, in both languages."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.cli.program import ask
from tests.pages import ROOT

TODAY = ("--on", "2026-11-28")
QUESTIONS = (
    ("check", "gallium", "--to", "US", "--on", "2025-12-01"),
    ("check", "gallium", "--to", "US", *TODAY),
    ("check", "gallium", *TODAY),
    ("check", "NdFeB magnets", "--contains", "Dy=2%", "--to", "DE", *TODAY),
    ("check", "NdFeB magnets N42SH", "--to", "DE", *TODAY),
    ("check", "natural flake graphite", "--to", "US", "--on", "2025-10-01"),
    ("check", "holmium metal", "--to", "US", "--on", "2026-11-25"),
    ("check", "LFP cathode technology", "--to", "DE", *TODAY),
    ("check", "natural flake graphite", "--to", "US", "--on", "2024-12-05"),
    ("check", "cotton T-shirts", "--to", "DE", *TODAY),
    ("check", "zorblax", "--to", "DE", *TODAY),
    ("party", "Leidos Inc", *TODAY),
    ("screen", str(ROOT / "docs" / "shipments.csv"), *TODAY),
)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: " ".join(question[:2])[-40:])
def test_an_answer_fits_the_screen(question: tuple[str, ...], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conclusion, a table with headings if a control can apply, and the next step; no line is wider than the screen."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = ask(*question, "--lang", lang).out.splitlines()
    assert 1 < len(lines) <= 20
    assert max(cell_len(line) for line in lines) <= 80
    assert lines[0]
    assert any(line.startswith(("Law data", "数据截至")) for line in lines)


@pytest.mark.parametrize("gate", ["report", "license_required", "prohibited"])
def test_next_steps_do_not_depend_on_the_gate(gate: str) -> None:
    """A licence is required of gallium for Germany, whether a pipeline stops at that or not."""
    answer = ask("check", "gallium", "--to", "DE", "--on", "2025-12-01", "--gate", gate)
    assert "Apply on MOFCOM's platform; ship once licensed." in answer.out


def test_a_wide_screen_has_whole_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The title of a control names whom it prohibits. A few of its words would not help, so a narrower screen has none."""
    question = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
    monkeypatch.setenv("COLUMNS", "160")
    wide = ask(*question).out
    assert all(word in wide for word in ("Title", "Prohibits dual-use exports to United", "military use"))
    assert "…" not in wide
    assert max(cell_len(line) for line in wide.splitlines()) <= 160
    monkeypatch.setenv("COLUMNS", "159")
    assert "Title" not in ask(*question).out


@pytest.mark.parametrize("item", ["copper", "cotton shirts"])
def test_controls_that_all_depend_on_the_destination_are_listed(item: str) -> None:
    """Without a destination, goods of no entry may be prohibited; the table has the controls, and the next step is --to."""
    out = ask("check", item, "--on", "2026-08-01", "--no-config").words
    assert "No. 59/2013, list not in the data prohibited in force; may apply" in out
    assert "and 5 more (--all)" in out
    assert "State --to: the destination can change this answer." in out
    assert "but an act names them" not in out


def test_other_controls_leave_those_only_counted() -> None:
    """Gallium needs a licence to every destination."""
    out = ask("check", "gallium", "--on", "2026-08-01", "--no-config").words
    assert "No. 51/2024 licence required in force" in out
    assert "more that depend on the destination (--all)" in out
    assert "No. 59/2013" not in out


def test_an_act_that_names_goods_of_no_entry_is_mentioned() -> None:
    """No. 29/2026 prohibits exports of helium, which is on no list."""
    assert (
        "no list entry covers these goods, but an act names them"
        in ask("check", "helium", "--to", "DE", "--on", "2026-08-01", "--no-config").words
    )


def test_a_headline_breaks_before_its_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    """The goods, the route and the day stay together if the decision leaves no room for them on its line."""
    question = ("check", "gallium", "--to", "US", "--on", "2026-11-28", "--no-config")
    subject = "gallium | China -> United States | 2026-11-28 (Sat)"
    assert ask(*question).out.splitlines()[:2] == ["PRESUMPTION OF DENIAL, unless extended", subject]
    monkeypatch.setenv("COLUMNS", "120")
    assert ask(*question).out.splitlines()[0] == f"PRESUMPTION OF DENIAL, unless extended  {subject}"
    monkeypatch.setenv("COLUMNS", "40")
    assert ask(*question).out.splitlines()[0] == "PRESUMPTION OF DENIAL, unless extended"
