"""The cases of a test go to one worker, and the tests that take long go first."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadGroupScheduling


class ByTest(LoadGroupScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Gives all cases of a test, or all tests of a group, to one worker.

    Input that the first case reads is read once. In addition, whenever a test ends, the scheduler counts the remaining tests of
    the worker: with 9,580 cases given one by one, that would take ten seconds.
    """

    def __init__(self, config: Any, log: Any = None) -> None:
        config.option.loadscopereorder = False  # the order is that of collection, in which what takes long comes first
        super().__init__(config, log)

    def _pending_of(self, workload: dict[str, dict[str, bool]]) -> int:
        """Return the number of pending tests, and forget what is completed: it would be counted whenever a test ends."""
        for scope in [scope for scope, tests in workload.items() if all(tests.values())]:
            del workload[scope]
        pending: int = super()._pending_of(workload)
        return pending

    def _split_scope(self, nodeid: str) -> str:
        """Return the group of a test, or its name without the case."""
        group: str = super()._split_scope(nodeid)
        return group if group != nodeid else nodeid.partition("[")[0]
