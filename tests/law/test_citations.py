"""People cite acts by number and paragraph; the citation names one provision, and the program finds it again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from exportctl import load_law
from exportctl.law.citations import act_citation, by_citation, citation, fold, in_full, joint_citation

LAW = load_law().law


@pytest.mark.parametrize(
    ("id_", "en", "zh"),
    [
        ("mofcom-2024-46/2", "No. 46/2024, para. 2", "商务部公告2024年第46号第二款"),
        ("mofcom-2024-51/1", "No. 51/2024", "商务部公告2024年第51号"),
        ("mofcom-2024-46/closing", "No. 46/2024, closing paragraph", "商务部公告2024年第46号末款"),
        ("mofcom-2025-61/5.2", "No. 61/2025, para. 5.2", "商务部公告2025年第61号第五款第二项"),
        ("mofcom-2025-62/2.abroad", "No. 62/2025, para. 2 (abroad)", "商务部公告2025年第62号第二款（境外）"),
        ("state-council-2024-792/39.4", "State Council Decree No. 792, art. 39.4", "国务院令第792号第三十九条第四项"),
        (
            "cn-export-control-law-2020/12.3",
            "Export Control Law, art. 12.3",
            "《中华人民共和国出口管制法》第十二条第三款",
        ),
        ("us-90fr47201/abroad", "90 FR 47201, abroad", "《美国联邦公报》第90卷第47201页（境外）"),
        ("uel-2025-10/3", "UEL No. 10/2025, para. 3", "不可靠实体清单工作机制公告2025年第10号第三款"),
    ],
)
def test_a_provision_is_cited_as_people_cite_it(id_: str, en: str, zh: str) -> None:
    """The number of the act comes first, then the paragraph or article, where the act has several."""
    name = citation(LAW, id_)
    assert (str(name), name.zh) == (en, zh)


@pytest.mark.parametrize(
    ("act", "zh"),
    [
        ("cn-technology-trade-regulations", "《技术进出口管理条例》"),
        ("cn-foreign-trade-law-2025", "《中华人民共和国对外贸易法》（2025修订）"),
        ("mofcom-2024-46", "商务部公告2024年第46号"),
        ("state-council-office-2021-58", "国办函〔2021〕58号"),
        ("tao-2022-08-03", "国台办宣布对有关企业采取惩戒措施"),
    ],
)
def test_chinese_titles_have_title_marks(act: str, zh: str) -> None:
    """Numbers and descriptions have none, and an edition follows."""
    assert act_citation(LAW, act).zh == zh


@pytest.mark.parametrize(
    ("provision", "zh"),
    [
        ("mofcom-2025-57/1", "商务部、海关总署公告2025年第57号第一款"),
        ("mofcom-2020-63/1", "商务部、国家密码局、海关总署公告2020年第63号"),
        ("mofcom-2025-61/1.1", "商务部公告2025年第61号第一款第一项"),
        ("us-91fr47318/1", "《美国联邦公报》第91卷第47318页"),
    ],
)
def test_a_citation_in_full_names_all_issuers(provision: str, zh: str) -> None:
    """As the acts write: No. 70/2025 cites 商务部、海关总署公告2025年第55号; English citations have no issuer."""
    full, short = citation(in_full(LAW), provision), citation(LAW, provision)
    assert (full.zh, str(full)) == (zh, str(short))


def test_a_title_inside_a_title_has_single_marks() -> None:
    """An act of no form is cited by its title."""
    by_titles = replace(LAW, cited_as=LAW.cited_as._replace(forms=()))
    assert (
        act_citation(by_titles, "precursors-2024-04-23").zh
        == "《关于调整〈向特定国家（地区）出口易制毒化学品管理目录〉的公告》"
    )


@pytest.mark.parametrize(
    ("act", "en", "zh"),
    [
        ("precursors-2024-08-02", "Precursor announcement of 2024-08-02", "2024-08-02易制毒化学品公告"),
        ("precursors-2018-02", "Precursor announcement of 2018-02", "2018-02易制毒化学品公告"),
        ("state-council-office-2021-58", "State Council Office Letter No. 58/2021", "国办函〔2021〕58号"),
    ],
)
def test_acts_on_precursors_are_cited_by_number_or_day(act: str, en: str, zh: str) -> None:
    """Their titles describe substances, and name no act."""
    assert (str(act_citation(LAW, act)), act_citation(LAW, act).zh) == (en, zh)


def test_a_decision_without_a_number_is_cited_by_its_day() -> None:
    """MOFCOM announced some decisions by its spokesperson."""
    assert str(act_citation(LAW, "mofcom-decision-2025-11-05")) == "MOFCOM decision of 2025-11-05"


def test_every_citation_names_one_provision() -> None:
    """No two provisions share a citation, in either language, however people write blanks and commas."""
    ids = [f"{act.id}/{item.paragraph}" for act in LAW.acts.values() for item in act.provisions]
    for names in ([str(citation(LAW, id_)) for id_ in ids], [citation(LAW, id_).zh for id_ in ids]):
        assert len({fold(name) for name in names}) == len(ids)


def test_every_named_part_of_an_act_has_a_chinese_name() -> None:
    """A Chinese citation contains no word of an id."""
    ids = [f"{act.id}/{item.paragraph}" for act in LAW.acts.values() for item in act.provisions]
    assert [id_ for id_ in ids if re.search(r"[a-z]", citation(LAW, id_).zh)] == []


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("No. 46/2024, para. 2", "mofcom-2024-46/2"),
        ("no.46/2024 para.2", "mofcom-2024-46/2"),
        ("商务部公告2024年第46号第二款", "mofcom-2024-46/2"),
        ("No. 51/2024", "mofcom-2024-51"),
        ("46/2024", "mofcom-2024-46"),
        ("46/2024 para. 2", "mofcom-2024-46/2"),
        ("no 46/2024", "mofcom-2024-46"),
        ("No. 46 of 2024", "mofcom-2024-46"),
        ("2024年第46号", "mofcom-2024-46"),
        ("2024年第46号第二款", "mofcom-2024-46/2"),
        ("不可靠实体清单工作机制公告2025年第10号", "uel-2025-10"),
        ("中华人民共和国出口管制法第十二条第三款", "cn-export-control-law-2020/12.3"),
        ("《中华人民共和国出口管制法》第十二条第三款", "cn-export-control-law-2020/12.3"),
    ],
)
def test_a_citation_finds_its_provision_or_act(written: str, id_: str) -> None:
    """Blanks, commas and capitals do not matter."""
    assert by_citation(LAW)[fold(written)] == id_


def test_names_that_are_no_act_are_kept() -> None:
    """A company's licence is not cited otherwise than it is named."""
    assert str(act_citation(LAW, "licence 2026-1")) == "licence 2026-1"


def test_provisions_of_one_act_name_it_once() -> None:
    """The act precedes its paragraphs; another act follows after a semicolon."""
    ids = ("mofcom-2025-61/1.1", "mofcom-2025-61/1.2", "mofcom-2025-62/1")
    assert joint_citation(LAW, ids) == "No. 61/2025, paras. 1.1, 1.2; No. 62/2025, para. 1"
