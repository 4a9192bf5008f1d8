"""Mark the segments that describe listed goods and name no other goods: packing, make, appearance.

The head of a segment names the goods. If the name of listed goods closes its segment and no other segment names a thing, the words
of the other segments are marked. They stay unread, because their meaning is unknown, but they do not turn the goods into others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.descriptions import describe_only
from exportctl.goods.meaning import elements_held, is_listed
from exportctl.goods.patterns import mark, matches
from exportctl.goods.roles import is_carrier
from exportctl.goods.segments import COLON, LABELS, labelled_segments_of
from exportctl.law.elements import COMMON
from exportctl.law.forms import MATERIALS, SHAPES, THINGS
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

_FINISHED: Final = SHAPES - {"powder", "bulk"} | THINGS
"""Goods in one of these forms stay such goods if they are coated or doped."""
_KINDS: Final = frozenset({"component", "equipment", "software", "technology"})
_MACHINES: Final = frozenset({"component", "equipment"})
"""The forms of things with features of their own."""
_FEATURE: Final = "feature"
"""The beginning of the ids of rules for features of things."""
_DESCRIBED: Final = "feature-of"
_COUNTED: Final = (_DESCRIBED, "feature-part", "feature-part-zh")
"""The rules for features that need their number."""
_COUNT: Final = re.compile(r"(?<![\d.,])\d{1,2}\s?[x×-]?\s?$")
"""A number of parts: 4 rollers, 4-row."""
_FUNCTION: Final = "function"
_DEVICE: Final = "device"
ANALYSIS: Final = "analysis"
"""The value of an annotation of an impurity."""
_SUBSTANCES: Final = ("name", "formula", "elements")
_WORDS_OF_IMPURITY: Final = 3
_IMPURITY: Final = re.compile(
    r"[<≤＜]?\s*(?:\d[\d.]*\s*(?:ppm|ppb|ppmw)|0?\.\d+\s*[%％])(?:\s*(?:max|maximum|以下))?", re.IGNORECASE
)
_OF_PACKING: Final[tuple[lexicon.Label, ...]] = ("wrapping", "container", "medium")
_CHANGING: Final[tuple[lexicon.Label, ...]] = ("change", "anion")
_LONGEST: Final = 12
"""The number of words after a label, or of characters."""
_CLOSING: Final[tuple[lexicon.Label, ...]] = ("packed", "quantity")
"""The labels of words that determine the kind of a whole segment."""
_DESCRIPTIVE: Final = re.compile(r"(?:ed|ing|ly|ic|ous|able|ible|less|al|ive|y)$|^[A-Z\d]+$|[\u4e00-\u9fff]$", re.ASCII)
"""The endings of words that describe goods. Another word may continue the name: germanium 5N wibble."""
_METAL: Final = re.compile(r"\bmetal$|^金属", re.IGNORECASE)
_BRAND: Final = re.compile(r"(?<=[A-Za-z\d品])牌")
_ADJECTIVE: Final = re.compile(r"(?:al|ic|ous|able|ible|ive)$", re.ASCII)
"""The endings of adjectives, which name no goods by themselves. A noun with such an ending is in the list of nouns."""
_QUANTITY: Final = re.compile(
    r"\d\s*(?:kgs?|KGS?|m?g|t|mts?|MTS?|lbs?|oz|m?l|m?L|ML|ct|cts|carats?|km|公斤|千克|克拉|克|吨|升|毫升)(?:\s?/|$)"
)
"""A mass, a volume or a length on a spool: the words after it describe the packing. A number of pieces may count bottles themselves."""
_GROUPS: Final = frozenset({"REO", "TREO"})
"""The marks of all rare-earth oxides, of which ores and concentrates state a share: REO 60%."""
_CONTENT: Final = ("%", "％", "min")
"""The ends of a content: 88.5% WO3, WO3 88.5 min."""
_ORDINARY: Final = 0.0
"""A word with a higher weight belongs to ordinary trade: it may name a thing that is on no list."""


def asides(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the segments after the name of listed goods, if the name closes its segment and they name no thing.

    Words in the segment of the name that only describe the goods are yielded too.
    """
    if not text.names or _is_read_whole(text):
        return
    every = labelled_segments_of(text)
    labelled = [item for item in every if _is_labelled(lexicon, text, item)]
    segments = [item for item in every if item not in labelled]
    head = next((number for number, item in enumerate(segments) if any(map(item.holds, text.names))), None)
    if head is None:
        return
    contents = [note for note in text.names if segments[head].holds(note)]
    names = _without_contents(law, text, contents)
    if not _is_closed(law, text, segments[: head + 1], names):
        return
    open_ = [token for item in segments[: head + 1] for token in item.tokens if text.has(token.start, token.end)]
    plain = _without_shapes(text, names, _without_titles(text, segments[: head + 1], open_))
    plain = _without_features(law, lexicon, text, names, plain)
    functions = _functions(law, lexicon, text, segments[head], names) if plain else []
    plain = [token for token in plain if not any(item.start <= token.start < item.end for item in functions)]
    if not describe_only(text, segments[head], plain):
        return
    notes = [text.annotation((token.start, token.end), "aside") for token in open_]
    notes += [mark(text, item, "") for item in functions]
    notes += [text.annotation((note.start, note.end), "aside") for note in contents if note not in names]
    beside = _beside(law, lexicon, text, segments[head + 1 :], names)
    if beside is None:
        return
    notes += beside
    notes += [_whole_segment(text, item) for item in labelled]
    beneath = [note for note in text.names if is_carrier(law, text, note)]
    for note in [note for note in text.names if any(item.start <= note.start < item.end for item in notes)]:
        if note not in beneath:
            text.retract(note)
    yield from notes


def _is_read_whole(text: AnnotatedText) -> bool:
    """Return whether no unread word could describe the goods, and the text names no other goods."""
    return len(text.names) == 1 and not text.unread and not any(note.label == "term" for note in text.annotations)


def _beside(
    law: Register,
    lexicon: Lexicon,
    text: AnnotatedText,
    segments: Sequence[Segment],
    names: Sequence[Annotation],
) -> list[Annotation] | None:
    """Return the annotations of the segments after the one that names the goods; None if one of them may name other goods."""
    finished, machine = _is_finished(law, text, names), _is_machine(law, names)
    pieces = not machine and _is_in_material_form(text, segments)
    packings = [
        match
        for match in matches(lexicon, text, "asides", text.tokens)
        if (finished or not _holds_finish(text, match))
        and not _ends_with_longer_thing(text, match)
        and (not match.pattern.id.startswith(_FEATURE) or (machine and _is_feature(text, match)))
        and (match.pattern.id != _DEVICE or pieces)
        and match.pattern.id != _FUNCTION
    ]
    beneath = {note for note in text.names if is_carrier(law, text, note)}
    notes = []
    for segment in segments:
        whole = [match for match in packings if _is_whole(text, segment, match)]
        packing = max(whole, key=lambda match: match.end - match.start, default=None)
        others = [note for note in text.names if segment.holds(note)]
        terms = [note for note in text.annotations if note.label == "term" and segment.holds(note)]
        taught = any(note.label == "technology" and segment.holds(note) for note in text.annotations)
        open_ = [token for token in segment.tokens if text.has(token.start, token.end)]
        plain = _plain_words(text, segment, open_)
        if not (open_ or others or terms) or _is_purpose(text, segment):
            continue
        if _is_analysis(lexicon, text, segment):
            notes.append(_whole_segment(text, segment)._replace(value=ANALYSIS))
            continue
        amount = _follows_quantity(text, segment)
        if not (packing or (amount and not others and _is_packing(text, segment))) and (
            taught
            or (not finished and _continues_with_finish(text, segment))
            or (terms and not _ends_with_packing(lexicon, text, segment, terms))
            or not all(_is_repetition(law, text, note, names) for note in others if note not in beneath)
            or (plain and not beneath.isdisjoint(others))
            or _names_thing(lexicon, text, segment, plain, amount=amount)
        ):
            return None
        notes.append(mark(text, packing, "") if packing else _whole_segment(text, segment))
    return notes


def _is_machine(law: Register, names: Iterable[Annotation]) -> bool:
    """Return whether all names are those of machines, vessels, instruments and other things with features of their own."""
    materials = [law.materials.get(meaning) for note in names for meaning in note.meanings]
    return all(material is not None and material.form in _MACHINES for material in materials)


def _is_feature(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule for features matches a feature: no spare part or imitation, and with its number if it needs one."""
    words = text.tokens_in(match.start, match.end)
    if any(text.phrases(label, words) for label in ("spare", *_CHANGING)):
        return False
    return match.pattern.id not in _COUNTED or _is_counted(text, match)


def _is_counted(text: AnnotatedText, match: Match) -> bool:
    """Return whether a number or a numeral comes directly before a part: 4 rollers, double HEPA."""
    first, last = match.parts[0]
    numeral = match.pattern.id != _DESCRIBED and first < last
    return numeral or _COUNT.search(text.text, 0, match.start) is not None


def _without_features(
    law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], words: list[Token]
) -> list[Token]:
    """Return words without the numbered features after the name of a machine: roller hearth kiln 4-row double layer."""
    if not (words and _is_machine(law, names)):
        return words
    last = max(note.end for note in names)
    features = [
        match
        for match in matches(lexicon, text, "asides", [token for token in text.tokens if token.start >= last])
        if match.pattern.id.startswith(_FEATURE) and _is_feature(text, match) and _is_counted(text, match)
    ]
    return [token for token in words if not any(match.start <= token.start < match.end for match in features)]


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
        if match.pattern.id == _FUNCTION and adjacent(text.text, last, match.start) and match.end == head.tokens[-1].end
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


def _is_labelled(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is a label and its value: order no 7781, consignee Nichia, 品牌：驰宏锌锗.

    Behind a colon, the value may hold names of goods, because companies and brands do; elsewhere, it names no thing.
    """
    first = segment.tokens[0].start
    label = next((hit for of in LABELS for hit in text.phrases(of, segment.tokens) if hit.start == first), None)
    if label is None:
        return False
    value = [token for token in segment.tokens if token.start >= label.end]
    if len(value) > _LONGEST or any(text.phrases(of, value) for of in _CHANGING):
        return False
    if COLON.match(text.text, label.end):
        return True
    goods = [note for note in text.annotations if note.label in ("name", "formula", "term", "elements")]
    named = any(note.start < token.end and token.start < note.end for note in goods for token in value)
    if named or text.phrases("thing", value):
        return False
    if any(
        hit.end == label.end for hit in text.phrases("party", segment.tokens)
    ):  # customer Siemens, but customer gift
        return (
            bool(value) and text.text[value[0].start].isupper() and not any(_is_noun(lexicon, item) for item in value)
        )
    return not any(item.word.isascii() and item.word in lexicon.things for item in value[-1:])


def _is_noun(lexicon: Lexicon, token: Token) -> bool:
    """Return whether trade uses an English word as a noun, or as an ordinary word."""
    weights = lexicon.model.weights if lexicon.model else {}
    return token.word in lexicon.things or weights.get(token.word, 0.0) > _ORDINARY


def _ends_with_longer_thing(text: AnnotatedText, match: Match) -> bool:
    """Return whether the last words of a rule are only the end of a Chinese noun for a thing: 料 of 饮料."""
    last = match.parts[-1][0]
    return any(
        hit.end == match.end and hit.start < last and match.pattern.steps[0].gap
        for hit in text.phrases("thing", text.tokens_in(match.start, match.end))
    )


def _holds_finish(text: AnnotatedText, match: Match) -> bool:
    """Return whether a rule matches a word for a coat or a dopant that is not part of the name of a container: 缠绕膜."""
    containers = text.phrases("container", text.tokens)
    return any(
        not any(item.start <= hit.start and hit.end <= item.end for item in containers)
        for hit in text.phrases("finish", text.tokens_in(match.start, match.end))
    )


def _without_contents(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> list[Annotation]:
    """Return the names of goods, without formulae after them whose content is stated: APT WO3 88.5% is APT."""
    return [
        note
        for number, note in enumerate(names)
        if not (number and note.label == "formula" and _is_repetition(law, text, note, names[:1]))
        and not is_carrier(law, text, note)
    ]


def _is_closed(law: Register, text: AnnotatedText, segments: Sequence[Segment], names: Sequence[Annotation]) -> bool:
    """Return whether the last of some segments names listed goods only, and no word in it changes these goods."""
    others = any(
        note.label in ("term", "technology", "elements") and note.start < segments[-1].end for note in text.annotations
    )
    if others or not all(is_listed(law, meaning, everywhere=True) for note in names for meaning in note.meanings):
        return False
    return not _changes(text, segments[-1], finished=_is_finished(law, text, names))


def _without_shapes(text: AnnotatedText, names: Sequence[Annotation], words: Sequence[Token]) -> list[Token]:
    """Return words without those for a shape directly after a name with the word metal: bismuth metal buttons, 金属铋条."""
    metals = [note.end for note in names if _METAL.search(note.words)]
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


def _is_finished(law: Register, text: AnnotatedText, names: Sequence[Annotation]) -> bool:
    """Return whether goods have a form that a coating or a dopant does not change."""
    forms = {form for hit in text.phrases("form", text.tokens) for form in hit.meanings}
    forms |= {
        law.materials[meaning].form or "" for note in names for meaning in note.meanings if meaning in law.materials
    }
    return not forms.isdisjoint(_FINISHED)


def _changes(text: AnnotatedText, segment: Segment, *, finished: bool) -> bool:
    """Return whether a word of a segment turns the named goods into other goods."""
    outside = _without_brands(text, _outside_names(text, segment))
    return (
        _ends_with_kind(text, segment, outside)
        or bool(text.phrases("change", outside) or text.phrases("anion", outside))
        or (not finished and bool(text.phrases("finish", outside)))
    )


def _ends_with_kind(text: AnnotatedText, segment: Segment, outside: Sequence[Token]) -> bool:
    """Return whether a word for equipment, software and the like ends a segment outside of names: 镓提取设备."""
    return any(
        hit.end == segment.tokens[-1].end and not _KINDS.isdisjoint(hit.meanings)
        for hit in text.phrases("form", outside)
    )


def _outside_names(text: AnnotatedText, segment: Segment) -> list[Token]:
    """Return the words of a segment outside names and outside substances that the goods lack."""
    named = [note for note in text.annotations if note.label in ("name", "formula", "absent")]
    return [
        token
        for token in segment.tokens
        if not any(note.start <= token.start and token.end <= note.end for note in named)
    ]


def _without_brands(text: AnnotatedText, words: Iterable[Token]) -> list[Token]:
    """Return words without 牌 after a mark and in the word for a brand: KD牌, 无品牌. After the name of goods it makes others."""
    brands = {brand.start() for brand in _BRAND.finditer(text.text)}
    return [token for token in words if token.start not in brands]


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


def _follows_quantity(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment directly follows a quantity of the goods: 25 kg poly jar."""
    start = segment.tokens[0].start
    return any(
        note.label == "measure" and _QUANTITY.search(note.words) and not text.text[note.end : start].strip(" /-")
        for note in text.annotations
        if note.end <= start
    )


def _is_packing(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment after a quantity ends with a container, or has only materials of containers: amber glass."""
    if any(hit.end == segment.tokens[-1].end for hit in text.phrases("container", segment.tokens)):
        return True
    made_of = text.phrases("wrapping", segment.tokens)
    return all(any(hit.start <= token.start and token.end <= hit.end for hit in made_of) for token in segment.tokens)


def _continues_with_finish(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment that may continue the name begins with an English word for a finish: gallium batch 12 coated."""
    first = segment.tokens[0].start
    finishes = text.phrases("finish", _outside_names(text, segment)) if segment.loose else ()
    return any(hit.start == first and hit.words.isascii() for hit in finishes)


def _ends_with_packing(lexicon: Lexicon, text: AnnotatedText, segment: Segment, terms: Sequence[Annotation]) -> bool:
    """Return whether all terms of trade in a segment are for packing, and only words of packing follow: 双层塑料袋, 铁桶衬塑."""
    packings = [term for term in terms if all(heading.startswith(lexicon.packing) for heading in term.meanings)]
    last = max(term.end for term in terms)
    made_of = [hit for label in _OF_PACKING for hit in text.phrases(label, segment.tokens)]
    return packings == [*terms] and all(
        any(hit.start <= token.start and token.end <= hit.end for hit in made_of)
        for token in segment.tokens
        if token.start >= last
    )


def _is_purpose(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment states the purpose of the goods."""
    return any(
        note.label == "purpose" and note.start < segment.end and segment.start < note.end for note in text.annotations
    )


def _entries_of(law: Register, names: Iterable[Annotation]) -> set[str]:
    """Return the entries of named materials."""
    return {
        entry
        for name in names
        for meaning in name.meanings
        if meaning in law.materials
        for entry in law.materials[meaning].entries
    }


def _is_repetition(law: Register, text: AnnotatedText, note: Annotation, names: Sequence[Annotation]) -> bool:
    """Return whether a name repeats that of the goods, has its entries, is more general, or has their content beside it: 88.5% WO3."""
    general = {id_ for meaning in note.meanings if meaning in law.materials for id_ in law.materials[meaning].may_be}
    if any(note.meanings == name.meanings or general.issuperset(name.meanings) for name in names):
        return True
    entries = _entries_of(law, [note])
    if entries and entries == _entries_of(law, names):
        return True
    held = elements_held(law, [note]) - COMMON
    if held and note.label == "formula" and elements_held(law, [note]) == elements_held(law, names):
        return True
    beside = any(
        figure.words.endswith(_CONTENT)
        and (adjacent(text.text, figure.end, note.start) or adjacent(text.text, note.end, figure.start))
        for figure in text.annotations
        if figure.label in ("measure", "property", "share")
    )
    return beside and (note.words in _GROUPS or (bool(held) and held <= elements_held(law, names)))


def _names_thing(
    lexicon: Lexicon, text: AnnotatedText, segment: Segment, open_: Sequence[Token], *, amount: bool
) -> bool:
    """Return whether an unread word of a segment names a thing, or changes the goods.

    After an `amount` of the goods, an unknown word describes their packing.
    """
    outside = _without_brands(text, _outside_names(text, segment))
    spans = [(note.start, note.end) for note in text.annotations if note.label in ("description", "term")]
    nouns = text.phrases("thing", outside)
    quantities = [(hit.start, hit.end) for hit in text.phrases("quantity", segment.tokens)]
    spans += [span for span in quantities if span not in [(hit.start, hit.end) for hit in nouns]]
    rest = [token for token in outside if not any(start <= token.start < end for start, end in spans)]
    things = [hit for hit in nouns if not any(a <= hit.start and hit.end <= b for a, b in spans)]
    if things or _ends_with_kind(text, segment, rest) or any(text.phrases(label, rest) for label in _CHANGING):
        return True
    weights = lexicon.model.weights if lexicon.model and not amount else {}
    if segment.loose and not amount and open_ and not _DESCRIPTIVE.search(text.text, open_[-1].start, open_[-1].end):
        return True
    for token in open_:
        if token.word.isascii():
            ordinary = weights.get(token.word, 0.0) > _ORDINARY and not _ADJECTIVE.search(token.word)
            is_noun = token.word in lexicon.things or ordinary
        else:
            is_noun = token.word in lexicon.things and not any(token.end == other.start for other in segment.tokens)
        if is_noun:
            return True
    return False
