"""Parties have many names: their own names in all languages match, shared names are similar, names of their groups are related."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from bench.firms import invented_firms, real_firms
from exportctl import check, load_law, party, screen
from exportctl.facts import parties
from exportctl.law.names import spelling_of
from tests.cli.program import ask, table, verdict
from tests.cli.test_bad_input import refused

DAY = "2026-10-10"
IN_FORCE = ("--on", DAY)


def hits(name: str, day: str = DAY) -> dict[str, str]:
    """Return why a name hits each designation."""
    return {match["id"]: match["basis"] for match in party(name, on=day).to_dict()["matches"]}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("JAXA", "mofcom-2026-11-20"),
        ("Huntington Ingalls", "uel-2025-5-04"),
        ("AIDC", "mofcom-2025-35-01"),
        ("Anduril", "mofcom-2025-1-23"),
        ("L3Harris", "mofcom-2025-1-02"),
        ("Boeing Defense", "mofcom-2025-1-05"),
        ("Lockheed Martin (USA)", "mofcom-2025-1-06"),
        ("汉翔航空", "mofcom-2025-35-01"),
        ("漢翔航空工業股份有限公司", "mofcom-2025-35-01"),
        ("三菱マテリアル株式会社", "mofcom-2026-12-08"),
        ("Tokyo Institute of Technology", "mofcom-2026-12-07"),
        ("Wrocław University of Science and Technology", "mofcom-2026-30-10"),
        ("FLIR Systems, Inc.", "uel-2025-10-09"),
    ],
)
def test_a_name_of_its_own_is_listed(name: str, id_: str) -> None:
    """Short names, acronyms, former names and those in other languages and scripts are the party's, with the confidence of the data."""
    document = party(name, on=DAY).to_dict()
    (match,) = [item for item in document["matches"] if item["id"] == id_]
    assert match["score"] == 100
    assert (match["basis"], match["confidence"]) in {("name", None), ("alias", None), ("alias", "general-knowledge")}
    assert spelling_of(match["known_as"]) in {spelling_of(name), spelling_of(name.partition(" (")[0])}


@pytest.mark.parametrize(
    ("name", "id_", "basis"),
    [
        ("National Defense Academy", "mofcom-2026-11-19", "shared"),
        ("Raytheon", "mofcom-2025-1-07", "shared"),
        ("Summit Technologies", "mofcom-2025-1-28", "shared"),
        ("Garnet", "mofcom-2026-30-02", "shared"),
        ("Leidos Europe GmbH", "mofcom-2025-13-01", "within"),
        ("American Rheinmetall Munitions", "mofcom-2026-30-04", "within"),
        ("上海莱多斯科技有限公司", "mofcom-2025-13-01", "within"),
        ("Skydio Inc., 3000 Clearview Way", "mfa-order-2024-13-03", "within"),
        ("Attn: Skydio, Inc. Europe", "mfa-order-2024-13-03", "within"),
        ("Skydio Japan", "mfa-order-2024-13-03", "within"),
        ("Skydio Europe Ltd", "mfa-order-2024-13-03", "within"),
        ("Skydio Asia Pacific", "mfa-order-2024-13-03", "within"),
        ("美国Skydio公司", "mfa-order-2024-13-03", "within"),
        ("Lockheed Martin Missiles and Fi", "mofcom-2025-1-08", "cut"),
        ("Lockheed Martin Missiles and Fi", "mofcom-2025-1-06", "within"),
        ("Huntington Ingalls Industri", "uel-2025-5-04", "within"),
        ("National Chung-Shan Institute of Sci", "mofcom-2025-35-03", "cut"),
        ("Boeing Defen", "mofcom-2025-1-05", "cut"),
        ("Lockheem Dartin", "mofcom-2025-1-06", "fuzzy"),
        ("Lock heed Martin", "mofcom-2025-1-06", "fuzzy"),
    ],
)
def test_a_possible_name_is_similar_with_the_reason(name: str, id_: str, basis: str) -> None:
    """It never settles anything, nor clears: the code is 3 where the listing is in force."""
    day = "2025-06-01" if id_.startswith("mofcom-2025-13") else DAY
    assert hits(name, day)[id_] == basis
    assert party(name, on=day).exit_code == 3


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Altana Tec", "mofcom-order-2026-2-03"), ("Ishikawajima", "mofcom-2026-11-12"), ("JX日鉱", "mofcom-2026-12-03")],
)
def test_a_beginning_identifies_a_party_if_it_is_long_enough(name: str, id_: str) -> None:
    """Ten letters of two words, twelve of one, four characters; one less is anybody's."""
    assert hits(name)[id_] == "cut"
    assert hits(name[:-1]) == {}


@pytest.mark.parametrize(
    ("part", "in_chinese"),
    [
        (" Beijing Branch", False),
        (" Subsidiary", False),
        (", Inc. Shanghai Representative Office", False),
        (" Division", False),
        ("北京分公司", True),
        ("上海办事处", True),
    ],
)
def test_a_part_of_each_listed_party_may_be_listed(part: str, *, in_chinese: bool) -> None:
    """A branch is no other company: also of a name that others bear, as Axient, and wherever the branch is."""
    known = load_law().parties
    names = sorted({name for item in known.listings if (name := item.party.name[in_chinese])})
    found = parties.screen(known, [name + part for name in names])
    assert [name for name, hits_ in zip(names, found, strict=True) if not any(hit.similar for hit in hits_)] == []
    assert len(names) > 250


def test_a_part_of_a_company_is_undecided() -> None:
    """The name before the word counts, or the one after `of`; the word alone names nobody."""
    for name in (
        "Axient Beijing Branch",
        "Beijing Office of Axient",
        "Group W Beijing Branch",
        "雷神导弹系统公司上海分公司",
    ):
        assert party(name, on="2025-06-01").decisions == {name: "undecided"}, name
    for name in ("Acme Toys Beijing Branch", "Branch", "Office of Toys", "分公司", "Phoenix Office Supplies"):
        assert party(name, on="2025-06-01").decisions == {name: "no_control_found"}, name


@pytest.mark.parametrize(
    "name",
    [
        *("Acme and Skydio", "Skydio & Acme GmbH", "Acme + Skydio", "Acme or Skydio", "Acme und Skydio"),
        *("Skydio via Acme GmbH", "Acme GmbH for Skydio", "Skydio warehouse", "Warehouse of Skydio", "see Skydio"),
        *("john@anduril.com", "www.anduril.com", "Bob <bob@mail.anduril.co.uk>", "https://anduril.com/contact"),
    ],
)
def test_a_name_that_words_join_to_another_may_be_listed(name: str) -> None:
    """Such words are also part of names, so each text between them must be a whole name."""
    answer = ask("check", "wooden chairs", "--to", "DE", "--on", "2026-12-03", "--party", name, "-f", "json")
    assert (answer.code, answer.json["decision"]) == (3, "undecided")


@pytest.mark.parametrize(
    "name",
    [
        *("Research and Development Institute", "Johnson & Johnson", "Acme and Skylark"),
        *("University of Michigan", "info@hudson.com"),
    ],
)
def test_words_that_join_no_listed_name_change_nothing(name: str) -> None:
    """Nor do parts that only resemble one."""
    assert ask("check", "wooden chairs", "--to", "DE", "--on", "2026-12-03", "--party", name).code == 0


def test_the_best_hit_is_first() -> None:
    """A name that holds a whole one is more like it than one cut short."""
    matches = party("Lockheed Martin Missiles and Fi", on=DAY).to_dict()["matches"]
    scores = [match["score"] for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


def test_the_stricter_of_hits_that_are_as_good_is_first() -> None:
    """A name that contains those of two parties may mean either; the one that stops the export comes first."""
    matches = party("Fuji Aerospace Technology TechInsights", on=DAY).to_dict()["matches"]
    assert {match["score"] for match in matches} == {93}
    assert [(match["id"], match["effect"]) for match in matches] == [
        ("uel-2025-10-14", "prohibited"),
        ("mofcom-2026-12-02", "enhanced_review"),
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Raytheon", "'Raytheon' may mean Raytheon Missile Systems"),
        ("Leidos Europe", "'Leidos Europe' contains the full name 'Leidos'; check whether it is the same party"),
        ("National Chung-Shan", "is a short form of 'National Chung-Shan Institute of Science & Technology'"),
        ("Leidoss", "'Leidoss' resembles 'Leidos'"),
        ("Boeing", "'Boeing' is the parent or an owner of Boeing Defense, Space & Security"),
        (
            "Gulfstream Aerospace",
            "'Gulfstream Aerospace' is a subsidiary of General Dynamics; this alone does not put it on a list; check its owners",
        ),
    ],
)
def test_the_reason_of_a_hit_is_printed(name: str, why: str) -> None:
    """The warning gives the reason in words."""
    shown = ask("check", "gallium", "--to", "US", "--on", "2025-08-01", "--party", name, "--notes").words
    assert why in shown


@pytest.mark.parametrize(
    ("name", "id_", "basis"),
    [
        ("The Boeing Company", "mofcom-2025-1-05", "parent"),
        ("ENEOS Holdings", "mofcom-2026-12-03", "parent"),
        ("三菱重工業", "mofcom-2026-11-01", "parent"),
        ("Sikorsky Aircraft", "mofcom-2025-1-06", "subsidiary"),
        ("Newport News Shipbuilding", "uel-2025-5-04", "subsidiary"),
    ],
)
def test_a_company_of_the_group_is_related_and_not_listed(name: str, id_: str, basis: str) -> None:
    """It is shown and reported, and changes no answer."""
    assert hits(name)[id_] == basis
    answer = party(name, on=DAY)
    assert answer.exit_code == 0
    assert {item["effect"] for item in answer.to_dict()["matches"]} == {"no_control_found"}
    table = ask("party", name, *IN_FORCE).words
    assert table.startswith(f"NOT LISTED {name} | ")
    assert re.search(
        r"This name is not listed, but (another company|\d+ other companies) of its group (is|are)(, in \d+ listings)?\.",
        table,
    )
    command = (
        "check",
        "silicon",
        "--to",
        "US",
        "--on",
        DAY,
        "--end-use",
        "civil",
        "--end-user-type",
        "civil",
        "--notes",
    )
    alone, with_it = ask(*command, "--party", "Acme"), ask(*command, "--party", name)
    assert (with_it.code, "party_related" in with_it.out) == (alone.code, True)


def test_a_name_in_full_is_listed_where_the_short_one_is_also_others() -> None:
    """The printed name with its legal form is the party's; without the form, or with another one, it may be another company."""
    assert hits("Garnet S.r.l.")["mofcom-2026-30-02"] == "name"
    assert hits("Garnet")["mofcom-2026-30-02"] == hits("Garnet Inc.")["mofcom-2026-30-02"] == "shared"
    assert hits("NIPPI Corporation")["mofcom-2026-27-18"] == "name"
    assert hits("Nippi, Incorporated")["mofcom-2026-27-18"] == "shared"


class TestCountry:
    """A country in brackets after a name is not part of it, and counts if that of the party is known."""

    @pytest.mark.parametrize("country", ["US", "USA", "美国", "United States"])
    def test_it_is_no_part_of_the_name(self, country: str) -> None:
        """A name that is the same stays so wherever it is."""
        assert hits(f"Lockheed Martin ({country})") == hits("Lockheed Martin") == hits("Lockheed Martin (DE)")

    def test_another_country_is_evidence_against_a_name_that_others_bear(self) -> None:
        """Such a name is passed over there; one with a slip, cut short, or that holds a whole name is not."""
        assert hits("Raytheon (US)") == hits("Raytheon") != {}
        assert hits("Raytheon (DE)") == hits("Excalibur (US)") == {}
        for name in ("Lockhead Martin", "Lockheed Martin Missiles and Fi", "Lockheed Martin Deutschland"):
            assert hits(f"{name} (US)") == hits(f"{name} (DE)") == hits(name) != {}

    def test_brackets_without_a_country_are_part_of_the_name(self) -> None:
        """A name in brackets stays."""
        assert hits("Leidos (Europe)", "2025-06-01") == {"mofcom-2025-13-01": "within"}


class TestFile:
    """`party --file` reads CSV with a column of names, and of countries if it has one."""

    def test_a_table_of_names(self, tmp_path: Path) -> None:
        """Other columns are ignored; rows without a name are skipped."""
        file = tmp_path / "customers.csv"
        file.write_text(
            '\ufeffNo,Name,Country\n1,"Leidos, Inc.",US\n2,Acme,Germany\n3,,\n4,Raytheon,DE\n', encoding="utf-8"
        )
        answer = ask("party", "--file", str(file), "--on", "2025-06-01", "-f", "json")
        assert answer.json["query"]["names"] == ["Leidos, Inc. (US)", "Acme (DE)", "Raytheon (DE)"]
        assert (answer.code, [item["id"] for item in answer.json["matches"]]) == (1, ["mofcom-2025-13-01"])
        file.write_text("No;Name;Country\n1;Leidos, Inc.;US\n2;Acme;Germany\n", encoding="utf-8")
        semicolons = ask("party", "--file", str(file), "--on", "2025-06-01", "-f", "json")
        assert semicolons.json["query"]["names"] == ["Leidos, Inc. (US)", "Acme (DE)"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("company,country\nLeidos,US\n", "has the columns company, country; one column must be called name"),
            ("name,name\nLeidos,US\n", "one column must be called name"),
            ("", "is empty; write the names of its columns in the first row"),
            ("name,country\nLeidos,Atlantis\n", "row 1: 'Atlantis' is not a country or territory"),
            ('name\n"Leidos\n', "unexpected end of data"),
            ("name\nLeidos,US\n", "row 1: has 2 cells but 1 columns"),
            ("name\n...\n", "'...' is not a name"),
        ],
    )
    def test_a_table_that_makes_no_sense(self, tmp_path: Path, text: str, words: str) -> None:
        """The line names the fault and its place."""
        (tmp_path / "names.csv").write_text(text, encoding="utf-8")
        assert words in refused(ask("party", "--file", str(tmp_path / "names.csv")))


class TestUnlistedFirms:
    """Names of undesignated firms are seldom flagged, and cost little."""

    @pytest.mark.parametrize("names", [real_firms(), invented_firms(20261126, 5000)], ids=["real", "made up"])
    def test_at_most_one_in_two_hundred_is_flagged(self, names: list[str]) -> None:
        """Real firms, half of which share a word with a designated one, and names made of common parts."""
        screening = parties.screen(load_law().parties, names)
        flagged = [
            name for name, those in zip(names, screening, strict=True) if not all(hit.is_related for hit in those)
        ]
        assert len(flagged) <= len(names) / 200, flagged

    def test_a_name_is_compared_with_few(self) -> None:
        """On average with one in thirty of the known spellings, and never with all; most names have a rare run of letters."""
        known = load_law().parties
        counted = [_compared(name) for name in (*real_firms(), *invented_firms(20261127, 2000))]
        assert sum(counted) < len(counted) * len(known.joined) / 30
        assert max(counted) < len(known.joined) / 2

    def test_the_cost_of_a_long_name_is_bounded(self) -> None:
        """Names of the most letters that a name may have, of the commonest letters in a row, are compared with fewer still."""
        assert max(_compared(name) for name in ("technologies " * 38, "system" * 80, "ltd " * 124, "公司" * 250)) == 0


def _compared(name: str) -> int:
    """Count the known spellings that a name is compared with letter by letter."""
    known, text = load_law().parties, spelling_of(name).replace(" ", "")
    return len(parties.spellings_to_compare(known, text, parties.most_slips(known, text)))


def test_check_shows_its_hits_in_the_table() -> None:
    """Each party has a line: its hit, the list and the act, or that it hits no listing."""
    shown = ask("check", "gallium", "--to", "US", "--on", "2025-06-01", "--party", "end-user=Leidos", "--party", "Acme")
    assert "Party end-user Leidos: control list, No. 13/2025, in force" in shown.words
    assert "Party Acme: not on any list of the law data" in shown.words


def test_a_row_knows_the_same_names_as_check() -> None:
    """Screening a table finds the same names."""
    names = ["JAXA", "Leidos Europe GmbH", "ENEOS Holdings", "Acme", "Raytheon", "Boeing Defense"]
    table = pa.table({"item": ["gallium"] * 6, "to": ["DE"] * 6, "party": names})
    answered = screen(table, on="2025-06-01").to_pylist()
    alone = [check(item="gallium", to="DE", party=name, on="2025-06-01") for name in names]
    assert [row["decision"] for row in answered] == [verdict.decision for verdict in alone]
    assert [row["worst_case"] for row in answered] == [verdict.worst_case for verdict in alone]
    assert len({verdict.worst_case for verdict in alone}) == 2


def test_an_open_name_of_a_party_is_compared_and_not_stated_again() -> None:
    """The party was stated: what is open is whether it is the listed one."""
    words = table("'copper wire' --to US --on 2026-11-30 --party 'end-user=Lokheed Martin Corp'").words
    assert "More information is needed: a party may be listed." in words
    assert "Compare Lokheed Martin Corp with the listing: exportctl party 'Lokheed Martin Corp'." in words
    assert "State --party" not in words
    two = "--party 'end-user=Lokheed Martin Corp' --party 'consignee=Raytheon Technologis'"
    words = table(f"'copper wire' --to US --on 2026-11-30 {two}").words
    assert words.count("Compare ") == 2
    assert words.count("record that in [[not_the_same]]") == 1


def test_the_companies_of_a_group_are_named_together() -> None:
    """Twelve companies of Mitsubishi Heavy Industries are on the control list."""
    warnings = verdict("bearing --to JP --on 2026-11-30 --party end-user=三菱重工业株式会社")["warnings"]
    text = next(item["text"] for item in warnings if item["code"] == "party_related")
    assert text.count("is the parent or an owner of") == 1
    assert text.count("Mitsubishi Heavy Industries") > 4


class TestNearNames:
    """Two slips in a short name are below the threshold: the listed name is named, and no decision changes."""

    def test_the_nearest_name_is_named_with_the_threshold(self) -> None:
        """A user who misspells the name learns of it; the answer stays that of another company."""
        answer = ask("party", "Lokheed Martn", *IN_FORCE)
        assert answer.code == 0
        assert answer.words.startswith("NOT LISTED")
        assert "Nearest Lockheed Martin Corporation (86% alike; a name counts from 88% on)" in answer.words
        assert "Check the spelling: a listed name is nearly the same." in answer.words
        assert "Nearest" not in ask("party", "Lokheed Martn", *IN_FORCE, "--threshold", "85").words
        (warning,) = [
            item for item in party("Lokheed Martn", on=DAY).to_dict()["warnings"] if item["code"] == "party_near"
        ]
        assert (
            "'Lokheed Martn' is on no list; the nearest listed name is Lockheed Martin Corporation" in warning["text"]
        )

    def test_among_several_names_it_is_named_with_the_name(self) -> None:
        """The others have no such line."""
        words = ask("party", "Acme Toys", "Lokheed Martn", "Skydio", *IN_FORCE).words
        assert words.count("Lokheed Martn: Lockheed Martin Corporation (86% alike") == 1
        assert "Acme Toys:" not in words
        assert "Check the spelling" not in words

    def test_a_check_warns_of_it(self) -> None:
        """The same name is a party to a transaction."""
        question = f"shoes --to DE --on {DAY} --party 'end-user=Lokheed Martn'"
        assert "'Lokheed Martn' is on no list; the nearest listed name is" in table(question).words
        assert verdict(question)["decision"] == "no_control_found"
        for other in ("Acme Toys", "Lockheed Martn", "Lockheed Martin"):
            named = verdict(f"shoes --to DE --on {DAY} --party 'end-user={other}'")
            assert "party_near" not in {item["code"] for item in named["warnings"]}

    def test_a_name_is_not_near_before_its_listing(self) -> None:
        """No act printed the name of General Dynamics before 2024."""
        assert party("Genral Dynamic", on=DAY).near.keys() == {"Genral Dynamic"}
        assert party("Genral Dynamic", on="2023-09-01").near == {}

    def test_other_companies_are_seldom_near(self) -> None:
        """The line would lose its meaning if every company had it."""
        names = [*real_firms()]
        assert len(party(names, on=DAY).near) <= len(names) // 50


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Global Dimsions LLC", "mofcom-2025-51-03"),
        ("三菱電機ディフェンススペーステクノロジーズ株式会社", "mofcom-2026-27-07"),
    ],
)
def test_two_dropped_letters_of_a_name_that_is_long_enough_are_slips(name: str, id_: str) -> None:
    """The score counts the letters of the listed name: 14 of 16 are 88 of 100, although two of 14 would be 86."""
    (match,) = [item for item in party(name, on=DAY).to_dict()["matches"] if item["id"] == id_]
    assert (match["score"], match["basis"]) == (88, "fuzzy")


def test_a_party_that_acts_print_with_other_punctuation_has_one_line() -> None:
    """Two acts print "TCOM, Limited Partnership" and a third leaves out the blank; each of the three measures is named once."""
    answer = ask("check", "shirts", "--to", "US", "--party", "end_user=TCOM", "--on", "2026-12-01")
    lines = [line for line in answer.out.splitlines() if line.startswith("Party ")]
    assert len(lines) == 1
    (line,) = lines
    assert "TCOM has a name similar to TCOM, Limited Partnership:" in line
    for act in ("MFA Order No. 12/2024", "No. 21/2025", "UEL No. 5/2025"):
        assert answer.words.partition("Control ")[0].count(act) == 1
