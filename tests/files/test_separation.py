"""The cells and options of a file have the signs between names and values that people write."""

from __future__ import annotations

from pathlib import Path

from tests.files.program import column, given, screen


def test_a_cell_of_parties_states_roles_with_each_sign(tmp_path: Path) -> None:
    """A role in the cell counts before that of its column, and a name with a colon stays whole."""
    text = "item,party,收货人\ngallium,最终用户：Leidos Inc,\ngallium,,最终用户＝Leidos Inc\ngallium,,Nexus: Trading GmbH\n"
    screening = screen(given(tmp_path, "in.csv", text), "out.csv", "--set", "to＝US", "--on", "2025-06-01")
    assert column(screening.rows, "decision") == ["prohibited", "prohibited", "presumption_of_denial"]


def test_facts_are_named_in_either_language(tmp_path: Path) -> None:
    """`--map` and `--set` take the labels of the form and the names of columns."""
    source = given(tmp_path, "in.csv", "what we sell,x\ngallium,1\n")
    for pairs in (
        ("--map", "货物：what we sell", "--set", "目的国＝美国", "--set", "最终用途=军用"),
        ("--map", "Goods=what we sell", "--set", "Destination: US", "--set", "End use=military"),
    ):
        screening = screen(source, "out.csv", *pairs, "--on", "2025-06-01")
        assert column(screening.rows, "decision") == ["prohibited"]
        (tmp_path / "out.csv").unlink(missing_ok=True)
