"""The registry: which entities a document names, with their kinds, variants, genders and roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import phrase_head
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.bynames import find_bynames
from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.genders import form_gender, gender_evidence, gender_of, gender_votes, set_genders
from quoteattr.entities.known_people import find_known, owners, with_known
from quoteattr.entities.labels import add_labels
from quoteattr.entities.name_boundaries import institution_head, is_institution, turn_headwords
from quoteattr.entities.names import find_names
from quoteattr.entities.narrators import add_narrator
from quoteattr.entities.person_forms import merge_forms
from quoteattr.entities.role_holders import add_roles
from quoteattr.entities.roles import is_description
from quoteattr.entities.short_names import is_short_form
from quoteattr.entities.types import Entity, EntityMention, Form, Name, Registry
from quoteattr.language.people import GENDERS, SURE_SPEECH, People
from quoteattr.language.roles import RoleWords
from quoteattr.records import SpeakerKind
from quoteattr.settings import Person

# Minima and maxima of the shares of a form's uses that show its kind, set by hand on novels and news.
_MIN_PLACED, _MAX_SPEAKING = 0.4, 0.1  # uses behind "in", and as a speaker, of a place that no list has
_MIN_PLACE_USES = 5  # of such a place
_MIN_DENOTED = 0.25  # uses behind a noun for an organization: "the club True Blue"
_MIN_SUBJECT, _MIN_SUBJECT_USES = 0.25, 2  # uses as a subject, and their number, of a person
_MIN_CALLED = 0.1  # uses as an address, of a person
_MAX_GIVEN_PLACED = 0.5  # uses behind "in" of a given name that is a person's all the same
_MAX_DATELINE, _DATELINE = 2, 10  # paragraphs before a dateline, and tokens of it after the place
_DATELINE_ENDS = frozenset({"-", "--", "–", "—", ":"})
_RARE = 0.1  # uses of a full name, for each of the commonest one, below which it is no name in use
_MAX_CROWD = 8  # names in one sentence: more are a list


def find_entities(doc: Document, known: Sequence[Person] = (), closed: bool = False) -> Registry:
    """Find the entities that a text names, with their variants, genders and roles.

    Two passes: what the uses of each form of name show, then which forms are one entity's. The forms of `known` people
    are theirs from the start; if these are a `closed` cast, nobody else is to be named.
    """
    parse, quoted, people = doc.parse, doc.inside, doc.language.people
    known = tuple(dict.fromkeys(known))
    names = find_known(doc, turn_headwords(parse, find_names(parse, quoted, people)), known)
    facts = _facts(parse, names, people)
    claims = owners(facts, known, people, closed)
    evidence = gender_evidence(parse, names, quoted, people)
    set_genders(names, facts, evidence)
    bynames = find_bynames(parse, names, people)
    groups = merge_forms(facts, people, claims.sure, bynames)
    owner = {form: index for index, forms in enumerate(groups) for form in forms}
    mentions = [EntityMention(name.first, name.last, owner[name.form]) for name in names]
    votes = gender_votes(names, [mention.entity for mention in mentions], evidence)
    surfaces = _surfaces(parse, names)
    words = doc.language.roles
    entities = [_entity(forms, facts, surfaces, votes[i], words, bynames) for i, forms in enumerate(groups)]
    registry = with_known(Registry(entities, mentions, closed=closed), groups, claims, known)
    return add_narrator(doc, add_labels(doc, add_roles(doc, registry)))


@dataclass(slots=True)
class _Uses:
    """Counts of how a form is used."""

    count: int = 0
    narrated: int = 0
    subject: int = 0
    speaks: int = 0
    called: int = 0
    placed: int = 0
    denoted: int = 0
    joined: int = 0
    dated: int = 0
    capitals: int = 0

    @property
    def is_acronym(self) -> bool:
        return self.capitals == self.count

    @property
    def is_subject(self) -> bool:
        return self.subject >= _MIN_SUBJECT_USES and self.subject >= _MIN_SUBJECT * self.count

    @property
    def is_placed(self) -> bool:
        enough = self.count >= _MIN_PLACE_USES and self.placed >= _MIN_PLACED * self.count
        return enough and self.speaks < _MAX_SPEAKING * self.count


def _facts(parse: Parse, names: Sequence[Name], people: People) -> dict[Form, FormFacts]:
    uses: dict[Form, _Uses] = defaultdict(_Uses)
    for name in names:
        _count_use(parse, name, uses[name.form], people)
    kinds = {form: _kind(form, use, people) for form, use in uses.items()}
    surnames = {form.names[-1] for form in uses if len(form.names) > 1 and form.names[0] in people.given}
    full = [form.names for form in uses if len(form.names) > 1]
    firsts = {form.names[0] for form, kind in kinds.items() if len(form.names) > 1 and kind == "person"}
    only_last = {names[-1] for names in full} - {names[0] for names in full}
    acronyms = {form.names[0] for form, kind in kinds.items() if kind == "organization" and uses[form].is_acronym}
    words = {word for form in uses if not form.the for word in form.names}
    facts = {}
    for form, use in uses.items():
        kind = kinds[form]
        if kind == "person" and _is_family(form, words):
            kind = "group"
        elif kind == "place" and use.speaks and not form.the and form.names[0] in surnames:
            kind = "person"  # "Jordan said", where Jim Jordan is known
        elif kind == "place" and use.called > use.placed and form.names[0] in firsts:
            kind = "person"  # "Well, Florence", where Florence Lund is known
        elif kind == "organization" and len(form.names) == 1 and use.is_acronym and form.names[0] in surnames:
            kind = "person"  # "LUND: ROADS SAFE", where Ana Lund is known
        elif form.names[0] in acronyms and not form.titles:
            kind = "organization"  # "RT America", where RT is known
        is_surname = len(form.names) == 1 and form.names[0] in only_last
        facts[form] = FormFacts(use.count, use.narrated, kind, form_gender(form, is_surname, people))
    for place, name in enumerate(names):
        facts[name.form].places.append(place)
    _note_neighbours(parse, names, facts)
    return facts


def _is_family(form: Form, words: set[str]) -> bool:
    """Whether a form is the plural of a name of the text: "the Wilcoxes"."""
    name = form.names[-1]
    return form.the and len(form.names) == 1 and name.endswith("s") and not words.isdisjoint((name[:-1], name[:-2]))


def _note_neighbours(parse: Parse, names: Sequence[Name], facts: Mapping[Form, FormFacts]) -> None:
    """Count for each form the others named in the same sentence of the narration."""
    by_sentence: dict[int, set[Form]] = defaultdict(set)
    for name in names:
        if not name.quoted:
            by_sentence[parse.sentence[name.first]].add(name.form)
    for forms in by_sentence.values():
        if 1 < len(forms) <= _MAX_CROWD:
            for form, other in permutations(forms, 2):
                beside = facts[form].beside
                beside[other] = beside.get(other, 0) + 1


def _count_use(parse: Parse, name: Name, use: _Uses, people: People) -> None:
    first, last = name.first, name.last
    head = phrase_head(parse, first, last)
    speaks = parse.dep[head] == "nsubj" and parse.lemma[parse.head[head]] in people.speech
    beside = not name.quoted and (_reports(parse, last, people) or _reports(parse, first - 1, people))
    use.count += 1
    use.narrated += not name.quoted
    word = parse.word[first].replace(".", "")
    use.capitals += last == first + 1 and len(word) > 1 and word.isupper()
    if parse.dep[head] in ("nsubj", "nsubjpass"):
        use.subject += 1
    use.speaks += speaks or beside
    use.joined += parse.word[last - 2] == "-"  # a surname: "Lane" is a street's name, "Joshi-Lane" is not
    use.denoted += _is_denoted(parse, first, last, people)
    if name.quoted and is_vocative(parse, first, last, people.words):
        use.called += 1
    if first and parse.lower[first - 1] in people.words.place_prepositions:
        use.placed += 1
    use.dated += parse.word[last - 1].isupper() and _is_dateline(parse, first, last)


def _is_dateline(parse: Parse, first: int, last: int) -> bool:
    """Whether a name in capitals says where a report was written: "SARN BAY, June 4: It rained"."""
    start, end = parse.paragraphs[parse.paragraph[first]]
    if first != start or parse.paragraph[first] > _MAX_DATELINE or last >= end:
        return False
    after = parse.word[last : min(end, last + _DATELINE)]
    return after[0] == "," and not _DATELINE_ENDS.isdisjoint(after)


def _is_denoted(parse: Parse, first: int, last: int, people: People) -> bool:
    """Whether a noun right before the name says that it is an organization's: "the club True Blue"."""
    noun = first - 1
    if noun < 0 or parse.tag[noun] != "NN" or people.organizations.get(parse.lower[noun]) != "head":
        return False
    return first <= parse.head[noun] < last or parse.head[phrase_head(parse, first, last)] == noun


def _reports(parse: Parse, i: int, people: People) -> bool:
    """Whether token `i` is a finite verb that reports speech whenever it stands beside a quotation."""
    if not 0 <= i < len(parse) or parse.tag[i] not in ("VBD", "VBZ", "VBN"):
        return False
    return people.speech.get(parse.lemma[i], 0) == SURE_SPEECH


def _kind(form: Form, use: _Uses, people: People) -> SpeakerKind:
    """Return what a form seems to name, by the word lists first, then by how the text uses it."""
    words = " ".join(form.names)
    if form.titles or (len(form.names) == 1 and not form.the and people.nouns.get(form.names[0]) == "address"):
        return "person"
    if people.organizations.get(words) == "whole":
        return "organization"
    if form.the and len(form.names) == 1 and people.organizations.get(words) == "head":
        return "organization"
    if "&" in form.names:
        return "organization"
    if is_institution(form.names, people):
        is_document = people.organizations.get(institution_head(form.names, people)) == "document"
        return "document" if is_document else "organization"
    if use.denoted > _MIN_DENOTED * use.count:
        return "organization"
    if use.dated:
        return "place"
    is_place = words in people.places and (not form.the or use.is_acronym or len(form.names) > 1)  # "the U.S."
    if is_place or (_is_named_after_place(form, people) and not (use.speaks or use.joined)):
        return "place"
    if len(form.names) == 1 and use.is_acronym and form.names[0] not in people.given:
        return "organization"
    if use.is_placed and form.names[0] not in people.given:
        return "place"
    if use.speaks and not form.the:
        return "person"
    if form.the:
        return "person" if use.is_subject else "unknown"
    if form.names[0] in people.given and (len(form.names) > 1 or use.placed < _MAX_GIVEN_PLACED * use.count):
        return "person"
    if use.called and use.called >= _MIN_CALLED * use.count:
        return "person"
    return "person" if use.is_subject and use.placed < _MIN_PLACED * use.count else "unknown"


def _is_named_after_place(form: Form, people: People) -> bool:
    """Whether either end is a word for a kind of place ("Lake Como", "Rosings Park")."""
    return len(form.names) > 1 and not people.place_heads.isdisjoint((form.names[0], form.names[-1]))


def _without_postnominals(name: str, people: People) -> str:
    """Cut degrees and orders off a full name, *Ana Lund MBE*; *Jr.* belongs to it."""
    words = name.split()
    while len(words) > 2 and words[-1].isupper() and _key(words[-1]) in people.postnominals - people.words.generations:
        del words[-1]
    return " ".join(words).rstrip(",")


def _key(word: str) -> str:
    return word.lower().replace(".", "").rstrip(",")


_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "document", "place", "group", "unknown")  # surest first


def _surfaces(parse: Parse, names: Sequence[Name]) -> dict[Form, str]:
    """Return how each form is written where it first stands, rather not in capitals throughout."""
    written: dict[Form, str] = {}
    for name in names:
        known = written.get(name.form)
        if known is not None and not known.isupper():
            continue
        text = " ".join(parse.span(name.first, name.last - 1).replace("_", "").split())
        if known is None or not text.isupper():
            written[name.form] = text
    return {form: f"the {text}" if form.the else text for form, text in written.items()}


def _entity(
    forms: Sequence[Form],
    facts: Mapping[Form, FormFacts],
    surfaces: Mapping[Form, str],
    votes: Mapping[str, int],
    words: RoleWords,
    bynames: Container[Form],
) -> Entity:
    people = words.people
    is_alone = len(forms) == 1  # as most are
    kind = facts[forms[0]].kind if is_alone else _entity_kind(forms, facts, people)
    names = [form for form in forms if not is_description(form, words)]
    own = [form for form in names if form not in bynames]
    best = forms[0] if is_alone else _fullest(own or names or forms, facts, people)
    name = _without_postnominals(_without_office(surfaces[best], best, people), people)
    bare = {form.names for form in forms if not form.the}  # "the Voss" of "the Voss letters" is no name of his
    written = dict.fromkeys(surfaces[form] for form in forms if not (form.the and form.names in bare))
    aliases = tuple(alias for alias in written if alias not in (name, surfaces[best]))
    titles = frozenset(title for form in forms for title in form.titles)
    gender = GENDERS[gender_of(forms, facts, votes, people)] if kind in ("person", "unknown") else "unknown"
    count = sum(facts[form].count for form in forms)
    return Entity(name, kind, gender, aliases, (), titles, count, named=bool(names))


def _entity_kind(forms: Sequence[Form], facts: Mapping[Form, FormFacts], people: People) -> SpeakerKind:
    """Return the kind of several forms: a title or given name makes a person, an institution's name an institution."""
    kinds = {facts[form].kind for form in forms}
    is_person = any(form.titles or form.names[0] in people.given for form in forms if facts[form].kind == "person")
    if not is_person and (institutions := kinds & {"organization", "document"}):
        return "organization" if "organization" in institutions else "document"
    return next((kind for kind in _KINDS if kind in kinds), "unknown")


def _without_office(name: str, form: Form, people: People) -> str:
    """Cut "President" or "Sen." off a full name; "Mrs." and "Lady" belong to it, as do "Capt." and "Canon"."""
    lasting = people.words.lasting_titles
    if len(form.names) < 2 or not form.titles or people.titles.get(form.titles[-1]) != "rank":
        return name
    words = name.split()
    before = ""
    while len(words) > 2 and (title := words[0].lower().rstrip(".")) in form.titles:
        if title in lasting and f"{before}-{title}" not in people.words.compound_offices:
            break
        before = title
        del words[0]
    return " ".join(words)


def _fullest(forms: Sequence[Form], facts: Mapping[Form, FormFacts], people: People) -> Form:
    """Return the form with most names, that with a title if of one, and without an article if a person's.

    Of those alike one that is not short for another, and of these the commonest.
    """

    def rank(form: Form) -> tuple[int, bool, bool, bool, int, Form]:
        count, is_one = len(form.names), len(form.names) == 1
        is_person = facts[form].kind == "person"
        is_short = any(_is_pet_form(form.names[0], other.names[0], people) for other in forms)
        return count, not (form.the and is_person), is_one and bool(form.titles), not is_short, facts[form].count, form

    return max(_lasting(forms, facts), key=rank)


def _lasting(forms: Sequence[Form], facts: Mapping[Form, FormFacts]) -> list[Form]:
    """Return the full names, less those hardly in use beside another, and the short ones, less those of speech alone.

    *The Academy Anne* and *F. C. Weston Churchill* are play or a signature, and *Miss Alice* is how others address her.
    """
    full, short = ([form for form in forms if (len(form.names) > 1) == is_full] for is_full in (True, False))
    usual = max((facts[form].count for form in full), default=0)
    used = [form for form in full if facts[form].count >= _RARE * usual]
    return used + ([form for form in short if facts[form].narrated] or short)


def _is_pet_form(short: str, name: str, people: People) -> bool:
    """Whether a first name is short for another; of two that the list has for one person, the shorter is."""
    listed = name in people.nicknames.get(short, ())
    return short != name and is_short_form(short, name, people) and (not listed or len(short) < len(name))
