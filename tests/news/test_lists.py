"""The four kinds of lists are distinguished and read as they were saved, and no other text passes for a list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from exportctl.errors import PlaceError
from exportctl.news import lists
from exportctl.news.lists import Announcement, read_file, read_page
from exportctl.store.announcements import Announcements, read_announcements

SAVED = Path(__file__).parent / "saved"


@pytest.fixture
def known(data: Path) -> Announcements:
    """The series and the lists of the project."""
    return read_announcements(data)


def shown(file: Path, known: Announcements) -> list[tuple[str | None, date | None, str]]:
    """Return the id, the day and the address of each announcement of a file."""
    page = read_file(file, known.lists, known.series)
    assert page.faults == ()
    items: tuple[Announcement, ...] = page.announcements
    return [(item.title.number and item.title.number.id, item.published, item.address) for item in items]


class TestKinds:
    """Each kind, as saved."""

    def test_a_column_gives_title_day_and_address(self, known: Announcements) -> None:
        """The number and the day that the text of an act states itself count before the title and the day of the page."""
        items = shown(SAVED / "before" / "column.json", known)
        site = "https://exportcontrol.mofcom.gov.cn/article"
        assert items == [
            ("mofcom-2026-12", date(2026, 2, 24), f"{site}/zcfg/gnzcfg/zcfggzqd/202602/1208.html"),
            ("mofcom-2025-70", date(2025, 11, 7), f"{site}/hgfw/lywxcx/gzqd/202511/1198.html"),
            ("mofcom-2023-23", date(2023, 7, 3), f"{site}/zcfg/gnzcfg/zcfggzqd/202307/907.html"),
            ("mofcom-order-2025-7", date(2025, 11, 11), f"{site}/zcfg/gnzcfg/zcfggzqd/202511/1193.html"),
            ("state-council-2024-792", date(2024, 10, 19), f"{site}/zcfg/gnzcfg/202410/1040.html"),
        ]

    def test_an_act_that_a_text_mentions_is_not_its_own(self, known: Announcements) -> None:
        """Only the number after 【发布文号】 is that of the act; an extension of No. 72 is not No. 72."""
        ids = [id_ for id_, *_ in shown(SAVED / "after" / "column.json", known)]
        assert ids[:2] == ["mofcom-2026-45", None]

    def test_a_unit_gives_its_articles_and_no_other_link(self, known: Announcements) -> None:
        """The title of a link is whole, its text is cut off."""
        site = "https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/art/2026/art_"
        assert shown(SAVED / "before" / "unit.json", known) == [
            ("mofcom-2026-12", date(2026, 2, 24), f"{site}{0x2611:032x}.html"),
            ("uel-2025-10", date(2025, 10, 9), f"{site}{0x2612:032x}.html"),
        ]

    def test_an_index_gives_the_items_of_its_list(self, known: Announcements) -> None:
        """Other links of the page are ignored, and no script runs."""
        items = shown(SAVED / "before" / "index.html", known)
        assert [(id_, day) for id_, day, _ in items] == [
            ("mofcom-2026-12", date(2026, 2, 24)),
            ("mofcom-2026-11", date(2026, 2, 24)),
        ]

    def test_catalogues_are_the_links_that_name_one(self, known: Announcements) -> None:
        """A menu holds no catalogue."""
        items = shown(SAVED / "before" / "catalogues.html", known)
        assert [(id_, day) for id_, day, _ in items] == [
            ("mofcom-2025-91", date(2025, 12, 31)),
            ("mofcom-2025-89", date(2025, 12, 31)),
        ]


def column(*rows: object) -> bytes:
    """Return a column with some rows."""
    return json.dumps({"pageInfo": {"rows": rows, "maxPageNum": 3}}).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (column(), "has no announcement"),
        (b'{"data": {"html": "<p>404</p>"}}', "has no announcement"),
        (b'<ul class="txtList_01"></ul>', "has no announcement"),
        ("<html><body><h1>系统维护</h1></body></html>".encode(), "has no announcement"),
        (b"", "has no announcement"),
        (b'{"code": 500}', "not a list of announcements"),
        (b'{"pageInfo": {"rows": 5}}', "not a list of announcements"),
        (b'{"pageInfo": {', "is not JSON"),
        (b'{"pageInfo": {"rows": [], "rows": []}}', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (column({"title": "??????2026?12?", "url": "/1.html"}), "in place of Chinese characters"),
        ("商务部".encode("gb18030"), "is not UTF-8 text"),
    ],
)
def test_a_page_without_a_list_is_refused(content: bytes, words: str, tmp_path: Path, known: Announcements) -> None:
    """With the file, and the reason: an empty list means that its form has changed, not that there is no news."""
    file = tmp_path / "list"
    file.write_bytes(content)
    with pytest.raises(PlaceError) as error:
        read_file(file, known.lists, known.series)
    assert error.value.where == str(file)
    assert words in str(error.value)


LITHIUM = "商务部公告2026年第88号 关于锂的公告"
DAY_OF_LITHIUM = date(2026, 11, 30)
STATED = "【发布文号】商务部公告2026年第88号 【发文日期】2026年11月30日"
HEX = "art_" + "0" * 32 + ".html"


def unit(html: str) -> bytes:
    """Return the answer of a publishing unit."""
    return json.dumps({"data": {"html": html}}).encode()


def index(*items: str) -> bytes:
    """Return the index of a year with some items, below a menu."""
    menu = '<ul><li><a href="/gg/">公告</a></li><li><a href="/"><img></a></li><li>2026-12-01</li></ul>'
    return f'{menu}<ul class="txtList_01">{"".join(items)}</ul>'.encode()


def catalogues(*items: str) -> bytes:
    """Return a page of catalogues with some items, below a menu."""
    return f'<ul><li>目录<ul><li><a href="/"><img></a></li></ul></li></ul><ul>{"".join(items)}</ul>'.encode()


@pytest.mark.parametrize(
    ("content", "address"),
    [
        (column({"title": "  ", "url": "/1.html", "content": STATED}), "https://exportcontrol.mofcom.gov.cn/1.html"),
        (column({"url": "/1.html", "content": STATED}), "https://exportcontrol.mofcom.gov.cn/1.html"),
        (column({"title": LITHIUM, "publishTimeStr": "2026-11-30"}), ""),
        (column({"title": LITHIUM, "url": None, "publishTimeStr": "2026-11-30"}), ""),
        (index(f"<li>{LITHIUM}<span>[2026-11-30]</span></li>"), ""),
        (index(f"<li>[2026-11-30] {LITHIUM}</li>", "<li></li>"), ""),
        (index(f"<li><a onclick='x()'>{LITHIUM}</a><span>[2026-11-30]</span></li>"), ""),
        (index(f"<li><a href='/1.html'><img></a>{LITHIUM} 2026-11-30</li>"), "https://www.mofcom.gov.cn/1.html"),
        (index(f"<li><a href='/1.html'><img alt='{LITHIUM}'></a>2026-11-30</li>"), "https://www.mofcom.gov.cn/1.html"),
        (
            index(f"<li><a href='/0.html'><img></a><a href='/1.html'>{LITHIUM}</a>2026-11-30</li>"),
            "https://www.mofcom.gov.cn/1.html",
        ),
        (
            unit(f'<a href="/a/art/2026/content_99.html" title="{LITHIUM}">商务部…</a><span>2026-11-30</span>'),
            "https://aqygzj.mofcom.gov.cn/a/art/2026/content_99.html",
        ),
        (unit(f"<ul><li>{LITHIUM}<span>2026-11-30</span></li></ul>"), ""),
        (catalogues("<li>商务部公告2026年第88号 公布《许可证目录》<span>2026-11-30</span></li>"), ""),
        (
            catalogues('<li><a href="/">2026-11-30</a><a href="/1.html">商务部公告2026年第88号 公布《目录》</a></li>'),
            "https://xkzj.mofcom.gov.cn/1.html",
        ),
    ],
)
def test_a_row_with_a_readable_number_is_read_whatever_else_it_lacks(
    content: bytes, address: str, known: Announcements
) -> None:
    """A title, a link to an article, or any link."""
    page = read_page(content, "list", known.lists, known.series)
    read = [(item.title.number and item.title.number.id, item.published, item.address) for item in page.announcements]
    assert (read, page.faults) == ([("mofcom-2026-88", DAY_OF_LITHIUM, address)], ())
    assert "第88号" in page.announcements[0].title.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (column("a"), "row 1 has no title"),
        (column({"url": "/1.html", "content": "【发布文号】第88号"}), "row 1 has no title"),
        (
            column({"title": LITHIUM, "url": "/1"}, {"title": "a"}),
            "row 2 has no address, and its number cannot be read: a;",
        ),
        (column({"title": "关于锂的公告" * 20, "url": 5}), "row 1 has no address"),
        (index("<li></li>", "<li><a href='/1.html'><img></a><span>[2026-11-30]</span></li>"), "row 1 has no title"),
        (index("<li><img></li>"), "row 1 has no title"),
        (
            index("<li>关于锂的公告<span>[2026-11-30]</span></li>"),
            "row 1 has no address, and its number cannot be read: 关于锂的公告;",
        ),
        (unit(f'<a href="/art/2026/{HEX}"><img></a>'), "row 1 has no title"),
        (unit('<li><a href="/art/1.html"><img></a>2026-11-30</li>'), "row 1 has no title"),
        (unit('<li><a href="/art/1.html">关于锂的公告</a>2026-11-30</li>'), "row 1 links to a page that is no article"),
        (unit("<li>关于锂的公告 2026-11-30</li>"), "row 1 has no address"),
        (catalogues("<li>许可证管理目录 2026-11-30</li>"), "row 1 has no address"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(content: bytes, words: str, known: Announcements) -> None:
    """With its list; the other rows of the list are read."""
    page = read_page(content, "list", known.lists, known.series)
    assert [(fault.where, words in str(fault.what)) for fault in page.faults] == [("list", True)]
    assert not page.is_empty
    assert len(str(page.faults[0])) < 200


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://x.example/1",
        "http:",
        "//[x",
    ],
)
def test_only_an_address_of_the_web_is_one(address: str, known: Announcements) -> None:
    """The announcement is read without the other, and one line names it."""
    row = {"title": "关于锂的公告", "url": address, "publishTimeStr": "2026-11-30"}
    for content in (column(row), index(f"<li><a href='{address}'>{LITHIUM}</a>[2026-11-30]</li>")):
        page = read_page(content, "list", known.lists, known.series)
        assert ([item.address for item in page.announcements], page.faults) == ([""], ())
        assert [str(note).partition(":")[0] for note in page.notes] == ["list"]
        assert "row 1 is listed without its address" in str(page.notes[0])
    page = read_page(column(row | {"url": "http://x.example/1"}), "list", known.lists, known.series)
    assert ([item.address for item in page.announcements], page.notes) == (["http://x.example/1"], ())


@pytest.mark.parametrize(
    "furniture",
    [
        '<a href="/">首页</a><a href="/gg/index.html">公告</a><li><a href="/">政策法规</a></li><p>共 2 页 2026-11-30</p>',
        '<a href="/"><img></a><li><img></li><li></li><a href="https://beian.example">京公网安备 11040102700091号</a>',
        '<li>栏目<ul><li><a href="/">更多</a></li></ul></li><table><tr><td>第1页</td></tr></table>',
    ],
)
def test_menus_around_a_list_are_no_rows(furniture: str, known: Announcements) -> None:
    """They have neither a number nor a day beside a link."""
    article = f'<li><a href="/art/2026/{HEX}">{LITHIUM}</a>2026-11-30</li>'
    for content in (unit(furniture + article), furniture.encode() + index(article)):
        page = read_page(content, "list", known.lists, known.series)
        assert (len(page.announcements), page.faults) == (1, ())
    assert read_page(furniture.encode(), "list", known.lists, known.series).is_empty


def test_a_file_that_is_missing_is_refused(tmp_path: Path, known: Announcements) -> None:
    """By its name."""
    with pytest.raises(PlaceError, match=r"none\.json: cannot be read: No such file"):
        read_file(tmp_path / "none.json", known.lists, known.series)


def test_a_page_has_a_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: Announcements) -> None:
    """A file that is larger than any list is not read whole."""
    monkeypatch.setattr(lists, "PAGE", 10)
    (tmp_path / "list").write_bytes(b"<" * 20)
    with pytest.raises(PlaceError, match="more than 10 bytes"):
        read_file(tmp_path / "list", known.lists, known.series)


def test_a_page_of_another_kind_than_expected_is_refused(known: Announcements) -> None:
    """A column that answers with a page, or a page that answers with JSON, is no list."""
    page, rows = (SAVED / "before" / name for name in ("index.html", "column.json"))
    with pytest.raises(PlaceError, match="the list is published as JSON"):
        read_page(page.read_bytes(), "address", known.lists, known.series, "column")
    with pytest.raises(PlaceError, match="not a list of announcements"):
        read_page(rows.read_bytes(), "address", known.lists, known.series, "index")


def test_data_without_an_address_for_a_kind_reads_none(known: Announcements) -> None:
    """Relative addresses would lead nowhere."""
    with pytest.raises(PlaceError, match="the data has no address"):
        read_file(SAVED / "before" / "index.html", [], known.series)
