"""What was understood of goods is told in a line, and where they are not recognised, what may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.chinese import word
from exportctl.engine.cautions import before_coverage, dotted
from exportctl.facts.lookup import customs_digits
from exportctl.facts.suggest import names_of_goods, suggestions
from exportctl.reports.printable import printable
from exportctl.reports.words.language import called, say, tell
from exportctl.sentences import either, listed

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
        left = say("; not understood: {words}", words=listed(wording.left)) if wording.left else ""
        read = say("read: {words}", words=listed(said))
        yield Text(printable(f"  {read}{left}"), "dim")


def warned(law: Register, *, covered: bool) -> Iterator[Text]:
    """Yield the warning of an answer about law that is older than the data."""
    if not covered:
        caution = before_coverage(law.home.covers_from)
        yield Text.assemble(("! ", "yellow"), tell(caution.text))


def meant(law: Register, goods: Goods, *, recognised: bool) -> Iterator[Text]:
    """Yield what of goods is not recognised, with the names that a typist may have meant."""
    if recognised or (goods.wording.understood and not goods.wording.left):
        return
    near = suggestions(goods.item, names_of_goods(law), goods.wording.common)
    hint = say("; did you mean {words}?", words=either(near)) if near else ""
    codes = listed(goods.wording.guess)
    looks = say("; looks like {codes}, none carries a line: state --hs-code", codes=codes)
    left = say("not recognised: {words}", words=listed(goods.wording.left) or goods.item)
    yield Text(printable(f"  {left}{hint}{looks if goods.wording.ordinary else ''}"), "yellow")


def unlisted(goods: Goods) -> str:
    """Return what goods that match no line are recognised by: the heading, where a code closes what the words leave open."""
    alone = customs_digits(goods.item) if goods.wording.basis == "customs_code" else None
    code = goods.hs_code if goods.hs_code and goods.wording.left else alone
    if goods.entries is not None or not (code and goods.chapter):
        return say("known, and on no line of the lists that this data holds")
    return say(
        "recognised by customs code {code}, {chapter}; no list entry in this data covers such goods",
        code=dotted(code),
        chapter=goods.chapter,
    )


def asked_for(law: Register, code: str) -> str:
    """Return which list a line is of, if it is not that of dual-use items, and to which places alone it matters."""
    found = law.goods_list(code)
    if found is None:
        return ""
    places = [called(law.places.names[place]) for place in sorted(law.narrow.get(code, ()))]
    if not places:
        return say(" ({list})", list=called(found))
    return say(" ({list}, to {places} alone)", list=called(found), places=listed(places))


def _told(item: Understood) -> str:
    value = tell(word(item.value) if item.as_ == "form" else item.value)
    same = item.words.casefold() in (value.casefold(), item.value.casefold())
    return item.words if same else say("{words} ({value})", words=item.words, value=value)
