"""Read the configuration from a revision of the repository, so that a change cannot loosen the policy that checks it."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.cli.policy import FROM, Policy
from exportctl.config import discovery
from exportctl.config.trust import is_beside
from exportctl.errors import ExportctlError, InputError, PlaceError
from exportctl.limits import CONFIGURATION, DOCUMENT
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.config.discovery import ConfigFile

BASE: Final = "base"
"""The word for the branch into which a change is merged."""
_BRANCH: Final = "GITHUB_BASE_REF"
"""The variable in which GitHub names the target branch of a pull request."""
_REMOTE: Final = "refs/remotes/"
_MAIN: Final = (*(f"{_REMOTE}origin/{branch}" for branch in ("HEAD", "main", "master")), "HEAD")
"""The default target branch: that of the remote, or else the previous commit."""
_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""Variables that git sets for a hook, and that have another meaning in another folder."""
_REGULAR: Final = frozenset({"100644", "100755"})
_SHORT: Final = 12


class _Revision(NamedTuple):
    """A commit of the repository around the working directory, by its given name, and the path from the top to that directory."""

    top: Path
    below: str
    name: str
    commit: str

    @property
    def label(self) -> str:
        """The name in messages."""
        return f"{self.name} ({self.commit[:_SHORT]})" if self.commit else self.name

    def blob(self, file: str, most: int) -> bytes | None:
        """Return the content of a file in the revision; None if there is none. Raises PlaceError if it is not regular or too long."""
        line = _git(self.top, "ls-tree", "--full-tree", "-z", self.commit, "--", file) if self.commit else b""
        if not line:
            return None
        mode, _, digest = line.partition(b"\t")[0].decode().split(" ")
        if mode not in _REGULAR:
            raise PlaceError(f"{self.name}:{file}", "is not a regular file, but a folder, a link or a submodule")
        if int(_git(self.top, "cat-file", "-s", digest)) > most:
            raise PlaceError(
                f"{self.name}:{file}", "has more than {configuration} bytes, which is the limit", configuration=most
            )
        return _git(self.top, "cat-file", "blob", digest)


@contextmanager
def policy_at(revision: str) -> Iterator[Policy]:
    """Yield the configuration of the working directory in a revision, with notes on the revision and on files edited here."""
    commit = _revision(revision)
    with TemporaryDirectory(prefix="exportctl-") as folder:
        exported, files = _export(commit, Path(folder))
        policy = exported or _above(commit.top)
        notes = [
            Sentence("policy: {file} from {revision}", file=next(iter(files)), revision=commit.label)
            if exported
            else Sentence("policy: {file}; {revision} has no policy", file=policy.name, revision=commit.label)
            if policy.name
            else Sentence("policy: none; {revision} has no policy", revision=commit.label)
        ]
        edited = _edited_files(commit, files)
        if edited:
            sentence = Sentence(
                "{files}: this change edits the policy; the edit is ignored, and the policy of {revision} applies",
                files=join(edited),
                revision=commit.label,
            )
            notes.append(sentence)
        yield policy._replace(notes=tuple(notes), edited_files=tuple(edited))


def _above(top: Path) -> Policy:
    """Return the configuration of a folder above the repository, which no change in the repository can edit; None if there is none."""
    file = discovery.find(top.parent) if top != top.parent else None
    return Policy(file.path, file.name) if file else Policy(none=True)


def _revision(revision: str) -> _Revision:
    """Return the commit of a name. Raises InputError if there is none."""
    here = Path.cwd()
    top = Path(os.fsdecode(_git(here, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    below = os.fsdecode(_git(here, "rev-parse", "--show-prefix").removesuffix(b"\n")).rstrip("/")
    branch = os.environ.get(_BRANCH)
    names = [revision] if revision != BASE else [f"{_REMOTE}origin/{branch}"] if branch else _MAIN
    for name in names:
        if commit := _commit(top, name):
            return _Revision(top, below, name.removeprefix(_REMOTE), commit)
    if revision == BASE and not branch:
        return _Revision(top, below, Sentence("a repository without a commit"), "")
    raise InputError(
        FROM, "the repository has no revision '{revision}'; fetch it first: git fetch origin", revision=names[0]
    )


def _commit(top: Path, name: str) -> str:
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except InputError:
        return ""


def _export(revision: _Revision, folder: Path) -> tuple[Policy | None, dict[str, bytes | None]]:
    """Write the configuration of a revision and its items to a folder; return the configuration and the contents of both."""
    for file, prefix in _candidates(revision.below):
        content = revision.blob(file, CONFIGURATION)
        name = f"{revision.name}:{file if '/' in file else f'./{file}'}"
        configuration = discovery.parse(Path(file), name, content, prefix) if content is not None else None
        if content is None or configuration is None:
            continue
        files: dict[str, bytes | None] = {file: content}
        items = configuration.table.get("items")
        if isinstance(items, str) and is_beside(items):
            there = (Path(file).parent / items).as_posix()
            files[there] = revision.blob(there, DOCUMENT)
        for path, bytes_ in files.items():
            if bytes_ is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).touch(0o600)
                (folder / path).write_bytes(bytes_)
        return Policy(folder / file, name), files
    return None, {}


def _candidates(below: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the files that may configure a folder, the nearest first, with the keys above the configuration in each."""
    steps = below.split("/") if below else []
    for length in range(len(steps), -1, -1):
        for name, prefix in discovery.FILES:
            yield "/".join([*steps[:length], name]), prefix


def _edited_files(revision: _Revision, files: dict[str, bytes | None]) -> list[str]:
    """Return the files of the policy that differ from the revision."""
    edited = [file for file, prefix in _candidates(revision.below) if _differs(revision, file, prefix)]
    items = [file for file, content in list(files.items())[1:] if _here(revision.top / file) != content]
    return [*edited, *items]


def _differs(revision: _Revision, file: str, prefix: tuple[str, ...]) -> bool:
    """Return whether the configuration in a file differs from that in the revision; a file that cannot be read differs."""
    there, path = revision.blob(file, CONFIGURATION), revision.top / file
    here = _here(path)
    if here == there or not prefix:
        return here != there
    try:
        tables = [_table(path, file, content, prefix) for content in (here, there)]
    except ExportctlError:
        return True
    return tables[0] != tables[1]


def _table(path: Path, name: str, content: bytes | None, prefix: tuple[str, ...]) -> object:
    file: ConfigFile | None = discovery.parse(path, name, content, prefix) if content is not None else None
    return file and file.table


def _here(path: Path) -> bytes | None:
    """Return the content of a file in the working tree; None if it is missing, empty if it is not a regular file."""
    if not os.path.lexists(path):
        return None
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b"\0"


def _git(folder: Path, *arguments: str) -> bytes:
    """Return the output of git; raises InputError with git's message if it fails."""
    try:
        result = subprocess.run(  # noqa: S603 - no shell, and each argument is one
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git on the path
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={name: text for name, text in os.environ.items() if name not in _OF_A_HOOK},
        )
    except OSError as error:
        raise InputError(FROM, "needs git, but git cannot be run: {reason}", reason=error.strerror) from None
    if result.returncode:
        reason = result.stderr.decode(errors="replace").strip().removeprefix("fatal: ").partition("\n")[0]
        raise InputError(FROM, "git cannot read the repository: {reason}", reason=reason or arguments[0])
    return result.stdout
