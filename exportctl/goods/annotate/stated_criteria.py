"""The words that state a part of the criteria of a named machine: a cell of refractory brick, a monitor for sarin.

Such a word describes the machine. It names no other goods, although elsewhere it may: 石墨阳极, 耐火砖.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.machine_features import is_machine
from exportctl.goods.statements import affirmed_statements
from exportctl.goods.tested import entries_of
from exportctl.goods.text import is_within
from exportctl.law.corroboration import statable
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def stated_criteria(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words that state criteria of the first named machine, outside of its name, and are no figures."""
    hits = affirmed_statements(text)
    machine = next((note for note in text.names if not is_within(note, hits)), None)
    if machine is None or not (_is_of_entry(law, machine) or is_machine(law, [machine])):
        return
    tested = {
        word for entry in entries_of(law, machine.meanings) for part in statable(entry.criteria) for word in part.stated
    }
    stated = [hit for hit in hits if not (tested.isdisjoint(hit.meanings) or hit.words[0].isdecimal())]
    stated = [hit for hit in stated if not (hit.start < machine.end and machine.start < hit.end)]
    read = text.annotations_of("code", "cas", "name", "neutral", "property")
    for hit in stated:
        cut = [note for note in read if note.start < hit.end and hit.start < note.end]
        if not all(note.label == "name" and note in text.names and is_within(note, [hit]) for note in cut):
            continue
        for name in cut:
            text.retract(name)
        yield text.annotation((hit.start, hit.end), "neutral", hit.words)


def _is_of_entry(law: Register, note: Annotation) -> bool:
    """Return whether a name is that of an entry for equipment itself."""
    codes = [meaning.removeprefix(ENTRY_PREFIX) for meaning in note.meanings if meaning.startswith(ENTRY_PREFIX)]
    return len(codes) == len(note.meanings) and all("equipment" in law.entries[code].forms for code in codes)
