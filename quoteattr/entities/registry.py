"""Stage 6: who exists in this document: names, aliases, roles, gender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from quoteattr.document.document import Document
from quoteattr.document.parse import Parse
from quoteattr.document.phrases import phrase_head
from quoteattr.document.vocatives import is_vocative
from quoteattr.entities.form_groups import FormFacts
from quoteattr.entities.genders import form_gender, gender_of, gender_votes, set_genders, signs_of_gender
from quoteattr.entities.labels import add_labels
from quoteattr.entities.name_boundaries import institution_head, is_institution
from quoteattr.entities.names import find_names
from quoteattr.entities.person_forms import merge_forms
from quoteattr.entities.role_holders import add_roles
from quoteattr.entities.types import Entity, EntityMention, Form, Name, Registry
from quoteattr.language.people import People
from quoteattr.records import Gender, SpeakerKind

_GENDERS: Mapping[str, Gender] = {"m": "male", "f": "female", "": "unknown"}
_USES, _PLACED, _SPEAKING = 5, 0.4, 0.1  # a name used so often, with this share behind "in", less speaking, is a place
_CROWD = 8  # names in one sentence: more are a list
_MANY = 20  # mentions beside which a single fuller form is a slip
_RARE = 0.015  # a fuller form with a smaller share of the mentions is a slip or belongs to the past


def find_entities(doc: Document) -> Registry:
    """Find the entities a text names, with their variants, genders and roles.

    Two passes: the habits of each form of name, then who bears which forms.
    """
    parse, quoted, people = doc.parse, doc.inside, doc.language.people
    names = find_names(parse, quoted, people)
    facts = _facts(parse, names, people)
    signs = signs_of_gender(parse, names, quoted, people)
    set_genders(names, facts, signs)
    groups = merge_forms(facts, people)
    owner = {form: index for index, forms in enumerate(groups) for form in forms}
    mentions = [EntityMention(name.first, name.last, owner[name.form]) for name in names]
    votes = gender_votes(names, [mention.entity for mention in mentions], signs)
    surfaces = _surfaces(parse, names)
    entities = [_entity(forms, facts, surfaces, votes[i], people) for i, forms in enumerate(groups)]
    return add_labels(doc, add_roles(doc, Registry(entities, mentions)))


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
    capitals: int = 0

    @property
    def is_acronym(self) -> bool:
        return self.capitals == self.count

    @property
    def is_placed(self) -> bool:
        enough = self.count >= _USES and self.placed >= _PLACED * self.count
        return enough and self.speaks < _SPEAKING * self.count


def _facts(parse: Parse, names: Sequence[Name], people: People) -> dict[Form, FormFacts]:
    uses: dict[Form, _Uses] = defaultdict(_Uses)
    for name in names:
        _count_use(parse, name, uses[name.form], people)
    kinds = {form: _kind(form, use, people) for form, use in uses.items()}
    surnames = {form.names[-1] for form in uses if len(form.names) > 1 and form.names[0] in people.given}
    full = [form.names for form in uses if len(form.names) > 1]
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
        if 1 < len(forms) <= _CROWD:
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
    return people.speech.get(parse.lemma[i], 0) == 2


def _kind(form: Form, use: _Uses, people: People) -> SpeakerKind:
    """What a form seems to name, by the word lists first, then by how the text uses it."""
    words = " ".join(form.names)
    if form.titles:
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
    if use.denoted > 0.25 * use.count:
        return "organization"
    is_place = words in people.places and (not form.the or use.is_acronym or len(form.names) > 1)  # "the U.S."
    if is_place or (_is_named_after_place(form, people) and not (use.speaks or use.joined)):
        return "place"
    if len(form.names) == 1 and use.is_acronym and not people.given.get(form.names[0]):
        return "organization"
    if use.is_placed and not people.given.get(form.names[0]):
        return "place"
    if use.speaks and not form.the:
        return "person"
    if form.the:
        return "person" if use.subject >= 2 and use.subject >= 0.25 * use.count else "unknown"
    if people.given.get(form.names[0]) and (len(form.names) > 1 or use.placed < 0.5 * use.count):
        return "person"
    if use.called and use.called >= 0.1 * use.count:
        return "person"
    acts = use.subject >= 2 and use.subject >= 0.25 * use.count and use.placed < 0.4 * use.count
    return "person" if acts else "unknown"


def _is_named_after_place(form: Form, people: People) -> bool:
    """Whether either end is a word for a kind of place ("Lake Como", "Rosings Park")."""
    return len(form.names) > 1 and not people.place_heads.isdisjoint((form.names[0], form.names[-1]))


def _surfaces(parse: Parse, names: Sequence[Name]) -> dict[Form, str]:
    """How each form is written where it first stands, rather not in capitals throughout."""
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
    people: People,
) -> Entity:
    is_alone = len(forms) == 1  # as most are
    kind = facts[forms[0]].kind if is_alone else _entity_kind(forms, facts, people)
    best = forms[0] if is_alone else _fullest(forms, facts, people)
    name = _without_office(surfaces[best], best, people)
    bare = {form.names for form in forms if not form.the}  # "the Voss" of "the Voss letters" is no name of his
    written = dict.fromkeys(surfaces[form] for form in forms if not (form.the and form.names in bare))
    aliases = tuple(alias for alias in written if alias not in (name, surfaces[best]))
    titles = frozenset(title for form in forms for title in form.titles)
    gender = _GENDERS[gender_of(forms, facts, votes, people)] if kind in ("person", "unknown") else "unknown"
    count = sum(facts[form].count for form in forms)
    return Entity(name, kind, gender, aliases, (), titles, count)


_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "document", "place", "group", "unknown")  # surest first


def _entity_kind(forms: Sequence[Form], facts: Mapping[Form, FormFacts], people: People) -> SpeakerKind:
    """A title or given name makes a person; else what has an institution's name is one, whatever it does."""
    kinds = {facts[form].kind for form in forms}
    is_person = any(form.titles or people.given.get(form.names[0]) for form in forms if facts[form].kind == "person")
    if not is_person and (institutions := kinds & {"organization", "document"}):
        return "organization" if "organization" in institutions else "document"
    return next((kind for kind in _KINDS if kind in kinds), "unknown")


def _without_office(name: str, form: Form, people: People) -> str:
    """A full name without "President", "Sen."; "Mrs." and "Lady" belong to the name."""
    if len(form.names) < 2 or not form.titles or people.titles.get(form.titles[-1]) != "rank":
        return name
    words = name.split()
    while len(words) > 2 and words[0].lower().rstrip(".") in form.titles:
        del words[0]
    return " ".join(words)


def _fullest(forms: Sequence[Form], facts: Mapping[Form, FormFacts], people: People) -> Form:
    """The form with most words among those that are no rarities; without such, the commonest.

    A report gives a full name once, and then the surname; but whom a story calls by a given name goes by that.
    """
    total = sum(facts[form].count for form in forms)
    enough = max(_RARE * total, 2 if total >= _MANY else 1)
    usual = [form for form in forms if len(form.names) >= 2 and _is_usual(facts[form], enough)]
    full = usual or [form for form in forms if facts[form].narrated and _introduces(form, forms[0], people)]
    return max(full or forms, key=lambda form: (len(form.names) if full else 0, facts[form].count, form))


def _introduces(form: Form, commonest: Form, people: People) -> bool:
    """Whether a form is the given name and surname of one who is mostly called by the surname."""
    styled = any(people.titles.get(title) == "style" for title in form.titles)
    is_full = len(form.names) >= 2 and form.names[0] in people.given and not styled
    return is_full and commonest.names[-1] == form.names[-1]


def _is_usual(facts: FormFacts, enough: float) -> bool:
    """Whether a form is no slip: used more than rarely, and once by the narrator or twice by others."""
    return facts.count >= enough and (facts.narrated > 0 or facts.count > 1)
