"""Where no data is named, that of the program answers, or newer data that is installed beside it."""

from __future__ import annotations

import re
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final, NamedTuple

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence
from exportctl.store.folder import RELEASE, bytes_of

PACKAGE: Final = Path(__file__).resolve().parent.parent
INSTALLED: Final = "exportctl_data"
"""The folder that the distribution `exportctl-data` installs: data like any other, which is found and never imported."""
_VERSION: Final = rb"""(?m)^version: *["']?([0-9]+(?:\.[0-9]+)*)["']?\s*$"""


class Chosen(NamedTuple):
    """The data that answers, and why it does."""

    folder: Path
    why: str


def chosen() -> Chosen:
    """Return the data that answers where none is named. Raises InputError for data that does not say how old it is."""
    own = _own()
    beside = [folder for folder in _beside() if (folder / RELEASE).exists()]
    if not beside:
        return Chosen(own, Sentence("it comes with the program, and no exportctl-data is installed"))
    newest = max(beside, key=_version)
    here, there = (".".join(map(str, _version(folder))) for folder in (own, newest))
    if _version(newest) > _version(own):
        why = Sentence(
            "exportctl-data {there} is installed, and newer than {here}, which comes with the program",
            there=there,
            here=here,
        )
        return Chosen(newest, why)
    why = Sentence(
        "it comes with the program, and exportctl-data {there}, which is installed, is not newer than {here}",
        there=there,
        here=here,
    )
    return Chosen(own, why)


def data_folder() -> Path:
    """Return the folder of the data that answers where none is named."""
    return chosen().folder


def _own() -> Path:
    """Return the data that belongs to this program: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / "data"
    return inside if inside.is_dir() else PACKAGE.parent / "data"


def _beside() -> list[Path]:
    """Return the folders that are installed as data; to find them takes a twentieth of a millisecond, and runs nothing of theirs."""
    found = PathFinder.find_spec(INSTALLED)
    return [Path(place) for place in (found.submodule_search_locations or ())] if found else []


def _version(folder: Path) -> tuple[int, ...]:
    """Return the version of the data in a folder, part by part, without reading the whole."""
    try:
        found = re.search(_VERSION, bytes_of(str(folder / RELEASE)))
    except OSError as error:
        raise PlaceError(
            str(folder / RELEASE), Sentence("cannot be read: {strerror}", strerror=reason_of(error))
        ) from None
    if found is None:
        raise PlaceError(
            str(folder / RELEASE), Sentence("says no version such as 2026.10.10; install exportctl-data anew")
        )
    return tuple(map(int, found[1].split(b".")))
