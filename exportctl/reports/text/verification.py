"""Print the results of `verify`, of `watch` for receipts, and of `log verify`: one line for each change, the answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.citations import act_citation
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import effect_name
from exportctl.reports.printable import printable
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.law.register import Register
    from exportctl.law.scale import Decision
    from exportctl.permits.log import Kind
    from exportctl.permits.receipts import DecisionChange, Difference, Differences, How
    from exportctl.reports.results import CheckedReceipt, Log, ReceiptChanges, Verification

_PLAIN: Final = (str, bool, int)
_HOW: Final[Mapping[How, str]] = {
    "new": Sentence("new"),
    "gone": Sentence("removed"),
    "changed": Sentence("changed"),
}
_FAULTS: Final[Mapping[Kind, str]] = {
    "broken": Sentence("is cut off, or is not a line of a log"),
    "changed": Sentence("was changed after it was written"),
    "apart": Sentence("does not follow the line before it: a line was changed, moved, inserted or removed there"),
    "missing": Sentence("no line has the digest of --head: the line was changed or removed"),
}
_DIGITS: Final = 8
"""The number of digits of a digest that are shown."""


def verification(result: Verification) -> str:
    """Return the comparison of two answers: a headline, the differences and their provisions, and the other changes."""
    differences = result.differences
    head = translate("The answer differs.") if differences.answer else translate("The answer is the same.")
    return "\n".join(printable(line) for line in (head, *_answer(differences), *_circumstances(differences)))


def receipt_changes(result: ReceiptChanges) -> str:
    """Return how many receipts have a changed decision, and for each of these its reviewer, both decisions, and the acts behind it."""
    count, changed = len(result.checked) + len(result.unchecked), len(result.changes)
    head = translate(
        "{receipts}: {changed} with a changed decision, {same} without, {unchecked} not checked",
        receipts=translate("1 receipt") if count == 1 else translate("{count} receipts", count=count),
        changed=changed,
        same=len(result.checked) - changed,
        unchecked=len(result.unchecked),
    )
    lines = [head, *(line for item in result.changes for line in _changed_receipt(result.law, item))]
    lines += [translate("Not checked: {reason}", reason=item.reason) for item in result.unchecked]
    law = result.law
    lines.append(
        translate("Law data: version {version}, as of {day}", version=law.version, day=law.home.checked_through)
    )
    return "\n".join(map(printable, lines))


def _changed_receipt(law: Register, item: CheckedReceipt) -> Iterator[str]:
    """Yield the file and the reviewer, each changed decision, and the acts by which the answers differ."""
    differences = item.differences
    reviewer = differences.kept.get("reviewed_by")
    yield translate("{file}, reviewed by {name}", file=item.file, name=reviewer) if reviewer else item.file
    on = differences.again["asked"]["on"]
    for change in differences.decisions:
        about = translate("{about}, {day}", about=change.about, day=on) if on else change.about
        for was, is_ in _pairs(change):
            yield translate("  {about}: was {before}, is {after}", about=about, before=was, after=is_)
    acts = dict.fromkeys(act for part in differences.provisions for act in part.acts)
    if acts:
        names = [act_citation(law, act) if act in law.acts else act for act in acts]
        yield translate("  by {by}", by=render(join(names)))


def _pairs(change: DecisionChange) -> Iterator[tuple[str, str]]:
    """Yield the decisions that differ, in words: before, and now."""
    before, after = change.before, change.after
    if "by_decision" in before:
        yield _counts(before["by_decision"]), _counts(after["by_decision"])
        return
    if before["decision"] != after["decision"]:
        yield effect_name(before["decision"]), effect_name(after["decision"])
    if before["worst_case"] != after["worst_case"]:
        yield _worst(before["worst_case"]), _worst(after["worst_case"])
    if before.get("settled") != after.get("settled"):
        words = {True: translate("confirmed"), False: translate("dependent on an extension")}
        yield words[before["settled"]], words[after["settled"]]


def _worst(decision: Decision) -> str:
    return translate("worst case {effect}", effect=effect_name(decision))


def _counts(by_decision: Mapping[Decision, int]) -> str:
    return join(f"{effect_name(decision)} {count}" for decision, count in by_decision.items())


def log(result: Log) -> str:
    """Return a line for each faulty line of a log, and one with the number of lines and the digest of the last."""
    check = result.check
    wrong = [
        f"{result.file}{f':{item.line}' if item.line else ''}: {render(_FAULTS[item.kind])}" for item in check.faults
    ]
    line = translate(
        "{file}: {lines}, {state}; head {head}",
        file=result.file,
        lines=translate("1 line") if check.lines == 1 else translate("{count} lines", count=check.lines),
        state=translate("{count} wrong", count=len(wrong)) if wrong else translate("complete and unchanged"),
        head=check.head or translate("none"),
    )
    return "\n".join(map(printable, [*wrong, line]))


def _answer(differences: Differences) -> Iterator[str]:
    for part in differences.answer:
        if isinstance(part.before, _PLAIN) and isinstance(part.after, _PLAIN):
            yield translate(
                "  {part}: was {before}, is {after}", part=part.part, before=_word(part.before), after=_word(part.after)
            )
        elif not differences.provisions or part.part not in {"findings", "matches"}:
            yield translate("  {part}: differs", part=part.part)
    for item in differences.provisions:
        by = [act for act in item.acts if act != item.provision.partition("/")[0]]
        by_ = translate(", by {by}", by=join(by)) if by else ""
        yield translate("  {provision}: {how}{by}", provision=item.provision, how=_HOW[item.how], by=by_)


def _short(digest: str) -> str:
    """Return the beginning of a digest, by which people compare two versions."""
    return digest.rpartition(":")[2][:_DIGITS]


def _circumstances(differences: Differences) -> Iterator[str]:
    """Yield who reviewed the answer, and whether acts, other data, the program and files changed."""
    if reviewer := differences.kept.get("reviewed_by"):
        yield translate("Reviewed by {name}", name=reviewer)
    kept, again = differences.kept["law"], differences.again["law"]
    version, day = kept["version"], kept["checked_through"]
    if differences.law:
        yield translate("Law changed: {what}", what=_changes(differences.law))
    if differences.data:
        yield translate(
            "Law data changed: version {version} ({digest}), now {other} ({later})",
            version=version,
            digest=_short(kept["digest"]),
            other=again["version"],
            later=_short(again["digest"]),
        )
        if again["checked_through"] != day:
            yield translate("  as of {day}, now {later}", day=day, later=again["checked_through"])
    else:
        yield translate("Law and law data are the same: version {version}, as of {day}", version=version, day=day)
    if differences.program:
        yield translate(
            "Program changed: {was}, now {is_}", was=differences.kept["program"], is_=differences.again["program"]
        )
    else:
        yield translate("The program is the same: {program}", program=differences.kept["program"])
    if differences.files:
        yield translate("Files changed: {what}", what=_changes(differences.files))


def _changes(changed: Sequence[Difference]) -> str:
    return join(
        Sentence("{name} changed", name=item.name)
        if item.how == "changed"
        else Sentence("{name} is {how}", name=item.name, how=_HOW[item.how])
        for item in changed
    )


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
