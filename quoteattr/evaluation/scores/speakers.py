"""Who is named: speakers in news against the entities meant, in novels against the cast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from quoteattr.errors import InputError, first_problem, reading
from quoteattr.evaluation.corpora.gold import GoldDocument, Prediction
from quoteattr.evaluation.scores.attributions import percent
from quoteattr.evaluation.scores.matching import Comparison, holders
from quoteattr.evaluation.scores.names import Cast, same_name
from quoteattr.records import MentionForm

UNNAMED: Final = "unnamed"
NEWS_KINDS: Final = ("name", "pronoun", "nominal", UNNAMED)
NOVEL_KINDS: Final = ("Explicit", "Anaphoric", "Implicit", "other")


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """Whom a gold source means: one entity, several that are each right, or nobody named."""

    entity: str | list[str] | None
    form: MentionForm

    @property
    def names(self) -> list[str]:
        """The entities that are right."""
        if self.entity is None:
            return []
        return self.entity if isinstance(self.entity, list) else [self.entity]


GoldSpeakers = Mapping[str, Mapping[int, GoldSpeaker]]  # by document and index of attribution
_GOLD_SPEAKERS: Final = TypeAdapter(dict[str, dict[int, GoldSpeaker]])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was predicted for one gold attribution with a known speaker (or, in news, a known absence of one).

    `predicted` is the index of the prediction that holds the attribution, None if it was not found. A speaker
    is `right` when it is the one meant, or when rightly nobody is named; `nearly` accepts the same last name.
    """

    gold: int
    kind: str
    predicted: int | None
    named: bool
    right: bool
    nearly: bool


@dataclass(frozen=True, slots=True)
class SpeakerScore:
    """Counts of answers of one kind; the rates are in per cent."""

    kind: str
    gold: int
    found: int
    named: int
    right: int
    named_right: int
    nearly: int

    @property
    def end_to_end(self) -> float:
        """Right speakers of all attributions."""
        return percent(self.right, self.gold)

    @property
    def given_found(self) -> float:
        """Right speakers of the attributions found."""
        return percent(self.right, self.found)

    @property
    def given_named(self) -> float:
        """Right names of the names given."""
        return percent(self.named_right, self.named)


def read_speakers(path: Path, documents: Sequence[GoldDocument]) -> GoldSpeakers:
    """Read `{document: {index of the attribution: {"entity": name, names or null, "form": ...}}}`.

    Raises:
        InputError: the file cannot be read, has another form, or is about none of the documents.
    """
    with reading(path):
        data = path.read_bytes()
    try:
        speakers = _GOLD_SPEAKERS.validate_json(data)
    except ValidationError as error:
        raise InputError(f"{path}: {first_problem(error)}; correct the file") from None
    if not any(document.id in speakers for document in documents):
        raise InputError(f"{path}: no document to evaluate is in it; choose the split it was made for")
    return speakers


def marked_speakers(documents: Iterable[GoldDocument]) -> GoldSpeakers:
    """Return whom the sources mean in a corpus that says so itself: nobody with a name where it names nobody."""
    return {
        document.id: {
            i: GoldSpeaker(sorted(document.aliases[each.speaker]) if each.speaker else None, each.form)
            for i, each in enumerate(document.attributions)
            if each.form
        }
        for document in documents
    }


def news_answers(comparison: Comparison, gold: Mapping[int, GoldSpeaker]) -> list[Answer]:
    """Judge the speakers of one article's attributions.

    Raises:
        InputError: an index is not one of an attribution of this document.
    """
    predicted = {link.gold: link.predicted for link in comparison.links}
    answers = []
    for i, speaker in sorted(gold.items()):
        if not 0 <= i < len(comparison.document.attributions):
            raise InputError(f"{comparison.document.id}: no attribution {i}; correct the file of speakers")
        j = predicted.get(i)
        name = None if j is None else comparison.predictions[j].speaker
        kind = speaker.form if speaker.names else UNNAMED
        silent = j is not None and not speaker.names and not name
        right = silent or same_name(name, speaker.names)
        nearly = silent or same_name(name, speaker.names, last_only=True)
        answers.append(Answer(i, kind, j, bool(name), right, nearly))
    return answers


def novel_answers(comparison: Comparison) -> list[Answer]:
    """Judge the speakers of one novel's quotations, those that the gold gives to one character.

    A quotation is found when predictions hold half of its letters; the prediction that holds most of them
    answers.
    """
    cast = Cast(comparison.document.aliases)
    answers = []
    for i, j in enumerate(holders(comparison)):
        gold = comparison.document.attributions[i]
        if gold.speaker is not None and comparison.gold_letters[i]:
            kind = gold.kind if gold.kind in NOVEL_KINDS else NOVEL_KINDS[-1]
            answer = Prediction(()) if j is None else comparison.predictions[j]
            name = answer.speaker or answer.description
            right = name is not None and cast.meant((name, *answer.aliases)) == gold.speaker
            answers.append(Answer(i, kind, j, bool(name), right, right))
    return answers


def speaker_scores(answers: Iterable[Answer], kinds: Sequence[str]) -> list[SpeakerScore]:
    """Return the score of each kind that occurs, in the order given; of the named, if some are not; of all."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups["all"].append(answer)
        groups[answer.kind].append(answer)
        if UNNAMED in kinds and answer.kind != UNNAMED:
            groups["named"].append(answer)
    return [
        SpeakerScore(
            kind,
            len(group),
            sum(answer.predicted is not None for answer in group),
            sum(answer.named for answer in group),
            sum(answer.right for answer in group),
            sum(answer.named and answer.right for answer in group),
            sum(answer.nearly for answer in group),
        )
        for kind in (*kinds, "named", "all")
        if (group := groups[kind])
    ]
