"""Interpret the annotations of a text: as facts like those of options if every word is read and one name remains, else as possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.annotate.heads import is_unlisted
from exportctl.goods.annotation import KEYWORDS
from exportctl.goods.beside_keywords import names_other_things
from exportctl.goods.changed_goods import names_what_others_have
from exportctl.goods.customs import printed_beside
from exportctl.goods.figures import properties_of, ranges_of, shares_of
from exportctl.goods.finished_products import is_of_finished_products
from exportctl.goods.guess import with_guess
from exportctl.goods.interpreted import InterpretedText, NamedContent, TradeWords, WordedFacts
from exportctl.goods.joints import joins_unknown_goods, joins_unnamed_goods
from exportctl.goods.keywords import entries_by_keywords, possible_by_keywords
from exportctl.goods.known import of_material, owners_of
from exportctl.goods.leading_product import closes_segment
from exportctl.goods.meaning import entry_code, is_listed, kinds_of, named_materials
from exportctl.goods.named_parts import may_be_part
from exportctl.goods.ordinary_figures import entries_met, may_be_vessel, may_be_wetted
from exportctl.goods.packing import are_packing, holds_unknown_goods
from exportctl.goods.reading import is_of_papers, read
from exportctl.goods.role_of_materials import is_made_up, role_of_materials
from exportctl.goods.roles import made_in
from exportctl.goods.segments import segments_of
from exportctl.goods.statements import statements_in
from exportctl.goods.text import is_acronym_like_noun, is_within
from exportctl.goods.unknown_kinds import may_be_unknown_kind
from exportctl.goods.usual_writing import in_usual_writing
from exportctl.law.corroboration import leaves
from exportctl.law.customs_codes import chapter_of
from exportctl.law.elements import COMMON
from exportctl.law.forms import PIECE, THINGS
from exportctl.law.inflection import fold_singular
from exportctl.law.lists import family_of, is_of_materials
from exportctl.law.model import INTANGIBLE, Described
from exportctl.law.nearest import SimilarEntries
from exportctl.law.wordmodel import features
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.keywords import KeywordMatch
    from exportctl.goods.reading import TextReading
    from exportctl.goods.text import LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register

_METALS: Final = frozenset({"metal", "alloy"})
_NO_SUBSTANCE: Final = THINGS | INTANGIBLE
_PAPER: Final = "48"
"""The chapter of paper and of articles of it, which may be files of technology."""
_COMPOUNDS: Final = frozenset({"oxide", "compound"})
_PARTS: Final = frozenset({"component"})
_MADE: Final = _PARTS | {"equipment"}
_WORKED: Final = frozenset({"wafer", "crystal", "target"})
_CHEMICAL: Final = frozenset(map(str, range(28, 39)))
"""The chapters of products of the chemical industry."""
_OF_MAKING: Final[tuple[PhraseLabel, ...]] = ("purpose", "making")
"""The labels of the words around what a machine makes: for the production of."""
_OF_DETAILS: Final[tuple[PhraseLabel, ...]] = ("detail", "purpose", "neutral", "ordinary")
"""The labels of the words of a purpose that does not make other goods of ordinary ones: for water."""
_NEAR_A_NAME: Final = 4
_NEAR: Final = 9
"""The numbers of similar entries that are named if the text has a name, and if it has none."""
_LETTER: Final = re.compile(r"[\s-]*(?:[A-Za-z][\s-]+)?")
"""The text between the name of a machine and a word for a piece of it."""
_OF_FIGURES: Final[frozenset[Label]] = frozenset({"measure", "grade", "property", "share"})
"""The labels of figures, which goods that are known by keywords keep."""
_MILITARY: Final = "military"
_WITH_PARTS: Final = frozenset({_MILITARY, "nuclear"})
"""The other lists of the law that cover the parts of their items, whatever these are."""


def interpret(law: Register, lexicon: Lexicon, item: str, *, guess: bool) -> InterpretedText:
    """Return the interpretation of a text that is not known as a whole; headings of unread words are guessed if `guess` is set."""
    written, text = _interpret_as_written(law, lexicon, item, guess=guess), in_usual_writing(law, lexicon, item)
    if text == item:
        return written
    usual = _interpret_as_written(law, lexicon, text, guess=guess)
    if not _is_better(usual, written):
        return written
    notes = [note._replace(words=item[note.start : note.end]) for note in usual.annotations]
    unread = _as_written(usual.unread, text, item)
    return usual._replace(annotations=tuple(notes), unread=tuple(unread), writing=text)


def _is_better(usual: InterpretedText, written: InterpretedText) -> bool:
    """Return whether the usual writing of a text surely names listed goods, and loses no figures of the text as it is written.

    No text is cleared because its writing was changed.
    """
    return _names_listed_goods(usual) and (
        not _names_listed_goods(written) or _count_figures(usual) >= _count_figures(written)
    )


def _as_written(words: Iterable[str], text: str, item: str) -> Iterator[str]:
    """Yield words of a text as an item with the same characters in another case has them."""
    end = 0
    for word in words:
        start = text.find(word, end)
        if start < 0:  # a reason, and no word
            yield word
        else:
            end = start + len(word)
            yield item[start:end]


def _names_listed_goods(interpreted: InterpretedText) -> bool:
    """Return whether a text surely names goods that are or may be listed."""
    return interpreted.basis == "name" and bool(interpreted.entries or interpreted.may_be)


def _count_figures(interpreted: InterpretedText) -> int:
    """Return the number of the figures and contents that a text states."""
    facts = interpreted.facts
    return len(facts.params) + len(facts.contains) + len(facts.within)


def _interpret_as_written(law: Register, lexicon: Lexicon, item: str, *, guess: bool) -> InterpretedText:
    """Return the interpretation of a text in the case in which it is written."""
    reading = read(law, lexicon, item)
    interpreted = _interpret_reading(law, lexicon, reading, guess=guess)
    if not interpreted.recognised_by:
        interpreted = _with_keywords(law, lexicon, reading, interpreted)
    if interpreted.technology != reading.technology:
        interpreted = interpreted._replace(technology=reading.technology)
    if _is_for_arms(reading):
        interpreted = _possibly_military(law, interpreted)
    if not guess:
        return interpreted
    return interpreted._replace(trade=interpreted.trade._replace(common=lexicon.nearest.common_words(item)))


def _is_for_arms(reading: TextReading) -> bool:
    """Return whether a word for weapons, explosives or armed forces is in the purpose of the goods: boron nitride for nerve agents."""
    purposes = [note for note in reading.annotations if note.label == "purpose"]
    return any(reading.text.phrases("arms", reading.text.tokens_in(note.start, note.end)) for note in purposes)


def _possibly_military(law: Register, named: InterpretedText) -> InterpretedText:
    """Return the interpretation of goods that may have been made for military purposes, whatever their name is."""
    military = [code for code in law.entries if law.other_lists.get(family_of(code)) == _MILITARY]
    possible = tuple(dict.fromkeys([*named.possible_entries, *military]))
    facts = named.facts._replace(for_arms=True)
    return named._replace(possible_entries=possible, recognised_by=frozenset(), facts=facts)


def _interpret_reading(law: Register, lexicon: Lexicon, reading: TextReading, *, guess: bool) -> InterpretedText:
    """Return the identity of the goods: sure by one name, possible by several, none of the list by terms of trade, or by similarity."""
    roles = reading.roles
    meaning = _only_meaning(law, lexicon, reading)
    if meaning and reading.beside:
        return _interpret_head(law, lexicon, reading, meaning)
    if meaning and not reading.unread:
        return _interpret_whole_text(law, lexicon, reading, meaning)
    named = roles.head or roles.parts or (roles.purposes and not _is_for_ordinary_use(lexicon, reading))
    if named or reading.formulae or _has_element_evidence(law, reading):
        return _interpret_as_possible(law, lexicon, reading)
    met = entries_met(law, lexicon, reading.text, reading.headings)
    is_listed_kind = bool(met) or may_be_vessel(law, lexicon, reading) or may_be_wetted(law, lexicon, reading)
    ordinary = not (is_listed_kind or _may_be_listed(lexicon, reading))
    if ordinary and (
        (reading.headings and not _may_be_other(lexicon, reading)) or _is_finished_product(law, lexicon, reading)
    ):
        return InterpretedText(
            "description",
            trade=TradeWords(reading.headings),
            annotations=reading.annotations,
            recognised_by=frozenset({law.home.id}),
        )
    similar = _interpret_by_similarity(lexicon, reading)._replace(possible_entries=tuple(met))
    if is_listed_kind or not guess:
        return similar
    return with_guess(law, lexicon, reading, similar, careful=_is_careful(lexicon, reading))


def _may_be_listed(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether words beside terms of trade may make listed goods of these: their purpose, material, model, kind or joint."""
    return (
        _has_listed_purpose(lexicon, reading)
        or _has_worked_material(reading)
        or _is_packed_model(lexicon, reading)
        or may_be_unknown_kind(lexicon, reading)
        or joins_unnamed_goods(lexicon, reading.text)
        or reading.text.holds("protection")
    )


def _is_finished_product(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods are a finished product of a heading without entries, or of a plain term; its other words do not matter.

    Packing and media are none: they may hold other goods, or technology.
    """
    product, text = reading.product, reading.text
    return (
        product is not None
        and product.label == "term"
        and not reading.technology
        and not text.names
        and all(_is_of_finished_goods(law, lexicon, product, heading) for heading in product.meanings)
        and closes_segment(lexicon, text, product)
        and lexicon.careful.isdisjoint([token.word for token in text.unread])
        and not any(len(hit.words) > 1 for hit in text.phrases("key-kind", text.unread))
        and not joins_unknown_goods(lexicon, text, text.unread)
        and not holds_unknown_goods(lexicon, text, reading.terms, text.unread)
    )


def _is_of_finished_goods(law: Register, lexicon: Lexicon, product: Annotation, heading: str) -> bool:
    """Return whether a heading of a product is only for finished goods, no packing, and has no entry, unless its term is plain."""
    return (
        is_of_finished_products(lexicon, heading)
        and not heading.startswith((*lexicon.packing, _PAPER))
        and (fold_singular(product.words) in lexicon.plain or not any(printed_beside(law, heading)))
    )


def _only_meaning(law: Register, lexicon: Lexicon, reading: TextReading) -> str | None:
    """Return the one meaning of the names of the goods, if nothing else in the text names goods or parts."""
    if not reading.roles.head:
        return None
    meanings = _without_synonyms(law, [meaning for name in reading.roles.head for meaning in name.meanings])
    meanings = _kinds_for_use(law, reading, meanings)
    others = reading.roles.parts or reading.headings or reading.formulae
    if len(meanings) > 1 or others or _is_equipment(law, reading) or may_be_part(law, lexicon, reading):
        return None
    if names_what_others_have(reading.text):
        return None
    return next(iter(meanings))


def _interpret_whole_text(law: Register, lexicon: Lexicon, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text that is read whole; its use, other goods or scrap may leave a name without an entry open."""
    named = _interpret_name(law, reading, meaning)
    for_listed = any(is_listed(law, use) for name in reading.roles.purposes for use in name.meanings)
    other = for_listed and not (named.entries or named.may_be) and _has_listed_purpose(lexicon, reading)
    other = other or (not named.entries and joins_unnamed_goods(lexicon, reading.text))
    return named._replace(recognised_by=frozenset()) if other or _is_waste(law, reading, meaning) else named


def _is_waste(law: Register, reading: TextReading, meaning: str) -> bool:
    """Return whether goods are the scrap of a thing that may contain listed material: rulings on loudspeakers leave it open.

    A thing of one material, such as a tool of carbide, has elements of its own, and guidance is about its scrap as well.
    """
    material = law.materials.get(meaning)
    return (
        material is not None
        and material.form in THINGS
        and not material.entries
        and bool(material.may_contain)
        and not material.elements
        and bool(reading.text.phrases("waste", reading.text.tokens))
    )


def _interpret_by_similarity(lexicon: Lexicon, reading: TextReading) -> InterpretedText:
    """Return the interpretation of a text without names: the entries with similar names."""
    support = _kinds_of_support(reading)
    similar = _similar_entries(lexicon, reading.item, _NEAR, in_support=bool(support))
    return InterpretedText(
        "nearest" if similar.codes else None,
        similar=similar,
        trade=TradeWords(reading.headings, of_product=reading.product is not None),
        facts=WordedFacts(may_support=support),
        annotations=reading.annotations,
        unread=reading.unread or (reading.item,),
    )


def _similar_entries(lexicon: Lexicon, item: str, number: int, *, in_support: bool) -> SimilarEntries:
    """Return a number of similar entries; of texts that may be about software or technology, as many of these before a few others."""
    similar = lexicon.nearest.entries_like(item)
    if not in_support:
        return similar._replace(codes=similar.codes[:number])
    support = lexicon.nearest_technology.entries_like(item)
    codes = dict.fromkeys([*support.codes[:number], *similar.codes[:_NEAR_A_NAME]])
    return SimilarEntries(tuple(codes), max(support.score, similar.score))


def _without_synonyms(law: Register, meanings: Sequence[str]) -> frozenset[str]:
    """Return the meanings of names, or the first one if all have the same form, elements and entries: tungsten (tri)oxide.

    A material means its only entry, if that has the same name: a numerically controlled tape-laying machine.
    """
    owned = {law.materials[meaning].entries for meaning in meanings if meaning in law.materials}
    meanings = [meaning for meaning in meanings if (meaning.removeprefix(ENTRY_PREFIX),) not in owned]
    materials = [law.materials.get(meaning) for meaning in meanings]
    identities = {
        material and (material.form, frozenset(material.elements), frozenset(material.entries))
        for material in materials
    }
    same = len(identities) == 1 and all(material and material.entries for material in materials)
    return frozenset(meanings[:1] if same else meanings)


def _kinds_for_use(law: Register, reading: TextReading, meanings: frozenset[str]) -> frozenset[str]:
    """Return the one kind of machine that makes what the purpose names, otherwise all: a winding machine for lithium batteries."""
    general = [law.materials.get(meaning) for meaning in meanings]
    if len(general) != 1 or general[0] is None or not reading.roles.purposes:
        return meanings
    made = {meaning for name in reading.roles.purposes for meaning in kinds_of(law, name)}
    kinds = [id_ for id_ in general[0].may_be if not made.isdisjoint(law.materials[id_].makes)]
    whole = bool(made_in(law, reading.text)) or _names_whole_purpose(reading)
    return frozenset(kinds) if len(kinds) == 1 and whole else meanings


def _names_whole_purpose(reading: TextReading) -> bool:
    """Return whether one name is the whole purpose, but for words of making and a figure: for making 21700 cells, 25 ppm."""
    purposes = [note for note in reading.annotations if note.label == "purpose"]
    names = reading.roles.purposes
    if not (len(purposes) == len(names) == 1 and purposes[0].start <= names[0].start):
        return False
    words = reading.text.tokens_in(purposes[0].start, purposes[0].end)
    known: list[Annotation | LexiconHit] = [hit for label in _OF_MAKING for hit in reading.text.phrases(label, words)]
    known += names
    return all(token.word[0].isdecimal() or is_within(token, known) for token in words)


def _is_equipment(law: Register, reading: TextReading) -> bool:
    """Return whether a word for equipment or a part follows the name of a substance, or one for a part that of a thing.

    镓提纯设备 and 锑锭 组件 are no metal, 辊道窑 配件 is no kiln, sand mill beads no mill, a valve disc no valve. Other parts of a part
    are left to its entry.
    """
    names = reading.roles.head
    substances = [law.materials.get(meaning) for name in names for meaning in name.meanings]
    substance = all(material is not None and material.form not in THINGS for material in substances)
    made = _MADE if substance else _PARTS
    part = any(material is None or material.form in _PARTS for material in substances)
    of_rules = [note for note in reading.text.annotations_of("aside") if note.is_of_rule]
    forms = [
        note
        for note in reading.annotations
        if note.label == "form" and note.start >= names[-1].end and not is_within(note, of_rules)  # with spare parts
    ]
    return any(
        (not part and note.value in made) or (not substance and note.value == PIECE and _closes_name(reading, note))
        for note in forms
    )


def _closes_name(reading: TextReading, form: Annotation) -> bool:
    """Return whether a word for a piece follows the last name directly, or a letter behind it: steam generator tubes, U tubes."""
    return _LETTER.fullmatch(reading.item, reading.roles.head[-1].end, form.start) is not None


def _is_careful(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether a text has a word that is more frequent in the list than in trade, but not inside the term for a product.

    A term for a finished product is read as a whole: a germanium necklace is jewellery. A product of the chemical industry
    may be the substance itself: a gadolinium contrast agent.
    """
    products = [
        note
        for note in reading.annotations
        if note.label == "term"
        and (is_unlisted(lexicon, note) or all(_is_article(lexicon, of) for of in note.meanings))
    ]
    return not lexicon.careful.isdisjoint(
        [token.word for token in reading.tokens if not (products and is_within(token, products))]
    )


def _is_article(lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is for finished products, but not for other chemical ones than those of daily life."""
    return heading.startswith(lexicon.consumer) or (
        is_of_finished_products(lexicon, heading) and chapter_of(heading) not in _CHEMICAL
    )


def _may_be_other(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether words that are unread may make something else of terms of trade: those that are rare in trade, and acronyms.

    Joined with ordinary goods or before packing, they may also do so if trade uses each of their characters, but not the word.
    """
    if not reading.unread:
        return False
    text = reading.text
    if joins_unknown_goods(lexicon, text, text.unread) or holds_unknown_goods(
        lexicon, text, reading.terms, text.unread
    ):
        return True
    if any(is_acronym_like_noun(word, reading.item, lexicon.things) for word in reading.unread):
        return True
    words = features(" ".join(reading.unread))
    return _is_careful(lexicon, reading) or not words or not all(map(lexicon.is_ordinary, words))


def _is_for_ordinary_use(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods of no entry are for a usual detail of ordinary goods: ferrite magnets for loudspeakers."""
    purposes = [note for note in reading.annotations if note.label == "purpose"]
    unlisted = bool(reading.terms) and all(is_unlisted(lexicon, term) for term in reading.terms)
    within = all(is_within(name, purposes) for name in reading.roles.purposes)
    return unlisted and within and all(_is_detail(reading, note) for note in purposes)


def _is_detail(reading: TextReading, purpose: Annotation) -> bool:
    """Return whether the words of a purpose are its preposition, figures, marks and usual details of ordinary goods."""
    words = reading.text.tokens_in(purpose.start, purpose.end)
    known: list[Annotation | LexiconHit] = [hit for label in _OF_DETAILS for hit in reading.text.phrases(label, words)]
    known += reading.text.annotations_of("grade", "measure")
    return all(is_within(token, known) for token in words)


def _has_listed_purpose(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether the goods are for something that the list names more than trade does: a glove box for nuclear material.

    Technology stays technology, whatever it is for. A usual detail is no such purpose of goods of no entry: brass valves for water.
    """
    purposes = [note.value or note.words for note in reading.annotations if note.label == "purpose"]
    if not purposes or reading.technology or lexicon.careful.isdisjoint(features("|".join(purposes))):
        return False
    return not _is_for_ordinary_use(lexicon, reading)


def _has_worked_material(reading: TextReading) -> bool:
    """Return whether a form of a worked material fills a segment of its own, beside ordinary goods: toys, sputtering targets.

    A crystal may be one of a lamp, and a target one of a game.
    """
    shared = {(hit.start, hit.end) for hit in reading.text.phrases("shared-form", reading.text.tokens)}
    worked = [
        note
        for note in reading.annotations
        if note.label == "form" and note.value in _WORKED and (note.start, note.end) not in shared
    ]
    return bool(worked) and any(
        segment.start > 0 and all(is_within(token, worked) for token in segment.tokens)
        for segment in segments_of(reading.text)
    )


def _is_packed_model(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether a text has the number of a model before packing, and names nothing else: HG1700, wooden box.

    One letter and a number may be the size of the packing: A4 cardboard box.
    """
    terms = reading.terms
    return are_packing(lexicon, terms) and any(
        note.label == "grade" and note.end <= terms[0].start and sum(map(str.isalpha, note.words)) > 1
        for note in reading.annotations
    )


def _has_element_evidence(law: Register, reading: TextReading) -> bool:
    """Return whether a symbol with its share is the only evidence of an element that an entry is about: soap Th 5%."""
    elements = reading.figures.elements
    return bool(elements) and any(
        symbol in law.names.formulas or (symbol in law.by_element and symbol not in COMMON) for symbol in elements
    )


def _interpret_name(law: Register, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text with one name and no unread word, as facts like those of options."""
    if code := entry_code(meaning):
        named = InterpretedText("name", entries=frozenset({code}), recognised_by=owners_of(law, [code]))
    else:
        named = of_material(law, meaning, "name")
    figures = reading.figures
    beneath = [law.materials[id_] for name in reading.roles.carriers for id_ in name.meanings]
    possible = [*(entry for material in beneath for entry in material.entries), *_entries_of_uses(law, reading, named)]
    may_contain = named.content.may_contain.union(figures.possibly_held)
    in_support = any(name.value in INTANGIBLE for name in reading.roles.head)
    facts = WordedFacts(reading.forms, statements=statements_in(reading.text), in_support=in_support)
    named = named._replace(
        content=named.content._replace(may_contain=may_contain, held=figures.held),
        possible_entries=tuple(dict.fromkeys(possible)),
        facts=facts,
        annotations=reading.annotations,
    )
    try:
        facts = facts._replace(
            contains=shares_of(figures), params=properties_of(law, figures), within=ranges_of(law, figures)
        )
    except InputError as fault:
        return named.in_doubt(fault.what)
    none = [symbol for symbol, share in facts.contains if not share]
    if absent := _perhaps_absent(named, [*figures.possibly_held, *none]):
        return named.in_doubt(" ".join(absent))
    return named._replace(facts=facts)


def _perhaps_absent(named: InterpretedText, symbols: Iterable[str]) -> list[str]:
    """Return the elements of a named alloy or magnet whose shares may be 0: NdFeB with Tb 0%."""
    elements = named.content.elements
    return [symbol for symbol in symbols if symbol in elements and len(elements) > 1]


def _entries_of_uses(law: Register, reading: TextReading, named: InterpretedText) -> list[str]:
    """Return the entries that goods may be of because of what they are for.

    They are military and nuclear ones (a battery for ballistic missiles), and, for a part that has no entry of its own,
    those of parts beside the entries of its use: a permanent-magnet motor for drones may be a listed drone engine.
    """
    uses = named_materials(law, reading.roles.purposes)
    kinds = [law.materials[id_] for use in uses for id_ in (use.id, *use.may_be)]
    entries = dict.fromkeys(entry for kind in kinds for entry in kind.entries)
    possible = [entry for entry in entries if law.other_lists.get(family_of(entry)) in _WITH_PARTS]
    if entries and named.form in _PARTS and not named.entries:
        whole = [code for code in entries if code in law.entries and _PARTS.isdisjoint(law.entries[code].forms)]
        families = {family_of(code) for code in whole if law.is_dual_use(code)}
        possible += [
            code
            for code, entry in law.entries.items()
            if family_of(code) in families and code not in entries and not _PARTS.isdisjoint(entry.forms)
        ]
    return possible


def _interpret_head(law: Register, lexicon: Lexicon, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text with goods in one segment only: their name is sure, but unread words never clear goods."""
    named, possible = _interpret_name(law, reading, meaning), _interpret_as_possible(law, lexicon, reading)
    return named._replace(
        similar=possible.similar,
        unread=(*reading.unread, *named.unread),
        recognised_by=frozenset(),
        partly_recognised_by=possible.partly_recognised_by,
    )


def _interpret_as_possible(law: Register, lexicon: Lexicon, reading: TextReading) -> InterpretedText:
    """Return the possible meanings of a text with unread words, or with names of several goods or of parts.

    Its entries are those of the names, those about named elements only, and a few with similar names; for software and
    technology only those with such names or similar ones.
    """
    roles = reading.roles
    names = [*(roles.head or roles.purposes), *roles.parts]
    materials = named_materials(law, names)
    codes = [code for name in names for meaning in name.meanings if (code := entry_code(meaning))]
    figures = reading.figures
    symbols = reading.formulae.union(figures.held, figures.elements, *(material.elements for material in materials))
    bound = reading.bound.difference(figures.held, figures.elements, *(material.elements for material in materials))
    tangible = INTANGIBLE.isdisjoint(reading.forms)
    about = [
        code
        for symbol in sorted(symbols - COMMON if tangible else ())
        for code in law.by_element.get(symbol, ())
        if symbols.issuperset(law.entries[code].contains) and not (symbol in bound and _is_of_metals(law.entries[code]))
    ]
    similar, support = SimilarEntries(), _kinds_of_support(reading)
    if reading.unread or not tangible:
        similar = _similar_entries(lexicon, reading.item, _NEAR_A_NAME, in_support=bool(support))
    return InterpretedText(
        "description",
        may_be=frozenset(id_ for material in materials for id_ in (material.id, *material.may_be)),
        possible_entries=tuple(dict.fromkeys([*codes, *about])),
        similar=similar,
        trade=TradeWords(
            reading.headings,
            made_up=is_made_up(law, lexicon, reading.text),
            materials=role_of_materials(law, reading.text),
            of_product=reading.product is not None,
        ),
        facts=WordedFacts(may_support=support),
        annotations=reading.annotations,
        unread=reading.unread,
        partly_recognised_by=owners_of(law, codes).union(*(law.recognised_by[item.id] for item in materials))
        or frozenset({law.home.id}),
    )


def _with_keywords(
    law: Register, lexicon: Lexicon, reading: TextReading, interpreted: InterpretedText
) -> InterpretedText:
    """Return the interpretation of goods that are known by keywords, which cover all that their entries describe but figures.

    The text is read once more with the keywords as its name, because figures depend on the named goods. If a name means these
    goods already, this only adds figures.
    """
    keyed = entries_by_keywords(law, lexicon, reading)
    if interpreted.basis == "name" and (keyed is None or _entries_named(law, interpreted).isdisjoint(keyed.codes)):
        return interpreted
    possible = [*interpreted.possible_entries, *possible_by_keywords(lexicon, reading)]
    open_ = interpreted._replace(possible_entries=tuple(dict.fromkeys(possible)))
    if keyed is None or not _materials_named(law, reading).isdisjoint(keyed.codes):
        return open_
    reading = read(law, lexicon, reading.item, keyed.annotations)
    if _may_be_others(law, lexicon, reading, keyed):
        return open_
    named = _interpret_name(law, reading, ENTRY_PREFIX + keyed.codes[0])
    if named.basis != "name":
        return interpreted if interpreted.basis == "name" else named
    criteria = [law.entries[code].criteria for code in keyed.codes]
    described = {
        word for item in criteria for part in leaves(item) if isinstance(part, Described) for word in part.stated
    }
    if interpreted.basis == "name":
        return interpreted._replace(facts=_with_more(interpreted.facts, named.facts, described))
    return named._replace(
        entries=frozenset(keyed.codes),
        possible_entries=tuple(dict.fromkeys([*named.possible_entries, *interpreted.possible_entries])),
        may_be=interpreted.may_be,
        content=NamedContent(),
        similar=interpreted.similar,
        facts=named.facts._replace(forms=keyed.forms, statements=named.facts.statements | described, in_support=False),
        annotations=tuple(
            [note for note in reading.annotations if note.annotator == KEYWORDS or note.label in _OF_FIGURES]
        ),
        unread=(*reading.unread, *named.unread),
        recognised_by=frozenset(),
        partly_recognised_by=owners_of(law, keyed.codes),
    )


def _with_more(facts: WordedFacts, others: WordedFacts, described: AbstractSet[str]) -> WordedFacts:
    """Return facts with the properties that others have in addition, and with the statements of what is described."""
    known = {id_ for id_, _ in facts.params} | {item.name for item in facts.within}
    return facts._replace(
        params=(*facts.params, *(item for item in others.params if item[0] not in known)),
        within=(*facts.within, *(item for item in others.within if item.name not in known)),
        statements=facts.statements | described,
    )


def _materials_named(law: Register, reading: TextReading) -> frozenset[str]:
    """Return the entries of the materials that a text names; where it has their name, other rules decide."""
    codes = [meaning.removeprefix(ENTRY_PREFIX) for name in reading.text.names for meaning in name.meanings]
    materials = [law.materials[code] for code in codes if code in law.materials]
    named = [*codes, *(entry for material in materials for entry in material.entries)]
    entries = [law.entries[code] for code in named if code in law.entries]
    return frozenset(entry.code for entry in entries if _is_of_material(entry))


def _is_of_material(entry: Entry) -> bool:
    """Return whether an entry is for a material: by its forms, else by category C of the list."""
    return not _NO_SUBSTANCE.issuperset(entry.forms) if entry.forms else is_of_materials(entry.code)


def _may_be_others(law: Register, lexicon: Lexicon, reading: TextReading, keyed: KeywordMatch) -> bool:
    """Return whether keywords may be of other goods: a thing beside the head, or another compound than that of an entry."""
    entries = [law.entries[code] for code in keyed.codes]
    of_materials = [entry for entry in entries if _is_of_material(entry)]
    compounds = {item.form for item in named_materials(law, reading.roles.head) if item.form in _COMPOUNDS}
    others = bool(compounds) and any(entry.forms and compounds.isdisjoint(entry.forms) for entry in of_materials)
    component = all("component" in entry.forms for entry in entries)
    return others or names_other_things(lexicon, reading.text, keyed, material=bool(of_materials), component=component)


def _entries_named(law: Register, interpreted: InterpretedText) -> frozenset[str]:
    """Return the entries of the goods that a text surely names."""
    material = law.materials.get(interpreted.material or "")
    return interpreted.entries.union(material.entries if material else ())


def _kinds_of_support(reading: TextReading) -> frozenset[str]:
    """Return whether a text may be about technology, or about software: by its forms, and by words for papers at its start."""
    kinds = INTANGIBLE.intersection(reading.forms)
    return kinds | {"technology"} if is_of_papers(reading) else kinds


def _is_of_metals(entry: Entry) -> bool:
    """Return whether an entry is for metals and alloys alone, which a compound is not."""
    return bool(entry.forms) and _METALS.issuperset(entry.forms)
