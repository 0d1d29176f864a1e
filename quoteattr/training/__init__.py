"""Learning the shipped weights from annotated corpora; needs the extra `train`, never used at run time.

In the order data flow:

    targets       gold attributions in tokens, and the candidates that match them best
    fitting       log-linear models on named features: binary and conditional logit
    attribution   PolNeAR, corrected extractions -> `data/en/attribution.tsv`, or weights of one's own
    dialogue      PDNC -> `data/en/dialogue.tsv`
    coreference   LitBank and marked passages -> `data/en/coreference.tsv`
    speaker_confidence  marked passages and PDNC -> `data/en/speaker_confidence.tsv`
"""
