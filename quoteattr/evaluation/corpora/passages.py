"""Passages annotated in the text itself, `{c1/direct:“No,”} {s1=Ann Other:she} {q1:said}` -> gold documents.

The markup is the project's own; `tests/registers/README.md` defines it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, get_args

from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError, reading
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, kind_of, only_named
from quoteattr.language.language import load_language
from quoteattr.records import Act, MentionForm, QuoteKind

_NOBODY: Final = "*"  # written for the name of whom the passage does not name
_OPENING: Final = re.compile(r"\{([cqsa])(\d+(?:,\d+)*)(?:/(\w+))?(?:=([^:{}]+))?:")
_BETWEEN: Final = "\n---\n"
_VALUES: Final[Mapping[str, tuple[str, ...]]] = {"c": get_args(QuoteKind), "q": get_args(Act)}


@dataclass(slots=True)
class _Pieces:
    """An attribution while its passage is read: the spans of each role, and what is noted of them."""

    spans: dict[str, list[Offsets]] = field(default_factory=lambda: {role: [] for role in "cqsa"})
    value: dict[str, str] = field(default_factory=dict)
    name: str | None = None


def read_passages(path: Path, only: Collection[str] = ()) -> list[GoldDocument]:
    """Read a file of passages, or all those of a folder; a passage's id is its file's name and its place there.

    Raises:
        InputError: nothing is there, or a passage is marked wrongly.
    """
    files = sorted(path.glob("*.txt")) if not path.is_file() else [path]
    if not files:
        raise InputError(f"{path}: no *.txt here; give a folder of passages")
    documents = [document for file in files for document in _passages(file)]
    return only_named(documents, only, path)


def read_all_passages(paths: Iterable[Path]) -> list[GoldDocument]:
    """Read the passages of several files or folders, one after the other.

    Raises:
        InputError: nothing is in one of them, or a passage is marked wrongly.
    """
    return [document for path in paths for document in read_passages(path)]


def register_of(document: GoldDocument) -> str:
    """Return the register of a passage: its file's name."""
    return document.id.rpartition("-")[0]


def _passages(file: Path) -> Iterator[GoldDocument]:
    with reading(file):
        marked = file.read_bytes().decode("utf-8")
    for place, passage in enumerate(marked.split(_BETWEEN), 1):
        yield read_passage(passage.strip("\n"), f"{file.stem}-{place}")


def read_passage(marked: str, id: str) -> GoldDocument:
    """Read one marked passage.

    Raises:
        InputError: a brace is not markup or is not closed, or a kind or an act is unknown.
    """
    text: list[str] = []
    length = 0
    found: dict[int, _Pieces] = {}
    open_pieces: list[tuple[str, list[int], int]] = []
    position = 0
    while position < len(marked):
        if opening := _OPENING.match(marked, position):
            role, numbers = opening[1], [int(number) for number in opening[2].split(",")]
            for number in numbers:
                _note(found.setdefault(number, _Pieces()), role, opening[3], opening[4], id)
            open_pieces.append((role, numbers, length))
            position = opening.end()
            continue
        if marked[position] == "{" or (marked[position] == "}" and not open_pieces):
            near = marked[position : position + 30]
            raise InputError(f"{id}: a brace that is not markup: {near!r}; braces are never text")
        if marked[position] == "}":
            role, numbers, start = open_pieces.pop()
            for number in numbers:
                found[number].spans[role].append((start, length))
        else:
            text.append(marked[position])
            length += 1
        position += 1
    if open_pieces:
        raise InputError(f"{id}: {len(open_pieces)} pieces are not closed; add the braces")
    plain = "".join(text)
    made = tuple(_attribution(plain, found[number]) for number in sorted(found))
    return GoldDocument(id, plain, made, {one.speaker: frozenset({one.speaker}) for one in made if one.speaker})


def _note(pieces: _Pieces, role: str, value: str | None, name: str | None, id: str) -> None:
    if value is not None:
        known = _VALUES.get(role, ())
        if value not in known:
            raise InputError(f"{id}: unknown {value!r}; write {', '.join(known) or 'nothing'} there")
        pieces.value[role] = value
    if name is not None and role != "a":
        pieces.name = name


def _attribution(text: str, pieces: _Pieces) -> GoldAttribution:
    """Return the attribution; its source's own words are the speaker's name if none is marked and all have capitals."""
    content, cue, source, addressee = (tuple(sorted(pieces.spans[role])) for role in "cqsa")
    words, own = (" ".join(text[start:end] for start, end in spans) for spans in (content, source))
    is_name = bool(own) and all(word[0].isupper() for word in own.split())
    is_known = pieces.name is not None or is_name
    return GoldAttribution(
        content,
        cue,
        source,
        speaker=None if pieces.name == _NOBODY or not is_known else pieces.name or own,
        kind=pieces.value.get("c") or kind_of(words),
        act=pieces.value.get("q", "speech"),
        addressee=addressee,
        form=_form(own, is_name=is_name) if is_known else None,
    )


def _form(source: str, *, is_name: bool) -> MentionForm:
    if source.lower() in _pronouns():
        return "pronoun"  # *She* that opens a sentence is no name
    return "name" if is_name else "nominal" if " " in source else "pronoun"


@cache
def _pronouns() -> frozenset[str]:
    language = load_language("en")
    words = language.words
    third = words.masculine | words.feminine | words.neuter | words.plural
    return third | words.first_person | language.layout.first_person | language.layout.second_person


def outermost(document: GoldDocument) -> GoldDocument:
    """Leave out the attributions whose content lies in another's: what is returned by default has none."""
    kept = [
        one
        for one in document.attributions
        if not any(one is not other and _lies_in(one, other) for other in document.attributions)
    ]
    return GoldDocument(document.id, document.text, tuple(kept), document.aliases)


def _lies_in(inner: GoldAttribution, outer: GoldAttribution) -> bool:
    return inner.content != outer.content and all(
        any(a <= start and end <= b for a, b in outer.content) for start, end in inner.content
    )
