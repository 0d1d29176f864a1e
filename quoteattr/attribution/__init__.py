"""Who said what, cue by cue: `Document` -> attributions.

In the order data flow:

    cues                which tokens introduce reported speech
    contents            candidate contents of a cue by syntax
    surface_contents    candidate contents by the order of words, quotations and paragraphs
    reranking           rank a cue's contents again beside those of the other cues
    sources             candidate sources of a cue with its content
    filter              features of a proposal beside the document's other proposals
    decoder             score, choose, filter, merge
    constructions       attributions by rule: headlines, sentences that point back, utterances
    layouts             attributions by rule: signatures and labelled turns
    lead_ins            attributions by rule: a line without a verb that names whom the next quotation is from
    continuations       quotations without a cue: what goes on, and the turns of a talk
    topics              which contents tell only what was spoken of
    addressees          the addressee of an attribution

with `features` for what the models look at, `types` for the values passed on and `syntax` for the syntax and marks
around a cue.
"""
