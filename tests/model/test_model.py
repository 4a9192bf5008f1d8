"""The model itself gives the answers that the acts give when they are read by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from .logic import NO, YES, Truth, all_of, any_of, negation, unknown
from .make import Make
from .model import Model
from .names import form_read, formula_read
from .questions import questions

NO_RARE_EARTH_ADDED = (("Tb", Decimal(0)), ("Dy", Decimal(0)), ("Ho", Decimal(0)))
LEIDOS = "mofcom-2025-13/1"
UNRELIABLE = "uel-2025-1/1"
FROM_JAPAN = {"item": "Gd", "from": "JP", "origin": "CN", "to": "DE", "end_use": "civil", "end_user_type": "civil"}
ERBIUM_TO_GERMANY = {"item": "erbium metal", "to": "DE"}


def status_of(answer: dict[str, Any], provision: str) -> str | None:
    """The status under which an answer shows a provision; None if it does not show it."""
    return next((status for shown, _, _, status, _, _ in answer["findings"] if shown == provision), None)


def test_no_beats_unknown_beats_yes_in_all_of() -> None:
    """Unknown facts matter only where no known fact decides, and then they are all named."""
    assert all_of([YES, unknown("to"), NO]) == NO
    assert all_of([YES, unknown("to"), unknown("form", "to")]) == unknown("to", "form")
    assert any_of([NO, unknown("to"), YES]) == YES
    assert any_of([NO, unknown("to")]) == unknown("to")
    assert negation(unknown("end_use")) == unknown("end_use")
    assert all_of([]) == YES
    assert any_of([]) == NO


def test_gadolinium_oxide_is_free_on_the_eve_of_no_18(model: Model) -> None:
    """No. 18 of 2025 was published, and came into force, on 2025-04-04 and not before."""
    answer = model.answer({"item": "gadolinium oxide", "to": "US"}, date(2025, 4, 3))
    assert answer["decision"] == answer["worst_case"] == "no_control_found"
    assert answer["matches"] == [("1C903.b", "yes", ())]
    assert answer["next_change"] == ("2025-04-04", "license_required", True, ("mofcom-2024-46/1", "mofcom-2025-18/1"))
    assert answer["exit_code"] == 0


@pytest.mark.parametrize("item", ["Gadolinium Oxide", "氧化钆", "Gd2O3", "12064-62-9", "1C903.b"])
def test_gadolinium_oxide_needs_a_licence_from_no_18_on(model: Model, item: str) -> None:
    """The licence is certain; the ban on military use in the United States hangs on two facts."""
    answer = model.answer({"item": item, "to": "US"}, date(2025, 4, 4))
    assert answer["decision"] == "license_required"
    assert answer["worst_case"] == "prohibited"
    assert answer["findings"] == [
        ("mofcom-2024-46/1", None, "prohibited", "in_force", "unknown", ("end_use", "end_user_type")),
        ("mofcom-2025-18/1", "1C903.b", "license_required", "in_force", "yes", ()),
    ]
    assert answer["questions"] == [("end_use", "prohibited"), ("end_user_type", "prohibited")]
    assert answer["next_change"] is None
    assert answer["exit_code"] == 1


def test_a_plain_neodymium_magnet_is_not_on_the_list(model: Model) -> None:
    """Without terbium, dysprosium or holmium, no entry names it; while their absence is not stated, three entries are possible."""
    day = date(2025, 12, 1)
    silent = model.answer({"item": "neodymium magnet", "to": "DE"}, day)
    assert silent["matches"] == [
        ("1C904.a.4", "possible", ("contains",)),
        ("1C905.a.4", "possible", ("contains",)),
        ("1C909.a.4", "possible", ("contains",)),
    ]
    assert (silent["decision"], silent["worst_case"], silent["exit_code"]) == (
        "undecided",
        "license_required",
        3,
    )
    assert silent["questions"] == [("contains", "license_required")]
    stated = model.answer({"item": "neodymium magnet", "to": "DE", "contains": NO_RARE_EARTH_ADDED}, day)
    assert (stated["matches"], stated["decision"], stated["exit_code"]) == ([], "no_control_found", 0)
    assert stated["worst_case"] == "no_control_found"


def test_a_stated_share_makes_the_magnet_match(model: Model) -> None:
    """No least content of dysprosium is stated, so any share above zero is enough."""
    facts = {"item": "neodymium magnet", "to": "DE", "contains": (("Dy", Decimal("0.01")), ("Tb", Decimal(0)))}
    answer = model.answer(facts, date(2025, 12, 1))
    assert ("1C905.a.4", "yes", ()) in answer["matches"]
    assert answer["decision"] == "license_required"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-10-08", None),
        ("2025-10-09", "in_force"),
        ("2025-11-06", "in_force"),
        ("2025-11-07", "suspended"),
        ("2026-11-10", "suspended"),
        ("2026-11-11", "unsettled"),
        ("2027-12-31", "unsettled"),
    ],
)
def test_limb_1_3_of_no_61_worked_for_four_weeks(model: Model, day: str, status: str | None) -> None:
    """It was published and in force on 2025-10-09, slept from 2025-11-07, and wakes on its face on 2026-11-11."""
    answer = model.answer(FROM_JAPAN, date.fromisoformat(day))
    assert status_of(answer, "mofcom-2025-61/1.3") == status


def test_number_57_was_pending_when_it_was_suspended(model: Model) -> None:
    """It was published for 2025-11-08 and suspended the day before; with only its own text known it is in force."""
    assert status_of(model.answer(ERBIUM_TO_GERMANY, date(2025, 11, 6)), "mofcom-2025-57/1") == "pending"
    assert status_of(model.answer(ERBIUM_TO_GERMANY, date(2025, 11, 7)), "mofcom-2025-57/1") == "suspended"
    before_no_70 = model.answer(ERBIUM_TO_GERMANY, date(2025, 11, 8), known_on=date(2025, 11, 6))
    assert (before_no_70["decision"], before_no_70["settled"]) == ("license_required", True)


def test_the_end_of_a_suspension_ahead_is_unsettled(model: Model) -> None:
    """The day after the suspension of No. 57 its verdict has two readings, and the caller chooses the headline."""
    ahead = model.answer(ERBIUM_TO_GERMANY, date(2026, 10, 10))
    assert ahead["next_change"] == ("2026-11-11", "license_required", False, ("mofcom-2025-57/1",))
    on_face = model.answer(ERBIUM_TO_GERMANY, date(2026, 11, 11))
    assert (on_face["decision"], on_face["settled"], on_face["exit_code"]) == ("license_required", False, 1)
    assert [reading["assume"] for reading in on_face["readings"]] == ["on-face", "extended"]
    extended = model.answer(ERBIUM_TO_GERMANY, date(2026, 11, 11), assume="extended")
    assert (extended["decision"], extended["settled"], extended["exit_code"]) == ("no_control_found", False, 3)
    assert extended["next_change"] is None


@pytest.mark.parametrize("known_on", ["2026-09-22", "2026-09-23", "2026-10-10"])
def test_an_announced_end_settles_nothing(model: Model, known_on: str) -> None:
    """Announced through 2027-01-10, the suspension may have been prolonged again by the 11th, as if nothing had been announced."""
    answer = model.answer(ERBIUM_TO_GERMANY, date(2027, 1, 11), known_on=date.fromisoformat(known_on))
    assert answer["settled"] is False
    assert status_of(answer, "mofcom-2025-57/1") == "unsettled"


def test_settledness_alone_is_a_next_change(model: Model) -> None:
    """On 2026-11-28 the readings part; the extended one keeps the licence of the list."""
    facts = {"item": "gallium", "to": "US", "end_use": "civil", "end_user_type": "civil"}
    answer = model.answer(facts, date(2026, 11, 20), assume="extended")
    assert answer["next_change"] == ("2026-11-28", "license_required", False, ("mofcom-2024-46/2",))


def test_rules_based_on_an_unsettled_listing_are_unsettled(model: Model) -> None:
    """Europium is dual-use through No. 57 alone, so a hand-over to American soldiers hangs on its suspension."""
    facts = {"item": "europium metal", "from": "JP", "origin": "CN", "to": "US", "end_use": "military"}
    answer = model.answer(facts, date(2026, 11, 11))
    assert ("mofcom-2024-46/closing", None, "prohibited", "unsettled", "yes", ()) in answer["findings"]
    assert answer["settled"] is False
    assert answer["readings"][0]["decision"] == "prohibited"
    assert (answer["readings"][1]["effect"], answer["readings"][1]["decision"]) == (
        "no_control_found",
        "no_control_found",
    )


def test_a_customs_code_alone_is_never_certain(model: Model) -> None:
    """The list decides and not the code, so every match waits at least for the description."""
    answer = model.answer({"item": "2846.90.19.30", "to": "DE"}, date(2025, 12, 1))
    assert {certainty for _, certainty, _ in answer["matches"]} == {"possible"}
    assert all("description" in missing for _, _, missing in answer["matches"])
    assert answer["decision"] == "undecided"
    assert answer["exit_code"] == 3


def test_goods_that_stay_in_china_are_not_exported(model: Model) -> None:
    """Neither kind of exporter is bound when goods go to the mainland."""
    assert model.answer({"item": "Gd2O3", "to": "CN"}, date(2025, 12, 1))["findings"] == []
    assert model.answer({"item": "Gd2O3", "from": "JP", "to": "CN"}, date(2025, 12, 1))["findings"] == []


@pytest.mark.parametrize(
    ("text", "elements", "form"),
    [
        ("AlScN", "Al Sc N", "compound"),
        ("Y3Al5O12", "Y Al O", None),
        ("Tb0.3Dy0.7Fe2", "Tb Dy Fe", None),
        ("Gd₂(O)₃", "Gd O", "oxide"),
        ("CoO", "Co O", "oxide"),
        ("CO2", "C O", "oxide"),
        ("Sc2O3·H2O", "Sc O H", "compound"),
        ("Nd2Fe14B", "Nd Fe B", None),
        ("gd2o3", "", None),
        ("Gd 2 O 3", "", None),
        ("Gd-Co", "", None),
        ("Qq2O3", "", None),
        ("12.5", "", None),
    ],
)
def test_a_text_with_other_signs_is_not_a_formula(text: str, elements: str, form: str | None) -> None:
    """Symbols, digits, dots and brackets; an oxide is oxygen and one other element, a compound also has a non-metal."""
    read = formula_read(text)
    assert read == set(elements.split())
    assert form_read(read) == form


def test_aluminium_scandium_nitride_is_a_compound_of_scandium(model: Model) -> None:
    """No name or formula of the vocabulary has it, but its symbols do; rubidium selenate points to no entry."""
    answer = model.answer({"item": "AlScN", "to": "DE"}, date(2025, 12, 1))
    assert answer["matches"] == [("1C907.c", "yes", ())]
    assert answer["decision"] == "license_required"
    assert not model.answer({"item": "Rb2SeO4"}, date(2025, 12, 1))["recognised"]


def test_a_control_code_finds_its_entry(model: Model) -> None:
    """The whole name as printed is the line's; a form that conflicts with it takes it away again."""
    line = next(each for each in model.register.lines.values() if each.code == "1C902.c")
    for name in line.names:
        answer = model.answer({"item": name, "to": "DE"}, date(2025, 12, 1))
        assert ("1C902.c", "yes", ()) in answer["matches"]


def test_a_completely_read_text_equals_options(model: Model) -> None:
    """The powder of an oxide is named, and nothing is left open; where a word is left over, the oxide is only possible."""
    in_full = model.answer({"item": "dysprosium oxide powder, 99.99%", "to": "DE"}, date(2025, 12, 1))
    assert in_full["matches"] == [("1C905.b", "yes", ())]
    in_part = model.answer({"item": "crate of dysprosium oxide, with brackets", "to": "DE"}, date(2025, 12, 1))
    assert ("1C905.b", "possible", ("description",)) in in_part["matches"]
    assert (in_part["decision"], in_part["worst_case"], in_part["recognised"]) == (
        "undecided",
        "license_required",
        False,
    )
    assert in_part["exit_code"] == 3


def test_unknown_goods_could_be_anything_until_a_heading_or_the_caller_settles_them(model: Model) -> None:
    """Nothing applies to it, and nothing is decided: it could be forbidden. Horses are on no list, and the caller may know better."""
    day, facts = date(2025, 12, 1), {"item": "unobtainium", "to": "DE"}
    unknown_goods = model.answer(facts, day)
    assert unknown_goods["decision"] == unknown_goods["worst_case"] == "undecided"
    assert (unknown_goods["questions"], unknown_goods["exit_code"]) == ([("description", "prohibited")], 3)
    for more in ({"hs_code": "0101210090"}, {"entry": ("none",)}):
        known = model.answer(facts | more, day)
        assert (known["decision"], known["worst_case"], known["exit_code"]) == (
            "no_control_found",
            "no_control_found",
            0,
        )


def test_the_stricter_of_words_and_classification_counts(model: Model) -> None:
    """Gallium matches its entry even with `--entry none`; with another stated entry it matches both."""
    day = date(2025, 12, 1)
    assert model.answer({"item": "gallium metal", "entry": ("none",)}, day)["matches"] == [("3C001.a", "yes", ())]
    both = model.answer({"item": "gallium metal", "entry": ("1C102",)}, day)
    assert both["matches"] == [("1C102", "yes", ()), ("3C001.a", "yes", ())]


@pytest.mark.parametrize("digits", ["2804290010", "280429", "28042999"])
def test_a_customs_code_points_to_the_entries_that_it_is_printed_for(model: Model, digits: str) -> None:
    """Helium is forbidden and on no list; a bag that travels under its code, with the digits of any country, may be that."""
    for facts in ({"item": "laptop bag", "hs_code": digits}, {"item": digits}):
        answer = model.answer(facts | {"to": "DE"}, date(2026, 10, 1))
        assert (answer["decision"], answer["worst_case"], answer["exit_code"]) == ("undecided", "prohibited", 3)


def test_a_name_that_is_contradicted_opens_other_lines_or_is_not_recognised(model: Model) -> None:
    """Gallium as an oxide is gallium oxide, and as a compound any compound of gallium; for titanium no name decides which."""
    day = date(2025, 12, 1)
    assert model.answer({"item": "gallium metal", "form": ("oxide",)}, day)["matches"] == [("3C001.c", "yes", ())]
    compound = model.answer({"item": "gallium metal", "form": ("compound",)}, day)
    assert ("3C001.d", "possible", ("contains",)) in compound["matches"]
    titanium = model.answer({"item": "titanium metal", "form": ("compound",), "to": "DE"}, day)
    assert (titanium["matches"], titanium["recognised"], titanium["worst_case"]) == ([], False, "undecided")


@pytest.mark.parametrize(
    ("stated", "usual", "forms", "answer"),
    [
        ((), "metal", ("metal",), YES),
        ((), "metal", ("alloy",), unknown("form")),
        (("metal",), "oxide", ("alloy",), NO),
        (("mixture",), "oxide", ("metal", "alloy"), NO),
        (("mixture",), None, ("metal", "alloy"), unknown("form")),
        (("compound",), None, ("oxide",), unknown("form")),
        (("wafer",), None, ("crystal",), YES),
        (("crystal",), None, ("wafer",), unknown("form")),
        (("magnet",), None, ("alloy",), NO),
        (("powder", "compound"), None, ("metal", "powder"), NO),
        ((), "bulk", ("crystal",), unknown("form")),
        ((), "bulk", ("powder", "fibre"), NO),
        ((), "bulk", ("target",), unknown("form")),
        ((), "component", ("powder",), NO),
        (("component",), None, ("powder",), unknown("description")),
        (("component",), None, ("equipment",), unknown("description")),
        (("software",), None, ("equipment",), NO),
        ((), None, ("equipment",), unknown("form")),
        ((), None, (), YES),
    ],
)
def test_goods_are_of_one_of_the_forms_of_a_line(stated: Any, usual: Any, forms: Any, answer: Truth) -> None:
    """Each of substance, shape and kind is the stated one, else the usual one of the name."""
    assert Make(stated, usual).is_one_of(forms) == answer


@pytest.mark.parametrize(
    ("stated", "forms", "answer"),
    [
        ((), ("metal",), YES),
        (("powder",), ("metal",), YES),
        (("oxide",), ("metal", "alloy"), NO),
        (("software",), ("equipment",), NO),
        (("software",), ("technology",), NO),
        (("software", "equipment"), ("equipment",), unknown("description")),
        (("ceramic",), ("component",), unknown("description")),
        (("metal", "wafer"), ("compound", "wafer"), YES),
    ],
)
def test_only_forms_that_are_stated_speak_against_a_name(stated: Any, forms: Any, answer: Truth) -> None:
    """The usual form of the name does not exclude an entry."""
    assert Make(stated, "metal").fits(forms) == answer


@pytest.mark.parametrize(("usual", "answer"), [("fibre", unknown("form")), ("compound", NO)])
def test_a_piece_of_what_its_name_has_as_a_fibre_may_be_the_fibre(usual: str, answer: Truth) -> None:
    """A sheet of carbon fibre is the fibre laid side by side, or a composite; one of polyethylene is neither."""
    assert Make(("bulk",), usual).fits(("fibre",)) == answer


def test_horses_are_known_to_customs_and_to_no_line(model: Model) -> None:
    """0101.21 is a heading of the Harmonized System, 9999.98 is not."""
    horses = model.answer({"item": "0101.21.00.90", "to": "DE"}, date(2025, 12, 1))
    assert (horses["recognised"], horses["matches"], horses["exit_code"]) == (True, [], 0)
    assert not model.answer({"item": "9999.98.00.90", "to": "DE"}, date(2025, 12, 1))["recognised"]


def test_guidance_takes_graphite_powder_out_unless_the_caller_classified_it(model: Model) -> None:
    """Powder has no flexural strength (question 3 of 2024-03-15); a control code is the caller's own word."""
    powder = model.answer({"item": "artificial graphite", "form": ("powder",), "to": "DE"}, date(2025, 12, 1))
    assert powder["excluded"] == [("1C108.a", "mofcom-faq-2024-03-15"), ("1C108.b", "mofcom-faq-2024-03-15")]
    assert "1C108.b" not in {code for code, _, _ in powder["matches"]}
    code = model.answer({"item": "1C108.b", "form": ("powder",), "to": "DE"}, date(2025, 12, 1))
    assert (code["excluded"], code["matches"][0][0]) == ([], "1C108.b")


@pytest.mark.parametrize(
    ("day", "parties", "decision", "worst_case"),
    [
        ("2025-03-03", ((LEIDOS, True),), "license_required", "license_required"),
        ("2025-03-04", ((LEIDOS, True),), "prohibited", "prohibited"),
        ("2025-03-04", ((LEIDOS, False),), "license_required", "prohibited"),
        ("2025-03-04", ((UNRELIABLE, False), (LEIDOS, True)), "prohibited", "prohibited"),
        ("2025-03-04", (), "license_required", "license_required"),
        ("2025-03-04", None, "license_required", "license_required"),
        ("2025-11-09", ((LEIDOS, True),), "prohibited", "prohibited"),
        ("2025-11-10", ((LEIDOS, True),), "license_required", "license_required"),
    ],
)
def test_dual_use_items_to_leidos_are_prohibited_until_the_measures_stop(
    model: Model, day: str, parties: Any, decision: str, worst_case: str
) -> None:
    """No. 13 of 2025 worked from 2025-03-04, and the decision of 2025-11-05 stopped it from the 10th."""
    facts = {"item": "gallium metal", "to": "DE", "end_use": "civil", "end_user_type": "civil"}
    answer = model.answer(facts if parties is None else facts | {"parties": parties}, date.fromisoformat(day))
    assert (answer["decision"], answer["worst_case"]) == (decision, worst_case)


@pytest.mark.parametrize(
    ("owners", "applies", "missing"),
    [
        (None, "unknown", ("owned_by",)),
        (((Decimal(50), ((LEIDOS, True),)),), "yes", ()),
        (((Decimal("25.5"), ((LEIDOS, True),)), (Decimal("24.5"), ((LEIDOS, False), (LEIDOS, True)))), "yes", ()),
        (((Decimal("49.9"), ((LEIDOS, True),)), (Decimal("50.1"), ())), None, ()),
        (((Decimal(30), ((LEIDOS, True),)), (Decimal(51), ())), None, ()),
        (((Decimal(30), ((LEIDOS, True),)), (Decimal(50), ())), "unknown", ("owned_by",)),
        (((Decimal(30), ((LEIDOS, True),)), (Decimal(70), ((LEIDOS, False),))), "unknown", ("owned_by",)),
        (((Decimal(100), ((UNRELIABLE, True),)),), None, ()),
    ],
)
def test_owners_count_together_from_half_of_the_shares(model: Model, owners: Any, applies: Any, missing: Any) -> None:
    """No. 61 sets 50 % for owners on the control list or watch list; the unreliable entity list is not named."""
    facts = FROM_JAPAN | {"parties": ()} | ({} if owners is None else {"owners": owners})
    answer = model.answer(facts, date(2025, 10, 20))
    findings = [row[4:] for row in answer["findings"] if row[0] == "mofcom-2025-61/2"]
    assert findings == ([] if applies is None else [(applies, missing)])


def test_without_a_named_party_the_lists_stay_open(model: Model) -> None:
    """Limb 2 of No. 61 depends on lists; without a named party and an owner, both are missing."""
    answer = model.answer(FROM_JAPAN, date(2025, 10, 20))
    findings = [row[4:] for row in answer["findings"] if row[0] == "mofcom-2025-61/2"]
    assert findings == [("unknown", ("owned_by", "party"))]


def test_an_unstated_use_is_unknown_to_the_exporter(model: Model) -> None:
    """The Export Control Law reaches uses that the exporter knows of (article 12), so silence is no doubt."""
    silent = model.answer({"item": "garden chair", "to": "DE"}, date(2025, 12, 1))
    stated = model.answer({"item": "garden chair", "to": "DE", "end_use": "wmd"}, date(2025, 12, 1))
    rows = [
        {row[0]: row[4] for row in each["findings"] if row[0].startswith("cn-export-")} for each in (silent, stated)
    ]
    assert rows[0] == {}
    assert set(rows[1].values()) == {"yes"}


def test_questions_are_the_same_for_the_same_seed(model: Model) -> None:
    """The generator draws from its seed alone, and the model answers whatever it draws."""
    drawn = list(questions(7, 500, model.catalogue))
    assert drawn == list(islice(questions(7, 600, model.catalogue), 500))
    assert {model.answer(*question)["exit_code"] for question in drawn} <= {0, 1, 3}
