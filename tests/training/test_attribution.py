"""Training: gold in tokens, log-linear fits, and a corpus of a few sentences learned the same way twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from evaluation_samples import at as spans
from evaluation_samples import write
from spacy.language import Language
from trees import at, document, ranges

pytest.importorskip("scipy")

from dataclasses import replace

from quoteattr.attribution.decoder import MODELS, choose, weigh
from quoteattr.attribution.types import Proposal
from quoteattr.document.document import read
from quoteattr.document.parse import parse_texts
from quoteattr.document.spacy_models import load_model
from quoteattr.document.words import Analyser
from quoteattr.errors import InputError
from quoteattr.evaluation.corpora.gold import GoldAttribution
from quoteattr.evaluation.corpora.passages import read_passage
from quoteattr.language.cue_lexicon import CueLexicon
from quoteattr.language.language import load_language
from quoteattr.loglinear.weights import load_weights
from quoteattr.training.attribution import read_corpus, train
from quoteattr.training.fitting import Design, Recipe, design, fit_binary, fit_choice
from quoteattr.training.targets import (
    GoldTokens,
    example,
    gold_tokens,
    jaccard,
    learnable,
    learned,
    right_proposals,
    tokens_of,
)

LEXICON = CueLexicon({"say/V": "speech"})
SAID = (
    "Ana/NNP/compound/Lund Lund/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/rained it/PRP/nsubj/rained "
    "rained=rain/VBD/ccomp/said ././punct/said"
)


def test_tokens_that_offsets_touch() -> None:
    doc = document(SAID, cues=LEXICON)
    assert doc.parse.text == "Ana Lund said that it rained."
    assert tokens_of(doc, [(0, 8)]) == ((0, 2),)
    assert tokens_of(doc, [(1, 5)]) == ((0, 2),)
    assert tokens_of(doc, [(3, 4)]) == ()
    assert tokens_of(doc, [(14, 28), (0, 3)]) == ((0, 1), (3, 6))


def test_gold_without_a_token_in_its_content_is_left_out() -> None:
    doc = document(SAID, cues=LEXICON)
    gold = [GoldAttribution(((14, 28),), ((9, 13),), ((0, 8),)), GoldAttribution(((3, 4),), (), ())]
    assert gold_tokens(doc, gold) == [GoldTokens(((3, 6),), ((2, 3),), ((0, 2),))]


@pytest.mark.parametrize(
    ("some", "others", "expected"),
    [("it rained", "it rained", 1.0), ("it rained", "rained", 0.75), ("Ana", "Lund", 0.0), (".", ".", 0.0)],
)
def test_likeness_counts_letters(some: str, others: str, expected: float) -> None:
    doc = document(SAID, cues=LEXICON)
    assert jaccard(doc, ranges(doc, some), ranges(doc, others)) == expected


def test_an_example_has_the_best_candidate_for_each_gold_attribution() -> None:
    doc = document(SAID, cues=LEXICON)
    gold = GoldTokens(ranges(doc, "it rained ."), ranges(doc, "said"), ranges(doc, "Ana Lund"))
    unfound = GoldTokens(ranges(doc, "that"), ranges(doc, "Ana"), ())
    found = example(doc, [gold, unfound, gold])
    (cue,) = found.best
    assert cue == at(doc, "said")
    assert found.best[cue][0] == gold
    assert jaccard(doc, found.best[cue][1], gold.content) >= 0.6
    assert found.unknown == {at(doc, "Ana")}


def test_where_clauses_alone_are_marked_other_words_may_be_cues_too() -> None:
    doc = document(SAID, cues=LEXICON)
    gold = GoldTokens(ranges(doc, "it rained"), ranges(doc, "said"), ())
    assert example(doc, [gold], clauses_only=True).unknown == {at(doc, "rained")}
    assert example(doc, [], clauses_only=True).unknown == {at(doc, "said"), at(doc, "rained")}


def test_what_is_reported_in_a_turn_is_learned_and_the_turn_is_not(nlp: Language) -> None:
    passage = read_passage(
        "{s1:Ana Lund}{q1::} {c1/direct:When did you leave the yard?}\n\n"
        "{s2:Tom Rey}{q2::} {c2/direct:{s3=Tom Rey:I} {q3/thought:think} {c3/indirect:it rained}.}\n\n"
        "{s4:Ana Lund}{q4::} {c4/direct:And why?}\n\n{s5:Tom Rey}{q5::} {c5/direct:The pay was poor.}",
        "talk-1",
    )
    language = load_language()
    (parse,) = parse_texts(nlp, [passage.text], Analyser(nlp), layout=language.layout)
    doc = read(parse, language)
    told = learnable(doc, passage).attributions
    assert [passage.text[start:end] for each in told for start, end in each.content] == ["it rained"]
    assert [doc.parse.word[cue] for cue in learned(doc, passage).best] == ["think"]
    plain = read(next(iter(parse_texts(nlp, [passage.text], Analyser(nlp)))), language)
    overlooked = learned(plain, passage)
    assert [plain.parse.word[cue] for cue in overlooked.best] == [":"] * 4
    assert [plain.parse.word[cue] for cue in overlooked.unknown] == ["think"]


def test_proposals_are_right_one_to_one() -> None:
    doc = document(SAID, cues=LEXICON)
    gold = GoldTokens(ranges(doc, "that it rained"), ranges(doc, "said"), ())
    one = example(doc, [gold])

    def proposal(cue: str, content: str) -> Proposal:
        return Proposal(at(doc, cue), 0.9, ((0.9, ranges(doc, content), "made up"),))

    best, second = proposal("said", "that it rained"), proposal("rained", "that it rained")
    wrong, far = proposal("said", "that"), proposal("said", "Ana")
    assert right_proposals(one, [second, best, wrong, far]) == [0.0, 1.0, 0.0, 0.0]
    assert right_proposals(one, []) == []


def test_rare_features_are_left_out_of_a_design() -> None:
    made = design([{"b": 1.0, "a": 2.0}, {"a": 1.0, "rare": 1.0}, {"b": 3.0}], 2)
    assert list(made.names) == ["a", "b"]
    assert made.matrix.toarray().tolist() == [[2.0, 1.0], [1.0, 0.0], [0.0, 3.0]]


def test_a_binary_fit_finds_the_odds() -> None:
    made = design([{"bias": 1.0}] * 8, 1)
    (weight,) = fit_binary(made, np.array([1.0] * 6 + [0.0] * 2), Recipe(variance=1e6, min_rows=1))
    assert weight == pytest.approx(np.log(3), abs=1e-3)
    (weight,) = fit_binary(made, np.array([1.0] * 6 + [0.0] * 2), Recipe(variance=0.1, min_rows=1))
    assert 0 < weight < np.log(3) / 2


def test_a_choice_fit_prefers_what_was_chosen() -> None:
    rows = [{"yes": 1.0}, {"no": 1.0}] * 4
    made = design(rows, 1)
    truth = np.array([1.0, 0.0] * 3 + [0.0, 1.0])
    no, yes = fit_choice(made, np.array([0, 2, 4, 6]), truth, Recipe(variance=1e6, min_rows=1))
    assert yes - no == pytest.approx(np.log(3), abs=1e-3)


# text; content, cue and source of each attribution
CORPUS: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Ana Lund said that the bridge was safe.", [("that the bridge was safe", "said", "Ana Lund")]),
    ("“It is old,” said Tom Rey. The mayor left.", [("“It is old,”", "said", "Tom Rey")]),
    ("The mayor said it would rain. Nobody sold boats.", [("it would rain", "said", "The mayor")]),
    ("“We will sing,” Kim Oduya said on Monday.", [("“We will sing,”", "said", "Kim Oduya")]),
    ("The ferry sank, Ana Lund said. It had left Troy.", [("The ferry sank", "said", "Ana Lund")]),
    ("Tom Rey said that he was sorry. He left.", [("that he was sorry", "said", "Tom Rey")]),
    ("It rained in Troy. The baker said so.", [("so", "said", "The baker")]),
    ("Kim Oduya said the town was quiet. She sold bread.", [("the town was quiet", "said", "Kim Oduya")]),
    ("The mayor bought a boat. The ferry ran at night.", []),
    ("“The boat leaks,” Ana Lund said. Tom Rey mended it.", [("“The boat leaks,”", "said", "Ana Lund")]),
]


def corpus(root: Path) -> Path:
    """These sentences, three times over, in PolNeAR's layout."""
    base = root / "data" / "train"
    for number, (text, attributions) in enumerate(3 * CORPUS):
        lines = []
        for k, phrases in enumerate(attributions):
            for n, (label, phrase) in enumerate(zip(("Content", "Cue", "Source"), phrases, strict=True), 3 * k + 1):
                ((start, end),) = spans(phrase, text=text)
                lines.append(f"T{n}\t{label} {start} {end}\t{phrase}")
            content, cue, source = (f"T{3 * k + n}" for n in (1, 2, 3))
            lines.append(f"E{k + 1}\tAttribution:{cue} Content:{content} Cue:{cue} Source:{source}")
        write(base / "text" / f"{number:02}.txt", text)
        write(base / "attributions" / f"{number:02}_anna.ann", "\n".join([*lines, ""]))
    return root


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The corpus, and the weights learned from it."""
    root = corpus(tmp_path_factory.mktemp("corpus"))
    out = root / "weights.tsv"
    train([read_corpus("polnear", root)], out)
    return root, out


@pytest.mark.slow
@pytest.mark.model
def test_the_same_corpus_gives_the_same_bytes(trained: tuple[Path, Path]) -> None:
    root, first = trained
    second = root / "again.tsv"
    train([read_corpus("polnear", root)], second)
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.slow
@pytest.mark.model
def test_the_weights_say_where_they_come_from(trained: tuple[Path, Path]) -> None:
    first = trained[1].read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# PolNeAR 1.0 train, 30 texts, parsed by en_")


@pytest.mark.slow
@pytest.mark.model
def test_what_was_learned_finds_what_it_was_learned_from(trained: tuple[Path, Path]) -> None:
    weights = load_weights(trained[1], MODELS)
    nlp = load_model()
    right = 0
    for (_, attributions), parse in zip(
        CORPUS, parse_texts(nlp, [text for text, _ in CORPUS], Analyser(nlp)), strict=True
    ):
        doc = read(parse, replace(load_language(), cues=LEXICON))
        found = choose(doc, weights, weigh(doc, weights), 0.3)
        cues = [parse.word[choice.cue] for choice in found]
        right += cues == [cue for _, cue, _ in attributions]
    assert right >= 8


def test_a_missing_corpus_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        train([read_corpus("polnear", tmp_path / "nowhere")], tmp_path / "weights.tsv")
    assert not (tmp_path / "weights.tsv").exists()


def test_a_prior_holds_where_nothing_is_seen() -> None:
    """Weights stay at the prior's mean for features that tell nothing, and move from there for those that do."""
    rows = [{"told": 1.0}] * 20
    columns = design(rows, 1, ["told", "kept"])
    recipe = Recipe(variance=0.5, min_rows=1, mean={"told": -1.0, "kept": 1.0})
    assert list(columns.names) == ["told"]
    unseen = Design(columns.matrix[:0], columns.names)
    assert fit_binary(columns, np.ones(20), recipe)[0] > 0
    assert fit_binary(unseen, np.ones(0), recipe)[0] == -1.0
    assert fit_choice(unseen, np.zeros(0, np.int64), np.ones(0), recipe)[0] == -1.0


def test_the_order_of_the_examples_changes_no_weight() -> None:
    """Sums in another order differ in their last bits, as they do on another machine; the best weights are the same."""
    random, recipe = np.random.default_rng(1), Recipe(variance=0.5, min_rows=1)
    values = random.random((300, 40)) < 0.2
    rows = [{f"f{i}": 1.0 for i in np.flatnonzero(row)} for row in values]
    truth = (random.random(300) < 0.4).astype(float)
    order = random.permutation(300)
    straight = fit_binary(design(rows, 1), truth, recipe)
    shuffled = fit_binary(design([rows[i] for i in order], 1), truth[order], recipe)
    np.testing.assert_allclose(straight, shuffled, rtol=0, atol=1e-11)
    groups, blocks = np.arange(0, 300, 3), random.permutation(100)
    order = np.concatenate([np.arange(3) + 3 * block for block in blocks])
    shares = truth + 0.1
    straight = fit_choice(design(rows, 1), groups, shares, recipe)
    shuffled = fit_choice(design([rows[i] for i in order], 1), groups, shares[order], recipe)
    np.testing.assert_allclose(straight, shuffled, rtol=0, atol=1e-11)
