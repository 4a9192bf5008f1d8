"""A change that brings its own policy passes no gate by it: drawn pull requests, and items that redefine every name of the data."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from exportctl.api import Law
from tests.cli.program import Answer, ask
from tests.cli.repository import commit, git, repository
from tests.drawn import DRAWS
from tests.hostile.limits import within

HEAD = "sku,description,hs_code,entry,form,contains,param,decided_by,decided_on,through,reason\n"
SHIPMENTS = "item,note,to,party,on\ngallium,cotton T-shirts,DE,Leidos Incc,2025-12-01\nunobtainium,cotton T-shirts,DE,,2025-12-01\n"
"""Rows that fail the gate, and rows that cannot be decided."""
STOPS = ("screen", "shipments.csv", "-f", "json")
LICENCE = '[[licences]]\nnumber = "L"\nentries = ["3C001"]\nto = ["DE"]\nfrom = 2025-01-01\nthrough = 2026-12-31\n'
WAIVER = '[[waivers]]\n{}\nreason = "r"\napproved_by = "me"\nthrough = 2026-12-31\n'
POLICIES = (
    'gate = "prohibited"\n',
    'undecided = "warn"\n',
    "trust_descriptions = true\n",
    '[columns]\nitem = "note"\n',
    '[columns]\nparty = "-"\n',
    LICENCE,
    WAIVER.format('provision = "mofcom-2024-51/1"'),
    WAIVER.format('item = "unobtainium"'),
    '[[not_the_same]]\nname = "Leidos Incc"\nparty = "mofcom-2025-13-01"\nreason = "r"\napproved_by = "me"\nthrough = 2026-12-31\n',
    'items = "items.csv"\n',
    'items = "../secret.csv"\n',
    'lang = "zh"\n',
    "gaet = 1\n",
    "[[",
    "",
)
"""Configurations by which a person might pass the gate, alone or together."""
ITEMS = (
    "gallium,cotton T-shirts,,,,,,,,,\n",
    "gallium,cotton T-shirts,,none,,,,me,2025-06-01,,\n",
    "unobtainium,cotton T-shirts,,,,,,,,,\n",
    ",gallium,640399,,,,,,,,\n",
    "unobtainium,,,none,,,,me,2025-11-30,,\n",
)


def _file(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _link(path: Path, _text: str) -> None:
    path.symlink_to("gone.toml")


def _out(path: Path, _text: str) -> None:
    path.symlink_to("/etc/passwd")


def _pipe(path: Path, _text: str) -> None:
    os.mkfifo(path)


def _folder(path: Path, _text: str) -> None:
    path.mkdir()


def _for_all(path: Path, text: str) -> None:
    _file(path, text)
    path.chmod(0o666)


SHAPES: tuple[Callable[[Path, str], None], ...] = (*([_file] * 8), _link, _out, _pipe, _folder, _for_all)
"""The forms in which a file is brought: mostly a regular file."""


def drawn(random: Random) -> str:
    """Return a configuration of some of the policies; single keys precede tables."""
    parts = sorted(random.sample(POLICIES, random.randint(1, 3)), key=lambda text: "[" in text)
    return "".join(parts)


def brought(random: Random, folder: Path) -> None:
    """Write a policy into a folder: a file or several, of some form, with items."""
    for name in random.sample(("exportctl.toml", "pyproject.toml", "below/exportctl.toml"), random.randint(1, 2)):
        path, text = folder / name, drawn(random)
        path.unlink(missing_ok=True)
        if name.startswith("py"):
            text = "".join(
                line.replace("[", "[tool.exportctl.", 1).replace("[tool.exportctl.[", "[[tool.exportctl.") + "\n"
                if line.startswith("[")
                else line + "\n"
                for line in text.splitlines()
            )
            text = f"[tool.exportctl]\n{text}"
        random.choice(SHAPES)(path, text)
    for place in (folder, folder / "below"):
        (place / "items.csv").unlink(missing_ok=True)
        random.choice(SHAPES)(place / "items.csv", HEAD + "".join(random.sample(ITEMS, 2)))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(16 * DRAWS))
def test_a_change_is_gated_by_the_policy_of_its_base(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows have the results of the base policy; added files are named; its own policy is applied or refused in a line."""
    for name in ("GITHUB_BASE_REF", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    random = Random(seed)
    _file(tmp_path / "secret.csv", "password: hunter2\n")
    based = (
        {} if random.random() < 0.5 else {"exportctl__toml": random.choice(('gate = "report"\n', "max_age = 30000\n"))}
    )
    folder = repository(tmp_path / "repository", shipments__csv=SHIPMENTS, below_in_shipments__csv=SHIPMENTS, **based)
    place = random.choice((".", "below", "below"))
    monkeypatch.chdir(folder / place)
    before = ask(*STOPS, "--no-config" if not based else "--policy-from=base")
    assert before.code == 1
    brought(random, folder)
    with within(120):
        gated = ask(*STOPS, "--policy-from", "base")
        alone = ask(*STOPS)
    assert (gated.code, gated.json["by_decision"]) == (before.code, before.json["by_decision"])
    assert "policy: " in gated.err
    edited = [line for line in gated.err.splitlines() if "edits the policy" in line]
    assert len(edited) == 1 or place == "."  # what is brought below says nothing there
    assert is_told(alone)


def is_told(answer: Answer) -> bool:
    """Return whether an answer under the change's own policy is refused in a line, or names the file and line that influenced it."""
    notes = answer.out + answer.err
    if "hunter2" in notes or "root:" in notes or "Traceback" in notes or answer.code == 70:
        return False
    if answer.code == 2:
        return bool(answer.err)
    moved = answer.code != 1 or answer.json["by_decision"] != {"license_required": 1, "undecided": 1}
    by = [item["stated_at"] for item in answer.json.get("configured_by", ())]
    return not moved or (bool(by) and all(":" in place and place.rpartition(":")[2].isdigit() for place in by))


@pytest.mark.long
def test_no_name_of_the_data_is_redefined(store: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Materials, entries and codes drawn from the law do not pass because a file describes them as cotton."""
    monkeypatch.chdir(tmp_path)
    _file(tmp_path / "exportctl.toml", 'items = "items.csv"\n')
    law, random = store.law, Random(25)
    names = {words[0] for item in law.materials.values() for words in item.names if words} | set(law.entries)
    keys = [name for name in random.sample(sorted(names), 150) if len(name) < 200 and not set(name) & set('"\n')]
    passed = []
    for key in keys:
        command = ("check", "--to", "DE", "--on", "2025-12-01", "-f", "json", "--", key)
        if ask(*command[:-2], "--no-config", *command[-2:]).code == 0:
            continue
        for decided in (",,,,,,,,,", ",,none,,,,me,2025-12-01,,"):
            _file(tmp_path / "items.csv", f'{HEAD}"{key}",cotton T-shirts{decided}\n')
            if ask(*command).code == 0:
                passed.append((key, decided))
    assert passed == []
    assert len(keys) > 100


def test_a_commit_is_named_whatever_refs_are_called_like_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag or a branch `origin/main` of the change's own is not the branch of the remote."""
    folder = repository(tmp_path / "repository", exportctl__toml='gate = "report"\n', shipments__csv=SHIPMENTS)
    _file(folder / "exportctl.toml", 'gate = "prohibited"\nundecided = "warn"\n')
    own = commit(folder)
    git(folder, "tag", "origin/main", own)
    git(folder, "branch", "origin/main", own)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    answer = ask(*STOPS, "--policy-from", "base")
    assert (answer.code, answer.json["configured_by"][0]["by"]) == (1, "gate = report")
