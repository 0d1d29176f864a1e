"""Training of the antecedents of pronouns and descriptions: gold coreference -> `data/en/coreference.tsv`.

A conditional logit over the candidates of each anaphor, nobody among them. While a text is read for learning, earlier
anaphors refer to whom the gold says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from quoteattr.analysis import Models, attribute, load_models
from quoteattr.attribution.decoder import weigh
from quoteattr.coreference.antecedents import Anaphor, Candidate, Model, candidate_features, make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.document.document import Document, read
from quoteattr.document.parse import parse_texts
from quoteattr.document.phrases import head_of, token_range
from quoteattr.document.ranges import Offsets
from quoteattr.document.spacy_models import load_model, model_name
from quoteattr.document.words import Analyser
from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Registry
from quoteattr.evaluation.corpora.gold import GoldDocument, GoldMentions
from quoteattr.evaluation.corpora.passages import read_all_passages
from quoteattr.evaluation.corpora.readers import read_gum_mentions, read_litbank_mentions
from quoteattr.evaluation.scores.names import same_name
from quoteattr.language.language import load_language
from quoteattr.loglinear.weights import Weights, weights_text
from quoteattr.settings import Settings
from quoteattr.training.fitting import Recipe, fit_ranking

_RECIPES: Mapping[Model, Recipe] = {  # chosen in folds over the passages; smaller weights would make the file too large
    "pronoun": Recipe(variance=0.2, min_rows=5, min_weight=0.04),
    "plural": Recipe(variance=0.2, min_rows=5, min_weight=0.04),
    "description": Recipe(variance=3.0, min_rows=5, min_weight=0.04),
}
_SILENT = 0.3  # weight of anaphors that are no sources, beside those that are; set by hand
_ELSEWHERE = (
    0.07  # weight of descriptions in LitBank and GUM, of which few mean somebody named; chosen in the same folds
)
_USUAL = Weights({"pronoun": {"rank=0": 10.0}, "plural": {"rank=0": 10.0}, "description": {"nobody": 10.0}})
_SETTINGS = Settings(acts="all", nested=True)
Shares = Sequence[float]  # how right each candidate of an anaphor is: they sum to 1
Judge = Callable[[Document, Registry, Anaphor, Sequence[Candidate]], Shares | None]


@dataclass(frozen=True, slots=True)
class Example:
    """An anaphor: whose model it is for, the features of each candidate, how right each is, and how much it counts."""

    model: Model
    features: Sequence[Sequence[str]]
    right: Shares
    weight: float


def train(litbank: Path, gum: Path, passages: Sequence[Path], out: Path) -> None:
    """Learn from the coreference of LitBank and GUM and from folders of marked passages, and write the weights.

    Raises:
        InputError: one of them cannot be read.
        ModelNotFoundError: no spaCy pipeline is installed.
    """
    excerpts, texts = [*read_litbank_mentions(litbank), *read_gum_mentions(gum)], read_all_passages(passages)
    nlp, models = load_model(), load_models()
    judged: list[tuple[str, Judge, float]] = [(each.text, judge_mentions(each), _ELSEWHERE) for each in excerpts]
    judged += [(each.text, judge_sources(each), 1.0) for each in texts]
    parses = parse_texts(nlp, (text for text, _, _ in judged), Analyser(nlp), layout=load_language().layout)
    examples = [
        example
        for (_, judge, share), parse in zip(judged, parses, strict=True)
        for example in examples_of(read(parse, load_language()), judge, models, share)
    ]
    header = (
        f"{len(excerpts)} texts of LitBank and GUM, {len(texts)} passages, parsed by {model_name(nlp)}; see the card"
    )
    weights: dict[str, dict[str, float]] = {
        model: fit([each for each in examples if each.model == model], recipe) for model, recipe in _RECIPES.items()
    }
    out.write_text(weights_text(weights, header), encoding="utf8")


def fit(examples: Sequence[Example], recipe: Recipe) -> dict[str, float]:
    """Fit the weights of one model, rounded."""
    return fit_ranking([(e.features, [e.weight * share for share in e.right]) for e in examples], recipe)


def examples_of(doc: Document, judge: Judge, models: Models, elsewhere: float = 1.0) -> list[Example]:
    """Read a document, its anaphors judged where the gold knows them; descriptions count `elsewhere` of what they do.

    Other pronouns refer to whoever is most salient, other descriptions to nobody.
    """
    registry, examples, usual = find_entities(doc), list[Example](), make_ranker(_USUAL)

    def rank(anaphor: Anaphor, candidates: Sequence[Candidate]) -> Shares:
        right = judge(doc, registry, anaphor, candidates)
        if right is None:
            return usual(anaphor, candidates)
        weight = (1.0 if anaphor.speaks else _SILENT) * (elsewhere if anaphor.model == "description" else 1.0)
        examples.append(Example(anaphor.model, list(candidate_features(anaphor, candidates)), right, weight))
        return right

    attributions = attribute(doc, models, _SETTINGS, weigh(doc, models.attribution))
    resolve(doc, registry, attributions, rank)
    return examples


def judge_mentions(gold: GoldMentions) -> Judge:
    """Return what judges by gold mentions: right is who occurs at a mention with the anaphor's referent."""
    around = cache(partial(_around, gold.mentions))

    def judge(doc: Document, registry: Registry, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Shares | None:
        parse, i = doc.parse, anaphor.token
        first, last = (parse.left[i], parse.right[i]) if anaphor.model == "description" else (i, i + 1)
        own = around(parse.start[i])[:1]
        if not own or own[0][0] < parse.start[first] or own[0][1] > parse.end[last - 1]:
            return None
        referent = own[0][2]
        if not anaphor.speaks and anaphor.word in doc.language.words.neuter:
            return None  # "it" may mean a clause, which is never a candidate

        def is_right(candidate: Candidate) -> bool:
            mentions = None if len(candidate.referents) > 1 else 1  # people together are some larger mention
            found = (around(parse.start[each.token])[:mentions] for each in candidate.occurrences)
            return any(label == referent for each in found for _, _, label in each)

        right = [is_right(candidate) for candidate in candidates]
        if anaphor.model == "plural" and not any(right):
            return None  # people named together are marked as one only sometimes
        return _shares(right)

    return judge


def _around(mentions: Sequence[tuple[Offsets, str]], at: int) -> list[tuple[int, int, str]]:
    """Return the mentions around an offset with their referents, the smallest first."""
    found = ((start, end, referent) for (start, end), referent in mentions if start <= at < end)
    return sorted(found, key=lambda mention: mention[1] - mention[0])


def judge_sources(gold: GoldDocument) -> Judge:
    """Return what judges by gold speakers: right is who has the speaker's name, or anybody without one."""
    speakers = {each.source[0]: each.speaker for each in gold.attributions if len(each.source) == 1}

    def judge(doc: Document, registry: Registry, anaphor: Anaphor, candidates: Sequence[Candidate]) -> Shares | None:
        heads = {head_of(doc.parse, *token_range(doc.parse, span)): name for span, name in speakers.items()}
        if anaphor.token not in heads:
            return None
        meant = heads[anaphor.token]
        named = [list(_names(registry, candidate)) for candidate in candidates]
        if meant is None:
            return _shares([not names for names in named])
        return _shares([len(names) == 1 and same_name(names[0], [meant]) for names in named])

    return judge


def _shares(right: Sequence[bool]) -> Shares:
    """Return equal shares of all that are right; without any, nobody is, who comes first."""
    total = sum(right)
    return [float(each) / total for each in right] if total else [1.0] + [0.0] * (len(right) - 1)


def _names(registry: Registry, candidate: Candidate) -> Iterator[str]:
    for referent in candidate.referents:
        if isinstance(referent, int) and registry.entities[referent].named:
            yield registry.entities[referent].name
