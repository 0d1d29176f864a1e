"""From what the stages found to records."""
