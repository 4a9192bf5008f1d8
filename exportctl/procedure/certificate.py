"""The end-user and end-use certificate: parties, contract, goods, a concrete end use, the promises and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.words import covers
from exportctl.procedure.draft import Gap, Row, Section, requirements, text_of
from exportctl.procedure.draft_sections import end_use_section, goods_section, parties_section, signature_section
from exportctl.procedure.steps import steps_of
from exportctl.sentences import Called, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment

_CERTIFICATE = "doc-end-user"


def certificate_sections(answer: Assessment) -> Iterator[Section]:
    """Yield the address, parties, contract, goods, end use, promises, signature and formalities."""
    yield Section(
        Sentence("Reference"),
        (
            Row(
                Sentence("To"),
                (Called("Ministry of Commerce of the People's Republic of China", "中华人民共和国商务部"),),
            ),
            Row(
                Sentence("Contract"),
                (Gap(Sentence("number and date of the contract, as in the application")),),
                requirements(answer, "doc-contract"),
            ),
        ),
        requirements(answer, _CERTIFICATE),
    )
    yield parties_section(answer)
    yield goods_section(answer, sure_entries(answer))
    yield end_use_section(answer)
    yield _promises(answer)
    yield _signature(answer)
    yield _formalities(answer)


def sure_entries(answer: Assessment) -> tuple[str, ...]:
    """Return the entries of the home list that the goods surely are, each without those above it."""
    codes = [item.entry for item in answer.classification.matches if item.truth.value]
    home = [code for code in codes if answer.law.list_of(code) == answer.law.home.id]
    return tuple(code for code in home if not any(code != other and covers(code, other) for other in home))


def _promises(answer: Assessment) -> Section:
    rows = (
        Row(
            Sentence("Promise 1"),
            (Sentence("The end user does not change the end use of the goods without the permission of MOFCOM."),),
        ),
        Row(
            Sentence("Promise 2"),
            (
                Sentence(
                    "The end user does not transfer the goods to any third party without the permission of MOFCOM."
                ),
            ),
        ),
        Row(Sentence("Further promises"), (Gap(Sentence("promises that MOFCOM's own form contains")),)),
    )
    return Section(Sentence("Promises of the end user"), rows, requirements(answer, _CERTIFICATE))


def _signature(answer: Assessment) -> Section:
    rows = [
        Row(Sentence("Responsible person of the end user"), (Gap(Sentence("name and position")),)),
        Row(Sentence("Handwritten signature"), (Gap(Sentence("signature by hand, no stamp in its place")),)),
        Row(Sentence("Stamp of the end user"), (Gap(Sentence("stamp")),)),
    ]
    return signature_section(answer, rows, _CERTIFICATE)


def _formalities(answer: Assessment) -> Section:
    """Return what makes the certificate good: the original, the translation, and authentications that steps of this export name."""
    rows = [
        Row(
            Sentence("Original"),
            (Sentence("Hand in the original with a Chinese translation that the exporter confirms."),),
        ),
    ]
    for step in steps_of(answer):
        item = step.requirement
        if item.id.startswith(f"{_CERTIFICATE}-"):
            rows.append(Row(Sentence("Authentication"), (text_of(item),), (item,)))
    return Section(Sentence("Formalities"), tuple(rows), requirements(answer, _CERTIFICATE))
