"""The strain of a named pathogen does not change it, and neither do its culture and dispatch: FMDV O型, passage 6, on dry ice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import entry_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_PATHOGENS: Final = ("1C351.a", "1C351.b", "1C351.c", "1C354")
_KIND: Final = (
    r"(?:strain|isolate|stock|culture|serotype|serogroup|serovar|subtype|biovar|genotype|lineage|clade|type|race)s?"
)
_MARK: Final = r"[A-Z0-9][\w./:-]*"
_BEHIND: Final = re.compile(
    rf"(?:[\s,，]\s*(?:(?:{_MARK}\s+){{0,3}}(?i:{_KIND})\b(?:\s+(?:[A-Z]{{1,3}}\d*|\d+[A-Z]?)\b(?!\s?[\^x×]))?"
    r"|(?:ATCC|NCTC|NCPV|CGMCC|CMCC|CICC|CVCC|CCTCC|DSM|JCM|BEI|NR)[\s:-]*[A-Z]*-?\d+"
    r"|(?:10\s?\^?\s?\d+|\d[\d.]*\s?[x×*]\s?10\s?\^?\s?\d+)\s?(?:PFU|pfu|CFU|cfu|TCID50|FFU|GC|copies)\s?/\s?m[lL]"
    r"|[A-Z]{1,6}-?\d[\w-]*(?![\w%])))"
    r"|\s?(?:[A-Z0-9-]{1,12})?(?:血清)?(?:[\u4e00-\u9fff]{2})?(?:毒株|菌株|分离株|标准株|弱毒株|强毒株|株|型|号小种|小种|群)(?![\u4e00-\u9fff])"
)
"""What follows the name of a pathogen: the marks and the kind of a strain, or its number in a collection."""
_AMOUNT: Final = re.compile(
    r"(?<![\w.])(?:10\s?\^?\s?[\d.]+|\d[\d.]*(?:\s?[x×*]\s?10\s?\^?\s?\d+)?)?\s?(?:lg\s?|log10\s?)?"
    r"(?:PFU|CFU|TCID50|EID50|FFU|GC|copies)\s?/\s?m[lL]|(?:passage|Passage)s?\s(?:no\.?\s|number\s)?\d{1,3}\b|\bP\d{1,2}\b"
    r"|第?\d{1,3}代"
)
"""The titre of a culture, and how often it was passed on."""


def strains(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words for the strain behind the name of a listed pathogen, and those for its culture if nothing else is named."""
    pathogens = [name for name in text.names if all(is_pathogen(law, meaning) for meaning in name.meanings)]
    for name in pathogens:
        end = name.end
        while strain := _BEHIND.match(text.text, end):
            if any(strain.start() < other.start < strain.end() for other in text.names):
                break
            yield text.annotation((_start(text, strain), strain.end()), "neutral")
            end = strain.end()
    if len(pathogens) == len(text.names):
        cultures = text.phrases("culture", text.tokens) if pathogens else ()
        yield from (text.annotation((hit.start, hit.end), "neutral") for hit in cultures)
        yield from (text.annotation((item.start(), item.end()), "neutral") for item in _AMOUNT.finditer(text.text))


def _start(text: AnnotatedText, strain: re.Match[str]) -> int:
    """Return the first word of a strain."""
    return next((token.start for token in text.tokens if token.start >= strain.start()), strain.start())


def is_pathogen(law: Register, meaning: str) -> bool:
    """Return whether a name means a pathogen, and no genetic material."""
    if entry_code(meaning):
        return False
    entries = law.materials[meaning].entries
    return bool(entries) and all(entry.startswith(_PATHOGENS) for entry in entries)
