"""What a text is made of, before any sentence is parsed: blocks, their speakers, authors and addressees.

A text goes this way:

    types           `Line`, `Opening`, `Block`: what each field is, with an example
    patterns        pieces of patterns that several modules share
    lines           raw text -> lines
    line_kinds      what a line shows by its look: heading, rule, caption, stage direction, quoted mail
    turn_shapes     the grammar of turns: lines that may name a speaker
    evidence        what speaks for and against a turn in one line
    acceptance      which of these lines open turns, and which are fields
    posts           the posts of a thread, under heads of whatever form
    interviews      questions in bold or behind a sign, and the answers to them
    turns           where turns end
    turn_words      the words of a turn, without what is nobody's
    letter_parts    bylines, salutations, signatures
    plain_blocks    what is left: paragraphs and all that is no turn
    blocks          `read_blocks`: all of it

and is asked afterwards:

    labels          `link_labels`: which labels mean which names
    bearers         `find_bearers`: whom Q, THE WITNESS and THE COURT stand for
    named_people    names that a line gives in so many words
    authors         `find_authors`: who wrote which part, and to whom

Only words of the language (`language/layout_words.py`) are known here, and no list decides alone: a shape is accepted
by what recurs, alternates and stands beside it.
"""
