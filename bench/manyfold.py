"""A data folder with many times the acts, lists, goods and parties: each copy has the form of the original, for other goods and places.

A copy has ids, codes, names, numbers and elements of its own, and all its days are some days earlier, so that it adds days on which
the law changes. The rules of the original for all dual-use goods, or for any goods, become rules for the goods of the copy.
Unrecognised goods may be these goods too. So the lists of a copy bind exporters abroad, and its rules name places that no row of
the benchmark has: no answer may change. With `everywhere`, the lists of a copy bind exporters in China and its rules name any
place: it then concerns unrecognised goods, and their answers grow with the law.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from bench.shipments import COUNTRIES
from exportctl.law.elements import ELEMENTS
from exportctl.store.places import place_names
from exportctl.store.yamldoc import Tree, read

DATA = Path(__file__).resolve().parent.parent / "data"
TIMES, DAYS_APART, PLACES_APART = 10, 5, 25
FAMILY = re.compile(r"(\d[A-E])(\d{3}(?:\..+)?)")
COPIED = re.compile(r"x\d+-")
WORD = re.compile(r"[A-Za-z]{2,}")
RENAMED = ("id", "basis", "provision", "suspended_by", "printed_in", "under", "within", "may_be", "outside_materials")
TERMS = ("code", "lists", "goods", "of", "entries", "serves", "unclear", "materials")
NAMES = ("name", "names", "aliases", "trade", "formula")
DAYS = ("published", "from", "through")
PLACES = ("to", "from", "origin")
ALPHABETS = tuple(letters.replace(s, "") for letters, s in ((ascii_lowercase, "s"), (ascii_uppercase, "S")))
HOLDS = ("contains", "elements", "may_contain", "element")


def trees(folder: Path, pattern: str) -> dict[Path, Tree]:
    """Return the trees of the files of a data folder by their paths."""
    by_name = {}
    for file in sorted(folder.glob(pattern)):
        name = file.relative_to(folder)
        document, _ = read(folder, name.as_posix())
        if document:
            by_name[name] = document.tree
    return by_name


def shift(letter: str, by: int) -> str:
    """Return the letter a number of places later in its alphabet, or far later among Chinese characters; any other sign unchanged.

    No other letter becomes an s, so that no copy of a grade (N35M) reads as the plural of another (N35).
    """
    for alphabet in ALPHABETS:
        if letter in alphabet:
            return alphabet[(alphabet.index(letter) + by) % len(alphabet)]
    place = ord(letter) - ord("\u4e00")
    return chr(ord("\u4e00") + (place + by * 1_987) % 20_000) if 0 <= place < 20_000 else letter  # noqa: PLR2004 - Chinese


def ids(tree: Tree) -> Iterator[str]:
    """Yield every id that records have, and every code with the codes above it: no other word names a record."""
    if isinstance(tree, list):
        for item in tree:
            yield from ids(item)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in ("id", "code") and isinstance(value, str):
                parts = value.split(".")
                yield from (".".join(parts[: count + 1]) for count in range(len(parts)))
            else:
                yield from ids(value)


class Copier:
    """Makes one copy of records."""

    def __init__(
        self, number: int, named: AbstractSet[str], codes: list[str], held: list[str], *, everywhere: bool
    ) -> None:
        """Take the number of the copy (from 1), all ids, the codes of dual-use families, and the elements that goods hold."""
        self.number, self.everything = number, f"x{number}-everything"
        self._named = named
        self._codes, self._everywhere = codes, everywhere
        self._all_places = sorted(set(place_names()) - {"CN"})
        self._places = sorted(set(self._all_places) - (set() if everywhere else set(COUNTRIES)))
        free = sorted(ELEMENTS - set(held))
        self._elements = {symbol: free[(place + number) % len(free)] for place, symbol in enumerate(held)}
        self._cas = 9_000_000 + number * 10_000
        self._how: dict[str, Callable[[str], str]] = {
            **dict.fromkeys(RENAMED, self._id),
            **dict.fromkeys(TERMS, self._term),
            **dict.fromkeys(NAMES, self._word),
            **dict.fromkeys(DAYS, self.day),
            **dict.fromkeys(HOLDS, lambda text: self._elements[text]),
            **dict.fromkeys(PLACES, self._place),
            "codes": self._customs,
            "also_printed": lambda text: f"x{self.number}-{text}",
            "cas": lambda _: self._new_cas(),
        }

    def group(self) -> Tree:
        """Return the group of all goods of this copy."""
        sources: list[Tree] = [{"ref": "generated", "confidence": "inferred"}]
        entries: list[Tree] = [self._term(code) for code in self._codes]
        name: Tree = {"en": self.everything, "zh": self.everything}
        return {"id": self.everything, "name": name, "entries": entries, "confidence": "inferred", "sources": sources}

    def copy(self, tree: Tree, key: str = "", *, within: str = "") -> Tree:
        """Return the copy of the value of a key; `within` is the key of the pair of names that holds it."""
        if isinstance(tree, list):
            return [self.copy(item, key, within=within) for item in tree]
        if isinstance(tree, dict):
            within = key if key in NAMES else ""
            group = {name: self.copy(value, within or name, within=within) for name, value in tree.items()}
            return self._narrow(key, group)
        if key == "from":
            return self._place(tree) if tree.isalpha() else self.day(tree)
        return self._how[key](tree) if key in self._how else tree

    def day(self, text: str) -> str:
        """Return a day of this copy."""
        return (date.fromisoformat(text) - timedelta(DAYS_APART * self.number)).isoformat()

    def file(self, name: Path) -> Path:
        """Return the path of the copy of a file that is named after its id or code, with the year of an act unchanged."""
        stem = self._term(name.stem) if name.parts[0] == "entries" else f"x{self.number}-{name.stem}"
        return name.with_name(f"{stem}.yaml")

    def _narrow(self, key: str, group: dict[str, Tree]) -> Tree:
        """Return a condition or provision for goods and places of this copy only; its designated parties differ already."""
        if key == "provisions" and {"not_evaluated", "notice"} & group.keys() and "when" not in group:
            return {**group, "when": self._narrow("when", {})}
        if key == "provisions" and "lists" in group and not self._everywhere:
            return {**group, "binds": "exporters-abroad"}
        anyone = key == "when" and "goods" not in group and group.get("party") != "designated"
        if anyone or group.get("goods") == "any-dual-use":
            group["goods"] = [self.everything]
        if key == "when" and "goods" in group and not self._everywhere and not {"to", "from"} & group.keys():
            group["to"] = [self._place("US")]
        return group

    def _id(self, text: str) -> str:
        """Return the id of this copy for the id of a record or provision; any other text unchanged."""
        return f"x{self.number}-{text}" if text.partition("/")[0] in self._named else text

    def _term(self, text: str) -> str:
        """Return the control code, group or material of this copy."""
        code = FAMILY.fullmatch(text)
        if code:
            return f"{code[1]}{self.number}{code[2]}"
        return self._id(text)

    def _word(self, text: str) -> str:
        """Return a name that no goods and no party of the rows has, made of new words: a short word may shift to an existing one."""
        own = WORD.sub(
            rf"\g<0>q{chr(ord('a') + self.number)}zq", "".join(shift(letter, self.number) for letter in text)
        )
        return f"{own} x{self.number}"

    def _place(self, text: str) -> str:
        """Return another place; the mainland stays."""
        if text == "CN":
            return text
        return self._places[(self._all_places.index(text) + PLACES_APART * self.number) % len(self._places)]

    def _customs(self, text: str) -> str:
        """Return a customs code of chapter 99, which no row has."""
        rest = text[2:]
        return f"99{(int(rest) + self.number) % 10 ** len(rest):0{len(rest)}}"

    def _new_cas(self) -> str:
        """Return an unused CAS number, with its check digit."""
        self._cas += 1
        digits = f"{self._cas}00"
        check = sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10
        return f"{self._cas}-00-{check}"


def elements(materials: dict[Path, Tree], families: dict[Path, Tree]) -> list[str]:
    """Return every element that goods or entries of the list contain."""
    text = json.dumps([*materials.values(), *families.values()])
    lists = re.findall(r'"(?:contains|elements|may_contain)": \[([^]]*)\]|"element": ("[^"]*")', text)
    return sorted({symbol for pair in lists for part in pair for symbol in re.findall(r'"(\w+)"', part)})


def with_copies(tree: Tree, times: int) -> Tree:
    """Return records with the copies added to every list of provisions: a condition must name all that share a list of parties."""
    if isinstance(tree, list):
        return [with_copies(item, times) for item in tree]
    if not isinstance(tree, dict):
        return tree
    copied: dict[str, Tree] = {key: with_copies(value, times) for key, value in tree.items()}
    if isinstance(under := tree.get("under"), list):
        first = [COPIED.sub("", str(text)) for text in under]
        copied["under"] = [*first, *(f"x{number}-{text}" for number in range(1, times) for text in first)]
    return copied


def write(tree: Tree, file: Path) -> None:
    """Write a file of data; JSON is YAML."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(tree, ensure_ascii=False, indent=0), encoding="utf-8")


def manyfold(folder: Path, times: int = TIMES, *, everywhere: bool = False) -> None:
    """Write a data folder with the data of this program and copies of it, `times` as large in all."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DATA, folder)
    groups = trees(DATA, "vocabulary/groups.yaml").popitem()[1]
    families, materials = trees(DATA, "entries/*.yaml"), trees(DATA, "vocabulary/materials/*.yaml")
    others = {
        name: tree
        for pattern in ("acts/*/*/*.yaml", "statements/*.yaml", "parties/*.yaml", "guidance/*.yaml")
        for name, tree in trees(DATA, pattern).items()
    }
    named = frozenset(ids([groups, *families.values(), *materials.values(), *others.values()]))
    dual_use = [name.stem for name, tree in families.items() if "list" not in tree]
    all_groups = list(groups)
    for name, tree in others.items():
        if (whole := with_copies(tree, times)) != tree:
            write(whole, folder / name)
    for number in range(1, times):
        held = elements(materials, families)
        copier = Copier(number, named, dual_use, held, everywhere=everywhere)
        for name, tree in {**families, **materials, **others}.items():
            copied, file = copier.copy(tree), copier.file(name)
            if name.parts[0] == "acts" and isinstance(copied, dict):
                file = Path(*file.parts[:2], str(copied["published"])[:4], file.name)
            write(with_copies(copied, times), folder / file)
        copies = copier.copy(groups)
        all_groups += [*copies, copier.group()]
    write(all_groups, folder / "vocabulary" / "groups.yaml")


def main() -> None:
    """Write the named folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--everywhere", action="store_true", help="the copies reach goods that nobody recognises")
    arguments = parser.parse_args()
    manyfold(arguments.folder, arguments.times, everywhere=arguments.everywhere)


if __name__ == "__main__":
    main()
