"""Print goods: their entries, the interpretation of a description, and suggestions if they are not recognised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from exportctl.chinese import word
from exportctl.engine.warnings.days import before_coverage
from exportctl.engine.warnings.goods import format_code, missing_heading
from exportctl.facts.wording import annotations_as_written, unread_words
from exportctl.goods.customs import customs_digits
from exportctl.inquiry.figures import missed_leads
from exportctl.inquiry.history import names_goods
from exportctl.law.cas import check_digit
from exportctl.law.spelling import is_code, similar_codes, similar_goods
from exportctl.reports.i18n.language import bilingual, current_language, name_of, render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.layout import Line, join_words, under_label
from exportctl.sentences import either, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from exportctl.engine.verdict import Verdict
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register
    from exportctl.reports.results import Inquiry


_SURE: Final = 3
"""The number of sure entries that are named; the rest is counted."""
_CAS: Final = re.compile(r"(?:cas\b\D{0,9})?([0-9]{2,7})-([0-9]{2})-([0-9])", re.IGNORECASE)


def goods_lines(answer: Verdict, room: int) -> Iterator[Line]:
    """Yield labelled lines: the entries that the goods match or may match, and the words that were not understood."""
    law, matches = answer.law, answer.classification.matches
    sure = [item.entry for item in matches if item.truth.value]
    possible = [item.entry for item in matches if not item.truth.value]
    yield from under_label("Goods", (_entry_name(answer, code, room) for code in sure[:_SURE]))
    if len(sure) > _SURE:
        more = translate(
            "and {count} more entries: {entries}", count=len(sure) - _SURE, entries=join_words(sure[_SURE:], room - 20)
        )
        yield Line("", more)
    if len(possible) == 1:
        yield Line("May be", _entry_name(answer, possible[0], room))
    elif possible:
        text = translate("{count} entries: {entries}", count=len(possible), entries=join_words(possible, room - 12))
        yield Line("May be", text)
    if not matches and answer.recognised:
        yield Line("Goods", _recognition(answer))
    suggestions = suggestion_lines(law, answer.facts.goods, recognised=answer.recognised)
    yield from (Line("Unrecognised", text.strip(), "magenta") for text in suggestions)


def _recognition(answer: Verdict) -> str:
    """Return the ground on which goods that match no entry are recognised; an act may still name them, as it names helium."""
    law, named = answer.law, sorted(answer.classification.named)
    names = [bilingual(*(next(iter(words), "") for words in law.materials[id_].names)) for id_ in named]
    if names and any(names_goods(law, item.provision) for item in answer.findings):
        return printable(
            translate("{goods}; no list entry covers these goods, but an act names them", goods=join(names))
        )
    return printable(recognition(answer.facts.goods))


def _entry_name(answer: Verdict, code: str, room: int) -> str:
    """Return an entry with its name, in both languages if there is room."""
    name = answer.law.code_name(code)
    short = f"{code}  {printable(name_of(name))}{entry_scope(answer.law, code)}"
    both_names = f"{short} {printable(name.zh)}"
    return both_names if current_language().is_english and cell_len(both_names) <= room else short


def criteria_lines(law: Register, goods: Goods, matches: Iterable[Match], most: int | None) -> Iterator[Line]:
    """Yield labelled lines: the figures that goods miss and that only one source has, `most` of them."""
    for text in missed_leads(law, goods, matches)[:most]:
        yield Line("Criterion", text)


def words_read(goods: Goods) -> Iterator[str]:
    """Yield the words of a description that were recognised, and those that were not, if it was read word by word."""
    words = [_annotation(item) for item in annotations_as_written(goods) if item.label != "neutral"]
    left = unread_words(goods)
    if words and (left or len(words) > 1):
        rest = translate("; not recognised: {words}", words=join(left)) if left else ""
        yield f"{render(join(words))}{rest}"


def coverage_warning(law: Register, *, covered: bool) -> Iterator[RenderableType]:
    """Yield the warning of an answer about days before the data begins."""
    if not covered:
        caution = before_coverage(law.home.covers_from)
        yield Line("Warning", caution.text)


def suggestion_lines(law: Register, goods: Goods, *, recognised: bool) -> Iterator[str]:
    """Yield the unrecognised words of a description, with names that are likely intended, and a customs code of no heading.

    If the caller's own classification accounts for the words, only a likely misspelling is left to report.
    """
    if not recognised and (code := missing_heading(goods)):
        yield translate("{code}; the Harmonized System (2022) has no such heading: correct the customs code", code=code)
    if (recognised and goods.entries is None) or (goods.interpreted.annotations and not goods.interpreted.unread):
        return
    similar = similar_goods(law, goods.item, goods.interpreted.trade.common)
    if recognised and not similar:
        return
    hint = translate("; did you mean {words}?", words=either(similar)) if similar else ""
    looks = translate("; the words look like ordinary goods: state their customs code with --hs-code")
    if is_code(goods.item):
        yield _code_hint(law, goods.item.strip())
        return
    if number := _CAS.fullmatch(goods.item.strip()):
        yield _cas_hint(goods.item.strip(), *number.groups())
        return
    words = render(join(unread_words(goods)) or goods.item)
    yield f"{words}{hint}{looks if goods.interpreted.trade.ordinary else ''}"


def _code_hint(law: Register, code: str) -> str:
    """Return that no entry has a control code, with those that are likely intended."""
    if near := similar_codes(code, law.entries):
        return translate("{code}; no entry has this control code; did you mean {words}?", code=code, words=either(near))
    return translate("{code}; no entry has this control code: exportctl list entries", code=code)


def _cas_hint(text: str, *parts: str) -> str:
    """Return why a CAS number leads to no goods: its check digit is wrong, or the law data does not hold it."""
    digits = "".join(parts)
    if check_digit(digits[:-1]) != int(digits[-1]):
        return translate("{text}; the last digit of a CAS number must fit the others: correct the number", text=text)
    return translate("{text}; the law data does not hold this CAS number: name the goods", text=text)


def doubt_about_goods(inquiry: Inquiry) -> str:
    """Return the doubt that a headline has about an inquiry: its goods are not recognised; empty if there is none."""
    return translate(", goods not recognised") if inquiry.goods is not None and not inquiry.recognised else ""


def unrecognised_lines(law: Register, inquiry: Inquiry) -> Iterator[RenderableType]:
    """Yield the unrecognised words of an inquiry, and a note that more provisions may concern its goods."""
    if inquiry.goods is not None and not inquiry.recognised:
        words = suggestion_lines(law, inquiry.goods, recognised=False)
        yield from (Line("Unrecognised", text, "magenta") for text in words)
        yield Line("Warning", translate("These goods are not recognised: more provisions may apply to them."))


def recognition(goods: Goods) -> str:
    """Return the ground on which goods that match no entry are recognised: the caller, a customs code, or trade terms."""
    if goods.entries is not None:
        return translate("your own classification: no list entry covers them")
    alone = customs_digits(goods.item) if goods.interpreted.basis == "customs_code" else None
    code = goods.hs_code if goods.hs_code and goods.interpreted.unread else alone
    if code and goods.chapter:
        return translate(
            "recognised by customs code {code} ({chapter}); no list entry covers such goods",
            code=format_code(code),
            chapter=goods.chapter,
        )
    if goods.interpreted.trade.headings:
        headings = join(format_code(heading) for heading in goods.interpreted.trade.headings)
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
