"""The errors that a user can receive; each names the place and the fault."""

from __future__ import annotations

from errno import EISDIR, ENOENT
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.chinese import with_chinese
from exportctl.sentences import ENGLISH, Language, Sentence, as_sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

STATED_TWICE: Final = Sentence("is stated twice; state it once")
"""The fault of a fact or option with one value that is stated with several."""


class ExportctlError(Exception):
    """A fault in the input of the caller or in a data folder; never a fault of the program."""

    def render(self, name_of: Callable[[str], str] = str, language: Language = ENGLISH) -> str:
        """Return the fault in one line in a language; `name_of` returns the name of a fact."""
        return language.render(self.args[0], name_of)


class InputError(ExportctlError):
    """A fact of the caller is invalid.

    `where` is the fact (`to`), with its name if there are several (`param density`; the name may be bilingual), or a sentence
    (`row 3`); `what` describes the fault and the correction. The catalogue of each language contains the words that the code
    states here.
    """

    def __init__(self, where: str, what: str, /, **parts: object) -> None:
        """Take the place, and the fault: words with a part for each placeholder, or a whole sentence."""
        sentence = as_sentence(what, **parts)
        super().__init__(where, sentence)
        self.where, self.what = where, sentence

    @property
    def fact(self) -> str:
        """The fact without the name of its instance."""
        return self.where.partition(" ")[0]

    def __str__(self) -> str:
        """Return place and fault in one line, with the Python names of facts."""
        return self.render(lambda fact: "from_" if fact == "from" else fact)  # the name of one is a Python keyword

    def render(self, name_of: Callable[[str], str] = str, language: Language = ENGLISH) -> str:
        """Return the same line in a language; `name_of` returns the name of a fact."""
        where = language.render(self.where)
        place = where if isinstance(self.where, Sentence) else self._place(where, name_of)
        return f"{place}: {language.render(self.what, name_of)}"

    def _place(self, where: str, name_of: Callable[[str], str]) -> str:
        fact, blank, which = where.partition(" ")
        return f"{name_of(fact)}{blank}{which}"


class PlaceError(InputError):
    """A file, a folder, a row or a column is invalid; `where` is its own name, which is the same in all interfaces."""

    def _place(self, where: str, name_of: Callable[[str], str]) -> str:  # noqa: ARG002 - the signature of the base class
        return where


def with_file_name(error: InputError, name: str) -> InputError:
    """Return an error about a file with the name of that file in place of the argument; an error about anything else stays."""
    return PlaceError(name, error.what) if error.where == "file" else error


def none_of(where: str, text: str, words: Iterable[str], hint: str = "") -> InputError:
    """Return the error for a word that is not accepted; a hint names the word that is likely intended."""
    return InputError(where, "'{text}' is not one of {known}{hint}", text=text, known=with_chinese(words), hint=hint)


class MissingExtraError(ExportctlError, ImportError):
    """The question needs a part of the program that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        """Take the missing part and the extra that installs it."""
        super().__init__(
            Sentence("{what} needs an optional component; run pip install 'exportctl[{extra}]'", what=what, extra=extra)
        )


_EXTRAS: Final = {
    **dict.fromkeys(("pyarrow", "python_calamine", "xlsxwriter"), "batch"),
    **dict.fromkeys(("jinja2", "resvg_py"), "report"),
    **dict.fromkeys(("mcp", "prometheus_client", "python_multipart", "starlette", "uvicorn"), "serve"),
    "icalendar": "calendar",
    "docx": "documents",
    "selectolax": "news",
    "pyspark": "spark",
}
"""The extra of each optional module."""


def missing_extra(error: ModuleNotFoundError) -> MissingExtraError:
    """Return the error that names the extra to install for a module; raises the given error if no extra has it."""
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    return MissingExtraError(Sentence("this command"), extra)


NO_FILE: Final = Sentence("No such file or directory; correct the name")
"""What is wrong with the name of an input."""
_NOT_READ: Final = {
    "No such file or directory": NO_FILE,
    "Is a directory": Sentence("Is a directory; name a file"),
    "Permission denied": Sentence("Permission denied; change its permissions"),
}
"""The errors of the system about a file, with the correction, where the name or the user's rights are at fault."""
_SYSTEM: Final = (
    translatable("Not a directory"),
    translatable("File exists"),
    translatable("File name too long"),
    translatable("File too large"),
    translatable("Read-only file system"),
    translatable("No space left on device"),
    translatable("Input/output error"),
    translatable("Bad file descriptor"),
    translatable("Too many levels of symbolic links"),
    translatable("Too many open files"),
)
"""The other frequent errors of the system about a file."""


def reason_of(error: Exception, otherwise: str = "") -> str:
    """Return the system's reason for an error, else the given one, else the first line of the error itself."""
    reason = getattr(error, "strerror", None) or otherwise or next(iter(error.args), "")
    if isinstance(reason, Sentence):
        return reason
    return _NOT_READ.get(reason) or (Sentence(reason) if reason in _SYSTEM else str(reason).partition("\n")[0])


_NOT_WRITTEN: Final = {
    ENOENT: Sentence("its folder does not exist; create the folder, or name another file"),
    EISDIR: Sentence("is a folder; name a file"),
}
"""What is wrong with the name of an output, where the system's words could mean the file itself."""


def why_not_written(error: Exception, otherwise: str = "") -> str:
    """Return why a file cannot be written, with the correction if its name is at fault; else as `reason_of`."""
    return _NOT_WRITTEN.get(getattr(error, "errno", None) or 0) or reason_of(error, otherwise)


class NotFoundError(ExportctlError):
    """An id names no act, provision, entry or statement."""


class ParameterError(NotFoundError):
    """An id names a parameter, which no record of its own describes."""


class Problem(NamedTuple):
    """One fault in a data folder: the file (relative to the folder), the line (from 1), the check's code, the fault, and the folder."""

    file: str
    line: int
    code: str
    message: str
    folder: str = ""

    def __str__(self) -> str:
        """Return the line in the format of compilers, so that an editor opens the file: path:line: code message."""
        return self.render()

    def render(self, language: Language = ENGLISH) -> str:
        """Return the same line with the fault in a language."""
        path = f"{self.folder}/{self.file}" if self.folder else self.file
        return f"{path}:{self.line}: {self.code} {language.render(self.message)}"


class DataError(ExportctlError):
    """A data folder has problems; all of them are in `problems`."""

    def __init__(self, folder: str, problems: Sequence[Problem]) -> None:
        """Take every problem; the message counts them."""
        count = len(problems)
        several = Sentence("{folder}: {count} problems in the data", folder=folder, count=count)
        super().__init__(Sentence("{folder}: 1 problem in the data", folder=folder) if count == 1 else several)
        self.folder = folder
        self.problems = tuple(problems)
