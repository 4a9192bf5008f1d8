"""A verdict as it is handed out knows its own document, and says in a line what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exportctl.engine import verdict
from exportctl.engine.cautions import cautions
from exportctl.engine.terms import ON_ITS_OWN
from exportctl.reports.formats import Result, document, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exportctl.engine.caution import Caution
    from exportctl.engine.terms import Terms
    from exportctl.law.scale import Effect


class Verdict(Result, verdict.Verdict):
    """The answer to one question: `decision`, `worst_case`, `settled`, `findings`, `questions`, `next_change`, and the facts."""

    __slots__ = ()
    kind = "verdict"

    def to_dict(self, gate: Effect = "license_required", *, everything: bool = False) -> dict[str, Any]:
        """Return the document that `check` prints, at a gate; with `everything` also findings that do not apply."""
        return dict(document(self.kind, Checked(self, gate, everything)))

    def to_json(self, gate: Effect = "license_required", *, everything: bool = False) -> str:
        """Return the document as text, the same bytes for the same verdict."""
        return str(written(self.kind, "json", Checked(self, gate, everything)))

    def __repr__(self) -> str:
        """Return the decision, the goods, the route and the day in a line."""
        facts = self.facts
        return f"<Verdict {self.decision}: {facts.goods.item!r} {facts.from_} to {facts.to or '?'} on {self.on}>"


class Checked(NamedTuple):
    """A verdict as it is reported: at a gate, on `terms`, with `everything` or only what applies, with hints, on the day `today`.

    Tables fold what is said beside the verdict, unless `notes` are wanted.
    """

    verdict: verdict.Verdict
    gate: Effect
    everything: bool = False
    today: date | None = None
    hints: Sequence[str] = ()
    notes: bool = False
    terms: Terms = ON_ITS_OWN

    @property
    def exit_code(self) -> int:
        """The exit code of `check`."""
        return self.terms.code(self.verdict.exit_code(self.gate), self.verdict.law, self.verdict.on)

    @property
    def passed(self) -> bool:
        """Whether the answer decides nothing, and passes all the same."""
        return self.terms.waives(self.verdict.exit_code(self.gate), self.verdict.law, self.verdict.on)

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What the reader must know beside the answer."""
        return (*self.terms.cautions(self.verdict.law, self.verdict.on), *cautions(self.verdict))
