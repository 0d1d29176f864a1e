"""Coreference in news: the referents of the sources of attributions.

In the order data flow:

    source_heads   the head nouns of each source; whose content each token stands in
    bearers        whose a name may be: offices beside names, shared surnames
    salience       recent referents and how prominent they are
    antecedents    pronouns -> the probability of each candidate: mention ranking, learned
    nominals       descriptions ("the special aide") -> role holders, or somebody unnamed
    listeners      whom attributions are said to
    resolver       one pass over the text: names, pronouns, descriptions -> `Resolution`

with `types` for the values passed on.
"""
