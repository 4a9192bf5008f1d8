"""A place may be named twice, as shippers write it, and never by two places at once."""

from __future__ import annotations

import pytest

from exportctl.errors import InputError
from exportctl.facts.places import place
from exportctl.law.register import Register


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("U.S.A.", "US"), ("U.K.", "GB"), ("USA (US)", "US"), ("US - United States", "US"), ("美国/USA", "US")),
        *(("Germany (DE)", "DE"), ("Netherlands (the)", "NL"), ("德国（DEU）", "DE"), ("Guinea-Bissau", "GW")),
        *(("Hong Kong, China", "HK"), ("中国（香港）", "HK"), ("Taiwan, China", "TW"), ("China (Macao)", "MO")),
        *(("China (CN)", "CN"), ("P.R.C.", "CN")),
    ],
)
def test_a_place_may_be_named_twice(law: Register, text: str, code: str) -> None:
    """By name and code, in two languages, with an article, or with the country whose customs territory it is."""
    assert place(law, text, "to") == code


@pytest.mark.parametrize(
    "text",
    [
        *("CA, US", "DE/FR", "CN/HK", "Korea (DPRK)", "Georgia, US", "China, Hong Kong, Taiwan", "Hong Kong (US)"),
        *("Shanghai, China", "Hamburg, Germany", "(the)", ",", "/", "DE-FR"),
    ],
)
def test_two_places_are_none(law: Register, text: str) -> None:
    """Nor is one that nobody knows beside one that is known."""
    with pytest.raises(InputError, match="is not a country or territory"):
        place(law, text, "to")
