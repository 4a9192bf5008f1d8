"""Read an act from the news that `data news --format json` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.strictjson import parsed
from exportctl.law.spelling import nearest_key
from exportctl.limits import DOCUMENT
from exportctl.news.titles import day_in
from exportctl.store.skeleton import Announced

if TYPE_CHECKING:
    from pathlib import Path


def announced_act(file: Path, id_: str) -> Announced:
    """Return the announcement of an act in the news. Raises InputError for a file without news, or without this act."""
    acts = {item["id"]: item for item in _new(file)}
    if id_ not in acts:
        raise InputError("id", "{file} has no news of '{id}'{near}", file=file, id=id_, near=nearest_key(id_, acts))
    act = acts[id_]
    return Announced(day_in(act["published"] or ""), act["subject"], act["address"])


def _new(file: Path) -> list[dict[str, Any]]:
    try:
        with file.open("rb") as stream:
            content = stream.read(DOCUMENT + 1)
        tree: Any = parsed(content[:DOCUMENT].decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise PlaceError(str(file), "cannot be read: {strerror}", strerror=reason_of(error)) from None
    match tree:
        case {"schema": "exportctl.news/1", "new": list(new)} if all(map(_is_act, new)):
            return new
    raise PlaceError(str(file), "holds no news; write it with exportctl data news --format json")


def _is_act(item: Any) -> bool:  # noqa: ANN401 - a value of JSON
    match item:
        case {"id": str(), "subject": str(), "address": str(), "published": str() | None}:
            return True
    return False
