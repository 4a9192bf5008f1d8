"""Records in words: their keys, codes and values in the current language, as lines; notes of a record stay as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl import chinese
from exportctl.law.citations import act_citation, citation, guidance_citation
from exportctl.law.model import Condition, file_key
from exportctl.law.scale import STATUSES
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.reports.i18n.procedure import step_word
from exportctl.reports.i18n.terms import status
from exportctl.reports.printable import printable
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from exportctl.law.register import Register

FACTS: Final = (
    "list", "act", "provision", "published", "from", "not_found", "effect", "country", "aliases", "binds", "lists",
    "criteria", "unless", "contains", "forms", "named", "checked", "not_evaluated", "no_condition", "notice", "basis",
    "stage", "effects", "article", "confidence", "condition",
)  # fmt: skip
"""The keys of an explained record that have a line each, in their order."""
KEYS: Final = (
    *FACTS, *map(file_key, Condition._fields), "op", "value", "unit", "within", "of", "codes", "printed_in",
    "quality", "suspended_by", "through", "statement", "kind", "rules",
)  # fmt: skip
"""The labels of the keys of a record."""
COUNTS: Final = (
    "version", "shape", "digest", "covers_from", "checked_through", "days_since_checked", "acts",
    "acts_by_jurisdiction", "provisions_by_kind", "acts_by_year", "acts_by_kind", "provisions", "statements",
    "list_codes", "entries", "entries_with_criteria", "entries_without_criteria", "materials", "entries_by_criteria",
    "customs_codes", "customs_codes_by_quality", "customs_headings", "entries_by_customs_codes", "parties",
    "parties_by_list", "guidance", "horizon", "acts_not_read", "acts_without_a_day", "counted_and_not_held",
    "known_gaps", "changes_others", "framework", "printed", "none", "figures", "criteria_not_transcribed",
    "complete_by_name", "described_only", "all_corroborated", "some_leads", "not_transcribed_in_part", "corroborated",
    "leads",
)  # fmt: skip
"""The labels of counts of the data, and of their groups."""
CODES: Final = (
    "official-text-seen", "official-excerpt-seen", "machine-extract-of-official-page", "law-firm-summary-seen",
    "third-party-dataset", "news-only", "general-knowledge", "inferred", "verified", "corrected", "raw", "uncertain",
    "exporters-at-home", "exporters-abroad", "suppliers-at-home", "any-dual-use", "any-unread",
    "any-unread-technology", "designated", "calendar-year", "issuers", "title", "published", "text", "suspends",
    "extends", "ends", "replaces", "alias", "former", "shared", "parent", "subsidiary",
)  # fmt: skip
"""The values of keys with few accepted values that are not values of an option."""
_ENGLISH_CODES: Final = {
    "exporters-at-home": "exporters in China",
    "suppliers-at-home": "suppliers in China",
    "any-dual-use": "dual-use items",
    "any-unread": "items of lists not in the data",
    "any-unread-technology": "technologies of lists not in the data",
    "news-only": "news reports only",
    "third-party-dataset": "third-party dataset",
}
"""The codes whose own words are not plain English."""
_OWN_LABELS: Final = {
    "names": Sentence("known names"),
    "number": Sentence("number of the act"),
    "from": Sentence("first day"),
}
"""Labels of a record for keys whose usual label means something else."""
_KINDS: Final = {
    "act": Sentence("act"),
    "provision": Sentence("provision"),
    "entry": Sentence("entry"),
    "family": Sentence("family"),
    "statement": Sentence("statement"),
    "guidance": Sentence("guidance"),
    "procedure": Sentence("step"),
    "party": Sentence("party"),
}
"""The kinds of records."""
_NOT_PUBLISHED: Final = Sentence("not published")
_GOODS: Final = frozenset({"goods", "of"})
_LISTS: Final = frozenset({"list", "lists", "party"})
_PLACES: Final = frozenset({"to", "from", "origin", "country"})
_PLAIN_KEYS: Final = frozenset(
    {"id", "text", "url", "ref", "note", "does", "confidence", "number", "what", "kind", "names"}
)
"""The keys whose values need no label."""
_TRANSLATED: Final = frozenset({"notice", "no_condition", "not_evaluated", "by", "known_gaps"})
"""The keys whose values are texts of the data with translations."""


def label_of(law: Register, of: str, name: str) -> str:
    """Return the label of a key below another one; in English its words."""
    if current_language().is_english:
        return name.replace("_", " ")
    if of == "acts_by_jurisdiction" and name in law.places.names:
        return name_of(law.places.names[name])
    if of == "parties_by_list":
        return name_of(law.list_name(name))
    if of.endswith("_by_kind") and name == "not_evaluated":
        return translate("to be judged by the user")
    if of == "when" and name == "from":
        return translate("exported from")
    if name in _OWN_LABELS:
        return render(_OWN_LABELS[name])
    return render(Sentence.of(name)) if name in (*KEYS, *COUNTS, *CODES) else name


def kind(name: str) -> str:
    """Return the name of a kind of records."""
    return render(_KINDS.get(name, name))


def provision_status(word: str | None) -> str:
    """Return the status of a provision on a day, or that it was not published then."""
    return status(word) if word in STATUSES else render(_NOT_PUBLISHED)


def line(law: Register, content: object, of: str = "", *, ids: bool = False) -> str:
    """Return a plain value, that of a key `of`, as one line; acts, provisions and guidance are cited, with their `ids` if requested."""
    match content:
        case dict():
            return "  ".join(
                f"{label_of(law, of, name)} {line(law, part, name, ids=ids)}"
                if name not in _PLAIN_KEYS
                else line(law, part, name, ids=ids)
                for name, part in content.items()
            )
        case list():
            return render(join(line(law, part, of, ids=ids) for part in content))
        case str() if cited := _citation(law, content):
            return printable(f"{render(cited)} [{content}]" if ids else render(cited))
        case _:
            return printable(_value(law, of, content) if isinstance(content, str) else str(content))


def _citation(law: Register, id_: str) -> str:
    """Return the citation of an act, a provision or guidance; empty for any other text."""
    if id_ in law.provisions:
        return citation(law, id_)
    if id_ in law.guidance:
        return guidance_citation(law, id_)
    return act_citation(law, id_) if id_ in law.acts else ""


def _value(law: Register, of: str, text: str) -> str:
    """Return the value of a key in words: a code, a place, goods or a list by its name, any other text unchanged."""
    if type(text) is not str:
        return render(text)
    if words := step_word(of, text):
        return words
    if of == "printed_in":
        return translate("licence catalogue {year}", year=text.removeprefix("catalogue-"))
    if of in _PLACES and text in law.places.names:
        return name_of(law.places.names[text])
    if of in _GOODS and text in law.groups:
        return name_of(law.groups[text].name)
    if of in _LISTS and any(text == item.id for owner in law.jurisdictions.values() for item in owner.party_lists):
        return name_of(law.list_name(text))
    if current_language().is_english:
        return (_ENGLISH_CODES.get(text) or text.replace("-", " ")) if text in CODES else text
    if of in _GOODS and text in law.materials:
        return next(iter(law.materials[text].names.zh), text)
    if of == "not_found" and text in _OWN_LABELS:
        return render(_OWN_LABELS[text])
    return render(Sentence.of(text)) if text in CODES or of in _TRANSLATED else render(chinese.word(text))
