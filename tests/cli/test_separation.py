"""A name and its value may be separated by the signs that Chinese texts have: `＝`, and a colon after a name that is known."""

from __future__ import annotations

import pytest

from exportctl import check
from tests.cli.program import ask

GALLIUM = ("check", "gallium", "--to", "US", "--on", "2025-06-01")


@pytest.mark.parametrize(
    "party",
    [
        "end-user=Leidos Inc",
        "最终用户=Leidos Inc",
        "最终用户＝Leidos Inc",
        "最终用户：Leidos Inc",
        "end user: Leidos Inc",
    ],
)
def test_the_role_of_a_party_counts_with_each_sign(party: str) -> None:
    """Leidos is on the control list since No. 13/2025, so the export to it as the end user is prohibited."""
    answer = ask(*GALLIUM, "--party", party, "-f", "json")
    assert answer.json["query"]["party"] == ["end-user=Leidos Inc"]
    assert answer.json["decision"] == "prohibited"


@pytest.mark.parametrize("name", ["Nexus: Trading GmbH", "深圳：某某公司", "Acme Holding: importer division"])
def test_a_colon_in_a_name_is_no_role(name: str) -> None:
    """Only a known role ends at such a sign."""
    assert ask(*GALLIUM, "--party", name, "-f", "json").json["query"]["party"] == [name]
    assert ask(*GALLIUM, "--party", f"最终用户：{name}", "-f", "json").json["query"]["party"] == [f"end-user={name}"]


def test_a_misspelt_role_before_a_colon_is_an_error() -> None:
    """As before `=`: the role would be lost, and the answer weaker."""
    answer = ask(*GALLIUM, "--party", "end usr: Leidos Inc")
    assert (answer.code, answer.err) == (2, "exportctl: --party: 'end usr' is not a role; did you mean 'end-user'?\n")


@pytest.mark.parametrize("sign", ["=", "＝"])
def test_an_unknown_role_is_one_in_each_width(sign: str) -> None:
    """Its name is compared with the lists."""
    answer = ask(*GALLIUM, "--party", f"Exporter{sign}Leidos Inc", "-f", "json")
    assert answer.json["decision"] == "prohibited"


def test_a_colon_in_a_formula_is_no_sign() -> None:
    """The error names the whole of it."""
    answer = ask("check", "crystal", "--to", "US", "--contains", "Y3Al5O12:Nd=5%")
    assert (answer.code, "'Y3Al5O12:Nd'" in answer.err) == (2, True)


def test_a_placeholder_after_any_sign_names_nobody() -> None:
    """It would be on no list."""
    assert "'TBD' names no party" in ask(*GALLIUM, "--party", "最终用户：TBD").err


def test_shares_and_properties_take_each_sign() -> None:
    """The query repeats them as they are read."""
    facts = ("--contains", "Ga：99%", "--param", "密度＝5.9 g/cm3", "--owned-by", "Nexus: Trading：51%")
    query = ask(*GALLIUM, *facts, "-f", "json").json["query"]
    assert query["contains"] == ["Ga=99%"]
    assert query["param"] == ["density=5.9 g/cm3"]
    assert query["owned_by"] == ["Nexus: Trading=51%"]


def test_the_api_reads_the_same() -> None:
    """A sequence of parties has them in one text each."""
    verdict = check(item="gallium", to="US", on="2025-06-01", party=["进口商：Acme Toys", "最终用户＝Leidos Inc"])
    assert [(party.role, party.name) for party in verdict.facts.parties] == [
        ("importer", "Acme Toys"),
        ("end-user", "Leidos Inc"),
    ]
