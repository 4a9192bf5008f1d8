"""A page is opened in a headless Chromium, which is spoken to over two pipes: no network, no driver, and one start for all tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_PATIENCE = 60
_SWITCHES = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # tests may run as root, where there is none
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--window-size=1280,900",
)


def found() -> str | None:
    """Return the Chromium of this machine, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A Chromium with one page, and what that page complained of."""

    def __init__(self, process: subprocess.Popen[bytes], to: int, from_: int) -> None:
        self.process = process
        self.complaints: list[str] = []
        self._to, self._from, self._left, self._number, self._session = to, from_, b"", 0, ""
        self._events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a request and return its result; messages of the page in the meantime are kept."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while (answer := self._heard()).get("id") != self._number:
            self._keep(answer)
        assert "error" not in answer, answer
        return dict(answer["result"])

    def open(self, page: Path | str) -> None:
        """Open a page of a file or an address, and wait until it is loaded."""
        self.complaints.clear()
        self._events.clear()
        self.call("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._keep(self._heard())

    def follow(self, script: str) -> None:
        """Do what leads to another page, and wait until that is loaded."""
        self._events.clear()
        self.run(script)
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._keep(self._heard())

    def choose_file(self, field: str, file: Path) -> None:
        """Choose a file in a field of a form, as a person does."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
        self.call("DOM.setFileInputFiles", files=[str(file)], nodeId=node)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression once it is settled."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait until a piece of JavaScript is true, for half a minute at most: a page gets its focus when it is drawn."""
        look = f"({condition}) ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20)"
        polling = f"new Promise(done => {{ const end = Date.now() + 30000, look = () => {look}; look(); }})"
        assert self.run(polling)

    def looks(self, **features: str) -> None:
        """Let the page be shown with features of a medium, as in `prefers_color_scheme="dark"`."""
        media = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=media)

    def printed(self) -> bytes:
        """Return the page as it is printed to PDF."""
        return b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def picture(self, *, whole: bool = False) -> bytes:
        """Return a PNG of the window, or of the whole page."""
        return b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def _heard(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            assert select([self._from], [], [], _PATIENCE)[0], "the browser says nothing any more"
            part = os.read(self._from, 1 << 16)
            assert part, "the browser is gone"
            self._left += part
        message, self._left = self._left.split(b"\0", 1)
        return dict(json.loads(message))

    def _keep(self, event: dict[str, Any]) -> None:
        self._events.append(event)
        parameters = event.get("params", {})
        match event.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(str(parameters["exceptionDetails"]))
            case "Log.entryAdded":
                self.complaints.append(str(parameters["entry"]))
            case "Runtime.consoleAPICalled" if parameters["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str(parameters["args"]))


@contextmanager
def browser(program: str, *switches: str) -> Iterator[Browser]:
    """Start a Chromium with a folder and switches of its own, and end it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        reads, to = os.pipe()
        from_, writes = os.pipe()
        process = _started([program, *_SWITCHES, *switches, f"--user-data-dir={folder}"], reads, writes)
        os.close(reads)
        os.close(writes)
        try:
            yield Browser(process, to, from_)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            os.close(to)
            os.close(from_)


def _started(command: list[str], reads: int, writes: int) -> subprocess.Popen[bytes]:
    """Start a program that reads commands from its file 3, and writes to its file 4.

    It runs by the real clock, because Chromium hangs under faketime (`make days`); the pages that it opens state their day.
    """
    shell = f'exec "$@" 3<&{reads} 4>&{writes}'
    return subprocess.Popen(
        ["/bin/bash", "-c", shell, "-", *command],
        pass_fds=(reads, writes),
        env={name: value for name, value in os.environ.items() if name != "LD_PRELOAD"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
