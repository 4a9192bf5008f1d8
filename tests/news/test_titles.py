"""The Chinese title of an act gives its issuer, year and number; the title of anything else gives none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from exportctl.news.titles import day_in, key_of, read_title
from exportctl.store.announcements import read_announcements

DAY = date(2026, 10, 20)
MINISTRY = "商务部"


def id_of(title: str, data: Path, published: date | None = DAY) -> str | None:
    """Return the id that the act of a title has in the data."""
    number = read_title(title, read_announcements(data).series, MINISTRY, published).number
    return number and number.id


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("商务部公告2026年第12号 公布将20家日本实体列入关注名单", "mofcom-2026-12"),
        ("公告2026年第12号", "mofcom-2026-12"),
        ("商务部 海关总署公告2025年第70号 公布暂停实施商务部、海关总署公告2025年第55号的决定", "mofcom-2025-70"),
        ("商务部、海关总署2024年第67号公告", "mofcom-2024-67"),
        ("商务部 工业和信息化部 海关总署 国家密码局公告2024年第51号 公布《清单》", "mofcom-2024-51"),
        ("商务部工业和信息化部海关总署国家密码局公告2024年第51号", "mofcom-2024-51"),
        ("商务部公告２０２６年第４５号　关于对铟相关物项实施出口管制的公告", "mofcom-2026-45"),
        ("商务部公告二〇二六年第四十五号", "mofcom-2026-45"),
        ("商务部公告2025第61号", "mofcom-2025-61"),
        ("（已废止）商务部 海关总署公告2023年第23号 关于对镓、锗相关物项实施出口管制的公告", "mofcom-2023-23"),
        ("中华人民共和国商务部令二〇二五年第7号 关于暂停实施反制措施的决定", "mofcom-order-2025-7"),
        ("商务部令2026年第3号", "mofcom-order-2026-3"),
        ("不可靠实体清单工作机制公告〔2025〕10号", "uel-2025-10"),
        ("不 可 靠 实 体 清 单 工 作 机 制 公 告 2025年 第10号", "uel-2025-10"),
        ("海关总署公告2025年第123号（关于两用物项出口管制海关质疑有关事项的公告）", "gacc-2025-123"),
        ("国务院令〔2024〕792号", "state-council-2024-792"),
        ("中华人民共和国国务院令（第834号）", "state-council-2026-834"),
        ("中华人民共和国两用物项出口管制条例（国务院令第792号）", "state-council-2026-792"),
        ("外交部令第19号", "mfa-order-2026-19"),
        ("商务部令2009年第8号 两用物项和技术出口通用许可管理办法", "mofcom-order-2009-8"),
        ("商务部公告2026年第42号 两用物项出口许可证管理有关事项", "mofcom-2026-42"),
        ("商务部公告2026年第42号　两用物项出口许可证管理有关事项", "mofcom-2026-42"),
        ("中华人民共和国国务院令第800号 稀土条例", "state-council-2026-800"),
        ("关于稀土的公告（商务部公告2026年第79号）", "mofcom-2026-79"),
        ("关于对稀土相关物项实施出口管制的公告（商务部 海关总署公告2026年第79号）", "mofcom-2026-79"),
    ],
)
def test_a_title_gives_the_number_of_its_act(title: str, id_: str, data: Path) -> None:
    """The first issuer keeps the number; an order that is numbered throughout takes the year of its day."""
    assert id_of(title, data) == id_


@pytest.mark.parametrize(
    "title",
    [
        "关于暂停商务部公告2024年第46号第二款的公告",
        "公布调整实施商务部公告2024年第46号的决定",
        "商务部公告2024年第46号第二款暂停实施",
        "关于延长的公告（商务部公告2024年第46号）",
        "商务部公告2024年第46号的延期公告",
        "商务部公告2024年第46号 第二款暂停实施",
        "商务部公告2024年第46号 的延期公告",
        "商务部公告2024年第46号 有关问题解答",
        "商务部公告2024年第46号 政策说明",
        "商务部公告2024年第46号 附件1",
        "商务部公告2024年第46号 商务部公告2025年第72号暂停",
        "商务部公告2024年第46号两用物项出口许可证管理有关事项",
        "商务部公告2024年第46号第二款（公告）",
        "关于稀土的公告（商务部公告2025年第79号）",
        "关于延长的公告（商务部公告2026年第46号）",
        "关于执行有关事项的公告（商务部公告2026年第46号）",
        "关于稀土的公告（商务部公告2026年第79号第二款）",
        "商务部公告2025年第61号解读",
        "商务部新闻发言人就商务部公告2025年第61号答记者问",
        "商务部公告2025年第61号有关问题解答",
        "商务部公告2026年第45、46号",
        "商务部令第4号",
        "工业和信息化部公告2026年第3号",
        "不可靠实体清单工作机制关于将甲公司列入不可靠实体清单的公告",
        "两用物项和技术进出口许可证管理目录",
        "",
    ],
)
def test_a_title_about_an_act_has_no_number(title: str, data: Path) -> None:
    """An act that is only mentioned, or is ambiguous, never counts as an act of the data."""
    assert id_of(title, data) is None


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("商务部公告2026年第61号解读", "mofcom-2026-61"),
        ("关于延长的公告（商务部公告2026年第46号）", "mofcom-2026-46"),
        ("关于暂停商务部公告2026年第46号第二款的公告", None),
        ("商务部公告2026年第12号 公布名单", "mofcom-2026-12"),
    ],
)
def test_a_title_shows_a_number_at_its_beginning_or_its_end(title: str, id_: str | None, data: Path) -> None:
    """A number inside a sentence is that of another act."""
    shown = read_title(title, read_announcements(data).series, MINISTRY, DAY).shown
    assert (shown and shown.id) == id_


def test_without_a_day_an_order_numbered_throughout_has_no_year(data: Path) -> None:
    """No year is guessed."""
    assert id_of("国务院令第834号", data, None) is None


def test_every_numbered_act_of_the_data_is_read_from_its_number(data: Path) -> None:
    """Issuer, year and number lead back to the id of each act of MOFCOM."""
    words = {
        "mofcom": "商务部公告{}年第{}号",
        "mofcom-order": "商务部令{}年第{}号",
        "uel": "不可靠实体清单工作机制公告〔{}〕{}号",
    }
    pattern = re.compile(rf"({'|'.join(words)})-(\d{{4}})-(\d+)")
    numbers = [match for path in data.glob("acts/cn/*/*.yaml") if (match := pattern.fullmatch(path.stem))]
    assert len(numbers) > 80
    assert [id_of(words[match[1]].format(match[2], match[3]), data) for match in numbers] == [
        match[0] for match in numbers
    ]


def test_subjects_are_compared_without_punctuation_and_marks() -> None:
    """Two lists print one subject with other brackets, and mark it as repealed."""
    assert key_of("公布2026年度《许可证管理目录》（已废止）") == key_of("公布 2026年度<许可证管理目录>")
    assert key_of("中华人民共和国出口管制法") == key_of("出口管制法")
    assert key_of("公布将20家日本实体列入关注名单") != key_of("公布将21家日本实体列入关注名单")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[2026-10-03]", date(2026, 10, 3)),
        ("2026年10月3日", date(2026, 10, 3)),
        ("2026.10.03 09:00", date(2026, 10, 3)),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_lists_print_it(text: str, day: date | None) -> None:
    """A day that is not in the calendar is not read."""
    assert day_in(text) == day
