"""The result of a draft: the paper with the answer behind it, and the receipt inside the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exportctl.reports.formats import Result

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.procedure.draft import Draft
    from exportctl.reports.verdict import Checked


@dataclass(frozen=True, repr=False)
class DraftResult(Result):
    """A draft of a paper, the answer, the receipt inside it, and the day on which it is written."""

    kind = "draft"
    draft: Draft
    checked: Checked
    receipt: Mapping[str, Any]
    written_on: date
