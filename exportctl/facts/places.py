"""Places go by ISO codes and by their English and Chinese names; mainland China is CN, and HK, MO and TW are places of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.errors import InputError
from exportctl.facts.suggest import did_you_mean
from exportctl.law.words import fold
from exportctl.limits import TEXT, within
from exportctl.sentences import Called, Sentence

if TYPE_CHECKING:
    from exportctl.law.register import Register


def place(law: Register, text: str, where: str) -> str:
    """Return the ISO alpha-2 code of a country or customs territory.

    Raises InputError if the text names none.
    """
    within(text, TEXT, where, Sentence("the place"))
    code = law.places.codes.get(fold(text))
    if code is None:
        names = [name for names in law.places.names.values() for name in (Called(*names), names.zh)]
        raise InputError(
            where,
            Sentence(
                "'{text}' is no place; use an ISO code or a name{hint}", text=text, hint=did_you_mean(text, names)
            ),
        )
    return code
