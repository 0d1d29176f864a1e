"""What files hold, as texts to work on: nothing here opens a path or prints.

`forms` tells by content what a file is; `encodings` turns bytes into text. `documents` takes the text out of HTML and
epub (`pages`), docx and RTF (`office`) and PDF (`pdf`), with the libraries of the extra `files`; `mails` out of mail,
`records` out of JSON and tables. `items` are what all of them give; `foreign` tells texts of another language.
"""
