"""Whom the sources of a report refer to: names, pronouns, descriptions."""
