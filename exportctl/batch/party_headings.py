"""The names of columns of parties, which often have words around the role: `Name of the foreign buyer`, `Customer / Consignee`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.facts.registry import BY_KEY, PARTY
from exportctl.facts.roles import ROLES, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NO_ROLE: Final = ""
"""The role of a column of parties in no role, or in several."""
_BEFORE: Final = (
    "name, names, full, legal, of, the, company, final, ultimate, actual, foreign, overseas, direct, "
    "最终, 实际, 境外, 国外, 海外, 外方"
)
_AFTER: Final = (
    "name, names, full, legal, company, companies, party, entity, organisation, organization, firm, details, information, "
    "name and address, 名称, 全称, 姓名, 公司, 单位, 企业, 信息"
)
"""Words around the role in the name of a column that still holds parties; none of them is made up of others."""
_OF_COMPANIES: Final[Mapping[str, str]] = {
    "ship to": "consignee",
    "shipped to": "consignee",
    "deliver to": "consignee",
    "delivered to": "consignee",
    "delivery to": "consignee",
    "receiving": "consignee",
    "importing": "importer",
    "purchasing": "buyer",
    "buying": "buyer",
}
"""Words that mean a party in a role only before a word such as company."""
_BETWEEN: Final = re.compile(r"\s*[/|&+,，、;；\n\r与和及或]+\s*|\s+(?:and|or)\s+", re.IGNORECASE)
_OTHERS: Final = (
    "address, full address, country, city, contact, contact person, phone, tel, seller, shipper, exporter, supplier, vendor, "
    "地址, 国家, 城市, 联系人, 联系方式, 电话, 卖方, 发货人, 出口商, 供应商"
)
"""Names of details and of other persons that a column may have beside its party."""
_NOT_OF_EXPORT: Final = (
    "carrier, shipping line, airline, courier, vessel, manufacturer, maker, make, brand, producer, oem, "
    "承运人, 船公司, 航空公司, 快递公司, 船名, 制造商, 生产商, 生产厂家, 厂家, 品牌"
)
"""Names of columns of who carries or makes the goods, and so is no party to the export."""


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern of the names in the form for comparison, the longest first."""
    return "|".join(sorted(map(re.escape, map(fold_name, names)), key=len, reverse=True))


def _roles() -> dict[str, str]:
    """Return the role of each name in the form for comparison."""
    general = {fold_name(name): NO_ROLE for name in (PARTY, *BY_KEY[PARTY].headers.split(","))}
    return general | {fold_name(name): role for role, names in ROLES.items() for name in names.split(",")}


_ROLES: Final = _roles()
_PARTIAL: Final = {fold_name(name): role for name, role in _OF_COMPANIES.items()}
_AROUND: Final = re.compile(
    rf"(?:{_any_of(_BEFORE.split(','))}){{0,5}}?(?:(?P<role>{_any_of(_ROLES)})s?(?:{_any_of(_AFTER.split(','))}){{0,5}}"
    rf"|(?P<partial>{_any_of(_PARTIAL)})(?:{_any_of(_AFTER.split(','))}){{1,5}})[0-9]{{0,2}}"
)
_BESIDE: Final = frozenset(map(fold_name, _OTHERS.split(",")))
_WITHOUT_PARTIES: Final = re.compile(rf"(?:{_any_of(_NOT_OF_EXPORT.split(','))})(?:{_any_of(_AFTER.split(','))})*")


def has_no_party(header: str) -> bool:
    """Return whether a column is for who carries or makes the goods: `Carrier`, `Brand name`, `制造商`."""
    return _WITHOUT_PARTIES.fullmatch(fold_name(header)) is not None


def role_in_heading(header: str) -> str | None:
    """Return the role of the parties in a column by its name, NO_ROLE if it is none or several; None for any other column."""
    roles = [_role_in(part) for part in _BETWEEN.split(header) if fold_name(part) not in _BESIDE]
    known = {role for role in roles if role}
    if not roles or None in roles:
        return None
    return known.pop() if len(known) == 1 else NO_ROLE


def _role_in(name: str) -> str | None:
    """Return the role in the name of a column, with words around it and a number behind it; None if it is no name of parties."""
    match = _AROUND.fullmatch(fold_name(name))
    if match is None:
        return None
    return _ROLES[match["role"]] if match["role"] else _PARTIAL[match["partial"]]
