"""A language says everything: whoever adds a word to the code, the help or the law is told which catalogue waits for it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from exportctl.api import Law
from exportctl.reports.words.language import CATALOGUES, LANGUAGES
from exportctl.sentences import ENGLISH
from tests.catalogue import catalogue, written

OTHERS = [code for code in LANGUAGES if code != ENGLISH.code]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_and_nothing_is_left_over(store: Law, language: str) -> None:
    """The catalogue has all that is said and nothing that is not said any more: `make catalogue` would change nothing of it."""
    file = CATALOGUES / language / "LC_MESSAGES" / "exportctl.po"
    assert file.read_text(encoding="utf-8") == written(store, language)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_waits_for_its_words(language: str) -> None:
    """All that is said is translated."""
    assert [item.id for item in catalogue(language) if not str(item.string).strip()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_speaks_of_the_same_parts(language: str) -> None:
    """Each place in braces stands in both, written alike."""
    parts = re.compile(r"\{[^{}]*\}")
    for item in catalogue(language):
        assert Counter(parts.findall(str(item.string))) == Counter(parts.findall(str(item.id))), item.id
