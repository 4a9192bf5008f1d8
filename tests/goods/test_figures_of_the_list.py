"""What meets a figure that one source alone has is controlled, what misses it stays open; a note that excludes frees what states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl import Transaction, classify
from exportctl.api import Law
from tests.folders import write_files
from tests.goods.answers import DAY
from tests.goods.figures import LIST

ACCURACY, DIAMETER = "positioning_accuracy", "workpiece_diameter"
TRAVEL, ALONG_X = "x_travel", "x_positioning_accuracy"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small list, whose machines are known by name."""
    return write_files(tmp_path_factory.mktemp("list"), LIST)


@pytest.fixture(scope="module")
def small(folder: Path) -> Law:
    """The law of the small list."""
    return Law(folder)


def answer(law: Law, item: str, *param: str) -> tuple[str, list[str]]:
    """Return how certain the line of an item is, and which facts it waits for."""
    matches = classify(Transaction(item=item, on=DAY, param=param), law).to_dict()["matches"]
    return (matches[0]["certainty"], matches[0].get("missing", [])) if matches else ("no", [])


@pytest.mark.parametrize(
    ("item", "param", "certainty", "missing"),
    [
        # a lead: the copy and another field of it, and a conclusion
        ("lathe for metal", [f"{DIAMETER}=40 mm", f"{ACCURACY}=5 um"], "yes", []),
        ("lathe for metal", [f"{DIAMETER}=40 mm", f"{ACCURACY}=6 um"], "possible", ["criteria"]),
        ("lathe for metal", [f"{DIAMETER}=35 mm", f"{ACCURACY}=6 um"], "no", []),
        ("lathe for metal", [f"{DIAMETER}=40 mm"], "possible", [ACCURACY]),
        # several axes: one that meets the figure is enough, and all must miss it
        ("grinder for metal", [f"{ACCURACY}=3 um / 5 um / 9 um"], "yes", []),
        ("grinder for metal", [f"{ACCURACY}=5/6/9 um"], "no", []),
        ("grinder for metal", [f"{ACCURACY}=5 um; 3 um"], "yes", []),
        # what leaves goods outside
        ("mill for metal", ["rotary_axes=2", f"{TRAVEL}=3 m", f"{ALONG_X}=31 um"], "no", []),
        ("mill for metal", ["rotary_axes=2", f"{TRAVEL}=3 m", f"{ALONG_X}=30 um"], "yes", []),
        ("mill for metal", ["rotary_axes=2", f"{TRAVEL}=3 m"], "yes", []),
        ("mill for metal", ["rotary_axes=2", f"{TRAVEL}=3 m", f"{ALONG_X}=31 um / 29 um"], "yes", []),
        # a note that only one source has leaves nothing outside
        ("grinder for metal", [f"{ACCURACY}=3 um", f"{DIAMETER}=150 mm"], "yes", []),
        # a bound that grows: 1.7 + L/800
        ("gauge for metal", ["volumetric_error=1.7+L/800 um"], "yes", []),
        ("gauge for metal", ["volumetric_error=(1.5 + L/900) µm"], "yes", []),
        ("gauge for metal", ["volumetric_error=1.7 um"], "yes", []),
        ("gauge for metal", ["volumetric_error=1.8+3L/1000 um"], "no", []),
        ("gauge for metal", ["volumetric_error=1.8+L/900 um"], "possible", ["criteria"]),
        ("gauge for metal", ["volumetric_error=1.7+L/400 um"], "possible", ["criteria"]),
        ("gauge for metal", ["volumetric_error=0.0018 mm"], "possible", ["criteria"]),
        ("gauge for metal", [], "possible", ["volumetric_error"]),
        ("grinder for metal", [f"{ACCURACY}=3+L/400 um"], "possible", ["criteria"]),
    ],
)
def test_a_figure_decides_as_far_as_it_is_corroborated(
    small: Law, item: str, param: list[str], certainty: str, missing: list[str]
) -> None:
    """The certainty of the match follows from the stated facts, and from the sources of the figure."""
    assert answer(small, item, *param) == (certainty, missing)


def test_several_values_are_options_in_the_query(small: Law) -> None:
    """Values of axes and growing values are options in the query, and state the same values again."""
    stated = (f"{ACCURACY}=3/5 um", "volumetric_error=1.7+3L/800 um")
    result = classify(Transaction(item="grinder for metal", on=DAY, param=stated), small).to_dict()["query"]["param"]
    assert result == [f"{ACCURACY}=3 um; 5 um", "volumetric_error=(1.7+3L/800) um"]
    again = classify(Transaction(item="grinder for metal", on=DAY, param=tuple(result)), small)
    assert again.to_dict()["query"]["param"] == result
