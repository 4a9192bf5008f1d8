"""A waiver covers a report, a required licence, or unknown goods, and names the person who is responsible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.permits.program import CIVIL, change, check, configure, names, warnings_of

GALLIUM = f"gallium --to DE --on 2026-09-01 {CIVIL}"
UNKNOWN = f"unobtainium --to DE --on 2026-09-01 {CIVIL}"
GRAPHITE = f"graphite --to DE --on 2026-09-01 {CIVIL}"


def waiver(*keys: str, through: str = "2026-12-31") -> str:
    """Return a waiver with these keys."""
    return "\n".join(["[[waivers]]", 'reason = "r"', 'approved_by = "K. Weber"', f"through = {through}", *keys, ""])


OF_LIST = 'provision = "mofcom-2024-51/1"'


class TestProvisionWaivers:
    """The requirement of a provision for goods, certain or possible, is covered, and no other provision."""

    @pytest.mark.parametrize(
        ("keys", "code"),
        [
            ([OF_LIST], 0),
            ([OF_LIST, 'item = "Gallium"'], 0),
            ([OF_LIST, 'item = "germanium"'], 1),
            ([OF_LIST, 'to = ["DE", "FR"]'], 0),
            ([OF_LIST, 'to = ["FR"]'], 1),
            (['provision = "mofcom-2025-10/1"'], 1),
        ],
    )
    def test_it_is_about_what_it_names(self, keys: list[str], code: int) -> None:
        """Provision, item and place."""
        configure(waiver(*keys))
        answer = check(GALLIUM)
        assert (answer.code, names(answer)) == (code, [] if code else ["waiver exportctl.toml:1"])
        assert answer.json["decision"] == "license_required"

    def test_an_unstated_place_is_none_of_its_places(self) -> None:
        """Without one it holds wherever the goods go."""
        nowhere = f"gallium --on 2026-09-01 {CIVIL}"
        configure(waiver(OF_LIST, 'to = ["DE"]'))
        assert names(check(nowhere)) == []
        configure(waiver(OF_LIST))
        assert names(check(nowhere)) == ["waiver exportctl.toml:1"]

    def test_a_possible_requirement(self) -> None:
        """Graphite without stated figures may need a licence; with the waiver, that passes the gate."""
        before = check(GRAPHITE)
        assert (before.code, before.json["decision"]) == (3, "undecided")
        configure(waiver(OF_LIST))
        answer = check(GRAPHITE)
        assert (answer.code, answer.json["decision"], names(answer)) == (0, "undecided", ["waiver exportctl.toml:1"])

    def test_both_sides_of_its_last_day(self) -> None:
        """A warning appears before it, the day is a turning point, and a later answer states that it ended."""
        configure(waiver(OF_LIST, through="2026-09-30"))
        answer = check(GALLIUM)
        assert warnings_of(answer, "answer_ends") == [
            "waiver exportctl.toml:1 ends on 2026-09-30 and covers no finding after that day; renew it in time"
        ]
        assert change(answer) == ("2026-10-01", "license_required", ["waiver exportctl.toml:1"])
        assert warnings_of(check(GALLIUM.replace("2026-09-01", "2026-08-30")), "answer_ends") == []
        after = check(GALLIUM.replace("2026-09-01", "2026-10-01"))
        assert (after.code, names(after)) == (1, [])
        assert warnings_of(after, "answer_ended") == [
            "waiver exportctl.toml:1 ended on 2026-09-30 and covers no finding; renew it"
        ]

    def test_a_licence_goes_before_it(self) -> None:
        """A licensed finding needs no waiver, which is then not named."""
        licence = (
            '[[licences]]\nnumber = "L-1"\nentries = ["3C001"]\nto = ["DE"]\nfrom = 2026-01-01\nthrough = 2026-12-31\n'
        )
        configure(waiver(OF_LIST) + licence)
        assert names(check(GALLIUM)) == ["licence L-1"]


class TestShipping:
    """A waiver passes the gate and is no licence, so what to do stays as without it."""

    def test_goods_still_need_a_licence(self) -> None:
        """Gallium for Germany."""
        configure(waiver(OF_LIST))
        words = ask("check", "gallium", "--to", "DE", "--on", "2026-09-01").words
        assert (
            "A waiver only passes the gate; it is no licence. Apply on MOFCOM's platform; ship once licensed." in words
        )

    def test_an_open_extension_still_stops_the_goods(self) -> None:
        """Holmium for Germany, for a quotation only: the gate is open, and nothing may ship."""
        configure(waiver('provision = "mofcom-2025-57/1"', 'to = ["DE"]'))
        answer = ask("check", "holmium", "--to", "DE", "--on", "2026-11-30")
        assert answer.code == 0
        assert "A waiver only passes the gate; it is no licence. Was No. 70/2025 extended?" in answer.words
        assert "Until you know, do not ship." in answer.words


class TestUncoveredProvisions:
    """A presumption of denial, enhanced review, and a prohibition."""

    @pytest.mark.parametrize(
        ("provision", "asks"),
        [
            ("mofcom-2024-46/1", "prohibited"),
            ("mofcom-2024-46/2", "enhanced_review and presumption_of_denial"),
            ("mofcom-2026-12/1", "enhanced_review"),
        ],
    )
    def test_a_provision_with_stricter_effects_only_is_refused(self, provision: str, asks: str) -> None:
        """Exit code 2, with its line."""
        configure("\n" + waiver(f'provision = "{provision}"'))
        answer = check(GALLIUM)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(
            f"exportctl: exportctl.toml:2: {provision} has the effect {asks}; a waiver can cover only"
        )

    def test_another_provision_that_refuses_in_principle(self) -> None:
        """The list's licence is waived, and the presumption of denial of No. 46/2024 stays, in each reading."""
        configure(waiver(OF_LIST))
        answer = check(f"gallium --to US --on 2026-11-28 {CIVIL}")
        assert (answer.code, names(answer)) == (1, ["waiver exportctl.toml:1"])
        assert check(f"gallium --to US --on 2026-11-28 {CIVIL}", "--assume", "extended").code == 3

    def test_a_prohibition_that_only_may_apply(self) -> None:
        """Graphite for an unknown use in the United States may be forbidden, whatever is waived of it."""
        configure(waiver(OF_LIST) + waiver('item = "graphite"'))
        for item in ("gallium", "graphite"):
            answer = check(f"{item} --to US --on 2026-09-01")
            assert answer.json["worst_case"] == "prohibited"
            assert (answer.code, names(answer)) == (3, ["waiver exportctl.toml:1"])

    def test_a_party_that_is_barred_from_everything(self) -> None:
        """Unknown goods for it stay forbidden, and for a name that is like it undecided."""
        configure(waiver('item = "unobtainium"'))
        for name, code in (("Skydio", 1), ("Skidio Inc", 3), ("Acme", 0)):
            answer = check(f"unobtainium --to DE --on 2026-09-01 --party 'end-user={name}'")
            assert (answer.code, names(answer)) == (code, ["waiver exportctl.toml:1"])

    @pytest.mark.parametrize(
        ("facts", "provision"),
        [
            ("--to US --end-use military", "No. 46/2024, para. 1"),
            ("--to JP --end-user-type military", "No. 1/2026, para. 1"),
            ("--to JP --party 'Mitsubishi Heavy Industries Shipbuilding Co.'", "No. 11/2026, para. 1"),
            ("--to JP --party 'Mitsubishi Heavi Industries Shipbuilding'", "No. 11/2026, para. 1"),
            ("--to JP --party SUBARU", "No. 12/2026, para. 1"),
            (f"--to US {CIVIL}", None),
            ("--to JP --party Acme", None),
            ("--to JP", None),
        ],
    )
    def test_a_party_or_use_that_bars_all_dual_use_items(self, facts: str, provision: str | None) -> None:
        """Unknown goods may be a dual-use item; for a listed party or a military user, no waiver covers that."""
        configure(waiver('item = "unobtainium"'))
        answer = check(f"unobtainium {facts} --on 2026-09-01")
        assert (answer.code, names(answer)) == ((3, []) if provision else (0, ["waiver exportctl.toml:1"]))
        why = (
            "waiver exportctl.toml:1 does not cover these goods: they are not recognised, and if they are a dual-use item, "
            f"the party or the use makes the export prohibited or subject to enhanced review ({provision}); identify the "
            "goods first"
        )
        assert warnings_of(answer, "not_answered") == ([why] if provision else [])
        assert check(f"unobtainium --entry none {facts} --on 2026-09-01").code == 0

    def test_rows_of_each_day_and_party(self, tmp_path: Path) -> None:
        """No. 11/2026 is of 2026-02-24: rows before and after, and with other parties, have the answer of `check`."""
        configure(waiver('item = "unobtainium"'))
        listed = "Mitsubishi Heavy Industries Shipbuilding Co."
        rows = [(day, party) for day in ("2026-02-23", "2026-02-24", "2026-09-01") for party in (listed, "Acme", "")]
        lines = [f"unobtainium,JP,{day},{party}" for day, party in rows]
        (tmp_path / "rows.csv").write_text("\n".join(["item,to,on,party", *lines]), encoding="utf-8")
        ask("screen", str(tmp_path / "rows.csv"), "-o", str(tmp_path / "out.jsonl"))
        out = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
        answered = [json.loads(line)["answered_by"] or "" for line in out.splitlines()]
        expected = ["" if party == listed and day >= "2026-02-24" else "waiver exportctl.toml:1" for day, party in rows]
        assert answered == expected
        before = check(f"unobtainium --to JP --on 2026-02-23 --party '{listed}'")
        assert (change(before) or ("",))[0] == "2026-02-24"

    def test_a_day_before_the_data(self) -> None:
        """Unread law cannot be waived."""
        configure(waiver('item = "unobtainium"'))
        assert check(f"unobtainium --to DE --on 2019-01-01 {CIVIL}").code == 3

    def test_a_law_that_is_stale(self) -> None:
        """max_age goes before it."""
        configure("max_age = 0\n" + waiver('item = "unobtainium"', through="2028-12-31"))
        assert check(f"unobtainium --to DE --on 2026-10-09 {CIVIL}").code == 0
        assert check(f"unobtainium --to DE --on 2027-10-10 {CIVIL}").code == 3


class TestItemWaivers:
    """Without a provision it answers that the item is not decided, and nothing that surely applies."""

    def test_unknown_goods(self) -> None:
        """The verdict still states this, and names the waiver."""
        assert check(UNKNOWN).code == 3
        configure(waiver('item = "Unobtainium"', through="2026-09-30"))
        answer = check(UNKNOWN)
        assert (answer.code, answer.json["decision"], answer.json["worst_case"]) == (0, "undecided", "undecided")
        (given,) = answer.json["answered_by"]
        assert (given["kind"], given["undecided"], given["provisions"]) == ("waiver", True, [])
        assert (given["reason"], given["approved_by"]) == ("r", "K. Weber")
        assert change(answer) == ("2026-10-01", "undecided", ["waiver exportctl.toml:1"])
        after = check(UNKNOWN.replace("2026-09-01", "2026-10-01"))
        assert (after.code, len(warnings_of(after, "answer_ended"))) == (3, 1)

    def test_another_item(self) -> None:
        """It is the exact text; an empty one is about nothing."""
        for text in ("unobtainium 2", "-", "_ -"):
            configure(waiver(f'item = "{text}"'))
            assert check(UNKNOWN).code == 3

    def test_a_waiver_of_a_provision_knows_no_goods(self) -> None:
        """It covers the requirement of the provision, not the identity of the goods."""
        configure(waiver(OF_LIST, 'item = "unobtainium"'))
        assert check(UNKNOWN).code == 3

    def test_possible_requirements(self) -> None:
        """Graphite without stated figures is not decided."""
        configure(waiver('item = "graphite"'))
        assert (check(GRAPHITE).code, check(GRAPHITE).json["decision"]) == (0, "undecided")

    def test_waivers_of_required_licences(self) -> None:
        """A required licence has to be waived by its provision."""
        configure(waiver('item = "gallium"'))
        assert (check(GALLIUM).code, names(check(GALLIUM))) == (1, [])


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (['provision = "mofcom-2024-51"'], "'mofcom-2024-51' is not the id of a provision"),
        ([OF_LIST, 'to = ["Atlantis"]'], "'Atlantis' is not a country or territory"),
    ],
)
def test_an_unknown_provision_is_reported_with_its_line(keys: list[str], words: str) -> None:
    """Exit code 2, one line, nothing else."""
    configure(waiver(*keys))
    answer = ask("check", "gallium")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(f"exportctl: exportctl.toml:1: {words}")
