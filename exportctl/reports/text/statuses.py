"""Print the status of provisions on a day, for answers that do not depend on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.engine.findings import suspension_in
from exportctl.law.citations import joint_citation
from exportctl.law.grouping import by_key
from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import translate
from exportctl.reports.i18n.terms import suspension
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.law.status import LawAsOf


def status_lines(known: LawAsOf, provisions: Iterable[str], day: date) -> Iterator[tuple[str, Text]]:
    """Yield a labelled line for each status that provisions have on a day, with their suspension."""
    label = translate("Status")
    alike = by_key(((_status_in_words(known, name, day), name) for name in provisions), list)
    for (words, style), names in alike.items():
        text = translate(
            "{provisions} on {day}: {status}", provisions=joint_citation(known.law, names), day=day, status=words
        )
        yield label, Text(printable(text), style)
        label = ""


def _status_in_words(known: LawAsOf, provision: str, day: date) -> tuple[str, str]:
    """Return the status of a provision on a day in words, with its suspension, and the style of the status."""
    span = known.span_on(provision, day)
    if span is None:
        return records.provision_status("not published"), ""
    pause = suspension_in(known, span)
    words = suspension(known.law, span.status, pause, day) if pause else records.provision_status(span.status)
    return words, STYLES.get(span.status, "")
