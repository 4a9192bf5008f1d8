"""A question is put into the words of a caller, from the data files alone; the program must find their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from exportctl import Transaction
from tests.model.content import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.model.criteria import Value

WHOLE = 100
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PLACES = {
    "US": ("us", "USA", "United States", "美国"),
    "JP": ("JPN", "Japan", "日本"),
    "DE": ("de", "Germany", "德国"),
    "HK": ("HKG", "Hong Kong", "中国香港特别行政区"),
    "TW": ("Taiwan", "台湾"),
    "MO": ("Macao", "MAC"),
    "KR": ("South Korea", "KOR", "韩国"),
    "VN": ("Vietnam", "越南"),
    "CN": ("China", "CHN", "中国"),
    "KP": ("North Korea", "PRK", "朝鲜"),
    "PR": ("Puerto Rico", "PRI", "波多黎各"),
    "LA": ("Laos", "LAO", "老挝"),
    "MX": ("Mexico", "MEX", "墨西哥"),
}
"""Other words for the places that random questions name."""

NOBODY = ("Bäckerei Morgenrot", "Wollspinnerei Abendstern")
"""Names that are on no list."""

LEGAL_FORM = re.compile(r"[\s,.]+(?:inc|llc|ltd|co|corp|corporation|company|limited)\.?$|(?:股份)?(?:有限)?公司$")
HALF = 0.5
Hits = tuple[tuple[str, bool], ...]


class Phrasebook:
    """The ways to state the facts of a question, drawn from a seed."""

    def __init__(self, data: Path, seed: int) -> None:
        self.random = Random(seed)
        self.units = {item["id"]: item["unit"] for item in _load(data / "vocabulary" / "parameters.yaml")}
        self.names = names_by_provision(data)

    def said(self, facts: Mapping[str, Any], on: date, known_on: date | None) -> Transaction | None:
        """Return a question as a caller would put it.

        None if it depends on a name that is only similar to a designated one, or on trust in descriptions, which `check`
        lacks.
        """
        hits = [*facts.get("parties", ()), *(hit for _, listed in facts.get("owners", ()) for hit in listed)]
        if not all(sure and self.names.get(provision) for provision, sure in hits):
            return None
        if facts.get("trusted") or any(len(listed) > 1 for _, listed in facts.get("owners", ())):
            return None
        owned_by = {self.name(listed): share for share, listed in facts.get("owners", ())}
        if sum(owned_by.values()) > WHOLE or len(owned_by) < len(facts.get("owners", ())):
            return None
        return Transaction(
            item=facts["item"],
            on=on,
            known_on=known_on,
            to=self.place(facts.get("to")),
            from_=self.place(facts.get("from")) or "CN",
            origin=self.place(facts.get("origin")),
            end_use=self.word(facts.get("end_use")),
            end_user_type=self.word(facts.get("end_user_type")),
            party=tuple(self.parties(facts["parties"])) if "parties" in facts else (),
            owned_by=tuple(f"{name}={share:f}%" for name, share in owned_by.items()),
            form=self.forms(facts.get("form", ())),
            hs_code=facts.get("hs_code"),
            entry=tuple(self.case(code) for code in facts.get("entry", ())),
            contains=tuple(f"{substance}{self.share(share)}" for substance, share in facts.get("contains", ())),
            param=tuple(
                f"{name}={'; '.join(self.value(value, self.units[name]).strip('= ') for value in values)}"
                for name, values in values_of(facts.get("params", ())).items()
            ),
            cn_content=self.share(facts["cn_content"]).strip("= ") if "cn_content" in facts else None,
            cn_technology=self.word(facts.get("cn_technology")),
            quantity=self.weight(facts["quantity"]) if "quantity" in facts else None,
            supplied_to=self.word(facts.get("supplied_to")),
            supplied_by=self.word(facts.get("supplied_by")),
            via_china=self.word(facts.get("via_china")),
        )

    def value(self, value: Value, unit: str) -> str:
        """Return a value with its unit; one that grows with a length in one of its spellings."""
        if isinstance(value, Decimal):
            return self.share(value, unit)
        base, times, divisor = value
        unit = "" if unit == "1" else f" {unit}"  # nobody writes the unit of a ratio behind a divisor
        grows = self.random.choice((f"{times:f}L", f"{times:f} * L", f"{times:f}·L"))
        if times == 1:
            grows = self.random.choice((grows, "L"))
        return self.random.choice(
            (f"={base:f} + {grows}/{divisor:f}{unit}", f" = ({base:f}+{grows} / {divisor:f}){unit}")
        )

    def place(self, code: str | None) -> str | None:
        """Return the code of a place, or one of its other words."""
        return code and self.random.choice((code, *PLACES[code]))

    def word(self, word: str | None) -> str | None:
        """Return a word of the contract in another spelling."""
        return word and self.random.choice((word, word, word.upper(), word.replace("-", "_"), f" {word}"))

    def forms(self, forms: tuple[str, ...]) -> tuple[str, ...] | str:
        """Return forms in other spellings; a single one may be alone."""
        spelled = tuple(self.random.choice((form, form.upper(), f" {form} ", form.replace("-", "_"))) for form in forms)
        return spelled[0] if len(spelled) == 1 and self.random.random() < HALF else spelled

    def case(self, code: str) -> str:
        """Return a code in another case or with blanks around it."""
        return self.random.choice((code, code.lower(), f" {code} "))

    def share(self, value: Decimal, unit: str = "%") -> str:
        """Return a quantity after its equals sign."""
        close = "={} {}" if unit[0].isdigit() else "={}{}"
        return self.random.choice((close, "= {} {}", " = {} {} ")).format(f"{value:f}", unit)

    def weight(self, value: Decimal) -> str:
        """Return an amount in kg in one of its units."""
        number, unit = self.random.choice(((value, "kg"), (value * 1000, "g"), (value / 1000, "t"), (value, "公斤")))
        return f"{number:f} {unit}"

    def parties(self, hits: Hits) -> Iterator[str]:
        """Yield the parties with these hits, and an unlisted party if there are none."""
        for hit in hits:
            role = self.random.choice(("", "", "end-user=", "consignee = "))
            yield role + self.name((hit,))
        if not hits:
            yield self.name(())

    def name(self, hits: Hits) -> str:
        """Return a name that the provision of the hit designates; without a hit, a name that is on no list."""
        return self.random.choice(self.names[hits[0][0]] if hits else NOBODY)


@cache
def names_by_provision(data: Path) -> dict[str, list[str]]:
    """Return the names that each provision designates, without those that it designates twice, or that another one designates too.

    Acts that designate the same party know it by the names of all of them. Another name that an act gives to a party, and that
    other companies have too, is not surely the party's.
    """
    groups = [group for path in sorted((data / "parties" / "names").glob("*.yaml")) for group in _load(path)]
    shared = {
        name for group in groups for part in group["known_as"] if part["kind"] == "shared" for name in part["names"]
    }
    several = {
        id_ for group in groups for id_ in group["of"] if len({id_.rpartition("-")[0] for id_ in group["of"]}) > 1
    }
    printed: dict[str, list[str]] = {}
    for path in sorted((data / "parties").glob("*.yaml")):
        file = _load(path)
        parties = [party for party in file["parties"] if party["id"] not in several]
        names = [
            name
            for party in parties
            for name in (*party["name"].values(), *(alias for alias in party.get("aliases", ()) if alias not in shared))
        ]
        printed.setdefault(file["provision"], []).extend(dict.fromkeys(names))
    counted = Counter(bare(name) for names in printed.values() for name in names)
    return {
        provision: [name for name in names if counted[bare(name)] == 1 and "=" not in name]
        for provision, names in printed.items()
    }


def bare(name: str) -> str:
    """Return the letters and digits of a name, in any case, without the legal form at its end."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]", "", LEGAL_FORM.sub("", plain))


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
