"""The rules of other regimes on goods, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.citations import citation
from exportctl.sentences import Called, Sentence, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.register import Register


def rules_on_goods_in_words(law: Register, provisions: Iterable[str]) -> str:
    """Return the provisions of other regimes that name goods, each with its title."""
    rules = (_with_title(law, name) for name in provisions)
    return Sentence("Other rules name these goods: {rules}.", rules=both(rules))


def _with_title(law: Register, provision: str) -> str:
    title = law.provisions[provision].title
    called = Called(title.en or title.zh or "", title.zh)
    return Sentence("{rule} ({title})", rule=citation(law, provision), title=called)
