"""The HTML report: one page with its styles, scripts and rows in it, which needs no network."""

from __future__ import annotations

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

try:
    import jinja2  # noqa: F401 - the modules of this package build on it
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a report"), "report") from None
