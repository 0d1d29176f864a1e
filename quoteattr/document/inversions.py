"""Inversions: verbs that open a sentence before who speaks, and may be taken for a part of the name: *Tweeted Ana:*."""

from __future__ import annotations

from quoteattr.document.parse import Parse, places
from quoteattr.language.people import People

_PROPER = frozenset({"NNP", "NNPS"})
_NOMINAL = _PROPER | {"NN", "JJ"}
_VERBAL = frozenset({"VBD", "VBN", "VBZ", "VBP", "MD"})
_MARKS = frozenset({'"', "'"})
_MIN_LETTERS = 4  # of a past tense taken for a noun; set by hand
_MAX_SPEAKER = 20  # tokens from the verb to the colon or comma behind whom it names; set by hand


def speaker_end(parse: Parse, verb: int, people: People) -> int:
    """Return where the phrase of who speaks ends that an inverted verb opens, 0 if a token is no such verb.

    The verb opens a sentence, or stands behind a quotation; a name or a title follows, and behind it a colon, a comma
    before a quotation, or, where a quotation stands before the verb, the end of the sentence.
    """
    end = parse.paragraphs[parse.paragraph[verb]][1]
    if verb + 1 >= end or not _opens(parse, verb) or not _looks_like_verb(parse, verb, people):
        return 0
    if not (parse.large[verb + 1] and parse.tag[verb + 1] in _PROPER):
        return 0
    for i in range(verb + 2, min(end, verb + _MAX_SPEAKER)):
        is_before_mark = i + 1 < end and parse.word[i + 1] in _MARKS
        is_stop = parse.word[i] == "." and i + 1 in (end, parse.sentences[parse.sentence[verb]][1])
        if parse.word[i] == ":" or (parse.word[i] == "," and is_before_mark) or (is_stop and _is_behind(parse, verb)):
            return i
        if parse.tag[i] in _VERBAL or parse.word[i] in _MARKS:
            return 0
    return 0


def opening_tokens(parse: Parse) -> list[int]:
    """Return the tokens that may be such verbs: those that open a sentence, or stand behind a mark or its stop."""
    behind = (mark + k for mark in places(parse.word, _MARKS) for k in (1, 2))
    return sorted({first for first, _ in parse.sentences}.union(i for i in behind if i < len(parse)))


def is_written_large(parse: Parse, i: int) -> bool:
    """Whether a token has a capital in the text, if not for the parser, which reads *Said* behind a mark as *said*."""
    return parse.large[i] or parse.text[parse.start[i]].isupper()


def _opens(parse: Parse, i: int) -> bool:
    starts = parse.sentences[parse.sentence[i]][0], parse.paragraphs[parse.paragraph[i]][0]
    return is_written_large(parse, i) and (i in starts or _is_behind(parse, i))


def _is_behind(parse: Parse, i: int) -> bool:
    """Whether a token stands behind a quotation, and perhaps its stop."""
    before = i - 1 if i and parse.word[i - 1] not in (".", ",") else i - 2
    return before > 0 and parse.word[before] in _MARKS and parse.paragraph[before] == parse.paragraph[i]


def _looks_like_verb(parse: Parse, i: int, people: People) -> bool:
    """Whether a word is tagged as a verb, or has the form of a past tense and is no name."""
    word, key = parse.lower[i], parse.key[i]
    if key in people.given or key in people.titles:
        return False
    is_past = word in people.words.past_forms or word.endswith(tuple(people.words.past_endings))
    return parse.tag[i] in _VERBAL or (parse.tag[i] in _NOMINAL and is_past and len(word) >= _MIN_LETTERS)
