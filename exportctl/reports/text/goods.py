"""Print the interpretation of a description, and suggestions if goods are not recognised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.chinese import word
from exportctl.engine.warnings.days import before_coverage
from exportctl.engine.warnings.goods import format_code
from exportctl.goods.customs import customs_digits
from exportctl.law.spelling import similar_goods
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.layout import label_lines
from exportctl.sentences import either, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register


_CONTROL_CODE: Final = re.compile(r"[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3})*")


def words_read(goods: Goods) -> Iterator[Text]:
    """Yield the words of a description that were recognised, and those that were not, if it was read word by word."""
    wording = goods.interpreted
    words = [_annotation(item) for item in wording.annotations if item.label != "neutral"]
    if words and (wording.unread or len(words) > 1):
        rest = translate("; not recognised: {words}", words=join(wording.unread)) if wording.unread else ""
        yield Text(printable(f"{render(join(words))}{rest}"), "dim")


def coverage_warning(law: Register, *, covered: bool) -> Iterator[RenderableType]:
    """Yield the warning of an answer about days before the data begins."""
    if not covered:
        caution = before_coverage(law.home.covers_from)
        yield from label_lines([(translate("Warning"), Text(render(caution.text)))])


def suggestion_lines(law: Register, goods: Goods, *, recognised: bool) -> Iterator[Text]:
    """Yield the unrecognised words of a description, with names that are likely intended."""
    if recognised or (goods.interpreted.annotations and not goods.interpreted.unread):
        return
    similar = similar_goods(law, goods.item, goods.interpreted.common)
    hint = translate("; did you mean {words}?", words=either(similar)) if similar else ""
    codes = join(goods.interpreted.guess)
    looks = translate("; similar goods have code {codes}, which no list entry carries: state --hs-code", codes=codes)
    if _CONTROL_CODE.fullmatch(goods.item.strip()):
        code = translate("{code}; no entry has this control code: exportctl list entries", code=goods.item.strip())
        yield Text(printable(code), "magenta")
        return
    words = render(join(goods.interpreted.unread) or goods.item)
    yield Text(printable(f"{words}{hint}{looks if goods.interpreted.ordinary else ''}"), "magenta")


def recognition(goods: Goods) -> str:
    """Return the ground on which goods that match no entry are recognised: a customs code, or trade terms and their headings."""
    alone = customs_digits(goods.item) if goods.interpreted.basis == "customs_code" else None
    code = goods.hs_code if goods.hs_code and goods.interpreted.unread else alone
    if goods.entries is None and code and goods.chapter:
        return translate(
            "recognised by customs code {code} ({chapter}); no list entry covers such goods",
            code=format_code(code),
            chapter=goods.chapter,
        )
    if goods.entries is None and goods.interpreted.headings:
        headings = join(format_code(heading) for heading in goods.interpreted.headings)
        return translate("recognised by trade terms (heading {headings}); no list entry covers them", headings=headings)
    return translate("recognised; no list entry covers them")


def entry_scope(law: Register, code: str) -> str:
    """Return the list of an entry, if it is not that of dual-use items, and the only places to which it applies."""
    list_ = law.goods_list(code)
    if list_ is None:
        return ""
    places = [name_of(law.places.names[place]) for place in sorted(law.destination_specific_entries.get(code, ()))]
    if not places:
        return translate(" ({list})", list=name_of(list_))
    return translate(" ({list}, only to {places})", list=name_of(list_), places=join(places))


def _annotation(item: Annotation) -> str:
    value = render(word(item.value) if item.label == "form" else item.value)
    same = item.words.casefold() in (value.casefold(), item.value.casefold())
    return item.words if same else translate("{words} ({value})", words=item.words, value=value)
