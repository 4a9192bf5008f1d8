"""A sentence is English text, keeps its parts, and can be rendered in another language."""

from __future__ import annotations

import json
import pickle

import pytest

from exportctl.law.model import Name
from exportctl.reports.i18n.language import bilingual, current_language, name_of, render, translate, using_language
from exportctl.sentences import (
    ENGLISH,
    BilingualName,
    Fact,
    JoinedTexts,
    Language,
    Sentence,
    both,
    either,
    join,
    side_by_side,
)

LOUD = Language("xx", lambda words: f"{words}!")
"""A language that calls out every sentence."""
PLACE = Sentence("'{text}' is no place{hint}", text="{to}", hint=Sentence("; try {words}", words=either(["a", "b"])))


def test_a_sentence_is_english_text() -> None:
    """It is equal to the text, and works in its place: in a file, in JSON, as a key."""
    assert PLACE == "'{to}' is no place; try a or b"
    assert json.dumps({PLACE: PLACE}) == json.dumps({str(PLACE): str(PLACE)})
    assert ENGLISH.render(PLACE) == str(PLACE)


def test_every_part_is_in_the_language() -> None:
    """Sentences within, lists with the words between, and facts by the names that they have there; text of the caller is left."""
    shouting = Language(
        "xx", lambda words: words.replace("is no", "IS NO").replace("try", "TRY").replace(" or ", " OR ")
    )
    assert shouting.render(PLACE) == "'{to}' IS NO place; TRY a OR b"
    about = Sentence("leave out {fact}, {count:,}", fact=Fact("known_on"), count=1200)
    assert ENGLISH.render(about, lambda fact: f"--{fact}") == "leave out --known_on, 1,200"


def test_a_name_goes_by_its_chinese_one_in_chinese_alone() -> None:
    """Without a Chinese name, the English one is used."""
    gallium, alone = BilingualName("gallium", "镓"), BilingualName("Acme", "")
    assert [ENGLISH.render(name) for name in (gallium, alone)] == ["gallium", "Acme"]
    with using_language("zh"):
        assert [render(name) for name in (gallium, alone)] == ["镓", "Acme"]
        assert (name_of(Name("gallium", "镓")), bilingual("gallium", "镓")) == ("镓", "镓")
    assert (name_of(Name("gallium", "镓")), bilingual("gallium", "镓")) == ("gallium", "gallium 镓")


def test_texts_side_by_side_have_the_words_of_the_language_between_them() -> None:
    """Equal texts appear once: two English names may have one Chinese name."""
    names = [BilingualName("gallium", "镓"), BilingualName("gallium metal", "镓"), "锗"]
    assert [str(of(names)) for of in (join, side_by_side, both, either)] == [
        "gallium, gallium metal, 锗",
        "gallium; gallium metal; 锗",
        "gallium, gallium metal and 锗",
        "gallium, gallium metal or 锗",
    ]
    with using_language("zh"):
        assert [render(of(names)) for of in (join, side_by_side, both, either)] == [
            "镓、锗",
            "镓；锗",
            "镓和锗",
            "镓或锗",
        ]


def test_a_brace_of_the_data_is_a_brace() -> None:
    """A text that is looked up whole has no parts."""
    assert Sentence.of("set {x} and }") == "set {x} and }"
    assert LOUD.render(Sentence.of("set {x}")) == "set {x}!"


@pytest.mark.parametrize("text", [PLACE, BilingualName("a", "甲"), join(["a", PLACE]), Sentence.of("{x}")])
def test_it_survives_the_way_between_processes(text: str) -> None:
    """A worker hands it over with its parts."""
    again = pickle.loads(pickle.dumps(text))  # noqa: S301 - our own
    assert (type(again), again, LOUD.render(again)) == (type(text), text, LOUD.render(text))
    assert isinstance(again, (Sentence, BilingualName, JoinedTexts))


def test_a_language_is_spoken_as_long_as_it_was_entered() -> None:
    """Then the language before it is current; texts without a translation stay English."""
    with using_language("zh"):
        assert (current_language().code, translate("today"), translate("not in any catalogue {x}", x=1)) == (
            "zh",
            "今天",
            "not in any catalogue 1",
        )
        with using_language("en"):
            assert translate("today") == "today"
        assert translate("today") == "今天"
    assert current_language() is ENGLISH
