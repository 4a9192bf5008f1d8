"""Chinese words for the values of options: each means one of the English words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.effects import APPEARANCES
from exportctl.sentences import BilingualName, JoinedTexts, join

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    # end uses, and end users
    "civil": ("民用", "民事", "民用用途", "民用生产", "民品"),
    "military": ("军用", "军事", "军方", "军事用途", "军用用途", "军工", "军队"),
    "wmd": ("大规模杀伤性武器",),
    "terrorism": ("恐怖主义",),
    "advanced-chips": ("先进芯片", "先进制程芯片"),
    "military-ai": ("军用人工智能", "军事人工智能"),
    "rare-earths": ("稀土",),
    "humanitarian": ("人道主义", "人道"),
    "other": ("其他", "其它"),
    # forms
    "metal": ("金属",),
    "alloy": ("合金",),
    "oxide": ("氧化物",),
    "compound": ("化合物",),
    "mixture": ("混合物",),
    "ore": ("矿石", "矿"),
    "powder": ("粉末", "粉"),
    "crystal": ("晶体", "单晶"),
    "wafer": ("晶片", "晶圆"),
    "target": ("靶材",),
    "magnet": ("磁体", "磁铁"),
    "fibre": ("纤维",),
    "ceramic": ("陶瓷",),
    "phosphor": ("荧光粉",),
    "catalyst": ("催化剂",),
    "component": ("零部件", "部件", "组件"),
    "equipment": ("设备",),
    "finished-product": ("成品", "制成品"),
    "software": ("软件",),
    "technology": ("技术",),
    # answers and persons
    "yes": ("是",),
    "no": ("否",),
    "none": ("无", "不在清单"),
    "chinese": ("中国主体", "中国"),
    "foreign": ("外国主体", "外国"),
    # roles
    "end-user": ("最终用户", "终端用户"),
    "importer": ("进口商",),
    "consignee": ("收货人",),
    "buyer": ("买方",),
    "notify-party": ("通知方",),
    "intermediary": ("中间商",),
    "carrier": ("承运人",),
    "agent": ("代理人",),
    # decisions, and readings
    **{decision: appearance.chinese for decision, appearance in APPEARANCES.items()},
    "on-face": ("按公告文本", "按文义"),
    "extended": ("延期", "如延期"),
    "fail": ("失败",),
    "warn": ("警告",),
    # kinds of records
    "acts": ("法规文件", "法规", "公告"),
    "provisions": ("条款",),
    "entries": ("清单条目", "条目"),
    "statements": ("声明",),
    "guidance": ("官方解答", "官方解释"),
    "procedure": ("办理程序",),
    "parties": ("名单主体", "交易相关方", "当事方"),
    "parameters": ("技术参数", "参数", "特性"),
}
_WORDS: Final = {chinese: word for word, names in _NAMES.items() for chinese in names}


def from_chinese(text: str) -> str:
    """Return the word that a Chinese one means, and any other text unchanged, both in lower case and without surrounding blanks."""
    word = text.strip().lower()
    return _WORDS.get(word, word)


def with_chinese(words: Iterable[str]) -> JoinedTexts:
    """Return the accepted words of an option, each with its Chinese names, if it has any."""
    return join(BilingualName(word, f"{_NAMES[word][0]}（{word}）") if word in _NAMES else word for word in words)


def word(english: str) -> BilingualName:
    """Return such a word, which a Chinese report shows by its Chinese name, if it has one."""
    return BilingualName(english, _NAMES.get(english, ("",))[0])
