"""Cue words of your own field: some added to the lexicon, some never to be taken for a cue.

    python examples/custom_cue_words.py

Verbs that nobody listed are found by their construction; nouns, adjectives and prepositions must be in the lexicon.
The same settings work for the function, the component and, as a JSON file, for the command line (`--settings`).
"""

from __future__ import annotations

from quoteattr import CueWord, QuoteExtractor, Settings

TEXTS = [
    "Mira Oduya's skeet that the kiln would reopen delighted the potters.",
    "The potters toasted that the kiln would outlive them all.",
]
SETTINGS = Settings(add_cues=(CueWord(lemma="skeet", kind="noun"),), remove_cues=frozenset({"toast"}))


def show(title: str, settings: Settings) -> None:
    """Print what is found with these settings."""
    print(title)
    for extraction in QuoteExtractor(settings).pipe(TEXTS):
        found = [(quote.cue.lemma, quote.text) for quote in extraction.quotes if quote.cue]
        print("   ", found)


def main() -> None:
    """Compare the lexicon as it comes with the changed one, and print the changed settings as JSON."""
    show("as it comes:", Settings())
    show("with 'skeet', without 'toast':", SETTINGS)
    print(SETTINGS.model_dump_json(include={"add_cues", "remove_cues"}))


if __name__ == "__main__":
    main()
