"""The question whether suspensions were extended, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.citations import act_citation
from exportctl.sentences import Sentence, both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.register import Register


def question_of_extension(law: Register, provision: str, acts: Sequence[str]) -> str:
    """Return the question whether acts that suspend a provision and others were extended.

    It has the address where the issuer of the provision publishes, if it is known.
    """
    cited = [act_citation(law, act) for act in acts]
    where = law.jurisdiction_of(provision).publishes_at
    if not where:
        return Sentence("Check whether {act} was extended.", act=both(cited))
    if len(cited) > 1:
        return Sentence("Were {acts} extended? See {where}.", acts=both(cited), where=where)
    return Sentence("Was {act} extended? See {where}.", act=cited[0], where=where)
