"""A caution is what the reader of an answer must know beside it."""

from __future__ import annotations

from typing import Final, NamedTuple

ANSWER_ENDS: Final = "answer_ends"
"""The code of what is said of a licence or waiver that answers, and soon will not."""
ANSWER_ENDED: Final = "answer_ended"
"""The code of what is said of one that would answer if its days were not over."""
NOT_ANSWERED: Final = "not_answered"
"""The code of what is said of a licence that would answer but for its first day, its end users or its quantity."""
ANSWERS: Final = (ANSWER_ENDS, ANSWER_ENDED, NOT_ANSWERED)


class VerdictWarning(NamedTuple):
    """A word of warning with a code that does not change, and the provisions it is about where the words do not name them."""

    code: str
    text: str
    provisions: tuple[str, ...] = ()
