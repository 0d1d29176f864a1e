"""A small document with gold and predictions, and corpora in their published layouts made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Prediction, Spans

TEXT = (
    '"The bridge is safe," Ana Ruiz said.\n'
    "The mayor thinks the tolls will rise next year.\n"
    'Officials denied that "nobody" paid.\n'
)


def at(*words: str, text: str = TEXT) -> Spans:
    """The spans of words that stand in the text once."""
    for each in words:
        assert text.count(each) == 1, each
    return tuple((text.index(each), text.index(each) + len(each)) for each in words)


SAFE = at('"The bridge is safe,"')
TOLLS = at("the tolls will rise next year")
PAID = at('that "nobody" paid')

GOLD = (
    GoldAttribution(SAFE, at("said"), at("Ana Ruiz"), kind="direct"),
    GoldAttribution(TOLLS, at("thinks"), at("The mayor"), kind="indirect"),
    GoldAttribution(PAID, at("denied"), at("Officials"), kind="mixed"),
)
DOCUMENT = GoldDocument("tolls", TEXT, GOLD)
PREDICTED = (
    Prediction(at("The bridge is safe"), at("said"), at("Ruiz"), "Ana Ruiz", "s1", 0.9, "verb"),
    Prediction(at("the tolls will rise"), at("thinks"), (), None, None, 0.6, "verb"),
    Prediction(at("Officials"), (), (), None, None, 0.2, "noun"),
)

ANN = (
    "\n".join(
        f"T{k}\t{label} {start} {end}\t{TEXT[start:end]}"
        for k, (label, ((start, end),)) in enumerate(
            [
                ("Content", SAFE),
                ("Cue", at("said")),
                ("Source", at("Ana Ruiz")),
                ("Content", TOLLS),
                ("Cue", at("thinks")),
                ("Source", at("The mayor")),
                ("Content", PAID),
                ("Cue", at("denied")),
                ("Source", at("Officials")),
            ],
            1,
        )
    )
    + "\nE1\tAttribution:T2 Content:T1 Cue:T2 Source:T3\nE2\tAttribution:T5 Cue:T5 Source:T6 Content:T4\n"
    + ("E3\tAttribution:T8 Source:T9 Cue:T8 Content:T7\n")
)


def write(path: Path, text: str) -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def polnear(root: Path) -> Path:
    """PolNeAR's layout with one article marked by two annotators, the second of whom found nothing."""
    base = root / "data" / "dev"
    write(base / "text" / "tolls.txt", TEXT)
    write(base / "text" / "unmarked.txt", "Nobody read this.")
    write(base / "attributions" / "tolls_1a2b.ann", ANN)
    write(base / "attributions" / "tolls_3c4d.ann", "")
    return root


NOVEL = '"Is it far?" asked Tom. "Not very," said the captain. "Come on, then!" "Aye."\n'


def novel_at(words: str) -> str:
    """The span of words of the novel, as the corpus's table has it."""
    ((start, end),) = at(words, text=NOVEL)
    return f"[[{start}, {end}]]"


def pdnc(root: Path) -> Path:
    """PDNC's layout with one very short novel."""
    folder = root / "data" / "TheHarbour"
    write(folder / "novel_text.txt", NOVEL)
    write(
        folder / "character_info.csv",
        "Character ID,Main Name,Aliases,Gender,Category\n"
        "0,Thomas Hale,\"{'Tom', 'Thomas Hale'}\",M,major\n"
        "1,Captain Brook,\"{'Captain Brook', 'the captain'}\",M,minor\n",
    )
    write(
        folder / "quotation_info.csv",
        "quoteID,quoteByteSpans,speaker,addressees,quoteType\n"
        f"Q0,\"{novel_at('Is it far?')}\",Tom,['the captain'],Explicit\n"
        f"Q1,\"{novel_at('Not very,')}\",Captain Brook,['Tom'],Anaphoric\n"
        f"Q2,\"{novel_at('Come on, then!')}\",Thomas Hale,\"['Captain Brook', 'Nobody Else']\",Implicit\n"
        f'Q3,"{novel_at("Aye.")}",_group,,Implicit\n',
    )
    return root


def litbank(root: Path) -> Path:
    """LitBank's layout with one excerpt of two lines."""
    base = root / "quotations" / "tsv"
    write(base / "7_the_harbour_brat.txt", "“ Is it far ? ” asked Tom .\n“ No ! ” “ Good . ”\n")
    write(
        base / "7_the_harbour_brat.ann",
        "QUOTE\tQ1\t0\t0\t0\t5\tx\nQUOTE\tQ2\t1\t0\t1\t3\tx\nQUOTE\tQ3\t1\t4\t1\t7\tx\n"
        "ATTRIB\tQ1\tTom-0\nATTRIB\tQ2\tthe_captain-1\nATTRIB\tQ3\tTom-0\n",
    )
    return root


def extractions(path: Path, document: GoldDocument, predictions: tuple[Prediction, ...]) -> Path:
    """The predictions as the extractor would write them: one extraction on one line."""
    text = document.text

    def span(start: int, end: int) -> dict[str, object]:
        return {"start": start, "end": end, "text": text[start:end]}

    quotes: list[dict[str, Any]] = []
    for k, one in enumerate(predictions, 1):
        cue = [span(*offsets) | {"lemma": "say", "kind": "verb", "act": "speech"} for offsets in one.cue]
        source = [span(*offsets) | {"form": "name"} for offsets in one.source]
        speaker = {"id": one.speaker_id, "name": one.speaker or "somebody", "named": one.speaker is not None}
        quotes.append(
            {
                "id": f"q{k}",
                "kind": "direct",
                "content": [span(*offsets) for offsets in one.content],
                "text": " ".join(text[start:end] for start, end in one.content),
                "cue": cue[0] if cue else None,
                "source": source[0] if source else None,
                "speaker": speaker if one.speaker_id else None,
                "confidence": one.confidence,
                "speaker_confidence": one.speaker_confidence,
                "rule": one.rule,
            }
        )
    speakers = list({quote["speaker"]["id"]: quote["speaker"] for quote in quotes if quote["speaker"]}.values())
    found = {"id": document.id, "text": text, "model": "by hand", "speakers": speakers, "quotes": quotes}
    line = json.dumps(found)
    return write(path, line + "\n")
