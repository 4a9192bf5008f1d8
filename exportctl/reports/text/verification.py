"""What `verify` finds is told in a line for each thing that changed, the answer first; of a log, in one for each wrong line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.company.log import Kind
    from exportctl.company.receipts import Changed, Differences
    from exportctl.reports.receipts import Log, Verification

_PLAIN: Final = (str, bool, int)
_FAULTS: Final[Mapping[Kind, str]] = {
    "broken": "is cut, or no line of a log",
    "changed": "was changed after it was written",
    "apart": "does not follow the line before it: a line was changed, moved, put in or taken out there",
    "missing": "no line has the digest that was named: the line was changed or taken out",
}


def verification(result: Verification) -> str:
    """Return whether the answer is the same, what differs in it and by which provisions, and what else changed since."""
    found = result.found
    head = "the answer differs" if found.answer else "the answer is the same"
    return "\n".join(printable(line) for line in (head, *_answer(found), *_beside(found)))


def log(result: Log) -> str:
    """Return a line for each wrong line of a log, and one with how many lines there are and the digest of the last."""
    found = result.found
    wrong = [f"{result.file}{f':{item.line}' if item.line else ''}: {_FAULTS[item.kind]}" for item in found.faults]
    lines = f"{found.lines} line{'' if found.lines == 1 else 's'}"
    told = f"{result.file}: {lines}, {f'{len(wrong)} wrong' if wrong else 'whole'}; head {found.head or 'none'}"
    return "\n".join(map(printable, [*wrong, told]))


def _answer(found: Differences) -> Iterator[str]:
    for part in found.answer:
        if isinstance(part.before, _PLAIN) and isinstance(part.after, _PLAIN):
            yield f"  {part.part}: was {_word(part.before)}, is {_word(part.after)}"
        elif not found.provisions or part.part not in {"findings", "matches"}:
            yield f"  {part.part}: differs"
    for item in found.provisions:
        by = [act for act in item.acts if act != item.provision.partition("/")[0]]
        yield f"  {item.provision}: {item.how}{f', by {_listed(by)}' if by else ''}"


def _beside(found: Differences) -> Iterator[str]:
    """Yield whether acts, other data, the program and files changed."""
    kept, again = found.kept["law"], found.again["law"]
    known = f"known through {kept['checked_through']}, now {again['checked_through']}"
    if found.law:
        yield f"law changed: {_named(found.law)}"
    if found.data:
        yield f"data changed: version {kept['version']}, now {again['version']}; {known}"
    else:
        yield f"law and data are the same: version {kept['version']}, known through {kept['checked_through']}"
    if found.program:
        yield f"program changed: {found.kept['program']}, now {found.again['program']}"
    else:
        yield f"the program is the same: {found.kept['program']}"
    if found.files:
        yield f"files changed: {_named(found.files)}"


def _named(changed: Sequence[Changed]) -> str:
    return _listed(
        [f"{item.name} is {item.how}" if item.how != "changed" else f"{item.name} changed" for item in changed]
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
