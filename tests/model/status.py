"""Sections 1 and 2: the status of a provision on a day, and whether it is active under a reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .register import Provision, Register, reaches

ON_FACE = "on-face"
EXTENDED = "extended"


@dataclass(frozen=True, eq=False)
class Standing:
    """A provision that exists on a day: its status, and whether it is active under each reading."""

    provision: Provision
    status: str
    active_on_face: bool
    active_extended: bool

    def active(self, reading: str) -> bool:
        """Whether it is active under the reading of that name."""
        return self.active_on_face if reading == ON_FACE else self.active_extended


class Standings:
    """The status of every provision that exists on a day, and the provisions that are active under each reading."""

    def __init__(self, each: tuple[Standing, ...]) -> None:
        self.each = each
        self.active = {
            reading: {standing.provision.id: standing.provision for standing in each if standing.active(reading)}
            for reading in (ON_FACE, EXTENDED)
        }
        self.alike = self.active[ON_FACE].keys() == self.active[EXTENDED].keys()
        self._in_force: dict[tuple[str, str], frozenset[str]] = {}

    def in_force(self, reading: str, provision: str, watched: frozenset[str]) -> frozenset[str]:
        """The active ones of the provisions that another one refers to."""
        key = reading, provision
        if key not in self._in_force:
            self._in_force[key] = watched.intersection(self.active[reading])
        return self._in_force[key]


@dataclass(frozen=True)
class Window:
    """A span of suspension by an act, both days included."""

    by: str
    begins: date
    through: date


class Law:
    """Section 1, the law as far as it was known on the day K (all of it, where there is no K)."""

    def __init__(
        self, register: Register, known_on: date | None, known: dict[tuple[str, str], Standing] | None = None
    ) -> None:
        self.known_on = known_on
        self.known = {} if known is None else known
        self.horizon = min(register.checked_through, known_on or date.max)
        self.provisions = [each for each in register.provisions if self.knows(each.published)]
        self.windows = {each.id: self._windows(register, each.id) for each in self.provisions}
        self.ended_on = {each.id: self._ended_on(register, each.id) for each in self.provisions}
        self.bases = {each.id: bases for each in self.provisions if (bases := self._bases(each))}
        self.turning_days = self._turning_days(register)

    def knows(self, published: date) -> bool:
        """Only records that were published on or before K exist."""
        return self.known_on is None or published <= self.known_on

    def _bases(self, provision: Provision) -> list[Provision]:
        """The other provisions one of which every rule of a provision requires to be active."""
        ids = [rule.when.get("under", []) for rule in provision.rules]
        targets = {target for required in ids for target in required} if all(ids) else set()
        others = (each for each in self.provisions if each.id != provision.id)
        return [each for each in others if any(reaches(target, each.id) for target in targets)]

    def _windows(self, register: Register, provision: str) -> list[Window]:
        """The suspension windows of known acts, each with its `through` moved by the last known `extends`."""
        extensions = [
            each for each in register.extensions if self.knows(each.published) and reaches(each.target, provision)
        ]
        windows = []
        for each in register.suspensions:
            if each.begins and self.knows(each.published) and reaches(each.target, provision):
                moves = [(move.published, move.through) for move in extensions if move.by == each.by]
                windows.append(Window(each.by, each.begins, max(moves)[1] if moves else each.through))
        return windows

    def _ended_on(self, register: Register, provision: str) -> date:
        """The first day named by an `ends` or `replaces` of a known act."""
        days = [each.on for each in register.endings if self.knows(each.published) and reaches(each.target, provision)]
        return min(days, default=date.max)

    def status(self, provision: Provision, day: date) -> str | None:
        """Section 1: the status by its own dates, and that of the provisions on which one in force rests."""
        own = self._own_status(provision, day)
        if own != "in_force" or provision.id not in self.bases:
            return own
        statuses = {self.status(base, day) for base in self.bases[provision.id]}
        if "in_force" in statuses:
            return own
        return next((status for status in ("unsettled", "suspended") if status in statuses), own)

    def _own_status(self, provision: Provision, day: date) -> str | None:
        """Section 1: the first line that fits; None while the provision does not exist."""
        windows = self.windows[provision.id]
        if day < provision.published:
            return None
        if day >= self.ended_on[provision.id] or (provision.through is not None and day > provision.through):
            return "ended"
        if windows and any(window.begins <= day <= window.through for window in windows):
            return "suspended"
        if day < provision.begins:
            return "pending"
        if windows and any(self.horizon < window.through < day for window in windows):
            return "unsettled"
        return "in_force"

    def standings(self, day: date) -> tuple[Standing, ...]:
        """Every provision that exists on the day."""
        return tuple(
            self._standing(provision, status)
            for provision in self.provisions
            if (status := self.status(provision, day)) is not None
        )

    def _standing(self, provision: Provision, status: str) -> Standing:
        """Section 2: active is a provision in force, or unsettled and counted as in force, as on its face."""
        key = provision.id, status
        if key not in self.known:
            active = status in ("in_force", "unsettled"), status == "in_force"
            self.known[key] = Standing(provision, status, *active)
        return self.known[key]

    def _turning_days(self, register: Register) -> list[date]:
        """Section 6: every date known by K and the day after each; between them nothing changes."""
        days = {register.checked_through, register.covers_from}
        for provision in self.provisions:
            days |= {provision.published, provision.begins, provision.through or provision.begins}
            days |= {window.begins for window in self.windows[provision.id]}
            days |= {window.through for window in self.windows[provision.id]}
            days.add(self.ended_on[provision.id])
        days.discard(date.max)
        return sorted(days | {day + timedelta(days=1) for day in days})
