"""A data folder is three things to those who ask: the law, the lists of parties, and the headings of the Harmonized System."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.parties import Parties
    from exportctl.law.register import Register


class Compiled(NamedTuple):
    """What is compiled from a data folder, all of it at hand."""

    law: Register
    parties: Parties
    headings: Mapping[str, str]
