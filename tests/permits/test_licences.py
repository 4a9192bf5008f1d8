"""A licence covers its entries, on its days, for its places and end users, and no stricter effect."""

from __future__ import annotations

import shlex

import pytest

from exportctl.law.register import Register
from tests.cli.program import QUESTIONS, ask
from tests.permits.program import CIVIL, ENDS, LICENCE, change, check, configure, names, warnings_of

TO_GERMANY = f"gallium --to DE --on 2026-09-01 {CIVIL}"
TO_THE_US = f"gallium --to US --on 2026-09-01 {CIVIL}"


def using(*keys: str) -> str:
    """Return the licence with more keys."""
    return LICENCE + "\n".join(keys) + "\n"


class TestShipping:
    """A licence that is held needs no application."""

    def test_goods_ship_within_its_terms(self) -> None:
        """Gallium for Germany."""
        configure(LICENCE)
        words = ask("check", *shlex.split(TO_GERMANY)).words
        assert "To do Ship within the terms of licence L-1." in words
        assert "Apply on" not in words

    def test_it_suffices_if_the_suspension_was_extended(self) -> None:
        """Under that reading nothing else reaches the gate; that it is unconfirmed still keeps the answer open."""
        configure(LICENCE)
        question = shlex.split(f"gallium --to US --on 2026-11-30 {CIVIL}")
        answer = ask("check", *question, "--assume", "extended")
        assert answer.code == 3
        refused = "if the suspension ended as published, MOFCOM refuses licences for this export in principle."
        assert f"{refused} Ship within the terms of licence L-1." in answer.words
        assert "Assumed suspensions whose extension is unconfirmed were extended" in answer.words
        assert "other findings still reach the gate" not in answer.words

    def test_a_refusal_in_principle_puts_its_use_in_doubt(self) -> None:
        """No act states whether it can still be used; MOFCOM may put it on hold (article 18 of the Regulations)."""
        configure(LICENCE)
        words = ask("check", *shlex.split(f"gallium --to US --on 2026-11-30 {CIVIL}")).words
        assert "Until you know, do not ship. If not: do not ship;" in words
        assert "Ask MOFCOM whether licence L-1 can still be used; it may be put on hold." in words
        assert "other findings still reach the gate" in words

    def test_military_uses_are_still_ruled_out(self) -> None:
        """A licence does not cover a prohibition that may apply."""
        configure(LICENCE)
        words = ask("check", "gallium", "--to", "US", "--on", "2026-09-01").words
        assert "Worst case prohibited, if --end-use or --end-user-type is military" in words
        assert "other findings still reach the gate" in words
        ruled_out = "Rule out military users and uses; such exports are prohibited."
        assert f"To do {ruled_out} Ship within the terms of licence L-1." in words

    def test_a_checklist_for_another_one_names_it(self) -> None:
        """A renewal needs the papers; without a licence, nothing is held."""
        configure(LICENCE)
        held = "You hold licence L-1 for this export: apply only to renew a licence, or if this shipment does not meet its terms."
        question = ("draft", "application", *shlex.split(TO_GERMANY))
        lines = ask(*question).out.splitlines()
        assert lines[2].startswith(held)
        assert "许可证L-1" in lines[2]
        assert "You hold" not in ask(*question, "--no-config").out
        assert "You hold" not in ask("draft", "end-user-certificate", *shlex.split(TO_GERMANY)).out

    @pytest.mark.parametrize("form", ["table", "markdown"])
    def test_the_steps_that_lead_to_it_are_done(self, form: str) -> None:
        """The plan begins with the declaration and names the licence; without a licence it begins with the warning."""
        configure(LICENCE)
        question = ["steps", *shlex.split(TO_GERMANY), "--all", "--format", form]
        words = ask(*question).words
        assert "licence L-1, through 2026-12-31: No. 51/2024" in words
        assert "Present the licence to customs with the declaration." in words
        assert "Export only within the scope, the terms and the validity of the licence." in words
        assert "Keep the certificates" in words
        todo = [
            "Do not declare the goods",
            "Establish the performance figures",
            "individual licence",
            "Apply on MOFCOM's platform",
        ]
        assert [text for text in todo if text in words] == []
        without = ask(*question, "--no-config").words
        assert [text for text in todo if text in without] == todo

    def test_steps_to_rule_out_military_uses_stay(self) -> None:
        """A licence covers no prohibition; the first step is to rule it out."""
        configure(LICENCE)
        words = ask("steps", "gallium", "--to", "US", "--on", "2026-09-01").words
        assert "else military. Exports of dual-use items to military users" in words
        assert "Do not declare the goods" not in words

    @pytest.mark.parametrize("to", ["US", "JP"])
    def test_a_licence_that_does_not_suffice_ends_no_step(self, to: str) -> None:
        """MOFCOM refuses in principle, or the licence is for other places."""
        configure(LICENCE)
        assert "Do not declare the goods" in ask("steps", "gallium", "--to", to, "--on", "2026-11-30").words

    def test_another_licence_follows_it(self) -> None:
        """An authority does not renew it."""
        configure(LICENCE)
        ending = check(TO_GERMANY.replace("2026-09-01", "2026-12-15"))
        assert warnings_of(ending, "answer_ends") == [
            f"licence L-1 ends on {ENDS} and covers no finding after that day; apply for a new one in time"
        ]
        ended = check(TO_GERMANY.replace("2026-09-01", "2027-01-02"))
        assert warnings_of(ended, "answer_ended") == [
            f"licence L-1 ended on {ENDS} and covers no finding; apply for a new one"
        ]


class TestCoveredProvisions:
    """The decision stays that of the law; covered findings do not fail the gate."""

    def test_it_opens_the_gate_and_changes_no_decision(self) -> None:
        """The verdict names it, with the findings that it covers, and its line."""
        before = check(TO_GERMANY)
        configure(LICENCE)
        after = check(TO_GERMANY)
        assert (before.code, after.code) == (1, 0)
        assert before.json["answered_by"] == []
        assert after.json["answered_by"] == [
            {
                "kind": "licence",
                "name": "licence L-1",
                "provisions": ["mofcom-2024-51/1"],
                "undecided": False,
                "through": ENDS,
                "stated_at": "exportctl.toml:2",
                "reason": None,
                "approved_by": None,
            }
        ]
        for key in ("decision", "worst_case", "settled", "readings", "findings", "questions"):
            assert before.json[key] == after.json[key]

    @pytest.mark.parametrize(("entries", "code"), [('"3C001.a"', 0), ('"3C001"', 0), ('"3C001.b"', 1), ('"3C003"', 1)])
    def test_a_code_covers_what_is_below_it(self, entries: str, code: int) -> None:
        """3C001 is all gallium, 3C001.b another line."""
        configure(LICENCE.replace('"3C001"', entries))
        assert check(TO_GERMANY).code == code

    @pytest.mark.parametrize(("to", "code"), [("DE", 0), ("US", 0), ("FR", 1), (None, 1)])
    def test_it_is_for_its_places(self, to: str | None, code: int) -> None:
        """Another place, and one that is not stated, are not answered."""
        configure(LICENCE)
        place = f"--to {to}" if to else ""
        assert check(f"gallium {place} --on 2026-09-01 {CIVIL}").code == code

    @pytest.mark.parametrize(
        ("day", "code", "warning"),
        [
            ("2025-12-31", 1, "not_answered"),
            ("2026-01-01", 0, None),
            ("2026-11-30", 0, None),
            ("2026-12-01", 0, "answer_ends"),
            ("2026-12-31", 0, "answer_ends"),
            ("2027-01-01", 1, "answer_ended"),
        ],
    )
    def test_both_sides_of_its_days(self, day: str, code: int, warning: str | None) -> None:
        """A warning appears from 30 days before its last day; after it, the licence covers nothing, and the answer states that."""
        configure(LICENCE)
        answer = check(f"gallium --to DE --on {day} {CIVIL}")
        assert answer.code == code
        codes = [item["code"] for item in answer.json["warnings"]]
        assert [item for item in codes if item in {"not_answered", "answer_ends", "answer_ended"}] == (
            [warning] if warning else []
        )

    def test_every_line_needs_one(self) -> None:
        """Goods of two lines are answered by two licences, or by one for both; by one for one of them they are not."""
        goods = f"'dysprosium terbium alloy' --entry 1C902.a --entry 3C001.a --to DE --on 2026-09-01 {CIVIL}"
        both = check(goods)
        assert {item["entry"] for item in both.json["findings"]} == {"1C902.a", "3C001.a"}
        configure(LICENCE)
        assert (check(goods).code, names(check(goods))) == (1, ["licence L-1"])
        configure(LICENCE + LICENCE.replace("L-1", "L-2").replace("3C001", "1C902"))
        assert (check(goods).code, names(check(goods))) == (0, ["licence L-1", "licence L-2"])

    def test_licences_do_not_answer_possible_provisions(self) -> None:
        """Magnets that may match another entry stay undecided."""
        goods = f"NdFeB --form magnet --contains Dy=2% --to DE --on 2026-09-01 {CIVIL}"
        configure(LICENCE.replace('"3C001"', '"1C904", "1C905"'))
        answer = check(goods)
        assert answer.json["decision"] == "license_required"
        assert (answer.code, names(answer)) == (3, ["licence L-1"])


class TestUncoveredProvisions:
    """A presumption of denial and a prohibition remain at the gate, also if they only may apply."""

    def test_presumption_of_denial(self) -> None:
        """From the day on which the suspension of No. 46/2024 ends the gate is closed again."""
        configure(LICENCE)
        assert check(TO_THE_US).code == 0
        after = check(TO_THE_US.replace("2026-09-01", "2026-11-28"))
        assert (after.code, after.json["decision"]) == (1, "presumption_of_denial")
        assert names(after) == ["licence L-1"]

    def test_one_of_the_readings(self) -> None:
        """If the suspension was extended, the licence covers all findings, but the extension is unconfirmed."""
        configure(LICENCE)
        day = TO_THE_US.replace("2026-09-01", "2026-11-28")
        assert check(day, "--assume", "extended").code == 3

    @pytest.mark.parametrize("left_out", ["--end-use civil", "--end-user-type civil"])
    def test_a_prohibition_that_only_may_apply(self, left_out: str) -> None:
        """Military use or a military user of the United States would be forbidden: the gate stays undecided."""
        configure(LICENCE)
        answer = check(TO_THE_US.replace(left_out, ""))
        assert (answer.code, answer.json["worst_case"]) == (3, "prohibited")
        assert names(answer) == ["licence L-1"]

    def test_a_prohibition(self) -> None:
        """Military use is forbidden."""
        configure(LICENCE)
        assert check(TO_THE_US.replace("civil", "military", 1)).code == 1

    def test_a_party_that_is_listed(self) -> None:
        """Whom an act bars from all dual-use items no licence serves, though it names them."""
        configure(using('end_users = ["Leidos"]'))
        answer = check("gallium --to US --on 2025-06-01 --end-use civil --end-user-type civil --party end-user=Leidos")
        assert (answer.code, answer.json["decision"]) == (1, "prohibited")

    def test_law_that_is_stale(self) -> None:
        """max_age still ends with 3."""
        configure("max_age = 10\n" + LICENCE)
        assert check(TO_GERMANY.replace("2026-09-01", "2026-12-01")).code == 3

    def test_a_requirement_because_of_a_use(self) -> None:
        """A licence for gallium does not cover controls on weapons: the requirement for any goods because of their use stays."""
        configure(LICENCE)
        answer = check(TO_GERMANY.replace("--end-use civil", "--end-use wmd"))
        assert answer.code == 1
        answered = {provision for item in answer.json["answered_by"] for provision in item["provisions"]}
        assert answered == {"mofcom-2024-51/1"}


class TestEndUsers:
    """A licence with end users is for these only, and an unstated end user is none of them."""

    @pytest.mark.parametrize(
        ("parties", "code"),
        [
            ("--party 'end-user=Acme GmbH'", 0),
            ("--party 'End_User=ACME GMBH'", 0),
            ("--party 'enduser=Acme GmbH'", 0),
            ("--party 'end-user=Acmé, GmbH'", 0),
            ("--party 'end-user=Acme Ltd'", 1),
            ("--party 'end-user=Acme'", 1),
            ("--party 'Acme GmbH'", 1),
            ("--party 'consignee=Acme GmbH'", 1),
            ("", 1),
            ("--party 'end-user=Acme GmbH' --party 'end-user=Globex AG'", 1),
            ("--party 'end-user=Acme GmbH' --party 'end-user=Globex SA'", 0),
            ("--party 'end-user=Acme GmbH' --party 'consignee=Initech AG'", 0),
        ],
    )
    def test_it_is_the_very_name(self, parties: str, code: int) -> None:
        """Case, accents and punctuation make no other name, another legal form does; all end users must be named."""
        configure(using('end_users = ["Acme GmbH", "Globex SA"]'))
        answer = check(f"gallium --to DE --on 2026-09-01 --end-use civil --end-user-type civil {parties}")
        assert answer.code == code
        assert bool(warnings_of(answer, "not_answered")) == bool(code)

    def test_a_review_because_of_a_party_needs_a_licence_that_names_it(self) -> None:
        """Who is on the watch list of No. 12/2026 is reviewed case by case; a licence for anybody was not granted for them."""
        question = "gallium --to JP --on 2026-09-01 --end-use civil --end-user-type civil --party 'end-user=SUBARU Corporation'"
        answer = check(question)
        assert answer.json["decision"] == "enhanced_review"
        japan = LICENCE.replace('"US"', '"JP"')
        configure(japan)
        assert check(question).code == 1
        configure(japan + 'end_users = ["SUBARU Corporation"]\n')
        assert check(question).code == 0
        another = f"{question} --party 'consignee=SUBARU Corporation' --party 'end-user=Acme KK'"
        configure(japan + 'end_users = ["Acme KK"]\n')
        assert check(another.replace("'end-user=SUBARU Corporation'", "'end-user=Acme KK'", 1)).code == 1


class TestQuantity:
    """`--quantity` is compared with the amount of the licence."""

    @pytest.mark.parametrize(
        ("quantity", "code", "why"),
        [
            ("500 kg", 0, ""),
            ("500000 g", 0, ""),
            ("0.5 t", 0, ""),
            ("500.001 kg", 1, "less than the stated amount left"),
            ("3 pieces", 1, "stated in pieces"),
            ("0 kg", 1, "state the amount"),
            (None, 1, "--quantity"),
        ],
    )
    def test_it_is_within_the_amount(self, quantity: str | None, code: int, why: str) -> None:
        """In any unit of its kind; an unstated amount is not within it."""
        configure(using('quantity = "500 kg"'))
        more = ("--quantity", quantity) if quantity else ()
        answer = check(TO_GERMANY, *more)
        assert answer.code == code
        assert all(why in text for text in warnings_of(answer, "not_answered"))
        assert bool(warnings_of(answer, "not_answered")) == bool(why)

    def test_another_licence_may_have_enough(self) -> None:
        """The first that can answers."""
        second = LICENCE.replace("L-1", "L-2")
        configure(using('quantity = "1 kg"') + second)
        assert names(check(TO_GERMANY, "--quantity", "2 kg")) == ["licence L-2"]
        assert names(check(TO_GERMANY, "--quantity", "1 kg")) == ["licence L-1"]


class TestNextChange:
    """The first and the day after the last are turning points of the verdict, which names the licence."""

    def test_its_end(self) -> None:
        """The decision is the same on that day, and nothing answers it."""
        configure(LICENCE)
        assert check(TO_GERMANY).json["next_change"] == {
            "on": "2027-01-01",
            "decision": "license_required",
            "settled": True,
            "because": ["licence L-1"],
        }

    def test_its_beginning(self) -> None:
        """The answer states the first day."""
        configure(LICENCE)
        question = TO_GERMANY.replace("2026-09-01", "2025-12-01")
        assert change(check(question)) == ("2026-01-01", "license_required", ["licence L-1"])
        assert "licence L-1 begins" in ask("check", *_words(question)).words
        assert "licence L-1 ends" in ask("check", *_words(TO_GERMANY)).words

    def test_an_earlier_change_of_law_comes_first(self) -> None:
        """A change of law before its end comes first, and is independent of it."""
        configure(LICENCE)
        assert change(check(TO_THE_US)) == ("2026-11-28", "presumption_of_denial", ["mofcom-2024-46/2"])
        configure(LICENCE.replace(ENDS, "2026-11-27"))
        assert change(check(TO_THE_US)) == (
            "2026-11-28",
            "presumption_of_denial",
            ["licence L-1", "mofcom-2024-46/2"],
        )

    def test_one_that_ends_and_one_that_begins_are_named_apart(self) -> None:
        """On the day of a change of law, with a stroke in the number, which is no sign of a paragraph."""
        second = LICENCE.replace("L-1", "L-2").replace("2026-01-01", "2026-11-28")
        configure(LICENCE.replace("L-1", "L/1").replace(ENDS, "2026-11-27") + second)
        words = ask("check", *_words(TO_THE_US)).words
        assert "(licence L/1 ends; licence L-2 begins; No. 46/2024, para. 2)" in words

    def test_one_that_answers_nothing_changes_nothing(self) -> None:
        """A licence for other goods, or another place, is no reason."""
        before = check(TO_GERMANY).json["next_change"]
        configure(LICENCE.replace("3C001", "3C003"))
        assert check(TO_GERMANY).json["next_change"] == before

    def test_one_that_never_ends(self) -> None:
        """Some write the last day of the calendar for it: it is no turning point, and nothing breaks."""
        configure(LICENCE.replace(ENDS, "9999-12-31"))
        answer = check(TO_GERMANY)
        assert (answer.code, answer.json["next_change"]) == (0, None)
        assert check(TO_GERMANY.replace("2026-09-01", "9999-12-31")).code == 0


class TestReports:
    """Every format names what answers, and ends with the same code."""

    @pytest.mark.parametrize("format_", ["table", "json", "sarif", "junit", "github", "markdown"])
    def test_a_format_names_it(self, format_: str) -> None:
        """Whether it answers all, or a part."""
        configure(LICENCE)
        for question, code in ((TO_GERMANY, 0), (TO_THE_US.replace("--end-use civil", ""), 3)):
            answer = ask("check", *_words(question), "-f", format_)
            assert answer.code == code
            assert "licence L-1" in answer.out.replace("\\-", "-")

    def test_a_result_of_sarif_is_suppressed_by_it(self) -> None:
        """What reads SARIF shows it as accepted, with the reason."""
        configure(LICENCE)
        (result,) = ask("check", *_words(TO_GERMANY), "-f", "sarif").json["runs"][0]["results"]
        assert result["level"] == "note"
        assert result["ruleId"] == "mofcom-2024-51/1"
        assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "licence L-1"}]


EVERYTHING = """
[[licences]]
number = "all"
entries = [{entries}]
to = [{places}]
from = 2000-01-01
through = 2099-12-31
"""
STRICTER = {"presumption_of_denial", "prohibited"}


def test_all_licences_and_waivers_together_pass_no_prohibition(law: Register) -> None:
    """No question with an open or stricter finding ends with 0, and each decision stays."""
    families = sorted(law.families)
    places = ("US", "DE", "FR", "JP", "KR", "HK", "MO", "CN")
    waived = [
        pid for pid, rules in law.rules.items() if any(rule.effect in {"report", "license_required"} for rule in rules)
    ]
    text = "".join(
        EVERYTHING.format(
            entries=", ".join(f'"{code}"' for code in families[at : at + 99]), places=str([*places])[1:-1]
        )
        .replace('"all"', f'"L{at}"')
        .replace("'", '"')
        for at in range(0, len(families), 99)
    )
    text += "".join(
        f'[[waivers]]\nprovision = "{pid}"\nreason = "r"\napproved_by = "K"\nthrough = 2099-12-31\n' for pid in waived
    )
    answered = 0
    for question in QUESTIONS:
        configure("")
        before = check(question)
        configure(text)
        after = check(question)
        assert {key: after.json[key] for key in ("decision", "worst_case", "readings", "findings")} == {
            key: before.json[key] for key in ("decision", "worst_case", "readings", "findings")
        }
        binding = [
            item
            for item in after.json["findings"]
            if item["status"] in {"in_force", "unsettled"} and item["applies"] != "no"
        ]
        if any(item["effect"] in STRICTER for item in binding):
            assert after.code == (1 if before.json["decision"] in STRICTER else 3)
        if not after.json["item"]["recognised"]:
            assert after.code != 0
        answered += (before.code, after.code) == (1, 0)
    assert answered > 3


def _words(question: str) -> list[str]:
    return shlex.split(question)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (LICENCE.replace("3C001", "3C0O1"), 2, "'3C0O1' is not a control code"),
        (LICENCE.replace("Germany", "Germoney"), 2, "'Germoney' is not a country or territory"),
    ],
)
def test_an_unknown_entry_is_reported_with_its_line(text: str, line: int, words: str) -> None:
    """Exit code 2, one line, and nothing else."""
    configure(text)
    for arguments in (("check", *_words(TO_GERMANY)),):
        answer = ask(*arguments)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(f"exportctl: exportctl.toml:{line}: {words}")


def test_config_show_prints_it() -> None:
    """One row for each licence, with its line."""
    configure(using('quantity = "500 kg"', 'end_users = ["Acme GmbH"]'))
    (row,) = [item for item in ask("config", "show", "-f", "json").json["values"] if item["key"] == "licences.1"]
    assert row == {
        "key": "licences.1",
        "value": "L-1: 3C001 to Germany, US, end users Acme GmbH, 500 kg, from 2026-01-01 through 2026-12-31",
        "from": "exportctl.toml:2",
    }
