"""A wheel carries the compiled register of its data, so that no installation parses YAML, and a bill of what is in it."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_THIRD_PARTY: Final = (
    ("Harmonized System 2022, headings", "PDDL-1.0", ("customs/hs2022.csv",)),
    ("trade-tariff-lambdas-fpo-search", "MIT", ("trade/terms.csv", "trade/descriptions.tsv")),
    ("HSCodeComp", "Apache-2.0", ("trade/descriptions.tsv",)),
)
"""The parts of the data that others made: name, licence, and the files that contain them (data/trade/README.md)."""


class CompiledRegister(BuildHookInterface[Any]):
    """Compiles data/ and adds the result to the wheel, with a bill; data with errors builds no wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add both, unless the installation is editable: there the data may change under it."""
        if self.target_name != "wheel" or version == "editable":
            return
        root, folder = Path(self.root), Path(tempfile.mkdtemp())
        sys.path.insert(0, str(root))
        from exportctl.store.compiled import SHIPPED, encode  # noqa: PLC0415 - the package being built
        from exportctl.store.loader import load  # noqa: PLC0415

        compiled = load(root / "data")
        register, bill_file = folder / SHIPPED.name, folder / "exportctl.cdx.json"
        register.write_bytes(encode(compiled))
        requirements = sorted(map(Requirement, self.metadata.core.dependencies), key=str)
        bill = _bill(self.metadata.version, requirements, root / "data", compiled.law)
        bill_file.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        build_data["force_include"][str(register)] = f"exportctl/{SHIPPED.name}"
        build_data["sbom_files"].append(str(bill_file))


def _bill(version: str, requirements: Sequence[Requirement], data: Path, law: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the register
    """Return a CycloneDX bill of a wheel: its code, its law, the data of others in it, and the packages that it requires."""
    from babel.core import get_cldr_version  # noqa: PLC0415 - the names of places were just compiled from it

    own = _component("application", "exportctl", version, "Apache-2.0", purl=f"pkg:pypi/exportctl@{version}")
    parts = [
        _component("data", "exportctl-law", law.version, "Apache-2.0", hashes=_hashes(law.digest.partition(":")[2])),
        _component("data", "Unicode CLDR, names of places", get_cldr_version(), "Unicode-3.0"),
        *(
            _component("data", name, None, licence, hashes=_hashes(_digest(data / file for file in files)))
            for name, licence, files in _THIRD_PARTY
        ),
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own, "lifecycles": [{"phase": "build"}]},
        "components": [*parts, *map(_library, requirements)],
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [f"pkg:pypi/{one.name}" for one in requirements]}],
    }


def _component(type_: str, name: str, version: str | None, licence: str, **more: object) -> dict[str, Any]:
    known = {"version": version} if version else {}
    own = {"type": type_, "name": name, "bom-ref": more.get("purl", name), "licenses": [{"license": {"id": licence}}]}
    return {**own, **known, **more}


def _library(requirement: Requirement) -> dict[str, Any]:
    """Return a package that is no part of the wheel; the installation decides which version it has."""
    purl = f"pkg:pypi/{requirement.name}"
    return {
        "type": "library",
        "name": requirement.name,
        "bom-ref": purl,
        "purl": purl,
        "scope": "required",
        "properties": [{"name": "exportctl:requirement", "value": str(requirement)}],
    }


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _hashes(digest: str) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": digest}]
