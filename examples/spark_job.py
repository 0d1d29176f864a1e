"""Who said what in a table of texts, on Spark.

    spark-submit examples/spark_job.py texts.parquet found.parquet

The table needs the columns "id" and "text"; every worker needs: pip install 'quoteattr[en,spark]'.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from pyspark.sql import SparkSession

from quoteattr import Settings
from quoteattr.integrations.spark import extract_batches, spark_schema


def main(source: str, target: str) -> None:
    """Read texts from one Parquet table, write one row a text with all its quotations to another."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python, on this machine: where quoteattr is
    spark = SparkSession.builder.appName("quoteattr").getOrCreate()
    texts = spark.read.parquet(source).select("id", "text")
    extract = partial(extract_batches, settings=Settings(kinds=frozenset({"direct", "mixed"})))
    found = texts.mapInArrow(extract, schema=spark_schema())
    found.write.mode("overwrite").parquet(target)

    by_speaker = (
        spark.read.parquet(target)
        .selectExpr("explode(quotes) as quote")
        .selectExpr("quote.speaker.name as speaker", "quote.confidence as confidence")
        .groupBy("speaker")
        .count()
        .orderBy("count", "speaker", ascending=False)
    )
    by_speaker.show(10)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
