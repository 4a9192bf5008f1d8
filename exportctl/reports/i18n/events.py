"""Describe changes of the law as events, for the dates of the page and the calendar: the change, and its goods and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.citations import act_citation, joint_citation
from exportctl.reports.i18n.endings import worst, worst_of
from exportctl.reports.i18n.language import render
from exportctl.sentences import Called, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.law.model import Name
    from exportctl.law.register import Register

_CITED, _GOODS = 3, 4
"""The number of provisions and of goods that are named; the rest is counted."""
_LONG: Final = 40
"""The length above which a name of goods is moved behind the others in a title."""
_ENDINGS: Final = (" items", "相关两用物项", "两用物项", "相关物项")
"""The ends of names of goods that a title omits."""


def list_citations(law: Register, provisions: Sequence[str]) -> str:
    """Return the citations of provisions, those of one act together, with the number of omitted ones."""
    names = joint_citation(law, sorted(provisions[:_CITED], key=lambda name: name.partition("/")[0]))
    return _and_more(names, len(provisions) - _CITED)


def event(law: Register, changes: Sequence[Transition]) -> str:
    """Return the change of provisions with the same change of status on a day, and the law from then on."""
    change, effect = changes[0], worst(changes, law)
    provisions = list_citations(law, [item.provision for item in changes])
    if change.suspended_by and change.after == "unsettled":
        return render(
            Sentence(
                "End of the suspension of {provisions} as published: {effect} unless it is extended",
                provisions=provisions,
                effect=effect,
            )
        )
    if change.suspended_by and change.after == "in_force":
        return render(Sentence("End of the suspension of {provisions}: {effect}", provisions=provisions, effect=effect))
    if change.after == "suspended":
        return render(
            Sentence("Suspension of {provisions} by {act}", provisions=provisions, act=act_citation(law, change.by))
        )
    if change.after == "ended":
        return render(Sentence("End of {provisions}", provisions=provisions))
    return render(Sentence("Start of {provisions}: {effect}", provisions=provisions, effect=effect))


def subject(law: Register, changes: Sequence[Transition]) -> str:
    """Return the goods and places that provisions concern, or else the title of the act that designates parties, or of a provision."""
    whens = [rule.when for item in changes for rule in law.rules.get(item.provision, ())]
    goods = list(
        dict.fromkeys(_short(law, code) for when in whens if isinstance(when.goods, tuple) for code in when.goods)
    )
    places = join(dict.fromkeys(_label(law.places.names[place]) for when in whens for place in when.to or ()))
    goods.sort(key=lambda name: len(name) > _LONG)
    if not goods:
        strictest = worst_of(changes, law).provision
        if any(rule.when.party == "designated" for rule in law.rules.get(strictest, ())):
            return _label(law.act_of(strictest).title)
        return _label(law.provisions[strictest].title)
    named = _and_more(join(goods[:_GOODS]), len(goods) - _GOODS)
    return Sentence("{goods} to {places}", goods=named, places=places) if places else named


def _short(law: Register, code: str) -> str:
    """Return the short name of a group of goods for a title: gallium; 镓."""
    name = law.groups[code].name if code in law.groups else law.code_name(code)
    en, zh = name.en or name.zh or code, name.zh
    for ending in _ENDINGS:
        en, zh = en.removesuffix(ending), zh.removesuffix(ending)
    return Called(en[0].lower() + en[1:], zh)


def _label(name: Name) -> str:
    return Called(name.en or name.zh or "", name.zh)


def _and_more(names: str, count: int) -> str:
    """Return names, with the number of omitted ones if there are any."""
    return Sentence("{names} and {count} more", names=names, count=count) if count > 0 else names
