"""Small closed classes of words: pronouns, prepositions by their use, forms of address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from pathlib import Path

from quoteattr.language.data_files import read_optional, words_by_key

_NONE: frozenset[str] = frozenset()


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
    first_person: frozenset[str] = _NONE
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
    organization_small_words: frozenset[str] = _NONE
    source_followers: frozenset[str] = _NONE  # words that may follow a source
    source_prepositions: frozenset[str] = _NONE
    told_things: frozenset[str] = _NONE  # objects of *tell* that are told, not addressed
    addressed_by_subject: frozenset[str] = _NONE  # verbs whose subject in a headline is who is told
    endearments: frozenset[str] = _NONE
    interjections: frozenset[str] = _NONE  # before a name that is called
    lapsing: frozenset[str] = _NONE  # modifiers of a role that may be left out at the second mention
    ages: frozenset[str] = _NONE  # what ends "43-year-old"
    agent_endings: frozenset[str] = _NONE  # most nouns so formed are agents; beside a name nearly all
    firm_nouns: frozenset[str] = _NONE
    prominent_roles: frozenset[str] = _NONE  # wider words for roles of whom a text may be all about
    private_roles: frozenset[str] = _NONE  # wider words for roles that are no office
    styles_with_given_names: frozenset[str] = _NONE  # *Sir John*
    wives: frozenset[str] = _NONE
    maidens: frozenset[str] = _NONE
    titled_wives: frozenset[str] = _NONE
    lords: frozenset[str] = _NONE
    husbands: frozenset[str] = _NONE


_CLASSES = frozenset(each.name for each in fields(WordClasses))


def read_word_classes(folder: Traversable | Path) -> WordClasses:
    """Read the word classes from a language's folder.

    Raises:
        DataError: if a line is damaged or names no class.
    """
    form = "'class<TAB>words' with a class that WordClasses has"
    rows = read_optional(folder, "word_classes.txt", 2, check=lambda row: row[0] in _CLASSES, form=form)
    return WordClasses(**words_by_key(rows))
