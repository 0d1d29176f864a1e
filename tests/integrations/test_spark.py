"""Record batches in, record batches out; and the example job on a real local Spark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quoteattr import QuoteExtractor, Settings
from quoteattr.errors import InputError, MissingExtraError
from quoteattr.integrations.arrow import from_arrow_row
from quoteattr.integrations.spark import extract_batches, output_schema, spark_schema

pytestmark = [pytest.mark.slow, pytest.mark.model]
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXTS = ["“It will rain,” said Noor Vale.", "The bus was late.", "Ivo Brandt said that he had paid."]


def batch(**columns: Sequence[object]) -> object:
    return pa.RecordBatch.from_pydict(columns)


# Any: the rows are what Arrow makes of nested records
def extract(*batches: object, **options: Any) -> list[dict[str, Any]]:
    found = list(extract_batches(iter(batches), **options))
    assert all(each.schema.equals(output_schema()) for each in found)
    return [row for each in found for row in each.to_pylist()]


def test_rows_are_the_extractions() -> None:
    rows = extract(batch(id=["a", "b"], text=TEXTS[:2]), batch(id=["c"], text=TEXTS[2:]))
    assert [row.pop("error") for row in rows] == [None] * 3
    extractor = QuoteExtractor()
    assert [from_arrow_row(row) for row in rows] == [
        extractor.extract(text, id=id) for id, text in zip("abc", TEXTS, strict=True)
    ]


def test_settings_and_columns_are_the_callers() -> None:
    rows = extract(batch(n=[7, None], body=[TEXTS[0], TEXTS[2]]), text_column="body", id_column="n",
                   settings=Settings(kinds=frozenset({"indirect"})))  # fmt: skip
    assert [row["id"] for row in rows] == ["7", None]
    assert [[quote["kind"] for quote in row["quotes"]] for row in rows] == [[], ["indirect"]]
    assert [row["id"] for row in extract(batch(text=TEXTS[:1]), id_column=None)] == [None]


def test_bad_text_costs_its_own_row_alone() -> None:
    rows = extract(batch(id=["a", "b"], text=[None, TEXTS[0]]))
    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["error"] == "is no text but of type NoneType; give a str"
    assert (rows[0]["quotes"], rows[0]["text"]) == ([], "")
    assert rows[1]["error"] is None
    assert [quote["text"] for quote in rows[1]["quotes"]] == ["“It will rain,”"]


def test_large_batches_are_worked_on_piece_by_piece() -> None:
    source = iter([batch(id=list(range(150)), text=["Wind rose."] * 150)])
    sizes = [each.num_rows for each in extract_batches(source)]
    assert sum(sizes) == 150
    assert max(sizes) <= 64


def test_nothing_gives_nothing() -> None:
    assert extract() == []
    empty = pa.RecordBatch.from_pydict({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    assert extract(empty) == []


def test_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="no column 'text' among id, body; name it"):
        extract(batch(id=["a"], body=["x"]))


def test_without_pyspark_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(MissingExtraError, match="quoteattr\\[spark\\]"):
        spark_schema()


def test_without_pyarrow_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="quoteattr\\[arrow\\]"):
        output_schema()


def _plain_environment() -> dict[str, str]:
    own = str(Path(sys.executable).parent)
    path = os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep) if each != own)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYSPARK_")}
    return {**kept, "PATH": path, "SPARK_LOCAL_IP": "127.0.0.1", "MASTER": "local[1]"}


@pytest.mark.skipif(find_spec("pyspark") is None or shutil.which("java") is None, reason="needs pyspark and Java")
def test_job_on_a_real_spark_session(tmp_path: Path) -> None:
    """Run as a user does who has set nothing: the first Python on the path is not the one quoteattr is in."""
    table = pa.table({"id": ["a", "b", "c"], "text": [*TEXTS[:2], None]})
    pq.write_table(table, tmp_path / "texts.parquet")
    job = Path(__file__).parents[2] / "examples" / "spark_job.py"
    done = subprocess.run(
        [sys.executable, job, tmp_path / "texts.parquet", tmp_path / "found.parquet"],
        env=_plain_environment(),
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in pq.read_table(tmp_path / "found.parquet").to_pylist()}
    assert [quote["text"] for quote in rows["a"]["quotes"]] == ["“It will rain,”"]
    assert rows["a"]["quotes"][0]["speaker"]["name"] == "Noor Vale"
    assert (rows["b"]["quotes"], rows["b"]["error"]) == ([], None)
    assert rows["c"]["error"] == "is no text but of type NoneType; give a str"
    assert "Noor Vale" in done.stdout
