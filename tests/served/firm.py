"""A company's file and its items, with questions that they affect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.cli.program import ask

FILE, ITEMS = "exportctl.toml", "items.csv"
CONFIGURATION = """
gate = "report"
max_age = 200
items = "items.csv"

[columns]
item = "Goods"

[[licences]]
number = "L-1"
entries = ["3C001"]
to = ["DE"]
end_users = ["Acme GmbH"]
from = 2026-01-01
through = 2026-12-31

[[licences]]
number = "L-2"
entries = ["3C001"]
to = ["FR"]
from = 2025-01-01
through = 2026-06-30

[[licences]]
number = "L-3"
entries = ["3C001"]
to = ["JP"]
quantity = "500 kg"
from = 2026-01-01
through = 2026-12-31

[[waivers]]
item = "unobtainium"
to = ["DE"]
reason = "samples"
approved_by = "K. Weber"
through = 2026-09-15

[[not_the_same]]
name = "Skidio Inc"
party = "PARTY"
reason = "another register number"
approved_by = "K. Weber"
through = 2026-10-31
"""
TABLE = """sku,description,entry,decided_by,decided_on,through
S-1,cotton T-shirts,none,K. Weber,2025-06-01,2026-08-31
G-1,gallium ingots of Acme,3C001.a,K. Weber,2025-06-01,
"""
CIVIL = "--on 2026-09-01 --end-use civil --end-user-type civil"
ACME = f"{CIVIL} --party 'end-user=Acme GmbH'"
CHECKED = [
    (f"gallium --to DE {ACME}", 0, ["licence L-1"]),
    (f"G-1 --to DE {ACME}", 0, ["licence L-1"]),
    (f"gallium --to DE {CIVIL}", 1, []),
    (f"gallium --to FR {ACME}", 1, []),
    (f"gallium --to JP {ACME} --quantity '500 kg'", 0, ["licence L-3"]),
    (f"gallium --to JP {ACME} --quantity '501 kg'", 1, []),
    (f"S-1 --to DE {ACME}", 3, []),
    (f"S-1 --to DE {ACME}".replace("2026-09-01", "2026-08-31"), 0, []),
    (f"unobtainium --to DE {ACME}", 0, ["waiver exportctl.toml:32"]),
    (f"unobtainium --to DE {ACME}".replace("2026-09-01", "2026-09-16"), 3, []),
    (f"'cotton T-shirts' --to DE {ACME}", 0, []),
    (f"'cotton T-shirts' --to DE {ACME}".replace("2026-09-01", "2027-09-01"), 3, []),
    (f"gallium --to DE {CIVIL} --gate prohibited", 0, []),
    (f"'cotton T-shirts' --to DE {CIVIL} --party 'Skidio Inc'", 0, []),
]
"""Questions with the exit code that each has under the file, and what answers it."""
ROWS = "Goods,to,end_use,end_user_type,end_user,on,quantity\n" + "".join(
    f"{goods},{to},civil,civil,Acme GmbH,2026-09-01,{quantity}\n"
    for goods, to, quantity in (
        ("gallium", "JP", "300 kg"),
        ("gallium", "JP", "300 kg"),
        ("G-1", "JP", "0.2 t"),
        ("gallium", "DE", ""),
        ("gallium", "FR", ""),
        ("S-1", "DE", ""),
        ("unobtainium", "DE", ""),
    )
)


def configure(folder: Path, text: str) -> None:
    """Replace the content of the file, atomically."""
    (folder / "beside").write_text(text, encoding="utf-8")
    (folder / "beside").replace(folder / FILE)


@cache
def company_settings() -> str:
    """Return the content of the file, with the id of a designation with a similar name."""
    hits = ask("party", "Skidio Inc", "--on", "2026-09-01", "-f", "json").json["matches"]
    return CONFIGURATION.replace("PARTY", next(item["id"] for item in hits if item["status"] == "in_force"))
