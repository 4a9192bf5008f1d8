"""Check the procedure: every requirement cites an article or states that none was seen, and refers to records that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from exportctl.law.procedure import UNOFFICIAL, ExportCase, Requirement
from exportctl.law.spelling import nearest_key
from exportctl.store.checks.names import NO_GOODS, belongs_in, unknown
from exportctl.store.places import place_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft, Placed

FOLDER: Final = "procedure/steps"


def articles(draft: Draft) -> Iterator[Problem]:
    """Refuse a requirement with neither article nor `no_article`, with both, or with an article for a draft or a report."""
    for item in draft.requirements:
        cited, noted = item.record.article, item.record.no_article
        if cited is None and noted is None:
            yield item.problem("cites no article; if none was seen, state that in 'no_article'", "id")
        elif cited is not None and noted is not None:
            yield item.problem("cites an article, and states that none was seen", "no_article")
        elif cited is not None and item.record.confidence in UNOFFICIAL:
            yield item.problem(
                "a draft, a trade practice or a press report is no article; state its source in 'no_article'", "article"
            )


def requirements(draft: Draft) -> Iterator[Problem]:
    """Refuse a requirement in the file of another stage, and a reference to an unknown body, act, provision, list, place or goods."""
    lists = {item.id for release in draft.releases for who in release.record.jurisdictions for item in who.party_lists}
    acts = draft.ids("acts")
    known = {
        "authority": draft.ids("authorities"),
        "channel": draft.ids("channels"),
        "acts": acts,
        "under": acts,
        "may_prohibit": acts,
        "party_list": lists,
        "to": set(place_names()),
    }
    goods = {*draft.codes(), *draft.ids("groups")}
    provisions = {*draft.provision_ids()}
    for listed in draft.procedures:
        yield from _unknown(listed, listed.record.provisions, provisions, "provisions")
    for item in draft.requirements:
        record = item.record
        yield from belongs_in(item, f"{FOLDER}/{record.stage}.yaml", "stage")
        for key in ("authority", "channel"):
            yield from _unknown(item, filter(None, [getattr(record, key)]), known[key], key)
        yield from _case(item, record.when, known, goods, "when")
        yield from _unknown(item, record.provisions, provisions, "provisions")
        for number, case in enumerate(record.unless):
            yield from _case(item, case, known, goods, "unless", number)


def _case(
    item: Placed[Requirement], case: ExportCase, known: Mapping[str, set[str]], goods: set[str], *path: str | int
) -> Iterator[Problem]:
    """Refuse a case of unknown acts, party lists, places or goods."""
    for key in ("acts", "under", "may_prohibit", "party_list", "to"):
        yield from _unknown(item, getattr(case, key) or (), known[key], *path, key)
    yield from unknown(item, case.goods or (), goods, NO_GOODS, *path, "goods")


def _unknown(item: Placed[Any], ids: Iterable[str], known: set[str], *path: str | int) -> Iterator[Problem]:
    """Refuse unknown ids; none, if the file with the known ids could not be read."""
    for id_ in ids:
        if known and id_ not in known:
            yield item.problem(
                "there is no '{id}' for '{key}'{near}", *path, id=id_, key=path[-1], near=nearest_key(id_, known)
            )
