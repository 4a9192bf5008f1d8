"""The vocabulary: names of goods, groups of goods and properties, the words that qualify them, and the rules of reading words."""

from __future__ import annotations

from typing import Literal, NamedTuple

from exportctl.law.model import Confidence, Customs, Form, Name, Source

NamedForm = Literal[Form, "bulk"]
"""A form that a word or a name says; a bulk piece is one that only they say."""
ListName = Literal[
    "forms", "neutral", "ordinary", "qualities", "quantities", "absent", "purpose", "parts", "technology", "carriers", "taught",
    "conjunctions", "grades", "feedstocks", "share_ends", "conditions", "alternatives", "qualifiers", "remarks", "bounds",
]  # fmt: skip
"""The lists of words, by the fields of `WordList`."""
Stage = Literal["grades-of-use", "uses", "purpose"]
"""The annotators that run rules of reading. Each tests by the law whether a match counts."""
MarkedAs = Literal["neutral", "purpose"]
"""The labels that rules of reading write."""


class Words(NamedTuple):
    """The names of a material, by language."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class Material(NamedTuple):
    """Goods with their names in trade, their elements, and the entries of the list that name them.

    `related` are entries on the same goods in another form or grade, which are tried once the entries of the name are ruled out.
    """

    id: str
    names: Words
    confidence: Confidence
    entries: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()
    formula: str | None = None
    cas: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()
    form: NamedForm | None = None
    may_be: tuple[str, ...] = ()
    customs: tuple[Customs, ...] = ()
    related: tuple[str, ...] = ()
    note: str | None = None


class Group(NamedTuple):
    """A phrase of acts for goods, and the entries and materials that it means."""

    id: str
    name: Name
    confidence: Confidence
    sources: tuple[Source, ...]
    entries: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    note: str | None = None


class FormWords(NamedTuple):
    """Words for a physical form of goods."""

    form: NamedForm
    words: tuple[str, ...]


class WordList(NamedTuple):
    """The meanings of words other than names: a form, nothing, something absent, a purpose, a part.

    `ordinary` are words that say nothing more of goods whose terms are those of ordinary trade, `qualities` such as say nothing more of
    goods that are named as a line's. `quantities` end the name of a figure (payload). `technology` are words for technology that leave
    open what it is about, and so are understood no further (process), `carriers` those for what carries it, which is technology also as
    a part of something (drawings),
    `taught` those for courses, advice and manuals, which goods may be for or come with.

    `conjunctions` join what goods lack to more of it. `grades` and `feedstocks` behind the name of a product say that goods are
    meant for it, or are made into it. `share_ends` may follow a share of goods without making it one of something else. Of figures,
    `conditions` are such as a part has at work, `alternatives` come before another value, `qualifiers` before the name of a property
    leave it what it is, `remarks` may stand in brackets behind it, and `bounds` bound some figure, wherever they stand.
    """

    forms: tuple[FormWords, ...] = ()
    neutral: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    feedstocks: tuple[str, ...] = ()
    share_ends: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


class Parameter(NamedTuple):
    """A measurable property and the unit the criteria are written in.

    `short` names are this property beside goods whose lines ask for it, and any other elsewhere: the voltage of a capacitor.
    """

    id: str
    name: Name
    unit: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class Gap(NamedTuple):
    """Words of any kind: from `least` to `most` Latin words or Chinese characters, or the rest of a clause.

    A clause ends at a comma, a semicolon, a bracket or the end of the text.
    """

    of: Literal["word", "character", "clause"]
    least: int = 0
    most: int = 0


class Element(NamedTuple):
    """A part of a rule: a phrase of a list of words, one of some words, or a gap.

    `words` count as they are written here, those of a list in any case and number.
    """

    list_: ListName | None = None
    words: tuple[str, ...] = ()
    gap: Gap | None = None
    optional: bool = False


class Example(NamedTuple):
    """A text, and the words in it that a rule marks."""

    text: str
    words: str


class Rule(NamedTuple):
    """A rule of reading: the annotator that runs it, the label that it writes, its elements, and examples.

    `yes` are texts with the words that it marks, `no` texts in which it marks nothing.
    """

    id: str
    at: Stage
    why: str
    marks: MarkedAs
    sequence: tuple[Element, ...]
    yes: tuple[Example, ...]
    no: tuple[str, ...]
