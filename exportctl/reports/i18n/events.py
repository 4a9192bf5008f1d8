"""Describe changes of the law in words: ends of suspensions and measures, their effects, and the goods and places."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from exportctl.inquiry.phrases import announced_extension
from exportctl.law.citations import act_citation, citation, joint_citation
from exportctl.law.grouping import unique
from exportctl.law.scale import EFFECTS, STRICTNESS, Effect, strictest
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import effect_name, status
from exportctl.sentences import BilingualName, Sentence, and_more, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.inquiry.history import Transition
    from exportctl.law.register import Register
    from exportctl.law.status import Announcement

_CITED, _GOODS = 3, 4
"""The number of provisions and of goods that are named; the rest is counted."""
_LONG: Final = 40
"""The length above which a name of goods is moved behind the others in a title."""
_ENDINGS: Final = (" items", "相关两用物项", "两用物项", "相关物项")
"""The ends of names of goods that a title omits."""


def group_endings(changes: Iterable[Transition]) -> list[list[Transition]]:
    """Group changes by day and act, in the order of days."""
    return [list(group) for _, group in groupby(sorted(changes, key=_by_day_and_act), key=_by_day_and_act)]


def group_by_suspended_act(law: Register, changes: Sequence[Transition]) -> list[list[Transition]]:
    """Group the ends of suspensions by one act on a day by the suspended acts; other changes stay together.

    A provision without suspensions of its own is with the one on which it rests.
    """
    if not changes[0].suspended_by:
        return [[*changes]]
    ending = {item.provision for item in changes}
    groups: dict[str, list[Transition]] = {}
    for item in changes:
        base = next((name for name in law.bases.get(item.provision, ()) if name in ending), item.provision)
        provision = item.provision if law.history[item.provision].windows else base
        groups.setdefault(law.act_of(provision).id, []).append(item)
    return [*groups.values()]


def citation_in_title(law: Register, provisions: Sequence[str]) -> str:
    """Return the citation of provisions of one act: of several, that of the act."""
    cited = _own_provisions(law, provisions)
    return citation(law, cited[0]) if len(cited) == 1 else act_citation(law, law.act_of(cited[0]).id)


def ending_act(change: Transition) -> str:
    """Return the act whose measure ends: the suspending act, or the act of the provision itself."""
    return change.suspended_by or change.by


def announcement(law: Register, longer: Announcement | None) -> str:
    """Return the announced extension of a suspension, with its author and statement, or a note that there is none."""
    if longer is None:
        return translate("no extension was announced, and no act was found")
    return translate("{extension} [{id}]", extension=render(announced_extension(law, longer)), id=longer.statement.id)


def worst(changes: Sequence[Transition], law: Register) -> str:
    """Return the effect of some provisions in words; the strictest, marked as such, if they have several."""
    effects = {_effect(item, law) for item in changes} - {EFFECTS[0]}
    effect = strictest(effects)
    if effect == EFFECTS[0]:
        return status("in_force")
    return effect_name(effect) if len(effects) == 1 else translate("up to {effect}", effect=effect_name(effect))


def worst_of(changes: Sequence[Transition], law: Register) -> Transition:
    """Return the end of the provision with the strictest effect, the first of several."""
    return max(changes, key=lambda item: STRICTNESS[_effect(item, law)])


def _effect(change: Transition, law: Register) -> Effect:
    return strictest(rule.effect for rule in law.rules.get(change.provision, ()))


def _by_day_and_act(change: Transition) -> tuple[str, ...]:
    return change.on.isoformat(), change.suspended_by or "", change.after, ending_act(change)


def list_citations(law: Register, provisions: Sequence[str]) -> str:
    """Return the citations of provisions, those of one act together, with the number of omitted ones.

    A provision without suspensions of its own that rests on another one of these changes with it, and is not cited.
    """
    cited = _own_provisions(law, provisions)
    names = joint_citation(law, sorted(cited[:_CITED], key=lambda name: name.partition("/")[0]))
    return and_more(names, len(cited) - _CITED)


def _own_provisions(law: Register, provisions: Sequence[str]) -> list[str]:
    """Return provisions without those that only rest on another one of them."""
    return [
        name
        for name in provisions
        if law.history[name].windows or not any(base in provisions for base in law.bases.get(name, ()))
    ]


def event(law: Register, changes: Sequence[Transition]) -> str:
    """Return the change of provisions with the same change of status on a day, and the law from then on."""
    change, effect = changes[0], worst(changes, law)
    names = [item.provision for item in changes]
    if change.suspended_by and len({law.act_of(name).id for name in _own_provisions(law, names)}) == 1:
        provisions = citation_in_title(law, names)
    else:
        provisions = list_citations(law, names)
    if change.suspended_by and change.after == "unsettled":
        return translate(
            "End of the suspension of {provisions} as published: {effect} unless it is extended",
            provisions=provisions,
            effect=effect,
        )
    if change.suspended_by and change.after == "in_force":
        return translate("End of the suspension of {provisions}: {effect}", provisions=provisions, effect=effect)
    if change.after == "suspended":
        return translate("Suspension of {provisions} by {act}", provisions=provisions, act=act_citation(law, change.by))
    if change.after == "ended":
        return translate("End of {provisions}", provisions=provisions)
    return translate("Start of {provisions}: {effect}", provisions=provisions, effect=effect)


def subject(law: Register, changes: Sequence[Transition]) -> str:
    """Return the goods and places that provisions concern, or else the title of the act that designates parties, or of a provision."""
    whens = [rule.when for item in changes for rule in law.rules.get(item.provision, ())]
    codes = (code for when in whens if isinstance(when.goods, tuple) for code in when.goods)
    goods = sorted(unique(_short(law, code) for code in codes), key=lambda name: len(name) > _LONG)
    places = join(unique(BilingualName.of(*law.places.names[place]) for when in whens for place in when.to or ()))
    if not goods:
        provision = worst_of(changes, law).provision
        if any(rule.when.party == "designated" for rule in law.rules.get(provision, ())):
            return BilingualName.of(*law.act_of(provision).title)
        return BilingualName.of(*law.provisions[provision].title)
    named = and_more(join(goods[:_GOODS]), len(goods) - _GOODS)
    return Sentence("{goods} to {places}", goods=named, places=places) if places else named


def _short(law: Register, code: str) -> str:
    """Return the short name of a group of goods for a title: gallium; 镓."""
    name = law.groups[code].name if code in law.groups else law.code_name(code)
    # The words of a group after the part of an act that lists it.
    en, zh = (name.en or name.zh or code).rpartition(": ")[2], name.zh
    for ending in _ENDINGS:
        en, zh = en.removesuffix(ending), zh.removesuffix(ending)
    return BilingualName(en[0].lower() + en[1:], zh)
