"""A corpus in PDNC's layout, for all that is learned from novels."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from stories import STORY

SPEAKERS = ["Clara", "Hugh", "Clara", "Hugh", "Clara", "Hugh", "Clara", "Gardener", "Clara", "Hugh", "Clara"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One novel, our own story, with its gold speakers."""
    folder = tmp_path / "pdnc" / "data" / "AStory"
    folder.mkdir(parents=True)
    (folder / "novel_text.txt").write_text(STORY, encoding="utf8")
    with open(folder / "character_info.csv", "w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Main Name", "Aliases"])
        rows.writerow(["Clara", "{'Miss Clara Venn', 'Clara'}"])
        rows.writerow(["Hugh", "{'Mr. Hugh Dorrit', 'Hugh'}"])
        rows.writerow(["Gardener", "{'The Gardener'}"])
    with open(folder / "quotation_info.csv", "w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["quoteByteSpans", "speaker", "quoteType"])
        paragraphs = [p for p in STORY.split("\n\n") if '"' in p]
        for paragraph, speaker in zip(paragraphs, SPEAKERS, strict=True):
            start = STORY.index(paragraph) + paragraph.index('"')
            end = STORY.index('"', start + 1) + 1
            rows.writerow([str([[start, end]]), speaker, "Implicit"])
    return tmp_path / "pdnc"
