"""Purity: 7N, 4N5, 99.99 %, 99.8 % or more."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import Figure, figures_in, with_bounds
from exportctl.goods.figures.names_of_property import name_before, names_of_property, with_name
from exportctl.goods.figures.scales import PERCENT, PPM
from exportctl.goods.meaning import elements_held
from exportctl.goods.quantities import measure
from exportctl.goods.tested import entries_of, measured_by
from exportctl.law.model import Measured
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NINES: Final = re.compile(r"(?<![A-Za-z0-9.])[1-9]N[0-9]?5?(?![A-Za-z0-9])")
_CALLED: Final = re.compile(
    r"(?:\bpurity|纯度)\s?(?:is|of|为|[:：])?\s?(?P<figure>9\d(?:\.\d+)?)(?![\d.A-Za-z]|\s?(?:[%％/-]|ppm|pct|usd))",
    re.IGNORECASE,
)
"""A figure behind the word that makes it a purity. Elsewhere it may be a price."""
_OF_SYMBOL: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<symbol>[A-Z][a-z]?)(?P<figure>9\d\.\d{1,6})(?![\d.A-Za-z%％-]|\s?[%％])"
)
"""The grade of a metal by its purity: Bi99.99, Mg99.95."""
_NUMBER: Final = re.compile(r"[^\d.]")
_MOST_PURE: Final = 90
_CARBON: Final = "C"


def purity(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield purities: nines, percentages from 90 on, and those of carbon by its share or its ash.

    A lower percentage directly behind the only named substance is one, too, if an entry lists the substance from less than 90 % on.
    """
    nines = [
        with_bounds(text.text, Figure(*item.span(), (item.group(),)))
        for item in (_NINES.finditer(text.text) if "N" in text.text else ())
    ]
    percents = [item for item in figures_in(text.text, PERCENT) if text.has(item.start, item.end)]
    if elements_held(law, text.names) == {_CARBON}:
        yield from properties(text, [("purity", figure) for figure in _without_ash(text)])
        yield from _carbon_shares(text)
    if text.names and "9" in text.text:  # both begin with it
        yield from properties(text, [("purity", figure) for figure in _purities_by_name(text)])
        yield from properties(text, [("purity", figure) for figure in _purities_by_symbol(law, text)])
    if not (nines or percents):
        return
    weak = (
        len(percents) == 1 and _is_listed_weak(law, text) and adjacent(text.text, text.names[0].end, percents[0].start)
    )
    least = 0 if weak else _MOST_PURE
    pure = [item for item in percents if any(float(value.strip("%")) >= least for value in item.values)]
    called = names_of_property(law, "purity") if nines or pure else ()
    strict = _strict_bounds(law, text) if called else frozenset()
    figures = [(_as_least(law, item, strict), name_before(text.text, item, called)) for item in (*nines, *pure)]
    yield from properties(text, [("purity", with_name(text.text, item, name)) for item, name in figures])


def _purities_by_name(text: AnnotatedText) -> list[Figure]:
    """Return the figures without a percent sign directly behind the word purity: purity 99.995, 纯度99.99."""
    return [
        Figure(*item.span("figure"), (f"{item['figure']}%",))
        for item in _CALLED.finditer(text.text)
        if text.has(*item.span("figure"))
    ]


def _purities_by_symbol(law: Register, text: AnnotatedText) -> list[Figure]:
    """Return the purities behind the symbol of the only element of the named metal: 铋锭 Bi99.99 is 99.99 % pure.

    With a decimal point they are grades of standards, and no prices or numbers of types.
    """
    held = elements_held(law, text.names)
    return [
        Figure(*item.span(), (f"{item['figure']}%",))
        for item in (_OF_SYMBOL.finditer(text.text) if len(held) == 1 else ())
        if item["symbol"] in held
    ]


def _strict_bounds(law: Register, text: AnnotatedText) -> frozenset[Decimal]:
    """Return the purities that entries of the named goods must exceed."""
    tests = (
        item for name in text.names for entry in entries_of(law, name.meanings) for item in measured_by(entry.criteria)
    )
    return frozenset(
        [item.value for item in tests if isinstance(item, Measured) and item.parameter == "purity" and item.op == ">"]
    )


def _as_least(law: Register, figure: Figure, strict: frozenset[Decimal]) -> Figure:
    """Return a purity that equals one to exceed as the least one, because purities are stated so: 5N is 99.999 % or more."""
    if figure.exact is None or not strict:
        return figure
    return (
        figure._replace(above=True) if measure(figure.exact, law.parameters["purity"], "purity") in strict else figure
    )


def _carbon_shares(text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the purity of a carbon material whose share of carbon is stated: graphite block 99.998 % C."""
    for share in text.annotations_of("share"):
        if share.figure is not None and share.meanings == (_CARBON,):
            purity = share.figure.text
            yield text.annotation(
                (share.start, share.end), "property", f"purity{purity}", meanings=("purity",), figure=share.figure
            )


def _without_ash(text: AnnotatedText) -> list[Figure]:
    """Return the purity of a carbon material whose ash is stated: 99.998 % or more of graphite with ash <20 ppm.

    It excludes no goods, because other impurities may be measured apart.
    """
    ashes = text.phrases("ash", text.tokens)
    if not ashes:
        return []
    figures = [(item, 100) for item in figures_in(text.text, PERCENT)]
    figures += [(item, 1_000_000) for item in figures_in(text.text, PPM)]
    return [
        Figure(
            ash.start,
            item.end,
            (f"{100 - 100 * Decimal(_NUMBER.sub('', value)) / whole:f}%",),
            below=item.above,
            above=item.below,
            unnamed=True,
        )
        for item, whole in figures
        for value in item.values[-1:]
        for ash in ashes
        if adjacent(text.text, ash.end, item.start)
    ]


def _is_listed_weak(law: Register, text: AnnotatedText) -> bool:
    """Return whether the one named substance is listed from a purity on that is below the usual meaning of pure."""
    materials = {meaning for item in text.names for meaning in item.meanings}
    codes = [code for id_ in materials if id_ in law.materials for code in law.materials[id_].entries]
    criteria = [law.entries[code].criteria for code in codes if code in law.entries]
    return len(materials) == 1 and any(
        isinstance(item, Measured) and item.parameter == "purity" and item.value < _MOST_PURE for item in criteria
    )
