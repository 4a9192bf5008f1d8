"""Judge the segments after the one that names listed goods: each only describes these goods, or it may name others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.accompaniments import ends_with_component, is_for_machine
from exportctl.goods.annotation import ANALYSIS
from exportctl.goods.changed_goods import (
    continues_with_finish,
    is_noun_alone,
    makes_others,
    names_equipment,
    names_thing,
)
from exportctl.goods.machine_features import parts_of_machines
from exportctl.goods.packing import ends_with_packing, is_packing
from exportctl.goods.patterns import mark
from exportctl.goods.remarks import (
    is_abbreviation,
    is_alias,
    is_analysis,
    is_explanation,
    is_ingredient,
    is_melted,
    is_remark,
    is_technology,
)
from exportctl.goods.repeated_names import is_repetition
from exportctl.goods.segment_reading import SegmentReading, read_segments, with_followed
from exportctl.goods.text import begins_within, is_within, overlap
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.described_goods import NamedGoods
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_STATED: Final = "stated"
"""The rule of an annotation of a segment that only states a criterion."""
_CLOSING: Final[tuple[PhraseLabel, ...]] = ("packed", "quantity")
"""The labels of words that determine the kind of a whole segment."""


def descriptions_of(
    law: Register, lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], goods: NamedGoods
) -> list[Annotation] | None:
    """Return the annotations of the segments after the one that names goods; None if one of them may name other goods."""
    notes = []
    for contents in with_followed(lexicon, text, [*read_segments(lexicon, text, segments, goods)]):
        if contents.is_read and not contents.is_delivery:
            if text.has(contents.segment.tokens[0].start, contents.segment.tokens[-1].end):
                stated = whole_segment(text, contents.segment)._replace(rule=_STATED)
                notes.append(mark(text, contents.rule, "") if contents.rule else stated)
            continue
        if _is_purpose(text, contents.segment) and not contents.is_delivery:
            continue
        note = _description(law, lexicon, text, contents, goods)
        if note is None:
            return None
        notes.append(note)
    return notes


def whole_segment(text: AnnotatedText, segment: Segment) -> Annotation:
    """Return the annotation of all words of a segment."""
    return text.annotation((segment.tokens[0].start, segment.tokens[-1].end), "aside")


def _description(
    law: Register, lexicon: Lexicon, text: AnnotatedText, contents: SegmentReading, goods: NamedGoods
) -> Annotation | None:
    """Return the annotation of a segment that only describes the goods; None if it may name others."""
    segment, rule = contents.segment, contents.rule
    if rule and contents.is_delivery:
        return mark(text, rule, "")
    if is_analysis(lexicon, text, segment):
        return whole_segment(text, segment)._replace(value=ANALYSIS)
    if (
        is_ingredient(text, contents, goods)
        or is_alias(text, contents)
        or is_explanation(law, text, contents, goods)
        or is_remark(text, contents, goods)
        or is_abbreviation(text, segment, goods)
    ):
        return whole_segment(text, segment)
    if (goods.technology and is_technology(text, contents)) or (goods.measured and is_melted(text, contents, goods)):
        return whole_segment(text, segment)
    description = mark(text, rule, "") if rule else whole_segment(text, segment)
    if contents.accompanies and not (contents.names or contents.has_technology):
        return description  # with a 15 kW motor: the figure divides it
    if goods.machine and is_for_machine(text, segment):
        return None
    is_packed = bool(rule) or (contents.amount and not contents.names and is_packing(text, segment))
    if not is_packed and _may_name_others(law, lexicon, text, contents, goods):
        return None
    return description


def _may_name_others(
    law: Register, lexicon: Lexicon, text: AnnotatedText, contents: SegmentReading, goods: NamedGoods
) -> bool:
    """Return whether words of a segment may name other goods than those named before, or change these.

    Words behind a lot of a material, or behind a machine with its figures, may describe it: hydrazine 98.5%, satellite thruster fill.
    """
    segment, names = contents.segment, contents.names
    plain = _plain_words(text, contents, goods)
    others = [note for note in names if note not in goods.carriers]
    rest = segment._replace(tokens=tuple([token for token in segment.tokens if not is_within(token, goods.stated)]))
    if (
        contents.has_technology
        or (not goods.finished and continues_with_finish(text, segment))
        or makes_others(text, rest)
        or (bool(plain) and len(others) < len(names))
        or not all(is_repetition(law, text, note, goods.names) for note in others)
    ):
        return True
    component = goods.machine and bool(rest.tokens) and ends_with_component(text, rest)
    if (goods.lot or goods.measured) and _describes(lexicon, text, contents, goods, component=component):
        return False
    if contents.terms and not ends_with_packing(lexicon, text, segment, contents.terms):
        return True
    if goods.machine:
        return component or names_equipment(lexicon, text, rest, plain)
    return names_thing(lexicon, text, rest, plain, amount=contents.amount)


def _describes(
    lexicon: Lexicon, text: AnnotatedText, contents: SegmentReading, goods: NamedGoods, *, component: bool
) -> bool:
    """Return whether a segment describes goods that figures are about, because further words follow: 3000 L, anchor stirrer, jacketed.

    At the end of a text, several words behind a mark describe a lot. One noun alone, or a `component` of a machine, may be goods
    there, and directly behind the name: gallium 5N, thermometer; 无人机 桨叶.
    """
    alone = component or is_noun_alone(lexicon, text, contents.segment)
    first = contents.segment.tokens[0].start
    apart = not any(adjacent(text.text, name.end, first) for name in goods.names)
    described = contents.is_followed and (apart or not alone)
    return described or (goods.lot and not (alone or contents.segment.may_continue))


def _plain_words(text: AnnotatedText, contents: SegmentReading, goods: NamedGoods) -> list[Token]:
    """Return the words of a segment that do not describe the goods.

    There are none if the segment ends with a description or the name of a property: both sides lapped, foam packed, tap density 1.0.
    A part whose size is a property of machines describes no material: chuck.
    """
    segment = contents.segment
    described = [note for note in text.annotations_of("description") if segment.holds(note)]
    ends = {note.end for note in described}
    ends |= {hit.end for label in _CLOSING for hit in text.phrases(label, segment.tokens)}
    ends |= {hit.end for hit in text.phrases("quality", segment.tokens) if hit.words.endswith("ed")}
    ends -= {hit.end for hit in text.phrases("finish", segment.tokens)}
    if not goods.machine:
        ends -= {hit.end for hit in parts_of_machines(text, segment.tokens)}
    last = next((token for token in reversed(segment.tokens) if not token.word.isdecimal()), segment.tokens[-1])
    if last.end in ends:
        return []
    return [token for token in contents.open_ if not begins_within(token, described)]


def _is_purpose(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment states the purpose of the goods."""
    return any(overlap(note, segment) for note in text.annotations_of("purpose"))
