"""Annotated corpora and predictions for them.

In the order data flow:

    gold          what is compared: gold documents, predictions
    brat          standoff annotation -> gold attributions
    readers       PolNeAR, PDNC, LitBank, GUM -> gold documents
    passages      the project's own marked passages -> gold documents
    corrected     the project's own JSON lines -> gold documents
    predictions   a file of extractions, or the extractor -> predictions
"""
