"""The text for an item is looked up whole as a code, a number, a name, a formula; what is none of these is read word by word.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from exportctl.goods.formulae import form_of, material_of, read_elements
from exportctl.goods.interpreted import Annotation, As, Basis, InterpretedText
from exportctl.goods.unread import DASH, name_of
from exportctl.law.elements import COMMON
from exportctl.law.model import INTANGIBLE
from exportctl.law.words import LINE, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exportctl.goods.description import Description
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register
    from exportctl.law.wordmodel import WordModel

CUSTOMS_LENGTHS: Final = (6, 8, 10)
HEADING: Final = 6
"""Only so many digits of a customs code are the same in every country."""
CHAPTER: Final = 2
"""So many stand for its chapter."""
_CHAPTER_HEADING: Final = 4
_NEAR_A_NAME: Final = 4
_NEAR: Final = 9
"""How many lines like a text are named, where a name was found in it and where none was."""


def customs_digits(item: str) -> str | None:
    """Return the digits of a text that is written like a customs code (dots and spaces ignored), whatever their number."""
    digits = item.replace(".", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None


def look_up(
    law: Register, item: str, lexicon: Callable[[], Lexicon] | None = None, *, guess: bool = True
) -> InterpretedText:
    """Return what the text for an item says; the first way of reading it that finds something is the right one.

    A text that is known whole needs no lexicon; without one nothing is read in any other. What its words are like is only told if a
    `guess` is wanted.
    """
    whole = _whole(law, item)
    if (
        whole
        and lexicon
        and whole.basis == "name"
        and not whole.material
        and whole.lines <= law.destination_specific_entries.keys()
    ):
        return _besides(law, whole, _described(law, lexicon(), item, guess=False))
    return whole or (
        _described(law, lexicon(), item, guess=guess) if lexicon else InterpretedText(unread=tuple(item.split()))
    )


def _whole(law: Register, item: str) -> InterpretedText | None:
    word = fold(item)
    if word in law.printed_codes:
        code = law.printed_codes[word]
        return InterpretedText(
            "code", code=code, recognised_by=_owners(law, [code]), annotations=_one(item, "code", code)
        )
    if item in law.cas:
        return _material(law, law.cas[item], "cas", _one(item, "cas", name_of(law, law.cas[item])))
    digits = customs_digits(item)
    if digits and len(digits) in CUSTOMS_LENGTHS:
        return _customs(law, item, digits)
    dashed = DASH.search(item) is not None
    if word in law.words and not dashed:
        return _material(law, law.words[word], "name", _one(item, "name", name_of(law, law.words[word])))
    formula = unicodedata.normalize("NFKC", item)  # Bi₂Te₃ is Bi2Te3
    if material := material_of(law, formula):
        return _material(law, material, "formula", _one(item, "formula", name_of(law, material)))
    if word in law.line_words and not dashed:
        lines = frozenset(law.line_words[word])
        return InterpretedText(
            "name",
            lines=lines,
            technology=any(law.entries[line].forms == ("technology",) for line in lines),
            recognised_by=_owners(law, lines),
            annotations=_one(item, "name", ", ".join(sorted(lines))),
        )
    return _formula(law, formula)


def _besides(law: Register, whole: InterpretedText, said: InterpretedText) -> InterpretedText:
    """Return the name of a line that matters for some destinations alone, with what its words may be on lists that matter for all."""
    material = law.materials[said.material] if said.material else None
    others = {material.id, *material.may_be} if material else said.may_be
    lines = (line for line in (*said.lines, *said.possible_entries) if line not in whole.lines)
    return whole._replace(may_be=frozenset(others), possible_entries=tuple(sorted(set(lines))))


def _one(item: str, as_: As, value: str) -> tuple[Annotation, ...]:
    return (Annotation(item, as_, value),)


def _material(law: Register, id_: str, basis: Basis, understood: tuple[Annotation, ...]) -> InterpretedText:
    material = law.materials[id_]
    return InterpretedText(
        basis,
        material=id_,
        lines=frozenset(material.entries),
        may_be=frozenset(material.may_be),
        elements=frozenset(material.elements),
        may_contain=frozenset(material.may_contain),
        closed=True,
        form=material.form,
        technology=material.form == "technology",
        annotations=understood,
        recognised_by=law.recognised_by[id_],
        partly_recognised_by=law.recognised_by[id_],
    )


def known_by(law: Register, item: str, wording: InterpretedText, known: PublishedBy) -> InterpretedText:
    """Return the wording of a customs code without what nobody could know by then: the lines that it was not yet beside."""
    digits = customs_digits(item)
    return _customs(law, item, digits, known) if digits else wording


def _customs(law: Register, item: str, digits: str, known: PublishedBy | None = None) -> InterpretedText:
    """Find what a customs code is printed beside: codes are for reference, so the goods may be that, and no more."""
    lines, materials = carried(law, digits, known)
    return InterpretedText(
        "customs_code",
        may_be=materials,
        possible_entries=tuple(sorted(lines)),
        annotations=_one(item, "customs_code", digits),
        headings=(digits[:HEADING],),
        partly_recognised_by=_owners(law, lines).union(*(law.recognised_by[id_] for id_ in materials)),
    )


def carried(law: Register, digits: str, known: PublishedBy | None = None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the lines and the materials that a customs code is beside, and is known to be; without knowledge all count.

    Digits that the data does not know, like those that another country adds, count as the first six.
    """
    near = [
        line for line in law.by_heading.get(digits[:_CHAPTER_HEADING], ()) if known is None or known.has(line.published)
    ]
    printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    if not any(len(line.code) >= len(digits) for line in printed):
        digits = digits[:HEADING]
        printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    return (
        frozenset(line.entry for line in printed if line.entry),
        frozenset(line.material for line in printed if line.material),
    )


def carries_any(law: Register, digits: str, known: PublishedBy) -> bool:
    """Tell whether a customs code is beside goods that an act asks about wherever they go, and is known to be."""
    lines, materials = carried(law, digits, known)
    return bool(materials or lines - law.destination_specific_entries.keys())


def _formula(law: Register, item: str) -> InterpretedText | None:
    """Read a text as a formula, if some line is about one of its elements: a grade such as N42SH looks like one, too."""
    elements = read_elements(item)
    lines = [line for symbol in elements for line in law.by_element.get(symbol, ())]
    if not lines:
        return None
    owners = _owners(law, lines)
    return InterpretedText(
        "formula",
        elements=elements,
        closed=True,
        form=form_of(elements),
        annotations=_one(item, "formula", item),
        recognised_by=owners,
        partly_recognised_by=owners,
    )


def _described(law: Register, lexicon: Lexicon, item: str, *, guess: bool) -> InterpretedText:
    """Return what a text says that is not known whole."""
    from exportctl.goods.description import read  # noqa: PLC0415 - its expressions take long to make, and most items are known whole

    said = read(law, lexicon, item)
    common = lexicon.nearest.common_words(item) if guess else frozenset()
    return _meant(law, lexicon, item, said, guess=guess)._replace(technology=said.technology, common=common)


def _meant(law: Register, lexicon: Lexicon, item: str, said: Description, *, guess: bool) -> InterpretedText:
    """Return what the goods are, surely or perhaps, by what was read in their text."""
    meanings = {meaning for name in said.names for meaning in name.meanings}
    if len(meanings) == 1 and not (said.left or said.beside or said.headings or said.formulae):
        return _named(law, said, *meanings)
    if said.names or said.beside or said.purposes or said.formulae or _points(law, said):
        return _hinted(law, lexicon, item, said)
    ordinary = bool(said.headings) and not said.left
    if ordinary:
        return InterpretedText(
            "description", headings=said.headings, annotations=said.understood, recognised_by=frozenset({law.home.id})
        )
    near, shared = lexicon.nearest.entries_like(item)
    wording = InterpretedText(
        "nearest" if near else None,
        similar_entries=near[:_NEAR],
        shared=shared,
        headings=said.headings,
        annotations=said.understood,
        unread=said.left or (item,),
    )
    return _guessed(law, lexicon.model, item, said, wording) if guess and lexicon.model else wording


def _points(law: Register, said: Description) -> bool:
    """Tell whether an element that a line is about is said to be in goods, by its symbol and its share alone: soap Th 5%."""
    shared = said.figures.shared
    return any(symbol in law.formulas or (symbol in law.by_element and symbol not in COMMON) for symbol in shared)


def _guessed(
    law: Register, model: WordModel, item: str, said: Description, wording: InterpretedText
) -> InterpretedText:
    """Return a wording with the headings that it is like, and whether a score finds it ordinary and no veto is against that."""
    found = model.guess(item)
    vetoed = said.careful or any(any(carried(law, code)) for code in found.likely_headings)
    return wording._replace(guess=found.likely_headings, ordinary=found.is_ordinary and not vetoed)


def doubted(wording: InterpretedText, why: str) -> InterpretedText:
    """Return a wording whose words make no sense together: what it names is only possible."""
    return wording._replace(
        basis="description",
        material=None,
        lines=frozenset(),
        may_be=frozenset({wording.material} if wording.material else ()),
        possible_entries=tuple(sorted(wording.lines)),
        elements=frozenset(),
        may_contain=wording.elements | wording.may_contain,
        closed=False,
        unread=(*wording.unread, why),
        recognised_by=frozenset(),
        partly_recognised_by=wording.recognised_by,
    )


def _named(law: Register, said: Description, meaning: str) -> InterpretedText:
    """Return what a text says in which every word is accounted for and one name stands: as much as options would."""
    if meaning.startswith(LINE):
        code = meaning.removeprefix(LINE)
        named = InterpretedText("name", lines=frozenset({code}), recognised_by=_owners(law, [code]))
    else:
        named = _material(law, meaning, "name", ())
    figures = said.figures
    return named._replace(
        may_contain=named.may_contain.union(figures.perhaps),
        forms=said.forms,
        contains=figures.contains,
        held=figures.held,
        params=figures.params,
        spans=figures.spans,
        annotations=said.understood,
    )


def _hinted(law: Register, lexicon: Lexicon, item: str, said: Description) -> InterpretedText:
    """Return what a text may mean in which names stand and words are left, or names of several goods, or of parts.

    Its lines are those of the names, those about nothing but elements that are named, and a few whose names are like the text; of
    software and technology those alone that are named so or are like it.
    """
    meanings = [meaning for name in (*(said.names or said.purposes), *said.beside) for meaning in name.meanings]
    materials = [law.materials[id_] for id_ in meanings if not id_.startswith(LINE)]
    lines = [meaning.removeprefix(LINE) for meaning in meanings if meaning.startswith(LINE)]
    symbols = said.formulae.union(
        said.figures.held, said.figures.shared, *(material.elements for material in materials)
    )
    tangible = INTANGIBLE.isdisjoint(said.forms)
    about = [
        line
        for symbol in sorted(symbols - COMMON if tangible else ())
        for line in law.by_element.get(symbol, ())
        if symbols.issuperset(law.entries[line].contains)
    ]
    near = lexicon.nearest.entries_like(item) if said.left or not tangible else None
    return InterpretedText(
        "description",
        may_be=frozenset(id_ for material in materials for id_ in (material.id, *material.may_be)),
        possible_entries=tuple(dict.fromkeys([*lines, *about])),
        similar_entries=near.lines[:_NEAR_A_NAME] if near else (),
        shared=near.shared if near else 0.0,
        headings=said.headings,
        annotations=said.understood,
        unread=said.left,
        partly_recognised_by=_owners(law, lines).union(*(law.recognised_by[item.id] for item in materials))
        or frozenset({law.home.id}),
    )


def _owners(law: Register, codes: Iterable[str]) -> frozenset[str]:
    return frozenset(map(law.list_of, codes))
