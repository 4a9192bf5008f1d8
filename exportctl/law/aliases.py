"""Aliases are names of designated parties that acts do not print; the records have the shape of the files in data/parties/names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from exportctl.law.model import Answer, Confidence

NameKind = Literal["alias", "former", "shared", "parent", "subsidiary"]


class KnownAs(NamedTuple):
    """Names of one kind, with the confidence that they are the party's.

    An `alias` or a `former` name is the designated party's own; a `shared` name is also that of others; a `parent` or a `subsidiary`
    is another company of its group. Names that count `alone` mean nothing as a part of a longer name.
    """

    kind: NameKind
    names: tuple[str, ...]
    confidence: Confidence
    alone: Answer = "no"


class Aliases(NamedTuple):
    """The names of one designated party, of one or several acts, besides those that the acts print."""

    of: tuple[str, ...]
    known_as: tuple[KnownAs, ...]
    note: str | None = None
