"""The document of a trace: which rule marked what in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.documents.parts import law_asked

if TYPE_CHECKING:
    from exportctl.reports import results
    from exportctl.reports.documents.shapes import trace as shapes


def trace(result: results.Trace) -> shapes.Trace:
    """Return `exportctl.trace/1`: the annotations of a text in the order of its words, and the words that no rule read."""
    found = result.found
    return {
        "schema": "exportctl.trace/1",
        "item": found.item,
        "annotations": [
            {
                "start": note.start,
                "end": note.end,
                "words": note.words,
                "label": note.label,
                "value": note.value,
                "certainty": note.certainty,
                "rule": note.rule,
            }
            for note in found.annotations
        ],
        "unread": list(found.unread),
        "law": law_asked(result.law),
    }
