"""Measure how many names of listed goods would pass with --trust-descriptions if they were new: `python -m bench.names`.

In each of twenty folds all names of a twentieth of the listed materials are held out. They are no names to look for, and what is
learned (the word model and the careful words) has no text of the list, no heading with an entry and no noun that holds one of them.
Each name is decided as it is and with words of packing: packing is ordinary, so a name among such words passes more easily.

Two kinds of figures differ in what else is held out. `Never seen`: texts of ordinary trade that hold one of the names, and names
that are careful words by hand, so that nothing at all has them. `Seen in trade`: neither of these, so goods that are named after
a listed substance teach its name as an ordinary word. The symbols of elements and the headings beside which entries are printed
stay known. Each kind learns once per fold, and takes some three minutes of CPU.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.goods import Known, Make, all_inputs, share, three_vetoes
from bench.learn import DATA, is_catalogued, is_listed, names_of
from exportctl.api import load_law
from exportctl.law.register import Register
from exportctl.law.trie import tokens_of, trie_of
from exportctl.law.vocabulary import Material
from exportctl.law.words import fold

FOLDS = 20
SHORT = 5
"""Shorter names are found as words alone: `tin` is not in `tinted`."""
WANTED = 0.003
PACKED, PACKED_CHINESE = "{}, 10 pcs carton", "{} 10个 纸箱"


def held_out(known: Known, *, from_trade: bool) -> Iterator[tuple[list[str], Known]]:
    """Yield the names of each fold with all that is known without them; `from_trade` takes them out of trade and of the words by hand.

    Goods that are listed for North Korea only are left out: no goods are cleared there, because its prohibitions were read in part.
    """
    law = known.law
    listed = sorted(
        id_
        for id_, item in law.materials.items()
        if is_listed(item) and not (is_catalogued(law, item) or is_open_anyway(law, item))
    )
    for number in range(FOLDS):
        names = sorted(name for id_ in share(listed, number, FOLDS) for name in names_of(law.materials[id_]))
        yield names, _without(known, names, from_trade=from_trade)


def _without(known: Known, names: list[str], *, from_trade: bool) -> Known:
    """Return what is known without some names."""
    folded = {fold(name) for name in names}
    is_new = _newness(names, folded)
    whole = known.corpus
    return known._replace(
        names={name: id_ for name, id_ in known.names.items() if fold(name) not in folded},
        corpus=whole._replace(
            ordinary=[text for text in whole.ordinary if is_new(text.words)] if from_trade else whole.ordinary,
            listed=[*filter(is_new, whole.listed)],
            beside=[*filter(is_new, whole.beside)],
            things=[*filter(is_new, whole.things)],
            substances=[*filter(is_new, whole.substances)],
        ),
        by_hand=known.by_hand - folded if from_trade else known.by_hand,
    )


def _newness(names: list[str], folded: set[str]) -> Callable[[str], bool]:
    """Return the test whether a text holds none of some names, neither as words nor inside a longer word."""
    trie = trie_of((name, "name", name) for name in names)
    long = [name for name in folded if len(name) >= SHORT]

    def is_new(text: str) -> bool:
        word = fold(text)
        return not (word in folded or trie.phrases(text, tokens_of(text)) or any(name in word for name in long))

    return is_new


def is_open_anyway(law: Register, material: Material) -> bool:
    """Return whether a material is listed only for places for which an act that was read in part may prohibit more goods."""
    unread = {place for pid in law.with_unread_list for rule in law.rules[pid] for place in rule.when.to or ()}
    lines = material.entries
    return not material.may_be and all(
        line in law.destination_specific_entries and law.destination_specific_entries[line] <= unread for line in lines
    )


def packed(name: str) -> str:
    """Return a name with words of packing in its language."""
    return (PACKED if name.isascii() else PACKED_CHINESE).format(name)


def report(known: Known, make: Make) -> Iterator[str]:
    """Yield for each kind how many names pass alone, which, and how many pass among words of packing."""
    for kind, from_trade in (("never seen", True), ("seen in trade", False)):
        count = among = 0
        alone: list[str] = []
        for names, rest in held_out(known, from_trade=from_trade):
            clears = make(rest)
            count += len(names)
            alone += filter(clears, names)
            among += sum(clears(packed(name)) for name in names)
        yield f"names {kind}: {len(alone)} of {count} let through, {len(alone) / count:.2%}; at most {WANTED:.2%} wanted"
        yield f"  {'; '.join(alone)}"
        yield f"  among words of packing: {among}, {among / count:.2%}"


def main() -> None:
    """Print the shares."""
    for line in report(all_inputs(load_law(DATA).law), three_vetoes):
        print(line)


if __name__ == "__main__":
    main()
