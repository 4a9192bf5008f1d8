"""The law that answers now: newer data takes its place between two questions, and data that is wrong takes nobody's."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from exportctl import api
from exportctl.errors import PlaceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Current:
    """The law that answers. Who asked before newer data came is answered by the law that was there then."""

    def __init__(self, find: Callable[[], tuple[Path, ...]], settled: Callable[[], None] = lambda: None) -> None:
        """Load the law of the folders or archives that are found, which may be others later; `settled` is told of each."""
        self._find, self._settled, self._one_at_a_time = find, settled, Lock()
        self._paths = find()
        self.law = _ready(self._paths)
        settled()

    def renew(self) -> bool:
        """Load what is found now if it is other data than answers, and tell whether it was.

        Raises InputError or DataError for data that cannot be read, or changes while it is: half an installation is law that lacks
        acts. The law before it goes on to answer.
        """
        with self._one_at_a_time:
            paths = self._find()
            if paths == self._paths and self.law.is_current():
                return False
            law = _ready(paths)
            if not law.is_current():
                raise PlaceError(str(paths[0]), "changes while it is read; it is looked at again later")
            self.law, self._paths = law, paths
            self._settled()
            return True


def _ready(paths: tuple[Path, ...]) -> api.Law:
    """Return law of which every part was used once, so that nobody waits for it."""
    law = api.Law(*paths)
    api.check(item="gallium", to="US", party="ACME", on=law.law.home.checked_through, law=law)
    return law
