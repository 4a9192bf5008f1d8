"""The names of columns with the materials of which goods are made: the body of a bicycle is of carbon fibre, but is none."""

from __future__ import annotations

from typing import Final

from exportctl.facts.roles import fold_name

_NAMES: Final = (
    "material, materials, raw material, raw materials, main material, material type, composition, made of, fabric, content, contents, "
    "ingredients, 材质, 材料, 主要材料, 原料, 原材料, 成分, 主要成分, 成份, 面料"
)
_FOLDED: Final = frozenset(map(fold_name, _NAMES.split(",")))


def states_material(header: str) -> bool:
    """Return whether a column has the materials of goods, by its name: `Material`, `材质`."""
    return fold_name(header) in _FOLDED
