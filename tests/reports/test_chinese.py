"""In Chinese, reports and errors have no English word, and machine formats do not change."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from exportctl import InputError, check
from exportctl.api import Law, classify, timeline
from exportctl.cli.flags import flag
from exportctl.facts.transaction import Transaction
from exportctl.law.model import Entry
from exportctl.law.parallels import sentences_of
from exportctl.reports.formats import format_result, language_for
from exportctl.reports.i18n.language import current_language, render, using_language
from exportctl.reports.results import Explanation
from exportctl.reports.verdict import GateVerdict
from tests.cli.program import ask
from tests.golden import BILL, FOLDER, HELD, QUESTIONS, TODAY, printed, reports, under
from tests.reports.pages import page

SAID = {
    *re.findall(r"[A-Za-z]+", f"{QUESTIONS} {HELD} {BILL}"),
    *re.findall(r"[A-Za-z]+", "helium magnet Leidos Inc Leids Acme Toys Skydio SUBARU Lockheed Martin"),
}
"""The callers' own words in the questions."""
NAMED = re.compile(
    r"--entry\s+none|exportctl \w+|请问check|exportctl\.toml:\d+|MOFCOM-2026-0815"  # commands, files and numbers of papers
    r"|--format json|--param\s+\w+|--[a-z-]+"  # options, with the property that one states
    r"|\[[a-z_]+\]"  # codes of notes
    r"|[a-z]+(?:-[a-z]+)*-\d[\w./-]*|[a-z]+(?:-[\w.]+)+(?:/[\w.-]+)*"  # ids of acts, provisions and statements
    r"|\d[A-E]\d{3}(?:\.\w+)*|(?:NUC|PRE\d|KP|MIL|TECH)\.[\w.-]+|annex-61-part-1"  # lines of the lists, and groups of goods
)
"""Words with one form in every language."""
WRONG = (
    Transaction(item="gallium", to="Atlantis", on=TODAY),
    Transaction(item="gallium", to="Germny", on=TODAY),
    Transaction(item="", to="US", on=TODAY),
    Transaction(item="81129", to="US", on=TODAY),
    Transaction(item="gallium", end_use="peace", on=TODAY),
    Transaction(item="gallium", contains=("Dy",), on=TODAY),
    Transaction(item="gallium", contains=("Dy=2",), on=TODAY),
    Transaction(item="gallium", contains=("Dy=60%", "Tb=50%"), on=TODAY),
    Transaction(item="gallium", param=("density=1",), on=TODAY),
    Transaction(item="gallium", param=("density=1 kg",), on=TODAY),
    Transaction(item="gallium", param=("colour=1 kg",), on=TODAY),
    Transaction(item="gallium", entry=("3C001.z",), on=TODAY),
    Transaction(item="gallium", hs_code="12", on=TODAY),
    Transaction(item="gallium", party=("importer=",), on=TODAY),
    Transaction(item="gallium", owned_by=("Acme",), on=TODAY),
    Transaction(item="gallium", quantity="3 tons", on=TODAY),
)
"""Questions with a mistake each."""


def left(text: str, symbols: Collection[str] = ()) -> list[str]:
    """Return the words of Latin letters of a text that are no names, no addresses, and not among the symbols that it may have."""
    words = re.findall(r"[A-Za-z]{2,}", NAMED.sub("", re.sub(r"https?://\S+", "", text)))
    return [word for word in words if word not in SAID and word not in symbols]


def noted(store: Law) -> Iterator[tuple[str, str]]:
    """Yield each reviewed question with the output beside its answer."""
    answers = {
        name: GateVerdict(check(transaction, store), "license_required", today=TODAY)
        for name, transaction in QUESTIONS.items()
    }
    answers |= {name: under(store, transaction, held) for name, (transaction, held) in HELD.items()}
    with using_language("zh"):
        for name, checked in answers.items():
            yield name, printed(*format_result("verdict", "table", checked._replace(notes=True)), width=120)


@pytest.mark.parametrize("name", [path.name for path in FOLDER.glob("zh-*.txt") if "explain" not in path.name])
def test_a_report_has_no_english_word(name: str) -> None:
    """The remaining Latin letters are an id, a code, an option, a formula, a name, or words of the caller."""
    assert left((FOLDER / name).read_text(encoding="utf-8")) == []


def test_an_explanation_has_no_english_word(store: Law) -> None:
    """Its labels, titles, rules and criteria are Chinese, and so are the notes of the data on sources and doubts."""
    explained = {name: item.to_dict() for name, item in reports(store).items() if isinstance(item, Explanation)}
    for name, explanation in explained.items():
        text = (FOLDER / f"zh-{name}.80.txt").read_text(encoding="utf-8")
        assert left(text, {"um", *explanation.get("contains", ())}) == [], name


def test_notes_of_newer_data_are_in_english(store: Law) -> None:
    """A note without a translation is last among the doubts, below a line that names its language."""
    (line,) = (
        item for name, item in reports(store).items() if isinstance(item, Explanation) and name == "explain-line"
    )
    assert isinstance(line.located.record, Entry)
    newer = replace(
        line, located=line.located._replace(record=line.located.record._replace(note="Nobody has read this."))
    )
    with using_language("zh"):
        text = printed(*format_result("explain", "table", newer), width=80)
    notes = text.partition("存疑")[2]
    assert (
        notes.index("中文标题系由各栏串行的提取文本拼成")
        < notes.index("仅有英文")
        < notes.index("Nobody has read this.")
    )


def test_requirements_of_other_lists_are_in_chinese(store: Law) -> None:
    """The figures of another list are hints, in whatever language."""
    with using_language("zh"):
        (text, *_) = map(render, sentences_of(store.hints["1A227"]))
    assert text == "欧盟两用物项条例附件一，1A227：“冷面”面积大于0.09 m²；密度大于3 g/cm³；厚度不小于100 mm"


def test_texts_beside_an_answer_have_no_english_word(store: Law) -> None:
    """All notes of the questions that people reviewed are Chinese."""
    assert {name: words for name, text in noted(store) if (words := left(text))} == {}


@pytest.mark.parametrize("said", WRONG, ids=lambda said: str(said._replace(on=None))[12:60])
def test_an_error_has_no_english_word(store: Law, said: Transaction) -> None:
    """The fault and the correction are in Chinese, with options by their names."""
    with pytest.raises(InputError) as error, using_language("zh"):
        check(said, store)
    with using_language("zh"):
        line = error.value.render(flag, current_language())
    assert re.search(r"[一-鿿]", line)
    assert re.findall(r"\b(?:is|no|not|the|a|an|write|give|of|to|did|mean|has|are)\b", NAMED.sub("", line)) == []


def test_a_document_is_the_same_in_every_language(store: Law) -> None:
    """JSON has codes, and sentences in English, whatever is spoken."""
    for name, result in reports(store).items():
        english = format_result(result.kind, "json", result)
        with using_language("zh"):
            assert format_result(result.kind, "json", result) == english, name


def test_gates_are_spoken_except_sarif(store: Law) -> None:
    """People read a comment, an annotation and the message of a test; SARIF is English, as are the codes of JUnit."""
    checked = GateVerdict(check(QUESTIONS["gallium-us-2025-12-01"], store), "license_required", today=TODAY)
    english = {name: format_result("verdict", name, checked) for name in ("sarif", "junit", "github", "markdown")}
    for name, text in english.items():
        with using_language("zh"), language_for("verdict", name):
            assert (format_result("verdict", name, checked) == text) is (name == "sarif")


@pytest.mark.parametrize("format_", ["github", "junit"])
def test_a_gate_has_no_english_sentence(tmp_path: Path, format_: str) -> None:
    """Of a question and of rows that fail, are open, suspended or unreadable."""
    source = tmp_path / "in.csv"
    rows = [
        "金属镓 7N,美国,2026-08-01",
        "金属镓 7N,Atlantis,2026-08-01",
        "钬,德国,2026-11-10",
        "某某货物,德国,2026-08-01",
    ]
    source.write_text("\n".join(["item,to,on", *rows, *["钬,德国,2026-11-09"] * 12]), encoding="utf-8")
    language = ("--lang", "zh", "--format", format_)
    checked = ask("check", "金属镓 7N", "--to", "美国", "--on", "2026-08-01", *language).out
    screened = ask("screen", str(source), *language).out
    assert "原则上不予许可镓" in checked
    assert ("未显示：" in screened) is (format_ == "github")
    for text in (checked, screened):
        assert re.findall(r"\b(?:is|to|on|or|row|missing|may|not|worst|the|a|and)\b(?![=”])", text) == []


@pytest.mark.parametrize(
    ("provision", "english", "chinese"),
    [
        (
            "No. 61/2025, para. 2",
            "owners on the control list or watch list together hold at least 50% of the end user",
            "列入出口管制管控名单或关注名单的所有人合计持有最终用户的股份不低于50%",
        ),
        (
            "No. 61/2025, para. 1.1",
            "rare-earth metals, alloys and oxides of Chinese origin are at least 0.1% of the value",
            "原产于中国的附件1第一部分物项占货物价值的比例不低于0.1%",
        ),
        (
            "State Council Decree No. 230, art. 6",
            "less than 500 kg to one country within a calendar year",
            "一个公历年度内向同一国家出口的数量低于500 kg",
        ),
    ],
)
def test_a_bound_of_a_condition_is_a_phrase(provision: str, english: str, chinese: str) -> None:
    """The keys of the data, such as op and value, are no words for people."""
    question = ("explain", provision, "--on", "2026-08-01")
    assert english in ask(*question).words
    assert chinese in "".join(ask(*question, "--lang", "zh").out.split()).replace("500kg", "500 kg")


def test_both_unmanned_aircraft_have_the_phrase_of_the_list() -> None:
    """The catalogue has it once, for 9A012.a.1 and 9A012.a.2."""
    for code in ("9A012.a.1", "9A012.a.2"):
        printed = ask("explain", code, "--on", "2026-08-01", "--lang", "zh").out
        assert "在操作人员自然视距以外能够可控飞行" in "".join(printed.split())
        assert "受控飞行" not in printed


def test_understood_words_have_chinese_meanings(store: Law) -> None:
    """Words of a description stay as written, with their meanings."""
    classification = replace(classify(law=store, item="gallium ingots 7N", on=TODAY), today=TODAY)
    with using_language("zh"):
        text = printed(*format_result("classification", "table", classification), width=120)
    assert "已识别       gallium ingots（镓）、7N（purity=7N）" in text


def test_a_page_is_chinese(tmp_path: Path) -> None:
    """Its words, its questions, its picture and the titles of acts are; the content of the file does not change."""
    made = page(tmp_path, 1, "--lang", "zh")
    assert made.answer.code == 2, "two rows are rejected"
    assert '<html lang="zh">' in made.text
    document = json.loads(
        re.findall(r'<script type="application/json" id="data">(.*?)</script>', made.text, re.DOTALL)[0]
    )
    for text in (*document["words"].values(), *document["decisions"].values(), *document["questions"].values()):
        assert re.search(r"[一-鿿]", text) or text == "zh"
    assert set(document["papers"].values()) == {"许可证26CN/0815", "内部豁免exportctl.toml:9"}
    assert "原则上不予许可镓、锗、锑、超硬材料相关两用物项对美国出口" in made.text
    assert "Presumption of denial" not in made.text
    assert "“Atlantis”不是国家或地区；请使用ISO代码或名称" in made.text


def test_a_chinese_page_has_chinese_punctuation(tmp_path: Path) -> None:
    """In the description of the timeline, the missing information, the marks of provisions, and the reasons of rejected rows."""
    rows = f"item,to,on\nartificial graphite,KR,2025-12-01\ngallium {'x' * 1000},US,2025-12-01\n"
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    ask("--lang", "zh", "report", str(tmp_path / "rows.csv"), "-o", str(tmp_path / "r.html"))
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    described = re.findall(r"<desc [^>]*>(.*?)</desc>", text, re.DOTALL)
    assert described
    assert not [line for line in described if re.search(r"[\u4e00-\u9fff] ?[:;,.()]|[:;,()] ?[\u4e00-\u9fff]", line)]
    assert "技术参数（名称=数值）：密度=" in text
    assert '"may_apply":"（可能适用）"' in text
    assert re.search(r"“gallium x+…”有1,008个字符", text)


def test_one_company_that_acts_spell_in_two_ways_is_named_once() -> None:
    """Insitu is listed by three acts, with and without a blank in its English name."""
    answer = ask("check", "gallium", "--to", "US", "--party", "Boeing", "--on", "2026-10-01", "--notes", "--lang", "zh")
    (note,) = re.findall(r"“Boeing”为.*?的母公司", "".join(answer.out.split()))
    assert note.count("英斯图公司") == 1


def test_a_page_has_the_reason_of_an_uncovered_finding_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file has it in English."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exportctl.toml").write_text(
        '[[licences]]\nnumber = "26CN/0815"\nentries = ["3C001.a"]\nto = ["DE"]\nfrom = 2026-01-01\nthrough = 2026-12-31\n',
        encoding="utf-8",
    )
    Path("rows.csv").write_text("item,to,on\ngallium,DE,2025-12-01\n", encoding="utf-8")
    assert ask("report", "rows.csv", "-o", "page.html", "--lang", "zh").code == 0
    assert "许可证26CN/0815自2026-01-01起有效，此前不适用" in Path("page.html").read_text(encoding="utf-8")
    assert ask("screen", "rows.csv", "-o", "out.csv", "--lang", "zh").code == 1
    assert "licence 26CN/0815 begins on 2026-01-01" in Path("out.csv").read_text(encoding="utf-8")


def test_a_picture_is_chinese(store: Law) -> None:
    """Its words, and its description for screen readers."""
    picture = replace(timeline("gallium", "US", store), on=TODAY, today=TODAY)
    with using_language("zh"):
        drawn = str(format_result("timeline", "svg", picture))
    texts = re.findall(r"<(?:text|tspan|title|desc)[^>]*>([^<]*)<", drawn)
    assert [word for text in texts for word in left(text)] == []
    assert "今天 2026-10-10" in texts


def test_the_title_of_a_provision_states_whom_it_concerns(store: Law) -> None:
    """The acts write "the above entities" and "with them"; tables and calendars show a title alone."""
    titles = [item.title.zh for item in store.law.provisions.values()]
    assert [title for title in titles if re.search("上述(?!规定)|与其进行", title)] == []


@pytest.mark.parametrize("question", [("list", "guidance"), ("show", "3A001"), ("list", "acts"), ("list", "procedure")])
def test_lists_and_comments_of_records_fit_the_terminal(question: tuple[str, ...]) -> None:
    """The six issuers of gbl-2024, and the hint at 3A001, continue below themselves; the lines of a record are YAML, and stay whole."""
    for language in ("zh", "en"):
        lines = ask(*question, "--lang", language).out.splitlines()
        assert [line for line in lines if cell_len(line) > 80 and (question[0] == "list" or line.startswith("#"))] == []
