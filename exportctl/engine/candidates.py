"""Only provisions that can speak to a situation are asked; every other one says NO unasked, and so costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exportctl.engine.index import Index, Provisions
    from exportctl.engine.situation import GoodsProfile, Listed, Situation


class Candidates(NamedTuple):
    """The provisions that can speak to a situation, those among them that look at others, and those that are looked at.

    What a provision says can turn on another one that it names (`under`), on those that list the goods, and on those that list a
    party: on whether they are active, whoever they bind. Where none looks, none is seen.
    """

    speaking: Provisions
    looking: Provisions
    seen: Provisions


def candidates(index: Index, situation: Situation, for_goods: Provisions) -> Candidates:
    """Return which provisions matter to a situation: the goods, the route and the parties must each leave them something to say."""
    speaking = for_goods & index.for_route(situation.from_, situation.to)
    speaking &= _for_parties(index, situation.parties or frozenset())
    looking = speaking & index.lookers
    if not looking:
        return Candidates(speaking, looking, looking)
    listed = [*(situation.parties or ()), *(item for group in situation.owners.groups for item in group)]
    seen = frozenset[str]().union(
        *(index.looked_at(provision) for provision in looking),
        (provision for line, _ in situation.goods.matches for provision, _ in index.listed_by(line)),
        (item.provision for item in listed),
    )
    return Candidates(speaking, looking, seen)


def for_goods(index: Index, goods: GoodsProfile) -> Provisions:
    """Return the provisions with a rule about any goods or technology, a line that these may be, or a material that they may be."""
    about = index.by_goods
    phrases = [phrase for line, _ in goods.matches for phrase in index.phrases_meaning(line)]
    phrases += [phrase for material in goods.materials | goods.may_be for phrase in index.phrases_naming(material)]
    said = (about.saying[phrase] for phrase in phrases if phrase in about.saying)
    technology = about.technology if goods.technology else ()
    return about.anything.union(technology, about.dual_use if goods.matches else (), *said)


def _for_parties(index: Index, parties: frozenset[Listed]) -> Provisions:
    """Return the provisions that speak whoever takes part, and those of the acts that designate somebody who does."""
    acts = {index.law.act_of(item.provision).id for item in parties}
    return index.whoever.union(*(index.designating[act] for act in acts if act in index.designating))
