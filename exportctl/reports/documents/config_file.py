"""The shape of a configuration file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from exportctl.law.scale import Effect, Undecided

Text = Annotated[str, Field(pattern=r"\S")]


class NotTheSame(TypedDict):
    """A name that is similar to that of a `party` (its id) but belongs to another party: the reason, the author, and the last day."""

    name: Text
    party: Text
    reason: Text
    approved_by: Text
    through: date


Texts = Annotated[list[Text], Field(min_length=1)]
_Licence = TypedDict("_Licence", {"from": date})


class Licence(_Licence):
    """A licence for entries of the list and all below them, to places, through a day; it covers licence required and enhanced review.

    Without `end_users` it is for all end users, without a `quantity` for any amount.
    """

    number: Text
    entries: Texts
    to: Texts
    through: date
    end_users: NotRequired[Texts]
    quantity: NotRequired[Text]


class Waiver(TypedDict):
    """A decision with an author and a last day: it waives the effect of a `provision`, at most licence required, or an open `item`."""

    reason: Text
    approved_by: Text
    through: date
    provision: NotRequired[Text]
    item: NotRequired[Text]
    to: NotRequired[Texts]


class File(TypedDict, total=False):
    """A configuration file; `columns` maps facts to the columns of a file that state them, `items` names a file of items."""

    gate: Effect
    undecided: Undecided
    max_age: Annotated[int, Field(ge=0, le=36500)]
    trust_descriptions: bool
    lang: Literal["en", "zh"]
    columns: dict[str, str]
    items: Annotated[str, Field(pattern=r"\.([cC][sS][vV]|[xX][lL][sS][xX])$")]
    not_the_same: list[NotTheSame]
    licences: list[Licence]
    waivers: list[Waiver]
