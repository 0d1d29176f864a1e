"""Extractions built by hand: what pages, tables and exports are tested on, whatever the stages find.

The text has what is hard to show: CRLF, characters outside the basic plane before and inside quotations,
content in two stretches and over two paragraphs, a quotation in a quotation, indirect speech, two people
speaking together, an unnamed source, a cue inside another's content, and a quotation of nobody.
"""

from __future__ import annotations

from quoteattr.assembly.extraction import Extraction
from quoteattr.document.quotations import find_quotations
from quoteattr.document.quoted_words import verbatim_in
from quoteattr.records import Act, Cue, Mention, MentionForm, Quote, QuoteKind, Span, Speaker

TEXT = (
    "Harbour \U0001f6a2 bridge to open in June\r\n"
    "\r\n"
    "“The bridge \U0001f309 is safe,” Mayor Ana Sólyom said, “and it will open in June.”\r\n"
    "\r\n"
    "Her deputy, Tom Okafor, told reporters that the last engineer to inspect it had called the cables "
    "“stronger than the rock”.\r\n"
    "\r\n"
    "“We heard the same promise last year,” a spokesman for the ferrymen said. "
    "“I asked the mayor, and she answered ‘Not before June’.\r\n"
    "\r\n"
    "“We have heard nothing since.”\r\n"
    "\r\n"
    "Sólyom and Okafor denied that there had been a delay. “Wait and see \U0001d11e.”\r\n"
)

MAYOR = Speaker(
    id="s1",
    name="Ana Sólyom",
    named=True,
    kind="person",
    aliases=("Sólyom", "the mayor"),
    ref="Q42",
    roles=("Mayor",),
    gender="female",
)
DEPUTY = Speaker(
    id="s2",
    name="Tom Okafor",
    named=True,
    kind="person",
    aliases=("Okafor",),
    roles=("deputy",),
    gender="male",
)
ENGINEER = Speaker(id="s3", name="the last engineer to inspect it", named=False, kind="person")
FERRYMAN = Speaker(id="s4", name="a spokesman for the ferrymen", named=False, kind="person")
BOTH = Speaker(id="s5", name="Sólyom and Okafor", named=True, kind="group", members=("s1", "s2"))


def span(words: str, text: str = TEXT) -> Span:
    """Where these words first stand in the text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def quote(
    number: int,
    kind: QuoteKind,
    contents: list[str],
    cue: tuple[str, str, str] | None = None,
    source: tuple[str, str, MentionForm] | None = None,
    speaker: Speaker | None = None,
    *,
    addressee: str | None = None,
    confidence: float = 0.9,
    inside: str | None = None,
    act: Act = "speech",
    text: str = TEXT,
) -> Quote:
    """A quotation whose cue and source are given as (words, the words around them, lemma or form)."""
    content = tuple(span(each, text) for each in contents)
    return Quote(
        id=f"q{number}",
        kind=kind,
        content=content,
        text=" ".join(each.text for each in content),
        verbatim=tuple(
            Span(start=a, end=b, text=text[a:b])
            for a, b in verbatim_in([(each.start, each.end) for each in content], find_quotations(text))
        ),
        cue=cue and Cue.model_validate(_within(cue, text) | {"lemma": cue[2], "kind": "verb", "act": act}),
        source=source and Mention.model_validate(_within(source, text) | {"form": source[2]}),
        speaker=speaker,
        addressee=_addressee(addressee, text),
        confidence=confidence,
        rule="the verb's clause",
        inside=inside,
    )


def sample() -> Extraction:
    """The extraction a careful reader would make of `TEXT`."""
    return Extraction(
        id="bridge.txt",
        text=TEXT,
        model="by hand",
        speakers=(MAYOR, DEPUTY, ENGINEER, FERRYMAN, BOTH),
        quotes=(
            quote(
                1,
                "direct",
                ["“The bridge \U0001f309 is safe,”", "“and it will open in June.”"],
                ("said", "Sólyom said", "say"),
                ("Mayor Ana Sólyom", "Mayor Ana Sólyom said", "name"),
                MAYOR,
                confidence=0.98,
            ),
            quote(
                2,
                "mixed",
                ["that the last engineer to inspect it had called the cables “stronger than the rock”"],
                ("told", "told reporters", "tell"),
                ("Her deputy, Tom Okafor", "Her deputy, Tom Okafor", "name"),
                DEPUTY,
                addressee="reporters",
            ),
            quote(
                3,
                "mixed",
                ["the cables “stronger than the rock”"],
                ("called", "called the cables", "call"),
                ("the last engineer to inspect it", "the last engineer to inspect it", "nominal"),
                ENGINEER,
                inside="q2",
            ),
            quote(
                4,
                "direct",
                [
                    "“We heard the same promise last year,”",
                    "“I asked the mayor, and she answered ‘Not before June’.",
                    "“We have heard nothing since.”",
                ],
                ("said", "ferrymen said", "say"),
                ("a spokesman for the ferrymen", "a spokesman for the ferrymen", "nominal"),
                FERRYMAN,
            ),
            quote(
                5,
                "direct",
                ["‘Not before June’"],
                ("answered", "answered", "answer"),
                ("she", "she answered", "pronoun"),
                MAYOR,
                inside="q4",
            ),
            quote(
                6,
                "indirect",
                ["that there had been a delay"],
                ("denied", "denied", "deny"),
                ("Sólyom and Okafor", "Sólyom and Okafor", "name"),
                BOTH,
                confidence=0.71,
            ),
            quote(7, "direct", ["“Wait and see \U0001d11e.”"], confidence=0.4),
        ),
    )


def _addressee(words: str | None, text: str) -> Mention | None:
    if words is None:
        return None
    return Mention.model_validate(dict(span(words, text)) | {"form": "nominal"})


def _within(given: tuple[str, str, str], text: str) -> dict[str, int | str]:
    words, around, _ = given
    start = text.index(around) + around.index(words)
    return {"start": start, "end": start + len(words), "text": words}


# What would act if it were not shown as text, direction marks, and characters HTML and XML treat apart.
HOSTILE = (
    "<script>window.hacked=1</script> \" onmouseover=\"window.hacked=1\" ' onfocus='window.hacked=1' "
    "</mark></p></article><img src=x onerror=window.hacked=1> </script><script>window.hacked=1</script> "
    "</title><svg onload=window.hacked=1> <!-- ]]> &amp; &#13; {{ 7*7 }} {% raw %}\r\n\r"
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 "
    "\ufeff\u2028\u00ad\u0301\u0080\u0085\u009f\x01\x08\x0b\x0c\x1b\x7f\ufffe end"
)


def hostile() -> Extraction:
    """Hostile words in every field that is free text, and as the text itself."""
    text = HOSTILE + "\n\n" + HOSTILE
    whole = Span(start=0, end=len(text), text=text)
    speaker = Speaker(id=HOSTILE, name=HOSTILE, named=True, aliases=(HOSTILE,), roles=(HOSTILE,))
    quote = Quote(
        id=HOSTILE,
        kind="direct",
        content=(whole,),
        text=text,
        cue=Cue(start=0, end=8, text=text[:8], lemma=HOSTILE, kind="verb", act="speech"),
        source=Mention(start=9, end=17, text=text[9:17], form="name"),
        speaker=speaker,
        confidence=0.5,
        rule=HOSTILE,
        inside=HOSTILE,
    )
    return Extraction(id=HOSTILE, text=text, model=HOSTILE, speakers=(speaker,), quotes=(quote,))
