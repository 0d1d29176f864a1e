"""What the attribution models look at: named features of the candidates that are ranked.

quotations  what quotation marks tell: of a content, and of the cues that are likely
contents    features of a cue's candidate contents
sources     features of a content's candidate sources
colons      what stands before and behind a colon: a speaker's label, or another
reranking   features of the best contents beside those of other cues
"""
