"""Read issuer, year and number of an act from its Chinese title, as in 商务部 海关总署公告2025年第70号."""

from __future__ import annotations

import re
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from exportctl.law.grouping import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.citation_forms import Issuer
    from exportctl.store.announcements import Series

_DIGITS: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR: Final = r"[〔\[(]?(?P<year{0}>[0-9]{{4}}|[〇○零一二三四五六七八九]{{4}})[〕\])]?年?"
_NUMBER: Final = r"\(?第?(?P<number{0}>[0-9]{{1,5}}|[一二三四五六七八九十百]{{1,5}})号\)?"
_ISSUERS: Final = r"(?P<issuers>(?:(?!关于|公布|发布)[^0-9〇○〔\[(《“号]){0,80}?)"
_OWN: Final = re.compile(
    rf"(?:[(【\[]?已(?:废止|失效)[)】\]]?)?{_ISSUERS}"
    rf"(?:(?P<form1>公告|令)(?:{_YEAR.format(1)})?{_NUMBER.format(1)}|{_YEAR.format(2)}{_NUMBER.format(2)}(?P<form2>公告|令))"
    r"(?P<rest>.*)"
)
"""The number at the beginning of a title, before or after the word for the form of the act."""
_CLOSING: Final = re.compile(r"(?P<subject>.+)\((?P<inside>[^()]*(?:公告|令)[^()]*)\)")
"""A title that ends with a number in brackets: its own, or for an announcement that of another act that it changes."""
_CHANGES: Final = re.compile(
    r"延长|延期|暂停|停止|终止|中止|恢复|继续|调整|取消|修改|修订|更改|变更|补充|废止|失效|撤销|解除|执行|实施(?!.*管制)"
)
"""Words of a title that may be about another act, whose number it then has in brackets."""
_SUBJECT: Final = (
    *("-", "—", "–", ":", ",", ".", ";", "|", "(", "《", "关于", "公布", "发布", "决定", "对", "将", "就"),
    *("暂停", "延长", "调整", "取消", "中华人民共和国"),
)
"""The beginnings of the text after an act's own number. Other texts (第二款, 答记者问, 解读) are about the act and are not the act."""
_NO_SUBJECT: Final = re.compile(
    r"(?:第|之|的|有关|相关|及|和|与|等|、|实施|执行|适用|延期|附|补充|修改|修订|废止|失效|[0-9]).*"
    r"|.*(?:解答|说明|解释|译文|附件|附表|全文|文本|下载|要点|图解|读懂|新闻稿|谈话)"
)
"""The texts after a number and a blank that are about the act. Any other text after a blank is the subject of the act."""
_ABOUT: Final = ("答记者问", "答问", "问答", "解读", "发言人", "负责人", "更正", "勘误", "英文")
_FILLING: Final = re.compile(r"[\W_]+")
_MARKED: Final = re.compile(r"^[(【\[]?已(?:废止|失效)[)】\]]?|[(【\[]已(?:废止|失效)[)】\]]$")
_STATE: Final = "中华人民共和国"
_HUNDRED: Final = 100
_DAY: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})(?![0-9])"
)
_DAY_BESIDE: Final = rf"[\[(（【]?{re.sub(r'[?]P<[a-z]+>', '?:', _DAY.pattern)}日?(?: [0-9:]+)?[\])）】]?"
_DAY_BEFORE, _DAY_BEHIND = (re.compile(text) for text in (rf"^{_DAY_BESIDE}", rf"{_DAY_BESIDE}$"))
_ANY_NUMBER: Final = re.compile(r"[第年〕\])][0-9〇○零一二三四五六七八九十百]{1,5}号")


class Number(NamedTuple):
    """The number of an act in a series of its issuer."""

    series: str
    year: int
    number: int

    @property
    def id(self) -> str:
        """The id of the act in the data."""
        return f"{self.series}-{self.year}-{self.number}"


class Title(NamedTuple):
    """A parsed title: the whole text, the subject without the number, the issuers, and the number if there is one.

    `shown` is a number at the beginning or the end of the title, which may be that of another act.
    """

    text: str
    subject: str
    issuers: str
    number: Number | None
    shown: Number | None = None


def read_title(text: str, series: Sequence[Series], issuer: str, published: date | None) -> Title:
    """Return a parsed title. A title that mentions the number of another act, or explains one, has no number.

    `issuer` is the issuer of a title that names none. An order that is numbered throughout takes its year from its day.
    """
    whole = " ".join(text.split())
    words = normalize("NFKC", whole).split()
    plain = "".join(words)
    closing = None
    match = _OWN.fullmatch(plain)
    subject = match["rest"] if match else plain
    if match is None and (closing := _CLOSING.fullmatch(plain)):
        match, subject = _OWN.fullmatch(closing["inside"]), closing["subject"]
        if match and match["rest"]:
            match = None
    if match is None:
        return Title(whole, plain, issuer, None)
    issuers = match["issuers"].removeprefix(_STATE) or issuer
    number = _number_of(match, issuers, series, published)
    is_own = _is_own_in_brackets(match, subject, number, published) if closing else _is_subject(match["rest"], words)
    if not is_own or any(word in plain for word in _ABOUT):
        return Title(whole, plain, issuer, None, number)
    return Title(whole, subject, _with_commas(issuers, whole), number, number)


def _is_subject(rest: str, words: Sequence[str]) -> bool:
    """Return whether the text after a number is the subject of the act; `words` are those of the whole title."""
    if not rest or rest.startswith(_SUBJECT):
        return True
    is_after_blank = len(rest) in accumulate(map(len, reversed(words)))
    return is_after_blank and not _NO_SUBJECT.fullmatch(rest) and not _OWN.fullmatch(rest)


def _is_own_in_brackets(match: re.Match[str], subject: str, number: Number | None, published: date | None) -> bool:
    """Return whether a number in brackets at the end is that of the act: an announcement changes no other and is of the same year."""
    if (match["form1"] or match["form2"]) == "令":
        return True
    is_of_year = number is not None and published is not None and number.year == published.year
    return is_of_year and not _CHANGES.search(subject)


def _number_of(match: re.Match[str], issuers: str, series: Sequence[Series], published: date | None) -> Number | None:
    """Return the number of an act of one of the series."""
    form = match["form1"] or match["form2"]
    own = next((item for item in series if item.form == form and issuers.startswith(item.issuer)), None)
    year, number = (_value(match[f"{part}1"] or match[f"{part}2"] or "") for part in ("year", "number"))
    if year is None and published and own and own.numbered == "throughout":
        year = published.year
    return Number(own.id, year, number) if own and year and number else None


def read_number(text: str, series: Sequence[Series], issuer: str, published: date | None) -> Number | None:
    """Return the number in a text such as 商务部公告2025年第70号; None if the text has further content."""
    title = read_title(text, series, issuer, published)
    return title.number if not title.subject else None


def key_of(subject: str) -> str:
    """Return a subject without blanks, punctuation and marks of repeal, to compare spellings."""
    plain = _MARKED.sub("", "".join(normalize("NFKC", subject).split()))
    return _FILLING.sub("", plain).removeprefix(_STATE)


def day_in(text: str) -> date | None:
    """Return the first day in a text, such as 2026-10-03 or 2026年10月3日; None if there is none."""
    match = _DAY.search(normalize("NFKC", text))
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def without_day(text: str) -> str:
    """Return the text of an item of a list without the day at its beginning or end."""
    plain = " ".join(text.split())
    return _DAY_BEHIND.sub("", _DAY_BEFORE.sub("", plain).strip()).strip()


def has_number(text: str) -> bool:
    """Return whether a text has a number such as 第45号 or 〔2025〕10号."""
    return bool(_ANY_NUMBER.search("".join(normalize("NFKC", text).split())))


def issuers_in(text: str, known: Sequence[Issuer]) -> tuple[str, ...]:
    """Return the issuers in the beginning of a title, each by its name in the data; one that is not known keeps its own."""
    ids = {name: issuer.id for issuer in known for name in issuer.names}
    longest_first = sorted(ids, key=len, reverse=True)
    names = re.findall("|".join([*longest_first, r"[^\s、,，]+"]), text)
    return unique(ids.get(name, name) for name in names)


def _with_commas(issuers: str, text: str) -> str:
    """Return issuers separated by commas, where the text has blanks or commas."""
    match = re.search(r"[\s、,]*".join(map(re.escape, issuers)), text)
    names = re.split(r"[\s、,]+", match[0]) if match else [issuers]
    return ("、" if max(map(len, names)) > 1 else "").join(names)


def _value(text: str) -> int | None:
    """Return a number in Arabic or Chinese digits; a Chinese year is written digit by digit."""
    if text.isascii():
        return int(text) if text else None
    if not {"十", "百"}.intersection(text):
        return int("".join(_DIGITS.get(char, "") for char in text) or 0) or None
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = int(_DIGITS[char])
        else:
            total += (digit or 1) * (_HUNDRED if char == "百" else 10)
            digit = 0
    return total + digit
