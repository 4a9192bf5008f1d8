"""The vocabulary: names of goods, groups of goods and properties, the words that qualify them, and the rules of reading words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple

from exportctl.law.model import Confidence, Customs, Form, Name, Source

NamedForm = Literal[Form, "bulk"]
"""A form that a word or a name states; no entry is limited to `bulk` (a bulk piece)."""
ListName = Literal[
    "forms", "neutral", "ordinary", "qualities", "quantities", "absent", "purpose", "parts", "technology", "carriers", "taught",
    "conjunctions", "grades", "feedstocks", "share_ends", "conditions", "alternatives", "qualifiers", "remarks", "bounds",
    "packed", "wrappings", "containers", "contents", "contained", "media", "anions", "platings", "plated", "changes", "finishes",
    "describing", "adjectives", "shapes", "parties", "dispatch", "titles", "labels", "addresses", "uses", "roles",
    "features", "components", "spares", "fittings", "ingredients", "makings", "manuals", "layers", "substrates", "accompaniments",
    "ashes", "details", "joints", "denials", "machines", "kinds", "devices", "mains", "shared_forms", "soft_tempers", "hard_tempers",
    "weak_alloys", "linings", "wastes", "arms",
]  # fmt: skip
"""The lists of words, by the fields of `WordList`."""
Stage = Literal["grades-of-use", "uses", "purpose", "finishes", "asides", "descriptions"]
"""The annotators that run rules of reading. Each tests by the law whether a match counts."""
MarkedAs = Literal["neutral", "purpose", "aside", "description"]
"""The labels that rules of reading write."""
Only = Literal["machine", "delivery", "chemical", "pieces", "number", "no-part", "figures", "segment", "end"]
"""A condition under which a rule counts.

It counts only beside a `machine` (a feature, or what is part of its `delivery`), after the name of a `chemical`, or in a segment after
the form of a material (`pieces`); after a `number`, or without a component of the machine in its words (`no-part`); after the `figures`
of a machine and a mark; in a `segment` of its own if it follows the name; at the `end` of its segment.
"""


class Words(NamedTuple):
    """The names of a material, by language."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


class Density(NamedTuple):
    """A density in g/cm3, and where it is from."""

    value: Decimal
    sources: tuple[Source, ...]


class SoftStrength(NamedTuple):
    """The tensile strengths in MPa of an alloy in its soft tempers, and how far to trust them."""

    least: Decimal
    most: Decimal
    confidence: Confidence


class Material(NamedTuple):
    """Goods with their trade names, their elements, and the entries of the list that name them.

    `related` are entries on the same goods in another form or grade, which are tried once the entries of the name are
    excluded. A machine `makes` other materials: a general name with one of them as its purpose means this machine.
    No such goods are denser than `densest`. If no temper is stated, a strength of `soft_strength` may be that of a soft
    temper. Names that are `read` alone, as the whole of a text, are general words.
    """

    id: str
    names: Words
    confidence: Confidence
    entries: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()
    formula: str | None = None
    cas: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()
    form: NamedForm | None = None
    may_be: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    customs: tuple[Customs, ...] = ()
    related: tuple[str, ...] = ()
    densest: Density | None = None
    soft_strength: SoftStrength | None = None
    read: Literal["anywhere", "alone"] = "anywhere"
    note: str | None = None


class Group(NamedTuple):
    """A phrase of acts for goods, and the entries and materials that it means."""

    id: str
    name: Name
    confidence: Confidence
    sources: tuple[Source, ...]
    entries: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    note: str | None = None


class FormWords(NamedTuple):
    """Words for a physical form of goods."""

    form: NamedForm
    words: tuple[str, ...]


class WordList(NamedTuple):
    """The words that qualify names: forms, neutral words, absences, purposes, parts and others.

    `ordinary` words do not affect goods named by terms of ordinary trade, `qualities` do not affect goods named like an
    entry. `quantities` end the name of a figure (payload). `technology` words denote technology on an open subject, so
    they need a further name (process); `carriers` hold technology, also as a part of something (drawings); `taught` are
    courses, advice and manuals, which may be the purpose of goods or come with them.

    `conjunctions` continue an enumeration of what goods lack. `grades` and `feedstocks` after the name of a product
    mean goods for that product, or goods to make it from. `share_ends` may follow a share without giving it another
    object. For figures, `conditions` are conditions under which a part operates, `alternatives` precede another value,
    `qualifiers` before the name of a property do not change it, `remarks` may follow it in brackets, and `bounds` bound
    a figure in any position.

    For packing, words such as `packed` in come before `containers` made of `wrappings`, and before `media` under which goods are kept.
    A segment of `dispatch` words is about packing, papers or delivery; one of `uses`, or one that ends with one of the `roles`, is
    about the use of a substance, and one that ends with one of the `parties` about a buyer or a maker. `titles` come before the name
    of the goods (commodity, 货物), `labels` before a number or a mark (order no, 型号), `addresses` before a party or a place
    (consignee, 产自). `contents` (total, free) qualify the share of a `contained` substance.

    `anions` bind metals, and things are `plated` with `platings`. `changes` turn the named goods into other goods. `finishes` do so
    only for a substance: a coated metal is no longer the metal, but a coated magnet is still a magnet. `describing` words describe
    how goods are made, and name none. `adjectives` do so before a noun, and words for `shapes` after a name with the word metal.
    `nameless` words (prepositions, pronouns) name no goods, although ordinary trade uses them most.
    `features` are properties and parts of machines that are no goods by themselves (ports, chamber), `components` their parts that
    may be, `accompaniments` equipment that comes with them, and words for `spares` mean that the goods are only a part. `fittings`
    are parts of finished products, so a material before one names no goods. The words after `ingredients` are a part of the goods.
    Words for `makings` come before or after what a machine makes (production of), and before `manuals` that hold technology. Words
    for epitaxial `layers` come before the name of what they are on, which `substrates` may follow. What is not `ashes` of a carbon
    material is carbon. `details` describe goods that no entry is about, and name no goods themselves, although the list may use them.
    `joints` join goods with other goods, and `denials` deny what is beside them, or leave it open. Words for `machines` may follow
    the name of one, `kinds` end Chinese words for the kind of a machine, `devices` end Chinese nouns for machines and their parts, and
    words for the `mains` mean that goods are connected to it. Ordinary goods have `shared_forms`, too.

    The headings are beginnings of customs headings: `finished_headings` of products that are used, not taken apart for their material;
    `consumer_headings`, a part of these, of goods of daily life, which no entry for products of a material covers; `ordinary_headings`
    of goods that no entry is about, however they are described; `mixed_headings` of goods that contain no other goods;
    `powered_headings` of goods with a battery of their own; `packing_headings` of packing, which does; `piece_headings` of goods that
    are one piece of their material; and `base_metal_headings` of unwrought metals with `trace_elements` in them.
    Bicycles and watches are made of alloys of `everyday_metals`, by symbol. In a bill of materials, `base_materials` are parts
    without listed goods. A metal of `soft_tempers` (annealed) may be hardened, one of `hard_tempers`, which may contain a soft one
    (annealed and aged), is, and nothing hardens `weak_alloys` to what entries ask. Listed vessels are made of `linings`, or lined
    with them. Goods with words for `wastes` are bought for their material, and goods for `arms` may be made for military purposes.
    """

    forms: tuple[FormWords, ...] = ()
    neutral: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    feedstocks: tuple[str, ...] = ()
    share_ends: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    packed: tuple[str, ...] = ()
    wrappings: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    contained: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    anions: tuple[str, ...] = ()
    platings: tuple[str, ...] = ()
    plated: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    finishes: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    dispatch: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    accompaniments: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    fittings: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    makings: tuple[str, ...] = ()
    manuals: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    substrates: tuple[str, ...] = ()
    ashes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    mains: tuple[str, ...] = ()
    shared_forms: tuple[str, ...] = ()
    finished_headings: tuple[str, ...] = ()
    consumer_headings: tuple[str, ...] = ()
    ordinary_headings: tuple[str, ...] = ()
    mixed_headings: tuple[str, ...] = ()
    powered_headings: tuple[str, ...] = ()
    packing_headings: tuple[str, ...] = ()
    piece_headings: tuple[str, ...] = ()
    base_metal_headings: tuple[str, ...] = ()
    trace_elements: tuple[str, ...] = ()
    everyday_metals: tuple[str, ...] = ()
    base_materials: tuple[str, ...] = ()
    soft_tempers: tuple[str, ...] = ()
    hard_tempers: tuple[str, ...] = ()
    weak_alloys: tuple[str, ...] = ()
    linings: tuple[str, ...] = ()
    wastes: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()


Condition = Literal["temper", "discharge"]
"""A condition that changes the figures of some properties."""


class Parameter(NamedTuple):
    """A measurable property and the unit of its criteria.

    `short` names denote this property for goods whose entries require it, and any other property elsewhere: the voltage
    of a capacitor.

    A figure without the name of a property may be a value of this one, for such goods: one in an `unnamed` unit anywhere,
    one in a unit of `beside` directly beside the name of the goods, and one after a word of `hints` in any unit. It meets
    criteria, but misses none. A number below `bare_below` after the name of the property, without a unit, is in its unit.

    A property `varies_with` the temper of a metal, or the rate of discharge of a battery: a figure for a soft metal, or for a
    fast discharge, misses no criterion either.
    """

    id: str
    name: Name
    unit: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    bare_below: Decimal | None = None
    varies_with: tuple[Condition, ...] = ()


WITHOUT_UNIT: Final = ("1", "count")
"""The units of ratios and counts, which are not written."""


class Gap(NamedTuple):
    """Words of any kind: from `least` to `most` Latin words or Chinese characters, both without a blank, or the rest of a clause.

    A clause ends at a comma, a semicolon, a bracket or the end of the text. Words of a gap with `endings` end with one of them.
    """

    of: Literal["word", "character", "joined", "clause"]
    least: int = 0
    most: int = 0
    endings: tuple[str, ...] = ()


class Element(NamedTuple):
    """A part of a rule: a phrase of a list of words, one of some words, or a gap.

    `words` match in this exact spelling; words of a list match in any case and number.
    """

    list_: ListName | None = None
    words: tuple[str, ...] = ()
    gap: Gap | None = None
    optional: Literal["yes"] | None = None


class Example(NamedTuple):
    """A text, and the words in it that a rule marks."""

    text: str
    words: str


class Rule(NamedTuple):
    """A rule of reading: the annotator that runs it, the label that it writes, its elements, and examples.

    The annotator tests the conditions of `only`. `yes` are texts with the words that it marks, `no` texts in which it marks nothing.
    """

    id: str
    at: Stage
    why: str
    marks: MarkedAs
    sequence: tuple[Element, ...]
    yes: tuple[Example, ...]
    no: tuple[str, ...]
    only: tuple[Only, ...] = ()
