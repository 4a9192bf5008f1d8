"""The same question gives a receipt with the same bytes; `verify` reports changes of law, data, program, files or answer."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from exportctl.permits.receipts import digest_of
from tests.cli.program import CIVIL, Answer, ask
from tests.cli.shapes import faults
from tests.cli.test_folders import POLICY

pytestmark = pytest.mark.usefixtures("remembered")

GALLIUM = "gallium --to US --on 2025-12-01"
"""A question that rests on a suspension."""
QUESTIONS = (
    GALLIUM,
    "' gallium metal 7N ingots, 25 kg ' --to 美国 --on 2026-11-28 --assume extended --gate prohibited --undecided warn --max-age 60",
    "'neodymium magnet' --contains Dy=2% --form magnet --from DE --origin CN --to FR --on 2026-11-11 --cn-content 0.1% --via-china no",
    f"graphite --to JP --on 2026-02-01 --known-on 2025-12-31 --param 'density=1.8 g/cm3' --party 'end-user=Acme' {CIVIL}",
    "'tin whistle' --to DE --on 2025-12-01 --hs-code 920590 --entry none --quantity '3 kg' --owned-by 'X=51%' --trust-descriptions",
    "unobtainium --to US --on 2025-12-01",
)
LICENCE = """
[[licences]]
number = "L-1"
entries = ["3C001"]
to = ["DE"]
from = 2026-01-01
through = 2026-12-31
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def kept(question: str, *more: str, name: str = "receipt.json") -> dict[str, Any]:
    """Ask `check`, keep a receipt, and return it."""
    assert ask("check", *shlex.split(question), *more, "--receipt", name, "--overwrite").code in {0, 1, 3}
    content: dict[str, Any] = json.loads(Path(name).read_text(encoding="utf-8"))
    return content


def verified(*more: str) -> Answer:
    """Verify the receipt; the output conforms to its schema."""
    answer = ask("verify", "receipt.json", *more, "-f", "json")
    assert faults("verification", answer.json) == []
    assert answer.json["exit_code"] == answer.code
    return answer


def changed(answer: Answer) -> set[str]:
    """Return what differs."""
    return {what for what, differs in answer.json["changed"].items() if differs}


class TestReceipt:
    """A receipt contains the question, the answer, and the data behind it."""

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_the_same_question_gives_the_same_bytes_and_the_same_answer(self, question: str) -> None:
        """The receipt conforms to the schema; its answer is the JSON of `check`, and verifies."""
        receipt = kept(question)
        kept(question, "--all", "--notes", "--format", "sarif", name="again.json")
        assert Path("receipt.json").read_bytes() == Path("again.json").read_bytes()
        assert faults("receipt", receipt) == []
        assert receipt["answer"] == ask("check", *shlex.split(question), "-f", "json").json
        answer = verified()
        assert (answer.code, changed(answer), answer.json["receipt"]) == (0, set(), receipt["digest"])

    def test_it_holds_every_fact_as_it_was_stated(self) -> None:
        """Words stay those of the caller; the day is included even if it was not stated."""
        receipt = kept("' 镓 ' --to 美国 --party 'end-user=Leidos Inc' --contains Ga=99%")
        facts = receipt["asked"]
        assert (facts["item"], facts["to"], facts["from"], facts["end_use"]) == (" 镓 ", "美国", "CN", None)
        assert (facts["party"], facts["contains"]) == (["end-user=Leidos Inc"], ["Ga=99%"])
        assert facts["on"] == receipt["answer"]["query"]["on"]

    def test_it_names_every_act_of_the_law_and_its_digest(self) -> None:
        """The digest is the one of the answer, and each act has one of its own."""
        receipt = kept(GALLIUM)
        assert receipt["law"] == receipt["answer"]["law"]
        acts = {row["id"] for row in ask("list", "acts", "-f", "json").json["rows"]}
        assert set(receipt["acts"]) == acts

    def test_the_answer_is_printed_and_the_gate_closes_all_the_same(self) -> None:
        """A receipt changes neither result nor exit code."""
        plain = ask("check", *shlex.split(GALLIUM))
        assert ask("check", *shlex.split(GALLIUM), "--receipt", "receipt.json") == plain

    def test_a_receipt_that_cannot_be_written_ends_with_2(self) -> None:
        """One line reports it, and nothing is printed."""
        answer = ask("check", *shlex.split(GALLIUM), "--receipt", "nowhere/receipt.json")
        assert (answer.code, answer.out) == (2, "")
        assert (
            answer.err
            == "exportctl: --receipt: nowhere/receipt.json: its folder does not exist; create the folder, or name another file\n"
        )

    @pytest.mark.parametrize(
        ("command", "option", "overwrites"),
        [
            ("check gallium --to DE", "-o", True),
            ("steps gallium --to DE", "-o", False),
            ("screen in.csv -f sarif", "-o", True),
            ("screen in.csv --output-format jsonl", "-o", True),
            ("screen in.csv", "--rejects", True),
            ("screen in.csv", "--summary", True),
            ("watch in.csv", "--summary", False),
        ],
    )
    def test_no_other_output_replaces_a_receipt(self, command: str, option: str, overwrites: bool) -> None:
        """The command refuses before it writes anything; only its own --overwrite replaces the receipt."""
        kept(GALLIUM)
        Path("in.csv").write_text("item,to,on\ngallium,US,2025-12-01\ngallium,Atlantis,2025-12-01\n", encoding="utf-8")
        before = Path("receipt.json").read_bytes()
        answer = ask(*shlex.split(command), option, "receipt.json")
        name, addition = "--output" if option == "-o" else option, ", or add --overwrite" if overwrites else ""
        assert answer.err == f"exportctl: {name}: receipt.json exists; name another file{addition}\n"
        assert (answer.code, answer.out, Path("receipt.json").read_bytes()) == (2, "", before)
        if overwrites:
            ask(*shlex.split(command), option, "receipt.json", "--overwrite")
            assert Path("receipt.json").read_bytes() != before

    def test_a_receipt_is_not_replaced(self) -> None:
        """It is the evidence of another shipment; --overwrite replaces it, and the environment cannot."""
        kept(GALLIUM)
        first = Path("receipt.json").read_bytes()
        for command in (("check", "antimony", "--to", "DE"), ("party", "Acme Toys")):
            answer = ask(*command, "--on", "2025-12-01", "--receipt", "receipt.json")
            assert (answer.code, answer.out) == (2, "")
            assert answer.err == "exportctl: --receipt: receipt.json exists; name another file, or add --overwrite\n"
            assert Path("receipt.json").read_bytes() == first
            assert ask(*command, "--on", "2025-12-01", "--receipt", "receipt.json", "--overwrite").code in {0, 1}
            assert Path("receipt.json").read_bytes() != first
            Path("receipt.json").write_bytes(first)

    def test_inputs_are_not_overwritten(self) -> None:
        """Neither owners nor a log; each is as it was."""
        Path("owners.csv").write_text("owner,owned,percent\nLeidos Inc,Globex,60\n", encoding="utf-8")
        before = Path("owners.csv").read_bytes()
        for more in (("--receipt", "owners.csv"), ("--log", "./owners.csv"), ("--receipt", "x", "--log", "x")):
            answer = ask("check", *shlex.split(GALLIUM), "--holdings", "owners.csv", *more)
            assert (answer.code, answer.out) == (2, "")
            assert "would be overwritten; name another file" in answer.err
        assert Path("owners.csv").read_bytes() == before
        assert not Path("x").exists()


class TestVerify:
    """Changes are reported, and only another answer ends with 1."""

    def test_a_change_of_law_that_changes_the_answer_names_act_and_provision(self, ended: Path) -> None:
        """The paragraph that is no longer suspended is reported with the act that suspended it."""
        kept(GALLIUM)
        answer = verified("--data", str(ended))
        assert (answer.code, changed(answer)) == (1, {"law", "data", "answer"})
        assert answer.json["acts"] == [{"name": "mofcom-2025-72", "change": "changed"}]
        assert answer.json["provisions"] == [
            {"provision": "mofcom-2024-46/2", "change": "changed", "acts": ["mofcom-2024-46", "mofcom-2025-72"]}
        ]
        (decision,) = [part for part in answer.json["answer"] if part["part"] == "decision"]
        assert (decision["before"], decision["after"]) == ("license_required", "presumption_of_denial")
        output = ask("verify", "receipt.json", "--data", str(ended)).out
        assert output.startswith("The answer differs.\n  decision: was license_required, is presumption_of_denial\n")
        assert "  mofcom-2024-46/2: changed, by mofcom-2025-72\nLaw changed: mofcom-2025-72 changed\n" in output

    def test_a_change_of_law_that_does_not_bear_on_it_ends_with_0(self, ended: Path) -> None:
        """The act is named all the same."""
        kept("'SmCo magnet' --to DE --on 2025-12-01")
        answer = verified("--data", str(ended))
        assert (answer.code, changed(answer)) == (0, {"law", "data"})
        assert [act["name"] for act in answer.json["acts"]] == ["mofcom-2025-72"]
        assert ask("verify", "receipt.json", "--data", str(ended)).out.startswith(
            "The answer is the same.\nLaw changed: "
        )

    def test_an_act_that_was_not_there_is_new_and_one_that_is_not_there_is_gone(self, tmp_path: Path) -> None:
        """A company's own policy is law of another folder: with it, and without it."""
        policy = tmp_path / "policy"
        (policy / "acts/cn/2025").mkdir(parents=True)
        act = POLICY.replace("to: [DE]", "to: [US]")
        (policy / "acts/cn/2025/acme-2025-1.yaml").write_text(act, encoding="utf-8")
        kept(GALLIUM)
        answer = verified("--also", str(policy))
        assert answer.code == 1
        assert answer.json["acts"] == [{"name": "acme-2025-1", "change": "new"}]
        assert [(row["provision"], row["change"]) for row in answer.json["provisions"]] == [("acme-2025-1/1", "new")]
        kept(GALLIUM, "--also", str(policy))
        answer = verified()
        assert answer.json["acts"] == [{"name": "acme-2025-1", "change": "gone"}]
        assert [(row["provision"], row["change"]) for row in answer.json["provisions"]] == [("acme-2025-1/1", "gone")]

    def test_changed_data_other_than_acts_is_reported_as_data(self, tmp_path: Path, data: Path) -> None:
        """No act is named where none changed."""
        folder = tmp_path / "law"
        shutil.copytree(data, folder)
        with (folder / "sources" / "mofcom.yaml").open("a", encoding="utf-8") as file:
            file.write("# a word more\n")
        kept(GALLIUM)
        answer = verified("--data", str(folder))
        assert (answer.code, changed(answer), answer.json["acts"]) == (0, {"data"}, [])

    def test_another_program_is_reported(self) -> None:
        """The receipt of an older version verifies, and the version is reported."""
        receipt = kept(GALLIUM)
        rewritten(receipt | {"program": "0.0.1"})
        answer = verified()
        assert (answer.code, changed(answer), answer.json["before"]["program"]) == (0, {"program"}, "0.0.1")
        assert f"Program changed: 0.0.1, now {receipt['program']}\n" in ask("verify", "receipt.json").out

    def test_the_covering_licence_is_stored_with_its_file(self) -> None:
        """If the file differs, that is reported; if the licence is gone, the answer differs."""
        Path("exportctl.toml").write_text(LICENCE, encoding="utf-8")
        receipt = kept(f"gallium --to DE --on 2026-09-01 {CIVIL} --party 'end-user=Acme GmbH'")
        assert [item["name"] for item in receipt["answer"]["answered_by"]] == ["licence L-1"]
        assert [(item["role"], item["name"]) for item in receipt["files"]] == [("configuration", "exportctl.toml")]
        assert verified().code == 0
        Path("exportctl.toml").write_text(f"# ours\n{LICENCE}", encoding="utf-8")
        answer = verified()
        assert (answer.code, changed(answer)) == (0, {"files"})
        assert answer.json["files"] == [{"name": "configuration exportctl.toml", "change": "changed"}]
        Path("exportctl.toml").unlink()
        answer = verified()
        assert (answer.code, changed(answer)) == (1, {"files", "answer"})
        assert {"answered_by", "exit_code"} <= {part["part"] for part in answer.json["answer"]}

    def test_owners_are_read_again_from_their_file(self) -> None:
        """Its digest is in the receipt; a missing file is an error that names it."""
        holdings = Path("owners.csv")
        holdings.write_text("owner,owned,percent\nLeidos Inc,Globex,60\n", encoding="utf-8")
        kept("gallium --to US --on 2025-06-01 --party end-user=Globex --holdings owners.csv")
        assert (verified().code, changed(verified())) == (0, set())
        holdings.write_text("owner,owned,percent\nAcme Toys,Globex,60\n", encoding="utf-8")
        assert (verified().code, changed(verified())) == (1, {"files", "answer"})
        holdings.unlink()
        answer = ask("verify", "receipt.json")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(
            "exportctl: owners.csv: does not exist; the receipt names this file: restore it, or "
        )

    def test_the_environment_changes_no_question(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The gate is that of the receipt, whatever the environment sets."""
        kept(GALLIUM)
        monkeypatch.setenv("EXPORTCTL_GATE", "prohibited")
        monkeypatch.setenv("EXPORTCTL_TO", "DE")
        assert (verified().code, changed(verified())) == (0, set())


class TestParty:
    """Names have receipts, too."""

    NAMES = ("Leidos Inc", "Acme Toys", "Skydio (US)")

    def kept(self, *more: str, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
        """Ask `party`, keep a receipt, and return it."""
        assert ask("party", *names, "--on", "2025-06-01", *more, "--receipt", "receipt.json", "--overwrite").code in {
            0,
            1,
            3,
            4,
        }
        content: dict[str, Any] = json.loads(Path("receipt.json").read_text(encoding="utf-8"))
        return content

    @pytest.mark.parametrize(
        "more", [(), ("--known-on", "2025-03-01", "--threshold", "70"), ("--gate", "prohibited", "--undecided", "warn")]
    )
    def test_the_same_names_give_the_same_bytes_and_the_same_answer(self, more: tuple[str, ...]) -> None:
        """The answer is the document of `party`, and verifies."""
        receipt = self.kept(*more)
        first = Path("receipt.json").read_bytes()
        assert self.kept(*more, "--all", "-f", "markdown")
        assert Path("receipt.json").read_bytes() == first
        assert faults("receipt", receipt) == []
        assert receipt["answer"] == ask("party", *self.NAMES, "--on", "2025-06-01", *more, "-f", "json").json
        assert (verified().code, changed(verified())) == (0, set())

    def test_names_of_a_file_are_in_the_receipt(self) -> None:
        """So the file may be gone when it is verified."""
        Path("names.csv").write_text("name,country\nLeidos Inc,US\n", encoding="utf-8")
        receipt = self.kept("--file", "names.csv", names=())
        assert receipt["asked"]["names"] == ["Leidos Inc (US)"]
        Path("names.csv").unlink()
        assert (verified().code, changed(verified())) == (0, set())

    def test_an_empty_list_of_names_is_a_question(self) -> None:
        """A receipt may have a question without a name."""
        assert self.kept(names=())["answer"]["exit_code"] == 4
        assert verified().code == 0

    def test_a_removed_listing_is_reported_with_its_act(self, tmp_path: Path, data: Path) -> None:
        """Where an act no longer names the firm, the answer differs by that act."""
        folder = tmp_path / "law"
        shutil.copytree(data, folder)
        receipt = self.kept(names=("Leidos Inc",))
        act = receipt["answer"]["matches"][0]["act"]
        (file,) = [path for path in (folder / "parties").glob("*.yaml") if path.stem == act]
        text = file.read_text(encoding="utf-8")
        assert "Leidos" in text
        file.write_text(text.replace("Leidos", "Somebody"), encoding="utf-8")
        answer = verified("--data", str(folder))
        assert (answer.code, changed(answer)) == (1, {"law", "data", "answer"})
        assert answer.json["acts"] == [{"name": act, "change": "changed"}]
        assert act in {row["provision"] for row in answer.json["provisions"]}

    def test_a_recorded_other_party_is_stored_with_its_file(self) -> None:
        """Without that file the answer is another."""
        Path("exportctl.toml").write_text(
            '[[not_the_same]]\nname = "Leidos Ink"\nparty = "mofcom-2025-13-01"\nreason = "a printer"\n'
            'approved_by = "K. Weber"\nthrough = 2030-12-31\n',
            encoding="utf-8",
        )
        receipt = self.kept(names=("Leidos Ink",))
        assert [item["role"] for item in receipt["files"]] == ["configuration"]
        assert verified().code == 0
        Path("exportctl.toml").unlink()
        assert changed(verified()) >= {"files"}


class TestInvalidReceipts:
    """An altered receipt, or a file that is none, is refused in one line, with 2."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('"decision": "license_required"', '"decision": "no_control_found"'),
            ('"item": "gallium"', '"item": "indium"'),
            ('"program": "', '"program": "9'),
            ('"exit_code": 1', '"exit_code": 0'),
            ("sha256:0", "sha256:1"),
        ],
    )
    def test_a_word_that_was_changed_by_hand_is_noticed(self, old: str, new: str) -> None:
        """The digest is of something else."""
        kept(GALLIUM)
        text = Path("receipt.json").read_text(encoding="utf-8")
        assert old in text
        Path("receipt.json").write_text(text.replace(old, new, 1), encoding="utf-8")
        assert "was changed after exportctl wrote it" in refused()

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "is not a receipt"),
            ("[]", "name a file that --receipt wrote, or a draft"),
            ('{"schema": "exportctl.verdict/2"}', "name a file that --receipt wrote, or a draft"),
            ('{"schema": "exportctl.receipt/1"}', "was changed after exportctl wrote it"),
            ('{"schema": "exportctl.receipt/1", "schema": "x"}', "the key 'schema' is there twice; remove one"),
            ("[" * 100_000, "is not a receipt"),
            ('{"schema": NaN', "is not a receipt"),
        ],
    )
    def test_an_invalid_receipt_is_reported(self, text: str, message: str) -> None:
        """Whatever the file holds."""
        Path("receipt.json").write_text(text, encoding="utf-8")
        assert message in refused()

    def test_a_missing_file_is_reported(self) -> None:
        """By its name."""
        assert refused() == "exportctl: receipt.json: No such file or directory; correct the name\n"

    @pytest.mark.parametrize(
        "change",
        [
            {"command": "verify"},
            {"more": 1},
            {"acts": []},
            {"answer": {"decision": {}}},
            {"answer": {"law": {"digest": 1}, "findings": [3], "warnings": [[]]}},
            {"files": [{"role": "holdings", "name": "x"}]},
        ],
    )
    def test_a_digest_that_fits_makes_no_receipt(self, change: dict[str, Any]) -> None:
        """The error about a receipt made by other means names the missing keys."""
        rewritten(kept(GALLIUM) | change)
        assert "is not a receipt" in refused()

    def test_an_invalid_age_is_reported(self) -> None:
        """A number that is out of bounds is refused as one of the command line is."""
        receipt = kept(GALLIUM)
        for age in (-1, 10**12):
            rewritten(receipt | {"asked": receipt["asked"] | {"max_age": age}})
            assert "is not a receipt: check.asked.max_age" in refused()

    def test_invalid_facts_are_reported(self) -> None:
        """In the words of `check`."""
        receipt = kept(GALLIUM)
        rewritten(receipt | {"asked": receipt["asked"] | {"to": "Atlantis"}})
        assert "Atlantis" in refused()


def rewritten(document: dict[str, Any]) -> None:
    """Write a receipt with a digest that fits."""
    Path("receipt.json").write_text(json.dumps(document | {"digest": digest_of(document)}), encoding="utf-8")


def refused() -> str:
    """Return the one line with which `verify` refuses."""
    answer = ask("verify", "receipt.json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    return answer.err


class TestReviewer:
    """A receipt can state who reviewed its answer."""

    @pytest.mark.parametrize(
        "question",
        [
            f"check {GALLIUM}",
            "party 'Leidos Inc' --on 2025-06-01",
            "screen rows.csv --on 2025-12-01 -o out.csv",
        ],
    )
    def test_the_reviewer_is_in_the_receipt_and_in_the_output_of_verify(self, question: str) -> None:
        """It is no part of the answer, which is still the same."""
        Path("rows.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
        assert ask(*shlex.split(question), "--receipt", "receipt.json", "--reviewed-by", "李 Ann").code in {0, 1}
        content = json.loads(Path("receipt.json").read_text(encoding="utf-8"))
        assert faults("receipt", content) == []
        assert content["reviewed_by"] == "李 Ann"
        assert content["digest"] == digest_of(content)
        assert (verified().code, changed(verified()), verified().json["reviewed_by"]) == (0, set(), "李 Ann")
        words = ask("verify", "receipt.json").out
        assert words.startswith("The answer is the same.\nReviewed by 李 Ann\n")
        assert "version" in words

    def test_a_changed_name_is_noticed(self) -> None:
        """The digest covers it."""
        kept(GALLIUM, "--reviewed-by", "Ann")
        text = Path("receipt.json").read_text(encoding="utf-8")
        Path("receipt.json").write_text(text.replace('"Ann"', '"Bob"'), encoding="utf-8")
        assert ask("verify", "receipt.json").code == 2

    def test_no_reviewer_is_named_if_none_was_stated(self) -> None:
        """The key is absent, and `verify` does not mention a reviewer."""
        assert "reviewed_by" not in kept(GALLIUM)
        assert verified().json["reviewed_by"] is None
        assert "Reviewed" not in ask("verify", "receipt.json").out

    @pytest.mark.parametrize("options", [("--reviewed-by", "Ann"), ("--reviewed-by", " ", "--receipt", "receipt.json")])
    def test_a_name_that_nothing_holds_is_refused(self, options: tuple[str, ...]) -> None:
        """No receipt, or no name."""
        answer = ask("check", *shlex.split(GALLIUM), *options)
        assert (answer.code, answer.err.startswith("exportctl: --reviewed-by")) == (2, True)
        assert not Path("receipt.json").exists()
