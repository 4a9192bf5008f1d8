"""Read JSON strictly: a repeated key in an object is an error, and so is `NaN` or `Infinity`."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from exportctl.sentences import Sentence


class TwiceError(ValueError):
    """An object has a key twice."""


class NumberError(ValueError):
    """A number is not in the notation of JSON."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in result if names.count(name) > 1)
        raise TwiceError(Sentence("the key '{twice}' is there twice; remove one", twice=twice))
    return result


def _refuse_constant(word: str) -> NoReturn:
    """Refuse `NaN` and `Infinity`, which Python reads and writes as numbers although JSON has neither."""
    raise NumberError(Sentence("'{word}' is not a JSON number; write null", word=word))


parsed = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refuse_constant).decode
"""Return the value of a JSON text.

Raises ValueError if it is invalid: TwiceError for a repeated key in an object, NumberError for a number outside JSON.
"""
