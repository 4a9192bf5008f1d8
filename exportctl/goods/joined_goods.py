"""Listed goods that a description joins to the product of its customs code: plastic toys, hydrofluoric acid 49 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.classify import classify
from exportctl.goods.customs import customs_digits
from exportctl.goods.joints import joined_texts
from exportctl.goods.meaning import products_in
from exportctl.goods.text import AnnotatedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.goods.stated import Goods
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def with_joined_goods(
    law: Register, lexicon: Callable[[], Lexicon], goods: Goods, goods_named: Callable[[str], Goods]
) -> Goods:
    """Return goods with the entries of what their text joins to its first product as possible, if that alone is surely listed.

    The customs code is that of the product, and clears nothing beside it. `goods_named` are the goods of a text by its
    words alone. A material without the figures of its entry is that of the product: fishing rod, carbon fibre.
    """
    wording = goods.interpreted
    # A text that surely names entries has these: the title of an entry may list what it covers.
    products = products_in(law, wording.annotations) if goods.hs_code and not wording.entries else ()
    if not products:
        return goods
    text = AnnotatedText(lexicon().phrases, goods.item)
    listed: set[str] = set()
    joined: list[str] = []
    for part in joined_texts(text, products[0]):
        if customs_digits(part) or any(part in longer for longer in joined):
            continue
        if entries := classify(law, goods_named(part)).listed:
            listed |= entries
            joined.append(part)
    if not joined:
        return goods
    return goods._replace(interpreted=wording.possibly_of(sorted(listed)), joined=(products[0].words, *joined))
