"""Write the headings of sheets and columns of a workbook in the language of the run, and read these headings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.batch.answers import COLUMNS, COVERED, DESIGNATED, OTHER_READING, POSSIBLE, STALE, UNCONFIRMED, WORDED
from exportctl.sentences import BilingualName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHOICES: Final = b"choices"
"""The metadata key of a field for the column whose parts a workbook offers in each cell of this one."""
SHEET: Final = b"sheet"
"""The metadata key of a schema for the name of the sheet."""
DAYS: Final = b"days"
"""The metadata key of a field whose texts are written as days if they are days."""
NUMBERS: Final = b"numbers"
"""The metadata key of a field whose texts are written as numbers if they are numbers."""
SUMMARY: Final = BilingualName("Summary", "摘要")
ROWS: Final = BilingualName("Rows", "数据行")
REJECTED: Final = BilingualName("Rejected rows", "无法读取的行")
_CODES: Final[Mapping[str, str]] = {
    "decision": "判定代码",
    "worst_case": "最严情形代码",
    "settled": "是否确认",
    "entries": "清单条目编码",
    "provisions": "条款代码",
    "questions": "所缺信息代码",
    "next_change_on": "下次变化日",
    "next_change_decision": "变化后判定代码",
    "answered_by": "许可证或豁免",
    "configured_by": "配置依据",
    "not_answered": "不适用原因",
    "compared_decision": "对照判定代码",
    "compared_worst_case": "对照最严情形代码",
    "compared_settled": "对照是否确认",
    "compared_provisions": "对照条款代码",
    "compared_why": "变化原因",
}
"""The columns of codes, with English names, and their Chinese headings."""
_ENGLISH = ("Row", "Day checked", "Decision", "To do", "Reason", "Next change")
_CHINESE = ("行", "判定日期", "判定结果", "处理建议", "理由", "下次变化")
_WORDS: Final[Mapping[str, BilingualName]] = dict(zip(WORDED, map(BilingualName, _ENGLISH, _CHINESE), strict=True))
_FOR_PEOPLE: Final[Mapping[str, BilingualName]] = {
    OTHER_READING: BilingualName("other_reading", "另一种情形代码"),
    POSSIBLE: BilingualName("possible_provisions", "可能适用条款代码"),
    COVERED: BilingualName("day_covered", "日期是否在数据范围内"),
    DESIGNATED: BilingualName("party_lists", "交易相关方所在名单代码"),
    STALE: BilingualName("law_data_too_old", "数据是否过旧"),
    UNCONFIRMED: BilingualName("unconfirmed_suspensions", "延期待确认的暂停代码"),
}
_BEFORE: Final[Mapping[str, str]] = {
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
"""The suffix of column names in workbooks of version 0.1, whose headings were in both languages."""
_NAMES: Final[Mapping[str, str]] = {
    **{chinese: name for name, chinese in _CODES.items()},
    **{f"{name} {chinese}": name for name, chinese in _BEFORE.items()},
}
_ADDED: Final[Mapping[str, str]] = {
    "另一种理解代码": OTHER_READING,  # its heading in workbooks of earlier builds
    **{text: name for name, called in _FOR_PEOPLE.items() for text in (called, called.zh)},
}
"""The columns that only workbooks have, by their headings."""


def heading(name: str) -> str:
    """Return the heading of a column of a sheet; columns of the caller keep their names."""
    if name in _CODES:
        return BilingualName(name, _CODES[name])
    return _FOR_PEOPLE.get(name, _WORDS.get(name, name))


def names_of(headings: Sequence[str]) -> list[str]:
    """Return the names of columns by their headings; the columns of words directly precede those of codes."""
    names = [_NAMES.get(text, text) for text in headings]
    if not set(COLUMNS) <= set(names):
        return names
    end = names.index(COLUMNS[0])
    # Workbooks of earlier builds have no number of the row, or no day either.
    for words in (WORDED, WORDED[1:], WORDED[2:]):
        begin = end - len(words)
        if begin >= 0 and all(
            text in (_WORDS[name], _WORDS[name].zh) for name, text in zip(words, names[begin:end], strict=True)
        ):
            names[begin:end] = words
            break
    return [_ADDED.get(text, text) for text in names]


def is_rows_sheet(names: Sequence[str]) -> bool:
    """Return whether the second visible sheet has the rows, because the first is the program's summary of them."""
    return any(list(names[:2]) == pair for pair in ([SUMMARY, ROWS], [SUMMARY.zh, ROWS.zh]))
