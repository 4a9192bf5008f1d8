"""Those whom acts designate go by more names than acts print; their shapes are those of the files under data/parties/names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from exportctl.law.model import Answer, Confidence

NameKind = Literal["alias", "former", "shared", "parent", "subsidiary"]


class KnownAs(NamedTuple):
    """Names of one kind, and how far it can be trusted that they are.

    Who bears an `alias` or a `former` name is the designated party; a `shared` name is also that of others; a `parent` or a
    `subsidiary` is another company of its group. Names that count `alone` say nothing as a part of a longer one.
    """

    kind: NameKind
    names: tuple[str, ...]
    confidence: Confidence
    alone: Answer = "no"


class Aliases(NamedTuple):
    """The names, beside those that acts print, under which somebody is known whom one or several acts designate."""

    of: tuple[str, ...]
    known_as: tuple[KnownAs, ...]
    note: str | None = None
