"""A verdict is the answer to one question: an assessment with its warnings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from exportctl.engine.assessment import Assessment
from exportctl.engine.warnings.collection import warnings_of

if TYPE_CHECKING:
    from exportctl.engine.warnings.warning import VerdictWarning


class Verdict(Assessment):
    """The answer to one question, with its grounds: the law as known, classification, situation, forecast."""

    @cached_property
    def warnings(self) -> tuple[VerdictWarning, ...]:
        """The warnings of the answer, the most important first."""
        return warnings_of(self)
