"""Electronics, cryptography, cameras, lasers and inertial instruments are known from the words of invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.goods.answers import lines, verdict_of

if TYPE_CHECKING:
    from exportctl.api import Law


def _sure(store: Law, item: str) -> set[str]:
    """Return the entries that goods surely match."""
    return {entry for entry, certainty in lines(store, item).items() if certainty == "yes"}


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("船用高压水炮 射程≥110m 流量600m³/h 压力1.4MPa", "0A901"),
        ("Picosecond pulse generator, 10 V into 50 ohm, rise time 100 ps", "3A230"),
        ("A/D converter chip, 14 bit, ceramic package, operating -55 to +125 degC", "3A101"),
        ("DC power supply 150V 600A, stability 0.05% over 8 hours continuous operation", "3A226"),
        ("电子轰击质谱仪 质量范围2-300amu 分辨率400 准直分子束进样 冷阱温度 -90℃", "3A233.d"),
        ("立式造粒釜 8m3 石墨负极材料用", "3B901.c.1.a"),
        ("密钥管理系统 SM4 管理密钥5万个", "5A002.d"),
        ("Key management server AES-256, manages 50,000 keys", "5A002.d"),
        ("Missile telemetry transmitter S-band PCM/FM", "5A101"),
        ("条纹变像管 皮秒条纹相机用", "6A203.a.3"),
        ("Radar altimeter for target detection", "7A106"),
        ("三轴惯导测试转台", "7B102.j"),
    ],
)
def test_words_that_state_all_criteria_are_sure(store: Law, item: str, entry: str) -> None:
    """A figure behind a bound, in tens of thousands, or without a unit is read, and so is a purpose in a name."""
    assert entry in _sure(store, item)


@pytest.mark.parametrize(
    "item",
    [
        "船用高压水炮 射程≥90m 流量500m³/h 压力1.4MPa",
        "Picosecond pulse generator, 10 V into 50 ohm, rise time 2 ns",
        "密钥管理系统 SM4 管理密钥0.5万个",
        "Radar altimeter for light aircraft",
        "Streak tube",
        "superconducting solenoid magnet 5 T 300 mm bore",
    ],
)
def test_other_words_and_figures_are_not_sure(store: Law, item: str) -> None:
    """A figure outside of a criterion, or words that leave a criterion open, make no entry sure."""
    assert not _sure(store, item)


def test_warm_bore_does_not_clear_a_magnet(store: Law) -> None:
    """A bore is narrower than the coil, so it misses no criterion on the inner diameter."""
    assert verdict_of(store, "superconducting solenoid magnet 5 T 300 mm bore").decision != "no_control_found"
