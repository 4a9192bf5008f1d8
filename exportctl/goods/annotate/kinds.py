"""Chinese names of machines that words for their kind interrupt: 立式间歇捏合机 is a 立式捏合机, 锂电池方形卷绕机 a 锂电池卷绕机.

The last part names the machine, so words before it describe the kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.meaning import named_materials
from exportctl.goods.text import RUN, is_within
from exportctl.law.forms import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Interrupted, Token

_MACHINES: Final = frozenset({"component", "equipment"})
_LONGEST: Final = 5
"""The number of characters that may interrupt a name."""
_LEAST: Final = 2
"""The number of characters of a name before and after those that interrupt it."""
_OTHERWISE: Final[tuple[PhraseLabel, ...]] = (
    *CHANGING,
    "spare",
    "absent",
    "denial",
    "joint",
    "purpose",
    "part",
    "term",
)
"""The labels of words that make other goods of a name, or end the words about it."""
_OF_MATERIAL: Final = ("合金", "材", "制")
"""The words between a material and what is made of it."""
_KIND: Final = "式型状"
"""The ends of words for a kind."""


def kinds_of_machines(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the names of machines at the ends of Chinese words that other words interrupt, instead of the names within them."""
    for run in RUN.finditer(text.text):
        tokens = text.tokens_in(*run.span())
        if not text.has(*run.span()):
            continue
        hits = [
            hit
            for hit in lexicon.phrases.interrupted_phrases(tokens, _LEAST, _LONGEST)
            if _may_name(law, text, tokens, hit)
        ]
        if not hits:
            continue
        hit = max(hits, key=lambda hit: hit.length)
        span = tokens[hit.first].start, tokens[-1].end
        for name in [name for name in text.names if span[0] <= name.start < span[1]]:
            text.retract(name)
        yield text.annotation(span, "name", meanings=hit.senses["name"])


def _may_name(law: Register, text: AnnotatedText, tokens: Sequence[Token], hit: Interrupted) -> bool:
    """Return whether an interrupted name is that of a machine, and the words within it only describe its kind.

    After the name of a substance, they have to be words that describe: 石墨浮头式换热器, but not 石墨化废气换热器.
    """
    start, end = tokens[hit.first].start, tokens[-1].end
    between = tokens[hit.left : hit.right]
    if not _is_machine(law, hit) or any(
        name.start < start < name.end or (name.end == end and name.start <= start) for name in text.names
    ):
        return False
    if any(text.phrases(label, between) for label in _OTHERWISE):
        return False
    if hit.left - hit.first >= _LEAST and not _is_after_substance(law, text, start, between[0].start):
        return True
    words = "".join(token.word for token in between)
    for beginning in _OF_MATERIAL:
        words = words.removeprefix(beginning)
    described = [*text.phrases("describing", between), *text.phrases("feature", between)]
    return not words or words[-1] in _KIND or all(is_within(token, described) for token in between)


def _is_machine(law: Register, hit: Interrupted) -> bool:
    """Return whether all meanings of an interrupted name are machines."""
    materials = [law.materials.get(meaning) for meaning in hit.senses.get("name", ())]
    return bool(materials) and all(material is not None and material.form in _MACHINES for material in materials)


def _is_after_substance(law: Register, text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether the name of a substance has the span of the part before the words that interrupt."""
    names = [name for name in text.names if (name.start, name.end) == (start, end)]
    return any(material.form not in THINGS for material in named_materials(law, names))
