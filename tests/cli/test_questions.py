"""The figures that decide an entry are listed before anybody measures: the option of each, and its sources."""

from __future__ import annotations

import shlex

import pytest
from rich.cells import cell_len

from exportctl import load_law
from exportctl.inquiry.figures import figures_of
from exportctl.law.citations import source_citation
from tests.cli.program import ask

DAY = ("--on", "2026-10-10")


def test_the_figures_that_decide_a_code_are_listed_with_their_options() -> None:
    """For a code, all figures of its entries are listed: the property, the bound, the unit, and the option that states it."""
    questions = ask("classify", "1C108.a", "--questions", *DAY, "--format", "json").json["questions"]
    density = next(item for item in questions if item["fact"] == "density")
    assert {item["entry"] for item in questions} == {"1C108.a"}
    assert (density["op"], density["values"], density["unit"]) == (">", ["1.72"], "g/cm3")
    assert (density["option"], density["asks"]) == ("--param 'density=... g/cm3'", "density > 1.72 g/cm3")
    assert density["corroborated"]
    assert "missile-list-2002" in density["sources"]


def test_a_stated_figure_is_no_question() -> None:
    """A stated figure is not a question, and the figures of possible entries of a name are listed too."""
    questions = ask("classify", "1C108.a", "--param", "density=1.8 g/cm3", "--questions", *DAY, "-f", "json").json[
        "questions"
    ]
    assert "density" not in {item["fact"] for item in questions}
    assert questions
    of_a_name = ask("classify", "tungsten alloy", "--questions", *DAY, "-f", "json").json["questions"]
    assert {"1C004"} <= {item["entry"] for item in of_a_name}
    assert "questions" not in ask("classify", "1C108.a", *DAY, "-f", "json").json


@pytest.mark.parametrize(
    ("language", "figure", "stands"),
    [("en", "density > 1.72 g/cm3", "corroborated by"), ("zh", "密度 > 1.72 g/cm3", "有印证")],
)
def test_the_table_has_the_figures_in_the_current_language(language: str, figure: str, stands: str) -> None:
    """The figures and their sources are in English and in Chinese."""
    output = ask("--lang", language, "classify", "1C108.a", "--questions", *DAY).out
    assert figure in output
    assert stands in output


@pytest.mark.parametrize("item", ["drone", "人造石墨"])
@pytest.mark.parametrize(
    ("language", "headings"),
    [("en", "Entry Figure that decides Option"), ("zh", "清单条目 判定所依参数 选项")],
)
def test_the_table_fits_the_screen(item: str, language: str, headings: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With whole options, and its headings in the current language."""
    monkeypatch.setenv("COLUMNS", "80")
    output = ask("--lang", language, "classify", item, "--questions", *DAY).out
    assert max(map(cell_len, output.splitlines())) <= 80
    assert headings in " ".join(output.split())


def test_a_question_is_listed_once_and_numbers_have_no_unit() -> None:
    """Also if two groups of the criteria have a bound in common; a ratio is a plain number."""
    questions = ask("classify", "pumps", "--questions", *DAY, "--format", "json").json["questions"]
    asked = [(item["entry"], item["asks"]) for item in questions]
    assert len(asked) == len(set(asked))
    assert {("1B230", "working pressure <= 60 MPa"), ("2B233", "compression ratio >= 2")} <= set(asked)
    axes = ask("--lang", "zh", "classify", "2B201.a", "--questions", *DAY).words
    assert "联动坐标数 >= 2 " in axes


def test_a_lead_is_marked_with_its_figure() -> None:
    """Goods that miss a figure of one source stay open; the figure is printed, with the option that settles it."""
    cannon = ask("classify", "high-pressure water cannon", "--param", "jet_range=50 m", *DAY)
    assert "0A901: only one extraction has farthest range of the jet >= 100 m" in cannon.words
    checked = ask("check", "high-pressure water cannon", "--param", "jet_range=50 m", "--to", "DE", *DAY)
    assert "0A901: only one extraction has farthest range of the jet >= 100 m" in checked.words
    assert checked.code == cannon.code == 3
    met = ask("classify", "high-pressure water cannon", "--param", "jet_range=150 m", *DAY)
    assert "one extraction only; compare it" not in met.words


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("en", "corroborated by No. 39/2023; control list, posted on 2026-06-12; MOFCOM guidance of 2024-03-15"),
        ("zh", "有印证：商务部公告2023年第39号；《两用物项出口管制清单》（2026-06-12发布）；商务部2024-03-15官方解答"),
    ],
)
def test_sources_are_cited(language: str, cited: str) -> None:
    """By the act or the guidance that was read, or by a name of their own; guidance of an entry likewise."""
    output = "".join(ask("--lang", language, "explain", "1C108.b", *DAY).out.split())
    assert "".join(cited.split()) in output
    assert "mofcom-faq-" not in output
    assert "-text" not in ask("--lang", language, "classify", "graphite", "--questions", *DAY).out


def test_every_source_of_a_figure_has_a_citation() -> None:
    """No figure of the list rests on a source that people see as an id."""
    law = load_law().law
    sources = {source for code in law.entries for item in figures_of(law, code) for source in item.sources}
    assert sources
    assert [source for source in sources if source_citation(law, source) == source] == []


def test_explain_prints_the_sources_of_each_figure() -> None:
    """A figure is corroborated by its sources, or from one extraction only."""
    figures = ask("explain", "0A901", "-f", "json").json["figures"]
    assert [item["corroborated"] for item in figures] == [False, False, False]
    assert figures[0]["standing"] == (
        "one extraction only (licence catalogue 2026; licence catalogue 2026 (extraction)): "
        "goods that do not meet it stay undecided"
    )
    assert figures[0]["sources"] == ["licence-catalogue-2026-text", "licence-catalogue-2026"]
    assert all(item["corroborated"] for item in ask("explain", "1C108.a", "-f", "json").json["figures"])


def test_the_status_counts_entries_by_their_sources() -> None:
    """Each entry is of one kind, and figures and untranscribed criteria are counted."""
    document = ask("data", "status", "-f", "json").json
    assert sum(document["entries_by_criteria"].values()) == document["entries"]
    assert document["entries_by_criteria"]["not_transcribed_in_part"] == document["entries_named_only"]
    assert document["criteria_not_transcribed"] >= document["entries_named_only"]
    assert document["figures"]["corroborated"] > document["figures"]["leads"] > 0


@pytest.mark.parametrize(
    ("text", "param"),
    [
        ("milling machine positioning accuracy 4 µm", ["positioning_accuracy=4 um"]),
        ("铣床 定位精度 4微米", ["positioning_accuracy=4 um"]),
        ("铣床，定位精度为4微米", ["positioning_accuracy=4 um"]),
        ("milling machine with 2 rotary axes", ["rotary_axes=2 count"]),
        ("turbomolecular pump, pumping speed 15000 L/s", ["pumping_speed=15 m3/s"]),
        ("vacuum pump 抽速 15000升/秒", ["pumping_speed=15 m3/s"]),
        (
            "isostatic press, max pressure 1000 bar, chamber diameter 300 mm",
            ["inner_diameter=300 mm", "max_working_pressure=100 MPa"],
        ),
        ("milling machine positioning accuracy ≤ 4 µm", []),
        ("milling machine positioning accuracy 4 kg", []),
        ("milling machine overflow 4 L/h", []),
    ],
)
def test_a_figure_in_a_text_is_of_the_property_next_to_it(text: str, param: list[str]) -> None:
    """A name or an alias in either language determines the property of a figure with a fitting unit; a bound states no figure."""
    assert ask("classify", text, *DAY, "-f", "json").json["query"]["param"] == param


@pytest.mark.parametrize("item", ["tungsten powder", "drone motor 15 kW", "antimony trioxide"])
def test_an_open_figure_leads_to_the_figures(item: str) -> None:
    """The line below the options is the command that prints their thresholds; pasted, it prints them."""
    answer = ask("check", item, "--to", "DE", "--on", "2026-05-01")
    [command] = [line.strip() for line in answer.out.splitlines() if line.strip().startswith("exportctl ")]
    assert shlex.split(command) == ["exportctl", "classify", item, "--on", "2026-05-01", "--questions"]
    figures = ask(*shlex.split(command)[1:])
    assert figures.code == 3
    assert "Figure that decides" in figures.words


def test_an_own_classification_is_offered_only_for_goods_that_are_open() -> None:
    """Gallium is gallium; its origin and its use are open, and no entry settles them."""
    use = ask("check", "gallium", "--from", "VN", "--to", "US", "--on", "2026-10-01").words
    assert "To do State --end-use, --end-user-type, --origin." in use
    assert "--entry" not in use
    goods = ask("check", "NdFeB magnet", "--to", "DE", "--on", "2026-10-01").words
    assert "To do State --contains (Tb, Dy, Ho), or --entry CODE or --entry none." in goods
    chinese = ask("check", "NdFeB magnet", "--to", "DE", "--on", "2026-10-01", "--lang", "zh").words
    assert "请填写 --contains（Tb、Dy、Ho），" in chinese


@pytest.mark.parametrize(
    ("item", "contains"),
    [("NdFeB magnet with 2% Dy", None), ("tungsten alloy", "(Ni, "), ("SmCo magnet", None)],
)
def test_the_elements_that_decide_are_named(item: str, contains: str | None) -> None:
    """Elements of the name or of a stated share are known."""
    step = ask("check", item, "--to", "US", "--on", "2026-05-01").words.partition("To do")[2]
    assert ("--contains" in step) is (contains is not None)
    assert contains is None or f"--contains {contains}" in step


def test_the_property_of_most_open_entries_is_named_first() -> None:
    """A pump may be one of thirteen entries: nine depend on its flow, one on a solution of potassium amide."""
    pump = ask("check", "水泵", "--to", "KP", "--on", "2026-11-30").words
    assert "--param max_flow, --param nickel_content" in pump
    assert "amide_concentration" not in pump


def test_the_goods_alone_lead_to_the_steps() -> None:
    """No figure settles which of several entries an anode of graphite is."""
    answer = ask("check", "graphite anode", "--to", "DE", "--on", "2026-05-01")
    assert "exportctl steps 'graphite anode' --to DE --on 2026-05-01" in answer.words


def test_the_only_possible_entry_is_named_in_what_to_do() -> None:
    """Battery words with a figure above its bound leave the kind of battery open: its name is above, and its option here."""
    for command in (("check", "lithium battery 350 Wh/kg", "--to", "DE"), ("classify", "lithium battery 350 Wh/kg")):
        out = ask(*command, "--on", "2026-11-28").words
        assert "3A001 Rechargeable lithium-ion battery" in out
        assert "--entry 3A001 if it names the goods, otherwise --entry none." in out


def test_omitted_properties_are_counted() -> None:
    """Two of the properties on which entries for tungsten depend are named, and where the others are."""
    out = ask("classify", "tungsten carbide rods wibble", "--on", "2026-11-28").words
    assert "--param block_thickness, 10 more --param (--questions), or classify" in out


def test_an_entry_whose_figures_are_all_stated_asks_for_a_decision() -> None:
    """No further figure can settle it."""
    command = ("classify", "synthetic diamond powder", "--param", "mean_particle_size=5um", "--questions")
    out = ask(*command, "--on", "2026-11-28").words
    assert "You have stated all figures of 2C902.a. Decide whether the goods are Synthetic diamond micropowder" in out
    assert "No figure settles 2C902.a" not in out
