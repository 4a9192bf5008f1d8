"""An effect is stated in two places of the package: on the scale of the law, and in its presentation."""

from pathlib import Path
from typing import get_args

import pytest

import exportctl
from exportctl.effects import APPEARANCES
from exportctl.law.scale import DECISIONS, EFFECTS, LICENSABLE, WAIVABLE, Decision, Effect

PACKAGE = Path(exportctl.__file__).parent
STATED_IN = {"effects.py", "law/scale.py"}


def test_the_scale_holds_every_effect_in_the_order_of_its_type() -> None:
    """The types of effects and decisions are the scale."""
    assert get_args(Effect) == EFFECTS
    assert get_args(Decision) == DECISIONS


def test_every_decision_has_an_appearance() -> None:
    """No decision is shown without a label and a colour."""
    assert APPEARANCES.keys() == set(DECISIONS)


def test_licences_do_not_lift_denials_and_prohibitions() -> None:
    """A paper of a company answers a licence requirement, not a refusal."""
    assert not {"presumption_of_denial", "prohibited"} & (LICENSABLE | WAIVABLE)
    assert "enhanced_review" not in WAIVABLE


@pytest.mark.parametrize("effect", ["enhanced_review", "presumption_of_denial"])
def test_no_other_file_of_the_package_states_an_effect(effect: str) -> None:
    """A new effect is a line of the scale, an appearance and its Chinese."""
    files = (file for kind in ("*.py", "*.css", "*.js", "*.html") for file in PACKAGE.rglob(kind))
    stated = {str(file.relative_to(PACKAGE)) for file in files if f'"{effect}"' in file.read_text("utf-8")}
    assert stated == STATED_IN
