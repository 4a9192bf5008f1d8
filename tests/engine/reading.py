"""The independent model takes only the reading of a text from the program; all else it derives itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exportctl import Transaction
from exportctl.facts.goods import goods_of
from exportctl.goods.classify import as_evidence
from exportctl.goods.interpreted import intangible_forms
from exportctl.law.published import PublishedBy
from exportctl.law.words import fold
from tests.model.items import Item

if TYPE_CHECKING:
    from exportctl.api import Law
    from tests.model.items import Reader


_NO_HEADING: Final = "999999"
"""A customs code of no heading: with any other fact of the goods, a general word is read word by word."""


def reader_of(store: Law) -> Reader:
    """Return the reader of texts that are not known as a whole, in the records of the model."""

    def settles_nothing(text: str, code: str) -> bool:
        """Return whether the words contradict a customs code, so that it settles nothing."""
        goods = goods_of(store.law, Transaction(text, date.min, hs_code=code), store)
        conflict = as_evidence(store.law, goods, PublishedBy()).conflict
        return conflict is not None and not conflict.of_terms

    def read(text: str) -> Item:
        known = store.law.materials.get(store.law.names.materials.get(fold(text), ""))
        general = known is not None and known.read == "alone"
        reading = goods_of(store.law, Transaction(text, date.min, hs_code=_NO_HEADING if general else None), store)
        wording = reading.interpreted
        return Item(
            material=wording.material,
            lines=wording.entries if not wording.material else frozenset(),
            perhaps=frozenset(wording.possible_entries),
            near=frozenset(wording.similar.codes),
            may_be=wording.may_be,
            may_contain=wording.content.may_contain,
            headings=frozenset(wording.trade.headings),
            forms=reading.forms,
            contains=reading.composition.stated,
            held=frozenset(wording.content.held),
            states=wording.facts.statements,
            params=reading.params,
            within=tuple(reading.within),
            whole=bool(wording.recognised_by),
            hinted=bool(wording.partly_recognised_by or wording.recognised_by),
            ordinary=wording.trade.ordinary,
            technology=wording.technology,
            intangible=intangible_forms(wording),
            may_serve=wording.facts.may_support,
            product=lambda code: (
                wording.trade.made_up
                and not goods_of(
                    store.law, Transaction(text, date.min, hs_code=code or None), store
                ).interpreted.trade.made_up
            ),
            unlike=lambda code: (
                goods_of(
                    store.law, Transaction(text, date.min, hs_code=code or None), store
                ).interpreted.excluded_by_words
            ),
            contradicts=lambda code: settles_nothing(text, code),
        )

    return read
