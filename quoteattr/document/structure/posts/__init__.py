"""Posts of a thread, each under a head that says who wrote it and when: forums, comments, chats.

What makes a line a head is that its form comes again, above other words, with another name in the same place:

    forms           the form of a line: where it has times and numbers, where words, where signs
    heads           lines of one form -> heads, each with the name in it, beside it or on top of the words above it
    feet            heads that stand below or behind the words; what recurs about the words of all posts
    threads         `find_posts`: which of these forms are heads of posts, and what belongs to no post
"""
