"""The role of a party is read in its usual spellings; a misspelt one is refused, because a licence or a prohibition would miss it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask

CHECK = ("check", "gallium", "--to", "US", "--on", "2025-12-01", "--format", "json")


@pytest.mark.parametrize(
    ("stated", "role"),
    [
        ("enduser", "end-user"),
        ("end user", "end-user"),
        ("End_User", "end-user"),
        ("ultimate end user", "end-user"),
        ("最终用户", "end-user"),
        ("IMPORTER", "importer"),
        ("Ultimate Consignee", "consignee"),
        ("customer", "buyer"),
        ("承运人", "carrier"),
        ("notify party", "notify-party"),
        ("exporter", "exporter"),
        ("consignor", "consignor"),
        ("Bank of the buyer", "Bank of the buyer"),
        ("发货人", "发货人"),
    ],
)
def test_a_role_is_read_in_usual_spellings(stated: str, role: str) -> None:
    """Any other text is a role of its own."""
    assert ask(*CHECK, "--party", f"{stated}=Acme GmbH").json["query"]["party"] == [f"{role}=Acme GmbH"]


@pytest.mark.parametrize("stated", ["=Skydio", "＝Skydio", " = Skydio"])
def test_an_empty_role_is_refused(tmp_path: Path, stated: str) -> None:
    """The name would count as screened in a role that nothing names; a cell of a column with a role is refused, too."""
    refused = ask(*CHECK, "--party", stated)
    assert (refused.code, refused.out) == (2, "")
    assert f"--party: '{stated}' has no role before the sign; write NAME or role=NAME" in refused.err
    source = tmp_path / "in.csv"
    for column in ("party", "end-user"):
        source.write_text(f"item,to,{column}\ngallium,US,{stated}\n", encoding="utf-8")
        screened = ask("screen", str(source), "--on", "2025-12-01")
        assert screened.code == 2
        assert "has no role before the sign" in screened.err


@pytest.mark.parametrize(
    "stated", ["TechInsights Inc=Ottawa", "MP Materials=Las Vegas", "importer=60%", "Acme GmbH=60%"]
)
def test_a_listed_name_is_no_role_and_a_share_is_no_name(stated: str) -> None:
    """In the form of an owner (NAME=60%), the name would not be screened."""
    answer = ask(*CHECK, "--party", stated)
    assert (answer.code, answer.out) == (2, "")
    assert "--party: '" in answer.err


@pytest.mark.parametrize(
    ("stated", "role"),
    [("end-usr", "end-user"), ("endusers", "end-user"), ("importr", "importer"), ("Consigne", "consignee")],
)
def test_a_misspelt_role_is_refused(stated: str, role: str) -> None:
    """With the right spelling."""
    answer = ask(*CHECK, "--party", f"{stated}=Acme GmbH")
    line = f"exportctl: --party: '{stated}' is not a role; did you mean '{role}'?\n"
    assert (answer.code, answer.out, answer.err) == (2, "", line)


def test_it_is_refused_in_chinese() -> None:
    """The role stays the word that the option takes."""
    answer = ask("--lang", "zh", *CHECK, "--party", "end-usr=Acme GmbH")
    assert answer.err == "exportctl: --party: “end-usr”不是交易相关方的角色；是否指“最终用户”？\n"


def test_a_row_is_read_in_the_same_way(tmp_path: Path) -> None:
    """A misspelling rejects it; a column of carriers is no column of parties."""
    file = tmp_path / "in.csv"
    file.write_text(
        "item,to,party,carrier\ngallium,US,enduser=Skydio,Leidos\ngallium,US,end-usr=Skydio,Leidos\n", encoding="utf-8"
    )
    answer = ask("screen", str(file), "--on", "2025-12-01", "-o", str(tmp_path / "out.csv"))
    assert answer.code == 2
    assert "not read: 'carrier'\n" in answer.err
    assert "by decision: prohibited 1\n" in answer.err
    assert "'end-usr' is not a role; did you mean 'end-user'?" in (tmp_path / "out.rejects.csv").read_text("utf-8")


@pytest.mark.parametrize(("language", "role"), [("en", "end-user"), ("zh", "最终用户")])
def test_a_party_with_the_listed_name_is_named_once(language: str, role: str) -> None:
    """Its role does not make it another name."""
    name = {"en": "Leidos", "zh": "莱多斯公司"}[language]
    answer = ask(
        "--lang", language, "check", "antimony", "--to", "HK", "--on", "2026-08-01", "--party", f"end-user={name}"
    )
    (line,) = [line for line in answer.out.splitlines() if f"{role} {name}" in line]
    assert line.count(name) == 1
