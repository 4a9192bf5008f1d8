"""If some line of the list is about a substance in the form that is stated, it is a match or possible, or guidance leaves it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from exportctl import Transaction, check
from exportctl.api import Law
from exportctl.engine.engine import Engine
from exportctl.facts.goods import goods_of
from exportctl.goods.classify import Classification
from exportctl.law.corroboration import Lead, statable
from exportctl.law.customs_codes import SUBHEADING
from exportctl.law.elements import COMMON
from exportctl.law.forms import SHAPES, SUBSTANCES
from exportctl.law.model import AllOf, Criterion, Entry, FormIs, Measured
from exportctl.law.register import Register
from exportctl.law.vocabulary import Material

STATED: list[tuple[str, ...]] = [(form,) for form in sorted(SUBSTANCES | SHAPES - {"bulk"})]
STATED += list(product(sorted(SUBSTANCES), sorted(SHAPES - {"bulk"})))
DAY = date(2026, 8, 1)


def classified(store: Law, engine: Engine, item: str, **facts: Any) -> Classification:
    """Return the classification of an item with stated facts by an engine."""
    return engine.classify(goods_of(store.law, Transaction(item=item, on=DAY, **facts), store, guess=False))


def entries_of(classification: Classification) -> set[str]:
    """Return the lines that goods match or may match, and those that guidance leaves out."""
    return {item.entry for item in classification.matches} | {item.entry for item in classification.excluded}


def name_of(material: Material) -> str:
    """Return a name that a material is looked up by."""
    return (*material.names.en, *material.names.zh, material.formula or "")[0]


def forms_asked(criterion: Criterion | None) -> frozenset[str]:
    """Return the forms that the criteria of an entry require in addition to its own: a metal powder is a metal, and a powder."""
    if isinstance(criterion, AllOf):
        return frozenset().union(*map(forms_asked, criterion.all_))
    return frozenset(criterion.form) if isinstance(criterion, FormIs) else frozenset()


def says_nothing_new(material: Material, forms: tuple[str, ...]) -> bool:
    """Return whether a stated form is implied by the name: an oxide and a crystal of one are compounds, and a wire is a metal."""
    return ("compound" in forms and (material.form == "oxide" or material.id in {"lyso", "nd_yag", "yag_crystal"})) or (
        "metal" in forms and material.id == "tungsten_wire"
    )


def in_that_form(entry: Entry, forms: tuple[str, ...]) -> bool:
    """Return whether each stated form is one of the forms of its sort that an entry names, if it names any."""
    required, stated = frozenset(entry.forms), frozenset(forms)
    also = forms_asked(entry.criteria)
    if also and not (stated & SHAPES and stated & SHAPES <= also):
        return False
    if required & SUBSTANCES:
        return bool(stated & SUBSTANCES) and stated & SUBSTANCES <= required
    return bool(required & stated & SHAPES)


def is_missed_by(entry: Entry, material: Material, forms: tuple[str, ...]) -> bool:
    """Return whether goods with the name of a material miss an entry by their nature; another stated substance leaves that open."""
    missed = {name for part in statable(entry.criteria) for name in part.missed}
    return material.id in missed and set(forms) & SUBSTANCES <= {material.form}


def substances(law: Register) -> Iterator[tuple[Material, list[Entry]]]:
    """Yield materials with an element that points to lines, and the lines about no others: boron and the like alone point to none."""
    for material in law.materials.values():
        codes = {code for symbol in set(material.elements) - COMMON for code in law.by_element.get(symbol, ())}
        if codes:
            lines = [law.entries[code] for code in sorted(codes)]
            yield material, [entry for entry in lines if set(entry.contains) <= set(material.elements)]


@pytest.mark.long
def test_every_line_about_a_substance_is_found_in_each_form_it_has(store: Law) -> None:
    """For every substance of the vocabulary and every form, alone and in pairs of a substance and a shape."""
    engine, count, lost = Engine(store.law), 0, []
    for material, lines in substances(store.law):
        for forms in STATED:
            meant = {
                entry.code for entry in lines if in_that_form(entry, forms) and not is_missed_by(entry, material, forms)
            }
            if meant and not says_nothing_new(material, forms):
                count += 1
                lost += [
                    (material.id, forms, code)
                    for code in meant - entries_of(classified(store, engine, name_of(material), form=forms))
                ]
    assert count > 5000
    assert lost == []


@pytest.mark.long
def test_a_general_form_that_the_name_implies_changes_nothing(store: Law) -> None:
    """Alone, or with another form."""
    engine, count = Engine(store.law), 0
    for material in store.law.materials.values():
        for forms in STATED:
            general = next((form for form in forms if says_nothing_new(material, (form,))), None)
            others = tuple(form for form in forms if form != general)
            if general and (material.form == "oxide" or set(others) <= {material.form}):
                count += 1
                assert classified(store, engine, name_of(material), form=forms) == classified(
                    store, engine, name_of(material), form=others
                )
    assert count > 300


def test_a_form_that_contradicts_a_code_leaves_it_open(store: Law) -> None:
    """Whether the line is for other forms or its criteria ask for another one: no form clears a code of the list."""
    engine, open_ = Engine(store.law), 0
    for code, form in product(store.law.entries, sorted(SUBSTANCES | SHAPES - {"bulk"})):
        (match,) = [item for item in classified(store, engine, code, form=(form,)).matches if item.entry == code]
        open_ += match.truth.value is None
    assert open_ > 1000
    (match,) = classified(store, engine, "1C111.b.1.d", form=("wafer",)).matches
    assert match.truth.missing == {"description"}


@pytest.mark.long
def test_every_line_that_what_is_added_makes_of_a_substance_is_found(store: Law) -> None:
    """For every substance and every line about one of its elements and others: these are stated, with the form that the line has."""
    engine, count, lost = Engine(store.law), 0, []
    for material, _ in substances(store.law):
        near = {code for symbol in set(material.elements) - COMMON for code in store.law.by_element.get(symbol, ())}
        for entry in (store.law.entries[code] for code in sorted(near)):
            others = sorted(set(entry.contains) - set(material.elements))
            content = tuple(f"{symbol}={90 // len(others)}%" for symbol in others)
            for form in others and (frozenset(entry.forms) & SUBSTANCES or frozenset(entry.forms) & SHAPES):
                count += 1
                forms = (form, *sorted(forms_asked(entry.criteria) & SHAPES))
                classification = classified(store, engine, name_of(material), form=forms, contains=content)
                lost += [(material.id, forms, entry.code)] if entry.code not in entries_of(classification) else []
    assert count > 1500
    assert lost == []


def test_every_customs_code_of_a_line_finds_it_however_it_is_written(store: Law) -> None:
    """With unknown words, with words of ordinary trade, with its first six digits only, and as the item itself."""
    engine, lost = Engine(store.law), []
    for entry in store.law.entries.values():
        for code in sorted({code.ljust(SUBHEADING, "1") for item in entry.customs for code in item.codes}):
            items = [
                ("wibble", {"hs_code": code}),
                ("cotton T-shirts", {"hs_code": code}),
                ("wibble", {"hs_code": code[:SUBHEADING]}),
                (code, {}),
            ]
            for item, facts in items:
                lost += (
                    [(entry.code, item, facts)]
                    if entry.code not in entries_of(classified(store, engine, item, **facts))
                    else []
                )
    assert lost == []


def test_digits_that_no_line_has_count_as_the_first_six(store: Law) -> None:
    """Other countries add digits of their own; they must not clear a code."""
    engine = Engine(store.law)
    printed = {code for entry in store.law.entries.values() for item in entry.customs for code in item.codes}
    for six in sorted({code[:SUBHEADING] for code in printed if len(code) >= SUBHEADING}):
        foreign = next(
            f"{six}{number}"
            for number in range(9999, 0, -1)
            if not any(code.startswith(f"{six}{number}"[:8]) for code in printed)
        )
        assert entries_of(classified(store, engine, "wibble", hs_code=foreign)) == entries_of(
            classified(store, engine, "wibble", hs_code=six)
        )


@pytest.mark.parametrize(
    "name",
    [
        "germanium",
        "antimony",
        "gallium",
        "indium",
        "tellurium",
        "bismuth",
        "rare earths",
        "samarium",
        "dysprosium",
        "scandium",
        "titanium",
    ],
)
@pytest.mark.parametrize("form", ["alloy", "oxide", "compound"])
def test_a_form_that_contradicts_the_name_is_never_cleared(store: Law, name: str, form: str) -> None:
    """The composition stays; other content is unknown."""
    assert check(item=name, form=form, to="DE", on=DAY, law=store).exit_code("license_required") != 0


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("28053019", {"form": "alloy"}),
        ("28053000", {}),
        ("2805300000", {}),
        ("SEG concentrate", {"form": "powder"}),
        ("mixed rare earth oxide", {"form": "powder", "contains": ["Dy=2%"]}),
        ("7440-32-6", {}),
        ("7440-66-6", {}),
        ("7440-02-0", {}),
        ("7440-45-1", {}),
        ("zirconium powder", {"param": ["particle_size=600 um"]}),
    ],
)
def test_goods_that_were_cleared_by_mistake_are_not(store: Law, item: str, facts: dict[str, Any]) -> None:
    """Unknown digits, a shape with a substance, and a figure that only one of two entries requires."""
    assert check(item=item, to="DE", on=DAY, law=store, **facts).exit_code("license_required") != 0


@pytest.mark.parametrize(
    ("item", "facts", "line"),
    [
        ("magnesium", {"contains": ["Gd=12%"]}, "1C903.a.2.a"),
        ("tungsten", {"form": "oxide"}, "1C117.d.2"),
        ("hafnium", {}, "1C231"),
        (
            "tungsten",
            {
                "contains": ["W=92%", "Ni=6%", "Fe=2%"],
                "param": ["density=18 g/cm3", "elastic_limit=900 MPa", "tensile_strength=1300 MPa", "elongation=10%"],
            },
            "1C004",
        ),
    ],
)
def test_the_right_line_is_sure(store: Law, item: str, facts: dict[str, Any], line: str) -> None:
    """A line for an element does not take its alloys and compounds, and the line for these does."""
    matches = check(item=item, to="DE", on=DAY, law=store, **facts).classification.matches
    assert line in {match.entry for match in matches if match.truth.value}


@pytest.mark.parametrize(
    ("item", "facts", "line"),
    [
        ("zinc", {"contains": ["Ge=5%"]}, "3C002.a"),
        ("ferrite magnet", {"contains": ["Dy=1%"]}, "1C905.a.4"),
        ("magnesium", {"contains": ["Gd=12%"]}, "1C903.a.1"),
    ],
)
def test_the_wrong_line_is_not_named(store: Law, item: str, facts: dict[str, Any], line: str) -> None:
    """Zinc with germanium in it is no elemental germanium, and a ferrite is no magnet of neodymium."""
    matches = check(item=item, to="DE", on=DAY, law=store, **facts).classification.matches
    assert line not in {match.entry for match in matches}


KINDS = ("ceramic", "phosphor", "catalyst", "component", "equipment", "finished-product")
TANGIBLE = [*sorted(SUBSTANCES | SHAPES - {"bulk"}), *KINDS]


def own_content(material: Material) -> tuple[str, ...]:
    """Return shares of a hundred percent of the elements that a name has."""
    first, *others = material.elements
    return (f"{first}={100 - 10 * len(others)}%", *(f"{symbol}=10%" for symbol in others))


def is_free(store: Law, engine: Engine, item: str, **facts: Any) -> bool:
    """Return whether goods are recognised, and match no entry."""
    classification = classified(store, engine, item, **facts)
    return not classification.matches and store.law.home.id in classification.recognised


@pytest.mark.long
def test_no_form_frees_what_is_named_otherwise(store: Law) -> None:
    """A name with a shape, a salt, an oxide or a thing that has an entry keeps it in each form, alone and with its own content.

    Only metals and alloys may be cleared as products of them (a target of titanium is not a powder), and goods that guidance
    excludes.
    """
    engine, count, freed = Engine(store.law), 0, []
    for material in store.law.materials.values():
        if material.form in (None, "metal", "alloy", "software", "technology") or not (
            material.entries or material.may_be
        ):
            continue
        for content in {(), own_content(material) if material.elements else ()}:
            if is_free(store, engine, name_of(material), contains=content):
                continue
            for form in TANGIBLE:
                count += 1
                classification = classified(store, engine, name_of(material), form=form, contains=content)
                if (
                    not (classification.matches or classification.excluded)
                    and store.law.home.id in classification.recognised
                ):
                    freed.append((material.id, form, content))
    assert count > 10000
    assert freed == []


@pytest.mark.long
def test_guidance_on_a_form_clears_only_goods_without_a_name_of_another_kind(store: Law) -> None:
    """Goods named as a metal, alloy, oxide, magnet or target are not excluded by a stated form that a ruling covers."""
    engine, count, freed = Engine(store.law), 0, []
    rulings = [
        ruling for guidance in store.law.guidance.values() for ruling in guidance.rulings if ruling.outside_forms
    ]
    for material in store.law.materials.values():
        if material.form not in ("metal", "alloy", "oxide", "magnet", "target", "ore", "component", "bulk"):
            continue
        if material.read in ("lined", "used"):
            continue  # its name alone is that of ordinary goods
        for ruling in rulings:
            for form in ruling.outside_forms:
                count += 1
                left = classified(store, engine, name_of(material), form=form).excluded
                freed += [
                    (material.id, form, item.entry) for item in left if material.id not in item.ruling.outside_materials
                ]
    assert count > 1000
    assert freed == []


def missing_it(criterion: Criterion | Lead | None) -> tuple[str, str] | None:
    """Return a property that criteria bound, and a figure that is beyond any such bound; what misses a lead stays open."""
    parts = criterion.all_ if isinstance(criterion, AllOf) else (criterion,)
    test = next((part for part in parts if isinstance(part, Measured) and part.op != "="), None)
    most = "100" if test and test.unit == "%" else "1000000000"
    return test and (test.parameter, "0" if test.op.startswith(">") else most)


def test_figures_that_miss_each_line_below_a_code_miss_the_code(store: Law) -> None:
    """For each code above lines that all bound a property: figures that miss each bound leave nothing of the code."""
    engine, count, wrong = Engine(store.law), 0, []
    for code in {line.rsplit(".", 1)[0] for line in store.law.entries if "." in line} - store.law.entries.keys():
        tests = [store.law.tests.get(line) for line in store.law.entries_under(code)]
        missed = [missing_it(test.criteria if test else None) for test in tests]
        figures = {item for item in missed if item}
        if None not in missed and len({parameter for parameter, _ in figures}) == len(figures):
            count += 1
            params = tuple(
                f"{parameter}={figure} {store.law.parameters[parameter].unit}" for parameter, figure in figures
            )
            wrong += [code] if code in entries_of(classified(store, engine, code, param=params)) else []
            wrong += [] if code in entries_of(classified(store, engine, code)) else [code]
    assert count > 5
    assert wrong == []
