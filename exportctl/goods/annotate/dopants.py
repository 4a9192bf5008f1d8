"""Doped crystals and phosphors by the symbols of their dopants: Yb:CaF2, Er3+:YLF, Sr2SiO4:Eu2+."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.elements import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_ION: Final = r"[A-Z][a-z](?:\d?\+)?"
_DOPANTS: Final = rf"{_ION}(?:\s?[,/、]\s?{_ION}){{0,2}}"
_HOST: Final = r"[A-Z(][A-Za-z0-9()]{2,19}"
_SHAPE: Final = r"(?:\s(?:laser\s)?(?:crystal|rod|slab|dis[ck])s?\b)?"
_CRYSTAL: Final = re.compile(
    rf"(?<![A-Za-z\d:])(?P<dopants>{_DOPANTS})\s?[:：]\s?(?P<host>{_HOST})(?![A-Za-z\d:]){_SHAPE}", re.ASCII
)
_PHOSPHOR: Final = re.compile(
    rf"(?<![A-Za-z\d:])(?P<host>{_HOST})\s?[:：]\s?(?P<dopants>{_DOPANTS})(?![A-Za-z\d:])", re.ASCII
)
_COLONS: Final = ":："
_SYMBOL: Final = re.compile(r"[A-Z][a-z]?")
_ACRONYMS: Final = frozenset(
    "YAG YLF YAP LuAG GGG GSGG YSGG YSAG KGW KYW KLuW LLF BYF YAB YCOB GdCOB GSO LSO YSO CALGO CALYO SFAP LuYAG".split()  # noqa: SIM905 - a row is easier to read
)
"""The acronyms of host crystals."""


def dopants(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the notations of crystals and phosphors with a dopant that an entry is about, instead of the names within them."""
    if not any(colon in text.text for colon in _COLONS):
        return
    for form, notation in (("crystal", _CRYSTAL), ("phosphor", _PHOSPHOR)):
        for written in notation.finditer(text.text):
            materials = _materials_with(law, form, _SYMBOL.findall(written["dopants"]))
            if materials and _is_host(written["host"]) and text.has(*written.span()):
                text.retract_within(*written.span())
                yield text.annotation(written.span(), "name", meanings=materials)


def _materials_with(law: Register, form: str, symbols: Sequence[str]) -> tuple[str, ...]:
    """Return the materials of all dopants together, or else those of each."""
    together = law.of_elements.get((form, tuple(sorted(symbols))), ())
    return together or tuple(id_ for symbol in symbols for id_ in law.of_elements.get((form, (symbol,)), ()))


def _is_host(words: str) -> bool:
    """Return whether words are the acronym of a host crystal, or the formula of a compound."""
    return words in _ACRONYMS or len(elements_of(words)) > 1
