"""The annotators declare the labels that they read and write, and their order lets no label be read before it can be written."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from exportctl import goods
from exportctl.api import Law
from exportctl.goods.annotation import NAMES, Annotation, Label
from exportctl.goods.pipeline import ANNOTATORS, annotate
from exportctl.goods.text import AnnotatedText
from exportctl.law.trie import Trie
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


class ObservedText(AnnotatedText):
    """A text that keeps the labels of the annotations that annotators request."""

    def __init__(self, phrases: Trie, text: str) -> None:
        """Begin with no label."""
        self.labels: set[Label] = set()
        super().__init__(phrases, text)

    def annotations_of(self, *labels: Label) -> list[Annotation]:
        """Keep the labels."""
        self.labels.update(labels)
        return super().annotations_of(*labels)

    @property
    def names(self) -> list[Annotation]:
        """Keep the labels of names."""
        self.labels.update(NAMES)
        return super().names


def test_an_annotator_reads_what_it_states(store: Law, texts: list[str]) -> None:
    """An annotator requests no label of an earlier one that it does not declare: the order of the pipeline rests on that."""
    observed: dict[str, set[Label]] = {annotator.name: set() for annotator in ANNOTATORS}
    for item in texts:
        text = ObservedText(store.lexicon.phrases, item)
        for annotator in ANNOTATORS:
            text.annotator, text.labels = annotator.name, set()
            notes = list(annotator.run(store.law, store.lexicon, text))
            observed[annotator.name] |= text.labels
            for note in notes:
                text.add(note)
    written: set[Label] = set()
    for annotator in ANNOTATORS:
        assert observed[annotator.name] & written <= {*annotator.reads}, annotator.name
        written |= {*annotator.writes}


def test_annotators_request_annotations_by_label() -> None:
    """A loop over all annotations of a text would be hidden from the test above."""
    apart = {
        "text.py",
        "reading.py",
        "trace.py",
        "conditions.py",
    }  # the text itself, and what runs after the annotators
    modules = [path for path in Path(goods.__path__[0]).rglob("*.py") if path.name not in apart]
    assert [
        path.name for path in modules if re.search(r"text\.annotations\b(?!_)", path.read_text(encoding="utf-8"))
    ] == []


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
