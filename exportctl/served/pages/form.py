"""The form for one question: its fields are the facts of the registry, with the values that an address states and their errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from markupsafe import Markup, escape

from exportctl.chinese import word as value_name
from exportctl.engine.warnings.warning import ADDITION
from exportctl.errors import STATED_TWICE, InputError
from exportctl.facts.registry import BY_KEY, FACTS, ITEM, Fact
from exportctl.facts.texts import IN_FULL
from exportctl.law.grouping import by_key
from exportctl.law.model import Answer
from exportctl.law.procedure import MAIL
from exportctl.reports.html.templates import whole_days
from exportctl.reports.i18n.language import current_language, name_of, render, translate
from exportctl.sentences import Fact as FactName
from exportctl.sentences import Sentence, translatable, with_capital

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from starlette.datastructures import QueryParams

    from exportctl.law.register import Register


Kind = Literal["text", "place", "day", "lines", "choice", "choices"]
Stated = dict[str, list[str]]
LANGUAGE: Final = "lang"
DELETED: Final = "deleted"
"""The parameters of an address that state the language of a page, and that the form confirms a deletion."""

_FIRST: Final = (ITEM, "to", "on", "end_use", "end_user_type", "party")
"""The fields of the facts that every question has; the others are folded."""
_OF_FILES: Final = {
    "sheet": translatable("Sheet"),
    "encoding": translatable("Encoding"),
    "columns": translatable("Columns"),
    "values": translatable("Facts of all rows"),
    "date_order": translatable("Order of dates"),
}
"""The labels of the fields of the form for files."""
FILE_FIELDS: Final = {**{name: name for name in _OF_FILES}, "on": "day"}
"""The fields of the form for files beside the file itself, by their parameters: the form for a question has a field `on`, too."""
FILE: Final = "file"
"""The field of the form for files that takes the file itself."""
_ENGLISH: Final = IN_FULL | {"military-ai": "military AI"}
"""The values whose own words are not plain English."""
_ASSUME: Final = re.compile(r"--assume [^\s()（）]+")
_OWN_CLASSIFICATION: Final = re.compile(r"--entry \S+ \S+ --entry none")
"""Both values of the option, which one field takes."""
_PROPERTY: Final = re.compile(r"--param ([^\W\d]\w*)(?![\w=])")
_AFTER_PROPERTY: Final = re.compile(rf"{_PROPERTY.pattern}(?:, |、)$")
"""What precedes a further property in a row of them, of which only the first names the field."""
_ADDRESS: Final = re.compile(r"https://[\w.-]+(?:/[\w./?=&;%-]*)?(?<![.;])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""An address of the web or of mail in a sentence."""
_FOLDER: Final = re.compile(r"(?<![/:])/(?=[^/])")
_CODE: Final = re.compile(r"`([^`]+)`")
_OPTIONS: Final = {fact.option: fact for fact in FACTS}
_OPTION: Final = rf"(?<![\w-])(?P<option>{'|'.join(map(re.escape, _OPTIONS))})(?![\w-])"
"""An option in a sentence; a sign of Chinese may follow it at once."""
_VALUE: Final = r" (?P<value>[^\s=(),;，；。（）-][^\s=(),;，；。（）]*=[^\s(),;，；。（）]+|\w[\w-]*)"
"""The word after an option, which is not always a value: “--end-use and --end-user-type”."""


class Field(NamedTuple):
    """A field of the form: the fact, its values as they were written, and the faults of these.

    A choice is a value, its name, and whether it is chosen.
    """

    key: str
    label: str
    hint: str
    kind: Kind
    values: Sequence[str]
    choices: Sequence[tuple[str, str, bool]]
    faults: Sequence[str]
    longest: int
    is_required: bool


class Form(NamedTuple):
    """The fields of the first facts, and the others by the name of their group, which are folded unless one of them has a value."""

    first: Sequence[Field]
    groups: Mapping[str, Sequence[Field]]
    is_open: bool

    def keys(self) -> list[str]:
        """Return the facts in the order of their fields."""
        return [field.key for fields in (self.first, *self.groups.values()) for field in fields]


class FileForm(NamedTuple):
    """The form for files: the texts of its fields, the name of the file that was sent, and the fault of it in words, with its field."""

    stated: Mapping[str, Sequence[str]] = {}
    name: str = ""
    fault: str = ""
    field: str = FILE

    @property
    def is_open(self) -> bool:
        """Whether a folded field has a text or the fault."""
        return bool(self.stated) or self.field != FILE


def stated_in(query: QueryParams) -> Stated:
    """Return the values in an address by field, without blanks and empty fields; each line of a field is a value.

    Goods that are blank are kept, because their field is required.
    """
    stated: Stated = {}
    for name in query:
        if name in {LANGUAGE, DELETED}:
            continue
        texts = query.getlist(name)
        if name in BY_KEY and BY_KEY[name].kind == "texts":
            texts = [line for text in texts for line in text.splitlines()]
        if values := [text.strip() for text in texts if text.strip()]:
            stated[name] = values
        elif name == ITEM:
            stated[name] = [""]
    return stated


def parameters(stated: Stated) -> dict[str, object]:
    """Return the parameters of a question from its form; raises InputError if a fact with one value is stated twice."""
    given: dict[str, object] = {}
    for name, values in stated.items():
        is_list = name in BY_KEY and BY_KEY[name].kind == "texts"
        if len(values) > 1 and not is_list:
            raise InputError(name, STATED_TWICE)
        given[name] = values if is_list else values[0]
    return given


def form(stated: Stated, faults: Mapping[str, Sequence[str]]) -> Form:
    """Return the form with the values of a question and their faults."""
    fields = {fact.field: _field(fact, stated.get(fact.key, ()), faults.get(fact.key, ())) for fact in FACTS}
    others = [fact for fact in FACTS if fact.field not in _FIRST]
    groups = by_key(((translate(fact.panel), fields[fact.field]) for fact in others), list)
    is_open = any(field.values or field.faults for group in groups.values() for field in group)
    return Form([fields[name] for name in _FIRST], groups, is_open)


def label_of(name: str) -> str:
    """Return the label of a fact, or of a field of the form for files; any other name as it is."""
    label = BY_KEY[name].label if name in BY_KEY else _OF_FILES.get(name)
    return translate(label) if label else name


def fault_of(error: InputError) -> str:
    """Return an error in a sentence: the field, and what is wrong in it."""
    fact, blank, name = render(error.where).partition(" ")
    field = Sentence("{fact} {name}", fact=FactName(fact), name=name) if blank else FactName(fact)
    place = error.where if isinstance(error.where, Sentence) else field
    return Sentence("{fact}: {what}", fact=place, what=error.what)


def fault_in_words(error: InputError) -> str:
    """Return an error in the current language, with the labels of the fields in place of facts."""
    return render(fault_of(error), label_of)


def linked_text(extended: str, law: Register) -> Callable[[str], Markup]:
    """Return a filter that turns the options in a sentence into links to their fields, and `--assume` into one to that reading.

    A value after an option becomes that of the field. The fields take the names of properties and places in either language.
    Addresses of the law data become links, too; those in the text of a caller do not. Days do not break over two lines.
    """
    properties, addresses = law.parameters, {*_addresses(law)}

    def name_in_words(id_: str) -> str:
        """Return the name of a property in the current language."""
        return name_of(properties[id_].name) if id_ in properties else id_

    def property_link(match: re.Match[str]) -> str:
        """Return the link for a property; the first in a row of them names the field."""
        is_further = _AFTER_PROPERTY.search(match.string[: match.start()])
        name, fact = name_in_words(match[1]), BY_KEY["param"]
        return _link(fact, name if is_further else _in_field(fact, name))

    def choice(match: re.Match[str]) -> str:
        """Return the instruction to choose a value in a field."""
        fact = _OPTIONS[match["option"]]
        if not (value := _value_in_words(law, fact, match["value"])):
            return match[0]
        return translate("choose “{value}” in “{field}”", value=escape(value), field=_link(fact))

    def field(match: re.Match[str]) -> str:
        """Return a link to a field, with the value to state there."""
        fact = _OPTIONS[match["option"]]
        if not match["value"]:
            return _link(fact)
        value = _value_in_words(law, fact, match["value"])
        return _link(fact, _in_field(fact, value)) if value else f"{_link(fact)} {match['value']}"

    addition = re.compile(re.escape(translate(ADDITION, option="{}")).replace(r"\{\}", _OPTION + _VALUE), re.ASCII)
    option = re.compile(f"{_OPTION}(?:{_VALUE})?", re.ASCII)

    def link(text: str) -> Markup:
        escaped = str(whole_days(text))
        reading = f'<a href="{escape(extended)}">{escape(translate("show this case"))}</a>'
        with_reading = _ASSUME.sub(lambda _: reading, _OWN_CLASSIFICATION.sub("--entry", escaped))
        with_addresses = _ADDRESS.sub(lambda match: _link_to(match[0], addresses), with_reading)
        with_properties = _PROPERTY.sub(property_link, with_addresses)
        return Markup(option.sub(field, addition.sub(choice, with_properties)))  # noqa: S704 - escaped above

    return link


def with_code(text: str) -> Markup:
    """Return a text with its names in backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def _value_in_words(law: Register, fact: Fact, value: str) -> str:
    """Return a value of a fact as its field has it; empty for a word that is no value."""
    if value in fact.words:
        return _value_name(value)
    if fact.is_place and value in law.places.names:
        return name_of(law.places.names[value])
    return value if "=" in value and fact.kind == "texts" else ""


def _addresses(law: Register) -> Iterator[str]:
    """Yield the addresses at which the issuers publish, and those of platforms and mail that take applications and reports."""
    yield from (place.publishes_at for place in law.jurisdictions.values() if place.publishes_at)
    yield from (channel.address for channel in law.procedure.channels.values())


def _link_to(text: str, addresses: Collection[str]) -> str:
    """Return an address as a link if it is one of some addresses, with places to break at its folders; any other text as it is."""
    target = next((target for target in (text, f"{MAIL}{text}") if target in addresses), None)
    return f'<a href="{target}" rel="noreferrer">{_FOLDER.sub("/<wbr>", text)}</a>' if target else text


def _link(fact: Fact, text: str = "") -> str:
    """Return a link to the field of a fact, with a text in place of its label."""
    return f'<a href="#f-{fact.key}">{escape(text or translate(fact.label))}</a>'


def _in_field(fact: Fact, text: str) -> str:
    """Return the label of a field with what to state there: a measured property, or a value."""
    return translate("{field}: {name}", field=translate(fact.label), name=text)


def _field(fact: Fact, values: Sequence[str], faults: Sequence[str]) -> Field:
    kind = _kind(fact)
    if kind == "day" and faults:
        kind = "text"  # a field for days does not keep an invalid one
    return Field(
        key=fact.key,
        label=translate(fact.label),
        hint=_hint(fact),
        kind=kind,
        values=values,
        choices=_choices(fact, values) if kind in {"choice", "choices"} else (),
        faults=faults,
        longest=fact.longest,
        is_required=fact.field == ITEM,
    )


def _kind(fact: Fact) -> Kind:
    if fact.kind == "day":
        return "day"
    if fact.kind == "texts":
        return "choices" if fact.words else "lines"
    return "choice" if fact.words else "place" if fact.is_place else "text"


def _choices(fact: Fact, values: Iterable[str]) -> list[tuple[str, str, bool]]:
    """Return the values to choose from; a stated value that is not one of them is included, so that it stays visible."""
    written = [value for value in values if value not in fact.words]
    known = [(value, _value_name(value), value in values) for value in fact.words]
    return [*known, *((value, value, True) for value in written)]


def _value_name(value: str) -> str:
    if current_language().is_english:
        return _ENGLISH.get(value) or value.replace("-", " ")
    return render(value_name(value))


def _hint(fact: Fact) -> str:
    """Return how to fill in a field: its own hint, or the first paragraph of the help without the words that the field shows."""
    if fact.hint:
        return translate(fact.hint)
    if fact.words and fact.words != get_args(Answer):
        return ""
    label, help_ = translate(fact.label), render(Sentence.of(fact.help.partition("\n\n")[0])).replace("\\[", "[")
    for repeated in (f"{label}: ", f"{label}：", f"{label}.", f"{label}。"):
        help_ = help_.removeprefix(repeated).lstrip()
    if fact.kind == "texts":
        first = help_.removesuffix(translate("Repeatable.")).rstrip()
        help_ = translate("{first} {second}", first=first, second=translate("One per line."))
    return with_capital(help_.replace("'", ""))  # a shell needs the quotes
