"""Every text of the code, the help and the law has a translation, or the test names the catalogue that lacks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from exportctl.api import Law
from exportctl.reports.i18n.language import LANGUAGES, NOTES, WORDS, catalogue_file, render, using_language
from exportctl.sentences import ENGLISH, either, join
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
        assert set(figures.findall(note)) <= {*figures.findall(translation), *_ordinals(translation)}, note
        assert set(words.findall(translation)) <= set(words.findall(note)), note


def _ordinals(text: str) -> Iterator[str]:
    """Yield the numbers of articles, paragraphs and parts, which Chinese writes in words: 第十二条第三款 is 12, 3 and 12.3."""
    numeral = "([一二三四五六七八九十百零]+)"
    for run in re.findall(rf"第({numeral}(?:[、至和]{numeral})*)(?:条|款|项|类|部分)", text):
        yield from (str(_value(word)) for word in re.findall(numeral, run[0]))
    for article, paragraph in re.findall(rf"第{numeral}条第{numeral}款", text):
        yield f"{_value(article)}.{_value(paragraph)}"


def _value(numeral: str) -> int:
    """Return the value of a Chinese numeral: 二十六 is 26."""
    value = digit = 0
    for letter in numeral:
        if unit := {"十": 10, "百": 100}.get(letter):
            value, digit = value + (digit or 1) * unit, 0
        else:
            digit = "零一二三四五六七八九".index(letter)
    return value + digit


@pytest.mark.parametrize("name", [WORDS, NOTES])
def test_chinese_texts_are_spaced_and_quoted_alike(name: str) -> None:
    """Blanks beside options and commands, none beside counts and per cent signs, and no quotes of English."""
    wrong = re.compile(
        r"[一-鿿](?:`?--[a-z]|exportctl)|(?:--[a-z][a-z-]*|exportctl(?: [a-z]+)*)`?[一-鿿]"
        r"|[0-9}] %|[0-9}] (?:行|列(?!表)|个|项(?!目)|张)|[一-鿿] \d+[行列个项张]|'[{}\w]+'[一-鿿]"
    )
    assert [str(item.string) for item in catalogue("zh", name) if item.id and wrong.search(str(item.string))] == []


def test_chinese_words_between_options_have_blanks() -> None:
    """Between other words there are none."""
    with using_language("zh"):
        assert render(either(["--end-use", "--end-user-type"])) == "--end-use 或 --end-user-type"
        assert render(join(["--end-use", "--to"])) == "--end-use、--to"
        assert render(either(["镓", "锗"])) == "镓或锗"
