"""A timeline is a picture with bars to scale and words as text, and patterns repeat the meaning of colours."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from exportctl.errors import MissingExtraError
from tests.cli.program import ROOT, ask, on_terminal

ASKED = ("timeline", "gallium", "--to", "US", "--on", "2026-10-10")
SVG = "{http://www.w3.org/2000/svg}"
REFUSAL = "No. 46/2024, para. 2"


def drawn(*arguments: str) -> ET.Element:
    """Return the picture that the command prints."""
    answer = ask(*arguments, "--format", "svg")
    assert (answer.code, answer.err) == (0, "")
    return ET.fromstring(answer.out)  # noqa: S314 - the program's own


def bars(root: ET.Element) -> dict[str, tuple[float, float, str]]:
    """Return the bars with their tooltips: the begin and the end of each, and its kind."""
    spans = {}
    for bar in root.iter(f"{SVG}rect"):
        if (title := bar.find(f"{SVG}title")) is not None:
            x, width = float(bar.get("x", "")), float(bar.get("width", ""))
            spans[title.text or ""] = (x, x + width, bar.get("class", ""))
    return spans


def test_bars_are_to_scale() -> None:
    """As many days as two spans of a provision last, so wide are their bars; one ends where the next begins."""
    spans = bars(drawn(*ASKED))
    binds = spans["in force 2024-12-03 to 2025-11-08, by No. 46/2024"]
    suspended = spans["suspended 2025-11-09 to 2026-11-27, by No. 72/2025"]
    days = (date(2025, 11, 9) - date(2024, 12, 3)).days, (date(2026, 11, 28) - date(2025, 11, 9)).days
    assert (binds[1] - binds[0]) / (suspended[1] - suspended[0]) == pytest.approx(days[0] / days[1], rel=0.02)
    assert binds[1] == pytest.approx(suspended[0], abs=1.2)


def test_suspended_and_unsettled_spans_have_patterns_of_their_own() -> None:
    """A suspension has a dashed border, and an unsettled span is hatched, in all colours."""
    root = drawn(*ASKED)
    spans = bars(root)
    kinds = {label.partition(" 2")[0]: kind for label, (_, _, kind) in spans.items()}
    assert kinds["suspended"] == "tl-suspended"
    assert spans["unconfirmed from 2026-11-28, by No. 72/2025"][2] == "tl-unsettled"
    style = root.findtext(f"{SVG}style") or ""
    assert ".tl .tl-unsettled { fill: url(#tl-hatched) }" in style
    assert ".tl .tl-suspended { stroke-dasharray" in style
    assert any(item.get("id") == "tl-hatched" for item in root.iter(f"{SVG}pattern"))


def test_a_bar_has_the_colour_of_its_severity() -> None:
    """A prohibition is red, and no bar is green or blue."""
    root = drawn(*ASKED)
    rows = [item.get("class", "").split() for item in root.iter(f"{SVG}g")]
    assert ["tl-row", "tl-e-prohibited"] in rows
    assert ["tl-row", "tl-e-presumption_of_denial"] in rows
    style = root.findtext(f"{SVG}style") or ""
    red, green, blue = (
        int(part, 16) for part in re.findall(r"tl-e-prohibited .tl-in_force { fill: #(..)(..)(..)", style)[0]
    )
    assert red > 2 * max(green, blue)


def test_the_day_is_marked() -> None:
    """The line is between spans that have begun by that day and those that begin later."""
    root = drawn(*ASKED)
    (line,) = [item for item in root.iter(f"{SVG}line") if item.get("class") == "tl-mark"]
    spans = bars(root)
    begins, ends, _ = spans["suspended 2025-11-09 to 2026-11-27, by No. 72/2025"]
    assert begins < float(line.get("x1", "")) < ends
    assert "2026-10-10" in [item.text for item in root.iter(f"{SVG}text") if item.get("class") == "tl-marked"]


def test_the_marked_day_strikes_no_title_through() -> None:
    """The line has a gap at the title of each row, and covers each bar."""
    root = drawn(*ASKED)
    (line,) = [item for item in root.iter(f"{SVG}line") if item.get("class") == "tl-mark"]
    at, drawn_parts = float(line.get("y1", "")), []
    for number, length in enumerate(map(float, line.get("stroke-dasharray", "").split())):
        drawn_parts += [(at, at + length)] if number % 2 == 0 else []
        at += length
    titles = [float(item.get("y", "")) for item in root.iter(f"{SVG}text") if item.get("class") == "tl-title"]
    struck = [y for y in titles if any(first < y and y - 10 < last for first, last in drawn_parts)]
    assert (len(titles) > 3, struck) == (True, [])


def test_its_words_are_text_and_it_has_a_description_for_screen_readers() -> None:
    """It has a title, and a description with every span of every provision."""
    root = drawn(*ASKED)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "tl-title tl-desc")
    assert root.findtext(f"{SVG}title") == "gallium to United States, 2026-10-10 (Sat)"
    description = root.findtext(f"{SVG}desc") or ""
    assert (
        f"{REFUSAL}: in force 2024-12-03 to 2025-11-08, by No. 46/2024; suspended 2025-11-09 to 2026-11-27"
        in description
    )
    words = " ".join("".join(item.itertext()) for item in root.iter(f"{SVG}text"))
    assert f"{REFUSAL}Presumption of denial for gallium, germanium, antimony and superhard items" in words
    assert "suspended through 2026-11-27" in words
    assert "law data as of 2026-10-10: later acts are not included" in words


def test_an_announced_extension_is_marked_as_announced() -> None:
    """It moves no bar, and the tooltip of the bar states that no act was seen."""
    spans = bars(drawn("timeline", "holmium", "--to", "US", "--on", "2026-10-10"))
    assert any(label.endswith("(extension through 2027-01-10 unconfirmed)") for label in spans)


def test_the_ending_of_the_name_is_the_format(tmp_path: Path) -> None:
    """Without --format the file decides; with it the option does."""
    for name, begins in (("a.svg", b"<svg "), ("a.png", b"\x89PNG\r\n\x1a\n"), ("a.json", b"{\n")):
        assert ask(*ASKED, "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert ask(*ASKED, "-o", str(tmp_path / "b.png"), "--format", "svg").code == 0
    assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.svg").read_bytes()
    assert ask("expiring", "--on", "2026-10-10", "-o", str(tmp_path / "a.ics")).code == 0
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("name", ["a.pdf", "a.HTML", "a.xlsx", "a.ics"])
def test_a_file_of_another_kind_is_refused(name: str, tmp_path: Path) -> None:
    """A table as text would not open under such a name; a stated format is written under any name."""
    answer = ask(*ASKED, "-o", str(tmp_path / name))
    assert (answer.code, [*tmp_path.iterdir()]) == (2, [])
    assert answer.err.endswith("names no format; the formats are table, json, svg, png\n")
    assert ask(*ASKED, "-o", str(tmp_path / name), "--format", "table").code == 0
    assert ask(*ASKED, "-o", str(tmp_path / "a.txt")).code == 0


def test_a_png_is_twice_as_fine_as_the_svg(tmp_path: Path) -> None:
    """It has twice its width and height, and the same bytes each time."""
    root = drawn(*ASKED)
    pictures = []
    for name in ("a.png", "b.png"):
        ask(*ASKED, "-o", str(tmp_path / name))
        pictures.append((tmp_path / name).read_bytes())
    size = [int.from_bytes(pictures[0][place : place + 4]) for place in (16, 20)]
    assert size == [2 * int(root.get(name, "")) for name in ("width", "height")]
    assert pictures[0] == pictures[1]


def test_a_png_goes_through_a_pipe_and_onto_no_terminal() -> None:
    """A terminal shows no pictures, as one line states."""
    command = [sys.executable, "-m", "exportctl", *ASKED, "--format", "png"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.startswith(b"\x89PNG")
    shown = on_terminal(*ASKED, "--format", "png")
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == "exportctl: --output: a terminal cannot show this format; name a file with -o\n"


def test_text_of_a_caller_draws_nothing() -> None:
    """Goods named as markup are text in the picture, and signs that no XML holds are written out."""
    hostile = "gallium </text><script>alert(1)</script>\x07"
    root = drawn("timeline", hostile, "--on", "2026-10-10")
    assert not list(root.iter(f"{SVG}script"))
    assert r"</script>\x07" in (root.findtext(f"{SVG}title") or "")


def test_a_picture_of_nothing_has_a_sentence() -> None:
    """If no provision concerns the goods, there is a sentence and no axis."""
    root = drawn("timeline", "cotton T-shirts", "--known-on", "2000-01-01", "--on", "2000-01-01")
    assert not bars(root)
    assert "no provision applies to this" in [item.text for item in root.iter(f"{SVG}text")]


def test_years_that_are_far_away_are_drawn_as_far_as_there_is_room() -> None:
    """A scale of eight thousand years has no more of them than can be read."""
    root = drawn("timeline", "gallium", "--on", "9999-12-31")
    years = [item.text for item in root.iter(f"{SVG}text") if item.get("class") == "tl-axis"]
    assert 5 < len(years) < 30


def test_png_without_its_extra_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """SVG needs none."""
    monkeypatch.delitem(sys.modules, "exportctl.reports.pictures.png", raising=False)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    answer = ask(*ASKED, "--format", "png")
    assert answer.code == 2
    assert answer.err == f"exportctl: {MissingExtraError('a picture as PNG', 'report')}\n"
    assert ask(*ASKED, "--format", "svg").code == 0


@pytest.mark.parametrize(
    ("item", "on"), [("gallium", "2026-12-01"), ("holmium", "2026-11-14"), ("holmium", "2026-11-10")]
)
def test_the_marked_day_strikes_no_date_through(item: str, on: str) -> None:
    """A date that begins shortly before the marked day is beside its line, and not left out."""
    root = drawn("timeline", item, "--to", "US", "--on", on)
    (mark,) = (float(line.get("x1", "")) for line in root.iter(f"{SVG}line") if line.get("class") == "tl-mark")
    dates = [
        (float(text.get("x", "")), text.text) for text in root.iter(f"{SVG}text") if text.get("class") == "tl-date"
    ]
    assert {"2026-11-28", "2026-11-11"} & {text for _, text in dates}
    assert not [text for at, text in dates if at < mark < at + 58], "ten figures of 10.5 pixels take 58"
