"""The labels of phrases: what the words of the lexicon are for, and which words a rule of reading contains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.vocabulary import ListName

PhraseLabel = Literal[
    "name", "term", "form", "neutral", "ordinary", "quality", "quantity", "absent", "purpose", "part", "technology", "carrier",
    "taught", "conjunction", "grade", "feedstock", "share-end", "condition", "alternative", "qualifier", "remark", "bound",
    "packed", "wrapping", "container", "content", "contained", "medium", "anion", "plating", "plated", "change", "finish", "thing",
    "describing", "adjective", "shape", "party", "dispatch", "title", "label", "address", "use", "role", "feature", "component",
    "spare", "fitting", "ingredient", "making", "manual", "layer", "substrate", "accompaniment", "statement", "ash", "detail", "joint",
    "addition", "denial", "machine", "kind", "device", "mains", "shared-form", "base-metal", "soft", "hardened", "weak", "lining",
    "waste", "wetted", "surface", "surface-material", "lined", "used", "possession", "protection", "arms", "operation",
    "link", "subject-link", "surface-link", "made-into", "in-lining", "other-material", "choice", "option",
    "part-link", "of-part-use", "part-link-zh", "part-use", "before-part", "culture", "alias", "key-kind", "key-field",
    "loose", "made-of", "carried-data", "data-carrier",
]  # fmt: skip
"""The role of a phrase of the lexicon.

A `name` denotes goods, a `term` ordinary trade goods, a `form` a physical form. `neutral` words do not affect the
classification; `ordinary` words do not affect it for goods of ordinary trade, and a `quality` does not for listed
goods. A `quantity` ends the name of a figure. `absent` words precede something that the goods lack, `purpose` words
their use, and `part` words a part of them. `technology` words denote technology, a `carrier` holds it (drawings), and
goods may be for a `taught` activity (training). A `thing` is a Chinese noun for one, a `statement` meets a part of the
criteria of some entry, and a `base-metal` is a term with the heading of an unwrought one. A `lined` thing is listed goods
only beside a `surface-material`, a `used` one only beside what it is used for. A `key-kind` and a `key-field` are those of keywords.
`WordList` describes the other labels, which qualify names and figures.
"""
LABELS: Final[Mapping[ListName, PhraseLabel]] = {
    "forms": "form", "neutral": "neutral", "ordinary": "ordinary", "qualities": "quality", "quantities": "quantity",
    "absent": "absent", "purpose": "purpose", "parts": "part", "technology": "technology", "carriers": "carrier",
    "taught": "taught", "conjunctions": "conjunction", "grades": "grade", "feedstocks": "feedstock", "share_ends": "share-end",
    "conditions": "condition", "alternatives": "alternative", "qualifiers": "qualifier", "remarks": "remark", "bounds": "bound",
    "packed": "packed", "wrappings": "wrapping", "containers": "container", "media": "medium", "contents": "content",
    "contained": "contained", "describing": "describing", "adjectives": "adjective", "shapes": "shape", "parties": "party",
    "dispatch": "dispatch", "titles": "title", "labels": "label", "addresses": "address", "uses": "use", "roles": "role",
    "features": "feature", "components": "component", "spares": "spare", "fittings": "fitting", "ingredients": "ingredient",
    "makings": "making", "manuals": "manual", "layers": "layer", "substrates": "substrate", "accompaniments": "accompaniment",
    "ashes": "ash", "details": "detail", "joints": "joint", "additions": "addition", "denials": "denial", "machines": "machine",
    "kinds": "kind",
    "devices": "device", "mains": "mains", "shared_forms": "shared-form", "anions": "anion", "platings": "plating", "plated": "plated",
    "changes": "change", "finishes": "finish", "soft_tempers": "soft", "hard_tempers": "hardened", "weak_alloys": "weak",
    "linings": "lining", "wetted": "wetted", "surfaces": "surface", "wastes": "waste", "possessions": "possession",
    "protections": "protection", "arms": "arms", "operations": "operation", "links": "link", "subject_links": "subject-link",
    "surface_links": "surface-link", "made_into": "made-into", "in_linings": "in-lining", "other_materials": "other-material",
    "choices": "choice", "options": "option", "part_links": "part-link", "of_part_uses": "of-part-use", "part_links_zh": "part-link-zh",
    "part_uses": "part-use", "before_parts": "before-part",
    "cultures": "culture", "aliases": "alias", "loose_pieces": "loose", "made_of": "made-of",
    "carried_data": "carried-data", "data_carriers": "data-carrier",
}  # fmt: skip
"""The label of the phrases of each list of words."""
RuleLabel = NewType("RuleLabel", str)
"""The label of the words that an element of a rule of reading contains itself: the id of the rule, a point and the element's number."""
