"""Compare the answers before and after a change that should change none, for some 20,000 texts and every case.

    python -m bench.freeze before.jsonl                         # at the commit before
    python -m bench.freeze after.jsonl --against before.jsonl   # at the commit after: prints what differs, and ends with 1

The texts are the descriptions of ordinary and of controlled goods, the terms of trade and the names of the vocabulary, and these again
with figures, forms, packing and purposes that a seed draws. With `--against`, the texts are those of the earlier file.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from exportctl import check, classify, load_law
from exportctl.api import Law
from exportctl.errors import InputError
from exportctl.inquiry.cases import question_of
from exportctl.store.cases import read_cases

ROOT = Path(__file__).resolve().parent.parent
SEED, COUNT, SHOWN = 20261128, 20_000, 20
ON = "2026-08-01"
CASE = re.compile(r"case \d+")
"""The key of the answer to a case."""
BESIDE = (
    "{} powder, 99.99 %", "{} 5N in drums", "{} ingots 25 kg", "{} without cobalt", "{} for lasers", "{} containing 2 % Dy",
    "{} 200 MPa, 2000 °C", "technology for {}", "software for {}", "{} catalyst", "spare parts for {}", "{} (used), grade A",
    "{}溅射靶材", "{} 纯度99.999%", "{}生产技术", "含镝{}", "{}用",
    "{} and gallium", "{}-free solder", "{} N42SH", "{} wafers 4 inch", "{} alloy",
)  # fmt: skip
"""Words that people add to names."""


def texts(law: Law) -> Iterator[str]:
    """Yield each text once, in an order that the seed draws."""
    plain = [row["description"] for row in _rows("tests/goods/controlled.tsv")]
    plain += [row["description"] for row in _rows("tests/goods/datasheets.tsv")]
    plain += [row["description"] for row in _rows("data/trade/descriptions.tsv")]
    names = [name for item in law.law.materials.values() for name in (*item.names.en, *item.names.zh, *item.trade)]
    terms = [row["term"] for row in _rows("data/trade/terms.csv")]
    drawn = random.Random(SEED)
    made = [drawn.choice(BESIDE).format(name) for name in [*names, *names, *terms]]
    every = list(dict.fromkeys([*plain, *names, *terms, *made]))
    drawn.shuffle(every)
    yield from islice(every, COUNT)


def answers(law: Law, asked_before: Iterable[str] | None = None) -> Iterator[tuple[str, object]]:
    """Yield each question with the documents of the answer; the texts are those of earlier questions, if they are given."""
    for text in texts(law) if asked_before is None else asked_before:
        try:
            yield text, [classify(item=text, on=ON, law=law).to_dict(), _decision(text, law)]
        except InputError as error:
            yield text, str(error)
    for number, case in enumerate(read_cases(ROOT / "tests")):
        question = question_of(case.record)
        yield f"case {number}", check(question.transaction, assume=question.assume, law=law).to_dict()


def _decision(text: str, law: Law) -> object:
    content = check(item=text, to="US", on=ON, law=law).to_dict()
    return {key: content[key] for key in ("decision", "worst_case", "questions", "warnings")}


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t" if name.endswith(".tsv") else ","))


def compare(old: dict[str, Any], new: dict[str, Any]) -> int:
    """Print the first differences, and return their number."""
    differing = [key for key in old | new if old.get(key) != new.get(key)]
    for key in differing[:SHOWN]:
        print(key)
        for name, version in (("before", old), ("after", new)):
            print(f"  {name:6} {json.dumps(version.get(key), ensure_ascii=False)}")
    print(f"{len(differing)} of {len(old | new)} differ")
    return len(differing)


def read_answers(file: Path) -> dict[str, Any]:
    """Return the answers of a file by their questions, without the digest of the law: new names in the data change no answer."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line, object_hook=_without_digest) for line in lines)


def _without_digest(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "digest"}


def main() -> None:
    """Write the answers to a file; with `--against` compare them with those of another."""
    out, *rest = sys.argv[1:]
    before = read_answers(Path(rest[1])) if rest else None
    asked_before = None if before is None else [text for text in before if not CASE.fullmatch(text)]
    with Path(out).open("w", encoding="utf-8") as stream:
        stream.writelines(
            json.dumps([question, answer], ensure_ascii=False) + "\n"
            for question, answer in answers(load_law(ROOT / "data"), asked_before)
        )
    if before is not None:
        sys.exit(compare(before, read_answers(Path(out))) > 0)


if __name__ == "__main__":
    main()
