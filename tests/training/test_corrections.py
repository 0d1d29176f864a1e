"""Corrections of an odd register, learned from: it is read better afterwards, and by the command line alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from command_line import call
from spacy.language import Language

from quoteattr import Cue, Extraction, Mention, Quote, QuoteExtractor, Span, Speaker
from quoteattr.assembly.corrections import add, mark
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.corrected import read_corrected
from quoteattr.evaluation.run import run
from quoteattr.settings import Settings

pytest.importorskip("scipy")

# minutes as no newspaper writes them: source, cue in [brackets], content in {braces}
FORMS = (
    "{source} [gave] it as the mind of the house {{that {content}}}.",
    "{source} [rose] to the effect {{that {content}}}.",
    "{{The house heard that {content}}}, on the [voice] of {source}.",
)
LEARNED = (
    ("Ana Lund", "Bo Ek", "Mrs. Pell", "Tobias Quill"),
    (
        "the bridge should be mended before the frost",
        "two of the cows had strayed",
        "the miller owed nine days of work",
    ),
)
UNSEEN = (
    ("Ilse Brandvold", "Dr. Hale", "Piet Okon"),
    ("the well behind the school was foul", "nobody had paid the carter since May", "a new bell would cost too much"),
)

NEWS = """“The bridge is safe,” Ana Ruiz said. She denied that it had been closed, according to Bo Ek.

The mayor warned that tolls “cannot stay”."""


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def minutes(number: int, source: str, content: str, form: str) -> Extraction:
    """One corrected text: the odd sentence between two that hold no quotation."""
    marked = form.format(source=source, content=content)
    said, cue = marked[marked.index("{") + 1 : marked.index("}")], marked[marked.index("[") + 1 : marked.index("]")]
    for bracket in "[]{}":
        marked = marked.replace(bracket, "")
    text = f"The clerk lit the lamp at seven.\n\n{marked}\n\nThe doors were closed behind the last of them."
    who = Speaker(id="s1", name=source, named=True, kind="person")
    quote = Quote(
        id="q1",
        kind="indirect",
        content=(span(text, said),),
        text=said,
        cue=Cue(**span(text, cue).model_dump(), lemma=cue, kind="verb", act="speech"),
        source=Mention(**span(text, source).model_dump(), form="name"),
        speaker=who,
        confidence=1.0,
        rule="corrected",
    )
    return Extraction(id=f"minutes {number}", text=text, model="hand", speakers=(who,), quotes=(quote,))


def written(path: Path, sources: tuple[str, ...], contents: tuple[str, ...]) -> Path:
    lines = [minutes(k, *each).model_dump_json() for k, each in enumerate(product(sources, contents, FORMS))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def f1(path: Path, measure: str, weights: Path | None = None) -> float:
    table = run("jsonl", path, settings=Settings(), weights=weights).table("scores")
    (row,) = (row for row in table.rows if row[:2] == ("all", measure))
    found = row[table.columns.index("F1")]
    assert isinstance(found, float)
    return found


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of weights that the command learns from the corrections, on top of the package's."""
    folder = tmp_path_factory.mktemp("mine")
    corrected = written(folder / "corrected.jsonl", *LEARNED)
    command = ("train", "attribution", "--corpus", "jsonl", corrected, "--on-top", "-o", folder / "attribution.tsv")
    result = call(*command)
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize(("measure", "gain"), [("content + source", 25), ("content, exact", 30)])
def test_corrections_of_an_odd_register_raise_its_f(tmp_path: Path, weights: Path, measure: str, gain: float) -> None:
    """From 50 to 80, exactly from 17 to 53, when this was written: other people, other words, the same odd cues."""
    unseen = written(tmp_path / "unseen.jsonl", *UNSEEN)
    assert f1(unseen, measure, weights) >= f1(unseen, measure) + gain


@pytest.mark.slow
@pytest.mark.model
def test_what_was_known_before_stays_known(nlp: Language, weights: Path) -> None:
    usual, learned = QuoteExtractor(nlp=nlp), QuoteExtractor(nlp=nlp, weights=weights)
    found, again = usual.extract(NEWS), learned.extract(NEWS)
    assert [quote.text for quote in again.quotes] == [quote.text for quote in found.quotes]
    assert f"(corrected.jsonl, 36 texts, parsed by {again.model}, on top of " in again.weights


@pytest.mark.model
def test_a_single_text_is_enough(tmp_path: Path) -> None:
    path, out = tmp_path / "corrected.jsonl", tmp_path / "attribution.tsv"
    path.write_text(minutes(0, "Ana Lund", "two cows had strayed", FORMS[0]).model_dump_json(), encoding="utf-8")
    assert call("train", "attribution", "--corpus", "jsonl", path, "--on-top", "-o", out).exit_code == 0
    assert out.is_file()


@pytest.mark.model
def test_missed_quotations_are_learned_from_once_their_cues_are_marked(tmp_path: Path) -> None:
    path, out = tmp_path / "corrected.jsonl", tmp_path / "mine" / "attribution.tsv"
    command = ("train", "attribution", "--corpus", "jsonl", path, "--on-top", "-o", out)
    given = [minutes(k, "Ana Lund", "two cows had strayed", form) for k, form in enumerate(FORMS)]
    missed = [add(each.model_copy(update={"quotes": (), "speakers": ()}), [content(each)]) for each in given]
    path.write_text("".join(f"{each.model_dump_json()}\n" for each in missed), encoding="utf-8")
    result = call(*command)
    assert result.exit_code == 1
    assert "quoteattr.assembly.corrections.mark(" in result.stderr
    marked = [mark(new, "q1", **around(each)) for new, each in zip(missed, given, strict=True)]
    path.write_text("".join(f"{each.model_dump_json()}\n" for each in marked), encoding="utf-8")
    assert call(*command).exit_code == 0
    assert out.is_file()


def content(extraction: Extraction) -> tuple[int, int]:
    (span,) = extraction.quotes[0].content
    return span.start, span.end


def around(extraction: Extraction) -> dict[str, tuple[int, int]]:
    cue, source = extraction.quotes[0].cue, extraction.quotes[0].source
    assert cue
    assert source
    return {"cue": (cue.start, cue.end), "source": (source.start, source.end)}


def test_corrected_extractions_are_gold(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", *UNSEEN)
    written(tmp_path / "b.jsonl", ("Ana Lund",), ("it rained",))
    documents = read_corrected(tmp_path)
    assert len(documents) == 27 + 3
    (gold,) = documents[-1].attributions
    text = documents[-1].text
    parts = [text[start:end] for spans in (gold.content, gold.cue, gold.source) for start, end in spans]
    assert parts == ["The house heard that it rained", "voice", "Ana Lund"]
    assert (gold.speaker, gold.kind, gold.form) == ("Ana Lund", "indirect", "name")
    assert [d.id for d in read_corrected(tmp_path / "b.jsonl", ["minutes 1"])] == ["minutes 1"]


def test_a_corpus_without_quotations_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text(Extraction(text="It rained.", model="hand").model_dump_json() + "\n")
    with pytest.raises(InputError, match="no quotation is here"):
        read_corrected(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("speakers", "--corpus", "jsonl", "x.jsonl"), "speakers is not learned from jsonl"),
        (("attribution", "--corpus", "jsonl", "--corpus", "polnear", "x.jsonl"), "name each corpus and its path"),
        (
            ("speakers", "--corpus", "pdnc", "--corpus", "passages", "x", "y", "--on-top"),
            "--on-top is for attribution, not for speakers",
        ),
        (
            ("attribution", "--corpus", "jsonl", "nowhere.jsonl"),
            "nowhere.jsonl: no such file or directory; check the path",
        ),
    ],
)
def test_what_cannot_be_learned_is_told(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    result = call("train", *arguments, "-o", tmp_path / "weights.tsv", columns="300")
    assert result.exit_code in (1, 2)
    assert message in result.output
