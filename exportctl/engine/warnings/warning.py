"""A warning: its code, its text, and the provisions it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.citations import act_citation, joint_citation
from exportctl.sentences import both, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.assessment import Assessment

PERMIT_ENDS: Final = "answer_ends"
"""The code of the warning that a licence or waiver that covers a finding ends soon."""
PERMIT_ENDED: Final = "answer_ended"
"""The code of the warning that a licence or waiver would cover a finding if it had not ended."""
PERMIT_INSUFFICIENT: Final = "not_answered"
"""The code of the warning that a licence would cover a finding except for its first day, its end users or its quantity."""
ANSWERS: Final = (PERMIT_ENDS, PERMIT_ENDED, PERMIT_INSUFFICIENT)
BEFORE_COVERAGE: Final = "before_coverage"
"""The code of the warning that the day, or the day of knowledge, lies before the data begins."""
NOT_LISTED_YET: Final = "not_listed_yet"
"""The code of the warning that no act had listed the entries of the goods by the day."""
NOT_THE_SAME: Final = "not_the_same"
"""The code of the warning that a similar name is recorded as the name of another party."""
PARTY_NEAR: Final = "party_near"
"""The code of the warning that a name resembles a listed one too little to count, so that it may be misspelt."""
CODE_CONFLICT: Final = "code_conflict"
"""The code of the warning that the description of goods, or their entries, do not fit their customs code."""
NO_HEADING: Final = "no_such_heading"
"""The code of the warning that the Harmonized System lacks the customs code of goods that are recognised otherwise."""
CODE_ALONE: Final = "customs_code_alone"
"""The code of the warning that goods are recognised by their customs code alone, because words were not understood."""
ITEM_LAPSED: Final = "item_lapsed"
"""The code of the warning that the company's own decision about the goods has lapsed."""
NO_DESTINATION: Final = "no_destination"
"""The code that counts rows whose answer depends on a destination that they do not state."""
MILITARY_USER: Final = "military_user"
"""The code of the warning that a provision covers the military users of another country wherever they are."""
RECIPIENT: Final = "recipient"
"""The code of the warning that a provision covers the persons of another country wherever they are."""
SUPPLY: Final = "supply"
"""The code of the warning that a provision may apply if the goods are supplied to foreign persons."""
CHINESE_SUPPLY: Final = "chinese_supply"
"""The code of the same warning if the supplier is Chinese, so that the recipient decides."""
NO_TRANSIT: Final = "no_transit"
"""The code of the warning that goods do not pass through China according to the caller, but leave from it."""
OWNER_LISTED: Final = "owner_listed"
"""The code of the warning that owners on a list hold half of the end user or more."""
LISTED_GROUP: Final = "group_listed"
"""The code that counts rows with a party of whose group other companies are on a list, with measures in force."""
LISTED_IMPORT: Final = "listed_import"
"""The code of the warning that an act on a party to an import, or to a supply inside China, may prohibit it, too."""
PARTY_UNSETTLED: Final = "unsettled"
"""The code of the warning that the decision about a party depends on an extension of a suspension that no act confirms."""
LICENCE_REMAINS: Final = "licence_remains"
"""The code of the warning that dual-use items to a party need a licence although measures against it are not in force."""
NOTICE: Final = "notice"
"""The code of the warning that a rule of another regime concerns the goods; it never changes the decision."""
LAST_DAY: Final = "last_day"
"""The code of the warning that the day is the last one of a suspension."""

ADDITION: Final = translatable("add {option}")
"""The instruction to state a fact with an option; a form replaces it by that for its field."""


class VerdictWarning(NamedTuple):
    """A warning with a stable code, and the provisions it concerns; some warnings name them in their text only."""

    code: str
    text: str
    provisions: tuple[str, ...] = ()


def cite(assessment: Assessment, provisions: Iterable[str]) -> str:
    """Return the citations of provisions, each once."""
    return joint_citation(assessment.law, sorted(set(provisions)))


def cite_acts(assessment: Assessment, acts: Iterable[str]) -> str:
    """Return the citations of acts, each once."""
    return both(act_citation(assessment.law, act) for act in sorted(set(acts)))
