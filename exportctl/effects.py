"""How people see each decision: its label and meaning, its names in Chinese, and its colour in a terminal, a page and a workbook.

The law's side of an effect (its rank, and whether a licence or a waiver answers it) is in `law/scale.py`. A new effect is a line
there, a record here, and the Chinese of its label and its meaning in the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping


class Appearance(NamedTuple):
    """The label, the meaning and the colours of a decision.

    `chinese` are the words by which an option takes it, the usual one first; `sheet_chinese` stands beside the code in a workbook.
    `terminal` is a style of Rich, `light` and `dark` are colours of the page, and `fill` is that of a cell, if it is filled.
    """

    label: Sentence
    meaning: Sentence
    chinese: tuple[str, ...]
    sheet_chinese: str
    terminal: str
    light: str
    dark: str
    fill: str | None


APPEARANCES: Final[Mapping[str, Appearance]] = {
    "undecided": Appearance(
        label=Sentence("undecided"),
        meaning=Sentence("Nothing surely controls this, but what is not known could."),
        chinese=("未决",),
        sheet_chinese="未能判定",
        terminal="yellow",
        light="#6a4c93",
        dark="#c5a8ef",
        fill="#E4DFEC",
    ),
    "no_control_found": Appearance(
        label=Sentence("no control found"),
        meaning=Sentence("Nothing in the data surely controls this. That is no permission: see what was not checked."),
        chinese=("未发现管制",),
        sheet_chinese="未发现管制",
        terminal="cyan",
        light="#566371",
        dark="#a3b0bd",
        fill=None,
    ),
    "report": Appearance(
        label=Sentence("report"),
        meaning=Sentence("The export must be reported or declared."),
        chinese=("须报告",),
        sheet_chinese="需要报告",
        terminal="blue",
        light="#2b5784",
        dark="#8ab8e6",
        fill="#DDEBF7",
    ),
    "license_required": Appearance(
        label=Sentence("licence required"),
        meaning=Sentence("No export without a licence."),
        chinese=("须许可", "须申请许可证"),
        sheet_chinese="需要许可",
        terminal="yellow",
        light="#7a6200",
        dark="#e3cf5b",
        fill="#FFF2CC",
    ),
    "enhanced_review": Appearance(
        label=Sentence("enhanced review"),
        meaning=Sentence("No export without a licence, and the application is reviewed more strictly."),
        chinese=("从严审查",),
        sheet_chinese="从严审查",
        terminal="dark_orange",
        light="#8f5a00",
        dark="#f2b84b",
        fill="#FFE699",
    ),
    "presumption_of_denial": Appearance(
        label=Sentence("presumption of denial"),
        meaning=Sentence("No export without a licence, and it is refused in principle."),
        chinese=("推定拒绝",),
        sheet_chinese="原则上不予许可",
        terminal="red",
        light="#b5431b",
        dark="#ffa27a",
        fill="#F8CBAD",
    ),
    "prohibited": Appearance(
        label=Sentence("prohibited"),
        meaning=Sentence("No export."),
        chinese=("禁止出口", "禁止"),
        sheet_chinese="禁止出口",
        terminal="bold red",
        light="#9d1c15",
        dark="#ff8f85",
        fill="#F4B6B6",
    ),
}
"""By decision (`Decision` of `law/scale.py`), which this module lies below."""
