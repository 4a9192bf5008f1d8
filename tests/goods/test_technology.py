"""A text is about technology or software as a reader would understand it, and such goods surely match no entry for things."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exportctl import Transaction, Verdict, check
from exportctl.api import Law
from exportctl.law.model import INTANGIBLE
from tests.goods.answers import lines

DAY = date(2025, 12, 1)


def verdict_of(store: Law, item: str, **facts: Any) -> Verdict:
    """Return the verdict on an export of goods to Germany."""
    return check(Transaction(item=item, to="DE", on=DAY, **facts), store)


@pytest.mark.parametrize("word", [" technology", " software", "技术", "软件"])
def test_documents_about_a_thing_are_surely_not_the_thing(store: Law, word: str) -> None:
    """Whatever the vocabulary has a name for: a line for things is at most possible, by name and by content."""
    law = store.law
    things = {code for code, entry in law.entries.items() if INTANGIBLE.isdisjoint(entry.forms)}
    for material in law.materials.values():
        name = next(iter(material.names.en if word.isascii() else material.names.zh), None)
        if name and material.form not in INTANGIBLE:
            matches = verdict_of(store, name + word).classification.matches
            assert not [match for match in matches if match.truth.value and match.entry in things], name


@pytest.mark.parametrize("item", ["SmCo magnet", "gallium", "dysprosium oxide", "toluene", "1C902.a.4", "1C902"])
@pytest.mark.parametrize("form", ["software", "technology"])
def test_so_it_is_where_the_form_is_stated(store: Law, item: str, form: str) -> None:
    """A name, a content, a code and one above codes are all the same."""
    assert verdict_of(store, item).exit_code("license_required") == 1
    stated = verdict_of(store, item, form=(form,))
    assert stated.decision == "undecided"
    assert stated.exit_code("license_required") == 3


@pytest.mark.parametrize(
    "item",
    [
        *("fireworks for festivals recipe", "belt conveyors for coal technology", "solar panels for homes drawings"),
        *("gearboxes for motor vehicles know-how", "gearboxes for motor vehicles patent"),
        *("wine for export brewing technology", "sewing machine for home source code"),
        *("皮带输送机工艺", "履带挖掘机技术", "木工带锯机技术", "皮带轮技术", "皮带扣技术"),
        *("e-liquid with nicotine technology", "dining chair with metal frame technology"),
        *("mobile clinics with surgical apparatus technology", "pocket radio with sound reproduction technology"),
        *("USB stick for technology transfer", "移动硬盘用于技术转让", "books for technology transfer"),
        *("hard disk for source code", "SD card for technical data", "U盘，含建筑环境控制技术"),
        *("book with samarium technology", "book on samarium technology", "book, with samarium technology"),
        *(
            "poster with graphite technology",
            "brochure containing gallium know-how",
            "magazine with welding technology",
        ),
        *(
            "book with metal printing technology",
            "photographs with samarium technology",
            "catalogue with titanium process",
        ),
        *("leaflet with samarium recipe", "newspaper with samarium technology", "DVD with samarium technology"),
        *("图书 含镓提纯工艺", "宣传册含钐技术", "图书 附钐技术", "画册 钐技术", "海报 钐冶炼工艺"),
        *("USB stick with caffeine synthesis technology", "USB stick with lidar technology"),
        *("for making NdFeB magnets: technology", "供制造磁体的图纸", "用于技术转让"),
        *("training in rare earth separation", "metallurgy training", "磁材制造课程", "技术咨询"),
        *("皮带输送机专有技术", "履带挖掘机制造技术", "gearbox training course"),
        *("齿轮箱工程设计", "齿轮箱蓝图", "皮带输送机操作规程"),
        *("rubber gloves formula", "fireworks: formulas", "shampoo formulas", "lithium iron phosphate formula"),
    ],
)
def test_a_text_is_about_technology(store: Law, item: str) -> None:
    """At its head or its end, after any purpose, part or medium."""
    verdict = verdict_of(store, item)
    assert verdict.classification.technology
    assert verdict.worst_case == "prohibited"
    assert verdict.exit_code("license_required") != 0


@pytest.mark.parametrize(
    "item",
    [
        *("technology textbook", "木制工艺品", "wireless headphones with bluetooth technology"),
        *("pens for technical drawings", "hair dryers for salons with ionic technology"),
        *("yoga mat for fitness training", "coffee machine with operating manual", "training shoes", "USB stick"),
        *(
            "infant formula",
            "goat milk formula",
            "cat food, chicken formula",
            "detergent new formula 3 L",
            "formula 1 model car",
        ),
    ],
)
def test_a_text_does_not_say_technology(store: Law, item: str) -> None:
    """The purpose of goods, their parts, and further words about other goods."""
    assert not verdict_of(store, item).classification.technology


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("USB stick with software", {}),
        ("U盘含软件", {}),
        ("compact discs with software", {}),
        ("USB stick", {"form": ("software",)}),
        ("USB stick with software", {"hs_code": "852351"}),
        ("software", {"hs_code": "852349"}),
        ("852380", {"form": ("software",)}),
    ],
)
def test_a_medium_does_not_tell_what_software_is_on_it(store: Law, item: str, facts: dict[str, Any]) -> None:
    """It may be of any line for software."""
    assert verdict_of(store, item, **facts).exit_code("license_required") == 3
    assert verdict_of(store, "microscope", hs_code="901180").exit_code("license_required") == 0


@pytest.mark.parametrize(
    "item", ["磁材制造手册U盘", "NdFeB magnet manuals on hard disk", "lidar manuals on USB drive", "钕铁硼手册U盘"]
)
def test_a_medium_for_data_clears_no_unknown_word(store: Law, item: str) -> None:
    """What is on it may be technology, whatever the words call it."""
    assert verdict_of(store, item, hs_code="852351").exit_code("license_required") == 3


@pytest.mark.parametrize("code", ["852351", "852349", "847170", "490199"])
@pytest.mark.parametrize(
    "item",
    [
        *("LFP synthesis manuals on USB drive", "technology documents on USB drive", "rare earth extraction, DVD"),
        *("know-how documents gallium extraction printed book", "工艺图纸 印刷品"),
    ],
)
def test_a_medium_does_not_tell_what_technology_is_on_it(store: Law, item: str, code: str) -> None:
    """Its customs code classifies the medium, not the technology."""
    assert verdict_of(store, item, hs_code=code).exit_code("license_required") == 3
    assert verdict_of(store, "USB drive 64GB", hs_code=code).exit_code("license_required") == 0


@pytest.mark.parametrize(
    "item", ["washing machine instruction manual", "洗衣机说明书", "toaster manual", "instruction manuals"]
)
def test_an_ordinary_manual_is_free_by_its_code(store: Law, item: str) -> None:
    """No technology of a listed kind is named, and no entry is printed for printed matter."""
    assert verdict_of(store, item, hs_code="491110").exit_code("license_required") == 0
    for about in ("gallium arsenide growth manual", "centrifuge operating manual", "technical manual"):
        assert verdict_of(store, about, hs_code="491110").exit_code("license_required") == 3


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("LFP synthesis manuals", "TECH.252604X.1"),
        ("LFP synthesis manuals on USB drive", "TECH.252604X.1"),
        ("LFP cathode material preparation process package drawings", "TECH.252604X.1"),
        ("磷酸铁锂正极材料制备工艺包 图纸及参数 光盘", "TECH.252604X.1"),
        ("磷酸铁锂合成手册", "TECH.252604X.1"),
        ("gallium extraction manuals", "TECH.nonferrous.gallium"),
        ("镓提取工艺包 图纸", "TECH.nonferrous.gallium"),
        ("NdFeB production manuals", "TECH.083201J.3"),
        ("钕铁硼制造工艺手册", "TECH.083201J.3"),
        ("rare earth separation manual", "TECH.083201J.1"),
    ],
)
def test_manuals_and_papers_of_a_process_name_its_technology(store: Law, item: str, entry: str) -> None:
    """A manual behind a word for making, and drawings beside a process package, hold the technology of the goods."""
    assert entry in {match.entry for match in verdict_of(store, item).classification.matches}


@pytest.mark.parametrize(
    "item",
    [
        *("gallium manual", "gallium user manual", "NdFeB magnet operating manual", "NdFeB magnets, production manual"),
        *("gallium extraction machine manual", "gallium extraction manual pump", "manual sintering furnace"),
        *("镓手册", "钕铁硼磁铁使用手册", "镓提取手册架", "镓提取设备操作手册", "钕铁硼磁铁 生产手册"),
    ],
)
def test_other_manuals_are_surely_no_technology_of_goods(store: Law, item: str) -> None:
    """They come with goods, or another noun follows."""
    entries = [match for match in verdict_of(store, item).classification.matches if match.truth.value]
    assert not [match for match in entries if match.entry.startswith("TECH.")]


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("LFP", "TECH.252604X.1"),
        ("磷酸铁锂正极材料", "TECH.252604X.1"),
        ("gallium", "TECH.nonferrous.gallium"),
        ("SmCo magnet", "1E902.a"),
    ],
)
def test_the_stated_form_leads_to_the_technology_of_the_goods(store: Law, item: str, entry: str) -> None:
    """The caller states the form in another field than the name."""
    matches = {
        match.entry: match.truth.value for match in verdict_of(store, item, form=("technology",)).classification.matches
    }
    assert matches[entry] is None
    assert entry not in {match.entry for match in verdict_of(store, item).classification.matches}


def test_a_text_about_technology_leads_to_similar_technology(store: Law) -> None:
    """The catalogue of technology is compared with such a text, and not with one about goods."""
    found = lines(store, "Technical data on the fermentation of riboflavin")
    assert found["TECH.052702J"] == "possible"
    assert not any(line.startswith("TECH") for line in lines(store, "glass jar for the fermentation of riboflavin"))


@pytest.mark.parametrize(
    "item",
    [
        *(
            "CAD file",
            "3D CAD files",
            "CAD model files",
            "3D printing files",
            "DWG file",
            "data file",
            "CAD files on USB stick",
            "files on CD",
        ),
        *("USB stick with documents", "USB stick with files", "USB sticks with manuals", "memory card with files"),
        *(
            "laptop with files",
            "laptop with documents",
            "laptop, documents",
            "硬盘含文件",
            "U盘 文件",
            "笔记本电脑含资料",
        ),
        *("hard disk with drawings of furnace", "technical instruction manual"),
    ],
)
def test_the_content_of_a_carrier_of_data_may_be_technology(store: Law, item: str) -> None:
    """Files of data are no tools, and what a stick, a disk or a laptop holds is open."""
    verdict = verdict_of(store, item)
    assert verdict.classification.technology
    assert verdict.decision == "undecided"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        *(("USB stick with files", "852351"), ("laptop with files", "847130"), ("CAD files", "820310")),
        ("U盘 文件", "852351"),
    ],
)
def test_the_code_of_a_carrier_does_not_clear_its_content(store: Law, item: str, code: str) -> None:
    """The code is that of the stick, the laptop or a tool."""
    assert verdict_of(store, item, hs_code=code).decision == "undecided"


@pytest.mark.parametrize(
    "item",
    [
        *("USB stick", "blank USB stick 32GB", "USB stick with lanyard", "laptop computer", "laptop with charger"),
        *(
            "laptop with user manual",
            "laptop computer with manual",
            "laptop with data cable",
            "laptop bag with documents",
        ),
        *("briefcase for laptop, documents", "USB flash drive for files", "移动硬盘 数据线", "文件柜", "file folder"),
        *("metal files for workshop", "steel files", "hand files 8203.10", "needle files set", "nail file"),
        *("printed books", "instruction manual", "toaster with instruction manual", "toaster with user manual, plug"),
    ],
)
def test_empty_carriers_tools_and_manuals_of_products_are_no_technology(store: Law, item: str) -> None:
    """Cables, bags and cabinets hold no data, and a product comes with its manual."""
    verdict = verdict_of(store, item)
    assert not verdict.classification.technology
    assert verdict.decision == "no_control_found"
