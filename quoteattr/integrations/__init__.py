"""Other people's engines.

One file each:

    spacy_component   a component of a spaCy pipeline
    spacy_people      known people from the entities of a Doc
    arrow             Arrow tables, one row a document with every field, and back
    spark             a function for Spark's `mapInArrow`
"""
