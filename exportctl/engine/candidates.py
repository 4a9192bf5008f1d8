"""Select the provisions that can have an outcome in a situation; all others are NO and need no evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.circumstances import Statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.engine.index import Index, Provisions
    from exportctl.engine.scope import Scope
    from exportctl.engine.situation import Situation


class Candidates(NamedTuple):
    """The provisions that can have an outcome, and the provisions to which each of these refers.

    A provision can depend on whether other provisions are active: those that it names (`under`) and that can concern the
    goods, those that list the goods, and those that list a party.
    """

    provisions: Provisions
    references: Mapping[str, Provisions]


def candidates(index: Index, situation: Situation, scope: Scope) -> Candidates:
    """Return the provisions that remain possible for the goods, the route, the parties and the statements of a situation."""
    stated = Statements(situation.end_use, situation.supplied_to, situation.via_china)
    possible = scope.provisions & index.for_any_party(situation.from_, situation.to, stated)
    if situation.parties:
        acts = {index.law.act_of(item.provision).id for item in situation.parties}
        for_parties = (index.for_designated[act] for act in acts if act in index.for_designated)
        # Rules about designated parties count only in the acts that designate one of these.
        on_route = index.for_route(situation.from_, situation.to).intersection(frozenset().union(*for_parties))
        possible |= scope.provisions & on_route - index.without_statements(stated)
    dependent = [(provision, on) for provision in possible if (on := index.dependencies(provision))]
    if not dependent:
        return Candidates(possible, {})
    goods = scope.listing
    parties = {item.provision for item in situation.parties or ()}
    parties |= {item.provision for group in situation.owners.groups for item in group}
    # There are few kinds of dependencies, so provisions of one kind share one set.
    references = {
        on: (on.provisions & scope.provisions).union(goods if on.goods else (), parties if on.parties else ())
        for _, on in dependent
    }
    return Candidates(possible, {provision: references[on] for provision, on in dependent})
