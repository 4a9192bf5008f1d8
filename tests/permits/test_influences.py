"""A company's file that influenced an answer is named on stderr, in every format and in each row, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.files.program import rows_of
from tests.permits.program import CIVIL, LICENCE, check, configure

FILE = f"""max_age = 1000
items = "items.csv"

[columns]
item = "Goods"
{LICENCE}
[[waivers]]
item = "unobtainium"
reason = "r"
approved_by = "K. Weber"
through = 2026-12-31

[[not_the_same]]
name = "Leidos Incc"
party = "mofcom-2025-13-01"
reason = "r"
approved_by = "K. Weber"
through = 2026-12-31
"""
ITEMS = "sku,description,entry,decided_by,decided_on\nG-1,gallium,,,\nS-1,cotton T-shirts,none,K. Weber,2026-06-30\n"
AGE, COLUMNS, LICENSED, WAIVED, OTHER = ("exportctl.toml:" + line for line in ("1", "5", "7", "14", "20"))
ON = "--on 2026-07-01"


@pytest.fixture(autouse=True)
def _configured(_folder: None) -> None:
    configure(FILE)
    Path("items.csv").write_text(ITEMS, encoding="utf-8")


def places(document: dict[str, object]) -> list[str]:
    """Return the places that a document names."""
    influences: list[dict[str, str]] = document.get("configured_by", [])  # type: ignore[assignment]
    return [item["stated_at"] for item in influences]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("gallium --to FR", []),
        ("gallium --to DE", [LICENSED]),
        ("G-1 --to DE", ["items.csv:2", LICENSED]),
        ("S-1 --to DE", ["items.csv:3"]),
        ("unobtainium --to DE", [WAIVED]),
        ("'cotton T-shirts' --to DE --party 'Leidos Incc'", [OTHER]),
    ],
)
def test_a_check_names_what_had_a_part_in_it(question: str, expected: list[str]) -> None:
    """And nothing else: a licence for other places has no part in an answer."""
    answer = check(f"{question} {ON} {CIVIL}")
    assert places(answer.json) == [AGE, *expected]
    assert answer.err.startswith("exportctl: configured by: max_age = 1000 (exportctl.toml:1)")
    assert all(f"({place})" in answer.err for place in expected)
    for format_ in ("table", "sarif", "junit", "github", "markdown"):
        text = ask("check", *_words(f"{question} {ON} {CIVIL}"), "-f", format_).words
        assert all(place in text for place in (AGE, *expected)), format_


def test_other_answers_name_it_alike() -> None:
    """`classify` and `party`."""
    result = ask("classify", "S-1", *_words(ON), "-f", "json")
    assert result.json["configured_by"] == [
        {"by": "max_age = 1000", "stated_at": AGE},
        {
            "by": "item S-1, read as 'cotton T-shirts' and classified by K. Weber on 2026-06-30",
            "stated_at": "items.csv:3",
        },
    ]
    named = ask("party", "Leidos Incc", *_words(ON), "-f", "json")
    assert places(named.json) == [AGE, OTHER]
    for answer in (result, named):
        assert "exportctl: configured by: " in answer.err
    for command in (("classify", "S-1"), ("party", "Leidos Incc")):
        assert AGE in ask(*command, *_words(ON)).words


def test_a_run_names_it_row_by_row_and_in_all() -> None:
    """A column has the places of each row, the summary the number of rows for each; the page and stderr name them too."""
    Path("in.csv").write_text(
        "Goods,to,party\nG-1,DE,\nG-1,FR,\nS-1,DE,\ncopper,DE,Leidos Incc\nunobtainium,DE,\ncotton T-shirts,DE,\n",
        encoding="utf-8",
    )
    alike = ("--set", "end_use=civil", "--set", "end_user_type=civil", *_words(ON))
    run = ask("screen", "in.csv", "-o", "out.csv", *alike, "-f", "json")
    assert [row["configured_by"] for row in rows_of(Path("out.csv"))] == [
        f"items.csv:2;{LICENSED}",
        "items.csv:2",
        "items.csv:3",
        OTHER,
        WAIVED,
        "",
    ]
    influences = [(item["stated_at"], item.get("rows")) for item in run.json["configured_by"]]
    assert influences == [
        (COLUMNS, None),
        (AGE, None),
        (LICENSED, 1),
        (WAIVED, 1),
        (OTHER, 1),
        ("items.csv:2", 2),
        ("items.csv:3", 1),
    ]
    assert "exportctl: configured by: columns item (exportctl.toml:5), max_age = 1000 (exportctl.toml:1), " in run.err
    assert run.err.splitlines()[-1].startswith("6 rows: ")
    for format_ in ("table", "sarif", "junit", "github", "markdown"):
        text = ask("screen", "in.csv", "--rows", "out.csv", *alike, "-f", format_).words
        assert all(place in text for place, _ in influences), format_
    assert ask("report", "in.csv", "-o", "page.html", *alike).code == 0
    assert "item G-1 (items.csv:2; rows: 2)" in Path("page.html").read_text(encoding="utf-8")


def test_the_first_of_many_places_are_named() -> None:
    """On stderr, with how many more there are; the summary has all."""
    Path("items.csv").write_text(
        "sku,description\n" + "".join(f"P-{number},cotton T-shirts\n" for number in range(30)), encoding="utf-8"
    )
    Path("in.csv").write_text("Goods,to\n" + "".join(f"P-{number},DE\n" for number in range(30)), encoding="utf-8")
    run = ask("screen", "in.csv", "-o", "out.csv", *_words(ON), "-f", "json")
    assert len(places(run.json)) == 32
    assert " and 24 more\n" in run.err


def test_an_answer_of_the_law_alone_does_not_speak_of_it() -> None:
    """Without a file, and with one that has no influence, an answer does not mention it."""
    configure('lang = "en"\n')
    quiet = ask("check", "gallium", *_words(f"--to DE {ON}"), "-f", "json")
    Path("exportctl.toml").unlink()
    assert quiet == ask("check", "gallium", *_words(f"--to DE {ON}"), "-f", "json")
    assert "configured_by" not in quiet.json
    assert quiet.err == ""


def test_a_setting_that_an_option_overrides_has_no_influence() -> None:
    """The command line beats the file."""
    assert places(check(f"gallium --to FR {ON}", "--max-age", "900").json) == []


def _words(text: str) -> list[str]:
    import shlex  # noqa: PLC0415 - for this alone

    return shlex.split(text)
