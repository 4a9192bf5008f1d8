"""The requirements of other lists for the goods of an entry name the figures to measure, and change no answer."""

from __future__ import annotations

from typing import NoReturn

import pytest

from exportctl import check
from exportctl.api import Law
from exportctl.store.compiled import Store
from exportctl.store.contents import Compiled
from tests.cli.program import ask, json_of

HEAD = "What other lists ask"


def printed(*arguments: str) -> str:
    """Return the output of a command, with single blanks."""
    return " ".join(ask(*arguments).out.split())


def test_a_flow_forming_machine_has_the_figures_of_the_eu() -> None:
    """The number of rollers of 2B209.a was lost in every copy that was read; the EU prints one."""
    table = printed("check", "flow-forming machine", "--to", "DE", "--notes")
    assert "1 note; --notes" in printed("check", "flow-forming machine", "--to", "DE")
    assert "2B209.a: EU Annex I, 2B209.a: " in table
    assert "rollers 3 or more" in table
    assert "what entries ask of such goods; --notes" in printed("classify", "flow-forming machine")
    assert "measure 2B209.a: EU Annex I, 2B209.a: " in printed("classify", "flow-forming machine", "--notes")


def test_codes_that_look_alike_are_no_parallels() -> None:
    """Our 2B350.a are valves, which the EU has at 2B350.g; its 2B350.a are reactors."""
    (hint,) = json_of("explain", "2B350.a.1")["parallels"]
    assert hint["code"].startswith("2B350.g")


def test_an_act_of_2015_has_the_figures_of_drones() -> None:
    """No. 31/2015 prints figures that were not read in the list of 2024, and precedes every foreign list."""
    ours, theirs = json_of("explain", "9A012.a.1")["parallels"]
    assert ours["list"].startswith("No. 31/2015")
    assert "46.3 km/h" in ours["asks"]
    assert theirs["list"] == "EU Annex I"
    assert ours["asks"] in " ".join(ask("show", "9A012.a.1").out.replace("\n#", "").split())


def test_lines_whose_figures_are_known_need_no_hint() -> None:
    """Gallium is an entry without figures, although the EU has figures for its wafers."""
    assert HEAD not in printed("check", "gallium", "--to", "US")
    assert "what other lists ask" not in printed("classify", "3A001")


@pytest.mark.parametrize("item", ["drone", "CNC lathe", "2B201.a", "vacuum pump", "8458110010", "gyroscope"])
def test_no_answer_turns_on_a_hint(store: Law, item: str) -> None:
    """The same law without hints gives the same verdict, to the byte."""
    bare = Compiled(store.law, store.parties, store.headings, store.lexicon, {}, store.chapters)
    without, with_ = (check(law=law, item=item, to="DE", on="2026-06-01") for law in (bare, store))
    assert without.to_json() == with_.to_json()


def test_hints_are_only_loaded_where_they_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cold start does not pay for them."""

    def fail(_: Store) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(Store, "hints", property(fail))
    assert ask("check", "gallium", "--to", "US", "--on", "2025-12-01").code == 1
    assert ask("explain", "3C001").code == 0


def test_the_status_counts_entries_with_a_parallel() -> None:
    """Entries that are transcribed, known by name only, and with a parallel are counted separately; each is an entry of the data."""
    told_ = json_of("data", "status")
    assert told_["entries_transcribed"] + told_["entries_named_only"] == told_["entries"]
    assert 500 < told_["entries_with_parallel"] < told_["entries"]


@pytest.mark.parametrize(
    ("item", "unknown"),
    [
        ("Freefly Astro drone", "Freefly"),
        ("industrial robot arm", "arm"),
        ("高纯人造石墨", "纯"),
        ("night vision", "night, vision"),
    ],
)
def test_what_was_said_is_not_suggested(item: str, unknown: str) -> None:
    """A name that is in the description is known: the question whether it was meant would help nobody."""
    answer = ask("check", item, "--to", "DE", "--on", "2026-10-01")
    assert f"Unrecognised {unknown}" in answer.words
    assert "did you mean" not in answer.words


def test_a_name_that_is_nearer_than_what_was_said_is_suggested() -> None:
    """A misspelt compound, whose element is spelt well."""
    answer = ask("check", "gallium nitrid", "--to", "DE", "--on", "2026-10-01")
    assert "did you mean Gallium nitride" in answer.words


def test_every_answer_about_misspelt_goods_suggests_the_name() -> None:
    """The law over time and the steps have the hint of check; goods that are known have none."""
    questions = (("timeline",), ("diff", "2026-11-01", "2026-11-30"), ("steps",))
    for command, *days in questions:
        assert "Unrecognised gallum; did you mean Gallium?" in ask(command, *days, "gallum", "--to", "US").words
        assert "Unrecognised" not in ask(command, *days, "gallium", "--to", "US").words
    assert "未识别 gallum；是否指镓" in " ".join(ask("--lang", "zh", "timeline", "gallum").out.split())
