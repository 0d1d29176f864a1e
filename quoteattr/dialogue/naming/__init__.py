"""Whom of the named people a description means: "the man in the khaki shirt" is Josiah Lamptey, or nobody with a name.

A narrator without a name is one of those who are described.

    narrators       what speaks for each of the named to tell the story
    features        what speaks for each of the named, and for nobody
    decision        who it is, if that is likely enough
    introductions   whose name a turn gives as its own

Decided once in a text for all mentions of a description, after a first pass over its turns, when it is known who speaks
where others are called.
"""
