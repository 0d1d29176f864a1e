"""Pages in HTML and drawings in SVG: one self-contained file each, which asks nothing of a network.

In the order data flow:

    chapters    the parts of a text under its headings
    tints       the speakers' colours, and the bar that shows how much each speaks
    rendering   templates, style sheets and scripts -> a page under a strict Content-Security-Policy, or a drawing
    html        the page a person looks at
    index       the page that links the pages of many documents, with the people who speak in them
    plot        who speaks by month or outlet, as a drawing
    review      the page on which a person corrects extractions

What `templates/review/` holds of that page's script, in the order it runs:

    text          offsets in code points and in the units of JavaScript; words
    corrections   the same as `assembly.corrections`
    history       undo, redo, and what the browser keeps
    marks         the text with its quotations marked; what is selected
    picker        a dialog in which one chooses by typing
    borders       the borders of a quotation while they move
    panels        what stands beside and above the text
    speakers      their numbers and tints, and whom typed words mean
    review        what each key does, and saving
"""
