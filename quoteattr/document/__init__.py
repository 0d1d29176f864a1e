"""A text as all stages read it.

In the order data flow:

    visible        what a reader sees of a text, and where it stands in the text given
    paragraphs     raw text -> paragraphs; the dateline
    structure      raw text -> blocks: turns, fields, letters, captions; whose labels are whose, who wrote what
    glyphs         where quotation marks may stand, and the cost of reading each as opening or closing
    quotations     quotation marks -> quotations, on raw text
    sentence_lines lines that are sentences of tokenized text -> paragraphs
    fast_models    a spaCy pipeline made fast
    spacy_models   find, load and name a spaCy pipeline
    words          token attributes that depend on word form and tag only
    parse          text or Doc -> `Parse`
    unclosed       quotations left open whose paragraph ends in their cue
    document       a parse with its quotations in tokens and its language
    quoted_words   the kind of a content, and its words between quotation marks
    register       news or fiction

and what all stages use: `ranges` (sets of tokens), `phrases` (heads and bounds of noun phrases), `vocatives`,
`inversions` (verbs that open a sentence before who speaks).
"""
