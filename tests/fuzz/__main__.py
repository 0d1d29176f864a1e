"""Fuzz a target with atheris (`pip install atheris`): what it finds is kept, as small as it gets, in the folder TARGET.

    python tests/fuzz marks|records|command|pipeline FOLDER -max_total_time=600 ...

FOLDER collects what reaches new code; the options are libFuzzer's. The test suite replays what was kept.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import atheris

sys.path.append(str(Path(__file__).parents[1] / "helpers"))
with atheris.instrument_imports(include=["quoteattr"]):
    from fuzz_targets import TARGETS

    import quoteattr.cli.app
    import quoteattr.evaluation.report.report
    import quoteattr.output.pages.html
    import quoteattr.output.tables  # noqa: F401 -- modules that are loaded late would not be instrumented

TOKENS = [*"“”‘’\"'«»„`:-—.,?!() \n\t", "''", "``", "\r\n\r\n", "said", "Ana Lund", "she", "that it rained", "\u200b"]


def mutate_words(data: bytes, max_size: int, seed: int) -> bytes:
    """Insert or delete a mark, a word or a break as often as bytes are changed: bytes alone make few words."""
    pick = random.Random(seed)
    if pick.random() < 0.5:
        return atheris.Mutate(data, max_size)  # type: ignore[no-any-return]  # atheris has no types
    text = data.decode("utf-8", "replace")
    at = pick.randrange(len(text) + 1)
    token = pick.choice(TOKENS) if pick.random() < 0.8 else ""
    return (text[:at] + token + text[at + pick.randrange(4) :]).encode()[:max_size]


def mutate_json(data: bytes, max_size: int, seed: int) -> bytes:
    """Change a value somewhere in the JSON, so that it stays JSON; other data as bytes."""
    pick = random.Random(seed)
    try:
        root = json.loads(data)
    except ValueError:
        return atheris.Mutate(data, max_size)  # type: ignore[no-any-return]
    if pick.random() < 0.2 or not isinstance(root, dict | list) or not root:
        return atheris.Mutate(data, max_size)  # type: ignore[no-any-return]
    node = root
    while True:
        key = pick.choice(list(node) if isinstance(node, dict) else range(len(node)))
        if not isinstance(node[key], dict | list) or not node[key] or pick.random() < 0.2:
            break
        node = node[key]
    value = node[key]
    node[key] = pick.choice(
        [None, True, -1, 0, 1, 10**20, 0.5, "", "x", "\ud800", [], {}, [value], str(value), value, value]
        + ([value + pick.choice([-1, 1])] if isinstance(value, int) else [])
        + ([value[1:], value + "\u0301", value * 2] if isinstance(value, str) else [])
    )
    return json.dumps(root).encode()[:max_size]


def main() -> None:
    """Run until time is up or something is raised: the input is then in the file `raised`."""

    def run(data: bytes) -> None:
        try:
            TARGETS[target](data)
        except BaseException:
            Path("raised").write_bytes(data)
            raise

    target, folder, *options = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    mutator = mutate_json if target == "records" else mutate_words
    seeds = Path(__file__).parent / target
    atheris.Setup([sys.argv[0], *options, folder, str(seeds)], run, custom_mutator=mutator)
    atheris.Fuzz()


main()
