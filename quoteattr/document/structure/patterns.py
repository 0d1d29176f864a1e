"""What several modules look for: times, names, handles, the end of a sentence, words outside quotations."""

from __future__ import annotations

import regex

from quoteattr.language.layout_words import tokens_of

_NOON = r"\s?[AaPp]\.?[Mm]\b\.?"
# 9:05, 9:05 pm, 00:01:02,500, 9.05 pm
TIME = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?(?:{_NOON})?|\d{{1,2}}\.\d{{2}}{_NOON})"
_NAME_WORD = r"[\p{Lu}\p{Lt}](?:[\p{L}\p{M}]|[-'’](?=\p{L})|\.(?=\s?\p{L}))*+"
NAME = rf"{_NAME_WORD}(?:\s(?:(?:\p{{Ll}}{{1,4}}\.?\s){{0,3}}{_NAME_WORD}|&\s{_NAME_WORD})){{0,6}}"  # Kim von der Leyde
HANDLE = r"(?:@|\p{Ll}/)?[\p{L}\p{N}](?:[\p{L}\p{N}_]|[.-](?=[\p{L}\p{N}_])){0,40}+"  # @kim_92, harbour.news
QUOTATION = regex.compile(r"“[^”]*+”?|\"[^\"]*+\"?")
MOST_INITIALS = 4  # letters of a label that may be somebody's initials
_SENTENCE_END = regex.compile(r"[.!?…:—–-][\"”'’»)\]*_]{0,6}+$")
_LOOK_BACK = 8  # code points for the end of a sentence and the marks behind it


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a stretch ends as sentences do, or with a colon or a dash; quotation marks and brackets aside."""
    return _SENTENCE_END.search(text, max(start, end - _LOOK_BACK), end) is not None


def own_words(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words of a stretch outside quotations, in small letters."""
    return tokens_of(QUOTATION.sub(" ", text[start:end]))
