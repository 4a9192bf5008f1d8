"""Replace each percentage by the representative of its legal interval, so that thousands of figures become a few."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.arrow_types import holds_texts
from exportctl.engine.bounds import Bounds
from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exportctl.engine.index import Index

    Coarsen = Callable[[pa.Array], pa.Array]

_SHARE: Final = r"[0-9]{1,3}(?:\.[0-9]{1,8})?"
_CONTENT: Final = rf"^ *(?P<share>{_SHARE}) *%? *$"
_OWNER: Final = rf"^(?P<name>[^=;]*[^=; ][^=;]*)= *(?P<share>{_SHARE}) *%? *$"
_SIGNED: Final = "% *$"
_DIGITS: Final = pa.decimal128(11, 8)
_ONE: Final = pa.scalar(Decimal(1), _DIGITS)


def quantize(index: Index) -> Mapping[str, Coarsen]:
    """Return for each fact with percentages the function that replaces them by representatives; no answer changes."""
    owners = index.owner_bounds.values
    sides = Bounds([*owners, *(WHOLE - bound for bound in owners)])  # the share without a stated owner counts, too
    return {
        "cn_content": lambda column: _coarsen(column, _CONTENT, index.content_bounds),
        "owned_by": lambda column: _coarsen(column, _OWNER, sides),
    }


def _coarsen(column: pa.Array, pattern: str, bounds: Bounds) -> pa.Array:
    """Replace the percentage at the end of each text by the representative of its legal interval; leave every other text."""
    if not holds_texts(column.type):
        return column
    matches = pc.extract_regex(column, pattern)
    shares = pc.struct_field(matches, "share").cast(_DIGITS)
    within = pc.less_equal(shares, pa.scalar(WHOLE, _DIGITS))
    # A share up to 1 without its sign stays as it is: it is rejected, except for 0 and, of contents, 1.
    within = pc.and_(within, pc.or_(pc.greater(shares, _ONE), pc.match_substring_regex(column, _SIGNED)))
    equals, sign, nothing = (pa.scalar(text, column.type) for text in ("=", "%", ""))
    parts = [pc.struct_field(matches, "name"), equals] if "name" in pattern else []
    texts = pc.binary_join_element_wise(*parts, _representatives(shares, bounds).cast(column.type), sign, nothing)
    return pc.if_else(pc.fill_null(within, False), texts, column)  # noqa: FBT003 - the value is the one argument


def _representatives(shares: pa.Array, bounds: Bounds) -> pa.Array:
    """Return the text of the representative of each share; representatives are bounds and the intervals between them, in turn."""
    texts, places = [str(bounds.representative(Decimal(0)))], pa.repeat(pa.scalar(0, pa.int32()), len(shares))
    edges = (*bounds.values, WHOLE + 1)
    for number, bound in enumerate(bounds.values):
        texts += [str(bound), str(bounds.representative((bound + min(edges[number + 1], WHOLE)) / 2))]
        limit = pa.scalar(bound, _DIGITS)
        for is_reached in (pc.greater_equal(shares, limit), pc.greater(shares, limit)):
            places = pc.add(places, is_reached.cast(pa.int32()))
    return pa.array(texts).take(places)
