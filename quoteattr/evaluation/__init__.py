"""Measure extractions against annotated corpora, and show the mistakes: what `quoteattr evaluate` does.

In the order things flow:

    gold          what is compared: gold documents, predictions
    brat          standoff annotation -> gold attributions
    corpora       PolNeAR, PDNC, LitBank -> gold documents
    predictions   a file of extractions, or the extractor -> predictions
    overlap       which prediction answers which gold attribution
    metrics       scores of attributions in news
    names         whether two names mean one speaker
    speakers      scores of who is named, in news and novels
    clusters      scores of who is told apart, where no names are known
    calibration   what confidence is worth
    mistakes      the errors in attributions, by class
    speaker_mistakes
    tables        figures -> tables
    report        tables and mistakes; as JSON
    reports       which tables and mistakes a kind of corpus gets
    page          the report as HTML
    terminal      the report on a terminal
    run           one evaluation from corpus to report
    given         one of speakers alone, with the attributions as gold has them
"""
