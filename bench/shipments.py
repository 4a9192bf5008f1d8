"""Rows like those of a forwarder: 6,000 goods, most of them ordinary, 500 parties in 20 countries, and days of four years."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from exportctl.api import load_law
from exportctl.store.compiled import Store

GOODS, PARTIES, DAYS, BATCH = 6_000, 500, 1_461, 1 << 17
FIRST = date(2023, 1, 1)
COUNTRIES = (
    *("US", "JP", "DE", "KR", "TW", "HK", "VN", "IN", "GB", "FR"),
    *("NL", "MX", "BR", "SG", "MY", "TH", "RU", "IT", "AU", "CA"),
)
ORDINARY = (
    *("cotton shirts", "ball bearings", "ceramic mugs", "LED lamps", "steel pipes", "office chairs", "red wine"),
    *("bicycles", "printing paper", "phone cases", "garden hoses", "wooden toys", "leather shoes", "glass jars"),
)
QUALITIES = ("high purity", "sintered", "grade A", "industrial", "surface treated", "black", "99.99%", "5N")


def goods(store: Store, pick: random.Random) -> list[str]:
    """Return goods in the words of invoices: half by a customs code, three in ten in ordinary words, the others by or with names."""
    names = [name for material in store.law.materials.values() for name in material.names.en]
    headings = list(store.headings)
    texts: dict[str, None] = {}
    while len(texts) < GOODS:
        kind, number = pick.random(), len(texts)
        if kind < 0.5:  # noqa: PLR2004 - half
            texts[f"{pick.choice(headings)}{pick.randrange(100):02}"] = None
        elif kind < 0.8:  # noqa: PLR2004 - three in ten
            texts[f"{pick.choice(QUALITIES)} {pick.choice(ORDINARY)}, model {number}"] = None
        elif kind < 0.9:  # noqa: PLR2004 - one in ten
            texts[pick.choice(names)] = None
        else:
            texts[f"{pick.choice(QUALITIES)} {pick.choice(names)}, lot {number}"] = None
    return list(texts)


def parties(store: Store, pick: random.Random) -> list[tuple[str, str]]:
    """Return parties with their countries; one in fifty is designated."""
    listed = [listing.party.name.en for listing in store.parties.listings]
    return [
        (
            pick.choice(listed) if number % 50 == 0 else f"{pick.choice('ABCDEFGH')}. Miller Works {number} Ltd",
            pick.choice(COUNTRIES),
        )
        for number in range(PARTIES)
    ]


def shipments(store: Store, rows: int, seed: int = 20251201) -> Iterator[pa.RecordBatch]:
    """Yield rows in batches; the same for the same seed."""
    pick = random.Random(seed)
    items, whom = pa.array(goods(store, pick)), parties(store, pick)
    names, places = pa.array([name for name, _ in whom]), pa.array([place for _, place in whom])
    days = pa.array([FIRST + timedelta(number) for number in range(DAYS)])
    for start in range(0, rows, BATCH):
        count = min(BATCH, rows - start)
        party = pa.array(pick.choices(range(PARTIES), k=count))
        yield pa.record_batch(
            {
                "shipment": pa.array(range(start, start + count)),
                "item": items.take(pa.array(pick.choices(range(GOODS), k=count))),
                "to": places.take(party),
                "party": names.take(party),
                "on": days.take(pa.array(pick.choices(range(DAYS), k=count))),
                "value": pa.array([value / 100 for value in pick.choices(range(10**6), k=count)]),
                "invoice": pa.array([f"INV-{number:09}" for number in range(start, start + count)]),
            }
        )


def write(store: Store, rows: int, file: Path) -> None:
    """Write rows as Parquet or CSV, by the ending of the file's name."""
    batches = shipments(store, rows)
    first = next(batches)
    kind = pa.csv.CSVWriter if file.suffix == ".csv" else pa.parquet.ParquetWriter
    with kind(str(file), first.schema) as writer:
        for batch in (first, *batches):
            writer.write_batch(batch)


def main() -> None:
    """Write the named file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    arguments = parser.parse_args()
    write(load_law(), arguments.rows, arguments.file)


if __name__ == "__main__":
    main()
