"""Gold beside predictions: what matches, and the scores."""
