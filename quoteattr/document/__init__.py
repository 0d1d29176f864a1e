"""A text as all stages read it.

In the order things flow:

    visible        what a reader sees of a text, and where it stands in the text given
    paragraphs     raw text -> paragraphs; datelines
    structure      raw text -> blocks: turns, fields, letters, captions; whose labels are whose, who wrote what
    glyphs         where quotation marks may stand, and what speaks for opening and closing
    quotations     quotation marks -> quoted stretches
    spacy_models   find and load a spaCy pipeline
    words          words with tag, part of speech and lemma
    parse          text or Doc -> `Parse`
    document       a parse with its quotations in tokens
    register       news or fiction

and what all stages ask of it: `ranges`, `phrases`, `vocatives`.
"""
