"""A text with its tokens, the phrases of the lexicon in it, and its annotations so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol, TypeVar

from exportctl.goods.annotation import NAMES, POINTERS, Annotation
from exportctl.goods.inverted import inverted_phrase
from exportctl.law.trie import tokens_of, without_valences

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Label
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.law.labels import PhraseLabel, RuleLabel
    from exportctl.law.trie import Phrase, Token, Trie

_Result = TypeVar("_Result")
Trait = Literal["figure", "capital", "run"]
"""A trait of the characters of a text: it has a digit or what numerals count, a capital letter, or a run of Chinese characters."""
_COUNTED: Final = ("联动", "转轴", "axis", "axes", "contouring")
"""The words with counts in numerals: 五轴联动, five axis."""
_CAPITAL: Final = re.compile(r"[A-Z]")
_ACRONYM: Final = re.compile(r"[A-Z]{3,4}")
RUN: Final = re.compile(r"(?:(?<![A-Za-z\d])[A-Z]{3,6}[\u4e00-\u9fff]{3,}|[\u4e00-\u9fff]{6,})")
"""Chinese words that may hold the name of a machine, and words for its kind within it."""
_UNITS: Final = {
    unit.upper(): unit
    for unit in ("ohm cm", "ohm.cm", "ohm-cm", *"MPa GPa kPa g/cm3 g/cc um mm kV kW kHz MHz GHz".split())  # noqa: SIM905 - a row is easier to read
}
"""Units that are unambiguous in capitals, too; MW may be milliwatts, CM centimetres or curium."""
_WRITTEN: Final = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_IN_CAPITALS: Final = re.compile(rf"(\d\s?)({_WRITTEN})(?![A-Za-z0-9])")
_EACH_TIME: Final = re.compile(
    r"每(?P<time>秒|分钟|小时)(?P<figure>\d[\d.]*\s?万?(?:立方米|公斤|千克|毫升|帧|幅|次|转|捻|升|吨|克|米|kg|m3|m³|L|t|g|m)(?![A-Za-z\d/]))"
)
"""A figure behind its time: 每秒100万帧 is 100万帧/秒."""


class Spanned(Protocol):
    """A token, a phrase, an annotation or a segment: anything with a place in a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind it."""


class Span(NamedTuple):
    """A part of a text by its place."""

    start: int
    end: int


class LexiconHit(NamedTuple):
    """A phrase of the lexicon in a text, and its possible meanings under one label."""

    start: int
    end: int
    words: str
    meanings: tuple[str, ...]

    @property
    def as_listed(self) -> bool:
        """Whether a phrase of a plain list has its listed spelling, in any case: no plural, and no variant."""
        return self.words.casefold() in self.meanings


class AnnotatedText:
    """A text that one `annotator` after another reads. The lexicon is looked up once; each sees the annotations so far.

    It `is_read` once annotations cover every token.
    Its `traits`, by which annotators without work are skipped, are those of its characters and the labels of its phrases.
    """

    def __init__(self, phrases: Trie, text: str) -> None:
        """Find the tokens of a text, and every phrase in them."""
        self.text, plain = text, without_valences(text)
        self.tokens = tokens_of(plain)
        self._starts = [token.start for token in self.tokens]
        self.annotator = ""
        self.annotations: list[Annotation] = []
        self._labels: set[Label] = set()
        self._names: list[Annotation] | None = []
        self._demoted: list[Annotation] = []
        self._unread = (1 << len(self.tokens)) - 1
        self.is_read = not self.tokens
        self._kept: list[Token] | None = None
        self._phrases: dict[str, list[Phrase]] = {}
        self._hits: dict[str, list[tuple[int, LexiconHit]]] = {}
        self._results: dict[Callable[[AnnotatedText], Any], Any] = {}
        inverted = inverted_phrase(phrases, plain, self.tokens) if "," in text else None
        for phrase in [*phrases.phrases(plain, self.tokens), *([inverted] if inverted else [])]:
            for label in phrase.senses:
                self._phrases.setdefault(label, []).append(phrase)
        self.traits = {*self._phrases, *_traits_of(text)}

    def once(self, compute: Callable[[AnnotatedText], _Result]) -> _Result:
        """Return what a function finds in the text. It is called again only after annotations have changed."""
        if compute not in self._results:
            self._results[compute] = compute(self)
        result: _Result = self._results[compute]
        return result

    @property
    def unread(self) -> list[Token]:
        """The tokens that no annotation covers, in their order."""
        if self._kept is None:
            self._kept = [token for number, token in enumerate(self.tokens) if self._unread >> number & 1]
        return self._kept

    @property
    def names(self) -> list[Annotation]:
        """The names of goods, in the order of the text, without those that belong to a share or a grade."""
        if self._names is None:
            named = [item for item in self.annotations if item.label in NAMES]
            self._names = sorted([item for item in named if item not in self._demoted])
        return self._names

    def has(self, start: int, end: int) -> bool:
        """Whether a span contains an unread token."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        return (self._unread >> first) & ((1 << last - first) - 1) != 0

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens within a span, read or unread."""
        return [token for token in self.tokens if start <= token.start and token.end <= end]

    def holds(self, label: PhraseLabel) -> bool:
        """Whether the text has a phrase of a label of the lexicon, read or unread."""
        return label in self._phrases

    def annotations_of(self, *labels: Label) -> list[Annotation]:
        """Return the annotations with one of some labels so far."""
        if self._labels.isdisjoint(labels):  # as in most questions
            return []
        return [annotation for annotation in self.annotations if annotation.label in labels]

    def phrases(self, label: PhraseLabel | RuleLabel, among: Sequence[Token] | None = None) -> list[LexiconHit]:
        """Return the phrases of a label in the unread tokens, or in the given ones; of two that overlap, the longer one."""
        if label not in self._phrases:
            return []
        free = self._unread if among is None else self._bits(among)
        every = self._hits_of(label)
        if len(every) == 1:
            return [hit for tokens, hit in every if not tokens & ~free]
        hits = []
        for tokens, hit in every:
            if not tokens & ~free:
                free &= ~tokens
                hits.append(hit)
        return sorted(hits)

    def every_phrase(self, label: PhraseLabel) -> list[LexiconHit]:
        """Return all phrases of a label in the text, read or unread, also those within longer ones."""
        return [hit for _, hit in self._hits_of(label)] if label in self._phrases else []

    def annotation(
        self,
        span: tuple[int, int],
        label: Label,
        value: str = "",
        *,
        meanings: tuple[str, ...] = (),
        figure: Figure | None = None,
    ) -> Annotation:
        """Return an annotation of a span of this text by the current annotator, which is its rule."""
        start, end = span
        return Annotation(
            start, end, self.text[start:end], label, value, self.annotator, self.annotator, meanings, figure
        )

    def add(self, annotation: Annotation) -> None:
        """Store an annotation; the tokens within its span are read, unless it only points to them."""
        self.annotations.append(annotation)
        self._labels.add(annotation.label)
        self._results.clear()
        if annotation.label not in POINTERS:
            self._read(annotation.start, annotation.end)
        if annotation.label in NAMES:
            self._names = None

    def retract(self, annotation: Annotation) -> None:
        """Remove an annotation, such as a name that a longer phrase turns into something else. Its words stay read."""
        self.annotations.remove(annotation)
        self._results.clear()
        self._names = None

    def retract_within(self, start: int, end: int) -> None:
        """Remove the names that begin within a span, which is a name as a whole."""
        for name in [name for name in self.names if start <= name.start < end]:
            self.retract(name)

    def demote(self, name: Annotation) -> None:
        """Keep a name that belongs to a figure, as one that does not name the goods."""
        self._demoted.append(name)
        self._results.clear()
        self._names = None

    def _hits_of(self, label: PhraseLabel | RuleLabel) -> list[tuple[int, LexiconHit]]:
        """Return the phrases of a label with their tokens as bits, from the longest to the shortest."""
        if label not in self._hits:
            hits = []
            for phrase in self._phrases[label]:
                start, end = self.tokens[phrase.first].start, self.tokens[phrase.last].end
                hits.append((phrase.tokens, LexiconHit(start, end, self.text[start:end], phrase.senses[label])))
            self._hits[label] = sorted(hits, key=_from_the_longest) if len(hits) > 1 else hits
        return self._hits[label]

    def _read(self, start: int, end: int) -> None:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first < last:
            if self.tokens[last - 1].end > end:  # it continues after the span
                last -= 1
            self._unread &= (1 << first) - (1 << last) - 1
            self.is_read = not self._unread
            self._kept = None

    def _bits(self, tokens: Sequence[Token]) -> int:
        if not tokens:
            return 0
        first, last = bisect_left(self._starts, tokens[0].start), bisect_left(self._starts, tokens[-1].start)
        if last - first + 1 == len(tokens):  # they are neighbours
            return (2 << last) - (1 << first)
        bits = 0
        for token in tokens:
            bits |= 1 << bisect_left(self._starts, token.start)
        return bits


def is_within(part: Spanned, spans: Iterable[Spanned]) -> bool:
    """Return whether a part of a text lies within one of some spans."""
    start, end = part.start, part.end
    for span in spans:  # noqa: SIM110 - called most often of all, and twice as fast as `any`
        if span.start <= start and end <= span.end:
            return True
    return False


def is_within_longer(part: Spanned, spans: Iterable[Spanned]) -> bool:
    """Return whether a part of a text lies within one of some spans that is longer: GOLF of GOLF CLUB."""
    return any(
        span.start <= part.start and part.end <= span.end and span.end - span.start > part.end - part.start
        for span in spans
    )


def begins_within(part: Spanned, spans: Iterable[Spanned]) -> bool:
    """Return whether a part of a text begins within one of some spans."""
    return any(span.start <= part.start < span.end for span in spans)


def overlap(one: Spanned, other: Spanned) -> bool:
    """Return whether two parts of a text have a character in common."""
    return one.start < other.end and other.start < one.end


def same_place(one: Spanned, other: Spanned) -> bool:
    """Return whether two parts of a text begin and end at the same places."""
    return one.start == other.start and one.end == other.end


def consists_of(
    text: AnnotatedText, span: tuple[int, int], label: PhraseLabel, marks: str, others: Iterable[Spanned] = ()
) -> bool:
    """Return whether a span has only phrases of a label in their listed spelling, `others`, and blanks and `marks` between them."""
    start, end = span
    words: list[Spanned] = [hit for hit in text.phrases(label, text.tokens_in(start, end)) if hit.as_listed]
    between = list[str]()
    for part in sorted([*words, *others], key=attrgetter("start")):
        between.append(text.text[start : part.start])
        start = max(start, part.end)
    return all(sign.isspace() or sign in marks for sign in "".join([*between, text.text[start:end]]))


def is_acronym_like_noun(word: str, text: str, nouns: Collection[str]) -> bool:
    """Return whether a word of 3 or 4 letters is an acronym that is spelt like a noun: TEA behind 水泥助磨剂 is no tea.

    In a text in capitals it is the noun.
    """
    return bool(_ACRONYM.fullmatch(word)) and word.lower() in nouns and not (text.isascii() and text.isupper())


def with_units_in_case(text: str) -> str:
    """Return a text with units in the case of their symbols, and before the time that a figure is for: 1300MPA is 1300 MPa.

    The text keeps its length, so that a place in it is the same place in the text as it is written.
    """
    if "每" in text:
        text = _EACH_TIME.sub(r"\g<figure>/\g<time>", text)
    return text if text.islower() else _IN_CAPITALS.sub(lambda unit: unit[1] + _UNITS[unit[2]], text)


def _from_the_longest(item: tuple[int, LexiconHit]) -> tuple[int, int]:
    _, hit = item
    return hit.start - hit.end, hit.start


def _traits_of(text: str) -> Iterator[Trait]:
    if any(map(str.isdigit, text)) or any(word in text for word in _COUNTED):
        yield "figure"
    if _CAPITAL.search(text):
        yield "capital"
    if RUN.search(text):
        yield "run"


def without(text: str, spans: Iterable[Spanned]) -> str:
    """Return a text with blanks in place of some of its words."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
