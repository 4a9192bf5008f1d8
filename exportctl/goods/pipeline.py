"""Annotators read a text in a fixed order. Each sees the annotations so far and the unread words; one that `rereads` also reads others.

`exportctl classify ITEM --trace` prints the annotations of each. docs/reasoning.md, section 4.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotate import (
    absent,
    alloys,
    asides,
    attributes,
    carried_data,
    composition,
    counted_as,
    datasheet,
    descriptions,
    dimensions,
    dopants,
    finishes,
    foreign,
    forms,
    formulae,
    interrupted,
    kinds,
    made_for,
    modifiers,
    names,
    only_figures,
    packing_and_use,
    properties,
    purity,
    purpose,
    quantities,
    stated_criteria,
    strains,
    surfaces,
    technology,
    technology_subjects,
    temperatures,
    traces,
    trade,
    unnamed,
    used_parts,
)
from exportctl.goods.annotation import NAMES
from exportctl.goods.patterns import may_match
from exportctl.goods.text import AnnotatedText, with_units_in_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.text import Trait
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Stage


class Annotator(NamedTuple):
    """A step of reading: the labels of earlier annotations that it depends on, those that it writes, and its function.

    It skips texts without all the traits that it `needs`, texts without a name if it is for `named` goods, texts without
    the words of any of its `rules` if it only applies rules of reading, and texts without an unread word unless it
    `rereads` words.
    """

    name: str
    run: Callable[[Register, Lexicon, AnnotatedText], Iterable[Annotation]]
    writes: tuple[Label, ...]
    reads: tuple[Label, ...] = ()
    needs: frozenset[Trait | PhraseLabel] = frozenset()
    named: bool = False
    rules: Stage | None = None
    rereads: bool = False


_FIGURE: Final[frozenset[Trait | PhraseLabel]] = frozenset({"figure"})
_CAPITAL: Final[frozenset[Trait | PhraseLabel]] = frozenset({"capital"})
_BEFORE_FORMULAE: Final[tuple[Label, ...]] = ("code", "cas", "name")
"""The labels of names that are read before formulae."""
_SEGMENTED: Final[tuple[Label, ...]] = (
    *NAMES,
    "absent",
    "repeated",
    "elements",
    "share",
    "property",
    "measure",
    "grade",
)
"""The labels of names and figures, within which a mark does not divide a text into segments."""
ANNOTATORS: Final = (
    Annotator("codes", names.codes, ("cas", "code", "neutral"), needs=_FIGURE),
    Annotator("names", names.names, ("name", "purpose"), needs=frozenset({"name"})),
    Annotator("acronyms", names.pointed_acronyms, ("name",), needs=_CAPITAL),
    Annotator("alloys", alloys.alloys, ("name",), _BEFORE_FORMULAE, needs=_CAPITAL),
    Annotator("dopants", dopants.dopants, ("name",), _BEFORE_FORMULAE, needs=_CAPITAL),
    Annotator("kinds-of-machines", kinds.kinds_of_machines, ("name",), _BEFORE_FORMULAE, needs=frozenset({"run"})),
    Annotator(
        "technology-subjects",
        technology_subjects.technology_subjects,
        ("name", "neutral"),
        _BEFORE_FORMULAE,
        needs=frozenset({"technology"}),
        rereads=True,
    ),
    Annotator("strains", strains.strains, ("neutral",), _BEFORE_FORMULAE, named=True),
    Annotator("made-for", made_for.made_for, ("name",), _BEFORE_FORMULAE, needs=frozenset({"purpose"}), rereads=True),
    Annotator(
        "used-parts",
        used_parts.used_parts,
        ("name", "neutral"),
        _BEFORE_FORMULAE,
        needs=frozenset({"used"}),
        named=True,
        rereads=True,
    ),
    Annotator(
        "surfaces",
        surfaces.surfaces,
        ("name", "neutral", "property"),
        _BEFORE_FORMULAE,
        needs=frozenset({"surface-material"}),
        rereads=True,
    ),
    Annotator(
        "stated-criteria",
        stated_criteria.stated_criteria,
        ("neutral",),
        (*_BEFORE_FORMULAE, "neutral", "property"),
        needs=frozenset({"statement"}),
        named=True,
        rereads=True,
    ),
    Annotator("finishes", finishes.finishes, ("neutral",), _BEFORE_FORMULAE, rules="finishes"),
    Annotator("coats", finishes.coats, ("neutral",), _BEFORE_FORMULAE, needs=_CAPITAL, named=True, rereads=True),
    Annotator(
        "compounds",
        finishes.compounds,
        ("elements",),
        _BEFORE_FORMULAE,
        needs=frozenset({"anion"}),
        named=True,
        rereads=True,
    ),
    Annotator(
        "counted-as",
        counted_as.counted_as,
        ("neutral",),
        _BEFORE_FORMULAE,
        needs=_CAPITAL,
        named=True,
        rereads=True,
    ),
    Annotator("absent", absent.absent, ("absent",), _BEFORE_FORMULAE),
    Annotator("traces", traces.traces, ("neutral",), _BEFORE_FORMULAE, needs=_FIGURE | {"base-metal"}),
    Annotator(
        "figures-of-parts",
        datasheet.figures_of_parts,
        ("measure",),
        _BEFORE_FORMULAE,
        needs=_FIGURE,
        named=True,
        rereads=True,
    ),
    Annotator(
        "formulae",
        formulae.formulae,
        ("formula", "elements", "repeated"),
        _BEFORE_FORMULAE,
        needs=_CAPITAL,
        rereads=True,
    ),
    Annotator("symbols", formulae.symbols, ("elements",), (*NAMES, "neutral"), needs=_CAPITAL, rereads=True),
    Annotator("foreign-names", foreign.foreign_names, ("elements",), NAMES),
    Annotator("isotopes", formulae.isotopes, ("elements",), NAMES, needs=_FIGURE | {"name"}),
    Annotator(
        "grades-of-use", purpose.grades_of_use, ("neutral",), NAMES, named=True, rules="grades-of-use", rereads=True
    ),
    Annotator("shares", composition.shares, ("share",), (*NAMES, "repeated"), needs=_FIGURE, rereads=True),
    Annotator("temperatures", temperatures.temperatures, ("property",), (*NAMES, "neutral"), needs=_FIGURE, named=True),
    Annotator("named-properties", properties.named_properties, ("property",), NAMES, needs=_FIGURE),
    Annotator("small-shares", composition.small_shares, ("share",), NAMES, needs=_FIGURE, named=True),
    Annotator("purity", purity.purity, ("property",), (*NAMES, "share"), needs=_FIGURE),
    Annotator("units", quantities.by_unit, ("property",), NAMES, needs=_FIGURE),
    Annotator(
        "unnamed-figures",
        unnamed.unnamed_figures,
        ("property",),
        (*NAMES, "neutral", "property"),
        needs=_FIGURE,
        named=True,
    ),
    Annotator("unasked-figures", datasheet.unasked_figures, ("measure",), NAMES, needs=_FIGURE, named=True),
    Annotator("dimensions", dimensions.dimensions, ("property",), NAMES, needs=_FIGURE, named=True),
    Annotator("measures", quantities.measures, ("measure",), needs=_FIGURE),
    Annotator("bare-percents", quantities.bare_percents, ("measure",), needs=_FIGURE),
    Annotator(
        "only-figures",
        only_figures.only_figures,
        ("property",),
        (*NAMES, "measure", "property", "share"),
        needs=_FIGURE,
        named=True,
        rereads=True,
    ),
    Annotator("grades", quantities.grades, ("grade",), (*NAMES, "measure"), needs=_FIGURE),
    Annotator("bounds", quantities.bounds, ("bound",), needs=frozenset({"figure", "bound"})),
    Annotator("technology", technology.technology, ("technology",), needs=frozenset({"technology"})),
    Annotator("carried-files", carried_data.carried_files, ("technology",), needs=frozenset({"carried-data"})),
    Annotator("carried-manuals", carried_data.carried_manuals, ("technology",), needs=frozenset({"manual", "term"})),
    Annotator("uses", purpose.uses, ("purpose",), NAMES, rules="uses"),
    Annotator("purpose", purpose.purpose, ("purpose",), rules="purpose", rereads=True),
    Annotator("parts", forms.parts, ("part",), needs=frozenset({"part"})),
    Annotator("diffusions", forms.diffusions, ("part", "neutral"), named=True),
    Annotator(
        "attributes", attributes.attributes, ("neutral",), (*_SEGMENTED, "neutral", "purpose"), named=True, rereads=True
    ),
    Annotator(
        "packing-and-use",
        packing_and_use.packing_and_use,
        ("neutral", "purpose"),
        (*_SEGMENTED, "neutral", "purpose"),
        named=True,
    ),
    Annotator("qualities", trade.qualities, ("grade", "neutral"), (*NAMES, "share", "measure"), named=True),
    Annotator("terms", trade.terms, ("term",), ("technology",), needs=frozenset({"term"})),
    Annotator("forms", forms.forms, ("form",), needs=frozenset({"form"})),
    Annotator("fillers", forms.fillers, ("neutral", "letter"), (*NAMES, "elements", "term")),
    Annotator(
        "modifiers",
        modifiers.modifiers,
        ("neutral",),
        (*_SEGMENTED, "neutral", "letter", "purpose", "technology", "term"),
        needs=frozenset({"term"}),
    ),
    Annotator("descriptions", descriptions.descriptions, ("description",), (*NAMES, "form", "neutral"), named=True),
    Annotator(
        "interrupted-names",
        interrupted.interrupted_names,
        ("name", "form"),
        (*NAMES, "form", "description", "neutral", "term", "technology"),
        named=True,
        rereads=True,
    ),
    Annotator(
        "asides",
        asides.asides,
        ("aside",),
        (*_SEGMENTED, "neutral", "part", "purpose", "term", "technology", "description", "form"),
        named=True,
        rereads=True,
    ),
)
"""The annotators in their order: names first, then figures, then the purpose of the goods, then words of little or no meaning."""
_NEEDS: Final[frozenset[str]] = frozenset().union(*(annotator.needs for annotator in ANNOTATORS))
_NAMING: Final = frozenset({"name", "figure", "capital", "run"})
"""Without one of these traits, no text names goods: codes and CAS numbers have figures, formulae capital letters."""


def annotate(law: Register, words: Lexicon, item: str, known: Iterable[Annotation] = ()) -> AnnotatedText:
    """Return a text with all annotations, after those that are `known`; each names its annotator, and its rule."""
    text = AnnotatedText(words.phrases, with_units_in_case(item))
    for annotation in known:
        text.add(annotation)
    for annotator in _annotators_for(_NEEDS & text.traits):
        if (
            (text.is_read and not annotator.rereads)
            or (annotator.named and not text.names)
            or (annotator.rules and not may_match(words, text, annotator.rules))
        ):
            continue
        text.annotator = annotator.name
        for annotation in annotator.run(law, words, text):
            text.add(annotation)
    return text


@cache
def _annotators_for(traits: frozenset[str]) -> tuple[Annotator, ...]:
    """Return the annotators for texts with these of the needed traits. There are few such sets."""
    fitting = (annotator for annotator in ANNOTATORS if annotator.needs <= traits)
    return tuple(annotator for annotator in fitting if not (annotator.named and traits.isdisjoint(_NAMING)))
