"""Heads the columns that the program adds to a sheet in English and Chinese, and reads these headings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHOICES: Final = b"choices"
"""In a field's metadata, the column whose parts a workbook offers in each cell of this one."""
SHEET: Final = b"sheet"
"""In a schema's metadata, the name of the sheet."""
DAYS: Final = b"days"
"""In a field's metadata, that a text in it which is a day is written as one."""
_CHINESE: Final = {
    "decision": "结论",
    "worst_case": "最严情形",
    "settled": "是否确定",
    "entries": "清单项目",
    "provisions": "条款",
    "questions": "待答事项",
    "next_change_on": "下次变化日",
    "next_change_decision": "变化后结论",
    "answered_by": "许可或豁免",
    "configured_by": "配置依据",
    "not_answered": "不适用原因",
    "compared_decision": "对照结论",
    "compared_worst_case": "对照最严情形",
    "compared_settled": "对照是否确定",
    "compared_provisions": "对照条款",
    "compared_why": "变化原因",
}
_NAMES: Final[Mapping[str, str]] = {f"{name} {chinese}": name for name, chinese in _CHINESE.items()}


def heading(name: str) -> str:
    """Return the heading of a column of a sheet; columns of the caller keep their names."""
    return f"{name} {_CHINESE[name]}" if name in _CHINESE else name


def names_of(headings: Sequence[str]) -> list[str]:
    """Return the names of columns by what heads them."""
    return [_NAMES.get(text, text) for text in headings]
