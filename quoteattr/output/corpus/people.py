"""Speakers of documents -> people across documents. What is doubtful is listed, never joined.

Whom an identifier was given with, as a person known beforehand, is one person wherever it is, and never one of another
identifier. A full name is one person's, whatever stands before it, also as another's alias, unless the genders
contradict each other. A part of a name (*Okonrade*, *P. Okonrade*), another form (*Bill* for *William*) or a middle
name more is the same person's only if one keeps an office, a role of several words, or company: people who speak in
the same documents. Organizations are one by their name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.language.language import load_language
from quoteattr.language.roles import RoleWords
from quoteattr.output.corpus.names import Name, folded, full_names, may_be_one, name_of
from quoteattr.output.corpus.survey import Document
from quoteattr.output.speaker_shares import Voice
from quoteattr.records import Gender, Speaker, SpeakerKind

_MOST = 50  # people of a surname that another is compared with, the fullest names first: bounds the work
_COMPANY = 5  # names of people who speak in the same documents that are told of
Key = tuple[int, str]  # the number of a document, the id of a speaker in it


@dataclass(frozen=True, slots=True)
class CorpusPerson:
    """A person, or an organization, across documents; copies of a document are not counted.

    Attributes:
        id: "p1" is who says most.
        name: the fullest, without titles where one form has none.
        kind: as most documents say.
        gender: as documents say, none of which contradicts another.
        ref: the identifier given with a person known beforehand (`Speaker.ref`).
        aliases: all other names.
        roles: all, the commonest first.
        company: ids of those who speak in the same documents, the most faithful first.
        documents: in how many documents they speak.
        quotations: how many.
        words: in those.
        appearances: the documents, by number, and the speakers' ids there; in copies too.
        maybe: ids of people who may be the same.
    """

    id: str
    name: str
    kind: SpeakerKind
    gender: Gender
    ref: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    company: tuple[str, ...]
    documents: int
    quotations: int
    words: int
    appearances: tuple[Key, ...]
    maybe: tuple[str, ...] = ()


@dataclass(slots=True)
class _Cluster:
    """Appearances that are one person's, and what they keep."""

    name: Name
    voices: list[tuple[int, Voice]]
    genders: set[Gender]
    roles: set[Name]
    company: set[Name]
    ref: str | None
    root: _Cluster | None = None
    maybe: list[_Cluster] = field(default_factory=list)

    def find(self) -> _Cluster:
        """Return the cluster that this one was joined to, or itself."""
        found = self
        while found.root is not None:
            found = found.root
        return found

    def contradicts(self, other: _Cluster) -> bool:
        """Whether the two have different identifiers, or where one has none, different genders."""
        if self.ref and other.ref:
            return self.ref != other.ref
        return not (self.genders <= other.genders or other.genders <= self.genders)

    def keeps(self, other: _Cluster) -> bool:
        """Whether the two have a role or company in common, and no document holds them apart."""
        is_one = not (self.roles.isdisjoint(other.roles) and self.company.isdisjoint(other.company))
        return is_one and {at for at, _ in self.voices}.isdisjoint(at for at, _ in other.voices)

    def take(self, other: _Cluster) -> None:
        """Join another to this one."""
        self.name = max(self.name, other.name, key=len)
        self.voices += other.voices
        self.genders |= other.genders
        self.roles |= other.roles
        self.company |= other.company
        self.ref = self.ref or other.ref
        self.maybe += other.maybe
        other.root = self


def join_people(documents: Sequence[Document], language: str = "en") -> list[CorpusPerson]:
    """Return the named people and organizations that speak in documents, most words first.

    Args:
        documents: from `survey`.
        language: whose titles, offices and nicknames are read.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> from quoteattr.output.corpus.survey import survey
        >>> texts = ["“It rained,” Mayor Ana Lund said.", "“No dams,” Ana Lund, the mayor, said."]
        >>> [(person.name, person.documents) for person in join_people(survey(QuoteExtractor().pipe(texts)))]
        [('Ana Lund', 2)]
    """
    roles = load_language(language).roles
    clusters = _by_identity(documents, roles)
    _join_parts(clusters, roles)
    return _people([cluster for cluster in clusters if cluster.root is None], documents)


def _by_identity(documents: Sequence[Document], roles: RoleWords) -> list[_Cluster]:
    """Return those who speak, one by their identities; who has only part of a name is by themselves."""
    clusters: list[_Cluster] = []
    known: dict[tuple[str, Name], list[_Cluster]] = defaultdict(list)
    for number, document in enumerate(documents):
        speakers = [
            (voice, voice.speaker) for voice in document.voices if voice.speaker and _is_somebody(voice.speaker)
        ]
        identities = [_identities(speaker, roles) for _, speaker in speakers]
        present = {name for keys in identities for _, name in keys}
        for (voice, speaker), keys in zip(speakers, identities, strict=True):
            company = present - {name for _, name in keys}
            cluster = _cluster(number, voice, speaker, company, roles)
            clusters.append(cluster)
            for key in keys:
                _join_known(cluster.find(), known[key])
    return clusters


def _is_somebody(speaker: Speaker) -> bool:
    return speaker.named and speaker.kind not in ("group", "document")


def _identities(speaker: Speaker, roles: RoleWords) -> list[tuple[str, Name]]:
    """Return what makes speakers of several documents one, the surest first; none if only part of a name is known."""
    given = [("ref", (speaker.ref,))] if speaker.ref else []
    if not _is_person(speaker):
        words = folded(speaker.name)
        return given + [("organization", words[words[0] in roles.people.words.articles :])] * bool(words)
    return given + [("person", name) for name in full_names(speaker, roles)]


def _is_person(speaker: Speaker) -> bool:
    return speaker.kind in ("person", "unknown")


def _cluster(number: int, voice: Voice, speaker: Speaker, company: set[Name], roles: RoleWords) -> _Cluster:
    short = name_of(speaker.name, roles) or (speaker.name,)
    name = max([short, *full_names(speaker, roles)], key=len) if _is_person(speaker) else short
    title = folded(speaker.name)[: -len(short)]
    genders: set[Gender] = set() if speaker.gender == "unknown" else {speaker.gender}
    held = {tuple(map(roles.normal, role)) for role in (title, *map(folded, speaker.roles))}
    offices = {(word,) for role in held for word in role if word in roles.offices}
    kept = offices | {role for role in held if len(role) > 1}
    return _Cluster(name, [(number, voice)], genders, kept, company, speaker.ref)


def _join_known(cluster: _Cluster, known: list[_Cluster]) -> None:
    """Join who has the same identity; if all contradict, only note it."""
    for other in (each.find() for each in known):
        if other is cluster:
            return
        if not other.contradicts(cluster):
            other.take(cluster)
            return
        cluster.maybe.append(other)
    known.append(cluster)


def _join_parts(clusters: Sequence[_Cluster], roles: RoleWords) -> None:
    """Join parts and forms of names with those who alone keep a role or company; note who else may be meant."""
    by_surname: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        _, voice = cluster.voices[0]
        if cluster.root is None and voice.speaker and _is_person(voice.speaker):
            by_surname[cluster.name[-1]].append(cluster)
    for same in by_surname.values():
        same.sort(key=lambda cluster: -len(cluster.name))
        for at, cluster in enumerate(same):
            fuller = [other for other in same[: min(at, _MOST)] if other.root is None]
            near = [one for one in fuller if may_be_one(cluster.name, one.name, roles) and not one.contradicts(cluster)]
            proven = [other for other in near if other.keeps(cluster)]
            if len(proven) == 1:
                proven[0].take(cluster)
            else:
                cluster.maybe += near


def _people(clusters: Sequence[_Cluster], documents: Sequence[Document]) -> list[CorpusPerson]:
    """Make records of clusters, most words first."""
    counted = {id(cluster): _counted(cluster, documents) for cluster in clusters}
    ranked = sorted(clusters, key=lambda cluster: (-sum(v.words for v in counted[id(cluster)].values()), cluster.name))
    ids = {id(cluster): f"p{number}" for number, cluster in enumerate(ranked, start=1)}
    company = _company({ids[key]: list(voices) for key, voices in counted.items()})
    doubtful: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for other in cluster.maybe:
            one, two = ids[id(cluster)], ids[id(other.find())]
            if one != two:
                doubtful[one].add(two)
                doubtful[two].add(one)
    return [
        _person(
            ids[id(each)], each, list(counted[id(each)].values()), company, sorted(doubtful[ids[id(each)]], key=_rank)
        )
        for each in ranked
    ]


def _rank(person: str) -> int:
    return int(person[1:])


def _counted(cluster: _Cluster, documents: Sequence[Document]) -> dict[int, Voice]:
    """Return what somebody says in each document, once for a document and its copies."""
    voices: dict[int, Voice] = {}
    for number, voice in cluster.voices:
        original = documents[number].copy_of
        voices.setdefault(number if original is None else original, voice)
    return voices


def _company(present: Mapping[str, Sequence[int]]) -> Mapping[str, list[str]]:
    """Return for each person those who speak in most of the same documents."""
    by_document: dict[int, list[str]] = defaultdict(list)
    for person, numbers in present.items():
        for number in numbers:
            by_document[number].append(person)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for people in by_document.values():
        loudest = sorted(people, key=_rank)[:_MOST]
        for person in loudest:
            together[person].update(other for other in loudest if other != person)
    ranked = {person: sorted(others.items(), key=_faithful)[:_COMPANY] for person, others in together.items()}
    return {person: [other for other, _ in others] for person, others in ranked.items()}


def _faithful(other: tuple[str, int]) -> tuple[int, int]:
    return -other[1], _rank(other[0])


def _person(
    person: str, cluster: _Cluster, voices: Sequence[Voice], company: Mapping[str, list[str]], maybe: Sequence[str]
) -> CorpusPerson:
    speakers = [voice.speaker for _, voice in cluster.voices if voice.speaker]
    names = Counter(speaker.name for speaker in speakers)
    aliases = dict.fromkeys([*names, *(alias for speaker in speakers for alias in speaker.aliases)])
    name = max(aliases, key=lambda form: (folded(form) == cluster.name, names[form] > 0, names[form]))
    return CorpusPerson(
        id=person,
        name=name,
        kind=Counter(speaker.kind for speaker in speakers).most_common(1)[0][0],
        gender=next(iter(cluster.genders)) if len(cluster.genders) == 1 else "unknown",
        ref=cluster.ref,
        aliases=tuple(alias for alias in aliases if alias != name),
        roles=tuple(role for role, _ in Counter(role for speaker in speakers for role in speaker.roles).most_common()),
        company=tuple(company.get(person, ())),
        documents=len(voices),
        quotations=sum(voice.quotes for voice in voices),
        words=sum(voice.words for voice in voices),
        appearances=tuple((number, voice.speaker.id) for number, voice in cluster.voices if voice.speaker),
        maybe=tuple(maybe),
    )
