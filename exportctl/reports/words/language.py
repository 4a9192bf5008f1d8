"""What a reader is told is said in one language at a time; the command line chooses it, and English needs no catalogue."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exportctl.sentences import ENGLISH, Called, Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.law.model import Name

CATALOGUES: Final = Path(__file__).parents[2] / "locale"
LANGUAGES: Final = (ENGLISH.code, "zh")
_current: Final = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Let everything that is told meanwhile be told in a language, of those that there are."""
    token = _current.set(ENGLISH if code == ENGLISH.code else _language(code))
    try:
        yield
    finally:
        _current.reset(token)


def spoken() -> Language:
    """Return the language that is spoken."""
    return _current.get()


def tell(text: str, named: Callable[[str], str] = str) -> str:
    """Return a text in the language that is spoken: a sentence with all its parts, or a name; other texts stay what they are."""
    return _current.get().tell(text, named)


def say(words: str, /, **parts: Any) -> str:  # noqa: ANN401 - whatever a text can show
    """Return words in the language that is spoken, with their parts."""
    language = _current.get()
    return words.format(**parts) if language is ENGLISH else language.tell(Sentence(words, **parts))


def called(name: Name) -> str:
    """Return what something is called in the language that is spoken."""
    return _current.get().tell(Called(name.en or name.zh or "", name.zh))


def fully(en: str, zh: str) -> str:
    """Return both names of something to who reads English, where the Chinese one is that of the law, and else the Chinese one."""
    if _current.get() is ENGLISH:
        return " ".join(dict.fromkeys(part for part in (en, zh) if part))
    return tell(Called(en, zh))


@lru_cache(maxsize=len(LANGUAGES))
def _language(code: str) -> Language:
    """Return a language with the words of its catalogue; what this has no words for stays English."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs no catalogue

    with (CATALOGUES / code / "LC_MESSAGES" / "exportctl.po").open("rb") as stream:
        said = {str(message.id): str(message.string) for message in read_po(stream) if message.id and message.string}
    return Language(code, lambda words: said.get(words, words))
