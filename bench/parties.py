"""Names of parties: how many planted spellings of designated names are found, how many unrelated firms are flagged, and how fast."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

from exportctl.api import load_law
from exportctl.facts.parties import screen

DATA = Path(__file__).resolve().parent.parent / "data"
SEED, VARIANTS, UNRELATED, MANY = 20251201, 10, 5_000, 20_000
FORMS = ("Inc.", "Inc", "Ltd", "Ltd.", "LLC", "Corp.", "Corporation", "Co., Ltd.", "Company", "GmbH", "S.A.", "")
PLACES = (
    "Northern",
    "Southern",
    "Pacific",
    "Atlantic",
    "Alpine",
    "Baltic",
    "Rhine",
    "Nordic",
    "Andean",
    "Harbour",
    "Summit",
)
TRADES = (
    *("Paper Mills", "Dairy Products", "Bicycle Works", "Toy Makers", "Garden Tools", "Wine Cellars", "Furniture"),
    *("Shoe Company", "Textile Trading", "Printing House", "Coffee Roasters", "Bakery Supplies", "Pet Foods"),
    *("Ceramic Tiles", "Sports Wear", "Book Publishers", "Fishing Gear", "Kitchen Appliances", "Office Supplies"),
    *("Solar Heating", "Grain Exports", "Timber", "Umbrella Factory", "Watch Straps", "Candle Works"),
)
FAMILIES = (
    "Miller",
    "Rossi",
    "Novak",
    "Schmidt",
    "Dupont",
    "Tanaka",
    "Kim",
    "Olsen",
    "Garcia",
    "Kowalski",
    "Weber",
    "Costa",
)


def spelled(name: str, pick: random.Random) -> str:
    """Return a name as somebody could spell it."""
    bare = re.sub(r",? (inc|ltd|llc|corp|corporation|co|company|gmbh)\.?$", "", name, flags=re.IGNORECASE)
    at = pick.randrange(1, max(2, len(bare) - 2))
    ways = (
        str.upper(name),
        bare,
        f"{bare} {pick.choice(FORMS)}".strip(),
        name.replace("&", "and") if "&" in name else name.replace(" and ", " & "),
        name.replace(",", ""),
        bare[:at] + bare[at + 1 :],
        bare[:at] + bare[at] + bare[at:],
        bare[:at] + bare[at + 1 : at + 2] + bare[at] + bare[at + 2 :],
    )
    return pick.choice(ways)


def unrelated(pick: random.Random) -> str:
    """Return the name of a firm that nobody designated."""
    first = pick.choice(
        [pick.choice(PLACES), pick.choice(FAMILIES), f"{pick.choice(FAMILIES)} & {pick.choice(FAMILIES)}"]
    )
    return f"{first} {pick.choice(TRADES)} {pick.choice(FORMS)}".strip()


def main() -> None:
    """Print recall, the share of firms flagged, and names a second beside a plain exact look-up."""
    parties, pick = load_law(DATA).parties, random.Random(SEED)
    planted = [
        (spelled(listing.party.name.en, pick), listing.party.name.en)
        for listing in parties.listings
        for _ in range(VARIANTS)
    ]
    found = screen(parties, [name for name, _ in planted])
    hit = sum(
        any(item.listing.party.name.en == meant for item in hits)
        for (_, meant), hits in zip(planted, found, strict=True)
    )
    firms = [unrelated(pick) for _ in range(UNRELATED)]
    flagged = sum(bool(hits) for hits in screen(parties, firms))
    names = [f"{pick.choice(FAMILIES)} {pick.choice(TRADES)} {number}" for number in range(MANY)]
    start = time.perf_counter()
    screen(parties, names)
    took = time.perf_counter() - start
    known = {listing.party.name.en.casefold() for listing in parties.listings}
    start = time.perf_counter()
    exact = sum(name.casefold() in known for name in names)
    plain = time.perf_counter() - start
    print(f"{len(planted)} planted spellings of {len(parties.listings)} designated names, seed {SEED}")
    print(f"  recall {hit / len(planted):.3f} (0.97 wanted)")
    print(f"  precision among all names asked {hit / max(hit + flagged, 1):.3f}")
    print(f"  unrelated firms flagged: {flagged} of {UNRELATED} (at most 1 in 50 wanted)")
    print(f"  {MANY} names in {took:.2f} s (2 wanted), {MANY / took:.0f} a second")
    print(f"  {took / plain:.0f} times an exact look-up, which finds {exact}")


if __name__ == "__main__":
    main()
