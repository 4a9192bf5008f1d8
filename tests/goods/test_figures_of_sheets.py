"""Figures as in data sheets: short names, ranges, the best value of a thing, and figures about its parts."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import exit_code, lines, verdict_of

SURE, OPEN, OUTSIDE = "sure", "open", "outside"


def answer(store: Law, item: str) -> str:
    """Return whether goods surely match an entry, may match one, or match none: cleared at the usual gate."""
    if "yes" in lines(store, item).values():
        return SURE
    return OUTSIDE if exit_code(verdict_of(store, item)) == 0 else OPEN


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        # a short name is the property that the lines of the goods ask for
        ("Pulse capacitor, voltage 5 kV, capacitance 2 uF, stored energy 25 J, inductance 20 nH", SURE),
        ("Pulse capacitor, rated voltage 700 V, capacitance 2 uF, inductance 5 nH", OUTSIDE),
        ("Pulse capacitor, ripple voltage 700 V, capacitance 2 uF, inductance 5 nH", OPEN),
        ("Pulse capacitor, voltage 600 V to 10 kV, capacitance 100 uF, inductance 5 nH", OPEN),
        # a tolerance under a short name is kept, and goods may do better
        (
            "High-power DC power supply, output voltage 200 V, output current 600 A, continuous operation 8 h, stability 0.05 %",
            SURE,
        ),
        (
            "High-power DC power supply, output voltage 200 V, output current 600 A, continuous operation 8 h, stability 0.1 %",
            OPEN,
        ),
        # a range of which no value meets a figure; one that another figure follows is not all
        ("Streak camera, time resolution 100-500 ns, writing speed 0.1 mm/us", OUTSIDE),
        ("Streak camera, time resolution 100-500 ns (optional 10 ns), writing speed 0.1 mm/us", OPEN),
        ("Streak camera, time resolution 100 ns - 5 us, writing speed 0.1 mm/us", OPEN),
        ("Argon laser, output power 1-60 W, wavelength 488 nm", OPEN),
        ("Argon laser, output power 1 W, option 60 W, wavelength 488 nm", OPEN),
        # the best that a thing reaches is its figure
        ("CNC lathe, 2 contouring axes, max. workpiece diameter 300 mm, positioning accuracy 3 um", SURE),
        (
            "Cold isostatic press, working pressure 40 MPa, max. pressure 60 MPa, inner diameter 200 mm, heated vessel",
            OPEN,
        ),
        # what is before a comma, a standard in brackets, and a count
        (
            "CNC lathe, contouring axes: 2, max. turning diameter 300 mm, positioning accuracy (ISO 230-2) 3 um, weight 5 t",
            SURE,
        ),
        ("五轴加工中心，五轴联动，定位精度0.004mm，刀库容量40，主轴转速12000rpm", SURE),
        # the end of a longer name is another property
        ("数控铣床 三轴联动 旋转轴数0 重复定位精度0.01mm", OPEN),
        ("数控铣床 三轴联动 旋转轴数0 定位精度0.01mm", OUTSIDE),
        ("真空电弧炉 自耗电极容量5000cm3 熔化温度1900℃ 工作电流10kA", SURE),
        # what is told of a part at work is no goods; goods of their own stay
        ("Freeze dryer, ice condenser capacity 4 kg / 24 h, condenser temperature -70 °C", OUTSIDE),
        ("Pulse capacitor, voltage 600 V, gyroscope weight 2 kg", OPEN),
        ("Nd:YAG laser, wavelength 1064 nm, average power 10 W, pulse width 8 ns", OUTSIDE),
        ("7075-T651 round bar Ø110 mm UTS 560 MPa, EN10204 3.1", SURE),
        ("7075 T6 aluminium seamless tube OD 120 mm", OPEN),
        # a second value of the same property
        ("CNC lathe, swing over bed 400 mm, positioning accuracy 8 µm Z, 4 µm X", OPEN),
        ("helium refrigerator cooling capacity 100 W @ 4.2 K, 1000 W @ 20 K", OPEN),
        ("钛储罐 容积 80L(A) 500L(B)", OPEN),
        ("钛储罐 容积 80L", OUTSIDE),
        # a minus of a word processor
        ("helium refrigerator cooling temperature \u2011269 °C, cooling capacity 1 kW", SURE),
    ],
)
def test_figures_are_read_as_a_data_sheet_means_them(store: Law, item: str, expected: str) -> None:
    """Clear statements are decided, and ambiguous ones stay open."""
    assert answer(store, item) == expected


@pytest.mark.parametrize(("uniformity", "certainty"), [("±3℃", "yes"), ("±4℃", "possible")])
def test_a_difference_that_the_act_bounds_either_way_is_not_doubled(
    store: Law, uniformity: str, certainty: str
) -> None:
    """Announcement 56 of 2025 requires a uniformity within ±3 °C."""
    found = lines(store, f"钕铁硼连续烧结炉 使用温度1150℃ 均温{uniformity} 气冷15分钟")
    assert found["2B902.w.2"] == certainty
