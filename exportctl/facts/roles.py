"""Read the role of a party: the usual names of a role mean it, and any other text is a role of its own."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.chinese import word
from exportctl.errors import InputError
from exportctl.facts.separation import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Final[Mapping[str, str]] = {
    "importer": "importer, importer name, importer of record, importing company, 进口商, 进口人, 进口方, 进口单位, 进口企业, 进口公司",
    "consignee": "consignee, consignee name, name of consignee, ship to name, ship to party, ship to customer, ultimate consignee,"
    "recipient, receiver, addressee, receiving company, recipient of goods, receiver of goods, goods recipient, goods receiver,"
    "consigned to, 收货人, 收货人名称, 收货单位, 收货方, 收货商, 收货公司, 境外收货人, 收件人, 收件方, 收件单位, 接收方, 接收人,"
    "接收单位",
    "buyer": "buyer, buyer name, purchaser, customer, customer name, client, sold to, sold to name, sold to party, bill to, billed to,"
    "bill to name, bill to party, invoice to, invoiced to, 买方, 买家, 买方名称, 买受人, 客户, 客户名称, 购买方, 购买人, 购货方,"
    "购货人, 购货商, 购货单位, 采购方, 采购商, 采购人, 采购单位, 订货方, 订货单位",
    "end-user": "end user, end user name, name of end user, final user, ultimate end user, end customer, final customer, end client,"
    "ultimate customer, 最终用户, 最终用户名称, 终端用户, 最终客户, 终端客户, 最终使用方, 最终使用者, 最终使用单位, 使用单位",
    "intermediary": "intermediary, intermediate consignee, intermediate party, intermediate customer, distributor, reseller, dealer,"
    "wholesaler, 中间商, 中间收货人, 经销商, 分销商, 代理商, 贸易商",
    "notify-party": "notify, notify party, notify party name, 通知人, 通知方",
}
"""The usual names of each role, as options and columns state it."""
_OF_OPTIONS: Final[Mapping[str, str]] = {"carrier": "carrier, 承运人", "agent": "agent, 代理人"}
"""The same for roles that only options state: a column of carriers names nobody who receives the goods."""
_ALIKE: Final = 0.8
"""The likeness from which a role is a misspelling of a known one: exporter and consignor, which are other roles, have less."""
_MARKS: Final = re.compile(r"[\W_]+")


def fold_name(name: str) -> str:
    """Return a name in the form for comparison: case, width, blanks and punctuation do not matter."""
    return _MARKS.sub("", (name if name.isascii() else unicodedata.normalize("NFKC", name)).casefold())


_ALL: Final = {**ROLES, **_OF_OPTIONS}
_BY_NAME: Final = {fold_name(name): role for role, names in _ALL.items() for name in names.split(",")}
_BY_WORD: Final = {fold_name(role): role for role in _ALL}
_EQUALS: Final = "=＝"


def split_role(text: str) -> tuple[str | None, str]:
    """Return the role, if a text states one, and the name of a party.

    Any text before `=` is a role, also in its wide form. Before a colon, only a known role is, or a misspelling of one: names
    contain colons.
    """
    for sign in SIGNS.finditer(text):
        before = text[: sign.start()]
        if sign.group() in _EQUALS or is_role(before):
            return before.strip(), text[sign.end() :].strip()
    return None, text.strip()


def is_role(text: str) -> bool:
    """Return whether a text is a usual name of a role, or a misspelling of one."""
    name = fold_name(text)
    return name in _BY_NAME or _misspelt(name) is not None


@lru_cache
def role_of(text: str) -> str:
    """Return the role that a text names, else the text; raises InputError for a misspelling, with which a role would be missed."""
    name = fold_name(text)
    if role := _BY_NAME.get(name):
        return role
    if near := _misspelt(name):
        raise InputError("party", "'{text}' is not a role; did you mean '{role}'?", text=text, role=word(near))
    return text


@lru_cache
def _misspelt(name: str) -> str | None:
    """Return the role of which a folded name is a misspelling; None if there is none."""
    from difflib import get_close_matches  # noqa: PLC0415 - few roles are unknown

    near = get_close_matches(name, _BY_WORD, n=1, cutoff=_ALIKE)
    return _BY_WORD[near[0]] if near else None
