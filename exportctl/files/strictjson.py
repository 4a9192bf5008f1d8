"""Reads JSON strictly: a key that stands twice in an object is an error."""

from __future__ import annotations

import json
from math import nan
from typing import Any

from exportctl.sentences import Sentence


class TwiceError(ValueError):
    """An object has a key twice."""


class NumberError(ValueError):
    """A number is not written as JSON writes numbers."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in result if names.count(name) > 1)
        raise TwiceError(Sentence("the key '{twice}' stands twice", twice=twice))
    return result


def _no_number(word: str) -> float:
    """Return `NaN`, which Python writes for a missing number; refuse `Infinity`. JSON has neither."""
    if word != "NaN":
        raise NumberError(Sentence("'{word}' is no number of JSON; write null", word=word))
    return nan


parsed = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number).decode
"""Return what a text of JSON says.

Raises ValueError if it is none: TwiceError for a key that stands twice in an object, NumberError for a number that JSON does not know.
"""
