"""Who speaks each turn of a story."""
