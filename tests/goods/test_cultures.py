"""Cultures of pathogens, as culture collections and forwarders describe them."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("Freeze-dried strain L. pneumophila serogroup 1, 2 vials, live, biosafety lvl 2, UN3373", "1C351.c.17"),
        ("Dengue virus type 2, passage 6, titre 10^7.5 TCID50/ml, shipped on dry ice", "1C351.a.3"),
        ("东方马脑炎病毒活毒株，冷冻管3支，-80℃干冰运输，科研用", "1C351.a.4"),
    ],
)
def test_how_a_culture_is_grown_kept_and_sent_leaves_its_pathogen_sure(store: Law, item: str, line: str) -> None:
    """Titre, passage, medium, container and cooling are those of the pathogen."""
    assert lines(store, item)[line] == "yes"


@pytest.mark.parametrize(
    "item",
    [
        "dengue virus vaccine, live, 10 vials",
        "Lassa virus antigen, inactivated, 1 ml vial",
        "Brucella melitensis PCR control, lyophilised",
        "dengue virus freezer for culture, on dry ice",
        "登革病毒核酸检测试剂盒，冻干",
    ],
)
def test_goods_without_a_live_pathogen_are_not_sure_beside_such_words(store: Law, item: str) -> None:
    """A vaccine, an antigen, a control and a freezer are no pathogen, however they are sent."""
    assert "yes" not in lines(store, item).values()
