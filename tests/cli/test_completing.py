"""A shell completes values of options, and ids and names from the data, by its own protocol."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from exportctl.__main__ import run
from tests.cli.program import spawn

ACTS = Path(__file__).resolve().parents[2] / "data" / "acts"


def completed(*words: str) -> list[str]:
    """Return the completions that bash receives for the last of some words; computed in this process, for speed."""
    line, out, err = " ".join(["exportctl", *words]), io.StringIO(), io.StringIO()
    environment = {"_EXPORTCTL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as end:
            run([])
    assert (end.value.code, err.getvalue()) == (0, "")
    return [word for word in out.getvalue().split("\n") if word]


def test_a_process_completes_what_is_completed_here() -> None:
    """A shell starts one for each word."""
    words = ("check", "--to", "u")
    answer = spawn(_EXPORTCTL_COMPLETE="complete_bash", COMP_WORDS=" ".join(["exportctl", *words]), COMP_CWORD="3")
    assert (answer.code, answer.err, answer.out.split()) == (0, "", completed(*words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("wat",), ["watch"]),
        (("check", "--out"), ["--output"]),
        (("check", "--no"), ["--notes"]),  # not what takes back a flag
        (("check", "--gate", "li"), ["license_required"]),
        (("check", "--gate", "P"), ["presumption_of_denial", "prohibited"]),
        (("party", "--format", "s"), ["sarif"]),
        (("list", "--format", ""), ["table", "json"]),
        (("timeline", "--format", ""), ["table", "json", "svg", "png"]),
        (("expiring", "--format", "i"), ["ics"]),
        (("check", "--assume", ""), ["on-face", "extended"]),
        (("check", "--undecided", ""), ["fail", "warn"]),
        (("check", "--cn-technology", ""), ["yes", "no"]),
        (("check", "--to", "u"), ["UA", "UG", "UM", "US", "UY", "UZ"]),
        (("check", "gallium", "--entry", "3c001.a"), ["3C001.a"]),
        (("check", "--entry", "no"), ["none"]),
        (("check", "3C001.a"), ["3C001.a"]),
        (("check", "--form", "ox"), ["oxide"]),
        (("check", "--end-use", "mil"), ["military", "military-ai"]),
        (("check", "--param", "dens"), ["density="]),
        (("check", "--party", "end-user=leid"), ["end-user=Leidos"]),
        (("help", "che"), ["check"]),
        (("help", "data", "ne"), ["news", "new"]),
        (("party", "L"), []),
        (("screen", "--map", "it"), ["item="]),
        (("screen", "--only", "prohibited,u"), ["prohibited,undecided"]),
        (
            ("explain", "mofcom-2024-46/"),
            [f"mofcom-2024-46/{part}" for part in ("1", "2", "closing", "closing.2", "transit", "supply-abroad")],
        ),
        (("list", "st"), ["statements"]),
        (("data", "schema", "ve"), ["verdict", "verification"]),
    ],
    ids=" ".join,
)
def test_a_word_is_completed(words: tuple[str, ...], expected: list[str]) -> None:
    """With the values that the command would accept there."""
    assert completed(*words) == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("exportctl check gallium --to UZ", '"UZ":"乌兹别克斯坦"'),
        ("exportctl check gallium --param dens", '"density=":"密度，单位g/cm3"'),
        ("exportctl expl", '"explain":"说明法规文件、条款'),
    ],
)
def test_completions_are_described_in_the_language(line: str, message: str) -> None:
    """A shell that shows descriptions shows names and helps in Chinese; the completed words are the same."""
    answer = spawn(_EXPORTCTL_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line, EXPORTCTL_LANG="zh")
    assert (answer.code, answer.err) == (0, "")
    assert message in answer.out


def test_an_act_goes_by_its_file() -> None:
    """All ids that begin like this, and no others."""
    acts = sorted(path.stem for path in ACTS.rglob("mofcom-2025-6*.yaml"))
    assert completed("show", "mofcom-2025-6") == acts
    assert acts


def test_nothing_fails_where_nothing_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that cannot be read, or an invalid configuration, only ends the completion."""
    monkeypatch.setenv("EXPORTCTL_GATE", "nonsense")
    assert completed("check", "--gate", "pro") == ["prohibited"]
    assert completed("check", "--data", str(tmp_path), "--to", "u") == []
