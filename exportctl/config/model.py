"""The contents of a configuration file; a key that the file lacks is None or empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exportctl.facts.not_the_same import NotTheSame
    from exportctl.law.scale import Effect, Undecided
    from exportctl.permits.permits import Licence, Waiver


class Config(NamedTuple):
    """A configuration file: its name, its values by key, the line of each key (`columns.item`), and its path, as in ConfigFile."""

    name: str
    lines: Mapping[str, int]
    path: Path
    gate: Effect | None = None
    undecided: Undecided | None = None
    max_age: int | None = None
    trust_descriptions: bool | None = None
    lang: str | None = None
    columns: Mapping[str, str] = {}
    items: str | None = None
    not_the_same: tuple[NotTheSame, ...] = ()
    licences: tuple[Licence, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether it has items, licences, waivers or names of other parties."""
        return bool(self.licences or self.waivers or self.not_the_same or self.items)

    @property
    def items_file(self) -> Path | None:
        """The file of items, in the same folder, if the configuration names one."""
        return self.path.parent / self.items if self.items else None

    @property
    def items_name(self) -> str:
        """The name of the file of items in messages."""
        return str(Path(self.name).parent / (self.items or ""))

    def columns_but(self, otherwise: Mapping[str, str]) -> dict[str, str]:
        """Return the columns of facts, without those of facts that are stated for all rows (`otherwise`)."""
        return {fact: column for fact, column in self.columns.items() if fact not in otherwise}

    def where_columns(self, facts: Iterable[str]) -> str:
        """Return the place of the columns of facts: file and line, or the first and the last line."""
        lines = [self.lines[f"columns.{fact}"] for fact in facts]
        first, last = min(lines), max(lines)
        return f"{self.name}:{first}" if first == last else f"{self.name}:{first}-{last}"

    def where(self, key: str) -> str:
        """Return the place of a key: file and line."""
        return f"{self.name}:{self.lines[key]}"


KEYS: Final = tuple(field for field in Config._fields if field not in ("name", "lines", "path"))
"""The keys of a file."""
