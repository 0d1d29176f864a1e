"""Short texts -> their parses, made in groups of texts by a pipeline's models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

from spacy.language import Language
from spacy.tokens import Doc

from quoteattr.document.fast_models.steps import may_step, parse_by_steps

# Code points, set by hand: in smaller groups a model's steps cost more, in larger ones fresh memory does.
_GROUP = 24_000
Progress = Callable[[int], None]


def parse_in_groups(
    nlp: Language, texts: Sequence[str], idle: Sequence[str], progress: Progress | None = None
) -> Iterator[Doc]:
    """Yield the Docs of texts in order, without the work of idle components; tell `progress` each group's length."""
    parser = nlp.get_pipe("parser")
    by_steps = may_step(parser)
    for group in even_groups(texts):
        docs = list(nlp.pipe(group, batch_size=len(group), disable=[*idle, "parser"] if by_steps else idle))
        if by_steps:
            parse_by_steps(parser, docs)
        if progress is not None:
            progress(sum(map(len, group)))
        yield from docs


def even_groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """Part texts into groups of about one length: a small rest would cost nearly as many steps as a whole group."""
    ends = [*accumulate(map(len, texts))]
    total = max(ends[-1:], default=0) or 1
    number = max(1, round(total / _GROUP))
    for _, group in groupby(zip(ends, texts, strict=True), lambda each: (each[0] - 1) * number // total):
        yield [text for _, text in group]
