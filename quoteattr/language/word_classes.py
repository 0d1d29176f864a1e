"""Small closed classes of words: pronouns, prepositions by their use, forms of address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from pathlib import Path

from quoteattr.language.data_files import read_optional, words_by_key

_NONE: frozenset[str] = frozenset()
_STYLE = "style_"


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Closed classes of words by what the stages ask of them; a class that a language lacks is empty.

    Pronouns: `masculine`, `feminine`, `neuter`, `plural`, `first_person`, `relatives`; `conversational` are those that
    a story has more of than a report. Determiners: `articles`, `definite` (all that take their noun as known),
    `demonstratives`, `negative_determiners`. Prepositions: `genitive_prepositions` (*of*), `origin_prepositions` (the
    words *of* Ana), `agentive_prepositions` (before whose the words are), `instrumental_prepositions` (*with* these
    words), `source_prepositions` (*according* to), `place_prepositions` and `locative_prepositions` (before places),
    `office_prepositions` (ambassador *to*), `name_prepositions` (inside names of institutions).
    """

    articles: frozenset[str] = _NONE
    definite_articles: frozenset[str] = _NONE
    definite: frozenset[str] = _NONE
    masculine: frozenset[str] = _NONE
    feminine: frozenset[str] = _NONE
    neuter: frozenset[str] = _NONE
    plural: frozenset[str] = _NONE
    duals: frozenset[str] = _NONE  # words for several just spoken of: *both*
    crowds: frozenset[str] = _NONE  # singular nouns for many people, who are *they*
    messages: frozenset[str] = _NONE  # nouns for what is read or heard, which *says* something
    first_person: frozenset[str] = _NONE
    second_person: frozenset[str] = _NONE
    conversational: frozenset[str] = _NONE
    relatives: frozenset[str] = _NONE
    personal_relatives: frozenset[str] = _NONE
    identity_verbs: frozenset[str] = _NONE  # *X is Y*
    copulas: frozenset[str] = _NONE  # lemmas that say what somebody is
    conditions: frozenset[str] = _NONE  # conjunctions that make a report hypothetical
    negative_determiners: frozenset[str] = _NONE
    complementizers: frozenset[str] = _NONE
    genitive_prepositions: frozenset[str] = _NONE
    conjunctions: frozenset[str] = _NONE
    manner_adverbs: frozenset[str] = _NONE  # *so* said he
    demonstratives: frozenset[str] = _NONE  # *this* is what she said
    instrumental_prepositions: frozenset[str] = _NONE
    origin_prepositions: frozenset[str] = _NONE
    agentive_prepositions: frozenset[str] = _NONE
    place_prepositions: frozenset[str] = _NONE
    locative_prepositions: frozenset[str] = _NONE
    office_prepositions: frozenset[str] = _NONE
    name_prepositions: frozenset[str] = _NONE
    name_particles: frozenset[str] = _NONE  # small words inside a person's name
    honorific_suffixes: frozenset[str] = _NONE  # behind a hyphen: "Nana-ji"
    organization_small_words: frozenset[str] = _NONE
    source_followers: frozenset[str] = _NONE  # words that may follow a source
    source_prepositions: frozenset[str] = _NONE
    told_things: frozenset[str] = _NONE  # objects of *tell* that are told, not addressed
    addressed_by_subject: frozenset[str] = _NONE  # verbs whose subject in a headline is who is told
    endearments: frozenset[str] = _NONE
    pet_endings: frozenset[str] = _NONE  # of short forms of names: *Barty*
    interjections: frozenset[str] = _NONE  # before a name that is called
    lapsing: frozenset[str] = _NONE  # modifiers of a role that may be left out at the second mention
    ages: frozenset[str] = _NONE  # what ends "43-year-old"
    agent_endings: frozenset[str] = _NONE  # most nouns so formed are agents; beside a name nearly all
    firm_nouns: frozenset[str] = _NONE
    prominent_roles: frozenset[str] = _NONE  # wider words for roles of whom a text may be all about
    private_roles: frozenset[str] = _NONE  # wider words for roles that are no office
    shared_roles: frozenset[str] = _NONE  # roles that firms have as well as people
    styles_with_given_names: frozenset[str] = _NONE  # *Sir John*
    wives: frozenset[str] = _NONE
    maidens: frozenset[str] = _NONE
    titled_wives: frozenset[str] = _NONE
    lords: frozenset[str] = _NONE
    husbands: frozenset[str] = _NONE
    learned_titles: frozenset[str] = _NONE  # of those who are "Mr." as well
    object_pronouns: frozenset[str] = _NONE  # who cannot be the subject beside a verb of saying
    clause_relatives: frozenset[str] = _NONE
    bystanders: frozenset[str] = _NONE  # pronouns that are nobody's cue in a story
    perceiving: frozenset[str] = _NONE  # verbs whose object may be a subject: *heard him say*
    indefinite: frozenset[str] = _NONE  # determiners that introduce somebody
    nominal_determiners: frozenset[str] = _NONE  # before a noun for a person
    ordinals: frozenset[str] = _NONE  # tell two of a kind apart
    companions: frozenset[str] = _NONE  # prepositions of what tells somebody apart: *the man with the beard*
    auxiliaries: frozenset[str] = _NONE
    subordinators: frozenset[str] = _NONE
    past_copulas: frozenset[str] = _NONE  # *X was a beadle*
    possessive_first: frozenset[str] = _NONE
    addressing_prepositions: frozenset[str] = _NONE
    narrated_first_person: frozenset[str] = _NONE  # *said I.* ends in one token, as an initial does
    male_address: frozenset[str] = _NONE  # what men are called by; blanks as hyphens
    female_address: frozenset[str] = _NONE  # what women are called by; blanks as hyphens
    style_mrs: frozenset[str] = _NONE  # forms of address that are alike, each named by its commonest
    style_mr: frozenset[str] = _NONE
    style_miss: frozenset[str] = _NONE
    style_aunt: frozenset[str] = _NONE
    style_uncle: frozenset[str] = _NONE
    style_lady: frozenset[str] = _NONE
    style_doctor: frozenset[str] = _NONE
    speech_arrivals: frozenset[str] = _NONE  # verbs of *there came an answer from Tom*
    answer_origins: frozenset[str] = _NONE  # *the answer of Tom*
    known_things: frozenset[str] = _NONE  # *“Do you know?”* asks for no cue
    dated_given_names: frozenset[str] = _NONE  # months and days that are given names too: *June Hale*
    generations: frozenset[str] = _NONE  # what stands behind a surname and belongs to it
    lead_in_prepositions: frozenset[str] = _NONE  # *A note from Ana Lund:*
    desks: frozenset[str] = _NONE  # *From the desk of Ana Lund*
    lasting_titles: frozenset[str] = _NONE  # ranks that stay with a full name: *Capt. Ana Lund*
    past_endings: frozenset[str] = _NONE  # of regular verbs
    past_forms: frozenset[str] = _NONE  # irregular ones, of verbs that report
    appointing: frozenset[str] = _NONE  # lemmas of *was elected mayor*
    compound_offices: frozenset[str] = _NONE  # an office that is not what its last word says; blanks as hyphens
    postposed_privatives: frozenset[str] = _NONE  # *president elect*
    lapses: frozenset[str] = _NONE  # *mayor until May*
    naming: frozenset[str] = _NONE  # *known* as, *alias*: words that lead to another name
    calling: frozenset[str] = _NONE  # verbs of *Friends call Ana Lund “Peg”*
    byname_links: frozenset[str] = _NONE  # *known as Peg*
    active_byname_links: frozenset[str] = _NONE  # *goes by Peg*
    possessive_relatives: frozenset[str] = _NONE  # *whose stage name is Peg*

    def styles(self) -> dict[str, frozenset[str]]:
        """Return the forms of address that are alike, by the name of each class without *style*."""
        names = (each.name for each in fields(self) if each.name.startswith(_STYLE))
        return {name.removeprefix(_STYLE): getattr(self, name) for name in names}


_CLASSES = frozenset(each.name for each in fields(WordClasses))


def read_word_classes(folder: Traversable | Path) -> WordClasses:
    """Read the word classes from a language's folder.

    Raises:
        DataError: if a line is damaged or names no class.
    """
    form = "'class<TAB>words' with a class that WordClasses has"
    rows = read_optional(folder, "word_classes.txt", 2, check=lambda row: row[0] in _CLASSES, form=form)
    return WordClasses(**words_by_key(rows))
