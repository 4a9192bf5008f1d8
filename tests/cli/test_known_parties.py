"""Hits of names of parties depend on the lists that were published by the requested day, and by the day of knowledge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask

PARTIES = {"party_similar", "party_related", "party_unseen", "owner_listed"}


def warnings_of(*arguments: str) -> dict[str, str]:
    """Return the warnings of a check of gallium to Japan about parties and owners."""
    answer = ask("check", "gallium", "--to", "JP", *arguments, "-f", "json")
    return {item["code"]: item["text"] for item in answer.json["warnings"] if item["code"] in PARTIES}


@pytest.mark.parametrize("day", ["2026-02-23", "2026-03-01"])
def test_a_name_resembles_no_party_that_was_not_yet_listed(day: str) -> None:
    """No. 12 of 2026 put SUBARU on the watch list on 24 February 2026: neither before, nor for who knew only what came before."""
    spelt = ("--party", "Subaru Corporatoin")
    assert warnings_of("--on", day, "--known-on", "2026-02-23", *spelt) == {}
    assert "party_similar" in warnings_of("--on", "2026-03-01", *spelt)
    assert "party_similar" in warnings_of("--on", "2026-03-01", "--known-on", "2026-02-24", *spelt)


def test_owners_are_on_no_list_that_was_not_yet_published() -> None:
    """Half in the hands of SUBARU is a warning from the day of No. 12 of 2026 on."""
    owned = ("--party", "end-user=Target GmbH", "--owned-by", "SUBARU Corporation=60%")
    assert warnings_of("--on", "2026-03-01", "--known-on", "2026-02-23", *owned) == {}
    assert warnings_of("--on", "2026-02-23", *owned) == {}
    words = warnings_of("--on", "2026-03-01", *owned)["owner_listed"]
    assert words.startswith("SUBARU Corporation (No. 12/2026, in force) owns 60 % of the end user. ")


def test_a_warning_about_owners_names_them_with_their_acts() -> None:
    """The measures against Leidos ended on 2025-11-10; a company of a listed group is called so."""
    owned = ("--owned-by", "Leidos=60%", "--owned-by", "Boeing=10%")
    words = warnings_of("--on", "2026-11-30", "--party", "end-user=Target GmbH", *owned)["owner_listed"]
    assert words.startswith("Leidos (No. 13/2025, ended) and Boeing (it is the parent or an owner of Boeing Defense")
    assert ") together own 70 % of the end user. Most acts do not state what this means. Ask MOFCOM before" in words
    question = ("check", "gallium", "--to", "JP", "--on", "2026-11-30", "--party", "end-user=Target GmbH", *owned)
    chinese = "".join(ask(*question, "--lang", "zh", "--notes").words.split())
    assert "合计持有最终用户70%" in chinese
    assert "Leidos（商务部公告2025年第13号，已失效）" in chinese


def test_the_owners_of_the_end_user_are_a_step() -> None:
    """A warning that someone must ask about owners is also something to do."""
    owned = ("--party", "end-user=Target GmbH", "--owned-by", "Lockheed Martin=60%")
    words = ask("check", "gallium", "--to", "DE", "--on", "2026-11-30", *owned).words
    assert "To do Ask MOFCOM about the owners of the end user before you export. Apply on MOFCOM's platform" in words


def test_a_party_on_the_watch_list_leaves_one_route() -> None:
    """No. 12/2026: an individual licence with a risk assessment; for others the step is that of the goods."""
    question = "dysprosium metal", "--to", "JP", "--end-use", "civil", "--on", "2026-10-01"
    step = "Prepare a risk assessment of the listed party and the promises for an individual licence."
    assert step in ask("check", *question, "--party", "end-user=TDK Corporation").words
    assert step not in ask("check", *question, "--party", "end-user=Acme Toys").words


def test_a_party_on_the_control_list_leaves_a_special_case() -> None:
    """Article 18 of the Export Control Law; no special case lifts another prohibition, as that of No. 1/2026 or of the UEL."""
    step = "Deal with the listed party only if MOFCOM approves a special case."
    listed = ("--party", "Mitsubishi Heavy Industries Shipbuilding Co.", "--on", "2026-10-01")
    assert step in ask("check", "gallium", "--to", "JP", "--end-use", "civil", *listed).words
    assert step not in ask("check", "gallium", "--to", "JP", "--end-use", "military", *listed).words
    on_two_lists = ("--party", "Lockheed Martin Corporation", "--on", "2026-10-01")
    assert step not in ask("check", "gallium", "--to", "SG", *on_two_lists).words


def test_a_party_by_its_listed_name_is_not_named_twice() -> None:
    """The name is that of the list; the act of the Foreign Ministry names no measures that were read."""
    shown = ask("check", "gallium", "--to", "SG", "--party", "Lockheed Martin Corporation", "--on", "2026-10-01").words
    assert "Party Lockheed Martin Corporation: control list, No. 1/2025, in force" in shown
    assert "countermeasure list, MFA decision of 2020-07-14, in force; its measures were not read" in shown


@pytest.mark.parametrize(
    ("party", "route", "warned"),
    [
        ("Lockheed Martin Corporation", ("--from", "US", "--to", "CN"), True),
        ("Skydio", ("--from", "DE", "--to", "CN"), True),
        ("Mitsubishi Heavy Industries Shipbuilding Co.", ("--from", "JP", "--to", "CN"), False),
        ("Acme Toys", ("--from", "US", "--to", "CN"), False),
        ("Lockheed Martin Corporation", ("--from", "CN", "--to", "CN"), False),
        ("TechInsights Europe Limited", ("--from", "CN", "--to", "CN", "--supplied-to", "foreign"), True),
        ("Acme Toys", ("--from", "CN", "--to", "CN", "--supplied-to", "foreign"), False),
        ("Lockheed Martin Corporation", ("--from", "DE", "--to", "DE"), False),
    ],
)
def test_a_dealing_in_china_with_a_party_that_may_not_import_has_a_warning(
    party: str, route: tuple[str, ...], warned: bool
) -> None:
    """UEL No. 1/2023 also prohibits imports, No. 10/2025 any dealings; the control list withholds exports of dual-use items alone."""
    answer = ask("check", "cotton shirts", *route, "--party", party, "--on", "2026-10-01")
    assert ("which may also prohibit imports and other dealings" in answer.words) is warned


class TestOwnersOfTheEndUser:
    """Skydio is on a list of the Foreign Ministry, whose act does not state what its share in another company means."""

    QUESTION = ("holmium", "--to", "DE", "--on", "2026-11-08")
    OWNED = ("--owned-by", "Skydio=60%")
    TO_DO = "Ask MOFCOM about the owners of the end user before you export."

    def test_no_statement_clears_an_end_user_with_listed_owners(self) -> None:
        """No paper clears the goods while the answer refers the exporter to MOFCOM."""
        refused = ask("draft", "statement", *self.QUESTION, *self.OWNED)
        assert (refused.code, refused.out) == (3, "")
        assert "owners on a list hold half of the end user or more; ask MOFCOM about the owners first" in refused.err
        assert ask("draft", "statement", *self.QUESTION, "--owned-by", "Skydio=49%").code == 0

    @pytest.mark.parametrize("format_", ["markdown", "junit", "sarif", "github"])
    def test_a_gate_names_them_although_it_lets_the_export_pass(self, format_: str) -> None:
        """A report of the gate has the warning with the owner and the share."""
        passed = ask("check", *self.QUESTION, *self.OWNED, "--format", format_)
        assert passed.code == 0
        assert "Skydio (MFA Order No. 13/2024, in force) owns 60" in passed.out
        assert "owns" not in ask("check", *self.QUESTION, "--owned-by", "Skydio=49%", "--format", format_).out

    @pytest.mark.parametrize("format_", ["markdown", "junit", "sarif", "github"])
    def test_a_gate_names_the_rows_of_a_file_with_them(self, tmp_path: Path, format_: str) -> None:
        """Of two rows below the gate, the report has a warning for the one with such an owner."""
        source = tmp_path / "in.csv"
        source.write_text("item,to,on,owned_by\ntowels,DE,2026-11-08,Skydio=60%\ntowels,DE,2026-11-08,Acme=60%\n")
        screened = ask("screen", str(source), "--format", format_)
        assert screened.code == 0
        assert screened.out.count("no control found; Owners on a list") == 1

    def test_rows_have_the_step_and_the_reason(self, tmp_path: Path) -> None:
        """SUBARU came to a list on 2026-02-24: rows of one owner differ by day, and each share counts for itself."""
        source, page = tmp_path / "in.csv", tmp_path / "page.html"
        rows = [
            "gallium,JP,2026-02-23,SUBARU Corporation=60%",
            "gallium,JP,2026-03-01,SUBARU Corporation=60%",
            "gallium,JP,2026-03-01,SUBARU Corporation=40%",
            "gallium,JP,2026-03-01,",
            "holmium,DE,2026-11-08,Skydio=60%",
        ]
        source.write_text("\n".join(["item,to,on,owned_by", *rows]), encoding="utf-8")
        ask("report", str(source), "-o", str(page))
        text = page.read_text(encoding="utf-8")
        assert text.count(self.TO_DO) == 4  # two rows, and the steps of two decisions
        assert text.count("Owners on a list hold half of the end user or more;") == 2
        counted = ask("screen", str(source), "--format", "json").json["by_warning"]
        assert counted["owner_listed"] == 2
        chinese = tmp_path / "chinese.html"
        ask("report", str(source), "-o", str(chinese), "--lang", "zh")
        assert chinese.read_text(encoding="utf-8").count("出口前就最终用户的所有人咨询商务部。") == 4


class TestCompaniesOfAGroup:
    """No. 11/2026 lists companies of Mitsubishi Heavy Industries, whose name alone is that of the group and on no list."""

    TO_DO = "Establish which company of the group takes part; if it is a listed one, ask again with its name."
    GROUP = "Other companies of the group of a party are on a list."
    ROWS = (
        "gallium,JP,Mitsubishi Heavy Industries,2026-02-23",
        "gallium,JP,Mitsubishi Heavy Industries,2026-03-01",
        "cotton shirts,JP,Mitsubishi Heavy Industries,2026-03-01",
        "cotton shirts,JP,Acme,2026-03-01",
        "gallium,JP,Mitsubishi Heavy Industries Shipbuilding Co.,2026-03-01",
        "gallium,KR,Hanwha Ocean,2026-11-09",
        "gallium,KR,Hanwha Ocean,2026-12-01",
    )
    """The act is of 2026-02-24; MOFCOM Order No. 7/2025 suspends the measures on companies of Hanwha Ocean through 2026-11-09."""

    def source(self, folder: Path) -> str:
        """Return the path of a file with the rows."""
        path = folder / "in.csv"
        path.write_text("\n".join(["item,to,party,on", *self.ROWS]), encoding="utf-8")
        return str(path)

    @pytest.mark.parametrize("format_", ["markdown", "junit", "sarif", "github"])
    def test_a_gate_names_the_rows_with_a_group(self, tmp_path: Path, format_: str) -> None:
        """Each row has the warning while a company of its group is listed with measures in force, once in each text."""
        screened = ask("screen", self.source(tmp_path), "--format", format_)
        assert screened.code == 1
        named = [line for line in screened.out.splitlines() if self.GROUP in line and '"text": "row' in line]
        lines = named if format_ == "sarif" else [line for line in screened.out.splitlines() if self.GROUP in line]
        assert len(lines) == 3
        assert all(self.TO_DO in line for line in lines)
        assert any("cotton shirts to JP on 2026-03-01: no control found" in line for line in lines)
        assert not any("2026-02-23" in line or "2026-11-09" in line or "Shipbuilding" in line for line in lines)

    @pytest.mark.parametrize(
        ("question", "code"),
        [
            (("check", "cotton shirts", "--to", "JP", "--party", "Mitsubishi Heavy Industries"), 0),
            (("check", "gallium", "--to", "JP", "--party", "Mitsubishi Heavy Industries"), 1),
            (("party", "Mitsubishi Heavy Industries"), 0),
        ],
    )
    def test_a_gate_names_the_group_of_a_question(self, question: tuple[str, ...], code: int) -> None:
        """A question below the gate is a warning under a rule of its own; the exit code stays that of the decision."""
        asked = ask(*question, "--on", "2026-03-01", "--format", "github")
        assert asked.code == code
        assert f"{self.GROUP} {self.TO_DO}" in asked.out
        assert ("::warning title=exportctl%3A group" in asked.out) == (code == 0)
        assert self.GROUP not in ask(*question, "--on", "2026-02-23", "--format", "github").out

    def test_rows_have_the_step(self, tmp_path: Path) -> None:
        """Rows of one group differ by day; those whose company is prohibited anyway have no such step."""
        source, page = self.source(tmp_path), tmp_path / "page.html"
        summary = ask("screen", source, "--format", "json").json
        assert summary["by_warning"]["group_listed"] == 3
        ask("report", source, "-o", str(page))
        assert page.read_text(encoding="utf-8").count(self.TO_DO) == 5  # three rows, and the steps of two decisions
        assert ask("screen", source).words.count(self.TO_DO) == 2
