"""What is known of a language: word lists and the cue lexicon, from `data/<language>/`."""
