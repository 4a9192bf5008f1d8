"""An act can refer to a provision by its own id, by that of a paragraph above it, or by that of its act."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from exportctl.law.words import ids_of, refers_to
from exportctl.reports.i18n.language import NOTES
from tests.catalogue import catalogue, texts_of_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.api import Law


_COMPOUND: Final = re.compile(r"[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)+")
"""What can be an id: an ordinary word of a text has no dot, hyphen or stroke."""


def test_the_ids_of_a_provision_are_those_that_name_it(store: Law) -> None:
    """They are all ids under which an act can mean it, and no others."""
    provisions = store.law.provisions
    every = {id_ for provision in provisions for id_ in ids_of(provision)}
    for provision in provisions:
        assert set(ids_of(provision)) == {id_ for id_ in every if refers_to(id_, provision)}
    assert every >= {*provisions, *(store.law.act_of(provision).id for provision in provisions)}


def test_no_text_for_people_has_an_id(store: Law) -> None:
    """A person reads citations: `closing.2`, `doubtful-barred` or `mofcom-2024-51` is a name within the data, in either language."""
    law = store.law
    paragraphs = {id_.partition("/")[2] for id_ in law.provisions}
    ids = {*law.acts, *law.provisions, *(name for name in paragraphs if not re.fullmatch(r"[0-9.-]*|[a-z]+", name))}
    ids |= {name for name in (*law.groups, *law.procedure.requirements, *law.parameters) if _COMPOUND.fullmatch(name)}
    found = {(word, text[:60]) for text in _texts(store) for word in _COMPOUND.findall(text) if word in ids}
    assert found == set()


def test_chinese_notes_number_paragraphs_as_the_acts_do() -> None:
    """The acts print 第二款 and 第十四条, and so do the citations beside the notes."""
    notes = [str(item.string) for item in catalogue("zh", NOTES)]
    assert [text for text in notes if re.search(r"第[0-9]+(?:[、至和][0-9]+)*[款条]", text)] == []


def _texts(store: Law) -> Iterator[str]:
    """Yield the notes of the data in both languages, and the texts of acts, provisions, entries and steps."""
    law = store.law
    yield from texts_of_program(store, NOTES)
    yield from (str(item.string) for item in catalogue("zh", NOTES))
    titles = [*(act.title for act in law.acts.values()), *(item.title for item in law.provisions.values())]
    names_ = [item.name for item in law.entries.values()]
    steps = law.procedure.requirements.values()
    texts = [text for item in steps for text in (item.text, item.brief, item.condition, item.citation, item.open)]
    yield from filter(None, chain.from_iterable(filter(None, (*titles, *names_, *texts))))
