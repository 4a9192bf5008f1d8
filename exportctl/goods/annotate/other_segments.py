"""Judge the segments after the one that names listed goods: each only describes these goods, or it may name others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.accompaniments import comes_with, ends_with_component, is_for_machine, is_measured, may_accompany
from exportctl.goods.changed_goods import (
    CHANGING,
    continues_with_finish,
    holds_finish,
    is_kept_by_coating,
    is_noun_alone,
    makes_others,
    names_equipment,
    names_thing,
)
from exportctl.goods.machine_features import is_feature, is_machine, parts_of_machines
from exportctl.goods.meaning import is_substance, names_technology
from exportctl.goods.packing import ends_with_packing, follows_quantity, is_packing
from exportctl.goods.patterns import mark, matches
from exportctl.goods.repeated_names import is_repetition
from exportctl.goods.segment_contents import MASS, PAPERS_THAT_TEACH, has_purity, is_whole
from exportctl.goods.statements import statements_about
from exportctl.goods.text import begins_within, is_within, overlap
from exportctl.law.forms import MATERIALS
from exportctl.law.model import INTANGIBLE
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import Only

_STATED: Final = "stated"
"""The rule of an annotation of a segment that only states a criterion."""
ANALYSIS: Final = "analysis"
"""The value of an annotation of an impurity."""
_SUBSTANCES: Final = ("name", "formula", "elements")
_WORDS_OF_IMPURITY: Final = 3
_IMPURITY: Final = re.compile(
    r"[<≤＜]?\s*(?:\d[\d.]*\s*(?:ppm|ppb|ppmw)|0?\.\d+\s*[%％])(?:\s*(?:max|maximum|以下))?", re.IGNORECASE
)
_OF_CHEMICAL: Final = re.compile(
    r"[\u4e00-\u9fff](?:[酸酯胺醇酮醚醛烷烯苯酚腈肼胍啶唑嗪磷膦硫钠钾铵]|毒素|菌|病毒|病原)$"
)
"""The ends of Chinese names of chemicals, toxins and agents."""
_OPENING: Final = re.compile(r"\s*[(（]\s*$")
"""The bracket before a segment."""
_INGOT: Final = re.compile(r"[\u4e00-\u9fff]{1,6}锭")
_MAGNET: Final = re.compile(r"(?:磁[瓦钢体铁环片块条]|永磁体|[Mm]agnets?)$")
"""The ends of the names of magnets."""
_BRACKETED: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_LISTING: Final = re.compile(r"[,，、+&]|\band\b")
"""The marks of a list."""
_COUNTED: Final = re.compile(r"\d{1,2}[\s-]?(?:axis|axes)(?:\s(?:CNC|NC|full|simultaneous))*$", re.IGNORECASE)
"""The axes of a machine."""
_CLOSED: Final = re.compile(r"\s*[)）]")
"""The bracket after it."""
_ACRONYM: Final = re.compile(r"[A-Z]{2,6}")
_OF_USES: Final = frozenset({"use", "use-of-what"})
"""The rules for uses. A coating may be one, and then no word for the finish of the goods."""
_PAPERS: Final[tuple[PhraseLabel, ...]] = ("technology", "carrier", "manual")
"""The labels of words for technology and what it is written on."""
_OF_TECHNOLOGY: Final[tuple[PhraseLabel, ...]] = (*_PAPERS, "making", "operation", "joint", "dispatch")
"""The labels of words around them."""
_AMOUNTS: Final = frozenset("一全整套份册本张及与和之的")
"""The characters of an amount of papers, and those between two kinds of them."""
_CLOSING: Final[tuple[PhraseLabel, ...]] = ("packed", "quantity")
"""The labels of words that determine the kind of a whole segment."""


class NamedGoods(NamedTuple):
    """The goods that an earlier segment names: their names, and those of the substances that they are on.

    `finished` goods stay such goods if they are coated. Papers that come with `technology` belong to it. A `machine` may come
    with equipment, and a text states a figure of a `measured` one that its entry tests. Words `stated` about a criterion of an
    entry of the goods describe them. A `lot` of a material has a purity, a content or a mass.
    """

    names: Sequence[Annotation]
    carriers: Sequence[Annotation]
    finished: bool
    machine: bool
    measured: bool
    lot: bool
    stated: Sequence[LexiconHit]
    technology: bool


class _Contents(NamedTuple):
    """A segment and what it holds: the rule that matches it as a whole, its names, terms and unread words.

    It `has_technology` if words in it are about technology. It may follow an `amount` of the goods. Equipment in it
    `accompanies` a machine. Another one that is no packing comes behind one that `is_followed`.
    """

    segment: Segment
    rule: Match | None
    names: Sequence[Annotation]
    terms: Sequence[Annotation]
    open_: Sequence[Token]
    has_technology: bool
    amount: bool
    accompanies: bool
    is_followed: bool

    @property
    def is_delivery(self) -> bool:
        """Whether a rule for terms of delivery matches the segment."""
        return self.rule is not None and "delivery" in self.rule.pattern.only

    @property
    def is_read(self) -> bool:
        """Whether the segment has neither names nor unread words."""
        return not (self.open_ or self.names or self.terms)


def named_goods(
    law: Register, text: AnnotatedText, names: Sequence[Annotation], carriers: Sequence[Annotation]
) -> NamedGoods:
    """Return the goods with some names, on some substances."""
    machine, technology = is_machine(law, names), _are_technology(law, names)
    return NamedGoods(
        names,
        carriers,
        is_kept_by_coating(law, text, names),
        machine,
        machine and is_measured(law, text, names),
        not (machine or technology) and _is_lot(text),
        statements_about(law, text, names),
        technology,
    )


def _is_lot(text: AnnotatedText) -> bool:
    """Return whether a text states the purity, a content or the mass of a material, which then is goods of its own."""
    weighed = any(MASS.search(note.words) for note in text.annotations_of("measure"))
    return weighed or has_purity(text) or bool(text.annotations_of("share"))


def _are_technology(law: Register, names: Sequence[Annotation]) -> bool:
    """Return whether names are those of technology, or of goods whose technology a text is about."""
    return names_technology(law, names) or all(note.value in INTANGIBLE for note in names)


def descriptions_of(
    law: Register, lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], goods: NamedGoods
) -> list[Annotation] | None:
    """Return the annotations of the segments after the one that names goods; None if one of them may name other goods."""
    notes = []
    for contents in _with_followed(lexicon, text, [*_contents(lexicon, text, segments, goods)]):
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


def _contents(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], goods: NamedGoods
) -> Iterator[_Contents]:
    """Yield the contents of segments; equipment that comes with a machine continues over figures and blanks."""
    rules = _rules(lexicon, text, segments, goods)
    accompanies = False
    for segment in segments:
        whole = [
            match
            for match in rules
            if may_accompany(match, segment, measured=goods.measured) and is_whole(text, segment, match)
        ]
        continues_list = text.text[: segment.tokens[0].start].rstrip().endswith(("、", "&", "+"))
        accompanies = goods.machine and (
            comes_with(text, segment) or (accompanies and (segment.may_continue or continues_list))
        )
        yield _Contents(
            segment,
            max(whole, key=lambda match: match.end - match.start, default=None),
            names=[note for note in text.names if segment.holds(note) and not is_within(note, goods.stated)],
            terms=[
                note
                for note in text.annotations_of("term")
                if segment.holds(note) and not is_within(note, goods.stated)
            ],
            open_=[
                token
                for token in segment.tokens
                if text.has(token.start, token.end) and not is_within(token, goods.stated)
            ],
            has_technology=any(segment.holds(note) for note in text.annotations_of("technology")),
            amount=follows_quantity(text, segment),
            accompanies=accompanies,
            is_followed=False,
        )


def _with_followed(lexicon: Lexicon, text: AnnotatedText, every: list[_Contents]) -> list[_Contents]:
    """Return the contents of segments, and mark those before the last one that is neither read nor packing."""
    telling = [number for number, contents in enumerate(every) if not _is_silent(lexicon, text, contents)]
    last = max(telling, default=0)
    return [*(contents._replace(is_followed=True) for contents in every[:last]), *every[last:]]


def _is_silent(lexicon: Lexicon, text: AnnotatedText, contents: _Contents) -> bool:
    """Return whether a segment is read, or is about packing or anything else but features of a machine."""
    if contents.rule:
        return "machine" not in contents.rule.pattern.only
    return contents.is_read or _is_of_packing(lexicon, text, contents)


def _is_of_packing(lexicon: Lexicon, text: AnnotatedText, contents: _Contents) -> bool:
    """Return whether a segment ends with a container, or with a term of trade for packing."""
    ends = is_packing(text, contents.segment)
    return ends or (bool(contents.terms) and ends_with_packing(lexicon, text, contents.segment, contents.terms))


def _rules(lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], goods: NamedGoods) -> list[Match]:
    """Return the matches of rules whose conditions the goods meet: a machine has features, blocks of a material are pieces."""
    unmet: set[Only] = {"chemical"}
    if not goods.machine:
        unmet |= {"machine", "delivery"}
    if not goods.technology:
        unmet.add("technology")
    if goods.machine or not (_is_in_material_form(text, segments) or _are_magnets(text, goods)):
        unmet.add("pieces")
    return [
        match
        for match in matches(lexicon, text, "asides", text.tokens)
        if unmet.isdisjoint(match.pattern.only)
        and (goods.finished or match.pattern.id in _OF_USES or _is_of_container(match) or not holds_finish(text, match))
        and not _ends_with_longer_thing(text, match)
        and ("machine" not in match.pattern.only or is_feature(text, match))
    ]


def _are_magnets(text: AnnotatedText, goods: NamedGoods) -> bool:
    """Return whether the names of goods end with a word for a piece that is a magnet: 钕铁硼磁瓦."""
    return all(_MAGNET.search(text.text, name.start, name.end) for name in goods.names)


def _is_of_container(match: Match) -> bool:
    """Return whether a rule needs a container, whose lining is packing."""
    return any(step.label == "container" and not step.optional for step in match.pattern.steps)


def _description(
    law: Register, lexicon: Lexicon, text: AnnotatedText, contents: _Contents, goods: NamedGoods
) -> Annotation | None:
    """Return the annotation of a segment that only describes the goods; None if it may name others."""
    segment, rule = contents.segment, contents.rule
    if rule and contents.is_delivery:
        return mark(text, rule, "")
    if _is_analysis(lexicon, text, segment):
        return whole_segment(text, segment)._replace(value=ANALYSIS)
    if (
        _is_ingredient(text, contents, goods)
        or _is_alias(text, contents)
        or _is_explanation(law, text, contents, goods)
        or _is_remark(text, contents, goods)
        or _is_abbreviation(text, segment, goods)
    ):
        return whole_segment(text, segment)
    if (goods.technology and _is_technology(text, contents)) or (goods.measured and _is_melted(text, contents, goods)):
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


def _is_melted(text: AnnotatedText, contents: _Contents, goods: NamedGoods) -> bool:
    """Return whether a segment behind the figures of a furnace is the ingot that it melts, without an amount: 2200℃ 钛锭."""
    start, end = contents.segment.tokens[0].start, contents.segment.tokens[-1].end
    if not (all(name.words.endswith("炉") for name in goods.names) and _INGOT.fullmatch(text.text, start, end)):
        return False
    return not any(
        note.start >= end and adjacent(text.text, end, note.start) for note in text.annotations_of("measure")
    )


def _is_technology(text: AnnotatedText, contents: _Contents) -> bool:
    """Return whether a segment only has words for technology, its carriers and its making: 图纸 一套, 操作手册, drawings and data."""
    taught = text.phrases("taught", contents.segment.tokens)
    if contents.names or contents.terms or not all(hit.words.endswith(PAPERS_THAT_TEACH) for hit in taught):
        return False
    known: list[Spanned] = [hit for label in _OF_TECHNOLOGY for hit in text.phrases(label, contents.segment.tokens)]
    known += text.annotations_of("neutral", "form", "measure", "description")
    return any(text.phrases(label, contents.segment.tokens) for label in _PAPERS) and all(
        is_within(token, known) or token.word in _AMOUNTS for token in contents.open_
    )


def _may_name_others(
    law: Register, lexicon: Lexicon, text: AnnotatedText, contents: _Contents, goods: NamedGoods
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
    lexicon: Lexicon, text: AnnotatedText, contents: _Contents, goods: NamedGoods, *, component: bool
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


def _is_in_material_form(text: AnnotatedText, segments: Sequence[Segment]) -> bool:
    """Return whether a word before some segments states the form of a material: blocks, powder."""
    start = min((segment.start for segment in segments), default=0)
    before = [token for token in text.tokens if token.end <= start]
    return any(not MATERIALS.isdisjoint(hit.meanings) for hit in text.phrases("form", before))


def _is_analysis(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is the name of an impurity, with its small content directly after it: Fe2O3 5 ppm, La2O3 <0.01%."""
    end = segment.tokens[-1].end
    measured = any(
        end <= note.end and not text.text[end : note.start].strip(" <≤:：＜") and _IMPURITY.fullmatch(note.words)
        for note in text.annotations_of("measure", "share", "property")
    )
    if not measured or len(segment.tokens) > _WORDS_OF_IMPURITY:
        return False
    known = [(note.start, note.end) for note in text.annotations_of(*_SUBSTANCES)]
    known += [(hit.start, hit.end) for hit in text.phrases("contained", segment.tokens)]
    rest = [token for token in segment.tokens if not any(start <= token.start < end for start, end in known)]
    return not text.phrases("thing", rest) and not any(token.word in lexicon.things for token in rest)


def _ends_with_longer_thing(text: AnnotatedText, match: Match) -> bool:
    """Return whether the last words of a rule are only the end of a Chinese noun for a thing: 料 of 饮料."""
    last = match.parts[-1][0]
    return any(
        hit.end == match.end and hit.start < last and match.pattern.steps[0].gap
        for hit in text.phrases("thing", text.tokens_in(match.start, match.end))
    )


def _plain_words(text: AnnotatedText, contents: _Contents, goods: NamedGoods) -> list[Token]:
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


def _is_explanation(law: Register, text: AnnotatedText, contents: _Contents, goods: NamedGoods) -> bool:
    """Return whether a Chinese segment in brackets behind the name of goods explains it.

    What is in brackets behind the name of a machine describes it, unless it is a part, a copy or named goods. Behind the name
    of a chemical or a toxin, its last character is that of a kind of chemicals: 二苯羟乙酸（苯偶酰酸）.
    """
    tokens = contents.segment.tokens
    start, end = tokens[0].start, tokens[-1].end
    opening = max(text.text.rfind(bracket, 0, start) for bracket in "（(")
    closing = max(text.text.rfind(bracket, 0, start) for bracket in "）)")
    behind = opening > closing and any(name.end == opening for name in goods.names)
    if not (behind and HAN.search(text.text, start, end)):
        return False
    if goods.machine:
        other = any(text.phrases(label, tokens) for label in (*CHANGING, "spare", "component", "absent"))
        other = other or ends_with_component(text, contents.segment)
        return not (other or contents.names or contents.terms or contents.has_technology)
    chemical = not goods.finished and all(is_substance(law, name) for name in goods.names)
    return chemical and _OF_CHEMICAL.search(text.text, start, end) is not None


def _is_ingredient(text: AnnotatedText, contents: _Contents, goods: NamedGoods) -> bool:
    """Return whether a segment is what a lot with a content of its own holds besides, with its percentage: RDX 94 %, 蜡5%."""
    end = contents.segment.tokens[-1].end
    if contents.names or not goods.lot or len(contents.segment.tokens) > _WORDS_OF_IMPURITY:
        return False
    contents_before = [note for note in text.annotations_of("property", "share") if note.end <= contents.segment.start]
    return bool(contents_before) and any(
        note.start >= end and note.words.endswith(("%", "％")) and adjacent(text.text, end, note.start)
        for note in text.annotations_of("measure")
    )


def _is_alias(text: AnnotatedText, contents: _Contents) -> bool:
    """Return whether a segment is another name of the goods, and none of ordinary ones: 俗称仲钨, syn. Microcyclus ulei."""
    start = contents.segment.tokens[0].start
    return not contents.terms and any(hit.start == start for hit in text.phrases("alias", contents.segment.tokens))


def _is_remark(text: AnnotatedText, contents: _Contents, goods: NamedGoods) -> bool:
    """Return whether a segment in brackets behind a figure of a machine explains the figure: 5 km (small UAV).

    A list in such brackets may name parts: 4 axis (carriage, spindle, cross feed).
    """
    tokens = contents.segment.tokens
    bracket = next(
        (item for item in _BRACKETED.finditer(text.text) if item.start() < tokens[0].start < item.end()), None
    )
    if not (goods.machine and bracket and _is_of_figure(text, bracket.start())):
        return False
    others = (*CHANGING, "spare") if _LISTING.search(bracket.group()) else (*CHANGING, "spare", "component")
    return not (contents.has_technology or any(text.phrases(label, tokens) for label in others))


def _is_of_figure(text: AnnotatedText, end: int) -> bool:
    """Return whether a figure ends before a bracket, or words for counted features of a machine behind it: 4 axis CNC."""
    before = text.text[:end].rstrip()
    figures = [note.end for note in text.annotations_of("measure", "property")]
    counted = _COUNTED.search(before)
    return len(before) in figures or (counted is not None and not text.has(counted.start(), len(before)))


def _is_abbreviation(text: AnnotatedText, segment: Segment, goods: NamedGoods) -> bool:
    """Return whether a segment in brackets is made of letters of the name of the goods, in their order: triethanolamine 99% (TEA)."""
    start, end = segment.tokens[0].start, segment.tokens[-1].end
    if not (
        _ACRONYM.fullmatch(text.text, start, end)
        and _OPENING.search(text.text, 0, start)
        and _CLOSED.match(text.text, end)
    ):
        return False
    return any(_abbreviates(text.text[start:end], text.text[name.start : name.end]) for name in goods.names)


def _abbreviates(acronym: str, name: str) -> bool:
    """Return whether a name begins with the first letter of an acronym, and has its other letters in their order."""
    letters = iter(name.upper())
    return next(letters) == acronym[0] and all(letter in letters for letter in acronym[1:])


def _is_purpose(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment states the purpose of the goods."""
    return any(overlap(note, segment) for note in text.annotations_of("purpose"))
