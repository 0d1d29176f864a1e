"""What is known of a language before any text is read, from the files of `data/<language>/`.

In the order data flow:

    data_files     the one reader of data files
    word_classes   small closed classes: pronouns, prepositions by their use, forms of address
    people         words that name and describe people
    roles          words for offices, occupations and nations
    cue_lexicon    words that introduce reported speech
    layout_words   words of bylines, letters, captions and labels
    language       one `Language` of all these
"""
