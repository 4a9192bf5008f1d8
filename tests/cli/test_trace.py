"""`classify --trace` prints which rule marked which words, and which words no rule read."""

from __future__ import annotations

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
