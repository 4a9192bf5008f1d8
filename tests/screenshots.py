"""`python -m tests.screenshots` draws the pictures of a page in docs/pages.md with Chromium: wide and narrow, light and dark."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import Browser, browser, found
from tests.cli.program import ask
from tests.site import DOCS

ROWS = """\
order,goods,country,shipped,end_use,end_user_type
1001,gallium,US,2026-11-20,civil,civil
1002,antimony trioxide,JP,2026-11-20,civil,civil
1003,sintered NdFeB magnet,DE,2026-12-01,civil,civil
1004,3C001.a,DE,2026-02-30,,
1005,artificial graphite,KR,2026-12-02,civil,civil
1006,gallium,US,2026-12-01,civil,civil
1007,gallium,US,2026-12-01,military,military
1008,germanium dioxide,US,2026-12-10,,
1009,holmium oxide,FR,2026-12-05,civil,civil
1010,cotton T-shirts,US,2026-12-05,civil,civil
1011,unobtainium,FR,2026-12-05,,
1012,tungsten carbide,JP,2026-12-05,civil,civil
1013,dysprosium oxide,US,2026-12-05,civil,civil
1014,gallium arsenide wafers,US,2026-12-15,,
1015,antimony,Atlantis,2026-12-05,civil,civil
1016,graphite electrodes,US,2026-12-05,civil,civil
1017,7075 T6 aluminium seamless tube OD 120 mm,DE,2026-08-01,,
"""
WIDE, NARROW = (900, 1400), (390, 1400)
PICTURES = {
    "report-light.png": ("en", WIDE, "light"),
    "report-dark.png": ("en", WIDE, "dark"),
    "report-zh-light.png": ("zh", WIDE, "light"),
    "report-zh-dark.png": ("zh", WIDE, "dark"),
    "report-390.png": ("en", NARROW, "light"),
}
"""The pictures, each with its language, its size and its scheme of colours."""
_READY = "(async () => { while (!document.querySelector('.open-row')) await new Promise(requestAnimationFrame); })()"


def picture(window: Browser, page: Path, size: tuple[int, int], scheme: str) -> bytes:
    """Return the begin of a page as a window of a size shows it."""
    width, height = size
    window.looks(prefers_color_scheme=scheme)
    window.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < WIDE[0]
    )
    window.open(page)
    window.run(_READY)
    return window.picture()


def main() -> None:
    """Draw the pictures again."""
    chromium = found()
    if chromium is None:
        sys.exit("install Chromium to draw the pictures of the page")
    with TemporaryDirectory() as folder, browser(chromium) as window:
        rows = Path(folder, "shipments-2026-12.csv")
        rows.write_text(ROWS, encoding="utf-8")
        for name, (language, size, scheme) in PICTURES.items():
            page = Path(folder, "page.html")
            options = ("--map", "item=goods", "--map", "to=country", "--map", "on=shipped", "--lang", language)
            ask("report", str(rows), "-o", str(page), *options)
            (DOCS / name).write_bytes(picture(window, page, size, scheme))


if __name__ == "__main__":
    main()
