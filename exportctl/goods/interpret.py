"""Interpret the annotations of a text: as facts like those of options if every word is read and one name remains, else as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.guess import with_guess
from exportctl.goods.interpreted import InterpretedText, TradeWords
from exportctl.goods.joints import joins_unnamed_goods
from exportctl.goods.known_by_keywords import with_keywords
from exportctl.goods.meaning import is_listed
from exportctl.goods.named_goods import as_named, only_meaning
from exportctl.goods.ordinary_figures import entries_met, may_be_vessel, may_be_wetted
from exportctl.goods.ordinary_goods import (
    has_listed_purpose,
    is_careful,
    is_finished_product,
    is_for_ordinary_use,
    may_be_listed,
    may_be_other,
)
from exportctl.goods.possible_goods import as_possible, as_similar, has_element_evidence
from exportctl.goods.reading import read
from exportctl.goods.usual_writing import in_usual_writing
from exportctl.law.forms import THINGS
from exportctl.law.lists import family_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.reading import TextReading
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_MILITARY: Final = "military"


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
        interpreted = with_keywords(law, lexicon, reading, interpreted)
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
    meaning = only_meaning(law, lexicon, reading)
    if meaning and reading.beside:
        return _interpret_head(law, lexicon, reading, meaning)
    if meaning and not reading.unread:
        return _interpret_whole_text(law, lexicon, reading, meaning)
    named = roles.head or roles.parts or (roles.purposes and not is_for_ordinary_use(lexicon, reading))
    if named or reading.formulae or has_element_evidence(law, reading):
        return as_possible(law, lexicon, reading)
    met = entries_met(law, lexicon, reading.text, reading.headings)
    is_listed_kind = bool(met) or may_be_vessel(law, lexicon, reading) or may_be_wetted(law, lexicon, reading)
    ordinary = not (is_listed_kind or may_be_listed(lexicon, reading))
    if ordinary and (
        (reading.headings and not may_be_other(lexicon, reading)) or is_finished_product(law, lexicon, reading)
    ):
        return InterpretedText(
            "description",
            trade=TradeWords(reading.headings),
            annotations=reading.annotations,
            recognised_by=frozenset({law.home.id}),
        )
    similar = as_similar(lexicon, reading)._replace(possible_entries=tuple(met))
    if is_listed_kind or not guess:
        return similar
    return with_guess(law, lexicon, reading, similar, careful=is_careful(lexicon, reading))


def _interpret_whole_text(law: Register, lexicon: Lexicon, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text that is read whole; its use, other goods or scrap may leave a name without an entry open."""
    named = as_named(law, reading, meaning)
    for_listed = any(is_listed(law, use) for name in reading.roles.purposes for use in name.meanings)
    other = for_listed and not (named.entries or named.may_be) and has_listed_purpose(lexicon, reading)
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


def _interpret_head(law: Register, lexicon: Lexicon, reading: TextReading, meaning: str) -> InterpretedText:
    """Return the interpretation of a text with goods in one segment only: their name is sure, but unread words never clear goods."""
    named, possible = as_named(law, reading, meaning), as_possible(law, lexicon, reading)
    return named._replace(
        similar=possible.similar,
        unread=(*reading.unread, *named.unread),
        recognised_by=frozenset(),
        partly_recognised_by=possible.partly_recognised_by,
    )
