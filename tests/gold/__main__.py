"""Print how well the pipeline reads the gold passages: python tests/gold."""

from __future__ import annotations

import sys
from pathlib import Path

from quoteattr import QuoteExtractor, Settings
from quoteattr.settings import EVERY_KIND

sys.path.append(str(Path(__file__).parents[1] / "helpers"))
from gold_scores import measure

print(measure(QuoteExtractor(Settings(kinds=EVERY_KIND, acts="all"))))
