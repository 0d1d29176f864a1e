"""Scripts: who reads which words, made of an extraction, and other people's held against one.

lines      extraction -> the whole text in order, each piece with its voice
foreign    somebody else's script, in whichever JSON, -> speakers and words
alignment  which word of a script is which word of the text
check      what of somebody else's script contradicts the text, or the speakers found in it
"""
