"""Translate the sentences of reports into the current language, which the command line selects."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exportctl.sentences import ENGLISH, BilingualName, Language, Sentence, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exportctl.law.model import Name

CATALOGUES: Final = Path(__file__).parents[2] / "locale"
LANGUAGES: Final = (ENGLISH.code, "zh")
WORDS: Final = "exportctl"
"""The catalogue of the program's messages."""
NOTES: Final = "law"
"""The catalogue of the notes in the data. It is long, so it is read only if such a note is shown."""
_current: Final = ContextVar("language", default=ENGLISH)
_by_option: Final = ContextVar("by_option", default=False)
_COMMAND: Final = re.compile(r"\bexportctl (?=(?:check|classify|party|steps) )")
"""The beginning of a suggested command that prints an answer."""


@contextmanager
def using_language(code: str, instead: Mapping[str, str] | None = None, *, by_option: bool = False) -> Iterator[None]:
    """Switch to a language for the time of the context.

    `instead` has the words that replace English ones before the translation: a page names its fields where a terminal names commands.
    A language that only an option selects (`by_option`) is stated in suggested commands.
    """
    language = ENGLISH if code == ENGLISH.code else _language(code)
    token, token_of_option = (
        _current.set(_with_other_words(language, instead) if instead else language),
        _by_option.set(by_option),
    )
    try:
        yield
    finally:
        _current.reset(token)
        _by_option.reset(token_of_option)


def in_same_language(text: str) -> str:
    """Return a text whose commands answer in the current language, also if only an option selected it."""
    return _COMMAND.sub(f"exportctl --lang {_current.get().code} ", text) if _by_option.get() else text


def catalogue_file(code: str, name: str) -> Path:
    """Return the path of a catalogue of a language."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{name}.po"


def current_language() -> Language:
    """Return the current language."""
    return _current.get()


def render(text: str, named: Callable[[str], str] = str) -> str:
    """Return a text in the current language: a sentence with all its parts, or a name; other texts stay unchanged."""
    return _current.get().render(text, named)


def translate(words: str, /, **parts: Any) -> str:  # noqa: ANN401 - any value that can be formatted
    """Return words in the current language, with their parts."""
    language = _current.get()
    return fill(words, parts) if language is ENGLISH else language.render(Sentence(words, **parts))


def name_of(name: Name) -> str:
    """Return a name in the current language."""
    return _current.get().render(BilingualName.of(*name))


def bilingual(en: str, zh: str) -> str:
    """Return both names in English, because the Chinese one is that of the law, else the Chinese name."""
    if _current.get().is_english:
        return " ".join(dict.fromkeys(part for part in (en, zh) if part))
    return render(BilingualName(en, zh))


def _with_other_words(language: Language, instead: Mapping[str, str]) -> Language:
    return language._replace(words=lambda words: language.words(instead.get(words, words)))


@lru_cache(maxsize=len(LANGUAGES))
def _language(code: str) -> Language:
    """Return a language with its catalogues; texts that they lack stay English."""
    return Language(
        code,
        words=lambda words: _catalogue(code, WORDS).get(words, words),
        notes=lambda note: _catalogue(code, NOTES).get(note, note),
    )


@lru_cache(maxsize=2 * len(LANGUAGES))
def _catalogue(code: str, name: str) -> dict[str, str]:
    """Return the translations of a catalogue, by the English text."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no catalogue

    with catalogue_file(code, name).open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id and message.string}
