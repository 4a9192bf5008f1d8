"""Mark the segments that describe listed goods and name no other goods: packing, make, appearance.

The head of a segment names the goods. If the name of listed goods closes its segment and no other segment names a thing, the words
of the other segments are marked. They stay unread, because their meaning is unknown, but they do not turn the goods into others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import describe_only
from exportctl.goods.annotate.other_segments import descriptions_of, whole_segment
from exportctl.goods.annotate.strains import is_pathogen
from exportctl.goods.changed_goods import changes, is_kept_by_coating, names_thing
from exportctl.goods.described_goods import named_goods
from exportctl.goods.labelled_segments import is_labelled
from exportctl.goods.machine_features import names_in_features, without_features
from exportctl.goods.meaning import is_chemical, is_listed, is_magnet
from exportctl.goods.patterns import mark, matches
from exportctl.goods.repeated_names import is_held, without_contents, without_general_names
from exportctl.goods.roles import carriers_in, made_in
from exportctl.goods.segment_contents import ends_with_noun
from exportctl.goods.segments import labelled_segments_of
from exportctl.goods.statements import statements_about
from exportctl.goods.text import begins_within, is_within
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_ENDING: Final = re.compile(
    r"(?:(?<=[棒管板带线丝箔锭坯片环饼块粉条杆])[材料体]|(?:真空)?(?:熔炼|熔铸|铸造|破碎|粉碎){1,2}料)?"
    r"(?:[一二两三四五六壹贰叁]?[批台套组件艘]|[二三四五六]拼|[整全成][套机台]|(?:试验|工程|原理|演示)?样机|试验件|验证机|标准物质|标准品|对照品|标样|原药)?(?![\u4e00-\u9fff])"
)
"""The character for material behind a shape or a process, a number of pieces, a word for a prototype: the end of Chinese words."""
_NUMERALS: Final = frozenset({"one", "two", "three", "four", "five", "six", "ten", "twelve"})
"""The numbers that may count containers before the name of goods."""


def asides(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the segments after the name of listed goods, if the name closes its segment and they name no thing.

    Words in the segment of the name that only describe the goods are yielded too.
    """
    if not text.names or _is_read_whole(text):
        return
    every = labelled_segments_of(text)
    labelled = [item for item in every if is_labelled(lexicon, text, item)]
    segments = [item for item in every if item not in labelled]
    made, featured = made_in(law, text), names_in_features(law, text)
    kinds = without_general_names(law, [note for note in text.names if note not in (*made, *featured)])
    head = next((number for number, item in enumerate(segments) if any(map(item.holds, kinds))), None)
    if head is None:
        yield from _beside_number(law, lexicon, text, segments, labelled)
        return
    contents = [note for note in kinds if segments[head].holds(note)]
    carriers = carriers_in(law, text)
    names = [note for note in without_contents(law, text, contents) if note not in carriers]
    if not _is_closed(law, text, segments[: head + 1], names):
        return
    own = _words_beside_name(law, lexicon, text, segments[: head + 1], names)
    goods = named_goods(law, text, names, carriers)
    others = None if own is None else descriptions_of(law, lexicon, text, segments[head + 1 :], goods)
    if own is None or others is None:
        return
    notes = [
        *own,
        *_as_asides(text, [note for note in contents if note not in names]),
        *others,
        *(whole_segment(text, item) for item in labelled),
        *_as_asides(text, [note for note in text.names if note not in (*kinds, *made)]),
    ]
    for name in [name for name in text.names if name not in carriers]:
        if begins_within(name, notes) and not is_held(law, text, name, names):
            text.retract(name)
    yield from notes


def _are_cultures(law: Register, text: AnnotatedText, names: Iterable[Annotation]) -> bool:
    """Return whether names are those of pathogens beside a word for a culture: words beside them are for a strain or a host."""
    return text.holds("culture") and all(is_pathogen(law, meaning) for note in names for meaning in note.meanings)


def _beside_number(
    law: Register, lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], labelled: Sequence[Segment]
) -> Iterator[Annotation]:
    """Yield the segments beside a CAS number that is the only name in a text: those before it name its substance in another way.

    None is yielded if one of these ends with a noun for a thing, or if any segment may name others: PCl3 sensor, CAS 7719-12-2.
    """
    names = text.names
    if not all(note.label == "cas" and all(is_listed(law, meaning) for meaning in note.meanings) for note in names):
        return
    before = [item for item in segments if item.tokens[-1].end <= names[0].start]
    others = text.annotations_of("term", "technology", "elements", "formula")
    if len({note.meanings for note in names}) > 1 or any(
        changes(text, item, finished=False) or ends_with_noun(lexicon, text, item) or any(map(item.holds, others))
        for item in before
    ):
        return
    goods = named_goods(law, text, names, [])
    behind = descriptions_of(law, lexicon, text, [item for item in segments if item not in before], goods)
    if behind is not None:
        yield from behind
        yield from (whole_segment(text, item) for item in (*before, *labelled))


def _words_beside_name(
    law: Register, lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], names: Sequence[Annotation]
) -> list[Annotation] | None:
    """Return the annotations of the unread words up to the segment of the name; None if one may do more than describe the goods."""
    open_ = [token for item in segments for token in item.tokens if text.has(token.start, token.end)]
    stated = statements_about(law, text, names)
    plain = _without_titles(text, segments, [token for token in open_ if not is_within(token, stated)])
    plain = _without_shapes(law, text, names, plain)
    plain = _without_endings(text, names, plain)
    plain = without_features(law, lexicon, text, names, plain)
    if _are_cultures(law, text, names) and not names_thing(lexicon, text, segments[-1], plain, amount=True):
        plain = []
    functions = _functions(law, lexicon, text, segments[-1], names) if plain else []
    if not describe_only(text, segments[-1], [token for token in plain if not begins_within(token, functions)]):
        return None
    return [*_as_asides(text, open_), *(mark(text, item, "") for item in functions)]


def _as_asides(text: AnnotatedText, spans: Iterable[Spanned]) -> list[Annotation]:
    """Return the annotations of some parts of a text that only describe its goods."""
    return [text.annotation((span.start, span.end), "aside") for span in spans]


def _is_read_whole(text: AnnotatedText) -> bool:
    """Return whether no unread word could describe the goods, and the text names no other goods and no spare parts."""
    if len({note.meanings for note in text.names}) != 1 or text.unread or text.phrases("spare", text.tokens):
        return False
    return not text.annotations_of("term")


def _functions(
    law: Register, lexicon: Lexicon, text: AnnotatedText, head: Segment, names: Sequence[Annotation]
) -> list[Match]:
    """Return the function of a chemical that follows its name and closes the segment, but for figures: DMMP flame retardant."""
    if not all(is_chemical(law, note) for note in names):
        return []
    last = max(note.end for note in names)
    return [
        match
        for match in matches(lexicon, text, "asides", [token for token in head.tokens if token.start >= last])
        if "chemical" in match.pattern.only
        and adjacent(text.text, last, match.start)
        and not text.has(match.end, head.end)
    ]


def _is_closed(law: Register, text: AnnotatedText, segments: Sequence[Segment], names: Sequence[Annotation]) -> bool:
    """Return whether the last of some segments names listed goods only, and no word in it changes these goods."""
    others = any(note.start < segments[-1].end for note in text.annotations_of("term", "technology", "elements"))
    if others or not all(is_listed(law, meaning) for note in names for meaning in note.meanings):
        return False
    return not changes(text, segments[-1], finished=is_kept_by_coating(law, text, names))


def _without_shapes(
    law: Register, text: AnnotatedText, names: Sequence[Annotation], words: Sequence[Token]
) -> list[Token]:
    """Return words without those for a shape directly after a name with the word metal, or of magnets: 金属铋条, 钕铁硼瓦片."""
    ends = [note.end for note in names if is_magnet(law, note)]
    ends += [
        note.end
        for note in names
        for hit in text.phrases("form", text.tokens_in(note.start, note.end))
        if "metal" in hit.meanings and (hit.end == note.end if hit.words.isascii() else hit.start == note.start)
    ]
    shapes = [
        hit
        for hit in text.phrases("shape", text.tokens)
        if any(adjacent(text.text, end, hit.start) for end in ends) and _ends_word(text, hit.end)
    ]
    return [token for token in words if not begins_within(token, shapes)]


def _without_endings(text: AnnotatedText, names: Sequence[Annotation], words: Sequence[Token]) -> list[Token]:
    """Return words without the ending of a Chinese name or form: 铝合金棒材, 锗锭料, 石墨化炉整套, 锑锭一批."""
    ends = {note.end for note in names} | {hit.end for hit in text.phrases("form", text.tokens)}
    endings = [ending.span() for end in ends if (ending := _ENDING.match(text.text, end))]
    return [token for token in words if not any(start <= token.start < end for start, end in endings)]


def _without_titles(text: AnnotatedText, segments: Iterable[Segment], words: Iterable[Token]) -> list[Token]:
    """Return words without the titles with which segments begin: commodity: gallium oxide, 货物：氧化镓; 10 drums gallium oxide."""
    starts = {segment.tokens[0].start for segment in segments}
    titles: list[Spanned] = [hit for hit in text.phrases("title", text.tokens) if hit.start in starts]
    titles += [packing for packing in _packings(text) if packing.start in starts]
    return [token for token in words if not begins_within(token, titles)]


def _packings(text: AnnotatedText) -> Iterator[Spanned]:
    """Yield the counted containers directly before the first name: one ampoule europium metal."""
    first = min(name.start for name in text.names)
    numbers = [hit for hit in text.phrases("wrapping", text.tokens) if hit.words.casefold() in _NUMERALS]
    for container in text.phrases("container", text.tokens):
        behind = text.text[container.end : first] if container.end <= first else "-"
        if container.words.isascii() and behind.strip() in ("", "of"):
            yield from (number for number in numbers if adjacent(text.text, number.end, container.start))
            yield container


def _ends_word(text: AnnotatedText, end: int) -> bool:
    """Return whether no Chinese character follows a position directly."""
    return not HAN.match(text.text, end)
