"""Read and check data once for the many tests that copy it with few changes, and keep compiled data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache, cached_property, partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from exportctl.errors import Problem
from exportctl.law import trie
from exportctl.law.jurisdictions import Naming
from exportctl.law.lexicon import Lexicon, index_lexicon
from exportctl.law.register import Register
from exportctl.law.vocabulary import Material
from exportctl.law.words import fold
from exportctl.store import draft, loader, pool, sources, trade, yamldoc
from exportctl.store.checks import goods, texts, vocabulary
from exportctl.store.checks.texts import holds_blank
from exportctl.store.checks.vocabulary import spellings_of, words_of
from exportctl.store.draft import Draft, FileKind, records_of
from exportctl.store.folder import match_names
from exportctl.store.lint import CHECKS, problems_of
from exportctl.store.pool import load
from exportctl.store.sources import SourceRecord, citations

DATA = Path(__file__).resolve().parent.parent / "data"
POOLS_KEPT = 36
"""The number of parts of compiled data, of six registers: each takes as much memory as a loaded law."""

NAME = len(f"kept {uuid4().hex}")
"""The length of the name of a part that is kept."""

LEXICONS_KEPT = 4
"""The number of lexicons: most copies of the data have that of the project's own data."""

Marks = Sequence[tuple[int, int, str]]
"""The numbers of the records of a kind and of their documents, all of which the memory keeps, with their jurisdictions."""


class Watched:
    """A draft or a register that notes which of its attributes are read, be it by its own methods."""

    def __init__(self, whole: Draft | Register) -> None:
        self.whole = whole
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: D105 - any attribute
        method = getattr(type(self.whole), name, None)
        if isinstance(method, FunctionType):
            return MethodType(method, self)
        self.read.add(name)
        return getattr(self.whole, name)


class Checked(NamedTuple):
    """The problems that a check found, and the kinds of records that it read."""

    kinds: frozenset[str]
    problems: list[Problem]


class Indexed(NamedTuple):
    """A lexicon, and its inputs: those of the register, and the others."""

    read: Mapping[str, Any]
    others: tuple[Any, ...]
    lexicon: Lexicon


class Named:
    """The methods of a `Naming`, each of which names a record once."""

    def __init__(self, naming: Naming, names: dict[tuple[str, int], Any]) -> None:
        self.naming = naming
        self.names = names

    def __getattr__(self, kind: str) -> Callable[[Any], Any]:  # noqa: D105 - any kind of records
        return partial(self.name, kind)

    def name(self, kind: str, record: Any) -> Any:
        """Return the result of the method for this kind of records."""
        key = kind, id(record)
        if key not in self.names:
            self.names[key] = getattr(self.naming, kind)(record)
        return self.names[key]


class Memory:
    """Reads and shapes each file once and keeps the result by the bytes of the file: a test changes one file of 400.

    A check of lint runs again if records have changed of the kinds that it reads.
    """

    def __init__(self) -> None:
        self.documents: dict[str, tuple[bytes, Any]] = {}
        self.others: list[Any] = []  # they live as long as the memory, so that no other document has the number of one
        self.records: dict[tuple[int, str, tuple[SourceRecord | None, ...]], list[Any]] = {}
        self.names: dict[Naming, dict[tuple[str, int], Any]] = {}
        self.cited: dict[int, Any] = {}
        self.blank: dict[int, bool] = {}
        self.spelt: dict[int, Any] = {}
        self.matched: dict[tuple[tuple[str, ...], str], list[str]] = {}
        self.traded: dict[tuple[bytes | None, ...], Any] = {}
        self.indexed: list[Indexed] = []
        self.tokens_of = cache(trie.tokens_of)
        self.words_of = cache(words_of)
        self.fold = cache(fold)

    def read(self, folder: Path, file: str) -> Any:
        """Return what `yamldoc.read` does; only a file with the bytes of the project's own is remembered."""
        with open(f"{folder}/{file}", "rb") as stream:  # noqa: PTH123 - a Path takes longer than the file
            content = stream.read()
        if file not in self.documents and (DATA / file).is_file() and (DATA / file).read_bytes() == content:
            self.documents[file] = content, yamldoc.read(folder, file)
        known, document = self.documents.get(file, (None, None))
        if known != content:
            document = yamldoc.read(folder, file)
            self.others.append(document)
        return document

    def records_of(self, document: yamldoc.Document, kind: FileKind, known: Mapping[str, SourceRecord]) -> Any:
        """Return what `draft.records_of` does; of the sources, the records have those that the document cites."""
        cited = tuple([known.get(id_) for _, id_ in self.citations(document).ids])
        key = id(document), kind.name, cited
        if key not in self.records:
            self.records[key] = list(records_of(document, kind, known))
        return self.records[key]

    def naming(self, home: str, own: str, codes: frozenset[str], lists: frozenset[str]) -> Named:
        """Return the result of `Naming`; only the `Naming` of a folder that adds to another one depends on its codes and lists."""
        naming = Naming(home, own, codes, lists)
        alike = naming if own != home else Naming(home, own, frozenset(), frozenset())
        return Named(naming, self.names.setdefault(alike, {}))

    def lint(self, whole: Draft) -> list[Problem]:
        """Return the result of `lint.lint`; a check that only reads records of the project's own data has its earlier result."""
        changed = {kind for kind, marks in self.marks.items() if marks != marks_of(whole, kind)}
        return sorted(
            problem
            for code, (kinds, problems) in self.checked.items()
            for problem in (problems if changed.isdisjoint(kinds) else problems_of(code, whole))
        )

    @cached_property
    def own(self) -> Draft:
        """The records of the project's own data."""
        whole = Draft()
        draft.read_into(whole, DATA)
        return whole

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """The marks of these records by their kinds."""
        return {kind.name: marks_of(self.own, kind.name) for kind in fields(Draft)}

    @cached_property
    def checked(self) -> Mapping[str, Checked]:
        """The result of each check of these records."""
        checked = {}
        for code in CHECKS:
            watched: Any = Watched(self.own)
            problems = list(problems_of(code, watched))
            checked[code] = Checked(frozenset(watched.read), problems)
        return checked

    def citations(self, document: yamldoc.Document) -> Any:
        """Return what `sources.citations` does."""
        if id(document) not in self.cited:
            self.cited[id(document)] = citations(document)
        return self.cited[id(document)]

    def holds_blank(self, tree: Any) -> bool:
        """Return the result of `texts.holds_blank`; each tree is part of a document that is kept."""
        if id(tree) not in self.blank:
            self.blank[id(tree)] = holds_blank(tree)
        return self.blank[id(tree)]

    def spellings_of(self, material: Material) -> Any:
        """Return the result of `vocabulary.spellings_of`; each material is kept with its names."""
        if id(material) not in self.spelt:
            self.spelt[id(material)] = material, spellings_of(material)
        return self.spelt[id(material)][1]

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

    def index_lexicon(self, law: Register, *others: Any) -> Lexicon:
        """Return what `lexicon.index_lexicon` does; that takes half of a compilation, and acts seldom change it."""
        for kept in self.indexed:
            if kept.others == others and all(getattr(law, name) == value for name, value in kept.read.items()):
                return kept.lexicon
        watched: Any = Watched(law)
        lexicon = index_lexicon(watched, *others)
        read = {name: getattr(law, name) for name in watched.read}
        self.indexed = [Indexed(read, others, lexicon), *self.indexed[: LEXICONS_KEPT - 1]]
        return lexicon

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let drafts and checks use the results that are kept."""
        monkeypatch.setattr(draft, "read", self.read)
        monkeypatch.setattr(draft, "records_of", self.records_of)
        monkeypatch.setattr(draft, "match_names", self.match_names)
        monkeypatch.setattr(draft, "Naming", self.naming)
        monkeypatch.setattr(loader, "lint", self.lint)
        monkeypatch.setattr(loader, "trade", self.trade)
        monkeypatch.setattr(loader, "index_lexicon", self.index_lexicon)
        monkeypatch.setattr(sources, "citations", self.citations)
        monkeypatch.setattr(trie, "tokens_of", self.tokens_of)
        monkeypatch.setattr(vocabulary, "tokens_of", self.tokens_of)
        monkeypatch.setattr(vocabulary, "words_of", self.words_of)
        monkeypatch.setattr(vocabulary, "spellings_of", self.spellings_of)
        monkeypatch.setattr(goods, "fold", self.fold)
        monkeypatch.setattr(texts, "holds_blank", self.holds_blank)


def marks_of(whole: Draft, kind: str) -> Marks:
    """Return the marks of the records of a kind."""
    return [(id(placed.record), id(placed.document), placed.owner) for placed in getattr(whole, kind)]


class Pools:
    """Keeps compiled data as it is; the cache gets a name in place of its bytes, which take as long to write as all the rest takes."""

    def __init__(self) -> None:
        self.values: OrderedDict[bytes, object] = OrderedDict()

    def dump(self, value: object, records: Sequence[type[Any]]) -> bytes:  # noqa: ARG002 - the signature of `pool.dump`
        """Return the name of a value, unlike that of any other process; the program takes a forgotten one for a damaged cache."""
        name = f"kept {uuid4().hex}".encode()
        self.values[name] = value
        while len(self.values) > POOLS_KEPT:
            self.values.popitem(last=False)
        return name

    def load(self, data: memoryview, records: Sequence[type[Any]]) -> Any:
        """Return the value of that name, or the content of the bytes."""
        name = bytes(data[:NAME])
        return self.values[name] if name in self.values else load(data, records)

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let compiled data be kept so."""
        monkeypatch.setattr(pool, "dump", self.dump)
        monkeypatch.setattr(pool, "load", self.load)
