"""Learning the shipped weights from annotated corpora; needs the extra `train`, never used at run time.

In the order data flow:

    targets       gold attributions in tokens, and the candidates that match them best
    fitting       log-linear models on named features: binary and conditional logit
    attribution   PolNeAR, corrected extractions -> `data/en/attribution.tsv`, or weights of one's own
    chains        turns and their gold speakers -> weights of who speaks next, and what they gain in dense talk
    naming        short texts with gold speakers -> weights of whom descriptions mean
    dialogue      PDNC and marked passages -> `data/en/dialogue.tsv`
    coreference   LitBank and marked passages -> `data/en/coreference.tsv`
    speaker_confidence  marked passages and PDNC -> `data/en/speaker_confidence.tsv`
"""
