"""Use cases of reporting: the forecast summary, and reports as files."""
