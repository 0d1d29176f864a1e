"""Gold beside predictions: what matches, and the scores.

In the order data flow:

    matching       which prediction matches which gold attribution
    attributions   scores of attributions in news
    names          whether two names mean one speaker
    speakers       scores of who is named, in news and novels
    listeners      scores of whom quotations of novels are said to
    clusters       scores of who is told apart, where no names are known
    calibration    how far confidence is the precision
"""
