"""The parts of compiled data: law, parties, customs headings, their chapters, the lexicon, and hints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.lexicon import Lexicon
    from exportctl.law.parallels import Hints
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register


class Compiled(NamedTuple):
    """All parts that are compiled from a data folder."""

    law: Register
    parties: Parties
    headings: Mapping[str, str]
    lexicon: Lexicon
    hints: Hints
    chapters: Mapping[str, tuple[str, str]]
