"""The records of `data/procedure/`: authorities, channels, and the duties of an exporter at each stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.law.model import Answer, EndUse, Name, Source
from exportctl.law.scale import UNDER_LICENCE, Decision
from exportctl.sentences import BilingualName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Stage = Literal[
    "stop", "identify", "consult", "qualify", "route", "documents", "apply", "review", "licence",
    "declare", "ship", "report", "change", "keep", "appeal", "penalty", "service",
]  # fmt: skip
"""The stages of an export, in their order."""
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
_BEFORE_LICENCE: Final = frozenset(STAGES[STAGES.index("stop") + 1 : STAGES.index("declare")])
"""The stages that lead to a licence."""
ProcedureList = Literal[
    "dual-use", "chemicals", "nuclear", "precursors", "precursors-countries", "military", "technologies", "embargo", "parties",
    "transfers",
]  # fmt: skip
"""The lists that have a procedure of their own; `parties` is for listed parties, `transfers` for passing goods on abroad."""
SourceKind = Literal[
    "text-read", "official-answer", "official-text-quoted", "official-draft", "summary", "trade-practice", "news",
]  # fmt: skip
"""The source of a requirement: the text, MOFCOM's answers, quotations, a draft, a summary, traders or the press."""
OFFICIAL: Final = frozenset({"text-read", "official-answer"})
"""The sources that need no caution."""


UNOFFICIAL: Final = frozenset({"official-draft", "trade-practice", "news"})
"""The sources that are no law: a requirement from one of them cites no article."""


class Procedure(NamedTuple):
    """The procedure of a list: the first day whose procedure the data holds, and the control codes that follow it.

    `third_place` is the third character of these codes, which states the reason for control; other codes of the list of dual-use items
    follow its own procedure. So do acts under its `laws` that name no goods, and `provisions`, whatever goods they name.
    """

    id: ProcedureList
    sources: tuple[Source, ...]
    complete_from: date | None = None
    third_place: str | None = None
    laws: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    note: str | None = None


def own_lists(procedures: Iterable[Procedure]) -> dict[str, ProcedureList]:
    """Return the list of each provision that follows a procedure of its own, whatever goods it names."""
    return {provision: item.id for item in procedures for provision in item.provisions}


class Authority(NamedTuple):
    """A body that an exporter deals with."""

    id: str
    name: Name
    address: str | None = None


MAIL: Final = "mailto:"
"""The scheme of an address of mail."""


class Channel(NamedTuple):
    """A platform or an address that takes applications, enquiries or reports."""

    id: str
    name: Name
    address: str

    @property
    def address_in_words(self) -> str:
        """The address as people read it: that of mail without its scheme."""
        return self.address.removeprefix(MAIL)


class Period(NamedTuple):
    """A period in law: its length, what happens within it, and what starts it.

    One that `runs_from` the acceptance of the application has a last day once that day is stated.
    """

    value: int
    unit: Literal["working days", "days", "months", "years"]
    what: Name
    starts: Name | None = None
    runs_from: Literal["acceptance"] | None = None


class Paper(NamedTuple):
    """A document to submit, and whether it states the actual values of the figures that the entry names.

    `drafted_as` is the draft that is this document.
    """

    name: Name
    figures: Answer = "no"
    drafted_as: Literal["statement", "end-user-certificate"] | None = None


class ExportCase(NamedTuple):
    """Exports with a property: all keys that are present must be met, each by any of its values.

    `under` are acts that decide on the export, or the laws on which these acts rest. `may_prohibit` are acts that would
    prohibit it if a missing fact turned out the stricter way.
    """

    to: tuple[str, ...] | None = None
    goods: tuple[str, ...] | None = None
    acts: tuple[str, ...] | None = None
    under: tuple[str, ...] | None = None
    may_prohibit: tuple[str, ...] | None = None
    party_list: tuple[str, ...] | None = None
    end_use: tuple[EndUse, ...] | None = None
    unsettled: Answer | None = None


class Requirement(NamedTuple):
    """A duty or an option of an exporter at a stage, under some lists and decisions.

    A requirement whose `binds` is empty binds exporters at home and abroad. It concerns the exports of `when`, except
    those of any case in `unless`; `condition` describes a condition that no stated fact can test. A requirement without
    `article` describes its source in `no_article`. A requirement for a first step has a `brief` text, too. `wording` are
    words that its papers must contain. One with `until` ends once the exporter holds the licence, as do those of the
    stages between the first one and the declaration. One with `provisions` is due on days on which one of them is in
    force, or may be.
    """

    id: str
    stage: Stage
    lists: tuple[ProcedureList, ...]
    text: Name
    sources: tuple[Source, ...]
    confidence: SourceKind
    brief: Name | None = None
    effects: tuple[Decision, ...] = UNDER_LICENCE
    binds: Literal["exporters-at-home", "exporters-abroad"] | None = None
    when: ExportCase = ExportCase()
    unless: tuple[ExportCase, ...] = ()
    provisions: tuple[str, ...] = ()
    condition: Name | None = None
    article: Name | None = None
    no_article: Name | None = None
    documents: tuple[Paper, ...] = ()
    wording: tuple[Name, ...] = ()
    authority: str | None = None
    channel: str | None = None
    period: Period | None = None
    published: date | None = None
    from_: date | None = None
    through: date | None = None
    open: Name | None = None
    until: Literal["licence"] | None = None

    def is_in_force(self, on: date, known_on: date | None) -> bool:
        """Return whether the requirement is in force on a day, and was published by the day of knowledge."""
        known = known_on is None or self.published is None or self.published <= known_on
        return known and (self.from_ or date.min) <= on <= (self.through or date.max)

    @property
    def citation(self) -> Name:
        """The article, or the description of the source that replaces one."""
        return self.article or self.no_article or Name("", "")

    @property
    def in_short(self) -> BilingualName:
        """The brief text, or the whole text of a requirement that has none."""
        return BilingualName(*(self.brief or self.text))

    @property
    def leads_to_licence(self) -> bool:
        """Whether it is done once the exporter holds the licence."""
        return self.until == "licence" or self.stage in _BEFORE_LICENCE

    @property
    def is_route_to_listed_party(self) -> bool:
        """Whether it is a first step that a list of parties leaves open for exports to a party on it."""
        return self.stage == "route" and bool(self.brief and self.when.party_list) and not self.condition

    @property
    def title(self) -> Name:
        """The text, as the name of the requirement."""
        return self.text


class ProcedureIndex(NamedTuple):
    """The records of a procedure by their ids; `requirements` are duties and options of an exporter, in the order of the stages."""

    lists: Mapping[str, Procedure]
    authorities: Mapping[str, Authority]
    channels: Mapping[str, Channel]
    requirements: Mapping[str, Requirement]


def index_procedure(
    procedures: Iterable[Procedure],
    authorities: Iterable[Authority],
    channels: Iterable[Channel],
    requirements: Iterable[Requirement],
) -> ProcedureIndex:
    """Index the records of a procedure."""
    return ProcedureIndex(
        lists={item.id: item for item in procedures},
        authorities={item.id: item for item in authorities},
        channels={item.id: item for item in channels},
        requirements={item.id: item for item in sorted(requirements, key=lambda item: STAGES.index(item.stage))},
    )
