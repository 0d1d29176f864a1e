"""Other people's engines: spaCy, Spark, Arrow."""
