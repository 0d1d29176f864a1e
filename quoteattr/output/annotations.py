"""What annotation tools hold of a quotation, on the way to them and back: stretches with roles, and a few labels.

Their annotations say less than records do. What is read back has the kind its marks show unless one is given, the
forms of mentions by their letters, the cue's own words as its lemma, confidence 1 (a person looked), and rule
"annotated".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from pydantic import JsonValue

from quoteattr.document.quotations import find_quotations
from quoteattr.document.quoted_words import kind_of, verbatim_in
from quoteattr.document.ranges import Offsets
from quoteattr.errors import InputError
from quoteattr.records import (
    Act,
    Cue,
    CueKind,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    Result,
    Role,
    Span,
    Speaker,
    spans_at,
)

Label = TypeVar("Label", bound=str)
ROLES: tuple[Role, ...] = get_args(Role)
PEOPLE = ("speaker", "listener")
KINDS: tuple[QuoteKind, ...] = get_args(QuoteKind)
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(slots=True)
class Annotated:
    """A quotation as annotated: the offsets of each role, and the labels it bears."""

    spans: dict[str, list[Offsets]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # kind, act, speaker, listener

    def add(self, role: str, *offsets: Offsets) -> None:
        """Give the quotation more stretches of a role."""
        self.spans.setdefault(role, []).extend(offsets)


def roles_of(quote: Quote) -> Iterator[tuple[Role, Span]]:
    """Yield the stretches of a quotation that are not empty, each with its role."""
    return ((role, span) for role, span in quote.parts() if span.text)


def labels_of(quote: Quote) -> dict[str, str]:
    """Return the labels of a quotation: its kind, the act of its cue, the names of its speaker and its listener."""
    labels: dict[str, str] = {"kind": quote.kind}
    if quote.cue is not None:
        labels["act"] = quote.cue.act
    if quote.speaker is not None:
        labels["speaker"] = quote.speaker.name
    if quote.listener is not None:
        labels["listener"] = quote.listener.name
    return labels


def to_result(
    text: str, annotated: Iterable[Annotated], id: str | None = None, meta: Mapping[str, JsonValue] | None = None
) -> Result:
    """Return the records of annotated quotations, in text order; those without content are left out.

    Raises:
        InputError: if a label is none that records have.
    """
    whole = (each for each in annotated if each.spans.get("content"))
    found = sorted(whole, key=lambda each: min(each.spans["content"]))
    names = dict.fromkeys(name for each in found for who in PEOPLE if (name := each.labels.get(who)))
    speakers = {
        name: Speaker(id=f"s{number}", name=name, named=_is_name(name)) for number, name in enumerate(names, start=1)
    }
    quotations = find_quotations(text)
    quotes = []
    for number, each in enumerate(found, start=1):
        content = sorted(each.spans["content"])
        cue, source, addressee = (_hull(each.spans.get(role)) for role in ROLES[1:])
        act = _known(each.labels.get("act"), ACTS) or "speech"
        kind = _known(each.labels.get("kind"), KINDS) or kind_of(text, content, quotations)
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=kind,
                content=spans_at(text, content),
                text=" ".join(text[start:end] for start, end in content),
                verbatim=spans_at(text, verbatim_in(content, quotations)),
                cue=cue_at(text, cue, act) if cue else None,
                source=mention_at(text, source) if source else None,
                speaker=speakers.get(each.labels.get("speaker", "")),
                addressee=mention_at(text, addressee) if addressee else None,
                listener=speakers.get(each.labels.get("listener", "")),
                confidence=1,
                rule="annotated",
            )
        )
    return Result(
        id=id, text=text, model="annotated", meta=meta or {}, speakers=tuple(speakers.values()), quotes=tuple(quotes)
    )


def cue_at(text: str, offsets: Offsets, act: Act = "speech") -> Cue:
    """Return a stretch of the text as a cue: a verb if it has a letter or a digit, else punctuation."""
    start, end = offsets
    words = text[start:end]
    kind: CueKind = "verb" if any(map(str.isalnum, words)) else "punctuation"
    return Cue(start=start, end=end, text=words, lemma=words.lower(), kind=kind, act=act)


def mention_at(text: str, offsets: Offsets) -> Mention:
    """Return a stretch of the text as a source or an addressee, of the form that its letters show."""
    start, end = offsets
    words = text[start:end]
    form: MentionForm = "name" if _is_name(words) else "nominal" if len(words.split()) > 1 else "pronoun"
    return Mention(start=start, end=end, text=words, form=form)


def _known(value: str | None, values: Sequence[Label]) -> Label | None:
    if not value:
        return None
    for each in values:
        if each == value:
            return each
    raise InputError(f"{value!r} is none of {', '.join(values)}; correct the label")


def _hull(stretches: Sequence[Offsets] | None) -> Offsets | None:
    return (min(start for start, _ in stretches), max(end for _, end in stretches)) if stretches else None


def _is_name(words: str) -> bool:
    """Whether a word begins with a capital."""
    return any(word[:1].isupper() for word in words.split())
