"""Descriptions of controlled goods belong to lines there are, and none of them gets past the three vetoes."""

from __future__ import annotations

from bench.goods import controlled, everything, three_vetoes
from exportctl.law.register import Register


def test_every_description_belongs_to_a_line_there_is(law: Register) -> None:
    """A code that is no line would be measured against nothing; no description stands twice."""
    rows = controlled()
    assert len(rows) > 300
    assert {code for code, _, _ in rows} <= law.entries.keys()
    assert {lang for _, lang, _ in rows} == {"en", "zh"}
    assert len({words for _, _, words in rows}) == len(rows)


def test_no_controlled_goods_get_past_the_vetoes(law: Register) -> None:
    """Green is the worst error."""
    green = three_vetoes(everything(law))
    assert [(code, words) for code, _, words in controlled() if green(words)] == []
    assert green("cotton T-shirts for men")
    assert not green("")
