"""Drafts contain the stated facts and the words of the list, in both languages, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportctl.api import Law, check
from exportctl.engine.warnings.provisions import rules_on_goods
from exportctl.inquiry.figures import criteria_in_words, figure_in_words
from exportctl.law.citations import citation
from exportctl.procedure.draft import KINDS, Draft, DraftKind, Gap, Row
from exportctl.procedure.near_entries import NearEntry, near_entries
from exportctl.procedure.papers import draft_of, kind_for, objection
from exportctl.reports.draft_cells import in_each_language, part_of
from exportctl.reports.i18n.language import render
from exportctl.reports.verdict import Verdict
from tests.drawn import DRAWS

DAY = "2026-06-01"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
GOODS = (
    "artificial graphite",
    "artificial graphite powder",
    "lithium ion battery",
    "neodymium magnet",
    "tungsten carbide drill bits",
    "carbon fibre",
    "gallium metal",
    "tantalum crucible",
    "cotton shirts",
    "pressure transducer",
)
PARAMETERS = ("density", "purity", "energy_density", "tensile_strength", "flexural_strength", "crucible_volume")
PARTIES = ("end-user=Acme GmbH", "importer=Globex", "Initech")


def rows(draft: Draft) -> Iterator[Row]:
    """Yield all rows."""
    for section in draft.sections:
        yield from section.rows


def values(draft: Draft) -> Iterator[str]:
    """Yield the values that a draft states, gaps left out."""
    for row in rows(draft):
        yield from (str(value) for value in row.values if not isinstance(value, Gap))


def gaps(draft: Draft) -> set[str]:
    """Return the places that a person must complete."""
    return {str(value.what) for row in rows(draft) for value in row.values if isinstance(value, Gap)}


def stated_in(draft: Draft) -> set[str]:
    """Return the values that the criteria of entries have."""
    return {value.removeprefix("stated: ").removesuffix("; not met") for value in values(draft) if "stated: " in value}


def numbers(texts: Iterator[str]) -> set[str]:
    """Return all numbers in texts."""
    return {number for text in texts for number in NUMBER.findall(text)}


def texts_of_list(verdict: Verdict, near: NearEntry) -> Iterator[str]:
    """Yield the texts of the list, its acts and the guidance about an entry."""
    law, entry = verdict.law, verdict.law.entries[near.code]
    yield from (near.code, *entry.name)
    yield from (str(figure_in_words(law, item.standing.figure)) for item in near.criteria)
    yield from (str(criteria_in_words(law, item)) for item in near.conditions)
    yield from (str(criteria_in_words(law, item)) for item in (entry.criteria, entry.unless) if item)
    for control in near.controls:
        yield str(citation(law, control.provision))
        yield from (control.suspension.by, control.suspension.through.isoformat()) if control.suspension else ()
    if near.exclusion:
        guidance = law.guidance[near.exclusion.guidance]
        yield from (near.exclusion.ruling.says, *guidance.title, guidance.published.isoformat())


def texts_of_law(verdict: Verdict) -> Iterator[str]:
    """Yield every text that a draft can contain without a fact of the caller: the law, its version, and the day."""
    for near in near_entries(verdict):
        yield from texts_of_list(verdict, near)
    for item in verdict.law.procedure.requirements.values():
        yield from (item.text.en, item.condition.en if item.condition else "")
    yield from (f"{item.name.en} {item.address}" for item in verdict.law.procedure.channels.values())
    yield from (item.text for item in rules_on_goods(verdict))
    yield from (verdict.law.digest, verdict.law.version, verdict.law.horizon.isoformat(), verdict.on.isoformat())


def answer(**facts: Any) -> Verdict:
    """Return the answer about goods to Germany."""
    return check(**{"to": "DE", "on": DAY, **facts})


@settings(max_examples=40 * DRAWS, deadline=None)
@given(
    item=st.sampled_from(GOODS),
    kind=st.sampled_from(KINDS),
    figures=st.dictionaries(
        st.sampled_from(PARAMETERS), st.decimals(min_value="0.011", max_value="98", places=3), max_size=3
    ),
    shares=st.dictionaries(st.sampled_from(("Dy", "W", "Fe", "C")), st.decimals("0.013", "24", places=3), max_size=2),
    quantity=st.sampled_from([None, "517 kg"]),
    parties=st.lists(st.sampled_from(PARTIES), unique=True),
)
def test_a_draft_has_stated_values_only(
    store: Law, item: str, kind: DraftKind, figures: Any, shares: Any, quantity: str | None, parties: list[str]
) -> None:
    """Each number of a draft is one that was stated, or one of the list, its acts and the steps; so is each value of a criterion."""
    units = {name: store.law.parameters[name].unit for name in figures}
    params = {name: f"{value.normalize():f} {units[name]}" for name, value in figures.items()}
    contains = {name: f"{value.normalize():f} %" for name, value in shares.items()}
    verdict = answer(
        item=item,
        param=[f"{name}={value}" for name, value in params.items()],
        contains=[f"{name}={value}" for name, value in contains.items()],
        quantity=quantity,
        party=parties,
    )
    draft = draft_of(kind, verdict)
    stated = {*params.values(), *contains.values()}
    assert stated_in(draft) <= stated
    lines = [f"{number}." for number in range(1, len([*rows(draft)]) + 1)]
    facts = (*stated, quantity or "", *parties, *lines, "1", "2")
    unknown = numbers(values(draft)) - numbers(iter(facts)) - numbers(texts_of_law(verdict))
    assert unknown == set()


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_every_row(kind: DraftKind) -> None:
    """The Chinese column has as many lines as the English one, with Chinese labels and Chinese gaps."""
    for section in draft_of(kind, answer(item="artificial graphite", param=["density=1.6 g/cm3"])).sections:
        english, chinese = in_each_language(lambda section=section: part_of(section))  # type: ignore[misc] # mypy types no default
        assert [len(cell.lines) for cell in english.cells] == [len(cell.lines) for cell in chinese.cells]
        assert not re.search("[一-鿿]", english.title)
        for cell in chinese.cells:
            assert re.search("[一-鿿]|[<>]=? |^E", cell.what), cell.what
            assert all(line.text.startswith("【") for line in cell.lines if line.is_gap)


@pytest.mark.parametrize(
    ("kind", "facts", "cited"),
    [
        (
            "statement",
            {"item": "lithium ion battery", "param": ["energy_density=250 Wh/kg"]},
            {"customs-questions", "customs-holds", "know-your-goods", "catch-all-duty"},
        ),
        ("enquiry", {"item": "artificial graphite"}, {"consult-mofcom", "consult-not-clearance"}),
        (
            "end-user-certificate",
            {"item": "gallium"},
            {"doc-end-user", "doc-end-user-government", "doc-contract", "doc-end-use-wording"},
        ),
        (
            "application",
            {"item": "gallium"},
            {"doc-form", "doc-technical", "doc-end-user", "doc-end-use-wording", "apply-dual-use", "review-dual-use"},
        ),
    ],
)
def test_each_paper_cites_what_requires_it(kind: DraftKind, facts: dict[str, Any], cited: set[str]) -> None:
    """The requirements are records of the law, each with an article or with the description that replaces it."""
    draft = draft_of(kind, answer(**facts))
    basis = {
        item.id: item
        for section in draft.sections
        for item in (*section.basis, *(item for row in section.rows for item in row.basis))
    }
    assert cited <= basis.keys()
    assert all(item.citation.en for item in basis.values())


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_the_same_in_both_languages(kind: DraftKind) -> None:
    """A value with its unit is in both columns."""
    facts = {"item": "artificial graphite", "param": ["density=1.6 g/cm3", "purity=99.95%"], "quantity": "517 kg"}
    for section in draft_of(kind, answer(**facts)).sections:
        columns = in_each_language(lambda section=section: part_of(section))  # type: ignore[misc] # mypy types no default
        english, chinese = ("\n".join(line.text for cell in part.cells for line in cell.lines) for part in columns)
        for value in ("1.6 g/cm3", "99.95 %", "517 kg"):
            assert english.count(value) == chinese.count(value)


def test_an_official_answer_leaves_graphite_powder_outside() -> None:
    """The statement has the entries, each criterion with the stated value, and MOFCOM's answer."""
    verdict = answer(item="artificial graphite powder", param=["density=1.6 g/cm3"])
    near = {item.code: item for item in near_entries(verdict)}
    draft = draft_of("statement", verdict)
    assert {"1C108.a", "1C108.b", "3C901.b.1"} <= near.keys()
    assert near["3C901.b.1"].match == "possible"
    assert stated_in(draft) == {"1.6 g/cm3"}
    assert "flexural strength in MPa" in gaps(draft)
    assert {item.outside for item in near_entries(answer(item="artificial graphite powder"))} == {"guidance", None}


@pytest.mark.parametrize(
    ("facts", "code", "by"),
    [
        ({"item": "artificial graphite powder"}, "1C108.b", "name"),
        ({"item": "tantalum crucible", "entry": ["none"]}, "2A225.b", "name"),
        ({"item": "aluminium tube", "hs_code": "760820", "entry": ["none"]}, "1C202.a", "heading"),
        ({"item": "tungsten carbide rings"}, "1C004", "content"),
        ({"item": "steel screws", "contains": ["Fe=98%", "W=2%"], "hs_code": "731815"}, "1C226", "content"),
    ],
)
def test_entries_come_near_by_name_heading_and_content(facts: dict[str, Any], code: str, by: str) -> None:
    """Each entry near the goods has the reason."""
    near = {item.code: item.by for item in near_entries(answer(**facts))}
    assert by in near[code]


def test_ordinary_goods_come_near_nothing() -> None:
    """A chair has neither a name nor a heading nor an element of the list, and the statement has this result."""
    verdict = answer(item="kitchen chair", hs_code="940169")
    assert near_entries(verdict) == ()
    assert any("points to an entry" in value for value in values(draft_of("statement", verdict)))


def test_goods_of_a_suspended_entry_are_not_called_outside_it() -> None:
    """The battery is of 3A001; its control is suspended on the day, and no remark calls it a not controlled item."""
    verdict = answer(item="lithium ion battery", param=["energy_density=350 Wh/kg"])
    text = "\n".join(values(draft_of("statement", verdict)))
    assert verdict.decision == "no_control_found"
    assert "The goods fall under this entry. Its control does not apply to this export on 2026-06-01." in text
    assert "suspended" in text
    assert "不属于管制物项" not in text


def test_the_remark_states_the_actual_figures() -> None:
    """Goods that miss a figure of No. 58/2025 are marked as not controlled, with that figure; not while the act is suspended."""
    facts: dict[str, Any] = {"item": "lithium ion battery", "param": ["energy_density=250 Wh/kg"]}
    remark = next(row for row in rows(draft_of("statement", answer(on="2026-11-20", **facts))) if row.what == "Remark")
    assert [str(value) for value in remark.values] == [
        "不属于管制物项 (not a controlled item)",
        "energy density by weight 250 Wh/kg",
    ]
    for on, assume in (("2026-11-10", "on-face"), ("2026-11-20", "extended")):
        draft = draft_of("statement", answer(on=on, assume=assume, **facts))
        assert all(row.what != "Remark" for row in rows(draft))


@pytest.mark.parametrize("on", ["2026-08-01", "2026-11-20"])
def test_the_remark_of_no_18_needs_no_figures(on: str) -> None:
    """No. 18/2025, which was never suspended, wants the remark whether goods are controlled; it cites that act alone."""
    draft = draft_of("statement", answer(item="motor rotor", contains=["Dy=1%"], on=on))
    remarks = [section for section in draft.sections if "remarks-not-controlled" in {item.id for item in section.basis}]
    assert [str(row.values[0]) for row in remarks[0].rows] == [
        "the goods are similar to an item of No. 18/2025",
        "The goods are not a controlled item.",
    ]
    assert {item.citation.en for item in remarks[0].basis} == {"No. 18/2025, closing paragraphs"}


def test_the_words_of_papers_are_those_of_the_procedure(store: Law) -> None:
    """The attachments of a statement are the other papers that customs requires, and the certificate has each promise."""
    required, promised = (store.law.procedure.requirements[id_] for id_ in ("customs-questions", "doc-end-user"))
    statement = draft_of("statement", answer(item="kitchen chair", hs_code="940169"))
    attached = next(section for section in statement.sections if section.title == "Attachments")
    papers = [paper.name.en for paper in required.documents if paper.drafted_as != "statement"]
    assert [row.what for row in attached.rows] == papers
    assert len(papers) == len(required.documents) - 1
    assert len(promised.wording) == 2
    certificate = [*values(draft_of("end-user-certificate", answer(item="gallium metal")))]
    assert {words.en for words in promised.wording} <= {*certificate}


def test_the_enquiry_lists_the_open_points() -> None:
    """It has the figures of the entries in question, and cites the article that requires figures, uses and a reason."""
    draft = draft_of("enquiry", answer(item="carbon fibre", param=["tensile_strength=1 GPa"]))
    articles = {item.id for section in draft.sections for item in section.basis}
    assert {"the exporter's own reason", "what the goods are used for"} <= gaps(draft)
    assert "consult-mofcom" in articles


def test_an_enquiry_about_goods_of_an_entry_asks_for_the_doubt() -> None:
    """It does not state that the exporter cannot decide beside a conclusion that is certain."""
    items = ("gallium", "carbon fibre")
    titles = {
        item: {str(section.title) for section in draft_of("enquiry", answer(item=item)).sections} for item in items
    }
    assert [{"Reason for the enquiry", "Why the exporter cannot decide"} & titles[item] for item in items] == [
        {"Reason for the enquiry"},
        {"Why the exporter cannot decide"},
    ]
    doubt = "why you doubt that the goods are of 3C001.a; without a doubt, apply for a licence"
    assert doubt in gaps(draft_of("enquiry", answer(item=items[0])))


def test_trade_practice_is_named_in_the_certificate_for_india() -> None:
    """No act requires the two authentications, and the certificate states this in both languages."""
    draft = draft_of("end-user-certificate", answer(item="neodymium magnet", contains=["Dy=2%"], to="IN"))
    cells = in_each_language(lambda: [cell for section in draft.sections for cell in part_of(section).cells])
    for language, words in zip(cells, ("[trade practice]", "[业内做法]"), strict=True):
        assert words in "\n".join(text for cell in language for text in cell.basis)


@pytest.mark.parametrize("kind", ["end-user-certificate", "application"])
@pytest.mark.parametrize(
    ("item", "own"),
    [("acetone", "doc-precursors"), ("177-11-7", "doc-precursors-countries"), ("heavy water", "doc-nuclear")],
)
def test_goods_of_another_list_cite_its_documents(kind: DraftKind, item: str, own: str) -> None:
    """The regulations on dual-use items require nothing of precursors and nuclear goods."""
    draft = draft_of(kind, answer(item=item, to="US"))
    cited = {item.id for section in draft.sections for item in section.basis}
    cited |= {item.id for row in rows(draft) for item in row.basis}
    assert own in cited
    assert not cited & {"doc-end-user", "doc-technical", "doc-contract", "doc-end-use-wording"}


def test_the_checklist_has_every_criterion_of_the_entry() -> None:
    """Each figure of the entry has a row: the stated value, or the place for the measured one."""
    verdict = answer(item="tungsten alloy", entry=["1C004"], param=["density=18 g/cm3"])
    draft = draft_of("application", verdict)
    (near,) = [item for item in near_entries(verdict) if item.code == "1C004"]
    labels = {str(row.what) for row in rows(draft)}
    assert verdict.decision == "license_required"
    assert {str(figure_in_words(verdict.law, item.standing.figure)) for item in near.criteria} <= labels
    assert stated_in(draft) == {"18 g/cm3"}


@pytest.mark.parametrize(
    ("kind", "facts", "refused"),
    [
        ("statement", {"item": "artificial graphite powder"}, True),
        ("statement", {"item": "artificial graphite powder", "entry": ["none"]}, False),
        ("statement", {"item": "gallium"}, True),
        ("statement", {"item": "artificial graphite"}, True),
        ("statement", {"item": "lithium ion battery", "on": "2026-11-28", "assume": "extended"}, True),
        ("statement", {"item": "cotton shirts", "from_": "VN"}, True),
        ("statement", {"item": "methylamine"}, True),
        ("statement", {"item": "methylamine", "entry": ["none"]}, False),
        ("statement", {"item": "gallium", "to": "CN"}, True),
        ("application", {"item": "gallium"}, False),
        ("application", {"item": "artificial graphite"}, False),
        ("application", {"item": "gallium", "to": "US", "end_use": "military"}, True),
        ("application", {"item": "cotton shirts"}, True),
        ("enquiry", {"item": "artificial graphite"}, False),
        ("end-user-certificate", {"item": "gallium"}, False),
    ],
)
def test_a_decision_that_does_not_allow_a_paper_refuses_it(
    kind: DraftKind, facts: dict[str, Any], refused: bool
) -> None:
    """A statement needs settled law without a control, and goods that leave China and surely match no entry or a free one.

    Methylamine may be a precursor for some destinations. An application needs something to apply for.
    """
    verdict = answer(**facts)
    assert bool(objection(kind, verdict, verdict.decision)) == refused


def test_a_statement_compares_each_entry_that_the_own_classification_rules_out() -> None:
    """`--entry none` answers what the words leave open, so a reader can test it entry by entry."""
    for item in ("graphite", "Chinese herbs", "vacuum pump"):
        possible = {match.entry for match in answer(item=item).classification.matches}
        verdict = answer(item=item, entry=["none"])
        assert objection("statement", verdict, verdict.decision) == ""
        assert possible <= {near.code for near in draft_of("statement", verdict).near}


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"item": "artificial graphite powder"}, None),
        ({"item": "artificial graphite powder", "entry": ["none"]}, "statement"),
        ({"item": "kitchen chair", "hs_code": "940169"}, None),
        ({"item": "artificial graphite"}, "enquiry"),
        ({"item": "unobtainium"}, None),
        ({"item": "gallium"}, "application"),
        ({"item": "gallium", "to": "US", "on": "2026-11-28"}, None),
        ({"item": "gallium", "to": "US", "end_use": "military"}, None),
    ],
)
def test_an_answer_needs_one_paper_at_most(facts: dict[str, Any], kind: DraftKind | None) -> None:
    """Near goods for a statement, goods in question for an enquiry, a licence for a checklist, and no paper for a refusal."""
    verdict = answer(**facts)
    assert kind_for(verdict, verdict.decision, near_entries(verdict)) == kind


def test_later_publications_are_not_cited(store: Law) -> None:
    """In January 2025 customs' notice of June 2025 was not there."""
    verdict = answer(item="artificial graphite powder", on="2025-01-10", known_on="2025-01-10")
    cited = {item.id for section in draft_of("statement", verdict).sections for item in section.basis}
    assert "customs-holds" in cited
    assert "customs-questions" not in cited
    assert store.law.procedure.requirements["customs-questions"].from_ == date(2025, 6, 16)


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_names_the_data_the_day_and_the_reviewer(store: Law, kind: DraftKind) -> None:
    """A reviewer is named if there is one; else the place is marked."""
    verdict = answer(item="artificial graphite powder")
    record = {str(row.what): row.values for row in draft_of(kind, verdict, "Li Wei").sections[-1].rows}
    assert record["Day checked"] == (DAY,)
    assert record["Digest of the law data"] == (store.law.digest,)
    assert store.law.version in str(record["Law data version"][0])
    assert record["Reviewed by"] == ("Li Wei",)
    assert "name of the reviewer" in gaps(draft_of(kind, verdict))


def test_the_checklist_for_a_watch_list_party_has_the_risk_assessment_and_both_promises(store: Law) -> None:
    """Article 26(2) of the Regulations and No. 12/2026 require them with the application."""
    verdict = check(law=store, item="gallium", to="FR", on="2026-11-30", party=["end-user=Subaru"])
    (documents,) = (item for item in draft_of("application", verdict).sections if str(item.title) == "Documents")
    text = "\n".join(str(row.what) for row in documents.rows)
    assert "risk assessment of the party on the watch list" in text
    assert "promise to comply with export control law" in text
    assert "promise of no use that helps raise Japan's military strength" in text


@pytest.mark.parametrize(
    ("facts", "cited"),
    [
        ({"item": "dysprosium", "to": "JP"}, {"rule-out-military-japan"}),
        ({"item": "dysprosium", "to": "JP", "end_use": "civil", "end_user_type": "civil"}, {"rule-out-military-japan"}),
        ({"item": "gallium", "to": "US", "assume": "extended"}, {"rule-out-military-us"}),
        ({"item": "gallium", "to": "FR", "party": ["end-user=Subaru"]}, {"rule-out-military-watch-list"}),
        ({"item": "gallium", "to": "US", "assume": "extended", "end_use": "civil", "end_user_type": "civil"}, set()),
        ({"item": "gallium", "to": "DE"}, set()),
    ],
)
def test_the_certificate_reminds_of_a_prohibited_use(store: Law, facts: dict[str, Any], cited: set[str]) -> None:
    """Military users and uses are ruled out first, for Japan with all that raises its military strength, whatever is stated."""
    verdict = check(law=store, on="2026-11-30", **facts)
    draft = draft_of("end-user-certificate", verdict)
    reminders = {item.id for row in rows(draft) if row.what == "Check before signature" for item in row.basis}
    assert reminders == cited
    assert {step.requirement.id for step in verdict.steps() if "rule-out" in step.requirement.id} == cited


@pytest.mark.parametrize("item", ["手机壳", "phone case", "motor rotor assembly"])
def test_goods_that_guidance_leaves_outside_are_compared_with_its_entries(item: str) -> None:
    """A phone case may hold a magnet; an answer on magnets is no reason to compare it with metals, targets and oxides."""
    near = near_entries(answer(item=item, to="US"))
    assert [entry.code for entry in near] == ["1C902.a.4", "1C904.a.4", "1C905.a.4"]
    assert {entry.outside for entry in near} == {"guidance"}
    assert {entry.exclusion.guidance for entry in near if entry.exclusion} == {"mofcom-faq-2025-09-16"}


def test_a_ruling_that_was_not_published_leaves_nothing_outside() -> None:
    """The fifth answers are of September 2025."""
    near = near_entries(answer(item="phone case", to="US", on="2025-06-01", known_on="2025-06-01"))
    assert "guidance" not in {entry.outside for entry in near}


def test_a_checklist_has_steps_apart_from_documents() -> None:
    """Each numbered line of "Documents" is a document to hand in; other steps have a section and numbers of their own."""
    verdict = check(item="gallium", to="US", on=date(2026, 12, 1))
    by_title = {
        str(section.title): [str(row.what) for row in section.rows]
        for section in draft_of("application", verdict).sections
    }
    assert by_title["Documents"][0] == "1. application form"
    assert not [line for line in by_title["Documents"] if "Step" in line]
    assert by_title["Preparation of the documents"][:2] == ["1. Step", "2. Step"]


def test_an_exclusion_of_an_entry_is_no_condition() -> None:
    """The entry of drones leaves model aircraft outside; papers name it an exclusion."""
    draft = draft_of("enquiry", check(item="drone", to="US", on=date(2026, 12, 1)))
    models = [row for row in rows(draft) if any("model aircraft" in str(value) for value in row.values)]
    assert {str(row.what) for row in models} == {"Exclusion"}
    assert {str(value.what) for row in models for value in row.values if isinstance(value, Gap)} == {
        "whether this exclusion covers the goods"
    }
    assert in_each_language(lambda: {render(row.what) for row in models})[1] == {"不管制情形"}
