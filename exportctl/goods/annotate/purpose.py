"""The purpose of goods, and the use that their grade names: both differ from the identity of the goods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import is_listed
from exportctl.goods.patterns import mark, matches
from exportctl.goods.text import is_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register

_APART: Final = re.compile(r"[\s,，、;；()（）]")
_OTHER_WORDS: Final = re.compile(r"[使利采应代费信不停禁作效专公]用$")
"""Words in which 用 follows no use: 使用, 代用."""
_SIZE: Final = re.compile(r"\d[\d.]*\s?(?:英?[寸吋]|[mcuμ]m|毫米|微米|目|N)")
"""A size between a use and the name of the goods: 太阳能电池用6寸锗衬底片."""
_FIRST_USE: Final = re.compile(r"(?:(?<=^)|(?<=[\s,，;；(（]))(?:[\u4e00-\u9fff]{2,8}[/、])+$")
"""The uses before another one that share its 用: 压力容器/壳体用."""
_VALUE: Final = re.compile(r"\s?(?:[A-Z]|I{1,3}|\d{1,2})(?![A-Za-z0-9.%])")
"""The number or letter of a grade of the goods themselves: ammonium paratungstate grade 0."""


def grades_of_use(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield grades that name a use, such as laser grade, unless the text has no other name.

    A grade may be part of a name (battery-grade lithium carbonate), but none begins within one. The first name of a text is that
    of the goods if a number or a letter follows, and no name after it: tungsten concentrate grade A, WO3 65 %. Neither is a term of
    trade a grade (PET chips bottle grade), nor what is for a grade: pump for electronic grade hydrofluoric acid.
    """
    end = 0
    for grade in matches(lexicon, text, "grades-of-use", text.tokens):
        within = [item for item in text.names if is_within(item, [grade])]
        across = any(item.start < grade.start < item.end for item in text.names)
        words = text.tokens_in(*grade.span)
        is_other = bool(text.phrases("bound", words) or text.phrases("purpose", words))  # 可升级 is no grade
        is_of_goods = bool(within) and within[0] == text.names[0] and _is_numbered(text, grade)
        is_term = any(hit.end == grade.end and hit.start <= grade.start for hit in text.phrases("term"))
        if end <= grade.start and len(within) < len(text.names) and not (across or is_other or is_of_goods or is_term):
            for item in within:
                text.retract(item)
            end = grade.end
            yield mark(text, grade, text.text[slice(*grade.span)])


def _is_numbered(text: AnnotatedText, grade: Match) -> bool:
    """Return whether a number or a letter follows a grade, and no name directly after it."""
    value = _VALUE.match(text.text, grade.end)
    return value is not None and not any(adjacent(text.text, value.end(), name.start) for name in text.names)


def uses(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield uses before 用: 太阳能电池用."""
    for use in _uses(law, lexicon, text):
        if text.has(*use.span):
            first = _FIRST_USE.search(text.text, 0, use.start)
            note = mark(text, use, text.text[slice(*use.parts[0])])
            start = first.start() if first else note.start
            yield note._replace(start=start, words=text.text[start : note.end])


def purpose(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the first purpose, such as that after `for`, up to a comma, a bracket or the end."""
    for match in matches(lexicon, text, "purpose")[:1]:
        goods = mark(text, match, text.text[slice(*match.parts[-1])].strip())
        yield goods._replace(words=goods.words.strip())


def purpose_word(law: Register, lexicon: Lexicon, text: AnnotatedText) -> tuple[int, int] | None:
    """Return the position of the first unread word, such as `for`, that introduces the purpose of the goods; None if there is none."""
    of_uses = _uses(law, lexicon, text)
    rest = [token for token in text.unread if not is_within(token, of_uses)]
    first = next(iter(matches(lexicon, text, "purpose", rest)), None)
    return first and first.parts[0]


def _uses(law: Register, lexicon: Lexicon, text: AnnotatedText) -> list[Match]:
    """Return the uses between blanks, marks and the ends of a text, and those that begin there, before a name of goods.

    Inside other words 用 ends no use.
    """
    whole = text.text
    return [
        use
        for use in matches(lexicon, text, "uses", text.tokens)
        if (_is_apart(whole[: use.start][-1:]) or _FIRST_USE.search(whole, 0, use.start))
        and (_is_apart(whole[use.end :][:1]) or _is_before_name(law, text, use))
    ]


def _is_apart(beside: str) -> bool:
    """Return whether the character beside a use, if there is one, separates it from other words."""
    return not beside or _APART.match(beside) is not None


def _is_before_name(law: Register, text: AnnotatedText, use: Match) -> bool:
    """Return whether the Chinese name of listed goods directly follows a use: 太阳能电池用锗单晶片."""
    size = _SIZE.match(text.text, use.end)
    start = size.end() if size else use.end
    meanings = [meaning for name in text.names if name.start == start for meaning in name.meanings]
    listed = bool(meanings) and all(is_listed(law, meaning, everywhere=True) for meaning in meanings)
    return listed and not _OTHER_WORDS.search(text.text, 0, use.end)
