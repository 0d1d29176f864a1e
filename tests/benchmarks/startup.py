"""How long a person waits: import, help, first result; each in a fresh process."""

from __future__ import annotations

import subprocess
import sys
import time

from measure import ARTICLE, say, seconds

from quoteattr.document.spacy_models import BUNDLED

LOADS = "import sys, quoteattr; assert 'spacy' not in sys.modules"
CALL = "from quoteattr.cli.app import main; main()"


def main() -> None:
    """Print wall times, the interpreter's own start taken off the import."""

    def python(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)

    print("start-up: fresh processes, wall time")
    python("-c", LOADS)
    bare, spacy, package, usage, first = seconds(
        [
            lambda: python("-c", "pass"),
            lambda: python("-c", f"import spacy; spacy.load({BUNDLED!r})"),
            lambda: python("-c", "import quoteattr"),
            lambda: python("-c", CALL, "--help"),
            lambda: python("-c", CALL, "extract", str(ARTICLE)),
        ],
        clock=time.perf_counter,
    )
    say("import quoteattr", package - bare, "s", "goal: 0.15")
    say("quoteattr --help", usage, "s")
    say("quoteattr extract article.txt", first, "s")
    say("the same / import spacy; spacy.load(...)", first / spacy, "x", "goal: 1.6")


if __name__ == "__main__":
    main()
