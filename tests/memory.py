"""Reads each file of the data once for the many tests that copy the data and change little of it, and keeps what was compiled."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from exportctl.law import trie
from exportctl.law.words import fold
from exportctl.store import draft, loader, pool, shapes, sources, trade, yamldoc
from exportctl.store.checks import goods, texts, vocabulary
from exportctl.store.checks.texts import holds_blank
from exportctl.store.checks.vocabulary import words_of
from exportctl.store.folder import match_names
from exportctl.store.pool import load
from exportctl.store.sources import citations, with_sources

DATA = Path(__file__).resolve().parent.parent / "data"
POOLS_KEPT = 36
"""So many parts of compiled data, of six registers: each holds as much memory as a law that is loaded."""


class Memory:
    """Reads and shapes each file once and keeps the result by the bytes of the file: a test changes one file of 400."""

    def __init__(self) -> None:
        self.documents: dict[str, tuple[bytes, Any]] = {}
        self.others: list[Any] = []  # they live as long as the memory, so that no other document has the number of one
        self.known: tuple[Any, int] = ({}, 0)
        self.numbers: dict[Any, int] = {}
        self.wholes: dict[tuple[int, int], Any] = {}
        self.records: dict[tuple[int, type, yamldoc.Path_], Any] = {}
        self.cited: dict[int, Any] = {}
        self.blank: dict[int, bool] = {}
        self.matched: dict[tuple[tuple[str, ...], str], list[str]] = {}
        self.traded: dict[tuple[bytes | None, ...], Any] = {}
        self.tokens_of = cache(trie.tokens_of)
        self.words_of = cache(words_of)
        self.fold = cache(fold)

    def read(self, folder: Path, file: str) -> Any:
        """Return what `yamldoc.read` does; only a file with the bytes of the project's own is remembered."""
        content = (folder / file).read_bytes()
        if file not in self.documents and (DATA / file).is_file() and (DATA / file).read_bytes() == content:
            self.documents[file] = content, yamldoc.read(folder, file)
        known, document = self.documents.get(file, (None, None))
        if known != content:
            document = yamldoc.read(folder, file)
            self.others.append(document)
        return document

    def with_sources(self, document: yamldoc.Document, known: Mapping[str, sources.SourceRecord]) -> Any:
        """Return what `sources.with_sources` does; another list of sources has another number."""
        if known is not self.known[0]:
            self.known = known, self.numbers.setdefault(tuple(known.values()), len(self.numbers))
        key = id(document), self.known[1]
        if key not in self.wholes:
            self.wholes[key] = with_sources(document, known)
        return self.wholes[key]

    def shape(self, document: yamldoc.Document, kind: type, path: yamldoc.Path_ = ()) -> Any:
        """Return what `shapes.shape` does."""
        key = id(document), kind, path
        if key not in self.records:
            self.records[key] = shapes.shape(document, kind, path)
        return self.records[key]

    def citations(self, document: yamldoc.Document) -> Any:
        """Return what `sources.citations` does."""
        if id(document) not in self.cited:
            self.cited[id(document)] = citations(document)
        return self.cited[id(document)]

    def holds_blank(self, tree: Any) -> bool:
        """Return what `texts.holds_blank` does; each tree that it is asked of is part of a document that is kept."""
        if id(tree) not in self.blank:
            self.blank[id(tree)] = holds_blank(tree)
        return self.blank[id(tree)]

    def match_names(self, names: Iterable[str], pattern: str) -> list[str]:
        """Return what `folder.match_names` does."""
        key = tuple(names), pattern
        if key not in self.matched:
            self.matched[key] = match_names(*key)
        return self.matched[key]

    def trade(self, folder: Path) -> Any:
        """Return what `trade.trade` does."""
        files = [folder / file for file in sorted(trade.FILES)]
        key = tuple(file.read_bytes() if file.is_file() else None for file in files)
        if key not in self.traded:
            self.traded[key] = trade.trade(folder)
        return self.traded[key]

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let drafts and checks use the results that are kept."""
        monkeypatch.setattr(draft, "read", self.read)
        monkeypatch.setattr(draft, "shape", self.shape)
        monkeypatch.setattr(draft, "match_names", self.match_names)
        monkeypatch.setattr(loader, "trade", self.trade)
        monkeypatch.setattr(sources, "with_sources", self.with_sources)
        monkeypatch.setattr(sources, "citations", self.citations)
        monkeypatch.setattr(trie, "tokens_of", self.tokens_of)
        monkeypatch.setattr(vocabulary, "tokens_of", self.tokens_of)
        monkeypatch.setattr(vocabulary, "words_of", self.words_of)
        monkeypatch.setattr(goods, "fold", self.fold)
        monkeypatch.setattr(texts, "holds_blank", self.holds_blank)


class Pools:
    """Keeps compiled data as it is; the cache gets a name in place of its bytes, which take as long to write as all the rest takes."""

    def __init__(self) -> None:
        self.number = 0
        self.values: OrderedDict[bytes, object] = OrderedDict()

    def dump(self, value: object, records: Sequence[type[Any]]) -> bytes:  # noqa: ARG002 - the signature of `pool.dump`
        """Return the name of a value; the oldest one is forgotten, which the program takes for a damaged cache."""
        self.number += 1
        name = b"kept %d" % self.number
        self.values[name] = value
        while len(self.values) > POOLS_KEPT:
            self.values.popitem(last=False)
        return name

    def load(self, data: memoryview, records: Sequence[type[Any]]) -> Any:
        """Return the value of that name, or what the bytes hold."""
        name = bytes(data[:20])  # longer than any name
        return self.values[name] if name in self.values else load(data, records)

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let compiled data be kept so."""
        monkeypatch.setattr(pool, "dump", self.dump)
        monkeypatch.setattr(pool, "load", self.load)
