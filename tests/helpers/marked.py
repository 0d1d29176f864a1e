"""Texts with their attributions marked in them: sources in [square], contents in {curly} brackets.

The first source belongs to the content that begins first, and so on; brackets may nest.
"""

from __future__ import annotations

from spacy.language import Language

from quoteattr.assembly.cast import Cast, build_cast
from quoteattr.attribution.types import Attribution
from quoteattr.coreference.resolver import find_speakers
from quoteattr.coreference.types import Reading
from quoteattr.document.parse import Parse, parse_texts
from quoteattr.document.quotations import find_quotations
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.language.roles import load_roles


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
