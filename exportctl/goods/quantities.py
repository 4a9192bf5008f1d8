"""Quantities are exact decimals, and one without a unit is an error, not a guess.

Pint has the units; it is loaded only if a quantity is not already in the unit of its parameter.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.errors import InputError
from exportctl.goods.trade_units import SYMBOLS, fold_unit, has_no_amount, multiple_of, pieces_in
from exportctl.goods.units import (
    COUNTED,
    DEFINED,
    KINDS,
    SAME,
    SPELLINGS,
    in_ascii,
    unit_for_pint,
    with_symbols,
)
from exportctl.law.model import Name
from exportctl.law.vocabulary import WITHOUT_UNIT, Parameter
from exportctl.limits import QUANTITY
from exportctl.sentences import BilingualName

if TYPE_CHECKING:
    import pint

Unit = Literal["kg", "l", "pieces"]

_NUMBER: Final = re.compile(
    r"(?P<sign>[+-]?)(?:"
    r"(?P<groups>[1-9]\d{0,2}(?:(?:,\d{3})+(?:\.\d*)?|(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|(?:\.\d{3})+,\d+|(?:\.\d{3}){2,}))"
    r"(?![.,]?\d)|(?P<comma>\d+,\d+)(?![.,]?\d)|(?P<plain>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?))"
)
"""A number: with marks between groups of three digits (1,500; 1 500; 1.500,25), else with a decimal comma (25,5) or a point.

1,500 has groups, and 1.500 has a decimal point.
"""
_EXPONENTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−－＋", "0123456789-+--+")
_POWER_OF_TEN: Final = re.compile(
    r"(?<=\d)\s*[×xX*]\s*10(?:(?:\^|\*\*)?([-+−－＋]\d{1,2})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\d)"
)
"""A power of ten after a number: 2.75×10⁻⁶, 2.75 x 10^-6. Without a sign or a small digit, 10 is the other side of a size: 5 x 10."""
_BARE_NUMBER: Final = re.compile(r"\s*\d+(?:[.,\s]\d+)*\s*")
_NINES: Final = re.compile(r"(\d{1,2})\s*N\s*(\d?)", re.IGNORECASE)
_DIGITS: Final = Context(prec=15)
EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Sums and products of decimals are finite, and none is rounded."""
WHOLE: Final = Decimal(100)
"""The whole of something, in percent."""
_PARTS: Final = {"ppm": Decimal(10_000), "ppb": Decimal(10_000_000)}
"""The number of parts in a percent, by unit."""
_MAX_UNITS: Final = 4096
"""The number of units of amounts that are kept; a file has few."""
_AMOUNT: Final = "500 kg"
_KINDS: Final[tuple[Unit, ...]] = ("kg", "l")
_TONS: Final = frozenset({"ton", "tons"})
_BELOW_ZERO: Final = frozenset({"degC"})
_DEGREES: Final = frozenset({"degC", "℃", "°C", "C", "deg", "度", "摄氏度"})
"""The degrees Celsius, of which a difference has as many as kelvins."""
_EACH: Final = re.compile(r"\s*[/／;；、]\s*(?=[\d.(])|,\s+(?=[\d.(])")
"""The separator of the values of one property, one for each axis: 4/5/9 um."""
_EACH_GROWING: Final = re.compile(r"\s*[;；、]\s*")
_GROWING: Final = re.compile(
    r"\(?\s*(?P<base>\d+(?:\.\d+)?)\s*(?P<unit>(?:[^\d\s+()][^+()]*?)?)\s*\+\s*(?P<times>\d+(?:\.\d+)?)?\s*[*x×]?\s*L\s*/\s*"
    r"(?P<divisor>[1-9]\d*(?:\.\d+)?)(?P<behind>(?:\s*\).*|\s*(?:1/)?[^\d\s+().].*)?)"
)
"""A value that grows with a length in mm: 1.5+L/400 um, (1.7 + 3L/1000) µm."""


class Growing(NamedTuple):
    """A value that grows with a length L in mm: `base` + `times` L / `divisor`."""

    base: Decimal
    times: Decimal
    divisor: Decimal


Value = Decimal | Growing


class Within(NamedTuple):
    """The known range of an unsettled figure: its property or element, and its bounds, if they are known.

    It is `ranged` if goods have all values in between: a frequency of 0 to 500 Hz. A `strict` bound leaves out its own
    value: fewer than 50.
    """

    name: str
    low: Decimal | None
    high: Decimal | None
    ranged: bool = False
    strict: bool = False

    def has(self, value: Value) -> bool:
        """Return whether a value is in the range; one that grows is if its base is."""
        base = value if isinstance(value, Decimal) else value.base
        return (self.low is None or self.low <= base) and (self.high is None or base <= self.high)


class Quantity(NamedTuple):
    """An amount of the goods in kg, litres or pieces."""

    value: Decimal
    unit: Unit


def percent(text: str, where: str, *, bare: bool = False) -> Decimal:
    """Return a share in percent, from 0 to 100, that is stated in percent or ppm; `bare` accepts a number without the sign.

    Raises InputError for any other text.
    """
    number, unit = _split(text, where, "12%")
    if unit in _PARTS:
        number, unit = number / _PARTS[unit], "%"
    if unit != "%" and not (bare and not unit):
        raise InputError(where, "'{text}' is not a percentage; write it like 12%", text=text)
    if not 0 <= number <= WHOLE:
        raise InputError(where, "'{text}' is not between 0 % and 100 %", text=text)
    return number


def share_of_owner(text: str, where: str) -> Decimal:
    """Return the share of an owner in percent, with or without the sign; raises InputError for any other text.

    A number up to 1 needs the sign: a spreadsheet stores 60% as 0.6, which would be below every threshold.
    """
    share = percent(text, where, bare=True)
    if 0 < share <= 1 and is_number_alone(text):
        raise InputError(
            where, "'{text}' may be a part of 1 or a percentage; write it with its sign, like 5%", text=text.strip()
        )
    return share


def measure(text: str, parameter: Parameter, where: str) -> Decimal:
    """Return a quantity in the unit of its parameter: `1800 kg/m3` is 1.8 for a density in g/cm3.

    A purity may be written in nines: `6N` is 99.9999 %, `4N5` is 99.995 %. Raises InputError if the unit does not fit.
    """
    if parameter.unit == "%":
        nines = _NINES.fullmatch(text.strip())
        return _purity(nines) if nines and parameter.id == "purity" else percent(text, where)
    example = _example(parameter, f"1 {parameter.unit}")
    number, unit = _split(text, where, example)
    if (parameter.unit in WITHOUT_UNIT and (not unit or unit in COUNTED)) or (unit, parameter.unit) in SAME:
        unit = parameter.unit
    if parameter.difference and unit in _DEGREES:
        unit = parameter.unit
    if not unit:
        with_unit = _example(parameter, f"{text.strip()} {parameter.unit}")
        raise InputError(where, "'{text}' has no unit; write it like {example}", text=text, example=with_unit)
    value = number if unit == parameter.unit else _convert(text, number, unit, parameter, where)
    if value < 0 and parameter.unit not in _BELOW_ZERO:
        raise InputError(
            where,
            "'{text}' is negative; write zero or more for {parameter}",
            text=text,
            parameter=BilingualName(*parameter.name),
        )
    return value


def _example(parameter: Parameter, quantity: str) -> BilingualName:
    """Return a quantity as `--param` states it."""
    name = parameter.option_name
    return BilingualName(f"{name}={quantity}", f"{name.zh}={quantity}")


def values(text: str, parameter: Parameter, where: str) -> list[Value]:
    """Return the values of a property in a text, which may be several, and may grow with a length.

    Raises InputError as `measure` does; values without a unit of their own have that of the last.
    """
    text = with_symbols(text.translate(SPELLINGS)).strip()
    grown = [_GROWING.fullmatch(part) for part in _EACH_GROWING.split(text)]
    if all(grown):
        return [_growing_value(item, parameter, where) for item in grown if item]
    parts = _EACH.split(text)
    if len(parts) == 1:
        return [measure(text, parameter, where)]
    _, unit = _split(parts[-1], where, text)
    return [measure(part if _split(part, where, text)[1] else part + unit, parameter, where) for part in parts]


def _growing_value(written: re.Match[str], parameter: Parameter, where: str) -> Growing:
    """Return a value that grows, in the unit of its parameter."""
    unit = written["behind"].lstrip(") ") or written["unit"]
    base, times = (measure(f"{written[part] or 1} {unit}", parameter, where) for part in ("base", "times"))
    return Growing(base, times, Decimal(written["divisor"]))


def amount(text: str, where: str) -> Quantity:
    """Return an amount of goods in kg, in litres or in pieces.

    A ton is refused, because it is 907, 1000 or 1016 kg, by country. Raises InputError for any other text.
    """
    number, unit = _split(text, where, _AMOUNT)
    if not unit:
        raise InputError(where, "'{text}' has no unit; write it like {example}", text=text, example=_AMOUNT)
    if unit.lower() in _TONS:
        raise InputError(
            where, "'{text}' is ambiguous, because a ton differs by country; write kg, or t for 1,000 kg", text=text
        )
    if number < 0:
        raise InputError(where, "'{text}' is negative; write zero or more", text=text)
    times, name = multiple_of(fold_unit(unit))
    number *= times
    if pieces := pieces_in(name):
        return Quantity(number * pieces, "pieces")
    if has_no_amount(name):
        raise InputError(
            where,
            "'{text}' is not an amount of goods: it counts packages, or is a length or an area; write it like {amount}, 20 l "
            "or 3 pieces",
            text=text,
            amount=_AMOUNT,
        )
    unit = SYMBOLS.get(name) or (name if times > 1 else in_ascii(unit))
    for kind in _KINDS:
        if unit == kind:
            return Quantity(number, kind)
    for kind in _KINDS:
        with suppress(InputError):
            return Quantity(_convert(text, number, unit, Parameter(where, Name("amount", "数量"), kind), where), kind)
    raise InputError(
        where, "'{text}' is not an amount of goods; write it like {amount}, 20 l or 3 pieces", text=text, amount=_AMOUNT
    )


def lacks_amount(text: str) -> bool:
    """Return whether a text is a number alone, or one of packages, or a length or an area: how much of the goods it is, is unknown."""
    if _BARE_NUMBER.fullmatch(text):
        return True
    unit = _unit_of(text)
    return unit is not None and (not unit or has_no_amount(multiple_of(fold_unit(unit))[1]))


def is_number_alone(text: str) -> bool:
    """Return whether a text is a number of zero or more without a unit."""
    return _unit_of(text) == ""


def unknown_unit(text: str) -> str | None:
    """Return the words after a number if they are no unit of an amount of goods: blubs in `3 blubs`; None otherwise."""
    unit = _unit_of(text)
    if not unit or not unit[0].isalpha() or len(text) > QUANTITY or lacks_amount(text):
        return None
    return None if _is_amount_unit(unit) else unit


def _unit_of(text: str) -> str | None:
    """Return what follows the number of a text; None without a number, or for one below zero."""
    try:
        number, unit = _split(text, "", _AMOUNT)
    except InputError:
        return None
    return unit if number >= 0 else None


@lru_cache(maxsize=_MAX_UNITS)
def _is_amount_unit(unit: str) -> bool:
    """Return whether a number of a unit is an amount of goods; kept, because a file repeats its few units."""
    try:
        amount(f"1 {unit}", "")
    except InputError:
        return False
    return True


def format_value(value: Value) -> str:
    """Return a value in the form of an option: 4, or (1.5+L/400) for one that grows with a length."""
    if isinstance(value, Decimal):
        return format_number(value)
    times = "" if value.times == 1 else format_number(value.times)
    return f"({format_number(value.base)}+{times}L/{format_number(value.divisor)})"


def format_number(value: Decimal) -> str:
    """Return a number in plain digits, without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _split(text: str, where: str, example: str) -> tuple[Decimal, str]:
    clean = _POWER_OF_TEN.sub(_with_exponent, text, count=1).translate(SPELLINGS).strip()
    number = _NUMBER.match(clean)
    if not number:
        raise InputError(where, "'{text}' is not a quantity; write it like {example}", text=text, example=example)
    unit = with_symbols(clean[number.end() :].strip())
    return _as_decimal(number), f"1{unit}" if unit.startswith("/") else unit


def _with_exponent(power: re.Match[str]) -> str:
    """Return a power of ten in the notation of numbers: ×10⁻⁶ is e-6."""
    return "e" + (power[1] or power[2]).translate(_EXPONENTS)


def _as_decimal(number: re.Match[str]) -> Decimal:
    """Return a number as it is written: of two marks between its digits, the last one is the decimal mark."""
    if grouped := number["groups"]:
        marks = [char for char in grouped if not char.isdigit()]
        decimal = marks[-1] if marks[-1] != marks[0] else ""
        digits = "".join(char if char.isdigit() else "." * (char == decimal) for char in grouped)
    else:
        digits = number["plain"] or number["comma"].replace(",", ".")
    return Decimal(number["sign"] + digits)


def _purity(nines: re.Match[str]) -> Decimal:
    """Read 6N as six nines, and 4N5 as four nines and a five."""
    count, last = int(nines[1]), nines[2]
    return WHOLE - Decimal(10) ** (2 - count) + (Decimal(last) * Decimal(10) ** (1 - count) if last else 0)


def _convert(text: str, number: Decimal, unit: str, parameter: Parameter, where: str) -> Decimal:
    kinds = KINDS.get(in_ascii(unit)), KINDS.get(parameter.unit)
    if None not in kinds and len(set(kinds)) > 1:
        raise _misfit(text, parameter, where)
    import pint  # noqa: PLC0415 - half of the start-up time of a check, and most checks need no conversion

    registry = _PINT.registry()
    try:
        quantity = registry.Quantity(number, registry.parse_units(unit_for_pint(unit)))
        converted = quantity.to(registry.parse_units(unit_for_pint(parameter.unit))).magnitude
    except pint.DimensionalityError:
        raise _misfit(text, parameter, where) from None
    except Exception:  # noqa: BLE001 - pint raises tokenizer, attribute and type errors for text that is not a unit
        raise InputError(
            where, "'{text}' has an unknown unit; use a unit such as {unit}", text=text, unit=parameter.unit
        ) from None
    # 28 digits are carried, so a third in a conversion factor leaves a residue that is no part of the measurement.
    return _DIGITS.plus(Decimal(converted))


def _misfit(text: str, parameter: Parameter, where: str) -> InputError:
    """Return the error for a quantity of another kind than that of its parameter."""
    return InputError(
        where,
        "'{text}' does not fit the parameter {parameter}; use a unit such as {unit}",
        text=text,
        parameter=BilingualName(*parameter.name),
        unit=parameter.unit,
    )


class _PintUnits:
    """The units of pint, whose registry caches every text that it parses: it is replaced after a number of uses."""

    _MAX_USES: Final = 4096
    """The number of texts that a registry may cache, which takes a few MB."""

    def __init__(self) -> None:
        """Begin without a registry, because loading pint takes time."""
        self._registry: pint.UnitRegistry[Decimal] | None = None
        self._uses = 0

    def registry(self) -> pint.UnitRegistry[Decimal]:
        """Return a registry with the units of pint and of this program."""
        if self._registry is None or self._uses >= self._MAX_USES:
            import pint  # noqa: PLC0415 - as above

            self._registry, self._uses = (
                pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True),
                0,
            )
            for unit in DEFINED:
                self._registry.define(unit)
        self._uses += 1
        return self._registry


_PINT: Final = _PintUnits()
