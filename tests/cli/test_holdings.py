"""`check --holdings` follows a table of holdings up from the end user; the 50 % of No. 61 of 2025 is met through any chain, exactly."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from exportctl import check, load_law
from exportctl.engine import ownership
from exportctl.engine.ownership import _product
from exportctl.facts.holdings import COLUMNS
from tests.cli.program import Answer, ask
from tests.cli.test_bad_input import refused

Asking = Callable[..., Answer]
ABROAD = shlex.split(
    "check 'SmCo magnet' --from DE --origin CN --to FR --on 2025-10-15 --end-use civil --end-user-type civil -f json"
)
END_USER = ("--party", "end-user=Target GmbH")
REST = "Bakers, Target, 50.01"
"""A party on no list holds the rest."""


@pytest.fixture
def holding(tmp_path: Path) -> Asking:
    """Ask about a Chinese magnet from Germany for Target GmbH, whose owners are in a file of these rows."""

    def asking(*rows: str, more: tuple[str, ...] = END_USER, head: str = "owner,owned,percent") -> Answer:
        file = tmp_path / "holdings.csv"
        file.write_text("\n".join([head, *(row.replace(", ", ",") for row in rows), ""]), encoding="utf-8")
        return ask(*ABROAD, *more, "--holdings", str(file))

    return asking


def _steps(layers: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the multiplications that it takes to follow a number of layers of two companies each up to Leidos."""
    steps = 0

    def counting(held: Mapping[str, Decimal], worth: Mapping[str, Decimal | Fraction]) -> Decimal | Fraction:
        nonlocal steps
        steps += len(held)
        return _product(held, worth)

    monkeypatch.setattr(ownership, "_product", counting)
    rows = [(f"C{one}{side}", f"C{one + 1}{other}", "50") for one in range(layers) for side in "ab" for other in "ab"]
    rows += [("Leidos", "C0a", "100"), (f"C{layers}a", "Target", "50")]
    held = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    check(item="SmCo magnet", from_="DE", origin="CN", to="FR", on="2025-10-15", party="end-user=Target", holdings=held)
    return steps


def refusal(answer: Answer) -> str:
    """Return whether the owners are a ground for refusal: yes, unknown or no; the licence is required in any case."""
    assert (answer.code, answer.err) == (1, "")
    applies = {item["provision"]: item["applies"] for item in answer.json["findings"]}
    assert applies["mofcom-2025-61/1.3"] == "yes"
    return str(applies.get("mofcom-2025-61/2", "no"))


class TestChains:
    """Shares along a chain are multiplied, those of several chains added."""

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            (("Leidos, Target, 50%",), "yes"),
            (("Leidos, Target, 49.99", REST), "no"),
            (("Leidos, Target, 49.99",), "unknown"),
            (("Leidos, Mid, 100", "Mid, Target, 50"), "yes"),
            (("Leidos, Mid, 50", "Mid, Target, 100"), "yes"),
            (("Leidos, One, 50", "Leidos, Two, 50", "One, Target, 50", "Two, Target, 50"), "yes"),
            (("Leidos, One, 100", "One, Target, 25", "Leidos, Target, 25", "Bakers, Target, 50"), "yes"),
            (("Leidos, One, 49.98", "Leidos, Two, 49.99", "One, Target, 50", "Two, Target, 50"), "no"),
            (("Leidos, One, 49.99", "One, Target, 100"), "no"),
            (("Leidos, A, 100", "A, B, 100", "B, C, 100", "C, Target, 50", "Bakers, Target, 50"), "yes"),
            (("Leidos, Mid, 70.710678", "Mid, Target, 70.710679", "Bakers, Target, 29.289321"), "yes"),
            (("Bakers, Target, 100",), "no"),
            (("Bakers, Mid, 100", "Mid, Target, 100"), "no"),
            (("Leidos, Elsewhere, 100", "Bakers, Target, 100"), "no"),
            (("Target, Leidos, 100", "Bakers, Target, 100"), "no"),
            (("Leidos, Target, 0", "Bakers, Target, 100"), "no"),
        ],
    )
    def test_half_is_reached_exactly(self, holding: Asking, rows: tuple[str, ...], message: str) -> None:
        """Half is enough and a hundredth less is not; a share without a stated owner stays open."""
        assert refusal(holding(*rows)) == message

    def test_a_subsidiary_may_count_in_full(self, holding: Asking) -> None:
        """Leidos holds 49.99 % by the product, but half of the end user by a subsidiary: the act does not state which counts."""
        rows = ("Leidos, Mid, 99.98", "Mid, Target, 50", "Bakers, Target, 50")
        assert refusal(holding(*rows)) == "unknown"
        assert refusal(holding("Leidos, Mid, 49.99", *rows[1:])) == "no"

    def test_a_slice_counts_once(self, holding: Asking) -> None:
        """General Dynamics holds 30 %, and Leidos all of General Dynamics: that is 30 % and not 60 %."""
        rows = ("Leidos, General Dynamics, 100", "General Dynamics, Target, 30", "Bakers, Target, 70")
        assert refusal(holding(*rows)) == "no"
        assert refusal(holding(rows[0], "General Dynamics, Target, 50", "Bakers, Target, 50")) == "yes"

    def test_a_listed_owner_counts_through_one_on_another_list(self, holding: Asking) -> None:
        """Dedrone by Axon is only on the Unreliable Entity List, which No. 61 does not name; Leidos, its owner, is on a named list."""
        row = "Dedrone by Axon, Target, 100"
        assert refusal(holding(row)) == "no"
        assert refusal(holding("Leidos, Dedrone by Axon, 100", row)) == "yes"

    def test_an_owner_with_a_similar_name_may_be_the_one(self, holding: Asking) -> None:
        """A doubled letter leaves it open."""
        assert refusal(holding("Leeidos, Target, 100")) == "unknown"

    def test_a_name_is_the_same_whatever_its_case_and_legal_form(self, holding: Asking) -> None:
        """Columns may be in any order and case; a share may have its sign or not."""
        assert refusal(holding("100%, LEIDOS Inc., mid ag", "50, MID, TARGET", head="Percent,OWNER,owned")) == "yes"
        assert refusal(holding("Leidos, Target, 100", more=("--party", "target gmbh"))) == "yes"
        assert refusal(holding("Leidos, Target, 100", more=("--party", "x", "--party", "End_User=Target"))) == "yes"

    def test_many_diamonds_are_no_matter(self, holding: Asking) -> None:
        """Sixty companies with two owners each have more chains than could be counted one by one."""
        rows = [f"C{one}{side}, C{one + 1}{other}, 50" for one in range(60) for side in "ab" for other in "ab"]
        ends = ("Leidos, C0a, 100", "Leidos, C0b, 100", "C60a, Target, 50", "C60b, Target, 50")
        assert refusal(holding(*rows, *ends)) == "yes"

    def test_a_chain_has_any_length(self, holding: Asking) -> None:
        """Two thousand companies, each wholly owned by the one before, are no matter."""
        rows = [f"C{one}, C{one + 1}, 100" for one in range(2000)]
        assert refusal(holding("Leidos, C0, 100", *rows, "C2000, Target, 50")) == "yes"


class TestCircles:
    """Companies may own one another, and themselves: the share of outside owners is the exact solution of the equations."""

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            (("A, A, 20", "Leidos, A, 40", "A, Target, 100"), "yes"),
            (("A, A, 20", "Leidos, A, 39.99", "Bakers, A, 40.01", "A, Target, 100"), "no"),
            (("A, B, 50", "B, A, 50", "Leidos, A, 50", "Bakers, B, 50", "A, Target, 75", "Bakers, Target, 25"), "yes"),
            (("A, B, 50", "B, A, 50", "Leidos, A, 49.9", "Bakers, B, 50", "A, Target, 75", "Bakers, Target, 25"), "no"),
            (("A, B, 50", "B, C, 50", "C, A, 50", "Leidos, A, 50", "Bakers, B, 50", "A, Target, 87.5"), "yes"),
            (("Target, Mid, 50", "Leidos, Mid, 25", "Bakers, Mid, 25", "Mid, Target, 50", "Bakers, Target, 50"), "no"),
            (("Target, Mid, 50", "Leidos, Mid, 25", "Mid, Target, 100"), "yes"),
            (("Leidos, A, 10", "A, Leidos, 100", "Bakers, A, 90", "A, Target, 100"), "no"),
            (("Leidos, Mid, 100", "Mid, Leidos, 50", "Mid, Target, 50", "Bakers, Target, 50"), "yes"),
            (("A, B, 100", "B, A, 100", "A, Target, 100"), "no"),
            (("A, B, 0", "B, A, 100", "Leidos, B, 49", "Bakers, B, 50", "A, Target, 100"), "no"),
        ],
    )
    def test_half_is_reached_exactly(self, holding: Asking, rows: tuple[str, ...], message: str) -> None:
        """A company with 20 % of itself belongs to the holders of the other 80 %; a circle without outside owners to nobody."""
        assert refusal(holding(*rows)) == message

    def test_whole_parts_of_thirds_are_exact(self, holding: Asking) -> None:
        """Three who hold a third of one another's rest make a half that no decimal on the way is."""
        rows = [f"{owner}, {owned}, 30" for owner in "ABC" for owned in "ABC" if owner != owned]
        ends = [f"Leidos, {company}, 20" for company in "ABC"] + [f"Bakers, {company}, 20" for company in "ABC"]
        assert refusal(holding(*rows, *ends, "A, Target, 100")) == "yes"
        assert refusal(holding(*rows, *ends, "A, Target, 99.99", "Bakers, Target, 0.01")) == "no"


class TestBounds:
    """A small table costs little, and a large one is refused: the work grows with the rows, not with the chains."""

    def test_designated_owners_in_layers(self, holding: Asking) -> None:
        """Seventy-two rows in which each of two dozen designated owners is owned by two others have millions of chains."""
        names = list(
            dict.fromkeys(item.party.name.en for item in load_law().parties.listings if "," not in item.party.name.en)
        )
        layers = list(zip(names[:36:2], names[1:36:2], strict=True))
        rows = [f"{owner}, {owned}, 50" for above, below in pairwise(layers) for owner in above for owned in below]
        ends = [f"{name}, Target, 25" for name in layers[-1]] + ["Bakers, Target, 50"]
        assert len([*rows, *ends]) <= 72
        assert refusal(holding(*rows, *ends)) == "yes"

    def test_the_work_grows_with_the_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Twice as many layers take twice as many steps, not their square and not twice two to the layers."""
        counted = {layers: _steps(layers, monkeypatch) for layers in (50, 100, 200)}
        assert counted[100] < 2.1 * counted[50]
        assert counted[200] < 2.1 * counted[100]

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (
                [f"C{one}, C{one + 1}, 100" for one in range(10_001)] + ["C10001, Target, 50"],
                "direct and indirect owners",
            ),
            (
                [f"C{one}, C{(one + 1) % 31}, 50" for one in range(31)] + ["C0, Target, 50"],
                "31 companies that own each other",
            ),
            (["x" * 501 + ", Target, 50"], "'owner' has 501 characters; the limit is 500"),
            (["A, Target, " + "5" * 201], "the share has 201 characters; the limit is 200"),
        ],
    )
    def test_too_many_holdings_are_refused(self, holding: Asking, rows: list[str], words: str) -> None:
        """The error names the limit in one line."""
        assert words in refused(holding(*rows))


class TestListedOwners:
    """Owners outside the rule of No. 61 cause a warning."""

    def test_half_in_listed_hands_is_a_warning(self, holding: Asking) -> None:
        """The warning states the share that listed owners hold together, counted once."""
        answer = holding("Leidos, General Dynamics, 100", "General Dynamics, Target, 62.5")
        warnings = {item["code"]: item["text"] for item in answer.json["warnings"]}
        assert "own 62.5 %" in warnings["owner_listed"]
        (less,) = [holding("Leidos, Target, 49.99", REST).json["warnings"]]
        assert "owner_listed" not in {item["code"] for item in less}

    def test_an_end_user_without_owners_is_unknown(self, holding: Asking) -> None:
        """That the table does not know the end user is noted, and settles nothing."""
        answer = holding("Leidos, Elsewhere, 100")
        assert "has no owner of the end user, so the owners are unknown" in answer.err
        assert refusal(answer._replace(err="")) == "unknown"


class TestInvalidTables:
    """A table that cannot be right is refused in one line that names its row."""

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (("Leidos, Target, 101",), ("row 1", "'101' is not between 0 % and 100 %")),
            (("Leidos, Target, -1",), ("row 1", "'-1' is not between 0 % and 100 %")),
            (("Leidos, Target, half",), ("row 1", "'half' is not a quantity", "12%")),
            (("Leidos, Target",), ("row 1", "'' is not a quantity")),
            (("A, X, 60", "B, X, 40.01"), ("row 2", "shares of 'X' add up to 100.01 %", "the limit is 100 %")),
            (("A, X, 6", "a inc., x gmbh, 6"), ("row 2", "row 1 already states the share of 'A' in 'X'")),
            ((", Target, 5",), ("row 1", "'' is not a name", "'owner'")),
            (("A, ---, 5",), ("row 1", "'---' is not a name", "'owned'")),
            (("A, B, 12, 5",), ("row 1", "4 cells but 3 columns")),
        ],
    )
    def test_a_row_that_makes_no_sense(self, holding: Asking, rows: tuple[str, ...], words: tuple[str, ...]) -> None:
        """The error names the row and its fault."""
        line = refused(holding(*rows))
        assert [word for word in words if word not in line] == []

    @pytest.mark.parametrize(
        "head", ["owner,owned", "owner,owned,share", "owner;owned;percent", "owner,owner,owned,percent"]
    )
    def test_other_columns(self, holding: Asking, head: str) -> None:
        """The three columns are needed, and no other is known."""
        line = refused(holding("A,B,5", head=head))
        assert "owner, owned, percent" in line

    @pytest.mark.parametrize(
        "more",
        [
            (),
            ("--party", "importer=Target"),
            ("--party", "Target", "--party", "Other"),
            ("--party", "end-user=Target", "--party", "end-user=Other"),
        ],
    )
    def test_no_end_user(self, holding: Asking, more: tuple[str, ...]) -> None:
        """The company whose owners are stated must be clear."""
        assert "--party end-user=NAME" in refused(holding("A,B,5", more=more))

    def test_owners_by_two_options(self, holding: Asking) -> None:
        """Owners are stated in one way."""
        assert "--owned-by" in refused(holding("A,B,5", more=(*END_USER, "--owned-by", "Leidos=5%")))

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A missing file, a folder, an empty file and one in another encoding are reported."""
        (tmp_path / "latin.csv").write_bytes("owner,owned,percent\nSociété,Target,5\n".encode("latin-1"))
        (tmp_path / "empty.csv").write_bytes(b"")
        for name, words in (
            ("nowhere.csv", "No such file"),
            ("latin.csv", "is not UTF-8 text"),
            ("empty.csv", "is empty; write the names of its columns in the first row"),
            ("", "Is a directory"),
        ):
            assert words in refused(ask(*ABROAD, *END_USER, "--holdings", str(tmp_path / name)))


def test_owners_with_half_are_reported(holding: Asking) -> None:
    """Also if no act has a condition on owners: half is enough, and less is not."""
    for share, reported in (("50", True), ("49.99", False)):
        warned = {item["code"] for item in holding(f"Leidos, Target, {share}").json["warnings"]}
        assert ("owner_listed" in warned) == reported
