"""Who speaks each turn of a story.

In the order things flow:

    references           names, pronouns and descriptions in the text
    known_characters     whom users say that a description refers to
    characters           the people they refer to, and who tells the story
    clauses, speech_cues       which reference the narration beside a quotation makes its speaker
    turns                what one person says at a time
    aliases              one person under two names
    naming               which of the named people a description means, or a narrator is
    cooccurrence, candidates   who may speak each turn
    context              cues, conversations and forms of address around each turn
    turn_features, nominal_features, neighbour_features   what speaks for each candidate
    voices               whose words each turn's are like
    decoder              score, decode: the most probable speaker of each turn, in two passes
    listeners            whom each turn is said to

with `types` for the values passed on. What tells the speakers of novels is taken from the literature: constructions of
cues (Elson and McKeown, "Automatic Attribution of Quoted Speech in Literary Narrative", AAAI 2010); vocatives,
alternation and distance (He, Barbosa and Kondrak, "Identification of Speakers in Novels", ACL 2013; Muzny et al.,
"A Two-stage Sieve Approach for Quote Attribution", EACL 2017); a joint decision on referents and speakers (Almeida,
Almeida and Martins, "A Joint Model for Quotation Attribution and Coreference Resolution", EACL 2014).
"""
