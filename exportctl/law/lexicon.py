"""The lexicon of a description: names of goods, forms, terms of trade, and words without meaning for the classification."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.corroboration import figures, statable
from exportctl.law.customs_codes import chapter_of
from exportctl.law.foreign_names import ForeignIndex, index_foreign_names
from exportctl.law.grouping import by_key
from exportctl.law.inflection import fold_singular, singular
from exportctl.law.labels import LABELS
from exportctl.law.model import INTANGIBLE, Described, Measured
from exportctl.law.nearest import Nearest, common_words, entries_of_goods, entries_of_technology, index_nearest
from exportctl.law.patterns import Pattern, index_patterns, rule_phrases
from exportctl.law.trie import Trie, tokens_of, trie_of
from exportctl.law.wordmodel import WordModel, features
from exportctl.law.words import ENTRY_PREFIX, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.law.labels import PhraseLabel
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import BaseMetal, Keywords, Material, Rule, Stage, WordList

_ALLOYS: Final = ((" alloy", "-", (" alloy", " master alloy")), ("合金", "", ("合金", "中间合金")))
"""How names of alloys end, what joins their elements, and the endings of their other names."""
_EQUIPMENT: Final = re.compile(r"(?P<does>[\u4e00-\u9fffA-Za-z-]{4,})(?P<end>设备|装置)")
"""A Chinese name of a machine that ends with a word for equipment."""
_PIECE: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 4
_LINKING: Final = frozenset({"and", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
"""Words in the names of entries that do not distinguish goods."""
_NUCLIDE: Final = re.compile(r"\d+[A-Z][a-z]?")
"""A nuclide counts only in its exact spelling: 240Cm is curium, 240cm a length."""
_HEAD: Final = 2
"""The number of English words, or of Chinese characters, that show what kind of thing goods are."""
_PRINTED: Final = "49"
_CHAPTERS: Final = range(1, 98)
"""The chapters of the Harmonized System."""


class MeasuredEntry(NamedTuple):
    """An entry for all destinations, and the properties that it tests, by their ids."""

    code: str
    properties: tuple[str, ...]


class Lexicon(NamedTuple):
    """The meanings of words, indexed so that texts can be searched for them.

    A heading is the beginning of a customs heading.
    """

    phrases: Trie
    """One trie with all labels."""
    acronyms: Mapping[str, frozenset[str]]
    """Short names that count only in their exact spelling."""
    careful: frozenset[str]
    """Words that are more frequent in the list than in trade."""
    nearest: Nearest
    nearest_technology: Nearest
    """The index of the entries for software and technology, for texts about these."""
    model: WordModel | None
    patterns: Mapping[Stage, tuple[Pattern, ...]]
    """The rules of reading by their stage. Rules of the stage `asides` are run by several annotators."""
    required_labels: Mapping[Stage, frozenset[str]]
    """Labels of which a text must have one for some rule of a stage to match; a stage with a rule that needs none is absent."""
    properties: frozenset[str]
    """Names of properties, up to their first mark."""
    property_prefixes: frozenset[str]
    """The beginnings of whole names, the names themselves among them."""
    property_suffixes: frozenset[str]
    """The ends of whole names, the names themselves among them."""
    things: frozenset[str]
    """English nouns for things and substances, in the singular, and the last characters of Chinese ones."""
    nameless: frozenset[str]
    """Words that name no goods, although ordinary trade uses them most."""
    finished: tuple[str, ...]
    """Headings of finished products."""
    articles: tuple[str, ...]
    """Headings of further articles, which only a customs code shows to be such."""
    consumer: tuple[str, ...]
    """Headings of goods of daily life."""
    mixed: tuple[str, ...]
    """Headings of goods that contain no other goods."""
    powered: tuple[str, ...]
    """Headings of goods with a battery of their own."""
    packing: tuple[str, ...]
    """Headings of packing."""
    pieces: tuple[str, ...]
    """Headings of goods that are one piece of their material."""
    materials: tuple[str, ...]
    """Headings of materials and magnets."""
    base_metals: tuple[str, ...]
    """Headings of unwrought metals."""
    alloy_metals: Mapping[str, BaseMetal]
    """Base metals, by the chapter of their alloys."""
    compounds: tuple[str, ...]
    """Headings of inorganic compounds, and no metals."""
    traces: frozenset[str]
    """Metals in unwrought ones, by symbol."""
    unlisted: tuple[str, ...]
    """Headings of goods that no entry is about."""
    everyday_metals: frozenset[str]
    """Metals of whose alloys goods of daily life are made, by symbol."""
    plain: frozenset[str]
    """Terms of trade, folded, for goods that match no entry."""
    made_of: frozenset[tuple[str, str]]
    """Customs headings, each with a name of the material of their goods."""
    measured: Mapping[str, tuple[MeasuredEntry, ...]]
    """The entries that test properties, by the headings that are printed for them."""
    elements: Mapping[str, str]
    """The symbols of elements by the words before their content in an analysis, folded."""
    base_materials: frozenset[str]
    """Names of materials without listed goods, folded."""
    foreign: ForeignIndex
    """Names of listed elements in other languages."""
    chemicals: frozenset[str]
    """The entries of materials with a CAS number."""
    keywords: tuple[Keywords, ...]
    """The keywords of entries. The meaning of a `key-kind` is their number here, that of a `key-field` also the number of its group."""
    keyed: frozenset[str]
    """The entries that have keywords."""
    intangible: Mapping[str, tuple[int, ...]]
    """The numbers of the keywords for technology, and of those for software."""
    listed_heads: frozenset[str]
    """The heads of names of listed goods, as `head_of` returns them, and their last words."""

    def resembles(self, text: str, details: str = "") -> bool:
        """Return whether a text has a word that the list uses more than trade does, or a rare word of the name of an entry.

        The words of `details`, which are parts of the text, do not count.
        """
        words = features(text)
        if details:
            words = list((Counter(words) - Counter(features(details))).elements())
        rare = [word for word in words if len(word) > 1 and word not in _LINKING and not self.is_ordinary(word)]
        return not self.careful.isdisjoint(words) or self.nearest.has_entry_with(rare)

    def is_ordinary(self, word: str) -> bool:
        """Return whether a word is far more frequent in ordinary trade than in the list."""
        return self.model is not None and self.model.is_ordinary(word)

    def is_used_in_trade(self, word: str) -> bool:
        """Return whether a word is more frequent in ordinary trade than in the list, however little."""
        return self.model is not None and self.model.is_used_in_trade(word)

    def is_ordinary_text(self, text: str) -> bool:
        """Return whether trade uses every word of a text, and none less than the list does."""
        words = [word for word in features(text) if word not in _LINKING]
        return self.careful.isdisjoint(words) and all(map(self.is_ordinary, words))

    def unlike(self, text: str, codes: frozenset[str]) -> frozenset[str]:
        """Return the entries of `codes` that a text cannot be about: their names share no distinguishing word with it.

        A text with a word that is more frequent in the list than in trade may be about any entry.
        """
        words = [word for word in features(text) if len(word) > 1 and word not in _LINKING] if codes else []
        if not words or not self.careful.isdisjoint(words):
            return frozenset()
        return codes.intersection(self.nearest.codes) - self.nearest.entries_with_words(words)


class Trade(NamedTuple):
    """The data of a folder on ordinary trade.

    These are terms with headings, those of them that are `plain`, careful words, the word model, nouns, words that describe,
    and headings with the materials that their goods are made of.
    """

    terms: tuple[tuple[str, str], ...]
    plain: frozenset[str]
    careful: frozenset[str]
    model: WordModel | None
    things: tuple[str, ...]
    describing: tuple[str, ...]
    made_of: frozenset[tuple[str, str]]


def index_lexicon(
    law: Register, words: WordList, rules: Sequence[Rule], keywords: Sequence[Keywords], trade: Trade
) -> Lexicon:
    """Return the lexicon of a register's names, its vocabulary, its rules of reading, its keywords and ordinary trade."""
    names = [
        (name, material.id)
        for material in law.materials.values()
        if material.read == "anywhere"
        for name in (*material.names.en, *material.names.zh, *material.trade, *_alloy_names(material))
    ]
    known = {fold(name) for name, _ in names}
    machines = [(name, id_) for name, id_ in _machine_names(law, words) if fold(name) not in known]
    owners = by_key(((fold(name), id_) for name, id_ in machines), frozenset)
    names += [(name, id_) for name, id_ in dict.fromkeys(machines) if len(owners[fold(name)]) == 1]
    known |= owners.keys()
    # A name that the vocabulary has, too, means its goods, which point to entries themselves.
    names += [
        (name, ENTRY_PREFIX + code)
        for code, entry in law.entries.items()
        for name in entry.name
        if fold(name) not in known
    ]
    properties = [name for names_of_kind in law.parameter_names for name in names_of_kind]
    patterns = index_patterns(rules)
    common = common_words(law, trade.terms).union(words.grades)
    return Lexicon(
        phrases=trie_of(
            chain(
                _phrases_with_labels(names, words, trade),
                rule_phrases(rules),
                _statements(law),
                _things_beside(law),
                _key_phrases(keywords),
            )
        ),
        acronyms=by_key(((fold(name), name) for name, _ in names if _is_acronym(name)), frozenset),
        careful=trade.careful,
        nearest=index_nearest(law, entries_of_goods(law), common),
        nearest_technology=index_nearest(law, entries_of_technology(law), common),
        model=trade.model,
        patterns=patterns,
        required_labels={
            # A rule needs each of its labels, so that a text without one of them skips the rule.
            stage: frozenset(min(item.needs) for item in its)
            for stage, its in patterns.items()
            if all(item.needs for item in its)
        },
        properties=frozenset(piece[0] for name in properties if (piece := _PIECE.search(name))),
        property_prefixes=frozenset(name[:count] for name in properties for count in range(1, len(name) + 1)),
        property_suffixes=frozenset(name[at:] for name in properties for at in range(len(name))),
        things=frozenset(noun for noun in trade.things if noun.isascii() or len(noun) == 1),
        nameless=frozenset(words.nameless),
        finished=words.finished_headings,
        articles=words.article_headings,
        consumer=words.consumer_headings,
        mixed=words.mixed_headings,
        powered=words.powered_headings,
        packing=words.packing_headings,
        pieces=words.piece_headings,
        materials=words.material_headings,
        base_metals=words.base_metal_headings,
        alloy_metals={metal.chapter: metal for metal in words.base_metals},
        compounds=words.compound_headings,
        traces=frozenset(words.trace_elements),
        unlisted=_headings_of_no_entry(law, words),
        everyday_metals=frozenset(words.everyday_metals),
        plain=frozenset(map(fold_singular, trade.plain)),
        made_of=trade.made_of,
        measured=dict(_measured_entries(law)),
        elements={fold(word): item.element for item in words.elements for word in item.words},
        base_materials=frozenset(map(fold, words.base_materials)),
        foreign=index_foreign_names(words.foreign_names, words.foreign_colours),
        chemicals=frozenset(code for material in law.materials.values() if material.cas for code in material.entries),
        keywords=tuple(keywords),
        keyed=frozenset(item.entry for item in keywords),
        intangible={
            kind: tuple(number for number, item in enumerate(keywords) if kind in item.kinds)
            for kind in sorted(INTANGIBLE)
        },
        listed_heads=frozenset(_listed_heads(law)),
    )


def head_of(name: str) -> str:
    """Return the last two English words of a name, in the singular (one, if it has no more), or its last two Chinese characters."""
    last = tokens_of(name)[-_HEAD:]
    if not (last and last[-1].word.isascii()):
        return name[-_HEAD:]
    return " ".join(singular(token.word) for token in last if token.word.isascii())


def _listed_heads(law: Register) -> Iterator[str]:
    """Yield the heads of the names of listed goods, and their last words."""
    names = [name for entry in law.entries.values() for name in entry.name]
    for material in law.materials.values():
        if material.read == "anywhere" and (material.entries or material.may_be):
            names += (*material.names.en, *material.names.zh, *material.trade)
    for head in map(head_of, names):
        yield head
        yield head.rpartition(" ")[2]


def _alloy_names(material: Material) -> Iterator[str]:
    """Yield the names of an alloy that follow from those in the vocabulary: its elements in any order, also by their symbols.

    An alloy may also be a master alloy, to be melted into others.
    """
    if material.form != "alloy" or len(material.elements) < 2:  # noqa: PLR2004 - an alloy of one element has no other order
        return
    for name in (*material.names.en, *material.names.zh):
        for ending, joint, others in _ALLOYS:
            elements = name.removesuffix(ending)
            parts = elements.split(joint) if joint else list(elements)
            if elements != name and len(parts) == len(material.elements):
                yield from (joint.join(order) + other for order in permutations(parts) for other in others)
    for order in permutations(material.elements):
        yield from (
            f"{joint.join(order)}{ending}" for joint in ("-", "") for ending in (" alloy", " master alloy", "合金")
        )


def _machine_names(law: Register, words: WordList) -> Iterator[tuple[str, str]]:
    """Yield the Chinese names of machines with another word for equipment at their end, and what they are: 沉积炉 of 沉积设备."""
    for material in law.materials.values():
        if material.form != "equipment" or material.read != "anywhere" or not material.entries:
            continue
        for name in (*material.names.zh, *material.trade):
            if written := _EQUIPMENT.fullmatch(name):
                does = written["does"]
                ends = [
                    end
                    for item in words.equipment
                    if not item.behind or does.endswith(item.behind)
                    for end in item.words
                ]
                yield from ((does + end, material.id) for end in ends if end != written["end"])


def _is_acronym(name: str) -> bool:
    """Return whether a name counts only in its exact spelling: a short one in capitals, or a nuclide."""
    short = len(name) <= _SHORT and name.isascii() and name != name.lower() and not name.istitle()
    return short or _NUCLIDE.fullmatch(name) is not None


def _headings_of_no_entry(law: Register, words: WordList) -> tuple[str, ...]:
    """Return the chapters without a printed entry, and the ordinary headings that the vocabulary adds from other chapters.

    Printed matter (chapter 49) may carry technology.
    """
    carrying = {_PRINTED, *map(chapter_of, law.customs.by_heading)}
    chapters = [f"{number:02}" for number in _CHAPTERS if f"{number:02}" not in carrying]
    return (*chapters, *(heading for heading in words.ordinary_headings if not law.customs.by_heading.get(heading)))


def _measured_entries(law: Register) -> Iterator[tuple[str, tuple[MeasuredEntry, ...]]]:
    """Yield the headings that are printed for entries that test properties, each with these entries."""
    properties = {
        code: tuple(item.parameter for item in figures(entry.criteria) if isinstance(item, Measured))
        for code, entry in law.entries.items()
        if code not in law.destination_specific_entries
    }
    for heading, lines in law.customs.by_heading.items():
        codes = sorted({line.entry for line in lines if line.entry and properties.get(line.entry)})
        if codes:
            yield heading, tuple(MeasuredEntry(code, properties[code]) for code in codes)


def _phrases_with_labels(
    names: Iterable[tuple[str, str]], words: WordList, trade: Trade
) -> Iterator[tuple[str, PhraseLabel, str]]:
    """Yield the names of goods, the terms of trade and the words of the lists, each with its label and its meaning."""
    yield from ((phrase, "name", meaning) for phrase, meaning in names)
    for phrase, heading in trade.terms:
        yield phrase, "term", heading
        if heading.startswith(words.base_metal_headings):
            yield phrase, "base-metal", heading
    yield from ((noun, "thing", noun) for noun in trade.things if not (noun.isascii() or len(noun) == 1))
    yield from ((word, "describing", word) for word in trade.describing)
    yield from word_phrases(words)


def word_phrases(words: WordList) -> Iterator[tuple[str, PhraseLabel, str]]:
    """Yield the phrases of the lists of words, each with its label and its meaning: a form, else the phrase itself."""
    yield from ((phrase, "form", item.form) for item in words.forms for phrase in item.words)
    yield from (
        (phrase, "surface-material", item.material) for item in words.surface_materials for phrase in item.words
    )
    plain = words._asdict() | {"forms": (), "technology": _of_technology(words)}
    yield from ((phrase, label, phrase) for name, label in LABELS.items() for phrase in plain[name])


def _statements(law: Register) -> Iterator[tuple[str, PhraseLabel, str]]:
    """Yield the words that state parts of the criteria of entries."""
    criteria = (criterion for entry in law.entries.values() for criterion in (entry.criteria, entry.unless))
    words = {
        word
        for criterion in criteria
        for part in statable(criterion)
        for word in (*part.stated, *(part.hinted if isinstance(part, Described) else ()))
    }
    yield from ((word, "statement", word) for word in sorted(words))


def _things_beside(law: Register) -> Iterator[tuple[str, PhraseLabel, str]]:
    """Yield the names of goods that are listed only beside a material that touches the medium, or beside their use."""
    for material in law.materials.values():
        if material.read in ("lined", "used"):
            for name in (*material.names.en, *material.names.zh, *material.trade):
                yield name, "lined" if material.read == "lined" else "used", material.id


def _key_phrases(keywords: Sequence[Keywords]) -> Iterator[tuple[str, PhraseLabel, str]]:
    """Yield the kinds of keywords, each with their number, and their fields, each with this number and that of its group."""
    for number, item in enumerate(keywords):
        yield from ((word, "key-kind", str(number)) for word in item.kinds)
        yield from (
            (word, "key-field", field_of(number, group))
            for group, field in enumerate(item.fields)
            for word in field.words
        )


def field_of(number: int, group: int) -> str:
    """Return the meaning of the words of a field of the keywords with a number: the number, a point, and the field."""
    return f"{number}.{group}"


def _of_technology(words: WordList) -> Iterable[str]:
    yield from (*words.technology, *words.carriers, *words.taught)
    for item in words.forms:
        yield from item.words if item.form == "technology" else ()
