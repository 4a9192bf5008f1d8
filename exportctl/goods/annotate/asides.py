"""Mark the segments that describe listed goods and name no other goods: packing, make, appearance.

The head of a segment names the goods. If the name of listed goods closes its segment and no other segment names a thing, the words
of the other segments are marked. They stay unread, because their meaning is unknown, but they do not turn the goods into others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.accompaniments import comes_with, ends_with_component, is_for_machine, is_measured, may_accompany
from exportctl.goods.annotate.descriptions import describe_only
from exportctl.goods.changed_goods import changes, continues_with_finish, holds_finish, is_finished, names_thing
from exportctl.goods.labelled_segments import is_labelled
from exportctl.goods.machine_features import is_feature, is_machine, without_features
from exportctl.goods.meaning import elements_held, is_listed
from exportctl.goods.packing import ends_with_packing, follows_quantity, is_packing
from exportctl.goods.patterns import mark, matches
from exportctl.goods.repeated_names import is_repetition, without_contents, without_general_names
from exportctl.goods.roles import carriers_in
from exportctl.goods.segments import labelled_segments_of
from exportctl.law.elements import COMMON
from exportctl.law.forms import MATERIALS
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

ANALYSIS: Final = "analysis"
"""The value of an annotation of an impurity."""
_SUBSTANCES: Final = ("name", "formula", "elements")
_WORDS_OF_IMPURITY: Final = 3
_IMPURITY: Final = re.compile(
    r"[<≤＜]?\s*(?:\d[\d.]*\s*(?:ppm|ppb|ppmw)|0?\.\d+\s*[%％])(?:\s*(?:max|maximum|以下))?", re.IGNORECASE
)
_CLOSING: Final[tuple[lexicon.Label, ...]] = ("packed", "quantity")
"""The labels of words that determine the kind of a whole segment."""


class _Named(NamedTuple):
    """The names of the goods, and those of the substances that the goods are on."""

    goods: Sequence[Annotation]
    carriers: Sequence[Annotation]


def asides(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the segments after the name of listed goods, if the name closes its segment and they name no thing.

    Words in the segment of the name that only describe the goods are yielded too.
    """
    if not text.names or _is_read_whole(text):
        return
    every = labelled_segments_of(text)
    labelled = [item for item in every if is_labelled(lexicon, text, item)]
    segments = [item for item in every if item not in labelled]
    kinds = without_general_names(law, text.names)
    head = next((number for number, item in enumerate(segments) if any(map(item.holds, kinds))), None)
    if head is None:
        return
    contents = [note for note in kinds if segments[head].holds(note)]
    carriers = carriers_in(law, text)
    names = [note for note in without_contents(law, text, contents) if note not in carriers]
    if not _is_closed(law, text, segments[: head + 1], names):
        return
    open_ = [token for item in segments[: head + 1] for token in item.tokens if text.has(token.start, token.end)]
    plain = _without_shapes(text, names, _without_titles(text, segments[: head + 1], open_))
    plain = without_features(law, lexicon, text, names, plain)
    functions = _functions(law, lexicon, text, segments[head], names) if plain else []
    plain = [token for token in plain if not any(item.start <= token.start < item.end for item in functions)]
    if not describe_only(text, segments[head], plain):
        return
    notes = [text.annotation((token.start, token.end), "aside") for token in open_]
    notes += [mark(text, item, "") for item in functions]
    notes += [text.annotation((note.start, note.end), "aside") for note in contents if note not in names]
    beside = _beside(law, lexicon, text, segments[head + 1 :], _Named(names, carriers))
    if beside is None:
        return
    notes += beside
    notes += [_whole_segment(text, item) for item in labelled]
    notes += [text.annotation((note.start, note.end), "aside") for note in text.names if note not in kinds]
    for note in [note for note in text.names if any(item.start <= note.start < item.end for item in notes)]:
        if note not in carriers:
            text.retract(note)
    yield from notes


def _is_read_whole(text: AnnotatedText) -> bool:
    """Return whether no unread word could describe the goods, and the text names no other goods and no spare parts."""
    if len(text.names) != 1 or text.unread or text.phrases("spare", text.tokens):
        return False
    return not any(note.label == "term" for note in text.annotations)


def _beside(
    law: Register,
    lexicon: Lexicon,
    text: AnnotatedText,
    segments: Sequence[Segment],
    named: _Named,
) -> list[Annotation] | None:
    """Return the annotations of the segments after the one that names the goods; None if one of them may name other goods."""
    finished, machine = is_finished(law, text, named.goods), is_machine(law, named.goods)
    measured = machine and is_measured(law, text, named.goods)
    pieces = not machine and _is_in_material_form(text, segments)
    packings = [
        match
        for match in matches(lexicon, text, "asides", text.tokens)
        if (finished or not holds_finish(text, match))
        and not _ends_with_longer_thing(text, match)
        and ("machine" not in match.pattern.only or (machine and is_feature(text, match)))
        and ("delivery" not in match.pattern.only or machine)
        and ("pieces" not in match.pattern.only or pieces)
        and "chemical" not in match.pattern.only
    ]
    notes = []
    accompanied = False
    for segment in segments:
        whole = [
            match
            for match in packings
            if may_accompany(match, segment, measured=measured) and _is_whole(text, segment, match)
        ]
        packing = max(whole, key=lambda match: match.end - match.start, default=None)
        others = [note for note in text.names if segment.holds(note)]
        terms = [note for note in text.annotations if note.label == "term" and segment.holds(note)]
        taught = any(note.label == "technology" and segment.holds(note) for note in text.annotations)
        open_ = [token for token in segment.tokens if text.has(token.start, token.end)]
        plain = _plain_words(text, segment, open_)
        accompanied = machine and (comes_with(text, segment) or (accompanied and segment.loose))
        if packing and "delivery" in packing.pattern.only:
            notes.append(mark(text, packing, ""))
            continue
        if not (open_ or others or terms) or _is_purpose(text, segment):
            continue
        if _is_analysis(lexicon, text, segment):
            notes.append(_whole_segment(text, segment)._replace(value=ANALYSIS))
            continue
        if accompanied and not (others or taught):  # with a 15 kW motor: the figure divides it
            notes.append(_whole_segment(text, segment))
            continue
        if machine and is_for_machine(text, segment):
            return None
        amount = follows_quantity(text, segment)
        if not (packing or (amount and not others and is_packing(text, segment))) and (
            taught
            or (not finished and continues_with_finish(text, segment))
            or (terms and not ends_with_packing(lexicon, text, segment, terms))
            or not all(is_repetition(law, text, note, named.goods) for note in others if note not in named.carriers)
            or (plain and any(note in named.carriers for note in others))
            or (machine and ends_with_component(text, segment))
            or names_thing(lexicon, text, segment, plain, amount=amount)
        ):
            return None
        notes.append(mark(text, packing, "") if packing else _whole_segment(text, segment))
    return notes


def _is_in_material_form(text: AnnotatedText, segments: Sequence[Segment]) -> bool:
    """Return whether a word before some segments states the form of a material: blocks, powder."""
    start = min((segment.start for segment in segments), default=0)
    before = [token for token in text.tokens if token.end <= start]
    return any(not MATERIALS.isdisjoint(hit.meanings) for hit in text.phrases("form", before))


def _functions(
    law: Register, lexicon: Lexicon, text: AnnotatedText, head: Segment, names: Sequence[Annotation]
) -> list[Match]:
    """Return the function of a chemical that follows its name and closes the segment: DMMP flame retardant."""
    if not all(_is_chemical(law, note) for note in names):
        return []
    last = max(note.end for note in names)
    return [
        match
        for match in matches(lexicon, text, "asides", [token for token in head.tokens if token.start >= last])
        if "chemical" in match.pattern.only
        and adjacent(text.text, last, match.start)
        and match.end == head.tokens[-1].end
    ]


def _is_chemical(law: Register, note: Annotation) -> bool:
    """Return whether a name is that of a compound of common elements only."""
    materials = [law.materials.get(meaning) for meaning in note.meanings]
    compounds = all(material is not None and material.form in (None, "compound") for material in materials)
    return compounds and elements_held(law, [note]) <= COMMON


def _is_analysis(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is the name of an impurity, with its small content directly after it: Fe2O3 5 ppm, La2O3 <0.01%."""
    end = segment.tokens[-1].end
    measured = any(
        note.label in ("measure", "share", "property")
        and end <= note.end
        and not text.text[end : note.start].strip(" <≤:：＜")
        and _IMPURITY.fullmatch(note.words)
        for note in text.annotations
    )
    if not measured or len(segment.tokens) > _WORDS_OF_IMPURITY:
        return False
    known = [(note.start, note.end) for note in text.annotations if note.label in _SUBSTANCES]
    known += [(hit.start, hit.end) for hit in text.phrases("contained", segment.tokens)]
    rest = [token for token in segment.tokens if not any(start <= token.start < end for start, end in known)]
    return not text.phrases("thing", rest) and not any(token.word in lexicon.things for token in rest)


def _whole_segment(text: AnnotatedText, segment: Segment) -> Annotation:
    """Return the annotation of all words of a segment."""
    return text.annotation((segment.tokens[0].start, segment.tokens[-1].end), "aside")


def _ends_with_longer_thing(text: AnnotatedText, match: Match) -> bool:
    """Return whether the last words of a rule are only the end of a Chinese noun for a thing: 料 of 饮料."""
    last = match.parts[-1][0]
    return any(
        hit.end == match.end and hit.start < last and match.pattern.steps[0].gap
        for hit in text.phrases("thing", text.tokens_in(match.start, match.end))
    )


def _is_closed(law: Register, text: AnnotatedText, segments: Sequence[Segment], names: Sequence[Annotation]) -> bool:
    """Return whether the last of some segments names listed goods only, and no word in it changes these goods."""
    others = any(
        note.label in ("term", "technology", "elements") and note.start < segments[-1].end for note in text.annotations
    )
    if others or not all(is_listed(law, meaning, everywhere=True) for note in names for meaning in note.meanings):
        return False
    return not changes(text, segments[-1], finished=is_finished(law, text, names))


def _without_shapes(text: AnnotatedText, names: Sequence[Annotation], words: Sequence[Token]) -> list[Token]:
    """Return words without those for a shape directly after a name with the word metal: bismuth metal buttons, 金属铋条."""
    metals = [
        note.end
        for note in names
        for hit in text.phrases("form", text.tokens_in(note.start, note.end))
        if "metal" in hit.meanings and (hit.end == note.end if hit.words.isascii() else hit.start == note.start)
    ]
    shapes = [
        hit
        for hit in text.phrases("shape", text.tokens)
        if any(adjacent(text.text, end, hit.start) for end in metals) and _ends_word(text, hit.end)
    ]
    return [token for token in words if not any(hit.start <= token.start < hit.end for hit in shapes)]


def _without_titles(text: AnnotatedText, segments: Iterable[Segment], words: Iterable[Token]) -> list[Token]:
    """Return words without the titles with which segments begin: commodity: gallium oxide, 货物：氧化镓."""
    starts = {segment.tokens[0].start for segment in segments}
    titles = [hit for hit in text.phrases("title", text.tokens) if hit.start in starts]
    return [token for token in words if not any(hit.start <= token.start < hit.end for hit in titles)]


def _ends_word(text: AnnotatedText, end: int) -> bool:
    """Return whether no Chinese character follows a position directly."""
    return not HAN.match(text.text, end)


def _is_whole(text: AnnotatedText, segment: Segment, packing: Match) -> bool:
    """Return whether a rule matches every unread word of a segment, and not only the beginning of a Chinese word: 试验 of 试验箱."""
    rest = [token for token in segment.tokens if not (packing.start <= token.start and token.end <= packing.end)]
    goods = [note for note in text.annotations if note.label in ("name", "formula", "term")]
    return (
        segment.start <= packing.start
        and packing.end <= segment.end
        and not HAN.match(text.text, packing.end, segment.end)
        and not any(
            text.has(token.start, token.end) or any(note.start <= token.start < note.end for note in goods)
            for token in rest
        )
    )


def _plain_words(text: AnnotatedText, segment: Segment, open_: Sequence[Token]) -> list[Token]:
    """Return the words of a segment that do not describe the goods.

    There are none if the segment ends with a description or the name of a property: both sides lapped, foam packed, tap density 1.0.
    """
    described = [note for note in text.annotations if note.label == "description" and segment.holds(note)]
    ends = {note.end for note in described}
    ends |= {hit.end for label in _CLOSING for hit in text.phrases(label, segment.tokens)}
    ends |= {hit.end for hit in text.phrases("quality", segment.tokens) if hit.words.endswith("ed")}
    ends -= {hit.end for hit in text.phrases("finish", segment.tokens)}
    last = next((token for token in reversed(segment.tokens) if not token.word.isdecimal()), segment.tokens[-1])
    if last.end in ends:
        return []
    return [token for token in open_ if not any(note.start <= token.start < note.end for note in described)]


def _is_purpose(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment states the purpose of the goods."""
    return any(
        note.label == "purpose" and note.start < segment.end and segment.start < note.end for note in text.annotations
    )
