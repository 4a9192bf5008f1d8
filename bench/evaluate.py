"""evaluate(): questions a second on one core, compared with the independent model on the same questions."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from exportctl.api import load_law, reading
from exportctl.engine.engine import Engine
from tests.engine.differential import facts_of
from tests.engine.reading import reader_of
from tests.model.model import Model
from tests.model.questions import questions

DATA = Path(__file__).resolve().parent.parent / "data"
SEED, COUNT, PASSES = 20251201, 20_000, 5


def rate(ask: Callable[[], object], count: int) -> float:
    """Return how many questions a second one pass answers."""
    start = time.perf_counter()
    ask()
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the rates of the first pass, of later passes, and of the model."""
    store = load_law(DATA)
    model = Model(DATA, reader_of(store))
    drawn = list(questions(SEED, COUNT, model.catalogue))
    ready = [(facts_of(store, facts), on, known_on, reading(assume)) for facts, on, known_on, assume, _ in drawn]

    gc.freeze()  # the collector must not search the objects of the model and the questions while the engine is timed
    asked_first = Engine(store.law)

    def engine() -> None:
        for question in ready:
            asked_first.evaluate(*question)

    def ask_model() -> None:
        for question in drawn:
            model.answer(*question)

    first = rate(engine, COUNT)
    warm = sorted(rate(engine, COUNT) for _ in range(PASSES))[PASSES // 2]
    slow = rate(ask_model, COUNT)
    situations = len({question[0] for question in ready})
    print(f"evaluate(), {COUNT} random questions on {situations} sets of facts, seed {SEED}, one core")
    print(f"  engine, situations new to it   {first:9.0f} a second  {first / slow:6.1f} times the model")
    print(f"  engine, situations met before  {warm:9.0f} a second  {warm / slow:6.1f} times the model; 50000 wanted")
    print(f"  independent model              {slow:9.0f} a second")


if __name__ == "__main__":
    main()
