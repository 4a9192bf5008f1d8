"""The most natural wrong calls end with code 2 and one line that shows what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask

CHECK = "exportctl check gallium --to US --on 2025-12-01"
SCREEN = "exportctl screen shipments.csv -o screened.csv --map item=hs_code --set to=US"
PARTY = "exportctl party 'Leidos Inc' 'Acme Toys' --on 2025-06-01"
NAMED = "To find a record by its name: "
QUOTES = "Put a text of several words in quotes, and state facts with options: "
ONLY = "Only options follow the command: "
NOT_THERE = "is named like a file, but there is no such file;"
NO_FILE = "there is no such file; to check the names in a file: exportctl party --file FILE"


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("check --item gallium", f"No such option: --item. Write ITEM without an option: {CHECK}"),
        (
            "check gallium US",
            f"Unexpected argument: US. {QUOTES}{CHECK}; exportctl check --help lists the options.",
        ),
        ("check --hs-code 811292", f"Missing argument 'ITEM'. Example: {CHECK}"),
        ("check gallium --country US", "No such option: --country. Did you mean --to?"),
        ("check gallium --date 2025-12-01", "No such option: --date. Did you mean --on?"),
        (
            "check gallium --end-user civil",
            "No such option: --end-user. Did you mean --end-user-type? Values: civil, military.",
        ),
        ("check gallium --json", "No such option: --json. Did you mean --format json?"),
        ("show mofcom-2024-46 --json", "No such option: --json. Did you mean --format json?"),
        (
            "check gallium --use civil",
            (
                "No such option: --use. Did you mean --end-use? Values: civil, military, wmd, terrorism, advanced-chips, "
                "military-ai, rare-earths, humanitarian, other."
            ),
        ),
        ("check gallium --consignee Acme", "No such option: --consignee. Did you mean --party?"),
        (
            "check shipments.csv",
            f"ITEM: 'shipments.csv' {NOT_THERE} to check the rows of a file: exportctl screen FILE",
        ),
        (
            "classify bill.xlsx",
            f"ITEM: 'bill.xlsx' {NOT_THERE} to review a file: exportctl classify FILE -o review.xlsx",
        ),
        (
            "classify --to US",
            "Missing argument 'ITEM'. Example: exportctl classify 'neodymium magnet' --contains Dy=2%",
        ),
        (
            "screen --input a.csv",
            f"No such option: --input. Write FILE without an option: {SCREEN}",
        ),
        ("screen a.csv --to US", "No such option: --to. Did you mean --set to=...?"),
        ("screen a.csv --item goods", "No such option: --item. Did you mean --map item=...?"),
        (
            "explain --entry 3C001",
            "No such option: --entry. Write ID without an option: exportctl explain mofcom-2024-46/2",
        ),
        (
            "serve 8080",
            f"Unexpected argument: 8080. {ONLY}exportctl serve --port 8000; exportctl serve --help lists the options.",
        ),
        ("expiring --days 90", "No such option: --days. Did you mean --within?"),
        (
            "list entries gallium",
            f"Unexpected argument: gallium. {NAMED}exportctl explain gallium; exportctl list --help lists the options.",
        ),
        (
            "party names.csv",
            f"NAME: 'names.csv' is named like a file, but {NO_FILE}",
        ),
        (
            "party --name Leidos",
            f"No such option: --name. Write NAME without an option: {PARTY}",
        ),
        (
            "--to US check gallium",
            f"No such option: --to. exportctl --help lists the options. Example: {CHECK}",
        ),
    ],
)
def test_a_wrong_call_ends_with_a_right_one(call: str, line: str) -> None:
    """The line can be copied; nothing else is printed."""
    answer = ask(*call.split())
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: {line}\n")


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("check --item gallium", f"没有选项 --item。ITEM 直接填写，不加选项：{CHECK}"),
        ("check gallium --country US", "没有选项 --country。是否指 --to？"),
        ("check gallium --json", "没有选项 --json。是否指 --format json？"),
        ("check gallium --end-user civil", "没有选项 --end-user。是否指 --end-user-type？可选值：civil、military。"),
        (
            "serve 8080",
            "多余的参数：8080。该命令后只能写选项：exportctl serve --port 8000；exportctl serve --help 可列出全部选项。",
        ),
        ("classify", "缺少参数“ITEM”。示例：exportctl classify 'neodymium magnet' --contains Dy=2%"),
    ],
)
def test_the_line_is_chinese(call: str, line: str) -> None:
    """With blanks beside options."""
    assert ask("--lang", "zh", *call.split()).err == f"exportctl: {line}\n"


@pytest.mark.parametrize(
    ("call", "place"),
    [
        ("check gallium --to US --to DE --on 2025-12-01", "--to"),
        ("check gallium --end-use military --end-use civil", "--end-use"),
        ("check gallium --on 2025-12-01 --on=2025-12-01", "--on"),
        ("check gallium --format json -f table", "--format"),
        ("classify gallium --gate report --gate prohibited", "--gate"),
        ("party Leidos --on 2025-06-01 --on 2025-06-02", "--on"),
        ("steps gallium --to US --to DE", "--to"),
        ("screen shipments.csv -o a.csv --output b.csv", "--output"),
        ("report shipments.csv -o a.html -o b.html", "--output"),
        ("expiring --within 90 --within 30", "--within"),
        ("data status --format json --format table", "--format"),
        ("check gallium --hs-code 811292 --to US --all --hs-code 640399", "--hs-code"),
    ],
)
def test_an_option_with_one_value_is_stated_once(call: str, place: str) -> None:
    """The last value does not override the others."""
    answer = ask(*call.split())
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: {place}: is stated twice; state it once\n")


@pytest.mark.parametrize(
    ("option", "fact", "repeated"),
    [
        ("--set", "to", "to=US to=DE"),
        ("--set", "End-Use", "end_use=military End-Use=civil"),
        ("--map", "to", "to=a to=b"),
    ],
)
def test_a_fact_of_all_rows_is_stated_once(option: str, fact: str, repeated: str) -> None:
    """In any spelling of the fact."""
    answer = ask("screen", "shipments.csv", *(word for text in repeated.split() for word in (option, text)))
    assert (answer.code, answer.err) == (2, f"exportctl: {option}: '{fact}' is stated twice; state it once\n")


def test_a_repeated_option_is_refused_in_chinese() -> None:
    """The option keeps its name."""
    assert (
        ask("--lang", "zh", "check", "gallium", "--to", "US", "--to", "DE").err
        == "exportctl: --to: 填写了两次；请只填写一次\n"
    )


def test_flags_repeatable_options_and_help_stay() -> None:
    """A flag has one meaning however often it is there, and help is always printed."""
    answer = ask(*f"{CHECK.removeprefix('exportctl ')} --all --all --party Acme --party Globex --end-use civil".split())
    assert (answer.code, answer.err) == (1, "")
    assert ask("check", "gallium", "--to", "US", "--to", "DE", "--help").code == 0


def test_the_command_line_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable and an option are not the same option twice; a variable with a fact twice is refused by its name."""
    monkeypatch.setenv("EXPORTCTL_TO", "DE")
    assert "China -> United States" in ask(*CHECK.split()[1:]).out
    monkeypatch.setenv("EXPORTCTL_MAP", "to=a; to=b")
    assert ask("screen", "shipments.csv").err == "exportctl: EXPORTCTL_MAP: 'to' is stated twice; state it once\n"


_SAVED = "save them in a workbook: "


@pytest.mark.parametrize(
    ("name", "named", "check", "classify"),
    [
        ("rows.csv", "rows.csv", "to check its rows: exportctl screen rows.csv", None),
        ("rows.csv", "@rows.csv", "to check its rows: exportctl screen rows.csv", None),
        ("my rows.xlsx", "my rows.xlsx", "to check its rows: exportctl screen 'my rows.xlsx'", None),
        ("ROWS.XLSX", "ROWS.XLSX", "to check its rows: exportctl screen ROWS.XLSX", None),
        ("rows.dat", "rows.dat", "to check its rows: exportctl screen rows.dat", None),
        ("rows", "./rows", "to check its rows: exportctl screen ./rows", None),
        ("a.pdf", "a.pdf", f"to check its rows, {_SAVED}exportctl screen FILE.xlsx", "to review its goods"),
        ("a.xls", "a.xls", f"to check its rows, {_SAVED}exportctl screen FILE.xlsx", "to review its goods"),
    ],
)
def test_a_file_is_no_goods(
    name: str, named: str, check: str, classify: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows would not be checked, so the commands for one question name the command for files."""
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(b"%PDF-1.4 \xe2\xe3")
    answer = ask("check", named, "--to", "US", "--on", "2025-12-01")
    assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: ITEM: '{named}' is a file; {check}\n")
    review = ask("classify", named)
    assert (review.code, review.out, review.err.count("\n")) == (2, "", 1)
    assert f"'{named}' is a file; {classify or 'to review the goods in its rows: exportctl classify'}" in review.err


def test_goods_may_have_the_name_of_a_file_without_an_extension(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file `gallium` in the folder takes no question away."""
    monkeypatch.chdir(tmp_path)
    for name in ("gallium", "3C001.a"):
        Path(name).write_text("item\n", encoding="utf-8")
        assert ask("check", name, "--to", "US", "--on", "2025-12-01").code == 1
