"""Render a PNG from the SVG with bundled fonts, so that the same picture has the same bytes on all machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from exportctl.errors import MissingExtraError
from exportctl.reports.pictures.timeline import picture, text_of
from exportctl.sentences import Sentence

try:
    from resvg_py import svg_to_bytes
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a picture as PNG"), "report") from None

if TYPE_CHECKING:
    from exportctl.reports.results import Timeline

_FONTS: Final = sorted(map(str, (Path(__file__).parent / "fonts").glob("*.otf")))
_DENSITY, _TALLEST = 2, 8_000
"""The magnification of the SVG, and the height in pixels from which it is not magnified."""
_LAST_LETTER: Final = "\u2fff"
"""Characters after this one are Chinese, which only the fonts of the machine can render."""


def timeline(result: Timeline) -> bytes:
    """Return the picture of a timeline as PNG, at twice the size of the SVG."""
    root = picture(result, heading=True)
    drawn, zoom = text_of(root), _DENSITY if int(root.get("height", 0)) < _TALLEST else 1
    own = max(drawn) < _LAST_LETTER
    return bytes(svg_to_bytes(svg_string=drawn, zoom=zoom, font_files=_FONTS, skip_system_fonts=own))
