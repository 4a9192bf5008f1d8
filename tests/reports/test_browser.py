"""A report is opened in Chromium as people open it: it complains of nothing, filters, sorts, is read by everybody, and prints."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser, found
from tests.reports.pages import LICENCE, ROWS, Page, page

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(found() is None, reason="there is no Chromium"),
]
AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
COPIES = 60
ALL = COPIES * (len(ROWS) - 2)
CHECKED = {"resultTypes": ["violations"], "preload": False}
"""What passes need not be described, and no rule that runs reads style sheets or sounds before it starts."""
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours, and a dark page differs from a light one by nothing else."""
CARDS = 760
"""The widest screen, in pixels, on which rows are cards."""
READY = """
(async () => {
  const row = '#cards:not([hidden]) .open-row, #window:not([hidden]) .open-row';
  while (!document.querySelector(row)) await new Promise(requestAnimationFrame);
})()
"""
BROKEN = """
[...document.querySelectorAll('main :is(p, td, th, dd, dt, li, span)')].filter((element) => {
  const words = element.childElementCount ? '' : element.textContent.trim();
  const box = element.getBoundingClientRect();
  return words.length > 12 && box.width > 2 && box.height > 24 * 8 && box.width < 90;
}).map((element) => element.outerHTML)
"""
"""The texts of a column of a few letters."""
HELPERS = """
window.shown = () => new Promise((done) => document.addEventListener('shown', (event) => done(event.detail), { once: true }));
window.choose = async (name, value) => {
  const box = document.querySelector(`#filters select[data-column="${name}"]`), rows = shown();
  box.value = `=${value}`;
  box.dispatchEvent(new Event('change'));
  return rows;
};
window.type = async (words) => {
  const box = document.getElementById('search'), rows = shown();
  box.value = words;
  box.dispatchEvent(new Event('input'));
  return rows;
};
window.clear = async () => { const rows = shown(); document.querySelector('#filters button').click(); return rows; };
window.column = (place) => [...document.querySelectorAll('regular-table tbody tr')].map((row) => row.children[place].textContent);
window.head = (words) => [...document.querySelectorAll('regular-table .sort')].find((head) => head.textContent.startsWith(words));
window.sort = async (words) => { const rows = shown(); head(words).click(); await rows; return head(words).closest('th').ariaSort; };
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of some hundred rows."""
    return page(tmp_path_factory.mktemp("many"), COPIES)


@pytest.fixture(autouse=True)
def _page_of_many_rows(window: Browser, many: Page) -> None:
    """Open the page of many rows on a wide and light screen, unless it is open."""
    if window.run("location.href") == many.file.as_uri():
        return
    window.call("Emulation.setScriptExecutionDisabled", value=False)
    window.looks(prefers_color_scheme="light")
    window.call("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False)
    window.open(many.file)
    window.run(READY)
    window.run(HELPERS)


@pytest.fixture
def shown(window: Browser) -> Browser:
    """The page with all rows, as it is at first."""
    assert window.run("clear()") == ALL
    return window


def test_cells_run_no_script_and_the_console_is_empty(window: Browser) -> None:
    """Rows and a reason are full of scripts; the console stays empty."""
    assert window.run("window.harmed ?? 'unharmed'") == "unharmed"
    assert window.complaints == []


def test_the_strictest_stand_above_and_rows_out_of_sight_are_not_drawn(shown: Browser) -> None:
    """A browser has the lines of a window, and a screen reader gets the number of rows."""
    assert shown.run("column(1)[0]") == "presumption of denial"
    assert 5 < shown.run("column(1).length") < 60
    assert shown.run("document.querySelector('regular-table table').ariaRowCount") == str(ALL + 1)
    assert shown.run("document.getElementById('shown').textContent") == f"Rows shown: {ALL} of {ALL}"


def test_filters_narrow_the_rows(shown: Browser) -> None:
    """Each of them, and all together; the page announces when no row matches."""
    assert shown.run("choose('decision', 'undecided')") == 3 * COPIES
    assert set(shown.run("column(1)")) == {"undecided"}
    assert shown.run("choose('questions', 'purity')") == COPIES
    assert shown.run("type('graphite')") == COPIES
    assert shown.run("type('graphite gallium')") == 0
    assert (
        shown.run("document.getElementById('shown').textContent") == "No row matches. Change the search or the filters."
    )


def test_a_search_finds_words_of_any_column(shown: Browser) -> None:
    """In columns of the file and in the meanings of answers, in any case."""
    assert shown.run("type('DORMANT')") == COPIES
    assert shown.run("type('unsettled dormant')") == 0
    assert shown.run("type('presumption of denial')") == 2 * COPIES, "what is, and what will be"
    assert shown.run("type('46/2024 gallium')") == 2 * COPIES, "the citation of a provision"


def test_headings_sort_up_and_down_and_back(shown: Browser) -> None:
    """Numbers by their size, and a heading that was pressed keeps the focus."""
    assert shown.run("sort('Row')") == "ascending"
    assert shown.run("column(0).slice(0, 3)") == ["2", "3", "4"]
    assert shown.run("sort('Row')") == "descending"
    assert shown.run("Number(column(0)[0])") == (COPIES - 1) * len(ROWS) + len(ROWS) - 1
    assert shown.run("document.activeElement === head('Row')")
    assert shown.run("sort('Row')") == "none"
    assert shown.run("sort('Decision')") == "ascending"
    assert shown.run("column(1)[0]") == "no control found"
    assert shown.run("sort('Decision')") == "descending"


def test_the_main_columns_fit_the_page_and_others_are_shown_on_request(shown: Browser) -> None:
    """Nothing lies beyond the right edge at 1280 pixels, long texts have three lines at most, and a button shows all columns."""
    edges = "[...document.querySelectorAll('regular-table tr:last-child > *')].map((cell) => cell.getBoundingClientRect().right)"
    inside = "document.getElementById('window').getBoundingClientRect().right"
    heads = "[...document.querySelectorAll('regular-table .sort')].map((head) => head.textContent.replace(/[↑↓]/, ''))"
    assert shown.run(heads)[:2] == ["Row", "Decision"]
    assert {"To do", "Next change"} <= set(shown.run(heads))
    assert "Reason" not in shown.run(heads)
    assert max(shown.run(edges)) <= shown.run(inside)
    assert shown.run("type('dormant')") == COPIES
    lines = "[...document.querySelectorAll('regular-table .lines')].map((box) => box.getBoundingClientRect().height)"
    assert max(shown.run(lines)) <= 3 * 19
    assert shown.run("clear()") == ALL
    toggle = "[...document.querySelectorAll('#filters button')].at(-1)"
    shown.run(f"{toggle}.click()")
    shown.wait_for(f"{heads}.includes('Reason')")
    assert shown.run(f"{toggle}.textContent") == "Show the main columns"
    shown.run(f"{toggle}.click()")
    shown.wait_for(f"!{heads}.includes('Reason')")


def test_a_number_of_rows_leads_to_those_rows(shown: Browser) -> None:
    """From the licences, for example, to the rows that one covers."""
    number = f"document.querySelector('.pick[data-value=\"{LICENCE}\"]')"
    assert shown.run(f"(() => {{ const rows = shown(); {number}.click(); return rows; }})()") == COPIES
    assert shown.run(f"{number}.textContent") == str(COPIES)
    assert shown.run("document.activeElement.id") == "rows"


def test_a_row_opens_by_the_keyboard_with_all_that_is_known(shown: Browser) -> None:
    """Its number is a button; the dialog has the reason, the next step, acts and licences, and Escape closes it."""
    assert shown.run(f"choose('answered_by', '{LICENCE}')") == COPIES
    shown.run("document.querySelector('.open-row').focus()")
    press(shown, "Enter", "\r")
    text = shown.run("document.getElementById('row').open && document.getElementById('row').innerText")
    assert text
    assert f"Covered by\n{LICENCE}" in text
    assert "This export needs a licence from MOFCOM. No. 51/2024: Licence for every item of the unified list." in text
    assert "List entries\n3C001.a Gallium metal (the element)" in text
    assert "To do\nCovered by licence 26CN/0815: check the conditions and the dates." in text
    links = shown.run(
        "[...document.querySelectorAll('#row a')].map((link) => document.querySelector(link.hash) !== null)"
    )
    assert links
    assert all(links)
    press(shown, "Escape")
    assert shown.run("document.getElementById('row').open") is False


def test_a_row_has_both_readings_of_a_suspension_that_may_be_extended(shown: Browser) -> None:
    """The decision as published, and the one if the suspension was extended; a provision that only may apply is marked."""
    assert shown.run("choose('decision', 'presumption_of_denial')") == COPIES
    shown.run("document.querySelector('.open-row').click()")
    text = shown.run("document.getElementById('row').innerText")
    press(shown, "Escape")
    assert "As published: presumption of denial\nIf the suspension was extended: licence required" in text
    marked = [line for line in text.splitlines() if line.endswith("(may apply)")]
    assert len(marked) == 1
    assert marked[0].startswith("No. 46/2024, para. 1 ")


def violations(window: Browser, scheme: str = "light") -> list[dict[str, Any]]:
    """Return the violations that an accessibility checker finds on the visible page; of a dark one, those of its colours."""
    if not window.run("'axe' in window"):
        window.run(f"{AXE.read_text(encoding='utf-8')}; null")
    problems: list[dict[str, Any]] = window.run(
        f"axe.run({json.dumps(CHECKED | (OF_COLOURS if scheme == 'dark' else {}))})"
        ".then((found) => found.violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })))"
    )
    return problems


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_whole_and_readable_at_every_width(
    window: Browser, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On a telephone, a tablet and a desk, light and dark: nothing is cut off or broken, and no obstacle is found."""
    folder = tmp_path_factory.mktemp(language)
    window.open(page(folder, 1, "--lang", language).file)
    for width, scheme in product((390, 600, 1280), ("light", "dark")):
        window.looks(prefers_color_scheme=scheme)
        window.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        window.run(READY)
        wide, inside = window.run("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= inside, (width, scheme)
        assert window.run(BROKEN) == [], (width, scheme)
        assert violations(window, scheme) == [], (width, scheme)
        assert window.run("document.getElementById('cards').hidden") is (width > CARDS)
    window.run("document.querySelector('.open-row').click()")
    assert violations(window) == []


def test_rows_are_cards_on_a_narrow_screen(window: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Some at a time; a button shows more, and each opens its row."""
    window.call("Emulation.setDeviceMetricsOverride", width=390, height=900, deviceScaleFactor=1, mobile=False)
    window.open(page(tmp_path_factory.mktemp("cards"), 4).file)
    window.run(READY)
    assert window.run("document.querySelectorAll('#cards li').length") == 20
    assert window.run("(document.getElementById('more').click(), document.querySelectorAll('#cards li').length)") == 32
    assert window.run("document.activeElement.closest('li') === document.getElementById('cards').children[20]")
    window.run("document.querySelector('.open-row').click()")
    assert "As published: presumption of denial" in window.run("document.getElementById('row').innerText")


def test_it_prints_with_its_rows(shown: Browser) -> None:
    """A PDF has pages, more of them with more rows."""
    many = pages_of(shown.printed())
    assert shown.run("choose('decision', 'presumption_of_denial')") == COPIES
    assert pages_of(shown.printed()) >= 2
    assert many > pages_of(shown.printed())


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    assert pdf.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def press(window: Browser, key: str, text: str = "") -> None:
    """Press a key."""
    code = {"Enter": 13, "Escape": 27}[key]
    event = {"key": key, "code": key, "windowsVirtualKeyCode": code}
    window.call("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text} if text else {}))
    window.call("Input.dispatchKeyEvent", type="keyUp", **event)
