"""Select the provisions that can have an outcome in a situation; every other one is NO and costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.engine.index import Index, Provisions
    from exportctl.engine.scope import Scope
    from exportctl.engine.situation import Listed, Situation


class Candidates(NamedTuple):
    """The provisions that can have an outcome, and for those among them that refer to others, to which.

    A provision can turn on one that it names (`under`), on those that list the goods, and on those that list a party: on whether
    they are active, whoever they bind.
    """

    provisions: Provisions
    references: Mapping[str, Provisions]


def candidates(index: Index, situation: Situation, scope: Scope) -> Candidates:
    """Return the provisions that goods, route, parties and statements of a situation each leave possible."""
    on_route = scope.provisions & index.for_route(situation.from_, situation.to)
    possible = _for_parties(index, on_route, situation.parties)
    waiting = {pid for pid in index.required_statements.keys() & possible if not _is_stated(index, situation, pid)}
    possible = possible - waiting if waiting else possible
    dependent = [(provision, on) for provision in possible if (on := index.dependencies(provision))]
    if not dependent:
        return Candidates(possible, {})
    goods = scope.listing
    parties = {item.provision for item in situation.parties or ()}
    parties |= {item.provision for group in situation.owners.groups for item in group}
    # There are few kinds of dependencies, so those of one kind share one set.
    references = {
        on: on.provisions.union(goods if on.goods else (), parties if on.parties else ()) for _, on in dependent
    }
    return Candidates(possible, {provision: references[on] for provision, on in dependent})


def _is_stated(index: Index, situation: Situation, provision: str) -> bool:
    """Tell whether every statement that some rule of a provision requires was made."""
    return any(
        all(getattr(situation, field) in values for field, values in required.items())
        for required in index.required_statements[provision]
    )


def _for_parties(index: Index, provisions: Provisions, parties: frozenset[Listed] | None) -> Provisions:
    """Return those of the provisions that bind whoever takes part, or whose act designates somebody who does."""
    acts = {index.law.act_of(item.provision).id for item in parties or ()}
    designating = (index.for_designated[act] & provisions for act in acts if act in index.for_designated)
    return (provisions & index.for_any_party).union(*designating)
