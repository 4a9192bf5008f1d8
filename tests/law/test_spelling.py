"""A word is suggested for another if seven letters of ten are its own, and a name if each of its words is."""

from __future__ import annotations

import pytest

from exportctl.law.spelling import did_you_mean, suggestions


def test_a_word_is_suggested_from_three_of_four_letters_on() -> None:
    """Seven of ten are too few: night vision is not Viscumin."""
    assert suggestions("abcdefgh", ["abcdefyz"]) == ("abcdefyz",)
    assert suggestions("abcdefghij", ["abcdefgxyz"]) == ()
    assert suggestions("vision", ["Viscumin"]) == ()


def test_the_nearest_is_named_first() -> None:
    """Three at most; there is no suggestion if none is near."""
    assert did_you_mean("densty", ["density", "purity", "identity"]).startswith(" (did you mean density")
    assert did_you_mean("wibble", ["density"]) == ""


@pytest.mark.parametrize(
    ("text", "known", "near"),
    [
        ("galium nitride wafer", ["Boron nitride", "Gallium", "Gallium nitride"], ("Gallium nitride", "Gallium")),
        ("frobnicator", ["ATO"], ()),
        ("phone", ["Phosgene"], ()),
        ("phosgen", ["Phosgene"], ("Phosgene",)),
        ("galliumarsenide", ["Gallium arsenide"], ("Gallium arsenide",)),
        ("ok-1", ["1,1-Dimethylhydrazine"], ()),
        ("3C001.zzz", ["3C001.a", "9A101.b"], ("3C001.a",)),
        ("高纯人造石墨", ["人造石墨", "石英"], ("人造石墨",)),
    ],
)
def test_no_word_of_a_name_is_missing(text: str, known: list[str], near: tuple[str, ...]) -> None:
    """A name of more words goes first; one that shares a word, or some letters, with a longer text is not meant."""
    assert suggestions(text, known) == near
