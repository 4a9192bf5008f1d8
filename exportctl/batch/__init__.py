"""Screens tables by classes: distinct values are read once, distinct situations evaluated once, rows gathered."""

from __future__ import annotations

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

try:
    import pyarrow  # noqa: ICN001, F401
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("screening files and tables"), "batch") from None
