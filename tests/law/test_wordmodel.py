"""The word model scores how ordinary a text is, and its likely headings; the file holds the counts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bench import learn
from exportctl.law.inflection import singular
from exportctl.law.register import Register
from exportctl.law.wordmodel import Doubt, Guess, WordModel, affixes, features
from exportctl.store import trade

SMALL = WordModel(
    bias=-0.5,
    weights={"cotton": 2.0, "shirt": 1.0, "^xen": -3.0, "棉": 1.0},
    points={"cotton": ((0, 1.0), (1, 0.5)), "shirt": ((1, 2.0),)},
    headings=("520100", "610510"),
    doubt=Doubt(pull=0.3, like=3.0),
)


@pytest.fixture(scope="module")
def model(data: Path) -> WordModel:
    """The model that the project carries."""
    trained = trade.model(data)
    assert trained is not None
    return trained


@pytest.mark.parametrize(
    ("many", "single"),
    [
        ("shirts", "shirt"), ("boxes", "box"), ("batteries", "battery"), ("glasses", "glass"), ("gas", "gas"), ("men's", "man"),
        ("women’s", "woman"), ("bus", "bus"), ("torches", "torch"),
        ("potatoes", "potato"), ("shoes", "shoe"), ("aluminum", "aluminium"),
        ("apparatus", "apparatus"), ("chassis", "chassis"), ("lens", "lens"), ("leds", "led"), ("as", "as"),
    ],
)  # fmt: skip
def test_a_word_counts_in_the_singular_and_in_one_spelling(many: str, single: str) -> None:
    """Plural and singular, American and British are one word; words that only look like plurals stay."""
    assert singular(many) == single
    assert singular(single) == single


def test_features_are_words_characters_and_pairs() -> None:
    """Figures and single letters are no features."""
    assert features("Men's T-shirts, 42 棉质T恤 N42SH") == ["man", "shirt", "棉", "质", "棉质", "恤", "sh"]


def test_an_uncounted_word_counts_by_its_ends() -> None:
    """A Chinese pair is known by its characters."""
    assert affixes("xenotime") == ("^xen", "^xeno", "ime$", "time$", "otime$")
    assert affixes("棉质") == ()
    assert SMALL.guess("xenotime").score == pytest.approx(-3.5)


def test_weights_add_up_and_headings_are_ranked() -> None:
    """The score grows with the root of the number of words, so that long texts are not surer than short ones by length."""
    guess = SMALL.guess("Cotton shirts")
    assert guess.score == pytest.approx(-0.5 + 3 / 2**0.5)
    assert guess.headings == (("610510", 2.5), ("520100", 1.0))


def test_likely_headings_are_nearly_as_good_as_the_best() -> None:
    """85 % of its weight, and three at most."""
    of = [("520100", 2.0), ("610510", 1.7), ("610910", 1.69)]
    assert Guess(0.0, tuple(of), 0.0).likely_headings == ("520100", "610510")
    assert Guess(0.0, (("520100", 2.0),) * 5, 0.0).likely_headings == ("520100",) * 3


@pytest.mark.parametrize(
    ("score", "without_strongest", "ordinary"), [(4.0, 2.0, True), (4.0, 1.0, False), (1.5, 1.5, False)]
)
def test_one_word_alone_makes_no_goods_ordinary(score: float, without_strongest: float, *, ordinary: bool) -> None:
    """A new listed name may have the word of a product: a graphite heater."""
    guess = SMALL.guess("Cotton shirts")
    assert guess.without_strongest == pytest.approx(-0.5 + 1 / 2**0.5)
    assert guess._replace(score=score, without_strongest=without_strongest).is_ordinary is ordinary


def test_a_text_without_words_points_nowhere() -> None:
    """Only the bias is left."""
    assert SMALL.guess("12.5 x 10 !") == (-0.5, (), -0.5)


def test_ordinary_goods_sound_more_ordinary_than_listed_ones(model: WordModel) -> None:
    """The model is for this order."""
    ordinary = [
        "cotton T-shirts",
        "wooden dining chairs",
        "plastic toys for children",
        "棉质T恤",
        "塑料玩具",
        "不锈钢餐具",
    ]
    listed = [
        "gallium arsenide wafers",
        "isostatic graphite blocks",
        "servo valve for rocket engines",
        "砷化镓晶片",
        "钐钴磁体",
        "无人机载荷",
    ]
    assert min(model.guess(text).score for text in ordinary) > max(model.guess(text).score for text in listed)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("cotton T-shirts for men", "610910"),
        ("wooden dining table", "940360"),
        ("running shoes", "640411"),
        ("棉质T恤", "610910"),
    ],
)
def test_the_right_heading_is_among_the_best(model: WordModel, text: str, heading: str) -> None:
    """Ten are named, best first."""
    best = [code for code, _ in model.guess(text).headings]
    assert heading in best[:3]
    assert len(best) <= 10


def test_no_text_breaks_the_model(model: WordModel) -> None:
    """Any characters are a text."""
    for text in ("", "\x00", "🙂", "ß" * 500, "棉" * 500, "a-b-c'd’e", "İ", "ﬁbre"):
        assert model.guess(text) == model.guess(text)


@pytest.fixture(scope="module")
def corpus(law: Register, data: Path) -> learn.Corpus:
    """The training texts of the model and of the careful words."""
    return learn.corpus(law, data)


@pytest.mark.xdist_group("learned")  # the corpus is read once
def test_the_model_is_what_is_learned_from_the_data(
    law: Register, data: Path, model: WordModel, corpus: learn.Corpus
) -> None:
    """After a change of the terms, the list or the vocabulary, bench.learn must run; the same data gives the same bytes."""
    learned = learn.learn(corpus, learn.carriers(law))
    assert learned == model
    assert learn.encode(learned) == (data / trade.MODEL).read_bytes()


@pytest.mark.xdist_group("learned")
def test_careful_words_are_what_is_counted(law: Register, data: Path, corpus: learn.Corpus) -> None:
    """The counted part of the file is that of the data."""
    counted = frozenset(learn.careful(corpus, learn.carriers(law)))
    assert trade.careful(data) == counted | learn.careful_by_hand(data)


def test_a_folder_without_a_model_has_none(tmp_path: Path) -> None:
    """New data folders need none."""
    assert trade.model(tmp_path) is None


def test_guessing_takes_microseconds(model: WordModel, data: Path) -> None:
    """A description takes 60 microseconds; ten times as much means that the way of counting has changed."""
    texts = [item.words for item in learn.descriptions(data)]
    start = time.process_time()  # of computing: others may work on the machine
    for text in texts:
        model.guess(text)
    assert (time.process_time() - start) / len(texts) < 600e-6
