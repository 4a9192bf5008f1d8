"""The shapes that several documents share."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import StringConstraints
from typing_extensions import TypedDict

from exportctl.engine.gate_policy import Undecided
from exportctl.facts.parties import HitBasis
from exportctl.goods.annotation import ShownLabel
from exportctl.goods.interpreted import Basis
from exportctl.law.model import Answer, Confidence, EndUse, EndUser, Form, Person
from exportctl.law.scale import Assume, Effect, Status

Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Percent = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?%$")]
Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]

_From = TypedDict("_From", {"from": Day})
_FromPlace = TypedDict("_FromPlace", {"from": Place})
StatusThen = Status | Literal["not published"]
"""The status of a provision on a day."""


class Law(TypedDict):
    """Which data was asked."""

    version: str
    digest: Digest
    checked_through: Day


class Query(_FromPlace):
    """Every fact that was stated; null or an empty list is unknown. `sku` is the key of the item that they are, if they are one."""

    item: str
    sku: NotRequired[str]
    to: Place | None
    origin: Place | None
    on: Day
    known_on: Day | None
    end_use: EndUse | None
    end_user_type: EndUser | None
    party: list[str]
    owned_by: list[str]
    hs_code: str | None
    entry: list[str]
    form: list[Form]
    contains: list[str]
    param: list[str]
    cn_content: Percent | None
    cn_technology: Answer | None
    quantity: str | None
    supplied_to: Person | None
    supplied_by: Person | None
    via_china: Answer | None
    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None
    trust_descriptions: bool


class Influence(TypedDict):
    """What had a part in an answer beside the law, where it is said (file and line, or a variable), and in how many rows of a run."""

    by: str
    said_at: str
    rows: NotRequired[int]


class Configured(TypedDict):
    """What had a part in an answer beside the law, if anything had."""

    configured_by: NotRequired[list[Influence]]


class Name(TypedDict):
    """What something is called."""

    en: str
    zh: str


class Match(TypedDict):
    """A line of the list that goods are or may be; what is `missing` is told if it is only possible.

    `goods_list` is told of lines that are on another list than that of dual-use items, `to` of those that matter to some places alone.
    """

    entry: str
    name: Name
    certainty: Literal["yes", "possible"]
    basis: Basis
    missing: NotRequired[list[str]]
    goods_list: NotRequired[Name]
    to: NotRequired[list[Place]]


class Extension(TypedDict):
    """What was announced about the end of a suspension; no act was seen."""

    through: Day
    statement: str
    sources: list[str | None]


class Suspension(_From):
    """The suspension a provision is in; both days are included."""

    by: str
    through: Day
    days_left: int
    announced_extension: Extension | None


class PartyMatch(TypedDict):
    """A designation that a name is or may be."""

    asked: str
    id: str
    name: Name
    list: str
    act: str
    status: Status
    effect: Effect
    suspension: Suspension | None
    score: int
    basis: HitBasis
    known_as: str
    confidence: Confidence | None


_As = TypedDict("_As", {"as": ShownLabel})


class Understood(_As):
    """Words of a description, what kind of thing they say, and what that is."""

    words: str
    value: str


class Heading(TypedDict):
    """A heading of the Harmonized System that the words or the customs code name."""

    code: str
    name: str | None
    carries_lines: bool


class Words(TypedDict):
    """What was understood of a description, what was left, and the headings that were named."""

    understood: list[Understood]
    left: list[str]
    headings: list[Heading]


class About(TypedDict, total=False):
    """The provisions that a warning is about, where its words do not name them."""

    provisions: list[str]


class Caution(About):
    """What was not checked, or could not be."""

    code: str
    text: str


class Hint(TypedDict):
    """What another list asks of such goods; it decides nothing."""

    list: str
    code: str
    alike: Literal["same", "similar", "family"]
    asks: str | None
