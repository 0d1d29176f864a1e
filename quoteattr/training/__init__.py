"""Learning the shipped weights from annotated corpora; needs the extra `train`, never used at run time."""
