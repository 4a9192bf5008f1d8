"""The answerer of questions: the law with the configuration of the company, and the defaults of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.gate_policy import GatePolicy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from exportctl import api
    from exportctl.config.overlay import Overlay
    from exportctl.law.scale import Effect


class Defaults(NamedTuple):
    """The defaults of questions: the day, the gate and its policy, and whether guesses are trusted."""

    today: Callable[[], date]
    gate: Effect = "license_required"
    policy: GatePolicy = GatePolicy()
    trusted: bool = False


class Answerer(NamedTuple):
    """The law with the configuration of the company, and the defaults of questions."""

    overlay: Overlay
    defaults: Defaults

    @property
    def law(self) -> api.Law:
        """The law."""
        return self.overlay.law
