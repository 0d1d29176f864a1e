"""Extractions as pages, tables and other people's formats."""
