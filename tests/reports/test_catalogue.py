"""Every text of the code, the help and the law has a translation, or the test names the catalogue that lacks it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from exportctl.api import Law
from exportctl.reports.i18n.language import LANGUAGES, NOTES, WORDS, catalogue_file
from exportctl.sentences import ENGLISH
from tests.catalogue import catalogue, written

CATALOGUED = [(code, name) for code in LANGUAGES if code != ENGLISH.code for name in (WORDS, NOTES)]
every = pytest.mark.parametrize(("language", "name"), CATALOGUED)


@every
def test_nothing_is_missing_and_nothing_is_left_over(store: Law, language: str, name: str) -> None:
    """A catalogue has exactly the present texts: `make catalogue` would change nothing."""
    assert catalogue_file(language, name).read_text(encoding="utf-8") == written(store, language, name)


@every
def test_no_text_lacks_a_translation(language: str, name: str) -> None:
    """Every text is translated."""
    assert [item.id for item in catalogue(language, name) if not str(item.string).strip()] == []


@every
def test_a_translation_speaks_of_the_same_parts(language: str, name: str) -> None:
    """Each placeholder in braces is in both, spelled alike."""
    parts = re.compile(r"\{[^{}]*\}")
    for item in catalogue(language, name):
        assert Counter(parts.findall(str(item.string))) == Counter(parts.findall(str(item.id))), item.id


@pytest.mark.parametrize("language", [code for code, name in CATALOGUED if name == NOTES])
def test_a_note_has_its_figures_and_names_in_every_language(language: str) -> None:
    """A translation has each figure of its note, and no Latin word that the note lacks."""
    figures, words = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[A-Za-z]{2,}")
    for item in filter(lambda item: item.id, catalogue(language, NOTES)):
        note, translation = str(item.id), str(item.string)
        assert set(figures.findall(note)) <= set(figures.findall(translation)), note
        assert set(words.findall(translation)) <= set(words.findall(note)), note
