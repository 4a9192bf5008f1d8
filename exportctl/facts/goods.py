"""Interpret the facts about goods that a transaction states, and refuse invalid ones."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol, get_args

from exportctl.chinese import from_chinese
from exportctl.errors import InputError
from exportctl.facts.registry import FACTS
from exportctl.facts.texts import one_of, pair, plain_cell, require_short
from exportctl.facts.transaction import Transaction
from exportctl.goods.code_conflict import Conflict, conflict_of
from exportctl.goods.codes_in_text import with_codes_in_text
from exportctl.goods.customs import customs_digits, is_data_medium, is_medium
from exportctl.goods.interpreted import InterpretedText, intangible_forms
from exportctl.goods.joined_goods import with_joined_goods
from exportctl.goods.lookup import look_up
from exportctl.goods.quantities import WHOLE, Value, Within, percent, values
from exportctl.goods.stated import Composition, Goods
from exportctl.goods.tested import properties_of_entries
from exportctl.law.customs_codes import LENGTHS, SUBHEADING, chapter_of, subheading_of
from exportctl.law.elements import ELEMENTS, elements_of
from exportctl.law.forms import SHAPES, SUBSTANCES
from exportctl.law.inflection import chemicals_in_full, fold_singular
from exportctl.law.model import INTANGIBLE, Form
from exportctl.law.spelling import as_question, did_you_mean, similar_codes
from exportctl.law.words import fold
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Parameter

_READ: Final = ("description", "nearest", None)
"""The bases of texts that were read word by word, and not to the last word."""
_OF_GOODS: Final = tuple(fact.field for fact in FACTS if fact.of_goods)
_NONE: Final = "none"
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Invisible characters: soft hyphens, joiners, spaces without width; none is in ASCII."""
_WIDE: Final = {
    wide: wide - 0xFEE0
    for wide in range(0xFF01, 0xFF5F)
    if chr(wide - 0xFEE0).isalnum() or chr(wide - 0xFEE0) in "%+-./<=>~#*@"
}
"""The wide forms of letters, digits and signs of figures; commas and brackets stay, because the rules of Chinese marks have them."""
_SUBSCRIPTS: Final = {0x2080 + digit: str(digit) for digit in range(10)}
"""The small digits of formulae: Dy₂O₃."""
_READ_AS: Final = _UNSEEN | _WIDE | _SUBSCRIPTS
_MIXED: Final = re.compile(r"\w*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\w*")
"""A word with Latin and Cyrillic letters."""
_LATIN: Final = str.maketrans("аеорсухіѕАВЕКМНОРСТУХІ", "aeopcyxisABEKMHOPCTYXI")
"""The Latin letters that Cyrillic ones look like."""
_SHORT: Final = (
    (re.compile(r"(?<![^\s,;(])(?:c/)?w/\s*(?=[A-Za-z\d])(?!w\b|v\b|o\b)"), "with "),
    (re.compile(r"(?<![^\s,;(])w/o\s+"), "without "),
)
"""Short forms of English words with a stroke, in small letters only: W/Cu is tungsten with copper, 5 % w/w a content."""
_CAS: Final = re.compile(r"(?<=\bCAS)(?=\d{2,7}-\d\d-\d(?!\d))")
"""The place between the word for a CAS number and this number, where some writers leave out the blank."""
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
"""A number as a spreadsheet shows it in a narrow column: 8.11E+09."""
_BESIDE_CODE: Final = re.compile(
    r"^(?:HS|HTS|CN)?\s*(?:code|no\.?|编码|编号)?\s*[:.]?\s*(?=[0-9])|\s*\([^()0-9]*\)$|(?<=[0-9]{6})\.0$",
    re.IGNORECASE,
)
"""The name before a customs code, a note in brackets without digits after it, and the decimal place of a number."""
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_NO_CONTENT: Final = Composition()


class GoodsLookups(Protocol):
    """The tables of headings and words, apart from the law; each is opened when it is needed."""

    @property
    def headings(self) -> Mapping[str, str]:
        """The descriptions of the Harmonized System by their six digits."""

    @property
    def chapters(self) -> Mapping[str, tuple[str, str]]:
        """The names of the goods of each chapter of the Harmonized System, in English and in Chinese."""

    @property
    def lexicon(self) -> Lexicon:
        """The meanings of words in descriptions."""


def goods_of(
    law: Register,
    transaction: Transaction,
    lookups: GoodsLookups,
    *,
    trusted: bool = False,
    guess: bool = True,
) -> Goods:
    """Return the goods that a transaction states; raises as `understand` does.

    If it is `trusted`, a score counts as recognition; without `guess`, no headings are proposed for unread words.
    """
    require_short(transaction, _OF_GOODS)
    item = _item(transaction.item)
    code = _customs_code(transaction.hs_code) if transaction.hs_code is not None else None
    # Beside one of these, a general word does not name the goods: it had cleared magnets and alloys.
    further = bool(code or transaction.form or transaction.contains or transaction.param)
    wording = look_up(law, item, lambda: lookups.lexicon, guess=guess or trusted, general=not further)
    if wording.basis in _READ or (code and wording.is_free_product):
        from exportctl.goods.beside_code import beside_code  # noqa: PLC0415 - most items are known whole and need none of it

        wording = beside_code(law, lookups.lexicon, item, wording, code)
    wording = with_codes_in_text(law, lambda: lookups.lexicon, item, wording)
    six = subheading_of(code or customs_digits(item) or "")
    forms = (transaction.form,) if isinstance(transaction.form, str) else transaction.form
    goods = Goods(
        item=item,
        interpreted=wording,
        forms=frozenset([one_of(text, get_args(Form), "form") for text in forms]),
        composition=_composition(law, transaction.contains),
        params=_params(law, transaction.param, wording),
        hs_code=code,
        heading=lookups.headings.get(six) if six else None,
        chapter=_chapter(lookups, six) if six else "",
        titles=tuple([(code, lookups.headings[code]) for code in wording.trade.headings if code in lookups.headings]),
        conflict=_conflict(law, lookups, item, wording, code) if code else None,
        entries=_entries(law, transaction.entry) if transaction.entry else None,
        trusted=trusted,
    )
    # A single annotation is the name itself and states nothing further.
    goods = _with_words(law, goods) if wording.basis == "name" and len(wording.annotations) > 1 else goods
    goods = _apart_from_medium(goods, six)
    return with_joined_goods(law, lambda: lookups.lexicon, goods, lambda text: _goods_named(law, text, lookups))


def _goods_named(law: Register, text: str, lookups: GoodsLookups) -> Goods:
    """Return the goods of a text by its words alone. The day of the transaction does not matter to these."""
    return goods_of(law, Transaction(text, date.min), lookups, guess=False)


def _item(text: str) -> str:
    """Return the text for an item; raises InputError if it is empty, or a customs code with a wrong number of digits."""
    item = (text if text.isascii() else _MIXED.sub(_in_latin, text.translate(_READ_AS))).strip()
    if "w/" in item:
        for short, words in _SHORT:
            item = short.sub(words, item)
    item = chemicals_in_full(item)
    if "CAS" in item:
        item = _CAS.sub(" ", item)
    if not item:
        raise InputError(
            "item", "the item is empty; state a name, a formula, a CAS number, a control code or a customs code"
        )
    digits = customs_digits(item)
    if digits and len(digits) not in LENGTHS:
        count = len(digits)
        raise InputError(
            "item",
            "'{item}' has {digits}; write a customs code of 6, 8 or 10 digits, or the name of the goods",
            item=item,
            digits=Sentence("1 digit") if count == 1 else Sentence("{count} digits", count=count),
        )
    return item


def _in_latin(word: re.Match[str]) -> str:
    return word.group().translate(_LATIN)


def _apart_from_medium(goods: Goods, six: str) -> Goods:
    """Return software and technology without the heading of a medium, which does not classify the content.

    A term for its medium does not recognise software. Beside a word for technology, one may name a publication.
    """
    wording = goods.interpreted
    intangible = (goods.forms & INTANGIBLE) | intangible_forms(wording)
    if (goods.hs_code and is_data_medium(six)) or (intangible and is_medium([six])):
        goods = goods._replace(heading=None)
    if "software" in intangible and not wording.material and is_medium(wording.trade.headings):
        goods = goods._replace(interpreted=wording._replace(recognised_by=frozenset()))
    return goods


def _conflict(law: Register, lookups: GoodsLookups, item: str, wording: InterpretedText, code: str) -> Conflict | None:
    """Return how an item contradicts its customs code, with the name of the chapter that it resembles; None if it does not."""
    if not (wording.unread or wording.trade.headings):
        return None  # a name that is known as a whole needs no lexicon, which takes long to load
    conflict = conflict_of(law, lookups.lexicon, item, wording, code)
    return conflict._replace(chapter=_chapter(lookups, conflict.heading)) if conflict else None


def _chapter(lookups: GoodsLookups, code: str) -> str:
    """Return the name of the goods of a customs code's chapter; empty if there is no such chapter."""
    names = lookups.chapters.get(chapter_of(code))
    return BilingualName(*names) if names else ""


def _with_words(law: Register, goods: Goods) -> Goods:
    """Return goods with the facts that their description states.

    A stated form replaces that of the words. Figures of both count: of two different ones, it is unknown which is wrong.
    If the words contradict each other, as shares of more than 100 % do, the materials that they name are only possible.
    """
    wording, forms = goods.interpreted, goods.forms
    for form in wording.facts.forms:
        same = next(kind for kind in (SUBSTANCES, SHAPES, frozenset({form})) if form in kind)
        forms |= {form} if goods.forms.isdisjoint(same) else frozenset()
    try:
        from_words = _composition_of(law, wording.facts.contains)
        from_words = from_words._replace(held=from_words.held.union(wording.content.held))
    except InputError as fault:
        return goods._replace(interpreted=wording.in_doubt(fault.what))
    content = _together(goods.composition, from_words) if goods.composition.stated else from_words
    params = _in_order((*goods.params, *wording.facts.params))
    stated = [*goods.params, *goods.composition.shares]
    by_words = {name for name, _ in wording.facts.params}
    open_ = [item for item in wording.facts.within if not (item.name in by_words or _is_settled(item, stated))]
    open_ += [
        Within(symbol, share, share, ranged=True)
        for one in (goods.composition, from_words)
        for symbol, share in one.shares
        if (symbol, share) not in content.shares
    ]
    return goods._replace(forms=forms, composition=content, params=params, within=tuple(sorted(open_)))


def _is_settled(known: Within, stated: Iterable[tuple[str, Value]]) -> bool:
    """Return whether values are stated for a figure of which words give a range, and all are in that range."""
    values_ = [value for name, value in stated if name == known.name]
    return bool(values_) and all(known.has(value) for value in values_)


def _together(stated: Composition, from_words: Composition) -> Composition:
    """Return the composition of options and words, with the greater share of what both state: exemptions require small shares.

    It is complete if the words state no further element.
    """
    return stated._replace(
        shares=_greater(stated.shares, from_words.shares),
        held=stated.held | from_words.held,
        complete=stated.complete and from_words.present <= stated.present,
        materials=_greater(stated.materials, from_words.materials),
    )


def _greater(
    ones: tuple[tuple[str, Decimal], ...], others: tuple[tuple[str, Decimal], ...]
) -> tuple[tuple[str, Decimal], ...]:
    """Return the shares of two compositions; of a substance that both have, the greater share."""
    return tuple(sorted(dict(sorted([*ones, *others])).items()))


def _customs_code(text: str) -> str:
    """Return the digits of a customs code; raises InputError for any other text."""
    plain = plain_cell(text)
    if _ROUNDED.fullmatch(plain):
        raise InputError(
            "hs_code",
            "'{text}' may be a rounded number; write all its digits with a dot, like 8112.929010",
            text=text,
        )
    code = _BESIDE_CODE.sub("", plain)
    code = code.replace(",", "") if _GROUPED.fullmatch(code) else code
    digits = customs_digits(code)
    if digits is None or not SUBHEADING <= len(digits) <= LENGTHS[-1]:
        raise InputError("hs_code", "'{text}' is not a customs code; write 6 to 10 digits", text=text)
    return digits


def _entries(law: Register, texts: Iterable[str]) -> frozenset[str]:
    """Return the entries of the caller's own classification; empty for `none`."""
    entries: set[str] = set()
    words = [_NONE if from_chinese(text) == _NONE else text.strip() for text in texts]
    for text in words:
        code = law.names.codes.get(fold(text))
        if code is None and text.lower() != _NONE:
            hint = as_question(similar_codes(text, law.entries))
            raise InputError(
                "entry",
                "'{text}' is not a control code; write one such as 3C001.a, or none{hint}",
                text=text,
                hint=hint,
            )
        entries |= {code} if code else set()
    if entries and any(text.lower() == _NONE for text in words):
        raise InputError("entry", "none and a control code are stated together; leave out one of them")
    return frozenset(entries)


def _composition(law: Register, texts: Sequence[str]) -> Composition:
    """Return the composition that texts such as `Gd=12%` state."""
    if not texts:
        return _NO_CONTENT
    pairs = (pair(text, "contains", "Gd=12%") for text in texts)
    return _composition_of(law, [(name, percent(share, "contains")) for name, share in pairs])


def _composition_of(law: Register, parts: Iterable[tuple[str, Decimal]]) -> Composition:
    """Return the composition of shares in percent; raises InputError for one stated twice, and for more than 100 % together."""
    shares: dict[str, Decimal] = {}
    elements_present: set[str] = set()
    stated: list[tuple[str, Decimal]] = []
    materials: dict[str, Decimal] = {}
    total = Decimal(0)
    for name, part in parts:
        material, elements = _substance(law, name)
        total += part
        stated.append((name, part))
        if material:
            materials[material] = materials.get(material, Decimal(0)) + part
        if len(elements) != 1:
            elements_present |= elements if part else frozenset()
            continue
        (symbol,) = elements
        if symbol in shares:
            raise InputError("contains", "'{name}' is stated twice; leave out one of them", name=name)
        shares[symbol] = part
    if total > WHOLE:
        raise InputError("contains", "the shares add up to {total:f} %; the limit is 100 %", total=total)
    return Composition(
        shares=tuple(sorted(shares.items())),
        held=frozenset(elements_present),
        complete=total == WHOLE,
        stated=tuple(stated),
        materials=tuple(sorted(materials.items())),
    )


def _substance(law: Register, name: str) -> tuple[str | None, frozenset[str]]:
    """Return the material, if the vocabulary has the name, and the elements of an element or compound: by symbol, formula or name."""
    if name in ELEMENTS:
        return None, frozenset({name})
    wording = look_up(law, name)
    if wording.unread:
        wording = look_up(law, fold_singular(name))
    symbols = elements_of(name)
    # UO2 is a name of uranium compounds, and contains oxygen
    elements = symbols if wording.content.elements.issubset(symbols) else wording.content.elements
    # the entry of a chemical tests its name, not its elements
    chemical = law.materials[wording.material].entries if wording.material else ()
    if not elements and (not chemical or any(map(law.is_dual_use, chemical))):
        raise InputError(
            "contains",
            "'{name}' is not an element or a compound; use a symbol or a formula such as Gd or Gd2O3",
            name=name,
        )
    return wording.material, elements


def _params(law: Register, texts: Iterable[str], wording: InterpretedText) -> tuple[tuple[str, Value], ...]:
    """Return the values of properties; a property with a value for each axis is repeated for each."""
    if not texts:
        return ()
    stated: dict[str, list[Value]] = {}
    for text in texts:
        name, quantity = pair(text, "param", Sentence("density=1.8 g/cm3"))
        parameter = law.parameter_names.full.get(fold(name)) or _by_short_name(law, fold(name), wording)
        if parameter is None:
            hint = did_you_mean(name, law.parameters) or Sentence("; `exportctl list parameters` prints all of them")
            raise InputError("param", "'{name}' is not a parameter of the control lists{hint}", name=name, hint=hint)
        property_ = parameter.option_name
        own = values(quantity, parameter, BilingualName(f"param {property_}", f"param {property_.zh}"))
        if stated.setdefault(parameter.id, own) != own:
            raise InputError(
                "param",
                "'{name}' is stated twice; leave out one of them, or write the values of several axes together: 3 um; 5 um",
                name=name,
            )
    return _in_order((id_, value) for id_, own in stated.items() for value in own)


def _by_short_name(law: Register, word: str, wording: InterpretedText) -> Parameter | None:
    """Return the property of which a short name denotes the lower bound in the entries of named goods: the power of an engine."""
    candidates = law.parameter_names.short.get(word, ())
    if not (candidates and wording.material):
        return None
    signs = properties_of_entries(law, [wording.material])
    tested = [item for item in candidates if signs.get(item.id) == {">"}]
    return tested[0] if len(tested) == 1 else None


def _in_order(params: Iterable[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
    """Return values of properties, each once, in a fixed order."""
    return tuple(sorted(dict.fromkeys(params), key=lambda item: (item[0], str(item[1]))))
