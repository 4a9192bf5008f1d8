"""Only provisions that can speak to a situation are asked; every other one says NO unasked, and so costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.engine.index import Index, Provisions
    from exportctl.engine.scope import Scope
    from exportctl.engine.situation import GoodsProfile, Listed, Situation


class Candidates(NamedTuple):
    """The provisions that can speak to a situation, and for those among them that look at others, which these are.

    What a provision says can turn on another one that it names (`under`), on those that list the goods, and on those that list a
    party: on whether they are active, whoever they bind.
    """

    speaking: Provisions
    looking: Mapping[str, Provisions]


def candidates(index: Index, situation: Situation, scope: Scope) -> Candidates:
    """Return which provisions matter to a situation: goods, route, parties and statements must each leave them something to say."""
    on_route = scope.provisions & index.for_route(situation.from_, situation.to)
    speaking = _for_parties(index, on_route, situation.parties)
    silent = {pid for pid in index.claimed.keys() & speaking if not _is_stated(index, situation, pid)}
    speaking = speaking - silent if silent else speaking
    looking = [(provision, at) for provision in speaking if (at := index.looking(provision))]
    if not looking:
        return Candidates(speaking, {})
    goods = scope.listing
    parties = {item.provision for item in situation.parties or ()}
    parties |= {item.provision for group in situation.owners.groups for item in group}
    ways = {at: at.named.union(goods if at.goods else (), parties if at.parties else ()) for _, at in looking}
    return Candidates(speaking, {provision: ways[at] for provision, at in looking})


def _is_stated(index: Index, situation: Situation, provision: str) -> bool:
    """Tell whether some rule of a provision that waits for statements has all that it waits for."""
    return any(
        all(getattr(situation, field) in values for field, values in taken.items())
        for taken in index.claimed[provision]
    )


def for_goods(index: Index, goods: GoodsProfile) -> Provisions:
    """Return the provisions with a rule about any goods or technology, a line that these may be, or a material that they may be."""
    about = index.by_goods
    phrases = [phrase for line, _ in goods.matches for phrase in index.phrases_meaning(line)]
    phrases += [phrase for material in goods.materials | goods.may_be for phrase in index.phrases_naming(material)]
    said = (about.saying[phrase] for phrase in phrases if phrase in about.saying)
    technology = about.technology if goods.technology else ()
    return about.anything.union(technology, about.dual_use if goods.matches else (), *said)


def _for_parties(index: Index, provisions: Provisions, parties: frozenset[Listed] | None) -> Provisions:
    """Return those provisions that speak whoever takes part, and those of the acts that designate somebody who does."""
    acts = {index.law.act_of(item.provision).id for item in parties or ()}
    designating = (index.designating[act] & provisions for act in acts if act in index.designating)
    return (provisions & index.whoever).union(*designating)
