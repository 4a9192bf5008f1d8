"""A report is opened in Chromium as people open it: it complains of nothing, filters, sorts, is read by everybody, and prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser, browser, found
from tests.reports.pages import LICENCE, ROWS, page

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(found() is None, reason="there is no Chromium"),
]
AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
COPIES = 60
ALL = COPIES * (len(ROWS) - 2)
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
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The page of some hundred rows, in the one browser of these tests."""
    program = found()
    assert program
    with browser(program) as window:
        window.open(page(tmp_path_factory.mktemp("opened"), COPIES).file)
        window.run(
            "(async () => { while (!document.querySelector('.open-row')) await new Promise(requestAnimationFrame); })()"
        )
        window.run(HELPERS)
        yield window


@pytest.fixture
def shown(opened: Browser) -> Browser:
    """The page with all rows, as it is at first."""
    assert opened.run("clear()") == ALL
    return opened


def test_nothing_of_a_cell_runs_and_nothing_is_complained_of(opened: Browser) -> None:
    """Rows and a reason are full of scripts; the console stays empty."""
    assert opened.run("window.harmed ?? 'unharmed'") == "unharmed"
    assert opened.complaints == []


def test_the_strictest_stand_above_and_rows_out_of_sight_are_not_drawn(shown: Browser) -> None:
    """A browser has the lines of a window, and a screen reader is told how many rows there are."""
    assert shown.run("column(1)[0]") == "presumption of denial"
    assert 5 < shown.run("column(1).length") < 60
    assert shown.run("document.querySelector('regular-table table').ariaRowCount") == str(ALL + 1)
    assert shown.run("document.getElementById('shown').textContent") == f"{ALL} of {ALL} rows"


def test_filters_narrow_the_rows(shown: Browser) -> None:
    """Each of them, and all together; what nothing fits is said."""
    assert shown.run("choose('decision', 'undecided')") == 3 * COPIES
    assert set(shown.run("column(1)")) == {"undecided"}
    assert shown.run("choose('questions', 'purity')") == COPIES
    assert shown.run("type('graphite')") == COPIES
    assert shown.run("type('graphite gallium')") == 0
    assert shown.run("document.getElementById('shown').textContent") == "No row fits."


def test_a_search_finds_words_of_any_column(shown: Browser) -> None:
    """Of the file's own, and of what an answer means, in any case."""
    assert shown.run("type('SLEEPS')") == COPIES
    assert shown.run("type('unsettled sleeps')") == 0
    assert shown.run("type('presumption of denial')") == 2 * COPIES, "what is, and what will be"


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


def test_a_number_of_rows_leads_to_those_rows(shown: Browser) -> None:
    """From the licences, say, to what one answers."""
    number = f"document.querySelector('.pick[data-value=\"{LICENCE}\"]')"
    assert shown.run(f"(() => {{ const rows = shown(); {number}.click(); return rows; }})()") == COPIES
    assert shown.run(f"{number}.textContent") == str(COPIES)
    assert shown.run("document.activeElement.id") == "rows"


def test_a_row_opens_by_the_keyboard_with_all_that_is_known(shown: Browser) -> None:
    """Its number is a button; the dialog leads to acts and licences, and Escape closes it."""
    assert shown.run(f"choose('answered_by', '{LICENCE}')") == COPIES
    shown.run("document.querySelector('.open-row').focus()")
    press(shown, "Enter", "\r")
    told = shown.run("document.getElementById('row').open && document.getElementById('row').innerText")
    assert told
    assert f"Answered by\n{LICENCE}" in told
    links = shown.run(
        "[...document.querySelectorAll('#row a')].map((link) => document.querySelector(link.hash) !== null)"
    )
    assert links
    assert all(links)
    press(shown, "Escape")
    assert shown.run("document.getElementById('row').open") is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_from_reading_it(shown: Browser, scheme: str) -> None:
    """A program that looks for that finds nothing serious or critical, on a light screen and on a dark one."""
    shown.looks(prefers_color_scheme=scheme)
    if not shown.run("'axe' in window"):
        shown.run(f"{AXE.read_text(encoding='utf-8')}; null")
    violations: list[dict[str, Any]] = shown.run(
        "axe.run().then((found) => found.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes[0].html })))"
    )
    assert [item for item in violations if item["impact"] in {"serious", "critical"}] == []


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
    told = {"key": key, "code": key, "windowsVirtualKeyCode": code}
    window.call("Input.dispatchKeyEvent", type="keyDown", **told, **({"text": text} if text else {}))
    window.call("Input.dispatchKeyEvent", type="keyUp", **told)
