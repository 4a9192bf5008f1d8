"""Markdown is what a comment or the summary of a step shows: counts, and a table of the cases that a gate stops or cannot decide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.reports.gates.gated import OWN_RULES, WORDS, address, gated
from exportctl.reports.printable import printable
from exportctl.reports.words.en import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports.gates.gated import Case, Gated
    from exportctl.reports.results import PartyScreening, Summary
    from exportctl.reports.verdict import Checked

_MOST: Final = 200
"""How many cases the table has: with them it stays far below the 1 MiB that GitHub takes for the summary of a step."""
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~&@$]|:(?=//)")
"""What means something inside a line; nothing from outside begins one."""


def markdown(result: Checked | PartyScreening | Summary) -> str:
    """Return a heading, the counts, the table, the worst first, and which law was asked."""
    return "\n".join(_lines(gated(result, _MOST)))


def _lines(found: Gated) -> Iterator[str]:
    yield f"### exportctl {found.command}: {_verdict(found)}"
    yield ""
    yield escaped(found.line()[:1].upper() + found.line()[1:])
    cases, left = found.worst_first(_MOST)
    if cases:
        yield ""
        yield "| where | outcome | decision | what |"
        yield "|---|---|---|---|"
        yield from (_row(found, case) for case in cases)
    if left:
        yield ""
        yield f"Not shown: {', '.join(f'{number} {WORDS[outcome]}' for outcome, number in left.items())}."
    yield ""
    yield escaped(found.law_line()[:1].upper() + found.law_line()[1:])


def _verdict(found: Gated) -> str:
    """Return how it ended, as the exit code says."""
    told = {0: "passed", 1: "stopped at the gate", 2: "wrong input", 3: "undecided", 4: "nothing was asked"}
    return told[found.exit_code]


def _row(found: Gated, case: Case) -> str:
    where = ""
    if case.place:
        row = f" row {case.place.row}" if case.place.row else ""
        where = f"{case.place.file}{f':{case.place.position.line}' if case.place.position else row}"
    what = "<br>".join(f"{escaped(told.text)}{_link(found, told.rule)}" for told in case.told)
    decision = EFFECTS[case.decision] if case.decision else ""
    return f"| {escaped(where)} | {WORDS[case.outcome]} | {decision} | {what} |"


def _link(found: Gated, rule: str) -> str:
    url = None if rule in OWN_RULES else address(found.law, rule)
    return f" [{escaped(rule)}](<{url}>)" if url else ""


def escaped(text: str) -> str:
    """Return text from outside so that markdown shows it as it is."""
    return _SPECIAL.sub(lambda char: f"\\{char[0]}", printable(text))
