"""What all tests share: property tests have no time limit an example, for machines are slow at times."""

from hypothesis import settings

settings.register_profile("quoteattr", deadline=None)
settings.load_profile("quoteattr")
