"""Trees that contents and sources are ranked in."""

from __future__ import annotations

SAID = (
    "Ana/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/rained it/PRP/nsubj/rained rained=rain/VBD/ccomp/said "
    ",/,/punct/rained which/WDT/nsubj/hurt hurt/VBD/relcl/rained us/PRP/dobj/hurt ././punct/said"
)
AROUND = (
    "“/``/punct/rained It/PRP/nsubj/rained rained=rain/VBD/ccomp/said ,/,/punct/rained ”/''/punct/rained "
    "said=say/VBD/ROOT Ana/NNP/nsubj/said on/IN/prep/said Monday/NNP/pobj/on ,/,/punct/said "
    "adding=add/VBG/advcl/said "
    ":/:/punct/adding “/``/punct/go We/PRP/nsubj/go must/MD/aux/go go/VB/ccomp/adding ././punct/go ”/''/punct/go"
)
FIRST, SECOND = '" It rained , "', '" We must go . "'
