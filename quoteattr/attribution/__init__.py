"""Who said what, cue by cue: `Document` -> attributions.

In the order things flow:

    cues                 which tokens introduce speech
    contents             candidate contents by syntax
    surface_contents     candidate contents by the order of words and quotations
    content_features, quotation_features     what speaks for a content
    reranking, reranking_features            contents beside what other cues claim
    sources, source_features                 candidate sources and what speaks for them
    filter               what speaks for keeping a proposal beside the others
    decoder              choose, filter, decode
    constructions, layouts, continuations    attributions by rule

with `types` for the values passed on and `syntax` for what the tree around a cue tells.
"""
