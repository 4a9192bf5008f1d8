"""A place may be named twice, as shippers write it, and never by two places at once."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pycountry
import pytest
from babel import Locale

from exportctl.errors import InputError
from exportctl.facts.places import place
from exportctl.law.register import Register


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("U.S.A.", "US"), ("U.K.", "GB"), ("USA (US)", "US"), ("US - United States", "US"), ("美国/USA", "US")),
        *(("Germany (DE)", "DE"), ("Netherlands (the)", "NL"), ("德国（DEU）", "DE"), ("Guinea-Bissau", "GW")),
        *(("Hong Kong, China", "HK"), ("中国（香港）", "HK"), ("Taiwan, China", "TW"), ("China (Macao)", "MO")),
        *(
            ("China (CN)", "CN"),
            ("P.R.C.", "CN"),
            ("P.R. China", "CN"),
            ("中国香港", "HK"),
            ("Hong Kong SAR, China", "HK"),
        ),
        *(
            ("Japan 日本", "JP"),
            ("日本JAPAN", "JP"),
            ("Viet Nam", "VN"),
            ("USA (United States)", "US"),
            ("USA; US", "US"),
        ),
        *(("Korea, South", "KR"), ("Korea (South)", "KR"), ("Korea, Rep. of", "KR"), ("Korea, North", "KP")),
        *(("Kingdom of Norway", "NO"), ("Republic of Guinea", "GN"), ("Iran (Islamic Republic of)", "IR")),
        *(("St. Lucia", "LC"), ("Trinidad & Tobago", "TT"), ("德意志联邦共和国", "DE"), ("挪威王國", "NO")),
    ],
)
def test_a_place_may_be_named_twice(law: Register, text: str, code: str) -> None:
    """By name and code, in two languages, with an article, or with the country whose customs territory it is."""
    assert place(law, text, "to") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("S. Sudan", "SS"), ("S Sudan", "SS"), ("S.Sudan", "SS"), ("Papua N. Guinea", "PG"), ("Eq. Guinea", "GQ")),
        *(
            ("N. Korea", "KP"),
            ("N. Zealand", "NZ"),
            ("N. Mariana Is.", "MP"),
            ("S. Georgia", "GS"),
            ("N. Ireland", "GB"),
        ),
        *(("Congo, Dem. Rep.", "CD"), ("Congo (Dem. Rep.)", "CD"), ("Dem. Rep. Congo", "CD"), ("Congo, Rep.", "CG")),
        *(("Korea, Dem. People's Rep.", "KP"), ("Korea, Rep.", "KR"), ("Korea, S.", "KR"), ("Korea, N.", "KP")),
        *(
            ("Egypt, Arab Rep.", "EG"),
            ("Yemen, Rep.", "YE"),
            ("Iran, Islamic Rep.", "IR"),
            ("Germany, Fed. Rep.", "DE"),
        ),
        *(
            ("Venezuela, RB", "VE"),
            ("Micronesia, Fed. Sts.", "FM"),
            ("Macedonia, FYR", "MK"),
            ("China, People's Rep.", "CN"),
        ),
        *(("Guinea, Equatorial", "GQ"), ("Sudan, South", "SS"), ("Samoa (American)", "AS"), ("Georgia, South", "GS")),
    ],
)
def test_a_name_may_be_abbreviated_and_have_its_qualifier_behind_it(law: Register, text: str, code: str) -> None:
    """`N.` is `New`, `North` or `Northern`, whichever makes the name of a place; a qualifier never gets lost."""
    assert place(law, text, "to") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("China Hong Kong", "HK"), ("China Macau", "MO"), ("China Macao SAR", "MO"), ("China Taiwan", "TW")),
        *(("P.R. China Hong Kong", "HK"), ("Macao China", "MO"), ("China, Taiwan Province of", "TW")),
    ],
)
def test_a_customs_territory_may_have_the_name_of_china_beside_it(law: Register, text: str, code: str) -> None:
    """As with a comma between them; the two names never mean the mainland."""
    assert place(law, text, "to") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("502 美国", "US"), ("美国（502）", "US"), ("美国(502)", "US"), ("502美国", "US"), ("美国502", "US")),
        *(("110 中国香港", "HK"), ("502 United States", "US"), ("USA (502)", "US"), ("502-美国/USA", "US")),
    ],
)
def test_a_customs_code_may_stand_beside_a_name(law: Register, text: str, code: str) -> None:
    """The name decides."""
    assert place(law, text, "to") == code


@pytest.mark.parametrize("text", ["502", "502 110", "CA 902", "502 美国/德国", "美国1502", "502 Atlantis"])
def test_a_number_is_no_place(law: Register, text: str) -> None:
    """Nor is it passed over beside two places, or beside two letters, which may be a state with its post code."""
    with pytest.raises(InputError, match="is not a country or territory"):
        place(law, text, "to")


@pytest.mark.parametrize(
    "text",
    [
        *("Republic of China", "China, Rep.", "Georgia, USA", "Georgia USA", "Georgia (USA)", "Atlanta, Georgia"),
        *("North Sudan", "NorthSudan", "North Georgia", "New Guinea Guinea", "Taipei, China", "British Guiana"),
        *("英属圭亚那", "新几内亚", "北苏丹", "南格鲁吉亚"),
    ],
)
def test_a_place_that_explains_only_a_part_of_a_text_is_not_suggested(law: Register, text: str) -> None:
    """The other words make it another place."""
    with pytest.raises(InputError, match=r"use an ISO code or a name$"):
        place(law, text, "to")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("Germny", "Germany"), ("Untied States", "United States"), ("Soth Korea", "South Korea")),
        *(("Newzeland", "New Zealand"), ("the Phillipines", "Philippines"), ("澳大利牙", "澳大利亚")),
        *(("United Sates of America", "United States"), ("Untied Arab Emirats", "United Arab Emirates")),
    ],
)
def test_a_misspelt_place_is_suggested(law: Register, text: str, name: str) -> None:
    """If each word of the text can be a misspelling of a word of the name."""
    with pytest.raises(InputError, match=f"did you mean {name}\\?"):
        place(law, text, "to")


def test_the_dominican_republic_is_not_dominica(law: Register) -> None:
    """Forms that mix both names are refused with both codes."""
    dominican = dict.fromkeys(("多米尼加", "多米尼加共和国", "Dominican Rep."), "DO")
    dominica = dict.fromkeys(("多米尼克", "多米尼克国", "Dominica", "Commonwealth of Dominica"), "DM")
    names = dominican | dominica
    assert {name: place(law, name, "to") for name in names} == names
    for name in ("Dominica, Rep.", "Dominica Republic", "Dominican", "多米尼加国", "多米尼加联邦", "多米尼克共和国"):
        with pytest.raises(InputError, match="write DM for Dominica or DO for Dominican Republic"):
            place(law, name, "to")


@pytest.mark.parametrize(
    "text",
    [
        *("CA, US", "DE/FR", "CN/HK", "Korea (DPRK)", "Georgia, US", "China, Hong Kong, Taiwan", "Hong Kong (US)"),
        *("Shanghai, China", "Hamburg, Germany", "(the)", ",", "/", "DE-FR", "Japan 中国", "US; DE", "Republic of"),
        *("State of Georgia", "People's Republic of Korea", "Republic of China", "共和国"),
    ],
)
def test_two_places_are_none(law: Register, text: str) -> None:
    """Nor does an unknown place with a known one."""
    with pytest.raises(InputError, match="is not a country or territory"):
        place(law, text, "to")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        *(
            ("Congo", "CD for Congo - Kinshasa or CG for Congo - Brazzaville"),
            ("the Congo", "CD for "),
            ("刚果", "CD for "),
        ),
        *(("Virgin Islands", "VG for British Virgin Islands or VI for "), ("维尔京群岛", "VG for ")),
    ],
)
def test_a_name_of_two_places_is_refused_with_both_codes(law: Register, text: str, codes: str) -> None:
    """Either could be meant, and neither is guessed; `Korea`, `Guinea` and `Samoa` alone name one state each."""
    with pytest.raises(InputError, match=f"'{text}' is the name of several countries or territories; write {codes}"):
        place(law, text, "to")
    assert [place(law, one, "to") for one in ("Korea", "Guinea", "Samoa")] == ["KR", "GN", "WS"]


@pytest.mark.parametrize(
    ("text", "is_union"),
    [
        *(("EU", True), ("the EU", True), ("EU27", True), ("European Union", True), ("欧盟", True), ("ASEAN", True)),
        *(("Eurozone", True), ("欧元区", True), ("GCC", True), ("Channel Islands", False)),
        *(("Middle East", False), ("Africa", False), ("North America", False), ("中东", False), ("非洲", False)),
    ],
)
def test_only_a_union_of_states_has_member_states(law: Register, text: str, is_union: bool) -> None:
    """The message on another region requires the country alone."""
    with pytest.raises(InputError, match="but a region; name the country") as refused:
        place(law, text, "to")
    assert ("member state" in str(refused.value)) == is_union


WORLD_BANK = {
    "Bahamas, The": "BS",
    "Congo, Dem. Rep.": "CD",
    "Congo, Rep.": "CG",
    "Cote d'Ivoire": "CI",
    "Egypt, Arab Rep.": "EG",
    "Gambia, The": "GM",
    "Hong Kong SAR, China": "HK",
    "Macao SAR, China": "MO",
    "Iran, Islamic Rep.": "IR",
    "Korea, Dem. People's Rep.": "KP",
    "Korea, Dem. Rep.": "KP",
    "Korea, Rep.": "KR",
    "Kyrgyz Republic": "KG",
    "Lao PDR": "LA",
    "Micronesia, Fed. Sts.": "FM",
    "Puerto Rico (US)": "PR",
    "Slovak Republic": "SK",
    "Somalia, Fed. Rep.": "SO",
    "St. Kitts and Nevis": "KN",
    "St. Martin (French part)": "MF",
    "Taiwan, China": "TW",
    "Turkiye": "TR",
    "Venezuela, RB": "VE",
    "Virgin Islands (U.S.)": "VI",
    "West Bank and Gaza": "PS",
    "Yemen, Rep.": "YE",
    "Faeroe Islands": "FO",
    "XKX": "XK",
}
"""Names and a code of economies of the World Bank that are written in no other list."""
UN_M49 = {
    "Bolivia (Plurinational State of)": "BO",
    "Venezuela (Bolivarian Republic of)": "VE",
    "Netherlands (Kingdom of the)": "NL",
    "China, Hong Kong Special Administrative Region": "HK",
    "China, Macao Special Administrative Region": "MO",
    "Svalbard and Jan Mayen Islands": "SJ",
    "Wallis and Futuna Islands": "WF",
    "United States Virgin Islands": "VI",
    "Saint Martin (French Part)": "MF",
    "Sint Maarten (Dutch part)": "SX",
    "Falkland Islands (Malvinas)": "FK",
}
"""The same of the standard country and area codes of the United Nations."""
MORE_NAMES = {
    "多明尼加": "DO",
    "中国台湾": "TW",
    "南朝鲜": "KR",
    "千里达": "TT",
    "文莱达鲁萨兰国": "BN",
    "巴新": "PG",
    "China, P.R.: Mainland": "CN",
    "China, P.R.: Hong Kong": "HK",
    "China, P.R.: Macao": "MO",
    "Macau": "MO",
}


def test_names_of_statistics_are_read(law: Register) -> None:
    """Files that people make from them have these names."""
    for names in (WORLD_BANK, UN_M49, MORE_NAMES):
        assert {name: place(law, name, "to") for name in names} == names


def names_in_lists() -> Iterator[tuple[str, str]]:
    """Yield the names of the ISO list and the Unicode CLDR in English and Chinese, with their codes."""
    listed = {country.alpha_2 for country in pycountry.countries}
    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for language in ("zh_CN", "zh_TW", "zh_HK")
    ]
    for country in pycountry.countries:
        for field in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            if name := getattr(country, field, None):
                yield name, country.alpha_2
                yield from ((translation.gettext(name), country.alpha_2) for translation in translations)
    for locale in ("en", "en_GB", "zh_Hans", "zh_Hant", "zh_Hant_HK"):
        yield from ((name, code) for code, name in Locale.parse(locale).territories.items() if code in listed)


def test_names_of_lists_are_known(law: Register) -> None:
    """Nearly all of them, and none is taken for another place."""
    names = sorted(set(names_in_lists()))
    answers = {}
    for name, code in names:
        try:
            answers[name, code] = place(law, name, "to")
        except InputError:
            answers[name, code] = ""
    assert [(question, answer) for question, answer in answers.items() if answer not in {"", question[1]}] == []
    unknown = [question for question, answer in answers.items() if not answer]
    assert len(unknown) <= len(names) // 100, unknown
