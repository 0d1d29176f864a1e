"""quoteattr: who said what in English text."""
