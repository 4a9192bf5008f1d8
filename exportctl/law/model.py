"""The shapes of the law's records are the shapes of the files under `data/`.

They are plain frozen dataclasses, so that a compiled register loads without building validators; `store/` validates files
against these same classes with pydantic. A trailing underscore (`from_`, `all_`) stands where the file's key is a Python word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, Literal

from exportctl.law.scale import Effect

Confidence = Literal[
    "official-text-seen",
    "official-excerpt-seen",
    "machine-extract-of-official-page",
    "law-firm-summary-seen",
    "third-party-dataset",
    "news-only",
    "inferred",
]
Form = Literal[
    "metal", "alloy", "oxide", "compound", "mixture", "ore",
    "powder", "crystal", "wafer", "target", "magnet", "fibre",
    "ceramic", "phosphor", "catalyst", "component", "equipment", "finished-product",
    "software", "technology",
]  # fmt: skip
EndUse = Literal["civil", "military", "wmd", "terrorism", "advanced-chips", "military-ai", "humanitarian", "other"]
EndUserType = Literal["civil", "military"]
PartyList = Literal["control_list", "watch_list", "unreliable_entity_list"]
Answer = Literal["yes", "no"]
Binds = Literal["exporters-in-china", "exporters-abroad"]
Operator = Literal[">", ">=", "<", "<=", "="]


def file_key(field: str) -> str:
    """Return the key in a file that a field stands for: `from_` is `from`."""
    return field.removesuffix("_")


STRICT: Final[dict[str, Any]] = {"extra": "forbid", "alias_generator": file_key}


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, in English (our own words) and in Chinese (as printed)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and how far the reading can be trusted."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    confidence: Confidence
    url: str | None = None
    ref: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on a share, in percent."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    op: Operator
    value: Decimal


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule asks of a transaction: every key that is there, each meaning "any of" its values."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    goods: Literal["any-dual-use"] | tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    from_: tuple[str, ...] | None = None
    origin: tuple[str, ...] | None = None
    end_use: tuple[EndUse, ...] | None = None
    end_user_type: tuple[EndUserType, ...] | None = None
    party: tuple[PartyList, ...] | None = None
    cn_content: Threshold | None = None
    cn_technology: Answer | None = None
    under: tuple[str, ...] | None = None
    any_: tuple[Condition, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """If `when` is met and `unless` is not, the effect follows."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    when: Condition
    effect: Effect
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest paragraph or limb of an act that has dates of its own.

    It puts entries on the list (`lists`), or has `rules`, or names a duty that no stated fact can test (`not_evaluated`).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    paragraph: str
    title: Name
    from_: date
    binds: Binds
    through: date | None = None
    lists: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    not_evaluated: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """An act stops a provision from applying, from one day through another, both included."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    provision: str
    from_: date
    through: date


@dataclass(frozen=True, slots=True)
class Extension:
    """An act moves the last day of a suspension that another act made."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    suspended_by: str
    provision: str
    through: date


@dataclass(frozen=True, slots=True)
class Ending:
    """An act ends or replaces a provision; `from_` is the first day on which it no longer applies."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    provision: str
    from_: date


@dataclass(frozen=True, slots=True)
class Act:
    """One published announcement, order or rule, and what it does to others."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
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
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """A statement's word that suspensions by an act will run through a later day."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    suspended_by: str
    through: date
    confidence: Confidence
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something an authority said that is not an act: it changes no status."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    published: date
    by: str
    title: Name
    sources: tuple[Source, ...]
    announces: tuple[Announced, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured property against a bound."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    parameter: str
    op: Operator
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A measured property that is one of several values."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    parameter: str
    op: Literal["in"]
    values: tuple[Decimal, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Share:
    """The weight share of an element against a bound, in percent."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    element: str
    op: Operator
    value: Decimal
    unit: Literal["%"]


@dataclass(frozen=True, slots=True)
class Described:
    """A part of the definition that no option of the program can state."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    described: str


@dataclass(frozen=True, slots=True)
class NotTranscribed:
    """A figure that the act has and that nobody who wrote the data has seen."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    not_transcribed: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the criteria is met."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    all_: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the criteria is met."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    any_: tuple[Criterion, ...]


Criterion = Measured | OneOf | Share | Described | NotTranscribed | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Customs:
    """Customs codes that an act or a yearly catalogue prints beside an entry, for reference only."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    codes: tuple[str, ...]
    printed_in: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the control list."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    code: str
    name: Name
    contains: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    criteria: Criterion | None = None
    customs: tuple[Customs, ...] = ()
    also_printed: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A five-character code of the control list with its lines."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    code: str
    name: Name
    sources: tuple[Source, ...]
    checked: date
    entries: tuple[Entry, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The names of a material, by language."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """Goods by the names people give them, what they contain, and the lines of the list that name them."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    names: Words
    confidence: Confidence
    entries: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()
    formula: str | None = None
    cas: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()
    form: Form | None = None
    may_be: tuple[str, ...] = ()
    customs: tuple[Customs, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Goods that acts name in words, and the entries and materials meant by the words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    name: Name
    confidence: Confidence
    sources: tuple[Source, ...]
    entries: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A measurable property and the unit the criteria are written in."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    name: Name
    unit: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """How far the data knows the law: the last day checked, and the first day covered."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    version: str
    checked_through: date
    covers_from: date
    note: str | None = None
