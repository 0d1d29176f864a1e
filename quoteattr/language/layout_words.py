"""Words that tell what a line of a text is for: label of a speaker or of a field, byline, greeting, remark."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

import regex

from quoteattr.language.data_files import read_optional, words_by_key
from quoteattr.language.roles import RoleWords

_WORD = regex.compile(r"[\p{L}\p{M}](?:[\p{L}\p{M}'&.-]*[\p{L}\p{M}])?+")
_SHORTEST_ABSTRACT = 6  # letters of a noun whose ending tells that it is abstract: no "Kent", no "Aston"
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """Words by what they do in a line, lower case, with plain apostrophes; phrases have hyphens for blanks.

    A class that a language lacks is empty: then structure alone decides. `roles` is what is known of words for people,
    `times` are words that say when.
    """

    roles: RoleWords
    times: frozenset[str] = _NONE
    fields: frozenset[str] = _NONE  # labels, or their last words, of what nobody says: *Date: …*
    field_endings: frozenset[str] = _NONE  # endings of abstract nouns, which make such labels
    talk: frozenset[str] = _NONE  # what people say who talk to each other: *you*, *yes*
    first_person: frozenset[str] = _NONE
    second_person: frozenset[str] = _NONE
    reporting_verbs: frozenset[str] = _NONE  # forms that stand by a name in a line of dialogue: *said*
    subject_pronouns: frozenset[str] = _NONE  # who may stand there for a name
    noises: frozenset[str] = _NONE  # first or last words of a transcriber's remark: *(laughs)*
    script_remarks: frozenset[str] = _NONE  # what a script adds to a name: *(O.S.)*
    questions: frozenset[str] = _NONE  # labels of who asks: *Q*
    answers: frozenset[str] = _NONE
    speaker_nouns: frozenset[str] = _NONE  # nouns of labels that are nobody's role: *Voice*, *Speaker*
    scenes: frozenset[str] = _NONE  # what opens a heading: *ACT*, *INT.*, *Chapter*
    stage: frozenset[str] = _NONE  # what opens a line on who comes and goes: *Exit*
    bylines: frozenset[str] = _NONE  # what stands before the name of who wrote: *By*
    greetings: frozenset[str] = _NONE  # what stands before that of who is written to: *Dear*
    closings: frozenset[str] = _NONE  # words of a letter's last line: *Yours*
    mail_verbs: frozenset[str] = _NONE  # what stands behind a name above quoted mail: *wrote*
    author_fields: frozenset[str] = _NONE  # fields that name whose words follow, or who has signed: *Signed*
    papers: frozenset[str] = _NONE  # what one person writes or says: *diary*, *sermon*
    time_endings: frozenset[str] = _NONE  # with a full stop behind a time: *ago.*
    paper_links: frozenset[str] = _NONE  # between such a paper and its writer: *of*
    introductions: frozenset[str] = _NONE  # what stands before one's own name: *My name is*
    author_markers: frozenset[str] = _NONE  # *from*
    addressee_markers: frozenset[str] = _NONE  # *to*
    joining: frozenset[str] = _NONE  # what joins two names: *and*
    being: frozenset[str] = _NONE  # what stands between a name and what its bearer is: *is*
    examinations: frozenset[str] = _NONE  # what stands before the name of who asks in court: *by*
    examined: frozenset[str] = _NONE  # what stands before it in the small letters of a sentence: *Cross-examined*
    oaths: frozenset[str] = _NONE  # what is told of who answers there: *sworn*
    interview_verbs: frozenset[str] = _NONE  # between who asks and who answers: *interviewed*
    meeting_verbs: frozenset[str] = _NONE  # between two of whom one asks: *spoke to*
    interview_nouns: frozenset[str] = _NONE  # before who answers: *Interview with*
    judges: frozenset[str] = _NONE  # before the name of who presides: *Honorable*
    bench: frozenset[str] = _NONE  # labels of who presides: *THE COURT*
    stand: frozenset[str] = _NONE  # labels of who answers: *THE WITNESS*
    name_requests: frozenset[str] = _NONE  # what asks a witness who they are: *your name*
    parts: frozenset[str] = _NONE  # labels of who has one part in talk: *HOST*, *Caller*
    hails: frozenset[str] = _NONE  # what stands before the name of who is spoken to: *Thanks, Ana*
    call_openers: frozenset[str] = _NONE  # before one's own name on the telephone: *this is*
    call_closers: frozenset[str] = _NONE  # behind it: *Ana here*
    nameless: frozenset[str] = _NONE  # words of labels that name nobody: *UNIDENTIFIED SPEAKER*, *A VOICE*

    def is_person(self, label: str) -> bool:
        """Whether a label has a given name first, a title, or a noun for people last.

        *Ana Lund*, *Mrs. Lund*, *First juror*, *Speaker 1*; not *Findings*, *Lund*.
        """
        people = self.roles.people
        tokens = tokens_of(label)
        if not tokens:
            return False
        if tokens[0] in people.common_given or any(token in people.titles for token in tokens[:-1]):
            return True
        return tokens[-1] in self.speaker_nouns or self.roles.is_person(tokens[-1])

    def is_part(self, label: str) -> bool:
        """Whether a label says what part somebody has in the talk, and no name: *Q*, *THE WITNESS*, *Caller 2*."""
        last = tokens_of(label)[-1:]
        return any(not group.isdisjoint(last) for group in (self.questions, self.answers, self.stand, self.parts))

    def is_field(self, label: str) -> bool:
        """Whether a label is a field's by its words: *Date*, *Key points*, *Recommendation*, *Monday*, *London*."""
        tokens = tokens_of(label)
        if not tokens:
            return False
        last, whole = tokens[-1], "-".join(tokens)
        if last in self.fields or whole in self.fields or whole in self.roles.people.places:
            return True
        is_abstract = len(last) >= _SHORTEST_ABSTRACT and last.endswith(tuple(self.field_endings))
        return is_abstract or not self.times.isdisjoint(tokens)


_CLASSES = frozenset(each.name for each in fields(LayoutWords)) - {"roles", "times"}


@lru_cache(1_000)  # labels recur
def tokens_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as the lists write them: *O’Hara, MP* gives *o'hara*, *mp*."""
    return tuple(_WORD.findall(phrase.replace("’", "'").lower()))


@cache
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """Return the words with which phrases of a class begin: *my* of *my-name-is*."""
    return frozenset(phrase.partition("-")[0] for phrase in phrases)


@cache
def pattern_of(phrases: frozenset[str]) -> regex.Pattern[str]:
    """Return what finds phrases of a class in running text, whatever marks stand between their words."""
    found = (r"\W+".join(map(regex.escape, phrase.split("-"))).replace("'", "['’]") for phrase in sorted(phrases))
    return regex.compile(rf"(?i)\b(?:{'|'.join(found) or '(?!)'})\b")


def read_layout_words(folder: Traversable | Path, roles: RoleWords, times: frozenset[str]) -> LayoutWords:
    """Read the words of a language's folder; what it lacks stays empty.

    Raises:
        DataError: if a line is damaged or names no class.
    """
    form = "'class<TAB>words' with a class that LayoutWords has"
    rows = read_optional(folder, "layout.txt", 2, check=lambda row: row[0] in _CLASSES, form=form)
    return LayoutWords(roles=roles, times=times, **words_by_key(rows))
