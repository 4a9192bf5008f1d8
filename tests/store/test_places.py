"""Places are countries and customs territories, by their codes and by their English and Chinese names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from exportctl.law.place_names import PlaceNames
from exportctl.law.register import Register
from exportctl.law.words import fold
from exportctl.store.places import place_names, territories


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("US", "US", id="alpha-2"),
        pytest.param("de", "DE", id="alpha-2 in small letters"),
        pytest.param("JPN", "JP", id="alpha-3"),
        pytest.param("deu", "DE", id="alpha-3 in small letters"),
        pytest.param("HKG", "HK", id="alpha-3 of Hong Kong"),
        pytest.param("TWN", "TW", id="alpha-3 of Taiwan"),
        pytest.param("MAC", "MO", id="alpha-3 of Macao"),
        pytest.param("CHN", "CN", id="alpha-3 of China"),
        pytest.param("Germany", "DE", id="English"),
        pytest.param("united states of america", "US", id="English in small letters"),
        pytest.param("South-Korea", "KR", id="English with a hyphen"),
        pytest.param("Republic of Korea", "KR", id="official name"),
        pytest.param("UK", "GB", id="name in daily use"),
        pytest.param("Holland", "NL", id="older name"),
        pytest.param("Turkey", "TR", id="name before 2022"),
        pytest.param("Türkiye", "TR", id="name since 2022"),
        pytest.param("Turkiye", "TR", id="that name without accents"),
        pytest.param("Côte d’Ivoire", "CI", id="with accents"),
        pytest.param("Cote d'Ivoire", "CI", id="without accents"),
        pytest.param("Sao Tome & Principe", "ST", id="another without accents"),
        pytest.param("Curacao", "CW", id="without a cedilla"),
        pytest.param("德国", "DE", id="Chinese"),
        pytest.param("美国", "US", id="Chinese of the United States"),
        pytest.param("中国大陆", "CN", id="Chinese of the mainland"),
        pytest.param("ＵＳ", "US", id="wide letters"),
        pytest.param("NO", "NO", id="Norway is no answer"),
    ],
)
def test_a_place_is_found_by_its_codes_and_names(law: Register, text: str, code: str) -> None:
    """Case, width, spaces, hyphens and accents do not matter."""
    assert law.places.codes[fold(text)] == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("HK", "Hong Kong", "Hong Kong SAR China", "香港", "中国香港特别行政区"), "HK"),
        (("MO", "Macao", "Macau", "澳门", "中国澳门特别行政区"), "MO"),
        (("TW", "Taiwan", "台湾", "中国台湾"), "TW"),
        (("CN", "China", "Mainland China", "PRC", "中国"), "CN"),
    ],
    ids=lambda item: item if isinstance(item, str) else None,
)
def test_hong_kong_macao_and_taiwan_are_places_of_their_own(law: Register, words: tuple[str, ...], code: str) -> None:
    """Goods are exported to them from the mainland, which is CN alone."""
    assert {law.places.codes[fold(word)] for word in words} == {code}
    assert code in law.places.names


@pytest.mark.parametrize(
    "text",
    ["EU", "European Union", "欧盟", "EZ", "UN", "United Nations", "ZZ", "XX", "World", "001", "150", "Asia", ""],
)
def test_a_union_or_a_continent_is_no_place(law: Register, text: str) -> None:
    """A licence is for one country or customs territory."""
    assert fold(text) not in law.places.codes
    assert text not in law.places.names


def test_every_name_leads_to_a_place(law: Register) -> None:
    """Whatever is understood has an ISO alpha-2 code, an English name and a Chinese name."""
    assert set(law.places.codes.values()) == set(law.places.names)
    assert all(re.fullmatch("[A-Z]{2}", code) for code in law.places.names)
    assert all(name.en and name.zh for name in law.places.names.values())


def test_the_code_and_the_printed_names_of_a_place_mean_that_place(law: Register) -> None:
    """No name of one place is the code or the name of another."""
    led = {
        (word, law.places.codes[fold(word)], code)
        for code, (english, chinese) in law.places.names.items()
        for word in (code, english, chinese)
    }
    assert [item for item in led if item[1] != item[2]] == []


def test_the_compiled_places_are_the_places_of_the_store(law: Register, data: Path) -> None:
    """The register carries the places, so that no question needs the CLDR."""
    rows = yaml.safe_load((data / "places" / "names.yaml").read_text(encoding="utf-8"))
    known = [PlaceNames(row["use"], tuple(row["names"]), row["confidence"], row.get("place")) for row in rows]
    assert {item.use for item in known} == {"daily", "forms", "region", "union"}
    assert law.places == territories(known)
    assert law.places.names == place_names()
