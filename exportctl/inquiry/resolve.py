"""Resolve a text to records: by id or citation, by the number or title of an act, by a name of goods, or by a party's name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError, NotFoundError, ParameterError
from exportctl.facts import parties as names
from exportctl.facts.request import Lookups, understand
from exportctl.facts.transaction import Transaction
from exportctl.law.find import Located, find
from exportctl.law.names import key_of
from exportctl.law.spelling import suggestions
from exportctl.law.words import fold
from exportctl.sentences import Sentence, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exportctl.engine.engine import Engine
    from exportctl.law.model import Act
    from exportctl.law.parties import Parties

_NUMBERS: Final = (
    re.compile(r"(?P<year>\d{4})年第?(?P<number>\d+)号"),
    re.compile(r"[〔\[(](?P<year>\d{4})[〕\])]第?(?P<number>\d+)号"),
    re.compile(r"(?:\bno\.?|第|\b)\s*(?P<number>\d{1,4})号?\s*(?:of|/|,)\s*(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)\s*/\s*(?P<number>\d{1,4})\b"),
)
"""Patterns of the numbers that acts print, in lower case."""
_NUMBER_ALONE: Final = re.compile(r"(?:(?:mofcom\s+)?announcement\s+)?(?:no\.?\s*|第)?(?P<number>\d{1,4})号?")
"""The number of an act without its year: acts of several years may have it."""
_ISSUERS: Final = {
    "order": "-order-",
    "令": "-order-",
    "unreliable": "uel-",
    "不可靠": "uel-",
    "state council": "state-council-",
    "国务院": "state-council-",
    "mofcom": "mofcom-",
    "商务部": "mofcom-",
}
"""Words next to a number that name its series, and the part of an id that marks the series."""
_PARAGRAPH: Final = re.compile(
    r"\b(?:para|paragraph|art|article|p)\b\.?\s*(?P<number>\d+(?:\.\d+)*)|第[一二三四五六七八九十百\d]+[款条]"
)
"""A paragraph or article of an act, in lower case."""
_MOST_WORDS: Final = 30


def resolve(engine: Engine, parties: Parties, lookups: Lookups, text: str, on: date) -> tuple[Located, ...]:
    """Return the records that a text means, by the first kind of name with a record; raises NotFoundError with the nearest names."""
    law = engine.law
    try:
        return (find(law, parties, text),)
    except NotFoundError as error:
        for candidates in (
            _by_number(law.acts.values(), text),
            _by_title(law.acts.values(), text),
            _goods(engine, lookups, text, on),
        ):
            if ids := list(candidates):
                return tuple(find(law, parties, id_) for id_ in ids)
        hits, close = names.screen_and_near(parties, (text,))[0] if key_of(text) else ((), ())
        ids = [hit.listing.id for hit in hits if hit.certain] or list(_by_words(law.acts.values(), text))
        if ids:
            return tuple(find(law, parties, id_) for id_ in ids)
        if isinstance(error, ParameterError):
            raise
        known = [*law.acts, *law.entries, *(name for item in law.materials.values() for name in item.names.en)]
        similar = [hit.known for hit in (*hits, *close) if not hit.is_related]
        near = [*suggestions(text, known), *similar[:1]]
        hint = Sentence("; did you mean {words}?", words=either(near)) if near else ""
        raise NotFoundError(Sentence("{error}{hint}", error=error.args[0], hint=hint)) from None


def _by_number(acts: Iterable[Act], text: str) -> Iterator[str]:
    """Yield the acts with the number in a text, of the series that its other words name, or the paragraph of it that they name.

    Raises NotFoundError if the law data holds the act, but no such paragraph.
    """
    spelling = unicodedata.normalize("NFKC", text).casefold()
    if alone := _NUMBER_ALONE.fullmatch(spelling.strip()):
        yield from sorted(act.id for act in acts if act.id.endswith(f"-{int(alone['number'])}"))
        return
    numbered = {act.id: act for act in _acts_by_number(acts, spelling)}
    paragraph = _PARAGRAPH.search(spelling)
    if not paragraph:
        yield from numbered
        return
    number = paragraph["number"]
    named = [
        f"{id_}/{number}" for id_, act in numbered.items() if any(item.paragraph == number for item in act.provisions)
    ]
    if numbered and not named:
        raise NotFoundError(
            Sentence(
                "'{text}' is not a provision of the law data; exportctl show {act} lists those of the act",
                text=text,
                act=next(iter(numbered)),
            )
        )
    yield from named


def _acts_by_number(acts: Iterable[Act], spelling: str) -> list[Act]:
    """Return the acts with the number in a text; of several, those of the issuer and the series that its other words name."""
    number = next((match for pattern in _NUMBERS if (match := pattern.search(spelling))), None)
    if number is None:
        return []
    numbered = [act for act in acts if act.id.endswith(f"-{number['year']}-{int(number['number'])}")]
    for word, series in _ISSUERS.items():
        if word in spelling:
            numbered = [act for act in numbered if series in act.id] or numbered
    if "announcement" in spelling or "公告" in spelling:
        numbered = [act for act in numbered if "-order-" not in act.id] or numbered
    return numbered


def _by_title(acts: Iterable[Act], text: str) -> Iterator[str]:
    """Yield the acts with a text as their title."""
    word = fold(text)
    return (act.id for act in acts if word in (fold(act.title.en), fold(act.title.zh)))


def _goods(engine: Engine, lookups: Lookups, text: str, on: date) -> Iterator[str]:
    """Yield the entries that goods of a name surely match, else those they may match, else the provisions that name such goods."""
    try:
        facts = understand(engine.law, Transaction(item=text, on=on), lookups)
    except InputError:
        return
    if facts.goods.interpreted.unread:
        return
    classification = engine.classify(facts.goods, None)
    codes = [match.entry for match in classification.matches if match.truth.value] or [
        match.entry for match in classification.matches
    ]
    yield from codes or engine.index.provisions_naming(classification.named)


def _by_words(acts: Iterable[Act], text: str) -> Iterator[str]:
    """Yield the acts with every word of a text in one of their titles."""
    words = [word.strip(".,;") for word in text.casefold().split()][:_MOST_WORDS]
    for act in acts:
        titles = (act.title.en.casefold(), act.title.zh)
        if words and any(all(word in title for word in words) for title in titles):
            yield act.id
