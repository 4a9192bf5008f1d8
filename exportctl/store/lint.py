"""Lists the coded checks of lint; each reads a draft and yields problems, so that one run reports all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.store.checks import acts, goods, names, parties, texts, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.errors import Problem
    from exportctl.store.draft import Draft


class Check(NamedTuple):
    """A check: a code that never changes, one line on what it refuses, and the function."""

    code: str
    refuses: str
    run: Callable[[Draft, str], Iterator[Problem]]


READING: Final = (
    ("R001", "a file that is not strict YAML: a link, not UTF-8, a key twice, an anchor"),
    ("R002", "a record of another shape: a key missing or not known, a criterion without its unit"),
    ("R003", "a date that is not written YYYY-MM-DD"),
    ("R004", "a file nothing reads, or no release.yaml"),
    ("R005", "an address that a folder writes out twice"),
    ("R006", "a source that nothing cites"),
)
"""The problems that reading a file finds, before any check runs."""

CHECKS: Final = (
    Check("R010", "an id or a code that stands twice", names.unique_ids),
    Check("R011", "a file whose name or folder is not its id", names.file_names),
    Check("R012", "a fact without a source", names.sources),
    Check("R013", "a reference to something that does not exist", names.references),
    Check("R014", "a place that is no ISO code", names.places),
    Check("R015", "a text that is blank", texts.blank_texts),
    Check("R020", "a provision that is not one of: lists, rules, not_evaluated, no_condition, notice", acts.one_kind),
    Check("R021", "dates in an impossible order", acts.date_order),
    Check("R022", "an act that acts on a provision published later", acts.later_provisions),
    Check("R023", "overlapping windows of one suspension", acts.overlapping_windows),
    Check(
        "R024",
        "an extension of a suspension that does not exist, or that does not make it longer",
        acts.extensions,
    ),
    Check("R025", "an entry that no act lists", acts.unlisted_entries),
    Check("R026", "a condition that asks nothing, or a list of nothing", acts.empty_conditions),
    Check("R027", "an act or a list of a jurisdiction that no release names", acts.jurisdictions),
    Check("R028", "a paragraph that is no number, limb or word", texts.paragraphs),
    Check("R029", "a line of tangible goods without a customs code", goods.headings),
    Check("R030", "a criterion in another unit than its parameter", goods.units),
    Check("R031", "a symbol that is no element", goods.elements),
    Check(
        "R032",
        "a code that is not below its family, or a customs code without 6, 8 or 10 digits (4 too, if inferred)",
        goods.codes,
    ),
    Check("R033", "a name, formula or CAS number of two materials", goods.unique_words),
    Check("R034", "a CAS number whose check digit fails", goods.cas_numbers),
    Check("R040", "parties in the wrong file, or listed by no provision", parties.designations),
    Check("R041", "another number of parties than the act states", parties.stated_counts),
    Check("R042", "guidance on an entry or a material that does not exist", parties.rulings),
    Check("R043", "another number of goods than the act states", parties.stated_items),
    Check("R044", "other names of nobody, or one that stands twice", parties.other_names),
    Check("R045", "a parallel of a line that does not exist, or twice of one line", goods.parallels),
    Check(
        "R046", "a rule under some of the provisions that put parties on a list, and not all", parties.incomplete_lists
    ),
    Check("R047", "a figure without sources of its own that no official text covers", goods.unsourced_figures),
    Check(
        "R048",
        "a name that is another name of its material in the plural or in another spelling",
        vocabulary.redundant_names,
    ),
)


def lint(draft: Draft) -> list[Problem]:
    """Return the problems that all checks find, in the order of files and lines."""
    return sorted(problem for check in CHECKS for problem in check.run(draft, check.code))
