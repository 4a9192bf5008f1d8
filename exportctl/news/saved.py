"""Read an announcement from the news that `data news --format json` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.strictjson import parsed
from exportctl.law.spelling import nearest_key
from exportctl.limits import DOCUMENT
from exportctl.news.titles import day_in, issuers_in
from exportctl.sentences import Fact, Sentence
from exportctl.store.skeleton import Announced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exportctl.law.citation_forms import Issuer


def announced_act(file: Path, id_: str, issuers: Sequence[Issuer], address: str | None = None) -> Announced:
    """Return the announcement of an act in the news: that with its id, or that at one of its addresses, which may have no number.

    `issuers` are those of the data, whose acts have their short names. Raises InputError for a file without news, or without this act.
    """
    new, unnumbered = _news(file)
    if address:
        act = next(
            (item for item in (*new, *unnumbered) if address in (item["address"], *item.get("addresses", ()))), None
        )
        if act is None:
            raise InputError(
                "address", "{file} has no news at {address}; copy an address from it", file=file, address=address
            )
        return _act_of(act | {"address": address}, issuers)
    acts = {item["id"]: item for item in new}
    if id_ not in acts:
        raise InputError(
            "id",
            "{file} has no news of '{id}'{near}{step}",
            file=file,
            id=id_,
            near=nearest_key(id_, acts),
            step=Sentence(
                "; add {option} with its address if the news show it without a number", option=Fact("--address")
            )
            if unnumbered
            else "",
        )
    return _act_of(acts[id_], issuers)


def _act_of(item: dict[str, Any], known: Sequence[Issuer]) -> Announced:
    """Return an announcement of the news. One without a number has its whole title as its subject, and names no issuer."""
    return Announced(
        day_in(item["published"] or ""),
        item.get("subject", item["title"]),
        item["address"],
        issuers_in(item.get("issuer", ""), known),
    )


def _news(file: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the announcements with a number, and those without one."""
    try:
        with file.open("rb") as stream:
            content = stream.read(DOCUMENT + 1)
        tree: Any = parsed(content[:DOCUMENT].decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise PlaceError(str(file), "cannot be read: {strerror}", strerror=reason_of(error)) from None
    match tree:
        case {"schema": "exportctl.news/1", "new": list(new), **others} if all(map(_is_act, new)):
            unnumbered = others.get("unnumbered", [])
            if isinstance(unnumbered, list) and all(map(_is_announcement, unnumbered)):
                return new, unnumbered
    raise PlaceError(str(file), "holds no news; write it with exportctl data news --format json")


def _is_act(item: Any) -> bool:  # noqa: ANN401 - a value of JSON
    match item:
        case {"id": str(), "issuer": str(), "subject": str()}:
            return _is_announcement(item)
    return False


def _is_announcement(item: Any) -> bool:  # noqa: ANN401 - a value of JSON
    match item:
        case {"title": str(), "address": str(), "published": str() | None, **others}:
            addresses = others.get("addresses", [])
            return isinstance(addresses, list) and all(isinstance(address, str) for address in addresses)
    return False
