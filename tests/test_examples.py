"""Every example runs as a person would run it, and says what its docstring promises; so does the README."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from quoteattr import Extraction
from quoteattr.integrations.arrow import from_arrow

pytestmark = [pytest.mark.slow, pytest.mark.model]

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
ELSEWHERE = {"api_fastapi", "spark_job"}  # a service, tested below; a Spark job, tested in test_spark.py


def run(name: str, *arguments: str | Path, folder: Path) -> str:
    """What an example prints, run in this folder."""
    done = subprocess.run(
        [sys.executable, EXAMPLES / f"{name}.py", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_quickstart(tmp_path: Path) -> None:
    lines = run("quickstart", folder=tmp_path).splitlines()
    assert any(line.startswith("Piet Okonrade | said | ") and "lose a night's sleep over it" in line for line in lines)


def test_spacy_pipeline(tmp_path: Path) -> None:
    shown = run("spacy_pipeline", folder=tmp_path)
    assert "direct: “The ferry is late again,” (Noor Vale)" in shown
    assert "speakers: Noor Vale" in shown
    assert "('According to', 0, 2)" in shown


def test_batch_to_parquet(tmp_path: Path) -> None:
    shown = run("batch_to_parquet", EXAMPLES / "articles", tmp_path / "found.parquet", folder=tmp_path)
    found = list(from_arrow(pq.read_table(tmp_path / "found.parquet")))
    names = sorted(path.name for path in (EXAMPLES / "articles").glob("*.txt"))
    assert [extraction.id for extraction in found] == names
    assert [line.partition(":")[0] for line in shown.splitlines()] == names
    assert all(len(extraction.quotes) > 5 for extraction in found)


def test_cast_of_a_novel(tmp_path: Path) -> None:
    shown = run("cast_of_a_novel", folder=tmp_path)
    for name in ("Marlowe", "Thomas", "Mrs. Peel", "Lucy Finch", "Dr. Finch", "Billy Tull to Thomas Marlowe: "):
        assert name in shown


def test_who_speaks_most(tmp_path: Path) -> None:
    shown = run("who_speaks_most", folder=tmp_path)
    assert "Vera Lindqvar" in "".join(shown.splitlines()[:3])
    assert (tmp_path / "who_speaks_most.png").read_bytes().startswith(b"\x89PNG")


def test_custom_cue_words(tmp_path: Path) -> None:
    before, after = run("custom_cue_words", folder=tmp_path).split("with 'skeet'")
    assert ("skeet" in before, "('toast'" in before) == (False, True)
    assert ("('skeet', 'that the kiln would reopen" in after, "('toast'" in after) == (True, False)


def test_service_answers_with_the_records_and_refuses_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLES)
    from api_fastapi import LONGEST, app

    with TestClient(app) as client:
        answer = client.post("/quotes", json={"text": "“It rained,” Ana Lund said."})
        assert answer.status_code == 200
        (quote,) = Extraction.model_validate_json(answer.text).quotes
        assert (quote.text, quote.speaker and quote.speaker.name) == ("“It rained,”", "Ana Lund")
        for wrong in ({"text": ""}, {"text": "a" * (LONGEST + 1)}, {"text": 7}, {}, {"text": "a", "b": 1}):
            assert client.post("/quotes", json=wrong).status_code == 422
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
        assert {"Extraction", "Quote", "Speaker"} <= set(schemas)
        assert schemas["Question"]["properties"]["text"]["maxLength"] == LONGEST


def test_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    shared: dict[str, object] = {}
    enough, article, table, words, counts = (show(source, shared) for source in sources)
    assert enough is True
    assert isinstance(article, Extraction)
    assert article.profile == "news"
    assert "<iframe" in article._repr_html_()
    assert "Piet Okonrade" in str(words)
    assert "Ilse Brandvold" in str(table)
    assert isinstance(counts, list)
    assert len(counts) == 5


def show(source: str, shared: dict[str, object]) -> object:
    """Run a cell; the value of its last expression is what a notebook would show."""
    tree = ast.parse(source)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    exec(compile(tree, "cell", "exec"), shared)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), shared)


def test_every_example_is_tested_and_says_what_it_shows() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    for path in EXAMPLES.glob("*.py"):
        assert path.stem in ELSEWHERE or f'run("{path.stem}"' in source, path.stem
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.stem


def test_readme_python_gives_the_output_shown() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code, expected = re.findall(r"```python\n(.*?)```\n+```text\n(.*?)```", readme, re.DOTALL)[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout == expected


def test_readme_saves_and_loads_extractions(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = (code for code in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "model_validate_json" in code)
    subprocess.run(
        [sys.executable, "-c", f"{code}\nassert again == [extraction]"], cwd=tmp_path, timeout=300, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )  # fmt: skip
    assert Extraction.model_validate_json((tmp_path / "found.jsonl").read_text(encoding="utf-8")).quotes
