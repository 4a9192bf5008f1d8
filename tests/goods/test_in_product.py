"""Under the customs code of an article that no entry is printed for, materials in the words are those of the article."""

from __future__ import annotations

import pytest

from exportctl.api import Law
from tests.goods.answers import lines, verdict_of


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("cooling module (bismuth telluride) 30x30 mm, Peltier module", "854159"),
        ("clinical thermometer (Ga-In-Sn liquid column), mercury free", "902511"),
        ("foliar fertiliser with rare earth elements, 20 kg", "310590"),
        ("foliar fertiliser, La/Ce chelate", "310590"),
        ("Diamond tipped circular saw blade 300 mm", "820239"),
        ("不锈钢缠绕垫片 石墨填充 金属加强 DN50", "848410"),
    ],
)
def test_a_material_of_an_article_is_free_under_the_code_of_the_article(store: Law, item: str, code: str) -> None:
    """A term has the heading of the code, and the heading explains the words best. Another code proves nothing."""
    assert verdict_of(store, item, hs_code=code).decision == "no_control_found"
    assert lines(store, item, hs_code=code) == {}
    assert verdict_of(store, item, hs_code="830249").decision != "no_control_found"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("gaskets, gallium ingots", "848410"),
        ("gaskets (tellurium powder)", "848410"),
        ("缠绕垫片 石墨", "848410"),
        ("thermometer (Ga)", "902511"),
        ("thermometer, Ga 6N", "902511"),
        ("tennis racket with Dy/Tb nitrate 5 kg", "950659"),
        ("LED lamps (Sm-Co powder)", "853950"),
        ("LED lamps with rare earth elements, 25 kg bags", "853950"),
        ("LED lamps, bismuth telluride, tellurium", "853950"),
        ("Peltier module, tellurium", "854159"),
        ("fertiliser with gallium arsenide wafers", "310590"),
        ("fertiliser, 5 kg terbium oxide", "310590"),
        ("circular saw blade, diamond powder", "820239"),
        ("gaskets with WCu80 tungsten copper block 100x100x50", "848410"),
        ("点焊机 含镝铁合金 DyFe80", "851521"),
        ("gaskets (potassium perchlorate, pyrotechnic grade)", "848410"),
        ("tungsten electrode tips for spot welders", "851590"),
    ],
)
def test_a_material_with_a_form_or_a_figure_is_goods_of_its_own_beside_an_article(
    store: Law, item: str, code: str
) -> None:
    """So is one that fills a segment, a chemical, and a piece under the heading of parts."""
    assert verdict_of(store, item, hs_code=code).decision != "no_control_found"
