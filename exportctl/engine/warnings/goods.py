"""Warnings about goods: what they are not known to be, and what contradicts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.warnings.warning import CODE_ALONE, CODE_CONFLICT, ITEM_LAPSED, NO_HEADING, VerdictWarning
from exportctl.facts.wording import annotations_as_written, goods_in_list, unread_words
from exportctl.goods.annotation import NAMES
from exportctl.goods.customs import customs_digits, is_medium, printed_beside
from exportctl.law.citations import guidance_citation
from exportctl.law.customs_codes import HEADING, SUBHEADING, heading_of
from exportctl.law.spelling import as_question, is_code, similar_codes, similar_goods
from exportctl.sentences import Sentence, both, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods


def code_conflict(goods: Goods, classification: Classification) -> Iterator[VerdictWarning]:
    """Yield a warning if the description of goods does not fit their customs code, with the goods that it describes."""
    conflict = goods.conflict
    if conflict is None or not classification.contradicted:
        return
    says = Sentence("they resemble entries of the control list")
    if conflict.symbols:
        says = Sentence("they contain symbols of listed elements ({symbols})", symbols=join(conflict.symbols))
    elif conflict.names:
        says = Sentence("they name listed substances in another language ({names})", names=join(conflict.names))
    elif conflict.apart:
        says = Sentence(
            "they state the code of other goods, a chemical, software or technology ({words})",
            words=join(conflict.apart),
        )
    elif conflict.heading and not _names_goods(goods):
        heading = heading_of(conflict.heading)
        says = Sentence(
            "they describe goods of heading {heading} ({chapter})", heading=heading, chapter=conflict.chapter
        )
    yield VerdictWarning(
        CODE_CONFLICT,
        Sentence(
            "the words do not fit customs code {code} ({chapter}): {says}; correct --hs-code, or state your "
            "own classification with --entry (a control code, or none)",
            code=format_code(goods.hs_code or ""),
            chapter=goods.chapter,
            says=says,
        ),
    )


def _names_goods(goods: Goods) -> bool:
    """Return whether a description has a name of the vocabulary: words beside it show little of the heading."""
    return any(note.label in NAMES for note in goods.interpreted.annotations)


def format_code(code: str) -> str:
    """Return the six digits of a customs code that all countries share, in customs format: 6403.99."""
    return f"{heading_of(code)}.{code[HEADING:SUBHEADING]}"


def missing_heading(goods: Goods) -> str:
    """Return the customs code of goods in customs format if it is no heading of the Harmonized System; empty otherwise."""
    code = goods.hs_code or (customs_digits(goods.item) if goods.interpreted.basis == "customs_code" else None)
    # The heading of a medium is left out, because its content is classified.
    return format_code(code) if code and goods.heading is None and not is_medium([code]) else ""


def code_warnings(goods: Goods, classification: Classification, *, recognised: bool) -> Iterator[VerdictWarning]:
    """Yield the warnings about the customs code of recognised goods: no heading has it, or the answer rests on it alone."""
    if not recognised:
        return
    if code := missing_heading(goods):
        text = Sentence(
            "the Harmonized System (2022) has no heading {code}, so this answer does not use it; correct --hs-code",
            code=code,
        )
        yield VerdictWarning(NO_HEADING, text)
        return
    sure = any(match.truth.value for match in classification.matches)
    if goods.hs_code and goods.interpreted.unread and not sure and goods.entries is None:
        text = Sentence(
            "words that were not understood: {left}; this answer rests on customs code {hs_code} alone, which is for "
            "reference only; reword the description, or state --entry",
            left=join(Sentence("'{word}'", word=word) for word in unread_words(goods)),
            hs_code=format_code(goods.hs_code),
        )
        yield VerdictWarning(CODE_ALONE, text)


def identity_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about goods that are not identified: a lapsed decision, words against the code, unknown words."""
    goods = assessment.facts.goods
    if goods.lapsed:
        yield VerdictWarning(ITEM_LAPSED, goods.lapsed)
        return
    yield from code_conflict(goods, assessment.classification)
    yield from code_warnings(goods, assessment.classification, recognised=assessment.recognised)
    if not assessment.recognised:
        yield VerdictWarning("unrecognised_item", _unknown_goods(assessment))


def _unknown_goods(assessment: Assessment) -> str:
    """Return a sentence with the words of the goods that were not understood, and the names that may be intended."""
    law, goods = assessment.law, assessment.facts.goods
    wording, item = goods.interpreted, goods.item
    if goods_in_list(goods):
        text = Sentence(
            "'{item}' lists several goods, which one answer cannot cover; ask about each in a question or row of its own",
            item=item,
        )
    elif wording.annotations and wording.unread:
        read, left = (
            join(Sentence("'{word}'", word=word) for word in words)
            for words in ([annotation.words for annotation in annotations_as_written(goods)], unread_words(goods))
        )
        text = Sentence(
            "in '{item}', {read} was understood and {left} was not, so the goods are not identified; reword "
            "them, or state --hs-code or --entry",
            item=item,
            read=read,
            left=left,
        )
    else:
        text = Sentence(
            "'{item}' is not recognised, so these goods may be controlled; name the substance or the product, or "
            "state --hs-code or --entry",
            item=item,
        )
    if code := missing_heading(goods):
        text = Sentence(
            "{text}; the Harmonized System (2022) has no heading {code}, so correct the customs code",
            text=text,
            code=code,
        )
    similar = similar_codes(item, law.entries) if is_code(item) else similar_goods(law, item, wording.trade.common)
    codes = ", ".join(dict.fromkeys(code[:4] for code in wording.trade.guess))
    looks = (
        Sentence("; the words resemble goods of heading {codes}, which no list entry covers", codes=codes)
        if wording.trade.ordinary
        else ""
    )
    return Sentence("{text}{looks}{hint}", text=text, looks=looks, hint=as_question(similar))


def classification_warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield the warnings about the classification of the goods."""
    goods, classification = assessment.facts.goods, assessment.classification
    by_code = goods.interpreted.basis == "customs_code" or goods.hs_code is not None
    if (
        assessment.recognised
        and not by_code
        and goods.interpreted.trade.headings
        and not (classification.named or classification.may_be)
    ):
        headings = ", ".join(map(format_code, goods.interpreted.trade.headings))
        yield VerdictWarning(
            "description_only",
            Sentence(
                "recognised from the trade description alone, as goods of heading {headings}, and no list entry "
                "matches; confirm the description",
                headings=headings,
            ),
        )
    yield from _contradictions(assessment)
    for item in classification.excluded:
        yield VerdictWarning(
            "excluded",
            Sentence(
                "{guidance} excludes {entry}: {says}",
                entry=item.entry,
                guidance=guidance_citation(assessment.law, item.guidance),
                says=Sentence.of(item.ruling.says),
            ),
        )
    if by_code and assessment.recognised:
        text = Sentence(
            "a customs code is for reference only: control depends on the goods themselves; compare them with the list "
            "entry"
        )
        yield VerdictWarning("customs_code_only", text)


def _contradictions(assessment: Assessment) -> Iterator[VerdictWarning]:
    """Yield a warning for each entry that the stated facts make the goods against --entry, and for a code of other entries."""
    goods, classification = assessment.facts.goods, assessment.classification
    sure = [match.entry for match in classification.matches if match.truth.value and match.basis != "entry"]
    for entry in sorted(set(classification.conflicts).intersection(sure)):
        text = Sentence(
            "the stated facts make the goods {entry}, which contradicts --entry; the stricter result "
            "counts; correct the facts or --entry",
            entry=entry,
        )
        yield VerdictWarning("entry_contradicted", text)
    if classification.contradicted_by_form:
        text = Sentence(
            "the description names listed goods, which --form and --entry contradict; the goods stay undecided; correct the "
            "description, --form or --entry"
        )
        yield VerdictWarning("entry_contradicted", text)
    # An act prints the code for these entries, or their goods may travel under it.
    fitting = printed_beside(assessment.law, goods.hs_code)[0] if goods.hs_code else frozenset()
    if goods.hs_code and sure and fitting.isdisjoint(sure) and not missing_heading(goods):
        yield VerdictWarning(
            CODE_CONFLICT,
            Sentence(
                "customs code {hs_code} is not assigned to {lines}, which the goods match; the stricter result "
                "counts; check the code",
                hs_code=goods.hs_code,
                lines=both(sorted(set(sure))),
            ),
        )
