"""An answer does not contradict itself: the properties of every answer in docs/reasoning.md, section 6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exportctl.law.scale import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOTHING, UNDECIDED, STRICTEST = EFFECTS[0], "undecided", EFFECTS[-1]
RANK: dict[str, int] = {effect: rank for rank, effect in enumerate(EFFECTS)}


def contradictions(answer: Mapping[str, Any], assume: str, gate: str) -> list[str]:
    """Return in which ways an answer, in the words of the model, contradicts itself."""
    readings = {reading["assume"]: reading for reading in answer["readings"]}
    chosen = readings.get(assume, readings["on-face"])
    faults = [f"{name}: {fault}" for name, reading in readings.items() for fault in _of_reading(reading, answer)]
    if (answer["decision"], answer["worst_case"]) != (chosen["decision"], chosen["worst_case"]):
        faults.append("the headline is none of its reading")
    outcomes = {(reading["decision"], reading["worst_case"]) for reading in readings.values()}
    if answer["settled"] != (len(outcomes) == 1):
        faults.append("settled, and the readings differ; or not, and they do not")
    if answer["exit_code"] != _exit_code(answer, chosen, gate):
        faults.append("the exit code is another")
    return [*faults, *_of_questions(answer, chosen)]


def _of_reading(reading: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    decision, worst, effect, possible = (reading[key] for key in ("decision", "worst_case", "effect", "possible"))
    if decision not in (effect, UNDECIDED) or (decision == UNDECIDED and effect != NOTHING):
        yield "the decision is not its effect"
    if worst not in (possible, UNDECIDED) or (worst == UNDECIDED and possible == STRICTEST):
        yield "the worst case is not its possible effect"
    if decision == UNDECIDED and worst == NOTHING:
        yield "undecided, and at worst nothing"
    if decision == NOTHING and worst != NOTHING:
        yield "nothing, and at worst something"
    if UNDECIDED not in (worst, decision) and RANK[worst] < RANK[decision]:
        yield "the worst case is freer than the decision"
    if decision == NOTHING and not answer["recognised"]:
        yield "nothing for goods that are not recognised"


def _exit_code(answer: Mapping[str, Any], chosen: Mapping[str, Any], gate: str) -> int:
    """Return 1 where the chosen reading reaches the gate, 3 where any could or one does not know the goods or the day, else 0."""
    if RANK[chosen["effect"]] >= RANK[gate]:
        return 1
    could = any(RANK[reading["possible"]] >= RANK[gate] for reading in answer["readings"])
    unknown = any(reading["worst_case"] == UNDECIDED for reading in answer["readings"])
    return 3 if could or unknown or not answer["recognised"] else 0


def _of_questions(answer: Mapping[str, Any], chosen: Mapping[str, Any]) -> Iterator[str]:
    missing = {fact for _, _, _, _, _, facts in answer["findings"] for fact in facts}
    for fact, could_become in answer["questions"]:
        if RANK[could_become] <= RANK[chosen["effect"]]:
            yield f"{fact} is asked and makes nothing stricter"
        if fact == "unread":
            yield "it is asked what no option states"
        if fact not in missing and not (fact == "description" and chosen["worst_case"] in (UNDECIDED, STRICTEST)):
            yield f"{fact} is asked and missing nowhere"
