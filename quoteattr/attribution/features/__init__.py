"""What the attribution models look at: named features of the candidates that are ranked.

quotations  what quotation marks tell: of a content, and of the cues that are likely
contents    features of a cue's candidate contents
sources     features of a content's candidate sources
reranking   features of the best contents beside those of other cues
"""
