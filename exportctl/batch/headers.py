"""The names of columns in shippers' files, in English and Chinese, with the fact of each."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from exportctl.batch.party_headings import role_in_heading
from exportctl.facts import registry
from exportctl.facts.registry import PARTY
from exportctl.facts.roles import ROLES, fold_name
from exportctl.facts.texts import means_one_of
from exportctl.facts.transaction import FACT_KEYS
from exportctl.goods.trade_units import unit_in_heading
from exportctl.sentences import BilingualName

QUANTITY: Final = "quantity"

_SKUS: Final = (
    "sku, item no, item number, item code, part no, part number, product code, product no, material no, material number, article no,"
    "article number, 料号, 物料号, 物料编码, 物料编号, 货号, 产品编号, 产品编码, 零件号"
)
_SHIP_TO: Final = (
    "ship to, shipped to, shipping to, deliver to, delivered to, delivery to, send to, 运往, 发往, 送往, 运至, 送至"
)
"""Names of columns of places, or of parties, or of addresses: only the caller knows which."""
_OF_DAYS: Final = frozenset({"date", "dates", "day", "eta"})
_UNITS: Final = (
    "unit, units, uom, unit of measure, unit of measurement, unit of quantity, quantity unit, qty unit, measure unit, "
    "measurement unit, 单位, 计量单位, 数量单位, 成交单位, 成交计量单位, 申报计量单位, 法定单位, 法定计量单位, 第一法定单位"
)
_OF_DAYS_IN_CHINESE: Final = re.compile(r"日期|交期")
"""A day of delivery is often that of the arrival, and a day of an invoice or an order is not that of the export."""
_OF_OTHERS: Final = frozenset({"birth", "expiry", "expiration", "validity"})
"""Words beside a day of no shipment."""
_OF_DESCRIPTIONS: Final = re.compile(r"desc|name|品名|名称|描述", re.IGNORECASE)
_HEADER_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_PART: Final = re.compile(
    r"[/|()（）\[\]【】\n\r]+|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u4e00-\u9fff])"
)
_IN_BRACKETS: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_BETWEEN_NOTES: Final = re.compile(r"[/、,，;；|]|\bor\b|\band\b|或|和|及")
_NOTES: Final = re.compile(
    r"required|mandatory|optional|if any|if known|if applicable|text|as text|iso|iso code|[0-9]{1,2}(?: ?- ?[0-9]{1,2})?[ -]?digits?|"
    r"yyyy.?mm.?dd|必填|必填项|选填|可选|非必填|如有|若有|文本|文本格式|(?:至少)?(?:[0-9]{1,2}(?:-[0-9]{1,2})?|[六八十])位(?:数字?|编码)?|年月日|"
    r"全称|请?填写?全称|与报关单一致|(?:full |legal |registered |company )*name|if (?:different|other|not)\b.*|如(?:与|不同).*",
    re.IGNORECASE,
)
"""Notes in the brackets of a heading about how to fill in its cells: they change nothing about what the column states."""
_LANGUAGES: Final = re.compile(
    r"(?:in )?(?:english|chinese)|en|cn|zh|中文|英文|中英文|中英文对照|中英对照|英|中", re.IGNORECASE
)
"""The languages of cells: another column may state the same fact in another one."""
_SHORTEST: Final = 4
_SHORTEST_CHINESE: Final = 2


class ColumnMeaning(NamedTuple):
    """The fact that a column states, or the role of the parties in it; columns of parties without a role have none.

    `exact`: it has the name of the fact itself. `generic`: its name means the fact only if no other column states it, or in a column
    of parties, its cells may be something else.
    """

    fact: str
    role: str | None = None
    exact: bool = False
    generic: bool = False


_SHIP_TO_NAMES: Final = frozenset(map(fold_name, _SHIP_TO.split(",")))
SHIP_TO: Final = ColumnMeaning(PARTY, "consignee", generic=True)
"""The meaning of a column of places, parties or addresses beside another one of destinations."""
_SKU_NAMES: Final = frozenset(map(fold_name, _SKUS.split(",")))
_UNITS_NAMES: Final = frozenset(map(fold_name, _UNITS.split(",")))


def _table() -> dict[str, ColumnMeaning]:
    table = {fold_name(fact): ColumnMeaning(fact, exact=True) for fact in FACT_KEYS}
    for row in registry.FACTS:
        table |= {fold_name(name): ColumnMeaning(row.key) for name in row.headers.split(",") if name}
        table |= {fold_name(name): ColumnMeaning(row.key, generic=True) for name in row.generic.split(",") if name}
    for role, names in ROLES.items():
        table |= {fold_name(name): ColumnMeaning(PARTY, role) for name in names.split(",")}
    return table


_TABLE: Final = _table()


def meaning_of(header: str) -> ColumnMeaning | None:
    """Return the meaning of a column name; None if it is unknown, or if a name in two languages has two meanings."""
    whole = _meaning_of_name(header)
    if whole:
        return whole
    if meaning := _meaning_beside_notes(header):
        return meaning
    if (in_unit := unit_in_heading(header)) and (amounts := meaning_of(in_unit[1])) and amounts.fact == QUANTITY:
        return ColumnMeaning(QUANTITY, generic=True)
    parts = {_meaning_of_name(part) for part in _PART.split(header) if fold_name(part)}
    facts = {part.fact for part in parts if part}
    if len(facts) != 1 or None in parts:
        return None
    roles = {part.role for part in parts if part and part.role}
    role = roles.pop() if len(roles) == 1 else None
    return ColumnMeaning(facts.pop(), role, generic=all(part.generic for part in parts if part))


def _meaning_of_name(name: str) -> ColumnMeaning | None:
    """Return the meaning of a name in one language; that of a column of parties may have words around the role."""
    meaning = _TABLE.get(fold_name(name))
    if meaning is None and (role := role_in_heading(name)) is not None:
        return ColumnMeaning(PARTY, role or None)
    return meaning


def means_goods(header: str) -> bool:
    """Return whether a column name means the goods."""
    meaning = meaning_of(header)
    return meaning is not None and meaning.fact == registry.ITEM


def names_goods(header: str) -> bool:
    """Return whether a column holds some name or description of the goods, although its name is unknown: `Customs description`."""
    return _OF_DESCRIPTIONS.search(header) is not None and similar_fact(header) == registry.ITEM


def _meaning_beside_notes(header: str) -> ColumnMeaning | None:
    """Return the meaning of a column name with notes about its cells in brackets; None if it has no such notes, or is unknown.

    A note is also a list of words that the cells may have, as in `最终用途（民用/军用）`.
    """
    meaning = _meaning_of_name(_IN_BRACKETS.sub("", header))
    notes = [note.strip() for inner in _IN_BRACKETS.findall(header) for note in _BETWEEN_NOTES.split(inner)]
    notes = [note for note in notes if note]
    if not (meaning and notes):
        return None
    words = registry.BY_KEY[meaning.fact].words
    are_languages = [_LANGUAGES.fullmatch(note) is not None for note in notes]
    for note, is_language in zip(notes, are_languages, strict=True):
        if not (is_language or _NOTES.fullmatch(note) or means_one_of(note, words)):
            return None
    return meaning._replace(exact=False, generic=meaning.generic or any(are_languages))


def is_note(text: str) -> bool:
    """Return whether a text is only a note about how to fill in the cells of a column: `10 digits`, `必填`."""
    return _NOTES.fullmatch(text) is not None


def unit_of_column(fact: str, header: str) -> str | None:
    """Return the unit of the numbers in a column of quantities, which its heading states; None if there is none."""
    in_unit = unit_in_heading(header) if fact == QUANTITY else None
    return in_unit[0] if in_unit else None


def names_units(header: str) -> bool:
    """Return whether a column of this name holds the units of amounts in another column."""
    return fold_name(header) in _UNITS_NAMES


def column_heading(fact: str) -> BilingualName:
    """Return the heading under which people state a fact, with the Chinese one: its label if that is read as the fact."""
    row = registry.BY_KEY[fact]
    names = [name.strip() for name in row.headers.split(",")]
    meaning = meaning_of(row.label)
    english = row.label if meaning and meaning.fact == fact and not meaning.generic else names[0].capitalize()
    return BilingualName(english, next(name for name in names if not name.isascii()))


def is_sku(header: str) -> bool:
    """Return whether a column of this name holds a company's own number for goods."""
    return fold_name(header) in _SKU_NAMES


def may_state_destination(header: str) -> bool:
    """Return whether a column of this name holds destinations, parties or addresses."""
    return fold_name(header) in _SHIP_TO_NAMES


def may_state_day(header: str) -> bool:
    """Return whether a column of this name holds days of some event, of which only the caller knows whether it is the export."""
    words = {word.lower() for word in _HEADER_WORD.findall(header)}
    of_day = not words.isdisjoint(_OF_DAYS) and words.isdisjoint(_OF_OTHERS)
    return of_day or _OF_DAYS_IN_CHINESE.search(header) is not None


def similar_fact(header: str) -> str | None:
    """Return the fact that the name of a column resembles, for a hint; None if there is none."""
    if may_state_destination(header):
        return "to"
    if unit_in_heading(header) and (meaning := meaning_of(header)) and meaning.fact == QUANTITY:
        return QUANTITY
    name = fold_name(header)
    near = [
        known
        for known, meaning in _TABLE.items()
        if known in name and len(known) >= _least(known) and not meaning.generic
    ]
    return _TABLE[max(near, key=len)].fact if near else None


def _least(name: str) -> int:
    """Return the length from which a name is searched for inside others: two letters occur in most names."""
    return _SHORTEST if name.isascii() else _SHORTEST_CHINESE
