"""Points that no text settles are reported with the answer: which islands a country includes, the content of an annex."""

from __future__ import annotations

import pytest

from exportctl import Verdict, check
from exportctl.api import Law


def texts(verdict: Verdict, code: str) -> list[str]:
    """Return the texts of the warnings of a kind."""
    return [item["text"] for item in verdict.to_dict()["warnings"] if item["code"] == code]


@pytest.mark.parametrize(("place", "name"), [("PR", "Puerto Rico"), ("Guam", "Guam"), ("VI", "U.S. Virgin Islands")])
def test_the_answer_states_that_no_text_settles_it(store: Law, place: str, name: str) -> None:
    """It names the acts, the place and the country, and how to ask as if the place were part of it."""
    (text,) = texts(check(item="gallium", to=place, on="2025-06-01", law=store), "scope_unclear")
    assert f"includes {name}; --to US shows the answer if it does" in text
    assert "No. 46/2024, paras. 1, 2" in text


@pytest.mark.parametrize("place", ["US", "MX", "DE"])
def test_other_places_leave_nothing_open(store: Law, place: str) -> None:
    """They are places that an act names, or they are not."""
    assert texts(check(item="gallium", to=place, on="2025-06-01", law=store), "scope_unclear") == []


def test_an_unread_annex_is_reported_if_content_may_be_chinese(store: Law) -> None:
    """Part 2 of annex 1 of No. 61 of 2025 counts parts that hold magnets; who states that none is Chinese is spared it."""
    stated = check(item="microphone", from_="DE", to="FR", on="2026-11-20", cn_content="5", law=store)
    none = check(item="microphone", from_="DE", to="FR", on="2026-11-20", cn_content="0", cn_technology="no", law=store)
    assert any("annex 1 of No. 61/2025" in text for text in texts(stated, "notice"))
    assert not any("annex 1 of No. 61/2025" in text for text in texts(none, "notice"))


@pytest.mark.parametrize(
    ("item", "on", "ceiling"),
    [
        ("crude oil", "2026-08-01", "crude oil (2709)"),
        ("原油", "2026-08-01", "crude oil (2709)"),
        ("diesel fuel", "2026-08-01", "refined petroleum products (2710, 2712, 2713)"),
        ("柴油", "2026-08-01", "refined petroleum products (2710, 2712, 2713)"),
        ("gasoline", "2017-10-01", "refined petroleum products (2710, 2712, 2713)"),
        *(
            (item, "2026-08-01", "")
            for item in ("copper", "cotton shirts", "gallium", "diesel generators", "unknown goods")
        ),
    ],
)
def test_the_ceilings_for_oil_are_notices_on_oil(store: Law, item: str, on: str, ceiling: str) -> None:
    """Of the goods for North Korea, only oil has them, and it has one."""
    ceilings = [text for text in texts(check(item=item, to="KP", on=on, law=store), "notice") if "ceiling" in text]
    assert [ceiling in text for text in ceilings] == [True] * bool(ceiling)


@pytest.mark.parametrize(
    ("facts", "warned"),
    [
        ({"item": "gallium", "from_": "HK", "origin": "CN", "to": "TW"}, True),
        ({"item": "gallium", "from_": "HK", "to": "TW"}, True),
        ({"item": "gallium", "from_": "KR", "origin": "KR", "to": "TW"}, False),
        ({"item": "cotton shirts", "from_": "HK", "origin": "CN", "to": "TW"}, False),
        ({"item": "gallium", "to": "TW"}, False),
    ],
)
def test_goods_from_china_are_not_passed_on_abroad_without_the_promise_of_the_end_user(
    store: Law, facts: dict[str, str], warned: bool
) -> None:
    """Export Control Law, article 16: the end user promised it, if the goods left China under a licence."""
    answer = check(**facts, on="2026-06-01", law=store)  # type: ignore[arg-type] # mypy reads one type for all values
    assert any("promised not to pass" in text for text in texts(answer, "notice")) == warned


def test_a_rule_that_names_its_goods_leaves_an_unstated_end_use_open(store: Law) -> None:
    """Only rules on the knowledge of the exporter that cover any goods read an unstated end use as no."""
    catch_alls = [(pid, item) for pid, item in store.engine.law.conditions() if item.stated_end_use is not None]
    assert catch_alls
    assert [pid for pid, item in catch_alls if item.goods is not None] == []


@pytest.mark.parametrize("place", ["US", "JP"])
@pytest.mark.parametrize("use", ["wmd", "military-ai"])
def test_uses_that_may_be_military_leave_the_ban_on_these_open(store: Law, place: str, use: str) -> None:
    """No act states that weapons of mass destruction, or AI with military uses, are no military use."""

    def worst(end_use: str) -> str:
        verdict = check(item="gallium", to=place, on="2026-10-10", end_user_type="civil", end_use=end_use, law=store)
        return str(verdict.to_dict()["worst_case"])

    assert worst(use) == "prohibited"
    assert worst("civil") == "license_required"
