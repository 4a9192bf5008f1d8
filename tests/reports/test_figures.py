"""The page of figures for reviewers has the content of the data."""

from __future__ import annotations

from exportctl.api import Law
from tests.figures import FILE, page


def test_the_page_of_figures_is_up_to_date(store: Law) -> None:
    """`make golden` writes it."""
    assert FILE.read_text(encoding="utf-8") == page(store.law)


def test_every_figure_has_sources_and_a_confidence(store: Law) -> None:
    """No figure of the page is without a source."""
    rows = [line.split(" | ") for line in page(store.law).splitlines() if line.startswith("| ")][1:]
    figures = [row for row in rows if row[-1].strip(" |") in ("corroborated", "lead")]
    assert figures
    assert all(sources.strip() for _, _, _, sources, _ in figures)
