"""Reports: tables, mistakes by class; as a page, as JSON, on a terminal.

In the order data flow:

    attribution_mistakes   the errors in attributions, by class
    speaker_mistakes       the errors in who is named, by class
    tables                 figures -> tables
    report                 tables and mistakes; as JSON
    by_corpus              which tables and mistakes a kind of corpus gets
    page                   the report as HTML
    terminal               the report on a terminal
"""
