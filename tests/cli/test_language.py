"""The language is set by an option in any position, the environment, the file or the locale, in this order of precedence."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl.cli.app import COMMANDS
from exportctl.cli.language import choose_language
from tests.cli.program import ask

ASKED = ("check", "镓", "--to", "美国", "--on", "2025-12-01")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "zh", *ASKED),
        (*ASKED, "--lang", "zh"),
        (*ASKED, "--lang=zh-CN"),
        ("check", "--lang", "ZH_cn", *ASKED[1:]),
    ],
)
def test_the_option_may_stand_anywhere(arguments: tuple[str, ...]) -> None:
    """Before the command, after it, and among its options."""
    answer = ask(*arguments)
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.startswith("须取得许可  镓 | 中国 → 美国 | 2025-12-01（周一）\n")


def test_a_suggested_command_answers_in_the_same_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of it states the language again, unless the environment does."""
    asked = ("check", "锑", "--to", "Japan", "--on", "2026-10-01")
    assert "exportctl --lang zh steps '锑' --to Japan --on 2026-10-01" in ask(*asked, "--lang", "zh").words
    similar = (*asked, "--party", "end-user=Raytheon", "--lang", "zh")
    assert "exportctl --lang zh party Raytheon" in ask(*similar).words
    assert "--lang" not in ask(*asked).words
    monkeypatch.setenv("EXPORTCTL_LANG", "zh")
    assert "exportctl steps '锑' --to Japan --on 2026-10-01" in ask(*asked).words
    assert "exportctl steps '锑' --to Japan --on 2026-10-01" in ask(*asked, "--lang", "zh").words


def test_after_two_hyphens_it_is_no_option() -> None:
    """Goods may be called anything."""
    assert choose_language(["check", "--", "--lang", "zh"]) == ("en", ["check", "--", "--lang", "zh"])


def test_the_first_setting_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option, EXPORTCTL_LANG, file, LC_ALL, LC_MESSAGES, LANG."""
    monkeypatch.chdir(tmp_path)
    assert choose_language([])[0] == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert choose_language([])[0] == "zh"
    monkeypatch.setenv("LC_ALL", "C")
    assert choose_language([])[0] == "en"
    (tmp_path / "exportctl.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert choose_language([])[0] == "zh"
    monkeypatch.setenv("EXPORTCTL_LANG", "en")
    assert choose_language([])[0] == "en"
    assert choose_language(["--lang", "zh"])[0] == "zh"


@pytest.mark.parametrize("text", ["fr", "", "z"])
def test_an_unknown_language_is_reported(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line lists the languages, with the name of the option or variable that was wrong."""
    answer = ask(*ASKED, "--lang", text)
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: --lang: '{text}' is not one of en, zh\n")
    monkeypatch.setenv("EXPORTCTL_LANG", text or "x")
    assert ask(*ASKED).err == f"exportctl: EXPORTCTL_LANG: '{text or 'x'}' is not one of en, zh\n"


def test_an_invalid_file_is_reported_by_its_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only lists is answered all the same, in the language of the locale."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exportctl.toml").write_text('lang = "fr"\n', encoding="utf-8")
    assert ask("list", "statements").code == 0
    answer = ask(*ASKED)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "exportctl: exportctl.toml:1: lang is 'fr'; write one of en, zh\n"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (("--end-use", "civil"), ("--end-use", "民用")),
        (("--end-user-type", "military"), ("--end-user-type", "军用")),
        (("--form", "metal"), ("--form", "金属")),
        (("--party", "end-user=Leidos"), ("--party", "最终用户=Leidos")),
        (("--to", "US"), ("--to", "美国")),
        (("--entry", "none"), ("--entry", "无")),
        (("--via-china", "yes"), ("--via-china", "是")),
        (("--supplied-by", "foreign"), ("--supplied-by", "外国主体")),
        (("--gate", "presumption_of_denial"), ("--gate", "推定拒绝")),
        (("--assume", "extended"), ("--assume", "延期")),
        (("--undecided", "warn"), ("--undecided", "警告")),
    ],
)
def test_values_of_options_can_be_chinese(english: tuple[str, ...], chinese: tuple[str, ...]) -> None:
    """The answer is that of the English word, in every language of the output."""
    to = () if english[0] == "--to" else ("--to", "US")
    command = ("check", "gallium", *to, "--on", "2026-11-28", "-f", "json")
    first, second = ask(*command, *english), ask(*command, *chinese)
    assert (first.code, first.json["query"], first.out) == (second.code, second.json["query"], second.out)


def rows_in(folder: Path, *rows: str) -> str:
    """Write rows of CSV into a folder, and return the name of the file."""
    file = folder / "rows.csv"
    file.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return str(file)


def test_rows_can_say_it_too(tmp_path: Path) -> None:
    """A cell is read as an option is."""
    source = rows_in(tmp_path, "item,to,end_use,via_china", "gallium,US,civil,yes", "gallium,US,民用,是")
    assert ask("screen", source, "-o", str(tmp_path / "out.csv")).code == 1
    first, second = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert first.split(",")[4:] == second.split(",")[4:]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chekc",), "没有命令“chekc”。是否指“check”？"),
        (("check", "x", "--tto", "US"), "没有选项 --tto。是否指 --to？"),
        (("check",), "缺少参数“ITEM”。示例：exportctl check gallium --to US --on 2025-12-01"),
        (("check", "x", "--to"), "选项“--to”需要一个值；请写在选项之后。"),
        (
            ("list", "acts", "more"),
            "多余的参数：more。按名称查找记录：exportctl explain more；exportctl list --help 可列出全部选项。",
        ),
        (("check", "x", "--all=3"), "选项“--all”不带值。"),
        (("check", "x", "--format", "pdf"), "--format: “pdf”不是下列之一：table、json、sarif、junit、github、markdown"),
        (
            ("show", "mofcom-1999-1"),
            "法规数据没有编号或名称为“mofcom-1999-1”的法规文件、条款、清单条目、声明、官方解答或名单主体；exportctl list 可列出编号",
        ),
        (("screen", "nowhere.csv"), "nowhere.csv: 没有此文件或文件夹；请更正名称"),
    ],
)
def test_errors_are_in_chinese(arguments: tuple[str, ...], message: str) -> None:
    """The line names the same as in English, and the exit code is the same."""
    answer = ask(*arguments, "--lang", "zh")
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: {message}\n")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("1.8", "“1.8”没有单位；请写成密度=1.8 g/cm3的形式"),
        ("高", "“高”不是数值；请写成密度=1 g/cm3的形式"),
    ],
)
def test_a_property_keeps_its_chinese_name_in_an_error(value: str, fault: str) -> None:
    """The corrected text is one that the option takes."""
    command = ("classify", "人造石墨", "--on", "2026-10-10", "--lang", "zh", "--param")
    assert ask(*command, f"密度={value}").err == f"exportctl: --param 密度: {fault}\n"
    assert ask(*command, "密度=1.8 g/cm3").code != 2


def test_the_reading_is_chinese_wherever_a_chinese_answer_names_it() -> None:
    """In the assumption, and in the suggested command."""
    answer = ask("check", "镓", "--to", "US", "--on", "2025-12-01", "--assume", "延期", "--lang", "zh").out
    words = "".join(answer.split())
    assert "均视为已延期（--assume延期）" in words
    assert "extended" not in words
    short = ask("check", "Dy", "--to", "DE", "--on", "2026-10-10", "--assume", "延期", "--lang", "zh").words
    assert "exportctl --lang zh steps Dy --to DE --on 2026-10-10 --assume 延期" in short


@pytest.mark.parametrize("item", ["pumps", "紫怪"])
def test_the_advice_of_classify_is_as_full_in_chinese(item: str) -> None:
    """It shows both values of the option."""
    answer = ask("classify", item, "--on", "2026-10-10", "--lang", "zh")
    assert "自行归类：--entry管制编码或--entrynone。" in "".join(answer.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help_in_chinese(command: str) -> None:
    """With its panel of options, whatever its arguments are."""
    answer = ask(command, "--help", "--lang", "zh")
    assert (answer.code, answer.err) == (0, "")
    assert "─ 选项 ─" in answer.out
    assert "显示本说明并退出" in answer.words


def test_help_is_chinese() -> None:
    """The titles, the prose and the options are; nothing is cut off."""
    text = ask("check", "--help", "--lang", "zh").out
    for part in (
        "用法： exportctl check [选项]",
        "查询货物在某日适用哪些出口管制。",
        *(f"╭─ {panel} " for panel in ("货物", "路线与交易相关方", "用途", "法规的适用", "拦截级别", "输出", "选项")),
        "显示本说明并退出。",
    ):
        assert part in text
    assert "示例：exportctl check gallium --to US --on 2025-12-01" in text
    assert "…" not in text
    assert "Usage" in ask("check", "--help").out


def test_a_run_over_rows_is_in_chinese(tmp_path: Path) -> None:
    """The content of the written file is the same in every language."""
    source = rows_in(tmp_path, "item,to", "gallium,US", "gallium,Nowhere")
    english = ask("screen", source, "-o", str(tmp_path / "en.csv"))
    answer = ask("screen", source, "-o", str(tmp_path / "zh.csv"), "--lang", "zh")
    assert answer.code == english.code == 2
    assert "读取：货物、目的国（地区）" in answer.err
    assert "2行：筛查1行，无法读取1行；按判定结果：须取得许可 1\n" in answer.err
    assert (tmp_path / "en.csv").read_bytes() == (tmp_path / "zh.csv").read_bytes()


def test_differences_are_in_chinese(tmp_path: Path) -> None:
    """The answers, the provisions by which they differ, and their status then and now."""
    source = rows_in(tmp_path, "item,to,on", "gallium,US,2025-12-01")
    answer = ask("screen", source, "-o", str(tmp_path / "out.csv"), "--compare", "2025-11-08", "--lang", "zh")
    assert "与2025-11-08相比，1行中有0行变严，1行变宽" in answer.words
    assert "行数 之前 → 之后 理由 前几行" in answer.words
    assert "商务部公告2024年第46号" in answer.words
    assert "施行中 → 暂停实" in answer.words
