"""Texts with their attributions marked in them: sources in [square], contents in {curly} brackets.

The first source belongs to the content that begins first, and so on; brackets may nest.
"""

from __future__ import annotations

from spacy.language import Language

from quoteattr.attribution import Attribution
from quoteattr.cast import Cast, build_cast
from quoteattr.entities import find_entities
from quoteattr.marks import find_quotations
from quoteattr.parsing import Parse, parse_texts
from quoteattr.roles import load_roles
from quoteattr.speakers import Reading, find_speakers
from quoteattr.words import Analyser


def unmark(marked: str) -> tuple[str, list[Attribution]]:
    """The text without brackets, and its attributions."""
    plain = ""
    opened: list[int] = []
    spans: dict[str, list[tuple[int, int]]] = {"]": [], "}": []}
    for letter in marked:
        if letter in "[{":
            opened.append(len(plain))
        elif letter in "]}":
            spans[letter].append((opened.pop(), len(plain)))
        else:
            plain += letter
    pairs = zip(sorted(spans["]"]), sorted(spans["}"]), strict=True)
    return plain, [Attribution((content,), None, None, source, None, 1.0, "marked") for source, content in pairs]


def parse_of(text: str, nlp: Language) -> Parse:
    """The text's parse."""
    return next(parse_texts(nlp, [text], Analyser(nlp)))


def reading_of(marked: str, nlp: Language) -> tuple[Parse, list[Attribution], Reading]:
    """What the marked sources refer to."""
    text, attributions = unmark(marked)
    parse, words = parse_of(text, nlp), load_roles()
    quotations = find_quotations(text, parse.bounds)
    registry = find_entities(parse, quotations, words.people)
    return parse, attributions, find_speakers(parse, quotations, registry, attributions, words)


def cast_of(marked: str, nlp: Language) -> Cast:
    """The speakers of a marked text."""
    parse, attributions, reading = reading_of(marked, nlp)
    return build_cast(parse, attributions, reading, load_roles())
