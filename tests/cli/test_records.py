"""`list`, `show` and `explain` print the content of the data, record by record."""

from __future__ import annotations

import pytest
import yaml

from tests.cli.program import (
    ask,
    json_of,
    words,
)
from tests.cli.test_bad_input import refused

STATUSES = {"pending", "in_force", "suspended", "unsettled", "ended"}


class TestList:
    """`list` has one row for each record of a kind."""

    def test_acts(self) -> None:
        """No. 46 of 2024 was published on 3 December 2024."""
        rows = {row["id"]: row for row in json_of("list", "acts", "--on", "2025-12-01")["rows"]}
        assert rows["mofcom-2024-46"]["published"] == "2024-12-03"
        assert rows["mofcom-2023-23"]["in_force"] == 0
        assert f"{len(rows)} ACTS" in words("list", "acts", "--on", "2025-12-01")
        assert "mofcom-2026-40 2026-09-22 - - - - " in words("list", "acts", "--on", "2025-12-01")
        assert words("list", "acts", "--on", "2026-09-22").count("(not published yet)") == 0
        assert "（当时尚未公布）" in words("list", "acts", "--on", "2026-09-21", "--lang", "zh")
        assert json_of("list", "--on", "2025-12-01") == json_of("list", "acts", "--on", "2025-12-01")

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2024-12-02", "not published"),
            ("2024-12-03", "in_force"),
            ("2025-11-09", "suspended"),
            ("2026-11-27", "suspended"),
            ("2026-11-28", "unsettled"),
        ],
    )
    def test_provisions_have_the_status_of_the_day(self, day: str, status: str) -> None:
        """The refusal of gallium is in force, suspended and unsettled in turn."""
        rows = {row["id"]: row["status"] for row in json_of("list", "provisions", "--on", day)["rows"]}
        assert rows["mofcom-2024-46/2"] == status
        assert set(rows.values()) <= STATUSES | {"not published"}
        table = words("list", "provisions", "--on", day)
        assert f"mofcom-2024-46/2 2024-12-03 {status.replace('_', ' ').replace('unsettled', 'unconfirmed')}" in table
        assert f"status on {day}" in table

    def test_entries_are_ordered_by_code(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """3C001.a is gallium metal; if there is room, both names are on one line."""
        monkeypatch.setenv("COLUMNS", "120")
        rows = json_of("list", "entries", "--on", "2025-12-01")["rows"]
        codes = [row["id"] for row in rows]
        assert codes == sorted(set(codes))
        assert {"id": "3C001.a", "name": "Gallium metal (the element)", "zh": "金属镓（单质）"} in rows
        assert "3C001.a Gallium metal (the element) 金属镓（单质）" in words("list", "entries", "--on", "2025-12-01")

    def test_statements(self) -> None:
        """MOFCOM's readout of 28 September 2026 is no act."""
        rows = {row["id"]: row for row in json_of("list", "statements", "--on", "2026-10-10")["rows"]}
        assert rows["mofcom-readout-2026-09-28"]["published"] == "2026-09-28"
        assert "mofcom-readout-2026-09-28 2026-09-28 MOFCOM" in words("list", "statements", "--on", "2026-10-10")

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            ("2025-03-03", "not published"),
            ("2025-03-04", "in_force"),
            ("2025-11-09", "in_force"),
            ("2025-11-10", "ended"),
        ],
    )
    def test_parties_have_the_status_of_what_follows_for_them(self, day: str, status: str) -> None:
        """No. 13 of 2025 put Leidos on the control list, and its measures stopped on 10 November 2025."""
        rows = {row["id"]: row for row in json_of("list", "parties", "--on", day)["rows"]}
        leidos = {"list": "control_list", "status": status, "name": "Leidos", "zh": "莱多斯公司"}
        assert rows["mofcom-2025-13-01"] == {"id": "mofcom-2025-13-01", **leidos}
        assert f"{len(rows):,} PARTIES status on {day}" in words("list", "parties", "--on", day)

    @pytest.mark.parametrize("command", ["show", "explain"])
    def test_a_parameter_is_stated_and_not_shown(self, command: str) -> None:
        """No record describes it; the line names the option, and suggests no other record."""
        line = refused(ask(command, "density"))
        assert "'density' is a parameter; state its value with --param density=VALUE" in line
        assert "did you mean" not in line

    def test_every_id_that_is_listed_can_be_shown(self) -> None:
        """Whatever a list or `party` names is found by that id."""
        for kind in ("acts", "statements", "guidance", "parties"):
            first, *_, last = json_of("list", kind, "--on", "2025-12-01")["rows"]
            assert [json_of("show", row["id"])["id"] for row in (first, last)] == [first["id"], last["id"]]
        (hit, *_) = ask("party", "Leidos Inc", "--on", "2025-06-01", "--format", "json").json["matches"]
        shown = json_of("explain", hit["id"], "--on", "2025-06-01")
        assert (shown["id"], shown["act"], shown["effect"]) == (hit["id"], hit["act"], hit["effect"])


class TestShow:
    """`show` prints a record whole, as its file has it."""

    @pytest.mark.parametrize(
        ("id_", "kind"),
        [
            ("mofcom-2024-46", "act"),
            ("mofcom-2024-46/2", "provision"),
            ("3C001.a", "entry"),
            ("3C001", "family"),
            ("mofcom-readout-2026-09-28", "statement"),
            ("mofcom-faq-2024-03-15", "guidance"),
            ("mofcom-2025-13-01", "party"),
        ],
    )
    def test_the_table_is_the_record_as_yaml(self, id_: str, kind: str) -> None:
        """Below the title is the content of the JSON, which a program could read."""
        document = json_of("show", id_)
        assert (document["kind"], document["id"]) == (kind, id_)
        title, _, text = ask("show", id_).out.partition("\n")
        assert title == f"{kind} {id_}"
        assert yaml.safe_load(text) == document["record"]

    def test_an_act_names_the_provisions_that_it_suspends(self) -> None:
        """No. 72 of 2025 suspends paragraph 2 of No. 46 of 2024."""
        assert json_of("show", "mofcom-2025-72")["record"]["suspends"] == [
            {"provision": "mofcom-2024-46/2", "from": "2025-11-09", "through": "2026-11-27"}
        ]

    def test_an_id_is_found_in_any_case(self) -> None:
        """The id is printed in the spelling of the data."""
        assert json_of("show", "3c001.A")["id"] == "3C001.a"
        assert json_of("show", "MOFCOM-2024-46/2")["id"] == "mofcom-2024-46/2"

    @pytest.mark.parametrize("citation", ["No. 46/2024, para. 2", "商务部公告2024年第46号第二款"])
    def test_a_citation_leads_to_the_provision(self, citation: str) -> None:
        """In both languages, as an answer prints it."""
        assert json_of("show", citation)["id"] == "mofcom-2024-46/2"

    @pytest.mark.parametrize("number", ["46/2024", "No. 46 of 2024", "2024年第46号"])
    def test_the_number_of_an_announcement_leads_to_it(self, number: str) -> None:
        """As people write it; the issuer may be left out."""
        assert json_of("show", number)["id"] == json_of("explain", number)["id"] == "mofcom-2024-46"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("61", "'61' is not an ID; write `exportctl explain 61`, or `exportctl show mofcom-2025-61`"),
            ("gallium", "'gallium' is not an ID; write `exportctl explain gallium`, or `exportctl show 3C001.a`"),
            ("No. 1", "'No. 1' is not an ID; `exportctl explain 'No. 1'` lists the 8 records with this name"),
            ("holmiun", "exportctl list shows their IDs; did you mean Holmium?"),
        ],
    )
    def test_a_name_is_not_an_id(self, name: str, message: str) -> None:
        """The error names the commands that answer, or a similar name."""
        answer = ask("show", name)
        assert (answer.code, answer.out, answer.err.strip().endswith(message)) == (2, "", True)

    def test_a_name_is_not_an_id_in_chinese(self) -> None:
        """The commands stay as they are."""
        error = ask("--lang", "zh", "show", "镓").err
        assert error == "exportctl: “镓”不是编号；请用 `exportctl explain '镓'` 或 `exportctl show 3C001.a`\n"


class TestExplain:
    """`explain` prints the content of a record, its history, its sources and its doubts."""

    def test_a_provision_has_a_history(self) -> None:
        """The presumption of denial for gallium was in force, is suspended, and is unconfirmed after 27 November 2026."""
        document = json_of("explain", "mofcom-2024-46/2", "--on", "2025-12-01")
        assert (document["kind"], document["status"], document["published"]) == ("provision", "suspended", "2024-12-03")
        assert [(span["status"], span["from"], span["through"]) for span in document["history"]] == [
            ("in_force", "2024-12-03", "2025-11-08"),
            ("suspended", "2025-11-09", "2026-11-27"),
            ("unsettled", "2026-11-28", None),
        ]
        assert document["announced"] == []
        assert document["sources"]
        assert document["doubts"]

    @pytest.mark.parametrize(
        ("id_", "fact"),
        [
            ("mofcom-2024-46/2", "2025-11-09 2026-11-27 suspended No. 72/2025"),
            ("mofcom-2025-61/1.3", "2027-01-10"),
            ("mofcom-2025-61", "No. 61/2025, para. 5.2: See 5.1."),
            ("3C001.a", "No. 51/2024"),
            ("3C001", "3C001.a"),
            ("mofcom-2025-72", "No. 46/2024, para. 2"),
            ("mofcom-readout-2026-09-28", "A statement is not an act: it changes no status."),
            ("mofcom-faq-2024-03-15", "powder has no flexural strength"),
            ("mofcom-2025-13-01", "2025-11-10 ended MOFCOM decision of"),
            ("1C226", "the form is "),
            ("mofcom-2025-28/252604X", "No. 28/2025, 252604X | provision"),
            ("mofcom-2025-28/252604x", "No. 28/2025, 252604X | provision"),
        ],
    )
    def test_every_kind_is_explained(self, id_: str, fact: str) -> None:
        """The table names the fact, and its sources."""
        table = words("explain", id_, "--on", "2025-12-01")
        assert fact in table
        assert " Sources " in table
        assert "2025-12-01 (Mon)" in table
        assert "Law data as of 2026-10-10 (" in table
        assert json_of("explain", id_, "--on", "2025-12-01")["sources"]

    def test_an_act_has_the_status_of_each_paragraph_on_the_day(self) -> None:
        """The prohibition for military users is in force, and the end of the suspension of paragraph 2 is unconfirmed."""
        text = words("explain", "mofcom-2024-46", "--on", "2026-11-30")
        assert "2024-12-03 in force No. 46/2024 No. 46/2024, para. 1" in text
        assert "2026-11-28 unconfirmed No. 72/2025 No. 46/2024, para. 2" in text

    def test_paragraphs_with_the_same_days_share_a_row(self) -> None:
        """So the history of an act is whole without --all: No. 61/2025 was in force for a month, and was suspended whole."""
        text = words("explain", "mofcom-2025-61", "--on", "2026-12-01")
        assert "2025-10-09 2025-11-06 in force No. 61/2025 No. 61/2025, para. 1.3, para. 2, para. 3" in text
        assert "2025-11-07 2026-11-10 suspended No. 70/2025 all of No. 61/2025" in text
        assert "2026-11-11 unconfirmed No. 70/2025 all of No. 61/2025 Sources" in text
        chinese = words("--lang", "zh", "explain", "mofcom-2025-61", "--on", "2026-12-01")
        assert "数目 附件1第一部分物项：13项（据新闻报道）" in chinese
        assert "起始日 截止日 状态 法规文件 管制依据" in chinese
        assert "全部条款" in chinese

    def test_an_act_before_its_entry_into_force_has_a_row_for_that(self) -> None:
        """No. 55/2025 was published on 9 October 2025, for 8 November."""
        text = words("explain", "mofcom-2025-55", "--on", "2025-10-15")
        assert "2025-10-09 2025-11-06 pending No. 55/2025 all of No. 55/2025" in text
        assert "pending" not in words("explain", "mofcom-2025-55", "--on", "2025-12-01")

    def test_an_announcement_is_printed_with_its_statement(self) -> None:
        """A statement, and no act, extends the suspension of No. 61/2025 through 10 January 2027."""
        assert json_of("explain", "mofcom-2025-61/1.3", "--on", "2026-10-10")["announced"] == [
            {
                "suspended_by": "mofcom-2025-70",
                "through": "2027-01-10",
                "statement": "mofcom-readout-2026-09-28",
                "confidence": "inferred",
            }
        ]
        act = words("explain", "mofcom-2025-70", "--on", "2026-11-30")
        assert (
            "Announced MOFCOM announced an extension through 2027-01-10 but did not name No. 70/2025; no act confirms it ("
            in act
        )
        statement = words("explain", "mofcom-readout-2026-09-28", "--on", "2026-11-30")
        assert "Announces extension of No. 70/2025 through 2027-01-10: inferred. Both sides agreed" in statement


class TestUsualNames:
    """`explain` finds a record by its usual names."""

    def test_a_number_alone_is_that_of_an_act(self) -> None:
        """It is not a word in the title of another act, as No. 70/2025 has it."""
        assert json_of("explain", "61")["id"] == "mofcom-2025-61"

    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("gallium", "3C001.a"),
            ("镓", "3C001.a"),
            ("Ga", "3C001.a"),
            ("helium", "mofcom-2026-29/1"),
            ("No. 46 of 2024", "mofcom-2024-46"),
            ("no 46/2024", "mofcom-2024-46"),
            ("No. 46/2024, para. 2", "mofcom-2024-46/2"),
            ("no.46/2024 para. 2", "mofcom-2024-46/2"),
            ("No. 46 of 2024 p. 2", "mofcom-2024-46/2"),
            ("MOFCOM announcement No. 46 of 2024, paragraph 2", "mofcom-2024-46/2"),
            ("商务部公告2024年第46号第二款", "mofcom-2024-46/2"),
            ("Announcement No. 46/2024", "mofcom-2024-46"),
            ("2024年第46号", "mofcom-2024-46"),
            ("商务部公告2024年第46号", "mofcom-2024-46"),
            ("２０２４年第４６号", "mofcom-2024-46"),
            ("MOFCOM Order No. 6 of 2025", "mofcom-order-2025-6"),
            ("Unreliable Entity List No. 7 of 2025", "uel-2025-7"),
            ("关于加强相关两用物项对美国出口管制的公告", "mofcom-2024-46"),
            ("90 FR 47201", "us-90fr47201"),
            ("Suspension of paragraph 2", "mofcom-2025-72"),
            ("LEIDOS, Inc.", "mofcom-2025-13-01"),
        ],
    )
    def test_one_that_is_meant_is_explained(self, name: str, id_: str) -> None:
        """Goods, the number an act prints, its title, and a party lead to the same answer as the id."""
        day = ("--on", "2026-10-10")
        assert json_of("explain", name, *day) == json_of("explain", id_, *day)
        assert ask("explain", name, *day).out == ask("explain", id_, *day).out

    @pytest.mark.parametrize("name", ["No. 46/2024, para. 9", "商务部公告2024年第46号第九款"])
    def test_a_paragraph_that_the_act_lacks_is_wrong_input(self, name: str) -> None:
        """The act is not shown in its place; the line names the command that lists its paragraphs."""
        answer = ask("explain", name)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert f"'{name}' is not a provision of the law data; exportctl show mofcom-2024-46" in answer.err

    def test_several_are_listed(self) -> None:
        """Each record has its kind and its name; a program gets the same rows."""
        listed = words("explain", "No. 6 of 2025", "--on", "2026-10-10")
        assert listed.startswith("2 records named 'No. 6 of 2025'")
        assert "To do Explain one of them: exportctl explain uel-2025-6 Law data" in listed
        rows = json_of("explain", "No. 6 of 2025", "--on", "2026-10-10")["rows"]
        assert [(row["id"], row["kind"]) for row in rows] == [("uel-2025-6", "act"), ("mofcom-order-2025-6", "act")]
        assert all(f"{row['id']} act {row['name']}" in listed.replace("  ", " ") for row in rows)
        assert {row["kind"] for row in json_of("explain", "magnet")["rows"]} == {"entry"}

    @pytest.mark.parametrize("name", ["No. 46", "第46号", "Announcement No. 46"])
    def test_a_number_without_its_year_lists_the_acts_of_every_year(self, name: str) -> None:
        """The act that suspends No. 46 of 2024, and has that number in its title, is none of them."""
        rows = json_of("explain", name, "--on", "2026-10-10")["rows"]
        assert [row["id"] for row in rows] == ["mofcom-2021-46", "mofcom-2024-46"]

    def test_a_number_of_several_years_lists_the_acts(self) -> None:
        """And of several issuers."""
        rows = json_of("explain", "No. 1", "--on", "2026-10-10")["rows"]
        assert {"mofcom-2025-1", "mofcom-2026-1", "uel-2023-1"} <= {row["id"] for row in rows}

    def test_names_cannot_control_the_terminal(self) -> None:
        """It is printed as text."""
        answer = ask("explain", "\x1b[2J No. 6 of 2025")
        assert answer.code == 0
        assert "\x1b" not in answer.out

    @pytest.mark.parametrize(
        ("name", "near"), [("galium", "did you mean Gallium?"), ("zzz qqq", ""), ("", ""), ("No. 4600 of 2024", "")]
    )
    def test_none_is_wrong_input(self, name: str, near: str) -> None:
        """One line reports it, with names that may be intended."""
        answer = ask("explain", name)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert f"'{name}' is not an act, provision, entry, statement, guidance or party of the law data" in answer.err
        assert near in answer.err


@pytest.mark.parametrize(("party", "announced"), [("mofcom-2025-13-01", False), ("mofcom-2025-21-01", True)])
def test_an_announced_extension_concerns_only_what_is_suspended(party: str, announced: bool) -> None:
    """The decision of 2025-11-05 suspends No. 21/2025 and ends No. 13/2025; the announcement prolongs the suspension."""
    explained = ask("explain", party, "--on", "2026-11-30")
    assert ("through 2027-01-10" in explained.words) is announced


def test_a_misspelt_name_of_a_party_is_suggested() -> None:
    """A name that resembles no listed one has no suggestion."""
    answer = ask("explain", "Lokheed Martn")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("; did you mean Lockheed Martin Corporation?\n")
    assert "did you mean" not in ask("explain", "Acme Toys").err
