"""`make golden` rewrites every golden file from the code and the data."""

from __future__ import annotations

from exportctl.api import load_law
from tests.golden import FOLDER, files

for name, content in files(load_law()).items():
    file = FOLDER / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
