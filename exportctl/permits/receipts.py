"""Compare two receipts of one question, and compute the digest of one."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Document = Mapping[str, Any]

How = Literal["new", "gone", "changed"]
SCHEMA: Final = "exportctl.receipt/1"
OUTPUT_ROLES: Final = frozenset({"output", "rejects"})
"""The roles of files that the run wrote, which are part of the answer."""
_CONTEXT_KEYS: Final = frozenset({"schema", "query", "law", "warnings", "configured_by", "skipped", "unread_columns"})
"""Keys of a document outside the answer. Of warnings only the codes count, because their words state the age of the law."""
_WORDING_KEYS: Final = frozenset({"title", "authority", "sources", "text", "stated_at"})
"""Keys whose values are wording only."""


class FileDigest(NamedTuple):
    """A file of a question: its role, its name, and the SHA-256 of its bytes."""

    role: str
    name: str
    digest: str


class Difference(NamedTuple):
    """A name in two receipts that is new, gone or changed in the second."""

    name: str
    how: How


class Part(NamedTuple):
    """A part of the answer that differs, before and after."""

    part: str
    before: object
    after: object


class ProvisionDifference(NamedTuple):
    """A provision by which an answer differs, its act, and the acts that suspend it."""

    provision: str
    how: How
    acts: tuple[str, ...]


class DecisionChange(NamedTuple):
    """A decision about goods, a name or files: in a receipt, and again now. The keys are those of the document."""

    about: str
    before: Document
    after: Document


class Differences(NamedTuple):
    """The differences between a receipt and a new one for the same question: acts (`law`), files, and the answer."""

    kept: Document
    again: Document
    law: tuple[Difference, ...]
    files: tuple[Difference, ...]
    answer: tuple[Part, ...]
    provisions: tuple[ProvisionDifference, ...]

    @property
    def program(self) -> bool:
        """Whether another version of the program answered."""
        return bool(self.kept["program"] != self.again["program"])

    @property
    def data(self) -> bool:
        """Whether the law data changed, in its acts or elsewhere."""
        return bool(self.kept["law"]["digest"] != self.again["law"]["digest"])

    @property
    def decisions(self) -> tuple[DecisionChange, ...]:
        """The decisions that have changed; an answer can differ in other parts alone."""
        before, after = _decisions(self.kept), _decisions(self.again)
        return tuple(
            DecisionChange(about, decision, after[about])
            for about, decision in before.items()
            if about in after and decision != after[about]
        )

    @property
    def exit_code(self) -> Literal[0, 1]:
        """The exit code of `verify`: 0 for the same answer, 1 for another."""
        return 1 if self.answer else 0


def digest_of(document: Document) -> str:
    """Return the SHA-256 of a document without its own digest; blanks and the order of keys do not matter."""
    content = {key: value for key, value in document.items() if key != "digest"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def with_reviewer(document: Document, name: str) -> dict[str, Any]:
    """Return a receipt that states who reviewed its answer; the digest covers the name."""
    content = {**{key: value for key, value in document.items() if key != "digest"}, "reviewed_by": name}
    return {**content, "digest": digest_of(content)}


def differences(original: Document, again: Document) -> Differences:
    """Compare two receipts of one question."""
    return Differences(
        kept=original,
        again=again,
        law=tuple(_differences(original["acts"], again["acts"])),
        files=tuple(_differences(_files(original, written=False), _files(again, written=False))),
        answer=tuple(_parts(_answer(original), _answer(again))),
        provisions=tuple(_provisions(_by_provision(original["answer"]), _by_provision(again["answer"]))),
    )


def _decisions(receipt: Document) -> dict[str, Document]:
    """Return the decision of a receipt: for each name, for the rows of files by decision, or for the goods."""
    question, answer = receipt["asked"], receipt["answer"]
    if receipt["command"] == "party":
        return {item["name"]: {key: item[key] for key in ("decision", "worst_case")} for item in answer["decisions"]}
    if receipt["command"] == "screen":
        return {", ".join(question["file"]): {"by_decision": answer["by_decision"]}}
    return {question["item"]: {key: answer[key] for key in ("decision", "worst_case", "settled") if key in answer}}


def _differences(original: Mapping[str, object], again: Mapping[str, object]) -> Iterator[Difference]:
    for name in sorted(original.keys() | again.keys()):
        if name not in original:
            yield Difference(name, "new")
        elif name not in again:
            yield Difference(name, "gone")
        elif original[name] != again[name]:
            yield Difference(name, "changed")


def _parts(original: Document, again: Document) -> Iterator[Part]:
    for part in dict.fromkeys((*original, *again)):
        before, after = original.get(part), again.get(part)
        if before != after:
            yield Part(part, before, after)


def _provisions(original: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[ProvisionDifference]:
    for provision, how in _differences(original, again):
        own = provision.partition("/")[0]
        by = [
            row["suspension"]["by"]
            for row in (*original.get(provision, ()), *again.get(provision, ()))
            if row.get("suspension")
        ]
        yield ProvisionDifference(provision, how, tuple(dict.fromkeys((own, *by))))


def _answer(receipt: Document) -> dict[str, Any]:
    """Return the answer without its wording: the document, and the digests of the files that were written."""
    document = receipt["answer"]
    parts = {key: _bare(value) for key, value in document.items() if key not in _CONTEXT_KEYS}
    if "warnings" in document:
        parts["warnings"] = sorted({item["code"] for item in document["warnings"]})
    return parts | _files(receipt, written=True)


def _files(receipt: Document, *, written: bool) -> dict[str, str]:
    """Return the written files, or the files that were read, each with its digest."""
    files = (item for item in receipt["files"] if (item["role"] in OUTPUT_ROLES) == written)
    return {f"{item['role']} {item['name']}": item["digest"] for item in files}


def _bare(value: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    # A name in both languages is wording; a name in one language identifies a licence.
    names = {"name"} if isinstance(value.get("name"), dict) else set()
    return {key: _bare(item) for key, item in value.items() if key not in _WORDING_KEYS | names}


def _by_provision(document: Document) -> dict[str, list[dict[str, Any]]]:
    """Return the basis of an answer: findings by provision, matches of names by act, and the number of rows of each provision."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in (*document.get("findings", ()), *document.get("matches", ())):
        rows.setdefault(row.get("provision") or row.get("act"), []).append(_bare(row))
    return rows | {provision: [{"rows": count}] for provision, count in document.get("by_provision", {}).items()}
