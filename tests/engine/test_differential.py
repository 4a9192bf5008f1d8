"""The engine and the independent model agree on 4,800 random questions of each run, in both readings and in every word."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from exportctl.api import Law
from tests.drawn import DRAWS
from tests.engine.differential import disagreements
from tests.engine.words import Phrasebook
from tests.model.model import Model
from tests.model.questions import questions

SEEDS = (*range(20251201, 20251209), *range(20261128, 20261136))
EACH = 300 * DRAWS
assert len(SEEDS) * EACH == 4_800 * DRAWS


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_model(store: Law, model: Model, data: Path, seed: int) -> None:
    """Not one question of the seed is answered differently, as facts or in the words of a caller, and no answer contradicts itself."""
    first = next(disagreements(store, model, data, seed, EACH), None)
    assert first is None, f"seed {seed}: {first}"


def test_most_questions_can_be_put_into_words(model: Model, data: Path) -> None:
    """Each kind of fact is stated by some of them; trust in descriptions is no fact, and `check` has no word for it."""
    untrusted, transactions = [], []
    for seed in SEEDS[::4]:  # the share of one seed varies by a twentieth
        book = Phrasebook(data, seed)
        drawn = islice(questions(seed, 6_000, model.catalogue), 0, None, 25)
        of_seed = [question for question in drawn if not question[0].get("trusted")]
        untrusted += of_seed
        transactions += [item for facts, on, known_on, *_ in of_seed if (item := book.said(facts, on, known_on))]
    assert len(transactions) > 0.8 * len(untrusted)
    stated = {name for item in transactions for name, value in item._asdict().items() if value}
    assert stated == set(transactions[0]._fields)
