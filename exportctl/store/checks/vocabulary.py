"""Check the vocabulary: names of materials without redundancy, the rules on forms, and the rules of reading.

Each rule on forms has the sides that its relation needs. The elements of a rule of reading are bounded, it has examples,
and no two rules mark the same words differently.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from exportctl.law.forms import SHAPES, SUBSTANCES, FormRule, Relation, Trait
from exportctl.law.lexicon import word_phrases
from exportctl.law.patterns import index_patterns, matches, rule_phrases
from exportctl.law.trie import Token, Trie, tokens_of, trie_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.errors import Problem
    from exportctl.law.patterns import Pattern, Phrases
    from exportctl.law.vocabulary import Element, Material, Rule
    from exportctl.store.draft import Draft, Placed
    from exportctl.store.yamldoc import Path_

    _Example = tuple[str, str, Sequence[Token], Phrases]

_Words = tuple[str, ...]
_DISPLAYED: Final = (("names", "en", 0), ("names", "zh", 0))
"""The names that reports show for a material."""
_TRAITS: Final = frozenset(get_args(Trait))
_ONE_KIND: Final[frozenset[Relation]] = frozenset({"is", "may-be", "name-may-be"})
"""The relations that only compare substances with substances, and shapes with shapes."""
_MOST: Final = 9
"""A gap of more words or characters is too wide for a phrase."""


class _Spelling(NamedTuple):
    """A name of a material: its place in the file, its spelling, and its words in the singular."""

    path: Path_
    name: str
    words: _Words


def redundant_names(draft: Draft) -> Iterator[Problem]:
    """Refuse a name that differs from another one of its material only in a plural or in the spelling of a word.

    A name is not redundant if other goods or an entry have its words, or if the other name does not have its brackets
    and commas; nor if it contains a word of the material's form: `gallium metal` is one name, and `gallium` with the word
    `metal` may also be an alloy. Names that are only read alone are compared letter by letter, so they need their plurals.
    """
    spellings = [(item, spellings_of(item.record)) for item in draft.materials if item.record.read == "anywhere"]
    owners: defaultdict[_Words, set[str]] = defaultdict(set)
    for material, every in spellings:
        for spelling in every:
            owners[spelling.words].add(material.record.id)
    for entry in draft.entries():
        for name in entry.record.name:
            owners[words_of(name)].add(entry.record.code)
    for material, every in spellings:
        first: dict[_Words, str] = {}
        for path, name, words in every:
            other = first.setdefault(words, name)
            if other is not name and path not in _DISPLAYED and len(owners[words]) == 1 and _reads(other, name):
                yield material.problem(
                    "'{name}' is already read as '{other}'; leave it out", *path, name=name, other=other
                )


def _reads(name: str, text: str) -> bool:
    """Return whether a name is found as the whole of a text."""
    tokens = tokens_of(text)
    phrases = trie_of([(name, "name", name)]).phrases(text, tokens)
    return [(phrase.first, phrase.last) for phrase in phrases] == [(0, len(tokens) - 1)] and tokens[0].start == 0


def spellings_of(material: Material) -> list[_Spelling]:
    """Return the names of a material, those that reports show first."""
    places = ((("names", "en"), material.names.en), (("names", "zh"), material.names.zh), (("trade",), material.trade))
    every = [
        _Spelling((*path, index), name, words_of(name)) for path, names in places for index, name in enumerate(names)
    ]
    return sorted(every, key=lambda item: item.path not in _DISPLAYED)


def words_of(name: str) -> _Words:
    """Return the words of a name in the singular."""
    return tuple(token.word for token in tokens_of(name))


def form_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse a rule without its two sides, between forms that its relation never compares, or stated twice.

    Entries with forms need the table: without it, a form that goods may have would count as one that they lack.
    """
    known: set[tuple[Relation, str, str]] = set()
    for item in draft.forms:
        rule = item.record
        if fault := _fault_of_form_rule(rule):
            yield item.problem(fault)
        for form in rule.forms:
            for other in rule.others or ("",):
                if (rule.relation, form, other) in known:
                    yield item.problem("another rule has '{relation}' for '{form}'", relation=rule.relation, form=form)
                known.add((rule.relation, form, other))
    for entry in draft.entries() if not draft.forms else ():
        if entry.record.forms:
            yield entry.problem("an entry with forms needs the rules of vocabulary/forms.yaml", "forms")


def _fault_of_form_rule(rule: FormRule) -> str | None:
    """Return the fault of a rule; None if it is valid."""
    if (rule.relation in _TRAITS) == bool(rule.others):
        if rule.others:
            return Sentence("'{relation}' has no 'others'", relation=rule.relation)
        return Sentence("'{relation}' needs 'others'", relation=rule.relation)
    if not rule.forms or not frozenset(rule.forms).isdisjoint(rule.others):
        return Sentence("a rule relates one or more forms to other forms")
    every = frozenset[str]((*rule.forms, *rule.others))
    if rule.relation in _ONE_KIND and not (every <= SUBSTANCES or every <= SHAPES):
        return Sentence("'{relation}' relates substances, or shapes", relation=rule.relation)
    return None


def malformed_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse a rule with an element of no kind or of two, a gap without bounds, only gaps, or no examples."""
    for item in draft.rules:
        rule = item.record
        for number, element in enumerate(rule.sequence):
            if fault := _fault_of_element(element, is_last=number == len(rule.sequence) - 1):
                yield item.problem(fault, "sequence", number)
        if not any(_is_fixed(element) and not element.optional for element in rule.sequence):
            yield item.problem("a rule needs words, or a list of words, that must be there", "sequence")
        if not rule.yes or not rule.no:
            yield item.problem("a rule needs examples under 'yes' and under 'no'")
        for number, example in enumerate(rule.yes):
            if example.words not in example.text:
                yield item.problem(
                    "'{words}' is not in '{text}'", "yes", number, words=example.words, text=example.text
                )


def _is_fixed(element: Element) -> bool:
    """Return whether an element is not any words: a phrase, or words with certain endings."""
    return bool(element.words or element.list_ or (element.gap and element.gap.endings))


def _fault_of_element(element: Element, *, is_last: bool) -> str | None:
    """Return the fault of an element; None if it is valid."""
    if sum(map(bool, (element.list_, element.words, element.gap))) != 1:
        return Sentence("an element is one of 'list', 'words' and 'gap'")
    for word in element.words:
        if not tokens_of(word):
            return Sentence("'{word}' has no letter and no figure, so no text has it as a word", word=word)
    gap = element.gap
    if gap and gap.of == "clause":
        return None if is_last and not gap.most else Sentence("a gap of a clause has no bounds and ends the rule")
    if (gap and not 0 <= gap.least <= gap.most <= _MOST) or (gap and not gap.most):
        return Sentence("a gap has from 'least' to 'most' words or characters, at most {most}", most=_MOST)
    return None


class _ReadRule(NamedTuple):
    """A rule with its patterns, and with the examples of what it marks."""

    rule: Placed[Rule]
    patterns: Sequence[Pattern]
    examples: Sequence[_Example]


def conflicting_rules(draft: Draft) -> Iterator[Problem]:
    """Refuse both rules if one gives the words of the other's example another label."""
    phrases = _phrases(draft)
    for one, other in combinations([_read(rule, phrases) for rule in draft.rules], 2):
        marks, others = one.rule.record.marks, other.rule.record.marks
        if marks == others:
            continue
        conflicts = chain(_same_words(one.patterns, other.examples), _same_words(other.patterns, one.examples))
        words = next(conflicts, None)
        if words is not None:
            yield other.rule.problem(
                "'{words}' is marked {label} by this rule and {other_label} by '{other}'; both cannot be meant",
                "sequence",
                words=words,
                label=others,
                other_label=marks,
                other=one.rule.record.id,
            )


def _read(rule: Placed[Rule], phrases: Trie) -> _ReadRule:
    """Return a rule with its patterns, and its examples with the phrases in them."""
    patterns = chain.from_iterable(index_patterns([rule.record]).values())
    return _ReadRule(rule, [*patterns], [_example(item.text, item.words, phrases) for item in rule.record.yes])


def _example(text: str, words: str, phrases: Trie) -> _Example:
    """Return the words that a rule marks in a text, the text, its tokens, and its phrases by label."""
    tokens = tokens_of(text)
    spans: dict[str, dict[int, int]] = {}
    for phrase in phrases.phrases(text, tokens):
        for label in phrase.senses:
            spans.setdefault(label, {})[phrase.first] = phrase.last
    return words, text, tokens, spans


def _same_words(patterns: Iterable[Pattern], examples: Iterable[_Example]) -> Iterator[str]:
    """Yield the words of examples that patterns match exactly."""
    for words, text, tokens, phrases in examples:
        spans = (match.span for pattern in patterns for match in matches(pattern, text, tokens, phrases))
        if any(text[slice(*span)].strip() == words for span in spans):
            yield words


def _phrases(draft: Draft) -> Trie:
    """Return the phrases of all lists and rules."""
    own = rule_phrases(item.record for item in draft.rules)
    lists = (phrase for item in draft.words for phrase in word_phrases(item.record))
    return trie_of([*own, *lists])
