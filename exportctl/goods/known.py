"""A text is known as a whole if it is only a code, a CAS number, a customs code, a name or a formula."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import Annotation
from exportctl.goods.customs import customs_digits, printed_beside
from exportctl.goods.formulae import form_of, material_of, read_elements
from exportctl.goods.interpreted import Basis, InterpretedText, NamedContent, TradeWords
from exportctl.goods.meaning import name_of
from exportctl.law.corroboration import statable
from exportctl.law.customs_codes import LENGTHS, subheading_of
from exportctl.law.trie import tokens_of, trie_of
from exportctl.law.words import DASH, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Label
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Material

_STATEMENT: Final = "statement"
KNOWN_WHOLE: Final = "known-whole"
"""The rule of the one annotation of a text that is known as a whole."""
_GRADED: Final = re.compile(r"(?P<goods>.+?)(?:,? [Gg]rade (?:\d{1,3}|[A-D]|I{1,3})|,? [A-D] [Gg]rade|[,，]? ?\d号)")
"""Goods with the number or letter of their grade, which adds nothing to a general word: copper grade 1."""
_GRADES: Final = ("rade", "号")
"""Parts of the words for grades (Grade, grade, 号): most texts have none, and are not searched."""


def known_whole(law: Register, item: str, *, general: bool = True) -> InterpretedText | None:
    """Return the interpretation of a text that is known as a whole; None for any other.

    Names that are read alone, which are `general` words, only count if nothing else is stated of the goods.
    """
    graded = _GRADED.fullmatch(item) if general and any(word in item for word in _GRADES) else None
    if graded and _is_general(law, graded["goods"]):
        item = graded["goods"]
    word, names = fold(item), law.names
    if code := names.codes.get(word):
        return InterpretedText(
            "code", code=code, recognised_by=owners_of(law, [code]), annotations=_one(item, "code", code)
        )
    if material := names.cas.get(item):
        return of_material(law, material, "cas", _one(item, "cas", name_of(law, material)))
    digits = customs_digits(item)
    if digits and len(digits) in LENGTHS:
        return _customs(law, item, digits)
    material = None if _has_dash(item) else names.materials.get(word)
    if material and _is_name_of(law.materials[material], item, general=general):
        return _with_statements(
            law, of_material(law, material, "name", _one(item, "name", name_of(law, material))), item
        )
    formula = unicodedata.normalize("NFKC", item)  # Bi₂Te₃ is Bi2Te3
    if material := material_of(law, formula):
        return of_material(law, material, "formula", _one(item, "formula", name_of(law, material)))
    if word in names.entries and not _has_dash(item):
        codes = frozenset(names.entries[word])
        return InterpretedText(
            "name",
            entries=codes,
            technology=any(law.entries[entry].forms == ("technology",) for entry in codes),
            recognised_by=owners_of(law, codes),
            annotations=_one(item, "name", ", ".join(sorted(codes))),
        )
    return _formula(law, formula)


def _with_statements(law: Register, named: InterpretedText, item: str) -> InterpretedText:
    """Return the interpretation of a name with the criteria of its entries that it states: 固体推进剂药柱压机 is for propellants."""
    stated = [
        (word, _STATEMENT, word)
        for entry in named.entries
        for code in law.entries_at(entry)
        for part in statable(law.entries[code].criteria)
        for word in part.stated
    ]
    if not stated:
        return named
    phrases = trie_of(stated).phrases(item, tokens_of(item))
    words = frozenset([word for phrase in phrases for word in phrase.senses[_STATEMENT]])
    return named._replace(facts=named.facts._replace(statements=words))


def _is_general(law: Register, item: str) -> bool:
    """Return whether a text is a general word, which is read alone."""
    material = law.names.materials.get(fold(item))
    return material is not None and law.materials[material].read == "alone"


def _is_name_of(material: Material, item: str, *, general: bool) -> bool:
    """Return whether a text names a material; a general word must have its own spelling, in usual case: TiN and Ti-N are not tin."""
    if material.read == "anywhere":
        return True
    if material.read in ("lined", "used"):
        return False
    names = (*material.names.en, *material.names.zh, *material.trade)
    usual = item in (item.lower(), item.upper(), item.capitalize(), item.title())
    return general and usual and item.casefold() in map(str.casefold, names)


def _has_dash(item: str) -> bool:
    """Return whether a dash separates the beginning of a text, which is then not a name by itself."""
    return DASH.search(item) is not None


def of_material(law: Register, id_: str, basis: Basis, annotations: tuple[Annotation, ...] = ()) -> InterpretedText:
    """Return the interpretation of the name, the number or the formula of a material."""
    material = law.materials[id_]
    return InterpretedText(
        basis,
        material=id_,
        entries=frozenset(material.entries),
        may_be=frozenset(material.may_be),
        form=material.form,
        content=NamedContent(
            frozenset(material.elements),
            frozenset(material.may_contain),
            closed=True,
            densest=material.densest and material.densest.value,
        ),
        technology=material.form == "technology",
        annotations=annotations,
        recognised_by=law.recognised_by[id_],
        partly_recognised_by=law.recognised_by[id_],
    )


def known_by(law: Register, item: str, wording: InterpretedText, published: PublishedBy) -> InterpretedText:
    """Return the interpretation of a customs code with the entries that it is printed for in the records that are `published`."""
    digits = customs_digits(item) if wording.possible_entries or wording.may_be else None
    return _customs(law, item, digits, published) if digits else wording


def _customs(law: Register, item: str, digits: str, published: PublishedBy | None = None) -> InterpretedText:
    """Return the entries that a customs code is printed for, as possible only, because codes are for reference."""
    codes, materials = printed_beside(law, digits, published)
    return InterpretedText(
        "customs_code",
        may_be=materials,
        possible_entries=tuple(sorted(codes)),
        annotations=_one(item, "customs_code", digits),
        trade=TradeWords(headings=(subheading_of(digits),)),
        partly_recognised_by=owners_of(law, codes).union(*(law.recognised_by[id_] for id_ in materials)),
    )


def _formula(law: Register, item: str) -> InterpretedText | None:
    """Return the interpretation of a formula, if some entry is about one of its elements: grades such as N42SH look like one, too."""
    elements = frozenset[str]() if " " in item else read_elements(item)  # most texts have several words
    codes = [code for symbol in elements for code in law.by_element.get(symbol, ())]
    if not codes:
        return None
    owners = owners_of(law, codes)
    return InterpretedText(
        "formula",
        form=form_of(elements),
        content=NamedContent(elements, closed=True),
        annotations=_one(item, "formula", item),
        recognised_by=owners,
        partly_recognised_by=owners,
    )


def _one(item: str, label: Label, value: str) -> tuple[Annotation, ...]:
    return (Annotation(0, len(item), item, label, value, rule=KNOWN_WHOLE),)


def owners_of(law: Register, codes: Iterable[str]) -> frozenset[str]:
    """Return the jurisdictions whose lists some entries are on."""
    return frozenset(map(law.list_of, codes))
