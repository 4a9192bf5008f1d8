"""What was understood of goods is told in a line, and where they are not recognised, what may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.engine.cautions import before_coverage
from exportctl.facts.suggest import suggestions
from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.facts.transaction import Goods
    from exportctl.facts.wording import Understood
    from exportctl.law.register import Register


def words_read(goods: Goods) -> Iterator[Text]:
    """Yield what was understood of a description, and what was left, if it was read word by word."""
    wording = goods.wording
    said = [_told(item) for item in wording.understood if item.as_ != "neutral"]
    if said and (wording.left or len(said) > 1):
        left = f"; not understood: {', '.join(wording.left)}" if wording.left else ""
        yield Text(printable(f"  read: {', '.join(said)}{left}"), "dim")


def warned(law: Register, *, covered: bool) -> Iterator[Text]:
    """Yield the warning of an answer about law that is older than the data."""
    if not covered:
        caution = before_coverage(law.home.covers_from)
        yield Text.assemble(("! ", "yellow"), caution.text)


def meant(law: Register, goods: Goods, *, recognised: bool) -> Iterator[Text]:
    """Yield what of goods is not recognised, with the names that a typist may have meant."""
    if recognised or (goods.wording.understood and not goods.wording.left):
        return
    names = [name for material in law.materials.values() for name in (*material.names.en, *material.names.zh)]
    near = suggestions(goods.item, names)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    looks = (
        f"; looks like {', '.join(goods.wording.guess)}, none carries a line: state --hs-code"
        if goods.wording.ordinary
        else ""
    )
    yield Text(printable(f"  not recognised: {', '.join(goods.wording.left) or goods.item}{hint}{looks}"), "yellow")


def asked_for(law: Register, code: str) -> str:
    """Return which list a line is of, if it is not that of dual-use items, and to which places alone it matters."""
    listed = law.goods_list(code)
    if listed is None:
        return ""
    places = [law.places.names[place].en for place in sorted(law.narrow.get(code, ()))]
    return f" ({listed.en}, to {', '.join(places)} alone)" if places else f" ({listed.en})"


def _told(item: Understood) -> str:
    same = item.value.casefold() == item.words.casefold()
    return item.words if same else f"{item.words} ({item.value})"
