"""Articles damaged on purpose, as typists, converters and editors damage them: nothing may raise, and how much is lost?

Every mutant is an excerpt of whole paragraphs with one class of damage; its gold attributions move with the text, and
those cut off are no longer asked for. F is that of contents (lenient, all acts), on the mutants and on the excerpts
they were made of. The promises are checked on each. Run as a program, it prints the figures::

    python tests/helpers/damage.py --number 20000 --polnear PATH/polnear   # the dev articles
    python tests/helpers/damage.py --number 2000                           # the gold passages of the tests
    python tests/helpers/damage.py --number 2000 ARTICLE.txt ...           # gold is what is found in the undamaged text
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from gold_passages import passages
from promises import holds

from quoteattr import QuoteExtractor, Settings
from quoteattr.document.quotations import find_quotations
from quoteattr.evaluation.corpora.gold import GoldAttribution, GoldDocument, Spans, predictions_of
from quoteattr.evaluation.corpora.readers import read_polnear
from quoteattr.evaluation.scores.matching import compare

EXCERPT = 1500  # characters, so that one damaged place matters
BATCH = 50
MARK = re.compile(r"[\"“”‘«»]|''|``|(?<!\w)['’]|['’](?!\w)")
BREAK = re.compile(r"\s*\n\s*")
INSIDE = re.compile(r"(?<=\w)(?=\w)")
TURNED = str.maketrans("“”‘’«»", "”“’‘»«")
STRAIGHT = str.maketrans("“”‘’«»", '""\'\'""')
OTHER = str.maketrans("“”\"‘’'", "‘’'“”\"")
STRAY = "\u200b\u00ad\ufeff\u200e\x00\x1b\ufffd\U0001f600"

Edit = tuple[int, int, str]  # what stands from start to end gives way to this
Damage = Callable[[str, Random], list[Edit]]


def places(pattern: re.Pattern[str], text: str, random: Random, share: float = 0) -> list[re.Match[str]]:
    """One of the places where the pattern matches, or this share of them; none where it does not."""
    found = list(pattern.finditer(text))
    number = max(1, round(share * len(found)))
    return random.sample(found, min(number, len(found)))


def change(pattern: re.Pattern[str], new: Callable[[str], str], share: float = 0) -> Damage:
    """Replace what the pattern matches at one place, or at this share of all places."""

    def damage(text: str, random: Random) -> list[Edit]:
        return sorted((m.start(), m.end(), new(m.group())) for m in places(pattern, text, random, share))

    return damage


def cut_end(text: str, random: Random) -> list[Edit]:
    return [(m.start(), len(text), "") for m in places(INSIDE, text, random)]


def cut_start(text: str, random: Random) -> list[Edit]:
    return [(0, m.start(), "") for m in places(INSIDE, text, random)]


def strewn(text: str, random: Random) -> list[Edit]:
    at = sorted(random.sample(range(len(text)), min(len(text), 8)))
    return [(i, i, random.choice(STRAY)) for i in at]


def several(text: str, random: Random) -> list[Edit]:
    """Five places, each damaged in a way of its own."""
    single = [MUTATIONS[name] for name in list(MUTATIONS)[:7]]
    edits: list[Edit] = []
    for edit in sorted(edit for damage in random.choices(single, k=5) for edit in damage(text, random)):
        if not edits or edit[0] > edits[-1][1]:
            edits.append(edit)
    return edits


MUTATIONS: dict[str, Damage] = {
    "mark deleted": change(MARK, lambda mark: ""),
    "mark doubled": change(MARK, lambda mark: mark * 2),
    "mark turned round": change(re.compile("[“”‘«»]"), lambda mark: mark.translate(TURNED)),
    "mark of another kind": change(MARK, lambda mark: mark.translate(OTHER)),
    "mark between spaces": change(MARK, lambda mark: f" {mark} "),
    "two paragraphs merged": change(BREAK, lambda gap: " "),
    "paragraph broken in two": change(re.compile(" "), lambda gap: "\n\n"),
    "all paragraphs merged": change(BREAK, lambda gap: " ", share=1),
    "all marks straight": change(re.compile("[“”‘’«»]"), lambda mark: mark.translate(STRAIGHT), share=1),
    "half of the marks deleted": change(MARK, lambda mark: "", share=0.5),
    "all marks deleted": change(MARK, lambda mark: "", share=1),
    "words run together": change(re.compile(" "), lambda gap: "", share=0.03),
    "stray characters": strewn,
    "cut off in a word": cut_end,
    "begun in a word": cut_start,
    "several of these": several,
}


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which are in order and apart."""
    pieces, at = [], 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where an offset of the text is after the edits; one within an edit is at its start."""
    shift = 0
    for start, end, new in edits:
        if end > offset:
            return min(offset, start) + shift
        shift += len(new) - (end - start)
    return offset + shift


def mutated(document: GoldDocument, edits: Sequence[Edit]) -> GoldDocument:
    """The document after the edits, with those attributions of which some content is left."""
    text = applied(document.text, edits)

    def carried(spans: Spans) -> Spans:
        ends = ((moved(start, edits), moved(end, edits)) for start, end in spans)
        return tuple((a, b) for a, b in ends if any(map(str.isalnum, text[a:b])))

    attributions = (
        replace(a, content=carried(a.content), cue=carried(a.cue), source=carried(a.source))
        for a in document.attributions
    )
    return replace(document, text=text, attributions=tuple(a for a in attributions if a.content))


def excerpts(document: GoldDocument) -> Iterator[GoldDocument]:
    """The document in runs of whole paragraphs, each as long as an excerpt may be or a single paragraph."""
    ends = [gap.end() for gap in BREAK.finditer(document.text)] + [len(document.text)]
    start = 0
    for end, following in pairwise([*ends, len(document.text) + EXCERPT + 1]):
        if following - start > EXCERPT:
            yield _part(document, start, end)
            start = end


def _part(document: GoldDocument, start: int, end: int) -> GoldDocument:
    return mutated(document, [(0, start, ""), (end, len(document.text), "")])


def make(documents: Sequence[GoldDocument], number: int, seed: int) -> Iterator[tuple[str, GoldDocument, GoldDocument]]:
    """So many mutants, every class in turn: (class, excerpt, mutant). The same seed gives the same ones."""
    random = Random(seed)
    parts = [part for document in documents for part in excerpts(document) if part.text.strip()]
    for k in range(number):
        name = list(MUTATIONS)[k % len(MUTATIONS)]
        part = random.choice(parts)
        yield name, part, mutated(part, MUTATIONS[name](part.text, random))


@dataclass
class Count:
    """How many attributions were asked for, found, and right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def add(self, other: Count) -> None:
        """Count another text's with these."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.right += other.right

    @property
    def f1(self) -> float:
        """In per cent."""
        return 200 * self.right / max(1, self.gold + self.predicted)


def read_all(extractor: QuoteExtractor, documents: Sequence[GoldDocument]) -> list[Count]:
    """What is found in each document, every promise checked."""
    counts = []
    for document, found in zip(documents, extractor.pipe(d.text for d in documents), strict=True):
        holds(document.text, found)
        links = compare(document, predictions_of(found)).links
        counts.append(Count(len(document.attributions), len(found.quotes), len(links)))
    return counts


def measure(
    extractor: QuoteExtractor, documents: Sequence[GoldDocument], number: int, seed: int
) -> dict[str, tuple[Count, Count]]:
    """For each class of damage what is found in the excerpts and in the mutants made of them."""
    measured: dict[str, tuple[Count, Count]] = defaultdict(lambda: (Count(), Count()))
    whole: dict[str, Count] = {}
    made = list(make(documents, number, seed))
    for k in range(0, number, BATCH):
        batch = made[k : k + BATCH]
        new = {part.text: part for _, part, _ in batch if part.text not in whole}
        whole.update(zip(new, read_all(extractor, list(new.values())), strict=True))
        for (name, part, _), count in zip(batch, read_all(extractor, [mutant for *_, mutant in batch]), strict=True):
            measured[name][0].add(whole[part.text])
            measured[name][1].add(count)
    return measured


def own_passages() -> list[GoldDocument]:
    """The gold passages of the tests, in curly marks."""
    return [
        GoldDocument(
            passage.id,
            curly(passage.text),
            passage.attributions,
        )
        for passage in passages()
    ]


def curly(text: str) -> str:
    """The text with its straight double marks curled."""
    letters = list(text)
    for quotation in find_quotations(text):
        if quotation.mark == '"' and quotation.closed:
            letters[quotation.start], letters[quotation.end - 1] = "“", "”"
    return "".join(letters)


def self_read(extractor: QuoteExtractor, path: Path) -> GoldDocument:
    """A text without gold: what is found in it stands for it."""
    text = path.read_text(encoding="utf-8")
    found = predictions_of(extractor.extract(text))
    return GoldDocument(str(path), text, tuple(GoldAttribution(p.content, p.cue, p.source) for p in found))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    extractor = QuoteExtractor(Settings(acts="all"))
    if given.texts:
        documents = [self_read(extractor, path) for path in given.texts]
    else:
        documents = read_polnear(given.polnear) if given.polnear else own_passages()
    measured = measure(extractor, documents, given.number, given.seed)
    print(f"{given.number} mutants, none raised, every promise kept; F of contents before and after")
    for name, (before, after) in measured.items():
        print(f"{name:<28}{before.f1:6.1f}{after.f1:6.1f}{after.f1 - before.f1:+6.1f}")


if __name__ == "__main__":
    main()
