"""All words of ordinary trade are read, and each has an existing heading."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench import learn
from exportctl.goods.text import AnnotatedText
from exportctl.law.register import Register
from exportctl.store import trade
from exportctl.store.compiled import Store
from exportctl.store.loader import problems

OTHER_REGIMES = ("36", "88", "93", "2844", "2845", "8401", "8710", "8906", "300249")


def test_every_term_has_a_heading_there_is(store: Store, data: Path) -> None:
    """A term whose six digits are no heading would be looked up in vain."""
    terms = trade.terms(data)
    assert len(terms) > 6500
    assert [term for term in terms if term.heading not in store.headings] == []


def test_no_term_occurs_twice_under_a_heading(data: Path) -> None:
    """The file has each pair once."""
    terms = trade.terms(data)
    assert len(terms) == len(set(terms))


def test_no_term_is_of_goods_that_other_regimes_ask_about(data: Path) -> None:
    """Arms, explosives, aircraft, radioactive and biological goods are never ordinary; matches and fireworks are."""
    terms = {term for term in trade.terms(data) if term.heading.startswith(OTHER_REGIMES)}
    assert {term.heading for term in terms} <= {"360500", "360410"}


def test_a_term_is_no_name_of_a_listed_material(law: Register, store: Store, data: Path) -> None:
    """A term that is a name of the vocabulary would have two meanings."""
    listed = {id_ for id_, item in law.materials.items() if item.entries or item.may_be}
    whole = [
        (term.words, name.meanings)
        for term in trade.terms(data)
        for name in AnnotatedText(store.lexicon.phrases, term.words).phrases("name")
        if name.words == term.words and listed.intersection(name.meanings)
    ]
    assert whole == []


def test_general_words_with_a_controlled_sense_are_careful(data: Path) -> None:
    """They are written by hand, so that no count can lose them."""
    by_hand = learn.careful_by_hand(data)
    assert {"pump", "valve", "powder", "target", "magnet", "laser", "graphite", "镓", "石墨"} <= by_hand
    assert by_hand < trade.careful(data)
    assert not {"cotton", "shoe", "toy", "chocolate"} & trade.careful(data)


def test_descriptions_have_six_digits(data: Path) -> None:
    """The digits after the sixth belong to one country."""
    assert {len(item.heading) for item in learn.descriptions(data)} == {6}


def test_a_folder_without_words_of_trade_has_none(tmp_path: Path) -> None:
    """New data folders need none."""
    assert trade.terms(tmp_path) == ()
    assert trade.careful(tmp_path) == frozenset()


@pytest.mark.usefixtures("read_once")
def test_the_files_of_trade_are_files_of_the_data(copy: Path) -> None:
    """Lint accepts them, and requires none of them."""
    assert [name for name in sorted(trade.FILES) if not (copy / name).is_file()] == []
    assert problems(copy) == []
    shutil.rmtree(copy / trade.FOLDER)
    assert problems(copy) == []
