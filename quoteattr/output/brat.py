"""Extractions as brat standoff, and back.

Offsets are those of the text given, in code points, whatever line breaks and characters it has: write the text
beside an export with ``newline=""`` or in bytes. JSON Lines need no export: `Result.model_dump_json` is a
line, and the only format that holds everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import regex

from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError
from quoteattr.output.annotations import ACTS, KINDS, ROLES, Annotated, labels_of, roles_of, to_result
from quoteattr.records import Result, Span

ANNOTATION_CONF = f"""# Quotations: select the words, choose a role; then an Attribution on the cue with its roles.
# The note of an Attribution is the speaker's name, and behind -> the listener's.
[entities]
Content
Cue
Source
Addressee
[relations]
[events]
Attribution\tContent+:Content, Cue?:Cue, Source?:Source, Addressee?:Addressee
[attributes]
Kind\tArg:Attribution, Value:{"|".join(KINDS)}
Act\tArg:Attribution, Value:{"|".join(ACTS)}
"""
_TO = " -> "
_LINE_BREAK = regex.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_TEXT_BOUND = regex.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_EVENT = regex.compile(r"(E\d+)\t(\S.*)")
_ATTRIBUTE = regex.compile(r"[AM]\d+\t(\S+) (\S+) (\S+)\s*")
_NOTE = regex.compile(r"#\d+\tAnnotatorNotes (\S+)\t(.*)")
_OURS = regex.compile(r"[TE]\d+\t")


@dataclass(slots=True)
class Event:
    """An event of a standoff file: its line, the stretches of each role, its attributes, and its note."""

    line: int
    roles: list[tuple[str, list[Offsets]]]
    attributes: dict[str, str] = field(default_factory=dict)
    note: str = ""


def to_brat(extraction: Result) -> str:
    r"""Return the .ann file of brat standoff: one Attribution event a quotation, as PolNeAR has them.

    The event's trigger is the cue, or the content where there is none. Roles are Content, Cue, Source and
    Addressee; kind and act are attributes, the names of speaker and listener a note: *Ana Lund -> Tom Rey*.
    `from_brat` reads it, and `ANNOTATION_CONF` beside it lets brat edit it. Quotations of no characters are left out,
    as brat has none.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> to_brat(QuoteExtractor().extract("“It rained,” Ana Lund said.")).splitlines()[1]
        'T2\tContent 0 12\t“It rained,”'
    """
    lines: list[str] = []
    bounds = events = attributes = 0
    for quote in extraction.quotes:
        parts = {role: [span for _, span in same] for role, same in groupby(roles_of(quote), key=itemgetter(0))}
        if "content" not in parts:
            continue
        events += 1
        roles = []
        trigger = parts.get("cue", parts["content"])
        for label, spans in (("attribution", trigger), *parts.items()):
            bounds += 1
            lines.append(_text_bound(bounds, label.capitalize(), spans))
            roles.append(f"{label.capitalize()}:T{bounds}")
        lines.append(f"E{events}\t{' '.join(roles)}")
        labels = labels_of(quote)
        speaker, listener = labels.pop("speaker", ""), labels.pop("listener", "")
        for name, value in labels.items():
            attributes += 1
            lines.append(f"A{attributes}\t{name.capitalize()} E{events} {value}")
        note = f"{speaker}{_TO}{listener}" if listener else speaker
        if note:
            lines.append(f"#{events}\tAnnotatorNotes E{events}\t{_LINE_BREAK.sub(' ', note)}")
    return "".join(f"{line}\n" for line in lines)


def from_brat(text: str, ann: str, id: str | None = None, name: str = "standoff") -> Result:
    """Read what was annotated in brat: every event with a Content role is a quotation.

    Args:
        text: the annotated text.
        ann: the contents of the .ann file.
        id: what the document is called.
        name: what error messages call the file.

    Raises:
        InputError: a line is damaged, points outside the text or to an annotation that does not exist.

    Example:
        >>> from quoteattr import QuoteExtractor
        >>> text = "“It rained,” Ana Lund said."
        >>> from_brat(text, to_brat(QuoteExtractor().extract(text))).quotes[0].speaker.name
        'Ana Lund'
    """
    found = []
    for event in read_events(text, ann, name):
        annotated = Annotated()
        for role, offsets in event.roles:
            if role in ROLES:
                annotated.add(role, *offsets)
        annotated.labels = {key.lower(): value for key, value in event.attributes.items()}
        speaker, _, listener = event.note.partition(_TO.strip())
        annotated.labels |= {"speaker": speaker.strip(), "listener": listener.strip()}
        found.append(annotated)
    return to_result(text, found, id)


def read_events(text: str, ann: str, name: str = "standoff") -> list[Event]:
    """Return the events of a standoff file, in its order; roles in small letters, without the numbers of repeated ones.

    Raises:
        InputError: a line is damaged, points outside the text or to an annotation that does not exist.
    """
    spans: dict[str, list[Offsets]] = {}
    events: dict[str, tuple[int, str]] = {}
    attributes: dict[str, dict[str, str]] = {}
    notes: dict[str, str] = {}
    for number, line in enumerate(ann.splitlines(), 1):
        if bound := _TEXT_BOUND.fullmatch(line):
            spans[bound[1]] = _offsets(bound[3], len(text), f"{name}:{number}")
        elif event := _EVENT.fullmatch(line):
            events[event[1]] = number, event[2]
        elif attribute := _ATTRIBUTE.fullmatch(line):
            attributes.setdefault(attribute[2], {})[attribute[1]] = attribute[3]
        elif note := _NOTE.fullmatch(line):
            notes[note[1]] = note[2].strip()
        elif _OURS.match(line):
            raise InputError(f"{name}:{number}: not a brat annotation: {line[:60]!r}; restore the file")
    return [
        Event(line, list(_read_roles(roles, spans, f"{name}:{line}")), attributes.get(key, {}), notes.get(key, ""))
        for key, (line, roles) in events.items()
    ]


def _offsets(fragments: str, length: int, where: str) -> list[Offsets]:
    spans = []
    for fragment in fragments.split(";"):
        start, end = map(int, fragment.split())
        if not start < end <= length:
            raise InputError(
                f"{where}: span {start}:{end} is not within the text of {length} characters; "
                "check that .txt and .ann belong together"
            )
        spans.append((start, end))
    return spans


def _read_roles(roles: str, spans: dict[str, list[Offsets]], where: str) -> Iterator[tuple[str, list[Offsets]]]:
    for role in roles.split()[1:]:  # the first is the event's own type and trigger
        label, _, target = role.partition(":")
        if target not in spans:
            raise InputError(f"{where}: {role} points to no annotation of this file; restore the file")
        yield label.rstrip("0123456789").lower(), spans[target]


def _text_bound(number: int, label: str, spans: Sequence[Span]) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    words = _LINE_BREAK.sub(" ", " ".join(span.text for span in spans))
    return f"T{number}\t{label} {offsets}\t{words}"
