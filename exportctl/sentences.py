"""A sentence keeps its words separate from its parts: it is in English, and can be translated with the same parts."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Fact(str):
    """A fact or option of the caller that a message names; each interface has its own name for it, such as `--to` for `to`."""

    __slots__ = ()


class Column(Fact):
    """The same as the name of a column; the command line, which names facts by their options, keeps it."""

    __slots__ = ()


class BilingualName(str):
    """An English name with the Chinese name."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """Take both names."""
        self = super().__new__(cls, en)
        self.zh = zh
        return self

    @classmethod
    def of(cls, en: str, zh: str) -> Self:
        """Take both names; the Chinese one counts in both languages if the English one is empty."""
        return cls(en or zh or "", zh)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments of the constructor, for copies and for other processes."""
        return type(self), (str(self), self.zh)


class DataNote(str):
    """An English note in the data; a separate catalogue has its translations."""

    __slots__ = ()


class _Count(int):
    """A number that is formatted with separators, unless the words specify another format."""

    def __format__(self, spec: str, /) -> str:
        """Return the number as text: 1,000,000."""
        return int.__format__(self, spec or ",")


def fill(words: str, parts: Mapping[str, Any]) -> str:
    """Return a text with its placeholders filled; whole numbers get separators."""
    return words.format(**{name: _Count(part) if type(part) is int else part for name, part in parts.items()})


class Sentence(str):
    """A text in English: `words`, with a placeholder in braces for each of the `parts`.

    A part may be a sentence, a name or a fact itself. A whole number is a count, and gets separators; the number of a
    row, which people search for in digits, is passed as a text. The catalogue of each language contains the words of
    all sentences in the code.
    """

    __slots__ = ("parts", "words")
    words: str
    parts: Mapping[str, Any]

    def __new__(cls, words: str, /, **parts: Any) -> Self:  # noqa: ANN401 - any value that can be formatted
        """Take the words, and the parts by the names of their placeholders."""
        self = super().__new__(cls, fill(words, parts))
        self.words, self.parts = words, parts
        return self

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a text of the data as a sentence without parts, with literal braces; a sentence remains as it is."""
        return text if isinstance(text, cls) else cls(text.replace("{", "{{").replace("}", "}}"))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments of the constructor, for copies and for other processes."""
        return _again, (type(self), self.words, dict(self.parts))


def _again(cls: type[Sentence], words: str, parts: Mapping[str, Any]) -> Sentence:
    return cls(words, **parts)


def as_sentence(words: str, /, **parts: Any) -> Sentence:  # noqa: ANN401 - the same
    """Return words with a part for each placeholder as a sentence; words without parts, or a whole sentence, stay as they are."""
    return Sentence(words, **parts) if parts else Sentence.of(words)


def translatable(words: str) -> str:
    """Return words for sentences that are made elsewhere; this call adds the words to the catalogues."""
    return words


class JoinedTexts(str):
    """Texts that are joined in a sentence by a separator."""

    __slots__ = ("between", "items")
    between: str
    items: tuple[str, ...]

    def __new__(cls, between: str, items: Iterable[str]) -> Self:
        """Take the separator, and the texts."""
        texts = tuple(items)
        self = super().__new__(cls, between.join(texts))
        self.between, self.items = between, texts
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments of the constructor, for copies and for other processes."""
        return type(self), (self.between, self.items)


class Clause(str):
    """A sentence that continues another after a colon: in English its own first word has no capital letter."""

    __slots__ = ("sentence",)
    sentence: str

    def __new__(cls, sentence: str) -> Self:
        """Take the sentence, or a step in the words of the data."""
        self = super().__new__(cls, _as_clause(sentence, sentence))
        self.sentence = sentence
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the arguments of the constructor, for copies and for other processes."""
        return type(self), (self.sentence,)


def _as_clause(sentence: str, text: str) -> str:
    """Return the text of a sentence without the capital letter of its first word; a name that begins it stays as it is."""
    own = isinstance(sentence, BilingualName) or (isinstance(sentence, Sentence) and not sentence.words.startswith("{"))
    return f"{text[0].lower()}{text[1:]}" if own else text


def with_capital(text: str) -> str:
    """Return a text with a capital letter at its beginning; other letters stay as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def join(items: Iterable[str]) -> JoinedTexts:
    """Return texts in a row: a, b, c."""
    return JoinedTexts(translatable(", "), items)


def side_by_side(items: Iterable[str]) -> JoinedTexts:
    """Return texts in a row that may contain commas: a; b; c."""
    return JoinedTexts(translatable("; "), items)


def paragraph(items: Iterable[str]) -> str:
    """Return whole sentences, one after the other."""
    return reduce(lambda first, then: Sentence("{first} {then}", first=first, then=then), items)


def both(items: Iterable[str]) -> JoinedTexts:
    """Return texts that all apply: a, b and c."""
    return _with_last(translatable(" and "), items)


def either(items: Iterable[str]) -> JoinedTexts:
    """Return texts as alternatives: a, b or c."""
    return _with_last(translatable(" or "), items)


def and_more(names: str, count: int) -> str:
    """Return names, with the number of omitted ones if there are any."""
    return Sentence("{names} and {count} more", names=names, count=count) if count > 0 else names


def _with_last(between: str, items: Iterable[str]) -> JoinedTexts:
    """Return texts in a row, the last of them after a word."""
    texts = tuple(items)
    return JoinedTexts(between, (join(texts[:-1]), texts[-1]) if len(texts) > 1 else texts)


def _beside_options(between: str, items: Iterable[str]) -> str:
    """Return what joins texts: a Chinese word between options has a blank on each side."""
    return f" {between} " if between.isalpha() and any(item.startswith("--") for item in items) else between


class Language(NamedTuple):
    """A language of reports: its code, and the functions that translate English words and notes of the data."""

    code: str
    words: Callable[[str], str]
    notes: Callable[[str], str] = str

    @property
    def is_english(self) -> bool:
        """Whether this is English."""
        return self.code == "en"

    def render(self, text: str, name_of: Callable[[str], str] = str) -> str:
        """Return a text in this language: a sentence with all its parts, or a name; `name_of` returns the names of facts."""
        match text:
            case Fact():
                return name_of(text)
            case DataNote():
                return self.notes(text)
            case Clause():
                rendered = self.render(text.sentence, name_of)
                return _as_clause(text.sentence, rendered) if self.is_english else rendered
            case Sentence():
                parts = {
                    name: self.render(part, name_of) if isinstance(part, str) else part
                    for name, part in text.parts.items()
                }
                return fill(self.words(text.words), parts)
            case JoinedTexts():
                items = [self.render(item, name_of) for item in text.items]
                if self.is_english:
                    return text.between.join(items)
                # several English names may have one name in another language
                return _beside_options(self.words(text.between), items).join(dict.fromkeys(items))
            case BilingualName():
                return text.zh or str(text) if self.code == "zh" else str(text)
            case _:
                return text


ENGLISH: Final = Language("en", str)
"""The language of all texts in the code; it needs no catalogue."""
