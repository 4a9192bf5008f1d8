"""Banned phrases and terms in text for people: `make check` runs `python -m tests.prose`, which prints each with a replacement.

`--pages`, `--catalogue`, `--help-texts`, `--docstrings` and others select sources; `--hints` adds advice that fails nothing.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

from tests.helps import helps
from tests.pages import DOCS, FENCE, ROOT


class Text(NamedTuple):
    """A paragraph of text for people, or a docstring (`is_code`): its file, its first line there, and its words without code."""

    file: str
    line: int
    words: str
    is_code: bool = False


class Rule(NamedTuple):
    """A banned phrase, as a pattern, and its replacement."""

    pattern: re.Pattern[str]
    instead: str


class Finding(NamedTuple):
    """A place where a rule is broken."""

    file: str
    line: int
    words: str
    instead: str

    def __str__(self) -> str:
        """Return the finding as `make check` prints it."""
        return f"{self.file}:{self.line}: {self.words!r}: write {self.instead}"


def _rules(table: str) -> tuple[Rule, ...]:
    """Return the rules of a table with a pattern and a replacement on each line, two blanks or more between them."""
    rows = (re.split(r" {2,}", line.strip(), maxsplit=1) for line in table.strip().splitlines())
    return tuple(Rule(_pattern(row), instead) for row, instead in rows)


def _pattern(row: str) -> re.Pattern[str]:
    """Return the pattern of a row, in which a blank also matches the end of a line."""
    return re.compile(row.replace(" ", r"\s+"), re.IGNORECASE)


TERMS = _rules(
    r"""
    \bunsettled\b                                        'unconfirmed' (the data word is code: `unsettled`)
    \bnot settled\b                                      'unconfirmed', or name both readings
    \bchecked through\b                                  'law data as of'
    \bdays? gone\b                                       'days ago'
    \bbarred\b                                           'prohibited'
    \bgreen\b                                            'no control found'
    \b(?:is|are|as|goods) clear\b                        'no control found'
    \b(?:decided?|decides nothing|nothing is decided) free\b    'no control found', or 'cleared'
    \bfree[rsd]?\b(?! text)                              'no control found', 'excludes' or 'exempts'
    \b(?:lines?|codes?) of (?:the|its|that|this|a|any|every|another|one of its) (?:control )?lists?\b    'entry', 'control code'
    \bno change of this answer is known\b                'No later change is known'
    \b(?:has a|have a|are the|is the|the) most(?=[.;,)]|$)    'limit', 'maximum'
    \bdoes not reach the gate\b                          'does not fail the gate'
    \bkeeps its place\b                                  'keeps its slot'
    \b(?:at rest|at work|to hand|by hand made)\b         the plain state: 'idle', 'running', 'available'
    \b[1-9]\d{1,2}000\b|\b[1-9]\d*000000\b               a number with separators: 1,000,000
    """
)
"""Terms with one better form, that of docs/glossary.md. Code may use such a word in another sense: a free name of a file."""

PHRASES = _rules(
    r"""
    \blist codes?\b                                      'control code'
    \b(?:sleeps?|sleeping|asleep)\b                      'suspended'
    \bat worst\b                                         'worst case'
    \b(?:says?|said)\b                                   the actor and its action: 'names', 'shows', 'sets', 'states'
    \b(?:tells?|told)\b                                  'shows', 'prints', 'reports'
    \b(?:asks|asked)\b                                   'requires', 'checks'
    \bstands?\b                                          'is', 'has', 'contains'
    \bstood\b                                            'was', 'had'
    \b(?:whoever|whomever|whosoever)\b                   'anybody who', or name the person
    \bnobody (?:knows|knew|can know|can tell|can say|renewed|waits|is asked|wrote)\b    'is unknown', 'the law data cannot confirm'
    \bwhat (?:it|that|this) comes to\b                   'the conclusion'
    \bwhole or not at all\b                              'atomically'
    \bso many\b                                          the number: 'DAYS days', 'this many'
    \bturns? on\b(?! the)                                'depends on'
    \b(?:mends?|mended|mending)\b                        'corrects', 'corrected'
    \banew\b                                             'again'
    \bheld? against\b                                    'compared with'
    \bor behind it\b                                     'or after it'
    \bgoes? on\b                                         'continues'
    \bgo by\b                                            'name', 'identify'
    \bsee(?:s)? to it\b                                  'ensures'
    \bthat is no permission\b                            'this is not a permission'
    \bputs? up with\b                                    'accepts'
    """
)
"""Phrases with one better form, in docstrings too."""

ENGLISH = (*TERMS, *PHRASES)

CHINESE = _rules(
    r"""
    推定拒绝                        原则上不予许可
    (?<!无)须许可(?!证)             须取得许可
    从严审查(?!最终用户)            从严审查最终用户和最终用途
    闸门                            拦截级别
    (?<!列名)当事方                 交易相关方
    列名当事方                      管控名单、关注名单或不可靠实体清单所列主体
    核查至                          数据截至
    未决|未定(?!义)                 无法判定
    答复|所答                       判定结果
    无人知晓                        无法确定
    一概不知                        未收录
    如地点不能说明                  目的地不足以说明接收方时
    回答助手                        供 AI 助手调用
    未作宣布                        未见延期公告
    究竟                            具体
    特性                            参数
    截短                            简称
    休眠|沉睡                       暂停实施
    为 ?\d[A-E]\d{3}                清单条目 3C001.a
    """
)
"""Phrases that do not read as Chinese, and terms that the acts do not use."""

PASSIVE = _pattern(
    r"\b(?:is|are|was|were|be|been|being) (?:(?:not|never|only|also) )?"
    r"(?:\w+ed|known|read|written|made|given|found|taken|seen|kept|held|put|drawn|sent|shown|meant|left)\b"
)
LONG = 30
"""The most words of a sentence that gets no hint."""

FIGURES = DOCS / "figures.md"
"""The figures of the acts as the data has them: their words are not ours."""

_CODE = re.compile(r"`[^`\n]*`|\{[^}]*\}|\]\([^)]*\)|https?://\S+")
_END = re.compile(r"(?<=[.:;!?。；])\s|\||\n(?=\s*(?:[*-]|\d+\.)\s)")
"""The end of a sentence, a cell or an item of a list."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def pages() -> Iterator[Text]:
    """Yield the paragraphs of the pages that people read, and of the unreleased part of the changelog."""
    files = (*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *sorted(DOCS.glob("*.md")))
    for file in files:
        if file != FIGURES:
            yield from _paragraphs(file, file.read_text(encoding="utf-8"))
    action = ROOT / "action.yml"
    yield from _paragraphs(action, action.read_text(encoding="utf-8").partition("\nruns:")[0])
    changelog = ROOT / "CHANGELOG.md"
    yield from _paragraphs(changelog, re.sub(r"(?ms)^## \d.*", "", changelog.read_text(encoding="utf-8")))


def catalogue(name: str = "exportctl.po") -> Iterator[Text]:
    """Yield each text of a catalogue in each language, and its translation: of the messages, if no other is named."""
    for file in sorted((ROOT / "exportctl" / "locale").rglob(name)):
        with file.open("rb") as stream:
            yield from messages(_name(file), stream)


def notes() -> Iterator[Text]:
    """Yield each note of the data; some hold words of the lists, which are not ours, so a finding may be right there."""
    yield from catalogue("law.po")


def messages(name: str, stream: Iterable[bytes]) -> Iterator[Text]:
    """Yield each text of a catalogue, and its translation, with the line of the text."""
    for message in read_po(stream):
        for text in (message.id, message.string):
            if text:
                yield Text(name, message.lineno or 0, _CODE.sub(" ", str(text)))


def help_texts() -> Iterator[Text]:
    """Yield the help of each command and of its options."""
    for one in helps():
        for number, text in enumerate((*one.told, *one.codes, *(item.says for item in one.options)), start=1):
            yield Text(one.command, number, _CODE.sub(" ", text))


def templates() -> Iterator[Text]:
    """Yield the text of the pages that the program makes."""
    for file in sorted((ROOT / "exportctl").rglob("*.html")):
        yield from _paragraphs(file, re.sub(r"<[^>]*>", "", file.read_text(encoding="utf-8")))


def docstrings() -> Iterator[Text]:
    """Yield the docstrings of the program, the benchmarks and the tests, those of fields and constants included."""
    for file in (path for folder in ("exportctl", "bench", "tests") for path in sorted((ROOT / folder).rglob("*.py"))):
        for node in _statements(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str(words)), lineno=line):
                    yield Text(_name(file), line, _CODE.sub(" ", words), is_code=True)


def _statements(within: ast.AST) -> Iterator[ast.stmt]:
    """Yield every statement of a module, in order: `ast.walk` visits twelve times as many nodes, because it enters expressions."""
    for node in ast.iter_child_nodes(within):
        if isinstance(node, ast.stmt):
            yield node
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _statements(node)


SOURCES: dict[str, Callable[[], Iterator[Text]]] = {
    "pages": pages,
    "catalogue": catalogue,
    "notes": notes,
    "help_texts": help_texts,
    "templates": templates,
    "docstrings": docstrings,
}
"""Where text for people is read from. Without an option, those of CHECKED are."""

CHECKED = ("pages", "catalogue", "help_texts", "templates", "docstrings")
"""What `make check` reads. Add a source here once it has no finding."""


def findings(texts: Iterable[Text]) -> Iterator[Finding]:
    """Yield each place where a rule is broken, in order; Chinese rules only read text with Chinese characters."""
    for text in texts:
        for rule in PHRASES if text.is_code else (*ENGLISH, *(CHINESE if _HAN.search(text.words) else ())):
            for match in rule.pattern.finditer(text.words):
                yield _finding(text, match.start(), match[0], rule.instead)


def hints(texts: Iterable[Text]) -> Iterator[Finding]:
    """Yield passive voice, and long sentences."""
    for text in texts:
        for match in PASSIVE.finditer(text.words):
            yield _finding(text, match.start(), match[0], "the actor and the active voice, if the actor matters")
        start = 0
        for end in (*(stop.start() for stop in _END.finditer(text.words)), len(text.words)):
            words = text.words[start:end].strip(" |*-").split()
            if len(words) > LONG:
                beginning = f"{' '.join(words[:6])} ..."
                yield _finding(text, start, beginning, f"shorter sentences: this one has {len(words)} words")
            start = end


def _finding(text: Text, start: int, words: str, instead: str) -> Finding:
    """Return the finding for words that begin at a character of a text."""
    return Finding(text.file, text.line + text.words[:start].count("\n"), " ".join(words.split()), instead)


def _paragraphs(file: Path, text: str) -> Iterator[Text]:
    """Yield the paragraphs of a page, with blanks in place of code."""
    bare = FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)
    for part in re.finditer(r"(?:.*\S.*(?:\n|$))+", bare):
        yield Text(_name(file), bare[: part.start()].count("\n") + 1, _CODE.sub(" ", part[0]))


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def main() -> None:
    """Print the findings in the chosen sources; the exit code is 1 if a rule is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.prose", description=__doc__)
    for name in SOURCES:
        parser.add_argument(f"--{name.replace('_', '-')}", dest="chosen", action="append_const", const=name)
    parser.add_argument("--hints", action="store_true")
    wanted = parser.parse_args()
    texts = [text for name in wanted.chosen or CHECKED for text in SOURCES[name]()]
    broken = list(findings(texts))
    sys.stdout.writelines(f"{line}\n" for line in (*broken, *(hints(texts) if wanted.hints else ())))
    sys.exit(f"{len(broken)} phrases to replace" if broken else 0)


if __name__ == "__main__":
    main()
