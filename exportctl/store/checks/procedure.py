"""Check the procedure: every requirement cites an article or states that none was seen, and refers to records that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.procedure import UNOFFICIAL
from exportctl.law.spelling import nearest_key
from exportctl.sentences import Sentence
from exportctl.store.checks.names import list_codes, no_goods
from exportctl.store.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft

FOLDER: Final = "procedure/steps"


def articles(draft: Draft) -> Iterator[Problem]:
    """Refuse a requirement with neither article nor `no_article`, with both, or with an article for a draft or a report."""
    for item in draft.requirements:
        cited, noted = item.record.article, item.record.no_article
        if cited is None and noted is None:
            message = Sentence("cites no article; if none was seen, state that in 'no_article'")
            yield item.problem(message, "id")
        elif cited is not None and noted is not None:
            yield item.problem(Sentence("cites an article, and states that none was seen"), "no_article")
        elif cited is not None and item.record.confidence in UNOFFICIAL:
            message = Sentence(
                "a draft, a trade practice or a press report is no article; state its source in 'no_article'"
            )
            yield item.problem(message, "article")


def requirements(draft: Draft) -> Iterator[Problem]:
    """Refuse a requirement in the file of another stage, or one that refers to an unknown body, act, party list, place or goods."""
    lists = {item.id for release in draft.releases for who in release.record.jurisdictions for item in who.party_lists}
    known = {
        "authority": {item.record.id for item in draft.authorities},
        "channel": {item.record.id for item in draft.channels},
        "acts": {item.record.id for item in draft.acts},
        "party_list": lists,
        "to": set(place_names()),
    }
    goods = {*list_codes(draft), *(item.record.id for item in draft.groups)}
    for item in draft.requirements:
        record, file = item.record, f"{FOLDER}/{item.record.stage}.yaml"
        if item.document.file != file:
            yield item.problem(Sentence("belongs in {file}", file=file), "stage")
        cited = {"authority": record.authority, "channel": record.channel}
        for key, id_ in cited.items():
            if id_ is not None and _is_unknown(id_, known[key]):
                yield item.problem(_unknown(key, id_, known[key]), key)
        for key in ("acts", "party_list", "to"):
            for id_ in getattr(record.when, key) or ():
                if _is_unknown(id_, known[key]):
                    yield item.problem(_unknown(key, id_, known[key]), "when", key)
        for term in record.when.goods or ():
            if term not in goods:
                yield item.problem(no_goods(term, goods), "when", "goods")


def _is_unknown(id_: str, known: set[str]) -> bool:
    """Return whether an id is unknown; False if the file with the known ids could not be read."""
    return bool(known) and id_ not in known


def _unknown(key: str, id_: str, known: set[str]) -> Sentence:
    return Sentence("there is no '{id}' for '{key}'{near}", id=id_, key=key, near=nearest_key(id_, known))
