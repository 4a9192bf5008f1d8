"""Every test uses the law of the project, unless it makes a folder of its own."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from exportctl import api, load_law
from exportctl.api import Law
from exportctl.engine import engine
from exportctl.engine.index import Index
from exportctl.law.register import Register
from tests.browser import Browser, browser, found
from tests.caching import keep_in_use
from tests.cli.quickly import MAKERS, made_once
from tests.clock import TODAY
from tests.engine.reading import reader_of
from tests.memory import Memory, Pools
from tests.model.model import Model
from tests.templating import compile_once

DATA = Path(__file__).resolve().parent.parent / "data"
LONG_NAME = 1000
"""The number of characters from which a value no longer names its test."""

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # on a busy machine everything is slow

gc.disable()  # what is imported and collected stays: to look through it for garbage, again and again, took a seventh of the time


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of cores: who waits, waits for a process that takes one, and each worker collects all tests for itself."""
    return os.cpu_count() or 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return what divides the tests among workers."""
    from tests.scheduling import ByTest  # noqa: PLC0415 - tests run without workers as well

    return ByTest(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the law before workers start, each of which would compile it."""
    if not hasattr(session.config, "workerinput"):
        load_law()


def pytest_unconfigure() -> None:
    """End without garbage collection over all objects of a worker."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker("no_cover")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a very long value by its length: workers exchange the names of all tests, and one had seven million characters."""
    return f"{argname}-of-{len(val)}" if isinstance(val, str | bytes) and len(val) > LONG_NAME else None


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """The law of the program is loaded before any command and stays cached, so that no command reports that it was compiled."""
    keep_in_use(load_law().law)
    compile_once()
    gc.freeze()
    gc.set_threshold(500_000, 20, 20)  # most objects of a test are freed without it
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _indexed_once(_compiled: None) -> Iterator[None]:
    """The law of the program has one index for all commands that screen rows, each of which has an engine; it keeps no question."""
    own = Index(load_law().law)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "Index", lambda law: own if law is own.law else Index(law))
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_made_once() -> Iterator[None]:
    """A command that runs in this process is made once; one in a separate process is made there."""
    with pytest.MonkeyPatch.context() as patch:
        make = made_once()
        for module in MAKERS:
            patch.setattr(module, "get_command", make)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pinned_day() -> Iterator[None]:
    """Today is the same day whenever the tests run; a program in a separate process gets `--on`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "today", lambda: TODAY)
        yield


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """A number for each folder of a test."""
    return count()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, numbers: Iterator[int]) -> Path:
    """A folder of its own for each test; pytest would look through thousands of those before for the next number."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}{next(numbers)}", numbered=False)


@pytest.fixture(scope="session")
def store() -> Law:
    """The project's own data, compiled."""
    return load_law(DATA)


@pytest.fixture(scope="session")
def law(store: Law) -> Register:
    """The register of the project's own data."""
    return store.law


@pytest.fixture(scope="session")
def data() -> Path:
    """The project's own data folder."""
    return DATA


@pytest.fixture(scope="session")
def model(data: Path, store: Law) -> Model:
    """The second mind, which reads the data of the project by itself, and takes the meaning of words beyond names from the reader."""
    return Model(data, reader_of(store))


@pytest.fixture(scope="session")
def window() -> Iterator[Browser]:
    """The one browser of all tests that open pages, which run in one worker."""
    program = found()
    assert program
    with browser(program) as opened:
        yield opened


@pytest.fixture(scope="session")
def memory() -> Memory:
    """Caches of data files that tests share."""
    return Memory()


@pytest.fixture(scope="session")
def pools() -> Pools:
    """Caches of compiled data that tests share."""
    return Pools()


@pytest.fixture
def read_once(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the data is read as far as it differs: for tests that are not about reading."""
    memory.patch(monkeypatch)


@pytest.fixture
def remembered(read_once: None, pools: Pools, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it is read once as well
    """A copy of the data is read as far as it differs, and no bytes are made of it: for tests that are about neither."""
    pools.patch(monkeypatch)
