"""Measure extractions against annotated corpora: PolNeAR, PDNC, LitBank."""
