"""The pass: a document through all stages, wired once; extractor, explanation and evaluation call it.

`attribute` finds cues, contents and sources; `find_speakers` the people of the text and whom each source refers to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from quoteattr.assembly.quotes import to_attributions
from quoteattr.assembly.speaker_confidence import MODELS as CONFIDENCE_MODELS
from quoteattr.assembly.speaker_confidence import speaker_confidences
from quoteattr.assembly.speeches import bare_turns, join_dialogue, with_narrator
from quoteattr.attribution.constructions import by_construction
from quoteattr.attribution.continuations import UNCUED, join_continuations, uncued
from quoteattr.attribution.decoder import MODELS as ATTRIBUTION_MODELS
from quoteattr.attribution.decoder import NOTHING_WEIGHED, Weighed, choose, choose_nested, merge_choices, weigh_all
from quoteattr.attribution.layouts import by_label, by_signature, outside_turns
from quoteattr.attribution.lead_ins import by_lead_in
from quoteattr.attribution.topics import mark_topics
from quoteattr.attribution.types import Attribution
from quoteattr.coreference.antecedents import MODELS as COREFERENCE_MODELS
from quoteattr.coreference.antecedents import make_ranker
from quoteattr.coreference.resolver import resolve
from quoteattr.coreference.types import Resolution
from quoteattr.dialogue.decoder import MODELS as DIALOGUE_MODELS
from quoteattr.dialogue.decoder import attribute_dialogue
from quoteattr.dialogue.types import Dialogue
from quoteattr.document.document import Document, inner_document
from quoteattr.document.register import detect_profile, has_bare_turns
from quoteattr.entities.registry import find_entities
from quoteattr.entities.types import Registry
from quoteattr.errors import DataError
from quoteattr.language.data_files import language_folder
from quoteattr.loglinear.weights import Weights, load_weights
from quoteattr.records import Profile
from quoteattr.settings import Settings

_FILES: Mapping[str, tuple[str, str, Sequence[str]]] = {  # of weights: its name, what stands in for it, its models
    "attribution": ("attribution.tsv", "attribution.tsv", ATTRIBUTION_MODELS),
    "dialogue": ("dialogue.tsv", "dialogue_rules.tsv", DIALOGUE_MODELS),  # set by hand
    "coreference": ("coreference.tsv", "coreference.tsv", COREFERENCE_MODELS),
    "confidence": ("speaker_confidence.tsv", "speaker_confidence.tsv", CONFIDENCE_MODELS),
}


@dataclass(frozen=True, slots=True)
class Models:
    """The weights that decide: of attributions, turns of a dialogue, whom sources mean, how sure a speaker is."""

    attribution: Weights
    dialogue: Weights
    coreference: Weights
    confidence: Weights
    given: frozenset[str] = frozenset()  # by the user

    @property
    def provenance(self) -> str:
        """Which weights these are: a short hash of each file; of those `given` by the user also how they were made."""
        parts: dict[str, Weights] = {part: getattr(self, part) for part in _FILES}
        made = {name: f" ({weights.title})" if name in self.given else "" for name, weights in parts.items()}
        return ", ".join(f"{name} {weights.digest}{made[name]}" for name, weights in parts.items())


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the pass found in a text, before records are made of it.

    `confidences` are by attribution how sure its speaker is, if one with a name was found. `weighed` is what it chose
    the attributions from, `dialogue` what it made of a story's turns.
    """

    doc: Document
    profile: Profile
    attributions: Sequence[Attribution]
    resolution: Resolution
    confidences: Sequence[float | None]
    weighed: Weighed = NOTHING_WEIGHED
    dialogue: Dialogue | None = None


def load_models(language: str = "en", folder: Path | None = None) -> Models:
    """Read the weights in a folder of the user's; what is not there, and all without a folder, are the language's.

    Raises:
        DataError: if a file is missing or damaged, or the folder is not there or has none.
    """
    models = _language_models(language)
    if folder is None:
        return models
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder; name one with weights that `quoteattr train` wrote")
    files = {part: folder / name for part, (name, *_) in _FILES.items() if (folder / name).is_file()}
    if not files:
        known = ", ".join(name for name, *_ in _FILES.values())
        raise DataError(f"{folder} holds none of {known}; make one: quoteattr train")
    read = {part: load_weights(path, _FILES[part][2]) for part, path in files.items()}
    return replace(models, **read, given=frozenset(read))


@cache
def _language_models(language: str) -> Models:
    """Read a language's weights, once in a process.

    Without weights of its own a language takes those of English, whose features by act, class and dependency carry
    over; those of dialogue are then the ones set by hand.
    """
    own, english = language_folder(language), language_folder("en")
    read: dict[str, Any] = {  # as mypy cannot see that `given` is none of the parts
        part: load_weights(own / name if (own / name).is_file() else english / other, models)
        for part, (name, other, models) in _FILES.items()
    }
    return Models(**read)


def analyse(doc: Document, models: Models, settings: Settings) -> Analysis:
    """Run all stages on a document."""
    return analyse_all([doc], models, settings)[0]


def analyse_all(docs: Sequence[Document], models: Models, settings: Settings) -> list[Analysis]:
    """Run all stages on documents, each on all of them before the next: its code and weights stay at hand.

    Of short texts, a hundred words long, the pass takes a fifth less so.
    """
    weighed = weigh_all(docs, models.attribution)
    attributions = [attribute(doc, models, settings, own) for doc, own in zip(docs, weighed, strict=True)]
    found = [find_speakers(doc, own, models, settings) for doc, own in zip(docs, attributions, strict=True)]
    return [replace(analysis, weighed=own) for analysis, own in zip(found, weighed, strict=True)]


def attribute(doc: Document, models: Models, settings: Settings, weighed: Weighed) -> list[Attribution]:
    """Find the attributions of a document: chosen by the models, found by rule, joined to their continuations."""
    minimum = settings.min_attribution_confidence
    chosen = choose(doc, models.attribution, weighed, minimum)
    signed = by_signature(doc)
    for found in (by_construction(doc, chosen), signed, by_lead_in(doc, [*chosen, *signed])):
        chosen = merge_choices(doc, [choice for choice in found if choice.confidence >= minimum], chosen)
    chosen = join_continuations(doc, chosen)
    if settings.nested:
        chosen += choose_nested(inner_document(doc), models.attribution, chosen, minimum)
    least = 0.0 if "reported" in settings.kinds else minimum
    chosen = mark_topics(doc, models.attribution["topic"], chosen, least)
    turns = [turn for turn in by_label(doc, signed) if turn.confidence >= minimum]
    cued = [*turns, *outside_turns(doc, to_attributions(doc, chosen))]
    own = [each for each in uncued(doc, cued) if each.confidence >= minimum]
    return sorted([*cued, *own], key=lambda each: each.content)


def find_speakers(doc: Document, attributions: Sequence[Attribution], models: Models, settings: Settings) -> Analysis:
    """Find the people of a document and whom each attribution's source refers to; in fiction, its dialogue too."""
    profile = detect_profile(doc) if settings.profile == "auto" else settings.profile
    if not attributions and profile == "news":  # nobody to look for
        return Analysis(doc, profile, (), Resolution(Registry((), ()), (), {}), ())
    registry = find_entities(doc, settings.people, settings.closed)
    rank, dialogue = make_ranker(models.coreference), None
    if profile == "fiction":
        dialogue = attribute_dialogue(doc, registry, models.dialogue, attributions)
        registry = with_narrator(registry, dialogue, len(doc.parse.text))
    resolution = resolve(doc, registry, attributions, rank)
    if dialogue is not None:
        attributions, resolution = join_dialogue(dialogue, attributions, resolution, settings.min_turn_confidence)
    elif any(each.rule == UNCUED for each in attributions) and has_bare_turns(doc.narrated, doc.parse.bounds):
        dialogue = attribute_dialogue(doc, registry, models.dialogue)
        attributions, resolution = join_dialogue(bare_turns(dialogue, attributions), attributions, resolution)
    confidences = speaker_confidences(doc, attributions, resolution, models.confidence)
    return Analysis(doc, profile, attributions, resolution, confidences, dialogue=dialogue)
