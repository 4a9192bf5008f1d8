"""The options that state missing facts of an answer, with the elements and the measured properties that open entries depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.facts.transaction import UNANSWERABLE, option_for
from exportctl.inquiry.figures import open_contents
from exportctl.sentences import Listed, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.classify import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

PARAM: Final = "--param "
_PROPERTIES, _ELEMENTS = 2, 4
"""The number of measured properties and of elements that a sentence names."""


def options_for(law: Register, goods: Goods, matches: Sequence[Match], facts: Iterable[str]) -> Listed:
    """Return the options that state some facts: --end-use, --contains (Dy, Tb), --param purity.

    The first measured properties are last: those of entries that the name of the goods means, and of these, and of the others, those
    on which most of the entries depend that the goods may match.
    """
    stated = [*dict.fromkeys(fact for fact in facts if fact not in UNANSWERABLE)]
    properties = [fact for fact in stated if option_for(fact).startswith(PARAM)]
    named = [match for match in matches if match.entry in goods.interpreted.entries]
    properties.sort(key=lambda fact: (-_number_open(named, fact), -_number_open(matches, fact)))
    options = dict.fromkeys(option_for(fact) for fact in stated if fact not in properties)
    if "--contains" in options:
        contents = [*open_contents(law, goods, matches)]
        options = dict.fromkeys(_contains(contents) if option == "--contains" else option for option in options)
    return join([*options, *map(option_for, properties[:_PROPERTIES])])


def _number_open(matches: Iterable[Match], fact: str) -> int:
    """Return the number of matches that depend on a fact."""
    return sum(fact in match.truth.missing for match in matches)


def _contains(contents: Sequence[str]) -> str:
    """Return the option for a share, with the elements and compounds on whose share an answer depends."""
    if not contents:
        return "--contains"
    more = ["..."] if len(contents) > _ELEMENTS else []
    return Sentence("--contains ({contents})", contents=join([*contents[:_ELEMENTS], *more]))
