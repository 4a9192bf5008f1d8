"""Section 4, how words are compared: folded names, formulas that are read, and names that stand inside a longer text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts
    Og
"""
ELEMENTS = frozenset(SYMBOLS.split())
NON_METALS = frozenset(["H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"])
SYMBOL = re.compile(r"[A-Z][a-z]?")
BETWEEN_SYMBOLS = re.compile(r"[0-9.\u00b7()\[\]]*")
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
WORD = re.compile(rf"[^\W_{HAN}]+(?:[.'\u2019][^\W_{HAN}]+)*")
MOST_WORDS = 8
LEAST_LATIN = 3
LEAST_HAN, MOST_HAN = 2, 23


def plain(text: str) -> str:
    """A formula or number as it is compared: width and outer spaces ignored, case kept."""
    return unicodedata.normalize("NFKC", text).strip()


def name_key(text: str) -> str:
    """A name with case, width, spaces and hyphens ignored."""
    return re.sub(r"[\s\-\u2010-\u2015\u2212]", "", unicodedata.normalize("NFKC", text).casefold())


def elements_of(formula: str) -> set[str]:
    """The elements of a compound: Gd2O3 holds Gd and O."""
    pairs = SYMBOL.findall(formula)
    return {pair if pair in ELEMENTS else pair[0] for pair in pairs} & ELEMENTS


def formula_read(text: str) -> frozenset[str]:
    """The elements of a text in which nothing stands but symbols, digits, dots and brackets; none, if it is no formula."""
    written = plain(text)
    symbols = frozenset(SYMBOL.findall(written))
    only_these = BETWEEN_SYMBOLS.fullmatch(SYMBOL.sub("", written)) is not None
    begins = not written[:1].isdigit()
    return symbols if begins and only_these and symbols <= ELEMENTS else frozenset()


def form_read(elements: frozenset[str]) -> str | None:
    """An oxide is oxygen and one other element; with a non-metal other than oxygen it is a compound; else nobody knows."""
    if "O" in elements and len(elements) == 2:
        return "oxide"
    return "compound" if len(elements) > 1 and (elements & NON_METALS) - {"O"} else None


@dataclass(frozen=True)
class Span:
    """A stretch of a text that is a name; `key` is the name, folded."""

    begin: int
    end: int
    key: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.begin < other.end and other.begin < self.end


def names_inside(text: str, names: Container[str]) -> list[str]:
    """The folded names inside the text: the longest first, of equal ones the earlier, and none over another."""
    written = plain(text)
    kept: list[Span] = []
    spans = [*latin_spans(written, names), *han_spans(written, names)]
    for span in sorted(spans, key=lambda each: (each.begin - each.end, each.begin)):
        if not any(map(span.overlaps, kept)):
            kept.append(span)
    return [span.key for span in kept]


def latin_spans(text: str, names: Container[str]) -> Iterator[Span]:
    """Runs of one to eight whole words that are a name of three characters or more, as they are or without a plural s."""
    words = [(word.start(), word.end()) for word in WORD.finditer(text)]
    for first, (begin, _) in enumerate(words):
        for _, end in words[first : first + MOST_WORDS]:
            key = name_key(text[begin:end])
            for candidate in (key, key.removesuffix("s")):
                if len(candidate) >= LEAST_LATIN and candidate in names:
                    yield Span(begin, end, candidate)
                    break


def han_spans(text: str, names: Container[str]) -> Iterator[Span]:
    """Runs of 2 to 23 characters that are a name and begin with a Chinese character."""
    for start in re.finditer(f"[{HAN}]", text):
        begin = start.start()
        for end in range(begin + LEAST_HAN, min(begin + MOST_HAN, len(text)) + 1):
            key = name_key(text[begin:end])
            if len(key) >= LEAST_HAN and name_key(text[end - 1]) and key in names:
                yield Span(begin, end, key)
