"""`make golden` writes a table of Chinese acts into docs/history.md: the day of each, its subject, and its effect on others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from exportctl.api import load_law
from exportctl.law.citations import act_citation, citation
from exportctl.law.model import Act
from exportctl.law.register import Register

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "history.md"
BEGIN, END = "<!-- acts: make golden -->\n", "<!-- end of acts -->\n"


def table(law: Register) -> str:
    """Return the table, a row for each act of the home jurisdiction, the newest first."""
    acts = sorted(
        (act for act in law.acts.values() if act.jurisdiction == law.home.id),
        key=lambda act: (act.published, act.id),
        reverse=True,
    )
    return "\n".join(
        ["| day | act | subject | effect on other acts |", "|---|---|---|---|", *(_row(law, act) for act in acts), ""]
    )


def page(text: str, law: Register) -> str:
    """Return the page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{table(law)}\n{END}{behind}"


def _row(law: Register, act: Act) -> str:
    day = f"by {act.published}" if "published" in act.unknown else str(act.published)
    name, title = str(act_citation(law, act.id)), act.title.en
    return f"| {day} | {name if name != title else f'`{act.id}`'} | {title} | {'; '.join(_effects(law, act))} |"


def _effects(law: Register, act: Act) -> Iterator[str]:
    """Yield the effects of an act on others, each effect once for all provisions that share its days."""
    effects: dict[str, list[str]] = {}
    for suspension in act.suspends:
        effects.setdefault(f"suspends {{}} {_days(suspension.from_, suspension.through)}", []).append(
            suspension.provision
        )
    for extension in act.extends:
        effects.setdefault(f"extends the suspension of {{}} through {extension.through}", []).append(
            extension.provision
        )
    for verb, ends in (("ends", act.ends), ("replaces", act.replaces)):
        for end in ends:
            effects.setdefault(f"{verb} {{}} from {end.from_}", []).append(end.provision)
    yield from (words.format(_names(law, provisions)) for words, provisions in effects.items())


def _days(first: date, last: date | None) -> str:
    return f"from {first} through {last}" if last else f"from {first}"


def _names(law: Register, provisions: Iterable[str]) -> str:
    """Return the suspended or ended provisions: a whole act by its number, or a provision."""
    names = dict.fromkeys(str(act_citation(law, id_) if "/" not in id_ else citation(law, id_)) for id_ in provisions)
    return ", ".join(names)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), load_law(ROOT / "data").law), encoding="utf-8")
