"""The public verdict, which can produce its own document, and the verdict that a report shows at a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exportctl.engine import verdict
from exportctl.engine.gate_policy import DEFAULT_POLICY, GatePolicy
from exportctl.law.scale import DEFAULT_GATE, STRICTNESS, Decision, Effect
from exportctl.reports.formats import Result, document, format_result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exportctl.engine.forecast import Change, Reading
    from exportctl.engine.warnings.warning import VerdictWarning
    from exportctl.facts.transaction import Transaction
    from exportctl.law.scale import ExitCode
    from exportctl.permits.apply_permits import PermitUse
    from exportctl.permits.influence import Influence
    from exportctl.permits.permit_timeline import PermitResult
    from exportctl.procedure.steps import Step


class Verdict(Result, verdict.Verdict):
    """The answer to one question: `decision`, `worst_case`, `settled`, `findings`, `questions`, `next_change`, and the facts."""

    __slots__ = ()
    kind = "verdict"

    def to_dict(self, gate: Effect = DEFAULT_GATE, *, everything: bool = False) -> dict[str, Any]:
        """Return the document that `check` prints, at a gate; with `everything` also findings that do not apply."""
        return document(self.kind, GateVerdict(self, gate, everything))

    def to_json(self, gate: Effect = DEFAULT_GATE, *, everything: bool = False) -> str:
        """Return the document as text; equal verdicts give equal bytes."""
        return str(format_result(self.kind, "json", GateVerdict(self, gate, everything)))

    def steps(self, accepted_on: date | None = None) -> tuple[Step, ...]:
        """Return the next steps of the exporter, in the order of the stages; they change no decision.

        If the day is stated on which MOFCOM accepts the application, the period of its decision has a last day.
        """
        from exportctl.procedure.steps import steps_of  # noqa: PLC0415 - most callers do not need it

        return steps_of(self, accepted_on)

    def __repr__(self) -> str:
        """Return the decision, the goods, the route and the day in a line."""
        facts = self.facts
        return f"<Verdict {self.decision}: {facts.goods.item!r} {facts.from_} to {facts.to or '?'} on {self.on}>"


class GateVerdict(NamedTuple):
    """A verdict reported at a gate, under the policy of the gate, with `everything` or only what applies, on the day `today`.

    `question` is the question in the words of the caller, if an answer shows how to ask it again. Tables fold the notes,
    unless `notes` are requested.
    """

    verdict: verdict.Verdict
    gate: Effect
    everything: bool = False
    today: date | None = None
    hints: Sequence[str] = ()
    notes: bool = False
    policy: GatePolicy = DEFAULT_POLICY
    permit_result: PermitResult | None = None
    influences: Sequence[Influence] = ()
    question: Transaction | None = None

    @property
    def code(self) -> ExitCode:
        """The exit code of the findings that no licence or waiver covers, before the policy of the gate."""
        answer = self.permit_result.standing if self.permit_result else self.verdict
        return answer.exit_code(self.gate)

    @property
    def decision(self) -> Decision:
        """The decision of the law, unless the data is too old for it."""
        return self.apply_policy(self.verdict.decision)

    @property
    def depends_on_extension(self) -> bool:
        """Whether the decision depends on an extension of a suspension that no act confirms."""
        return len({self.apply_policy(reading.decision) for reading in self.verdict.result.readings}) > 1

    @property
    def worst_case(self) -> Decision:
        """The decision if every missing fact turned out the stricter way, with newer law included if the policy requires it."""
        return self.apply_policy(self.verdict.worst_case)

    def apply_policy(self, decision: Decision) -> Decision:
        """Return a decision or a worst case for the requested day; if the law data is older than allowed, it clears no goods."""
        return self.policy.apply(decision, self.verdict.law, self.verdict.on)

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `check`."""
        return self.policy.exit_code(self.code, self.verdict.law, self.verdict.on)

    @property
    def is_passed(self) -> bool:
        """Whether the answer is undecided but passes the gate, as `undecided = warn` permits."""
        return self.policy.passes_undecided(self.code, self.verdict.law, self.verdict.on)

    @property
    def reached_unless_extended(self) -> tuple[Effect, bool] | None:
        """The effect at the gate if suspensions that the answer assumes extended ended as published, and whether it is sure."""
        rest = self.permit_result.standing.remainder if self.permit_result and self.answered_by else self.verdict.result
        assumed, face = rest.under(self.verdict.assume), rest.on_face
        if self.verdict.assume != "extended" or self._is_at_gate(assumed.possible):
            return None
        effects = ((face.effect, True), (face.possible, False))
        return next((item for item in effects if self._is_at_gate(item[0])), None)

    def _is_at_gate(self, effect: Effect) -> bool:
        return STRICTNESS[effect] >= STRICTNESS[self.gate]

    @property
    def answered_by(self) -> tuple[PermitUse, ...]:
        """The licences and waivers in use, and the findings that they cover."""
        return self.permit_result.standing.uses if self.permit_result else ()

    @property
    def licences(self) -> tuple[str, ...]:
        """The names of the licences in use."""
        return tuple(item.by.name for item in self.answered_by if item.by.kind == "licence")

    @property
    def is_waived(self) -> bool:
        """Whether a waiver covers a licence that the law requires."""
        return self.decision == "license_required" and len(self.licences) < len(self.answered_by)

    @property
    def is_covered(self) -> bool:
        """Whether licences and waivers cover every finding under the requested reading, duties to report apart."""
        rest = self._remainder
        return rest is not None and STRICTNESS[rest.possible] <= STRICTNESS["report"]

    @property
    def is_licensed(self) -> bool:
        """Whether licences alone cover every finding that surely applies under the requested reading, duties to report apart."""
        rest = self._remainder
        covered = rest is not None and STRICTNESS[rest.effect] <= STRICTNESS["report"]
        return covered and len(self.licences) == len(self.answered_by)

    def steps(self, accepted_on: date | None = None) -> tuple[Step, ...]:
        """Return the next steps of the exporter; those that lead to a licence are done where licences cover the export.

        That is so unless something must be stated first that decides whether they cover it.
        """
        from exportctl.procedure.steps import steps_of  # noqa: PLC0415 - most callers do not need it

        steps = steps_of(self.verdict, accepted_on)
        left = tuple(step for step in steps if not step.requirement.leads_to_licence)
        rules_out = any(item.requirement.stage == "stop" and item.requirement.when.unsettled is None for item in left)
        return left if self.is_licensed and (self.is_covered or rules_out) else steps

    @property
    def _remainder(self) -> Reading | None:
        """The requested reading without the findings that licences and waivers cover; None if they cover none."""
        if self.permit_result is None or not self.answered_by:
            return None
        return self.permit_result.standing.remainder.under(self.verdict.assume)

    @property
    def next_change(self) -> Change | None:
        """The first later day with another verdict or other permits in use."""
        if self.permit_result:
            change = self.permit_result.next_change
        else:
            by_law = self.verdict.next_change
            change = by_law and by_law.as_change()
        if change is None:
            return None
        law, policy = self.verdict.law, self.policy
        return change._replace(
            decision=policy.apply(change.decision, law, change.on),
            worst_case=policy.apply(change.worst_case, law, change.on),
        )

    @property
    def warnings(self) -> tuple[VerdictWarning, ...]:
        """The warnings of the answer."""
        permits = self.permit_result.standing.warnings if self.permit_result else ()
        return (*self.policy.warnings(self.verdict.law, self.verdict.on), *permits, *self.verdict.warnings)
