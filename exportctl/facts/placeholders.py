"""Detect placeholders: texts in place of the name of a party that name nobody."""

from __future__ import annotations

import re
from typing import Final

from exportctl.errors import InputError
from exportctl.facts.roles import fold_name, split_role

_WORDS: Final = (
    "n/a, n/k, none, nil, null, nan, 0, unknown, not known, not applicable, not available, not stated, not specified, not provided, "
    "unspecified, undisclosed, confidential, pending, tba, tbd, tbc, tbn, to be advised, to be announced, to be confirmed, "
    "to be decided, to be defined, to be determined, to be named, to be nominated, to be provided, to be specified, to order, "
    "same, same as above, as above, same as consignee, same as buyer, same as importer, same as end user, ditto, "
    "待定, 待确认, 待告知, 待通知, 待补充, 未定, 未知, 未提供, 未填写, 未明, 不明, 不详, 不知道, 不适用, 保密, "
    "无, 暂无, 暂缺, 没有, 空, 空白, 凭指示, 同上, 同收货人, 同买方, 待定義, 待確認, 未確認, 無, 暫無, 不詳, 不適用, 同收貨人, 同買方"
)
_PLACEHOLDERS: Final = frozenset({"", "xx", "xxx", "xxxx", *map(fold_name, _WORDS.split(","))})
_LONGEST: Final = 24
_ELSEWHERE: Final = re.compile(
    r"(?:please )?(?:see|as per|per|refer to|according to) (?:the |our |your )?(?:attached|enclosed|below|attachment|enclosure|annex|"
    r"appendix|list|table|file|sheet|remarks?|notes?|p\.?o\.?|purchase order|order|invoice|packing list|contract)\b.*|"
    r"(?:various|several|multiple|different|many|misc(?:ellaneous)?)\.?(?: (?:customers?|buyers?|consignees?|parties|clients?|"
    r"end.?users?|recipients?))?|"
    r"(?:详?见|参见|如|按)\s*(?:附件|附表|附录|清单|列表|备注|合同|订单|发票|装箱单|下表|下方).*|"
    r"(?:各|多家?|多个|若干|不同)\s*(?:客户|买方|收货人|用户|单位)|散客",
    re.IGNORECASE,
)
"""Texts that refer to a name elsewhere, or to several persons without a name."""
_LONGEST_ELSEWHERE: Final = 60
_WORDS_ABOVE: Final = "ditto, as above, same as above, see above, same as previous, idem, 同上, 如上, 见上, 同前, 仝上"
_ABOVE: Final = frozenset(map(fold_name, _WORDS_ABOVE.split(",")))
_SIGNS_ABOVE: Final = frozenset({"〃", "″", "do.", "id.", "s.a.a."})
_MARKS_ABOVE: Final = re.compile(r"[\s\-–—]*(?:[\"“”„‟＂〃″]|''|’’|′′)[\s\-–—]*")
"""Marks in place of the text of the cell above: `"`, `-"-`."""


def names_nobody(text: str) -> bool:
    """Return whether a text is a placeholder (`TBD`, `n/a`, `待定`, `-`); names that merely contain such words are names."""
    if len(text) <= _LONGEST_ELSEWHERE and _ELSEWHERE.fullmatch(text.strip(" .()[]（）【】。")):
        return True
    return fold_name(text) in _PLACEHOLDERS if len(text) <= _LONGEST else not any(map(str.isalnum, text))


def names_no_party(text: str) -> bool:
    """Return whether a text is no name of a party: a placeholder, or a number such as that of a customer."""
    return names_nobody(text) or not any(map(str.isalpha, text))


def means_above(text: str) -> bool:
    """Return whether a cell only refers to another row (`ditto`, `同上`, `"`), which a person reads and the program does not."""
    if len(text) > _LONGEST:
        return False
    plain = text.strip().lower()
    return fold_name(plain) in _ABOVE or plain in _SIGNS_ABOVE or _MARKS_ABOVE.fullmatch(plain) is not None


def no_party(text: str, fact: str) -> InputError:
    """Return the error for a placeholder that is stated as a name."""
    return InputError(fact, "'{text}' names no party; leave it out or state the name", text=text)


def states_nobody(text: str) -> bool:
    """Return whether a text that states a party, `NAME` or `role=NAME`, has a placeholder for the name."""
    _, name = split_role(text)
    return bool(name) and names_no_party(name)
