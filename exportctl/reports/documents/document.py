"""The base of all documents: the fields of a class are the keys of its JSON, and the JSON Schema is made from their types."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, Self, dataclass_transform

from exportctl.law.model import file_key
from exportctl.law.records import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Pattern(NamedTuple):
    """The regular expression of a text, for the schema; pydantic's own constraint would cost every command its import."""

    regex: str


class Bounds(NamedTuple):
    """The smallest and the largest value of a number, for the schema."""

    least: int
    most: int


class _Absent:
    """The type of `ABSENT`."""


ABSENT: Final[Any] = _Absent()
"""The value of a key that is left out of the JSON; a field with this default is optional."""

Day = Annotated[str, Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Place = Annotated[str, Pattern(r"^[A-Z]{2}$")]
Percent = Annotated[str, Pattern(r"^[0-9]+(\.[0-9]+)?%$")]
Digest = Annotated[str, Pattern(r"^sha256:[0-9a-f]{64}$")]


@dataclass_transform(kw_only_default=True)
@dataclass(kw_only=True, eq=False, repr=False)
class Document:
    """A document, or a part of one. A field whose key is a word of Python, such as `from` or `list`, ends in `_`."""

    shape_name = ""
    """The name of the class in published schemas, which keep it if the class gets another."""

    def __init_subclass__(cls, first: Mapping[str, Any] | None = None, shape: str = "") -> None:
        """Make each subclass a dataclass, without comparison and repr, to keep the start of commands fast.

        `first` are the types of fields that come before the fields of the class and are not written in it; `shape` is the
        name of the class in schemas that were published before it had its own.
        """
        super().__init_subclass__()
        cls.shape_name = shape or cls.__name__
        cls.__annotations__ = {**(first or {}), **cls.__annotations__}
        dataclass(kw_only=True, eq=False, repr=False)(cls)

    @classmethod
    def from_record(cls, *records: object, **values: Any) -> Self:  # noqa: ANN401 - the values of fields of any type
        """Return the document of records: the other fields without a default are those of the first record that has them."""
        names = [item.name for item in fields(cls) if item.name not in values and item.default is MISSING]
        return cls(**values, **{name: _field_of(records, name) for name in names})

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain values for JSON."""
        return {file_key(name): _plain(value) for name, value in vars(self).items() if value is not ABSENT}


def _field_of(records: Sequence[object], name: str) -> Any:  # noqa: ANN401 - the same
    for record in records[:-1]:
        if (value := getattr(record, name, ABSENT)) is not ABSENT:
            return value
    return getattr(records[-1], name)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a document
    if isinstance(value, Document):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return plain(value)


def is_document(kind: Any) -> bool:  # noqa: ANN401 - any type
    """Return whether a type is a document or a part of one."""
    return isinstance(kind, type) and issubclass(kind, Document)
