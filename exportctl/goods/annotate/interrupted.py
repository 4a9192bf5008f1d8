"""Names that words interrupt which only describe: germanium epi-ready substrate is a germanium substrate, 镝旋转靶 is 镝靶.

Other names that consist of several parts of a text are yielded with them: goods with their stated kind, and technology of goods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.annotate.descriptions import APART, is_described
from exportctl.goods.annotate.named_technology import PAPERS_APART, with_software, with_technology
from exportctl.goods.annotate.stated_kinds import with_kind
from exportctl.goods.joint_names import joint_meanings
from exportctl.goods.meaning import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def interrupted_names(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield names of goods that consist of a name and other words: a form, a kind, or words for technology or software."""
    yield from _with_form(law, lexicon, text)
    yield from with_kind(law, lexicon, text)
    yield from with_technology(law, lexicon, text)
    yield from with_software(law, text)


def _with_form(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield names that consist of a name and a later form.

    A word that is not known may keep goods listed: a cross-ply UHMWPE sheet is no sheet of plastic.
    """
    forms = text.annotations_of("form")
    for form in forms:
        name = max((note for note in text.names if note.end <= form.start), key=lambda note: note.end, default=None)
        if name is None or name.label != "name" or APART.search(text.text, name.end, form.start):
            continue
        listed = any(is_listed(law, meaning) for meaning in name.meanings)
        if not listed and PAPERS_APART.search(text.text, max(0, name.end - 1), form.start + 1):
            continue  # 碲锌镉探测器 探测器级晶体 is a detector
        between = text.tokens_in(name.end, form.start)
        meanings = joint_meanings(lexicon, name.words, form.words) if between else ()
        if not meanings or meanings == name.meanings:
            continue
        unread = [token for token in between if text.has(token.start, token.end)]
        freed = listed and not any(is_listed(law, meaning) for meaning in meanings)
        if all(is_described(text, token) for token in unread) and not (freed and unread):
            text.retract(name)
            yield text.annotation((name.start, form.end), "name", meanings=meanings)
