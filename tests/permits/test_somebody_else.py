"""The last day of a record about a name is a turning point, and it counts for owners as for parties."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.permits.program import check, configure, warnings_of

PARTY = "mofcom-2025-13-01"
NAME = "Leidos Holdings Asia GmbH"
ENTRY = f"""
[[not_the_same]]
name = "{NAME}"
party = "{PARTY}"
reason = "HRB 1"
approved_by = "K. Weber"
through = 2025-06-30
"""
SHIPMENT = "'cotton T-shirts' --to DE --end-use civil --end-user-type civil --on 2025-06-01"
ABROAD = "'SmCo magnet' --from DE --origin CN --to FR --via-china no --end-use civil --end-user-type civil"


def test_its_end_is_a_turning_point() -> None:
    """On the day after the last one, the name may be the listed one again, and the verdict states this."""
    party = f"gallium --to US --end-use civil --end-user-type civil --on 2025-06-01 --party 'end-user={NAME}'"
    before = check(party)
    assert before.json["worst_case"] == "prohibited"
    configure(ENTRY)
    answer = check(party)
    assert answer.json["worst_case"] == "presumption_of_denial"
    change = answer.json["next_change"]
    assert (change["on"], change["decision"]) == ("2025-07-01", "presumption_of_denial")
    assert change["because"][0] == "not_the_same exportctl.toml:2"
    assert check(party.replace("2025-06-01", "2025-07-01")).json["worst_case"] == "prohibited"


def test_one_that_is_of_no_weight_is_no_turning_point() -> None:
    """Where the name makes no difference the answer does not change."""
    configure(ENTRY)
    assert check(SHIPMENT).json["next_change"] is None


@pytest.mark.parametrize("by", ["--owned-by", "--holdings"])
def test_it_counts_for_owners(by: str) -> None:
    """A similar name that owns the end user is another party too, through the same day."""
    Path("held.csv").write_text(f"owner,owned,percent\n{NAME},Acme,60\nNobody AG,Acme,40\n", encoding="utf-8")
    owners = (
        ("--owned-by", f"{NAME}=60%", "--owned-by", "Nobody AG=40%")
        if by == "--owned-by"
        else ("--holdings", "held.csv")
    )
    question = f"{ABROAD} --party end-user=Acme --on 2025-10-20"
    before = check(question, *owners)
    assert warnings_of(before, "owner_listed")
    configure(ENTRY.replace("2025-06-30", "2025-10-20"))
    answer = check(question, *owners)
    assert warnings_of(answer, "owner_listed") == []
    (why,) = warnings_of(answer, "not_the_same")
    assert "K. Weber" in why
    assert [item["effect"] for item in before.json["findings"]] != [item["effect"] for item in answer.json["findings"]]
    configure(ENTRY)
    assert check(question, *owners).json == before.json
