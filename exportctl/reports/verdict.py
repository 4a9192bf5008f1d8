"""The public verdict, which knows its own document, and the verdict as a report shows it at a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exportctl.engine import verdict
from exportctl.engine.cautions import warnings_of
from exportctl.engine.gate_policy import ON_ITS_OWN
from exportctl.reports.formats import Result, document, format_result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exportctl.engine.caution import VerdictWarning
    from exportctl.engine.forecast import NextChange
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.engine.verdict import ExitCode
    from exportctl.law.scale import Decision, Effect
    from exportctl.permits.apply_permits import Given
    from exportctl.permits.influence import Influence
    from exportctl.permits.permit_timeline import Change, Weighed


class Verdict(Result, verdict.Verdict):
    """The answer to one question: `decision`, `worst_case`, `settled`, `findings`, `questions`, `next_change`, and the facts."""

    __slots__ = ()
    kind = "verdict"

    def to_dict(self, gate: Effect = "license_required", *, everything: bool = False) -> dict[str, Any]:
        """Return the document that `check` prints, at a gate; with `everything` also findings that do not apply."""
        return dict(document(self.kind, Checked(self, gate, everything)))

    def to_json(self, gate: Effect = "license_required", *, everything: bool = False) -> str:
        """Return the document as text, the same bytes for the same verdict."""
        return str(format_result(self.kind, "json", Checked(self, gate, everything)))

    def __repr__(self) -> str:
        """Return the decision, the goods, the route and the day in a line."""
        facts = self.facts
        return f"<Verdict {self.decision}: {facts.goods.item!r} {facts.from_} to {facts.to or '?'} on {self.on}>"


class Checked(NamedTuple):
    """A verdict as it is reported at a gate, under a gate policy (`terms`), with `everything` or only what applies, on the day `today`.

    Tables fold the notes, unless `notes` are wanted.
    """

    verdict: verdict.Verdict
    gate: Effect
    everything: bool = False
    today: date | None = None
    hints: Sequence[str] = ()
    notes: bool = False
    terms: GatePolicy = ON_ITS_OWN
    weighed: Weighed | None = None
    configured: Sequence[Influence] = ()

    @property
    def code(self) -> ExitCode:
        """The exit code for all that no licence and no waiver answers, before the gate policy."""
        return self.weighed.standing.exit_code(self.gate) if self.weighed else self.verdict.exit_code(self.gate)

    @property
    def decision(self) -> Decision:
        """The decision; undecided in place of no control found, if the data is older than the gate policy allows."""
        return self.under_terms(self.verdict.decision)

    @property
    def worst_case(self) -> Decision:
        """The decision if every missing fact turned out the stricter way, and newer law too where that is wanted."""
        return self.under_terms(self.verdict.worst_case)

    def under_terms(self, found: Decision) -> Decision:
        """Return a decision under the gate policy: if the data is older than allowed, no goods are cleared."""
        return self.terms.decided(found, self.verdict.law, self.verdict.on)

    @property
    def exit_code(self) -> int:
        """The exit code of `check`."""
        return self.terms.code(self.code, self.verdict.law, self.verdict.on)

    @property
    def passed(self) -> bool:
        """Whether the answer is undecided and passes the gate all the same, as `undecided = warn` allows."""
        return self.terms.waives(self.code, self.verdict.law, self.verdict.on)

    @property
    def answered_by(self) -> tuple[Given, ...]:
        """The licences and waivers that answer, and what."""
        return self.weighed.standing.given if self.weighed else ()

    @property
    def next_change(self) -> NextChange | Change | None:
        """The first later day on which the verdict, or the permits that answer it, differ."""
        change = self.weighed.next_change if self.weighed else self.verdict.next_change
        if change is None:
            return None
        law, terms = self.verdict.law, self.terms
        return change._replace(
            decision=terms.decided(change.decision, law, change.on),
            worst_case=terms.decided(change.worst_case, law, change.on),
        )

    @property
    def cautions(self) -> tuple[VerdictWarning, ...]:
        """The warnings beside the answer."""
        notes = self.weighed.standing.notes if self.weighed else ()
        return (*self.terms.cautions(self.verdict.law, self.verdict.on), *notes, *warnings_of(self.verdict))
