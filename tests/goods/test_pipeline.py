"""The annotators declare the labels that they read and write, and their order lets no label be read before it can be written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from exportctl.api import Law
from exportctl.goods.pipeline import ANNOTATORS, annotate
from exportctl.goods.text import AnnotatedText
from tests.annotators import PAGE, page

CONTROLLED = Path(__file__).parent / "controlled.tsv"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of every kind: those of controlled goods, and some with what these lack."""
    with CONTROLLED.open(encoding="utf-8", newline="") as stream:
        controlled = [row["description"] for row in csv.DictReader(stream, delimiter="\t")]
    return [
        *controlled,
        "cobalt-free magnets for toys",
        "13% VAT, 5% HCl",
        "laser grade glass",
        "99.5 min indium 7440-74-6",
        "wooden chairs for schools",
        "镀锌螺栓 工业用",
    ]


def test_annotators_read_only_labels_of_earlier_ones() -> None:
    """An annotator that depends on a later one would never see its labels."""
    written: set[str] = set()
    for annotator in ANNOTATORS:
        assert set(annotator.reads) <= written, annotator.name
        written |= set(annotator.writes)


def test_an_annotator_writes_what_it_states(store: Law, texts: list[str]) -> None:
    """Every annotation has a label that its annotator declares, and is at the position of its words."""
    states = {annotator.name: annotator.writes for annotator in ANNOTATORS}
    for text in texts:
        for note in annotate(store.law, store.lexicon, text).annotations:
            assert note.label in states[note.annotator], (text, note)
            assert note.words in text[note.start : note.end]


def test_an_annotator_that_is_skipped_has_nothing_to_write(store: Law, texts: list[str]) -> None:
    """The traits that a text lacks decide which annotators are skipped; running every one gives the same annotations."""
    for item in texts:
        text = AnnotatedText(store.lexicon.phrases, item)
        for annotator in ANNOTATORS:
            text.annotator = annotator.name
            for note in annotator.run(store.law, store.lexicon, text):
                text.add(note)
        assert annotate(store.law, store.lexicon, item).annotations == text.annotations, item


def test_the_page_of_reasoning_lists_the_annotators() -> None:
    """`make golden` writes the table."""
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text
