"""The materials of products are collected into data/trade/made_of.csv: `python -m bench.made_of`; same data, same bytes.

They are those whose names precede the head of a term of trade for finished products: `graphite pencil` shows that goods of its
heading, in four digits, are made of graphite, or contain it, in whichever language. Only names that such terms have are collected,
and none with a form (germanium powder): these are goods of their own.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bench.learn import DATA
from exportctl.api import load_law
from exportctl.goods.text import AnnotatedText
from exportctl.law.inflection import fold_singular
from exportctl.law.lexicon import Lexicon
from exportctl.law.register import Register
from exportctl.store.trade import MADE_OF, terms

_MATERIALS = "C"
"""The letter of the group of materials in the code of an entry."""
_MIXED = (
    "2106",
    "30",
    "3926",
    "4016",
    "42",
    "4823",
    "61",
    "62",
    "63",
    "64",
    "65",
    "7326",
    "7616",
    "8202",
    "8507",
    "8543",
    "9503",
)
"""Headings of which a term shows nothing about another: preparations, clothes, toys, articles that no other heading names, and goods of
which some are listed (saws, batteries)."""
_ARTICLES = frozenset({"antimony_metal", "bismuth", "zirconium"})
"""Metals of which every article is listed."""
_WORKED = {"fibre", "alloy"}
"""The forms of materials as they are in products: a titanium alloy. A magnet is goods of its own."""
_COLOUR = re.compile(r"\s?(?:gr[ea]y|colou?r|[灰色])")
"""Behind the name of a material, a colour that is called after it: tungsten grey."""
_LEAST = 3
"""The number of terms that make a material a usual one."""
_HEADING = 4


def materials(law: Register, lexicon: Lexicon, term: str) -> Iterator[tuple[str, str]]:
    """Yield the words, and the meaning, of each name of a material before the head of a term."""
    text = AnnotatedText(lexicon.phrases, term)
    for name in text.phrases("name"):
        forms = {form for hit in text.phrases("form", text.tokens_in(name.start, name.end)) for form in hit.meanings}
        alone = len(name.meanings) == 1 and name.end < len(term) and not _COLOUR.match(term, name.end)
        material = law.materials.get(name.meanings[0])
        worked = forms <= _WORKED or (material is not None and material.form == "fibre")
        if alone and worked and is_material(law, name.meanings[0]):
            yield fold_singular(name.words), name.meanings[0]


def is_material(law: Register, id_: str) -> bool:
    """Return whether each entry for all destinations about a meaning is in the group of materials, and there is one."""
    material = law.materials.get(id_)
    if material is None or id_ in _ARTICLES:
        return False
    lines = [line for of in (id_, *material.may_be) for line in law.materials[of].entries]
    wide = [line for line in lines if line not in law.destination_specific_entries]
    about = wide or [line for symbol in material.elements for line in law.by_element.get(symbol, ())]
    return bool(about) and all(line[1] == _MATERIALS for line in wide)


def main() -> None:
    """Write the headings with the names of their materials."""
    store = load_law(DATA)
    finished = [term for term in terms(DATA) if term.heading.startswith(store.lexicon.finished)]
    words: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    headings: defaultdict[str, set[str]] = defaultdict(set)
    for term in finished:
        for name, id_ in materials(store.law, store.lexicon, term.words):
            words[id_].add(name)
            counts[id_] += 1
            if not term.heading.startswith(_MIXED):
                headings[id_].add(term.heading[:_HEADING])
    found = sorted(
        (heading, name) for id_ in words if counts[id_] >= _LEAST for heading in headings[id_] for name in words[id_]
    )
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("heading", "name"), *found])
    (DATA / MADE_OF).write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
