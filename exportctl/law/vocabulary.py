"""The vocabulary is what people call goods, groups of goods and their properties, and what the words around these say."""

from __future__ import annotations

from typing import Literal, NamedTuple

from exportctl.law.model import Confidence, Customs, Form, Name, Source

NamedForm = Literal[Form, "bulk"]
"""A form that a word or a name says; a bulk piece is one that only they say."""


class Words(NamedTuple):
    """The names of a material, by language."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class Material(NamedTuple):
    """Goods by the names people give them, what they contain, and the lines of the list that name them.

    `related` are lines about the same goods in another form or grade, which are asked once the lines of the name are ruled out.
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
    """Goods that acts name in words, and the entries and materials meant by the words."""

    id: str
    name: Name
    confidence: Confidence
    sources: tuple[Source, ...]
    entries: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    note: str | None = None


class FormWords(NamedTuple):
    """Words that say in which form goods are."""

    form: NamedForm
    words: tuple[str, ...]


class WordList(NamedTuple):
    """What words beside the names of goods say: a form, nothing, what is absent, what the goods are for, what is a part of them.

    `ordinary` are words that say nothing more of goods whose terms are those of ordinary trade, `qualities` such as say nothing more of
    goods that are named as a line's. `quantities` end the name of a figure (payload). `technology` are words for technology that leave
    open what it is about, and so are understood no further (process), `carriers` those for what carries it, which is technology also as
    a part of something (drawings),
    `taught` those for courses, advice and manuals, which goods may be for or come with.
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


class Parameter(NamedTuple):
    """A measurable property and the unit the criteria are written in.

    `short` names are this property beside goods whose lines ask for it, and any other elsewhere: the voltage of a capacitor.
    """

    id: str
    name: Name
    unit: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
