"""Coreference in news: the referents of the sources of attributions.

In the order data flow:

    source_heads   the head nouns of each source; whose content each token stands in
    bearers        whose a name may be: offices beside names, shared surnames
    salience       recent referents and how prominent they are
    antecedents    the probability of each candidate of a pronoun or description: mention ranking, learned
    reading        a text as far as it has been read: who may be meant next, and who most likely is
    pronouns       pronouns of the third person -> the likeliest antecedent, or nobody
    nominals       descriptions ("the special aide", "the trader") -> role holders, the likeliest antecedent, or
                   somebody unnamed
    listeners      whom attributions are said to
    resolver       one pass over the text: names, pronouns, descriptions -> `Resolution`

with `types` for the values passed on.
"""
