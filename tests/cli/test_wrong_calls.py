"""The most natural wrong calls end with code 2 and one line that shows what would be right."""

from __future__ import annotations

import pytest

from tests.cli.program import ask

CHECK = "exportctl check gallium --to US --on 2025-12-01"
SCREEN = "exportctl screen shipments.csv -o screened.csv --map item=hs_code --set to=US"
PARTY = "exportctl party 'Leidos Inc' 'Acme Toys' --on 2025-06-01"
NAMED = "To find a record by its name: "
QUOTES = "Put a text of several words in quotes, and state facts with options: "
ONLY = "Only options follow the command: "


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
        ("check gallium --end-user civil", "No such option: --end-user. Did you mean --end-user-type?"),
        ("check gallium --consignee Acme", "No such option: --consignee. Did you mean --party?"),
        ("check shipments.csv", "ITEM: 'shipments.csv' is a file; to check its rows, use exportctl screen"),
        ("classify bill.xlsx", "ITEM: 'bill.xlsx' is a file; to check its rows, use exportctl screen"),
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
        ("party names.csv", "NAME: 'names.csv' is a file; to check the names in it: exportctl party --file names.csv"),
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
