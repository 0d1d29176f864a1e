"""brat standoff with attribution events, as PolNeAR publishes it -> gold attributions."""

from __future__ import annotations

from quoteattr.document.ranges import Offsets
from quoteattr.evaluation.corpora.gold import GoldAttribution, kind_of
from quoteattr.output.brat import Event, read_events


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
    found = [_attribution(text, event) for event in read_events(text, ann, name)]
    return [attribution for attribution in found if attribution.content]


def _attribution(text: str, event: Event) -> GoldAttribution:
    parts: dict[str, list[Offsets]] = {"content": [], "cue": [], "source": []}
    for role, offsets in event.roles:
        if role in parts:
            parts[role].extend(offsets)
    content = tuple(sorted(parts["content"]))
    return GoldAttribution(
        content=content,
        cue=tuple(sorted(parts["cue"])),
        source=tuple(sorted(parts["source"])),
        kind=kind_of(" ".join(text[start:end] for start, end in content)),
    )
