"""Technology and software of listed goods match the entries that serve theirs, if the figures of the goods do."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("氟化氢生产工艺包", "1E302"),
        ("锂-6同位素富集生产工艺资料", "1E201"),
        ("肉毒毒素生产工艺技术资料", "1E301"),
        ("tritium technology", "1E201"),
        ("Drawings for vacuum induction furnace, 20 kW, 2000 C, coil diameter 300 mm", "2E201"),
        ("Drawings for streak camera, time resolution 10 ns", "6E201"),
        ("超高分子量聚乙烯纤维生产工艺 断裂强度42cN/dtex 初始模量1700cN/dtex 无捻", "1E901"),
        (
            "Process parameters for tungsten heavy alloy W-Ni-Fe, density 18.1 g/cc, UTS 1350 MPa, YS 1000 MPa, EL 10%",
            "1E004",
        ),
        ("Software specially designed for turbine blade ceramic core mould design", "9D001"),
        ("稀土渗碳工艺资料", "TECH.053401X.2"),
        ("OCR technology for printed Chinese characters", "TECH.086501X.print"),
        ("再入飞行器烧蚀防热部件制造技术", "9E101.b"),
        ("导弹飞行控制软件", "7D101"),
    ],
)
def test_technology_of_listed_goods_is_that_of_the_entry_that_serves_them(store: Law, item: str, line: str) -> None:
    """A word for technology or software beside the name, or words for making, state it; figures are about the goods."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "新冠病毒检测试剂生产工艺",
        "狂犬病毒疫苗生产工艺",
        "Rabies virus vaccine production technology",
        "hydrogen fluoride gas detector drawings",
        "Drawings for streak camera bracket, 10 ns",
        "Drawings for streak camera, time resolution 80 us",
        "超高分子量聚乙烯纤维生产工艺 断裂强度30cN/dtex 初始模量1000cN/dtex",
        "六面顶压机 操作手册",
        "NdFeB magnet operating manual",
        "Software for filament 3D printer, dedicated",
        "Freeze dryer control software, specially designed",
        "model rocket simulation software",
        "磷酸铁锂制备工艺 粉体压实密度2.3 放电容量150mAh/g 首效90%",
    ],
)
def test_technology_of_other_goods_is_not_sure(store: Law, item: str) -> None:
    """Words make other goods of the name, a figure misses, or a manual or a model is meant."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("LASV Josiah strain, freeze-dried, 1 vial", "1C351.a.8"),
        ("B. pseudomallei K96243, live culture 2 vials", "1C351.c.9"),
        ("NDV毒株 标准株 安瓿", "1C351.a.42"),
        ("Seoul virus stock 10^7 PFU/ml, 0.5 ml", "1C351.a.31"),
    ],
)
def test_the_strain_of_a_pathogen_leaves_it_sure(store: Law, item: str, line: str) -> None:
    """Its marks, its number in a collection and its titre describe it."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item", ["Ebola virus IgG ELISA kit", "Rabies Virus Antigen ELISA strain kit", "H5N1禽流感疫苗"]
)
def test_tests_and_vaccines_are_no_pathogens(store: Law, item: str) -> None:
    """Capitals behind the name are no strain if another word follows."""
    assert "yes" not in lines(store, item).values()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("CRDM control rod drive mechanism for PWR", "NUC.reactor-parts"),
        ("D2O 99.9%, 20 L", "NUC.heavy-water"),
        ("TATB 99%", "1C239.c"),
        ("Po-Be neutron source, 37 GBq", "1C236.d"),
        ("NEPE propellant nitrated binder", "1C111.b.6.b"),
    ],
)
def test_short_names_and_units_of_sources_are_read(store: Law, item: str, line: str) -> None:
    """Clerks write short forms, and activities in becquerel."""
    assert line in lines(store, item)


def test_a_percentage_before_a_content_in_ppm_is_that_of_something_else(store: Law) -> None:
    """Boron of 5 ppm is not boron of 0.05 %, which would exclude high-purity calcium."""
    assert "1C227" in lines(store, "金属钙 金属杂质0.05% 硼5ppm")
    assert verdict_of(store, "T2 gas cylinder 10 TBq").decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("lab manual & notes: large scale culture of Brucella melitensis, seed lots to harvest", "1E301"),
        (
            "engineering package on DVD: fabrication drawings and weld procedures of glass-lined reactors 3-12.5 m3",
            "2E302",
        ),
        ("controller source, closed-loop software written for the 60kN vibration system, USB dongle", "2D201"),
    ],
)
def test_papers_and_software_may_be_those_of_the_goods_in_the_text(store: Law, item: str, line: str) -> None:
    """An officer is shown the line for the technology, not only that for the goods which it is about."""
    assert lines(store, item).get(line) == "possible"
