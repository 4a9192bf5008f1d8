"""Entries of lists other than that of dual-use items have the name of their list, and exemptions the option that claims them."""

from __future__ import annotations

import pytest

from tests.cli.program import ask

DAY = ("--on", "2026-10-01", "--end-use", "civil")


def code_and_table(*arguments: str) -> tuple[int, str]:
    """Return the exit code of a check and its table as one line."""
    answer = ask("check", *arguments, *DAY, "--notes")
    return answer.code, answer.words


def test_an_entry_is_printed_with_its_list_and_its_places() -> None:
    """Iodine is a precursor to three countries alone, heavy water is on the nuclear list."""
    command = ("classify", "iodine", *DAY)
    assert "PRE3.13 Iodine (precursor chemicals, only to Afghanistan, Laos, Myanmar (Burma))" in ask(*command).words
    assert "NUC.heavy-water Heavy water (nuclear export control list)" in code_and_table("heavy water", "--to", "DE")[1]
    match = ask("check", "iodine", "--to", "DE", *DAY, "-f", "json").json["item"]["matches"][0]
    assert match["to"] == ["AF", "LA", "MM"]
    assert match["goods_list"]["en"] == "precursor chemicals"


def test_the_licence_is_that_of_the_authority_of_the_act() -> None:
    """The province may give the licence for precursors, MOFCOM that for dual-use items."""
    assert (
        "This export needs a licence from MOFCOM or an authorised provincial commerce department."
        in code_and_table("acetone", "--to", "DE")[1]
    )
    assert "This export needs a licence from MOFCOM." in code_and_table("gallium", "--to", "DE")[1]
    (finding,) = ask("check", "acetone", "--to", "DE", *DAY, "-f", "json").json["findings"]
    assert finding["authority"]["en"].startswith("MOFCOM or an authorised provincial")
    (finding,) = ask("check", "assault rifle", "--to", "DE", *DAY, "-f", "json").json["findings"]
    assert finding["authority"]["zh"] == "国家军品出口管制管理部门"


@pytest.mark.parametrize(
    ("goods", "authority"),
    [
        ("sarin", "MIIT (class 1 with the State Council's approval)"),
        ("goods --entry 1C450", "MIIT (class 1 with the State Council's approval)"),
        ("phosgene", "MIIT"),
        ("triethanolamine", "MIIT"),
    ],
)
def test_the_licence_for_a_monitored_chemical_is_not_that_of_mofcom(goods: str, authority: str) -> None:
    """Article 47 of the Regulations refers to those on monitored chemicals: MIIT, and for class 1 the State Council."""
    words = code_and_table(*goods.split(), "--to", "DE")[1]
    assert f"This export needs a licence from {authority}." in words
    assert "Commission a designated unit to export the chemical. Have the designated unit apply to MIIT." in words
    assert "Apply to MOFCOM" not in words


@pytest.mark.parametrize("goods", ["triethanolamine", "goods --entry 1C450.c.17"])
def test_mofcom_did_not_license_monitored_chemicals_earlier(goods: str) -> None:
    """Before the Regulations of 2024, those on monitored chemicals applied by themselves."""
    answer = ask("check", *goods.split(), "--to", "DE", "--on", "2024-11-01")
    assert answer.code == 1
    assert "This export needs a licence from MIIT." in answer.words
    assert "State Council Decree No. 190" in answer.words


def test_an_exemption_that_is_not_claimed_is_named_with_its_option() -> None:
    """The exemption of an amount names the act, that of a share the announcement."""
    code, words = code_and_table("natural uranium", "--to", "DE")
    assert code == 1
    assert (
        "may be exempt from State Council Decree No. 230, art. 6: exports of < 500 kg to one country in a calendar year; to rely on "
        "this, state --quantity" in words
    )
    code, words = code_and_table("toluene", "--to", "DE")
    assert code == 1
    assert (
        "MOFCOM guidance of 2007-05-16: A mixture with up to 40 % of toluene needs no licence; to rely on this, state --contains"
        in words
    )


@pytest.mark.parametrize(("share", "claimable"), [("hydrochloric acid 37%", False), ("hydrochloric acid", True)])
def test_a_share_above_an_exemption_has_no_word_of_it(share: str, claimable: bool) -> None:
    """The announcement of 2007 leaves out mixtures with up to 10 % of the acid, and 37 % is more."""
    code, words = code_and_table(share, "--to", "US")
    assert code == 1
    assert ("needs no licence; to rely on this" in words) is claimable


def test_guidance_that_excludes_an_entry_is_cited_by_its_day() -> None:
    """MOFCOM's answers of 2024-03-15 leave powder of artificial graphite outside 1C108."""
    assert (
        "MOFCOM guidance of 2024-03-15 excludes 1C108.b: "
        in code_and_table("artificial graphite powder", "--to", "DE")[1]
    )
    chinese = ask("classify", "人造石墨粉", *DAY, "--all", "--lang", "zh").words
    assert "（商务部2024-03-15官方解答）" in chinese.replace(" ", "")


@pytest.mark.parametrize("goods", ["natural uranium metal", "natural uranium oxide"])
def test_an_amount_that_one_copy_alone_prints_frees_nothing(goods: str) -> None:
    """Below it the goods stay open, with the exemption that may apply, and no option is named that could settle it."""
    code, words = code_and_table(goods, "--to", "DE", "--quantity", "400 kg")
    assert code == 3
    assert (
        "may be exempt from State Council Decree No. 230, art. 6: exports of < 500 kg to one country in a calendar year; no option "
        "settles this: consult the issuing authority"
    ) in words
    assert (
        "the wording leaves open whether State Council Decree No. 230, art. 6 applies to these goods; consult the issuing authority"
        in words
    )
    assert "to rely on this" not in words


def test_an_amount_above_an_exemption_has_no_word_of_it() -> None:
    """600 kg of natural uranium is not less than 500 kg."""
    assert "500 kg" in code_and_table("natural uranium", "--to", "DE")[1]
    assert "500 kg" not in code_and_table("natural uranium", "--to", "DE", "--quantity", "600 kg")[1]


@pytest.mark.parametrize(
    ("goods", "step"),
    [
        ("natural uranium", "Only a unit that the State Council has named may export nuclear goods, with a licence."),
        ("assault rifle", "Only a military trading company may export military items, with a licence."),
        ("helium", "Confirm whether the temporary ban on helium still applies."),
    ],
)
def test_a_prohibition_names_who_else_may_export_or_what_to_confirm(goods: str, step: str) -> None:
    """Article 6 of the nuclear regulations, article 23 of the Export Control Law; No. 29/2026 is temporary."""
    code, words = code_and_table(goods, "--to", "DE")
    assert code == 1
    assert f"Do not export. Check the goods, place, use and parties you stated. {step}" in words


def test_other_prohibitions_have_no_further_step() -> None:
    """No. 46/2024, paragraph 1, leaves nobody a licence."""
    words = code_and_table("gallium", "--to", "US", "--end-user-type", "military")[1]
    assert "Check the goods, place, use and parties you stated. Law data" in words


def test_a_claimed_use_is_named_on_a_day_of_the_act() -> None:
    """No. 61/2025 frees humanitarian use."""
    command = ("check", "SmCo magnet", "--from", "DE", "--origin", "CN", "--to", "FR", "--on", "2025-10-20", "--notes")
    assert (
        "exempt from No. 61/2025, para. 1.3: humanitarian use; to rely on this, state --end-use" in ask(*command).words
    )
    claimed = ask(*command, "--end-use", "humanitarian").words
    assert (
        "exempt from No. 61/2025, para. 1.3: humanitarian use; you claimed this exemption: keep evidence that it applies"
        in claimed
    )


def test_one_exemption_of_several_paragraphs_is_one_note() -> None:
    """No. 61/2025 exempts humanitarian use from each of its three licences."""
    command = ("check", "SmCo magnet", "--from", "SG", "--origin", "CN", "--to", "MY", "--on", "2026-11-30", "--notes")
    exempt = "exempt from No. 61/2025, paras. 1.1, 1.2, 1.3: humanitarian use; to rely on this, state --end-use"
    assert ask(*command).words.count("humanitarian") == ask(*command).words.count(exempt) == 1
    assert "mofcom-2025-61" not in ask(*command, "--lang", "zh").words


def test_an_unread_list_is_one_warning() -> None:
    """Shirts to North Korea are undecided, with one warning as the reason; to South Korea there is no such warning."""
    code, words = code_and_table("cotton T-shirts", "--to", "KP")
    assert code == 3
    assert words.count("[unread_list]") == 1
    assert "the law data holds only part of the lists in No. 59/2013" in words
    assert "[scope_unclear]" not in words
    assert "[unread_list]" not in code_and_table("cotton T-shirts", "--to", "KR")[1]


@pytest.mark.parametrize("item", ["gallium", "stainless steel coil", "T-shirts"])
def test_a_list_that_may_prohibit_comes_before_a_licence(item: str) -> None:
    """No. 4/2018 prohibits metals, machinery and vehicles to North Korea; its annex of goods was not read."""
    words = ask("check", item, "--to", "KP", *DAY).words
    to_do = words.partition("To do ")[2]
    assert "Do not ship until you have compared the goods with" in to_do
    assert "ship once licensed" not in to_do.partition("If none prohibits it: ")[0]
    assert "Do not ship until" not in ask("check", item, "--to", "KR", *DAY).words


def test_a_list_that_names_metals_comes_first_for_metals() -> None:
    """No. 4/2018, para. 1.1 prohibits "iron, steel and other metals"; T-shirts are none, so it is one list of six for them."""
    paragraph = "No. 4/2018, para. 1.1 prohibited in force; may apply"
    words = ask("check", "gallium", "--to", "KP", *DAY).words
    assert words.index(paragraph) < words.index("No. 51/2024 licence required")
    assert "To do No. 4/2018, para. 1.1 may prohibit this export: it names goods of this form" in words
    assert "If none prohibits it: apply on MOFCOM's platform; ship once licensed." in words
    assert paragraph in ask("check", "CNC lathe", "--to", "KP", *DAY).words
    assert paragraph not in ask("check", "T-shirts", "--to", "KP", *DAY).words
    steps = ask("steps", "gallium", "--to", "KP", *DAY, "-f", "json").json["steps"]
    assert "compare-with-unread-lists" in [step["id"] for step in steps]


@pytest.mark.parametrize("amount", ["400 kg", "0.4 t", "400000 g", "400 公斤", "800 lb"])
def test_an_amount_may_be_written_in_any_unit_of_weight(amount: str) -> None:
    """The query has it in kg, and less than 500 kg stay open."""
    answer = ask("check", "yellowcake", "--to", "DE", *DAY, "--quantity", amount, "-f", "json")
    assert answer.code == 3
    assert answer.json["query"]["quantity"].endswith(" kg")


def test_classify_leaves_open_what_matters_to_some_places_alone() -> None:
    """Acetone has entries for all destinations, iodine does not."""
    assert ask("classify", "acetone").code == 1
    assert ask("classify", "iodine").code == 3


def test_a_line_of_another_list_can_be_explained() -> None:
    """The explanation has the provisions that put it on its list."""
    words = ask("explain", "PRE3.13", "--on", "2026-10-01").words
    assert "No. 73/2025, part 2" in words
    assert "State Council Decree No. 230, art. 6" in ask("explain", "NUC.heavy-water", "--on", "2026-10-01").words
