"""A control code finds its entry, and a customs code finds the entries that it is printed for."""

from __future__ import annotations

from datetime import date

import pytest

from exportctl import Transaction, check
from exportctl.law.logic import YES
from exportctl.store.compiled import Store

pytestmark = pytest.mark.no_cover
DAY = date(2026, 10, 10)


def entries_of(store: Store, item: str) -> dict[str, tuple[bool, str]]:
    """Return the lines that goods match: whether surely, and how each was found."""
    verdict = check(Transaction(item=item, to="DE", on=DAY), store)
    assert verdict.classification.recognised
    return {match.entry: (match.truth is YES, match.basis) for match in verdict.classification.matches}


def test_every_line_is_found_by_its_code(store: Store) -> None:
    """An entry matches its own code surely, whatever its criteria are."""
    assert len(store.law.entries) > 726  # the codes that the catalogue of 2026 has
    for code in store.law.entries:
        assert entries_of(store, code)[code] == (True, "code")


def test_every_five_characters_are_found(store: Store) -> None:
    """A code above entries is known, and requires a licence like its entries, unless the listing has ended."""
    for code in store.law.families:
        assert entries_of(store, code), code


@pytest.mark.parametrize("length", [6, 8, 10])
def test_every_customs_code_is_possible_and_no_more(store: Store, length: int) -> None:
    """A printed code, or its first digits, may mean the entries that it is printed for; the list decides, not the code."""
    printed = [line for line in store.law.customs.lines if line.entry and len(line.code) >= length]
    assert printed
    for line in printed:
        lines = entries_of(store, line.code[:length])
        assert line.entry in lines or any(
            item.entry == line.entry
            for item in check(Transaction(line.code[:length], DAY), store).classification.excluded
        )
        assert {sure for sure, _ in lines.values()} <= {False}
