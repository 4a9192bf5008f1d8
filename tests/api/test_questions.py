"""From Python every question is one call, and its answer is the document that the command prints."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pytest

import exportctl
from exportctl import InputError, Transaction, api, check, classify, content, diff, expiring, party, timeline
from exportctl.api import today  # the program's own, taken before the tests pin the day
from exportctl.reports.formats import Result
from tests.cli.program import ask
from tests.clock import TODAY

ON = "2025-12-01"
NONSENSE: Any = "lenient"
NUMBER: Any = 811292
BILL = [{"part": "core", "value": "1", "origin": "CN", "substance": "dysprosium metal"}]
SAME: dict[str, Callable[[], Result]] = {
    "check gallium --to US --on 2025-12-01": lambda: check(item="gallium", to="US", on=ON),
    "check 'NdFeB magnet' --from DE --origin CN --to FR --on 2026-11-11 --contains Dy=2% --contains Nd=30% --assume extended": (
        lambda: check(
            item="NdFeB magnet",
            from_="DE",
            origin="CN",
            to="FR",
            on="2026-11-11",
            contains=["Dy=2%", "Nd=30%"],
            assume="extended",
        )
    ),
    "check gallium --to US --on 2025-06-01 --party 'end-user=LEIDOS INC' --known-on 2025-05-01": (
        lambda: check(item="gallium", to="US", on="2025-06-01", party="end-user=LEIDOS INC", known_on="2025-05-01")
    ),
    "classify 'neodymium magnet' --contains Dy=2% --on 2025-12-01 --gate prohibited": (
        lambda: classify(item="neodymium magnet", contains="Dy=2%", on=ON, gate="prohibited")
    ),
    "party 'Leidos Inc' 'Acme Toys' --on 2025-06-01": lambda: party(["Leidos Inc", "Acme Toys"], on="2025-06-01"),
    "party Leidoss --on 2025-06-01 --threshold 80 --known-on 2025-05-01": (
        lambda: party("Leidoss", on=date(2025, 6, 1), threshold=80, known_on="2025-05-01")
    ),
    "timeline gallium --to US": lambda: timeline("gallium", "US"),
    "timeline --known-on 2025-01-01": lambda: timeline(known_on="2025-01-01"),
    "diff 2025-11-06 2025-11-10 gallium --to USA": lambda: diff(
        "2025-11-06", date(2025, 11, 10), item="gallium", to="USA"
    ),
    "expiring --within 60 --on 2026-10-10": lambda: expiring(60, on="2026-10-10"),
    "expiring --since 5 --on 2026-11-12": lambda: expiring(since=5, on="2026-11-12"),
    "expiring": expiring,
}


@pytest.mark.parametrize("command", SAME)
def test_an_answer_is_the_document_of_the_command(command: str) -> None:
    """As plain values and as text."""
    result, printed = SAME[command](), ask(*shlex.split(command), "--format", "json")
    assert result.to_dict() == printed.json
    assert result.to_json() + "\n" == printed.out


def test_a_verdict_converts_at_another_gate_and_with_everything() -> None:
    """`to_dict` takes the options `--gate` and `--all`."""
    verdict = check(item="gallium", to="US", on=ON)
    command = ask("check", "gallium", "--to", "US", "--on", ON, "--gate", "prohibited", "--all", "--format", "json")
    assert verdict.to_dict("prohibited", everything=True) == command.json
    assert verdict.to_json("prohibited", everything=True) + "\n" == command.out


def test_a_bill_of_materials_is_added_up() -> None:
    """Its rows are mappings."""
    answer = content(BILL)
    assert (answer.exit_code, answer.to_dict()["cn_content"]) == (1, "100")


def test_owners_are_read_from_holdings() -> None:
    """They are those that `--owned-by` would state."""
    rows = [{"owner": "Leidos Inc", "owned": "Globex", "percent": "60"}]
    held = check(item="gallium", to="US", on=ON, party="end-user=Globex", holdings=rows)
    assert held.to_dict()["query"]["owned_by"] == ["Leidos Inc=60%"]


class TestFacts:
    """Facts are keywords or a Transaction, and mean the same."""

    def test_a_transaction_equals_keywords(self) -> None:
        """Days may be texts in both."""
        transaction = Transaction(item="gallium", to="US", on=date(2025, 12, 1), party=("Leidos",))
        assert check(transaction).to_json() == check(item="gallium", to="US", on=ON, party=["Leidos"]).to_json()
        assert check(transaction._replace(on=ON)).on == date(2025, 12, 1)  # type: ignore[arg-type]

    def test_a_text_is_one_text_and_not_its_letters(self) -> None:
        """A fact that may be stated more than once may be stated once."""
        one, several = (check(item="magnet", on=ON, contains=stated) for stated in ("Dy=2%", ("Dy=2%",)))
        assert one == several

    def test_numbers_and_truth_values_are_taken_as_they_would_be_written(self) -> None:
        """A customs code, a percentage, and whether technology was used."""
        plain = check(item="811292", from_="DE", on=ON, cn_content="0.5", cn_technology="no")
        for share in (0.5, Decimal("0.5")):
            assert check(item=NUMBER, from_="DE", on=ON, cn_content=share, cn_technology=False) == plain

    def test_the_day_is_today(self) -> None:
        """So it is for names and for what ends soon."""
        assert {check(item="gallium").on, party("Acme").on, expiring().on} == {TODAY}

    @pytest.mark.parametrize(("hour", "day"), [(15, date(2026, 11, 27)), (16, date(2026, 11, 28))])
    def test_today_is_that_of_shanghai(self, hour: int, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
        """There the day begins when it is 16:00 in London."""

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls(2026, 11, 27, hour, 0, tzinfo=UTC).astimezone(tz)

        monkeypatch.setattr(api, "datetime", Clock)
        assert today() == day

    @pytest.mark.parametrize(
        ("given", "day"),
        [
            ("2025-12-01", date(2025, 12, 1)),
            (datetime(2025, 12, 1, 23), date(2025, 12, 1)),  # noqa: DTZ001 - a moment without a zone is a day
            (datetime(2025, 12, 1, 17, tzinfo=UTC), date(2025, 12, 2)),
        ],
    )
    def test_a_day_is_a_text_a_date_or_a_moment(self, given: Any, day: date) -> None:
        """A moment with a zone is a day in Shanghai."""
        assert check(item="gallium", on=given).on == day

    @pytest.mark.parametrize("text", ["2025-13-01", "1 Dec 2025", "20251201", "2025-W49-1", "２０２５-12-01", ""])
    def test_a_text_that_is_no_day_is_refused(self, text: str) -> None:
        """The keyword is named."""
        for fact, ask_ in (
            ("on", lambda: check(item="gallium", on=text)),
            ("known_on", lambda: party("Acme", known_on=text)),
            ("day2", lambda: diff(ON, text)),
        ):
            with pytest.raises(InputError, match=r"is not a date.*; write it like 2025-12-01") as error:
                ask_()
            assert error.value.fact == fact

    def test_days_in_the_wrong_order_are_refused(self) -> None:
        """Both keywords are named."""
        with pytest.raises(InputError, match="day2: 2025-11-30 is before day1, 2025-12-01"):
            diff(ON, "2025-11-30")

    def test_goods_without_a_name_are_refused(self) -> None:
        """Goods are needed, and a name has letters."""
        with pytest.raises(InputError, match="item: is missing"):
            check(to="US")
        with pytest.raises(InputError, match=r"names: '\.\.\.' is not a name"):
            party("...")

    @pytest.mark.parametrize(
        ("question", "message"),
        [
            (lambda: check(item="gallium", from_="Atlantis"), "from_: 'Atlantis' is not a country or territory"),
            (lambda: check(item="gallium", assume=NONSENSE), "assume: 'lenient' is not one of on-face, extended"),
            (lambda: classify(item="gallium", gate=NONSENSE), "gate: 'lenient' is not one of no_control_found"),
            (lambda: party("Acme", threshold=101), "threshold: 101 is not a number from 0 to 100"),
            (lambda: expiring(-1), "within: -1 is not a number from 0 to 36,500"),
            (lambda: expiring(since=36501), "since: 36501 is not a number from 0 to 36,500"),
            (lambda: exportctl.screen(pa.table({"item": ["gallium"]}), assume=NONSENSE), "assume: 'lenient'"),
        ],
    )
    def test_a_wish_that_makes_no_sense_is_refused(self, question: Callable[[], object], message: str) -> None:
        """Nothing is answered under a reading, a gate or a threshold that does not exist."""
        with pytest.raises(InputError) as error:
            question()
        assert str(error.value).startswith(message)

    def test_wrong_arguments_raise_type_error(self) -> None:
        """As anywhere in Python."""
        with pytest.raises(TypeError, match="colour"):
            check(item="gallium", colour="grey")  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="state each fact by its name: item='gallium'"):
            check("gallium", to="US")  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="to cannot be given beside it"):
            check(Transaction(item="gallium", on=date(2025, 12, 1)), to="US")


class TestResults:
    """The repr of a result is one line."""

    @pytest.mark.parametrize(
        ("result", "message"),
        [
            (
                lambda: check(item="gallium", to="US", on=ON),
                "<Verdict license_required: 'gallium' CN to US on 2025-12-01>",
            ),
            (lambda: check(item="镓", on=ON), "<Verdict license_required: '镓' CN to ? on 2025-12-01>"),
            (lambda: classify(item="gallium"), "<Classification 'gallium': 3C001.a>"),
            (lambda: classify(item="cotton T-shirts"), "<Classification 'cotton T-shirts': no line>"),
            (lambda: party("Acme Toys", on=ON), "<PartyScreening 'Acme Toys' no_control_found on 2025-12-01>"),
            (lambda: diff(ON, ON), "<Diff 2025-12-01 to 2025-12-01: 0 changes>"),
            (lambda: expiring(0, since=1, on=ON), "<Expiring 1 days up to 2025-12-01, 0 after it: 0 changes>"),
        ],
    )
    def test_a_result_is_shown_in_a_line(self, result: Callable[[], Result], message: str) -> None:
        """Without the law that it was read from."""
        assert repr(result()) == message

    def test_results_have_what_the_documents_have(self) -> None:
        """As values of Python."""
        assert [match.entry for match in classify(item="gallium").matches] == ["3C001.a"]
        assert classify(item="gallium").recognised
        answer = party(["Leidos Inc", "Acme Toys"], on="2025-06-01")
        assert [match.hit.listing.party.name.en for match in answer.matches] == ["Leidos"]
        assert answer.decisions["Acme Toys"] == "no_control_found"
        assert {change.on for change in diff("2025-11-08", "2025-11-09", "gallium", "US").changes} == {
            date(2025, 11, 9)
        }
        assert {span.provision for span in timeline("gallium").spans} >= {"mofcom-2024-51/1"}

    def test_a_verdict_of_another_day_is_a_verdict(self) -> None:
        """It has the facts of the original."""
        later = check(item="gallium", to="US", on=ON).on_day(date(2026, 11, 28))
        assert later.to_dict() == check(item="gallium", to="US", on="2026-11-28").to_dict()


class TestPackage:
    """The package lists its public names, and has types."""

    def test_every_public_name_is_there(self) -> None:
        """`dir` lists names that are imported only when they are used."""
        assert {*exportctl.__all__} <= {*dir(exportctl)}
        assert all(getattr(exportctl, name) for name in exportctl.__all__)

    def test_an_unknown_name_raises_attribute_error(self) -> None:
        """As with any module."""
        with pytest.raises(AttributeError, match="has no attribute 'permit'"):
            _ = exportctl.permit

    def test_type_checkers_read_its_annotations(self) -> None:
        """The marker is part of the package."""
        assert files("exportctl").joinpath("py.typed").is_file()


def test_prohibitions_of_other_regimes_are_reported_and_decide_nothing() -> None:
    """Vietnam bars raw rare earths; the notice names the provision, and is no finding."""
    document = check(item="xenotime", from_="VN", to="US", on="2026-10-10").to_dict()
    notices = [warning["text"] for warning in document["warnings"] if warning["code"] == "notice"]
    assert [
        text.endswith("[Amended Geology and Minerals Law: prohibition of raw rare-earth exports]") for text in notices
    ] == [True]
    assert "vn-minerals-law-2025/1" not in {finding["provision"] for finding in document["findings"]}


@pytest.mark.parametrize(
    ("goods", "from_", "act"),
    [
        ("lithium concentrate", "ZW", "Prohibition of exports of raw minerals and lithium concentrates"),
        ("chromium ore", "ZW", "Prohibition of exports of raw minerals and lithium concentrates"),
        ("rare earth concentrate", "VN", "Amended Geology and Minerals Law: prohibition of raw rare-earth exports"),
        ("cobalt powder", "CD", "Cobalt export quotas (decision No. 004/ARECOMS/2025)"),
    ],
)
@pytest.mark.parametrize("to", ["CN", "DE"])
def test_a_notice_of_the_country_of_departure_is_for_every_destination(
    goods: str, from_: str, act: str, to: str
) -> None:
    """Zimbabwe, Vietnam and the Congo limit what leaves them, to China as to anywhere else, and nothing that stays."""
    there = [item.text for item in check(item=goods, from_=from_, to=to, on="2026-11-30").warnings]
    assert [text for text in there if text.endswith(f"[{act}]")] != []
    home = [item.text for item in check(item=goods, from_=from_, to=from_, on="2026-11-30").warnings]
    assert [text for text in home if text.endswith(f"[{act}]")] == []


@pytest.mark.parametrize("owner", ["=50%", " =50%", "Leidos"])
def test_an_owner_has_a_name_and_a_share(owner: str) -> None:
    """A share without an owner, or an owner without a share, is refused."""
    with pytest.raises(InputError, match="owned_by"):
        check(item="gallium", to="US", on=ON, party="end-user=Globex", owned_by=owner)
