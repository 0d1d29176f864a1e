"""Documents in which people say so much: built by hand, whatever the stages find."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from quoteattr.assembly.extraction import Extraction
from quoteattr.records import Quote, Span, Speaker


def person(
    name: str,
    gender: str = "unknown",
    *roles: str,
    aliases: Sequence[str] = (),
    kind: str = "person",
    ref: str | None = None,
) -> Speaker:
    fields = {"name": name, "gender": gender, "roles": roles, "aliases": tuple(aliases), "kind": kind, "ref": ref}
    return Speaker.model_validate({"id": "s0", "named": True, **fields})


def document(
    id: str, *speakers: Speaker | None, words: str = "", meta: dict[str, JsonValue] | None = None
) -> Extraction:
    """A document in which each speaker says three words a time; None says some too. `words` make its text its own."""
    text, quotes = "", []
    ids: dict[Speaker, Speaker] = {}
    for number, speaker in enumerate(speakers, start=1):
        said = f"“{words or id} so {number}.”"
        span = Span(start=len(text), end=len(text) + len(said), text=said)
        text += f"{said}\n"
        one = speaker and ids.setdefault(speaker, speaker.model_copy(update={"id": f"s{number}"}))
        quotes.append(
            Quote(id=f"q{number}", kind="direct", content=(span,), text=said, speaker=one, confidence=0.9, rule="r")
        )
    return Extraction(
        id=id, text=text, model="m", meta=meta or {}, speakers=tuple(ids.values()), quotes=tuple(quotes)
    )  # fmt: skip
