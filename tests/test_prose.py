"""The linter of prose finds banned phrases and terms, and the pages have none."""

from __future__ import annotations

import pytest

from tests.prose import CHECKED, SOURCES, Text, findings, hints, messages


def _phrases_in(words: str) -> list[tuple[str, str]]:
    """Return the phrases that break a rule, each with its replacement."""
    return [(finding.words, finding.instead) for finding in findings([Text("page.md", 1, words)])]


def test_a_finding_names_the_place_and_the_replacement() -> None:
    """A writer sees the file, the line, the phrase and the better term."""
    (finding,) = findings([Text("docs/page.md", 7, "The provision sleeps that day.")])
    assert str(finding) == "docs/page.md:7: 'sleeps': write 'suspended'"


def test_a_phrase_is_found_across_the_end_of_a_line() -> None:
    """The line is the one on which the phrase begins."""
    (finding,) = findings([Text("page.md", 7, "Every entry\nhas a code of\nthe list.")])
    assert (finding.line, finding.words) == (8, "code of the list")


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("No later act is known; the day is unsettled.", "unsettled"),
        ("It says so when nobody can know.", "nobody can know"),
        ("at worst prohibited", "at worst"),
        ("19 days gone", "days gone"),
        ("the export is barred", "barred"),
        ("a code of the list", "code of the list"),
        ("such goods are green", "green"),
        ("it decides nothing free", "decides nothing free"),
        ("writes the same, whole or not at all", "whole or not at all"),
        ("the law tells", "tells"),
        ("names that stand in a cell", "stand"),
        ("Whoever asks is answered.", "Whoever"),
        ("up to 100000 rows", "100000"),
        ("本条款休眠", "休眠"),
        ("推定拒绝", "推定拒绝"),
        ("须许可", "须许可"),
        ("从严审查", "从严审查"),
        ("数据核查至2026-10-10", "核查至"),
    ],
)
def test_a_banned_phrase_is_found(words: str, phrase: str) -> None:
    """Each kind of phrase is found."""
    assert phrase in [banned for banned, _ in _phrases_in(words)]


def test_docstrings_are_checked_for_phrases_and_not_for_terms() -> None:
    """A file may have a free name, and the status of the data is unsettled."""
    words = "Return a free name, and what the file says."
    assert [finding.words for finding in findings([Text("module.py", 1, words, is_code=True)])] == ["says"]


@pytest.mark.parametrize(
    "words",
    [
        "This export needs a licence from MOFCOM.",
        "The suspension ended on 2026-11-27; up to 1,000,000 rows.",
        "从严审查最终用户和最终用途",
        "须取得许可",
        "无须许可证",
        "原则上不予许可",
    ],
)
def test_good_prose_has_no_finding(words: str) -> None:
    """The terms of the glossary pass."""
    assert _phrases_in(words) == []


def test_a_catalogue_is_read_in_both_languages() -> None:
    """The text and its translation are checked, and placeholders are no words."""
    lines = '#: a.py\nmsgid "{says} sleeps"\nmsgstr "{says}推定拒绝"\n'.encode().splitlines(keepends=True)
    places = [(item.line, item.words) for item in findings(messages("zh.po", lines))]
    assert places == [(2, "sleeps"), (2, "推定拒绝")]


def test_hints_name_passive_voice_and_long_sentences() -> None:
    """They are advice: `findings` has none of them."""
    text = Text("page.md", 1, f"The row was rejected by {'a very ' * 20}long rule of the program.")
    assert [hint.words[:12] for hint in hints([text])] == ["was rejected", "The row was "]
    assert list(findings([text])) == []


def test_every_source_has_text() -> None:
    """A source that is read from the wrong place would pass unseen."""
    assert [name for name, texts in SOURCES.items() if not any(text.words.strip() for text in texts())] == []


def test_the_checked_sources_have_no_finding() -> None:
    """`make check` runs the same."""
    assert [str(finding) for name in CHECKED for finding in findings(SOURCES[name]())] == []
