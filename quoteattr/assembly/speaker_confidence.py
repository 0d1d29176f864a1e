"""How sure a named speaker is: a log-linear model on features of how the name was got, calibrated on gold speakers.

The features say what refers to the speaker (a label, a name, a pronoun, nothing), how far away and how well known the
person is, how close the next best answer came, and how much of the text is talk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from quoteattr.attribution.types import CONFIDENCE_DIGITS, Attribution
from quoteattr.coreference.types import Resolution
from quoteattr.document.document import Document
from quoteattr.document.phrases import head_of, token_range
from quoteattr.entities.types import EntityMention, Referent, Referents
from quoteattr.loglinear.weights import Weights, logistic, score

MODELS = ("named",)
_STEPS = (1, 2, 3, 6, 20)  # below which counts are told apart; set by hand
_STEP_NAMES = ("0", "1", "2", "3-5", "6-19", "20+")
_PERSONAL = (0.02, 0.05, 0.08, 0.11)  # shares of personal pronouns among the words, from reports to talk; set by hand
_SHARES = 5  # parts of the scale of shares and probabilities; set by hand
_MAX_BETWEEN = 12  # names looked at between a speaker's last mention and the source; set by hand
_NOTHING = "nothing"


def speaker_confidences(
    doc: Document, attributions: Sequence[Attribution], resolution: Resolution, weights: Weights
) -> list[float | None]:
    """Return for each attribution how likely its speaker is the right one; None where nobody is named."""
    rows = SpeakerFeatures(doc, resolution)
    model = weights["named"]
    return [
        round(logistic(score(model, rows.of(attribution, referents))), CONFIDENCE_DIGITS)
        if rows.is_named(referents)
        else None
        for attribution, referents in zip(attributions, resolution.referents, strict=True)
    ]


class SpeakerFeatures:
    """Features of the speakers of one document's attributions."""

    def __init__(self, doc: Document, resolution: Resolution) -> None:
        self.doc, self.resolution, self.entities = doc, resolution, resolution.registry.entities
        self.mentions = resolution.registry.mentions
        self.firsts = [mention.first for mention in self.mentions]
        self.places: dict[int, list[int]] = defaultdict(list)
        for number, mention in enumerate(self.mentions):
            self.places[mention.entity].append(number)
        people = [e for e in self.entities if e.kind == "person" and e.named]
        personal = sum(map(doc.language.words.conversational.__contains__, doc.parse.lower))
        self.personal = bisect_right(_PERSONAL, personal / max(1, len(doc.parse)))
        self.surnames = Counter(entity.name.lower().split()[-1] for entity in people)
        self.known: dict[tuple[str, int], list[str]] = {}  # the features of speakers met before, by means

    def is_named(self, referents: Referents) -> bool:
        """Whether one of the referents has a name."""
        return any(self._is_named(referent) for referent in referents)

    def _is_named(self, referent: Referent) -> bool:
        return isinstance(referent, int) and self.entities[referent].named

    def of(self, attribution: Attribution, referents: Referents) -> Iterator[str]:
        """Yield the features of an attribution whose speakers are these."""
        entity = next(referent for referent in referents if isinstance(referent, int) and self._is_named(referent))
        first, last = self._source(attribution)
        head = head_of(self.doc.parse, first, last) if first < last else -1
        means = self._means(attribution, head, first, last)
        if (means, entity) not in self.known:
            of_entity = (_by_means(means, family, value) for family, value in self._of_entity(entity))
            self.known[means, entity] = [*chain.from_iterable(of_entity)]
        yield f"means={means}"
        yield f"rule={attribution.rule}"
        yield f"personal={self.personal}"
        yield f"together={len(referents) > 1}"
        yield f"means,probability={means},{attribution.rule if head < 0 else ''},{_share(attribution.confidence)}"
        yield from self.known[means, entity]
        for family, value in self._of_source(head, first, last, entity):
            yield from _by_means(means, family, value)
        if options := self.resolution.options.get(head):
            own = sum(salience for salience, who in options if who == referents)
            yield f"means,share={means},{_share(own / (sum(salience for salience, _ in options) or 1.0))}"
            yield f"means,options={means},{_step(len(options))}"

    def _source(self, attribution: Attribution) -> tuple[int, int]:
        """Return the tokens of the source, or the one in the narration that tells whose the words are, or none."""
        if attribution.source:
            return token_range(self.doc.parse, attribution.source)
        head = attribution.source_head
        return (0, 0) if head is None else (head, head + 1)

    def _means(self, attribution: Attribution, head: int, first: int, last: int) -> str:
        """Return by what the source refers to the speaker: a label, a name, the pronoun itself, a noun, or nothing."""
        parse, words = self.doc.parse, self.doc.language.words
        if attribution.source in self.resolution.registry.labels:
            return "label"
        if head < 0:
            return _NOTHING
        if parse.lower[head] in words.first_person:
            return "first person"
        if parse.tag[head] in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            return parse.lower[head]
        return "name" if any(True for _ in self._named_in(first, last)) else "noun"

    def _named_in(self, first: int, last: int) -> Iterator[EntityMention]:
        return islice(self.mentions, bisect_left(self.firsts, first), bisect_left(self.firsts, last))

    def _of_entity(self, index: int) -> Iterator[tuple[str, object]]:
        entity, people = self.entities[index], self.doc.language.people
        words = entity.name.lower().split()
        yield "kind", entity.kind
        yield "gender", entity.gender
        yield "words", min(len(words), 3)
        yield "uses", _step(len(self.places[index]))
        yield "capitals", entity.name.isupper()
        yield "titled", bool(entity.titles)
        yield "role", bool(entity.roles)
        yield "given name", words[0] in people.given
        yield "known word", not people.titles.keys().isdisjoint(words) or not people.places.isdisjoint(words)
        yield "namesakes", _step(self.surnames[words[-1]])

    def _of_source(self, head: int, first: int, last: int, entity: int) -> Iterator[tuple[str, object]]:
        if head < 0:
            return
        parse = self.doc.parse
        yield "length", _step(last - first)
        yield "quoted", self.doc.quoted[head] >= 0
        yield "relation", parse.dep[head]
        named = [mention.entity for mention in self._named_in(first, last)]
        yield "named in source", f"{entity in named}, {_step(len({*named} - {entity}))} others"
        if entity not in named:
            yield from self._of_antecedent(head, entity)

    def _of_antecedent(self, head: int, entity: int) -> Iterator[tuple[str, object]]:
        """Yield how far back the speaker was named, and how many others since."""
        parse, own = self.doc.parse, self.places[entity]
        before = bisect_left(self.firsts, head)
        back = bisect_left(own, before) - 1
        if back < 0:
            yield "sentences back", "never"
            return
        since = self.mentions[own[back] + 1 : min(before, own[back] + 1 + _MAX_BETWEEN)]
        last = self.mentions[own[back]].first
        yield "sentences back", _step(parse.sentence[head] - parse.sentence[last])
        yield "paragraphs back", _step(parse.paragraph[head] - parse.paragraph[last])
        yield "others since", _step(len({m.entity for m in since if self.entities[m.entity].kind == "person"}))
        yield "antecedent", parse.dep[last]


@lru_cache(2_000)
def _by_means(means: str, family: str, value: object) -> tuple[str, str]:
    """Return a feature alone and with by what the source refers; few values keep coming."""
    return f"{family}={value}", f"means,{family}={means},{value}"


def _step(count: int) -> str:
    """Return the step that a count stands on."""
    return _STEP_NAMES[bisect_right(_STEPS, count)]


def _share(value: float) -> int:
    """Return the part of the scale from 0 to 1 that a value lies in."""
    return min(int(value * _SHARES), _SHARES - 1)
