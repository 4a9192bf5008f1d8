"""`classify --trace` prints which rule marked which words, and which words no rule read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask


def test_each_word_has_its_rule() -> None:
    """The table names words, label, value and rule; a figure that is a bound is marked as one."""
    answer = ask("classify", "gallium 6N min, zorblax", "--trace")
    assert answer.code == 1
    rows = [line.split() for line in answer.out.splitlines()]
    assert ["gallium", "6N", "name", "Gallium", "names"] in rows
    assert ["6N", "min", "property", "purity≥6N", "?", "purity"] in rows
    assert "Unrecognised zorblax" in answer.out


def test_a_text_that_is_known_whole_has_one_mark() -> None:
    """The document has the span, the label, the certainty and the rule of each annotation."""
    answer = ask("classify", "7440-55-3", "--trace", "--format", "json")
    document = answer.json
    assert document["schema"] == "exportctl.trace/1"
    assert [(item["start"], item["end"], item["label"], item["rule"]) for item in document["annotations"]] == [
        (0, 9, "cas", "known-whole")
    ]
    assert document["unread"] == []


def test_a_text_in_capitals_is_marked_as_it_is_written() -> None:
    """The rules read it in its usual writing: a word in capitals would be a grade."""
    answer = ask("classify", "GALLIUM INGOTS, 25 KG PER BOTTLE", "--trace", "--format", "json")
    labels = {item["words"]: item["label"] for item in answer.json["annotations"]}
    assert labels == {"GALLIUM INGOTS": "name", "25 KG": "measure", "PER": "neutral", "BOTTLE": "neutral"}


def test_the_description_of_an_item_of_the_company_is_traced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is about the description, so its words have the rules, and not the key."""
    monkeypatch.chdir(tmp_path)
    Path("items.csv").write_text("sku,description\nGA-7,gallium metal ingots\n")
    Path("exportctl.toml").write_text('items = "items.csv"\n')
    answer = ask("classify", "GA-7", "--trace", "--format", "json")
    assert answer.json["item"] == "gallium metal ingots"
    assert [item["words"] for item in answer.json["annotations"]] == ["gallium metal", "ingots"]
