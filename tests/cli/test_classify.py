"""`classify` finds the entries that goods match, may match, or do not match."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.program import QUESTIONS, ask, verdict


class TestClassify:
    """`classify` prints the matching entries, their certainty, and their basis."""

    def test_gallium_is_one_entry_by_name(self) -> None:
        """The metal is 3C001.a, surely."""
        answer = ask("classify", "gallium", "--on", "2025-12-01", "--format", "json")
        document = answer.json
        assert (answer.code, document["recognised"], document["excluded"]) == (1, True, [])
        (match,) = document["matches"]
        assert match == {
            "entry": "3C001.a",
            "name": {"en": "Gallium metal (the element)", "zh": "金属镓（单质）"},
            "certainty": "yes",
            "basis": "name",
            "status": "in_force",
            "listings": [
                {
                    "provision": "mofcom-2023-23/1",
                    "status": "ended",
                    "in_force_from": "2023-08-01",
                    "suspension": None,
                },
                {
                    "provision": "mofcom-2024-51/1",
                    "status": "in_force",
                    "in_force_from": "2024-12-01",
                    "suspension": None,
                },
            ],
        }

    @pytest.mark.parametrize(
        ("item", "basis"), [("镓", "name"), ("Ga", "formula"), ("7440-55-3", "cas"), ("3c001.A", "code")]
    )
    def test_gallium_has_many_names(self, item: str, basis: str) -> None:
        """A Chinese name, a symbol, a CAS number and a control code find the same entry."""
        answer = ask("classify", item, "--format", "json")
        assert answer.code == 1
        assert [(match["entry"], match["basis"]) for match in answer.json["matches"]] == [("3C001.a", basis)]

    def test_dysprosium_makes_a_magnet_one_of_the_april_list(self) -> None:
        """A neodymium magnet with dysprosium is 1C905.a.4; its terbium is not stated."""
        answer = ask("classify", "neodymium magnet", "--contains", "Dy=2%", "--format", "json")
        matches = {match["entry"]: match for match in answer.json["matches"]}
        assert answer.code == 1
        assert (matches["1C905.a.4"]["certainty"], matches["1C905.a.4"]["basis"]) == ("yes", "composition")
        assert (matches["1C904.a.4"]["certainty"], matches["1C904.a.4"]["missing"]) == ("possible", ["contains"])

    def test_graphite_waits_for_its_figures(self) -> None:
        """Without density, strength and purity, graphite only may match an entry, and the exit code is 3."""
        answer = ask("classify", "graphite", "--format", "json")
        assert answer.code == 3
        assert {match["certainty"] for match in answer.json["matches"]} == {"possible"}
        assert "density" in {fact for match in answer.json["matches"] for fact in match["missing"]}

    def test_the_table_has_the_same_content(self) -> None:
        """It begins with the answer, and names the entries and the facts that would settle the open ones; `--all` gives their basis."""
        command = ("classify", "neodymium magnet", "--contains", "Dy=2%", "--on", "2025-12-01")
        answer, whole = ask(*command), ask(*command, "--all")
        assert answer.code == whole.code == 1
        assert answer.words.startswith(
            "ON A CONTROL LIST neodymium magnet | 2025-12-01 (Mon) A list entry covers these goods."
        )
        assert "1C905.a.4 NdFeB permanent magnet material containing nothing: it matches" in answer.words
        assert "1C904.a.4 NdFeB permanent magnet material containing --contains" in answer.words
        assert "State --contains" not in answer.words
        assert "1C905.a.4 NdFeB permanent magnet material containing nothing: it matches" in whole.words
        assert whole.words.count("(by composition)") >= 2
        assert "Law data as of 2026-10-10 (" in answer.words

    @pytest.mark.parametrize(
        ("question", "code", "head", "words"),
        [
            (
                "samarium oxide --on 2024-06-01",
                3,
                "NOT YET ON A CONTROL LIST",
                "lists 1C902.b; No. 18/2025, para. 1, published on 2025-04-04, is the first To do",
            ),
            ("samarium oxide --on 2025-06-01", 1, "ON A CONTROL LIST", ""),
            (
                "holmium --on 2025-09-01",
                3,
                "NOT YET ON A CONTROL LIST",
                "lists 1C909.a.1; No. 57/2025, para. 1, published",
            ),
            (
                "holmium --on 2025-10-20",
                3,
                "NOT YET ON A CONTROL LIST",
                "Status No. 57/2025, para. 1 on 2025-10-20: pending, from 2025-11-08 To do",
            ),
            (
                "holmium --on 2026-06-01",
                3,
                "SUSPENDED ON THIS DAY",
                "Status No. 57/2025, para. 1 on 2026-06-01: suspended through 2026-11-10",
            ),
            (
                "holmium --on 2026-11-30",
                1,
                "ON A CONTROL LIST, unless extended",
                "Status No. 57/2025, para. 1 on 2026-11-30: unconfirmed: No. 70/2025 suspended",
            ),
            ("gallium --on 2023-07-01", 3, "UNDECIDED", "lists 3C001.a; No. 23/2023, published on 2023-07-03"),
            (
                "synthetic diamond micropowder --on 2025-10-10",
                3,
                "NOT YET ON A CONTROL LIST",
                "A list entry may cover these goods, but it is not in force yet on this day.",
            ),
            (
                "synthetic diamond micropowder --on 2025-12-01",
                3,
                "SUSPENDED ON THIS DAY",
                "Status No. 55/2025, para. 1 on 2025-12-01: suspended through 2026-11-10",
            ),
            (
                "synthetic diamond micropowder --on 2026-11-12",
                3,
                "MAY BE ON A CONTROL LIST, unless extended",
                "Status No. 55/2025, para. 1 on 2026-11-12: unconfirmed",
            ),
            (
                "synthetic diamond micropowder --on 2020-06-01",
                3,
                "UNDECIDED",
                "A later list entry may cover these goods;",
            ),
            (
                "graphite --on 2025-12-01",
                3,
                "MAY BE ON A CONTROL LIST",
                "Status No. 58/2025, para. 1 (3C901.b.1, 3C902.b.2) on 2025-12-01: suspended through 2026-11-10",
            ),
            ("gallium --on 2024-02-01", 1, "ON A CONTROL LIST", ""),
            ("gallium --on 2026-11-30", 1, "ON A CONTROL LIST", ""),
        ],
    )
    def test_the_answer_is_that_of_the_day(self, question: str, code: int, head: str, words: str) -> None:
        """The entry is the same on every day; the answer names its status on this one, and the exit code is 1 only if it binds."""
        goods, _, day = question.partition(" --on ")
        answer = ask("classify", goods, "--on", day)
        assert (answer.code, answer.words.startswith(f"{head} {goods} | {day}")) == (code, True)
        assert words in answer.words
        assert ("Status" in answer.words or "Warning" in answer.words) is bool(words)

    def test_the_document_names_entries_of_later_acts(self) -> None:
        """As the text does; an act that was not known on the day of knowledge has no entries."""
        document = ask("classify", "samarium oxide", "--on", "2024-06-01", "--format", "json").json
        assert [(item["code"], item["provisions"]) for item in document["warnings"]] == [
            ("not_listed_yet", ["mofcom-2025-18/1"])
        ]
        earlier = ask(
            *["classify", "samarium", "--on", "2024-06-01", "--known-on", "2024-06-01", "--format", "json"]
        ).json
        assert (earlier["matches"], earlier["warnings"]) == ([], [])

    @pytest.mark.parametrize(
        ("day", "status", "code"),
        [("2025-10-10", "pending", 3), ("2025-12-01", "suspended", 3), ("2026-11-12", "unsettled", 1)],
    )
    def test_the_document_has_the_status_of_each_match(self, day: str, status: str, code: int) -> None:
        """With the provisions that list its entry, and the suspension, as a verdict has them."""
        answer = ask("classify", "holmium", "--on", day, "--format", "json")
        (match,) = answer.json["matches"]
        (listing,) = match["listings"]
        findings = verdict(f"holmium --to DE --on {day}")["findings"]
        (finding,) = [item for item in findings if item["provision"] == "mofcom-2025-57/1"]
        assert (answer.code, match["status"]) == (code, status)
        assert listing == {key: finding[key] for key in ("provision", "status", "in_force_from", "suspension")}

    def test_no_act_lists_an_entry_before_its_publication(self) -> None:
        """Its status is null then, and the exit code is 3."""
        answer = ask("classify", "holmium", "--on", "2025-09-01", "--format", "json")
        (match,) = answer.json["matches"]
        assert (answer.code, match["status"], match["listings"]) == (3, None, [])

    def test_the_answer_of_the_day_is_chinese(self) -> None:
        """The headline, the sentence and the warning."""
        answer = ask("--lang", "zh", "classify", "samarium oxide", "--on", "2024-06-01")
        assert answer.words.startswith("尚未列入管制清单 samarium oxide")
        assert (
            "在2024-06-01，法规数据中没有法规文件列管1C902.b；最早列管的是2025-04-04公布的商务部公告2025年第18号第一款"
            in (answer.words.replace(" ", ""))
        )

    def test_a_provision_that_names_goods_without_an_entry_is_printed(self) -> None:
        """No entry lists helium; the act that prohibits it is named with its status on the day."""
        answer = ask("classify", "helium", "--on", "2026-10-10")
        assert answer.words.startswith(
            "NOT ON A CONTROL LIST helium | 2026-10-10 (Sat) No list entry covers these goods, but an act names them."
        )
        assert (
            "Named in No. 29/2026, in force: Temporarily prohibits exports of helium to all destinations"
            in answer.words
        )
        assert "Named in" not in ask("classify", "helium", "--on", "2026-01-10", "--known-on", "2026-01-10").words
        assert ask("check", "helium", "--to", "DE", "--on", "2026-10-10").words.startswith(
            "PROHIBITED helium | China -> Germany | 2026-10-10 (Sat) No. 29/2026 prohibits this export."
        )

    def test_the_first_of_many_entries_are_named_and_the_rest_counted(self) -> None:
        """Four lines are named, the others are counted, and `--all` names each."""
        short, whole = (ask("classify", "magnet", "--contains", "Dy=2%", *more).words for more in ((), ("--all",)))
        assert "May also be 1C905.b, 1C905.c, 1C909.a.4 (--all)" in short
        assert "1C905.c Compounds containing" in whole
        assert "(--all)" not in whole

    def test_an_unknown_item_is_never_certain(self) -> None:
        """An unknown name matches nothing, and ends with 3 and not with 0."""
        answer = ask("classify", "unobtainium", "--format", "json")
        assert (answer.code, answer.json["recognised"], answer.json["matches"]) == (3, False, [])
        assert "unobtainium" in ask("classify", "unobtainium").out

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_it_matches_like_a_verdict(self, question: str) -> None:
        """`check` and `classify` take the same facts, and find the same entries in them."""
        facts = shlex.split(question.replace("--all", ""))
        document = ask("classify", *facts, "--format", "json").json
        matches = [{key: match[key] for key in match.keys() - {"status", "listings"}} for match in document["matches"]]
        assert matches == verdict(question)["item"]["matches"]
        assert document["recognised"] is verdict(question)["item"]["recognised"]

    def test_no_circumstance_changes_what_goods_are(self) -> None:
        """Places, days, uses and parties are taken, and the entries stay the same."""
        there = ("--to", "US", "--end-use", "military", "--party", "Leidos", "--assume", "extended")
        result = ask("classify", "holmium", *there, "--on", "2025-12-01", "--format", "json")
        plain = ask("classify", "holmium", "--on", "2025-12-01", "--format", "json")
        assert result.code == plain.code
        assert result.json | {"query": None} == plain.json | {"query": None}
        assert result.json["query"]["party"] == ["Leidos"]

    @pytest.mark.parametrize(("known_on", "outside"), [("2024-03-14", False), ("2024-03-15", True)])
    def test_guidance_counts_from_its_publication(self, known_on: str, outside: bool) -> None:
        """That graphite powder is outside 1C108.b was published on 15 March 2024 (question 3), and counts from that day."""
        result = ask("classify", "artificial graphite", "--form", "powder", "--known-on", known_on, "--format", "json")
        possible = {match["entry"] for match in result.json["matches"]}
        excluded = {item["entry"]: item["guidance"] for item in result.json["excluded"]}
        assert (result.code, "1C108.b" in possible) == (0 if outside else 3, not outside)
        assert excluded.get("1C108.b") == ("mofcom-faq-2024-03-15" if outside else None)

    @pytest.mark.parametrize(("known_on", "published"), [("2025-10-08", False), ("2025-10-09", True)])
    def test_lines_and_their_codes_count_from_their_publication(self, known_on: str, published: bool) -> None:
        """No. 55 of 2025 put diamond powder on the list on 9 October, and printed the code under which it travels."""
        content = ask("classify", "7105101100", "--known-on", known_on, "--format", "json").json
        assert {match["entry"] for match in content["matches"]} == ({"2C902.a", "2C902.b"} if published else set())
        assert [heading["carries_lines"] for heading in content["headings"]] == [published]

    def test_guidance_applies_to_earlier_days(self) -> None:
        """A question of today about a day in 2023 gets the official answer of 2024."""
        result = ask("classify", "artificial graphite", "--form", "powder", "--on", "2023-12-01", "--format", "json")
        assert {item["entry"] for item in result.json["excluded"]} == {"1C108.a", "1C108.b"}
        assert {match["entry"] for match in result.json["matches"]} == {"3C901.b.1", "3C902.b.2"}  # powder for anodes


def test_the_options_of_the_questions_are_whole() -> None:
    """People copy them, so none breaks in the middle; what to do points at them and not at the option that printed them."""
    answer = ask("classify", "artificial graphite", "--questions")
    assert "'tensile_strain_to_failure=...%'" in answer.out
    assert "3 more --param (in the table above)" in answer.words
    assert "3 more --param (--questions)" in ask("classify", "artificial graphite").words


def test_properties_have_their_chinese_names() -> None:
    """Which `--param` accepts."""
    answer = ask("--lang", "zh", "classify", "人造石墨", "--questions")
    assert "--param '断裂拉伸应变=...%'" in answer.out
    assert "--param 密度" in answer.out
    assert "tensile_strain" not in answer.out
    assert ask("classify", "人造石墨", "--param", "断裂拉伸应变=0.8%", "-f", "json").code != 2
