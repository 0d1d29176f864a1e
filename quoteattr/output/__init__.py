"""Extractions as pages, tables and other people's formats; all of them take the records alone.

Pages:

    pages            the page a person looks at, the index of many, the page on which to correct, drawings of shares
    speaker_shares   who speaks, ranked by how much
    markup           spans as properly nested elements, for pages and TEI

Many documents:

    corpus           people across documents, who speaks by month or outlet, copies

Tables:

    tables           rows, CSV, pandas, polars
    around           the words around a quotation
    excel            a workbook
    conversations    who speaks to whom, as a table and a drawing

Formats of other tools:

    annotations      what the formats below have in common
    brat, doccano, label_studio, prodigy, uima, web_annotation   annotation tools and standards
    spacy_doc        spaCy `Doc` and `DocBin`
    booknlp          BookNLP's tables
    tei              TEI P5
    script           the whole text, piece by piece with its voice; other people's scripts checked
"""
