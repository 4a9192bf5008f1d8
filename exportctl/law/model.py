"""The records of the law, in the shape of the files under `data/`.

They are named tuples, because a command spends its start-up time on creating classes, and tuples are the fastest to
create and load; `store/` validates files against these same classes with pydantic. A trailing underscore (`from_`,
`all_`) marks a field whose key in the file is a Python keyword or built-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, get_args

from exportctl.law.scale import RuleEffect

Confidence = Literal[
    "official-text-seen",
    "official-excerpt-seen",
    "machine-extract-of-official-page",
    "law-firm-summary-seen",
    "third-party-dataset",
    "news-only",
    "general-knowledge",
    "inferred",
]
Substance = Literal["metal", "alloy", "oxide", "compound", "mixture", "ore"]
Shape = Literal["powder", "crystal", "wafer", "target", "magnet", "fibre"]
Thing = Literal["component", "equipment", "finished-product"]
Intangible = Literal["software", "technology"]
Form = Literal[Substance, Shape, "ceramic", "phosphor", "catalyst", Thing, Intangible]
INTANGIBLE: Final = frozenset[str](get_args(Intangible))
"""The forms of intangible goods."""
EndUse = Literal[
    "civil", "military", "wmd", "terrorism", "advanced-chips", "military-ai", "rare-earths", "humanitarian", "other",
]  # fmt: skip
EndUser = Literal["civil", "military"]
Answer = Literal["yes", "no"]
Person = Literal["chinese", "foreign"]
Quality = Literal["verified", "corrected", "raw", "uncertain", "inferred"]
NotFound = Literal["number", "issuers", "title", "published", "from", "text"]
Binds = Literal["exporters-at-home", "exporters-abroad", "suppliers-at-home"]
Operator = Literal[">", ">=", "<", "<=", "="]


def file_key(field: str) -> str:
    """Return the key in a file that a field represents: `from_` is `from`."""
    return field.removesuffix("_")


class Name(NamedTuple):
    """A name in English (our own words) and in Chinese (as printed)."""

    en: str
    zh: str


class Source(NamedTuple):
    """A publication that a fact comes from, and the confidence in it; `same_as` names the source that it is another reading of."""

    confidence: Confidence
    url: str | None = None
    ref: str | None = None
    note: str | None = None
    id: str | None = None
    same_as: str | None = None


def address_of(sources: Iterable[Source]) -> str | None:
    """Return the first address of some sources; None if they have none."""
    return next((source.url for source in sources if source.url), None)


class Threshold(NamedTuple):
    """A bound on the share of some goods of Chinese origin in the value, in percent."""

    op: Operator
    value: Decimal
    of: tuple[str, ...]


class OwnerBound(NamedTuple):
    """A bound on the share of the end user, in percent, that owners on a list hold together."""

    lists: tuple[str, ...]
    op: Literal[">", ">="]
    value: Decimal


class Amount(NamedTuple):
    """A bound on the amount of the goods that is exported to one country within a year."""

    op: Operator
    value: Decimal
    unit: Literal["kg"]
    within: Literal["calendar-year"]


class Condition(NamedTuple):
    """The requirements of a rule on a transaction: all keys that are present must be met, each by any of its values.

    `any-unread` means goods that an unread part of the act may list, `any-unread-technology` technology that one may
    list.
    """

    goods: Literal["any-dual-use", "any-unread", "any-unread-technology"] | tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    from_: tuple[str, ...] | None = None
    origin: tuple[str, ...] | None = None
    end_use: tuple[EndUse, ...] | None = None
    end_user_type: tuple[EndUser, ...] | None = None
    stated_end_use: tuple[EndUse, ...] | None = None
    party: Literal["designated"] | tuple[str, ...] | None = None
    owner: OwnerBound | None = None
    cn_content: Threshold | None = None
    cn_technology: Answer | None = None
    quantity: Amount | None = None
    supplied_to: tuple[Person, ...] | None = None
    supplied_by: tuple[Person, ...] | None = None
    stated_supplied_to: tuple[Person, ...] | None = None
    stated_via_china: Answer | None = None
    under: tuple[str, ...] | None = None
    any_: tuple[Condition, ...] | None = None


def all_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield conditions and the conditions in them."""
    pending = [*conditions]
    for condition in pending:
        pending.extend(condition.any_ or ())
        yield condition


class Rule(NamedTuple):
    """The effect follows if `when` is met and `unless` is not. The exporter must state an exemption (`unless`); it is not assumed."""

    when: Condition
    effect: RuleEffect
    unless: Condition | None = None


class Provision(NamedTuple):
    """The smallest paragraph or limb of an act that has dates of its own.

    It puts entries on the list (`lists`), has `rules`, or has requirements that no stated fact can test
    (`not_evaluated`: `subject` describes them, `effect` is the consequence, `when` limits them); `no_condition` marks a
    provision without any condition on an export. `authority` grants the licence, if it differs from that of the act.
    `names_forms` are the forms of goods that its read words name, if its list of goods was not read.
    """

    paragraph: str
    title: Name
    from_: date
    binds: Binds
    through: date | None = None
    lists: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    not_evaluated: str | None = None
    subject: str | None = None
    effect: RuleEffect | None = None
    no_condition: str | None = None
    notice: str | None = None
    when: Condition | None = None
    authority: Name | None = None
    names_forms: tuple[Form, ...] = ()
    note: str | None = None


PROVISION_KINDS: Final = ("lists", "rules", "not_evaluated", "no_condition", "notice")
"""The fields of a provision of which exactly one has a value, which is its kind."""


class Suspension(NamedTuple):
    """An act suspends a provision from one day through another, both included."""

    provision: str
    from_: date
    through: date


class Extension(NamedTuple):
    """An act moves the last day of a suspension that another act made."""

    suspended_by: str
    provision: str
    through: date


class Ending(NamedTuple):
    """An act ends or replaces a provision; `from_` is the first day on which it no longer applies."""

    provision: str
    from_: date


class Count(NamedTuple):
    """A number that an act states of something; `of` has the counted codes, groups and materials, if the data holds them."""

    number: int
    what: str
    of: tuple[str, ...] = ()


class Act(NamedTuple):
    """One published announcement, order or rule, and its effects on other acts.

    `unknown` names the parts that were not found. An unknown day has a substitute, which the note explains. `authority`
    grants the licence, if it differs from that of the jurisdiction.
    """

    id: str
    jurisdiction: str
    issuers: tuple[str, ...]
    published: date
    title: Name
    sources: tuple[Source, ...]
    checked: date
    provisions: tuple[Provision, ...] = ()
    suspends: tuple[Suspension, ...] = ()
    extends: tuple[Extension, ...] = ()
    ends: tuple[Ending, ...] = ()
    replaces: tuple[Ending, ...] = ()
    basis: tuple[str, ...] = ()
    authority: Name | None = None
    unknown: tuple[NotFound, ...] = ()
    stated: tuple[Count, ...] = ()
    note: str | None = None


class Announced(NamedTuple):
    """An announcement in a statement that suspensions by an act will run through a later day."""

    suspended_by: str
    through: date
    confidence: Confidence
    note: str | None = None


class Statement(NamedTuple):
    """An announcement by an authority that is not an act: it changes no status.

    It is not settled whether the extensions that it announces include the suspensions by the acts in `leaves_open`.
    """

    id: str
    published: date
    by: str
    title: Name
    sources: tuple[Source, ...]
    announces: tuple[Announced, ...] = ()
    leaves_open: tuple[str, ...] = ()
    note: str | None = None


class Per(NamedTuple):
    """The growth of a bound: by its unit for each `divisor` units of a length."""

    length: str
    divisor: Decimal
    unit: str


class Measured(NamedTuple):
    """A measured property against a bound, which may grow with a length: 1.7 + L/800.

    Goods `named` as one of these materials, or with one of the words in `stated` beside their name, meet it if no value is
    stated: AES has keys of 128 bit or more. Goods named as one of `missed` miss it then.
    """

    parameter: str
    op: Operator
    value: Decimal
    unit: str
    per: Per | None = None
    sources: tuple[Source, ...] = ()
    named: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class OneOf(NamedTuple):
    """A measured property that is one of several values."""

    parameter: str
    op: Literal["in"]
    values: tuple[Decimal, ...]
    unit: str
    sources: tuple[Source, ...] = ()


class Share(NamedTuple):
    """The weight share of an element against a bound, in percent.

    Goods `named` as one of these materials, or with one of the words in `stated` beside their name, meet it if no share is
    stated: hafnium dioxide is 85 % hafnium. Goods named as one of `missed` miss it then: ferromolybdenum is mostly iron.
    """

    element: str
    op: Operator
    value: Decimal
    unit: Literal["%"]
    sources: tuple[Source, ...] = ()
    named: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class FormIs(NamedTuple):
    """Goods of these forms meet the definition without a figure; the figure is for other forms."""

    form: tuple[Form, ...]


class Described(NamedTuple):
    """A part of the definition that no option of the program can state.

    The names of the materials in `named` state it, and so do the words in `stated` beside the name of the goods. The words in
    `hinted` may mean it: in an exclusion, they leave the goods open. The names of the materials in `missed` deny it.
    """

    described: str
    named: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    hinted: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class NotTranscribed(NamedTuple):
    """A figure of the act that the data does not hold."""

    not_transcribed: str


class AllOf(NamedTuple):
    """A criterion that is met if all its parts are met."""

    all_: tuple[Criterion, ...]


class AnyOf(NamedTuple):
    """A criterion that is met if at least one of its parts is met."""

    any_: tuple[Criterion, ...]


Figure = Measured | OneOf | Share
Criterion = Figure | FormIs | Described | NotTranscribed | AllOf | AnyOf


class Customs(NamedTuple):
    """Customs codes that an act or a yearly catalogue prints for an entry, for reference only.

    Codes of the quality `inferred` are not printed: they are the headings under which such goods usually travel.
    """

    codes: tuple[str, ...]
    confidence: Confidence
    printed_in: str | None = None
    quality: Quality | None = None


class Entry(NamedTuple):
    """One entry of a control list. Goods that meet `unless` are outside it; as software or technology it `serves` other entries."""

    code: str
    name: Name
    contains: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    criteria: Criterion | None = None
    unless: Criterion | None = None
    customs: tuple[Customs, ...] = ()
    also_printed: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None


class Family(NamedTuple):
    """A code of a control list with its entries: of the list of dual-use items, or of the list that it names.

    Goods that meet `unless` are outside all of its entries.
    """

    code: str
    name: Name
    sources: tuple[Source, ...]
    checked: date
    entries: tuple[Entry, ...]
    list_: str | None = None
    unless: Described | None = None
    note: str | None = None


class Mixed(NamedTuple):
    """A bound on the weight share of a material in a mixture, in percent."""

    substance: str
    op: Operator
    value: Decimal
    unit: Literal["%"]


class Ruling(NamedTuple):
    """A ruling of official guidance on some entries: the materials, forms and shares of a substance that they exclude."""

    entries: tuple[str, ...]
    says: str
    outside_materials: tuple[str, ...] = ()
    outside_forms: tuple[Form, ...] = ()
    outside_share: Mixed | None = None


class Guidance(NamedTuple):
    """Official answers on the scope of the list; they interpret it and change no status."""

    id: str
    published: date
    by: str
    title: Name
    sources: tuple[Source, ...]
    checked: date
    rulings: tuple[Ruling, ...]
    note: str | None = None
