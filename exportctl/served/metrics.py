"""Count the work of the service, in the format of Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

from exportctl import __version__

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.served.lanes import Lane

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one service, separate from those of any other in the process."""

    def __init__(self) -> None:
        """Start all counts at zero."""
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        counter, gauge = partial(Counter, registry=registry), partial(Gauge, registry=registry)
        self._answers = counter("exportctl_answers", "Answers.", ("question", "status"))
        self._seconds = Histogram(
            "exportctl_answer_seconds", "How long answers took.", ("question",), registry=registry, buckets=_BOUNDS
        )
        self._taken = gauge("exportctl_places_taken", "Who is answered or waits.", ("lane",))
        self._connections = gauge("exportctl_connections", "Connections that are open.")
        self._law = Info("exportctl_law", "The law that answers, and the program.", registry=registry)
        self._checked = gauge(
            "exportctl_law_checked_through_seconds", "The last day that the law is known, since 1970."
        )
        renewals = "Looks for newer law, and newer files of the company."
        self._renewals = counter("exportctl_renewals", renewals, ("of", "outcome"))
        refused = "Whether nothing is answered, for what the company says cannot be read."
        self._refused = gauge("exportctl_company_refused", refused)

    def count_answer(self, question: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._answers.labels(question, str(status)).inc()
        self._seconds.labels(question).observe(seconds)

    def count_renewal(self, law: str, company: str) -> None:
        """Count a check for newer law, and for newer files of the company."""
        self._renewals.labels("law", law).inc()
        self._renewals.labels("company", company).inc()

    def render(self, law: Register, *, refused: bool, connections: int, **lanes: Lane) -> bytes:
        """Return all counts as text."""
        for name, lane in lanes.items():
            self._taken.labels(name).set(lane.taken)
        self._law.info({"version": law.version, "digest": law.digest, "program": __version__})
        self._refused.set(refused)
        self._connections.set(connections)
        self._checked.set(datetime.combine(law.home.checked_through, time(), UTC).timestamp())
        return generate_latest(self._registry)
