"""List the checks of lint by their codes; each reads a draft and yields problems, so that one run reports all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.store.checks import acts, announcements, goods, names, parties, procedure, texts, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft

CHECKS: Final[Mapping[str, Callable[[Draft], Iterator[Problem]]]] = {
    "R010": names.unique_ids,
    "R011": names.file_names,
    "R012": names.sources,
    "R013": names.references,
    "R014": names.places,
    "R015": texts.blank_texts,
    "R020": acts.one_kind,
    "R021": acts.date_order,
    "R022": acts.later_provisions,
    "R023": acts.overlapping_windows,
    "R024": acts.extensions,
    "R025": acts.unlisted_entries,
    "R026": acts.empty_conditions,
    "R027": acts.jurisdictions,
    "R028": texts.paragraphs,
    "R029": goods.headings,
    "R030": goods.units,
    "R031": goods.elements,
    "R032": goods.codes,
    "R033": goods.unique_words,
    "R034": goods.cas_numbers,
    "R040": parties.designations,
    "R041": parties.stated_counts,
    "R042": parties.rulings,
    "R043": parties.stated_items,
    "R044": parties.other_names,
    "R045": goods.parallels,
    "R046": parties.incomplete_lists,
    "R047": goods.unsourced_figures,
    "R048": vocabulary.redundant_names,
    "R049": vocabulary.malformed_rules,
    "R050": vocabulary.conflicting_rules,
    "R051": procedure.articles,
    "R052": procedure.requirements,
    "R053": announcements.reviews,
    "R054": announcements.addresses,
    "R055": announcements.series,
    "R056": vocabulary.form_rules,
    "R057": texts.citation_forms,
    "R058": texts.cited_parts,
}
"""The codes never change. R001 to R009 belong to the reader, which finds invalid files, records and dates before any check runs."""


def lint(draft: Draft) -> list[Problem]:
    """Return the problems that all checks find, in the order of files and lines."""
    return sorted(problem for code in CHECKS for problem in problems_of(code, draft))


def problems_of(code: str, draft: Draft) -> Iterator[Problem]:
    """Yield the problems that the check with a code finds."""
    return (problem._replace(code=code) for problem in CHECKS[code](draft))
