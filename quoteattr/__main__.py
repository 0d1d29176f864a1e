"""``python -m quoteattr``: the command line."""

from quoteattr.cli.app import main

if __name__ == "__main__":
    main()
