"""Many documents: who speaks in all of them, how much, and which of them are copies.

names      a name without titles; whether two may be one person's
copies     documents with nearly the same words
survey     extractions -> what is kept of each for the rest
people     speakers of documents -> people across documents; doubtful joins are listed, not made
shares     who speaks, by gender, outlet, month or another key
tables     people and shares as rows
"""
