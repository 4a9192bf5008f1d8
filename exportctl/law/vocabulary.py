"""The vocabulary: names of goods, groups of goods and properties, the words that qualify them, and the rules of reading words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple

from exportctl.law.model import Confidence, Customs, Form, Name, Source
from exportctl.sentences import BilingualName

NamedForm = Literal[Form, "bulk"]
"""A form that a word or a name states; no entry is limited to `bulk` (a bulk piece)."""
ListName = Literal[
    "forms", "neutral", "ordinary", "qualities", "quantities", "absent", "purpose", "parts", "technology", "carriers", "taught",
    "conjunctions", "grades", "feedstocks", "share_ends", "conditions", "alternatives", "qualifiers", "remarks", "bounds",
    "packed", "wrappings", "containers", "contents", "contained", "media", "anions", "platings", "plated", "changes", "finishes",
    "describing", "adjectives", "shapes", "parties", "dispatch", "titles", "labels", "addresses", "uses", "roles",
    "features", "components", "spares", "fittings", "ingredients", "makings", "manuals", "layers", "substrates", "accompaniments",
    "ashes", "details", "joints", "additions", "denials", "machines", "kinds", "devices", "mains", "shared_forms", "soft_tempers",
    "hard_tempers",
    "weak_alloys", "linings", "wetted", "surfaces", "wastes", "possessions", "protections", "arms", "operations",
    "links", "subject_links", "surface_links", "made_into", "in_linings", "other_materials", "choices", "options",
    "part_links", "of_part_uses", "part_links_zh", "part_uses", "before_parts", "cultures", "aliases", "loose_pieces", "made_of",
    "carried_data", "data_carriers",
]  # fmt: skip
"""The lists of words, by the fields of `WordList`."""
Stage = Literal["grades-of-use", "uses", "purpose", "finishes", "asides", "descriptions"]
"""The stages of rules of reading. Each has the name of the annotator that marks the matches, if they meet its own conditions.

Other code may run the rules of a stage, too: `packing-and-use` runs some of `asides`.
"""
MarkedAs = Literal["neutral", "purpose", "aside", "description"]
"""The labels that rules of reading write."""
Only = Literal[
    "machine", "delivery", "chemical", "technology", "pieces", "number", "no-part", "figures", "segment", "end"
]
"""A condition under which a rule counts.

It counts only beside a `machine` (a feature, or what is part of its `delivery`), after the name of a `chemical`, behind named
`technology`, or in a segment after the form of a material (`pieces`); after a `number`, or without a component of the machine in
its words (`no-part`); after the `figures` of a machine and a mark; in a `segment` of its own if it follows the name; at the `end` of
its segment.
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
    temper. Names that are `read` alone, as the whole of a text, are general words. Those that are read lined name these
    goods only beside a material that touches the medium: check valve, container. Those that are read used do so only beside
    the goods `of` or for which they are: copper roll, beside the name of a strip casting furnace.
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
    of: tuple[str, ...] = ()
    customs: tuple[Customs, ...] = ()
    related: tuple[str, ...] = ()
    densest: Density | None = None
    soft_strength: SoftStrength | None = None
    read: Literal["anywhere", "alone", "lined", "used"] = "anywhere"
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


class FieldWords(NamedTuple):
    """Words of which a text needs one: what goods make or handle, or how they do it."""

    words: tuple[str, ...]


class Keywords(NamedTuple):
    """Words by which goods of an entry are known, although the text has none of its names.

    The head of the text is a noun for one of their `kinds`, and each of their `fields` has a word anywhere in it. The kinds
    `technology` and `software` mean all words for these. The fields cover all that the entry describes; its figures are tested
    as those of any goods.
    """

    entry: str
    kinds: tuple[str, ...]
    fields: tuple[FieldWords, ...] = ()


class FormWords(NamedTuple):
    """Words for a physical form of goods."""

    form: NamedForm
    words: tuple[str, ...]


class MaterialWords(NamedTuple):
    """Words for a material that touches the medium in a machine, and for its grades."""

    material: str
    words: tuple[str, ...]


class ElementWords(NamedTuple):
    """Words for an element, before its content in an analysis."""

    element: str
    words: tuple[str, ...]


class ForeignNames(NamedTuple):
    """Names of elements in other languages. Words that begin with one of `stems` are forms or compounds of it.

    `small` words have another meaning with a capital. Some names are those of a `colour`, too.
    """

    elements: tuple[str, ...]
    stems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    colour: Literal["yes"] | None = None


class BaseMetal(NamedTuple):
    """A metal, the chapter of the customs tariff for its alloys, and words for these; in `without`, it need not predominate."""

    chapter: str
    element: str
    words: tuple[str, ...]
    without: tuple[str, ...] = ()


class EquipmentWords(NamedTuple):
    """Chinese words for equipment at the end of a name, each in place of another; some only `behind` words for what it does."""

    words: tuple[str, ...]
    behind: tuple[str, ...] = ()


class WordList(NamedTuple):
    """The words that qualify names, and the headings of goods that need no entry.

    A heading is the beginning of a customs heading.
    """

    forms: tuple[FormWords, ...] = ()
    """Words for the form of goods."""
    neutral: tuple[str, ...] = ()
    """Words that do not affect goods, however these are named."""
    ordinary: tuple[str, ...] = ()
    """Words that do not affect goods named by terms of ordinary trade."""
    qualities: tuple[str, ...] = ()
    """Words that do not affect goods named like an entry."""
    quantities: tuple[str, ...] = ()
    """The ends of names of figures (payload)."""
    absent: tuple[str, ...] = ()
    """Words before a substance that the goods lack."""
    purpose: tuple[str, ...] = ()
    """Words before the purpose of the goods."""
    parts: tuple[str, ...] = ()
    """Words before a part of the goods, or before what they are made of."""
    technology: tuple[str, ...] = ()
    """Technology on an open subject, which needs a further name (process)."""
    carriers: tuple[str, ...] = ()
    """Things that hold technology, also as a part of something (drawings)."""
    taught: tuple[str, ...] = ()
    """Courses, advice and manuals, which may be the purpose of goods or come with them."""
    conjunctions: tuple[str, ...] = ()
    """Words that continue an enumeration of what goods lack."""
    grades: tuple[str, ...] = ()
    """After the name of a product: goods for that product."""
    feedstocks: tuple[str, ...] = ()
    """After the name of a product: goods to make it from."""
    share_ends: tuple[str, ...] = ()
    """Words that may follow a share without giving it another object."""
    conditions: tuple[str, ...] = ()
    """Conditions under which a part operates; they have figures of their own."""
    alternatives: tuple[str, ...] = ()
    """Words before another value of the same property."""
    qualifiers: tuple[str, ...] = ()
    """Words before the name of a property that do not change it."""
    remarks: tuple[str, ...] = ()
    """Words in brackets between the name of a property and its figure."""
    bounds: tuple[str, ...] = ()
    """Words that bound a figure in any position."""
    packed: tuple[str, ...] = ()
    """Words before containers, and before the media under which goods are kept."""
    wrappings: tuple[str, ...] = ()
    """What containers are made of."""
    containers: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    """Words before the share of a substance of `contained` (total, free)."""
    contained: tuple[str, ...] = ()
    """Other substances in goods, as in an analysis."""
    media: tuple[str, ...] = ()
    """What goods are kept under."""
    anions: tuple[str, ...] = ()
    """Words that bind a metal: zinc oxide is not zinc."""
    platings: tuple[str, ...] = ()
    """Metals that things are plated with."""
    plated: tuple[str, ...] = ()
    """Words for plating."""
    changes: tuple[str, ...] = ()
    """Words that turn the named goods into other goods."""
    finishes: tuple[str, ...] = ()
    """Words that do so only for a substance: a coated magnet is still a magnet."""
    describing: tuple[str, ...] = ()
    """Words that describe how goods are made, and name none."""
    adjectives: tuple[str, ...] = ()
    """Words that do so before a noun."""
    nameless: tuple[str, ...] = ()
    """Prepositions, pronouns and the like, which name no goods although ordinary trade uses them most."""
    shapes: tuple[str, ...] = ()
    """Shapes in which a metal is traded, after a name with the word metal."""
    parties: tuple[str, ...] = ()
    """The ends of segments about a buyer or a maker."""
    dispatch: tuple[str, ...] = ()
    """Words of a segment about packing, papers or delivery."""
    titles: tuple[str, ...] = ()
    """Words before the name of the goods (commodity, 货物)."""
    labels: tuple[str, ...] = ()
    """Words before a number or a mark (order no, 型号)."""
    addresses: tuple[str, ...] = ()
    """Words before a party or a place (consignee, 产自)."""
    uses: tuple[str, ...] = ()
    """Uses of a substance, in a segment of their own."""
    roles: tuple[str, ...] = ()
    """The ends of segments about the use of a substance."""
    features: tuple[str, ...] = ()
    """Properties and parts of machines that are no goods by themselves (ports, chamber)."""
    components: tuple[str, ...] = ()
    """Parts of machines that may be goods by themselves."""
    accompaniments: tuple[str, ...] = ()
    """Equipment that comes with machines."""
    spares: tuple[str, ...] = ()
    """Words that make goods a part of the named thing."""
    fittings: tuple[str, ...] = ()
    """Parts of finished products, so a material before one names no goods."""
    ingredients: tuple[str, ...] = ()
    """Words before a part of the goods."""
    makings: tuple[str, ...] = ()
    """Words around what a machine makes (production of), and before manuals that hold technology."""
    manuals: tuple[str, ...] = ()
    """Manuals that hold technology after a word for making."""
    operations: tuple[str, ...] = ()
    """Words for what the software of goods does, or that it is theirs: control, specially designed for use of."""
    layers: tuple[str, ...] = ()
    """Words for epitaxial layers, before the name of what they are on."""
    substrates: tuple[str, ...] = ()
    """Words that may follow the name of what a layer is on."""
    ashes: tuple[str, ...] = ()
    """The rest of a carbon material: what is not ash is carbon."""
    details: tuple[str, ...] = ()
    """Words for goods that no entry is about; they name no goods, although the list may use them."""
    joints: tuple[str, ...] = ()
    """Words that join goods with other goods."""
    additions: tuple[str, ...] = ()
    """Words before other goods that come with goods."""
    denials: tuple[str, ...] = ()
    """Words that deny what is beside them, or leave it open."""
    machines: tuple[str, ...] = ()
    """Words that may follow the name of a machine."""
    kinds: tuple[str, ...] = ()
    """The ends of Chinese words for the kind of a machine."""
    devices: tuple[str, ...] = ()
    """The ends of Chinese nouns for machines and their parts."""
    mains: tuple[str, ...] = ()
    """Words beside the power of a connection to the mains."""
    shared_forms: tuple[str, ...] = ()
    """Words for forms that ordinary goods have, too."""
    finished_headings: tuple[str, ...] = ()
    """Products that are used, and not taken apart for their material."""
    compound_headings: tuple[str, ...] = ()
    """Inorganic compounds, and no metals."""
    article_headings: tuple[str, ...] = ()
    """Further articles, which only a customs code shows to be such, and not words."""
    consumer_headings: tuple[str, ...] = ()
    """Goods of daily life, a part of these: no entry for products of a material covers them."""
    ordinary_headings: tuple[str, ...] = ()
    """Goods that no entry is about, however they are described."""
    mixed_headings: tuple[str, ...] = ()
    """Goods that contain no other goods."""
    powered_headings: tuple[str, ...] = ()
    """Goods with a battery of their own."""
    packing_headings: tuple[str, ...] = ()
    """Packing, which contains other goods."""
    piece_headings: tuple[str, ...] = ()
    """Goods that are one piece of their material."""
    material_headings: tuple[str, ...] = ()
    """Materials and magnets, which may hold what is named before them."""
    base_metal_headings: tuple[str, ...] = ()
    """Unwrought metals, with `trace_elements` in them."""
    trace_elements: tuple[str, ...] = ()
    base_metals: tuple[BaseMetal, ...] = ()
    """The usual impurities of unwrought metals, by symbol."""
    everyday_metals: tuple[str, ...] = ()
    """Metals of whose alloys goods of daily life are made, by symbol."""
    base_materials: tuple[str, ...] = ()
    """Parts of a bill of materials without listed goods."""
    soft_tempers: tuple[str, ...] = ()
    """Tempers of a metal that may be hardened (annealed)."""
    hard_tempers: tuple[str, ...] = ()
    """Tempers of a metal that is hardened, which may contain a soft one (annealed and aged)."""
    weak_alloys: tuple[str, ...] = ()
    """Alloys that nothing hardens to what entries ask."""
    linings: tuple[str, ...] = ()
    """Materials of which vessels of the list are made, or with which they are lined."""
    wetted: tuple[str, ...] = ()
    """Materials that touch the chemical in listed valves, pumps and vessels, in the words and grades of trade."""
    surfaces: tuple[str, ...] = ()
    """Words for what touches the medium in a machine."""
    surface_materials: tuple[MaterialWords, ...] = ()
    """Words for the materials of such surfaces, with which they state that a machine is made of one, or lined with it."""
    elements: tuple[ElementWords, ...] = ()
    """Words for elements before their content in an analysis, most of which are no names of goods: 银5ppm."""
    wastes: tuple[str, ...] = ()
    """Words for goods that are bought for their material."""
    possessions: tuple[str, ...] = ()
    """What goods have, or may be replaced by: the name before one of these is that of other goods (gallium packaging)."""
    protections: tuple[str, ...] = ()
    """What goods protect from, or hide from, in war: ordinary goods with one of these may be military or listed ones (防化手套)."""
    arms: tuple[str, ...] = ()
    """Weapons, explosives, and who bears them: goods for these may be made for military purposes."""
    links: tuple[str, ...] = ()
    """Words after which a noun is not what a machine is for: a press for models of propellant grains."""
    subject_links: tuple[str, ...] = ()
    """Words between goods and their technology or software: use of."""
    surface_links: tuple[str, ...] = ()
    """Words between surfaces that touch the medium and their material: made of."""
    made_into: tuple[str, ...] = ()
    """Words between a material and the machine that is made of it: lined, jacketed."""
    in_linings: tuple[str, ...] = ()
    """Words for a lining within the words for a material of surfaces."""
    other_materials: tuple[str, ...] = ()
    """Materials of machines beside one of `surface_materials`, so that the material that touches the medium is open."""
    choices: tuple[str, ...] = ()
    """Words between goods of which the buyer may choose one."""
    options: tuple[str, ...] = ()
    """Words behind what the buyer may order instead."""
    part_links: tuple[str, ...] = ()
    """Words between a part and the machine that it is for: of, for use in."""
    of_part_uses: tuple[str, ...] = ()
    """Words before these: specially designed."""
    part_links_zh: tuple[str, ...] = ()
    """Chinese words between a part and the machine that it is for."""
    part_uses: tuple[str, ...] = ()
    """Chinese words behind the machine that a part is for: 速凝炉专用."""
    before_parts: tuple[str, ...] = ()
    """Words between a machine and a part for it: separation, 专用."""
    cultures: tuple[str, ...] = ()
    """Words for how cultures of pathogens are grown, kept and sent, beside the name of a pathogen only."""
    aliases: tuple[str, ...] = ()
    """Words before another name of the goods: APT（俗称仲钨）."""
    loose_pieces: tuple[str, ...] = ()
    """Words beside pieces that are no part of a product: sample, in bulk."""
    made_of: tuple[str, ...] = ()
    """Those of `parts` that state what the whole product is made of."""
    carried_data: tuple[str, ...] = ()
    """What a carrier of data may hold: files, documents."""
    data_carriers: tuple[str, ...] = ()
    """Carriers of data that are no terms of trade by themselves: CD."""
    foreign_names: tuple[ForeignNames, ...] = ()
    """Names of listed elements in languages other than English and Chinese."""
    foreign_colours: tuple[str, ...] = ()
    """Beginnings of words beside which such a name is that of a colour: gris grafito."""
    equipment: tuple[EquipmentWords, ...] = ()
    """Chinese words for equipment at the end of a name: 沉积设备 is also 沉积炉, 萃取设备 also 萃取生产线."""
    branches: tuple[str, ...] = ()
    """Words for parts of a company, beside its name and the place of the part."""
    of_branches: tuple[str, ...] = ()
    """Words that describe these (sales)."""


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
    fast discharge, misses no criterion either. One that is a `difference` of temperatures has degrees Celsius that are
    kelvins, and the act bounds it either way: ±3 °C is 3 K.
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
    difference: Literal["yes"] | None = None

    @property
    def option_name(self) -> BilingualName:
        """The name for `--param`: in English the id, which has no blanks."""
        return BilingualName(self.id, self.name.zh or self.id)


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

    `words` match in this exact spelling, or `in_any_case`; words of a list match in any case and number.
    """

    list_: ListName | None = None
    words: tuple[str, ...] = ()
    in_any_case: Literal["yes"] | None = None
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
