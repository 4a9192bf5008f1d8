"""The law and the configuration in use: newer law and newer files of the company replace them between two questions.

Invalid law replaces nothing: the law before it continues to answer. An invalid file of the company stops all answers
until it is corrected, as it stops every command: the unreadable part may be the one that revokes a permit.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from errno import EMFILE, ENFILE
from hashlib import file_digest
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl import api
from exportctl.config.items import require_sound
from exportctl.config.overlay import Overlay
from exportctl.engine.gate_policy import DEFAULT_POLICY, GatePolicy
from exportctl.errors import ExportctlError, InputError, PlaceError
from exportctl.law.scale import DEFAULT_GATE
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from exportctl.config.model import Config
    from exportctl.law.scale import Effect
    from exportctl.permits.influence import Influence

    Outcome = Literal["newer", "same", "refused"]


class Defaults(NamedTuple):
    """The defaults of questions: the day, the gate and its policy, and whether guesses are trusted."""

    today: Callable[[], date]
    gate: Effect = DEFAULT_GATE
    policy: GatePolicy = DEFAULT_POLICY
    trusted: bool = False


class Answerer(NamedTuple):
    """The law with the configuration of the company, and the defaults of questions."""

    overlay: Overlay
    defaults: Defaults

    @property
    def law(self) -> api.Law:
        """The law."""
        return self.overlay.law


class CompanySettings(NamedTuple):
    """The company's configuration, and the defaults of questions, with those that loosen the gate.

    `items` distinguishes the file of items from its earlier content; `settings` are those of a file or a variable.
    """

    config: Config | None
    defaults: Defaults
    looser: str = ""
    items: str = ""
    settings: tuple[Influence, ...] = ()


class UnansweredError(Exception):
    """No question is answered, because the configuration of the company cannot be read."""


class Current:
    """The law and the configuration in use. A question keeps those of the moment at which it arrived."""

    def __init__(
        self,
        find: Callable[[], tuple[Path, ...]],
        read_company: Callable[[], CompanySettings],
        note: Callable[[str], None],
        settled: Callable[[], None] = lambda: None,
        complain: Callable[[str], None] | None = None,
    ) -> None:
        """Load both; `note` reports later changes, `settled` runs after loading. Raises InputError or DataError for invalid ones.

        `complain`, if it differs from `note`, reports refused requests and settings that loosen the gate.
        """
        self._find, self._read_company, self._note, self._settled = find, read_company, note, settled
        self._complain = complain or note
        self._one_at_a_time, self._paths = Lock(), find()
        self.law, self.refused = _ready(self._paths), ""
        self._company = _with_items(read_company())
        self.latest = self._lay_over()
        self._note_settings()
        settled()

    @property
    def answerer(self) -> Answerer:
        """The current answerer. Raises UnansweredError while the configuration of the company cannot be read."""
        if self.refused:
            raise UnansweredError(self.refused)
        return self.latest

    async def keep_current(
        self, every: float, wake: asyncio.Event, counted: Callable[[Outcome, Outcome], None]
    ) -> None:
        """Renew every `every` seconds, unless that is 0, and at once when woken, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(every or None):
                    await wake.wait()
            wake.clear()
            counted(*await asyncio.to_thread(self.renew))

    def renew(self) -> tuple[Outcome, Outcome]:
        """Load the law and the configuration again if they have changed; return the outcome of each.

        Law that cannot be read, or changes during reading, is refused: half an installation is law that lacks acts.
        """
        with self._one_at_a_time:
            outcomes = self._newer_law(), self._newer_company()
            if "newer" in outcomes:
                self._settled()
            return outcomes

    def _newer_law(self) -> Outcome:
        try:
            newer = self._find_law()
        except Exception as error:  # noqa: BLE001 - after any error, the present law is complete
            self._note(
                Sentence(
                    "newer law data was rejected, and law data {version} stays in use: {error}",
                    version=self.law.law.version,
                    error=_line(error),
                )
            )
            return "refused"
        if newer is None:
            return "same"
        self.law, self._paths = newer
        law = self.law.law
        self._note(Sentence("newer law data in use: {version}, {digest}", version=law.version, digest=law.digest))
        return "newer"

    def _find_law(self) -> tuple[api.Law, tuple[Path, ...]] | None:
        """Return the newest law and its folders; None if it is the one in use."""
        paths = self._find()
        if paths == self._paths and self.law.is_current():
            return None
        law = _ready(paths)
        if not law.is_current():
            raise PlaceError(str(paths[0]), "changed during reading; exportctl reads it again later")
        return law, paths

    def _newer_company(self) -> Outcome:
        before, refused = self._company, self.refused
        try:
            self._company = self._read_settings()
            if self._company == before and self.latest.law is self.law and not refused:
                return "same"
            self.latest = self._lay_over()
        except Exception as error:  # noqa: BLE001 - after any error, the company's settings are unknown
            if _is_out_of_files(error):
                self._company = before
                self._note(Sentence("too many files are open; exportctl reads the company's files later"))
                return "same"
            self.refused = Sentence("{error}; requests are refused until this is corrected", error=_line(error))
            if self.refused != refused:
                self._complain(self.refused)
            return "refused"
        self.refused = ""
        if self._company != before or refused:
            self._note_settings()
        return "newer"

    def _read_settings(self) -> CompanySettings:
        """Return the settings of the company; raises InputError if they cannot be read, or if their file is missing."""
        config = self._company.config
        if config and not config.path.is_file():
            raise PlaceError(config.name, "does not exist any more; restore it, or restart without it")
        return _with_items(self._read_company())

    def _lay_over(self) -> Answerer:
        """Return the law with the settings of the company; reads all of them, and raises InputError if one is invalid."""
        overlay = Overlay(self.law, self._company.config, self._company.defaults.today(), self._company.settings)
        _ = overlay.counts
        return Answerer(overlay, self._company.defaults)

    def _note_settings(self) -> None:
        overlay, settings = self.latest.overlay, self._company
        if settings.config and settings.config.decides:
            counts = ", ".join(f"{key} {count}" for key, count in overlay.counts.items())
            self._note(Sentence("{file} applies to all answers: {counts}", file=settings.config.name, counts=counts))
        if settings.looser:
            self._complain(settings.looser)


def _ready(paths: tuple[Path, ...]) -> api.Law:
    """Return law with every part loaded, so that no request waits for loading."""
    law = api.Law(*paths)
    api.check(item="gallium", to="US", party="ACME", on=law.law.home.checked_through, law=law)
    return law


def _with_items(settings: CompanySettings) -> CompanySettings:
    """Return the settings with the digest of the file of items, if that can be read."""
    if not (config := settings.config) or not (path := config.items_file):
        return settings
    try:
        require_sound(config, path)
        with path.open("rb") as stream:
            return settings._replace(items=file_digest(stream, "sha256").hexdigest())
    except (OSError, PlaceError):  # the reader of the items reports the reason
        return settings


def _is_out_of_files(error: BaseException | None) -> bool:
    """Return whether a file could not be opened because too many are open, which does not make the file invalid."""
    while error and getattr(error, "errno", None) not in {EMFILE, ENFILE}:
        error = error.__cause__ or error.__context__
    return bool(error)


def _line(error: Exception) -> str:
    if isinstance(error, InputError):
        return Sentence("{where}: {what}", where=error.where, what=error.what)
    if isinstance(error, ExportctlError | OSError):
        return str(error)
    return f"{type(error).__name__}: {error}"
