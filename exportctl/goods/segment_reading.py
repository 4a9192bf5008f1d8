"""What a segment holds: the rule of reading that matches it as a whole, its names, its terms of trade and its unread words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.accompaniments import comes_with, may_accompany
from exportctl.goods.changed_goods import holds_finish
from exportctl.goods.machine_features import is_feature
from exportctl.goods.packing import ends_with_packing, follows_quantity, is_packing
from exportctl.goods.patterns import matches
from exportctl.goods.segment_contents import is_whole
from exportctl.goods.text import is_within
from exportctl.law.forms import MATERIALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.described_goods import NamedGoods
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import Only

_MAGNET: Final = re.compile(r"(?:磁[瓦钢体铁环片块条]|永磁体|[Mm]agnets?)$")
"""The ends of the names of magnets."""
_OF_USES: Final = frozenset({"use", "use-of-what"})
"""The rules for uses. A coating may be one, and then no word for the finish of the goods."""


class SegmentReading(NamedTuple):
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


def read_segments(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], goods: NamedGoods
) -> Iterator[SegmentReading]:
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
        yield SegmentReading(
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


def with_followed(lexicon: Lexicon, text: AnnotatedText, every: list[SegmentReading]) -> list[SegmentReading]:
    """Return the contents of segments, and mark those before the last one that is neither read nor packing."""
    telling = [number for number, contents in enumerate(every) if not _is_silent(lexicon, text, contents)]
    last = max(telling, default=0)
    return [*(contents._replace(is_followed=True) for contents in every[:last]), *every[last:]]


def _is_silent(lexicon: Lexicon, text: AnnotatedText, contents: SegmentReading) -> bool:
    """Return whether a segment is read, or is about packing or anything else but features of a machine."""
    if contents.rule:
        return "machine" not in contents.rule.pattern.only
    return contents.is_read or _is_of_packing(lexicon, text, contents)


def _is_of_packing(lexicon: Lexicon, text: AnnotatedText, contents: SegmentReading) -> bool:
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


def _is_in_material_form(text: AnnotatedText, segments: Sequence[Segment]) -> bool:
    """Return whether a word before some segments states the form of a material: blocks, powder."""
    start = min((segment.start for segment in segments), default=0)
    before = [token for token in text.tokens if token.end <= start]
    return any(not MATERIALS.isdisjoint(hit.meanings) for hit in text.phrases("form", before))


def _ends_with_longer_thing(text: AnnotatedText, match: Match) -> bool:
    """Return whether the last words of a rule are only the end of a Chinese noun for a thing: 料 of 饮料."""
    last = match.parts[-1][0]
    return any(
        hit.end == match.end and hit.start < last and match.pattern.steps[0].gap
        for hit in text.phrases("thing", text.tokens_in(match.start, match.end))
    )
