"""The document of `config show`: every value that holds, and what said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exportctl.reports import results
    from exportctl.reports.documents.shapes import config as shapes


def config(result: results.Config) -> shapes.Config:
    """Return `exportctl.config/1`."""
    return {
        "schema": "exportctl.config/1",
        "file": result.file,
        "values": [{"key": item.key, "value": item.value, "from": item.said_by} for item in result.values],
        "environment": [{"name": name, "value": value} for name, value in result.environment],
    }
