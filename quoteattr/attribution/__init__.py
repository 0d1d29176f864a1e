"""Who said what, cue by cue: `Document` -> attributions.

In the order data flow:

    cues                      which tokens introduce reported speech
    contents                  candidate contents of a cue by syntax
    surface_contents          candidate contents by the order of words, quotations and paragraphs
    content_features          features of a candidate content by itself
    quotation_features        features from the quotations it overlaps, and from rival cues
    reranking                 rank a cue's contents again beside those of the other cues
    reranking_features        features of a content beside the contents of other cues
    sources                   candidate sources of a cue with its content
    source_features           features of a candidate source
    filter                    features of a proposal beside the document's other proposals
    decoder                   score, choose, filter, merge
    constructions             attributions by rule: headlines, sentences that point back, utterances
    layouts                   attributions by rule: signatures and labelled turns
    continuations             quotations that continue the attribution before
    addressees                the addressee of an attribution

with `types` for the values passed on and `syntax` for the syntax and marks around a cue.
"""
