"""The hook and the action of this checkout gate a new repository: it fails and passes as it should."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli import repository as changes
from tests.cli.started import started

ROOT = Path(__file__).resolve().parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SHIPMENTS = {
    "stops": ("gallium,US,2025-12-01", 1),
    "open": ("unobtainium,US,2025-12-01", 3),
    "passes": ("cotton T-shirts,DE,2025-12-01", 0),
    "wrong": ("gallium,Atlantis,2025-12-01", 2),
}
"""The content of a row, and the exit code of a gate for it."""

pytestmark = pytest.mark.long


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a file that the gate ignores."""
    folder = tmp_path / "repository"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)  # noqa: S607 - whichever git there is
    (folder / "README.md").write_text("Shipments\n", encoding="utf-8")
    return folder


def committed(folder: Path, row: str) -> list[str]:
    """Add a file of shipments with a row, and return the names that git has."""
    (folder / "shipments 2025.csv").write_text(f"item,to,on\n{row}\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(folder), "add", "--all"], check=True)  # noqa: S607 - the same
    listed = subprocess.run(["git", "-C", str(folder), "ls-files", "-z"], check=True, capture_output=True)  # noqa: S607
    return listed.stdout.decode().rstrip("\0").split("\0")


def brought(folder: Path) -> list[str]:
    """Add a shipment that stops, and a configuration that reads the goods from another column; return the name of the file."""
    (folder / "exportctl.toml").write_text('[columns]\nitem = "note"\n', encoding="utf-8")
    (folder / "shipments.csv").write_text("item,note,to,on\ngallium,cotton T-shirts,DE,2025-12-01\n", encoding="utf-8")
    return ["shipments.csv"]


def ran(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the program of these tests first on the path, where it has started already."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    with started().installed(folder.parent) as (number, its):
        return subprocess.run(
            command,
            cwd=folder,
            env=given | its | environment,
            pass_fds=[number],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )


class TestHook:
    """`.pre-commit-hooks.yaml` names what pre-commit runs, on which files."""

    @pytest.mark.parametrize("row", SHIPMENTS)
    def test_a_commit_is_stopped_as_it_should(self, repository: Path, row: str) -> None:
        """Its entry gets the files that its pattern fits, and ends with the code of the gate."""
        (hook,) = HOOKS
        line, code = SHIPMENTS[row]
        files = [name for name in committed(repository, line) if re.search(hook["files"], name)]
        assert files == ["shipments 2025.csv"]
        result = ran(repository, *shlex.split(hook["entry"]), *files)
        assert result.returncode == code, result.stderr
        assert ("shipments 2025.csv:2" in result.stdout) == (code != 0)

    def test_a_commit_brings_no_policy_of_its_own(self, tmp_path: Path) -> None:
        """The hook uses the policy of the target branch, and reports it; a named file takes precedence."""
        (hook,) = HOOKS
        folder = changes.repository(tmp_path / "changed")
        (file,) = brought(folder)
        result = ran(folder, *shlex.split(hook["entry"]), file)
        assert result.returncode == 1, result.stderr
        assert "exportctl: policy: none; origin/main (" in result.stderr
        assert "exportctl.toml: this change edits the policy" in result.stderr
        assert ran(folder, *shlex.split(hook["entry"]), "--policy", "exportctl.toml", file).returncode == 0

    def test_it_installs_what_files_need(self) -> None:
        """The hook runs in an environment of its own, which gets the extra for files."""
        (hook,) = HOOKS
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        assert hook["additional_dependencies"] == extras["batch"]
        assert hook["language"] == "python"


class TestAction:
    """`action.yml` has two steps: one installs, the other screens."""

    @pytest.mark.parametrize("row", SHIPMENTS)
    def test_a_step_ends_as_it_should(self, repository: Path, tmp_path: Path, row: str) -> None:
        """The script of the second step, run as a runner runs it, annotates, sums up, and ends with the code of the gate."""
        line, code = SHIPMENTS[row]
        files = [name for name in committed(repository, line) if name.endswith(".csv")]
        output, summary = tmp_path / "output", tmp_path / "summary.md"
        answer = run_action(
            repository, files, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), SARIF="gate.sarif"
        )
        assert answer.returncode == code, answer.stderr
        assert output.read_text(encoding="utf-8") == f"exit-code={code}\n"
        assert summary.read_text(encoding="utf-8").startswith("### exportctl screen: ")
        log = json.loads((repository / "gate.sarif").read_text(encoding="utf-8"))
        assert log["runs"][0]["invocations"][0]["exitCode"] == code
        assert ("file=shipments 2025.csv,line=2" in answer.stdout) == (code != 0)

    def test_its_inputs_reach_the_program_as_they_are(self, repository: Path, tmp_path: Path) -> None:
        """A gate, and arguments a line each; what looks like a command is a name."""
        committed(repository, SHIPMENTS["stops"][0])
        more = {"GITHUB_OUTPUT": str(tmp_path / "output")}
        alike = "--set\nend_use=civil\n\n--set\nend_user_type=civil"
        assert (
            run_action(repository, ["shipments 2025.csv"], GATE="prohibited", ARGUMENTS=alike, **more).returncode == 0
        )
        assert run_action(repository, ["$(touch evil).csv; touch evil"], **more).returncode == 2
        assert not (repository / "evil").exists()

    @pytest.mark.parametrize(("policy", "code"), [("base", 1), ("change", 0), ("none", 1), ("exportctl.toml", 0)])
    def test_a_change_brings_no_policy_of_its_own(self, tmp_path: Path, policy: str, code: int) -> None:
        """Unless the workflow permits it: the branch is fetched and named, and the edit is annotated."""
        remote = changes.repository(tmp_path / "remote")
        changes.git(remote, "branch", "main")
        folder = tmp_path / "changed"
        changes.git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=change", f"file://{remote}", str(folder))
        files = brought(folder)
        more = {"POLICY": policy, "BASE": "main", "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(tmp_path / "output")}
        answer = run_action(folder, files, SARIF="gate.sarif", **more)
        assert answer.returncode == code, answer.stderr
        edited = "::warning title=exportctl%3A policy,file=exportctl.toml,line=1::exportctl.toml: this change edits the policy"
        assert answer.stderr.count(edited) == (policy == "base")
        assert ("policy: none; origin/main (" in answer.stderr) == (policy == "base")

    def test_a_branch_that_cannot_be_fetched_ends_the_step(self, tmp_path: Path) -> None:
        """With 2: there is no other policy to fall back on."""
        folder = changes.repository(tmp_path / "changed")
        answer = run_action(folder, brought(folder), BASE="gone", GITHUB_OUTPUT=str(tmp_path / "output"))
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "fetch it first" in answer.stderr

    def test_the_checkout_lends_no_modules(self) -> None:
        """A file `venv.py` or `pip.py` of the change would run in place of Python's own."""
        script = ACTION["runs"]["steps"][0]["run"]
        calls = re.findall(r"python3?\"? (.*)", script)
        assert len(calls) == 2
        assert all(call.startswith("-I -m ") for call in calls)

    def test_every_input_is_handed_over_by_the_environment(self) -> None:
        """No script contains text from outside."""
        steps = ACTION["runs"]["steps"]
        assert all("${{" not in step["run"] for step in steps)
        handed = {value for step in steps for value in step["env"].values()}
        assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} <= handed


def run_action(folder: Path, files: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action."""
    inputs = {name.upper(): str(default.get("default", "")) for name, default in ACTION["inputs"].items()}
    script = folder.parent / "step.sh"
    script.write_text(ACTION["runs"]["steps"][-1]["run"], encoding="utf-8")
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script))
    return ran(folder, *shell, **(inputs | {"FILES": "\n".join(files)} | environment))


def test_the_image_is_built_from_what_is_there() -> None:
    """The Containerfile installs the wheel of this folder with the extra for files, and is the command; no root runs it."""
    recipe = (ROOT / "Containerfile").read_text(encoding="utf-8")
    assert "ARG EXTRAS=batch" in recipe
    assert "/src[$EXTRAS]" in recipe
    assert 'ENTRYPOINT ["exportctl"]' in recipe
    assert "USER nobody" in recipe
