"""The words for stages, lists, periods and readings of the procedure, translated into the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.procedure import OFFICIAL, Period, Requirement
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import date_with_weekday
from exportctl.sentences import Sentence, translatable, with_capital

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


_STAGES: Final[Mapping[str, str]] = {
    "stop": Sentence("Before anything else"),
    "identify": Sentence("Identify the goods"),
    "consult": Sentence("Consult MOFCOM"),
    "qualify": Sentence("Qualify as an exporter"),
    "route": Sentence("Choose the route"),
    "documents": Sentence("Prepare the documents"),
    "apply": Sentence("Apply"),
    "review": Sentence("Review"),
    "licence": Sentence("Obtain the licence"),
    "declare": Sentence("Declare to customs"),
    "ship": Sentence("Ship"),
    "report": Sentence("Report"),
    "change": Sentence("Change the licence"),
    "keep": Sentence("Keep records"),
    "appeal": Sentence("Appeal"),
    "penalty": Sentence("Penalties"),
    "service": Sentence("Service providers"),
}
_LISTS: Final[Mapping[str, str]] = {
    "dual-use": Sentence("dual-use items"),
    "chemicals": Sentence("controlled chemicals"),
    "nuclear": Sentence("nuclear goods"),
    "precursors": Sentence("precursor chemicals"),
    "precursors-countries": Sentence("precursor chemicals to named countries"),
    "military": Sentence("military items"),
    "technologies": Sentence("technology catalogue"),
    "embargo": Sentence("embargo list"),
    "parties": Sentence("listed parties"),
}
_READINGS: Final[Mapping[str, str]] = {
    "text-read": Sentence("official text"),
    "official-answer": Sentence("MOFCOM's answer"),
    "official-text-quoted": Sentence("official text as others quote it"),
    "official-draft": Sentence("draft, not law"),
    "summary": Sentence("a summary; the text was not read"),
    "trade-practice": Sentence("trade practice"),
    "news": Sentence("press report"),
}
_UNITS: Final[Mapping[str, str]] = {
    "working days": translatable("{count} working days"),
    "days": translatable("{count} days"),
    "months": translatable("{count} months"),
    "years": translatable("{count} years"),
}


_BY_KEY: Final[Mapping[str, Mapping[str, str]]] = {"stage": _STAGES, "lists": _LISTS, "confidence": _READINGS}


def step_word(key: str, word: str) -> str:
    """Return the words for a code of the procedure; empty for any other code."""
    return render(_BY_KEY.get(key, {}).get(word, ""))


def stage_name(stage: str) -> str:
    """Return the name of a stage."""
    return render(_STAGES[stage])


def source_of(item: Requirement) -> str:
    """Return the article of a requirement, or else a description of its source, after the kind of that source."""
    source = name_of(item.citation)
    return source if item.confidence in OFFICIAL else f"[{render(_READINGS[item.confidence])}] {source}"


def period_in_words(period: Period, accepted_on: date | None = None, ends_on: date | None = None) -> str:
    """Return a period in words: its length, its content, its start, and its last day if its first day is stated."""
    words = _period(period)
    if accepted_on is None:
        return words
    if ends_on is None:
        return translate("{period}; no date: China's working days that far ahead are not known", period=words)
    return translate(
        "{period}; if MOFCOM accepts the application on {start}, it has until {end}, or longer",
        period=words,
        end=date_with_weekday(ends_on),
        start=accepted_on,
    )


def _period(period: Period) -> str:
    is_one_year = (period.value, period.unit) == (1, "years")
    length = translate("1 year") if is_one_year else translate(_UNITS[period.unit], count=period.value)
    what = name_of(period.what)
    if period.starts is None:
        return translate("{what}: {length}", length=length, what=with_capital(what))
    return translate(
        "{what} within {length} from {starts}", length=length, what=with_capital(what), starts=name_of(period.starts)
    )
