"""The share through chains and circles is the limit of a walk from owner to owner, step by step."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exportctl import Transaction, load_law
from exportctl.engine.ownership import possible_share, sure_share
from exportctl.facts.holdings import with_holdings
from exportctl.facts.request import understand
from exportctl.facts.transaction import Chains
from exportctl.goods.quantities import WHOLE

COMPANIES = ("Acme", "Birch", "Cedar", "Dogwood")
LISTED = ("Leidos", "Gibbs & Cox")
_LAST_DIGIT = Fraction(1, 10**290)
Rows = dict[tuple[str, str], int]


@st.composite
def tables(draw: st.DrawFn, *, circles: bool) -> Rows:
    """Draw what companies, some of them listed, hold of one another; without circles only an earlier one owns a later one."""
    rows: Rows = {}
    order = (*LISTED, *COMPANIES, "Target")
    for place, owned in enumerate(order):
        left = 99 if circles else 100  # a circle is never closed, so that walks end
        for owner in order[:-1] if circles else order[:place]:
            share = draw(st.sampled_from((0, 0, 0, 10, 25, 49, 50, 51, 100)))
            if 0 < share <= left:
                rows[owner, owned] = share
                left -= share
    return rows


def chains_of(rows: Rows) -> Chains:
    """Return the chains above the end user as a table states them."""
    law = load_law()
    facts = understand(law.law, Transaction("gallium", date(2025, 12, 1), party=("end-user=Target",)), law)
    held = [{"owner": owner, "owned": owned, "percent": str(share)} for (owner, owned), share in rows.items()]
    chains = with_holdings(facts, held, law.parties).chains
    assert chains is not None
    return chains


def walked(rows: Rows, those: frozenset[str], steps: int) -> tuple[Fraction, Fraction]:
    """Return the share of the end user from which this many steps lead to one of the owners, and from which more steps might.

    A walk ends at the first of them.
    """
    at, product = {"Target": Fraction(100)}, Fraction(0)
    for _ in range(steps):
        following: dict[str, Fraction] = {}
        for company, weight in at.items():
            for (owner, owned), share in rows.items():
                if owned == company and owner in those:
                    product += weight * share / 100
                elif owned == company:
                    following[owner] = following.get(owner, Fraction(0)) + weight * share / 100
        at = following
    return product, sum(at.values(), Fraction(0))


def with_subsidiaries(rows: Rows, those: frozenset[str]) -> frozenset[str]:
    """Return the owners, and the companies half of which they, or such companies, hold."""
    grown = those | {
        owned
        for owned in COMPANIES
        if sum(share for (owner, of), share in rows.items() if of == owned and owner in those) >= 50
    }
    return grown if grown == those else with_subsidiaries(rows, grown)


@settings(max_examples=150, deadline=None)
@given(tables(circles=False))
def test_chains_are_added_up_exactly(rows: Rows) -> None:
    """Without circles, as many steps as there are companies reach every owner."""
    chains, those = chains_of(rows), frozenset(LISTED)
    unstated = 100 - sum(share for (_, owned), share in rows.items() if owned == "Target")
    keys = chains.hits.keys()
    assert Fraction(sure_share(chains, keys)) == walked(rows, those, 7)[0]
    subsidiaries = with_subsidiaries(rows, those)
    assert Fraction(possible_share(chains, keys, WHOLE / 2)) == walked(rows, subsidiaries, 7)[0] + unstated


@settings(max_examples=50, deadline=None)
@given(tables(circles=True))
def test_circles_are_what_endless_walks_come_near(rows: Rows) -> None:
    """The solution of the equations lies between the share after some steps and that with all unfinished walks."""
    chains = chains_of(rows)
    held = Fraction(sure_share(chains, chains.hits.keys()))
    for steps in (1, 3, 10, 25):
        chained, going = walked(rows, frozenset(LISTED), steps)
        assert chained - _LAST_DIGIT <= held <= chained + going


def test_a_circle_without_outside_owners_belongs_to_nobody() -> None:
    """Two companies that own all of one another hold nothing for anybody else."""
    rows = {("Acme", "Birch"): 100, ("Birch", "Acme"): 100, ("Acme", "Target"): 60, ("Leidos", "Target"): 10}
    chains = chains_of(rows)
    assert sure_share(chains, chains.hits.keys()) == 10
