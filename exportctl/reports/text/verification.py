"""Prints what `verify` found, one line for each change, the answer first; of a log, one for each wrong line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.printable import printable
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.permits.log import Kind
    from exportctl.permits.receipts import Difference, Differences, How
    from exportctl.reports.receipts import Log, Verification

_PLAIN: Final = (str, bool, int)
_HOW: Final[Mapping[How, str]] = {
    "new": Sentence("new"),
    "gone": Sentence("gone"),
    "changed": Sentence("changed"),
}
_FAULTS: Final[Mapping[Kind, str]] = {
    "broken": Sentence("is cut, or no line of a log"),
    "changed": Sentence("was changed after it was written"),
    "apart": Sentence("does not follow the line before it: a line was changed, moved, put in or taken out there"),
    "missing": Sentence("no line has the digest that was named: the line was changed or taken out"),
}


def verification(result: Verification) -> str:
    """Return whether the answer is the same, what differs in it and by which provisions, and what else changed since."""
    found = result.found
    head = translate("the answer differs") if found.answer else translate("the answer is the same")
    return "\n".join(printable(line) for line in (head, *_answer(found), *_beside(found)))


def log(result: Log) -> str:
    """Return a line for each wrong line of a log, and one with how many lines there are and the digest of the last."""
    found = result.found
    wrong = [
        f"{result.file}{f':{item.line}' if item.line else ''}: {render(_FAULTS[item.kind])}" for item in found.faults
    ]
    told = translate(
        "{file}: {lines}, {state}; head {head}",
        file=result.file,
        lines=translate("1 line") if found.lines == 1 else translate("{count} lines", count=found.lines),
        state=translate("{count} wrong", count=len(wrong)) if wrong else translate("whole"),
        head=found.head or translate("none"),
    )
    return "\n".join(map(printable, [*wrong, told]))


def _answer(found: Differences) -> Iterator[str]:
    for part in found.answer:
        if isinstance(part.before, _PLAIN) and isinstance(part.after, _PLAIN):
            yield translate(
                "  {part}: was {before}, is {after}", part=part.part, before=_word(part.before), after=_word(part.after)
            )
        elif not found.provisions or part.part not in {"findings", "matches"}:
            yield translate("  {part}: differs", part=part.part)
    for item in found.provisions:
        by = [act for act in item.acts if act != item.provision.partition("/")[0]]
        by_ = translate(", by {by}", by=join(by)) if by else ""
        yield translate("  {provision}: {how}{by}", provision=item.provision, how=_HOW[item.how], by=by_)


def _beside(found: Differences) -> Iterator[str]:
    """Yield whether acts, other data, the program and files changed."""
    kept, again = found.kept["law"], found.again["law"]
    version, day = kept["version"], kept["checked_through"]
    if found.law:
        yield translate("law changed: {what}", what=_changes(found.law))
    if found.data:
        yield translate(
            "data changed: version {version}, now {other}; known through {day}, now {later}",
            version=version,
            other=again["version"],
            day=day,
            later=again["checked_through"],
        )
    else:
        yield translate("law and data are the same: version {version}, known through {day}", version=version, day=day)
    if found.program:
        yield translate("program changed: {was}, now {is_}", was=found.kept["program"], is_=found.again["program"])
    else:
        yield translate("the program is the same: {program}", program=found.kept["program"])
    if found.files:
        yield translate("files changed: {what}", what=_changes(found.files))


def _changes(changed: Sequence[Difference]) -> str:
    return join(
        Sentence("{name} changed", name=item.name)
        if item.how == "changed"
        else Sentence("{name} is {how}", name=item.name, how=_HOW[item.how])
        for item in changed
    )


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
