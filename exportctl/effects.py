"""The presentation of each decision: its label, its meaning, its Chinese names, and its colour in a terminal, a page and a workbook.

The legal properties of an effect (its rank, and whether a licence or a waiver covers it) are in `law/scale.py`. A new
effect needs a row there, a record here, and the Chinese of its meaning in the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.sentences import BilingualName, Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUSES: Final[Mapping[str, Sentence]] = {
    "pending": Sentence("pending"),
    "in_force": Sentence("in force"),
    "suspended": Sentence("suspended"),
    "unsettled": Sentence("unconfirmed"),
    "ended": Sentence("ended"),
}
"""The words for the statuses of a provision."""


class Appearance(NamedTuple):
    """The names, the meaning and the colours of a decision.

    `advice` is the step to take, if the data holds no step for the answer. In it and in `meaning`, `{who}` are the
    authorities that grant the licence. `chinese` are the accepted Chinese words for options; the first is the term of
    the acts, and the label. `terminal` is a style of Rich, `light` and `dark` are colours of the page, and `fill` is
    that of a cell, if it is filled. Colour expresses severity only, and no decision is green. `of_listing` is the
    meaning for dual-use items to a listed party, by the acts `{controls}`, if it differs.
    """

    english: str
    meaning: str
    advice: str | None
    chinese: tuple[str, ...]
    terminal: str
    light: str
    dark: str
    fill: str | None
    of_listing: str | None = None

    @property
    def label(self) -> BilingualName:
        """The label of the decision in a report."""
        return BilingualName(self.english, self.chinese[0])


APPEARANCES: Final[Mapping[str, Appearance]] = {
    "undecided": Appearance(
        english="undecided",
        meaning=translatable("More information is needed: these goods may be controlled."),
        advice=None,
        chinese=("无法判定", "未决"),
        terminal="magenta",
        light="#8a2f86",
        dark="#dd9ad9",
        fill="#F1DDF0",
    ),
    "no_control_found": Appearance(
        english="no control found",
        meaning=translatable("The law data holds no control that applies. This is not a permission."),
        advice=None,
        chinese=("未发现管制要求", "未发现管制"),
        terminal="default",
        light="#566371",
        dark="#a3b0bd",
        fill=None,
    ),
    "report": Appearance(
        english="report required",
        meaning=translatable("The exporter must report or declare this export."),
        advice=translatable("Report or declare the export as the act requires."),
        chinese=("须报告",),
        terminal="yellow",
        light="#6f6300",
        dark="#e3cf5b",
        fill="#FFF8E0",
    ),
    "license_required": Appearance(
        english="licence required",
        meaning=translatable("This export needs a licence from {who}."),
        advice=translatable("Apply to {who} for a licence. Do not ship before it is granted."),
        chinese=("须取得许可", "须许可", "须申请许可证"),
        terminal="yellow",
        light="#7a6200",
        dark="#e3cf5b",
        fill="#FFF2CC",
    ),
    "enhanced_review": Appearance(
        english="enhanced review",
        meaning=translatable("This export needs a licence from {who}. End user and end use are reviewed strictly."),
        advice=translatable("Apply to {who} with proof of end user and use. Ship once licensed."),
        chinese=("从严审查最终用户和最终用途", "从严审查"),
        terminal="yellow",
        light="#8f5a00",
        dark="#f2b84b",
        fill="#FFE699",
        of_listing=translatable(
            "Under {controls}, exports of dual-use items to this party need a licence. End user and end use are reviewed strictly."
        ),
    ),
    "presumption_of_denial": Appearance(
        english="presumption of denial",
        meaning=translatable("{who} refuses licences for this export in principle."),
        advice=translatable("Do not ship. Ask {who} before you apply for a licence."),
        chinese=("原则上不予许可", "推定拒绝"),
        terminal="dark_orange",
        light="#b84a00",
        dark="#ffa45c",
        fill="#FBD5B5",
    ),
    "prohibited": Appearance(
        english="prohibited",
        meaning=translatable("This export is prohibited."),
        advice=translatable("Do not export. Check the goods, place, use and parties you stated."),
        chinese=("禁止出口", "禁止"),
        terminal="bold red",
        light="#9d1c15",
        dark="#ff8f85",
        fill="#F4B6B6",
        of_listing=translatable("Exports of dual-use items to this party are prohibited by {controls}."),
    ),
}
"""By decision (`Decision` of `law/scale.py`, a package above this module)."""
PROHIBITED_BY: Final = (
    translatable("{controls} prohibits this export."),
    translatable("{controls} prohibit this export."),
)
"""The meaning of a prohibition, if the provision that prohibits the export is known, or the several that do."""
PROHIBITED_TO_PARTY_BY: Final = translatable("Exports to this party are prohibited by {controls}.")
"""The meaning of a prohibition of all exports to a listed party, by the acts that designate it."""
