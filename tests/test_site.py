"""The site leads to every page and command, its links resolve, and its pictures show the present output."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from exportctl.cli.app import COMMANDS
from tests.cli.program import ask
from tests.helps import helps
from tests.pages import DOCS, ROOT, links, pages, places
from tests.site import DAY, DEMO, WIDTH, commands, linked

SITE = tomllib.loads((DOCS / "zensical.toml").read_text(encoding="utf-8"))["project"]
_AGE = re.compile(r"\((?:today|\d+daysoldtoday)\)$")


def _lines(picture: str) -> list[str]:
    """Return the lines of a picture of a terminal, without blanks."""
    lines: dict[str, str] = {}
    for height, words in re.findall(r'y="([\d.]+)" textLength="[\d.]+" clip-path="[^"]+">([^<]*)<', picture):
        lines[height] = lines.get(height, "") + "".join(unescape(words).split())
    return list(filter(None, lines.values()))


def _led_to(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        for leads in part.values():
            yield from [leads] if isinstance(leads, str) else _led_to(leads)


def test_the_picture_of_the_terminal_is_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make docs` draws it; only the age of the law depends on the day."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    lines = ["".join(line.split()) for line in (f"$ {DEMO}", *ask(*DEMO.split()[1:]).out.splitlines())]
    printed = list(filter(None, lines))
    shown = _lines((DOCS / "terminal.svg").read_text(encoding="utf-8"))
    assert [_AGE.sub("", line) for line in shown] == [_AGE.sub("", line) for line in printed]


def test_the_picture_of_the_law_is_what_the_program_draws() -> None:
    """`make docs` draws it."""
    drawn = ask("timeline", "gallium", "--to", "US", "--on", str(DAY), "--format", "svg").out
    assert (DOCS / "gallium.svg").read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("name", ["terminal.svg", "gallium.svg"])
def test_a_picture_is_small_and_uses_no_network(name: str) -> None:
    """Nothing in it is loaded from elsewhere."""
    picture = (DOCS / name).read_text(encoding="utf-8")
    assert len(picture.encode()) < 60_000
    assert not re.search(r"(?:href|src)=|url\((?!#)|@import", picture)


def test_the_navigation_leads_to_every_page_and_command() -> None:
    """Readers do not find a page without a link."""
    made = {f"commands/{name}" for name in commands()}
    led = list(_led_to(SITE["nav"]))
    assert sorted(led) == sorted({*made, *(file.name for file in DOCS.glob("*.md"))})


def test_every_command_has_its_options_on_a_page() -> None:
    """The text of a help is there, with those of commands of its group."""
    made = commands()
    assert set(made) == {"index.md", *(f"{name}.md" for name in COMMANDS)}
    for one in helps():
        page = made[f"{one.names[0]}.md" if one.names else "index.md"]
        assert f"# {one.command}\n" in page or not one.names
        assert [item for item in one.options if item.written not in page] == []
        assert one.example in page


def test_a_bar_in_code_has_no_backslash() -> None:
    """The site would show it."""
    for name, page in commands().items():
        assert not re.search(r"`[^`\n]*\\\|[^`\n]*`", page), name


def test_a_command_that_a_page_names_leads_to_its_own() -> None:
    """In prose, and not in blocks or in words that lead somewhere already."""
    page = "`exportctl check` and `exportctl data lint`, [`exportctl check`](x.md)\n\n```sh\n`exportctl check`\n```\n"
    page_links = linked(page, {"check", "data"})
    assert page_links.startswith(
        "[`exportctl check`](commands/check.md) and [`exportctl data lint`](commands/data.md), [`exp"
    )
    assert page_links.endswith("(x.md)\n\n```sh\n`exportctl check`\n```\n")


@pytest.mark.parametrize("page", pages(), ids=[str(page.relative_to(ROOT)) for page in pages()])
def test_every_link_leads_somewhere(page: Any) -> None:
    """The file exists, and the heading in it; the target of a page of the site is on the site."""
    for target, place in links(page):
        assert target.exists(), target
        assert not place or place in places(target), f"{target.name}#{place}"
        assert page.parent != DOCS or target.resolve().is_relative_to(DOCS), target


def test_the_site_uses_no_network() -> None:
    """Its fonts are those of the machine, and the content policy loads nothing from elsewhere."""
    assert SITE["theme"]["font"] is False
    policy = (DOCS / SITE["theme"]["custom_dir"] / "main.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in policy
    assert "http" not in policy.replace("http-equiv", "")
