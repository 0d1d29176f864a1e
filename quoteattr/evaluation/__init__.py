"""Measure extractions against annotated corpora, and show the mistakes: what `quoteattr evaluate` does.

In the order data flow:

    corpora             PolNeAR, PDNC, LitBank -> gold documents; predictions for them
    scores              gold beside predictions: what matches, and the scores
    report              tables and mistakes; as a page, as JSON, on a terminal
    run                 one evaluation from corpus to report
    gold_attributions   one of speakers alone, with the attributions as gold has them
"""
