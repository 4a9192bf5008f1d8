"""A word is suggested for another if seven letters of ten are its own."""

from __future__ import annotations

from exportctl.facts.suggest import did_you_mean, suggestions


def test_a_word_is_suggested_from_seven_of_ten_letters_on() -> None:
    """Nine of thirteen are too few."""
    assert suggestions("abcdefghij", ["abcdefgxyz"]) == ("abcdefgxyz",)
    assert suggestions("abcdefghijklm", ["abcdefghiwxyz"]) == ()


def test_the_nearest_is_named_first() -> None:
    """Three at most; nothing is said if none is near."""
    assert did_you_mean("densty", ["density", "purity", "identity"]).startswith(" (did you mean density")
    assert did_you_mean("wibble", ["density"]) == ""
