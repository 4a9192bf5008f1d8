"""Random questions over the real register, the same for the same seed, crowded where the answer is likely to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from .criteria import Value
from .goods import NO_ENTRY, Matcher, covers
from .items import Catalogue
from .model import EFFECTS
from .names import ELEMENTS
from .register import Line, Material, Register, codes_above
from .status import EXTENDED, ON_FACE, Law
from .words import NONSENSE, TRADE, description, invented, sentence

Question = tuple[dict[str, Any], date, date | None, str, str]

DAYS_PER_CASE = 25
FIRST_DAY, LAST_DAY = date(2022, 12, 1), date(2027, 12, 31)
PLACES = ("US", "US", "JP", "JP", "DE", "HK", "TW", "MO", "KR", "VN", "CN", "KP", "LA", "MX", "PR", None, None)
ORIGINS = ("CN", "CN", "CN", "JP", "US", "DE", "KR")
SHIPPED_FROM = ("CN", "JP", "KR", "DE", "HK", "US", "VN")
END_USES = (
    *("civil", "military", "wmd", "terrorism", "advanced-chips", "military-ai", "rare-earths", "humanitarian", "other"),
)
FORMS = (
    *("metal", "alloy", "oxide", "compound", "mixture", "powder", "crystal", "wafer", "target", "magnet", "ore"),
    *("ceramic", "phosphor", "catalyst", "fibre", "equipment", "software", "technology", "component"),
    "finished-product",
)
SHARES = tuple(map(Decimal, ("0", "0.01", "0.1", "1", "2.5", "12", "30", "50", "99", "99.99", "100")))
HEADING, SUBHEADING = 4, 6
FOREIGN = ("0", "9", "8000", "9999", "77")
"""Digits that other countries add to six, or none does."""
OWNED = tuple(map(Decimal, ("10", "24.9", "25", "25.1", "49.99", "50", "50.01", "75", "100")))
QUANTITIES = tuple(map(Decimal, ("0", "1", "499.9", "500", "500.1", "999", "1000", "1000.5", "50000")))
PERSONS = ("chinese", "foreign")
CN_CONTENT = tuple(map(Decimal, ("0", "0.05", "0.099", "0.0999999", "0.1", "0.1001", "0.2", "5", "100")))


def questions(seed: int, count: int, catalogue: Catalogue) -> Iterator[Question]:
    """`count` questions; about 25 days are checked with the same facts."""
    generator = Generator(Random(seed), catalogue)
    drawn = 0
    while drawn < count:
        facts = generator.facts()
        for _ in range(min(DAYS_PER_CASE, count - drawn)):
            yield facts, *generator.setting()
            drawn += 1


class Generator:
    """The pools that questions are drawn from; every pool is a list in a fixed order."""

    def __init__(self, random: Random, catalogue: Catalogue) -> None:
        self.random = random
        self.register = register = catalogue.register
        self.catalogue = catalogue
        self.lines = list(register.lines.values())
        materials = list(register.materials.values())
        self.names = [name for material in materials for name in material.names]
        self.formulae = [material.formula for material in materials if material.formula]
        self.compounds = [formula for formula in self.formulae if formula.isalnum() and formula not in ELEMENTS]
        self.numbers = [number for material in materials for number in material.cas]
        self.line_names = [name for line in self.lines for name in line.names]
        self.ruled = [name for material in materials if is_ruled_on(register, material) for name in material.names]
        self.latin_names = [name for name in self.names if name.isascii()]
        self.han_names = [name for name in self.names if not name.isascii()]
        self.headings = sorted(register.headings)
        self.designating = sorted(register.party_lists)
        self.families = sorted({above for line in self.lines for above in codes_above(line.code)})
        self.also_printed = [code for line in self.lines for code in line.also_printed]
        self.customs = sorted(code for code in self.catalogue.printed if len(code) >= SUBHEADING)
        self.tests = {line.code: [*tests(line.criteria), *tests(line.unless)] for line in self.lines}
        self.all_tests = [test for line in self.lines for test in self.tests[line.code] if "parameter" in test]
        self.elements = sorted({element for line in self.lines for element in line.contains})
        self.edges = [day for day in Law(register, None).turning_days if FIRST_DAY <= day <= LAST_DAY]
        self.publications = sorted(register.publications)

    def facts(self) -> dict[str, Any]:
        """One set of facts, each of them often absent; an absent fact has no key."""
        item = self.item()
        lines = self.lines_of(item)
        facts: dict[str, Any] = {"item": item}
        drawn = (
            ("to", self.maybe(0.9, PLACES)),
            ("from", self.maybe(0.4, SHIPPED_FROM)),
            ("origin", self.maybe(0.4, ORIGINS)),
            ("end_use", self.maybe(0.5, END_USES)),
            ("end_user_type", self.maybe(0.4, ("civil", "military"))),
            ("owners", self.owners()),
            ("form", self.forms(lines)),
            ("hs_code", self.hs_code(lines)),
            ("entry", self.entry(lines)),
            ("contains", self.contains(lines)),
            ("params", self.params(lines)),
            ("cn_content", self.maybe(0.3, CN_CONTENT)),
            ("cn_technology", self.maybe(0.3, ("yes", "no"))),
            ("quantity", self.maybe(0.2, QUANTITIES)),
            ("supplied_to", self.maybe(0.3, PERSONS)),
            ("supplied_by", self.maybe(0.3, PERSONS)),
            ("via_china", self.maybe(0.4, ("yes", "no", "no"))),
            ("trusted", self.maybe(0.04, (True,))),
        )
        facts |= {fact: value for fact, value in drawn if value not in (None, ())}
        return facts | {"parties": self.hits()} if self.random.random() < 0.25 else facts

    def hits(self) -> tuple[tuple[str, bool], ...]:
        """Up to two provisions under which a party is designated, or may be; none for an unlisted party."""
        count = self.random.choice((0, 1, 1, 2)) if self.designating else 0
        return tuple((self.random.choice(self.designating), self.random.random() < 0.7) for _ in range(count))

    def owners(self) -> tuple[tuple[Decimal, tuple[tuple[str, bool], ...]], ...]:
        """Seldom, up to three owners who hold 100 % together at most."""
        if self.random.random() > 0.1:
            return ()
        drawn = [(self.random.choice(OWNED), self.hits()) for _ in range(self.random.choice((1, 1, 2, 3)))]
        return tuple(owner for place, owner in enumerate(drawn) if sum(share for share, _ in drawn[: place + 1]) <= 100)

    def setting(self) -> tuple[date, date | None, str, str]:
        """The day, the day of knowledge, the reading and the gate."""
        return self.day(), self.known_on(), self.random.choice((ON_FACE, EXTENDED)), self.random.choice(EFFECTS)

    def day(self) -> date:
        """Any day, or more often one next to a date in the files."""
        if self.random.random() < 0.3:
            return FIRST_DAY + timedelta(days=self.random.randrange((LAST_DAY - FIRST_DAY).days + 1))
        return self.random.choice(self.edges) + timedelta(days=self.random.choice((-1, 0, 0, 1)))

    def known_on(self) -> date | None:
        """Mostly without limit, else next to a publication."""
        if self.random.random() < 0.75:
            return None
        return self.random.choice(self.publications) + timedelta(days=self.random.choice((-1, 0, 1)))

    def maybe(self, chance: float, values: tuple[Any, ...]) -> Any:
        """One of the values, or None."""
        return self.random.choice(values) if self.random.random() < chance else None

    def item(self) -> str:
        """A name, formula, number or code, as a caller may write it."""
        kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (35, lambda: self.written(self.random.choice(self.names))),
            (10, lambda: self.random.choice(self.formulae)),
            (7, lambda: self.random.choice(self.numbers)),
            (17, lambda: self.random.choice(self.lines).code),
            (6, lambda: self.random.choice(self.families)),
            (4, lambda: self.random.choice(self.also_printed or self.families)),
            (12, lambda: self.asked_customs(self.random.choice(self.customs))),
            (6, lambda: self.random.choice(NONSENSE)),
            (8, lambda: self.written(self.random.choice(self.line_names or self.names))),
            (8, lambda: invented(self.random, self.elements)),
            (10, lambda: self.written(sentence(self.random, self.latin_names, self.han_names))),
            (12, lambda: self.written(description(self.random, self.names))),
            (3, lambda: self.random.choice(TRADE)),
            (4, lambda: self.asked_customs(self.heading())),
            (6, lambda: self.written(self.random.choice(self.ruled or self.names))),
        )
        draw = self.random.choices([kind for _, kind in kinds], weights=[weight for weight, _ in kinds])[0]
        return draw()

    def written(self, name: str) -> str:
        """The name in another case or spacing, one time in three."""
        changes = (name.upper(), name.lower(), name.replace(" ", "-"), name.replace("-", " "), f"  {name} ")
        return self.random.choice(changes) if self.random.random() < 0.33 else name

    def asked_customs(self, code: str) -> str:
        """The code in 10, 8 or 6 digits, sometimes with dots."""
        digits = code[: self.random.choice((10, 10, 8, 6))]
        dotted = ".".join([digits[:4], *(digits[place : place + 2] for place in range(4, len(digits), 2))])
        return self.random.choice((digits, digits, dotted))

    def heading(self) -> str:
        """A code of ten digits below a heading of the Harmonized System, or of one that it does not have."""
        known = self.headings and self.random.random() < 0.85
        heading = self.random.choice(self.headings) if known else str(self.random.randrange(100000, 999999))
        return heading + self.random.choice(("0000", "9990", "1090"))

    def lines_of(self, item: str) -> list[Line]:
        """The lines that the item points to, whatever else may be stated."""
        matcher = Matcher(self.catalogue, {"item": item}, date.max)
        code, pointed_to = matcher.item.code, matcher.pointed_to(matcher.content)
        return [line for line in self.lines if line.code in pointed_to or (code and covers(code, line.code))]

    def forms(self, lines: list[Line]) -> tuple[str, ...]:
        """A form, and sometimes another one."""
        drawn = [self.form(lines)]
        if drawn[0] and self.random.random() < 0.25:
            drawn.append(self.random.choice(FORMS))
        return tuple(dict.fromkeys(form for form in drawn if form))

    def form(self, lines: list[Line]) -> str | None:
        """A form, half the time one of the lines that the item points to, and sometimes one that guidance puts outside."""
        forms = tuple(form for line in lines for form in line.forms)
        outside = self.outside_forms(lines)
        if outside and self.random.random() < 0.25:
            return self.random.choice(outside)
        drawn: str | None = self.maybe(0.35, forms if forms and self.random.random() < 0.5 else FORMS)
        return drawn

    def hs_code(self, lines: list[Line]) -> str | None:
        """A customs code: one printed under the headings of the item, or elsewhere, or another heading; some with foreign digits."""
        if self.random.random() < 0.75:
            return None
        headings = tuple(code[:HEADING] for line in lines for code in line.customs)
        near = [code for code in self.customs if code.startswith(headings)]
        kind = self.random.random()
        if kind < 0.4:
            return self.asked_customs(self.heading())
        code = self.random.choice(near if near and kind < 0.75 else self.customs)
        return (
            self.asked_customs(code) if self.random.random() < 0.7 else code[:SUBHEADING] + self.random.choice(FOREIGN)
        )

    def entry(self, lines: list[Line]) -> tuple[str, ...]:
        """Seldom, the caller's own classification: a line that the item points to, any other, a family, or none."""
        if self.random.random() < 0.9:
            return ()
        if self.random.random() < 0.35:
            return (NO_ENTRY,)
        pool = lines if lines and self.random.random() < 0.5 else self.lines
        drawn = [self.random.choice(pool).code]
        if self.random.random() < 0.3:
            drawn.append(self.random.choice((*self.families, *(line.code for line in self.lines))))
        return tuple(dict.fromkeys(drawn))

    def outside_forms(self, lines: list[Line]) -> list[str]:
        """The forms that guidance puts outside these lines."""
        rulings = [ruling for ruling in self.register.rulings if ruling.outside_forms]
        bearing = [
            each for each in rulings if any(covers(entry, line.code) for entry in each.entries for line in lines)
        ]
        return sorted({form for ruling in bearing for form in ruling.outside_forms})

    def contains(self, lines: list[Line]) -> tuple[tuple[str, Decimal], ...]:
        """Up to three stated shares, together 100 % at most, and no compound with an element that it contains."""
        if self.random.random() < 0.6:
            return ()
        near = [element for line in lines for element in line.contains]
        figures = [test for line in lines for test in self.tests[line.code] if "element" in test]
        stated: dict[str, Decimal] = {}
        if figures and self.random.random() < 0.7:
            test = self.random.choice(figures)
            stated[test["element"]] = self.beside(test)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            element = self.random.choice(near if near and self.random.random() < 0.6 else self.elements)
            stated.setdefault(element, self.random.choice(SHARES))
        if self.random.random() < 0.2:
            stated = {self.random.choice(self.compounds): self.random.choice(SHARES[1:])}
        kept: list[tuple[str, Decimal]] = []
        for substance, share in stated.items():
            if sum((each for _, each in kept), share) <= 100:
                kept.append((substance, share))
        return tuple(kept)

    def params(self, lines: list[Line]) -> tuple[tuple[str, Value], ...]:
        """Parameters around the figures of the act, most often those of the lines that the item points to; some have several values."""
        near = [test for line in lines for test in self.tests[line.code] if "parameter" in test]
        stated: set[tuple[str, Value]] = set()
        if near and self.random.random() < 0.75:
            parameters = sorted({test["parameter"] for test in near})
            for parameter in self.random.sample(parameters, self.random.randint(1, len(parameters))):
                tests_ = [each for each in near if each["parameter"] == parameter]
                drawn = [self.value(self.random.choice(tests_)) for _ in range(self.random.choice((1, 1, 1, 2)))]
                # One text states all values of a property: they all grow with a length, or none does.
                stated |= {
                    (parameter, value) for value in drawn if isinstance(value, tuple) == isinstance(drawn[0], tuple)
                }
        elif self.all_tests and self.random.random() < 0.15:
            test = self.random.choice(self.all_tests)
            stated.add((test["parameter"], self.value(test)))
        return tuple(sorted(stated, key=str))

    def value(self, test: Mapping[str, Any]) -> Value:
        """A value around the figure, which sometimes grows with a length, more or less than the bound does."""
        base = self.beside(test)
        if self.random.random() < (0.5 if "per" in test else 0.95):
            return base
        bound = Decimal(test["per"]["divisor"]) if "per" in test else Decimal(400)
        return base, self.random.choice((Decimal(1), Decimal(3))), bound * self.random.choice((1, 2, 3, 4))

    def beside(self, test: Mapping[str, Any]) -> Decimal:
        """The figure itself, or just below or above it, and sometimes far away; never negative."""
        figure = Decimal(self.random.choice(test["values"]) if "values" in test else test["value"])
        step = Decimal(1).scaleb(int(figure.as_tuple().exponent) - 1)
        drawn = figure + self.random.choice((Decimal(0), Decimal(0), -step, step, -figure / 2, figure))
        if test.get("unit") == "%":
            drawn = min(drawn, Decimal(100))
        return max(drawn, Decimal(0))


def is_ruled_on(register: Register, material: Material) -> bool:
    """Whether guidance speaks of the material, or of one that it may be."""
    named = {each for ruling in register.rulings for each in ruling.outside_materials}
    return not named.isdisjoint((material.id, *material.may_be))


def tests(criteria: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    """Every single test of criteria that has a figure."""
    if criteria is None:
        return
    for part in [*criteria.get("all", []), *criteria.get("any", [])]:
        yield from tests(part)
    if "op" in criteria:
        yield criteria
