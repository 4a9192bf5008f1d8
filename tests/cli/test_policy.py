"""One option selects the configuration, and a change of a gated repository cannot bring its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.cli.repository import FREE, STRICT, commit, git, repository, write

LISTED = ("check", "gallium", "--to", "US", "--on", "2025-12-01", "-f", "json")
FROM_BASE = ("--policy-from", "base")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of its own; no workflow is running."""
    for name in ("GITHUB_BASE_REF", "GITHUB_ACTIONS", "EXPORTCTL_POLICY"):
        monkeypatch.delenv(name, raising=False)
    here = tmp_path / "repository"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


class TestOneFile:
    """`--policy` names the only file that counts; `--no-config` ignores all."""

    def test_only_the_named_file_counts(self, folder: Path) -> None:
        """Before the command, after it, and by the variable; its items are in the same folder."""
        write(folder, exportctl__toml=FREE)
        ours = folder.parent / "ours"
        write(ours, policy__toml=f'{STRICT}items = "items.csv"\n', items__csv="sku,description\nG-1,gallium\n")
        assert ask(*LISTED).code == 0
        for arguments in (("--policy", "../ours/policy.toml", *LISTED), (*LISTED, "--policy=../ours/policy.toml")):
            answer = ask(*arguments)
            assert (answer.code, answer.json["query"]["gate"]) == (1, "report")
        assert ask("check", "G-1", *LISTED[2:], "--policy", "../ours/policy.toml").json["query"]["sku"] == "G-1"

    def test_a_variable_names_it_and_the_command_line_goes_first(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As for every option."""
        write(folder, exportctl__toml=FREE, ours__toml=STRICT)
        monkeypatch.setenv("EXPORTCTL_POLICY", "ours.toml")
        assert ask(*LISTED).json["query"]["gate"] == "report"
        assert ask(*LISTED, "--policy", "exportctl.toml").json["query"]["gate"] == "prohibited"
        assert ask(*LISTED, "--no-config").json["query"]["gate"] == "license_required"
        assert ask(*LISTED, *FROM_BASE).json["query"]["gate"] == "report"
        monkeypatch.delenv("EXPORTCTL_POLICY")
        monkeypatch.setenv("EXPORTCTL_NO_CONFIG", "true")
        assert ask(*LISTED).json["query"]["gate"] == "license_required"
        assert ask(*LISTED, "--policy", "ours.toml").json["query"]["gate"] == "report"

    def test_all_can_be_ignored(self, folder: Path) -> None:
        """Also a file that makes no sense, and its language."""
        write(folder, exportctl__toml='lang = "zh"\ngaet = 3\n')
        answer = ask(*LISTED, "--no-config")
        assert (answer.code, answer.err) == (1, "")
        assert ask("config", "show", "--no-config", "-f", "json").json["file"] is None

    def test_it_is_shown(self, folder: Path) -> None:
        """`config show` names the file."""
        write(folder, exportctl__toml=FREE, ours__toml=STRICT)
        document = ask("config", "show", "--policy", "ours.toml", "-f", "json").json
        assert document["file"] == "ours.toml"
        assert {"key": "gate", "value": "report", "from": "ours.toml:1"} in document["values"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--policy", "gone.toml"), "gone.toml: No such file or directory; correct the name"),
            (("--policy", "."), ".: is not a regular file"),
            (("--policy", "wrong.toml"), "wrong.toml:1: there is no key 'gaet'"),
            (("--policy", "pyproject.toml"), "pyproject.toml: has no table [tool.exportctl]"),
            (("--policy", "dangling.toml"), "dangling.toml: is a link to a file that does not exist"),
            (("--policy", ""), "--policy: is empty"),
            (("--policy",), "--policy: is empty"),
            (("--policy", "a.toml", "--no-config"), "--no-config: cannot be used together with --policy"),
            (FROM_BASE, "--policy-from: git cannot read the repository: not a git repository"),
        ],
    )
    def test_a_choice_that_makes_no_sense_ends_with_2(
        self, arguments: tuple[str, ...], words: str, folder: Path
    ) -> None:
        """In one line, and nothing is answered."""
        write(folder, wrong__toml="gaet = 3\n", pyproject__toml="[project]\n")
        (folder / "dangling.toml").symlink_to("gone")
        answer = ask(*LISTED, *arguments)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert answer.err.startswith(f"exportctl: {words}")


class TestPolicyFrom:
    """`--policy-from` takes the configuration of a revision; edits in the change are reported, and do not count."""

    def test_a_policy_added_by_the_change_does_not_count(self, folder: Path) -> None:
        """It is named on stderr with the commit that counts."""
        repository(folder, exportctl__toml=STRICT)
        based = git(folder, "rev-parse", "HEAD")[:12]
        same = ask(*LISTED, *FROM_BASE)
        assert (same.code, same.json["query"]["gate"]) == (1, "report")
        assert same.err.splitlines()[0] == f"exportctl: policy: exportctl.toml from origin/main ({based})"
        assert "edits the policy" not in same.err
        write(folder, exportctl__toml=FREE)
        commit(folder)
        answer = ask(*LISTED, *FROM_BASE)
        assert (answer.code, answer.json["query"]["gate"]) == (1, "report")
        assert (
            f"exportctl.toml: this change edits the policy; the edit is ignored, and the policy of origin/main ({based}) applies"
            in answer.err
        )
        assert ask(*LISTED).code == 0

    @pytest.mark.parametrize(
        "brought", ["exportctl.toml", "pyproject.toml", "below/exportctl.toml", "below/pyproject.toml"]
    )
    def test_a_policy_where_there_was_none_does_not_count(
        self, brought: str, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor one that is nearer than the one of the base."""
        repository(folder)
        (folder / "below").mkdir()
        monkeypatch.chdir(folder / "below")
        (folder / brought).write_text(f"[tool.exportctl]\n{FREE}" if "py" in brought else FREE, encoding="utf-8")
        answer = ask(*LISTED, *FROM_BASE)
        assert answer.code == 1
        assert "policy: none; origin/main (" in answer.err
        assert f"{brought}: this change edits the policy" in answer.err

    def test_the_items_are_those_of_the_base(self, folder: Path) -> None:
        """They decide as the configuration does, and a change of them is a change of the policy."""
        decided = "sku,description,entry,decided_by,decided_on\nG-1,{},none,K. Weber,2026-10-01\n"
        repository(folder, exportctl__toml='items = "lists/items.csv"\n', lists_in_items__csv=decided.format("gallium"))
        write(folder, lists_in_items__csv=decided.format("cotton T-shirts"))
        answer = ask("check", "G-1", "--to", "US", "--on", "2026-10-02", "-f", "json", *FROM_BASE)
        assert (answer.code, answer.json["query"]["item"]) == (1, "gallium")
        assert "lists/items.csv: this change edits the policy" in answer.err

    def test_a_fault_names_the_revision(self, folder: Path) -> None:
        """Also one in its items."""
        repository(folder, exportctl__toml='items = "items.csv"\n', items__csv="skuu\n")
        assert "exportctl: origin/main:./items.csv:1: has an unknown column 'skuu'" in ask(*LISTED, *FROM_BASE).err
        write(folder, exportctl__toml="\ngaet = 1\n")
        git(folder, "update-ref", "refs/remotes/origin/main", commit(folder))
        answer = ask(*LISTED, *FROM_BASE)
        assert (answer.code, answer.out) == (2, "")
        assert "exportctl: origin/main:./exportctl.toml:2: there is no key 'gaet'" in answer.err

    def test_a_link_in_the_base_is_refused(self, folder: Path) -> None:
        """A revision contains the path of a link, and not its target."""
        repository(folder, ours__toml=STRICT)
        (folder / "exportctl.toml").symlink_to("ours.toml")
        git(folder, "update-ref", "refs/remotes/origin/main", commit(folder))
        answer = ask(*LISTED, *FROM_BASE)
        assert (answer.code, answer.out) == (2, "")
        assert "origin/main:exportctl.toml: is not a regular file" in answer.err

    def test_an_unreadable_policy_is_an_edit(self, folder: Path) -> None:
        """A dangling link takes nothing from the policy of the base."""
        repository(folder, exportctl__toml=STRICT)
        (folder / "exportctl.toml").unlink()
        (folder / "exportctl.toml").symlink_to("gone")
        answer = ask(*LISTED, *FROM_BASE)
        assert (answer.code, answer.json["query"]["gate"]) == (1, "report")
        assert "exportctl.toml: this change edits the policy" in answer.err

    def test_the_branch_is_the_one_of_the_pull_request(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """GitHub names it; one that was not fetched is an error, not another policy."""
        repository(folder, exportctl__toml=STRICT)
        write(folder, exportctl__toml='gate = "enhanced_review"\n')
        git(folder, "update-ref", "refs/remotes/origin/release", commit(folder))
        git(folder, "tag", "origin/release", "HEAD~1")
        monkeypatch.setenv("GITHUB_BASE_REF", "release")
        assert ask(*LISTED, *FROM_BASE).json["query"]["gate"] == "enhanced_review"
        monkeypatch.setenv("GITHUB_BASE_REF", "gone")
        answer = ask(*LISTED, *FROM_BASE)
        assert (answer.code, answer.out) == (2, "")
        assert "fetch it first" in answer.err

    def test_without_a_remote_the_last_commit_is_the_base(self, folder: Path) -> None:
        """And without a commit there is no policy."""
        git(folder, "init", "--quiet")
        write(folder, exportctl__toml=FREE)
        answer = ask(*LISTED, *FROM_BASE)
        assert answer.code == 1
        assert "policy: none; a repository without a commit has no policy" in answer.err
        commit(folder)
        assert ask(*LISTED, *FROM_BASE).code == 0

    def test_a_file_above_the_repository_counts(self, folder: Path) -> None:
        """No change of the repository can edit it."""
        write(folder.parent, exportctl__toml=STRICT)
        repository(folder)
        answer = ask(*LISTED, *FROM_BASE)
        assert answer.json["query"]["gate"] == "report"
        assert "policy: ../exportctl.toml; origin/main (" in answer.err

    def test_a_shared_file_is_edited_where_its_table_is(self, folder: Path) -> None:
        """The rest of pyproject.toml is no policy."""
        repository(folder, pyproject__toml=f"[tool.exportctl]\n{STRICT}")
        write(folder, pyproject__toml=f"# more\n[tool.exportctl]\n{STRICT}[tool.ruff]\n")
        assert "edits the policy" not in ask(*LISTED, *FROM_BASE).err

    def test_an_edit_is_annotated_in_a_workflow(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where GitHub runs it, on the first line of each file."""
        repository(folder)
        write(folder, exportctl__toml=FREE)
        assert "::warning" not in ask(*LISTED, *FROM_BASE).err
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert (
            "\n::warning title=exportctl%3A policy,file=exportctl.toml,line=1::exportctl.toml: "
            in ask(*LISTED, *FROM_BASE).err
        )

    def test_no_file_is_left(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The files of the revision are removed when the command ends."""
        repository(folder, exportctl__toml=STRICT)
        (tmp_path / "tmp").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
        assert ask(*LISTED, *FROM_BASE).code == 1
        assert list((tmp_path / "tmp").iterdir()) == []

    def test_a_hook_of_git_does_not_mislead_it(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Git calls hooks with variables that hold from another folder."""
        repository(folder, exportctl__toml=STRICT, below_in_a__csv="item\n")
        monkeypatch.setenv("GIT_DIR", ".git")
        monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
        monkeypatch.chdir(folder / "below")
        assert ask(*LISTED, *FROM_BASE).json["query"]["gate"] == "report"
