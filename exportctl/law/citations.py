"""Citations are the names by which people refer to acts and provisions: No. 46/2024, para. 2; 商务部公告2024年第46号第二款.

Acts carry an id of issuer, year and number (`mofcom-2024-46`), from which the usual citation follows (data/citations). An act
without a number is cited by its title, which Chinese puts in title marks (《中华人民共和国出口管制法》第十二条). Programs refer to
acts and provisions by id. The units, numerals and title marks of Chinese are grammar, and stay here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exportctl.law.citation_forms import CLOSING, parts_of
from exportctl.law.grouping import by_key
from exportctl.law.model import Name
from exportctl.sentences import BilingualName, Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.citation_forms import CitationForm
    from exportctl.law.register import Register
    from exportctl.sentences import JoinedTexts

_POINTS: Final = frozenset({"state-council-2024-792/39.4"})
"""Provisions that are points of an article without paragraphs, which is written differently in Chinese."""
_TITLE: Final = re.compile(r"(.+(?:法|条例|办法|规定|制度|清单|目录|公告))(（[^（）]+）)?")
"""A Chinese title: its last word is a kind of act, and an edition may follow. Other names of acts without a number are descriptions."""
_INNER_MARKS: Final = str.maketrans("《》", "〈〉")
_NUMBER_OF_YEAR: Final = re.compile(r"^(?:no\.?)?(\d+)(?:/|of)(\d{4})(?!\d)")
"""An English number at the start: 46/2024, No. 46 of 2024."""
_NUMBER_ALONE: Final = re.compile(r"\d{4}年第\d+号")
_DIGITS: Final = "零一二三四五六七八九"


def act_citation(law: Register, act: str) -> BilingualName:
    """Return the citation of an act by its number or day, else its title; other ids, such as a company's licence, stay unchanged."""
    form = _form_of(law, act)
    if form and form.name and (parts := form.parts_of(act)):
        zh = form.name.zh.format(**parts)
        return BilingualName(form.name.en.format(**parts), _with_issuers(law, act, zh) if law.cited_as.in_full else zh)
    if act not in law.acts:
        return BilingualName(act, act)
    title = law.acts[act].title
    return BilingualName(title.en or title.zh or act, _in_title_marks(title.zh))


def in_full(law: Register) -> Register:
    """Return a register whose Chinese citations name all issuers of a joint act, as acts do: 商务部、海关总署公告2025年第57号."""
    return replace(law, cited_as=law.cited_as._replace(in_full=True))


def _with_issuers(law: Register, act: str, zh: str) -> str:
    """Return the Chinese citation of an act with all its issuers, if their names are known and the first one begins it."""
    issuers = law.acts[act].issuers if act in law.acts else ()
    names = [law.cited_as.issuers.get(item, "") for item in issuers]
    if len(names) < 2 or not all(names) or not zh.startswith(names[0]):  # noqa: PLR2004 - a joint act has two issuers or more
        return zh
    return "、".join(names) + zh.removeprefix(names[0])


def _form_of(law: Register, act: str) -> CitationForm | None:
    return next((form for form in law.cited_as.forms if form.parts_of(act)), None)


def citation(law: Register, provision: str) -> BilingualName:
    """Return the citation of a provision: its act, and its paragraph or article where the act has several."""
    act, _, paragraph = provision.partition("/")
    whole = act_citation(law, act)
    if not paragraph or (paragraph == "1" and len(law.acts[act].provisions) == 1):
        return whole
    number, limb = parts_of(paragraph)
    en, zh = [str(whole)], whole.zh
    if number:
        form = _form_of(law, act)
        has_articles = form is not None and form.divided_into == "articles"
        units = ("条", "项") if provision in _POINTS else ("条", "款", "项") if has_articles else ("款", "项", "目")
        en.append(f"{'art.' if has_articles else 'para.'} {number}")
        zh += "".join(f"第{_numeral(int(part))}{unit}" for part, unit in zip(number.split("."), units, strict=False))
    text = ", ".join(en)
    if not limb:
        return BilingualName(text, zh)
    if limb == CLOSING:
        return BilingualName(f"{text}, closing paragraph", f"{zh}末款")
    name = law.cited_as.parts.get(limb) or Name(limb, limb)
    return BilingualName(f"{text} ({name.en})" if number else f"{text}, {name.en}", f"{zh}（{name.zh}）")


def joint_citation(law: Register, provisions: Iterable[str]) -> JoinedTexts:
    """Return the citations of several provisions, with each act named once: No. 61/2025, paras. 1.1, 1.2; No. 62/2025, para. 1."""
    return side_by_side(
        _of_one_act(law, act, [*same]) for act, same in groupby(provisions, key=lambda name: name.partition("/")[0])
    )


def guidance_citation(law: Register, guidance: str) -> Sentence:
    """Return the citation of guidance by its issuer and day: MOFCOM guidance of 2024-03-15."""
    item = law.guidance[guidance]
    return Sentence("{by} guidance of {day}", by=Sentence.of(item.by), day=item.published)


def source_citation(law: Register, source: str) -> str:
    """Return the citation of a source by its own name, else by that of the act or the guidance whose id begins its id."""
    if name := law.cited_as.sources.get(source):
        return BilingualName(name.en or source, name.zh)
    owners = (id_ for id_ in (*law.acts, *law.guidance) if source == id_ or source.startswith(f"{id_}-"))
    owner = max(owners, key=len, default=source)
    return guidance_citation(law, owner) if owner in law.guidance else act_citation(law, owner)


def by_citation(law: Register) -> Mapping[str, str]:
    """Return the id of each act and provision by its citations, as `fold` spells them, without ambiguous citations."""
    ids = by_key(((fold(text), id_) for id_, name in _citations(law) for text in (str(name), name.zh)), set)
    return {text: next(iter(same)) for text, same in ids.items() if len(same) == 1}


def fold(text: str) -> str:
    """Return a citation without the signs and capitals in which spellings differ: No. 46 of 2024, 2024年第46号 and 46/2024 are alike.

    A number without an issuer is one of MOFCOM, whose acts are cited so.
    """
    plain = re.sub(r"[\s,，《》〈〉]+", "", text).casefold()
    plain = _NUMBER_OF_YEAR.sub(r"no.\1/\2", plain)
    return f"商务部公告{plain}" if _NUMBER_ALONE.match(plain) else plain


def _of_one_act(law: Register, act: str, provisions: list[str]) -> BilingualName:
    if len(provisions) == 1:
        return citation(law, provisions[0])
    whole = act_citation(law, act)
    names = [citation(law, name) for name in provisions]
    parts = [str(name).removeprefix(str(whole)).removeprefix(", ") for name in names]
    for unit in ("para. ", "art. "):
        if all(part.startswith(unit) for part in parts):
            parts = [f"{unit[:-2]}s. {parts[0].removeprefix(unit)}", *(part.removeprefix(unit) for part in parts[1:])]
    chinese = [re.sub(r"^（([^）]+)）$", r"\1", name.zh.removeprefix(whole.zh)) for name in names]
    return BilingualName(", ".join([str(whole), *parts]), whole.zh + "、".join(chinese))


def _citations(law: Register) -> Iterator[tuple[str, BilingualName]]:
    for act in law.acts.values():
        yield act.id, act_citation(law, act.id)
        for item in act.provisions:
            name = citation(law, id_ := f"{act.id}/{item.paragraph}")
            if str(name) != str(act_citation(law, act.id)):
                yield id_, name


def _in_title_marks(name: str) -> str:
    """Return the Chinese name of an act in title marks, if it is a title; an edition stays outside of them."""
    title = _TITLE.fullmatch(name)
    return f"《{title[1].translate(_INNER_MARKS)}》{title[2] or ''}" if title else name


def _numeral(number: int) -> str:
    """Return a number below 100 as acts write it: 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
