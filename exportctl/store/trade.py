"""What ordinary trade calls its goods is read from data/trade, each file when it is first asked for; none of it is law."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import PlaceError
from exportctl.law.lexicon import Trade
from exportctl.law.wordmodel import Doubt, WordModel
from exportctl.sentences import Sentence
from exportctl.store.folder import content
from exportctl.store.tables import rows, text_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "trade"
TERMS: Final = f"{FOLDER}/terms.csv"
DESCRIPTIONS: Final = f"{FOLDER}/descriptions.tsv"
NOUNS: Final = f"{FOLDER}/nouns.tsv"
CAREFUL: Final = f"{FOLDER}/careful.txt"
MODEL: Final = f"{FOLDER}/model.json.gz"
LICENCES: Final = f"{FOLDER}/README.md"
FILES: Final = frozenset({TERMS, DESCRIPTIONS, NOUNS, CAREFUL, MODEL, LICENCES})
COUNTED: Final = "# counted, by bench/learn.py: all below is written anew each time"
"""The line of careful.txt below which stands what was counted; above it, what somebody wrote."""
_DIGITS: Final = 6
_LARGEST: Final = 1 << 28
"""How many bytes a model may have once it is unpacked."""


class TradeWords(NamedTuple):
    """Words of ordinary trade, and the six digits of the heading under which such goods travel."""

    words: str
    heading: str


def terms(folder: Path) -> tuple[TradeWords, ...]:
    """Return the terms of trade of a data folder; none if it has no such file."""
    return _rows(folder, TERMS, ("term", "heading"), ",")


def descriptions(folder: Path) -> tuple[TradeWords, ...]:
    """Return the descriptions of parcels and shops of a data folder; none if it has no such file."""
    return _rows(folder, DESCRIPTIONS, ("description", "hs_code"), "\t")


def trade(folder: Path) -> Trade:
    """Return what a data folder knows of ordinary trade."""
    return Trade(tuple((item.words, item.heading) for item in terms(folder)), careful(folder), model(folder))


def model(folder: Path) -> WordModel | None:
    """Return the word model of a data folder; None if it has no such file. Raises InputError if the file holds none."""
    try:
        found = _unpacked(content(folder, MODEL))
        points = {word: tuple((heading, weight) for heading, weight in at) for word, at in found["points"].items()}
        doubt = Doubt(**found["doubt"])
        return WordModel(found["bias"], found["weights"], points, tuple(found["headings"]), doubt)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise PlaceError(str(folder / MODEL), Sentence("is no word model; python -m bench.learn writes one")) from None


def _unpacked(packed: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        text = file.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise ValueError(text[:1])
    return json.loads(text)


def careful(folder: Path) -> frozenset[str]:
    """Return the words that the list uses more than ordinary trade does."""
    return frozenset(_words(folder, counted=True))


def careful_by_hand(folder: Path) -> frozenset[str]:
    """Return those of the careful words that somebody wrote."""
    return frozenset(_words(folder, counted=False))


def _words(folder: Path, *, counted: bool) -> list[str]:
    text = text_of(folder, CAREFUL) or ""
    text = text if counted else text.partition(COUNTED)[0]
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(folder: Path, file: str, columns: tuple[str, str], delimiter: str) -> tuple[TradeWords, ...]:
    return tuple(TradeWords(words, heading[:_DIGITS]) for words, heading in rows(folder, file, columns, delimiter))
