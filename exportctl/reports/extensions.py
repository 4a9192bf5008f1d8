"""The sentences about suspensions whose extension no act confirms: both outcomes, announcements, and the question to settle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES
from exportctl.engine.findings import SuspensionPeriod
from exportctl.inquiry.phrases import announced_extension, open_extension, question_of_extension
from exportctl.law.citations import act_citation, joint_citation
from exportctl.law.grouping import by_key, unique
from exportctl.law.scale import READINGS, Assume, Decision
from exportctl.sentences import Clause, Sentence, both, side_by_side, translatable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exportctl.law.register import Register

OpenSuspension = tuple[str, SuspensionPeriod]
"""A provision, and its suspension that may have been extended."""
CONTROLS: Final = 3
"""The number of controls that a sentence names."""
_AS_PUBLISHED: Final = (
    translatable("As published, {ended}: {meaning} {if_extended}: {otherwise}."),
    translatable(
        "As published, {ended}, so these goods may be controlled: more information is needed. {if_extended}: {otherwise}."
    ),
)
"""The conclusion on the published last day of a suspension: with the meaning of the decision, or undecided."""
_IF_EXTENDED: Final = (
    translatable(
        "If the suspension of {controls}, published through {days}, was extended: {meaning} If not: {otherwise}."
    ),
    translatable(
        "If the suspension of {controls}, published through {days}, was extended, more information is still needed: these "
        "goods may be controlled. If not: {otherwise}."
    ),
)
"""The same on an extended suspension."""


def both_outcomes(
    law: Register, assume: Assume, outcomes: Mapping[Assume, Decision], meaning: str, ended: Sequence[OpenSuspension]
) -> str:
    """Return the decision under the assumed reading of the suspensions, with its meaning, and that under the other reading."""
    assumed, other = outcomes[assume], next(outcomes[reading] for reading in READINGS if reading != assume)
    decided, undecided = _IF_EXTENDED if assume == "extended" else _AS_PUBLISHED
    by_day = by_key(((pause.through, provision) for provision, pause in ended[:CONTROLS]), unique)
    first, *others = [(day, joint_citation(law, provisions)) for day, provisions in by_day.items()]
    clauses = [
        Sentence("the suspension of {controls} ended on {day}", controls=first[1], day=first[0]),
        *(Sentence("that of {controls} on {day}", controls=names, day=day) for day, names in others),
    ]
    return Sentence(
        undecided if assumed == "undecided" else decided,
        ended=side_by_side(clauses),
        if_extended=Sentence("If all were extended") if others else Sentence("If extended"),
        controls=citation_of_suspended(law, ended),
        days=both(map(str, by_day)),
        meaning=Clause(meaning),
        otherwise=APPEARANCES[other].label,
    )


def citation_of_suspended(law: Register, ended: Sequence[OpenSuspension]) -> str:
    """Return the citations of the first suspended provisions."""
    return joint_citation(law, dict.fromkeys(provision for provision, _ in ended[:CONTROLS]))


def question_of(law: Register, ended: Sequence[OpenSuspension]) -> str:
    """Return the question whether suspensions were extended, with the address where each issuer publishes, if it is known."""
    return question_of_extension(law, _suspending_acts(ended))


def if_extended(ended: Sequence[OpenSuspension]) -> str:
    """Return the words that begin what follows if the answer to the question is yes."""
    return Sentence("If all were") if len(_suspending_acts(ended)) > 1 else Sentence("If so")


def _suspending_acts(ended: Sequence[OpenSuspension]) -> list[str]:
    """Return the acts that suspended the provisions, each once."""
    return [*dict.fromkeys(pause.by for _, pause in ended)]


def announcements(
    law: Register, on: date, ended: Sequence[OpenSuspension], known_on: date | None, *, notes: bool = False
) -> Iterator[str]:
    """Yield whether an extension of each suspension was announced, whether its act was named, and whether it would be over.

    That none was announced, by the last day that the law data or the caller knows, is left out unless notes are requested, an
    extension of another act was announced, or a statement leaves open whether it means this suspension.
    """
    known = min(law.home.checked_through, known_on or date.max)
    extensions = {pause.by: pause.announced_extension for _, pause in ended}
    for by, announced in extensions.items():
        if announced is None:
            if others := [*open_extension(law, by, on, known)]:
                yield from others
            elif notes or any(extensions.values()):
                yield Sentence("No extension of {act} was announced by {day}.", act=act_citation(law, by), day=known)
            continue
        extension = announced_extension(law, announced)
        if announced.through < on:
            yield Sentence("{extension}. It would have ended before this day.", extension=extension)
        else:
            yield Sentence("{extension}.", extension=extension)
