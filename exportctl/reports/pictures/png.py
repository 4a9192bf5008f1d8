"""Makes a PNG from the SVG with bundled fonts, so that the same picture is the same bytes everywhere."""

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
"""How much finer than the SVG says it is, up to so many lines of that."""
_LAST_LETTER: Final = "\u2fff"
"""What lies behind is Chinese, for which the machine has letters or has none."""


def timeline(result: Timeline) -> bytes:
    """Return the picture of a timeline as PNG, twice as fine as the SVG says."""
    root = picture(result, heading=True)
    drawn, zoom = text_of(root), _DENSITY if int(root.get("height", 0)) < _TALLEST else 1
    own = max(drawn) < _LAST_LETTER
    return bytes(svg_to_bytes(svg_string=drawn, zoom=zoom, font_files=_FONTS, skip_system_fonts=own))
