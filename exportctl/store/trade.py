"""Read the words of ordinary trade from data/trade; they are not law."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import PlaceError
from exportctl.law.lexicon import Trade
from exportctl.law.wordmodel import Doubt, WordModel
from exportctl.store.folder import content
from exportctl.store.tables import rows, text_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "trade"
TERMS: Final = f"{FOLDER}/terms.csv"
DESCRIPTIONS: Final = f"{FOLDER}/descriptions.tsv"
NOUNS: Final = f"{FOLDER}/nouns.tsv"
CAREFUL: Final = f"{FOLDER}/careful.txt"
THINGS: Final = f"{FOLDER}/things.txt"
DESCRIBING: Final = f"{FOLDER}/describing.txt"
MADE_OF: Final = f"{FOLDER}/made_of.csv"
MODEL: Final = f"{FOLDER}/model.json.gz"
LICENCES: Final = f"{FOLDER}/README.md"
FILES: Final = frozenset({TERMS, DESCRIPTIONS, NOUNS, CAREFUL, THINGS, DESCRIBING, MADE_OF, MODEL, LICENCES})
_DIGITS: Final = 6
_PLAIN: Final = "yes"
_MAX_BYTES: Final = 1 << 28
"""The limit on the bytes of an unpacked model."""


class TradeWords(NamedTuple):
    """Words of ordinary trade, with the six digits of the heading of such goods; goods of a `plain` term match no entry."""

    words: str
    heading: str
    plain: bool = False


def terms(folder: Path) -> tuple[TradeWords, ...]:
    """Return the terms of trade of a data folder; empty if it has no such file."""
    columns = ("term", "heading", "plain")
    return tuple(
        TradeWords(words, heading[:_DIGITS], plain == _PLAIN) for words, heading, plain in rows(folder, TERMS, columns)
    )


def trade(folder: Path) -> Trade:
    """Return the terms, careful words, word model, nouns, describing words and materials of products of a data folder."""
    known = terms(folder)
    return Trade(
        terms=tuple((item.words, item.heading) for item in known),
        plain=frozenset(item.words for item in known if item.plain),
        careful=careful(folder),
        model=model(folder),
        things=_lines(folder, THINGS),
        describing=describing_words(folder),
        made_of=frozenset((heading, name) for heading, name in rows(folder, MADE_OF, ("heading", "name"))),
    )


def model(folder: Path) -> WordModel | None:
    """Return the word model of a data folder; None if it has no such file. Raises InputError if the file has no valid model."""
    try:
        document = _unpack(content(folder, MODEL))
        points = {word: tuple((heading, weight) for heading, weight in at) for word, at in document["points"].items()}
        doubt = Doubt(**document["doubt"])
        return WordModel(document["bias"], document["weights"], points, tuple(document["headings"]), doubt)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise PlaceError(str(folder / MODEL), "is not a word model; python -m bench.learn writes one") from None


def _unpack(packed: bytes) -> Any:  # noqa: ANN401 - any JSON value
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        text = file.read(_MAX_BYTES + 1)
    if len(text) > _MAX_BYTES:
        raise ValueError(text[:1])
    return json.loads(text)


def careful(folder: Path) -> frozenset[str]:
    """Return the words that are more frequent in the list than in ordinary trade."""
    return frozenset(_lines(folder, CAREFUL))


def describing_words(folder: Path) -> tuple[str, ...]:
    """Return the Chinese verbs and adjectives that describe goods."""
    return _lines(folder, DESCRIBING)


def _lines(folder: Path, file: str) -> tuple[str, ...]:
    """Return the words of a list, one on each line; lines that begin with # are comments."""
    lines = (text_of(folder, file) or "").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
