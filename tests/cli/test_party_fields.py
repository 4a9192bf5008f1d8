"""Names in fields are as people, programs and scanners write them: with others, with addresses, in other scripts, misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import party
from tests.cli.program import ask
from tests.cli.test_bad_input import refused

DAY = "2026-10-01"
SURE = {"name", "alias"}


def hits(name: str) -> dict[str, str]:
    """Return why a name hits each designation."""
    return {match["id"]: match["basis"] for match in party(name, on=DAY).to_dict()["matches"]}


class TestParts:
    """Each part of a field is screened separately: a hit on a part is possible, and never certain."""

    @pytest.mark.parametrize(
        ("field", "id_"),
        [
            ("Skydio; Acme Trading", "mfa-order-2024-13-03"),
            ("Acme Trading；Skydio", "mfa-order-2024-13-03"),
            ("Acme Trading Ltd on behalf of Skydio", "mfa-order-2024-13-03"),
            ("Acme Trading c/o Skydio", "mfa-order-2024-13-03"),
            ("Attn. Skydio - San Mateo", "mfa-order-2024-13-03"),
            ("Skydio, 3000 Clearview Way, San Mateo", "mfa-order-2024-13-03"),
            ("TDK (Shanghai)", "mofcom-2026-12-12"),
            ("JAXA, Tokyo", "mofcom-2026-11-20"),
            ("ISAS/JAXA", "mofcom-2026-11-20"),
            ("AIDC | Taichung", "mofcom-2025-35-01"),
            ("HII\nNewport News", "uel-2025-5-04"),
            ("National Defense Academy, Yokosuka", "mofcom-2026-11-19"),
            ("Raytheon Missile Systems, Tucson AZ", "uel-2025-1-07"),
            ("Lockheed Martin 上海代表处", "mofcom-2025-1-06"),
            ("Boeing Defense, Space & Security 北京代表处", "mofcom-2025-1-05"),
            ("某某贸易有限公司; Lockheed Martin Corporation", "mofcom-2025-1-06"),
            ("TDK株式会社 日本东京都港区1-2-3", "mofcom-2026-12-12"),
            ("汉翔 台中市", "mofcom-2025-35-01"),
            ("Lockheed Martim, Bethesda", "mofcom-2025-1-06"),
            ("斯巴路株式会社 东京都", "mofcom-2026-12-01"),
            ("Lockheedd Martin Corporation (SG)", "mofcom-2025-1-06"),
        ],
    )
    def test_a_name_in_a_part_may_be_meant(self, field: str, id_: str) -> None:
        """With other names, after an agent, before an address, in another script, even with a slip: the exit code is 3."""
        matched = hits(field)
        assert id_ in matched
        assert SURE.isdisjoint(matched.values())
        assert party(field, on=DAY).exit_code == 3

    @pytest.mark.parametrize(
        ("field", "why"),
        [
            ("TDK, Tokyo", "'TDK, Tokyo' contains the full name 'TDK Corporation' in 'TDK'"),
            (
                "Lockheed Martim, Bethesda",
                "contains 'Lockheed Martim', which resembles 'Lockheed Martin Corporation'",
            ),
        ],
    )
    def test_the_part_is_named(self, field: str, why: str) -> None:
        """The reason names it."""
        assert why in ask("party", field, "--on", DAY, "--all").words

    @pytest.mark.parametrize(
        "field",
        [
            "Acme Trading; Hanse Bakery",
            "Acme, Inc., Hull",
            "Hansen & Sons A/S, Herning",
            "Acme (Germany)",
            "Acme 上海代表处",
            "Ltd., Inc., GmbH",
            "c/o",
        ],
    )
    def test_a_field_without_a_listed_name_hits_nothing(self, field: str) -> None:
        """Legal forms, cities, countries and short words are no names."""
        assert hits(field) == {}

    def test_a_known_name_is_not_taken_apart(self) -> None:
        """Its comma does not separate it into parts."""
        assert set(hits("Boeing Defense, Space & Security").values()) <= SURE


class TestSpellings:
    """Script, legal form, signs and entities do not count; a misread name, or one without its blanks, is similar."""

    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("雷神導彈與防務公司", "mofcom-2025-1-07"),
            ("三菱電機工程株式會社", "mofcom-2026-27-09"),
            ("三菱電機防衛与空間技術株式会社", "mofcom-2026-27-07"),
            ("防衞大學校", "mofcom-2026-11-19"),
            ("Gibbs&amp;Cox, Inc.", "mofcom-2025-13-02"),
            *(
                (name, "mfa-order-2024-13-03")
                for name in (
                    "Skydio Co.Ltd",
                    "SKYDIO CO.LTD.",
                    "Skydio L. L. C.",
                    "Skydio Limited Liability Company",
                    "Skydio Kabushiki Kaisha",
                    "Skydio Public Limited Company",
                    "Skydio Aktiengesellschaft",
                    "Skydio Proprietary Limited",
                    "Skydio K. K.",
                    "Skydio S. p. A.",
                    "Skydio s. r. o.",
                    "Skydio Sp.z o.o.",
                    "Skydio JSC",
                    "Skydio spol. s r. o.",
                    "Skydio ㈜",
                    "주식회사 Skydio",
                    "Skydio 주식회사",
                    "UAB Skydio",
                    "JSC Skydio",
                    "OOO Skydio",
                    "Messrs Skydio",
                    "Skydio GmbH & Co. KG",
                )
            ),
            ("㈱ACSL", "mofcom-2026-28-04"),
            ("(株)ACSL", "mofcom-2026-28-04"),
        ],
    )
    def test_the_same_name_in_another_spelling(self, name: str, id_: str) -> None:
        """Traditional and Japanese characters, legal forms in any spelling, before or after the name, and entities."""
        assert hits(name)[id_] in SURE

    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("L0CKHEED MARTIN C0RP0RATI0N", "mofcom-2025-1-06"),
            ("lHl Aerospace", "mofcom-2026-11-12"),
            ("Illurnina", "uel-2025-4-02"),
            ("RheinmetaII AG", "mofcom-2026-30-04"),
            ("IHIAerospaceCo.,Ltd.", "mofcom-2026-11-12"),
            ("斯巴路株式会社", "mofcom-2026-12-01"),
            ("斯巴株式会社", "mofcom-2026-12-01"),
            ("洛克希马丁", "mofcom-2025-1-06"),
        ],
    )
    def test_a_name_that_is_misread_or_mistyped_is_similar(self, name: str, id_: str) -> None:
        """Letters that look alike, missing blanks, and one character of a short Chinese name that an act prints."""
        assert hits(name)[id_] == "fuzzy"

    def test_a_short_chinese_name_that_no_act_prints_has_no_slips(self) -> None:
        """One other character of two makes it another name."""
        assert hits("汉翔") != hits("汉飞") == {}


class TestGroups:
    """A company of the group that is called like the party but for its legal form, or a country, is not the party."""

    @pytest.mark.parametrize(
        "name",
        [
            "Hensoldt UK Ltd",
            "Anduril UK",
            "General Dynamics UK",
            "Lockheed Martin UK",
            "TDK Electronics AG",
            "ACSL, Inc.",
            "Illumina K.K.",
            "Lafert GmbH",
            "Oceaneering AS",
            "IHC Holland B.V.",
            "Hino Motors (China)",
            "Nitto Denko (China)",
            "MHI",
        ],
    )
    def test_it_is_related(self, name: str) -> None:
        """Nothing follows from it."""
        assert set(hits(name).values()) <= {"subsidiary", "parent"} != set()
        assert party(name, on=DAY).exit_code == 0

    def test_a_party_stays_one_that_is_in_a_group_with_others(self) -> None:
        """L3Harris Technologies is the parent of other parties, and one itself."""
        assert hits("L3Harris Technologies")["mofcom-2025-1-02"] in SURE

    @pytest.mark.parametrize("name", ["USAR", "iDrone", "Red Cat", "Verite", "Verité"])
    def test_a_name_that_others_bear_is_similar_even_if_the_act_gives_it(self, name: str) -> None:
        """Another name that an act gives to a party may also belong to other companies."""
        assert set(hits(name).values()) == {"shared"}
        assert party(name, on=DAY).exit_code == 3


class TestAnswers:
    """The deciding hit comes first, and the statements about it are correct."""

    def test_the_hit_that_decides_is_shown(self) -> None:
        """The consequences in some acts on Lockheed Martin were read, those in others were not."""
        acts = [match["act"] for match in party("Lockheed Martin", on=DAY).to_dict()["matches"]]
        assert set(acts[:2]) == {"mofcom-2025-1", "uel-2023-1"}
        shown = ask("party", "Lockheed Martin", "--on", DAY).words
        assert "control list, No. 1/2025 in force prohibited" in shown
        table = ask("check", "wooden chairs", "--to", "US", "--party", "Lockheed Martin", "--on", DAY).words
        assert "No. 1/2025, in force" in table

    @pytest.mark.parametrize("name", ["Illumina", "PVH"])
    def test_parties_listed_without_a_measure_are_listed(self, name: str) -> None:
        """The list has them; the text with the consequence is not in the data."""
        shown = ask("party", name, "--on", DAY).words
        assert "The party is listed, but the law data holds no measure against exports to it on this day." in shown
        assert "No listing" not in shown
        assert shown.startswith("NO MEASURE AGAINST EXPORTS")
        assert "no control found" not in shown
        several = ask("party", name, "Acme", "--on", DAY).words
        assert "1 listed without a measure against exports; 1 not listed." in several
        checked = ask("check", "gallium", "--to", "DE", "--party", name, "--on", DAY).words
        assert "in force; the law data holds no measure against exports to it" in checked

    @pytest.mark.parametrize(
        ("name", "count", "company"),
        [
            (
                "Mitsubishi Heavy Industries",
                "5 other companies of its group are",
                "Mitsubishi Heavy Industries Maritime",
            ),
            ("Boeing", "3 other companies of its group are, in 7 listings", "Insitu, Inc."),
            ("Illumina K.K.", "another company of its group is", "Illumina, Inc."),
        ],
    )
    def test_the_companies_of_a_group_are_counted_and_named(self, name: str, count: str, company: str) -> None:
        """No. 11/2026 lists five; acts spell the names of those of Boeing in several ways, and each counts once."""
        shown = ask("party", name, "--on", "2026-03-01").words
        assert f"This name is not listed, but {count}." in shown
        match = shown.partition(" Match ")[2].partition(" Listed name ")[0]
        assert company in match
        assert match.count(f"'{name}'") == 1

    def test_the_table_has_the_listings_that_the_headline_counts(self) -> None:
        """Several acts list one company of Boeing: with `--all` each listing has a row, otherwise the last row counts the rest."""
        day = ("party", "Boeing", "--on", "2026-03-01")
        folded = ask(*day).words
        assert folded.count("none: a related") == 3
        assert "and 4 more" in folded
        assert ask(*day, "--all").words.count("none: a related") == 7
        assert "该名称未列入名单，但同一集团的其他3家公司已列入，共7项列名。" in ask(*day, "--lang", "zh").words
        earlier = ask("party", "Boeing", "--on", "2025-12-01").words
        assert "2 other companies of its group are, in 6 listings." in earlier
        assert earlier.count("none: a related") == 3

    @pytest.mark.parametrize(
        ("name", "expected"), [("Urbo Bankas", False), ("Hanwha Shipping LLC", False), ("Leidos", True)]
    )
    def test_a_licence_is_spoken_of_where_dual_use_items_were_barred(self, name: str, expected: bool) -> None:
        """Counter-measures that have ended leave no licence to apply for."""
        shown = ask("party", name, "--on", DAY).words
        assert ("still need a licence" in shown) is expected


class TestTables:
    """`party --file` reads tables as programs write them."""

    def test_tabs(self, tmp_path: Path) -> None:
        """The columns of a TSV file are those of its first line."""
        (tmp_path / "x.tsv").write_text("id\tName\tcity\n1\tLeidos, Inc.\tReston\n2\tAcme\tBonn\n", encoding="utf-8")
        answer = ask("party", "--file", str(tmp_path / "x.tsv"), "--on", "2025-06-01", "-f", "json")
        assert answer.json["query"]["names"] == ["Leidos, Inc.", "Acme"]

    def test_chinese_columns_and_countries_with_points(self, tmp_path: Path) -> None:
        """Places are those that `screen` knows."""
        (tmp_path / "x.csv").write_text("名称,国家\n莱多斯,U.S.\nAcme,Germany (DE)\n", encoding="utf-8")
        answer = ask("party", "--file", str(tmp_path / "x.csv"), "--on", "2025-06-01", "-f", "json")
        assert answer.json["query"]["names"] == ["莱多斯 (US)", "Acme (DE)"]

    def test_two_columns_of_names(self, tmp_path: Path) -> None:
        """Which one is meant is not guessed."""
        (tmp_path / "x.csv").write_text("name,名称\nLeidos,莱多斯\n", encoding="utf-8")
        assert "one column must be called name" in refused(ask("party", "--file", str(tmp_path / "x.csv")))
