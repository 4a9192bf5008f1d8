"""People use the pages in Chromium: they ask, correct, follow links, send files, and no content of a file runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import pytest
from python_calamine import CalamineWorkbook

from exportctl.cli.service import helps
from exportctl.served.current import Answerer, Current
from exportctl.served.http import Limits, Service
from exportctl.served.pages.screening import Outcome, Progress, SentFile, screen_file
from tests.browser import Browser, found
from tests.reports.pages import HOSTILE
from tests.reports.test_browser import AXE, HELPERS, READY, violations
from tests.served.serving import Client, running

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(found() is None, reason="there is no Chromium"),
]
_PATIENCE = 60
ROWS = [
    ("gallium", "US", "2025-12-01"),
    ("gallium", "DE", "2025-12-01"),
    ("cotton T-shirts", "DE", "2025-12-01"),
    ("antimony", "Atlantis", "2025-12-01"),
    ("holmium", "US", "2026-02-30"),
    (HOSTILE.replace('"', "'"), "US", "2025-12-01"),
]


class Pages:
    """The pages of a service in a window."""

    def __init__(self, window: Browser, client: Client) -> None:
        self.window, self.at = window, f"http://127.0.0.1:{client.port}"

    def open(self, path: str = "/?lang=en") -> None:
        """Open a page of the service."""
        self.window.open(self.at + path)

    def read(self, element: str = "main") -> str:
        """Return the readable text of an element, once the page has it."""
        self.window.wait_for(f"document.querySelector('{element}')")
        return " ".join(str(self.window.run(f"document.querySelector('{element}').innerText")).split())

    def fill(self, **values: str) -> None:
        """Fill in fields of the form."""
        for name, value in values.items():
            self.window.run(f"document.getElementById('f-{name}').value = {value!r}")

    def check(self) -> None:
        """Ask."""
        self.window.follow("document.querySelector('form[action=\"/\"] button').click()")

    def follow(self, text: str) -> None:
        """Follow a link, or press a button, that leads to another page."""
        within = f"[...document.querySelectorAll('a, button')].find((link) => link.innerText.includes({text!r}))"
        self.window.follow(f"{within}.click()")

    def send(self, file: Path) -> None:
        """Choose a file and send it."""
        self.window.choose_file("#f-file", file)
        self.window.follow("document.querySelector('#drop button').click()")

    def wait(self, text: str) -> None:
        """Wait until a page has a text."""
        until = monotonic() + _PATIENCE
        while text not in self.window.run("document.body ? document.body.innerText : ''"):
            assert monotonic() < until, text
            sleep(0.05)


@pytest.fixture
def pages(window: Browser, served: Client) -> Pages:
    """The pages of the service on a wide and light screen."""
    window.looks(prefers_color_scheme="light")
    window.call("Emulation.setScriptExecutionDisabled", value=False)
    window.call("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    return Pages(window, served)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of rows of every kind."""
    file = tmp_path_factory.mktemp("rows") / "shipments.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in (("item", "to", "on"), *ROWS)]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return file


def test_a_person_asks(pages: Pages) -> None:
    """The answer comes first, with all its parts; the form below still has the question."""
    pages.open()
    pages.fill(item="gallium", to="United States", on="2025-12-01")
    pages.check()
    text = pages.read("article")
    assert text.startswith("gallium | China -> United States | 2025-12-01 (Mon) Licence required This export needs a")
    for heading in ("To do", "Controls", "Timeline", "Steps", "Not checked"):
        assert f" {heading} " in text
    assert pages.window.run("document.title") == "licence required · exportctl"
    assert pages.window.run("document.getElementById('f-to').value") == "United States"
    assert pages.window.run("document.querySelector('figure svg').getBoundingClientRect().height > 100")
    assert pages.window.run("getComputedStyle(document.querySelector('figure .tl-title')).fontWeight") != ""
    assert pages.window.complaints == []


def test_a_person_corrects_a_file(pages: Pages, tmp_path: Path) -> None:
    """A file that is too large is not sent; one without goods comes back with the form, and is screened after the correction."""
    large, rows = tmp_path / "large.csv", tmp_path / "rows.csv"
    large.write_bytes(b"x" * 200_001)
    rows.write_text("what we sell\ngallium\n", encoding="utf-8")
    pages.open()
    pages.window.run("document.querySelector('#drop details').open = true")
    pages.fill(values="Destination=US", day="2025-12-01")
    pages.window.choose_file("#f-file", large)
    message = pages.window.run("document.getElementById('f-file').validationMessage")
    assert message.startswith("the file has more than 200,000 bytes; split it into several files")
    pages.send(rows)
    pages.wait("rows.csv was not screened")
    pages.window.wait_for("document.activeElement.id === 'faults'")
    pages.window.run("document.querySelector('#faults a').click()")
    pages.window.wait_for("document.activeElement.id === 'f-columns'")
    assert pages.window.run("document.getElementById('f-values').value") == "Destination=US"
    pages.fill(columns="Goods=what we sell")
    pages.send(rows)
    pages.wait("1 of 1 row needs a licence or is prohibited.")


def test_an_answer_on_paper_has_what_is_folded(pages: Pages) -> None:
    """Entries and controls; the steps are left out with their heading, because they are long."""
    pages.open("/?item=graphite&to=IN&on=2025-12-01&lang=en")
    name = "Fine-grain bulk artificial graphite"
    assert name not in pages.read("article")
    pages.window.run("dispatchEvent(new Event('beforeprint'))")
    pages.window.call("Emulation.setEmulatedMedia", media="print")
    paper = pages.read("article")
    pages.window.call("Emulation.setEmulatedMedia", media="")
    pages.window.run("dispatchEvent(new Event('afterprint'))")
    assert name in paper
    assert " Steps " not in paper
    assert " Steps " in pages.read("article")
    assert name not in pages.read("article")


def test_a_person_asks_in_chinese(pages: Pages) -> None:
    """The other language is one link away, and keeps the question."""
    pages.open("/?item=gallium&to=US&on=2025-12-01&lang=en")
    pages.follow("中文")
    assert pages.window.run("document.documentElement.lang") == "zh"
    assert pages.read("h1") == "须取得许可"
    pages.fill(item="锑", to="日本")
    pages.check()
    assert pages.read(".subject").startswith("锑 | 中国 → 日本")
    assert pages.window.complaints == []


def test_a_person_states_an_invalid_day(pages: Pages) -> None:
    """The focus moves to the list of faults, and from there to the field, which keeps its text; after the correction it is answered."""
    pages.open("/?item=gallium&to=US&on=2025-02-30&lang=en")
    pages.window.wait_for("document.activeElement.id === 'faults'")
    assert (
        pages.read("#faults")
        == "The question has errors Day: '2025-02-30' is not a date: 2025-02 has no day 30; write it like 2025-12-01"
    )
    pages.window.run("document.querySelector('#faults a').click()")
    assert pages.window.run("document.activeElement.id") == "f-on"
    assert pages.window.run("document.activeElement.value") == "2025-02-30"
    pages.fill(on="2025-12-01")
    pages.check()
    assert pages.read("h1") == "Licence required"


def test_an_open_question_leads_to_its_field(pages: Pages) -> None:
    """Which is unfolded, and settles the answer."""
    pages.open("/?item=artificial+graphite&to=KR&on=2025-12-01&lang=en")
    assert pages.read("h1") == "Undecided"
    link = "document.querySelector('.to-do a[href=\"#f-param\"]')"
    assert pages.window.run(f"{link}.innerText") == "Measured properties: density"
    pages.window.run(f"{link}.click()")
    assert pages.window.run("document.activeElement.id") == "f-param"
    assert pages.window.run("document.activeElement.checkVisibility()")
    pages.fill(entry="none")
    pages.check()
    assert pages.read("h1") == "No control found"


def test_a_link_repeats_the_question(pages: Pages) -> None:
    """On the day of the answer, also where that was today."""
    pages.open("/?item=gallium&to=US&lang=en")
    text = pages.read("article")
    assert "2025-12-01" in text
    pages.follow("Link to this question")
    assert "on=2025-12-01" in pages.window.run("location.search")
    assert pages.read("article") == text


def test_a_person_asks_without_a_script(pages: Pages, rows: Path) -> None:
    """One question, and a file: the page of its progress renews itself."""
    pages.window.call("Emulation.setScriptExecutionDisabled", value=True)
    pages.open()
    pages.fill(item="gallium", to="US", on="2025-12-01")
    pages.check()
    assert pages.read("h1") == "Licence required"
    pages.open()
    pages.send(rows)
    pages.wait("rows need a licence or are prohibited")


def test_a_person_sends_a_file_and_filters_its_report(pages: Pages, rows: Path) -> None:
    """The report is the one that the command makes."""
    pages.open()
    pages.send(rows)
    pages.wait("2 of 4 rows need a licence or are prohibited; 1 needs more information; 2 more could not be read.")
    pages.follow("Open the report")
    assert pages.read("h1") == "shipments.csv"
    pages.window.run(READY)
    pages.window.run(HELPERS)
    assert pages.window.run("choose('decision', 'license_required')") == 2
    assert pages.window.run("clear()") == 4
    assert pages.window.run("type('cotton')") == 1
    assert pages.window.complaints == []


def test_a_dropped_file_is_sent(pages: Pages) -> None:
    """Anywhere on the page."""
    pages.open()
    drop = """
    const files = new DataTransfer();
    files.items.add(new File(['item,to\\ngallium,US\\n'], 'dropped.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    """
    pages.window.follow(drop)
    pages.wait("1 of 1 row needs a licence or is prohibited.")
    assert pages.read(".subject") == "dropped.csv"


def test_progress_moves(pages: Pages, current: Current, rows: Path) -> None:
    """Without a renewed page, until the result is there."""
    more, end = threading.Event(), threading.Event()

    def slow(by: Answerer, sent: SentFile, folder: Path, progress: Callable[[Progress], None]) -> Outcome:
        progress(Progress(1_000, 4_000))
        more.wait(_PATIENCE)
        progress(Progress(2_000, 4_000))
        end.wait(_PATIENCE)
        return screen_file(by, sent, folder, progress)

    service = Service(current, Limits(seconds=600, renew=0), helps=helps(), note=pytest.fail, screen_file=slow)
    with running(service) as client:
        slow_pages = Pages(pages.window, client)
        slow_pages.open()
        slow_pages.send(rows)
        slow_pages.wait("Rows screened: 1,000 of 4,000")
        assert slow_pages.window.run("document.getElementById('bar').value") == 0.25
        slow_pages.window.run("window.same = true")
        more.set()
        slow_pages.wait("Rows screened: 2,000 of 4,000")
        assert slow_pages.window.run("window.same && document.getElementById('bar').value") == 0.5
        end.set()
        slow_pages.wait("Open the report")
        pages.window.open("about:blank")  # its connections end with the service


def test_the_workbook_is_saved(pages: Pages, rows: Path, tmp_path: Path) -> None:
    """Under the name of the file."""
    pages.open()
    pages.send(rows)
    pages.wait("Save the workbook")
    pages.window.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    pages.window.run("[...document.querySelectorAll('a')].find((a) => a.innerText === 'Save the workbook').click()")
    file, until = tmp_path / "shipments.screened.xlsx", monotonic() + _PATIENCE
    while not file.is_file():
        assert monotonic() < until
        sleep(0.05)
    assert CalamineWorkbook.from_path(file).sheet_names


def test_rows_that_could_not_be_read_are_named(pages: Pages, rows: Path) -> None:
    """With the cell and the reason; the results can be deleted at once."""
    pages.open()
    pages.send(rows)
    pages.wait("Rows that could not be read")
    text = pages.read("table")
    assert "5 to Atlantis 'Atlantis' is not a country or territory" in text
    assert "6 on 2026-02-30 '2026-02-30' is not a date" in text
    address = pages.window.run("location.pathname")
    pages.follow("Delete the results now")
    pages.open(address)
    assert pages.read("h1") == "Not here any more"


def test_cells_and_questions_run_no_script(pages: Pages, rows: Path, tmp_path: Path) -> None:
    """On no page, in no report, and not by the name of a file."""
    hostile = tmp_path / "<img src=x onerror=harmed()>.csv"
    hostile.write_bytes(rows.read_bytes())
    for path in ("item=%s", "item=gallium&to=%s", "item=gallium&party=%s", "%s=1"):
        text = HOSTILE.replace("<", "%3C").replace(">", "%3E").replace('"', "%22").replace(" ", "+").replace("=", "%3D")
        pages.open(f"/?lang=en&{path % text}")
        assert pages.window.run("window.harmed ?? 'unharmed'") == "unharmed"
        assert pages.window.run("document.querySelectorAll('img, iframe, script:not([src])').length") == 0
    pages.open()
    pages.send(hostile)
    pages.wait("Rows that could not be read")
    assert pages.window.run("window.harmed ?? 'unharmed'") == "unharmed"
    assert pages.window.run("document.querySelectorAll('img').length") == 0
    pages.follow("Open the report")
    pages.window.run(READY)
    assert pages.window.run("window.harmed ?? 'unharmed'") == "unharmed"


def shown(pages: Pages, rows: Path, language: str) -> Iterator[str]:
    """Open one page after another, and yield the content of each."""
    for name, path in (
        ("form", "/?"),
        ("answer", "/?item=gallium&to=US&on=2026-12-01&party=Leidos+Inc&"),
        ("undecided", "/?item=unobtainium&"),
        ("faults", "/?item=gallium&to=Mars&contains=Gd&form=cube&on=x&"),
        ("API", "/docs?"),
        ("nothing", "/files/x?"),
    ):
        pages.open(f"{path}lang={language}")
        yield name
    pages.open(f"/?lang={language}")
    pages.fill(columns="item=goods")
    pages.send(rows)
    pages.wait("shipments.csv was not screened" if language == "en" else "shipments.csv未筛查")
    yield "fault of a file"
    pages.open(f"/?lang={language}")
    pages.send(rows)
    pages.wait("Atlantis")
    yield "result"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_whole_and_readable_at_every_width(pages: Pages, rows: Path, language: str) -> None:
    """On a telephone and a desk, light and dark, folded and unfolded: nothing is cut off, and no obstacle is found."""
    looks = [*product((390, 1280), ("light", "dark"))]
    for name in shown(pages, rows, language):
        pages.window.run("for (const part of document.querySelectorAll('details')) part.open = true")
        pages.window.run(f"{AXE.read_text(encoding='utf-8')}; null")
        for width, scheme in looks:
            pages.window.looks(prefers_color_scheme=scheme)
            pages.window.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
            )
            wide, inside = pages.window.run(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            assert wide <= inside, (name, width, scheme)
            assert violations(pages.window, scheme) == [], (name, width, scheme)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fields_side_by_side_are_level(pages: Pages, language: str) -> None:
    """Their labels and their controls, whatever hints and faults are between these."""
    pages.open(f"/?item=gallium&end_use=sale&contains=Gd&lang={language}")
    pages.window.run("for (const part of document.querySelectorAll('details')) part.open = true")
    for pair in (("end_use", "end_user_type"), ("contains", "param"), ("hs_code", "entry"), ("sheet", "encoding")):
        for selector in ("label[for=f-{}]", "#f-{}"):
            place = "Math.round(document.querySelector('{}').getBoundingClientRect().top)"
            first, second = (pages.window.run(place.format(selector.format(name))) for name in pair)
            assert first == second, (pair, selector)


@pytest.mark.parametrize(
    "item", ["PN_ABCD1234EFGH5678IJKL9012MNOP3456QRST", f"https://supplier.example/{'path-' * 30}x.html", "a" * 900]
)
def test_a_long_word_does_not_widen_a_page(pages: Pages, item: str, tmp_path: Path) -> None:
    """On a telephone: an answer with its warnings, a result, and a report."""
    pages.window.call("Emulation.setDeviceMetricsOverride", width=390, height=900, deviceScaleFactor=1, mobile=False)
    width = "document.documentElement.scrollWidth"
    pages.open(f"/?lang=en&to=US&on=2026-12-01&item={quote(item)}&party={'b' * 900}")
    assert pages.window.run(width) <= 390
    file = tmp_path / "rows.csv"
    file.write_text(f"item,to\n{item},US\n{item},{item}\n", encoding="utf-8")
    pages.open()
    pages.send(file)
    pages.wait("Rows that could not be read")
    assert pages.window.run(width) <= 390
    pages.follow("Open the report")
    pages.window.run(READY)
    assert pages.window.run(width) <= 390


@pytest.mark.parametrize("language", ["en", "zh"])
def test_days_do_not_break_over_two_lines(pages: Pages, rows: Path, language: str) -> None:
    """On a telephone; what is copied has plain hyphens, and a fault has no colour of a decision."""
    pages.window.call("Emulation.setDeviceMetricsOverride", width=390, height=900, deviceScaleFactor=1, mobile=False)
    days = "[...document.querySelectorAll('.day')]"
    broken = f"{days}.filter((day) => day.getClientRects().length > 1).map((day) => day.parentElement.innerText)"
    pages.open(f"/?item=gallium&to=US&on=2026-12-01&lang={language}")
    pages.window.run("for (const part of document.querySelectorAll('details')) part.open = true")
    assert pages.window.run(f"{days}.length") > 10
    assert pages.window.run(broken) == []
    assert "2026-11-27" in pages.read()
    labels = "[...document.querySelectorAll('[data-label]')].map((cell) => cell.dataset.label).join()"
    assert re.search(r"2026\W+12\W+01", pages.window.run(labels))
    assert not re.search(r"\d-\d", pages.window.run(labels)), "a word joiner is on each side of the hyphens"
    pages.open(f"/?lang={language}")
    pages.send(rows)
    pages.wait("Atlantis")
    assert pages.window.run(broken) == []
    pages.follow("Open the report" if language == "en" else "打开报告")
    pages.window.run(READY)
    assert pages.window.run(f"{days}.length") > 10
    assert pages.window.run(broken) == []
    pages.open(f"/?item=gallium&to=Mars&lang={language}")
    colours = "['.fault', 'body'].map((part) => getComputedStyle(document.querySelector(part)).color)"
    assert len({*pages.window.run(colours)}) == 1


def test_everything_is_reached_by_the_keyboard(pages: Pages) -> None:
    """In the order in which it is read; the first stop skips to the content."""
    pages.open()
    reached: list[Any] = []
    for _ in range(14):
        for kind in ("keyDown", "keyUp"):
            pages.window.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(pages.window.run("document.activeElement.id || document.activeElement.innerText"))
    wanted = ["Skip to the content", "Skip to the form", "exportctl", "中文", "f-item", "f-to", "f-on"]
    assert [item for item in reached if item in wanted] == [*wanted, *["f-on"] * (reached.count("f-on") - 1)]
