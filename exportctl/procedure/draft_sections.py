"""The sections that several papers share, and the entries and requirements of the papers of a licence application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exportctl.chinese import word
from exportctl.effects import APPEARANCES
from exportctl.facts.transaction import END_USER
from exportctl.goods.quantities import Quantity, format_number, format_value
from exportctl.inquiry.figures import with_unit
from exportctl.inquiry.phrases import (
    ASSUMED_EXTENSION,
    RUNNING_SUSPENSION,
    UNCONFIRMED_SUSPENSION,
    extension_doubt,
    suspensions_in_words,
)
from exportctl.law.citations import in_full
from exportctl.law.grouping import by_key, unique
from exportctl.law.model import Form
from exportctl.law.status import DAY
from exportctl.law.words import covers
from exportctl.procedure.draft import Gap, Row, Section, requirements, section_on
from exportctl.sentences import BilingualName, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.engine.assessment import Assessment
    from exportctl.law.procedure import Requirement
    from exportctl.procedure.steps import Step

_UNPRESCRIBED: Final = Sentence(
    "No article that prescribes these particulars was seen. They identify the goods and the parties."
)
_VERIFICATION: Final = Sentence(
    "exportctl verify FILE repeats the question of a draft in a file (-o) and reports what has changed"
)
EXPORTER: Final = Row(Sentence("Exporter"), (Gap(Sentence("name, address and code of the exporter")),))
_ADDRESSES: Final[Mapping[str, tuple[str, str]]] = {
    "importer": (Sentence("Importer"), Sentence("name and address of the importer")),
    "consignee": (Sentence("Consignee"), Sentence("name and address of the consignee")),
    END_USER: (Sentence("End user"), Sentence("name and address of the end user")),
}
"""The parties in papers, by their roles, and the details that a person must add."""


def goods_section(answer: Assessment, codes: Sequence[str] = ()) -> Section:
    """Return the stated facts of the goods, with the control codes in the paper."""
    facts, goods, law = answer.facts, answer.facts.goods, answer.law
    rows: list[Row] = [
        Row(Sentence("Goods as described"), (goods.item,)),
        Row(Sentence("Name"), (Gap(Sentence("name of the goods as in the contract, in Chinese and English")),)),
        Row(Sentence("Model"), (Gap(Sentence("model, specification and brand")),)),
        Row(Sentence("Customs code"), (goods.hs_code or Gap(Sentence("customs code of the declaration, 10 digits")),)),
    ]
    if codes:
        names = (Sentence("{code} {name}", code=code, name=BilingualName(*law.code_name(code))) for code in codes)
        rows.append(Row(Sentence("Control code"), tuple(names)))
    if forms := sorted(goods.forms & frozenset(get_args(Form))):  # `bulk` is no word of exporters
        rows.append(Row(Sentence("Form"), (join(map(word, forms)),)))
    if stated := goods.composition.stated:
        shares = join(f"{name}: {format_number(share)} %" for name, share in stated)
        rows.append(Row(Sentence("Content by weight"), (shares,)))
    amount = _amount(facts.quantity) if facts.quantity else Gap(Sentence("quantity and unit as in the contract"))
    place = BilingualName(*law.places.names[facts.to]) if facts.to else Gap(Sentence("destination"))
    rows += [Row(Sentence("Quantity"), (amount,)), Row(Sentence("Destination"), (place,))]
    return Section(Sentence("Goods"), tuple(rows), note=_UNPRESCRIBED)


def figures_section(answer: Assessment, *ids: str) -> Section:
    """Return the stated performance figures and the main uses, with the requirements behind them."""
    law, use = answer.law, answer.facts.end_use
    params = answer.facts.goods.params
    values = by_key(((name, with_unit(format_value(value), law.parameters[name].unit)) for name, value in params), join)
    rows = [Row(BilingualName(*law.parameters[name].name), (stated,)) for name, stated in values.items()]
    rows.append(Row(Sentence("Further figures"), (Gap(Sentence("each performance figure with its unit")),)))
    category = (Sentence("stated category: {use}", use=word(use)),) if use else ()
    rows.append(Row(Sentence("Main uses"), (*category, Gap(Sentence("what the goods are used for")))))
    return Section(Sentence("Performance figures and main uses"), tuple(rows), requirements(answer, *ids))


def parties_section(answer: Assessment) -> Section:
    """Return the exporter and the stated parties, by their roles."""
    parties = answer.facts.parties
    rows = [EXPORTER]
    for role, (label, gap) in _ADDRESSES.items():
        in_role = [item for item in parties if item.role == role]
        rows.append(Row(label, (*(item.name for item in in_role), Gap(Sentence("address") if in_role else gap))))
    others = [item for item in parties if item.role not in _ADDRESSES]
    rows += [
        Row(Sentence("Other party"), (f"{item.role}: {item.name}" if item.role else item.name,)) for item in others
    ]
    return Section(Sentence("Parties"), tuple(rows), note=_UNPRESCRIBED)


def end_use_section(answer: Assessment, basis: tuple[Requirement, ...]) -> Section:
    """Return the place for the end use, which must be concrete and the same in all papers."""
    use = answer.facts.end_use
    rows = [Row(Sentence("End use"), (Gap(Sentence("what is made with the goods, in concrete words")),))]
    if use:
        category = Sentence(
            "{use} (as stated for this check; a category is no description of an end use)", use=word(use)
        )
        rows.append(Row(Sentence("Category"), (category,)))
    return section_on(Sentence("End use, word for word the same in all papers"), rows, basis)


def exporter_signature(basis: tuple[Requirement, ...] = ()) -> Section:
    """Return the places for signature, stamp and date of the exporter, with the requirements that ask for them."""
    return signature_section([Row(Sentence("Exporter"), (Gap(Sentence("signature and stamp")),))], basis)


def signature_section(rows: Sequence[Row], basis: tuple[Requirement, ...]) -> Section:
    """Return places for signatures and stamps, and that for the date, with the requirements that ask for them."""
    date = Row(Sentence("Date"), (Gap(Sentence("date of signature")),))
    return section_on(Sentence("Signature"), (*rows, date), basis)


def record_section(answer: Assessment, reviewed_by: str | None) -> Section:
    """Return the day, the decision and the law data of the draft, the missing checks, and the reviewer."""
    law = answer.law
    unchecked = [] if answer.facts.parties else [Sentence("parties to the transaction")]
    unchecked += [Sentence("risks that only the exporter knows"), Sentence("law outside the data")]
    rows = (
        Row(Sentence("Day checked"), (answer.on.isoformat(),)),
        *decision_rows(answer),
        Row(Sentence("Law data version"), (Sentence("{version}, as of {day}", version=law.version, day=law.horizon),)),
        Row(Sentence("Digest of the law data"), (law.digest,)),
        Row(Sentence("Not checked"), (join(unchecked),)),
        Row(Sentence("Reviewed by"), (reviewed_by or Gap(Sentence("name of the reviewer")),)),
        Row(Sentence("Verification"), (_VERIFICATION,)),
    )
    return Section(
        Sentence("Record of the draft"), rows, note=Sentence("Remove this part before you hand in the paper.")
    )


def decision_rows(answer: Assessment) -> Iterator[Row]:
    """Yield the decision on which a paper rests, and the assumption on which the decision rests."""
    yield Row(Sentence("Decision"), tuple(_decisions(answer)))
    if answer.assume == "extended":
        yield Row(Sentence("Assumed"), (ASSUMED_EXTENSION,))


def _decisions(answer: Assessment) -> Iterator[str]:
    """Yield the decision, the suspensions on which it rests, and the decision after their last day or under the other reading."""
    face, other = answer.result.on_face, answer.result.extended
    yield APPEARANCES[answer.decision].label
    yield from _later_decisions(answer)
    if other and other.decision != face.decision:
        ended = [(name, pause.by, str(pause.through)) for name, pause in answer.unconfirmed_suspensions]
        yield from suspensions_in_words(in_full(answer.law), UNCONFIRMED_SUSPENSION, ended)
        yield Sentence("If the suspension ended as published: {effect}.", effect=APPEARANCES[face.decision].label)
        yield Sentence("If the suspension was extended: {effect}.", effect=APPEARANCES[other.decision].label)


def _later_decisions(answer: Assessment) -> Iterator[str]:
    """Yield the suspensions after whose last day the decision is another one, with that decision."""
    running = [
        (item.suspension.through, item.provision, item.suspension.by)
        for item in answer.findings
        if item.status == "suspended" and item.suspension
    ]
    decision = answer.decision
    for through, suspended in by_key(((item[0], item) for item in sorted(running)), unique).items():
        later = answer.on_day(through + DAY)
        if later.decision != decision:
            decision = later.decision
            ending = ((provision, by, str(through)) for _, provision, by in suspended)
            yield from suspensions_in_words(in_full(answer.law), RUNNING_SUSPENSION, ending)
            yield Sentence(
                "From {day}: {effect}{doubt}.",
                day=later.on,
                effect=APPEARANCES[decision].label,
                doubt="" if later.settled else extension_doubt(answer.assume),
            )


def _amount(quantity: Quantity) -> str:
    number = format_number(quantity.value)
    return Sentence("{number} pieces", number=number) if quantity.unit == "pieces" else f"{number} {quantity.unit}"


def sure_entries(answer: Assessment) -> tuple[str, ...]:
    """Return the entries of the home list that the goods surely are, each without those above it."""
    codes = [item.entry for item in answer.classification.matches if item.truth.value]
    home = [code for code in codes if answer.law.list_of(code) == answer.law.home.id]
    return tuple(code for code in home if not any(code != other and covers(code, other) for other in home))


def document_steps(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that prepare documents."""
    return [step for step in steps if step.requirement.stage == "documents"]


def document_basis(answer: Assessment, steps: Iterable[Step], *ids: str) -> tuple[Requirement, ...]:
    """Return those of the requirements for documents that hold for the export.

    Precursors and nuclear goods need other documents than dual-use items. Where nothing needs a licence so far, the requirements for
    dual-use items are the ones to expect.
    """
    needed = {step.requirement.id for step in document_steps(steps)}
    return tuple(item for item in requirements(answer, *ids) if not needed or item.id in needed)
