"""A wheel carries the compiled register of its data, so that no installation parses YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRegister(BuildHookInterface[Any]):
    """Compiles data/ and adds the result to the wheel; data with errors builds no wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the register, unless the installation is editable: there the data may change under it."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from exportctl.store.compiled import SHIPPED, encode  # noqa: PLC0415 - the package being built
        from exportctl.store.loader import load  # noqa: PLC0415

        file = Path(tempfile.mkdtemp()) / SHIPPED.name
        file.write_bytes(encode(load(root / "data")))
        build_data["force_include"][str(file)] = f"exportctl/{SHIPPED.name}"
