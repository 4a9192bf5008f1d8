"""Aliases: names of designated parties that acts do not print, as the files in data/parties/names record them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from exportctl.law.model import Answer, Confidence

NameKind = Literal["alias", "former", "shared", "parent", "subsidiary"]


class KnownAs(NamedTuple):
    """Names of one kind, with the confidence that the party bears them.

    An `alias` or a `former` name belongs to the designated party; a `shared` name also belongs to other parties; a
    `parent` or a `subsidiary` is another company of its group. Names that count `alone` do not identify the party as a
    part of a longer name.
    """

    kind: NameKind
    names: tuple[str, ...]
    confidence: Confidence
    alone: Answer = "no"


class Aliases(NamedTuple):
    """The names of one designated party, in one or several acts, that the acts do not print."""

    of: tuple[str, ...]
    known_as: tuple[KnownAs, ...]
    note: str | None = None
