"""The law data that a command uses, and its hints of other control lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.cli.printing import note
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from exportctl.api import Law
    from exportctl.goods.judge import Match
    from exportctl.law.find import Located
    from exportctl.law.parallels import Hint

_HINTS: Final = 3


def folders_of(data: Path | None, also: Sequence[Path] | None) -> tuple[Path, ...]:
    """Return the folders of law data: those that the options name, or else the newest that is installed."""
    from exportctl.store.chosen import data_folder

    return (data or data_folder(), *(also or ()))


def store_of(data: Path | None, also: Sequence[Path] | None = None) -> Law:
    """Return the law data, and note on stderr if it had to be compiled first."""
    from exportctl import api

    others = bool(data or also)
    here = not others and api.is_loaded()
    store = api.Law(*folders_of(data, also)) if others else api.load_law()
    if store.rebuilt and not here:
        note(Sentence("prepared the new law data; later commands start faster"))
    return store


def hints_of(store: Law, located: Located) -> Sequence[Hint]:
    """Return the hints of other control lists on a record, if it is an entry."""
    return store.hints.get(located.id, ()) if located.kind == "entry" else ()


def what_to_measure(store: Law, matches: Iterable[Match]) -> list[str]:
    """Return a sentence for each of the first entries without figures of their own: the figures of other lists."""
    open_ = [match.entry for match in matches if "criteria" in match.truth.missing]
    if not open_:
        return []
    from exportctl.law.parallels import sentences_of

    hints = {line: [hint for hint in store.hints.get(line, ()) if hint["asks"]] for line in open_}
    lines = [(line, hint) for line in open_ for hint in sentences_of(hints[line][:1])][:_HINTS]
    return [Sentence("{line}: {hint}", line=line, hint=hint) for line, hint in lines]
