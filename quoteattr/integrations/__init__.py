"""Other people's engines.

One file each:

    spacy_component   a component of a spaCy pipeline
    arrow             Arrow tables, one row a document with every field, and back
    spark             a function for Spark's `mapInArrow`
"""
