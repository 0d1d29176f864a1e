"""Who speaks in a novel, how much, and to whom: the profile for fiction on a short story.

    python examples/cast_of_a_novel.py [FILE]

In fiction most quotations have no cue of their own; the profile follows the turns of the dialogue instead.
"""

from __future__ import annotations

import sys
from pathlib import Path

from quoteattr import QuoteExtractor, Settings
from quoteattr.output.conversations import conversations
from quoteattr.output.speaker_shares import rank_voices

STORY = Path(__file__).with_name("story.txt")


def main(path: str = "") -> None:
    """Print the cast, the most talkative first, each with their longest line; then who speaks most to whom."""
    text = (Path(path) if path else STORY).read_text(encoding="utf-8")
    story = QuoteExtractor(Settings(profile="fiction")).extract(text)
    lines = story.by_speaker()
    for voice in rank_voices(story):
        aliases = ", ".join(voice.speaker.aliases) if voice.speaker else ""
        print(f"{voice.name} ({aliases}): {voice.quotes} quotations, {voice.share:.0%} of the words")
        if voice.speaker in lines:
            print("   ", max((quote.text for quote in lines[voice.speaker]), key=len))
    for each in conversations(story)[:5]:
        print(f"{each.speaker} to {each.listener}: {each.quotations} quotations, {each.words} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
