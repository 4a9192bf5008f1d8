"""Show the progress of a run on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exportctl.cli.manner import current_manner
from exportctl.reports.i18n.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress() -> Iterator[Callable[[int, int | None], None]]:
    """Yield a function that shows rows done, rate and time left: on stderr, if that is a terminal and the run is not quiet."""
    if current_manner().quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    rows = TextColumn("{task.completed:,.0f} " + translate("rows") + " {task.fields[rate]}")
    columns = (BarColumn(), rows, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(translate("screening"), total=None, rate="")

        def show(done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=done,
                total=total,
                rate=translate("({speed:,.0f} a second)", speed=speed) if speed else "",
            )

        yield show
