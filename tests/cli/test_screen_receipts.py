"""The receipt of a run over files has digests of the files that it read and wrote; the same run writes the same bytes."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from exportctl.permits.receipts import digest_of
from tests.cli.program import ask
from tests.cli.shapes import faults
from tests.cli.test_folders import POLICY
from tests.cli.test_receipts import LICENCE, changed, verified

pytestmark = pytest.mark.usefixtures("remembered")

ROWS = "item,to,on,note\ngallium,US,2025-12-01,a\ncotton T-shirts,DE,2025-12-01,b\ngallium,Atlantis,2025-12-01,c\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.csv").write_text(ROWS, encoding="utf-8")


def kept(*arguments: str) -> dict[str, Any]:
    """Ask `screen`, keep a receipt, and return it."""
    answer = ask("screen", *arguments, "--receipt", "receipt.json", "--overwrite")
    document: dict[str, Any] = json.loads(Path("receipt.json").read_text(encoding="utf-8"))
    assert faults("receipt", document) == []
    assert document["answer"]["exit_code"] == answer.code
    return document


def digest(name: str) -> str:
    """Return the SHA-256 of a file."""
    return f"sha256:{sha256(Path(name).read_bytes()).hexdigest()}"


@pytest.mark.parametrize(
    "arguments",
    [
        ("rows.csv", "-o", "out.csv"),
        ("rows.csv",),
        ("rows.csv", "-o", "out.xlsx", "--rejects", "bad.csv", "--allow-rejects"),
        ("rows.csv", "-o", "out.parquet", "--only", "license_required,undecided", "--assume", "extended"),
        (
            "rows.csv",
            "-o",
            "out.jsonl.gz",
            "--set",
            "to=JP",
            "--map",
            "item=note",
            "--on",
            "2026-11-28",
            "--undecided",
            "warn",
        ),
        ("rows.csv", "-o", "out.csv", "--watch-change", "400", "--gate", "prohibited", "--trust-descriptions"),
        ("rows.csv", "more.tsv", "-o", "out/"),
    ],
)
def test_the_same_run_gives_the_same_bytes_and_the_same_answer(arguments: tuple[str, ...]) -> None:
    """The receipt names each file with its digest; `verify` leaves no files, and overwrites none."""
    Path("more.tsv").write_text(ROWS.replace(",", "\t"), encoding="utf-8")
    receipt = kept(*arguments)
    first = Path("receipt.json").read_bytes()
    kept(*arguments)
    assert Path("receipt.json").read_bytes() == first
    read = {item["name"]: item["digest"] for item in receipt["files"] if item["role"] == "input"}
    assert read == {name: digest(name) for name in arguments if name in {"rows.csv", "more.tsv"}}
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    answer = verified()
    assert (answer.code, changed(answer)) == (0, set())
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_written_file_is_identified_by_its_digest() -> None:
    """The rows, and those that could not be read."""
    receipt = kept("rows.csv", "-o", "out.csv")
    written = {item["role"]: (item["name"], item["digest"]) for item in receipt["files"] if item["role"] != "input"}
    assert written == {
        "output": ("out.csv", digest("out.csv")),
        "rejects": ("out.rejects.csv", digest("out.rejects.csv")),
    }


def test_an_unstated_day_is_that_of_the_run() -> None:
    """Rows without a day are checked again for the day of the run."""
    Path("rows.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
    receipt = kept("rows.csv", "-o", "out.csv")
    assert receipt["asked"]["on"] is None
    day = ask("check", "gallium", "--to", "US", "-f", "json").json["query"]["on"]
    assert receipt["asked"]["today"] == day
    assert verified().code == 0


def test_verify_names_no_file_that_it_removes() -> None:
    """The rejected rows of the repeated run are only compared; those of the first run stay in their file."""
    run = ask("screen", "rows.csv", "-o", "out.csv", "--receipt", "receipt.json")
    assert "the rejected rows and the reasons are in out.rejects.csv" in run.err
    assert "rejects.csv" not in verified().err


def test_another_file_of_the_name_is_reported_and_changes_the_answer() -> None:
    """The input differs, and so does the output."""
    kept("rows.csv", "-o", "out.csv")
    Path("rows.csv").write_text(ROWS.replace("US", "JP"), encoding="utf-8")
    answer = verified()
    assert (answer.code, changed(answer)) == (1, {"files", "answer"})
    assert answer.json["files"] == [{"name": "input rows.csv", "change": "changed"}]
    assert "output out.csv" in {part["part"] for part in answer.json["answer"]}


def test_a_change_of_law_names_acts_and_provisions(tmp_path: Path, data: Path) -> None:
    """An act that changes decisions is reported, and so is a provision that applies to rows for the first time."""
    folder = tmp_path / "law"
    shutil.copytree(data, folder)
    act = folder / "acts/cn/2025/mofcom-2025-72.yaml"
    text = act.read_text(encoding="utf-8").replace("through: 2026-11-27", "through: 2025-11-20")
    act.write_text(text, encoding="utf-8")
    kept("rows.csv", "-o", "out.csv")
    answer = verified("--data", str(folder))
    assert (answer.code, changed(answer)) == (1, {"law", "data", "answer"})
    assert [item["name"] for item in answer.json["acts"]] == ["mofcom-2025-72"]
    assert {"by_decision", "output out.csv"} <= {part["part"] for part in answer.json["answer"]}
    policy = tmp_path / "policy/acts/cn/2025"
    policy.mkdir(parents=True)
    (policy / "acme-2025-1.yaml").write_text(POLICY.replace("to: [DE]", "to: [US]"), encoding="utf-8")
    answer = verified("--also", str(tmp_path / "policy"))
    assert (answer.code, answer.json["acts"]) == (1, [{"name": "acme-2025-1", "change": "new"}])
    assert [(row["provision"], row["change"]) for row in answer.json["provisions"]] == [("acme-2025-1/1", "new")]


def test_licences_that_answer_are_held_with_their_file() -> None:
    """Without them the run is another."""
    Path("exportctl.toml").write_text(LICENCE, encoding="utf-8")
    Path("rows.csv").write_text(
        "item,to,on,end_use,end_user_type,party\ngallium,DE,2026-09-01,civil,civil,end-user=Acme GmbH\n",
        encoding="utf-8",
    )
    receipt = kept("rows.csv", "-o", "out.csv")
    assert receipt["answer"]["answered"]["licences"] == 1
    assert verified().code == 0
    Path("exportctl.toml").unlink()
    assert (verified().code, changed(verified())) == (1, {"files", "answer"})


def test_a_run_is_a_line_of_a_log() -> None:
    """The line has the counts, and the digests of the files."""
    assert ask("screen", "rows.csv", "-o", "out.csv", "--log", "log.jsonl").code == 2
    (line,) = [json.loads(text) for text in Path("log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (line["command"], line["answer"]["rows"], line["answer"]["rejected"]) == ("screen", 3, 1)
    assert [item["role"] for item in line["files"]] == ["input", "output", "rejects"]
    assert ask("log", "verify", "log.jsonl").code == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("rows.csv", "-o", "-"), "records digests of files"),
        (("-",), "records digests of files"),
        (("rows.csv", "-o", "out.csv", "--resume"), "leave out --resume"),
        (("rows.csv", "-o", "out.csv", "--compare", "2026-11-28"), "leave out --compare"),
    ],
)
@pytest.mark.parametrize("option", ["--receipt", "--log"])
def test_a_run_that_cannot_be_repeated_is_refused(option: str, more: tuple[str, ...], message: str) -> None:
    """Before anything is written."""
    answer = ask("screen", *more, option, "kept.json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(f"exportctl: {option}: ")
    assert message in answer.err
    assert not Path("kept.json").exists()


def test_a_missing_input_is_reported() -> None:
    """Without the input, the run cannot be repeated."""
    kept("rows.csv", "-o", "out.csv")
    Path("rows.csv").unlink()
    answer = ask("verify", "receipt.json")
    assert (answer.code, answer.out) == (2, "")
    assert "rows.csv" in answer.err


@pytest.mark.parametrize("name", ["rows.csv", "out.csv", "counts.json"])
@pytest.mark.parametrize("option", ["--receipt", "--log"])
def test_no_file_of_the_run_is_overwritten(option: str, name: str) -> None:
    """Neither the input nor a written file."""
    answer = ask("screen", "rows.csv", "-o", "out.csv", "--summary", "counts.json", option, name)
    assert (answer.code, answer.err) == (2, f"exportctl: {name}: would be overwritten; name another file\n")
    assert Path("rows.csv").read_text(encoding="utf-8") == ROWS


def test_the_columns_that_were_not_read_are_no_part_of_the_answer() -> None:
    """A receipt of a program that did not list them verifies."""
    receipt = kept("rows.csv", "-o", "out.csv", "--allow-rejects")
    assert receipt["answer"].pop("unread_columns") == [
        {"file": "rows.csv", "columns": [{"column": "note", "may_state": None}]}
    ]
    Path("receipt.json").write_text(json.dumps(receipt | {"digest": digest_of(receipt)}), encoding="utf-8")
    assert verified().code == 0
