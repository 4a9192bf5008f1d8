"""`python -m tests.mutation PYTHON --share N` tries one mutant of the core in N with the tests, prints the survivors, and counts."""

from __future__ import annotations

import argparse
import compileall
import hashlib
import os
import py_compile
import re
import shlex
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkItem, WorkResult

from tests.mutation.places import Span, unread

ROOT = Path(__file__).resolve().parents[2]
CORE = ("exportctl/law", "exportctl/goods", "exportctl/facts", "exportctl/engine")
NEEDED = ("exportctl", "tests", "data", "bench", "docs", "pyproject.toml")
"""The tests run on a copy, because a mutant is written into its file."""

CHANGES = re.compile(
    "core/(AddNot|NumberReplacer|ZeroIterationForLoop|RemoveDecorator|ExceptionReplacer"
    "|Replace(AndWithOr|OrWithAnd|TrueWithFalse|FalseWithTrue|BreakWithContinue|ContinueWithBreak)"
    "|ReplaceUnaryOperator_(Delete_.*|USub_UAdd)"
    "|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|Pow_Mul"
    "|BitOr_BitAnd|BitAnd_BitOr|BitXor_BitOr|LShift_RShift|RShift_LShift)"
    "|ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Is_IsNot|IsNot_Is))"
)
"""One change of each kind: eleven other operators in the place of one would be noticed by their types alone."""

LEARNED = "tests/law/test_wordmodel.py::test_the_model_is_what_is_learned_from_the_data"
NOT_QUICK = f"--deselect {LEARNED} --ignore tests/engine/test_jurisdictions.py --deselect tests/api/test_reload.py"
OF_COMMANDS = " ".join(
    f"tests/cli/test_{name}.py"
    for name in (
        "before_the_data",
        "check",
        "classify",
        "content",
        "days",
        "hints",
        "holdings",
        "limits",
        "lists",
        "over_time",
        "party",
        "party_names",
        "supply",
    )
)
STEPS = (
    "tests/test_cases.py",
    f"tests/facts tests/goods tests/law tests/engine -m 'not long' {NOT_QUICK}",
    f"-p tests.mutation.plugin tests/api {OF_COMMANDS} -k 'not bound_changes' {NOT_QUICK}",
    f"tests/engine/test_differential.py -k 'agrees and 20251201' {NOT_QUICK}",
)
"""The tests in steps, each for mutants that survived the steps before: the cases take two seconds, all together half a minute."""

PATIENCE = 300.0
"""Seconds after which a mutant does not end."""


def main() -> None:
    """Try a share of the mutants, and print the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("python", type=Path, help="the Python that the tests are run with")
    parser.add_argument("--share", type=int, default=10, help="try one mutant in so many")
    parser.add_argument("--only", default="", help="only those of modules or functions with this in their name")
    parser.add_argument("--copy", type=lambda name: Path(name).absolute(), required=True, help="where the copy is made")
    arguments = parser.parse_args()
    pytest = f"{arguments.python.absolute()} -m pytest -x -q -p no:xdist -p no:cov -p no:cacheprovider --tb=no --hypothesis-seed=0"
    command = f'sh -c "{" && ".join(f"{pytest} {step}" for step in STEPS)}"'
    _copied(arguments.copy)
    if subprocess.run(shlex.split(command), stdout=subprocess.DEVNULL, check=False).returncode:  # it compiles them, too
        parser.exit(1, "the tests find something before anything is changed\n")
    with use_db(str(arguments.copy / "session.sqlite")) as session:
        init(find_modules([Path(name) for name in CORE]), session, {})
        mutants, counts = list(_meant(session)), Counter[str]()
        tried = [
            item
            for item in mutants
            if _mark(item) % arguments.share == 0 and arguments.only in _named(item.mutations[0])
        ]
        print(f"{len(mutants)} mutants, {len(tried)} are tried", flush=True)
        begin = time.monotonic()
        for number, item in enumerate(tried, 1):
            result = mutate_and_test(item.mutations, command, PATIENCE)
            counts[how := _ended(result)] += 1
            if how not in ("killed", "timeout"):
                print(f"{number}. {how}: {_named(item.mutations[0])}\n{result.diff or result.output}", flush=True)
    killed = counts["killed"] + counts["timeout"]
    text = ", ".join(f"{count} {how}" for how, count in sorted(counts.items()))
    print(f"{text} in {time.monotonic() - begin:.0f} s: {100 * killed / max(1, len(tried)):.1f} % killed")


def _copied(copy: Path) -> None:
    """Work in a new copy of the tree, whose compiled modules are validated by content, and not by the second of their change."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    os.chdir(copy)
    os.environ |= {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / ".cache")}
    for part in ("exportctl", "tests"):
        compileall.compile_dir(part, quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


def _meant(session: WorkDB) -> Iterator[WorkItem]:
    """Yield the mutants that could be noticed."""
    places: dict[Path, list[Span]] = {}
    for item in sorted(session.work_items, key=_mark):
        one = item.mutations[0]
        if one.module_path not in places:
            places[one.module_path] = unread(one.module_path.read_text(encoding="utf-8"))
        inside = any(start <= tuple(one.start_pos) < end for start, end in places[one.module_path])
        if CHANGES.fullmatch(one.operator_name) and not inside:
            yield item


def _named(one: MutationSpec) -> str:
    place = f"{one.module_path}:{one.start_pos[0]}:{one.start_pos[1]}"
    return f"{place} {one.definition_name or '-'} {one.operator_name.removeprefix('core/')} {one.occurrence}"


def _mark(item: WorkItem) -> int:
    """Return a number that depends on the content of a module only."""
    one = item.mutations[0]
    name = f"{one.module_path} {one.operator_name} {one.occurrence}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])


def _ended(result: WorkResult) -> str:
    if result.test_outcome is None or result.test_outcome == "incompetent":
        return "broken"
    return "timeout" if result.output == "timeout" else str(result.test_outcome.value)


if __name__ == "__main__":
    main()
