"""brat standoff with attribution events, as PolNeAR publishes it -> gold attributions."""

from __future__ import annotations

from typing import Final

import regex

from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldAttribution, Offsets, Spans, kind_of

_TEXT_BOUND: Final = regex.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_EVENT: Final = regex.compile(r"E\d+\t(\S.*)")
_OURS: Final = regex.compile(r"[TE]\d+\t")


def read_brat(text: str, ann: str, *, name: str = "standoff") -> list[GoldAttribution]:
    """Read the attribution events of one annotated text.

    Every event with a Content role is an attribution; Content, Cue and Source may each be given several
    times (Content, Content2, ...) and be discontinuous. Relations, attributes and notes are passed over.

    Args:
        text: the annotated text; brat counts in its code points.
        ann: the contents of the .ann file.
        name: what error messages call the file.

    Raises:
        InputError: a line is damaged, points outside the text or to an annotation that does not exist.
    """
    spans: dict[str, Spans] = {}
    events: list[tuple[int, str]] = []
    for number, line in enumerate(ann.splitlines(), 1):
        if bound := _TEXT_BOUND.fullmatch(line):
            spans[bound[1]] = _offsets(bound[3], len(text), f"{name}:{number}")
        elif event := _EVENT.fullmatch(line):
            events.append((number, event[1]))
        elif _OURS.match(line):
            raise InputError(f"{name}:{number}: not a brat annotation: {line[:60]!r}; restore the file")
    found = [_attribution(text, spans, roles, f"{name}:{number}") for number, roles in events]
    return [attribution for attribution in found if attribution.content]


def _offsets(fragments: str, length: int, where: str) -> Spans:
    spans = []
    for fragment in fragments.split(";"):
        start, end = map(int, fragment.split())
        if not start < end <= length:
            raise InputError(
                f"{where}: span {start}:{end} is not within the text of {length} characters; "
                "check that .txt and .ann belong together"
            )
        spans.append((start, end))
    return tuple(spans)


def _attribution(text: str, spans: dict[str, Spans], roles: str, where: str) -> GoldAttribution:
    parts: dict[str, list[Offsets]] = {"content": [], "cue": [], "source": []}
    for role in roles.split()[1:]:  # the first is the event's own type and trigger
        label, _, target = role.partition(":")
        part = label.rstrip("0123456789").lower()
        if target not in spans:
            raise InputError(f"{where}: {role} points to no annotation of this file; restore the file")
        if part in parts:
            parts[part].extend(spans[target])
    content = tuple(sorted(parts["content"]))
    return GoldAttribution(
        content=content,
        cue=tuple(sorted(parts["cue"])),
        source=tuple(sorted(parts["source"])),
        kind=kind_of(" ".join(text[start:end] for start, end in content)),
    )
