"""The manual has the content of the helps, for every command, and no control characters."""

from __future__ import annotations

import pytest

from tests.cli.program import ask
from tests.manual import FOLDER, pages

PAGES = pages()


def test_the_manual_is_up_to_date() -> None:
    """`make manual` writes it."""
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()} == PAGES


def test_every_command_has_a_page() -> None:
    """Those in groups have one each, too."""
    assert {"exportctl.1", "exportctl-check.1", "exportctl-data-status.1", "exportctl-config-show.1"} <= PAGES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_what_the_help_has(name: str) -> None:
    """Each option, the exit codes, and an example if there is one."""
    page, command = PAGES[name], name.removesuffix(".1").split("-")[1:]
    output = ask(*command, "--help").words
    assert page.isascii()
    assert ".SH NAME\n" in page
    options = {word for word in output.replace(",", " ").split() if word.startswith("--") and word.strip("-")}
    shown = page.replace("\\-", "-")
    assert {word for word in options if word.rstrip(".:;)") not in shown} == set()
    assert ("Exit code:" in output) == (".SH EXIT STATUS" in page)
    assert ("Example:" in output) == (".SH EXAMPLE" in page)
