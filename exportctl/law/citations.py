"""Citations are the names by which people refer to acts and provisions: No. 46/2024, para. 2; 商务部公告2024年第46号第二款.

Acts carry an id of issuer, year and number (`mofcom-2024-46`), from which the usual citation follows. An act without a number
is cited by its title. Programs refer to acts and provisions by id.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exportctl.sentences import Called, side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.register import Register
    from exportctl.sentences import Listed

_NUMBERED: Final = (
    (r"mofcom-(\d{4})-(\d+)", "No. {1}/{0}", "商务部公告{0}年第{1}号"),
    (r"mofcom-order-(\d{4})-(\d+)", "MOFCOM Order No. {1}/{0}", "商务部令{0}年第{1}号"),
    (r"mofcom-decision-(\d{4}-\d\d-\d\d)", "MOFCOM decision of {0}", "商务部{0}决定"),
    (r"mfa-order-(\d{4})-(\d+)", "MFA Order No. {1}/{0}", "外交部令{0}年第{1}号"),
    (r"mfa-(\d{4}-\d\d-\d\d)", "MFA decision of {0}", "外交部{0}决定"),
    (r"gacc-(\d{4})-(\d+)", "GACC No. {1}/{0}", "海关总署公告{0}年第{1}号"),
    (r"state-council-(\d{4})-(\d+)", "State Council Decree No. {1}", "国务院令第{1}号"),
    (r"uel-(\d{4})-(\d+)", "UEL No. {1}/{0}", "不可靠实体清单工作机制公告{0}年第{1}号"),
    (r"uel-decision-(\d{4}-\d\d-\d\d)", "UEL decision of {0}", "不可靠实体清单工作机制{0}决定"),
    (r"us-(\d+)fr(\d+)", "{0} FR {1}", "《美国联邦公报》第{0}卷第{1}页"),
    (r"us-eo-(\d+)", "Executive Order {0}", "美国第{0}号行政令"),
    (r"us-proc-(\d+)", "Proclamation {0}", "美国第{0}号公告"),
)
"""Ids of numbered and dated acts, and the citation in both languages."""
_HAS_ARTICLES: Final = re.compile(r"(?:state-council|cn|mofcom-order)-")
"""Acts that are divided into articles; announcements are divided into paragraphs."""
_LIMBS: Final[Mapping[str, tuple[str, str]]] = {
    "abroad": ("abroad", "境外"),
    "annex": ("annex", "附件"),
    "annex-1": ("annex 1", "附件1"),
    "annex-1.unread": ("rest of annex 1", "附件1其余部分"),
    "barred": ("prohibited part", "禁止出口部分"),
    "barred-until-2020": ("prohibited part until 2020", "2020年前禁止出口部分"),
    "buildings-barred": ("buildings, prohibited part", "建筑类禁止出口部分"),
    "buildings-restricted": ("buildings, restricted part", "建筑类限制出口部分"),
    "catch-all": ("catch-all", "兜底条款"),
    "declaration": ("declaration", "申报要求"),
    "doubtful-barred": ("doubtful entries, prohibited part", "存疑条目禁止出口部分"),
    "doubtful-restricted": ("doubtful entries, restricted part", "存疑条目限制出口部分"),
    "export-list": ("export list", "出口管制清单"),
    "facilitation": ("facilitation", "便利措施"),
    "fees": ("fees", "收费"),
    "gallium": ("gallium", "镓"),
    "inside": ("inside China", "境内"),
    "knowledge": ("knowledge", "知悉情形"),
    "military": ("military", "军事用途"),
    "non-ferrous-metallurgy": ("non-ferrous metallurgy", "有色金属冶炼"),
    "other-entries": ("other entries", "其他条目"),
    "part-1": ("part 1", "第一部分"),
    "part-2": ("part 2", "第二部分"),
    "part-3": ("part 3", "第三部分"),
    "pass-on": ("transfer", "转让"),
    "rare-earth-barred": ("rare earths, prohibited part", "稀土禁止出口部分"),
    "rare-earth-restricted": ("rare earths, restricted part", "稀土限制出口部分"),
    "re-export-from-china": ("re-export from China", "自中国再出口"),
    "restricted": ("restricted part", "限制出口部分"),
    "restricted-until-2020": ("restricted part until 2020", "2020年前限制出口部分"),
    "stood-barred": ("entries in force before, prohibited part", "原有条目禁止出口部分"),
    "stood-restricted": ("entries in force before, restricted part", "原有条目限制出口部分"),
    "strength": ("military strength", "军事实力"),
    "supply": ("supply in China", "境内提供"),
    "supply-abroad": ("supply abroad", "境外提供"),
    "transit": ("transit", "过境"),
    "unread": ("unread list", "未读清单"),
}
"""The names of parts of acts that have a name instead of a number, or after the number."""
_DIGITS: Final = "零一二三四五六七八九"


def act_citation(law: Register, act: str) -> Called:
    """Return the citation of an act by its number or day, else its title; other ids, such as a company's licence, stay unchanged."""
    for pattern, en, zh in _NUMBERED:
        if match := re.fullmatch(pattern, act):
            return Called(en.format(*match.groups()), zh.format(*match.groups()))
    if act not in law.acts:
        return Called(act, act)
    title = law.acts[act].title
    return Called(title.en or title.zh or act, title.zh)


def citation(law: Register, provision: str) -> Called:
    """Return the citation of a provision: its act, and its paragraph or article where the act has several."""
    act, _, paragraph = provision.partition("/")
    whole = act_citation(law, act)
    if not paragraph or (paragraph == "1" and len(law.acts[act].provisions) == 1):
        return whole
    number = re.match(r"\d+(?:\.\d+)*(?=$|\.)", paragraph)
    limb = paragraph[number.end() :].removeprefix(".") if number else paragraph
    en, zh = [str(whole)], whole.zh
    if number:
        has_articles = bool(_HAS_ARTICLES.match(act))
        en.append(f"{'art.' if has_articles else 'para.'} {number[0]}")
        zh += _chinese_number(number[0], ("条", "款", "项") if has_articles else ("款", "项", "目"))
    text = ", ".join(en)
    if not limb:
        return Called(text, zh)
    if limb == "closing":
        return Called(f"{text}, closing para.", f"{zh}末款")
    limb_en, limb_zh = _LIMBS.get(limb, (limb, limb))
    return Called(f"{text} ({limb_en})" if number else f"{text}, {limb_en}", f"{zh}（{limb_zh}）")


def joint_citation(law: Register, provisions: Iterable[str]) -> Listed:
    """Return the citations of several provisions, with each act named once: No. 61/2025, paras. 1.1, 1.2; No. 62/2025, para. 1."""
    return side_by_side(
        _of_one_act(law, act, [*same]) for act, same in groupby(provisions, key=lambda name: name.partition("/")[0])
    )


def by_citation(law: Register) -> Mapping[str, str]:
    """Return the id of each act and provision by its citations, as `fold` spells them, without ambiguous citations."""
    ids: dict[str, set[str]] = {}
    for id_, name in _citations(law):
        for text in (str(name), name.zh):
            ids.setdefault(fold(text), set()).add(id_)
    return {text: next(iter(same)) for text, same in ids.items() if len(same) == 1}


def fold(text: str) -> str:
    """Return a citation without blanks, commas and capitals, in which spellings differ."""
    return re.sub(r"[\s,，]+", "", text).casefold()


def _of_one_act(law: Register, act: str, provisions: list[str]) -> Called:
    if len(provisions) == 1:
        return citation(law, provisions[0])
    whole = act_citation(law, act)
    names = [citation(law, name) for name in provisions]
    parts = [str(name).removeprefix(str(whole)).removeprefix(", ") for name in names]
    for unit in ("para. ", "art. "):
        if all(part.startswith(unit) for part in parts):
            parts = [f"{unit[:-2]}s. {parts[0].removeprefix(unit)}", *(part.removeprefix(unit) for part in parts[1:])]
    return Called(
        ", ".join([str(whole), *parts]), whole.zh + "、".join(name.zh.removeprefix(whole.zh) for name in names)
    )


def _citations(law: Register) -> Iterator[tuple[str, Called]]:
    for act in law.acts.values():
        yield act.id, act_citation(law, act.id)
        for item in act.provisions:
            name = citation(law, id_ := f"{act.id}/{item.paragraph}")
            if str(name) != str(act_citation(law, act.id)):
                yield id_, name


def _chinese_number(number: str, units: tuple[str, ...]) -> str:
    return "".join(f"第{_numeral(int(part))}{unit}" for part, unit in zip(number.split("."), units, strict=False))


def _numeral(number: int) -> str:
    """Return a number below 100 as acts write it: 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
