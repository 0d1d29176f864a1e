"""Annotated corpora and predictions for them."""
