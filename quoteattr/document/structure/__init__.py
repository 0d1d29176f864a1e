"""What a text is made of, before any sentence is parsed: blocks, their speakers, authors and addressees.

`blocks.read_blocks` takes a text this way; each step sees what those before it found:

    lines           raw text -> lines, without page numbers and the numbers of court reporters
    line_kinds      what a line shows by its look: heading, rule, caption, stage direction, quoted mail
    turn_shapes     the grammar of turns: lines that may name a speaker
    acceptance      which of these lines open turns, and which are fields; `evidence` weighs each
    posts           the posts of a thread; they win if there are as many as turns with a time
    interviews      where nothing else opens turns: questions in bold or behind a sign, and the answers to them
    turns           where turns end
    turn_words      the words of a turn, without what is nobody's
    plain_blocks    what is left: paragraphs, headings, fields, quoted mail; `letter_parts`: bylines, signatures

The blocks are asked afterwards:

    labels          `link_labels`: which labels mean which names
    bearers         `find_bearers`: whom Q, THE WITNESS and THE COURT stand for
    authors         `find_authors`: who wrote which part, and to whom

All share `types` (`Line`, `Opening`, `Block`: what each field is, with an example), `patterns` (times, names, ends of
sentences) and `named_people` (names that a line gives in so many words).

Only words of the language (`language/layout_words.py`) are known here, and no list decides alone: a shape is accepted
by what recurs, alternates and stands beside it.
"""
