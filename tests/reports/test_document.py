"""A document is stated once: the keys of its JSON and of its schema are the fields of its class."""

from __future__ import annotations

from dataclasses import fields

import pytest

from exportctl.law.model import file_key
from exportctl.reports.documents.document import ABSENT, Document, is_document
from exportctl.reports.documents.parts import Caution, Suspension
from exportctl.reports.documents.schemas import DOCUMENTS, schema

KINDS = [kind for kind, of in DOCUMENTS.items() if is_document(of)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_the_keys_of_the_class_in_their_order(kind: str) -> None:
    """What may be absent is the only thing that the schema does not require."""
    stated, stored = fields(DOCUMENTS[kind]), schema(kind)
    assert list(stored["properties"]) == [file_key(field.name) for field in stated]
    assert stored["required"] == [file_key(field.name) for field in stated if field.default is not ABSENT]


def test_absent_values_have_no_key() -> None:
    """A warning without provisions has no such key, because null would be another statement."""
    assert Caution(code="a", text="b").to_dict() == {"code": "a", "text": "b"}
    assert Caution(code="a", text="b", provisions=["c"]).to_dict() == {"code": "a", "text": "b", "provisions": ["c"]}


def test_parts_are_plain_values_and_words_of_python_are_keys() -> None:
    """A part within a part is a group of keys, and null stays null."""

    class Whole(Document):
        parts: list[Suspension]

    part = Suspension(by="a/1", from_="2025-01-01", through="2025-01-02", days_left=1, announced_extension=None)
    keys = {"by": "a/1", "from": "2025-01-01", "through": "2025-01-02", "days_left": 1, "announced_extension": None}
    assert Whole(parts=[part]).to_dict() == {"parts": [keys]}
