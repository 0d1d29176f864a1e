"""Pages in HTML: one self-contained file each, which asks nothing of a network.

In the order data flow:

    chapters    the parts of a text under its headings
    tints       the speakers' colours, and the bar that shows how much each speaks
    rendering   templates, style sheets and scripts -> a page under a strict Content-Security-Policy
    html        the page a person looks at
    review      the page on which a person corrects extractions
"""
