"""Resolve citations: sources/ lists each source once, in the file of its issuer, and the other files cite it by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.model import Confidence, Source
from exportctl.law.spelling import nearest_key
from exportctl.sentences import Sentence
from exportctl.store.yamldoc import Document, Path_, Tree, values_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from exportctl.errors import Problem

FOLDER: Final = "sources/"
FILES: Final = f"{FOLDER}*.yaml"
"""The names of the files of sources."""


class SourceRecord(NamedTuple):
    """A source in sources/: its address, its confidence, and a copy; with `same_as` it is another reading of that source."""

    id: str
    confidence: Confidence
    url: str | None = None
    ref: str | None = None
    title: str | None = None
    note: str | None = None
    copy: str | None = None
    same_as: str | None = None


class Citation(NamedTuple):
    """A citation of a source by its id; its own confidence or note replaces that of the source."""

    source: str
    confidence: Confidence | None = None
    note: str | None = None


def with_sources(tree: Tree, known: Mapping[str, SourceRecord]) -> Tree:
    """Return a tree with each citation replaced by its source; for an unknown id by a source that has only this id."""
    if isinstance(tree, list):
        return [with_sources(item, known) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: [_source(item, known) for item in value]
        if key == "sources" and isinstance(value, list)
        else with_sources(value, known)
        for key, value in tree.items()
    }


def _source(item: Tree, known: Mapping[str, SourceRecord]) -> Tree:
    id_ = source_id(item)
    if id_ is None:
        return item
    source = known.get(id_) or SourceRecord(id_, "inferred", ref=id_)
    fields = ((key, getattr(source, key)) for key in Source._fields)
    own = {key: value for key, value in item.items() if key != "source"} if isinstance(item, dict) else {}
    return {key: value for key, value in fields if value is not None} | own


def source_id(item: Tree) -> str | None:
    """Return the id that an item of `sources` cites; None for a source written out in place."""
    id_ = item.get("source") if isinstance(item, dict) else item
    return id_ if isinstance(id_, str) else None


class Citations(NamedTuple):
    """A document with the ids that its `sources` cite, the sources that it writes out in place, and the places of both."""

    document: Document
    ids: list[tuple[Path_, str]]
    written: list[tuple[Path_, Tree]]


def citations(document: Document) -> Citations:
    """Return a document with its citations and the sources that it writes out."""
    values = ((path, value) for path, value in values_in(document.tree) if len(path) > 1 and isinstance(path[-1], int))
    items = [(path, value, source_id(value)) for path, value in values if path[-2] == "sources"]
    return Citations(
        document,
        [(path, id_) for path, _, id_ in items if id_ is not None],
        [(path, item) for path, item, id_ in items if id_ is None],
    )


def unknown_ids(documents: Sequence[Citations], known: Collection[str]) -> Iterator[Problem]:
    """Refuse an id that no source has."""
    for document, ids, _ in documents:
        for path, id_ in ids:
            if id_ not in known:
                yield document.problem(
                    path, "R013", "there is no source '{id}'{near}", id=id_, near=nearest_key(id_, known)
                )


def repeated_addresses(documents: Sequence[Citations]) -> Iterator[Problem]:
    """Refuse an address that a folder writes out twice."""
    first: dict[str, str] = {}
    for document, _, written in documents:
        for path, item in (*_records(document), *written):
            url, id_ = (item.get("url"), item.get("id")) if isinstance(item, dict) else (None, None)
            if not isinstance(url, str):
                continue
            if url in first:
                yield document.problem(
                    (*path, "url"), "R005", "'{url}' is already in {place}", url=url, place=first[url]
                )
            place = (
                Sentence("{file}; cite it as '{id}'", file=document.file, id=id_)
                if id_
                else Sentence(
                    "{file}; write it once, in {kept}, and cite it by its id", file=document.file, kept=FOLDER
                )
            )
            first.setdefault(url, place)


def uncited_sources(documents: Sequence[Citations]) -> Iterator[Problem]:
    """Refuse a source that no file cites."""
    cited_ids = {id_ for item in documents for _, id_ in item.ids}
    for document, *_ in documents:
        for path, item in _records(document):
            if isinstance(item, dict) and isinstance(id_ := item.get("id"), str) and id_ not in cited_ids:
                yield document.problem(
                    (*path, "id"), "R006", "the source '{id}' is not cited; cite it, or remove it", id=id_
                )


def _records(document: Document) -> Iterator[tuple[Path_, Tree]]:
    if document.file.startswith(FOLDER) and isinstance(document.tree, list):
        yield from (((index,), item) for index, item in enumerate(document.tree))
