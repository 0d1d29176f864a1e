"""From what the stages found to records.

In the order data flow:

    speeches            in fiction: speeches of the dialogue in place of quoted attributions
    speaker_confidence  how sure each named speaker is
    quotes              choices -> attributions in offsets; attributions -> `Quote`, `Cue`, `Mention`
    cast                referents -> `Speaker`
    extraction          a text's records, with the tables and pages that can be made of them
    stretches           stretches of the text that a person gives
    corrections         an extraction and what a person says of it -> a new one
"""
