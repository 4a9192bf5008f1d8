"""A sentence keeps its words apart from its parts: it is English as it stands, and can be translated with the same parts."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Fact(str):
    """A fact or wish of the caller that is named in a message; each surface has its own name for it, as `--to` is for `to`."""

    __slots__ = ()


class Called(str):
    """An English name together with the Chinese one."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """Take both names."""
        self = super().__new__(cls, en)
        self.zh = zh
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what it is made from, for copies and for other processes."""
        return type(self), (str(self), self.zh)


class Noted(str):
    """A text that the data notes beside the law, in English; a catalogue of its own has the words for it."""

    __slots__ = ()


class _Count(int):
    """A number that is written with separators, unless the words say how it is written."""

    def __format__(self, spec: str, /) -> str:
        """Return the number as text: 1,000,000."""
        return int.__format__(self, spec or ",")


def fill(words: str, parts: Mapping[str, Any]) -> str:
    """Return words with their parts, in which each whole number has separators."""
    return words.format(**{name: _Count(part) if type(part) is int else part for name, part in parts.items()})


class Sentence(str):
    """A text that is written in English: `words`, with a place in braces for each of the `parts`.

    A part may be a sentence, a name or a fact itself. A whole number is a count, and has separators; the number of a row, which people
    look for as it is, is given as a text. Words that are written where a sentence is made stand in the catalogue of each language.
    """

    __slots__ = ("parts", "words")
    words: str
    parts: Mapping[str, Any]

    def __new__(cls, words: str, /, **parts: Any) -> Self:  # noqa: ANN401 - whatever a text can show
        """Take the words, and the parts by the names of their places."""
        self = super().__new__(cls, fill(words, parts))
        self.words, self.parts = words, parts
        return self

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a text of the data as a sentence without parts; a brace in it is a brace."""
        return cls(text.replace("{", "{{").replace("}", "}}"))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what it is made from, for copies and for other processes."""
        return _again, (type(self), self.words, dict(self.parts))


def _again(cls: type[Sentence], words: str, parts: Mapping[str, Any]) -> Sentence:
    return cls(words, **parts)


def translatable(words: str) -> str:
    """Return words for sentences that are made elsewhere; the call puts the words into the catalogues."""
    return words


class Listed(str):
    """Texts that are joined in a sentence, with the words between them."""

    __slots__ = ("between", "items")
    between: str
    items: tuple[str, ...]

    def __new__(cls, between: str, items: Iterable[str]) -> Self:
        """Take the words between, and the texts."""
        texts = tuple(items)
        self = super().__new__(cls, between.join(texts))
        self.between, self.items = between, texts
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what it is made from, for copies and for other processes."""
        return type(self), (self.between, self.items)


def join(items: Iterable[str]) -> Listed:
    """Return texts in a row: a, b, c."""
    return Listed(translatable(", "), items)


def side_by_side(items: Iterable[str]) -> Listed:
    """Return texts in a row that may have commas in them: a; b; c."""
    return Listed(translatable("; "), items)


def paragraph(items: Iterable[str]) -> str:
    """Return whole sentences, one after the other."""
    return reduce(lambda first, then: Sentence("{first} {then}", first=first, then=then), items)


def both(items: Iterable[str]) -> Listed:
    """Return texts that are all meant: a and b and c."""
    return Listed(translatable(" and "), items)


def either(items: Iterable[str]) -> Listed:
    """Return texts as alternatives: a or b or c."""
    return Listed(translatable(" or "), items)


class Language(NamedTuple):
    """A language of reports: its code, and the functions that translate English words and notes of the data."""

    code: str
    words: Callable[[str], str]
    notes: Callable[[str], str] = str

    def tell(self, text: str, name_of: Callable[[str], str] = str) -> str:
        """Return a text in this language: a sentence with all its parts, or a name; facts go by the names they have there."""
        match text:
            case Fact():
                return name_of(text)
            case Noted():
                return self.notes(text)
            case Sentence():
                parts = {
                    name: self.tell(part, name_of) if isinstance(part, str) else part
                    for name, part in text.parts.items()
                }
                return fill(self.words(text.words), parts)
            case Listed():
                items = [self.tell(item, name_of) for item in text.items]
                # several English names may have one name in another language
                return self.words(text.between).join(items if self is ENGLISH else dict.fromkeys(items))
            case Called():
                return text.zh or str(text) if self.code == "zh" else str(text)
            case _:
                return text


ENGLISH: Final = Language("en", str)
"""The language that everything is written in; no catalogue has to be read for it."""
