"""Read the files of a data folder into a draft: every record with its place, before any check."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, cast

from exportctl.errors import Problem
from exportctl.law.citation_forms import CitationForm, CitedName, Issuer
from exportctl.law.customs_index import SharedHeading
from exportctl.law.forms import FormRule
from exportctl.law.jurisdictions import Naming
from exportctl.law.model import Act, Condition, Entry, Family, Guidance, Provision, Statement, file_key
from exportctl.law.parallels import Parallels
from exportctl.law.parties import Aliases, Designations
from exportctl.law.place_names import PlaceNames
from exportctl.law.procedure import Authority, Channel, Procedure, Requirement
from exportctl.law.release import Release
from exportctl.law.vocabulary import Group, Keywords, Material, Parameter, Rule, WordList
from exportctl.law.words import from_the_top
from exportctl.sentences import Sentence
from exportctl.store import announcements, sources
from exportctl.store.announcements import AnnouncementList, Reviewed, Series
from exportctl.store.digest import ACTS
from exportctl.store.folder import NO_FILE, RELEASE, files, is_regular, match_names
from exportctl.store.shapes import Record, schema, shape
from exportctl.store.sources import SourceRecord
from exportctl.store.tables import CATALOGUE, CHAPTERS, HEADINGS
from exportctl.store.trade import FILES as TRADE
from exportctl.store.yamldoc import Document, Path_, Tree, display_path, read

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from exportctl.law.model import Rule as LegalRule


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


class FileKind(NamedTuple):
    """A kind of file: the pattern of its names, its record, whether a file is a list of records, and its list in a draft."""

    name: str
    pattern: str
    record: type[Any]
    many: bool
    into: str


def _of_files(name: str, pattern: str, record: type[Any], *, many: bool = False) -> Any:  # noqa: ANN401 - any field
    """Return the field of a draft with the records of a kind of files."""
    return field(default_factory=list, metadata={"name": name, "pattern": pattern, "record": record, "many": many})


@dataclass(frozen=True, slots=True)
class Draft:
    """The records of a data folder by kind of file, in the order in which they are read."""

    releases: list[Placed[Release]] = _of_files("release", RELEASE, Release)
    # All files below cite sources by their ids.
    sources: list[Placed[SourceRecord]] = _of_files("sources", sources.FILES, SourceRecord, many=True)
    acts: list[Placed[Act]] = _of_files("act", ACTS, Act)
    statements: list[Placed[Statement]] = _of_files("statement", "statements/*.yaml", Statement)
    families: list[Placed[Family]] = _of_files("entry", "entries/*.yaml", Family)
    designations: list[Placed[Designations]] = _of_files("parties", "parties/*.yaml", Designations)
    aliases: list[Placed[Aliases]] = _of_files("names", "parties/names/*.yaml", Aliases, many=True)
    guidance: list[Placed[Guidance]] = _of_files("guidance", "guidance/*.yaml", Guidance)
    parallels: list[Placed[Parallels]] = _of_files("parallels", "parallels/*.yaml", Parallels)
    materials: list[Placed[Material]] = _of_files("materials", "vocabulary/materials/*.yaml", Material, many=True)
    place_names: list[Placed[PlaceNames]] = _of_files("places", "places/*.yaml", PlaceNames, many=True)
    citations: list[Placed[CitationForm]] = _of_files("citations", "citations/acts.yaml", CitationForm, many=True)
    parts: list[Placed[CitedName]] = _of_files("parts", "citations/parts.yaml", CitedName, many=True)
    source_names: list[Placed[CitedName]] = _of_files("source-names", "citations/sources.yaml", CitedName, many=True)
    groups: list[Placed[Group]] = _of_files("groups", "vocabulary/groups.yaml", Group, many=True)
    keywords: list[Placed[Keywords]] = _of_files("keywords", "vocabulary/keywords/*.yaml", Keywords, many=True)
    parameters: list[Placed[Parameter]] = _of_files("parameters", "vocabulary/parameters.yaml", Parameter, many=True)
    forms: list[Placed[FormRule]] = _of_files("forms", "vocabulary/forms.yaml", FormRule, many=True)
    shared_headings: list[Placed[SharedHeading]] = _of_files(
        "shared-headings", "customs/shared-headings.yaml", SharedHeading, many=True
    )
    words: list[Placed[WordList]] = _of_files("words", "vocabulary/words.yaml", WordList)
    rules: list[Placed[Rule]] = _of_files("patterns", "vocabulary/patterns.yaml", Rule, many=True)
    procedures: list[Placed[Procedure]] = _of_files("procedures", "procedure/lists.yaml", Procedure, many=True)
    authorities: list[Placed[Authority]] = _of_files("authorities", "procedure/authorities.yaml", Authority, many=True)
    channels: list[Placed[Channel]] = _of_files("channels", "procedure/channels.yaml", Channel, many=True)
    requirements: list[Placed[Requirement]] = _of_files("procedure", "procedure/steps/*.yaml", Requirement, many=True)
    issuers: list[Placed[Issuer]] = _of_files("issuers", announcements.ISSUERS, Issuer, many=True)
    series: list[Placed[Series]] = _of_files("series", announcements.SERIES, Series, many=True)
    lists: list[Placed[AnnouncementList]] = _of_files("lists", announcements.LISTS, AnnouncementList, many=True)
    reviewed: list[Placed[Reviewed]] = _of_files("reviewed", announcements.REVIEWED, Reviewed, many=True)

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


KINDS: Final = tuple(FileKind(into=field.name, **field.metadata) for field in fields(Draft))


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
