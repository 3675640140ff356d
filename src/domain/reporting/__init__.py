"""Reporting: the forecast summary, and reports as files."""
