"""The files that were sent to the page: each has a private folder and an address that cannot be guessed, until it is deleted."""

from __future__ import annotations

import asyncio
import re
import secrets
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from exportctl.sentences import Sentence
from exportctl.served.lanes import Lane, LateError, Until
from exportctl.served.pages.screening import REPORT, SPLIT, WORKBOOK, Outcome, Progress, SentFile
from exportctl.served.refusals import fault_of_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.served.current import Answerer

    ScreenFile = Callable[[Answerer, SentFile, Path, Callable[[Progress], None]], Outcome]

_LONGEST: Final = 600
"""Seconds that the screening of a file may take."""
_AGAIN: Final = 15
"""After both results were fetched, they are kept for this part (1/15) of the time, so that they can be fetched again."""
_MINUTE: Final = 60
_MAX_RESULTS: Final = 32
"""The number of results that are kept; above it, the oldest is deleted."""
_UNSAFE: Final = re.compile(r"[^\w .()\[\]-]+")


class Upload:
    """A file that is being screened, or its results: `outcome` is None until it is screened."""

    def __init__(self, sent: SentFile, folder: Path) -> None:
        """Take a file, and the folder of its results."""
        self.name, self.language, self.stated, self.folder = sent.name, sent.language, sent.field_texts, folder
        self.progress = Progress()
        self.outcome: Outcome | None = None
        self.fetched_names: set[str] = set()
        self.is_dropped = False

    @property
    def stem(self) -> str:
        """The name without its ending, as the name of a file to save."""
        return _UNSAFE.sub("_", Path(self.name).stem) or "rows"

    @property
    def workbook(self) -> str:
        """The name under which the workbook is saved."""
        return f"{self.stem}.screened.xlsx"

    def result(self, name: str) -> Path | None:
        """Return the file of the result with a name; None without one."""
        file = {REPORT: self.folder / REPORT, self.workbook: self.folder / WORKBOOK}.get(name)
        return file if file and self.outcome and file.is_file() else None

    def note(self, progress: Progress) -> None:
        """Note the progress of the work; raises LateError if the upload was deleted."""
        if self.is_dropped:
            raise LateError
        self.progress = progress


class Uploads:
    """The files of one service, in a folder that is deleted with it."""

    def __init__(self, lane: Lane, keep: float, screen_file: ScreenFile, note: Callable[[str], None]) -> None:
        """Take the lane of tables, the seconds for which results are kept, the function that screens a file, and a log of faults."""
        self._lane, self._keep, self._screen_file, self._note = lane, keep, screen_file, note
        self._uploads: dict[str, Upload] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def minutes(self) -> int:
        """The minutes for which results are kept."""
        return max(round(self._keep / _MINUTE), 1)

    def begin(self, by: Answerer, sent: SentFile) -> str:
        """Start to screen a file, and return its token. Raises BusyError if all slots are in use."""
        with ExitStack() as stack:
            stack.enter_context(self._lane.place())
            token = secrets.token_urlsafe(24)
            upload = Upload(sent, self._private_folder() / token)
            upload.folder.mkdir(mode=0o700)
            self._uploads[token] = upload
            self._make_room()
            task = asyncio.get_running_loop().create_task(self._run(token, upload, by, sent, stack.pop_all()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return token

    def find(self, token: str) -> Upload | None:
        """Return the upload of a token; None if it was deleted."""
        return self._uploads.get(token)

    async def note_fetched(self, token: str, name: str) -> None:
        """Note that a result was fetched; after both were, they are deleted soon."""
        if upload := self._uploads.get(token):
            upload.fetched_names.add(name)
            if upload.fetched_names >= {REPORT, WORKBOOK}:
                self._drop_after(self._keep / _AGAIN, token)

    def drop(self, token: str) -> None:
        """Delete the results of a token, if there are any."""
        if upload := self._uploads.pop(token, None):
            upload.is_dropped = True
            if upload.outcome is not None:
                rmtree(upload.folder, ignore_errors=True)

    def close(self) -> None:
        """Delete everything."""
        for token in [*self._uploads]:
            self.drop(token)
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    async def _run(self, token: str, upload: Upload, by: Answerer, sent: SentFile, place: ExitStack) -> None:
        until = Until.after(_LONGEST)

        def note(progress: Progress) -> None:
            upload.note(progress)
            until.check()

        with place:
            try:
                outcome = await self._lane.run(lambda: self._screen_file(by, sent, upload.folder, note), until)
            except LateError:
                outcome = Outcome(fault=Sentence("the screening took too long; {advice}", advice=SPLIT))
            except Exception as error:  # noqa: BLE001 - any fault of the program is reported in a line
                fault = fault_of_program(error)
                outcome = Outcome(fault=fault)
                if not upload.is_dropped:
                    self._note(fault)
        upload.outcome = outcome
        if upload.is_dropped:
            rmtree(upload.folder, ignore_errors=True)
        else:
            self._drop_after(self._keep, token)

    def _drop_after(self, seconds: float, token: str) -> None:
        asyncio.get_running_loop().call_later(seconds, self.drop, token)

    def _make_room(self) -> None:
        """Delete the oldest results above the limit."""
        done = [token for token, upload in self._uploads.items() if upload.outcome is not None]
        for token in done[: max(len(self._uploads) - _MAX_RESULTS, 0)]:
            self.drop(token)

    def _private_folder(self) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="exportctl-files-", ignore_cleanup_errors=True)
        return Path(self._folder.name)
