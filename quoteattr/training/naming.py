"""Training of whom descriptions mean: short texts with gold speakers -> the model `naming` of `data/en/dialogue.tsv`.

A conditional logit over the named people about where a description speaks, nobody among them. Novels are read in
excerpts, as short as stories: in a whole novel "the old man" is many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from quoteattr.dialogue.naming.decision import naming_rows
from quoteattr.dialogue.naming.features import Likely, NamingReader
from quoteattr.dialogue.types import Story
from quoteattr.document.ranges import Offsets
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument
from quoteattr.training.fitting import Recipe, fit_ranking

_RECIPE = Recipe(variance=0.25, min_rows=5)  # chosen in folds over the passages
_WORDS = 1_600  # of an excerpt: as long as the stories among the passages
_SAME = 0.8  # of the turns of a description that one person speaks; set by hand
PASSAGE = 6.0  # times as much as an excerpt of a novel a passage teaches; chosen in folds over the passages
_PARAGRAPH = regex.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Example:
    """A description: the features of nobody and of each option, which are right, and how much it counts."""

    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float


def naming_examples(
    story: Story, likely: Likely, meant: Sequence[str | None], speakers: Sequence[str | None], counts: float
) -> Iterator[Example]:
    """Yield the descriptions of a story, by whom each entity is `meant` to be and who speaks each turn."""
    reader = NamingReader(story, likely)
    for described in reader.described():
        turns = reader.spoken[described]
        if not turns:  # a narrator who speaks no turn
            continue
        who, count = Counter(speakers[i] for i in turns).most_common(1)[0]
        is_one = who is not None and count >= _SAME * len(turns)
        named = [is_one and meant[entity] == who for entity in reader.options(described)]
        yield Example(naming_rows(reader, described), [not any(named), *named], counts)


def fit_naming(examples: Sequence[Example]) -> dict[str, float]:
    """Fit the weights, rounded; where several options are one person, they share what is right."""
    targets = ([e.weight * right / sum(e.right) for right in e.right] for e in examples)
    return fit_ranking([(e.features, target) for e, target in zip(examples, targets, strict=True)], _RECIPE)


def excerpts(novel: GoldDocument) -> Iterator[GoldDocument]:
    """Yield a novel in parts of some 1,600 words, none of which ends within a quotation."""
    spans = sorted((each.content[0][0], each.content[-1][1]) for each in novel.attributions)
    start = words = before = 0
    for end in [*(match.end() for match in _PARAGRAPH.finditer(novel.text)), len(novel.text)]:
        words += len(novel.text[before:end].split())
        before = end
        if (words >= _WORDS or end == len(novel.text)) and not any(a < end < b for a, b in spans):
            own = [each for each in novel.attributions if start <= each.content[0][0] and each.content[-1][1] <= end]
            moved = tuple(_moved(each, start) for each in own)
            yield replace(novel, id=f"{novel.id} from {start}", text=novel.text[start:end], attributions=moved)
            start, words = end, 0


def _moved(attribution: GoldAttribution, by: int) -> GoldAttribution:
    def back(spans: Sequence[Offsets]) -> tuple[Offsets, ...]:
        return tuple((a - by, b - by) for a, b in spans)

    content, cue, source, addressee = map(
        back, (attribution.content, attribution.cue, attribution.source, attribution.addressee)
    )
    return replace(attribution, content=content, cue=cue, source=source, addressee=addressee)
