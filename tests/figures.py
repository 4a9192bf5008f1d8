"""`make golden` writes docs/figures.md: every criterion of the dual-use and nuclear lists with its sources, for reviewers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exportctl.api import load_law
from exportctl.inquiry.figures import criteria_in_words, figure_in_words, figures_of
from exportctl.law.model import AllOf, AnyOf, Criterion, Described, FormIs, NotTranscribed
from exportctl.law.register import Register

FILE = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
NUCLEAR = "NUC."
HEAD = """\
# Figures of the list

Every criterion of the list of dual-use items and of the nuclear list (NUC), with its sources, for reviewers. `make golden` writes this
page from the data; do not edit it by hand. To review a change of the data, read the diff of this page.

- *corroborated*: an official text prints the figure, or two independent sources do. Goods that miss it are outside the entry.
- *lead*: one extraction only. Goods that meet it are inside the entry; goods that miss it stay open.
- *words*: no option states it, so it stays open until somebody classifies the goods.
- *not seen*: the data lacks it, and it stays open.

A criterion of the part "outside" leaves goods outside the entry. How criteria combine: `exportctl explain ENTRY`.

"""


def page(law: Register) -> str:
    """Return the page."""
    rows = [
        row for code in law.entries if law.is_dual_use(code) or code.startswith(NUCLEAR) for row in _rows(law, code)
    ]
    counts = Counter(row[-1] for row in rows)
    text = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    table = ["| entry | part | criterion | sources | confidence |", "|---|---|---|---|---|"]
    table += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return HEAD + f"{len(rows)} criteria: {text}.\n\n" + "\n".join(table) + "\n"


def _rows(law: Register, code: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the criteria of an entry: its figures, then its parts in words and those that were not seen."""
    entry = law.entries[code]
    for item in figures_of(law, code):
        kind = "corroborated" if item.corroborated else "lead"
        yield code, _part(item.of), str(figure_in_words(law, item.figure)), ", ".join(item.sources), kind
    for part in ("criteria", "unless"):
        for words in _words(getattr(entry, part)):
            kind = "not seen" if isinstance(words, NotTranscribed) else "words"
            yield code, _part(part), str(criteria_in_words(law, words)), "", kind


def _part(of: str) -> str:
    return "outside" if of == "unless" else "inside"


def _words(criterion: Criterion | None) -> Iterator[Criterion]:
    """Yield the criteria that are no figures."""
    match criterion:
        case FormIs() | Described() | NotTranscribed():
            yield criterion
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _words(part)


if __name__ == "__main__":
    FILE.write_text(page(load_law().law), encoding="utf-8")
