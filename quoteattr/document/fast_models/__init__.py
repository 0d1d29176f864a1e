"""Make a spaCy pipeline's own models fast, without a change of what they predict.

What takes their time, and what is done about it:

    pipelines       a pipeline, all of whose models are made fast
    remembering     the vectors of words depend in half on a word's own form alone, and forms recur
    row_products    the rest are matrix products, which numpy's OpenBLAS does two to four times as fast as thinc's BLIS
    steps           spaCy's parser lets go of the interpreter's lock and takes it back some twenty times a word, which
                    costs twice what its steps do; it need not
    groups          texts that are parsed together, for one step of many parses costs little more than of one
    threads         these products are too small for several threads
"""
