"""Read the files of a data folder into a draft: every record with its place, before any check."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar, cast

from exportctl.errors import Problem
from exportctl.law.citation_forms import CitationForm, CitedName
from exportctl.law.forms import FormRule
from exportctl.law.jurisdictions import Naming
from exportctl.law.model import Act, Family, Guidance, Statement, file_key
from exportctl.law.parallels import Parallels
from exportctl.law.parties import Aliases, Designations
from exportctl.law.place_names import PlaceNames
from exportctl.law.procedure import Authority, Channel, Procedure, Requirement
from exportctl.law.release import Release
from exportctl.law.vocabulary import Group, Material, Parameter, Rule, WordList
from exportctl.law.words import from_the_top
from exportctl.sentences import Sentence
from exportctl.store import announcements, sources
from exportctl.store.announcements import AnnouncementList, Reviewed, Series
from exportctl.store.digest import ACTS
from exportctl.store.folder import NO_FILE, RELEASE, files, is_regular, match_names
from exportctl.store.shapes import schema, shape
from exportctl.store.sources import SourceRecord
from exportctl.store.tables import CATALOGUE, CHAPTERS, HEADINGS
from exportctl.store.trade import FILES as TRADE
from exportctl.store.yamldoc import Document, Path_, Tree, display_path, read

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from exportctl.law.model import Condition, Entry, Provision
    from exportctl.law.model import Rule as LegalRule

Record = TypeVar("Record")


class Placed(NamedTuple, Generic[Record]):
    """A record with its place in a file and the jurisdiction of its folder."""

    record: Record
    document: Document
    path: Path_ = ()
    owner: str = ""

    def problem(self, words: str, /, *path: str | int, **parts: object) -> Problem:
        """Return a problem with the record, or with the part of it at a path, in the words of an error; lint adds the check's code."""
        return self.document.problem((*self.path, *path), "", words, **parts)

    def parts(self, field: str) -> Iterator[Placed[Any]]:
        """Yield the items of a field of the record, each with its place."""
        _, document, path, owner = self
        key = file_key(field)
        for index, part in enumerate(getattr(self.record, field) or ()):
            yield Placed(part, document, (*path, key, index), owner)

    def source_tree(self, *path: str | int) -> Tree | None:
        """Return the YAML tree of the record, or of the part of it at a path; None if the file has none."""
        at: Any = self.document.tree
        for step in (*self.path, *path):
            try:
                at = at[step]
            except (KeyError, IndexError):
                return None
        return cast("Tree", at)


@dataclass(frozen=True, slots=True)
class Draft:
    """The records of a data folder by kind, in the order of their files."""

    releases: list[Placed[Release]] = field(default_factory=list)
    sources: list[Placed[SourceRecord]] = field(default_factory=list)
    acts: list[Placed[Act]] = field(default_factory=list)
    statements: list[Placed[Statement]] = field(default_factory=list)
    families: list[Placed[Family]] = field(default_factory=list)
    designations: list[Placed[Designations]] = field(default_factory=list)
    aliases: list[Placed[Aliases]] = field(default_factory=list)
    guidance: list[Placed[Guidance]] = field(default_factory=list)
    parallels: list[Placed[Parallels]] = field(default_factory=list)
    materials: list[Placed[Material]] = field(default_factory=list)
    groups: list[Placed[Group]] = field(default_factory=list)
    parameters: list[Placed[Parameter]] = field(default_factory=list)
    place_names: list[Placed[PlaceNames]] = field(default_factory=list)
    citations: list[Placed[CitationForm]] = field(default_factory=list)
    parts: list[Placed[CitedName]] = field(default_factory=list)
    source_names: list[Placed[CitedName]] = field(default_factory=list)
    forms: list[Placed[FormRule]] = field(default_factory=list)
    words: list[Placed[WordList]] = field(default_factory=list)
    rules: list[Placed[Rule]] = field(default_factory=list)
    procedures: list[Placed[Procedure]] = field(default_factory=list)
    authorities: list[Placed[Authority]] = field(default_factory=list)
    channels: list[Placed[Channel]] = field(default_factory=list)
    requirements: list[Placed[Requirement]] = field(default_factory=list)
    series: list[Placed[Series]] = field(default_factory=list)
    lists: list[Placed[AnnouncementList]] = field(default_factory=list)
    reviewed: list[Placed[Reviewed]] = field(default_factory=list)

    def ids(self, *kinds: str) -> set[str]:
        """Return the ids of the records of some kinds."""
        return {item.record.id for kind in kinds for item in getattr(self, kind)}

    def groups_by_id(self) -> dict[str, Group]:
        """Return the groups by their ids."""
        return {item.record.id: item.record for item in self.groups}

    def entries(self) -> Iterator[Placed[Entry]]:
        """Yield the entries of all families."""
        return (entry for family in self.families for entry in family.parts("entries"))

    def lines(self) -> set[str]:
        """Return the control codes of all entries."""
        return {entry.record.code for entry in self.entries()}

    def codes(self) -> set[str]:
        """Return every control code: of entries, and above entries."""
        return {code for line in self.lines() for code in from_the_top(line)}

    def provisions(self) -> Iterator[Placed[Provision]]:
        """Yield the provisions of all acts."""
        return (provision for act in self.acts for provision in act.parts("provisions"))

    def provision_ids(self) -> list[str]:
        """Return the ids of all provisions, in the order of the files."""
        return [f"{act.record.id}/{item.paragraph}" for act in self.acts for item in act.record.provisions]

    def rules_of_acts(self) -> list[LegalRule]:
        """Return the rules of all acts."""
        return [rule for provision in self.provisions() for rule in provision.record.rules]

    def conditions(self) -> Iterator[Placed[Condition]]:
        """Yield each `when`, `unless` and `any` group of the acts."""
        for provision in self.provisions():
            yield from _conditions(provision, "when")
            for rule in provision.parts("rules"):
                yield from _conditions(rule, "when")
                yield from _conditions(rule, "unless")


def _conditions(whole: Placed[Any], key: str) -> Iterator[Placed[Condition]]:
    """Yield the condition of a provision or a rule under a key, if there is one, and the conditions in it."""
    condition: Condition | None = getattr(whole.record, key)
    if condition:
        waiting = [Placed(condition, whole.document, (*whole.path, key), whole.owner)]
        for placed in waiting:
            waiting.extend(placed.parts("any_"))
            yield placed


class FileKind(NamedTuple):
    """A kind of file: the pattern of its names, its record, whether a file is a list of records, and its list in a draft."""

    name: str
    pattern: str
    record: type[Any]
    many: bool
    into: str


KINDS: Final = (
    FileKind("release", RELEASE, Release, many=False, into="releases"),
    # All files below cite sources by their ids.
    FileKind("sources", sources.FILES, SourceRecord, many=True, into="sources"),
    FileKind("act", ACTS, Act, many=False, into="acts"),
    FileKind("statement", "statements/*.yaml", Statement, many=False, into="statements"),
    FileKind("entry", "entries/*.yaml", Family, many=False, into="families"),
    FileKind("parties", "parties/*.yaml", Designations, many=False, into="designations"),
    FileKind("names", "parties/names/*.yaml", Aliases, many=True, into="aliases"),
    FileKind("guidance", "guidance/*.yaml", Guidance, many=False, into="guidance"),
    FileKind("parallels", "parallels/*.yaml", Parallels, many=False, into="parallels"),
    FileKind("materials", "vocabulary/materials/*.yaml", Material, many=True, into="materials"),
    FileKind("places", "places/*.yaml", PlaceNames, many=True, into="place_names"),
    FileKind("citations", "citations/acts.yaml", CitationForm, many=True, into="citations"),
    FileKind("parts", "citations/parts.yaml", CitedName, many=True, into="parts"),
    FileKind("source-names", "citations/sources.yaml", CitedName, many=True, into="source_names"),
    FileKind("groups", "vocabulary/groups.yaml", Group, many=True, into="groups"),
    FileKind("parameters", "vocabulary/parameters.yaml", Parameter, many=True, into="parameters"),
    FileKind("forms", "vocabulary/forms.yaml", FormRule, many=True, into="forms"),
    FileKind("words", "vocabulary/words.yaml", WordList, many=False, into="words"),
    FileKind("patterns", "vocabulary/patterns.yaml", Rule, many=True, into="rules"),
    FileKind("procedures", "procedure/lists.yaml", Procedure, many=True, into="procedures"),
    FileKind("authorities", "procedure/authorities.yaml", Authority, many=True, into="authorities"),
    FileKind("channels", "procedure/channels.yaml", Channel, many=True, into="channels"),
    FileKind("procedure", "procedure/steps/*.yaml", Requirement, many=True, into="requirements"),
    FileKind("series", announcements.SERIES, Series, many=True, into="series"),
    FileKind("lists", announcements.LISTS, AnnouncementList, many=True, into="lists"),
    FileKind("reviewed", announcements.REVIEWED, Reviewed, many=True, into="reviewed"),
)


def file_schema(kind: FileKind) -> dict[str, Any]:
    """Return the JSON Schema of the files of a kind."""
    one = schema(kind.record)
    if not kind.many:
        return one
    shapes = one.pop("$defs", {})
    return {"type": "array", "items": one, "$defs": shapes}


def read_into(draft: Draft, folder: Path, *, adds: bool = False) -> list[Problem]:
    """Read every file of a data folder into a draft. Return problems with unreadable records, which the draft lacks.

    A folder that adds to others has a release of its own, or belongs to the jurisdiction of the first.
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    names, place = files(folder), display_path(folder)
    odd = {name for name in names if not is_regular(folder, name)}
    regular = [name for name in names if name not in odd]
    problems.extend(Problem(name, 1, "R001", NO_FILE, place) for name in odd)
    read_files, here = {HEADINGS, CHAPTERS, CATALOGUE, *TRADE, *odd}, Draft()
    known = {item.record.id: item.record for item in draft.sources}
    for kind in KINDS:
        for file in match_names(regular, kind.pattern):
            read_files.add(file)
            document, faults = read(folder, file)
            problems.extend(faults)
            if document:
                documents.append(document)
                for placed, faults in records_of(document, kind, known):
                    problems.extend(faults)
                    if placed:
                        getattr(here, kind.into).append(placed)
        if kind.record is SourceRecord:
            known = known | {item.record.id: item.record for item in here.sources}
    problems.extend(_citation_problems(documents, known, problems))
    stray = Sentence("is not a file of the law data; docs/data.md lists the folders")
    problems.extend(Problem(file, 1, "R004", stray, place) for file in names if file not in read_files)
    if not adds and RELEASE not in read_files:
        message = Sentence("is missing; add it, with the last day of the law data")
        problems.append(Problem(RELEASE, 1, "R004", message, place))
    _add(draft, here)
    return problems


def _add(draft: Draft, here: Draft) -> None:
    """Add the records of one folder, with the ids that other folders use for them."""
    home, own = _first_jurisdiction([*draft.releases, *here.releases]), _first_jurisdiction(here.releases)
    whose = own or home
    naming = Naming(
        home=home,
        own=whose,
        codes=frozenset(entry.code for family in here.families for entry in family.record.entries),
        lists=frozenset(
            item.id for release in here.releases for who in release.record.jurisdictions for item in who.party_lists
        ),
    )
    renaming: dict[str, Callable[[Any], Any]] = {
        "acts": naming.act,
        "families": naming.family,
        "designations": naming.designations,
        "materials": naming.material,
        "groups": naming.group,
        "guidance": naming.guidance,
        "parallels": naming.parallels,
    }
    for field_ in fields(draft):
        rename = renaming.get(field_.name)
        getattr(draft, field_.name).extend(
            Placed(rename(placed.record) if rename else placed.record, placed.document, placed.path, whose)
            for placed in getattr(here, field_.name)
        )


def _first_jurisdiction(releases: list[Placed[Release]]) -> str:
    """Return the first jurisdiction that releases name."""
    return next((who.id for release in releases for who in release.record.jurisdictions), "")


def _citation_problems(documents: list[Document], known: Collection[str], problems: list[Problem]) -> list[Problem]:
    """Return problems with the citations of sources. Some checks need all files, because an unreadable file may cite any source."""
    citing = [sources.citations(document) for document in documents]
    faults = list(sources.repeated_addresses(citing))
    if not any(item.file.startswith(sources.FOLDER) for item in problems):
        faults.extend(sources.unknown_ids(citing, known))
    if not problems:
        faults.extend(sources.uncited_sources(citing))
    return faults


def records_of(
    document: Document, kind: FileKind, known: Mapping[str, SourceRecord]
) -> Iterator[tuple[Placed[Any] | None, list[Problem]]]:
    """Yield each record of a file with its problems; None for one that is malformed."""
    whole = document._replace(tree=sources.with_sources(document.tree, known))
    if not kind.many:
        record, problems = shape(whole, kind.record)
        yield (Placed(record, document) if record else None), problems
        return
    if not isinstance(document.tree, list):
        yield None, [document.problem((), "R002", "the file must contain a list")]
        return
    for index in range(len(document.tree)):
        record, problems = shape(whole, kind.record, (index,))
        yield (Placed(record, document, (index,)) if record else None), problems
