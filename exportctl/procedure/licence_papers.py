"""The common content of the papers of a licence application: the entries that they name, and the requirements of their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.words import covers
from exportctl.procedure.draft import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.procedure.steps import Step


def sure_entries(answer: Assessment) -> tuple[str, ...]:
    """Return the entries of the home list that the goods surely are, each without those above it."""
    codes = [item.entry for item in answer.classification.matches if item.truth.value]
    home = [code for code in codes if answer.law.list_of(code) == answer.law.home.id]
    return tuple(code for code in home if not any(code != other and covers(code, other) for other in home))


def document_steps(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that prepare documents."""
    return [step for step in steps if step.requirement.stage == "documents"]


def document_basis(answer: Assessment, steps: Iterable[Step], *ids: str) -> tuple[Requirement, ...]:
    """Return those of the requirements for documents that hold for the export.

    Precursors and nuclear goods need other documents than dual-use items. Where nothing needs a licence so far, the requirements for
    dual-use items are the ones to expect.
    """
    needed = {step.requirement.id for step in document_steps(steps)}
    return tuple(item for item in requirements(answer, *ids) if not needed or item.id in needed)
